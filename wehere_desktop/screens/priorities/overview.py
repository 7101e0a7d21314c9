"""The first tab of a priority: what people will read at the left, what stays inside at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import Button, Card, Pill, Text, WayIn, clear, column, row, rule
from wehere_desktop.screens.priorities.actions_card import ActionsCard
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.priority import PriorityUpdate
    from wehere_desktop.screens.priorities.doings import Doings
    from wehere_desktop.screens.priorities.record import ConcernLine, PriorityRecord

Line = TypeVar("Line")
UPDATES_SHOWN = 6
CONCERNS_SHOWN = 8


class Overview(QWidget):
    """Two columns of cards. The line for a new action stays while the rest is filled anew, with what is typed in it."""

    def __init__(self, desk: Desk, doings: Doings) -> None:
        """Begin empty."""
        super().__init__()
        self._desk, self._doings = desk, doings
        self._whole: set[str] = set()
        self.setProperty("house", "bare")
        self._public, self._inside = column(spacing=16), column(spacing=16)
        self.actions_card = ActionsCard(desk, doings)
        left, right = QWidget(), QWidget()
        left.setLayout(self._public)
        right_column = column(spacing=16)
        right_column.addWidget(self.actions_card)
        right_column.addLayout(self._inside)
        right_column.addStretch(1)
        right.setLayout(right_column)
        across = row(spacing=16)
        across.addWidget(left, 1)
        across.addWidget(right, 1)
        self.setLayout(across)

    def tell(self, record: PriorityRecord) -> None:
        """Show a record."""
        clear(self._public)
        clear(self._inside)
        self._public.addWidget(self._reads(record))
        self._public.addWidget(self._updates(record))
        self._public.addStretch(1)
        self.actions_card.tell(record)
        self._inside.addWidget(self._concerns(record))
        self._inside.addWidget(self._notes(record))

    def _reads(self, record: PriorityRecord) -> QWidget:
        priority, today = record.priority, self._desk.today()
        card = banded(self._desk, "People will read this", public=True)
        parts = (
            ("The issue", priority.issue, priority.issue_date),
            ("What is being done", priority.action, priority.action_date),
        )
        for heading, words, day in parts:
            when = short_day(day, today=today) if day is not None else ""
            card.body.addWidget(_headed(heading, when))
            if words:
                card.body.addWidget(Text(words, wrap=True, selectable=True))
            else:
                card.body.addWidget(Text("Not written yet.", tone="quiet"))
        if priority.partners:
            card.body.addWidget(_headed("With", ""))
            card.body.addWidget(Text(" · ".join(priority.partners), wrap=True))
        if priority.worked:
            closed = short_day(priority.closed, today=today) if priority.closed is not None else ""
            card.body.addWidget(_headed("How it ended", closed))
            card.body.addWidget(Text(f"{priority.worked[:1].upper()}{priority.worked[1:]}."))
        if priority.plan_priority:
            card.body.addWidget(_headed("Part of the Police and Crime Plan", ""))
            card.body.addWidget(Text(str(priority.plan_priority), wrap=True))
        return card

    def _updates(self, record: PriorityRecord) -> QWidget:
        card = banded(self._desk, "What people were told", public=True)
        told = [each for each in record.updates if each.text]
        if not told:
            card.body.addWidget(Text("Nothing yet. A sentence is enough: what was done, and what is next.", wrap=True))
        for each in self._some("updates", told, UPDATES_SHOWN):
            card.body.addWidget(self._update(record, each, each.text))
        self._more(card.body, record, "updates", told, UPDATES_SHOWN, "All updates")
        return card

    def _update(self, record: PriorityRecord, update: PriorityUpdate, words: str) -> QWidget:
        day = short_day(update.on, today=self._desk.today()) if update.on is not None else ""
        opens = None if self._desk.book.read_only else partial(self._doings.tell, record.priority, update)
        way = WayIn(f"{day}: {words}", opens)
        across = row(spacing=12, margins=(4, 4, 4, 4))
        when = Text(day, tone="quiet", step="small")
        when.setFixedWidth(self._desk.look.px(76))
        when.setContentsMargins(0, 1, 0, 0)
        across.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Text(words, wrap=True), 1)
        way.setLayout(across)
        return way

    def _concerns(self, record: PriorityRecord) -> QWidget:
        act = None
        if not self._desk.book.read_only:
            act = Button("Link a concern …", partial(self._doings.link, record.priority), rank="link")
        closed = len(record.concerns) - record.open_concerns
        note = f"{record.open_concerns} open, {closed} closed" if record.concerns else ""
        card = banded(self._desk, "Concerns that are part of it", note=note, act=act)
        if not record.concerns:
            words = "None linked. Whoever raised a linked concern is told back when this is closed."
            card.body.addWidget(Text(words, tone="quiet", wrap=True))
        for each in self._some("concerns", record.concerns, CONCERNS_SHOWN):
            card.body.addWidget(self._concern(each))
        self._more(card.body, record, "concerns", record.concerns, CONCERNS_SHOWN, "All concerns")
        return card

    def _concern(self, line: ConcernLine) -> QWidget:
        raised = line.concern.raised_on
        day = short_day(raised, today=self._desk.today()) if raised is not None else ""
        more = " → ".join(part for part in (f"raised {day}" if day else "", line.step) if part)
        opens = None
        if self._desk.can_open("concern"):
            opens = partial(self._desk.open, "concern", line.concern.id)
        way = WayIn(f"{line.words}, {more}", opens)
        words = column(spacing=1, margins=(4, 4, 4, 4))
        words.addWidget(Text(line.words, elide=True))
        words.addWidget(Text(more, tone="kept" if line.closed else "quiet", step="small", elide=True))
        way.setLayout(words)
        box = QWidget()
        across = row(spacing=8)
        across.addWidget(way, 1)
        if not (line.closed or self._desk.book.read_only):
            off = Button("Take off", partial(self._doings.unlink, line), rank="link", name=f"Take off: {line.words}")
            across.addWidget(off, 0, Qt.AlignmentFlag.AlignTop)
        box.setLayout(across)
        return box

    def _notes(self, record: PriorityRecord) -> QWidget:
        priority = record.priority
        card = banded(self._desk, "Stays inside")
        facts = (
            ("Who leads", record.owner or "Nobody yet"),
            ("Review", record.reviews.removeprefix("Review ") or "no day set"),
        )
        for label, words in facts:
            card.body.addWidget(self._fact(label, words))
        if priority.notes:
            card.body.addWidget(rule())
            card.body.addWidget(Text(priority.notes, wrap=True, selectable=True))
        noted = [each for each in record.updates if each.note]
        for each in self._some("notes", noted, UPDATES_SHOWN):
            card.body.addWidget(self._update(record, each, each.note))
        self._more(card.body, record, "notes", noted, UPDATES_SHOWN, "All notes")
        if priority.if_we_stop:
            card.body.addWidget(_headed("If we stop", ""))
            card.body.addWidget(Text(priority.if_we_stop, wrap=True, selectable=True))
        if priority.lesson:
            card.body.addWidget(_headed("What others can learn", ""))
            card.body.addWidget(Text(priority.lesson, wrap=True, selectable=True))
        return card

    def _fact(self, label: str, words: str) -> QWidget:
        box = QWidget()
        across = row(spacing=12)
        named = Text(label, tone="quiet")
        named.setFixedWidth(self._desk.look.px(80))
        across.addWidget(named, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Text(words, wrap=True), 1)
        box.setLayout(across)
        return box

    def _some(self, part: str, lines: Sequence[Line], number: int) -> Sequence[Line]:
        return lines if part in self._whole else lines[:number]

    def _more(
        self, into: QVBoxLayout, record: PriorityRecord, part: str, lines: Sequence[object], number: int, words: str
    ) -> None:
        if part in self._whole or len(lines) <= number:
            return

        def show() -> None:
            self._whole.add(part)
            self.tell(record)

        into.addWidget(Button(words, show, rank="link"), 0, Qt.AlignmentFlag.AlignLeft)


def banded(desk: Desk, heading: str, *, note: str = "", public: bool = False, act: QWidget | None = None) -> Card:
    """Return a card whose head says by a picture and a word who may see what is on it."""
    card = Card(heading, note)
    picture = QLabel()
    colour = desk.look.colours.kept if public else desk.look.colours.quiet
    picture.setPixmap(desk.look.pixmap("publish" if public else "lock", colour, 16))
    picture.setFixedSize(QSize(desk.look.px(16), desk.look.px(16)))
    picture.setAccessibleName("public" if public else "internal")
    card.head.insertWidget(0, picture)
    if not heading.startswith(("People", "Stays")):
        card.head.insertWidget(2, Pill("public", "kept") if public else Pill("inside", "plain"))
    if act is not None:
        card.head.addWidget(act)
    return card


def _headed(heading: str, when: str) -> QWidget:
    box = QWidget()
    across = row(spacing=8, margins=(0, 4, 0, 0))
    across.addWidget(Text(heading, tone="quiet", step="small", strong=True))
    across.addWidget(Text(when, tone="quiet", step="small"))
    across.addStretch(1)
    box.setLayout(across)
    return box
