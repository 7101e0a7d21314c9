"""The rail at the left: the screens by icon and word, whose book it is and who has it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMenu

    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.screen import Screen

WIDTH = 184
WIDEN = 84


class Rail(QWidget):
    """Lists the screens; the chosen one is filled with the accent."""

    #: A screen was chosen; carries its name.
    chosen = Signal(str)

    def __init__(self, look: Look, screens: Sequence[Screen], *, menu: QMenu) -> None:
        """List these screens, those at the foot apart; `menu` opens from the program's name."""
        super().__init__()
        self.setProperty("house", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Screens")
        self._look = look
        self._buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._icons = {each.name: each.icon for each in screens}
        self.menu_button = _menu_button(menu)
        self.under_name = QLabel()
        self.under_name.setProperty("rail", "quiet")
        self.under_name.setTextFormat(Qt.TextFormat.PlainText)
        self.under_name.setWordWrap(True)
        self.officer = QLabel()
        self.officer.setProperty("rail", "quiet")
        self.officer.setTextFormat(Qt.TextFormat.PlainText)
        self.officer.setWordWrap(True)
        whole = column(spacing=0, margins=(10, 12, 10, 12))
        head = column(spacing=2, margins=(2, 0, 10, 12))
        head.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        held = column(margins=(8, 0, 0, 0))
        held.addWidget(self.under_name)
        head.addLayout(held)
        whole.addLayout(head)
        self._list(whole, [each for each in screens if not each.at_foot])
        whole.addStretch(1)
        self._list(whole, [each for each in screens if each.at_foot])
        line = QFrame()
        line.setProperty("rail", "rule")
        whole.addSpacing(8)
        whole.addWidget(line)
        foot = column(margins=(10, 8, 0, 0))
        foot.addWidget(self.officer)
        whole.addLayout(foot)
        self.setLayout(whole)
        self._dress()
        look.changed.connect(self._dress)

    def show_whose(self, unit: str, officer: str) -> None:
        """Say which unit the book is seen from and who has it open."""
        self.under_name.setText(unit)
        self.officer.setText(officer)

    def choose(self, name: str) -> None:
        """Mark a screen as the one on show."""
        # No group of buttons does this: in one, Tab would stop at the chosen screen alone
        for each, button in self._buttons.items():
            button.setChecked(each == name)
        self._dress()

    def badge(self, name: str, number: int) -> None:
        """Show a number beside a screen's name; 0 takes it away."""
        badge = self._badges.get(name)
        if badge is None:
            return
        badge.setText(str(number) if number < 1000 else "999+")  # noqa: PLR2004 - what fits
        badge.setVisible(number > 0)
        badge.adjustSize()
        self._place(name)
        button = self._buttons[name]
        title = button.text().strip()
        button.setAccessibleName(f"{title}, {number} waiting" if number else title)

    def _list(self, into: QVBoxLayout, screens: Sequence[Screen]) -> None:
        for screen in screens:
            button = _Entry(screen.title)
            button.setToolTip(f"{screen.title}  {screen.shortcut}".strip())
            button.clicked.connect(lambda _=False, name=screen.name: self.chosen.emit(name))
            badge = QLabel(button)
            badge.setProperty("rail", "badge")
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            badge.hide()
            button.resized.connect(lambda name=screen.name: self._place(name))
            self._buttons[screen.name] = button
            self._badges[screen.name] = badge
            into.addWidget(button)
            into.addSpacing(2)

    def _place(self, name: str) -> None:
        button, badge = self._buttons[name], self._badges[name]
        badge.move(button.width() - badge.width() - 10, (button.height() - badge.height()) // 2)

    def _dress(self) -> None:
        # Large text takes less of a small screen than its share: the words wrap or are short
        self.setFixedWidth(min(self._look.px(WIDTH), WIDTH + WIDEN * (self._look.scale - 100) // 100))
        colours = self._look.colours
        self.menu_button.setIcon(self._look.icon("chevron-down", colours.rail_quiet, 14))
        self.menu_button.setIconSize(QSize(self._look.px(14), self._look.px(14)))
        for name, button in self._buttons.items():
            colour = "#ffffff" if button.isChecked() else colours.rail_ink
            button.setIcon(self._look.icon(self._icons[name], colour, 17))
            button.setIconSize(QSize(self._look.px(17), self._look.px(17)))


class _Entry(QPushButton):
    resized = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(f"  {title}")
        self.setProperty("rank", "rail")
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def resizeEvent(self, event: object) -> None:
        """Let the badge follow."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.resized.emit()


def _menu_button(menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setText("WeHere")
    button.setProperty("rail", "name")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setAccessibleName("WeHere menu")
    button.setToolTip("Undo, look, lock and close  Alt+W")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setMenu(menu)
    return button
