"""Feedback forms from a file: a table of answers out of a survey tool, its columns matched to the form's questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.table import Table, heading_words, open_table
from wehere_desktop.intake.cells import BLANKS, day_of
from wehere_desktop.neighbourhood.answer_numbers import ANSWERS, BEST
from wehere_desktop.neighbourhood.concern import CameBy
from wehere_desktop.neighbourhood.fact import field_named, problems
from wehere_desktop.neighbourhood.feedback import Feedback
from wehere_desktop.neighbourhood.feedback_results import QUESTIONS
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.formats.delimited import Row
    from wehere_desktop.records.beatbook import BeatBook

FIELDS = ("on", *QUESTIONS, "heard_of_it", "next_priority", "more")
"""The fields a column may fill, in the order of the printed form."""
MOST_ROWS = 5_000
NAMED = 5
# Words by which a heading is known, the surest first; a heading is taken by the first field one of whose words it holds
_KNOWN_BY: dict[str, tuple[str, ...]] = {
    "on": ("timestamp", "date", "day", "completed", "submitted"),
    "worthwhile": ("worth", "useful"),
    "listened": ("listen",),
    "safe": ("safe",),
    "known": ("know who", "officers", "know your"),
    "heard_of_it": ("hear of", "heard", "hear about", "find out"),
    "next_priority": ("next", "work on", "priority", "priorities"),
    "more": ("anything else", "comment", "more", "other"),
}
_FIGURE = re.compile(r"\s*([0-9])(?:\s*(?:/|of|out of)\s*5|\.0+)?(?:\s*[-–:(.,].*)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedbackTable:
    """A file's columns: its headings, the first rows to know them by, and the guessed column of each field."""

    name: str
    table: Table
    columns: Mapping[str, int]
    first: tuple[tuple[str, ...], ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings as the file has them."""
        return self.table.headings


@dataclass(frozen=True, slots=True)
class FormsRead:
    """The forms in a file, without ids, and in words what was left out and why, at most a few of them by row."""

    forms: tuple[Feedback, ...]
    left_out: tuple[str, ...]
    left_out_whole: int


def open_feedback(path: Path) -> FeedbackTable:
    """Return the columns of a file of answers and which field each seems to hold; Refusals as of `open_table`."""
    known = frozenset(heading_words(field_named(Feedback, name).told.label) for name in FIELDS)
    table = open_table(path, known=known)
    first = []
    for row in table.rows():
        first.append(tuple(row.cells))
        if len(first) == NAMED:
            break
    if not first:
        raise Refusal(f"“{path.name}” holds no answers.", remedy="Check that it is the right file.", kind="empty-file")
    return FeedbackTable(path.name, table, guess(table.headings), tuple(first))


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Return the column that each field seems to stand in, by its heading; each column for one field."""
    words = [heading_words(each) for each in headings]
    found: dict[str, int] = {}
    for name in FIELDS:
        label = heading_words(field_named(Feedback, name).told.label)
        if label in words and words.index(label) not in found.values():
            found[name] = words.index(label)
    for name, known_by in _KNOWN_BY.items():
        for known in known_by:
            at = next((n for n, each in enumerate(words) if known in each and n not in found.values()), None)
            if name not in found and at is not None:
                found[name] = at
    return found


def read_forms(
    told: FeedbackTable, columns: Mapping[str, int], *, day: date, today: date, came_by: CameBy = CameBy.SURVEY
) -> FormsRead:
    """Return the forms of a file by the column of each field; `day` holds where a row has none.

    Numbers are 1 to 5, also as “4 of 5” or in the form's words; no answer is 0. A row is left out, and named, where a
    cell cannot be read, its day is to come, or it answers nothing. Refused above `MOST_ROWS` rows.
    """
    if not any(name in columns for name in FIELDS[1:]):
        raise Refusal(
            "No column is matched to a question yet.", remedy="Choose a column for one question at least.", kind="none"
        )
    forms, left_out, whole = [], list[str](), 0
    for count, row in enumerate(told.table.rows(), 1):
        if count > MOST_ROWS:
            raise Refusal(
                f"“{told.name}” has more than {MOST_ROWS:,} rows.",
                remedy="Split it into smaller files.",
                kind="too-large",
            )
        try:
            forms.append(_form(row, columns, day=day, today=today, came_by=came_by))
        except Refusal as refusal:
            whole += 1
            if len(left_out) < NAMED:
                left_out.append(f"row {row.number} ({refusal.sentence.rstrip('.')})")
    return FormsRead(tuple(forms), tuple(left_out), whole)


def add_forms(book: BeatBook, forms: Sequence[Feedback], *, meeting: str = "", beat: str = "") -> tuple[int, int]:
    """Add forms to the book inside an open change; return how many were added and how many were in it already.

    As many forms that say the very same as the book has of the meeting count as brought in before.
    """
    there = [_said(each) for each in book.feedbacks.of(meeting)] if meeting else []
    added = 0
    for each in forms:
        if _said(each) in there:
            there.remove(_said(each))
            continue
        book.feedbacks.add(replace(each, id=book.world.new_id(), meeting=meeting, beat=beat))
        added += 1
    return added, len(forms) - added


def _said(form: Feedback) -> tuple[Any, ...]:
    return tuple(getattr(form, name) for name in FIELDS)


def _form(row: Row, columns: Mapping[str, int], *, day: date, today: date, came_by: CameBy) -> Feedback:
    if row.problem:
        raise Refusal(row.problem)
    cells = row.cells
    values: dict[str, Any] = {}
    for name, column in columns.items():
        cell = cells[column].strip() if 0 <= column < len(cells) else ""
        if cell.lower() in BLANKS:
            continue
        values[name] = _number(cell) if name in QUESTIONS else cell
    on = _day(str(values.pop("on", "")), otherwise=day)
    if not any(values.values()):
        raise Refusal("It answers nothing.")
    if on > today:
        raise Refusal(f"its day, {on.isoformat()}, is to come.")
    form = Feedback(id="", on=on, came_by=came_by, **values)
    for refusal in problems(form):
        if refusal.field != "id":
            raise refusal
    return form


def _number(cell: str) -> int:
    if found := _FIGURE.fullmatch(cell):
        number = int(found[1])
        if 0 <= number <= BEST:
            return number
    words = cell.lower()
    if words in ANSWERS:
        return ANSWERS.index(words)
    raise Refusal(f"“{cell[:40]}” is not a number from 1 to {BEST}.")


def _day(cell: str, *, otherwise: date) -> date:
    if not cell:
        return otherwise
    found = day_of(cell)
    if found is None:
        raise Refusal(f"“{cell[:40]}” is not a day.")
    return found
