"""What a person chooses of the list stays on the laptop: filters, columns, widths and order; damage does no harm."""

from __future__ import annotations

import json

import pytest
from PySide6.QtTest import QTest

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY, a_place, an_officer
from tests.screens.places.conftest import Shown
from tests.screens.places.on_the_page import names
from wehere_desktop.desk.chosen import FILTERS, ME, MINE, Chosen, Narrowed, kept_for, last_chosen
from wehere_desktop.desk.place_filters import PlaceFilters
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.place import NamedOfficer, PlaceKind
from wehere_desktop.preferences import read_setting, write_setting
from wehere_desktop.records import BeatBook
from wehere_desktop.records.place_list import Standing
from wehere_desktop.screens.places.columns import COLUMNS
from wehere_desktop.screens.places.page import Places


@pytest.fixture
def two(book: BeatBook) -> list[str]:
    """A school that Sam Ashdown is named for and a pub of the holder's, on Winsford Wharton; their ids."""
    beat = book.beats.known_as("Winsford Wharton")[0].id
    with book.change("Set up two places"):
        school = book.places.add(a_place(book, "Elm School", beat=beat)).id
        pub = book.places.add(a_place(book, "The Oak", beat=beat, place_kind=PlaceKind.PUB)).id
        sam = book.officers.add(an_officer(book, "Sam Ashdown")).id
        for place, officer in ((school, sam), (pub, book.holder)):
            book.named_officers.add(NamedOfficer(id=book.world.new_id(), place=place, officer=officer, starts=TODAY))
    return [school, pub]


def another_page(desk: Desk) -> Places:
    """Return a page as it comes up the next time."""
    page = Places(desk)
    page.resize(1182, 688)
    return page


def test_that_the_list_narrows_to_one_officers_places(two: list[str], shown: Shown, desk: Desk) -> None:
    sam = desk.book.named_officers.of_place(two[0], TODAY)[0].officer
    for officer, expected in ((sam, ["Elm School"]), (ME, ["The Oak"]), ("", ["Elm School", "The Oak"])):
        shown.page.filters.want_officer(officer)
        settle(desk)
        assert sorted(names(shown)) == expected


def test_that_filters_are_there_again_the_next_time_and_no_name_leaves_the_book(
    two: list[str], shown: Shown, desk: Desk
) -> None:
    sam = desk.book.named_officers.of_place(two[0], TODAY)[0].officer
    filters = shown.page.filters
    filters.want_kind(PlaceKind.SCHOOL)
    filters.want_standing(Standing.LOSING_TOUCH)
    filters.want_officer(sam)
    filters.keep()
    assert told(desk).sentences[-1] == (
        "Kept the filter “School · All of Northwich · losing touch · Sam Ashdown” on this laptop"
    )
    assert "Ashdown" not in read_setting(FILTERS)
    assert Narrowed(desk.book.book_id, desk).chosen == filters.chosen == kept_for(desk.book.book_id)[0]
    again = PlaceFilters(desk)
    again.clear()
    assert filters.chosen == Narrowed(desk.book.book_id, desk).chosen == Chosen()
    again.want(kept_for(desk.book.book_id)[0])
    again.forget(again.chosen)
    assert kept_for(desk.book.book_id) == []
    assert last_chosen(desk.book.book_id) == filters.chosen
    again.deleteLater()


def test_that_a_filter_for_what_is_gone_shows_everything(two: list[str], shown: Shown, desk: Desk) -> None:
    shown.page.filters.want(Chosen(area="beat:no such beat", officer="no such officer"))
    settle(desk)
    assert sorted(names(shown)) == ["Elm School", "The Oak"]


@pytest.mark.parametrize(
    "kept", ["", "[]", "{", '{"%s": 7}', '{"%s": {"last": {"area": 1}, "kept": [3, {"nobody": "x"}]}}']
)
def test_that_damaged_filters_count_as_none(desk: Desk, kept: str) -> None:
    write_setting(FILTERS, kept.replace("%s", desk.book.book_id))
    assert Narrowed(desk.book.book_id, desk).chosen == Chosen(area=MINE)
    assert kept_for(desk.book.book_id) == []


def test_that_columns_widths_and_order_are_there_again(two: list[str], shown: Shown, desk: Desk) -> None:
    columns = shown.page.columns
    columns.turn("postcode")
    columns.turn("kind")
    columns.turn("name")
    across = shown.page.table.horizontalHeader()
    number = next(at for at, each in enumerate(shown.page._model.columns) if each.name == "seen")
    across.resizeSection(number, 140)
    shown.page.table.order_by("name", descending=True)
    settle(desk)
    columns.write()
    page = another_page(desk)
    assert "postcode" in page.columns.shown
    assert "kind" not in page.columns.shown
    assert "name" in page.columns.shown
    page.columns.fit(2000)
    assert page.table.horizontalHeader().sectionSize(number) == 140
    assert (page._model.order, page._model.descending) == ("name", True)
    page.columns.as_at_first()
    assert "kind" in another_page(desk).columns.shown
    settle(desk)


def test_that_a_dragged_column_is_remembered_a_moment_later(two: list[str], shown: Shown, desk: Desk) -> None:
    across = shown.page.table.horizontalHeader()
    number = next(at for at, each in enumerate(shown.page._model.columns) if each.name == "due")
    across.resizeSection(number, 150)
    across.moveSection(across.visualIndex(number), 1)
    settle(desk, shown.page)
    kept = json.loads(read_setting(COLUMNS))
    assert kept["widths"] == {"due": 150}
    assert kept["order"][:2] == ["name", "due"]
    settle(desk)


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"shown": 7, "widths": {"due": "x", "none": 3}, "order": [1], "sort": [[], 2]}']
)
def test_that_damaged_columns_count_as_none(desk: Desk, kept: str) -> None:
    write_setting(COLUMNS, kept)
    page = another_page(desk)
    assert page._model.order == "due"
    assert "kind" in page.columns.shown
    settle(desk)


def test_that_every_column_can_be_chosen_from_the_menu(shown: Shown) -> None:
    menu = shown.page.columns.menu(shown.page, [shown.page.save_action])
    words = [action.text() for action in menu.actions() if action.text()]
    assert {"Postcode", "Deputy", "Reference", "Columns as at first", "Save this list for a spreadsheet…"} <= set(words)
    assert "Place" not in words
    next(action for action in menu.actions() if action.text() == "Street").trigger()
    assert "street" in shown.page.columns.shown
    menu.deleteLater()


def test_that_words_being_typed_count_with_a_chip_pressed_before_the_pause_is_over(
    two: list[str], shown: Shown, desk: Desk
) -> None:
    QTest.keyClicks(shown.page.words, "elm")
    shown.page.filters.want_kind(PlaceKind.SCHOOL)
    settle(desk)
    assert (shown.page.words.text(), desk.narrowed.words, names(shown)) == ("elm", "elm", ["Elm School"])
    shown.page.words.clear()
    shown.page.filters.want_kind(None)
    settle(desk)
    assert (shown.page.words.text(), desk.narrowed.words) == ("", "")
    assert sorted(names(shown)) == ["Elm School", "The Oak"]


def test_that_words_taken_off_elsewhere_do_not_come_back(two: list[str], shown: Shown, desk: Desk) -> None:
    desk.narrowed.want_words("elm")
    desk.narrowed.want_words("")
    settle(desk)
    assert (shown.page.words.text(), desk.narrowed.words) == ("", "")
    assert sorted(names(shown)) == ["Elm School", "The Oak"]
