"""The last contact kept in a place's own row is the one its visits say, whatever is done, undone, merged or erased."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.elm_park import PASSPHRASE, TODAY, a_book, a_book_made_anew, a_place, a_visit, reopened, still_world
from wehere_desktop.records import BeatBook, open_book, place_list
from wehere_desktop.records.database import rows
from wehere_desktop.records.due_day import due_day, due_rules
from wehere_desktop.records.place_list import PlacesWanted
from wehere_desktop.records.steps import STEPS, Step
from wehere_desktop.records.tending import merge_places
from wehere_desktop.refusal import Refusal

DEEDS = ("log", "log at two", "move", "turn", "drop", "rename", "take out", "merge", "erase", "undo", "redo")


def seen(book: BeatBook) -> dict[str, str]:
    """Return what is kept in the row of each place that was ever seen."""
    return dict(rows(book.db, 'SELECT "id", "seen" FROM "place" WHERE "seen" IS NOT NULL'))


def asked_anew(book: BeatBook) -> dict[str, str]:
    """Return the last contact with each place by reading every visit."""
    found: dict[str, str] = {}
    for visit in book.visits.all():
        for place in visit.places:
            assert visit.on is not None
            found[place] = max(found.get(place, ""), visit.on.isoformat())
    return found


def do(book: BeatBook, deed: str, number: int) -> None:
    """Do one thing, inside the open change, to whichever records the number comes upon."""
    places = [each.id for each in book.places.all()]
    visits = [each.id for each in book.visits.all()]
    place, beside = places[number % len(places)], places[(number + 1) % len(places)]
    visit = visits[number % len(visits)] if visits else ""
    day = book.world.today() - timedelta(days=number)
    if deed == "log":
        book.visits.add(a_visit(book, place, day))
    elif deed == "log at two":
        book.visits.add(replace(a_visit(book, place, day), places=tuple(dict.fromkeys((place, beside)))))
    elif deed == "rename":
        book.places.amend(place, name=f"Renamed {number}")
    elif deed == "take out" and place != beside:
        for each in book.visits.of_place(place):
            book.visits.remove(each.id)
        book.places.remove(place)
    elif deed == "merge" and place != beside:
        merge_places(book, place, beside, today=book.world.today())
    elif deed == "move" and visit:
        book.visits.amend(visit, on=day)
    elif deed == "turn" and visit:
        book.visits.amend(visit, places=(place,))
    elif deed == "drop" and visit:
        book.visits.remove(visit)


@settings(max_examples=25)
@given(steps=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 40)), max_size=14))
def test_that_what_is_kept_is_what_the_visits_say_after_any_run_of_changes(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, a_book(Path(folder)) as book:
        with book.change("Begin", undoable=False):
            book.places.add_all([a_place(book, f"Place {number}") for number in range(3)])
        for deed, number in steps:
            # There may be nothing to undo, and what was erased may be neither changed nor taken out
            with contextlib.suppress(Refusal):
                if deed in {"undo", "redo"}:
                    (book.undo if deed == "undo" else book.redo)()
                elif deed == "erase":
                    book.erase("place", book.places.all()[number % book.places.count()].id, reason="Asked for")
                else:
                    with book.change(deed):
                        do(book, deed, number)
            assert seen(book) == asked_anew(book)
        wanted = asked_anew(book)
        listed = book.places.listed(PlacesWanted(), today=TODAY, order="seen")
        assert [wanted[each] for each in listed[: len(wanted)]] == sorted(wanted.values())


def test_that_a_place_which_comes_back_after_its_visits_has_them(book: BeatBook) -> None:
    with book.change("Add"):
        place = book.places.add(a_place(book))
    with book.change("Visit first, place second"):
        book.places.remove(place.id)
        book.visits.add(a_visit(book, place.id))
        book.places.add(place)
    assert seen(book) == {place.id: book.world.today().isoformat()}
    assert seen(reopened(book)) == {place.id: book.world.today().isoformat()}


@pytest.fixture
def before_it_was_kept() -> Iterator[list[Step]]:
    """The program as it was before the step; what is taken off is to be put back."""
    later = STEPS[4:]
    del STEPS[4:]
    yield later
    STEPS.extend(each for each in later if each not in STEPS)


def test_that_an_older_book_is_told_when_its_places_were_seen(tmp_path: Path, before_it_was_kept: list[Step]) -> None:
    with a_book_made_anew(tmp_path, still_world()) as older:
        with older.change("Fill"):
            first, second = (older.places.add(a_place(older, name)) for name in ("Ash", "Beech"))
            for days in (9, 2, 30):
                older.visits.add(a_visit(older, first.id, TODAY - timedelta(days=days)))
        assert "seen" not in {row[1] for row in rows(older.db, 'PRAGMA table_info("place")')}
    STEPS.extend(before_it_was_kept)
    with open_book(older.folder, PASSPHRASE, world=still_world()) as book:
        assert seen(book) == {first.id: (TODAY - timedelta(days=2)).isoformat()}
        assert book.check() == []
        with book.change("Log"):
            book.visits.add(a_visit(book, second.id))
        assert seen(book) == asked_anew(book)
        assert book.places.listed(PlacesWanted(), today=TODAY, order="seen") == [first.id, second.id]


def test_that_a_long_list_is_read_from_its_index_alone(book: BeatBook) -> None:
    asked: list[str] = []

    def plans(sql: str, given: tuple[object, ...]) -> list[tuple[object, ...]]:
        asked.extend(row[3] for row in rows(book.db, f"EXPLAIN QUERY PLAN {sql}", given))
        return rows(book.db, sql, given)

    due = due_day(book, due_rules(book, TODAY), TODAY)
    for order in ("seen", "due"):
        place_list.listed(plans, PlacesWanted(), today=TODAY, order=order, descending=False, due=due)
    assert [each for each in asked if " p " in each] == ["SCAN p USING COVERING INDEX place_by_name"] * 2
