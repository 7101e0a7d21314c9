"""The trail of one concern on one line: raised, meeting, priority, actions, told back; each a way to its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pieces import Text, WayIn, clear, column, row
from wehere_desktop.neighbourhood.trail import Trail, TrailStep
from wehere_desktop.wording import local, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.desk.screen import Desk

DOT = 5
TOP = 20


NOWHERE = ("", "")


@dataclass(frozen=True, slots=True)
class Station:
    """One stop of the trail: its name, two lines of words, whether it was passed, and the kind and id it leads to."""

    name: str
    words: str
    more: str = ""
    passed: bool = False
    leads: tuple[str, str] = NOWHERE

    @property
    def in_full(self) -> str:
        """Return both lines as one."""
        return f"{self.words}, {self.more}" if self.more else self.words


NOT_AT_ONE = Station("Meeting", "not at one")
IN_NONE = Station("Priority", "in none")


def stations_of(trail: Trail, today: date) -> tuple[Station, ...]:
    """Return the five stops of a concern's trail, in its order."""
    concern, met, priority = trail.concern, trail.raised_at, trail.priority
    day = short_day(concern.raised_on, today=today) if concern.raised_on is not None else "no day"
    source = ("visit", concern.visit) if concern.visit else ("query", concern.query) if concern.query else NOWHERE
    when = short_day(local(met.starts).date(), today=today) if met is not None and met.starts is not None else ""
    finished = sum(each.done_on is not None for each in trail.actions)
    number = len(trail.actions)
    actions = f"{finished} of {number} done" if number else "no action yet" if priority is not None else "–"
    to_priority = ("priority", priority.id) if priority is not None else NOWHERE
    return (
        Station("Raised", day, str(concern.came_by), passed=True, leads=source),
        Station("Meeting", when, str(met.meeting_kind), passed=True, leads=("meeting", met.id)) if met else NOT_AT_ONE,
        Station("Priority", priority.title, passed=True, leads=to_priority) if priority else IN_NONE,
        Station(
            "Actions", actions, passed=bool(number) and finished == number, leads=to_priority if number else NOWHERE
        ),
        _told(trail, today),
    )


def _told(trail: Trail, today: date) -> Station:
    concern, met = trail.concern, trail.told_at
    if trail.step is TrailStep.NOBODY_TO_TELL:
        return Station("Told back", "nobody can be told", passed=True)
    if concern.told_back_on is None:
        return Station("Told back", "waits to be told" if trail.step is TrailStep.TO_TELL else "still to come")
    how = met.title if met is not None else concern.told_back_how
    to = f", to {concern.told_back_to}" if concern.told_back_to else ""
    day = short_day(concern.told_back_on, today=today)
    leads = ("meeting", met.id) if met is not None else NOWHERE
    return Station("Told back", day, f"{how}{to}", passed=True, leads=leads)


class TrailLine(QWidget):
    """Draws the stops along a line: full dots for what was passed, rings for what is still to come."""

    def __init__(self, desk: Desk) -> None:
        """Begin with none."""
        super().__init__()
        self._desk = desk
        self._stops: list[tuple[Station, QWidget]] = []
        self._line = row(spacing=4)
        self.setLayout(self._line)

    def show_trail(self, trail: Trail, today: date) -> None:
        """Show the trail of a concern."""
        clear(self._line)
        self._stops = []
        for each in stations_of(trail, today):
            opens: Callable[[], object] | None = None
            if each.leads[1] and self._desk.can_open(each.leads[0]):
                opens = partial(self._desk.open, *each.leads)
            stop = WayIn(f"{each.name}: {each.in_full}", opens)
            inside = column(spacing=0, margins=(4, TOP, 4, 4))
            inside.addWidget(Text(each.name, tone="quiet", step="small"))
            words = Text(each.words, tone="link" if opens is not None else "", step="small", elide=True)
            inside.addWidget(words)
            inside.addWidget(Text(each.more, tone="quiet", step="small", elide=True))
            stop.setLayout(inside)
            stop.setToolTip(each.in_full)
            self._line.addWidget(stop, 1)
            self._stops.append((each, stop))
        self.setAccessibleName("The trail of this concern")
        self.setAccessibleDescription("; ".join(f"{each.name}: {each.in_full}" for each, _ in self._stops))
        self.update()

    def words(self) -> Sequence[str]:
        """Return what stands at each stop."""
        return [each.in_full for each, _ in self._stops]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line with its dots over the stops."""
        super().paintEvent(event)
        if not self._stops:
            return
        colours = self._desk.look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = float(self._stops[0][1].y() + TOP // 2)
        centres = [QPointF(stop.x() + 4.0 + DOT, height) for _, stop in self._stops]
        last = max((at for at, (each, _) in enumerate(self._stops) if each.passed), default=0)
        for at, (start, end) in enumerate(pairwise(centres)):
            style = Qt.PenStyle.SolidLine if at < last else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(colours.accent if at < last else colours.quiet), 2, style))
            painter.drawLine(start + QPointF(DOT, 0), end - QPointF(DOT, 0))
        for (each, _), centre in zip(self._stops, centres, strict=True):
            painter.setPen(QPen(QColor(colours.accent if each.passed else colours.quiet), 2))
            painter.setBrush(QColor(colours.accent if each.passed else colours.surface))
            painter.drawEllipse(QRectF(centre.x() - DOT, height - DOT, 2.0 * DOT, 2.0 * DOT))
        painter.end()
