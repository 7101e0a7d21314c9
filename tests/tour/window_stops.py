"""What the window itself has to show: over an open book, and before one is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize

from tests.elm_park import still_world
from tests.tour.walk import SMALL_LAPTOP, Heard, let_go, menus, settle
from wehere_desktop.desk.background import Background, Job
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.screen import ScreenWidget
from wehere_desktop.desk.stops import At, Stop
from wehere_desktop.preferences import write_setting
from wehere_desktop.records import open_book
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens import find_screens
from wehere_desktop.window.book_page import BookPage
from wehere_desktop.window.kept import LAST_SCREEN, RECENT, remember_book
from wehere_desktop.window.main_window import MainWindow
from wehere_desktop.window.who_may_open import WhoMayOpen

PRACTICE = "practice"


def _around(at: At[ScreenWidget]) -> BookPage:
    found = at.page.window().findChild(BookPage)
    assert isinstance(found, BookPage)
    return found


def _search(at: At[ScreenWidget]) -> None:
    _around(at).bar.search.setFocus()
    at.type("Find anything", "whar")


def _search_in_vain(at: At[ScreenWidget]) -> None:
    _around(at).bar.search.setFocus()
    at.type("Find anything", "zzxqy")


def _commands(at: At[ScreenWidget]) -> None:
    next(each for each in _around(at).actions() if each.text() == "All commands…").trigger()
    at.settle()


def _menu(at: At[ScreenWidget]) -> None:
    button = _around(at).rail.menu_button
    menu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    at.settle()


def _prints(at: At[ScreenWidget]) -> None:
    at.press("Print…")


def _done(at: At[ScreenWidget]) -> None:
    at.desk.notices.tell("Visit to Elm Park Primary School logged", undo=True)


def _refused(at: At[ScreenWidget]) -> None:
    at.desk.notices.refuse(Refusal("The postcode is not in the book.", remedy="Check it, or choose the beat yourself."))


def _fault(at: At[ScreenWidget]) -> None:
    at.desk.notices.told.emit(_fault_notice())


def _fault_notice() -> object:
    from wehere_desktop.desk.notices import Notice, Tone

    return Notice("Something went wrong in the program; what you typed is still here.", "Try again.", Tone.FAULT)


def _question(at: At[ScreenWidget]) -> None:
    at.desk.notices.ask("Something you typed is not kept yet.", lambda _: None, yes="Let it go", no="Stay", grave=True)


def _working(at: At[ScreenWidget]) -> None:
    _around(at).foot.show_job(Job(0, "Bringing in schools.csv", None, None, None, done=210, of=525))


def _who_may_open(at: At[ScreenWidget]) -> None:
    at.desk.show_sheet("Who may open this book", WhoMayOpen(at.desk))
    at.settle()


#: Shown over the screen that comes first.
OVER_THE_PAGE = [
    Stop("search", _search, picture="search"),
    Stop("search-in-vain", _search_in_vain),
    Stop("commands", _commands),
    Stop("menu", _menu),
    Stop("prints", _prints),
    Stop("done", _done),
    Stop("refused", _refused),
    Stop("fault", _fault),
    Stop("question", _question),
    Stop("working", _working),
    Stop("who-may-open", _who_may_open),
]


@dataclass(frozen=True, slots=True)
class Front:
    """The program's window before or behind a book: the window, a practice book's folder, and what waits."""

    window: MainWindow
    book: Path
    settle: Callable[[], None]


@dataclass(frozen=True, slots=True)
class FrontStop:
    """A sight of the window without a book's page; `known` says whether books were opened here before."""

    name: str
    show: Callable[[Front], None]
    known: bool = True
    picture: str = ""


def _nothing(front: Front) -> None:
    front.settle()


def _wrong(front: Front) -> None:
    front.window.sign_in.field.setText("wrong")
    front.window.sign_in.field.returnPressed.emit()
    front.settle()


def _new_book(front: Front) -> None:
    front.window.sign_in.make_new()
    front.window.sign_in.new_book.form.fill({"folder": "~/Documents"})
    front.settle()


def _new_book_refused(front: Front) -> None:
    _new_book(front)
    front.window.sign_in.new_book.make()
    front.settle()


def _recovery_code(front: Front) -> None:
    _new_book(front)
    page = front.window.sign_in.new_book
    page.code.say("ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")
    page.setCurrentIndex(1)
    page.go_on.setEnabled(False)
    front.settle()


def _locked(front: Front) -> None:
    front.window.show_book(open_book(front.book, PRACTICE, world=still_world()))
    front.settle()
    front.window.lock()
    front.settle()


FRONT = [
    FrontStop("first-start", _nothing, known=False),
    FrontStop("sign-in", _nothing, picture="sign-in"),
    FrontStop("wrong-passphrase", _wrong),
    FrontStop("new-book", _new_book),
    FrontStop("new-book-refused", _new_book_refused),
    FrontStop("recovery-code", _recovery_code),
    FrontStop("locked", _locked),
]


@contextmanager
def front(stop: FrontStop, book: Path, look: Look, *, size: QSize = SMALL_LAPTOP) -> Iterator[MainWindow]:
    """Show a stop of the front in the program's own window; `book` is a practice book that nobody has open."""
    write_setting(LAST_SCREEN, "today")
    write_setting(RECENT, "[]")
    if stop.known:
        remember_book(book, datetime.now(UTC), practice=True)
    notices = Heard()
    background = Background(fault=notices.fault)
    window = MainWindow(world=still_world, background=background, notices=notices, look=look, screens=find_screens)
    window.resize(size)
    try:
        window.show()
        window.activateWindow()
        settle(background, window)
        stop.show(Front(window, book, lambda: settle(background, window)))
        yield window
    finally:
        for menu in menus():
            menu.close()
        window.close()
        settle(background, window)
        let_go(window)
        background.close()
