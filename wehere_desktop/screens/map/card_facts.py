"""What stands beside the map of the thing pointed at: a few lines in words, and what can be done from there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wehere_desktop.maps.crime_layer import CRIME, CrimesShown, crimes_at
from wehere_desktop.maps.live_answers import BEATS, cover_in_words
from wehere_desktop.maps.round_layer import ROUND
from wehere_desktop.neighbourhood.crime import CAVEAT, month_in_words
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import Duty, PlaceStatus, address_of
from wehere_desktop.records.beat_outlines import outlines_on
from wehere_desktop.records.calls import calls_for
from wehere_desktop.records.map_points import cover_of_beats
from wehere_desktop.wording import ago, counted, days_late, moment_in_words, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.calls import Call

Tone = Literal["", "quiet", "late", "due", "kept"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a record: what it is and what is said of it."""

    what: str
    said: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A record in brief. `kind` and `record` say what it is in the book, `position` where it lies."""

    kind: str
    record: str
    title: str
    under: str
    lines: tuple[Line, ...]
    position: Position | None = None
    warnings: tuple[str, ...] = ()


MOST_KINDS = 6
"""Kinds of crime a card tells by name."""

KIND_OF_LAYER = {"place": "place", "visit": "place", ROUND: "place", BEATS: "beat"}


def card_of(
    book: BeatBook, layer: str, record: str, today: date, crimes: CrimesShown | None = None, call: str = ""
) -> CardFacts | None:
    """Return what to say of a thing of a layer, None where it is no longer in the book.

    `crimes` says which crimes are shown, where the thing may be one of their map points; `call` which call it is of the
    round that is shown, if it is one.
    """
    kind = KIND_OF_LAYER.get(layer, layer)
    if kind == CRIME:
        return crime_card(record, crimes) if crimes is not None else None
    if kind == "place":
        return _place(book, record, today, call)
    if kind == "beat":
        return _beat(book, record, today)
    if kind == "concern":
        return _concern(book, record, today)
    if kind == "priority":
        return _priority(book, record, today)
    return _meeting(book, record) if kind == "meeting" else None


def _place(book: BeatBook, record: str, today: date, in_round: str) -> CardFacts | None:
    place = book.places.find(record)
    if place is None:
        return None
    call = calls_for(book, [record], today)[record]
    beat = book.beats.find(place.beat) if place.beat else None
    duties = book.named_officers.of_place(record, today)
    officers = {each.id: each for each in book.officers.many([duty.officer for duty in duties])}
    main = next(
        (officers[each.officer] for each in duties if each.duty is Duty.MAIN and each.officer in officers), None
    )
    lines = [
        Line("Round", in_round),
        Line("Contact", *_contact(call, today)),
        Line("Last seen", ago(call.last, today) if call.last is not None else "not yet", "" if call.last else "quiet"),
        Line("Named officer", f"{main.rank} {main.name}" if main is not None else "nobody", "" if main else "late"),
        Line("Ask for", call.ask_for),
        Line("Beat", beat.name if beat is not None else "no beat"),
        Line("Address", address_of(place)),
        *(Line("Promise", each, "due") for each in call.promises[:3]),
        *(Line("Note", each) for each in call.notes[:2]),
    ]
    return CardFacts(
        "place",
        record,
        place.name,
        str(place.place_kind),
        tuple(line for line in lines if line.said),
        call.position,
        call.warnings,
    )


def _contact(call: Call, today: date) -> tuple[str, Tone]:
    if call.place.status in (PlaceStatus.CLOSED, PlaceStatus.PROPOSED):
        return str(call.place.status), "quiet"
    if call.late:
        return ("losing touch: " + days_late(call.days_late), "late") if call.last else ("never seen", "late")
    due = f"due {short_day(call.due, today=today)}"
    return (due, "due") if call.days_late >= -7 else (f"in touch, {due}", "kept")  # noqa: PLR2004 - a week, as Today has it


def _beat(book: BeatBook, record: str, today: date) -> CardFacts | None:
    beat = book.beats.find(record)
    if beat is None:
        return None
    (cover,) = cover_of_beats(book, [beat], today)
    unit = book.lpus.find(beat.lpu) if beat.lpu else None
    ends = outlines_on(book, today).get(record)
    since = ends.since if ends is not None else None
    nobody = f"{counted(cover.nobody, 'place')} without one" if cover.nobody else "every place has one"
    return CardFacts(
        "beat",
        record,
        beat.name,
        "beat",
        (
            Line("Cover", cover_in_words(cover), "late" if cover.late else "kept"),
            Line("Named officers", nobody, "late" if cover.nobody else ""),
            *([Line("Unit", unit.name)] if unit is not None else []),
            Line("Edge", f"boundary since {short_day(since)}" if since else "indicative: the nearest beat", "quiet"),
        ),
    )


def _concern(book: BeatBook, record: str, today: date) -> CardFacts | None:
    concern = book.concerns.find(record)
    if concern is None:
        return None
    place = book.places.find(concern.place) if concern.place else None
    lines = [
        Line("Said", concern.said or concern.you_said),
        Line("Raised", ago(concern.raised_on, today) if concern.raised_on is not None else ""),
        Line("Where", concern.whereabouts or (place.name if place is not None else "")),
        Line("Theme", str(concern.theme)),
    ]
    return CardFacts(
        "concern",
        record,
        f"{str(concern.concern_kind).capitalize()}",
        "open concern",
        tuple(line for line in lines if line.said),
        _position(concern.latitude, concern.longitude)
        or (_position(place.latitude, place.longitude) if place else None),
    )


def _priority(book: BeatBook, record: str, today: date) -> CardFacts | None:
    found = book.priorities.find(record)
    if found is None:
        return None
    lines = [
        Line("Stands at", str(found.life)),
        Line("Issue", found.issue),
        Line("Chosen", ago(found.issue_date, today) if found.issue_date is not None else ""),
        Line("Action", found.action),
    ]
    return CardFacts(
        "priority",
        record,
        found.title,
        "priority",
        tuple(line for line in lines if line.said),
        _position(found.latitude, found.longitude),
    )


def _meeting(book: BeatBook, record: str) -> CardFacts | None:
    found = book.meetings.find(record)
    if found is None:
        return None
    venue = book.places.find(found.venue) if found.venue else None
    lines = [
        Line("Starts", moment_in_words(found.starts) if found.starts is not None else ""),
        Line("Venue", venue.name if venue is not None else ""),
        Line("Getting in", found.venue_note),
    ]
    return CardFacts(
        "meeting",
        record,
        found.title,
        str(found.meeting_kind),
        tuple(line for line in lines if line.said),
        _position(venue.latitude, venue.longitude) if venue is not None else None,
    )


def _position(latitude: float | None, longitude: float | None) -> Position | None:
    return Position(latitude, longitude) if latitude is not None and longitude is not None else None


def crime_card(point: str, shown: CrimesShown) -> CardFacts | None:
    """Return what is published at a map point, None where nothing is: kinds, outcomes and months, and no crime's id."""
    found = crimes_at(point, shown)
    if found is None:
        return None
    kinds: dict[str, Counter[str]] = {}
    months: Counter[int] = Counter()
    for month, kind, outcome, number in found.counts:
        kinds.setdefault(kind, Counter())[outcome] += number
        months[month] += number
    ordered = sorted(kinds.items(), key=lambda each: (-each[1].total(), each[0]))
    lines = [Line(f"{outcomes.total():,}", _kind_of_crime(kind, outcomes)) for kind, outcomes in ordered[:MOST_KINDS]]
    more = sum(outcomes.total() for _, outcomes in ordered[MOST_KINDS:])
    if more:
        lines.append(Line(f"{more:,}", "of other kinds"))
    told = ", ".join(f"{month_in_words(month)} ({number:,})" for month, number in sorted(months.items(), reverse=True))
    return CardFacts(
        CRIME,
        point,
        found.street,
        counted(found.number, "published crime"),
        (*lines, Line("When", told), Line("Where", CAVEAT, "due")),
        found.position,
    )


def _kind_of_crime(kind: str, outcomes: Counter[str]) -> str:
    """Return a kind with what came of it: “Burglary: under investigation 2, local resolution 1”."""
    known = [(outcome, number) for outcome, number in outcomes.most_common() if outcome]
    if not known:
        return kind
    # One outcome of them all needs no number of its own
    alone = len(outcomes) == 1
    said = [f"{outcome[:1].lower()}{outcome[1:]}{'' if alone else f' {number:,}'}" for outcome, number in known]
    return f"{kind}: {', '.join(said)}"
