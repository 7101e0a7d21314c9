"""The day looked at: typed as people write it or stepped, with a way back to today."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wehere_desktop.desk.pieces import Button, Text, restyle, row
from wehere_desktop.wording import WEEKDAYS, parse_coming_day, short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

FIELD_WIDTH = 132
LONGEST = 40


class DayField(QWidget):
    """Holds a day; begins with today. What is no day is marked and changes nothing."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with today."""
        super().__init__()
        self._desk = desk
        # None is today, also when midnight passes
        self._day: date | None = None
        self.field = QLineEdit()
        self.field.setAccessibleName("The day looked at")
        self.field.setPlaceholderText("today, Friday, 4 Dec")
        self.field.setMaxLength(LONGEST)
        desk.look.changed.connect(self._fit)
        self._fit()
        self.field.editingFinished.connect(self._typed)
        self.today = Button("Today", self._back, rank="link", name="Back to today")
        before = Button("←", partial(self._step, -1), rank="chip", name="The day before")
        after = Button("→", partial(self._step, 1), rank="chip", name="The day after")
        label = Text("On", tone="quiet")
        label.setBuddy(self.field)
        across = row(spacing=6)
        for each in (self.today, label, before, self.field, after):
            across.addWidget(each)
        self.setLayout(across)
        self._show()

    def day(self) -> date:
        """Return the day."""
        return self._day or self._desk.today()

    def is_today(self) -> bool:
        """Say whether it is today."""
        return self._day is None

    def want(self, day: date) -> None:
        """Look at a day."""
        before = self._day
        self._day = None if day == self._desk.today() else day
        self._show()
        if self._day != before:
            self.changed.emit()

    def _fit(self) -> None:
        self.field.setFixedWidth(self._desk.look.px(FIELD_WIDTH))

    def _step(self, days: int) -> None:
        try:
            self.want(self.day() + timedelta(days=days))
        except OverflowError:
            self._show()

    def _back(self) -> None:
        self.want(self._desk.today())
        self.field.setFocus()

    def _typed(self) -> None:
        typed = self.field.text()
        if typed == _written(self.day()):
            self._mark(refused=False)
            return
        found = parse_coming_day(typed, today=self._desk.today())
        if found is None and typed.strip():
            self._mark(refused=True)
            return
        self.want(found or self._desk.today())

    def _show(self) -> None:
        self.field.setText(_written(self.day()))
        self.field.setCursorPosition(0)
        self.today.setVisible(not self.is_today())
        self._mark(refused=False)

    def _mark(self, *, refused: bool) -> None:
        self.field.setProperty("refused", "true" if refused else "")
        self.field.setToolTip("Write a day like 4 Dec, 04/12/2026, Friday or today." if refused else "")
        restyle(self.field)


def _written(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day)}"
