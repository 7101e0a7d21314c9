"""The rows of the panel: the Key Individual Network by beat, what each answered now and a quarter ago."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.tables import Column
from wehere_desktop.neighbourhood.key_individual import QUESTIONS, latest_in, moved, quarter_of
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.records.contact_list import PeopleWanted, Which
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One Key Individual, in words; answers are 0 where there is none."""

    id: str
    name: str
    beat: str
    community: str
    last: str
    asked: bool
    now: tuple[int, ...]
    before: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PanelSums:
    """How many were asked this quarter, and the mean of each answer now and a quarter ago; 0 where there is none."""

    people: int = 0
    asked: int = 0
    now: tuple[float, ...] = ()
    before: tuple[float, ...] = ()


@dataclass
class PanelSource:
    """Where the panel's rows come from: everybody of the network is read at once, since a panel is a few hundred."""

    book: BeatBook
    today: Callable[[], date]
    beats: tuple[str, ...] = ()
    still_to_ask: bool = False
    sums: PanelSums = field(default_factory=PanelSums)
    _lines: dict[str, PanelLine] = field(default_factory=dict)

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the network's people in the order asked for; called in the book's lane."""
        lines = panel_lines(self.book, self.today(), self.beats)
        self.sums = sums_of(lines)
        shown = [each for each in lines if not (self.still_to_ask and each.asked)]
        shown.sort(key=_ORDERS.get(order, _ORDERS["beat"]), reverse=descending)
        self._lines = {each.id: each for each in shown}
        return [each.id for each in shown]

    def rows(self, ids: Sequence[str]) -> Sequence[PanelLine | None]:
        """Return the rows of these people; None where one is gone."""
        return [self._lines.get(each) for each in ids]


_ORDERS: dict[str, Callable[[PanelLine], tuple[object, ...]]] = {
    "beat": lambda line: (line.beat == "", line.beat, line.name),
    "name": lambda line: (line.name, line.beat),
    "community": lambda line: (line.community == "", line.community, line.name),
    "last": lambda line: (line.asked, line.beat, line.name),
    **{
        name: partial(lambda at, line: (line.now[at] == 0, line.now[at], line.name), number)
        for number, name in enumerate(QUESTIONS)
    },
}


def panel_lines(book: BeatBook, today: date, beats: Sequence[str] = ()) -> list[PanelLine]:
    """Return every Key Individual of some beats or of all, with what they answered this quarter and the one before."""
    wanted = PeopleWanted(Which.KEY_INDIVIDUALS, tuple(beats))
    people = book.contacts.many(book.contacts.listed(wanted, today=today))
    ids = [each.id for each in people]
    quarter = quarter_of(today)
    earlier = quarter.before()
    answered: dict[str, list[Questionnaire]] = {}
    for given in book.questionnaires.of_contacts(ids, earlier.before().before().first):
        answered.setdefault(given.contact, []).append(given)
    places: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        for role in book.contact_roles.of_contacts(ids[start : start + 500], today):
            places.setdefault(role.contact, role.place)
    beat_of = {each.id: each.beat for each in book.places.many(set(places.values()))}
    names = {each.id: each.name for each in book.beats.all()}
    found = []
    for each in people:
        theirs = answered.get(each.id, [])
        now, before = latest_in(quarter, theirs), latest_in(earlier, theirs)
        last = theirs[-1].on if theirs else None
        found.append(
            PanelLine(
                each.id,
                each.name,
                names.get(beat_of.get(places.get(each.id, ""), ""), ""),
                each.organisation,
                short_day(last, today=today) if last is not None else "",
                now is not None,
                _answers(now),
                _answers(before),
            )
        )
    return found


def sums_of(lines: Sequence[PanelLine]) -> PanelSums:
    """Return what the lines come to: how many were asked, and the means of what was answered."""
    return PanelSums(
        len(lines),
        sum(each.asked for each in lines),
        tuple(_mean([each.now[at] for each in lines]) for at in range(len(QUESTIONS))),
        tuple(_mean([each.before[at] for each in lines]) for at in range(len(QUESTIONS))),
    )


def _answers(given: Questionnaire | None) -> tuple[int, ...]:
    return tuple(getattr(given, name) if given is not None else 0 for name in QUESTIONS)


def _mean(values: Sequence[int]) -> float:
    given = [value for value in values if value]
    return sum(given) / len(given) if given else 0.0


def answer_cell(at: int, line: PanelLine) -> Cell:
    """Return an answer with how it has moved; a quarter ago alone where nothing was answered since."""
    now, before = line.now[at], line.before[at]
    if not now:
        return Cell("\N{EN DASH}", quiet=f"was {before}" if before else "", tone="quiet")
    way = moved(now, before)
    sign = {"u": "▲", "d": "▼"}.get(way[:1], "")
    return Cell(str(now), quiet=f"{sign}{abs(now - before)}" if sign else "", strong=True)


def _last(line: PanelLine) -> Cell:
    if line.asked:
        return Cell(line.last)
    return Cell(f"to ask · {line.last}" if line.last else "to ask", tone="due", pill=True)


def columns() -> list[Column]:
    """Return the columns, in reading order."""
    return [
        Column("beat", "Beat", lambda line: line.beat or Cell("no beat", tone="quiet"), 184, "beat"),
        Column("name", "Who", lambda line: Cell(line.name, strong=True), 160, "name"),
        Column("community", "Community or organisation", lambda line: line.community, 0, "community"),
        Column("last", "Asked", _last, 132, "last"),
        *(
            Column(name, label, partial(answer_cell, at), 86, name)
            for at, (name, label) in enumerate(QUESTIONS.items())
        ),
    ]
