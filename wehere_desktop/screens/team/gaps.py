"""The gaps of a team on a day: where nobody is posted, named or covering, and what ends soon, each with its mending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.cover import Roster, known_as, until
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.records.staffing import roster_on
from wehere_desktop.screens.team.words import Tone
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.records.beatbook import BeatBook

SOON_DAYS = 28
"""How far ahead an ending posting is told of: four weeks, so that a successor can be found."""


class Mend(Enum):
    """What closes a gap; each value names its button."""

    POST_TO_BEAT = "Post an officer"
    NAME = "Name an officer"
    COVER = "Say who covers"
    HAND_OVER = "Hand over"
    FOLLOW = "Post the next"
    POST_OFFICER = "Post them"


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: the beat or officer it is about, words for it, and the record that mending begins from."""

    mend: Mend
    kind: str
    record: str
    title: str
    more: str
    word: str = ""
    tone: Tone = "late"
    subject: str = ""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Gaps of one sort under their heading; `note` says how much they are altogether."""

    heading: str
    note: str
    gaps: tuple[Gap, ...]


def gaps_of(book: BeatBook, unit: str, day: date) -> list[GapGroup]:
    """Return the gaps of a unit (id, empty for the whole force) on a day; a sort without any gap is left out."""
    roster = roster_on(book, day)
    beats = book.beats.in_lpu(unit, day) if unit else book.beats.current(day)
    units = {each.id: each.name for each in book.lpus.all()}
    unposted, without = _beats(roster, beats, units, whole=not unit)
    found = [
        GapGroup("Beats with nobody posted", counted(len(unposted), "beat"), tuple(unposted)),
        _away(roster, beats, unit),
        _left(book, beats, unit, day),
        _unnamed(book, beats, units, day, whole=not unit),
        GapGroup("Beats with no PCSO of their own", counted(len(without), "beat"), tuple(without)),
        _ending(book, roster, beats, day),
        _unposted(roster, unit),
    ]
    return [each for each in found if each.gaps]


def how_many(groups: Sequence[GapGroup]) -> int:
    """Return how many gaps there are."""
    return sum(len(each.gaps) for each in groups)


def _beats(roster: Roster, beats: Sequence[Beat], units: dict[str, str], *, whole: bool) -> tuple[list[Gap], list[Gap]]:
    unposted, without = [], []
    for beat in beats:
        team = [each for each in roster.beats.get(beat.id, ()) if each.rank is not Rank.VOLUNTEER]
        where = units.get(beat.lpu, "") if whole else beat.police_id
        if not team:
            unposted.append(Gap(Mend.POST_TO_BEAT, "beat", beat.id, beat.name, where, "nobody posted", subject=beat.id))
        elif all(each.rank is not Rank.PCSO for each in team):
            who = ", ".join(known_as(each) for each in team)
            more = f"{where} · {who}" if whole else who
            without.append(Gap(Mend.POST_TO_BEAT, "beat", beat.id, beat.name, more, "no PCSO", "due", subject=beat.id))
    return unposted, without


def _away(roster: Roster, beats: Sequence[Beat], unit: str) -> GapGroup:
    found = []
    where = _whereabouts(roster, beats, unit)
    for officer, absence in roster.away.items():
        if officer not in where or not roster.serves(officer) or roster.cover_of(officer) is not None:
            continue
        who = roster.officers[officer]
        cover = roster.officers.get(absence.cover)
        why = f"{known_as(cover)} was to cover" if cover is not None else "nobody covers"
        more = " · ".join(part for part in (where[officer], f"away {until(absence.ends, roster.day)}, {why}") if part)
        found.append(Gap(Mend.COVER, "officer", officer, known_as(who), more, "no cover", subject=absence.id))
    found.sort(key=lambda each: each.title)
    return GapGroup("Away today without cover", counted(len(found), "officer"), tuple(found))


def _left(book: BeatBook, beats: Sequence[Beat], unit: str, day: date) -> GapGroup:
    here = {each.id for each in beats}
    duties = book.named_officers.of_those_who_left(day)
    places = {each.id: each for each in book.places.many([duty.place for duty in duties])}
    counts: dict[str, int] = {}
    for duty in duties:
        place = places.get(duty.place)
        if place is not None and (not unit or place.beat in here):
            counts[duty.officer] = counts.get(duty.officer, 0) + 1
    found = []
    for officer in book.officers.many(counts):
        left = f"left on {short_day(officer.ended)}" if officer.ended is not None else "left"
        more = f"{left}, still named for {counted(counts[officer.id], 'place')}"
        found.append(Gap(Mend.HAND_OVER, "officer", officer.id, known_as(officer), more, "left", subject=officer.id))
    return GapGroup("Named, but left", counted(sum(counts.values()), "place"), tuple(found))


def _unnamed(book: BeatBook, beats: Sequence[Beat], units: dict[str, str], day: date, *, whole: bool) -> GapGroup:
    counts = book.places.how_many_unnamed(day)
    names = _names(book, [beat.id for beat in beats if counts.get(beat.id)], day) if not whole else {}
    found = []
    for beat in beats:
        number = counts.get(beat.id, 0)
        if number:
            more = units.get(beat.lpu, "") if whole else names.get(beat.id, beat.police_id)
            word = counted(number, "place")
            found.append(Gap(Mend.NAME, "beat", beat.id, beat.name, more, word, subject=beat.id))
    found.sort(key=lambda each: -counts[each.record])
    total = sum(counts.get(beat.id, 0) for beat in beats)
    return GapGroup("Places with nobody named", counted(total, "place"), tuple(found))


def _names(book: BeatBook, beats: Sequence[str], day: date) -> dict[str, str]:
    names: dict[str, list[str]] = {}
    for place in book.places.nobody_named(day, beats=beats) if beats else []:
        names.setdefault(place.beat, []).append(place.name)
    return {beat: ", ".join(found) for beat, found in names.items()}


def _ending(book: BeatBook, roster: Roster, beats: Sequence[Beat], day: date) -> GapGroup:
    here = {each.id: each for each in beats}
    found = []
    for posting in book.postings.ending(day, day + timedelta(days=SOON_DAYS)):
        beat, officer = here.get(posting.beat), roster.officers.get(posting.officer)
        if beat is None or officer is None or posting.ends is None:
            continue
        after = posting.ends + timedelta(days=1)
        follows = [
            each for each in book.postings.on_beat(beat.id, after) if _same_rank(roster, each.officer, officer.rank)
        ]
        if follows:
            continue
        more = f"{known_as(officer)}, last day {short_day(posting.ends, today=day)}, nobody follows"
        days = (posting.ends - day).days
        word = f"in {counted(days, 'day')}" if days else "today"
        found.append(Gap(Mend.FOLLOW, "beat", beat.id, beat.name, more, word, "due", subject=beat.id))
    return GapGroup(f"Postings that end within {SOON_DAYS} days", counted(len(found), "posting"), tuple(found))


def _unposted(roster: Roster, unit: str) -> GapGroup:
    if unit:
        return GapGroup("", "", ())
    posted = {each.id for part in (roster.beats, roster.units) for team in part.values() for each in team}
    idle = [each for each in roster.officers.values() if each.id not in posted and roster.serves(each.id)]
    found = [
        Gap(Mend.POST_OFFICER, "officer", each.id, known_as(each), each.number, "not posted", "due", subject=each.id)
        for each in sorted(idle, key=lambda each: each.name)
    ]
    return GapGroup("Officers not posted anywhere", counted(len(found), "officer"), tuple(found))


def _whereabouts(roster: Roster, beats: Sequence[Beat], unit: str) -> dict[str, str]:
    """Return where each officer of these beats, or of the unit as a whole, is posted, in words."""
    found: dict[str, str] = {}
    for lpu, team in roster.units.items():
        if not unit or lpu == unit:
            found.update({each.id: "" for each in team})
    for beat in beats:
        for each in roster.beats.get(beat.id, ()):
            found[each.id] = f"{found[each.id]}, {beat.name}" if found.get(each.id) else beat.name
    return found


def _same_rank(roster: Roster, officer: str, rank: Rank) -> bool:
    found = roster.officers.get(officer)
    return found is not None and found.rank is rank
