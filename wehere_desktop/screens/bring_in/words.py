"""What the Bring in screen says: fields of a file, values side by side, and where each kind of file comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.forms import choices_of
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.fact import fields_of
from wehere_desktop.neighbourhood.place import Place, PlaceKind
from wehere_desktop.wording import counted, listed, moment_in_words, short_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wehere_desktop.desk.pieces import Tone
    from wehere_desktop.intake.declaration import Duplicates
    from wehere_desktop.intake.proposal import Came, Counts, Held
    from wehere_desktop.neighbourhood.fact import Fact
    from wehere_desktop.neighbourhood.register import RegisterSource


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """One kind of file that can be brought in: what it is called, what it is, and where it comes from."""

    name: str
    title: str
    what: str
    whence: str


KINDS_OF_FILE = (
    KindOfFile(
        "schools",
        "Schools",
        "The national register (GIAS, before that EduBase) of any edition, or a list with URNs.",
        "get-information-schools.service.gov.uk, Downloads, Establishment fields",
    ),
    KindOfFile(
        "places",
        "Places",
        "Any table of places: surgeries, care homes, halls, places of worship, your own list.",
        "the council’s open data, cqc.org.uk, digital.nhs.uk, or a spreadsheet",
    ),
    KindOfFile(
        "contacts",
        "People",
        "Named contacts at places, from a table or from address cards. Nobody becomes publishable by it.",
        "your own list, or cards (VCF) from a telephone or mail program",
    ),
    KindOfFile(
        "boundaries",
        "Boundaries",
        "The outlines of beats: KML, KMZ, GeoJSON, or a Shapefile in a zip. Places move to the beat they lie in.",
        "your mapping team, or data.police.uk/data/boundaries",
    ),
    KindOfFile(
        "police-uk",
        "From police.uk",
        "Priorities, events, people and more of a beat, as the service gives them (JSON).",
        "data.police.uk, such as …/api/cheshire/VB02/priorities",
    ),
    KindOfFile(
        "crimes",
        "Crimes",
        "Street crimes as published, a month or an archive of months, for this laptop. They belong to no book.",
        "data.police.uk/data (the -street.csv files, or the whole zip)",
    ),
    KindOfFile(
        "postcodes",
        "Postcodes",
        "A newer postcode file for this laptop. It belongs to no book.",
        "Code-Point Open (osdatahub.os.uk) or ONSPD (geoportal.statistics.gov.uk)",
    ),
)
FILE_KINDS = (
    "Tables, address cards, JSON, boundaries, crimes and postcodes "
    "(*.csv *.tsv *.txt *.xlsx *.xlsm *.xlsb *.xls *.ods *.vcf *.vcard *.json *.kml *.kmz *.geojson *.shp *.zip)"
)

_FIELDS = {
    "reference": "Reference number",
    "authority_code": "Authority’s code",
    "authority": "Local authority",
    "address3": "Third line of address",
    "status_code": "Status as a number",
    "opened": "Opened on",
    "closed": "Closed on",
    "low_age": "Youngest age",
    "high_age": "Oldest age",
    "row_edition": "Row last changed on",
    "kind": "Kind of place",
    "phone": "Telephone",
    "email": "E-mail",
    "name": "Name",
    "place": "Place they belong to",
    "first_name": "First name",
    "last_name": "Last name",
    "review_on": "Review on",
    "duty": "Main or deputy",
    "basis": "Lawful basis",
    "key_individual": "Key individual",
}
CAME: dict[Came, tuple[str, Tone]] = {
    "new": ("new", "kept"),
    "changed": ("changed", "due"),
    "unchanged": ("unchanged", ""),
    "duplicate": ("held back", "due"),
    "rejected": ("rejected", "late"),
}
ANSWERS: dict[Duplicates, str] = {"new": "new", "match": "the same", "hold": "left out"}
_NOT_COMPARED = frozenset(
    {
        "rings",
        "fingerprint",
        "editions",
        "found_by",
        "source",
        "reference",
        "access",
        "frequency",
        "notes",
        "latitude",
        "longitude",
        "authority",
    }
)
_LONG = 160


def kind_of_file(name: str) -> KindOfFile:
    """Return a kind of file by its name; one that is added without words of its own goes by its name."""
    found = next((each for each in KINDS_OF_FILE if each.name == name), None)
    return found or KindOfFile(name, f"{name[:1].upper()}{name[1:].replace('-', ' ')}", "", "")


def field_words(name: str) -> str:
    """Return what a field of a file is called."""
    return _FIELDS.get(name, f"{name[:1].upper()}{name[1:].replace('_', ' ')}")


def place_kinds() -> list[tuple[str, str]]:
    """Return the kinds of place to choose from, the first leaving it to the file."""
    return [("", "As the file says"), *choices_of(PlaceKind)]


def label_of_field(kind: type[Fact], name: str) -> str:
    """Return a field's label on its record, or the name of a register's own line."""
    labels = {each.name: each.told.label for each in fields_of(kind)}
    return labels.get(name) or ("Position" if name == "position" else field_words(name))


def value_words(value: Any, *, beats: Mapping[str, str] | None = None) -> str:
    """Return a value for the eye: a day in words, a beat by its name, nothing for a blank."""
    if value is None or value in {"", ()}:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, float):
        return f"{value:.5f}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    text = str(value)
    if isinstance(value, StrEnum):
        return f"{text[:1].upper()}{text[1:]}"
    return (beats or {}).get(text, text)


def noun_of(fact: Fact) -> str:
    """Return what a record that comes with another is called."""
    return "role" if isinstance(fact, ContactRole) else fact.words.lower()


def brief(text: str) -> str:
    """Return a text cut where it is too long for a card."""
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of two records side by side: the field, what the file says, what the book says, and if it is taken."""

    label: str
    theirs: str
    ours: str
    taken: bool = False


