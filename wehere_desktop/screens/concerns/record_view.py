"""One concern in full beside the list: its trail on one line, what was said, what may be public, what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from wehere_desktop.desk.named import Named, fact_grid
from wehere_desktop.desk.pieces import Button, Card, Pill, ScrollPage, Text, clear, column, row, rule
from wehere_desktop.desk.small_map import SmallMap
from wehere_desktop.desk.timeline import Happening, Timeline
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.telling import could_not
from wehere_desktop.neighbourhood.trail import TAKE_IT_FURTHER, TrailStep, is_closed, step_of
from wehere_desktop.screens.concerns.alike_box import AlikeBox
from wehere_desktop.screens.concerns.ground import point_of
from wehere_desktop.screens.concerns.paper_preview import publish_pill
from wehere_desktop.screens.concerns.trail_line import TrailLine
from wehere_desktop.screens.concerns.words import STEP_TONES, STEP_WORDS, ConcernInFull
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

LABELS = 88
OUTCOME_WORDS = {
    Outcome.OPEN: "No answer yet.",
    Outcome.IN_HAND: "We are working on it.",
}


class ConcernRecord(QWidget):
    """Shows one concern at a time; what can be done is asked for by signals that carry nothing but the deed's name."""

    #: A deed is wanted: edit, answer, tell, nobody, again, further or out.
    asked = Signal(str)
    #: It is to be put with another one; carries the other's id.
    asked_to_add = Signal(str)
    #: It is to be part of a priority; carries the priority's id.
    asked_to_join = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing on show."""
        super().__init__()
        self._desk = desk
        self.shown: ConcernInFull | None = None
        self.deeds: dict[str, Button] = {}
        self._page = ScrollPage(margins=(16, 16, 16, 16), spacing=12)
        whole = column()
        whole.addWidget(self._page)
        self.setLayout(whole)

    def show_concern(self, shown: ConcernInFull | None) -> None:
        """Show this concern, or nothing."""
        same = shown is not None and self.shown is not None and shown.concern.id == self.shown.concern.id
        at = self._page.verticalScrollBar().value() if same else 0
        self.shown, self.deeds = shown, {}
        body = self._page.body
        clear(body)
        if shown is None:
            body.addWidget(Text("Choose one to see all of it here.", tone="quiet", wrap=True))
            body.addStretch(1)
            return
        concern, step = shown.concern, step_of(shown.concern)
        body.addWidget(Text(shown.title, step="title", wrap=True, selectable=True))
        line = row(spacing=8)
        line.addWidget(Pill(STEP_WORDS[step], STEP_TONES[step]))
        line.addWidget(Text(shown.about, tone="quiet", step="small", elide=True), 1)
        body.addLayout(line)
        trail = TrailLine(self._desk)
        trail.show_trail(shown.trail, self._desk.today())
        body.addWidget(trail)
        if not self._desk.book.read_only:
            body.addWidget(self._buttons(concern, step))
        if concern.concern_kind is ConcernKind.COMPLAINT:
            body.addWidget(self._complaint(concern))
        body.addWidget(rule())
        body.addLayout(self._facts(shown))
        self._said(concern)
        self._public(concern)
        self._where(concern)
        self._alike(concern)
        body.addWidget(rule())
        body.addWidget(Text("What was done to this entry", strong=True))
        done = [Happening(when, what, more, full=False) for when, what, more in shown.done]
        body.addWidget(Timeline(self._desk.look, done))
        body.addStretch(1)
        self._page.verticalScrollBar().setValue(at)

    def take_focus(self) -> None:
        """Give the focus to the first thing that can be done."""
        first = next(iter(self.deeds.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _buttons(self, concern: Concern, step: TrailStep) -> QWidget:
        """Return what can be done at this step, the next thing first."""
        if is_closed(concern):
            deeds = [("answer", "Change the wordings", ""), ("again", "Open it again", "")]
        elif step is TrailStep.TO_TELL:
            deeds = [
                ("tell", "Tell back", "first"),
                ("answer", "Answer", ""),
                ("nobody", "Nobody can be told", ""),
            ]
        elif step is TrailStep.TO_SORT:
            deeds = [("edit", "Sort it", "first"), ("answer", "Answer", "")]
        else:
            deeds = [("answer", "Answer", "first")]
        if ("edit", "Sort it", "first") not in deeds:
            deeds.append(("edit", "Edit", ""))
        deeds.append(("out", "Take out", ""))
        line = WrappingLine()
        for name, words, rank in deeds:
            button = Button(
                words, partial(self.asked.emit, name), rank="first" if rank else "", name=f"{words}: this one"
            )
            self.deeds[name] = button
            line.add(button)
        return line

    def _complaint(self, concern: Concern) -> QWidget:
        told = concern.further_told_on
        box = Card("How to take it further", "told" if told is not None else "still to be told")
        box.body.addWidget(Text(TAKE_IT_FURTHER, wrap=True, selectable=True))
        if told is not None:
            words = f"They were told on {short_day(told, today=self._desk.today())}."
            box.body.addWidget(Text(words, tone="kept", step="small"))
        else:
            words = "A complaint is never closed until whoever made it has been told this."
            box.body.addWidget(Text(words, tone="due", step="small", wrap=True))
            if not self._desk.book.read_only:
                button = Button("They were told today", partial(self.asked.emit, "further"))
                self.deeds["further"] = button
                box.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _facts(self, shown: ConcernInFull) -> QGridLayout:
        concern = shown.concern
        beat = (Named("beat", concern.beat, shown.beat),) if shown.beat else ()
        facts = (
            ("Beat", beat),
            ("Where", shown.place),
            ("Where exactly", concern.whereabouts),
            ("Raised by", shown.who if shown.who else "without a name"),
            ("For", concern.organisation),
            ("Sees to it", shown.owner if shown.owner else "nobody yet"),
            ("Plan priority", str(concern.plan_priority)),
        )
        return fact_grid(self._desk, facts, labels=LABELS)

    def _said(self, concern: Concern) -> None:
        if concern.said:
            self._passage("What was said", Text(concern.said, wrap=True, selectable=True), Pill("internal", "plain"))

    def _public(self, concern: Concern) -> None:
        result = concern.we_did
        if concern.outcome is Outcome.COULD_NOT:
            result = " ".join(part for part in (could_not(concern.because), concern.we_did) if part)
        lines = [
            ("You said", concern.you_said),
            ("We did", result or OUTCOME_WORDS.get(concern.outcome, "")),
            ("For everyone", concern.to_everyone),
        ]
        body = column(spacing=4)
        for label, words in lines:
            if words:
                body.addWidget(Text(f"{label}: {words}", wrap=True, selectable=True))
        if not concern.you_said:
            body.addWidget(Text("No public wording of what was said yet.", tone="quiet", wrap=True))
        box = QWidget()
        box.setLayout(body)
        self._passage("Public wording", box, publish_pill(concern))
        if concern.to_raiser:
            raiser = Text(concern.to_raiser, wrap=True, selectable=True)
            self._passage("For those who raised it", raiser, Pill("internal", "plain"))
        if concern.nobody_to_tell:
            reason = Text(concern.nobody_to_tell, wrap=True, selectable=True)
            self._passage("Why nobody can be told", reason, Pill("internal", "plain"))

    def _passage(self, label: str, words: QWidget, pill: Pill) -> None:
        box = column(spacing=4)
        head = row(spacing=8)
        head.addWidget(Text(label, tone="quiet", step="small"))
        head.addWidget(pill)
        head.addStretch(1)
        box.addLayout(head)
        box.addWidget(words)
        self._page.body.addLayout(box)

    def _where(self, concern: Concern) -> None:
        at = point_of(concern)
        if at is not None:
            picture = SmallMap(self._desk)
            self._page.body.addWidget(picture)
            self._page.body.addWidget(picture.scale_button, 0, Qt.AlignmentFlag.AlignLeft)
            picture.found.connect(picture.scale_button.setVisible)
            picture.show_position(at, "where it was")

    def _alike(self, concern: Concern) -> None:
        if is_closed(concern):
            return
        box = AlikeBox(self._desk, "Others like it")
        box.asked_to_add.connect(self.asked_to_add)
        box.asked_to_join.connect(self.asked_to_join)
        self._page.body.addWidget(box)
        beat = self._desk.book.beats.find(concern.beat)
        unit = self._desk.book.beats.in_lpu(beat.lpu, self._desk.today()) if beat is not None else []
        text = " ".join(filter(None, (concern.said, concern.you_said, concern.whereabouts)))
        box.look_for(text, point_of(concern), tuple(each.id for each in unit), but=concern.id)
