"""The calendar: a month as a grid walked by the arrow keys, and under it what the chosen day holds."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from wehere_desktop.desk.pieces import Button, Card, CardRow, Pill, ScrollPage, Text, clear, column, row, rule
from wehere_desktop.screens.meetings.month import DAY, DayThere, Month, month_after
from wehere_desktop.wording import WEEKDAYS, counted, day_in_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.desk.tables import Index

WEEK = 7
WEEKS = 6
DAY_ROLE = Qt.ItemDataRole.UserRole + 1
LEAST_ROW = 58
UNDER = 128
FOOT_ROOM = 6


class MonthModel(QAbstractTableModel):
    """Six weeks of seven days."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a month."""
        super().__init__(parent)
        self.month: Month | None = None

    def put(self, month: Month) -> None:
        """Show a month."""
        self.beginResetModel()
        self.month = month
        self.endResetModel()

    def day_at(self, index: Index) -> DayThere | None:
        """Return the day of a cell."""
        if self.month is None or not index.isValid():
            return None
        return self.month.days[index.row() * WEEK + index.column()]

    def index_of(self, day: date) -> QModelIndex:
        """Return the cell of a day; one that is not shown gives none."""
        if self.month is None:
            return QModelIndex()
        number = (day - self.month.days[0].day) // DAY
        return self.index(number // WEEK, number % WEEK) if 0 <= number < WEEK * WEEKS else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return six weeks."""
        return 0 if parent.isValid() else WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return seven days."""
        return 0 if parent.isValid() else WEEK

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the weekdays."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return WEEKDAYS[section][:3]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the day for the painter, and in words for a tip and for screen readers."""
        day = self.day_at(index)
        if day is None:
            return None
        if role == DAY_ROLE:
            return day
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _day_said(day)
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = [*day.notes, *(f"{each.time} {each.title}: {each.word}" for each in day.meetings)]
            return "\n".join(lines)
        return None


class DayPainter(QStyledItemDelegate):
    """Draws a day: its number, what to know of it, and a line for each meeting that there is room for."""

    def __init__(self, look: Look, parent: QTableView) -> None:
        """Draw in a look."""
        super().__init__(parent)
        self._look, self._view = look, parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one day."""
        day = index.data(DAY_ROLE)
        if not isinstance(day, DayThere):
            return
        look, colours = self._look, self._look.colours
        box, chosen = QRectF(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        quiet_day = bool(day.holiday) or index.column() > 4  # noqa: PLR2004 - Saturday and Sunday
        ground = colours.chosen if chosen else colours.ground if quiet_day or not day.of_month else colours.surface
        painter.fillRect(box, QColor(ground))
        painter.setPen(QPen(QColor(colours.line), 1))
        edge = box.adjusted(0, 0, -1, -1)
        painter.drawLine(edge.topRight(), edge.bottomRight())
        painter.drawLine(edge.bottomLeft(), edge.bottomRight())
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.link), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        inner = box.adjusted(6, 4, -4, -3)
        self._head(painter, day, inner)
        painter.setFont(look.font(11))
        line = float(painter.fontMetrics().height() + 2)
        top = inner.top() + look.px(19)
        room = int((inner.bottom() - top + 1) // line)
        shown = day.meetings if len(day.meetings) <= room else day.meetings[: max(room - 1, 0)]
        for each in shown:
            tone = "" if each.tone == "plain" else each.tone
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(colours, tone) if tone else colours.plain_line))
            painter.drawRect(QRectF(inner.left(), top + 2, 3, line - 4))
            painter.setPen(QColor(colours.quiet if each.off or not day.of_month else colours.ink))
            words = f"{each.time} {each.title}" if not each.off else f"called off: {each.title}"
            self._words(painter, words, QRectF(inner.left() + 7, top, inner.width() - 7, line))
            top += line
        rest = len(day.meetings) - len(shown)
        if rest:
            painter.setPen(QColor(colours.quiet if shown else colours.ink))
            words = f"{rest} more" if shown else counted(rest, "meeting")
            self._words(painter, words, QRectF(inner.left() + 7, top, inner.width(), line))
        painter.restore()

    def _head(self, painter: QPainter, day: DayThere, inner: QRectF) -> None:
        look, colours = self._look, self._look.colours
        painter.setFont(look.font(12, strong=day.is_today))
        number = str(day.day.day)
        width = painter.fontMetrics().horizontalAdvance(number)
        high = look.px(17)
        if day.is_today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(inner.left() - 3, inner.top() - 1, width + 10, high), high / 2, high / 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        ink = colours.on_accent if day.is_today else colours.ink if day.of_month else colours.quiet
        painter.setPen(QColor(ink))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(
            QRectF(inner.left() + (2 if day.is_today else 0), inner.top() - 1, width + 4, high), left, number
        )
        note = (
            day.holiday
            or next(iter(day.closed), "")
            or ("leader away" if any(each.leader_away for each in day.meetings) else "")
        )
        if note:
            painter.setFont(look.font(11))
            painter.setPen(QColor(colours.due if day.holiday else colours.quiet))
            self._words(
                painter, note, QRectF(inner.left() + width + 12, inner.top() - 1, inner.width() - width - 12, high)
            )

    def _words(self, painter: QPainter, words: str, box: QRectF) -> None:
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)


class MonthGrid(QTableView):
    """The grid. Arrows go from day to day and on into other months, Page Up and Down by months, Home to today."""

    #: Another day was chosen, or wanted beyond what is shown.
    wanted = Signal(object)
    #: Enter or a double click on a day.
    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Begin without a month."""
        super().__init__()
        self._desk = desk
        self.months = MonthModel(self)
        self.setModel(self.months)
        self.setItemDelegate(DayPainter(desk.look, self))
        self.setAccessibleName("Calendar")
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setMinimumSectionSize(desk.look.px(34))
        self.doubleClicked.connect(self._open)

    def day(self) -> DayThere | None:
        """Return the chosen day."""
        return self.months.day_at(self.currentIndex())

    def choose(self, day: date) -> None:
        """Choose a day that is shown."""
        self.setCurrentIndex(self.months.index_of(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by days, weeks and months."""
        found, key = self.day(), event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}
        if found is None:
            super().keyPressEvent(event)
        elif key in steps:
            self.wanted.emit(found.day + steps[Qt.Key(key)] * DAY)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.wanted.emit(month_after(found.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self.wanted.emit(self._desk.today())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(found)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which day is chosen now."""
        super().currentChanged(current, previous)
        day = self.months.day_at(current)
        if day is not None:
            self.wanted.emit(day.day)

    def _open(self, index: Index) -> None:
        day = self.months.day_at(index)
        if day is not None:
            self.opened.emit(day)


class CalendarView(QWidget):
    """Month, grid and day."""

    #: A month has to be asked for; carries its first day.
    asked_for = Signal(object)
    #: A meeting was chosen (id).
    chosen = Signal(str)
    #: A meeting is to be planned on a day.
    asked_to_plan = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Begin at today's month."""
        super().__init__()
        self._desk = desk
        self.day = desk.today()
        self.grid = MonthGrid(desk)
        self.name = Text("", strong=True)
        self.today_button = Button("Today", lambda: self.want(desk.today()), rank="chip")
        line = row(spacing=8)
        line.addWidget(Button("←", partial(self._step, -1), rank="chip", name="The month before"))
        line.addWidget(Button("→", partial(self._step, 1), rank="chip", name="The month after"))
        line.addWidget(self.today_button)
        line.addWidget(self.name)
        line.addStretch(1)
        line.addWidget(Text("Arrows, Page Up and Down, Home", tone="quiet", step="small"))
        card = Card(tight=True)
        card.setAccessibleName("Calendar of meetings")
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.grid)
        self._there = ScrollPage(margins=(0, 0, 0, 0), spacing=0)
        self._under = Card(tight=True)
        self._under.setAccessibleName("The chosen day")
        self._under.body.addWidget(self._there)
        self._under.setFixedHeight(desk.look.px(UNDER))
        whole = column(spacing=8)
        whole.addLayout(line)
        whole.addWidget(card, 1)
        whole.addWidget(self._under)
        self.setLayout(whole)
        self.grid.wanted.connect(self.want)
        self.grid.opened.connect(self._open)
        desk.look.changed.connect(self._fit)

    @property
    def first(self) -> date:
        """Return the first day of the month on show."""
        return self.day.replace(day=1)

    def show_month(self, month: Month) -> None:
        """Show a month that was asked for."""
        if month.first != self.first:
            return
        self.grid.months.put(month)
        self.name.say(month.name)
        self.grid.choose(self.day)
        self._say_day()

    def want(self, day: date) -> None:
        """Choose a day, asking for its month if that is not on show."""
        before, self.day = self.day, day
        month = self.grid.months.month
        if month is None or month.first != day.replace(day=1):
            if before.replace(day=1) != day.replace(day=1) or month is None:
                self.asked_for.emit(self.first)
            return
        if self.grid.day() is None or day != before:
            self.grid.choose(day)
        self._say_day()

    def _fit(self) -> None:
        self._under.setFixedHeight(self._desk.look.px(UNDER))

    def _step(self, months: int) -> None:
        self.want(month_after(self.day, months))

    def _open(self, day: DayThere) -> None:
        if day.meetings:
            self.chosen.emit(day.meetings[0].id)
        elif not self._desk.book.read_only:
            self.asked_to_plan.emit(day.day)

    def _say_day(self) -> None:
        found = self.grid.day()
        clear(self._there.body)
        if found is None:
            return
        head = row(spacing=8, margins=(16, 8, 12, 6))
        head.addWidget(Text(day_in_words(found.day), strong=True), 1)
        if not self._desk.book.read_only:
            plan = Button("Plan a meeting then", partial(self.asked_to_plan.emit, found.day), rank="link")
            head.addWidget(plan)
        self._there.body.addLayout(head)
        for each in found.meetings:
            self._there.body.addWidget(rule())
            shown = CardRow(
                f"{each.time} {each.title}",
                each.venue or "no venue yet",
                pill=Pill(each.word, each.tone),
                opens=partial(self.chosen.emit, each.id),
            )
            self._there.body.addWidget(shown)
        for note in found.notes:
            said = Text(note, tone="due" if note.startswith("Bank") else "quiet", wrap=True)
            said.setContentsMargins(16, 4, 16, 4)
            self._there.body.addWidget(said)
        if not found.meetings and not found.notes:
            said = Text("Nothing on this day.", tone="quiet")
            said.setContentsMargins(16, 4, 16, 4)
            self._there.body.addWidget(said)
        self._there.body.addStretch(1)


def _day_said(day: DayThere) -> str:
    meetings = [f"{each.time} {each.title}, {each.word}" for each in day.meetings]
    return ". ".join((day_in_words(day.day), *([counted(len(meetings), "meeting"), *meetings]), *day.notes))
