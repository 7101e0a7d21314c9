"""Cover: who answers for a place or a beat on a day, and why, from duties, postings and absences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.officer import Absence, Officer, Rank, holds_on
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import MONTHS

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.neighbourhood.officer import Posting

# Whom a neighbour is likeliest to meet comes first.
FACES_FIRST = (
    Rank.PCSO,
    Rank.PC,
    Rank.SPECIAL_CONSTABLE,
    Rank.SERGEANT,
    Rank.INSPECTOR,
    Rank.CHIEF_INSPECTOR,
    Rank.VOLUNTEER,
)
HIGHEST_FIRST = tuple(Rank)


class Why(StrEnum):
    """On what ground somebody answers for a place or a beat, the nearest first."""

    NAMED = "named officer"
    COVERING = "covering"
    DEPUTY = "deputy"
    POSTED = "posted to the beat"
    UNIT = "of the unit"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers and why; `absent` is whom they stand in for, away up to and including `until`."""

    why: Why
    officer: Officer | None = None
    absent: Officer | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """Who serves where on one day: officers by id, those of each beat and unit, and who is away.

    Make one with `roster_of`; whoever has left, or has not started yet, is in none of it but `officers`.
    """

    day: date
    officers: Mapping[str, Officer]
    beats: Mapping[str, tuple[Officer, ...]]
    units: Mapping[str, tuple[Officer, ...]]
    away: Mapping[str, Absence]

    def serves(self, officer: str) -> bool:
        """Say whether an officer (id) is known and in service on the day."""
        found = self.officers.get(officer)
        return found is not None and holds_on(found.started, found.ended, self.day)

    def is_there(self, officer: str) -> bool:
        """Say whether an officer (id) is in service and not away on the day."""
        return self.serves(officer) and officer not in self.away

    def cover_of(self, officer: str) -> Officer | None:
        """Return who covers for an officer who is away, if that person is there; a cover away too is no cover."""
        absence = self.away.get(officer)
        if absence is None or absence.cover == officer or not self.is_there(absence.cover):
            return None
        return self.officers[absence.cover]


def roster_of(
    day: date, officers: Iterable[Officer], postings: Iterable[Posting], absences: Iterable[Absence]
) -> Roster:
    """Return the roster of a day from all that might bear on it; what does not hold on the day is left out.

    A beat's officers come as a neighbour would meet them, PCSO first; a unit's by rank. Of several absences of one
    officer the one that lasts longest counts.
    """
    known = {each.id: each for each in officers}
    beats: dict[str, dict[str, Officer]] = defaultdict(dict)
    units: dict[str, dict[str, Officer]] = defaultdict(dict)
    for posting in postings:
        officer = known.get(posting.officer)
        if officer is None or not holds_on(posting.starts, posting.ends, day):
            continue
        if holds_on(officer.started, officer.ended, day):
            (beats[posting.beat] if posting.beat else units[posting.lpu])[officer.id] = officer
    away: dict[str, Absence] = {}
    for absence in absences:
        if holds_on(absence.starts, absence.ends, day):
            before = away.get(absence.officer)
            if before is None or (absence.ends or date.max) > (before.ends or date.max):
                away[absence.officer] = absence
    return Roster(
        day,
        known,
        {beat: _in_order(found.values(), FACES_FIRST) for beat, found in beats.items()},
        {unit: _in_order(found.values(), HIGHEST_FIRST) for unit, found in units.items()},
        away,
    )


def answers_for_beat(roster: Roster, beat: Beat) -> Answer:
    """Return who answers for a beat: the first of its officers who is there or covered, else the head of its unit.

    A volunteer is part of a team but answers for no beat.
    """
    return _for_beat(roster, beat.id, beat.lpu, None)


def answers_for_place(roster: Roster, duties: Iterable[NamedOfficer], *, beat: str = "", lpu: str = "") -> Answer:
    """Return who answers for a place on the roster's day, given the duties of its named officers, its beat and unit.

    The main officer if there, else whoever covers for them, else the deputy or their cover, else as for the beat.
    """
    held = [each for each in duties if holds_on(each.starts, each.ends, roster.day)]
    absent: Officer | None = None
    for duty, why in ((Duty.MAIN, Why.NAMED), (Duty.DEPUTY, Why.DEPUTY)):
        for each in held:
            if each.duty is not duty or not roster.serves(each.officer):
                continue
            found = _there_or_covered(roster, roster.officers[each.officer], why, absent)
            if found is not None:
                return found
            absent = absent or roster.officers[each.officer]
    return _for_beat(roster, beat, lpu, absent)


