"""The rows of the list of officers: by unit and beat, with rank, the places they are named for and who is away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.tables import Column
from wehere_desktop.neighbourhood.cover import HIGHEST_FIRST, Roster
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.records.staffing import roster_on
from wehere_desktop.screens.team.grouped import GROUP, with_headings
from wehere_desktop.screens.team.words import Tone, away_word
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.officer import Officer

UNPOSTED = "unposted"
LEFT = "left"


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """One row, in words; `places` is how many they are named for."""

    id: str
    name: str
    rank: str
    where: str
    places: int
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group, with a quiet note."""

    words: str
    note: str


@dataclass
class OfficerSource:
    """Where the rows come from: made in the lane when the ids are asked for, and kept until they are asked for again.

    `unit` narrows to one unit (id), `typed` to names and numbers that hold every word of it; `with_left` brings those
    who have left as well.
    """

    book: BeatBook
    today: Callable[[], date]
    unit: str = ""
    typed: str = ""
    with_left: bool = False
    whole: int = 0
    _rows: dict[str, OfficerLine | Heading] = field(default_factory=dict)

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the officers in the order asked for; in none asked for they stand in groups."""
        day = self.today()
        roster = roster_on(self.book, day)
        groups = self._groups(roster)
        lines = {each.id: each for each in self._lines(roster, [each for _, found in groups for each in found])}
        self.whole = len(roster.officers)
        if order:
            keys: dict[str, Callable[[OfficerLine], tuple[object, ...]]] = {
                "name": lambda each: (each.name.casefold(), each.id),
                "where": lambda each: (not each.where, each.where, each.name),
                "places": lambda each: (each.places, each.name),
                "today": lambda each: (not each.word, each.tone != "late", each.word, each.name),
            }
            self._rows = dict(lines)
            return [each.id for each in sorted(lines.values(), key=keys[order], reverse=descending)]
        rows: dict[str, OfficerLine | Heading] = dict(lines)
        for heading, officers in groups:
            rows[f"{GROUP}{heading}"] = self._heading(heading, officers, roster)
        self._rows = rows
        return with_headings([(heading, [each.id for each in officers]) for heading, officers in groups])

    def rows(self, ids: Sequence[str]) -> Sequence[OfficerLine | Heading | None]:
        """Return the rows of these ids."""
        return [self._rows.get(each) for each in ids]

    def _groups(self, roster: Roster) -> list[tuple[str, list[Officer]]]:
        day, book = roster.day, self.book
        beats = {each.id: each for each in book.beats.all()}
        posted: dict[str, list[Officer]] = defaultdict(list)
        seen: set[str] = set()
        for unit, officers in roster.units.items():
            posted[unit] += officers
            seen |= {each.id for each in officers}
        for beat in sorted(roster.beats, key=lambda each: beats[each].name if each in beats else ""):
            for officer in roster.beats[beat]:
                unit = beats[beat].lpu if beat in beats else UNPOSTED
                if officer not in posted[unit]:
                    posted[unit].append(officer)
                seen.add(officer.id)
        found = [(each.id, posted[each.id]) for each in book.lpus.current(day) if not self.unit or each.id == self.unit]
        if not self.unit:
            rest = [each for each in roster.officers.values() if each.id not in seen and roster.serves(each.id)]
            found.append((UNPOSTED, sorted(rest, key=lambda each: (HIGHEST_FIRST.index(each.rank), each.name))))
        if self.with_left:
            found.append((LEFT, self._left(day)))
        return _each_once(found, self.typed.casefold().split())

    def _left(self, day: date) -> list[Officer]:
        left = self.book.officers.left(day)
        if not self.unit:
            return left
        here = {each.id for each in self.book.beats.all() if each.lpu == self.unit} | {self.unit}
        return [each for each in left if any({past.beat, past.lpu} & here for past in self.book.postings.of(each.id))]

    def _lines(self, roster: Roster, officers: Sequence[Officer]) -> list[OfficerLine]:
        beats = {each.id: each.name for each in self.book.beats.all()}
        units = {each.id: each.name for each in self.book.lpus.all()}
        where: dict[str, list[str]] = defaultdict(list)
        for unit, found in roster.units.items():
            for each in found:
                where[each.id].append(f"{units.get(unit, '')} unit".strip())
        for beat, found in roster.beats.items():
            for each in found:
                where[each.id].append(beats.get(beat, ""))
        places = self.book.named_officers.how_many_by_officer(roster.day)
        lines = []
        for each in officers:
            word, tone = away_word(roster, each)
            lines.append(
                OfficerLine(
                    each.id, each.name, str(each.rank), listed(where[each.id]), places.get(each.id, 0), word, tone
                )
            )
        return lines

    def _heading(self, heading: str, officers: Sequence[Officer], roster: Roster) -> Heading:
        away = sum(each.id in roster.away for each in officers)
        note = counted(len(officers), "officer") + (f", {away} away today" if away else "")
        if heading == UNPOSTED:
            return Heading("Not posted anywhere", counted(len(officers), "officer"))
        if heading == LEFT:
            return Heading("Left", counted(len(officers), "officer"))
        unit = self.book.lpus.find(heading)
        return Heading(unit.name if unit is not None else "", note)


def _each_once(
    groups: Sequence[tuple[str, Sequence[Officer]]], words: Sequence[str]
) -> list[tuple[str, list[Officer]]]:
    """Return the groups with whoever fits the words, each officer in the first group they belong to."""
    seen: set[str] = set()
    found = []
    for heading, officers in groups:
        fitting = [each for each in officers if each.id not in seen and _fits(each, words)]
        seen |= {each.id for each in fitting}
        found.append((heading, fitting))
    return found


def _fits(officer: Officer, words: Sequence[str]) -> bool:
    told = f"{officer.name} {officer.number} {officer.rank}".casefold()
    return all(word in told for word in words)


def officer_columns() -> list[Column]:
    """Return the columns of the list; the first shows the headings too."""
    return [
        Column("name", "Officer", _name, 0, "name"),
        Column("where", "Posted to", lambda each: _of(each, _where), 214, "where"),
        Column("places", "Places", lambda each: _of(each, _places), 68, "places"),
        Column(
            "today",
            "Today",
            lambda each: _of(each, _today),
            158,
            "today",
        ),
    ]


def _name(each: OfficerLine | Heading) -> Cell:
    if isinstance(each, Heading):
        return Cell(each.words, quiet=each.note, strong=True, tone="quiet")
    return Cell(each.name, quiet=each.rank, strong=True)


def _where(line: OfficerLine) -> Cell:
    if line.where or line.tone == "plain":
        return Cell(line.where)
    return Cell("nowhere yet", tone="late")


def _places(line: OfficerLine) -> Cell:
    return Cell(str(line.places) if line.places else "–", tone="" if line.places else "quiet")


def _today(line: OfficerLine) -> Cell:
    return Cell(line.word, tone=line.tone, pill=True)


def _of(each: OfficerLine | Heading, show: Callable[[OfficerLine], Cell]) -> Cell:
    return Cell("") if isinstance(each, Heading) else show(each)
