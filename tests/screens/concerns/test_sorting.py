"""Sorting goes by keys alone: a letter for the theme, a figure for the priority, Enter keeps it and brings the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY
from tests.screens.concerns.conftest import Raise, Shown
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.neighbourhood.theme import PlanPriority, Theme
from wehere_desktop.screens.concerns.page import BOARD, SORT
from wehere_desktop.screens.concerns.sorting import SortingPage
from wehere_desktop.screens.concerns.sorting_lists import LETTERS

Open = Callable[[], Shown]


@pytest.fixture
def sorting(open_page: Open, raised: Raise, desk: Desk, beat: str) -> SortingPage:
    """Three captured in haste, and a priority on their beat."""
    book = desk.book
    with book.change("A priority"):
        book.priorities.add(Priority(id=book.world.new_id(), beat=beat, title="Bikes in the park"))
    for words in ("Bikes again", "Cars at the school", "Somebody dealing by the garages"):
        raised(words, to_sort=True)
    shown = open_page()
    shown.page.tabs.setCurrentIndex(SORT)
    settle(desk)
    return shown.page.sorting


def test_that_each_theme_has_a_letter_of_its_own_in_its_words() -> None:
    assert set(LETTERS.values()) == set(Theme)
    assert all(letter.lower() in theme.value for letter, theme in LETTERS.items())


def test_that_keys_alone_sort_one_after_another(sorting: SortingPage, desk: Desk) -> None:
    theme = sorting.theme
    QTest.keyClick(theme, Qt.Key.Key_A)
    QTest.keyClick(theme, Qt.Key.Key_1)
    QTest.keyClick(theme, Qt.Key.Key_Return)
    assert sorting.words.words() == "Cars at the school"
    QTest.keyClick(theme, Qt.Key.Key_P)
    QTest.keyClick(theme, Qt.Key.Key_Right)
    QTest.keyClick(sorting.beat, Qt.Key.Key_Right)
    sorting.owner.setCurrentRow(1)
    QTest.keyClick(sorting.owner, Qt.Key.Key_Return)
    settle(desk)
    book = desk.book
    (priority,) = book.priorities.all()
    first, second, third = book.concerns.all()
    assert (first.theme, first.asb, first.priority, first.to_sort) == (Theme.ANTISOCIAL, True, priority.id, False)
    assert (second.theme, second.plan_priority, second.owner) == (Theme.PARKING, PlanPriority.SAFER_ROADS, book.holder)
    assert third.to_sort
    assert sorting.words.words() == third.said
    assert sorting.left == 1


def test_that_a_skipped_one_comes_again_and_nothing_is_kept(sorting: SortingPage, desk: Desk) -> None:
    QTest.keyClick(sorting.theme, Qt.Key.Key_PageDown)
    assert sorting.words.words() == "Cars at the school"
    QTest.keyClick(sorting.theme, Qt.Key.Key_PageUp)
    assert sorting.words.words() == "Bikes again"
    settle(desk)
    assert len(desk.book.concerns.to_sort()) == 3


def test_that_a_change_elsewhere_leaves_what_was_chosen_for_this_one(
    sorting: SortingPage, raised: Raise, desk: Desk
) -> None:
    QTest.keyClick(sorting.theme, Qt.Key.Key_D)
    raised("One more from the room", to_sort=True)
    settle(desk)
    sorting.reload(())
    assert sorting.theme.value() == Theme.DRUGS
    assert sorting.left == 4


def test_that_the_last_one_leaves_a_page_that_says_so(sorting: SortingPage, desk: Desk) -> None:
    for _ in range(3):
        sorting.keep()
        settle(desk)
    assert sorting.concern is None
    assert sorting.left == 0
    assert told(desk).sentences[-1] == "Sorted: Somebody dealing by the garages"


def test_that_the_board_parts_what_waits_from_what_may_go_out(open_page: Open, raised: Raise, desk: Desk) -> None:
    answered = raised("Lights", you_said="The lights", outcome=Outcome.DONE, we_did="Mended.")
    closed = {"outcome": Outcome.DONE, "we_did": "Done.", "told_back_on": TODAY, "told_back_how": "Letter"}
    public = raised("Gate", you_said="The gate", publishable=True, **closed)
    kept = raised("Mrs Pike’s fence", you_said="A fence", **closed)
    raised("Nobody has looked at it")
    shown = open_page()
    shown.page.tabs.setCurrentIndex(BOARD)
    settle(desk)
    board = shown.page.board.shown
    assert board is not None
    assert [each.id for each in board.to_tell] == [answered.id]
    assert [each.id for each in board.may_go_out] == [public.id]
    assert [each.id for each in board.not_yet] == [kept.id]
    assert board.unanswered == 1
    shown.page.board.asked_to_show.emit(kept.id)
    settle(desk)
    assert shown.page.list.table.current() == kept.id
