"""Answers over time: one row for each question, its last quarters as a line of dots, and in words how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wehere_desktop.neighbourhood.answer_numbers import ANSWERS, BEST
from wehere_desktop.neighbourhood.key_individual import QUESTIONS, moved
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.desk.look import Look
    from wehere_desktop.neighbourhood.questionnaire import Questionnaire

SHOWN = 6
ROW, LABEL, WORDS, FOOT, DOT = 40, 96, 116, 20, 4


@dataclass(frozen=True, slots=True)
class Run:
    """One question's answers, oldest first, 0 where there was none, and what they come to in words."""

    label: str
    answers: tuple[int, ...]
    words: str


def runs_of(answered: Sequence[Questionnaire]) -> tuple[Run, ...]:
    """Return each question's last answers and how it stands: “4, quite · up 1”."""
    latest = answered[-SHOWN:]
    found = []
    for name, label in QUESTIONS.items():
        answers = tuple(getattr(each, name) for each in latest)
        now = answers[-1] if answers else 0
        before = next((value for value in reversed(answers[:-1]) if value), 0)
        words = f"{now}, {ANSWERS[now]}" if now else ANSWERS[0]
        found.append(Run(label, answers, " · ".join(part for part in (words, moved(now, before)) if part)))
    return tuple(found)


class AnswersChart(QWidget):
    """Five rows under one another, drawn in the look's colours; all it shows is in its accessible name as well."""

    def __init__(self, look: Look, answered: Sequence[Questionnaire], *, today: date) -> None:
        """Show the last answers of one person, oldest first."""
        super().__init__()
        self._look = look
        self._runs = runs_of(answered)
        self._shown = len(answered[-SHOWN:])
        days = [each.on for each in answered[-SHOWN:] if each.on is not None]
        self._from, self._to = (short_day(days[0], today=today), short_day(days[-1], today=today)) if days else ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = "; ".join(f"{run.label}: {', '.join(str(value or '-') for value in run.answers)}" for run in self._runs)
        self.setAccessibleName(f"Answers from 1 to {BEST}, oldest first. {said}")

    def sizeHint(self) -> QSize:
        """Return the room that five rows take."""
        return QSize(self._look.px(300), self._look.px(ROW * len(QUESTIONS) + FOOT))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and as little width as can be read."""
        return QSize(self._look.px(240), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each row: its name, its line of dots between 1 and 5, and its words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, colours = self._look, self._look.colours
        left, right = look.px(LABEL), self.width() - look.px(WORDS)
        for number, run in enumerate(self._runs):
            top = number * look.px(ROW)
            painter.setFont(look.font(12))
            painter.setPen(QColor(colours.quiet))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, left, look.px(ROW)), int(middle | Qt.AlignmentFlag.AlignLeft), run.label)
            self._draw_run(painter, run, QRectF(left, top + 8, right - left - 8, look.px(ROW) - 16))
            painter.setPen(QColor(colours.ink))
            self._draw_words(painter, run, QRectF(right, top, look.px(WORDS), look.px(ROW)))
        painter.setFont(look.font(12))
        painter.setPen(QColor(colours.quiet))
        # The days stand under the first dot and the last
        first = self._first_dot(QRectF(left, 0, right - left - 8, 0), self._shown)
        foot = QRectF(left, len(self._runs) * look.px(ROW), right - left - 8, look.px(FOOT))
        room = foot.right() - painter.fontMetrics().horizontalAdvance(f"{self._from}  {self._to}")
        foot.setLeft(max(min(first - DOT, room), foot.left()))
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._from)
        if self._to != self._from:
            painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._to)
        painter.end()

    @staticmethod
    def _first_dot(box: QRectF, answers: int) -> float:
        """Return how far along the first dot stands; the newest is at the right, however few there are."""
        return box.right() - DOT - (box.width() - 2 * DOT) / (SHOWN - 1) * max(answers - 1, 0)

    def _draw_words(self, painter: QPainter, run: Run, box: QRectF) -> None:
        now, _, way = run.words.partition(" · ")
        painter.setFont(self._look.font(12, strong=True))
        half = QRectF(box.left(), box.top() + 4, box.width(), box.height() / 2 - 4)
        where = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(half if way else box, where, now)
        if way:
            colours = self._look.colours
            tone = colours.kept if way.startswith("up") else colours.late if way.startswith("down") else colours.quiet
            painter.setFont(self._look.font(12))
            painter.setPen(QColor(tone))
            sign = "▲ " if way.startswith("up") else "▼ " if way.startswith("down") else ""
            painter.drawText(half.translated(0, half.height()), where, f"{sign}{way}")

    def _draw_run(self, painter: QPainter, run: Run, box: QRectF) -> None:
        colours = self._look.colours
        painter.setPen(QPen(QColor(colours.line), 1))
        for height in (box.top(), box.center().y(), box.bottom()):
            painter.drawLine(QPointF(box.left(), height), QPointF(box.right(), height))
        if not run.answers:
            return
        step = (box.width() - 2 * DOT) / (SHOWN - 1)
        first = self._first_dot(box, len(run.answers))
        points = [
            QPointF(first + step * at, box.bottom() - (value - 1) / (BEST - 1) * box.height())
            for at, value in enumerate(run.answers)
            if value
        ]
        painter.setPen(QPen(QColor(colours.accent), 2))
        for one, other in pairwise(points):
            painter.drawLine(one, other)
        for number, point in enumerate(points):
            last = number == len(points) - 1
            painter.setBrush(QColor(colours.accent if last else colours.surface))
            painter.drawEllipse(point, DOT, DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
