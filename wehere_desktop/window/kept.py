"""What the window keeps on this laptop: the books opened lately, when each was last copied, the window's shape."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from wehere_desktop.frozen import dataclass
from wehere_desktop.preferences import Setting, read_setting, write_setting
from wehere_desktop.refusal import Refusal

RECENT = Setting("books.recent", "[]", "The books opened lately on this laptop, latest first.")
COPIES = Setting("books.copied", "{}", "When each book was last backed up from this laptop (UTC).")
SHAPE = Setting("window.shape", "", "Size and place of the window, as the toolkit writes them.")
LAST_SCREEN = Setting("window.screen", "today", "The screen shown last.")
MOST_RECENT = 6


@dataclass(frozen=True, slots=True)
class RecentBook:
    """A book opened lately: its folder, when (UTC), and whether it is a practice book."""

    folder: Path
    opened: datetime
    practice: bool

    @property
    def name(self) -> str:
        """Return the book's name for people."""
        return self.folder.name.removesuffix(".wehere")


def recent_books() -> list[RecentBook]:
    """Return the books opened lately that are still there, latest first."""
    found = []
    for each in _json(read_setting(RECENT), list):
        try:
            book = RecentBook(
                Path(each["folder"]), datetime.fromisoformat(each["opened"]), practice=bool(each["practice"])
            )
        except (KeyError, TypeError, ValueError):
            continue
        if book.opened.tzinfo is not None and (book.folder / "keys.json").is_file():
            found.append(book)
    return found[:MOST_RECENT]


def remember_book(folder: Path, opened: datetime, *, practice: bool) -> None:
    """Put a book at the head of those opened lately."""
    others = [each for each in recent_books() if each.folder != folder]
    kept = [RecentBook(folder, opened, practice=practice), *others][:MOST_RECENT]
    _write(
        RECENT,
        [{"folder": str(each.folder), "opened": each.opened.isoformat(), "practice": each.practice} for each in kept],
    )


def forget_book(folder: Path) -> None:
    """Show a book no longer among those opened lately; the book itself is untouched."""
    left = [each for each in _json(read_setting(RECENT), list) if each.get("folder") != str(folder)]
    _write(RECENT, left)


def last_backup(book_id: str) -> datetime | None:
    """Return when a book was last backed up from this laptop, UTC, or None."""
    try:
        made = datetime.fromisoformat(_json(read_setting(COPIES), dict).get(book_id, ""))
    except (TypeError, ValueError):
        return None
    return made if made.tzinfo is not None else None


def remember_backup(book_id: str, made: datetime) -> None:
    """Keep when a book was backed up."""
    _write(COPIES, {**_json(read_setting(COPIES), dict), book_id: made.isoformat()})


def _write(setting: Setting[str], value: Any) -> None:
    try:
        write_setting(setting, json.dumps(value))
    except Refusal:
        # Not remembering is no reason to stop anybody's work.
        return


def _json(text: str, shape: type) -> Any:
    try:
        found = json.loads(text)
    except ValueError:
        return shape()
    return found if isinstance(found, shape) else shape()
