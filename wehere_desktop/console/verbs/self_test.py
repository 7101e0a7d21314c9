"""`self-test`: the program tries itself out on this machine, installed or frozen, and says what works."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from datetime import datetime, time, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wehere_desktop.console import outcome
from wehere_desktop.console.asked import Asked, json_option
from wehere_desktop.console.speech import flush, say, tell
from wehere_desktop.console.verbs import all_verbs
from wehere_desktop.refusal import Fault, Refusal
from wehere_desktop.wording import counted, local_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wehere_desktop.records.beatbook import BeatBook

LARGEST_MAP = 3_000_000
# As `__main__` knows it: the window, which the console cannot reach, is tried by the program in another process
WINDOW_TRIAL = "window-self-test"
WINDOW_SECONDS = 120
KNOWN_POSTCODE = "CW1 2BJ"
"""Crewe's municipal buildings: in every edition of the postcodes for decades."""

ONE_POINT = b"\x1a\x0e\x0a\x01a\x12\x07\x18\x01\x22\x03\x09\x02\x02\x78\x02"
"""A vector tile with one layer, and in it one point."""


@click.command("self-test")
@json_option
@click.pass_obj
def self_test(asked: Asked) -> int:
    """Try the program out on this machine. Uses a folder of its own; no book is touched."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="wehere-self-test-", ignore_cleanup_errors=True) as folder:
        for name, trial in _trials(asked, Path(folder)):
            error = _tried(trial)
            failed += bool(error)
            if asked.json:
                tell({"trial": name, "works": not error, "error": error})
            else:
                say(f"{'FAILS' if error else 'works'}  {name}{': ' + error if error else ''}")
            flush()
    if not asked.json:
        say("Everything works." if not failed else f"{counted(failed, 'thing')} failed.")
    return outcome.REFUSED if failed else outcome.DONE


def _trials(asked: Asked, folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give each trial with its name; the later ones live on what the earlier made."""
    yield "the postcodes of Cheshire", _try_gazetteer
    with _laptop_apart(folder / "laptop"), contextlib.ExitStack() as stack:
        yield "verbs, intakes and handouts are found", _try_finding
        yield "reading a tile of a map pack", _try_tile
        books: list[BeatBook] = []
        yield "making a sealed book", lambda: books.append(stack.enter_context(_made_book(asked, folder)))
        for book in books:
            yield "logging a visit and taking it back", partial(_try_logging, book)
            yield "finding by words and near spellings", partial(_try_search, book)
            yield "printing a handout", partial(_try_handout, book)
            yield "making a map", partial(_try_map, book)
            yield "the book is sound", partial(_try_check, book)
        if _has_window():
            yield "every screen of the window, and its map", _try_window


def _tried(trial: Callable[[], None]) -> str:
    """Return nothing when the trial went well, else what went wrong, as words."""
    try:
        trial()
    except (Refusal, Fault) as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with this machine is the answer
        return f"{type(error).__name__}: {error}"
    return ""


