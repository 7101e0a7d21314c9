"""Settings of the laptop take hold at once and stay; usual frequencies are kept as one change that can be undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.desk.a_desk import settle, told
from wehere_desktop.desk.lock_after import LOCK_AFTER
from wehere_desktop.desk.look import Look, Mode
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.preferences import read_setting
from wehere_desktop.screens.settings.page import Settings


@pytest.fixture
def page(desk: Desk) -> Iterator[Settings]:
    """The page, shown and filled."""
    made = Settings(desk)
    made.show()
    made.refresh(None)
    settle(desk)
    yield made
    made.hide()
    made.deleteLater()


def type_days(page: Settings, kind: PlaceKind, words: str) -> None:
    """Put words into the field of a kind."""
    editor = page.kinds.editor(kind)
    assert isinstance(editor, QLineEdit)
    editor.setText(words)


def test_that_the_look_is_chosen_at_once_and_kept(page: Settings, desk: Desk) -> None:
    page.sizes[150].click()
    page.modes[Mode.DARK].click()
    assert (desk.look.scale, desk.look.mode) == (150, Mode.DARK)
    assert (Look.kept().scale, Look.kept().mode) == (150, Mode.DARK)
    assert page.sizes[150].accessibleName() == "Text size: 150 %, chosen"
    assert page.sizes[100].accessibleName() == "Text size: 100 %"
    desk.look.choose(mode=Mode.LIGHT, scale=100)


def test_that_the_window_is_told_after_how_long_to_lock(page: Settings, desk: Desk) -> None:
    heard: list[int] = []
    desk.asked_to_lock_after.connect(heard.append)
    page.minutes[5].click()
    assert heard == [5]
    assert read_setting(LOCK_AFTER) == 5


def test_that_usual_frequencies_are_one_change(page: Settings, desk: Desk) -> None:
    type_days(page, PlaceKind.SCHOOL, "21")
    type_days(page, PlaceKind.SHOP, " 90 days ")
    assert page.has_unsaved()
    page.keep()
    settle(desk)
    assert desk.book.usual_frequencies.by_kind() == {PlaceKind.SCHOOL: 21, PlaceKind.SHOP: 90}
    assert not page.has_unsaved()
    type_days(page, PlaceKind.SCHOOL, "")
    page.keep()
    settle(desk)
    assert desk.book.usual_frequencies.by_kind() == {PlaceKind.SHOP: 90}
    desk.undo()
    settle(desk)
    assert desk.book.usual_frequencies.by_kind() == {PlaceKind.SCHOOL: 21, PlaceKind.SHOP: 90}


@pytest.mark.parametrize("words", ["often", "0", "-3", "3651", "4.5", "\N{FULLWIDTH DIGIT NINE}", "1" * 400])
def test_that_what_is_no_number_of_days_is_said_beside_its_field_and_nothing_is_kept(
    page: Settings, desk: Desk, words: str
) -> None:
    type_days(page, PlaceKind.SCHOOL, words)
    type_days(page, PlaceKind.SHOP, "90")
    page.keep()
    settle(desk)
    assert desk.book.usual_frequencies.by_kind() == {}
    assert told(desk).sentences == []
    assert page.kinds.editor(PlaceKind.SCHOOL).property("refused") == "true"
    assert page.has_unsaved()


def test_that_nothing_new_makes_no_change(page: Settings, desk: Desk) -> None:
    before = desk.book.can_undo()
    page.keep()
    settle(desk)
    assert desk.book.can_undo() == before
    assert told(desk).sentences == ["Nothing was different"]


def test_that_what_is_being_typed_stays_when_a_colleague_s_change_comes_in(page: Settings, desk: Desk) -> None:
    type_days(page, PlaceKind.SCHOOL, "21")
    page.refresh(None)
    assert page.kinds.wanted()[0][PlaceKind.SCHOOL] == 21
