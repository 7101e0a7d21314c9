"""What a screen has to show besides its first sight: the stops at which pictures and checks of the window are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from wehere_desktop.desk.pieces import WayIn
from wehere_desktop.desk.screen import Desk

AnyPage = TypeVar("AnyPage", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Stop:
    """One sight: its name, “add-a-place”, and what brings it into view from the page as it is first shown.

    `show` may do what a person could, and keeps nothing in the book. `picture` names the picture of it in the handbook,
    `docs/pictures/PICTURE.png`; a stop without one is only looked at.
    """

    name: str
    show: Callable[[At[Any]], None]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class At(Generic[AnyPage]):
    """Where a stop begins: a page on show in its window, its desk, and an empty folder for files it may want.

    `settle` waits until the lanes are quiet and what they found is on show. What is named and not there raises a
    LookupError that lists what is.
    """

    page: AnyPage
    desk: Desk
    folder: Path
    settle: Callable[[], None]

    def press(self, words: str) -> None:
        """Press the first button, tab or row on show whose words or name begin so, then wait."""
        offered = self._pressable()
        pressed = next((each for each in offered if any(name.startswith(words) for name in _names(each))), None)
        if pressed is not None:
            _bring_into_view(pressed)
        if isinstance(pressed, QAbstractButton):
            pressed.click()
        elif pressed is not None:
            pressed.opened.emit()
        elif not self._turn_tab(words):
            there = ", ".join(_names(each)[0] for each in offered)
            raise LookupError(f"No button on show begins with “{words}”, only: {there}")
        self.settle()

    def choose(self, words: str) -> None:
        """Choose from the menu on show the first line that begins so, then wait."""
        menus = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
        lines = [action for menu in menus for action in menu.actions() if action.text()]
        line = next((each for each in lines if each.text().replace("&", "").startswith(words)), None)
        for menu in menus:
            menu.close()
        if line is None:
            raise LookupError(f"No menu has a line “{words}”, only: {', '.join(each.text() for each in lines)}")
        line.trigger()
        self.settle()

    def type(self, name: str, words: str) -> None:
        """Put words into the first field on show whose name begins so, as if typed, then wait."""
        inside = self.page.window()
        every = (*inside.findChildren(QLineEdit), *inside.findChildren(QPlainTextEdit))
        fields = [each for each in every if each.isVisible()]
        field = next((each for each in fields if each.accessibleName().startswith(name)), None)
        if isinstance(field, QLineEdit):
            field.setText(words)
            field.textEdited.emit(words)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(words)
        else:
            # Not of a wrong type but missing, whatever was asked of its type before
            raise LookupError(  # noqa: TRY004
                f"No field is called “{name}”, only: {', '.join(_names(each)[0] for each in fields)}"
            )
        self.settle()

    def open(self, kind: str, record: str) -> None:
        """Bring a record into view, then wait."""
        self.desk.open(kind, record)
        self.settle()

    def _pressable(self) -> list[QAbstractButton | WayIn]:
        window = self.page.window()
        every: list[QAbstractButton | WayIn] = [*window.findChildren(QAbstractButton), *window.findChildren(WayIn)]
        return sorted((each for each in every if each.isVisible()), key=self._distance)

    def _distance(self, widget: QWidget) -> int:
        """Return 0 on the sheet over the page, 1 on the page, 2 around it."""
        if self.page.isAncestorOf(widget):
            return 1
        above: QWidget | None = widget
        while above is not None and above.property("house") != "sheet":
            above = above.parentWidget()
        return 0 if above is not None else 2

    def _turn_tab(self, words: str) -> bool:
        for bar in self.page.window().findChildren(QTabBar):
            for number in range(bar.count()):
                if bar.isVisible() and bar.tabText(number).startswith(words):
                    bar.setCurrentIndex(number)
                    return True
        return False


def as_it_is(at: At[Any]) -> None:
    """Show a page as it comes up."""
    at.settle()


def _bring_into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _names(widget: QWidget) -> list[str]:
    words = widget.text().replace("&&", "&") if isinstance(widget, QAbstractButton) else ""
    return [each for each in (words, widget.accessibleName()) if each] or [type(widget).__name__]
