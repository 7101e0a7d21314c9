"""What has happened at a place, newest first: visits, promises, queries, concerns and what was changed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.place import Duty, Place
from wehere_desktop.neighbourhood.promise import PromiseLife
from wehere_desktop.wording import listed, local, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.neighbourhood.promise import Promise
    from wehere_desktop.neighbourhood.query import Query
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.journal import HistoryEntry

QUOTED = 160
VALUE_QUOTED = 40
# Fields that stand for something a person never typed or reads as such
_UNSPOKEN = frozenset({"*", "id", "created", "changed", "by", "editions", "found_by", "source", "authority"})


class Group(StrEnum):
    """What an entry is about, as the chips above the timeline have it."""

    VISITS = "visits"
    PROMISES = "promises"
    QUERIES = "queries"
    CONCERNS = "concerns"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline; `ours` for the team's own doings."""

    on: date
    when: str
    what: str
    more: str
    ours: bool
    group: Group
    kind: str = ""
    record: str = ""


def events_of(
    book: BeatBook, place: Place, today: date, *, promises: Sequence[Promise], queries: Sequence[Query]
) -> tuple[Event, ...]:
    """Return what has happened at a place up to a day, the newest first."""
    found = [
        *_visits(book, place, today),
        *_promised(promises, today),
        *_asked(queries, today),
        *_concerns(book, place, today),
        *_named(book, place, today),
        *_put_off(book, place, today),
        *_changed(book, place, today),
    ]
    return tuple(sorted(found, key=lambda each: each.on, reverse=True))


def cut(text: str, length: int) -> str:
    """Return text on one line, cut at a word where it is longer than so many letters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1].rsplit(' ', 1)[0]} …"


def _visits(book: BeatBook, place: Place, today: date) -> list[Event]:
    found = []
    visits = book.visits.of_place(place.id)
    officers = {each.id: each for each in book.officers.many({each.officer for each in visits})}
    for visit in visits:
        if visit.on is None:
            continue
        officer = officers.get(visit.officer)
        by = f"{officer.rank} {officer.name}" if officer is not None else ""
        purpose = f" · {visit.purpose}" if visit.purpose else ""
        channel = "Visit" if visit.channel == "in person" else f"{visit.channel[:1].upper()}{visit.channel[1:]}"
        more = " · ".join(part for part in (cut(visit.said or visit.learnt, QUOTED), by) if part)
        what = f"{channel}, {visit.formality}{purpose}"
        found.append(_event(visit.on, what, more, today, Group.VISITS, ours=True, kind="visit", record=visit.id))
    return found


def _promised(promises: Sequence[Promise], today: date) -> list[Event]:
    found = []
    for each in promises:
        about = cut(each.promised, QUOTED)
        if each.made_on is not None:
            by = f"by {short_day(each.due_on, today=today)}" if each.due_on is not None else ""
            found.append(
                _event(each.made_on, f"Promised: {about}", by, today, Group.PROMISES, kind="promise", record=each.id)
            )
        if each.closed_on is not None and each.life is not PromiseLife.OPEN:
            what = f"{'Kept' if each.life is PromiseLife.KEPT else 'Could not be kept'}: {about}"
            more = cut(each.outcome, QUOTED)
            found.append(_event(each.closed_on, what, more, today, Group.PROMISES, kind="promise", record=each.id))
    return found


def _asked(queries: Sequence[Query], today: date) -> list[Event]:
    found = []
    for each in queries:
        about = cut(each.question, QUOTED)
        if each.received is not None:
            on = local(each.received).date()
            found.append(_event(on, f"Asked: {about}", "", today, Group.QUERIES, kind="query", record=each.id))
        if each.answered is not None:
            on, more = local(each.answered).date(), cut(each.answer, QUOTED)
            found.append(_event(on, f"Answered: {about}", more, today, Group.QUERIES, kind="query", record=each.id))
    return found


def _concerns(book: BeatBook, place: Place, today: date) -> list[Event]:
    found = []
    for concern in book.concerns.of_place(place.id):
        if concern.raised_on is None:
            continue
        what = f"{concern.concern_kind[:1].upper()}{concern.concern_kind[1:]} raised: {cut(concern.said, QUOTED)}"
        more = "told back" if concern.told_back_on is not None else str(concern.outcome)
        found.append(_event(concern.raised_on, what, more, today, Group.CONCERNS, kind="concern", record=concern.id))
    return found


def _named(book: BeatBook, place: Place, today: date) -> list[Event]:
    found = []
    duties = book.named_officers.ever_of_place(place.id)
    officers = {each.id: each for each in book.officers.many({each.officer for each in duties})}
    for duty in duties:
        named = officers.get(duty.officer)
        if named is None or duty.starts is None:
            continue
        words = "named officer" if duty.duty is Duty.MAIN else str(duty.duty)
        who = f"{named.rank} {named.name}"
        if duty.starts <= today:
            found.append(_event(duty.starts, f"{who} became {words}", "", today, Group.CHANGES))
        if duty.ends is not None and duty.ends < today:
            after = duty.ends + timedelta(days=1)
            found.append(_event(after, f"{who} was {words} no longer", "", today, Group.CHANGES))
    return found


def _put_off(book: BeatBook, place: Place, today: date) -> list[Event]:
    return [
        _event(
            each.starts,
            f"Put off until {short_day(each.until, today=today)}",
            cut(each.reason, QUOTED),
            today,
            Group.CHANGES,
        )
        for each in book.snoozes.of_place(place.id)
        if each.starts is not None and each.until is not None
    ]


def _changed(book: BeatBook, place: Place, today: date) -> list[Event]:
    return [
        _event(local(entry.at).date(), entry.label, _changes(book, entry), today, Group.CHANGES)
        for entry in book.history("place", place.id)
    ]


def _event(
    on: date, what: str, more: str, today: date, group: Group, *, kind: str = "", record: str = "", ours: bool = False
) -> Event:
    return Event(on, short_day(on, today=today), what, more, ours, group, kind, record)


def _changes(book: BeatBook, entry: HistoryEntry) -> str:
    if entry.fields.get("*") in ((0, 1), (1, 0)):
        return ""
    said, moved = [], False
    for name, pair in entry.fields.items():
        if name in {"latitude", "longitude"}:
            moved = True
        elif name not in _UNSPOKEN and pair is not None:
            label = field_named(Place, name).told.label
            before, after = (_value(book, name, value) for value in pair)
            said.append(f"{label}: {before} → {after}")
    if moved:
        said.append("its position on the map")
    return listed(said) if len(said) <= 1 else "; ".join(said)


def _value(book: BeatBook, name: str, value: Any) -> str:
    if value in ("", None, 0):
        return "nothing"
    if name == "beat":
        beat = book.beats.find(str(value))
        return beat.name if beat is not None else "another beat"
    return cut(str(value), VALUE_QUOTED)
