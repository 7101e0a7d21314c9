"""The People page: whom it lists and in which order, what it says of a person, and what can be done from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.desk.a_desk import a_desk, put_away, settle, told
from tests.elm_park import TODAY, a_contact, reopened
from tests.screens.page_on_show import press, words_of
from tests.screens.people.conftest import Shown, Three
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.pieces import Button
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.key_individual import REVIEW_DAYS
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.query import Query
from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.records import BeatBook
from wehere_desktop.records.contact_list import Which
from wehere_desktop.screens.people.erase_box import EraseBox
from wehere_desktop.screens.people.page import People
from wehere_desktop.screens.people.person_sheets import AddSheet, EditSheet
from wehere_desktop.screens.people.role_sheet import RoleSheet

NOBODY = "01900000-0000-7000-8000-00000000beef"


def names(shown: Shown) -> list[str]:
    """Return the names in the list, from the top."""
    model = shown.page.list.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def line(sheet: QWidget | None, name: str) -> QLineEdit:
    """Return a line of a sheet's form."""
    assert isinstance(sheet, AddSheet | EditSheet | RoleSheet)
    editor = sheet.form.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def no_sheet(shown: Shown) -> bool:
    """Say whether no sheet lies over the page."""
    return shown.sheet is None


def everywhere(shown: Shown, desk: Desk, which: Which = Which.EVERYBODY) -> None:
    """Look at one sort of people on every beat."""
    shown.page.list.filters.clear()
    shown.page.list.filters.want(which)
    settle(desk)


def test_that_an_empty_book_says_who_belongs_here_and_offers_the_first_step(shown: Shown) -> None:
    assert "Nobody yet" in words_of(shown.page)
    press(shown.page, "Add a person")
    assert isinstance(shown.sheet, AddSheet)


def test_that_people_are_listed_by_name_and_narrowed_by_sort_and_words(three: Three, shown: Shown, desk: Desk) -> None:
    everywhere(shown, desk)
    assert names(shown) == ["Helen Marsh", "Omar Aziz", "Una Lowe"]
    for which, expected in (
        (Which.KEY_INDIVIDUALS, ["Helen Marsh"]),
        (Which.REVIEW_DUE, ["Una Lowe"]),
        (Which.NO_ROLE, ["Omar Aziz"]),
        (Which.MAY_BE_PUBLISHED, ["Una Lowe"]),
    ):
        press(shown.page.list.filters, f"{shown.page.list.filters.chips[which].text()}")
        settle(desk)
        assert names(shown) == expected
        assert shown.page.list.shown == desk.book.contacts.named(expected[0])[0].id
    everywhere(shown, desk)
    shown.page.words.setText("whart")
    settle(desk, shown.page)
    assert names(shown) == ["Helen Marsh", "Omar Aziz", "Una Lowe"]
    shown.page.words.setText("nobody such")
    settle(desk, shown.page)
    assert "Nobody fits “nobody such”" in words_of(shown.page)
    press(shown.page, "Add them")
    assert line(shown.sheet, "name").text() == "nobody such"


def test_that_chips_count_each_sort_and_own_beats_come_first(three: Three, shown: Shown, desk: Desk) -> None:
    settle(desk)
    filters = shown.page.list.filters
    assert filters.beats_chip.words == "All of Northwich"
    assert filters.chips[Which.NO_ROLE].text() == "No role now 1"
    assert filters.chips[Which.REVIEW_DUE].text() == "Review due 1"
    assert names(shown) == ["Helen Marsh", "Una Lowe"]


