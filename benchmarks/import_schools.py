"""How long 50,000 schools of 40 columns take to bring in, against reading them and one insert into plain SQLite.

Measured as a force meets it, with the country's register of which one school in forty-eight is Cheshire's, and at the
worst, with every one of them in Cheshire and new. Processor time is compared, so that other work on the machine does
not decide.
"""

from __future__ import annotations

import csv
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

from wehere_desktop.intake import apply, propose
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import to_grid
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records import create_book, real_world
from wehere_desktop.records.force_structure import authorities
from wehere_desktop.records.reference import Gazetteer, open_gazetteer

SCHOOLS = 50_000
BUDGET = 10.0
NATIONAL = 48
"""The schools register holds about 50,000 schools, of which about 1,050 are Cheshire's."""

HEADINGS = (
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "EstablishmentName",
    "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (code)",
    "EstablishmentStatus (name)",
    "OpenDate",
    "CloseDate",
    "PhaseOfEducation (code)",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "Boarders (name)",
    "OfficialSixthForm (name)",
    "Gender (name)",
    "ReligiousCharacter (name)",
    "AdmissionsPolicy (name)",
    "SchoolCapacity",
    "NumberOfPupils",
    "UKPRN",
    "LastChangedDate",
    "Street",
    "Locality",
    "Address3",
    "Town",
    "County (name)",
    "Postcode",
    "SchoolWebsite",
    "TelephoneNum",
    "AdministrativeWard (name)",
    "ParliamentaryConstituency (name)",
    "UrbanRural (name)",
    "Easting",
    "Northing",
    "MSOA (name)",
    "LSOA (name)",
    "UPRN",
)
_WORDS = [
    "Alder",
    "Ash",
    "Beech",
    "Birch",
    "Brook",
    "Castle",
    "Cedar",
    "Chapel",
    "Cross",
    "Dale",
    "Elm",
    "Fern",
    "Field",
    "Ford",
    "Glen",
    "Grange",
    "Green",
    "Grove",
    "Hazel",
    "Heath",
    "High",
    "Hill",
    "Holly",
    "Lake",
    "Lane",
    "Larch",
    "Lime",
    "Low",
    "Manor",
    "Marsh",
    "Mead",
    "Mere",
    "Mill",
    "Moor",
    "Moss",
    "North",
    "Oak",
    "Park",
    "Pine",
    "Priory",
    "River",
    "Rowan",
    "South",
    "Spring",
    "Stone",
    "Vale",
    "Water",
    "West",
    "Willow",
    "Wood",
    "Wych",
    "Yew",
]


def make_file(path: Path, gazetteer: Gazetteer, *, schools: int = SCHOOLS, one_in: int = 1, seed: int = 7) -> None:
    """Write a file in the layout of the schools register, of made-up schools at Cheshire's real postcodes.

    Every `one_in`th lies in Cheshire; the others say that they belong to an authority elsewhere.
    """
    chance = random.Random(seed)  # noqa: S311 - made-up schools, not secrets
    ours = {each.code: each for each in authorities()}
    points = list(gazetteer.points(ours))
    chance.shuffle(points)
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, point in enumerate(islice(cycle(points), schools)):
            near = Position(point.position.lat + chance.uniform(-9, 9) / 10_000, point.position.lon)
            east, north = to_grid(near)
            name = f"{chance.choice(_WORDS)} {chance.choice(_WORDS)} {chance.choice(_WORDS)} Primary School"
            authority = ours[point.authority]
            code, called = (authority.register_code, authority.name) if number % one_in == 0 else ("330", "Birmingham")
            writer.writerow(
                [
                    200_000 + number,
                    code,
                    called,
                    chance.randrange(1000, 9999),
                    name,
                    "01",
                    "Community school",
                    "1",
                    "Open",
                    "01-09-1978",
                    "",
                    "2",
                    "Primary",
                    4,
                    11,
                    "No boarders",
                    "Does not have a sixth form",
                    "Mixed",
                    "Does not apply",
                    "Not applicable",
                    420,
                    chance.randrange(60, 420),
                    10_000_000 + number,
                    "14-10-2026",
                    f"{chance.choice(_WORDS)} Lane",
                    f"{chance.choice(_WORDS)}ton",
                    "",
                    "Chester",
                    "Cheshire",
                    point.postcode,
                    f"www.school{number}.example.org",
                    f"01244{number:06}",
                    f"{chance.choice(_WORDS)} Ward",
                    "Eddisbury",
                    "(England/Wales) Urban city and town",
                    round(east),
                    round(north),
                    "Cheshire West and Chester 012",
                    "Cheshire West and Chester 012A",
                    200_000_000_000 + number,
                ]
            )


def plain_insert(file: Path, database: Path) -> float:
    """Return the seconds that `csv.reader` and one `executemany` into plain SQLite take for the same file."""
    marks = ", ".join("?" * len(HEADINGS))
    database.unlink(missing_ok=True)
    started = time.process_time()
    connection = sqlite3.connect(database)
    with file.open(encoding="cp1252", newline="") as rows, connection:
        reader = csv.reader(rows)
        names = ", ".join(f'"{heading}"' for heading in next(reader))
        connection.execute(f"CREATE TABLE school ({names})")
        connection.executemany(f"INSERT INTO school VALUES ({marks})", reader)  # noqa: S608 - marks alone
    connection.close()
    return time.process_time() - started


def measure(*, schools: int = SCHOOLS) -> list[tuple[str, float, float]]:
    """Return what was measured, its ratio to the plain insert of the same file in the same run, and the budget."""
    found: list[tuple[str, float, float]] = []
    with tempfile.TemporaryDirectory() as folder, closing(open_gazetteer(laptop_folder())) as gazetteer:
        for what, one_in in (("the country's register", NATIONAL), ("all in Cheshire", 1)):
            root = Path(folder) / what
            root.mkdir()
            file = root / "edubasealldata20261014.csv"
            make_file(file, gazetteer, schools=schools, one_in=one_in)
            found += [
                (f"import of {schools:,} schools, {what}, {label}", ratio, BUDGET)
                for label, ratio in _ratios(root, file, gazetteer)
            ]
    return found


def _ratios(root: Path, file: Path, gazetteer: Gazetteer) -> Iterator[tuple[str, float]]:
    plain = min(plain_insert(file, root / "plain.db") for _ in range(3))
    book, _ = create_book(
        root / "bench.wehere",
        "a bench in the park",
        officer="Ann Example",
        rank=Rank.PCSO,
        lpu="Chester",
        world=real_world(),
    )
    with book:
        for what in ("brought in", "read again, unchanged"):
            started = time.process_time()
            proposal = propose(book, "schools", file, gazetteer)
            apply(book, proposal, duplicates="new")
            yield what, (time.process_time() - started) / plain
