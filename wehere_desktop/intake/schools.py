"""Schools: the national schools register in any edition, or any smaller list of schools."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.table import open_table
from wehere_desktop.intake.cells import STATUSES, day_of, phone_of
from wehere_desktop.intake.declaration import ColumnsRead, Intake, Options
from wehere_desktop.intake.editions import edition_of_file, editions_of_columns
from wehere_desktop.intake.headings import choose_columns, packed, read_headings
from wehere_desktop.intake.place_rows import PlaceColumns, propose_places, says_where
from wehere_desktop.intake.place_values import DETAIL
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from wehere_desktop.formats.table import Table
    from wehere_desktop.intake.proposal import Proposal
    from wehere_desktop.neighbourhood.whereabouts import GazetteerLike
    from wehere_desktop.records import BeatBook

REGISTER = "gias"
"""Get Information About Schools, the Department for Education's register; its reference is the URN."""

# Headings by edition: GIAS from 2018 (“LA (name)”), EduBase 2017 (“Local authority (name)”), and smaller lists.
# Names of head teachers are real people's and are not read at all.
HEADINGS: dict[str, tuple[str, ...]] = {
    "reference": ("urn", "uniquereferencenumber", "schoolurn", "establishmenturn", "urncode"),
    "name": ("establishmentname", "schoolname", "nameofschool", "nameofestablishment", "school", "name", "institution"),
    "authority_code": ("lacode", "localauthoritycode", "gsslacodename", "gsslacode"),
    "authority": ("laname", "localauthorityname", "localauthority", "authority", "la", "lad", "district"),
    "street": ("street", "address1", "addressline1", "address"),
    "locality": ("locality", "address2", "addressline2"),
    "address3": ("address3", "addressline3"),
    "town": ("town", "city", "posttown", "towncity"),
    "postcode": ("postcode", "schoolpostcode", "postalcode", "pcode"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
    "easting": ("easting", "eastings", "x", "xcoordinate", "osgbeasting"),
    "northing": ("northing", "northings", "y", "ycoordinate", "osgbnorthing"),
    "phone": ("telephonenum", "telephonenumber", "telephone", "phone", "phonenumber", "tel"),
    "website": ("schoolwebsite", "websiteaddress", "website", "url"),
    "status_code": ("establishmentstatuscode", "statuscode"),
    "status": ("establishmentstatusname", "establishmentstatus", "status"),
    "opened": ("opendate", "openingdate", "dateopened"),
    "closed": ("closedate", "closingdate", "dateclosed"),
    "phase": ("phaseofeducationname", "phaseofeducation", "phase"),
    "type": ("typeofestablishmentname", "typeofestablishment", "schooltype", "type"),
    "low_age": ("statutorylowage", "statutorylowestage", "lowestadmissionage", "lowage", "agefrom"),
    "high_age": ("statutoryhighage", "statutoryhighestage", "highestadmissionage", "highage", "ageto"),
    "religion": ("religiouscharactername", "religiouscharacter", "religion"),
    "gender": ("gendername", "gender"),
    "boarders": ("boardersname", "boarders"),
    "pupils": ("numberofpupils", "pupils"),
    "row_edition": ("lastchangeddate", "lastchanged", "lastupdated"),
}
# In a file of groups of schools these days are the group's.
_GROUPS = "groupuid"
_GROUP_DAYS = frozenset({"opened", "closed"})

_PHASES = {
    "n": "Nursery",
    "p": "Primary",
    "m": "Middle",
    "s": "Secondary",
    "a": "All-through",
    "x": "",
    "6": "16 plus",
    "16 plus": "16 plus",
    "all through": "All-through",
    "all-through": "All-through",
    "middle deemed primary": "Middle deemed primary",
    "middle deemed secondary": "Middle deemed secondary",
}
_MIXED_OR_NONE = frozenset({"mixed", "none", "no boarders", "co-educational"})
PUPILS = DETAIL + "Pupils"
_OLDEST_AGE = 25


def propose(book: BeatBook, file: Path, gazetteer: GazetteerLike, options: Options) -> Proposal:
    """Return what a file of schools would do to the book.

    Refusal `no-key` if it has neither a URN nor a name with a postcode or a position; the Refusals of reading a table.
    """
    read, table = _read(book, file, options)
    columns = read.columns
    _refuse_without_key(file, columns)
    as_of = options.as_of
    edition = edition_of_file(file.name, columns, as_of=as_of, today=book.world.today())
    return propose_places(
        book,
        table,
        gazetteer,
        options,
        PlaceColumns(
            columns=columns,
            readers=_READERS,
            source=REGISTER,
            edition=edition,
            editions=editions_of_columns(table.headings, columns, edition),
            default_kind=PlaceKind.SCHOOL,
            shape=_shape,
            row_edition=lambda text: day_of(text) or as_of,
        ),
        register="schools",
        noun=("school", "schools"),
        mapping=read.mapping if options.mapping else None,
    )


def columns_read(book: BeatBook, file: Path, options: Options) -> ColumnsRead:
    """Return how the columns of a file of schools would be read; raises the Refusals of reading a table."""
    return _read(book, file, options)[0]


def _read(book: BeatBook, file: Path, options: Options) -> tuple[ColumnsRead, Table]:
    table = open_table(file, known={name for names in HEADINGS.values() for name in names}, sheet=options.sheet)
    guessed = read_headings(table.headings, HEADINGS)
    if any(packed(heading) == _GROUPS for heading in table.headings):
        guessed = {name: number for name, number in guessed.items() if name not in _GROUP_DAYS}
    return choose_columns(book, "schools", table, fields=HEADINGS, guessed=guessed, options=options), table


def _refuse_without_key(file: Path, columns: dict[str, int]) -> None:
    if "reference" in columns or ("name" in columns and says_where(columns)):
        return
    missing = "no postcode and no position" if "name" in columns else "no name with a postcode or a position"
    raise Refusal(
        f"“{file.name}” has no URN, and {missing}.",
        remedy="A file of schools needs a column headed URN, or a name with a postcode, or a name with latitude and "
        "longitude or easting and northing.",
        kind="no-key",
    )


def _text(text: str) -> str:
    return text


_READERS: dict[str, Callable[[str], Any]] = {
    "name": _text,
    "street": _text,
    "locality": _text,
    "town": _text,
    "phone": phone_of,
    "website": _text,
    "opened": day_of,
    "closed": day_of,
}


def _shape(values: dict[str, Any], cell: Callable[[str], str]) -> None:
    """Finish a row: locality of two columns, status, kind, and the lines of the details."""
    third = cell("address3")
    if third:
        values["locality"] = f"{values['locality']}, {third}" if "locality" in values else third
    status = STATUSES.get(cell("status_code").lstrip("0")) or STATUSES.get(cell("status").lower())
    if status is not None:
        values["status"] = status
    kind, details = _told_of_kind(
        cell("phase"),
        cell("type"),
        cell("low_age"),
        cell("high_age"),
        cell("religion"),
        cell("gender"),
        cell("boarders"),
    )
    if kind is not None:
        values["place_kind"] = kind
    values.update(details)
    if pupils := cell("pupils"):
        values[PUPILS] = pupils


@lru_cache(maxsize=16_384)
def _told_of_kind(  # noqa: PLR0917 - one for each column
    phase_cell: str, kind_cell: str, low: str, high: str, religion: str, gender: str, boarders: str
) -> tuple[PlaceKind | None, tuple[tuple[str, str], ...]]:
    """Return the kind of place and the lines of its details that these cells tell; few schools differ in them."""
    phase = _phase(phase_cell)
    details = {
        "Phase": phase,
        "Type": kind_cell,
        "Ages": _ages(low, high),
        "Religious character": religion,
        "Pupils of": gender,
        "Boarding": boarders,
    }
    lines = tuple(
        (DETAIL + label, text) for label, text in details.items() if text and text.lower() not in _MIXED_OR_NONE
    )
    return _kind(phase, kind_cell), lines


def _phase(text: str) -> str:
    return _PHASES.get(text.lower(), text)


def _kind(phase: str, kind: str) -> PlaceKind | None:
    """Return the kind of place that phase and type tell, or None where they tell nothing."""
    words = f"{phase} {kind}".lower()
    if phase == "Nursery" or "nursery" in kind.lower():
        return PlaceKind.NURSERY
    if phase == "16 plus" or "further education" in words or "sixth form" in words or "higher education" in words:
        return PlaceKind.COLLEGE
    if "children's centre" in words or "childrens centre" in words:
        return PlaceKind.OTHER
    return PlaceKind.SCHOOL if phase or kind else None


def _ages(low: str, high: str) -> str:
    if not (low.isdigit() and high.isdigit()):
        return ""
    return f"{int(low)} to {int(high)}" if int(high) <= _OLDEST_AGE else f"{int(low)} and over"


INTAKE = Intake(
    name="schools",
    title="Schools",
    help="the schools register (GIAS, EduBase) of any edition, or a list with a URN, or a name and a postcode",
    propose=propose,
    fields=tuple(HEADINGS),
    columns=columns_read,
)
