"""The actions on a priority: ticked off by Space, added by a line in which Enter files and the typing goes on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from wehere_desktop.desk.pieces import Button, Card, Pill, Text, WayIn, clear, column, restyle, row
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.cover import known_as
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import parse_coming_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.priorities.doings import Doings
    from wehere_desktop.screens.priorities.record import ActionLine, PriorityRecord


class ActionsCard(Card):
    """Lists the actions, those to do first, with a line at the foot that adds one."""

    def __init__(self, desk: Desk, doings: Doings) -> None:
        """Begin without a priority."""
        super().__init__("Actions")
        self._desk, self._doings = desk, doings
        self._record: PriorityRecord | None = None
        self._lines = column(spacing=2)
        self._refusal = Text("", tone="late", step="small", wrap=True)
        self._refusal.hide()
        self.what, self.who, self.due = QLineEdit(), QComboBox(), QLineEdit()
        self.what.setAccessibleName("New action: what is to be done")
        self.what.setPlaceholderText("Add an action, then Enter")
        self.who.setAccessibleName("New action: who does it")
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(11)
        self.due.setAccessibleName("New action: due by")
        self.due.setPlaceholderText("by Friday")
        self.due.setMaximumWidth(desk.look.px(104))
        for field in (self.what, self.due):
            field.returnPressed.connect(self.add_action)
            field.textEdited.connect(lambda _: self._clear_refusal())
        self._adder = QWidget()
        across = row(spacing=8, margins=(0, 4, 0, 0))
        across.addWidget(self.what, 1)
        across.addWidget(self.who)
        across.addWidget(self.due)
        self._adder.setLayout(across)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._adder)
        self.body.addWidget(self._refusal)
        self._adder.setVisible(not desk.book.read_only)

    def tell(self, record: PriorityRecord) -> None:
        """Show the actions of a record; what is typed for a new one stays while the priority is the same."""
        other = self._record is None or self._record.priority.id != record.priority.id
        self._record = record
        if other:
            self._empty_fields()
        self._offer(record)
        clear(self._lines)
        done = sum(each.action.done_on is not None for each in record.actions)
        self.note.say(f"{done} of {len(record.actions)} done" if record.actions else "")
        if not record.actions:
            self._lines.addWidget(Text("Nobody has anything to do yet. Who does what, by when?", tone="quiet"))
        for each in record.actions:
            self._lines.addWidget(self._line(record, each))

    def has_unsaved(self) -> bool:
        """Say whether a new action is typed and not filed."""
        return bool(self.what.text().strip())

    def add_action(self) -> None:
        """File what is typed and begin the next."""
        record, what = self._record, self.what.text().strip()
        if record is None or not self._doings.may_write():
            return
        if not what:
            self.refuse([Refusal("Say what is to be done.", remedy="A few words.", field="what", kind="missing")])
            return
        typed = self.due.text().strip()
        due = parse_coming_day(typed, today=self._desk.today(), since=self._desk.today()) if typed else None
        if typed and due is None:
            remedy = "Write it like Friday, 4 Dec or in 2 weeks."
            self.refuse([Refusal(f"“{typed}” is not a day.", remedy=remedy, field="due_on", kind="not-a-day")])
            return
        kind, _, who = str(self.who.currentData() or "").partition(":")
        made = Action(
            id=self._desk.book.world.new_id(),
            priority=record.priority.id,
            what=what,
            owner=who if kind == "officer" else "",
            partner=who if kind == "partner" else "",
            due_on=due,
        )
        self._doings.add_action(made, partial(self._filed, what), self)

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Show why the action cannot be filed under its line."""
        self._refusal.say(" ".join(str(each) for each in refusals))
        self._refusal.show()
        field = self.due if refusals and refusals[0].field == "due_on" else self.what
        field.setProperty("refused", "true")
        restyle(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _filed(self, what: str) -> None:
        # What was typed on meanwhile belongs to the next one
        if self.what.text().strip() == what:
            self._empty_fields()
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty_fields(self) -> None:
        self.what.clear()
        self.due.clear()
        self.who.setCurrentIndex(0)
        self._clear_refusal()

    def _clear_refusal(self) -> None:
        if self._refusal.isHidden():
            return
        self._refusal.hide()
        for field in (self.what, self.due):
            field.setProperty("refused", "")
            restyle(field)

    def _offer(self, record: PriorityRecord) -> None:
        """Offer the holder, those posted to the beat and the partners of the priority."""
        book, today = self._desk.book, self._desk.today()
        kept = self.who.currentData()
        posted = [each.officer for each in book.postings.on_beat(record.priority.beat, today)]
        officers = book.officers.many(dict.fromkeys((book.holder, record.priority.owner, *posted)))
        self.who.clear()
        self.who.addItem("Who?", "")
        for officer in officers:
            self.who.addItem(known_as(officer), f"officer:{officer.id}")
        partners = [*record.priority.partners, *(each.action.partner for each in record.actions)]
        for partner in dict.fromkeys(each for each in partners if each):
            self.who.addItem(partner, f"partner:{partner}")
        self.who.setCurrentIndex(max(self.who.findData(kept), 0))

    def _line(self, record: PriorityRecord, line: ActionLine) -> QWidget:
        action = line.action
        box, across = QWidget(), row(spacing=8)
        tick = QCheckBox()
        tick.setChecked(action.done_on is not None)
        tick.setAccessibleName(f"Done: {action.what}")
        tick.setEnabled(not self._desk.book.read_only)
        tick.clicked.connect(lambda: self._doings.tick(action))
        across.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        tick.setContentsMargins(0, 4, 0, 0)
        opens = None if self._desk.book.read_only else partial(self._doings.open_action, record.priority, action)
        more = " · ".join(part for part in (line.who, line.stands) if part)
        way = WayIn(f"{action.what}, {more}" + (", people may read it" if action.publishable else ""), opens)
        words = column(spacing=1, margins=(4, 2, 4, 4))
        words.addWidget(Text(action.what, wrap=True, tone="quiet" if action.done_on is not None else ""))
        under = row(spacing=8)
        if line.who:
            under.addWidget(Text(line.who, tone="quiet", step="small"))
        under.addWidget(Text(line.stands, tone=line.tone, step="small"))
        if action.publishable:
            under.addWidget(Pill("public", "kept"))
        under.addStretch(1)
        words.addLayout(under)
        way.setLayout(words)
        across.addWidget(way, 1)
        if not self._desk.book.read_only:
            out = Button(
                "Take out", partial(self._doings.drop_action, action), rank="link", name=f"Take out: {action.what}"
            )
            across.addWidget(out, 0, Qt.AlignmentFlag.AlignTop)
        box.setLayout(across)
        return box
