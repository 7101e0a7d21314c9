"""The lines of Today about what was promised, what was asked, what is planned for today, and drafts that wait."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.promise import is_late, standing
from wehere_desktop.neighbourhood.query import ClockStands, clock_in_words, clock_of
from wehere_desktop.records.week_plans import WHAT
from wehere_desktop.screens.today.touch_lines import Tone
from wehere_desktop.wording import WEEKDAYS, clock_time, local, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wehere_desktop.neighbourhood.promise import Promise
    from wehere_desktop.neighbourhood.query import Query
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.screens.today.scope import Scope

DUE_WITHIN = timedelta(days=7)
DRAFTS_SHOWN = 3
GOES_ON = {"evening": "evening", "meeting report": "meetings", "concern": "concerns"}
"""The screen on which a draft of each sort goes on; all others are of visits."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise due or late: what, to whom, and how it stands; `place` and `contact` are ids, empty where none."""

    promise: str
    title: str
    more: str
    word: str
    tone: Tone
    place: str
    contact: str


@dataclass(frozen=True, slots=True)
class QueryRow:
    """A question that waits for its answer, and what is left of its 72 hours."""

    query: str
    title: str
    more: str
    word: str
    tone: Tone
    late: bool
    place: str
    contact: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A call planned for today; `done` once somebody was there, `warning` is to be read first."""

    place: str
    name: str
    more: str
    done: bool
    warning: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """Something typed and not filed: what, when it was typed last, and the screen on which it goes on."""

    draft: str
    title: str
    when: str
    screen: str


def promises_due(book: BeatBook, scope: Scope, today: date) -> list[Promise]:
    """Return the promises due within a week or late: the officer's own, or those of the beats looked at."""
    if not scope.beats and not scope.own:
        return []
    due_by = today + DUE_WITHIN
    if scope.own:
        return book.promises.open(owner=book.holder, due_by=due_by)
    return book.promises.open(beats=scope.beats, due_by=due_by)


def queries_waiting(book: BeatBook, scope: Scope) -> list[Query]:
    """Return the questions without an answer on these beats, and those the officer is to answer; longest first."""
    if not scope.beats and not scope.own:
        return []
    return book.queries.unanswered(owner=book.holder if scope.own else "", beats=scope.beats)


def promise_rows(book: BeatBook, promises: Iterable[Promise], scope: Scope, today: date) -> tuple[PromiseRow, ...]:
    """Return the lines of some promises."""
    rows = []
    for each in promises:
        place = book.places.find(each.place) if each.place else None
        contact = book.contacts.find(each.contact) if each.contact else None
        owner = book.officers.find(each.owner) if not scope.own else None
        to = contact.name if contact is not None else place.name if place is not None else ""
        made = f" on {short_day(each.made_on, today=today)}" if each.made_on is not None else ""
        parts = [
            f"promised{f' to {to}' if to else ''}{made}",
            place.name if place is not None and contact is not None else "",
            f"{owner.name} keeps it" if owner is not None else "",
        ]
        late = is_late(each, today=today)
        rows.append(
            PromiseRow(
                each.id,
                each.promised,
                " · ".join(part for part in parts if part),
                _promise_word(each, today),
                "late" if late else "due",
                each.place,
                each.contact,
            )
        )
    return tuple(rows)


def _promise_word(promise: Promise, today: date) -> str:
    ahead = (promise.due_on - today).days if promise.due_on is not None else 0
    if promise.due_on is None or ahead <= 0:
        return standing(promise, today=today)
    if ahead == 1:
        return "by tomorrow"
    if ahead < DUE_WITHIN.days:
        return f"by {WEEKDAYS[promise.due_on.weekday()]}"
    return f"by {short_day(promise.due_on, today=today)}"


def query_rows(
    book: BeatBook, queries: Iterable[Query], scope: Scope, *, today: date, now: datetime
) -> tuple[QueryRow, ...]:
    """Return the lines of some questions as they stand at a UTC instant."""
    rows = []
    tones: dict[ClockStands, Tone] = {ClockStands.LATE: "late", ClockStands.NEAR: "due"}
    for each in queries:
        stands = clock_of(each, now=now)
        contact = book.contacts.find(each.contact) if each.contact else None
        owner = book.officers.find(each.owner) if each.owner else None
        came = f"came by {each.channel}" if each.channel != "in person" else "asked in person"
        if each.received is not None:
            day = local(each.received).date()
            came += (
                f" on {WEEKDAYS[day.weekday()]}" if (today - day).days < DUE_WITHIN.days else f" on {short_day(day)}"
            )
            came += f" at {clock_time(each.received)}"
        answers = "nobody is to answer it yet" if owner is None else f"{owner.name} answers"
        parts = [contact.name if contact is not None else "", came, "" if scope.own and owner is not None else answers]
        rows.append(
            QueryRow(
                each.id,
                f"“{' '.join(each.question.split())}”",
                " · ".join(part for part in parts if part),
                clock_in_words(each, now=now),
                tones.get(stands, "plain"),
                stands is ClockStands.LATE,
                each.place,
                each.contact,
            )
        )
    return tuple(rows)


def is_near(query: Query, now: datetime) -> bool:
    """Say whether little or nothing of a question's 72 hours is left."""
    return clock_of(query, now=now) in {ClockStands.NEAR, ClockStands.LATE}


def planned_today(book: BeatBook, scope: Scope, today: date) -> tuple[tuple[PlannedRow, ...], str]:
    """Return the calls that the officer's week plan has for today, in calling order, and about how long they take."""
    if not scope.own and not scope.whole_unit:
        return (), ""
    if not book.drafts.of(what=WHAT):
        return (), ""
    from wehere_desktop.neighbourhood.week_plan import minutes_in_words, monday_of, round_of
    from wehere_desktop.records.calls import calls_for, positions_of
    from wehere_desktop.records.week_plans import week_plan

    day = today.weekday()
    plan = week_plan(book, monday_of(today))
    if not plan.days[day]:
        return (), ""
    calls = calls_for(book, [*plan.days[day], *([plan.start] if plan.start else [])], today)
    way = round_of(plan, day, positions_of(calls))
    rows = []
    for leg in way.legs:
        call = calls[leg.place]
        where = call.place.street or call.place.town
        row = PlannedRow(leg.place, call.place.name, where, call.last == today, " · ".join(call.warnings))
        rows.append(row)
    return tuple(rows), f"about {minutes_in_words(way.minutes)}"


def drafts_waiting(book: BeatBook, today: date) -> tuple[DraftRow, ...]:
    """Return what the officer typed and has not filed, the latest first; week plans are no such thing."""
    rows = []
    for each in book.drafts.of():
        if each.what != WHAT:
            at = local(each.at)
            when = f"{at:%H:%M}" if at.date() == today else f"{short_day(at.date(), today=today)}, {at:%H:%M}"
            rows.append(DraftRow(each.id, each.title or each.what, when, GOES_ON.get(each.what, "visits")))
    return tuple(rows[:DRAFTS_SHOWN])