def test_that_the_record_tells_roles_reach_standing_and_all_that_happened(
    three: Three, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    new, day = book.world.new_id, TODAY - timedelta(days=2)
    with book.change("Owe something"):
        book.promises.add(Promise(id=new(), promised="Ring back", owner=book.holder, made_on=day, contact=three.helen))
        book.queries.add(Query(id=new(), question="When is it?", received=book.world.now(), contact=three.helen))
        book.snoozes.add(Snooze(id=new(), contact=three.helen, starts=day, until=TODAY, reason="On leave"))
        book.questionnaires.add(
            Questionnaire(id=new(), contact=three.helen, on=TODAY - timedelta(days=90), safe=2, matters="Parking.")
        )
        book.questionnaires.add(Questionnaire(id=new(), contact=three.helen, on=day, safe=4))
    shown.page.show_record("contact", three.helen)
    settle(desk)
    said = words_of(shown.page.list.record)
    for words in (
        "Helen Marsh",
        "Head teacher, Wharton Primary School",
        "due tomorrow",
        "last seen 3 months ago",
        "01632 960123",
        "every 90 days, as is usual",
        "asked on 20 Nov",
        "Put off until 22 Nov: On leave",
        "Promised: Ring back",
        "Asked us: When is it?",
        "Visit, informal · Road safety",
        "Questionnaire answered",
        "The name stays inside the team",
        "no day set",
    ):
        assert words in said, words
    charts = [each.accessibleName() for each in shown.page.list.record.findChildren(QWidget)]
    assert any("Feeling safe: 2, 4" in name for name in charts)


def test_that_a_person_in_no_list_is_shown_when_asked_for_and_a_missing_one_is_not(
    three: Three, shown: Shown, desk: Desk
) -> None:
    shown.page.show_record("contact", three.omar)
    settle(desk)
    assert "Omar Aziz" in words_of(shown.page.list.record)
    shown.page.show_record("contact", NOBODY)
    settle(desk)
    assert "Choose somebody" in words_of(shown.page.list.record)


def test_that_a_person_is_added_by_keys_alone_with_a_role_a_review_and_their_number(
    three: Three, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    shown.page.add_action.trigger()
    assert isinstance(shown.sheet, AddSheet)
    shown.sheet.activateWindow()
    name = line(shown.sheet, "name")
    name.setFocus()
    QTest.keyClicks(name, "Priya Nair")
    place = shown.sheet.place.field
    QTest.keyClicks(place, "Wharton Pri")
    QTest.keyClick(place, Qt.Key.Key_Return)
    QTest.keyClicks(line(shown.sheet, "role"), "School nurse")
    QTest.keyClicks(line(shown.sheet, "number"), "07700900123")
    settle(desk)
    QTest.keyClick(line(shown.sheet, "number"), Qt.Key.Key_Return)
    settle(desk)
    assert no_sheet(shown)
    (priya,) = book.contacts.named("Priya Nair")
    assert (priya.mobile, priya.phone, priya.organisation) == ("07700 900123", "", "Wharton Primary School")
    assert priya.review_on == TODAY + timedelta(days=REVIEW_DAYS)
    (role,) = book.contact_roles.of_contact(priya.id)
    assert (role.role, role.place, role.duty, role.starts) == ("School nurse", three.school, "deputy", TODAY)
    assert told(desk).said.told[-1].undo
    assert "Priya Nair" in words_of(shown.page.list.record)
    book.undo()
    assert book.contacts.named("Priya Nair") == []


@pytest.mark.parametrize(
    ("field", "typed"), [("name", "Mrs Helen Marsh"), ("name", "Helen Mrsh"), ("number", "01632960123")]
)
def test_that_who_is_in_the_book_already_is_pointed_out_and_can_be_opened(
    three: Three, shown: Shown, desk: Desk, field: str, typed: str
) -> None:
    shown.page.add()
    line(shown.sheet, field).setText(typed)
    settle(desk, shown.sheet)
    found = next(words for words in words_of_buttons(shown.sheet) if words.startswith("Helen Marsh"))
    press(shown.sheet, found)
    settle(desk)
    assert no_sheet(shown)
    assert shown.page.list.shown == three.helen
    assert len(desk.book.contacts.all()) == 3


def words_of_buttons(sheet: QWidget | None) -> list[str]:
    """Return the words of a sheet's buttons."""
    assert sheet is not None
    return [each.text() for each in sheet.findChildren(Button) if not each.isHidden()]


def test_that_what_cannot_be_kept_is_refused_beside_its_field_and_nothing_typed_is_lost(
    three: Three, shown: Shown, desk: Desk
) -> None:
    shown.page.add()
    assert isinstance(shown.sheet, AddSheet)
    line(shown.sheet, "role").setText("Governor")
    for name, expected in (("", "A role needs its place."), ("Ann Lee", "A role needs its place.")):
        line(shown.sheet, "name").setText(name)
        shown.sheet.keep()
        settle(desk)
        assert any(expected in words for words in words_of(shown.sheet))
    line(shown.sheet, "role").clear()
    line(shown.sheet, "name").setText("x" * 301)
    shown.sheet.keep()
    settle(desk)
    assert any("at most 300" in words for words in words_of(shown.sheet))
    assert shown.sheet.keep_button.isEnabled()
    assert len(desk.book.contacts.all()) == 3


def test_that_an_edit_keeps_what_was_typed_and_reads_a_day_to_come(three: Three, shown: Shown, desk: Desk) -> None:
    shown.page.show_record("contact", three.helen)
    settle(desk)
    press(shown.page.list.record, "Edit")
    assert isinstance(shown.sheet, EditSheet)
    line(shown.sheet, "review_on").setText("1 Sep")
    line(shown.sheet, "language").setText("Welsh")
    line(shown.sheet, "mobile").setText("+447700900123")
    shown.sheet.keep()
    settle(desk)
    helen = desk.book.contacts.get(three.helen)
    assert (helen.language, helen.mobile) == ("Welsh", "07700 900123")
    assert helen.review_on is not None
    assert (helen.review_on.month, helen.review_on.day, helen.review_on.year) == (9, 1, 2027)
    assert "Welsh" in words_of(shown.page.list.record)


@pytest.mark.parametrize(("field", "typed"), [("review_on", "soon"), ("frequency", "-3"), ("name", "")])
def test_that_an_edit_that_cannot_be_read_is_refused_beside_its_field(
    three: Three, shown: Shown, desk: Desk, field: str, typed: str
) -> None:
    before = desk.book.contacts.get(three.helen)
    shown.page.list.deeds.edit(three.helen)
    assert isinstance(shown.sheet, EditSheet)
    line(shown.sheet, field).setText(typed)
    shown.sheet.keep()
    settle(desk)
    assert not no_sheet(shown)
    assert line(shown.sheet, field).property("refused") == "true"
    assert desk.book.contacts.get(three.helen) == before


def test_that_a_role_is_added_changed_ended_and_taken_out(three: Three, shown: Shown, desk: Desk) -> None:
    book = desk.book
    shown.page.show_record("contact", three.omar)
    settle(desk)
    press(shown.page.list.record, "Add a role")
    assert isinstance(shown.sheet, RoleSheet)
    shown.sheet.keep()
    assert any("A role needs its place" in words for words in words_of(shown.sheet))
    shown.sheet.place.put((three.school,))
    shown.sheet.place.changed.emit()
    line(shown.sheet, "role").setText("Lollipop man")
    shown.sheet.keep()
    settle(desk)
    role = next(each for each in book.contact_roles.of_contact(three.omar) if each.role == "Lollipop man")
    assert (role.duty, role.starts) == ("deputy", TODAY)
    shown.page.list.deeds.change_role(role.id)
    line(shown.sheet, "ends").setText("1 Jan 2020")
    assert isinstance(shown.sheet, RoleSheet)
    shown.sheet.keep()
    assert any("end before it begins" in words for words in words_of(shown.sheet))
    press(shown.sheet, "It ended today")
    settle(desk)
    assert book.contact_roles.get(role.id).ends == TODAY
    shown.page.list.deeds.change_role(role.id)
    press(shown.sheet, "Take it out: it was entered by mistake")
    settle(desk)
    assert book.contact_roles.find(role.id) is None
    book.undo()
    assert book.contact_roles.get(role.id).ends == TODAY


def test_that_the_network_publishing_and_review_are_each_one_press_and_one_undo(
    three: Three, shown: Shown, desk: Desk
) -> None:
    book = desk.book
    shown.page.show_record("contact", three.una)
    settle(desk)
    record = shown.page.list.record
    press(record, "Take into the Key Individual Network")
    settle(desk)
    assert book.contacts.get(three.una).key_individual
    press(record, "Forbid publishing the name")
    settle(desk)
    assert not book.contacts.get(three.una).publishable
    press(record, "Reviewed today: ask again in a year")
    settle(desk)
    assert book.contacts.get(three.una).review_on == TODAY + timedelta(days=REVIEW_DAYS)
    for _ in range(3):
        book.undo()
    una = book.contacts.get(three.una)
    assert (una.key_individual, una.publishable, una.review_on) == (False, True, TODAY - timedelta(days=3))


def test_that_erasing_asks_for_a_reason_says_what_stays_and_leaves_no_name(
    three: Three, shown: Shown, desk: Desk
) -> None:
    shown.page.show_record("contact", three.helen)
    settle(desk)
    box = shown.page.list.record.findChild(EraseBox)
    assert isinstance(box, EraseBox)
    assert box.reason.isHidden() or not box.reason.isVisible()
    QTest.mouseClick(box.first, Qt.MouseButton.LeftButton)
    assert any(words.startswith("Stays:") for words in words_of(box))
    QTest.mouseClick(box.erase, Qt.MouseButton.LeftButton)
    settle(desk)
    assert desk.book.contacts.get(three.helen).name == "Helen Marsh"
    assert any(words.startswith("Say why") for words in words_of(box))
    box.reason.setText("She asked")
    QTest.mouseClick(box.erase, Qt.MouseButton.LeftButton)
    settle(desk)
    assert desk.book.contacts.is_erased(three.helen)
    everywhere(shown, desk)
    assert names(shown) == ["Omar Aziz", "Una Lowe"]
    shown.page.show_record("contact", three.helen)
    settle(desk)
    said = words_of(shown.page.list.record)
    assert "erased" in said
    assert not any("Helen" in words for words in said)
    assert shown.page.list.record.findChild(EraseBox) is None


def test_that_what_others_change_shows_at_once_and_what_is_gone_goes(three: Three, shown: Shown, desk: Desk) -> None:
    everywhere(shown, desk)
    with desk.book.change("Add one"):
        desk.book.contacts.add(a_contact(desk.book, "Abel New"))
    settle(desk)
    assert names(shown)[0] == "Abel New"
    desk.book.undo()
    settle(desk)
    assert names(shown)[0] == "Helen Marsh"


def test_that_hostile_words_are_shown_as_they_are(book: BeatBook, shown: Shown, desk: Desk) -> None:
    name = "<b>Bobby</b> & \N{RIGHT-TO-LEFT OVERRIDE}=1+1"
    with book.change("Add"):
        contact = book.contacts.add(a_contact(book, name, notes="<img src=x>", organisation="&amp;"))
    shown.page.show_record("contact", contact.id)
    settle(desk)
    assert name in words_of(shown.page.list.record)
    assert "<img src=x>" in words_of(shown.page.list.record)


def test_that_everything_that_takes_the_focus_has_a_name(three: Three, shown: Shown, desk: Desk) -> None:
    deeds = shown.page.list.deeds
    sheets: list[Callable[[], None]] = [
        shown.page.add,
        lambda: deeds.edit(three.helen),
        lambda: deeds.add_role(three.helen),
        lambda: deeds.ask_questions(three.helen),
    ]
    for lay in sheets:
        lay()
        settle(desk)
        for widget in (shown.page, shown.sheet):
            assert widget is not None
            taking = [each for each in widget.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
            assert taking
            assert [each for each in taking if not each.accessibleName() and each.isVisible()] == []
        desk.close_sheet()


def stops_after(first: QWidget) -> list[QWidget]:
    """Return where Tab stops after a widget until it is there again."""
    found: list[QWidget] = []
    one = first.nextInFocusChain()
    while one is not None and one is not first:
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(one)
        one = one.nextInFocusChain()
    return found


def test_that_tab_goes_through_the_page_as_it_is_read(three: Three, shown: Shown, desk: Desk) -> None:
    page = shown.page
    page.show_record("contact", three.helen)
    settle(desk)
    after = stops_after(page.ways[0])
    chips = [page.list.filters.beats_chip, *page.list.filters.chips.values()]
    expected = [*page.ways[1:], page.words, *chips, page.list.table]
    assert after[: len(expected)] == expected
    record = after[len(expected) :]
    assert all(page.list.record.isAncestorOf(each) for each in record)
    tops = [each.mapTo(page.list.record, each.rect().topLeft()).y() for each in record]
    # What stands beside a line lies a little higher or lower than the line itself
    assert all(later >= earlier - 24 for earlier, later in pairwise(tops))


def test_that_a_book_for_reading_offers_nothing_to_write(three: Three, book: BeatBook, look: Look) -> None:
    reading = a_desk(reopened(book, read_only=True), look)
    page = People(reading)
    page.show()
    page.refresh(None)
    settle(reading)
    page.show_record("contact", three.helen)
    settle(reading)
    assert not page.add_action.isEnabled()
    buttons = {each.text() for each in page.list.record.findChildren(Button)}
    assert {"Edit", "Add a role", "Questionnaire", "Allow", "Reviewed today", "Take out"}.isdisjoint(buttons)
    page.list.deeds.edit(three.helen)
    page.list.deeds.publish(three.helen, may=True)
    settle(reading)
    page.hide()
    page.deleteLater()
    put_away(reading)
