"""`history`: everything that was ever done to one record, by whom and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import record_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.fact import fields_of, title_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.wording import moment_in_words

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.fact import FieldFacts
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.journal import HistoryEntry

SHORT = 80
# What the journal keeps beside a record's own fields: whether it was there, and since when.
NOT_FIELDS = ("*", "created")
DONE_AS = {"do": "done", "undo": "taken back", "redo": "done again", "erase": "erased"}


@click.command()
@click.argument("kind", type=click.Choice([name.replace("_", "-") for name in KINDS]), metavar="KIND")
@click.argument("record", nargs=-1, required=True, metavar="ID|TEXT")
@add_book_options
@click.pass_obj
def history(asked: Asked, kind: str, record: tuple[str, ...]) -> None:
    """Tell everything that was done to one record.

    KIND is place, visit, contact, priority, meeting or any other kind of record; the record is named by its id or by
    words in its title.
    """
    name = kind.replace("-", "_")
    with open_asked(asked) as book:
        found, title = record_called(book, name, " ".join(record))
        entries = book.history(name, found)
        people = {each.by: _person(book, each.by) for each in entries}
        lines = [] if asked.json else [line for each in entries for line in _lines(book, name, each, people[each.by])]
        book.audit.note("read history", kind=name, record=found, by=acting(book, asked))
    if asked.json:
        for each in entries:
            tell({"at": each.at, "by": people[each.by], "label": each.label, "what": each.what, "fields": _pairs(each)})
        return
    say(f"{KINDS[name].words}: {title}  [{found}]", *lines)
    if not entries:
        say("Nothing has been done to it since the book was made.")


def _person(book: BeatBook, officer: str) -> str:
    found = book.officers.find(officer) if officer else None
    return f"{found.rank} {found.name}" if found else "unknown"


def _pairs(entry: HistoryEntry) -> dict[str, Any]:
    """Return before and after of each field of a record, None for what was erased."""
    return {
        name: {"before": pair[0], "after": pair[1]} if pair is not None else None
        for name, pair in entry.fields.items()
        if name not in NOT_FIELDS
    }


def _lines(book: BeatBook, kind: str, entry: HistoryEntry, person: str) -> list[str]:
    lines = [f"{moment_in_words(entry.at)}: {entry.label} ({DONE_AS.get(entry.what, entry.what)} by {person})"]
    for each in fields_of(KINDS[kind]):
        if each.name in entry.fields:
            pair = entry.fields[each.name]
            said = "erased" if pair is None else " -> ".join(_in_words(book, each, value) for value in pair)
            lines.append(f"    {each.told.label}: {said}")
    return lines


def _in_words(book: BeatBook, each: FieldFacts, value: Any) -> str:
    """Return a kept value as a person reads it: names for ids, yes and no, blank for nothing."""
    if value in (None, "", "[]", []):
        return "blank"
    if each.shape == "yes_no":
        return "yes" if value else "no"
    parts = _parts(value) if each.shape in {"ids", "texts"} else [str(value)]
    if each.told.refers:
        parts = [_name(book, each.told.refers, part) for part in parts]
    text = "; ".join(parts)
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _parts(value: Any) -> list[str]:
    """Return the items of a value that holds several, kept as a list or as JSON."""
    items = json.loads(value) if isinstance(value, str) else value
    return [str(item) for item in items]


def _name(book: BeatBook, kind: str, record: str) -> str:
    found = book.section(kind).find(record)
    return title_of(found) or record if found is not None else record


VERBS = (history,)
