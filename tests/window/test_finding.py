"""What the search box shows is gathered by kind, leads to what can be opened, and says days as people do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import until
from tests.window.conftest import Shelf
from wehere_desktop.records import BeatBook
from wehere_desktop.records.search import Hit
from wehere_desktop.window.command_list import matching
from wehere_desktop.window.commands import Command
from wehere_desktop.window.finding import MOST_OF_A_KIND, NEAR, Line, grouped, with_near
from wehere_desktop.window.main_window import MainWindow

ALL = frozenset({"place", "contact", "officer", "meeting"})


def titles(lines: Sequence[Line]) -> list[str]:
    """Return the lines' words, headings in capitals."""
    return [line.title.upper() if line.is_heading else line.title for line in lines]


def test_that_hits_stand_under_the_headings_of_their_kinds(elm_park: BeatBook) -> None:
    hits = [Hit("place", "1", "Oak House", ""), Hit("contact", "2", "Ann Oak", ""), Hit("place", "3", "Oak Lane", "")]
    assert titles(grouped(hits, elm_park, ALL)) == ["PLACES", "Oak House", "Oak Lane", "PEOPLE", "Ann Oak"]
    elm_park.close()


def test_that_a_role_leads_to_the_person_who_holds_it_and_only_once(elm_park: BeatBook) -> None:
    role = elm_park.contact_roles.all()[0]
    hits = [Hit("contact_role", role.id, "head's secretary", ""), Hit("contact", role.contact, "Helen Marsh", "")]
    lines = grouped(hits, elm_park, ALL)
    assert [(line.kind, line.record) for line in lines if not line.is_heading] == [("contact", role.contact)]
    elm_park.close()


def test_that_what_no_screen_can_show_is_not_offered(elm_park: BeatBook) -> None:
    assert grouped([Hit("meeting", "1", "Oak beat meeting", "")], elm_park, frozenset({"place"})) == []
    elm_park.close()


def test_that_one_kind_does_not_push_the_others_out_of_sight(elm_park: BeatBook) -> None:
    hits = [Hit("place", str(number), f"Oak {number}", "") for number in range(20)] + [Hit("contact", "c", "Ann", "")]
    lines = grouped(hits, elm_park, ALL)
    assert sum(line.kind == "place" for line in lines) == MOST_OF_A_KIND
    assert lines[-1].title == "Ann"
    elm_park.close()


def test_that_days_are_said_as_people_say_them(elm_park: BeatBook) -> None:
    hits = [Hit("meeting", "1", "Oak beat meeting", "2026-12-09, Oak"), Hit("place", "2", "Oak", "school, 2026-02-31")]
    lines = grouped(hits, elm_park, ALL)
    assert [line.context for line in lines if not line.is_heading] == ["9 Dec 2026, Oak", "School, 2026-02-31"]
    elm_park.close()


def test_that_near_spellings_come_after_and_never_twice(elm_park: BeatBook) -> None:
    exact = grouped([Hit("place", "1", "Oak House", "")], elm_park, ALL)
    near = [Hit("place", "1", "Oak House", ""), Hit("place", "2", "Oat House", "")]
    assert titles(with_near(exact, near, elm_park, ALL)) == ["PLACES", "Oak House", NEAR.upper(), "Oat House"]
    elm_park.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [("log", "Log a visit"), ("a vis", "Log a visit"), ("go pl", "Go to Places"), ("", "Log a visit")],
)
def test_that_commands_are_found_by_the_beginnings_of_their_words(typed: str, first: str) -> None:
    commands = [Command(words, "", lambda: None) for words in ("Log a visit", "Go to Places", "Larger text")]
    assert matching(commands, typed)[0].words == first


def test_that_a_misspelt_name_is_found_a_moment_later_and_enter_opens_it(
    window: MainWindow, elm_park: BeatBook, settle: Callable[[], None], qtbot: QtBot
) -> None:
    window.show_book(elm_park)
    settle()
    page = window.page
    assert page is not None
    box = page.bar.search
    qtbot.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is box
    qtbot.keyClicks(box, "surgary")
    until(lambda: "Elm Road Surgery" in box.list.titles())
    qtbot.keyClick(box, Qt.Key.Key_Return)
    shown = page.stage.current()
    assert isinstance(shown, Shelf)
    assert shown.shown == [("place", elm_park.places.called("Elm Road Surgery")[0].id)]
    assert not box.list.isVisible()


def test_that_results_show_at_the_first_letter_and_escape_puts_them_away(
    window: MainWindow, elm_park: BeatBook, settle: Callable[[], None], qtbot: QtBot
) -> None:
    window.show_book(elm_park)
    settle()
    assert window.page is not None
    box = window.page.bar.search
    box.setFocus()
    qtbot.keyClicks(box, "o")
    assert "Oak House" in box.list.titles()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.list.isVisible()
    assert box.text() == ""
    settle()


@pytest.mark.parametrize("typed", ["' OR 1=1 --", '"', "*", "()", "NEAR(", "x" * 5000, "\u202e", "   "])
def test_that_hostile_words_are_only_words(
    typed: str, window: MainWindow, elm_park: BeatBook, settle: Callable[[], None]
) -> None:
    window.show_book(elm_park)
    settle()
    assert window.page is not None
    box = window.page.bar.search
    box.setText(typed)
    box.textEdited.emit(typed)
    settle()
    assert not window.page.banner.isVisible()
