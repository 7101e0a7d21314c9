"""The rows of the list of beats: who is posted on a day, and who answers if they are away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.tables import Column
from wehere_desktop.neighbourhood.cover import Why, answers_for_beat, known_as
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.records.staffing import roster_on
from wehere_desktop.screens.team.grouped import GROUP, with_headings
from wehere_desktop.screens.team.officer_list import Heading
from wehere_desktop.screens.team.words import Tone, beat_word
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.cover import Roster
    from wehere_desktop.neighbourhood.force import Beat


@dataclass(frozen=True, slots=True)
class BeatLine:
    """One row, in words."""

    id: str
    name: str
    pcso: str
    pcso_away: bool
    others: str
    answers: str
    word: str
    tone: Tone


@dataclass
class BeatSource:
    """Where the rows come from, on the day that `day` gives; made in the lane when the ids are asked for."""

    book: BeatBook
    day: Callable[[], date]
    unit: str = ""
    typed: str = ""
    _rows: dict[str, BeatLine | Heading] = field(default_factory=dict)

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the beats in the order asked for; in none asked for they stand by unit."""
        day = self.day()
        roster = roster_on(self.book, day)
        words = self.typed.casefold().split()
        groups = []
        rows: dict[str, BeatLine | Heading] = {}
        for unit in self.book.lpus.current(day):
            if self.unit and unit.id != self.unit:
                continue
            beats = [
                each
                for each in self.book.beats.in_lpu(unit.id, day)
                if all(word in f"{each.name} {each.police_id}".casefold() for word in words)
            ]
            lines = [_line(roster, each) for each in beats]
            rows |= {each.id: each for each in lines}
            vacant = sum(each.word == "nobody posted" for each in lines)
            note = counted(len(lines), "beat") + (f", {vacant} with nobody posted" if vacant else "")
            rows[f"{GROUP}{unit.id}"] = Heading(unit.name, note)
            groups.append((unit.id, [each.id for each in lines]))
        self._rows = rows
        if not order:
            return with_headings(groups)
        keys: dict[str, Callable[[BeatLine], tuple[object, ...]]] = {
            "name": lambda each: (each.name, each.id),
            "pcso": lambda each: (not each.pcso, each.pcso, each.name),
            "others": lambda each: (not each.others, each.others, each.name),
            "answers": lambda each: (not each.word, each.tone != "late", each.word, each.answers, each.name),
        }
        lines = [each for each in rows.values() if isinstance(each, BeatLine)]
        return [each.id for each in sorted(lines, key=keys[order], reverse=descending)]

    def rows(self, ids: Sequence[str]) -> Sequence[BeatLine | Heading | None]:
        """Return the rows of these ids."""
        return [self._rows.get(each) for each in ids]


def _line(roster: Roster, beat: Beat) -> BeatLine:
    team = roster.beats.get(beat.id, ())
    pcsos = [each for each in team if each.rank is Rank.PCSO]
    answer = answers_for_beat(roster, beat)
    word, tone = beat_word(roster, beat.id, answer)
    if answer.why is Why.COVERING and answer.officer is not None:
        word = f"{answer.officer.name} covers"
    return BeatLine(
        beat.id,
        beat.name,
        ", ".join(each.name for each in pcsos),
        bool(pcsos) and all(each.id in roster.away for each in pcsos),
        ", ".join(known_as(each) for each in team if each not in pcsos),
        known_as(answer.officer) if answer.officer is not None else "",
        word,
        tone,
    )


def beat_columns() -> list[Column]:
    """Return the columns of the list; the first shows the headings too."""
    return [
        Column("name", "Beat", _name, 0, "name"),
        Column("pcso", "PCSO", lambda each: _of(each, _pcso), 162, "pcso"),
        Column("others", "Others posted", lambda each: _of(each, _others), 172, "others"),
        Column("answers", "Who answers", lambda each: _of(each, _answers), 186, "answers"),
    ]


def _name(each: BeatLine | Heading) -> Cell:
    if isinstance(each, Heading):
        return Cell(each.words, quiet=each.note, strong=True, tone="quiet")
    return Cell(each.name, strong=True)


def _pcso(line: BeatLine) -> Cell:
    if not line.pcso:
        return Cell("none", tone="quiet")
    return Cell(line.pcso, quiet="away" if line.pcso_away else "", tone="quiet" if line.pcso_away else "")


def _others(line: BeatLine) -> Cell:
    return Cell(line.others) if line.others else Cell("–", tone="quiet")


def _answers(line: BeatLine) -> Cell:
    # A pill only where it is not as it should be
    return Cell(line.word, tone=line.tone, pill=True) if line.tone in {"late", "due"} else Cell(line.answers)


def _of(each: BeatLine | Heading, show: Callable[[BeatLine], Cell]) -> Cell:
    return Cell("") if isinstance(each, Heading) else show(each)
