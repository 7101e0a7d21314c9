"""From the start of the process to Today painted with a book of 10,000 places, against a bare main window; and memory.

The passphrase is given the moment it can be. The book's key is sealed as lightly as the sealing allows, so that
stretching the passphrase, which is meant to take its time, stays out of what is measured; how long it takes is told.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path

import psutil

from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer, Place, PlaceKind
from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.records import BeatBook, create_book, real_world
from wehere_desktop.sealing import FULL_SETTINGS, PRACTICE_SETTINGS, seal_key

PLACES = 10_000
VISITS = 20_000
TIMES = 7
LONGEST = 60.0
"""Seconds after which a window that has not come up never will."""
START_BUDGET = 3.5
MEMORY_BUDGET = 2.3
PASSPHRASE = "a bench in the park"  # noqa: S105 - opens a book made here and nothing else


def measure() -> list[tuple[str, float, float]]:
    """Return what was measured, its ratio to a bare window in the same run, and the budget."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        surroundings = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "WEHERE_HOME": str(root / "laptop"),
            "PYTHONPYCACHEPREFIX": str(root / "compiled"),
        }
        # Compiled once and kept, as in any installed program
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        book = root / "Bench.wehere"
        make_book(book)
        started: dict[str, list[float]] = {"bare": [], "today": []}
        memory: dict[str, list[int]] = {"bare": [], "today": []}
        for number in range(TIMES + 1):
            for name, more in (("bare", ()), ("today", (str(book), PASSPHRASE))):
                took, held = _run(name, *more, surroundings=surroundings)
                # The first of each compiles, and reads the toolkit from the disk
                if number:
                    started[name].append(took)
                    memory[name].append(held)
    ours, bare = (statistics.median(started[name]) for name in ("today", "bare"))
    at_rest, bare_at_rest = (statistics.median(memory[name]) for name in ("today", "bare"))
    apart = f"the passphrase, {_stretching():.2f} s, apart"
    return [
        (
            f"start to Today, {PLACES:,} places: {ours:.2f} s; bare window {bare:.2f} s; {apart}",
            ours / bare,
            START_BUDGET,
        ),
        (
            f"memory at rest: {at_rest / 2**20:.0f} MB; bare window {bare_at_rest / 2**20:.0f} MB",
            at_rest / bare_at_rest,
            MEMORY_BUDGET,
        ),
    ]


def make_book(folder: Path, *, places: int = PLACES, visits: int = VISITS) -> None:
    """Make a book of made-up places over the whole force, two visits to each on average."""
    book, _ = create_book(
        folder,
        PASSPHRASE,
        officer="Ann Example",
        rank=Rank.PCSO,
        lpu="Chester",
        world=real_world(),
        settings=PRACTICE_SETTINGS,
    )
    with book, book.change("Fill", undoable=False):
        fill(book, places=places, visits=visits)


def fill(book: BeatBook, *, places: int, visits: int) -> None:
    """Put made-up places, visits and named officers into the open change of a book, the same each time."""
    chance = random.Random(2026)  # noqa: S311 - made-up places, the same each time
    new_id, today = book.world.new_id, book.world.today()
    beats = [each.id for each in book.beats.all()]
    (officer, *_) = book.officers.all()
    added = book.places.add_all(
        [
            Place(
                id=new_id(),
                name=f"{chance.choice(_TREES)} {chance.choice(_WATERS)} {chance.choice(_HOUSES)} {number % 997}",
                place_kind=chance.choice(list(PlaceKind)),
                street=f"{chance.choice(_TREES)} Lane",
                town=chance.choice(_TOWNS),
                postcode=f"CW{number % 12 + 1} {number % 9 + 1}EP",
                latitude=53.0 + chance.random() / 3,
                longitude=-2.9 + chance.random() / 2,
                beat=chance.choice(beats),
            )
            for number in range(places)
        ]
    )
    book.visits.add_all(
        [
            Visit(
                id=new_id(),
                on=today - timedelta(days=chance.randrange(900)),
                officer=officer.id,
                places=(chance.choice(added).id,),
                said="Spoke about parking at the gate",
            )
            for _ in range(visits)
        ]
    )
    book.named_officers.add_all(
        [
            NamedOfficer(
                id=new_id(), place=each.id, officer=officer.id, duty=Duty.MAIN, starts=today - timedelta(days=100)
            )
            for each in added[::3]
        ]
    )


_TREES = ("Alder", "Ash", "Beech", "Birch", "Cedar", "Elm", "Hazel", "Holly", "Larch", "Maple", "Oak", "Rowan")
_WATERS = ("Brook", "Ford", "Mere", "Moss", "Pool", "Wells", "Weir", "Lock")
_HOUSES = ("Primary School", "Church", "Farm", "Surgery", "Library", "Care Home", "Community Centre", "Stores")
_TOWNS = (
    "Winsford",
    "Crewe",
    "Sandbach",
    "Runcorn",
    "Widnes",
    "Chester",
    "Macclesfield",
    "Knutsford",
    "Lymm",
    "Neston",
)


def _run(name: str, *more: str, surroundings: dict[str, str]) -> tuple[float, int]:
    """Return the seconds until a window was painted, and the bytes of memory it holds when it has come to rest."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.painted", name, *more],
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("A window was started without pipes.")
        alarm = threading.Timer(LONGEST, child.kill)
        alarm.start()
        told = child.stdout.readline()
        took = time.perf_counter() - began
        told += child.stdout.readline()
        alarm.cancel()
        if told.split("\n") != ["painted", "at rest", ""]:
            raise RuntimeError(f"The window “{name}” did not come up; it told {told!r}.")
        return took, int(psutil.Process(child.pid).memory_info().rss)


def _stretching() -> float:
    began = time.perf_counter()
    seal_key(bytes(32), PASSPHRASE, salt=bytes(16), nonce=bytes(12), settings=FULL_SETTINGS, bound_to=b"bench")
    return time.perf_counter() - began
