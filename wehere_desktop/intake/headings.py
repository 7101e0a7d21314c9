"""Headings: which column of a file is which field of ours, in any order, spelling and edition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wehere_desktop.intake.declaration import ColumnsRead
from wehere_desktop.intake.proposal import ColumnUse
from wehere_desktop.neighbourhood.register import SavedMapping
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from wehere_desktop.formats.table import Table
    from wehere_desktop.intake.declaration import Options
    from wehere_desktop.records import BeatBook


def packed(heading: str) -> str:
    """Return a heading as it is compared: lower case letters and figures alone, so “LA (name)” is “laname”."""
    return re.sub(r"[\W_]+", "", heading).lower()


def undated(heading: str) -> str:
    """Return a packed heading without the year that ends it: “Postcode_2017” as “postcode”."""
    return re.sub(r"(?<=\D)(?:19|20)\d\d$", "", packed(heading))


def read_headings(headings: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return for each field the column that holds it; the earlier alias of a field wins, and the first column of it.

    `aliases` gives for each field the packed headings it goes under, the best first.
    """
    places: dict[str, int] = {}
    for number, heading in enumerate(headings):
        places.setdefault(packed(heading), number)
    for number, heading in enumerate(headings):
        places.setdefault(undated(heading), number)
    found: dict[str, int] = {}
    taken: set[int] = set()
    for field, names in aliases.items():
        for name in names:
            number = places.get(name, -1)
            if number >= 0 and number not in taken:
                found[field] = number
                taken.add(number)
                break
    return found


def given_headings(
    headings: Sequence[str], mapping: Mapping[str, str], fields: Collection[str], *, guessed: Mapping[str, int]
) -> dict[str, int]:
    """Return the columns as the user maps them over those guessed; an empty field leaves a column out.

    A heading is named as it stands, in any spelling, or as “Column 3” or “3”. Raises Refusal for a heading that the
    file has not, a field that we have not, or two columns for one field.
    """
    found = dict(guessed)
    chosen: dict[str, str] = {}
    for heading, field in mapping.items():
        number = _column(headings, heading)
        wanted = field.strip().lower().replace(" ", "_").replace("-", "_")
        if wanted and wanted not in fields:
            raise Refusal(
                f"“{field}” is not a field that a file can fill.",
                remedy="The fields are: " + ", ".join(sorted(fields)) + ".",
                field="mapping",
                kind="bad-mapping",
            )
        if wanted in chosen:
            raise Refusal(
                f"Two columns are given for {wanted}: “{chosen[wanted]}” and “{heading}”.",
                remedy="Give one of them.",
                field="mapping",
                kind="bad-mapping",
            )
        found = {name: column for name, column in found.items() if column != number and name != wanted}
        if wanted:
            chosen[wanted] = heading
            found[wanted] = number
    return found


def _column(headings: Sequence[str], heading: str) -> int:
    for number, each in enumerate(headings):
        if each == heading or packed(each) == packed(heading):
            return number
    figures = heading.strip().lower().removeprefix("column").strip()
    if figures.isascii() and figures.isdigit() and 1 <= int(figures) <= len(headings):
        return int(figures) - 1
    raise Refusal(
        f"The file has no column “{heading}”.",
        remedy="Its columns are: " + ", ".join(headings[:40]) + ".",
        field="mapping",
        kind="bad-mapping",
    )


def columns_used(headings: Sequence[str], found: Mapping[str, int]) -> tuple[ColumnUse, ...]:
    """Return every column of the file with the field it fills, empty for those not used."""
    fields = {number: field for field, number in found.items()}
    return tuple(ColumnUse(heading, fields.get(number, "")) for number, heading in enumerate(headings))


def columns_kept(headings: Sequence[str], found: Mapping[str, int]) -> tuple[str, ...]:
    """Return the columns as a saved mapping keeps them: “Heading=field”, in the order of the file."""
    return tuple(f"{headings[number]}={field}" for field, number in sorted(found.items(), key=lambda each: each[1]))


def columns_from(kept: SavedMapping, headings: Sequence[str], fields: Collection[str]) -> dict[str, int]:
    """Return the columns that a saved mapping names; what no longer fits is left out."""
    found: dict[str, int] = {}
    for text in kept.columns:
        heading, _, field = text.rpartition("=")
        if field in fields and heading in headings:
            found[field] = headings.index(heading)
    return found


def choose_columns(
    book: BeatBook,
    intake: str,
    table: Table,
    *,
    fields: Collection[str],
    guessed: Mapping[str, int],
    options: Options,
) -> ColumnsRead:
    """Return the columns as given by the user over those kept for these headings, over those guessed.

    With them comes the mapping to keep for the next file of these headings, None if the user wants none kept.
    """
    headings = table.headings
    kept = book.saved_mappings.for_headings(intake, headings)
    found = dict(guessed) if kept is None else columns_from(kept, headings, fields)
    if options.mapping:
        found = given_headings(headings, options.mapping, fields, guessed=found)
    if not options.keep_mapping:
        return ColumnsRead(table, found, None, kept is not None)
    mapping = SavedMapping(
        id=book.world.new_id(),
        name=table.path.stem[:300],
        intake=intake,
        headings=headings,
        columns=columns_kept(headings, found),
    )
    return ColumnsRead(table, found, mapping, kept is not None)
