"""Places of any kind from any table: columns guessed, shown, given or kept from last time."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.table import open_table
from wehere_desktop.intake.cells import STATUSES, day_of, kind_called, kind_in_words, kinds_in_words, phone_of
from wehere_desktop.intake.column_guess import LOOKED_AT, guess_columns
from wehere_desktop.intake.declaration import ColumnsRead, Intake, Options
from wehere_desktop.intake.editions import edition_of_file, editions_of_columns
from wehere_desktop.intake.headings import choose_columns, packed, read_headings
from wehere_desktop.intake.place_rows import PlaceColumns, propose_places, says_where
from wehere_desktop.intake.place_values import DETAIL
from wehere_desktop.neighbourhood.ground import normal_postcode
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from wehere_desktop.formats.table import Table
    from wehere_desktop.intake.proposal import Proposal
    from wehere_desktop.neighbourhood.whereabouts import GazetteerLike
    from wehere_desktop.records import BeatBook

# References that mean the same thing in every file that has them, and the register each belongs to.
REGISTERS: dict[str, str] = {
    "urn": "gias",
    "uniquereferencenumber": "gias",
    "organisationcode": "ods",
    "odscode": "ods",
    "practicecode": "ods",
    "organisationdataservicecode": "ods",
    "cqclocationidforofficeuseonly": "cqc",
    "cqclocationid": "cqc",
    "cqcid": "cqc",
    "registeredcharitynumber": "charity",
    "charitynumber": "charity",
    "uprn": "uprn",
}
HEADINGS: dict[str, tuple[str, ...]] = {
    "reference": tuple(REGISTERS),
    "name": (
        "name",
        "placename",
        "sitename",
        "organisationname",
        "establishmentname",
        "schoolname",
        "pharmacyname",
        "practicename",
        "libraryname",
        "churchname",
        "charityname",
        "venuename",
        "locationname",
        "premisesname",
        "buildingname",
        "venue",
        "place",
        "organisation",
        "premises",
        "title",
    ),
    "kind": ("kind", "placekind", "kindofplace", "type", "placetype", "category", "servicetypes", "organisationtype"),
    "street": ("street", "address1", "addressline1", "address", "streetaddress", "fulladdress"),
    "locality": ("locality", "address2", "addressline2", "village", "district"),
    "town": ("town", "city", "posttown", "towncity", "address4"),
    "postcode": ("postcode", "postalcode", "pcode", "zip"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
    "easting": ("easting", "eastings", "xcoordinate", "x"),
    "northing": ("northing", "northings", "ycoordinate", "y"),
    "phone": ("telephone", "telephonenumber", "telephonenum", "phone", "phonenumber", "tel", "contactnumber"),
    "email": ("email", "emailaddress", "mail"),
    "website": ("website", "serviceswebsiteifavailable", "websiteaddress", "web", "url", "webpage"),
    "status": ("status", "organisationstatus", "establishmentstatus"),
    "opened": ("opendate", "dateopened", "opened"),
    "closed": ("closedate", "dateclosed", "closed"),
    "authority_code": ("lacode", "areacode", "localauthoritycode", "authoritycode"),
    "authority": ("laname", "localauthority", "localauthorityname", "areaname", "authority", "lad"),
    "row_edition": ("lastchangeddate", "lastupdated", "lastupdateddate", "sitelastupdateddate"),
    "details": ("details", "description", "denomination", "faith"),
}
_SMALL = frozenset({"and", "at", "by", "for", "in", "of", "on", "the", "upon", "with", "le", "y"})
_NOT_INITIALS = frozenset({"ST", "STS", "DR", "DRS", "MR", "MRS", "RD", "LTD", "CTR", "PK"})
_SEVERAL = 3
_TWO = 2


def propose(book: BeatBook, file: Path, gazetteer: GazetteerLike, options: Options) -> Proposal:
    """Return what a table of places would do to the book.

    Refusal `no-key` if no column holds names, or none says where the places lie; `unknown-kind` for a kind of place
    that there is not; `bad-mapping`; and the Refusals of reading a table.
    """
    given_kind = kind_called(options.place_kind) if options.place_kind else None
    read, table = _read(book, file, options)
    columns = read.columns
    _refuse_without_key(table, columns)
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
            source=_source(table, columns),
            edition=edition,
            editions=editions_of_columns(table.headings, columns, edition),
            default_kind=PlaceKind.OTHER,
            shape=_shaping(given_kind, _kind_of_file(table, columns)),
            row_edition=lambda text: day_of(text) or as_of,
        ),
        register="places",
        noun=("place", "places"),
        mapping=read.mapping,
    )


def columns_read(book: BeatBook, file: Path, options: Options) -> ColumnsRead:
    """Return how the columns of a table of places would be read; raises the Refusals of reading a table."""
    return _read(book, file, options)[0]


def _read(book: BeatBook, file: Path, options: Options) -> tuple[ColumnsRead, Table]:
    known = {name for names in HEADINGS.values() for name in names}
    table = open_table(file, known=known, sheet=options.sheet)
    return choose_columns(book, "places", table, fields=HEADINGS, guessed=_guessed(table), options=options), table


def _guessed(table: Table) -> dict[str, int]:
    """Return the columns by their headings, and by their cells where the headings tell nothing of a field."""
    by_heading = read_headings(table.headings, HEADINGS) if table.headed else {}
    located = {"postcode", "latitude", "easting"} & by_heading.keys()
    if "name" in by_heading and located:
        return by_heading
    sample = [row.cells for row in islice(table.rows(), LOOKED_AT)]
    by_cells = guess_columns(sample, len(table.headings))
    taken = set(by_heading.values())
    return by_heading | {
        name: number for name, number in by_cells.items() if name not in by_heading and number not in taken
    }


def _refuse_without_key(table: Table, columns: dict[str, int]) -> None:
    missing = [] if "name" in columns else ["names"]
    missing += [] if says_where(columns) or "reference" in columns else ["postcodes or positions"]
    if not missing:
        return
    raise Refusal(
        f"No column of “{table.path.name}” was found to hold {' and '.join(missing)}.",
        remedy=f"Say which it is, as in “{table.headings[0]}=name”. The columns are: {', '.join(table.headings[:40])}.",
        field="mapping",
        kind="no-key",
    )


def _source(table: Table, columns: dict[str, int]) -> str:
    """Return the register that a file's references belong to: a known one, else one of this layout alone."""
    number = columns.get("reference", -1)
    if number < 0:
        return "list"
    heading = packed(table.headings[number])
    if not table.headed:
        return "ods"
    # “Id” in one list and “Id” in another are not the same number of the same thing.
    layout = hashlib.sha256("|".join(map(packed, table.headings)).encode()).hexdigest()[:6]
    return REGISTERS.get(heading, f"{heading[:40]}-{layout}")


