"""What was done to a record, in words: when, by whom, and what stood in each field before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.fact import Fact, FieldFacts, fields_of, title_of
from wehere_desktop.wording import clock_time, listed, local, moment_in_words, short_day

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.journal import HistoryEntry

SHORT = 160
THERE = "*"


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done to a record: when, what and by whom, and what stood there before."""

    when: str
    what: str
    more: str


def done_to(book: BeatBook, kind: type[Fact], record: str, today: date) -> tuple[Done, ...]:
    """Return all that was done to a record, the latest first."""
    return tuple(_done(book, kind, each, today) for each in reversed(book.history(kind.kind, record)))


def _done(book: BeatBook, kind: type[Fact], entry: HistoryEntry, today: date) -> Done:
    officer = book.officers.find(entry.by)
    by = f"by {officer.rank} {officer.name}" if officer is not None else ""
    when = f"{short_day(local(entry.at).date(), today=today)}, {clock_time(entry.at)}"
    there = entry.fields.get(THERE)
    if there is not None:
        new = {"undo": "Put back", "redo": "Logged again"}.get(entry.what, "Logged")
        gone = {"undo": "Undone"}.get(entry.what, "Taken out")
        return Done(when, f"{new if there[1] else gone} {by}".strip(), "")
    named = [each for each in fields_of(kind) if each.name in entry.fields]
    lines = [f"{each.told.label} was {_before(book, each, entry.fields[each.name])}" for each in named]
    deed = {"undo": "Change undone", "redo": "Changed again", "erase": "Erased"}.get(entry.what, "Changed")
    return Done(when, f"{deed} {by}".strip(), "\n".join(lines))


def _before(book: BeatBook, each: FieldFacts, pair: tuple[Any, Any] | None) -> str:
    if pair is None:
        return "erased"
    value = pair[0]
    if each.shape == "yes_no":
        return "ticked" if value else "not ticked"
    if each.shape == "ids" or each.told.refers:
        ids = json.loads(value) if isinstance(value, str) and value.startswith("[") else value
        ids = [ids] if isinstance(ids, str) else list(ids or ())
        names = [title_of(found) for found in book.section(each.told.refers).many(ids)]
        return listed(names) or "empty"
    text = _in_words(each, str(value or ""))
    if not text:
        return "empty"
    return f"“{text}”" if len(text) <= SHORT else f"“{text[:SHORT]}…”"


def _in_words(each: FieldFacts, text: str) -> str:
    """Return a day or an instant as people write it; the journal has them as the book keeps them."""
    try:
        if each.shape == "day" and text:
            return short_day(date.fromisoformat(text))
        if each.shape == "instant" and text:
            return moment_in_words(datetime.fromisoformat(text))
    except ValueError:
        return text
    return text
