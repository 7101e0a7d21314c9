"""Likely duplicates: set side by side, merged into one with one undo, or told apart for good on this laptop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY, a_contact, a_role, a_visit
from tests.screens.page_on_show import press, words_of
from tests.screens.people.conftest import Shown, Three
from wehere_desktop.desk.pieces import WayIn
from wehere_desktop.desk.screen import Desk
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.people.page import LIST, TWINS


@pytest.fixture
def twin(three: Three, book: BeatBook) -> str:
    """Helen once more, with an initial, an e-mail, another source and a visit of her own; her id."""
    with book.change("Add her again"):
        again = book.contacts.add(
            a_contact(book, "H Marsh", email="helen@example.org", phone="01632 960999", publishable=True)
        ).id
        book.contact_roles.add(a_role(book, again, three.school, role="Head teacher"))
        book.visits.add(a_visit(book, three.school, TODAY - timedelta(days=1), contacts=(again,)))
    return again


def choose(shown: Shown, name: str) -> None:
    """Choose the button of this accessible name."""
    button = next(
        each for each in shown.page.twins.merge_view.findChildren(QRadioButton) if each.accessibleName() == name
    )
    button.click()


def test_that_nobody_twice_is_a_good_day(three: Three, shown: Shown, desk: Desk) -> None:
    shown.page.look_at(TWINS)
    settle(desk)
    assert "Nobody seems to be here twice" in words_of(shown.page.twins)
    assert shown.page.ways[TWINS].text() == "Likely duplicates 0"


def test_that_a_pair_is_set_side_by_side_merged_by_choice_and_brought_back_by_one_undo(
    three: Three, twin: str, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    before = (book.contacts.get(three.helen), book.contacts.get(twin), len(book.contact_roles.all()))
    shown.page.look_at(TWINS)
    settle(desk)
    said = words_of(shown.page.twins)
    assert "Helen Marsh · H Marsh" in said
    assert "a name like it and at the same place" in said
    assert "Choose where they differ" in said
    assert "helen@example.org" in said
    assert shown.page.twins.merge_view.chosen()["publishable"] is False
    assert shown.page.twins.merge_view.chosen()["key_individual"] is True
    choose(shown, "Telephone: 01632 960999")
    press(shown.page.twins, "Merge into one")
    settle(desk)
    left = book.contacts.get(three.helen)
    assert (left.name, left.phone, left.email) == ("Helen Marsh", "01632 960999", "helen@example.org")
    assert not left.publishable
    assert book.contacts.find(twin) is None
    assert len(book.visits.of_contact(three.helen)) == 2
    assert len([each for each in book.contact_roles.of_contact(three.helen) if each.ends is None]) == 1
    assert told(desk).said.told[-1].undo
    assert shown.page.list.shown == three.helen
    book.undo()
    settle(desk)
    after = (book.contacts.get(three.helen), book.contacts.get(twin), len(book.contact_roles.all()))
    assert [after[0].name, after[0].phone, after[1].email, after[2]] == [
        before[0].name,
        before[0].phone,
        before[1].email,
        before[2],
    ]


def test_that_tab_goes_from_the_pairs_to_the_choices_and_the_deeds(
    three: Three, twin: str, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    with book.change("Add another pair"):
        again = book.contacts.add(a_contact(book, "Omar Azis")).id
        book.contact_roles.add(a_role(book, again, three.school))
    shown.page.look_at(TWINS)
    settle(desk)
    twins = shown.page.twins
    rows = [each for each in twins.findChildren(WayIn) if each.isVisible()]
    assert len(rows) == 2
    following: list[object] = []
    one = rows[0].nextInFocusChain()
    while one is not None and one is not rows[0]:
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and twins.isAncestorOf(one):
            following.append(one)
        one = one.nextInFocusChain()
    assert following == [rows[1], *twins.merge_view.stops()]


def test_that_two_told_apart_do_not_come_again_on_this_laptop(
    three: Three, twin: str, shown: Shown, desk: Desk
) -> None:
    shown.page.look_at(TWINS)
    settle(desk)
    press(shown.page.twins, "Not the same")
    settle(desk)
    assert "Nobody seems to be here twice" in words_of(shown.page.twins)
    assert desk.book.contacts.find(twin) is not None
    shown.page.look_at(LIST)
    shown.page.refresh(None)
    shown.page.look_at(TWINS)
    settle(desk)
    assert "Nobody seems to be here twice" in words_of(shown.page.twins)


def test_that_a_pair_of_which_one_went_meanwhile_is_refused_and_nothing_breaks(
    three: Three, twin: str, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    shown.page.look_at(TWINS)
    settle(desk)
    shown.page.look_at(LIST)
    book.erase("contact", twin, reason="She asked")
    press(shown.page.twins.merge_view, "Merge into one")
    settle(desk)
    assert told(desk).said.told[-1].undo is False
    assert book.contacts.get(three.helen).email == ""
    shown.page.look_at(TWINS)
    settle(desk)
    assert "Nobody seems to be here twice" in words_of(shown.page.twins)
