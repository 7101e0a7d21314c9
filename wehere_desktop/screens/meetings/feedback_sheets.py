"""Feedback forms come in: typed one after another by keys alone, or from a file whose columns are matched first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from wehere_desktop.desk.answer_keys import AnswerKeys
from wehere_desktop.desk.forms import Field, choices_of, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.intake.feedback_forms import FIELDS, FeedbackTable, add_forms, read_forms
from wehere_desktop.neighbourhood.concern import CameBy
from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.feedback import Feedback
from wehere_desktop.neighbourhood.feedback_results import QUESTIONS
from wehere_desktop.neighbourhood.meeting_checks import day_of
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook

WORDS = ("heard_of_it", "next_priority", "more")
NO_COLUMN = "-1"


class FormsSheet(Paper):
    """Paper forms of one meeting: a figure answers and goes on, Enter keeps the form and begins the next."""

    def __init__(self, desk: Desk, meeting: Meeting) -> None:
        """Begin with an empty form."""
        self._meeting = meeting
        self._typed_in = 0
        self.answers = {name: AnswerKeys(field_named(Feedback, name).told.label) for name in QUESTIONS}
        fields = [Field(name, field_named(Feedback, name).told.label) for name in QUESTIONS]
        fields += [field_of(Feedback, name, long=False) for name in WORDS]
        super().__init__(
            desk,
            fields,
            "Keep, and the next",
            say="In the order of the printed form: 1 not at all to 5 very much, nobody’s name. Enter keeps it.",
            editors=dict(self.answers),
        )
        for each in self.answers.values():
            each.entered.connect(self.keep)
        self.begin("worthwhile")

    def said(self) -> list[tuple[str, bool]]:
        """Say how many were typed in."""
        return [(f"{counted(self._typed_in, 'form').capitalize()} typed in.", False)] if self._typed_in else []

    def keep_typed(self) -> None:
        """Keep the form and begin the next."""
        typed = self.form.typed()
        values: dict[str, Any] = {name: int(typed[name][0]) for name in QUESTIONS}
        values |= {name: self.typed(name) for name in WORDS}
        if not any(values.values()):
            raise Refusal("This form says nothing yet.", remedy="Answer one question at least.", field="worthwhile")
        meeting, today = self._meeting, self.desk.today()
        on = min(day_of(meeting) or today, today)

        def work(book: BeatBook) -> None:
            form = Feedback(id=book.world.new_id(), meeting=meeting.id, beat=meeting.beat, on=on, **values)
            book.feedbacks.add(replace(form, came_by=CameBy.PAPER_FORM))

        # The next form can be typed at once: whoever types on while this one is written loses no key
        self._begin_next()
        self.desk.change(
            f"Feedback form about {meeting.title}",
            work,
            owner=self,
            then=lambda _: self._count(),
            failed=lambda _: self._put_back(typed),
        )

    def _begin_next(self) -> None:
        self.form.fill({**dict.fromkeys(QUESTIONS, "0"), **dict.fromkeys(WORDS, "")})
        self.keep_button.setEnabled(True)
        self.form.editor("worthwhile").setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        self._typed_in += 1
        self._say()

    def _put_back(self, typed: dict[str, Any]) -> None:
        if not self.form.is_changed():
            self.form.fill(typed)


class FileSheet(Paper):
    """The columns of a file are matched to the form's questions, then its forms are brought in as one change."""

    def __init__(self, desk: Desk, meeting: Meeting, told: FeedbackTable) -> None:
        """Show how the columns seem to match."""
        self._meeting, self._told = meeting, told
        columns = [(NO_COLUMN, "No column")]
        columns += [(str(number), _column(told, number)) for number in range(len(told.headings))]
        fields = [Field(name, field_named(Feedback, name).told.label, "choice", columns) for name in FIELDS]
        ways = [each for each in choices_of(CameBy) if each[0] in {CameBy.SURVEY.value, CameBy.PAPER_FORM.value}]
        fields.append(Field("came_by", "How they came", "choice", ways))
        filled: dict[str, str] = {name: str(told.columns.get(name, NO_COLUMN)) for name in FIELDS}
        super().__init__(
            desk,
            fields,
            "Bring in",
            say=f"{told.name}: which column answers which question? Columns that are not chosen are not read.",
            filled={**filled, "came_by": CameBy.SURVEY.value},
        )
        self.begin("on")

    def said(self) -> list[tuple[str, bool]]:
        """Say how many forms would come in, and which rows would not."""
        read = self._read()
        found = [(f"{counted(len(read.forms), 'form').capitalize()} can be brought in.", False)]
        if read.left_out_whole:
            more = read.left_out_whole - len(read.left_out)
            named = [*read.left_out, *([f"{more} more"] if more else [])]
            found.append((f"Left out: {listed(named)}.", True))
        return found

    def keep_typed(self) -> None:
        """Bring the forms in."""
        read, meeting = self._read(), self._meeting
        if not read.forms:
            raise Refusal("There is nothing to bring in.", remedy="Choose other columns.", field="worthwhile")
        name = self._told.name

        def told(answer: tuple[int, int]) -> None:
            added, there = answer
            self.take_away()
            again = f"; {counted(there, 'form')} had been brought in before" if there else ""
            if there:
                self.desk.notices.tell(f"{counted(added, 'form').capitalize()} brought in from {name}{again}")

        self.desk.change(
            f"Bring in {counted(len(read.forms), 'feedback form')} from {name}",
            lambda book: add_forms(book, read.forms, meeting=meeting.id, beat=meeting.beat),
            owner=self,
            then=told,
            form=self.form,
            failed=self.give_back,
        )

    def has_unsaved(self) -> bool:
        """Say that nothing is lost: the file is still there."""
        return False

    def _read(self) -> Any:
        typed = self.form.typed()
        columns = {name: int(typed[name]) for name in FIELDS if typed[name] != NO_COLUMN}
        today = self.desk.today()
        day: date = min(day_of(self._meeting) or today, today)
        return read_forms(self._told, columns, day=day, today=today, came_by=CameBy(str(typed["came_by"])))


def _column(told: FeedbackTable, number: int) -> str:
    first = next((row[number].strip() for row in told.first if number < len(row) and row[number].strip()), "")
    heading = told.headings[number]
    return f"{heading[:60]}  ·  {first[:30]}" if first else heading[:60]
