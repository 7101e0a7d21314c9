"""One change through the one door (record, journal, audit, search), against one durable insert of the same record."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from tests.elm_park import a_book, a_place
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.records import BeatBook
from wehere_desktop.records.rows import columns_of, instant_text, raw_of

BUDGET = 2.5
SLOWEST = 3.0
TIMES = 400
ALREADY_THERE = 10_000


def _place(book: BeatBook, number: int) -> Place:
    return a_place(
        book,
        f"Elm Park Primary School {number}",
        street="School Road",
        town="Winsford",
        postcode="CW7 3EP",
        latitude=53.19 + number / 1e6,
        longitude=-2.52,
        phone="01632 960417",
        source="gias",
        reference=str(number),
        notes="Side gate after nine",
    )


def measure() -> list[tuple[str, float, float] | tuple[str, float, float, str]]:
    """Return what was measured, its figure and its budget; both acts take turns in one file."""
    with tempfile.TemporaryDirectory() as folder, a_book(Path(folder)) as book:
        with book.change("Fill", undoable=False):
            book.places.add_all([_place(book, number) for number in range(ALREADY_THERE)])
        insert = columns_of(Place).insert
        ours: list[float] = []
        bare: list[float] = []
        for number in range(TIMES):
            place = _place(book, ALREADY_THERE + number)
            began = time.perf_counter()
            with book.change(f"Add {place.name}"):
                book.places.add(place)
            ours.append(time.perf_counter() - began)
            other = _place(book, ALREADY_THERE + TIMES + number)
            at = instant_text(book.world.now())
            row = (other.id, *raw_of(other).values(), at, at, book.holder)
            began = time.perf_counter()
            with book.db.atomic():
                book.db.execute(insert, row)
            bare.append(time.perf_counter() - began)
    ratio = statistics.median(ours) / statistics.median(bare)
    slow = sorted(ours)[int(TIMES * 0.95)] * 1000
    medians = f"{statistics.median(ours) * 1000:.2f} ms; bare insert {statistics.median(bare) * 1000:.2f} ms"
    return [
        (f"one change in a book of 10,000 places: {medians}", ratio, BUDGET),
        ("one change, 95th percentile", slow, SLOWEST, "ms"),
    ]
