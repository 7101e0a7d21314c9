"""How long 500,000 crimes take to bring in, against reading them and one insert into plain SQLite.

Five years of a county, as the archive of data.police.uk has them, a file for each month. Processor time is compared,
so that other work on the machine does not decide; unpacking the archive counts against us alone.
"""

from __future__ import annotations

import csv
import io
import random
import sqlite3
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path

from wehere_desktop.intake.crimes import bring_in_crimes
from wehere_desktop.neighbourhood.crime import month_text
from wehere_desktop.records.crime_points import Crimes, open_crimes
from wehere_desktop.records.point_field import View

CRIMES = 500_000
BUDGET = 3.0
MONTHS, SPOTS = 60, 12_000
FIRST = 2020 * 12
TODAY = date(2026, 11, 22)
HEADINGS = (
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"),
    *("LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
)
_KINDS = (
    *("Violence and sexual offences", "Public order", "Criminal damage and arson", "Other theft", "Shoplifting"),
    *("Burglary", "Vehicle crime", "Drugs", "Other crime", "Robbery", "Anti-social behaviour", "Anti-social behaviour"),
)
_OUTCOMES = (
    *("Unable to prosecute suspect", "Investigation complete; no suspect identified", "Under investigation"),
    *("Local resolution", "Awaiting court outcome", "Status update unavailable"),
)
VIEW = View(53.05, -2.95, 53.40, -2.15, 10)


def make_files(folder: Path, *, crimes: int = CRIMES) -> tuple[Path, Path]:
    """Write made-up crimes as an archive of months, and the same rows as one CSV file; return both paths."""
    chance = random.Random(3)  # noqa: S311 - made-up crimes, not secrets
    spots = [
        (
            f"{-3.0 + chance.random() * 0.9:.6f}",
            f"{53.0 + chance.random() * 0.45:.6f}",
            f"On or near Street {at}",
            f"E0101{at % 900:04}",
            f"{('Cheshire East', 'Halton', 'Warrington')[at % 3]} {at % 90:03}A",
        )
        for at in range(SPOTS)
    ]
    archive, whole = folder / "crimes.zip", folder / "crimes.csv"
    with (
        zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        whole.open("w", encoding="utf-8") as flat,
    ):
        csv.writer(flat).writerow(HEADINGS)
        for at in range(MONTHS):
            month, part = month_text(FIRST + at), io.StringIO()
            writer = csv.writer(part)
            for _ in range(crimes // MONTHS):
                kind = chance.choice(_KINDS)
                behaviour = kind.startswith("Anti")
                writer.writerow(
                    [
                        "" if behaviour else f"{chance.getrandbits(256):064x}",
                        month,
                        "Cheshire Constabulary",
                        "Cheshire Constabulary",
                        # A few points have most of the crimes, as in any town
                        *spots[int(SPOTS * chance.random() ** 3)],
                        kind,
                        "" if behaviour else chance.choice(_OUTCOMES),
                        "",
                    ]
                )
            flat.write(part.getvalue())
            heading = ",".join(HEADINGS)
            packed.writestr(f"{month}/{month}-cheshire-street.csv", f"{heading}\r\n{part.getvalue()}")
    return archive, whole


def plain_insert(file: Path, database: Path) -> float:
    """Return the seconds that `csv.reader` and one `executemany` into plain SQLite take for the same rows."""
    database.unlink(missing_ok=True)
    started = time.process_time()
    connection = sqlite3.connect(database)
    with file.open(encoding="utf-8", newline="") as rows, connection:
        reader = csv.reader(rows)
        names = ", ".join(f'"{heading}"' for heading in next(reader))
        connection.execute(f"CREATE TABLE crime ({names})")
        connection.executemany("INSERT INTO crime VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", reader)
    connection.close()
    return time.process_time() - started


def measure(*, crimes: int = CRIMES) -> list[tuple[object, ...]]:
    """Return the ratios of the first import and of the same file again, and how long the map's questions take."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive, whole = make_files(folder, crimes=crimes)
        plain = min(plain_insert(whole, folder / "plain.db") for _ in range(3))
        found: list[tuple[object, ...]] = []
        for what in ("brought in", "the same again"):
            started = time.process_time()
            bring_in_crimes(folder, archive, today=TODAY)
            found.append((f"import of {crimes:,} crimes, {what}", (time.process_time() - started) / plain, BUDGET))
        with open_crimes(folder) as held:
            found += _asked(held)
    return found


def _asked(held: Crimes) -> list[tuple[object, ...]]:
    months = held.months()
    started = time.process_time()
    field = held.on_map(months)
    laid_out = time.process_time() - started
    started = time.process_time()
    for zoom in range(8, 19):
        field.shown(View(VIEW.south, VIEW.west, VIEW.north, VIEW.east, zoom))
    shown = (time.process_time() - started) / 11
    return [
        ("crimes: all months laid out for the map, once for each choice", laid_out * 1000, 1000.0, "ms"),
        ("crimes: one view of them", shown * 1000, 16.0, "ms"),
    ]
