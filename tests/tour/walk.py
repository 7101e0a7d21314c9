"""Walks an open book from stop to stop, each begun at a page newly built, in any colours and at any size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from tests.desk.a_desk import turn
from wehere_desktop.desk.background import Background
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import Notice, Notices
from wehere_desktop.desk.pieces import column
from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget
from wehere_desktop.desk.stops import At, Stop
from wehere_desktop.preferences import write_setting
from wehere_desktop.records import BeatBook
from wehere_desktop.screens import find_screens, find_stops
from wehere_desktop.window.book_page import BookPage
from wehere_desktop.window.kept import LAST_SCREEN

SMALL_LAPTOP = QSize(1366, 768)
PATIENCE_MS = 20_000
QUIET_TURNS = 3
# A single shot longer than this is no part of coming to rest, such as the foot's line that stays for twenty seconds.
REST_WITHIN_MS = 500
# The browser's engine makes objects of its own that the binding cannot hand to a filter of the whole application: it
# ends the interpreter.
WITH_BROWSER = frozenset({"map"})


def settle(background: Background, window: QWidget) -> None:
    """Wait until the lanes are quiet, every answer has been given and nothing is about to be asked."""
    waited = quiet = 0
    # Several times in a row: what the first look finds quiet may be about to begin in the turn after
    while quiet < QUIET_TURNS:
        turn(2)
        waited += 2
        quiet = 0 if background.busy or _about_to(window) else quiet + 1
        if waited > PATIENCE_MS:
            raise TimeoutError("The lanes are still at work, or a timer still starts anew.")


def _about_to(window: QWidget) -> bool:
    return any(
        each.isActive() and each.isSingleShot() and each.interval() <= REST_WITHIN_MS
        for each in window.findChildren(QTimer)
    )


def let_go(widget: QWidget) -> None:
    """Take a widget out of sight and let it go now."""
    widget.hide()
    widget.deleteLater()
    app = QApplication.instance()
    assert app is not None
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.processEvents()


class Heard(Notices):
    """Notices that the window shows, whose file dialogs nobody opens; what was told is kept."""

    def __init__(self) -> None:
        """Answer no file dialog."""
        super().__init__()
        self.heard: list[Notice] = []
        self.told.connect(self.heard.append)

    def file_to_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Return nothing, as if the dialog had been closed."""
        return None

    def files_to_open(self, title: str, kinds: str, *, several: bool = False) -> list[Path]:
        """Return nothing, likewise."""
        return []

    def folder(self, title: str) -> Path | None:
        """Return nothing, likewise."""
        return None


@dataclass(frozen=True, slots=True)
class Sight:
    """A stop of a screen."""

    screen: Screen
    stop: Stop

    def __str__(self) -> str:
        """Return its name for files and tests."""
        return f"{self.screen.name}-{self.stop.name}"


def sights(only: str = "") -> list[Sight]:
    """Return every stop of every screen, in the order of the rail; of one screen if it is named."""
    return [
        Sight(screen, stop)
        for screen in find_screens()
        if only in {"", screen.name}
        for stop in find_stops(screen.name)
    ]


class Strays(QObject):
    """Notes each window of its own that comes up besides the one meant to, be it for a moment."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what is shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow() and _stray(watched):
            self.seen.append(_told(watched))
        return False

    @contextmanager
    def watching(self, sight: Sight | None = None) -> Iterator[None]:
        """Look at everything that is shown meanwhile; at a sight with a browser in it, at what is left at its end."""
        app = QApplication.instance()
        assert app is not None
        if sight is not None and sight.screen.name in WITH_BROWSER:
            before = set(QApplication.topLevelWidgets())
            yield
            self.seen += [_told(each) for each in QApplication.topLevelWidgets() if each not in before and _stray(each)]
            return
        app.installEventFilter(self)
        try:
            yield
        finally:
            app.removeEventFilter(self)


def _stray(window: QWidget) -> bool:
    meant = isinstance(window, _Window | QMainWindow | QMenu) or window.windowType() == Qt.WindowType.ToolTip
    return window.isVisible() and not meant


def _told(window: QWidget) -> str:
    return f"{type(window).__name__} “{window.accessibleName()}”"


class Walk:
    """Shows an open book's window at one stop after another."""

    def __init__(self, book: BeatBook, look: Look, folder: Path, *, screens: Sequence[Screen] | None = None) -> None:
        """Walk through a book, which stays the caller's; stops find empty folders inside the one given."""
        self.book, self.look = book, look
        self.notices = Heard()
        self.background = Background(fault=self.notices.fault)
        self._screens = list(screens) if screens is not None else find_screens()
        self._folder, self._number = folder, 0

    def close(self) -> None:
        """End the lanes."""
        self.background.close()

    @contextmanager
    def window(self, screen: str, *, size: QSize = SMALL_LAPTOP) -> Iterator[BookPage]:
        """Show the book's page, newly built, at a screen; it is let go at the end."""
        write_setting(LAST_SCREEN, screen)
        self.notices.heard.clear()
        made = BookPage(self.book, self._screens, background=self.background, notices=self.notices, look=self.look)
        over = _Window(made, size)
        try:
            over.show()
            over.activateWindow()
            settle(self.background, over)
            yield made
        finally:
            for menu in menus():
                menu.close()
            # What was typed in a sheet is let go, not left as a draft for the stops to come
            made.sheet.take_away()
            settle(self.background, over)
            made.leave()
            let_go(over)

    @contextmanager
    def at(self, sight: Sight, *, size: QSize = SMALL_LAPTOP) -> Iterator[BookPage]:
        """Show a stop."""
        with self.window(sight.screen.name, size=size) as made:
            page = made.stage.current()
            assert page is not None
            sight.stop.show(self.start(page, made.desk))
            settle(self.background, made.window())
            yield made

    def start(self, page: ScreenWidget, desk: Desk) -> At[ScreenWidget]:
        """Return what a stop is handed."""
        self._number += 1
        folder = self._folder / f"stop-{self._number}"
        folder.mkdir(parents=True)
        return At(page, desk, folder, lambda: settle(self.background, page.window()))


class _Window(QWidget):
    """Stands for the program's window around an open book."""

    def __init__(self, page: BookPage, size: QSize) -> None:
        super().__init__()
        whole = column(spacing=0)
        whole.addWidget(page)
        self.setLayout(whole)
        self.resize(size)


def menus() -> list[QMenu]:
    """Return the menus on show."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]


def picture_of(window: QWidget) -> QPixmap:
    """Return a window as it stands there, with the menus that hang over it."""
    taken = window.grab()
    painter = QPainter(taken)
    for menu in menus():
        painter.drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab())
    painter.end()
    return taken
