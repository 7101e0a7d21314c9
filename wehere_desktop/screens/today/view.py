"""What Today looks like: what is owed at the left, what is next at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from wehere_desktop.desk.pieces import Button, ScrollPage, Text, clear, column, row
from wehere_desktop.screens.today.main_cards import MainCards
from wehere_desktop.screens.today.side_cards import SideCards

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.today.picture import Picture
    from wehere_desktop.screens.today.scope import Scope

SIDE_WIDTH = 350
STACKED_BELOW = 820


class TodayView(QWidget):
    """The heading and the two halves; the cards in them come from `main` and `side`."""

    def __init__(self, desk: Desk) -> None:
        """Begin with an empty page."""
        super().__init__()
        self._desk = desk
        self.main = MainCards(desk, self)
        self.side = SideCards(desk, self)
        self._page = ScrollPage(margins=(20, 16, 20, 20), spacing=16)
        self._day = Text("", step="title")
        self._sentence = Text("", tone="quiet", wrap=True)
        self.scope_button = Button("", rank="chip", name="Which beats")
        head = row(spacing=12)
        words = column(spacing=2)
        words.addWidget(self._day)
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        head.addWidget(self.scope_button, 0, Qt.AlignmentFlag.AlignTop)
        self._main = column(spacing=16)
        self._side = column(spacing=16)
        self._side_box = QWidget()
        self._side_box.setLayout(self._side)
        main_box = QWidget()
        main_box.setLayout(self._main)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(18)
        self._halves.addWidget(main_box, 1)
        self._halves.addWidget(self._side_box)
        self._page.body.addLayout(head)
        self._page.body.addLayout(self._halves)
        self._page.body.addStretch(1)
        whole = column()
        whole.addWidget(self._page)
        self.setLayout(whole)
        desk.look.changed.connect(self._fit)
        self._fit()

    def show_waiting(self, scope: Scope, *, several: bool) -> None:
        """Show the day's heading while the picture is made."""
        self._head(scope, "", several=several)

    def show_picture(self, picture: Picture, *, several: bool) -> None:
        """Show all of it."""
        self._day.say(picture.day)
        self._sentence.say(picture.sentence)
        self._head(picture.scope, picture.day, several=several)
        for layout, cards in ((self._main, self.main.made(picture)), (self._side, self.side.made(picture))):
            clear(layout)
            for card in cards:
                layout.addWidget(card)
            layout.addStretch(1)

    def _head(self, scope: Scope, day: str, *, several: bool) -> None:
        if day:
            self._day.say(day)
        self.scope_button.setText(f"{scope.words}  ▾".replace("&", "&&"))
        self.scope_button.setAccessibleName(f"Which beats: {scope.words}")
        self.scope_button.setVisible(several)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the halves under one another where the page is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        stacked = self.width() < look.px(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._halves.direction() != direction:
            self._halves.setDirection(direction)
        if stacked:
            self._side_box.setMinimumWidth(0)
            self._side_box.setMaximumWidth(16_777_215)
        else:
            self._side_box.setFixedWidth(look.px(SIDE_WIDTH))
