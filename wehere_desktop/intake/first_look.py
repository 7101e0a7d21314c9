"""A first look at a file somebody hands us: which kind of intake it seems to be, its headings and its first rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from wehere_desktop.formats.boundary_files import looks_like_boundaries
from wehere_desktop.formats.crime_files import looks_like_street_crime
from wehere_desktop.formats.incoming import fingerprint_of
from wehere_desktop.formats.police_uk import PLURALS, is_json, read_police_uk
from wehere_desktop.formats.postcode_files import open_postcode_file
from wehere_desktop.formats.table import open_table
from wehere_desktop.formats.workbook import sheet_names
from wehere_desktop.intake import contacts, find_intakes, places, schools
from wehere_desktop.intake.contact_rows import HEADINGS as PEOPLE_HEADINGS
from wehere_desktop.intake.crimes import CRIMES
from wehere_desktop.intake.headings import packed, read_headings
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.formats.table import Table
    from wehere_desktop.intake.declaration import Options
    from wehere_desktop.records import BeatBook

POSTCODES = "postcodes"
"""What is brought in beside every book, as crimes are; it has no proposal."""

SAMPLES = 3
_SAMPLED_ROWS = 60
_PEOPLE = frozenset({"first_name", "last_name", "role", "mobile", "organisation", "prefers", "key_individual", "duty"})
_PEOPLES_NAMES = frozenset({"contactname", "fullname", "contact", "person", "displayname"})
_NEITHER = "Its headings tell little; look at the columns beside this."


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a file seems to be: the name of an intake, “postcodes” or “crimes”, and why in a sentence.

    `sure` says that there is nothing to ask about its columns. `sheets` are those of a workbook that are on show.
    `fingerprint` (SHA-256) is empty for a folder.
    """

    kind: str
    why: str
    sure: bool = False
    fingerprint: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnsSeen:
    """The columns of a file as one kind of intake reads them: headings, up to three values of each, and their fields.

    `fields` maps each field that is filled to its column. `remembered` says that this was kept from an earlier file.
    """

    headings: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    fields: dict[str, int] | None = None
    remembered: bool = False
    sheet: str = ""


def look_at(file: Path) -> FirstLook:
    """Return what a file seems to be.

    Raises the Refusals of `open_table` for what is no table, no address cards and no postcodes, and those of
    `read_police_uk` for JSON.
    """
    if file.is_dir():
        open_postcode_file(file)
        return FirstLook(POSTCODES, "It is a folder of postcodes.", sure=True)
    fingerprint = fingerprint_of(file)
    if file.suffix.lower() in contacts.CARDS:
        return FirstLook("contacts", "It holds address cards.", sure=True, fingerprint=fingerprint)
    if looks_like_boundaries(file):
        return FirstLook("boundaries", "It holds outlines on a map.", sure=True, fingerprint=fingerprint)
    if looks_like_street_crime(file):
        return FirstLook(
            CRIMES, "It holds crimes as data.police.uk publishes them.", sure=True, fingerprint=fingerprint
        )
    if is_json(file):
        found = read_police_uk(file)
        shapes = list(dict.fromkeys(PLURALS.get(each.shape, each.shape) for each in found.items if each.shape))
        named = all(each.beat for each in found.items if each.shape)
        why = f"It holds {listed(shapes)} as data.police.uk tells them{'' if named else '; say of which beat'}."
        return FirstLook("police-uk", why, sure=named, fingerprint=fingerprint)
    try:
        table = open_table(file, known=_known())
    except Refusal:
        if _holds_postcodes(file):
            return FirstLook(POSTCODES, "It holds postcodes and where they lie.", sure=True, fingerprint=fingerprint)
        raise
    sheets = sheet_names(file) if table.sheet else ()
    kind, why, sure = _judged(table, file)
    return FirstLook(kind, why, sure, fingerprint, sheets)


def columns_seen(book: BeatBook, kind: str, file: Path, options: Options) -> ColumnsSeen:
    """Return the columns of a file as a kind of intake would read them, with the first values of each.

    Raises the Refusals of reading a table and of a mapping that does not fit.
    """
    read = find_intakes()[kind].columns(book, file, options)
    if read.table is None:
        return ColumnsSeen()
    table = read.table
    samples: list[list[str]] = [[] for _ in table.headings]
    for row in islice(table.rows(), _SAMPLED_ROWS):
        for kept, cell in zip(samples, row.cells, strict=False):
            text = " ".join(cell.split())
            if text and len(kept) < SAMPLES and text not in kept:
                kept.append(text)
    return ColumnsSeen(table.headings, tuple(map(tuple, samples)), dict(read.columns), read.remembered, table.sheet)


def _known() -> set[str]:
    every = (schools.HEADINGS, places.HEADINGS, PEOPLE_HEADINGS)
    return {name for headings in every for names in headings.values() for name in names}


def _judged(table: Table, file: Path) -> tuple[str, str, bool]:
    """Return the kind a table seems to be, why, and whether that is sure."""
    headings = {packed(heading) for heading in table.headings} if table.headed else set()
    as_schools = read_headings(table.headings, schools.HEADINGS) if table.headed else {}
    as_people = read_headings(table.headings, PEOPLE_HEADINGS) if table.headed else {}
    as_places = read_headings(table.headings, places.HEADINGS) if table.headed else {}
    if "reference" in as_schools and "name" in as_schools and headings & {"establishmentname", "schoolname"}:
        return "schools", "It has URNs and names, as the schools register has.", True
    named = {"first_name", "last_name"} <= as_people.keys() or bool(headings & _PEOPLES_NAMES)
    if named or ("name" in as_people and _PEOPLE & as_people.keys()):
        return "contacts", "Its headings are those of a list of people.", False
    if "name" not in as_places and _holds_postcodes(file):
        return POSTCODES, "It holds postcodes and where they lie.", True
    if "name" in as_places:
        return "places", "Its headings are those of a list of places.", False
    if "reference" in as_schools and "urn" in headings:
        return "schools", "It has a column of URNs, the numbers of the schools register.", False
    return "places", _NEITHER, False


def _holds_postcodes(file: Path) -> bool:
    try:
        open_postcode_file(file)
    except Refusal:
        return False
    return True
