"""What places are narrowed to, as a person chose it, on the list and on the map alike; kept on this laptop."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.preferences import Setting, read_setting, write_setting
from wehere_desktop.records.place_list import Standing
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

FILTERS = Setting("places.filters", "{}", "How the list of places was narrowed last, and narrowings kept, by book.")
MINE, ME = "mine", "me"
MOST_KEPT = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """A narrowing that outlives the day: who and where as ids alone, so that no name ever lies outside the book.

    `area` is “mine”, “lpu:” or “beat:” and an id, empty for everywhere; `officer` is “me”, an id or empty; `place_kind`
    and `standing` are values of their choices, empty for any.
    """

    area: str = ""
    place_kind: str = ""
    standing: str = ""
    officer: str = ""
    nobody: bool = False

    @property
    def kind(self) -> PlaceKind | None:
        """Return the kind of place wanted, None for all."""
        return PlaceKind(self.place_kind) if self.place_kind else None

    @property
    def state(self) -> Standing | None:
        """Return the standing wanted, None for any."""
        return Standing(self.standing) if self.standing else None


class Narrowed(QObject):
    """What is looked at now, the same on every screen of a desk; `changed` says that it is something else."""

    changed = Signal()

    def __init__(self, book_id: str, parent: QObject) -> None:
        """Begin as places were narrowed last, else with the officer's own beats, or their unit, or everything."""
        super().__init__(parent)
        self._book_id = book_id
        self.chosen = last_chosen(self._book_id) or Chosen(area=MINE)
        #: Words typed to narrow by; they may be anybody's name, and are never kept.
        self.words = ""

    def want(self, chosen: Chosen) -> None:
        """Look at this instead, and remember it on this laptop."""
        self.chosen = chosen
        remember(self._book_id, chosen)
        self.changed.emit()

    def want_words(self, words: str) -> None:
        """Look at places with these words alone, any for none; what is already so is no change."""
        words = " ".join(words.split())
        if words != self.words:
            self.words = words
            self.changed.emit()


def last_chosen(book_id: str) -> Chosen | None:
    """Return how the list of a book was narrowed last on this laptop, None the first time."""
    return _read(_of_book(book_id).get("last"))


def kept_for(book_id: str) -> list[Chosen]:
    """Return the narrowings kept for a book on this laptop."""
    kept = _of_book(book_id).get("kept")
    found = [_read(each) for each in kept] if isinstance(kept, list) else []
    return [each for each in found if each is not None][:MOST_KEPT]


def remember(book_id: str, chosen: Chosen) -> None:
    """Keep how the list of a book is narrowed now."""
    _write(book_id, chosen, kept_for(book_id))


def keep_for(book_id: str, kept: Sequence[Chosen]) -> None:
    """Keep these narrowings for a book, the first `MOST_KEPT` of them."""
    _write(book_id, last_chosen(book_id), kept[:MOST_KEPT])


def _write(book_id: str, last: Chosen | None, kept: Sequence[Chosen]) -> None:
    whole = {**_whole(), book_id: {"last": asdict(last) if last else None, "kept": [asdict(each) for each in kept]}}
    try:
        write_setting(FILTERS, json.dumps(whole))
    except Refusal:
        # How a list was narrowed is a comfort, no reason to stop anybody's work
        return


def _whole() -> dict[str, Any]:
    try:
        found = json.loads(read_setting(FILTERS))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _of_book(book_id: str) -> dict[str, Any]:
    found = _whole().get(book_id)
    return found if isinstance(found, dict) else {}


def _read(kept: Any) -> Chosen | None:
    """Return a narrowing as it was kept, or None where anybody has put something else there."""
    if not isinstance(kept, dict):
        return None
    told = {each.name: kept[each.name] for each in fields(Chosen) if each.name in kept}
    if any(not isinstance(value, bool if name == "nobody" else str) for name, value in told.items()):
        return None
    made = Chosen(**told)
    kinds, standings = {each.value for each in PlaceKind}, {each.value for each in Standing}
    if made.place_kind not in kinds | {""} or made.standing not in standings | {""}:
        return None
    return made
