"""The OSARA plan of a priority: one step at a time with its question, and beside it how far the plan has come."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QProgressBar, QWidget

from wehere_desktop.desk.drafts import DraftKeeper, Typed, drafts_left, drop_draft, when_typed
from wehere_desktop.desk.forms import Field, Form
from wehere_desktop.desk.pieces import Button, Card, Text, WayIn, clear, column, restyle, row
from wehere_desktop.neighbourhood.osara import STEPS, OsaraPlan, completeness, how_complete
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.priorities.evidence_view import past_card
from wehere_desktop.screens.priorities.overview import banded
from wehere_desktop.screens.priorities.plan_steps import (
    PLAN_STEPS,
    SIDES,
    first_unwritten,
    is_written,
    step_named,
)
from wehere_desktop.screens.priorities.triangle import Triangle

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.screens.priorities.doings import Doings
    from wehere_desktop.screens.priorities.record import PriorityRecord

DRAFTED = "OSARA plan"
BESIDE, NARROW = 304, 920
UNBOUND = 16_777_215
"""The width with which the toolkit says that there is no limit, in pixels."""
COUNTED = (
    Field("measure", "What is counted", hint="Calls about it in a month"),
    Field("before", "Before", "whole", hint="count"),
    Field("after", "After", "whole", hint="count"),
)


class _StepRow(WayIn):
    """One line of the list of steps: its number or a tick, and its name."""

    def __init__(self, opens: Callable[[], object]) -> None:
        super().__init__("Step", opens)
        self._mark, self._name = Text("", tone="quiet"), Text("")
        self._mark.setFixedWidth(20)
        across = row(spacing=8, margins=(8, 6, 8, 6))
        across.addWidget(self._mark)
        across.addWidget(self._name, 1)
        self.setLayout(across)

    def tell(self, number: int, stage: str, *, written: bool, now: bool) -> None:
        """Show how the step stands."""
        self._mark.say("✓" if written else str(number), tone="kept" if written else "quiet")
        self._name.say(stage)
        said = f"{stage}, {'written' if written else 'to write'}"
        self.setAccessibleName(f"{said}, on show" if now else said)
        self.setProperty("on", "true" if now else "")
        restyle(self)


class PlanView(QWidget):
    """Steps at the left, the question and its answer in the middle, triangle and past problems at the right."""

    def __init__(self, desk: Desk, doings: Doings) -> None:
        """Begin without a plan."""
        super().__init__()
        self._desk, self._doings = desk, doings
        self._record: PriorityRecord | None = None
        self._step = ""
        self._keeping = False
        self._draft: DraftKeeper | None = None
        self.setProperty("house", "bare")
        self.meter = QProgressBar()
        self.meter.setRange(0, len(STEPS))
        self.meter.setTextVisible(False)
        self.meter.setAccessibleName("How complete the plan is")
        self._complete = Text("", wrap=True)
        self.steps = {each.field: _StepRow(partial(self.go, each.field)) for each in PLAN_STEPS}
        self.triangle = Triangle(desk.look)
        self._question = Text("", step="title", wrap=True)
        self._stage = Text("", tone="quiet", step="small", strong=True)
        self._hints = column(spacing=2)
        self._back_from = Text("", tone="due", wrap=True)
        self._back_from.hide()
        self._form_box, self._right = column(), column(spacing=16)
        self.form: Form | None = None
        self.keep_button = Button("Keep and go on", self.keep_and_go_on, rank="first")
        self.keep_button.setToolTip("Ctrl+Enter")
        self.back_button = Button("Step before", partial(self._go_by, -1))
        self._lay_out()
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in (
            ("Ctrl+Return", self.keep_and_go_on),
            ("Ctrl+Enter", self.keep_and_go_on),
            ("Alt+Down", partial(self._go_by, 1)),
            ("Alt+Up", partial(self._go_by, -1)),
        ):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)

    def _lay_out(self) -> None:
        steps = Card("Steps")
        steps.body.addWidget(self._complete)
        steps.body.addWidget(self.meter)
        rows = column(spacing=0)
        for each in self.steps.values():
            rows.addWidget(each)
        steps.body.addLayout(rows)
        steps.body.addSpacing(8)
        steps.body.addWidget(self.triangle, 0, Qt.AlignmentFlag.AlignHCenter)
        steps.body.addStretch(1)
        steps.setFixedWidth(self._desk.look.px(256))
        asked = banded(self._desk, "Stays inside")
        for part in (self._stage, self._question):
            asked.body.addWidget(part)
        asked.body.addLayout(self._hints)
        asked.body.addWidget(self._back_from)
        asked.body.addLayout(self._form_box)
        buttons = row(spacing=8)
        for button in (self.keep_button, self.back_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        asked.body.addLayout(buttons)
        asked.body.addStretch(1)
        self._beside = QWidget()
        self._beside.setLayout(self._right)
        self._asked = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._asked.setSpacing(16)
        self._asked.addWidget(asked, 1)
        self._asked.addWidget(self._beside)
        across = row(spacing=16)
        across.addWidget(steps)
        across.addLayout(self._asked, 1)
        self.setLayout(across)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay past problems under the question where both have no room beside one another."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px, way = self._desk.look.px, QBoxLayout.Direction
        narrow = self.width() < px(NARROW)
        self._asked.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._beside.setMinimumWidth(0 if narrow else px(BESIDE))
        self._beside.setMaximumWidth(UNBOUND if narrow else px(BESIDE))

    def tell(self, record: PriorityRecord) -> None:
        """Show the plan of a record; what is typed and not kept stays while the priority is the same."""
        other = self._record is None or self._record.priority.id != record.priority.id
        self._record = record
        clear(self._right)
        self._right.addWidget(past_card(self._desk, record))
        self._right.addStretch(1)
        if other:
            self._show_step(first_unwritten(record.plan))
        elif not self.has_unsaved() and not self._keeping:
            self._fill()
        self._tell_steps()

    def has_unsaved(self) -> bool:
        """Say whether something is written here that is not kept."""
        return self.form is not None and self.form.is_changed()

    def take_focus(self) -> None:
        """Let the writing begin."""
        if self.form is not None:
            self.form.editor(self._step).setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self) -> str:
        """Return the field of the step on show."""
        return self._step

    def go(self, step: str) -> None:
        """Show another step; what is written in this one is kept first."""
        if step != self._step or not self.has_unsaved():
            self.keep(then=partial(self._arrive, step))

    def keep_and_go_on(self) -> None:
        """Keep what is written and show the next step."""
        at = STEPS.index(self._step) if self._step in STEPS else 0
        self.keep(then=partial(self._arrive, STEPS[min(at + 1, len(STEPS) - 1)]))

    def _go_by(self, step: int) -> None:
        at = STEPS.index(self._step) + step if self._step in STEPS else 0
        if 0 <= at < len(STEPS):
            self.go(STEPS[at])

    def _arrive(self, step: str) -> None:
        self._show_step(step)
        self._tell_steps()
        self.take_focus()

    def keep(self, *, then: Callable[[], None] | None = None) -> None:
        """Keep what is written as one change, then call `then`; at once where nothing is new."""
        record, form = self._record, self.form
        if record is None or form is None or self._keeping:
            return
        if not form.is_changed():
            if then is not None:
                then()
            return
        if not self._doings.may_write():
            return
        try:
            given = _read(form)
        except Refusal as refusal:
            self._desk.notices.refuse(refusal, form)
            return
        self._keeping = True
        sent = form.typed()
        priority, step = record.priority, step_named(self._step)

        def work(book: BeatBook) -> OsaraPlan:
            plan = book.osara_plans.of(priority.id)
            if plan is None:
                return book.osara_plans.add(OsaraPlan(id=book.world.new_id(), priority=priority.id, **given))
            return book.osara_plans.amend(plan.id, **given)

        def done(_: OsaraPlan) -> None:
            self._keeping = False
            if form.typed() != sent:
                # Somebody typed on meanwhile: that is the next thing to keep
                return
            self._drop_draft()
            form.fill(sent)
            if then is not None:
                then()

        def failed(_: Refusal) -> None:
            self._keeping = False

        label = f"Write the plan for “{priority.title}”: {step.name.lower()}"
        self._desk.change(label, work, owner=self, then=done, form=form, failed=failed)

    def _tell_steps(self) -> None:
        plan = self._record.plan if self._record is not None else None
        written = round(completeness(plan) * len(STEPS)) if plan is not None else 0
        self.meter.setValue(written)
        words = how_complete(plan)
        words = f"{words[:1].upper()}{words[1:]}"
        self._complete.say(words)
        self.meter.setAccessibleDescription(words)
        for number, each in enumerate(PLAN_STEPS, 1):
            stage = f"{each.stage}: {each.name.lower()}" if each.field in SIDES else each.name
            self.steps[each.field].tell(
                number, stage, written=is_written(plan, each.field), now=each.field == self._step
            )
        self.triangle.tell([side for side in SIDES if is_written(plan, side)], self._step)

    def _show_step(self, step: str) -> None:
        self._let_draft_go()
        self._step = step
        told = step_named(step)
        self._stage.say(f"STEP {STEPS.index(step) + 1} OF {len(STEPS)} · {told.stage}")
        self._question.say(told.question)
        clear(self._hints)
        for hint in told.hints:
            self._hints.addWidget(Text(f"– {hint}", tone="quiet", wrap=True))
        clear(self._form_box)
        fields = [Field(step, told.question, long=True, lines=5 if step == "assessment" else 9, max_length=20_000)]
        fields += COUNTED if step == "assessment" else ()
        self.form = Form(fields, today=self._desk.today)
        # The question stands above in large type already
        self._hide_label(self.form, step)
        self._form_box.addWidget(self.form)
        last = step == STEPS[-1]
        self.keep_button.setText("Keep" if last else "Keep and go on")
        self.keep_button.setAccessibleName("Keep" if last else "Keep and go on to the next step")
        self.keep_button.setVisible(not self._desk.book.read_only)
        self.back_button.setEnabled(step != STEPS[0])
        self._fill()
        self._take_up_draft()
        self.form.changed.connect(self._typed)

    def _hide_label(self, form: Form, step: str) -> None:
        editor = form.editor(step)
        for label in form.findChildren(Text):
            if label.buddy() is editor:
                label.hide()

    def _fill(self) -> None:
        if self.form is None:
            return
        plan = self._record.plan if self._record is not None else None
        self.form.fill({name: getattr(plan, name) if plan is not None else "" for name in self.form.typed()})

    def _typed(self) -> None:
        if self._draft is None:
            self._begin_draft(self._desk.book.world.new_id())
        if self._draft is not None:
            self._draft.typed()

    def _begin_draft(self, draft: str) -> None:
        if self.form is not None:
            self._draft = DraftKeeper(self._desk, what=DRAFTED, draft=draft, read=self._read_draft, parent=self.form)

    def _read_draft(self) -> Typed | None:
        if self._record is None or self.form is None or not self.form.is_changed():
            return None
        priority = self._record.priority
        body = {"priority": priority.id, "step": self._step, "typed": self.form.typed()}
        return Typed(f"plan for {priority.title}", body)

    def _take_up_draft(self) -> None:
        """Bring back what was typed for this step before the program ended without keeping it."""
        self._back_from.hide()
        if self._record is None or self.form is None or self._desk.book.read_only:
            return
        for left in drafts_left(self._desk, DRAFTED):
            if (left.body.get("priority"), left.body.get("step")) != (self._record.priority.id, self._step):
                continue
            typed = left.body.get("typed")
            if not isinstance(typed, dict) or typed == self.form.typed():
                drop_draft(self._desk, left.id)
                continue
            _type_into(self.form, typed)
            self._back_from.say(f"What you typed at {when_typed(left, self._desk)} is back; it is not kept yet.")
            self._back_from.show()
            self._begin_draft(left.id)
            if self._draft is not None:
                self._draft.go_on()
            return

    def _drop_draft(self) -> None:
        if self._draft is not None:
            self._draft.drop()
            self._draft = None
        self._back_from.hide()

    def _let_draft_go(self) -> None:
        """Leave a draft in the book, to be found again with its step; its keeper goes with its form."""
        if self._draft is not None:
            self._draft.keep()
            self._draft = None


def _type_into(form: Form, typed: dict[str, Any]) -> None:
    """Put words into the fields as if they had been typed, so that they count as not kept."""
    for name in form.typed():
        editor, words = form.editor(name), str(typed.get(name, ""))
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(words)
        elif isinstance(editor, QLineEdit):
            editor.setText(words)


def _read(form: Form) -> dict[str, Any]:
    given = form.values()
    for name in ("before", "after"):
        # An empty count is one nobody took, which is not the same as none
        if name in given and not str(form.typed()[name]).strip():
            given[name] = None
    return given
