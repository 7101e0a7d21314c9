"""Street files of made-up crimes, written on the spot as data.police.uk writes them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

HEADINGS = (
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"),
    *("LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
)
OLD_HEADINGS = (*("Month", "Reported by", "Falls within", "Easting", "Northing", "Location", "Crime type", "Context"),)
FORCE = "Cheshire Constabulary"
BURGLARY, BEHAVIOUR = "Burglary", "Anti-social behaviour"
SOLVED, UNSOLVED = "Local resolution", "Investigation complete; no suspect identified"
NAME = "2019-01-cheshire-street.csv"


def a_crime(
    own: str = "",
    *,
    month: str = "2019-01",
    lon: str = "-2.520000",
    lat: str = "53.190000",
    street: str = "On or near Elm Road",
    area: str = "Cheshire West and Chester 031B",
    kind: str = BEHAVIOUR,
    outcome: str = "",
    force: str = FORCE,
) -> tuple[str, ...]:
    """Return a row of the street file: antisocial behaviour in Winsford unless told otherwise."""
    return (own, month, force, force, lon, lat, street, "E01018700" if area else "", area, kind, outcome, "")


def street_text(rows: Iterable[Sequence[str]], headings: Sequence[str] = HEADINGS) -> str:
    """Return rows as the text of a street file."""
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue()


def street_file(
    folder: Path, rows: Iterable[Sequence[str]], name: str = NAME, headings: Sequence[str] = HEADINGS
) -> Path:
    """Write rows as a street file and return its path."""
    path = folder / name
    path.write_text(street_text(rows, headings), encoding="utf-8", newline="")
    return path


def an_archive(folder: Path, parts: dict[str, str], name: str = "2019-02.zip") -> Path:
    """Write an archive of files by their names and return its path."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, text in parts.items():
            archive.writestr(each, text)
    return path
