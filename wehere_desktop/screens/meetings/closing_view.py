"""Closing a meeting: what was raised at the left, settled one by one or together; its report at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.drafts import DraftKeeper, Typed
from wehere_desktop.desk.forms import Field, Form, field_of
from wehere_desktop.desk.pieces import Button, Card, EmptyState, ScrollPage, Text, column, row
from wehere_desktop.desk.tables import Column, RowsModel, Table
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.reach import Community
from wehere_desktop.neighbourhood.trail import TrailStep, is_closed, step_of
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.records.holding_meetings import close_meeting, publish_report
from wehere_desktop.records.telling_back import concern_in_words
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.meetings.settle_sheets import AnswerSheet, OwnerSheet, PrioritySheet
from wehere_desktop.screens.meetings.ticks import Ticks
from wehere_desktop.screens.meetings.words import when_words
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.paper import Paper
    from wehere_desktop.desk.screen import Desk

DRAFT = "meeting report"
UNSETTLED = frozenset({TrailStep.TO_SORT, TrailStep.RAISED})
FORM_WIDTH = 440
STEP_WORDS = {
    TrailStep.TO_SORT: "to settle",
    TrailStep.RAISED: "to settle",
    TrailStep.OWNED: "has an owner",
    TrailStep.WITH_PRIORITY: "in a priority",
    TrailStep.TO_TELL: "answered",
    TrailStep.TOLD_BACK: "told back",
    TrailStep.NOBODY_TO_TELL: "closed",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was raised, in words, and who sees to it."""

    concern: Concern
    words: str
    step: TrailStep
    owner: str


@dataclass
class PointSource:
    """Where the rows come from: everything raised at one meeting, what is to be settled first."""

    book: BeatBook
    meeting: str = ""
    _rows: dict[str, Point] = field(default_factory=dict)

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of what was raised."""
        del order, descending
        raised = self.book.concerns.at_meeting(self.meeting) if self.meeting else []
        owners = {each.id: each.name for each in self.book.officers.many({each.owner for each in raised if each.owner})}
        points = [Point(each, concern_in_words(each), step_of(each), owners.get(each.owner, "")) for each in raised]
        # As it was filed within each half: the eye finds a point again where the evening left it
        points.sort(key=lambda each: each.step not in UNSETTLED)
        self._rows = {each.concern.id: each for each in points}
        return list(self._rows)

    def rows(self, ids: Sequence[str]) -> Sequence[Point | None]:
        """Return the rows of these ids."""
        return [self._rows.get(each) for each in ids]

    def points(self) -> list[Point]:
        """Return every row."""
        return list(self._rows.values())


def _columns() -> list[Column]:
    return [
        Column("words", "What was raised", lambda each: Cell(each.words), 0),
        Column("theme", "Theme", lambda each: Cell(str(each.concern.theme), tone="quiet"), 128),
        Column("stands", "Stands", _stands, 130),
    ]


def _stands(each: Point) -> Cell:
    tone: Literal["due", "kept", "plain"] = (
        "due" if each.step in UNSETTLED else "kept" if is_closed(each.concern) else "plain"
    )
    return Cell(STEP_WORDS[each.step], tone=tone, pill=True)


class PointTable(Table):
    """The points; a letter settles those that are chosen."""

    #: O, A or P was pressed; carries “owner”, “answer” or “priority”.
    settling = Signal(str)
    KEYS: ClassVar = {Qt.Key.Key_O: "owner", Qt.Key.Key_A: "answer", Qt.Key.Key_P: "priority"}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Settle on a letter alone; Ctrl+A chooses all."""
        how = self.KEYS.get(Qt.Key(event.key()))
        if how is not None and not event.modifiers():
            self.settling.emit(how)
            return
        super().keyPressEvent(event)


