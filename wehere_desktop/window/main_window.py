"""The one window: the sign-in page, then the open book, then the lock over it; and leaving without losing anything."""

from __future__ import annotations

import base64
import binascii
import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.lock_after import LOCK_AFTER
from wehere_desktop.desk.notices import Notice, Question, Tone
from wehere_desktop.desk.pieces import column
from wehere_desktop.preferences import read_setting, write_setting
from wehere_desktop.refusal import Refusal
from wehere_desktop.window.banner import Banner
from wehere_desktop.window.idle import IdleWatch
from wehere_desktop.window.kept import SHAPE
from wehere_desktop.window.lock_page import LockPage
from wehere_desktop.window.reading_order import tab_through
from wehere_desktop.window.sign_in import SignIn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notices
    from wehere_desktop.desk.screen import Screen
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.world import World
    from wehere_desktop.window.book_page import BookPage

FIRST_SIZE = (1280, 760)
SMALLEST = (900, 560)
# As wide as the screens of station laptops, in pixels
SMALL_SCREEN = 1500


class MainWindow(QMainWindow):
    """Shows one thing at a time, and always something."""

    #: A book has been opened and is on show.
    book_opened = Signal()

    def __init__(
        self,
        *,
        world: Callable[[], World],
        background: Background,
        notices: Notices,
        look: Look,
        screens: Callable[[], Sequence[Screen]],
    ) -> None:
        """Begin at the sign-in page; the world and the screens are asked for when a book is opened."""
        super().__init__()
        self.setWindowTitle("WeHere")
        self.setWindowIcon(QIcon(look.pixmap("places", look.colours.accent, 32)))
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self._background, self._notices, self._look = background, notices, look
        self._world_of, self._screens = world, screens
        self.page: BookPage | None = None
        self.lock_page: LockPage | None = None
        self._leaving = False
        self.idle = IdleWatch(0, self)
        self.idle.idle.connect(self.lock)
        self._stack = QStackedWidget()
        self._banner = Banner(look)
        self._held = QWidget()
        whole = column(spacing=0)
        whole.addWidget(self._banner)
        whole.addWidget(self._stack, 1)
        self._held.setLayout(whole)
        self.setCentralWidget(self._held)
        self.sign_in = SignIn(world=world, background=background, notices=notices, look=look)
        self.sign_in.opened.connect(self.show_book)
        self._stack.addWidget(self.sign_in)
        notices.stand_over(self)
        notices.told.connect(self._tell)
        notices.asked.connect(self._ask)
        self._restore_shape()

    @property
    def locked(self) -> bool:
        """Say whether the lock is on show."""
        return self.lock_page is not None and self._stack.currentWidget() is self.lock_page

    def show_fitting(self) -> None:
        """Show the window as it was left; the first time it fills a small screen."""
        screen = self.screen().availableGeometry()
        if not read_setting(SHAPE) and screen.width() <= SMALL_SCREEN:
            self.showMaximized()
        else:
            self.show()

    def warm_up(self) -> None:
        """Load, away from the window, what opening a book will need."""

        def load() -> None:
            self._world_of()
            self._screens()

        self._background.run(load, lane=Lane.FILES, failed=lambda _: None)

    def start_with(self, folder: Path) -> None:
        """Choose the book that was named when the program was started."""
        self.sign_in.open_at_once(folder)

    def show_book(self, book: BeatBook) -> None:
        """Show an open book; the window closes it when the person leaves."""
        self.close_book()
        from wehere_desktop.window.book_page import BookPage

        self.page = BookPage(book, self._screens(), background=self._background, notices=self._notices, look=self._look)
        self.page.asked_to_lock.connect(self.lock)
        self.page.asked_to_close.connect(self.leave_book)
        self.page.desk.asked_to_lock_after.connect(self.idle.wait)
        self._stack.addWidget(self.page)
        self._stack.setCurrentWidget(self.page)
        self._banner.put_away()
        name = book.name.removesuffix(".wehere")
        self.setWindowTitle(f"{name} (practice) – WeHere" if book.practice else f"{name} – WeHere")
        self.idle.wait(read_setting(LOCK_AFTER))
        self.book_opened.emit()

    def lock(self) -> None:
        """Cover the open book; what was typed stays where it is."""
        if self.page is None or self.locked:
            return
        self.idle.wait(0)
        lock = LockPage(self.page.book, background=self._background, look=self._look)
        lock.unlocked.connect(self.unlock)
        lock.asked_to_close.connect(self.leave_book)
        self.lock_page = lock
        self._stack.addWidget(lock)
        self._stack.setCurrentWidget(lock)
        lock.begin()

    def unlock(self) -> None:
        """Show the book again as it was left."""
        if self.page is None:
            return
        self._stack.setCurrentWidget(self.page)
        self._drop_lock()
        self.idle.wait(read_setting(LOCK_AFTER))

    def leave_book(self) -> None:
        """Close the book and go back to the sign-in page, asking first if something is not kept yet."""

        def leave(yes: bool) -> None:  # noqa: FBT001 - the answer to a question
            if yes:
                self.close_book()
                self.sign_in.begin()

        self._asking_first(leave)

    def close_book(self) -> None:
        """Put the open book's page away and close the book."""
        page, self.page = self.page, None
        self.idle.wait(0)
        self._drop_lock()
        if page is None:
            return
        page.leave()
        self._stack.removeWidget(page)
        self._stack.setCurrentWidget(self.sign_in)
        book = page.book
        page.hide()
        page.deleteLater()
        # In the book's lane, after everything that still writes there.
        self._background.run(book.close)
        self.setWindowTitle("WeHere")

    def showEvent(self, event: QShowEvent) -> None:
        """Watch for signs of life once there is a window of the system."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            self.idle.watch(handle)

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001 - as the toolkit calls it
        """Let Tab go as one reads, in what is on show."""
        return tab_through(self._held, forward=following)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the program, asking first if something is not kept yet."""
        if not self._leaving and self.page is not None and self.page.has_unsaved():
            event.ignore()

            def leave(yes: bool) -> None:  # noqa: FBT001 - the answer to a question
                if yes:
                    self._leaving = True
                    self.close()

            self._asking_first(leave)
            return
        # If it cannot be kept the next start has the usual size; that is all.
        with contextlib.suppress(Refusal):
            write_setting(SHAPE, base64.b64encode(self.saveGeometry().data()).decode("ascii"))
        self.close_book()
        super().closeEvent(event)

    def _asking_first(self, leave: Callable[[bool], None]) -> None:
        if self.page is None or not self.page.has_unsaved():
            answer = True
            leave(answer)
            return
        before = "Something typed before the book was locked is not kept yet."
        self._notices.ask(
            before if self.locked else "Something you typed is not kept yet.",
            leave,
            yes="Close and let it go",
            no="Stay",
            grave=True,
        )

    def _drop_lock(self) -> None:
        lock, self.lock_page = self.lock_page, None
        if lock is not None:
            self._stack.removeWidget(lock)
            lock.hide()
            lock.deleteLater()

    def _tell(self, notice: Notice) -> None:
        if (self.page is None or self.locked) and notice.tone is not Tone.DONE:
            self._banner.show_notice(notice)

    def _ask(self, question: Question) -> None:
        if self.page is None or self.locked:
            self._banner.ask(question)

    def _restore_shape(self) -> None:
        try:
            kept = base64.b64decode(read_setting(SHAPE), validate=True)
        except (binascii.Error, ValueError):
            return
        if kept:
            self.restoreGeometry(QByteArray(kept))