def _for_beat(roster: Roster, beat: str, lpu: str, absent: Officer | None) -> Answer:
    for officer in roster.beats.get(beat, ()):
        if officer.rank is Rank.VOLUNTEER:
            continue
        found = _there_or_covered(roster, officer, Why.POSTED, absent)
        if found is not None:
            return found
        absent = absent or officer
    for officer in roster.units.get(lpu, ()):
        if officer.rank is not Rank.VOLUNTEER and roster.is_there(officer.id):
            return _answer(roster, Why.UNIT, officer, absent)
    return _answer(roster, Why.NOBODY, None, absent)


def _there_or_covered(roster: Roster, officer: Officer, why: Why, absent: Officer | None) -> Answer | None:
    if roster.is_there(officer.id):
        return _answer(roster, why, officer, absent)
    cover = roster.cover_of(officer.id)
    return _answer(roster, Why.COVERING, cover, officer) if cover is not None else None


def _answer(roster: Roster, why: Why, officer: Officer | None, absent: Officer | None) -> Answer:
    absence = roster.away.get(absent.id) if absent is not None else None
    return Answer(why, officer, absent, absence.ends if absence is not None else None)


def known_as(officer: Officer) -> str:
    """Return an officer as people call them: rank and name."""
    return f"{officer.rank} {officer.name}"


def reason_of(answer: Answer, day: date) -> str:
    """Return why somebody answers, in words to stand after their name: “covering for Sam Holt until 3 March”."""
    if answer.absent is None:
        said = {Why.UNIT: "of the unit; nobody is on the beat", Why.NOBODY: "nobody is there"}
        return said.get(answer.why, str(answer.why))
    gone = until(answer.until, day)
    if answer.why is Why.COVERING:
        return f"covering for {answer.absent.name} {gone}"
    ground = "nobody covers" if answer.why is Why.NOBODY else str(answer.why)
    return f"{ground}; {answer.absent.name} is away {gone}"


def until(last: date | None, day: date) -> str:
    """Return “until 3 March” for the last day of a spell, with its year if that is not the year of `day`."""
    if last is None:
        return "for now"
    year = f" {last.year}" if last.year != day.year else ""
    return f"until {last.day} {MONTHS[last.month - 1]}{year}"


def check_absence(absence: Absence) -> list[Refusal]:
    """Return every reason, each pinned to its field, why an absence cannot be as it is."""
    found = []
    if absence.starts is None:
        found.append(
            Refusal("Say the first day away.", remedy="“today” will do.", field="starts", kind="missing"),
        )
    if absence.ends is None:
        found.append(
            Refusal(
                "Say the last day away.", remedy="A guess will do; it can be changed.", field="ends", kind="missing"
            )
        )
    if absence.starts is not None and absence.ends is not None and absence.ends < absence.starts:
        found.append(
            Refusal(
                "The last day is before the first.",
                remedy="Give the day before they are back.",
                field="ends",
                kind="order",
            )
        )
    if absence.cover and absence.cover == absence.officer:
        found.append(
            Refusal("Nobody covers for themselves.", remedy="Choose a colleague.", field="cover", kind="own-cover")
        )
    return found


def cautions(absence: Absence, others: Sequence[Absence], officers: Mapping[str, Officer]) -> list[str]:
    """Return what a person should know before keeping an absence that has both its days, one sentence each.

    `others` are absences of the officer and of the cover; those that do not overlap are left out here.
    """
    first, last = absence.starts, absence.ends
    if first is None or last is None or last < first:
        return []
    overlapping = [
        each
        for each in {other.id: other for other in others}.values()
        if each.id != absence.id and overlaps(each.starts, each.ends, first=first, last=last)
    ]
    said = [f"Away already {_spell(each, first)}." for each in overlapping if each.officer == absence.officer]
    cover = officers.get(absence.cover) if absence.cover else None
    if cover is None:
        return [*said, "Nobody covers yet."] if not absence.cover else said
    spells = [_spell(each, first) for each in overlapping if each.officer == cover.id != absence.officer]
    said += [f"{known_as(cover)} is away too, {each}." for each in spells]
    if cover.ended is not None and cover.ended < last:
        left = f"{cover.ended.day} {MONTHS[cover.ended.month - 1]}"
        said.append(f"{known_as(cover)} leaves on {left}.")
    if cover.rank is Rank.VOLUNTEER:
        said.append("A volunteer cannot answer for a beat.")
    return said


def overlaps(starts: date | None, ends: date | None, *, first: date, last: date) -> bool:
    """Say whether a dated spell (both ends included, None meaning open) shares a day with the days given."""
    return (starts is None or starts <= last) and (ends is None or ends >= first)


def _spell(absence: Absence, day: date) -> str:
    begins = absence.starts or day
    return f"from {begins.day} {MONTHS[begins.month - 1]} {until(absence.ends, day)}"


def _in_order(officers: Iterable[Officer], ranks: Sequence[Rank]) -> tuple[Officer, ...]:
    return tuple(sorted(officers, key=lambda each: (ranks.index(each.rank), each.name, each.id)))
