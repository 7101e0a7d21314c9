"""A first day by clicks and keys: a book, its schools, officers named, visits logged, locked and left; nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes
from tests.journeys_window.hands import CONTROL, SHIFT, Hands
from tests.real_files import real_file
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import Tone
from wehere_desktop.records import BeatBook

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]

WORDS = "four grey herons by the mere"
SCHOOLS = 525
CALLS = (
    ("Leftwich", "Asked about the crossing patrol"),
    ("Weaverham", "Left the winter safety leaflets"),
    ("Winnington", "Met the new head"),
    ("Moulton", "Parking at the gate"),
    ("Cuddington", "Walked the perimeter with the caretaker"),
)


def make_a_book(at: Hands, folder: Path) -> None:
    at.click("Make a new book")
    at.type("Robin Vale")
    at.tab()
    at.type("Insp")
    at.tab()
    at.type("Nor")
    at.click_field("Name of the book")
    at.type("Northwich team")
    at.click_field("Folder")
    at.replace(str(folder))
    at.tab()
    at.type(WORDS)
    at.tab()
    at.type(WORDS)
    at.key(Qt.Key.Key_Return)
    at.until(lambda: bool(at.window.sign_in.new_book.code.words()))
    at.key(Qt.Key.Key_Space)
    at.click("Open the book")
    at.until(lambda: at.window.page is not None)
    at.wait()


def bring_in_the_schools(at: Hands) -> None:
    at.click("Bring in")
    at.click("Choose files to bring in")
    at.click("Read the file")
    settle = next((words for words in _buttons(at) if words.startswith("Settle")), "")
    if settle:
        at.click(settle)
        for _ in range(int(settle.split()[1])):
            at.key(Qt.Key.Key_N)
    at.click("Go on")
    at.click("Bring in 525 schools")
    at.until(lambda: at.book.places.count() == SCHOOLS)


def _buttons(at: Hands) -> list[str]:
    from wehere_desktop.desk.pieces import Button

    return [each.text() for each in at.window.findChildren(Button) if each.isVisible()]


def add_an_officer(at: Hands, name: str, number: str) -> None:
    officers = at.book.officers.count()
    at.click("Team")
    at.click("Add an officer")
    at.type(name)
    at.click_field("Collar number")
    at.type(number)
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: at.book.officers.count() == officers + 1)


def name_officers(at: Hands) -> int:
    """Name one officer for every place in the list, then another for the first of them; return how many that were."""
    at.key(Qt.Key.Key_2, CONTROL)
    at.click_field("Filter the list")
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_A, CONTROL)
    at.click("Name an officer for all places chosen")
    at.type("Sam Ashd")
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: at.book.named_officers.count() > 0)
    named = at.book.named_officers.count()
    at.click("Choose none of them")
    at.key(Qt.Key.Key_N, CONTROL | SHIFT)
    at.type("Dele Oye")
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: at.book.named_officers.count() == named + 1)
    return named


def log_a_visit(at: Hands, place: str, purpose: str) -> None:
    before = at.book.visits.count()
    at.key(Qt.Key.Key_L, CONTROL)
    at.type(place)
    at.key(Qt.Key.Key_Return)
    at.click_field("Purpose")
    at.type(purpose)
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: at.book.visits.count() == before + 1)


def find_one_misspelt(at: Hands) -> None:
    at.key(Qt.Key.Key_K, CONTROL)
    at.type("Wevaerham")
    found = at.page.bar.search.list.titles()
    assert any("Weaverham" in title for title in found), found
    at.key(Qt.Key.Key_Return)
    assert at.page.stage.name == "places"


def lock_and_unlock(at: Hands) -> None:
    shown = at.page.stage.name
    at.key(Qt.Key.Key_L, CONTROL | SHIFT)
    assert at.window.locked
    at.type("not the words")
    at.key(Qt.Key.Key_Return)
    assert at.window.locked
    at.replace(WORDS)
    at.key(Qt.Key.Key_Return)
    at.until(lambda: not at.window.locked)
    assert at.page.stage.name == shown


def what_it_holds(book: BeatBook) -> dict[str, list[str]]:
    """Return the book's words, to be compared."""
    return {
        "places": sorted(each.name for each in book.places.all()),
        "officers": sorted(f"{each.rank} {each.name} {each.number}" for each in book.officers.all()),
        "named": sorted(f"{each.place} {each.officer} {each.duty} {each.starts}" for each in book.named_officers.all()),
        "visits": [f"{each.on} {each.places} {each.purpose}" for each in book.visits.all()],
    }


@pytest.mark.long
def test_that_nothing_of_a_first_day_is_lost(look: Look, tmp_path: Path, laptop_with_postcodes: Path) -> None:
    schools = real_file("schools/cheshire_schools_2026_latlon.csv")
    with Hands(look, files=[schools]) as at:
        make_a_book(at, tmp_path)
        assert at.book.officers.get(at.book.holder).name == "Robin Vale"
        bring_in_the_schools(at)
        add_an_officer(at, "Sam Ashdown", "4417")
        add_an_officer(at, "Dele Oyelaran", "2290")
        assert name_officers(at) > 1
        for place, purpose in CALLS:
            log_a_visit(at, place, purpose)
        find_one_misspelt(at)
        at.key(Qt.Key.Key_Z, CONTROL)
        at.until(lambda: at.book.visits.count() == len(CALLS) - 1)
        held = what_it_holds(at.book)
        assert len(held["places"]) == SCHOOLS
        assert [purpose for _, purpose in CALLS[:-1]] == [words.partition(") ")[2] for words in held["visits"]]
        lock_and_unlock(at)
        shown = at.page.stage.name
        assert [each.sentence for each in at.notices.heard if each.tone is Tone.FAULT] == []
    with Hands(look) as again:
        again.type(WORDS)
        again.key(Qt.Key.Key_Return)
        again.until(lambda: again.window.page is not None)
        assert what_it_holds(again.book) == held
        assert again.page.stage.name == shown
