"""Searching 100,000 records at each keystroke, against the same full-text query alone; then ranked and near ones."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.elm_park import a_book, a_contact, a_place
from wehere_desktop.records import BeatBook
from wehere_desktop.records.words import query_of

RECORDS = 100_000
A_FRAME = 16.0
A_MOMENT = 30.0
AGAINST_ALONE = 1.5
ROUNDS = 3

SAINTS = ("Mary", "Chad", "Luke", "Wilfrid", "Oswald", "Anne", "Peter", "Michael", "Alphege", "Bertoline")
TOWNS = ("Winsford", "Crewe", "Sandbach", "Runcorn", "Widnes", "Chester", "Macclesfield", "Knutsford", "Lymm", "Neston")
KINDS = ("Primary School", "Church", "Community Centre", "Care Home", "Farm", "Surgery", "Gospel Hall", "Stables")
FIRST = ("Helen", "Dele", "Sam", "Jo", "Aneta", "Rhys", "Siobhan", "Imran", "Mei", "Agnieszka", "Tom", "Grace")
TYPED = (
    "winsford",
    "st chad",
    "helen marsh",
    "gospel hall over",
    "primary sandbach",
    "k",
    "01632",
    "agnieszka",
    "lymm farm",
)
SLIPS = ("winsfrod", "helan marsh", "sanbdach", "gosple hall", "agnieska", "macclesfeild", "knutsfod surgery")


def measure() -> list[tuple[str, float, float] | tuple[str, float, float, str]]:
    """Return what was measured, its figure and its budget."""
    with tempfile.TemporaryDirectory() as folder, a_book(Path(folder)) as book:
        filled(book)
        keys = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
        ours = [_took(lambda text=text: book.search(text)) for _ in range(ROUNDS) for text in keys]  # type: ignore[misc]
        alone = [_took(lambda text=text: _alone(book, text)) for _ in range(ROUNDS) for text in keys]  # type: ignore[misc]
        ranked = [_took(lambda text=text: book.search_ranked(text)) for _ in range(ROUNDS) for text in keys]  # type: ignore[misc]
        near = [_took(lambda text=text: book.search_near(text)) for _ in range(ROUNDS) for text in SLIPS]  # type: ignore[misc]
        found = sum(bool(book.search_near(text)) for text in SLIPS)
    ratio = statistics.median(ours) / statistics.median(alone)
    return [
        (f"a keystroke among {RECORDS:,}, first 30, 95th percentile", _slow(ours), A_FRAME, "ms"),
        (
            f"a keystroke, middle {statistics.median(ours):.2f} ms, against the full-text query alone",
            ratio,
            AGAINST_ALONE,
        ),
        ("ranked, 95th percentile", _slow(ranked), A_MOMENT, "ms"),
        (f"near spellings, 95th percentile ({found} of {len(SLIPS)} slips found)", _slow(near), A_MOMENT, "ms"),
    ]


def filled(book: BeatBook) -> None:
    """Put half places, half people with made-up names into a book, the same each time."""
    chance = random.Random(2026)  # noqa: S311 - made-up names, the same each time
    places = [
        a_place(
            book,
            f"St {chance.choice(SAINTS)}'s {chance.choice(KINDS)}, {chance.choice(TOWNS)} {number % 997}",
            town=chance.choice(TOWNS),
            postcode=f"CW{number % 12 + 1} {number % 9 + 1}EP",
            phone=f"01632 960{number % 1000:03d}",
        )
        for number in range(RECORDS // 2)
    ]
    people = [
        a_contact(book, f"{chance.choice(FIRST)} {_surname(chance)}", phone=f"01632 960{number % 1000:03d}")
        for number in range(RECORDS // 2)
    ]
    with book.change("Fill", undoable=False):
        book.places.add_all(places)
        book.contacts.add_all(people)


def _surname(chance: random.Random) -> str:
    middles, ends = ("mar", "thorn", "wood", "hol", "ash", "brad", "kel"), ("sh", "ley", "croft", "ton", "down", "ford")
    return (chance.choice(middles) + chance.choice(middles) + chance.choice(ends)).capitalize()


def _alone(book: BeatBook, text: str) -> object:
    sql = 'SELECT "kind", "record", "title" FROM "search" WHERE "search" MATCH ? LIMIT 30'
    return book.db.execute(sql, (query_of(text),)).fetchall()


def _took(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _slow(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