class ClosingView(QWidget):
    """One meeting is closed here. What is typed is kept as a draft until it is."""

    #: Back to the meetings; carries the id of the meeting.
    left = Signal(str)

    def __init__(self, desk: Desk, meeting: Meeting, lay: Callable[[str, Paper], None]) -> None:
        """Close a meeting; `lay` lays a sheet over the page."""
        super().__init__()
        self._desk, self.meeting, self._lay = desk, meeting, lay
        self._source = PointSource(desk.book, meeting.id)
        self._model = RowsModel(_columns(), self._source, desk.background, parent=self)
        self.points = PointTable("What was raised", self._model, desk.look, several=True)
        self._whole = Text("", tone="quiet", wrap=True)
        self._count = Text("", tone="quiet")
        self._reach = Ticks([each.value for each in Community], name="Communities it was meant to reach")
        self.form = Form(
            [
                field_of(Meeting, "attendance", required=True, hint="0 is an answer too"),
                field_of(Meeting, "groups", lines=3, hint="One on each line, never a person’s name"),
                Field("reach", "Communities it was meant to reach", "texts"),
                field_of(Meeting, "report", lines=6, under="Everybody may read it once it is published."),
                field_of(Meeting, "decisions", lines=3, hint="One on each line"),
            ],
            today=desk.today,
            editors={"reach": self._reach},
        )
        self.form.fill(_filled(meeting))
        self._kept = self.form.typed()
        self._later = self._restore()
        self._drafts = DraftKeeper(desk, what=DRAFT, draft=self._draft_id(), read=self._read, parent=self)
        if self._later:
            self._drafts.go_on()
        self.form.changed.connect(self._drafts.typed)
        words = "Close the meeting" if meeting.closed_on is None else "Keep the report"
        self.close_button = Button(words, lambda: self.keep(publish=False), rank="first")
        self.publish_button = Button("Close and mark as published", lambda: self.keep(publish=True))
        if meeting.published_on is not None:
            self.publish_button.hide()
        self._lay_out()
        self._model.arrived.connect(lambda _: self._tell())
        self.points.selection_changed.connect(self._say_chosen)
        self.points.opened.connect(lambda _: self.settle("answer"))
        self.points.settling.connect(self.settle)
        self._model.reload()

    def has_unsaved(self) -> bool:
        """Say that nothing is lost: what is typed is in the book as a draft."""
        return False

    def refresh(self) -> None:
        """Show what was raised as it stands now."""
        self._model.reload()

    def settle(self, how: str) -> None:
        """Lay the sheet that gives the points chosen an owner, an answer or a priority."""
        chosen = self._chosen()
        if not chosen:
            return
        if how == "owner":
            self._lay("An owner", OwnerSheet(self._desk, self.meeting, chosen))
        elif how == "priority":
            self._lay("Part of a priority", PrioritySheet(self._desk, self.meeting, chosen))
        else:
            self._lay("An answer", AnswerSheet(self._desk, chosen))

    def keep(self, *, publish: bool) -> None:
        """Close the meeting with its report; what is lacking is said beside its field."""
        if not self.close_button.isEnabled():
            return
        self.form.clear_refusals()
        try:
            values = self._values()
        except Refusal as refusal:
            self._desk.notices.refuse(refusal, self.form)
            return
        self._hold(held=True)
        meeting = self.meeting.id

        def work(book: BeatBook) -> None:
            close_meeting(book, meeting, **values)
            if publish:
                publish_report(book, meeting)

        self._desk.change(
            f"Close {self.meeting.title}",
            work,
            owner=self,
            then=lambda _: self._closed(),
            form=self.form,
            failed=lambda _: self._hold(held=False),
        )

    def _lay_out(self) -> None:
        desk = self._desk
        head = row(spacing=12)
        head.addWidget(Button("← Meetings", self._leave, rank="link", name="Back to meetings"))
        title = Text(f"Closing {self.meeting.title}", step="title", elide=True)
        head.addWidget(title, 1)
        head.addWidget(Text(when_words(self.meeting, desk.today()), tone="quiet"))
        settling = row(spacing=8, margins=(16, 0, 16, 10))
        self._acts = [
            Button("Owner", lambda: self.settle("owner"), name="Give what is chosen an owner"),
            Button("Answer", lambda: self.settle("answer"), name="Answer what is chosen"),
            Button("Priority", lambda: self.settle("priority"), name="Put what is chosen into a priority"),
        ]
        for each, key in zip(self._acts, "OAP", strict=True):
            each.setToolTip(f"{key} in the list")
            settling.addWidget(each)
        settling.addStretch(1)
        settling.addWidget(
            Button("All to settle", self._choose_unsettled, rank="link", name="Choose all still to settle")
        )
        raised = Card("What was raised", tight=True)
        raised.note.hide()
        raised.head.addWidget(self._count)
        raised.body.addLayout(settling)
        raised.body.addWidget(self.points, 1)
        self._empty = EmptyState(
            desk.look, "meetings", "Nothing was noted as raised", "Then the report alone closes the meeting."
        )
        raised.body.addWidget(self._empty, 1)
        self._whole.setContentsMargins(16, 8, 16, 10)
        raised.body.addWidget(self._whole)
        report = Card("How it went")
        page = ScrollPage(margins=(0, 0, 12, 0), spacing=8)
        if self._later:
            page.body.addWidget(Text("Typed before and not kept yet; it goes on here.", tone="due", wrap=True))
        page.body.addWidget(self.form)
        page.body.addStretch(1)
        report.body.addWidget(page, 1)
        done = row(spacing=8)
        done.addWidget(self.close_button)
        done.addWidget(self.publish_button)
        done.addStretch(1)
        report.body.addLayout(done)
        report.setFixedWidth(desk.look.px(FORM_WIDTH))
        self._report = report
        desk.look.changed.connect(self._fit)
        across = row(spacing=18)
        across.addWidget(raised, 1)
        across.addWidget(report)
        whole = column(spacing=12, margins=(20, 16, 20, 16))
        whole.addLayout(head)
        whole.addLayout(across, 1)
        self.setLayout(whole)

    def _fit(self) -> None:
        self._report.setFixedWidth(self._desk.look.px(FORM_WIDTH))

    def _chosen(self) -> list[Concern]:
        wanted = set(self.points.selected())
        return [
            each.concern for each in self._source.points() if each.concern.id in wanted and not is_closed(each.concern)
        ]

    def _choose_unsettled(self) -> None:
        self.points.clearSelection()
        mode = self.points.selectionModel()
        flags = mode.SelectionFlag.Select | mode.SelectionFlag.Rows
        for number, each in enumerate(self._source.points()):
            if each.step in UNSETTLED:
                mode.select(self._model.index(number, 0), flags)
        self.points.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        points = self._source.points()
        left = sum(each.step in UNSETTLED for each in points)
        settled = "all settled" if not left else f"{left} of {counted(len(points), 'point')} still to settle"
        self._count.say(settled if points else "", tone="due" if left else "kept")
        self.points.setVisible(bool(points))
        self._whole.setVisible(bool(points))
        self._empty.setVisible(not points)
        if points and not self.points.selected():
            self.points.selectRow(0)
        self._say_chosen()

    def _say_chosen(self) -> None:
        chosen = self.points.selected()
        found = next((each for each in self._source.points() if chosen and each.concern.id == chosen[0]), None)
        if len(chosen) > 1:
            self._whole.say(f"{counted(len(chosen), 'point').capitalize()} chosen.")
        elif found is not None:
            seen = f" {found.owner} sees to it." if found.owner else ""
            self._whole.say(f"{(found.concern.said or found.concern.you_said)[:400]}{seen}")
        else:
            self._whole.say("Choose one or, with Shift or Ctrl, several.")
        may = bool(self._chosen()) and not self._desk.book.read_only
        for each in self._acts:
            each.setEnabled(may)

    def _values(self) -> dict[str, Any]:
        typed = self.form.values()
        # An empty field means “not said”, and nought that nobody came
        empty = not str(self.form.typed()["attendance"]).strip()
        return {**typed, "attendance": None if empty else typed["attendance"]}

    def _hold(self, *, held: bool) -> None:
        self.close_button.setEnabled(not held)
        self.publish_button.setEnabled(not held)

    def _leave(self) -> None:
        self._drafts.keep()
        self.left.emit(self.meeting.id)

    def _closed(self) -> None:
        self._drafts.drop()
        self.left.emit(self.meeting.id)

    def _draft_id(self) -> str:
        return f"{DRAFT} {self.meeting.id} {self._desk.book.holder}"

    def _read(self) -> Typed | None:
        if self.form.typed() == self._kept:
            return None
        return Typed(f"report of {self.meeting.title}", self.form.typed())

    def _restore(self) -> bool:
        """Go on with what was typed before and never kept; say whether there was anything."""
        found = next((each for each in self._desk.book.drafts.of(what=DRAFT) if each.id == self._draft_id()), None)
        if found is None:
            return False
        self.form.fill({name: tuple(value) if isinstance(value, list) else value for name, value in found.body.items()})
        return True


def _filled(meeting: Meeting) -> dict[str, Any]:
    return {
        "attendance": str(meeting.attendance) if meeting.attendance is not None else "",
        "groups": meeting.groups,
        "reach": meeting.reach,
        "report": meeting.report,
        "decisions": meeting.decisions,
    }
