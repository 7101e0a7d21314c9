"""What a screen is and what it is handed: the desk, with everything on it that a screen may use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.mine import Mine, mine_of
from wehere_desktop.desk.pieces import without_words
from wehere_desktop.frozen import dataclass
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from wehere_desktop.desk.announcer import Announcer
    from wehere_desktop.desk.background import Background, Job
    from wehere_desktop.desk.chosen import Narrowed
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notices, TakesRefusals
    from wehere_desktop.records.change import Changed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PrintOffer:
    """Something that can be printed from here: its title, a file name, and what makes the PDF's bytes in a lane."""

    title: str
    file_name: str
    make: Callable[[BeatBook], bytes]
    kind: str = ""
    record: str = ""


class ScreenWidget(QWidget):
    """The page of a screen. The window calls these; a screen answers those that concern it."""

    #: The number shown beside the screen's name in the rail has changed; 0 hides it.
    badge_changed = Signal(int)
    #: What `commands()` or `prints()` would return now is different.
    offers_changed = Signal()

    def refresh(self, changed: Changed | None) -> None:
        """Show the book as it is now; `changed` says what one change touched, None that all may be out of date.

        Called when the page is first shown, after each change that concerns it while it is shown, and when it is shown
        again after changes it did not see. Never called while it is hidden.
        """

    def show_record(self, kind: str, record: str) -> None:
        """Bring one record into view."""

    def has_unsaved(self) -> bool:
        """Say whether something typed here has not been kept yet; the window then asks before leaving the book."""
        return False

    def at_rest(self) -> bool:
        """Say whether all that was asked for is on show; a page that draws by itself, in its own time, answers so."""
        return True

    def commands(self) -> Sequence[QAction]:
        """Return what can be done on this page: shown as buttons in the top bar and in the command list."""
        return ()

    def prints(self) -> Sequence[PrintOffer]:
        """Return what can be printed from what is shown now."""
        return ()


@dataclass(frozen=True, slots=True)
class Screen:
    """One entry of the rail, declared as `SCREEN` in `screens/NAME/screen.py` and found by looking.

    `shows` are the kinds whose records it can bring into view, `locates` those it can show where they lie, and
    `concerned_with` the kinds whose changes make it out of date. `quick_log` makes the log-a-visit sheet (at most one
    screen has it) from the desk, a place and a contact. `at_foot` puts it at the lower end of the rail, with what is
    used seldom. `icon` names a file of `resources/icons`.
    `begin` is called once, when an opened book has been painted: what was left behind may be offered again.
    """

    name: str
    title: str
    icon: str
    order: int
    build: Callable[[Desk], ScreenWidget]
    shows: frozenset[str] = frozenset()
    locates: frozenset[str] = frozenset()
    concerned_with: frozenset[str] = frozenset()
    shortcut: str = ""
    at_foot: bool = False
    quick_log: Callable[[Desk, str, str], QWidget] | None = None
    badge: Callable[[Desk], int] | None = None
    begin: Callable[[Desk], None] | None = None


