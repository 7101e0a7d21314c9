"""The log shows the visits asked for by day, one in full beside it, and takes out or widens as it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, told, until
from tests.elm_park import TODAY, a_contact, a_place, a_visit
from wehere_desktop.desk.grounds import EVERYWHERE
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.screens.visits.filters import PERIODS
from wehere_desktop.screens.visits.log_page import COLUMNS, LogPage

A_DAY = timedelta(days=1)


@pytest.fixture
def visits(desk: Desk) -> dict[str, Visit]:
    """Three visits: two of today at the school, one of long ago at the farm."""
    book = desk.book
    beat = next(each for each in book.beats.current(TODAY) if each.lpu == desk.mine().lpu)
    with book.change("Begin"):
        park = book.places.add(a_place(book, beat=beat.id))
        farm = book.places.add(a_place(book, "Moss Farm", beat=beat.id))
        helen = book.contacts.add(a_contact(book))
        made = {
            "gates": a_visit(book, park.id, time="08:30", purpose="School gates", contacts=(helen.id,)),
            "fair": a_visit(book, park.id, time="15:00", purpose="Summer fair"),
            "bikes": a_visit(book, farm.id, TODAY - 90 * A_DAY, purpose="Quad bikes"),
        }
        for each in made.values():
            book.visits.add(each)
    return made


@pytest.fixture
def page(desk: Desk, visits: dict[str, Visit], qtbot: QtBot) -> LogPage:
    """The page, shown and filled."""
    made = LogPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 690)
    with qtbot.waitExposed(made):
        made.show()
    made.refresh(None)
    settle(desk)
    return made


def shown(page: LogPage) -> list[list[str]]:
    """Return the words of the log, row by row."""
    return [
        [str(page.model.data(page.model.index(row, column))) for column in range(len(COLUMNS))]
        for row in range(page.model.rowCount())
    ]


def words_of(widget: QWidget) -> str:
    """Return all words that can be read on a widget."""
    labels = [each.text() for each in widget.findChildren(QLabel) if not each.isHidden()]
    return "\n".join([*labels, *(each.text() for each in widget.findChildren(QPushButton) if each.isVisible())])


def test_that_the_log_begins_with_the_last_weeks_newest_first_each_day_named_once(page: LogPage) -> None:
    assert [row[:2] for row in shown(page)] == [["Today", "15:00"], ["", "08:30"]]
    assert page.count.words() == "2 entries in the last 4 weeks, my unit"


def test_that_the_first_visit_stands_in_full_beside_the_log(page: LogPage) -> None:
    words = words_of(page.record)
    for each in ("Summer fair", "Sunday 22 November 2026, 15:00", "Elm Park Primary School", "In person, informal"):
        assert each in words
    assert "Logged by Inspector Robin Vale" in words


def test_that_places_and_people_are_links_to_their_records(
    page: LogPage, desk: Desk, visits: dict[str, Visit], qtbot: QtBot
) -> None:
    page.table.go_to(visits["gates"].id)
    links = {each.accessibleName(): each for each in page.record.findChildren(QPushButton)}
    with qtbot.waitSignal(desk.asked_to_open) as asked:
        links["Helen Marsh"].click()
    assert asked.args == ["contact", visits["gates"].contacts[0]]


def test_that_the_log_is_narrowed_by_each_filter(page: LogPage, desk: Desk) -> None:
    wanted = page.filters.wanted
    page.filters.want(replace(wanted, period=PERIODS[-1]))
    settle(desk)
    assert len(shown(page)) == 3
    everything = replace(wanted, period=PERIODS[-1])
    for narrowed in (
        replace(everything, channel="letter"),
        replace(everything, officer="nobody"),
        replace(everything, text="zebra"),
    ):
        page.filters.want(narrowed)
        settle(desk)
        assert shown(page) == []
    page.filters.want(replace(wanted, ground=EVERYWHERE, period=PERIODS[-1], text="moss"))
    settle(desk)
    assert [row[2] for row in shown(page)] == ["Moss Farm"]


def test_that_words_typed_narrow_the_log_after_a_moment(page: LogPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.filters.typed, "fair")
    until(lambda: page.filters.wanted.text == "fair")
    settle(desk)
    assert [row[3] for row in shown(page)] == ["Summer fair"]


def test_that_an_empty_log_offers_the_whole_one(page: LogPage, desk: Desk) -> None:
    page.filters.want(replace(page.filters.wanted, text="zebra"))
    settle(desk)
    assert "No visit in the log is like that." in words_of(page)
    next(each for each in page.findChildren(QPushButton) if each.text() == "Show the whole log").click()
    settle(desk)
    assert len(shown(page)) == 3


def test_that_a_visit_asked_for_by_name_widens_the_log_to_it(
    page: LogPage, desk: Desk, visits: dict[str, Visit]
) -> None:
    page.show_record("visit", visits["bikes"].id)
    settle(desk)
    assert page.table.current() == visits["bikes"].id
    assert "Quad bikes" in words_of(page.record)


def test_that_a_page_opened_straight_on_a_visit_comes_to_it(desk: Desk, visits: dict[str, Visit], qtbot: QtBot) -> None:
    page = LogPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh(None)
    page.show_record("visit", visits["bikes"].id)
    settle(desk)
    assert page.table.current() == visits["bikes"].id


def test_that_a_visit_taken_out_is_gone_until_undone(page: LogPage, desk: Desk, visits: dict[str, Visit]) -> None:
    desk.announcer.changed.connect(page.refresh)
    assert page.record.take_out_button is not None
    page.record.take_out_button.click()
    settle(desk)
    assert told(desk).sentences == ["Visit to Elm Park Primary School taken out of the log"]
    assert [row[3] for row in shown(page)] == ["School gates"]
    assert "School gates" in words_of(page.record)
    desk.undo()
    settle(desk)
    assert [row[3] for row in shown(page)] == ["Summer fair", "School gates"]
    page.table.go_to(visits["fair"].id)
    assert "Put back by Inspector Robin Vale" in words_of(page.record)


def test_that_an_edit_is_seen_at_once_with_what_stood_there_before(
    page: LogPage, desk: Desk, visits: dict[str, Visit]
) -> None:
    desk.announcer.changed.connect(page.refresh)
    with desk.book.change("Edit"):
        desk.book.visits.amend(visits["fair"].id, purpose="Winter fair", contacts=visits["gates"].contacts)
    settle(desk)
    assert shown(page)[0][3] == "Winter fair"
    words = words_of(page.record)
    assert "Purpose was “Summer fair”" in words
    assert "People seen was empty" in words


def test_that_editing_lays_the_sheet_with_the_visit_filled_in(page: LogPage, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.asked_for_sheet) as asked:
        assert page.record.edit_button is not None
        page.record.edit_button.click()
    assert asked.args is not None
    title, sheet = asked.args
    qtbot.addWidget(sheet)
    assert title == "Edit visit"
    assert sheet.form.editor("purpose").text() == "Summer fair"


def test_that_everything_that_takes_the_focus_has_a_name(page: LogPage, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.asked_for_sheet) as asked:
        page.edit()
    assert asked.args is not None
    qtbot.addWidget(asked.args[1])
    for top in (page, asked.args[1]):
        kinds = (*top.findChildren(QPushButton), *top.findChildren(QLineEdit), *top.findChildren(QPlainTextEdit))
        assert [each for each in kinds if not each.accessibleName()] == []
