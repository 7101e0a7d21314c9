"""The list of places as a file for a spreadsheet: the places chosen or all that are listed, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.cover import known_as
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.neighbourhood.touch import due_of
from wehere_desktop.records.due_day import due_rules
from wehere_desktop.screens.places.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.beatbook import BeatBook

HEADINGS = (
    "Place",
    "Kind",
    "Street",
    "Town",
    "Postcode",
    "Beat",
    "Local Policing Unit",
    "Named officer",
    "Deputy",
    "Last contact",
    "Next contact",
    "Stands",
    "Days between contacts",
    "Telephone",
    "E-mail",
    "Reference",
)
PART = 500


def save_list(book: BeatBook, path: Path, places: Sequence[str], *, today: date) -> int:
    """Write places (ids) in the order given as CSV that no spreadsheet runs, and return how many; for a lane.

    Days are written as 2026-11-22. An earlier file of the name is replaced; refused as `write_csv` refuses. The audit
    trail says how many went out.
    """
    from wehere_desktop.formats.csv_file import write_csv

    count = write_csv(path, HEADINGS, _rows(book, places, today), over=True)
    book.audit.note(f"saved a list of {count} places")
    return count


def _rows(book: BeatBook, places: Sequence[str], today: date) -> Iterator[list[str]]:
    rules = due_rules(book, today)
    beats = {each.id: each for each in book.beats.all()}
    units = {each.id: each.name for each in book.lpus.all()}
    officers = {each.id: known_as(each) for each in book.officers.all()}
    for start in range(0, len(places), PART):
        part = places[start : start + PART]
        last = book.visits.last_contact_with(part)
        named: dict[tuple[str, Duty], list[str]] = {}
        for duty in book.named_officers.of_places(part, today):
            named.setdefault((duty.place, duty.duty), []).append(officers.get(duty.officer, ""))
        for place in book.places.many(part):
            beat = beats.get(place.beat)
            seen = last.get(place.id)
            word, tone = standing_of(place, seen, today, rules)
            due = due_of(place, seen, today=today, rules=rules).day if tone != "plain" else None
            yield [
                *_where(place),
                beat.name if beat is not None else "",
                units.get(beat.lpu, "") if beat is not None else "",
                ", ".join(named.get((place.id, Duty.MAIN), ())),
                ", ".join(named.get((place.id, Duty.DEPUTY), ())),
                seen.isoformat() if seen is not None else "",
                due.isoformat() if due is not None else "",
                "in touch" if tone == "kept" else word,
                str(rules.every(place)),
                place.phone,
                place.email,
                place.reference,
            ]


def _where(place: Place) -> list[str]:
    return [place.name, str(place.place_kind), place.street, place.town, place.postcode]