def side_by_side(held: Held, ours: Sequence[Fact], *, names: Mapping[str, str]) -> list[Line]:
    """Return what the file and the book say of what may be one and the same, a line for each field either has.

    `ours` holds the record in the book and its roles; `names` the names of beats and places by their ids. A line is
    `taken` where answering “the same” would write it.
    """
    first, mine = held.as_new.facts[0], ours[0] if ours else None
    taken = {change.field for change in held.as_match.fields} if held.as_match is not None else set()
    lines = []
    for each in fields_of(type(first)):
        if each.name in _NOT_COMPARED:
            continue
        theirs = value_words(getattr(first, each.name), beats=names)
        other = value_words(getattr(mine, each.name), beats=names) if mine is not None else ""
        if isinstance(first, Contact) and each.shape in {"yes_no", "choice"} and theirs == other:
            continue
        if theirs or other:
            lines.append(Line(each.told.label, theirs, other, each.name in taken))
    if isinstance(first, Place) and isinstance(mine, Place):
        lines.append(Line("Register’s number", first.reference, mine.reference, "reference" in taken))
    if isinstance(first, Contact):
        lines.append(
            Line(
                "Known at",
                _places(held.as_new.facts[1:], names),
                _places(ours[1:], names),
                bool(held.as_match is not None and held.as_match.also),
            )
        )
    return [line for line in lines if line.theirs or line.ours]


def _places(facts: Sequence[Fact], names: Mapping[str, str]) -> str:
    roles = [fact for fact in facts if isinstance(fact, ContactRole)]
    return listed(
        ", ".join(part for part in (names.get(role.place, ""), role.role) if part) or "a place" for role in roles
    )


def why_alike(held: Held) -> str:
    """Return why a row was held back: “The names are 92 in 100 alike and they lie 40 m apart.”."""
    names = "The names are the same" if held.likeness >= 100 else f"The names are {held.likeness} in 100 alike"  # noqa: PLR2004 - in a hundred
    if held.metres is None:
        return f"{names}."
    where = "they lie at the same spot" if held.metres < 1 else f"they lie {held.metres:,.0f} m apart"
    return f"{names} and {where}."


def brought_in_words(source: RegisterSource) -> str:
    """Return what a file did when it was brought in: “480 new, 12 changed of 525 rows”."""
    return f"{source.new:,} new, {source.changed_rows:,} changed of {counted(source.rows, 'row')}"


def counts_words(counts: Counts) -> list[tuple[Came, int, str]]:
    """Return what the rows come to, a line each: how many and, in words, what became of them."""
    words: dict[Came, str] = {
        "new": "new in the book",
        "changed": "changed",
        "unchanged": "as the book has them already",
        "duplicate": "left out as possible duplicates",
        "rejected": "rejected",
    }
    return [(came, getattr(counts, came), said) for came, said in words.items() if getattr(counts, came)]
