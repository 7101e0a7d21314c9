"""The sheet files a visit in one change, shows refusals beside the fields, and loses nothing that was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, told, until
from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.visit import Channel, Visit
from wehere_desktop.screens.visits.sheet import VisitSheet, edit, quick_log

Show = Callable[[VisitSheet], VisitSheet]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a sheet as wide as the window lays it."""

    def shown(sheet: VisitSheet) -> VisitSheet:
        qtbot.addWidget(sheet)
        sheet.resize(480, 700)
        with qtbot.waitExposed(sheet):
            sheet.show()
        return sheet

    return shown


@pytest.fixture
def park(desk: Desk) -> Place:
    """Elm Park Primary School, with Helen Marsh and Ade Cole known there."""
    with desk.book.change("Begin"):
        place = desk.book.places.add(a_place(desk.book))
        for name, role in (("Helen Marsh", "secretary"), ("Ade Cole", "")):
            contact = desk.book.contacts.add(a_contact(desk.book, name))
            desk.book.contact_roles.add(a_role(desk.book, contact.id, place.id, role=role))
    return place


def put(sheet: VisitSheet, name: str, words: str) -> None:
    """Type into a field of text."""
    editor = sheet.form.editor(name)
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(words)


def chips(sheet: VisitSheet) -> dict[str, QPushButton]:
    """Return the chips that offer whom we know there, by their words."""
    found = sheet.form.findChildren(QPushButton)
    return {
        each.text().removeprefix("+ "): each for each in found if each.text().startswith("+") and not each.isHidden()
    }


def only_visit(desk: Desk) -> Visit:
    """Return the one visit of the book."""
    (visit,) = desk.book.visits.all()
    return visit


def test_that_a_new_visit_is_mine_today_now_in_person_and_informal(desk: Desk, park: Place, show: Show) -> None:
    sheet = show(quick_log(desk, park.id))
    put(sheet, "said", "Gates.")
    sheet.file()
    settle(desk)
    visit = only_visit(desk)
    assert (visit.officer, visit.on, visit.time) == (desk.book.holder, TODAY, "09:00")
    assert (visit.channel, str(visit.formality)) == (Channel.IN_PERSON, "informal")
    assert visit.places == (park.id,)


def test_that_filing_is_told_with_a_way_to_undo_it_and_closes_the_sheet(
    desk: Desk, park: Place, show: Show, qtbot: QtBot
) -> None:
    sheet = show(quick_log(desk, park.id))
    put(sheet, "purpose", "Road safety")
    with qtbot.waitSignal(desk.asked_to_close_sheet):
        sheet.file()
        sheet.file()
    settle(desk)
    (notice,) = told(desk).said.told
    assert (notice.sentence, notice.undo) == ("Visit to Elm Park Primary School logged", True)
    assert desk.book.visits.count() == 1
    desk.undo()
    settle(desk)
    assert desk.book.visits.count() == 0


def test_that_everything_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(desk: Desk, show: Show) -> None:
    sheet = show(quick_log(desk))
    put(sheet, "on", "31 Feb")
    put(sheet, "time", "half past")
    sheet.form.where.field.setText("Elm Pa")
    sheet.file()
    settle(desk)
    said = "\n".join(each.words() for each in sheet.form.findChildren(type(sheet.form.belongs("said"))))
    for words in (
        "“31 Feb” is not a day",
        "“half past” is not a time",
        "“Elm Pa” has not been chosen",
        "what the visit",
    ):
        assert words in said
    assert told(desk).said.told == []
    assert sheet.form.where.field.text() == "Elm Pa"
    assert sheet.has_unsaved()
    assert desk.book.visits.count() == 0
    put(sheet, "on", "today")
    assert sheet.form.editor("on").property("refused") == ""


def test_that_a_visit_of_tomorrow_is_refused_beside_its_day(desk: Desk, park: Place, show: Show) -> None:
    sheet = show(quick_log(desk, park.id))
    put(sheet, "on", "tomorrow")
    put(sheet, "said", "Gates.")
    sheet.file()
    settle(desk)
    assert sheet.form.editor("on").property("refused") == "true"
    assert sheet.form.editor("on").hasFocus()
    assert desk.book.visits.count() == 0


def test_that_now_is_taken_off_when_the_day_is_another_one(desk: Desk, park: Place, show: Show) -> None:
    sheet = show(quick_log(desk, park.id))
    time = sheet.form.editor("time")
    assert isinstance(time, QLineEdit)
    put(sheet, "on", "yesterday")
    assert time.text() == ""
    put(sheet, "time", "19.30")
    put(sheet, "on", "Friday")
    put(sheet, "said", "Gates.")
    sheet.file()
    settle(desk)
    assert (only_visit(desk).on, only_visit(desk).time) == (TODAY - timedelta(days=2), "19:30")