def _kind_of_file(table: Table, columns: dict[str, int]) -> PlaceKind | None:
    """Return the kind that the file's name, or the heading of its names, tells of every row; None if it does not."""
    number = columns.get("name", -1)
    heading = table.headings[number] if number >= 0 and table.headed else ""
    for words in (heading, table.path.stem):
        kinds = kinds_in_words(re.sub(r"[\W_]+", " ", words))
        if len(kinds) == 1:
            return kinds[0]
    return None


def _shaping(
    given: PlaceKind | None, of_file: PlaceKind | None
) -> Callable[[dict[str, Any], Callable[[str], str]], None]:
    """Return what finishes a row: its kind, its status, and an address packed into one cell."""

    def shape(values: dict[str, Any], cell: Callable[[str], str]) -> None:
        said = cell("kind")
        name = str(values.get("name", ""))
        kind = given or (kind_in_words(said) if said else None) or of_file or kind_in_words(name)
        if kind is not None:
            values["place_kind"] = kind
        if said and (given is not None or kind_in_words(said) is not kind or said.lower() != str(kind)):
            values[DETAIL + "Type"] = said
        if more := cell("details"):
            values[DETAIL + "Details"] = more
        status = STATUSES.get(cell("status").lower())
        if status is not None:
            values["status"] = status
        if "," in values.get("street", "") and "town" not in values:
            values.update(_unpacked(values.pop("street"), name))
        if values.get("street", "").lower() == name.lower() and name:
            # Many lists repeat the name as the first line of the address.
            values["street"] = values.pop("locality", "")
            if not values["street"]:
                del values["street"]

    return shape


def _unpacked(address: str, name: str) -> dict[str, str]:
    """Return street, locality and town of an address written in one cell, without the name and the postcode."""
    parts = [part.strip() for part in address.split(",")]
    parts = [part for part in parts if part and normal_postcode(part) is None and part.lower() != name.lower()]
    if not parts:
        return {}
    found = {"street": parts[0]}
    if len(parts) >= _TWO:
        found["town"] = parts[-1]
    if len(parts) >= _SEVERAL:
        found["street"] = ", ".join(parts[:-2])
        found["locality"] = parts[-2]
    return found


@lru_cache(maxsize=8192)
def in_sentence_case(text: str) -> str:
    """Return a text written all in capitals as a name is written: “ST MARY'S CHURCH HALL” as “St Mary's Church Hall”.

    A word without a vowel is taken for initials and stays as it is; a text with any small letter is left alone.
    """
    if not text.isupper() or not any(letter in "AEIOUY" for letter in text):
        return text
    words = []
    for number, word in enumerate(text.split(" ")):
        lowered = word.lower()
        if number and lowered in _SMALL:
            words.append(lowered)
        elif re.search(r"[AEIOUY]", word) or re.sub(r"[^A-Z]", "", word) in _NOT_INITIALS:
            words.append(re.sub(r"[A-Z]+('[A-Z]{1,2}\b)?", lambda found: found[0].capitalize(), word))
        else:
            words.append(word)
    return " ".join(words)


def _text(text: str) -> str:
    return text


_READERS: dict[str, Callable[[str], Any]] = {
    "name": in_sentence_case,
    "street": in_sentence_case,
    "locality": in_sentence_case,
    "town": in_sentence_case,
    "phone": phone_of,
    "email": _text,
    "website": _text,
    "opened": day_of,
    "closed": day_of,
}

INTAKE = Intake(
    name="places",
    title="Places",
    help="any table of places (CSV, XLSX, ODS): the columns are guessed and shown, and may be given",
    propose=propose,
    fields=tuple(HEADINGS),
    columns=columns_read,
)
