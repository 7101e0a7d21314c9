"""What the screen says in words: the steps of the trail, the lines of the list, and one concern in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.desk.named import Named
from wehere_desktop.desk.pieces import PillTone
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.fact import fields_of
from wehere_desktop.neighbourhood.trail import CLOSED_STEPS, Trail, TrailStep, step_of, waiting_days
from wehere_desktop.wording import capital, clock_time, counted, listed, local, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook

STEP_WORDS: dict[TrailStep, str] = {
    TrailStep.TO_SORT: "To sort",
    TrailStep.RAISED: "Nobody yet",
    TrailStep.OWNED: "Seen to",
    TrailStep.WITH_PRIORITY: "In a priority",
    TrailStep.TO_TELL: "To tell back",
    TrailStep.TOLD_BACK: "Told back",
    TrailStep.NOBODY_TO_TELL: "Nobody to tell",
}
"""The steps of the trail, in its order, short enough for a pill."""

STEP_TONES: dict[TrailStep, PillTone] = {
    TrailStep.TO_SORT: "due",
    TrailStep.RAISED: "due",
    TrailStep.OWNED: "plain",
    TrailStep.WITH_PRIORITY: "plain",
    TrailStep.TO_TELL: "due",
    TrailStep.TOLD_BACK: "kept",
    TrailStep.NOBODY_TO_TELL: "plain",
}
OPEN_STEPS = tuple(step for step in TrailStep if step not in CLOSED_STEPS)
OPEN, EVERY = "open", "every"
ERASED_OR_NEW = "*"


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One line of the list."""

    concern: str
    wait: str
    said: str
    about: str
    step: str
    tone: PillTone
    beat: str
    owner: str


@dataclass(frozen=True, slots=True)
class ConcernInFull:
    """All that is shown of one concern."""

    trail: Trail
    title: str
    about: str
    beat: str
    who: tuple[Named, ...]
    place: tuple[Named, ...]
    owner: tuple[Named, ...]
    done: tuple[tuple[str, str, str], ...]

    @property
    def concern(self) -> Concern:
        """Return the concern itself."""
        return self.trail.concern


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def title_words(concern: Concern) -> str:
    """Return the words a concern is known by on the screen: what was said, else its public wording."""
    return one_line(concern.said or concern.you_said) or "Something without words"


def waiting_in_words(concern: Concern, today: date) -> str:
    """Return how long a concern has waited: “12 days”, “today”; once it is closed, its day or nothing."""
    if concern.told_back_on is not None:
        return short_day(concern.told_back_on, today=today)
    if concern.nobody_to_tell:
        return "closed"
    return counted(days, "day") if (days := waiting_days(concern, today=today)) else "today"


def concern_rows(book: BeatBook, ids: Sequence[str], today: date) -> list[ConcernRow | None]:
    """Return the lines of some concerns, in the order given, None for one that is gone."""
    found = {each.id: each for each in book.concerns.many(ids)}
    beats = {each.id: each.name for each in book.beats.many({each.beat for each in found.values()} - {""})}
    officers = {each.id: each.name for each in book.officers.many({each.owner for each in found.values()} - {""})}
    rows: list[ConcernRow | None] = []
    for record in ids:
        each = found.get(record)
        if each is None:
            rows.append(None)
            continue
        step = step_of(each)
        owner = "me" if each.owner == book.holder else officers.get(each.owner, "")
        about = each.theme if each.concern_kind == "concern" else f"{each.concern_kind}, {each.theme}"
        rows.append(
            ConcernRow(
                record,
                waiting_in_words(each, today),
                title_words(each),
                about,
                STEP_WORDS[step],
                STEP_TONES[step],
                beats.get(each.beat, ""),
                owner,
            )
        )
    return rows


def concern_in_full(book: BeatBook, record: str, today: date) -> ConcernInFull | None:
    """Return all there is to show of one concern, or None if it is gone."""
    each = book.concerns.find(record)
    if each is None:
        return None
    beat = book.beats.find(each.beat) if each.beat else None
    about = [capital(each.concern_kind), str(each.theme), "antisocial behaviour" if each.asb else ""]
    if str(each.theme) == about[2]:
        about[2] = ""
    place = book.places.find(each.place) if each.place else None
    return ConcernInFull(
        book.concerns.trail(each),
        title_words(each),
        " · ".join(part for part in (*about, _waits(each, today)) if part),
        beat.name if beat is not None else "",
        tuple(Named("contact", one.id, one.name, one.organisation) for one in book.contacts.many([each.contact])),
        (Named("place", place.id, place.name, str(place.place_kind)),) if place is not None else (),
        tuple(Named("officer", one.id, f"{one.rank} {one.name}") for one in book.officers.many([each.owner])),
        tuple(_done(book, record, today)),
    )


def _waits(concern: Concern, today: date) -> str:
    if step_of(concern) in CLOSED_STEPS:
        return ""
    days = waiting_days(concern, today=today)
    return f"waiting {counted(days, 'day')}" if days else "raised today"


def _done(book: BeatBook, record: str, today: date) -> list[tuple[str, str, str]]:
    """Return what was done to a concern, latest first: when, by whom, and which fields it touched."""
    labels = {each.name: each.told.label for each in fields_of(Concern)}
    found = []
    for entry in reversed(book.history("concern", record)):
        officer = book.officers.find(entry.by)
        by = f" by {officer.rank} {officer.name}" if officer is not None else ""
        when = f"{short_day(local(entry.at).date(), today=today)}, {clock_time(entry.at)}"
        if (there := entry.fields.get(ERASED_OR_NEW)) is not None:
            found.append((when, f"{'Filed' if there[1] else 'Taken out'}{by}", ""))
            continue
        verb = {"undo": "Change undone", "redo": "Changed again", "erase": "Erased"}.get(entry.what, "Changed")
        found.append((when, f"{verb}{by}", listed(labels[name] for name in entry.fields if name in labels)))
    return found