def test_that_those_known_at_the_place_are_offered_and_taken_with_one_press(
    desk: Desk, park: Place, show: Show
) -> None:
    sheet = show(quick_log(desk, park.id))
    assert list(chips(sheet)) == ["Helen Marsh, secretary", "Ade Cole"]
    chips(sheet)["Helen Marsh, secretary"].click()
    assert [each.name for each in desk.book.contacts.many(sheet.form.who.ids())] == ["Helen Marsh"]
    settle(desk)
    assert list(chips(sheet)) == ["Ade Cole"]
    assert sheet.form.who.field.hasFocus()


def test_that_a_contact_brings_the_one_place_they_belong_to(desk: Desk, park: Place, show: Show) -> None:
    helen = desk.book.contacts.named("Helen Marsh")[0]
    sheet = show(quick_log(desk, contact=helen.id))
    assert sheet.form.where.ids() == (park.id,)
    assert sheet.form.who.ids() == (helen.id,)
    assert sheet.form.editor("purpose").hasFocus() or sheet.focusProxy() is sheet.form.editor("purpose")


def test_that_words_that_belong_elsewhere_get_a_quiet_line_and_hold_nothing_up(
    desk: Desk, park: Place, show: Show, qtbot: QtBot
) -> None:
    sheet = show(quick_log(desk, park.id))
    line = sheet.form.belongs("said")
    put(sheet, "said", "Burgled last night, back door forced.")
    until(line.isVisible)
    assert "crime system" in line.words()
    assert not sheet.form.belongs("learnt").isVisible()
    sheet.file()
    settle(desk)
    assert desk.book.visits.count() == 1


def test_that_the_line_goes_when_the_words_do(desk: Desk, park: Place, show: Show, qtbot: QtBot) -> None:
    sheet = show(quick_log(desk, park.id))
    put(sheet, "learnt", "He was stabbed.")
    until(sheet.form.belongs("learnt").isVisible)
    put(sheet, "learnt", "He was pleased.")
    until(lambda: not sheet.form.belongs("learnt").isVisible())


def test_that_a_line_is_published_only_where_it_is_ticked_and_there(desk: Desk, park: Place, show: Show) -> None:
    sheet = show(quick_log(desk, park.id))
    tick = sheet.form.editor("publishable")
    assert isinstance(tick, QCheckBox)
    assert not tick.isEnabled()
    put(sheet, "public_line", "Officers were at the gates.")
    assert tick.isEnabled()
    tick.setChecked(True)
    put(sheet, "public_line", "")
    put(sheet, "said", "Gates.")
    sheet.file()
    settle(desk)
    assert not only_visit(desk).publishable


def test_that_nothing_typed_means_nothing_to_lose(desk: Desk, park: Place, show: Show) -> None:
    sheet = show(quick_log(desk, park.id))
    assert not sheet.has_unsaved()
    put(sheet, "said", "G")
    assert sheet.has_unsaved()


def test_that_an_edit_writes_only_what_was_changed(desk: Desk, park: Place, show: Show) -> None:
    with desk.book.change("Log"):
        visit = desk.book.visits.add(a_visit(desk.book, park.id, TODAY - timedelta(days=3), purpose="Gates"))
    sheet = show(edit(desk, visit))
    with desk.book.change("Meanwhile"):
        desk.book.visits.amend(visit.id, learnt="Worst on Fridays.")
    put(sheet, "purpose", "School gates")
    sheet.file()
    settle(desk)
    kept = desk.book.visits.get(visit.id)
    assert (kept.purpose, kept.learnt, kept.on) == ("School gates", "Worst on Fridays.", TODAY - timedelta(days=3))
    assert set(desk.book.history("visit", visit.id)[-1].fields) == {"purpose"}


def test_that_a_failure_while_writing_gives_the_sheet_back(desk: Desk, park: Place, show: Show) -> None:
    with desk.book.change("Log"):
        visit = desk.book.visits.add(a_visit(desk.book, park.id))
    sheet = show(edit(desk, visit))
    with desk.book.change("Gone"):
        desk.book.visits.remove(visit.id)
    put(sheet, "purpose", "School gates")
    sheet.file()
    settle(desk)
    assert [notice.sentence for notice in told(desk).said.told] == ["There is no such visit in this book."]
    assert sheet.has_unsaved()
    assert sheet.button.isEnabled()


def test_that_enter_goes_on_to_the_next_field_and_files_nothing(desk: Desk, park: Place, show: Show) -> None:
    sheet = show(quick_log(desk, park.id))
    sheet.activateWindow()
    sheet.form.editor("purpose").setFocus()
    QTest.keyClicks(sheet.form.editor("purpose"), "Gates")
    QTest.keyClick(sheet.form.editor("purpose"), Qt.Key.Key_Return)
    settle(desk)
    assert sheet.form.editor("said").hasFocus()
    assert desk.book.visits.count() == 0


def test_that_hostile_words_are_kept_as_typed_and_shown_as_plain_words(desk: Desk, park: Place, show: Show) -> None:
    words = '<b>=HYPERLINK("x")</b> ../.. %s {0}'
    sheet = show(quick_log(desk, park.id))
    put(sheet, "said", words)
    sheet.file()
    settle(desk)
    assert only_visit(desk).said == words
