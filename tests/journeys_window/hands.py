"""Two hands and an eye: what is clicked, what is typed, and waiting until it has been answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from tests.elm_park import still_world
from tests.tour.walk import let_go, settle
from wehere_desktop.desk.background import Background
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import Notice, Notices
from wehere_desktop.desk.pieces import WayIn
from wehere_desktop.records import BeatBook, World
from wehere_desktop.screens import find_screens
from wehere_desktop.window.book_page import BookPage
from wehere_desktop.window.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE_MS = 20_000


class Dialogs(Notices):
    """Notices whose file dialogs are answered from a list; what was told is kept."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Answer with these files, in order."""
        super().__init__()
        self.files = list(files)
        self.heard: list[Notice] = []
        self.told.connect(self.heard.append)

    def files_to_open(self, title: str, kinds: str, *, several: bool = False) -> list[Path]:
        """Return the next file."""
        return [self.files.pop(0)]

    def file_to_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Return the next file."""
        return self.files.pop(0)


class Hands:
    """Sits at one window of the program, from its start to its end."""

    def __init__(self, look: Look, *, files: Sequence[Path] = (), world: Callable[[], World] = still_world) -> None:
        """Start the program."""
        self.notices = Dialogs(files)
        self.background = Background(fault=self.notices.fault)
        self.window = MainWindow(
            world=world, background=self.background, notices=self.notices, look=look, screens=find_screens
        )
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.wait()

    @property
    def book(self) -> BeatBook:
        """Return the open book."""
        return self.page.book

    @property
    def page(self) -> BookPage:
        """Return the open book's page."""
        assert self.window.page is not None
        return self.window.page

    def open(self, folder: Path, passphrase: str) -> Self:
        """Open a book by its passphrase, typed once the field for it has the keys."""
        self.window.start_with(folder)
        self.wait()
        self.until(self.window.sign_in.field.hasFocus)
        self.type(passphrase)
        self.key(Qt.Key.Key_Return)
        self.until(lambda: self.window.page is not None)
        return self

    def __enter__(self) -> Self:
        """Sit down."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the window whatever happened."""
        self.end()

    def end(self) -> None:
        """Close the window, as by its corner."""
        self.window.close()
        self.wait()
        let_go(self.window)
        self.background.close()

    def wait(self) -> None:
        """Wait until everything asked for has been answered."""
        settle(self.background, self.window)

    def until(self, there: Callable[[], bool]) -> None:
        """Wait until something is so."""
        waited = 0
        while not there():
            assert waited < PATIENCE_MS, f"it never came to be; last told: {self.notices.heard[-1:]}"
            QTest.qWait(10)
            waited += 10
        self.wait()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key wherever the focus is."""
        holder = QApplication.focusWidget()
        assert holder is not None, "nothing has the focus"
        QTest.keyClick(holder, key, modifiers)
        self.wait()

    def type(self, words: str) -> None:
        """Type wherever the focus is."""
        holder = QApplication.focusWidget()
        assert holder is not None, "nothing has the focus"
        QTest.keyClicks(holder, words)
        self.wait()

    def tab(self, times: int = 1) -> None:
        """Go on to the next field."""
        for _ in range(times):
            self.key(Qt.Key.Key_Tab)

    def click(self, words: str) -> None:
        """Click the button or row on show whose words or name begin so."""
        every: list[QWidget] = [*self.window.findChildren(QAbstractButton), *self.window.findChildren(WayIn)]
        there = [each for each in every if each.isVisible() and each.isEnabled()]
        found = next((each for each in there if words in (_text(each), each.accessibleName())), None)
        found = found or next((each for each in there if each.accessibleName().startswith(words)), None)
        assert found is not None, f"no “{words}” among {[_text(each) or each.accessibleName() for each in there]}"
        self._click(found)

    def click_field(self, name: str) -> None:
        """Click into the field of this name."""
        every: list[QWidget] = [*self.window.findChildren(QLineEdit), *self.window.findChildren(QPlainTextEdit)]
        there = [each for each in every if each.isVisible() and each.isEnabled()]
        found = next((each for each in there if each.accessibleName().startswith(name)), None)
        assert found is not None, f"no field “{name}” among {[each.accessibleName() for each in there]}"
        self._click(found)

    def replace(self, words: str) -> None:
        """Type over what stands in the field with the focus."""
        self.key(Qt.Key.Key_A, CONTROL)
        self.type(words)

    def _click(self, widget: QWidget) -> None:
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
            above = above.parentWidget()
        # By its left end, where a tick box has its box
        at = widget.rect().center()
        at.setX(min(12, widget.width() // 2))
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, at)
        self.wait()


def _text(widget: QWidget) -> str:
    return widget.text().replace("&&", "&") if isinstance(widget, QAbstractButton) else ""