class Desk(QObject):
    """What a screen is handed. Its signals are the window's to answer; a screen calls the methods."""

    asked_to_open = Signal(str, str)
    asked_to_locate = Signal(str, str)
    asked_to_go = Signal(str)
    asked_to_log = Signal(str, str)
    asked_to_print = Signal(object)
    asked_for_sheet = Signal(str, object)
    asked_to_close_sheet = Signal()
    #: The book is to lock after so many minutes from now on.
    asked_to_lock_after = Signal(int)

    def __init__(
        self,
        book: BeatBook,
        *,
        background: Background,
        announcer: Announcer,
        notices: Notices,
        look: Look,
        shown_kinds: frozenset[str] = frozenset(),
        located_kinds: frozenset[str] = frozenset(),
        can_log: bool = False,
    ) -> None:
        """Lay the desk of whoever opened the book."""
        super().__init__()
        self.book = book
        self.background = background
        self.announcer = announcer
        self.notices = notices
        self.look = look
        self.shown_kinds = shown_kinds
        self.located_kinds = located_kinds
        #: Whether visits can be logged here: some screen has the sheet for it and the book may be written.
        self.can_log = can_log and not book.read_only

    @cached_property
    def narrowed(self) -> Narrowed:
        """Return what places are narrowed to: the same on the list and on the map."""
        from wehere_desktop.desk.chosen import Narrowed

        return Narrowed(self.book.book_id, self)

    def today(self) -> date:
        """Return the local date in Cheshire."""
        return self.book.world.today()

    def mine(self) -> Mine:
        """Return whose desk it is and which beats are theirs today."""
        return mine_of(self.book, self.today())

    def can_open(self, kind: str) -> bool:
        """Say whether some screen shows records of this kind; where none does, show the words without a link."""
        return kind in self.shown_kinds

    def open(self, kind: str, record: str) -> None:
        """Bring a record into view on whichever screen shows its kind."""
        self.asked_to_open.emit(kind, record)

    def can_locate(self, kind: str) -> bool:
        """Say whether some screen can show where records of this kind lie."""
        return kind in self.located_kinds

    def locate(self, kind: str, record: str) -> None:
        """Show where a record lies."""
        self.asked_to_locate.emit(kind, record)

    def go(self, screen: str) -> None:
        """Show a screen by its name."""
        self.asked_to_go.emit(screen)

    def quick_log(self, place: str = "", contact: str = "") -> None:
        """Open the sheet for logging a visit, with a place or a contact filled in."""
        self.asked_to_log.emit(place, contact)

    def print(self, offer: PrintOffer) -> None:
        """Make a printable page in a lane, ask where to keep it, and note it in the audit trail."""
        self.asked_to_print.emit(offer)

    def show_sheet(self, title: str, content: QWidget) -> None:
        """Lay a sheet over the right of the page, for a form; Escape closes it and asks if `has_unsaved()` is true.

        `content` becomes the sheet's and is deleted with it.
        """
        self.asked_for_sheet.emit(title, content)

    def close_sheet(self) -> None:
        """Take the sheet away without asking: what was on it has been kept."""
        self.asked_to_close_sheet.emit()

    def change(
        self,
        label: str,
        work: Callable[[BeatBook], T],
        *,
        owner: QObject | None = None,
        then: Callable[[T], None] | None = None,
        form: TakesRefusals | None = None,
        failed: Callable[[Refusal], None] | None = None,
        say: str = "",
    ) -> Job:
        """Write on the book's lane: `work` runs inside one change of this label, “Log visit to Elm Park School”.

        When it is kept, the status line says so (`say`, else the label) and offers to undo it, and `then` gets what the
        work returned. When it is refused nothing is kept; the refusal is shown beside its field in `form`, or in a line
        at the page's top, and `failed` is called so that what was typed can be given back to the person.
        """

        def write() -> tuple[T, bool]:
            before = self.book.can_undo()
            with self.book.change(label):
                answer = work(self.book)
            after = self.book.can_undo()
            return answer, after is not None and (before is None or after.seq != before.seq)

        def kept(result: tuple[T, bool]) -> None:
            answer, touched = result
            if touched:
                self.notices.tell(say or label, undo=True)
            if then is not None:
                then(answer)

        return self.background.run(write, then=kept, failed=self._refusing(form, failed), owner=owner, title=label)

    def undo(self) -> Job:
        """Take back the latest change and say so."""
        return self.background.run(
            self.book.undo,
            then=lambda found: self.notices.tell(
                f"Undone: {found.label}", link="Redo", follow=without_words(self.redo)
            ),
            failed=self._refusing(None, None),
        )

    def redo(self) -> Job:
        """Do again what was undone last and say so."""
        return self.background.run(
            self.book.redo,
            then=lambda found: self.notices.tell(f"Done again: {found.label}", undo=True),
            failed=self._refusing(None, None),
        )

    def ask_book(
        self,
        question: Callable[[BeatBook], Any],
        then: Callable[[Any], None],
        *,
        owner: QObject | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Read on the book's lane, for questions that could hold up the window, and hand the answer to `then`."""
        return self.background.run(
            lambda: question(self.book), then=then, failed=failed or self.notices.fault, owner=owner
        )

    def _refusing(
        self, form: TakesRefusals | None, failed: Callable[[Refusal], None] | None
    ) -> Callable[[Exception], None]:
        from wehere_desktop.desk.notices import as_refusal

        def refuse(error: Exception) -> None:
            if isinstance(error, Refusal):
                self.notices.refuse(error, form)
            else:
                self.notices.fault(error)
            if failed is not None:
                failed(error if isinstance(error, Refusal) else as_refusal(error))

        return refuse
