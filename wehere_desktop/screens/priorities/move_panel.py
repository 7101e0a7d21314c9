"""The questions a step of a priority's life asks, on the page itself: who chose it, how it went, what if we stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from wehere_desktop.desk.forms import Field, Form, choices_of
from wehere_desktop.desk.pieces import Button, Card, Text, row
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import day_of
from wehere_desktop.neighbourhood.priority import PriorityLife, Worked
from wehere_desktop.records.choosing import Hands, adopt_priority, close_priority, hands_of
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.priority import Priority

MEETINGS_OFFERED = 12
HANDS = {"hands_for": "Hands for", "hands_against": "Against", "hands_neither": "Neither"}


class MovePanel(Card):
    """Asks what one step needs, keeps it as one change, and goes away; Ctrl+Enter keeps it."""

    #: The step was taken; carries the priority's id.
    kept = Signal(str)
    #: The panel has gone without a step.
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin out of sight."""
        super().__init__("What this step asks")
        self._desk = desk
        self._forms: list[Form] = []
        self._priority: Priority | None = None
        self._life = PriorityLife.ADOPTED
        self._line = row(spacing=16)
        self._said = Text("", tone="quiet", wrap=True)
        self.keep_button = Button("Adopt", self.keep, rank="first")
        self.keep_button.setToolTip("Ctrl+Enter")
        self.leave_button = Button("Not now", self.leave)
        self.leave_button.setToolTip("Escape")
        self.body.addWidget(self._said)
        self.body.addLayout(self._line)
        buttons = row(spacing=8)
        for each in (self.keep_button, self.leave_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(self.keep)
        self.hide()

    def ask(self, priority: Priority, life: PriorityLife, *, open_concerns: int) -> None:
        """Ask what moving a priority to a life needs: to adopted or to closed."""
        self._priority, self._life = priority, life
        self._empty_line()
        if life is PriorityLife.CLOSED:
            self._ask_closing(priority, open_concerns)
        else:
            self._ask_adopting(priority)
        self.keep_button.setEnabled(True)
        self.show()
        first = self._forms[0]
        first.editor(next(iter(first.typed()))).setFocus(Qt.FocusReason.OtherFocusReason)

    def is_asking(self) -> bool:
        """Say whether a step is being asked about."""
        return not self.isHidden()

    def has_unsaved(self) -> bool:
        """Say whether something was answered that is not kept."""
        return self.is_asking() and any(each.is_changed() for each in self._forms)

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Show each refusal beside its field, in whichever part of the panel has it."""
        placed = 0
        for form in self._forms:
            form.clear_refusals()
            own = [each for each in refusals if each.field in form.typed()]
            if own and form.refuse(own):
                placed += len(own)
        return placed == len(refusals)

    def leave(self) -> None:
        """Go away without a step."""
        self._go()
        self.left.emit()

    def keep(self) -> None:
        """Take the step, once; what is missing is said beside its field."""
        priority = self._priority
        if priority is None or not self.keep_button.isEnabled():
            return
        self.keep_button.setEnabled(False)
        try:
            typed: dict[str, Any] = {}
            for form in self._forms:
                typed.update(self._read(form))
        except Refusal as refusal:
            self.keep_button.setEnabled(True)
            self._desk.notices.refuse(refusal, self)
            return
        if self._life is PriorityLife.CLOSED:
            self._close(priority, typed)
        else:
            self._adopt(priority, typed)

    def _read(self, form: Form) -> dict[str, Any]:
        found = form.values()
        for name in HANDS:
            # An empty count is one nobody took, which is not the same as none
            if name in found and not str(form.typed()[name]).strip():
                found[name] = None
        return found

    def _adopt(self, priority: Priority, typed: dict[str, Any]) -> None:
        hands = Hands(typed["hands_for"], typed["hands_against"], typed["hands_neither"])
        meeting = typed["chosen_at"]
        self._desk.change(
            f"Adopt “{priority.title}”",
            lambda book: adopt_priority(book, priority.id, meeting=meeting, hands=hands),
            owner=self,
            form=self,
            then=lambda _: self._done(priority),
            failed=lambda _: self.keep_button.setEnabled(True),
        )

    def _close(self, priority: Priority, typed: dict[str, Any]) -> None:
        worked, words = Worked(typed["worked"]), typed["told"]
        given = {"because": words} if worked is Worked.NOT else {"we_did": words}
        self._desk.change(
            f"Close “{priority.title}”",
            lambda book: close_priority(
                book, priority.id, worked=worked, if_we_stop=typed["if_we_stop"], lesson=typed["lesson"], **given
            ),
            owner=self,
            form=self,
            then=lambda _: self._done(priority),
            failed=lambda _: self.keep_button.setEnabled(True),
        )

    def _done(self, priority: Priority) -> None:
        self._go()
        self.kept.emit(priority.id)

    def _go(self) -> None:
        self.hide()
        self._priority = None
        self._empty_line()

    def _empty_line(self) -> None:
        for form in self._forms:
            self._line.removeWidget(form)
            form.hide()
            form.deleteLater()
        self._forms = []

    def _ask_adopting(self, priority: Priority) -> None:
        self.heading.say(f"Adopt “{priority.title}”")
        meetings = self._meetings(priority)
        self._said.say(
            "Priorities are chosen with the community. A show of hands may be left empty where nobody counted."
            if meetings
            else "No meeting of this beat is in the book yet. Plan one first, then adopt this at it."
        )
        self.keep_button.setText("Adopt it")
        self.keep_button.setAccessibleName("Adopt it")
        self._add(Field("chosen_at", "Chosen at which meeting?", "choice", meetings or [("", "No meeting yet")]), 3)
        for name, label in HANDS.items():
            self._add(Field(name, label, "whole", hint="count"), 1)
        proposal = self._desk.book.proposals.that_became(priority.id)
        if proposal is None:
            return
        self._forms[0].fill({"chosen_at": proposal.meeting})
        hands = hands_of(proposal)
        for form, number in zip(self._forms[1:], (hands.for_it, hands.against, hands.neither), strict=True):
            form.fill(dict.fromkeys(form.typed(), "" if number is None else str(number)))

    def _meetings(self, priority: Priority) -> list[tuple[str, str]]:
        """Return the beat's meetings to choose from: those that have begun, the latest first, then those to come."""
        now, today = self._desk.book.world.now(), self._desk.today()
        every = [each for each in self._desk.book.meetings.on_beat(priority.beat) if each.life != MeetingLife.CANCELLED]
        begun = [each for each in reversed(every) if each.starts is not None and each.starts <= now]
        coming = [each for each in every if each.starts is not None and each.starts > now]
        found = []
        for each in [*begun, *coming][:MEETINGS_OFFERED]:
            day = day_of(each)
            found.append((each.id, f"{short_day(day, today=today)} · {each.title}" if day is not None else each.title))
        return found

    def _ask_closing(self, priority: Priority, open_concerns: int) -> None:
        self.heading.say(f"Close “{priority.title}”")
        owed = f"{counted(open_concerns, 'open concern')} will wait to be told back. " if open_concerns else ""
        self._said.say(f"{owed}What you write as the lesson is offered to others who meet the same problem.")
        self.keep_button.setText("Close it")
        self.keep_button.setAccessibleName("Close it")
        worked = [("", "Choose …"), *choices_of(Worked)[1:]]
        self._add(Field("worked", "Did it work?", "choice", worked, required=True), 2)
        stop = Field("if_we_stop", "What happens if we stop?", required=True, long=True, lines=3)
        self._add(stop, 3)
        self._add(Field("lesson", "What can others learn?", long=True, lines=3), 3)
        self._add(Field("told", "What will people be told?", long=True, lines=3, hint="People will read this"), 3)
        for form, name in zip(self._forms, ("worked", "if_we_stop", "lesson", "told"), strict=True):
            if name in {"worked", "if_we_stop", "lesson"}:
                form.fill({name: getattr(priority, name)})

    def _add(self, field: Field, stretch: int) -> None:
        form = Form([field], today=self._desk.today)
        if not field.long:
            form.submitted.connect(self.keep)
        self._forms.append(form)
        self._line.addWidget(form, stretch, Qt.AlignmentFlag.AlignTop)


def asks_more(priority: Priority, life: PriorityLife) -> bool:
    """Say whether a step asks something first: out of proposed it is who chose it, into closed how it went."""
    return (life is PriorityLife.CLOSED) or (
        priority.life is PriorityLife.PROPOSED and life is not PriorityLife.PROPOSED
    )