@contextlib.contextmanager
def _laptop_apart(folder: Path) -> Iterator[None]:
    """Keep what belongs to this laptop out of it: the trial's book must leave no identity behind."""
    before = os.environ.get("WEHERE_HOME")
    os.environ["WEHERE_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["WEHERE_HOME"]
        else:
            os.environ["WEHERE_HOME"] = before


def _expect(right: object, otherwise: str) -> None:
    if not right:
        raise Fault(otherwise)


def _try_gazetteer() -> None:
    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records.reference import open_gazetteer

    gazetteer = open_gazetteer(laptop_folder())
    try:
        _expect(gazetteer.postcode(KNOWN_POSTCODE), f"{KNOWN_POSTCODE} is not known.")
    finally:
        gazetteer.close()


def _try_finding() -> None:
    from wehere_desktop.handouts.catalogue import find_handouts
    from wehere_desktop.intake import find_intakes

    _expect({"log-visit", "self-test"} <= set(all_verbs()), "The verbs are not all there.")
    _expect({"schools", "places", "contacts"} <= set(find_intakes()), "The intakes are not all there.")
    _expect("handout" in find_handouts(), "The handout is not there.")


def _try_tile() -> None:
    from wehere_desktop.formats.vector_tile import read_vector_tile

    read = read_vector_tile(ONE_POINT, lambda _: True)
    _expect(read and read[0].shapes[0].parts == (((1, 1),),), "A vector tile cannot be read.")


def _made_book(asked: Asked, folder: Path) -> BeatBook:
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.officer import Rank
    from wehere_desktop.neighbourhood.place import Place, PlaceKind
    from wehere_desktop.records import create_book

    world = asked.world
    passphrase = world.random_bytes(16).hex()
    book, _ = create_book(
        folder / "Self-test.wehere",
        passphrase,
        officer="Robin Vale",
        rank=Rank.INSPECTOR,
        lpu="Northwich",
        world=world,
        practice=True,
    )
    beat = book.beats.known_as("Winsford Wharton")[0]
    lat, lon = (float(each) for each in beat.anchors[0].split())
    evening = datetime.combine(world.today() + timedelta(days=10), time(19), tzinfo=local_zone())
    with book.change("Set up the trial"):
        hall = book.places.add(
            Place(
                id=world.new_id(),
                name="Elm Park Community Hall",
                place_kind=PlaceKind.COMMUNITY_HALL,
                beat=beat.id,
                latitude=lat,
                longitude=lon,
            )
        )
        book.meetings.add(Meeting(id=world.new_id(), beat=beat.id, title="Beat meeting", starts=evening, venue=hall.id))
    return book


def _try_logging(book: BeatBook) -> None:
    from wehere_desktop.neighbourhood.visit import Visit

    place = book.places.all()[0]
    with book.change("Log a visit"):
        book.visits.add(
            Visit(id=book.world.new_id(), on=book.world.today(), officer=book.holder, places=(place.id,), said="Hello.")
        )
    _expect(book.visits.count() == 1, "The visit was not kept.")
    book.undo()
    _expect(book.visits.count() == 0, "The visit was not taken back.")


def _try_search(book: BeatBook) -> None:
    _expect(book.search("elm comm"), "The hall is not found by the beginnings of its words.")
    _expect(book.search_near("Comunity"), "The hall is not found by a near spelling.")


def _try_handout(book: BeatBook) -> None:
    from wehere_desktop.handouts.catalogue import find_handouts

    paper = find_handouts()["handout"]
    made = paper.draw(paper.gather(book, book.meetings.all()[0].id, book.world.today()))
    _expect(made.pdf.startswith(b"%PDF-") and made.pages, "The handout is no PDF.")
    _expect(not made.missing, "The fonts are not all there.")


def _try_map(book: BeatBook) -> None:
    from wehere_desktop.maps.gather import gather
    from wehere_desktop.maps.page import map_page

    page = map_page(gather(book, today=book.world.today()))
    _expect("Elm Park Community Hall" in page, "The hall is not on the map.")
    _expect(len(page.encode()) <= LARGEST_MAP, "The map is too large.")


def _has_window() -> bool:
    try:
        return find_spec("PySide6") is not None
    except ModuleNotFoundError:
        return False


def _try_window() -> None:
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "wehere_desktop"]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            [*program, WINDOW_TRIAL], capture_output=True, text=True, timeout=WINDOW_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Fault(f"The window was not ready within {WINDOW_SECONDS} seconds.") from None
    said = done.stderr.strip().splitlines()
    _expect(done.returncode == 0, said[-1] if said and done.returncode == 1 else f"It ended with {done.returncode}.")


def _try_check(book: BeatBook) -> None:
    findings = book.check()
    _expect(not findings, " ".join(findings))


VERBS = (self_test,)
