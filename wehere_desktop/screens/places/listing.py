"""The rows of the list of places: ids from the book in the order wanted, and one page's words at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.tables import Column
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.neighbourhood.touch import NO_RULES, DueRules
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.records.due_day import due_rules
from wehere_desktop.records.place_list import PlacesWanted
from wehere_desktop.screens.places.standing import Tone, standing_of
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.officer import Officer


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One row, in words; `officer` is empty where nobody is named."""

    id: str
    name: str
    kind: str
    town: str
    beat: str
    officer: str
    seen: str
    word: str
    tone: Tone
    street: str = ""
    postcode: str = ""
    deputy: str = ""
    every: int = 0
    status: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many places fit, and how many places there are in the book."""

    fitting: int = 0
    whole: int = 0


@dataclass
class PlaceSource:
    """Where the table's rows come from: the places wanted, counted in the lane when their ids are asked for."""

    book: BeatBook
    today: Callable[[], date]
    wanted: PlacesWanted = field(default_factory=PlacesWanted)
    tally: Tally = field(default_factory=Tally)
    rules: DueRules = NO_RULES

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the places wanted, in the order asked for; called in the book's lane."""
        wanted, today, places = self.wanted, self.today(), self.book.places
        self.rules = due_rules(self.book, today)
        found = places.listed(wanted, today=today, order=order or "due", descending=descending)
        self.tally = Tally(len(found), places.count())
        return found

    def how_many_unnamed(self) -> int:
        """Return how many of the places wanted nobody is named for; called in the book's lane."""
        return self.book.places.how_many(replace(self.wanted, nobody_named=True), today=self.today())

    def rows(self, ids: Sequence[str]) -> Sequence[PlaceLine | None]:
        """Return the rows of these places; None where one is gone."""
        book, today, rules = self.book, self.today(), self.rules
        places = {each.id: each for each in book.places.many(ids)}
        last = book.visits.last_contact_with(ids)
        beats = {each.id: each.name for each in book.beats.many({each.beat for each in places.values()} - {""})}
        duties = book.named_officers.of_places(ids, today)
        main = {each.place: each.officer for each in reversed(duties) if each.duty is Duty.MAIN}
        deputy = {each.place: each.officer for each in duties if each.duty is not Duty.MAIN}
        officers = {each.id: each for each in book.officers.many({*main.values(), *deputy.values()})}
        lines: list[PlaceLine | None] = []
        for record in ids:
            place = places.get(record)
            if place is None:
                lines.append(None)
                continue
            word, tone = standing_of(place, last.get(record), today, rules)
            seen = last.get(record)
            second = officers.get(deputy.get(record, ""))
            officer = officers.get(main.get(record, "")) or second
            lines.append(
                PlaceLine(
                    record,
                    place.name,
                    f"{place.place_kind[:1].upper()}{place.place_kind[1:]}",
                    place.town,
                    beats.get(place.beat, ""),
                    briefly(officer) if officer is not None else "",
                    short_day(seen, today=today) if seen is not None else "",
                    word,
                    tone,
                    place.street,
                    place.postcode,
                    briefly(second) if second is not None else "",
                    rules.every(place),
                    f"{place.status[:1].upper()}{place.status[1:]}",
                    place.reference,
                )
            )
        return lines


def briefly(officer: Officer) -> str:
    """Return an officer as a list has room for: “Ashdown 4417”."""
    surname = officer.name.rsplit(" ", 1)[-1]
    return f"{surname} {officer.number}".strip()


def _next(line: PlaceLine) -> Cell:
    if line.tone in {"late", "due"}:
        return Cell(line.word, tone=line.tone, pill=True)
    return Cell(line.word, tone="quiet" if line.tone == "plain" else "")


# Shown until somebody chooses otherwise
USUAL_COLUMNS = ("name", "kind", "town", "beat", "officer", "seen", "due")


def columns() -> list[Column]:
    """Return every column there is, in reading order; `USUAL_COLUMNS` are those shown at first."""
    return [
        Column("name", "Place", lambda line: Cell(line.name, strong=True), 0, "name"),
        Column("kind", "Kind", lambda line: line.kind, 122, "kind"),
        Column("town", "Town", lambda line: line.town, 100, "town"),
        Column("beat", "Beat", lambda line: line.beat or Cell("no beat", tone="late"), 140, "beat"),
        Column("officer", "Named officer", lambda line: line.officer or Cell("nobody", tone="late"), 132, "officer"),
        Column("street", "Street", lambda line: line.street, 150),
        Column("postcode", "Postcode", lambda line: line.postcode, 92),
        Column("deputy", "Deputy", lambda line: line.deputy or Cell("nobody", tone="quiet"), 132),
        Column("every", "Every", lambda line: counted(line.every, "day"), 84),
        Column("status", "Status", lambda line: line.status, 96),
        Column("reference", "Reference", lambda line: line.reference, 104),
        Column("seen", "Seen", lambda line: line.seen or Cell("not yet", tone="quiet"), 92, "seen"),
        Column("due", "Next contact", _next, 112, "due"),
    ]
