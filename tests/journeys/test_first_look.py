"""What a newcomer sees first: a practice book, a handout to pin up, and a map, from one verb."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.console.terminal import ROOT, ran
from tests.elm_park import QUICK_SEAL, TODAY, a_place, still_world
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.records import create_book

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("laptop_with_postcodes")


def a_small_practice_book(folder: Path) -> None:
    """Make a practice book that holds one hall and one meeting."""
    book, _ = create_book(
        folder,
        "practice",
        officer="Robin Vale",
        rank=Rank.INSPECTOR,
        lpu="Northwich",
        world=still_world(),
        practice=True,
        settings=QUICK_SEAL,
    )
    with book, book.change("Set up"):
        beat = book.beats.known_as("Winsford Wharton")[0]
        hall = book.places.add(a_place(book, "Elm Park Hall", beat=beat.id, latitude=53.195, longitude=-2.501))
        starts = datetime(2026, 12, 30, 19, tzinfo=UTC)
        meeting = Meeting(id=book.world.new_id(), beat=beat.id, title="Beat meeting", starts=starts, venue=hall.id)
        book.meetings.add(meeting)


def first_quarter_of_an_hour() -> list[list[str]]:
    """Return the words of the handbook's first examples, but for the making of the book itself."""
    page = (ROOT / "docs" / "handbook" / "console.md").read_text(encoding="utf-8")
    shown = page.split("## A first quarter of an hour")[1].split("```")[1]
    return [shlex.split(line)[1:] for line in shown.splitlines() if line and "demo" not in line]


@pytest.mark.long
def test_that_a_newcomer_gets_a_book_a_handout_and_a_map_beside_what_is_there_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "WeHere"
    (home / "Practice.wehere").mkdir(parents=True)
    (home / "Practice.wehere" / "keys.json").write_text("not keys", encoding="utf-8")
    done = ran("first-look", "--folder", home, world=still_world())
    assert done.code == 0, done.err
    fresh = home / "Practice 2026-11-22.wehere"
    assert f"The practice book, in which nothing is real: {fresh}" in done.out
    assert (home / "Handout - Winsford Wharton.pdf").read_bytes().startswith(b"%PDF-")
    assert "Winsford Wharton" in (home / "Map.html").read_text(encoding="utf-8")
    assert ran("--book", fresh, "check", world=still_world()).out == "The book is sound.\n"
    assert (home / "Practice.wehere" / "keys.json").read_text(encoding="utf-8") == "not keys"
    monkeypatch.chdir(tmp_path)
    for words in first_quarter_of_an_hour():
        told = ran(*(str(fresh) if word == "Practice" else word for word in words), world=still_world(seed=words[-1]))
        assert (told.code, told.err) == (0, ""), words
        assert told.out
    assert {"handout.pdf", "map.html"} <= {file.name for file in tmp_path.iterdir()}


def test_that_a_practice_book_of_the_last_two_weeks_is_kept(tmp_path: Path) -> None:
    a_small_practice_book(tmp_path / "Practice.wehere")
    for number, days in enumerate((0, 14)):
        world = still_world(TODAY + timedelta(days=days), seed=f"look {number}")
        done = ran("first-look", "--folder", tmp_path, "--json", world=world)
        assert done.code == 0, done.err
        assert done.told[0]["book"] == str(tmp_path / "Practice.wehere")
    assert "Elm Park Hall" in (tmp_path / "Map.html").read_text(encoding="utf-8")


def test_that_the_program_can_try_itself_out_and_leaves_no_trace(laptop_home: Path) -> None:
    before = sorted(laptop_home.iterdir())
    done = ran("self-test")
    assert done.code == 0, done.out
    assert done.out.endswith("Everything works.\n")
    assert len(done.out.splitlines()) == 10
    assert sorted(laptop_home.iterdir()) == before
