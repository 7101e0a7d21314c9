"""Keeps what is being typed in a form as a draft in the book, so that a crash loses no more than a second of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.wording import local, short_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.drafts import Draft

# Below a second with the writing, and seldom enough that fast typing is not felt.
WRITE_AFTER_MS = 600
# The drafts whose forms are on show in this window: they are not offered as left behind.
_on_show: set[str] = set()


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form: what it is called in a sentence (“visit to Elm Park School”) and its fields as typed."""

    title: str
    body: dict[str, Any]


class DraftKeeper(QObject):
    """Writes one form's draft while it is typed in; it ends with the form.

    The form calls `typed` at each change and `drop` once what it holds is filed or thrown away.
    """

    def __init__(self, desk: Desk, *, what: str, draft: str, read: Callable[[], Typed | None], parent: QWidget) -> None:
        """Keep a draft under an id; `read` gives what stands in the form, None where nothing is worth keeping."""
        super().__init__(parent)
        self._desk, self._what, self._read = desk, what, read
        self.draft = draft
        self._ended = desk.book.read_only
        self._kept = False
        self._later = after_a_pause(self, WRITE_AFTER_MS, self.keep)
        _on_show.add(draft)
        parent.destroyed.connect(lambda: _on_show.discard(draft))

    @property
    def waiting(self) -> bool:
        """Say whether something was typed that is not being written yet."""
        return self._later.isActive()

    def typed(self) -> None:
        """Say that something was typed; it is written within the second, however fast the typing goes on."""
        if not self._ended and not self._later.isActive():
            self._later.start()

    def keep(self) -> None:
        """Write the draft now, in the book's lane."""
        self._later.stop()
        if self._ended:
            return
        found = self._read()
        if found is None:
            self._forget()
            return
        book, draft, what = self._desk.book, self.draft, self._what
        self._kept = True
        self._desk.background.run(
            lambda: book.drafts.keep(draft, what=what, title=found.title, body=found.body),
            failed=self._failed,
            owner=self,
        )

    def drop(self) -> None:
        """Remove the draft: what it holds was filed or thrown away. Nothing more is written."""
        self._ended = True
        self._later.stop()
        _on_show.discard(self.draft)
        self._forget()

    def go_on(self) -> None:
        """Say that the form goes on with a draft that is in the book, or was a moment ago."""
        self._kept = True
        self.typed()

    def _forget(self) -> None:
        if self._kept:
            self._kept = False
            drop_draft(self._desk, self.draft)

    def _failed(self, error: Exception) -> None:
        # Told once: whoever types is not to be stopped at every word.
        self._ended = True
        self._desk.notices.fault(error)


def drop_draft(desk: Desk, draft: str, *, then: Callable[[], None] | None = None) -> None:
    """Remove a draft in the book's lane, then call `then` on the window's thread."""
    desk.background.run(
        lambda: desk.book.drafts.drop(draft),
        then=(lambda _: then()) if then is not None else None,
        failed=desk.notices.fault,
    )


def drafts_left(desk: Desk, what: str) -> list[Draft]:
    """Return the drafts of one form that whoever opened the book left behind, latest first, without those on show."""
    return [each for each in desk.book.drafts.of(what=what) if each.id not in _on_show]


def when_typed(draft: Draft, desk: Desk) -> str:
    """Return when a draft was typed last: “18:42”, or “20 Nov, 18:42” if that was not today."""
    at = local(draft.at)
    clock = f"{at:%H:%M}"
    return clock if at.date() == desk.today() else f"{short_day(at.date(), today=desk.today())}, {clock}"
