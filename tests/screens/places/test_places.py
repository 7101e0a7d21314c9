"""The Places page: what it lists and in which order, what it says of a place, and what can be done from it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from tests.desk.a_desk import a_desk, put_away, settle, told
from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit, an_officer, reopened
from tests.screens.page_on_show import press, words_of
from tests.screens.places.conftest import Shown
from tests.screens.places.on_the_page import names
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.pieces import Button
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.officer import Absence, Rank
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer, PlaceKind
from wehere_desktop.records import BeatBook
from wehere_desktop.records.place_list import Standing
from wehere_desktop.screens.places.name_sheet import NameSheet
from wehere_desktop.screens.places.page import Places
from wehere_desktop.screens.places.place_sheets import AddSheet, EditSheet
from wehere_desktop.window.reading_order import tab_through


def no_sheet(shown: Shown) -> bool:
    """Say whether no sheet lies over the page."""
    return shown.sheet is None


def field(sheet: QWidget | None, name: str) -> QLineEdit:
    """Return a line of the sheet's form."""
    assert isinstance(sheet, AddSheet | EditSheet | NameSheet)
    editor = sheet.form.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


@pytest.fixture
def three(book: BeatBook) -> list[str]:
    """A school seen long ago, a hall seen today and a church never seen, all on Winsford Wharton; their ids."""
    beat = book.beats.known_as("Winsford Wharton")[0].id
    with book.change("Set up three places"):
        school = book.places.add(a_place(book, "Wharton Primary School", beat=beat, town="Winsford"))
        hall = book.places.add(a_place(book, "Acton Hall", beat=beat, place_kind=PlaceKind.COMMUNITY_HALL))
        church = book.places.add(a_place(book, "St Chad", beat=beat, place_kind=PlaceKind.FAITH_CENTRE))
        book.visits.add(a_visit(book, school.id, TODAY - timedelta(days=50), purpose="Road safety"))
        book.visits.add(a_visit(book, hall.id, TODAY))
    return [school.id, hall.id, church.id]


@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_an_empty_book_says_what_belongs_here_and_offers_the_first_step(shown: Shown) -> None:
    assert "No places yet" in words_of(shown.page)
    press(shown.page, "Add a place")
    assert isinstance(shown.sheet, AddSheet)


def test_that_those_never_seen_come_first_and_then_the_longest_late(three: list[str], shown: Shown) -> None:
    assert names(shown) == ["St Chad", "Wharton Primary School", "Acton Hall"]
    assert "never seen" in words_of(shown.page.record)


def test_that_a_click_on_a_heading_orders_and_another_turns_the_order_round(
    three: list[str], shown: Shown, desk: Desk
) -> None:
    for expected in (["Acton Hall", "St Chad", "Wharton Primary School"], ["Wharton Primary School", "St Chad"]):
        shown.page.table.horizontalHeader().sectionClicked.emit(0)
        settle(desk)
        assert names(shown)[: len(expected)] == expected


def test_that_the_list_narrows_by_words_kind_state_and_beat(three: list[str], shown: Shown, desk: Desk) -> None:
    page = shown.page
    page.words.setText("whart prim")
    settle(desk, shown.page)
    assert names(shown) == ["Wharton Primary School"]
    page.words.clear()
    page.filters.want_kind(PlaceKind.FAITH_CENTRE)
    settle(desk, shown.page)
    assert names(shown) == ["St Chad"]
    page.filters.want_kind(None)
    page.filters.want_standing(Standing.IN_TOUCH)
    settle(desk)
    assert names(shown) == ["Acton Hall"]
    page.filters.want_standing(None)
    other = desk.book.beats.known_as("Marbury")[0]
    page.filters.want_area(f"beat:{other.id}")
    settle(desk)
    assert names(shown) == []
    press(page, "Look everywhere")
    settle(desk)
    assert len(names(shown)) == len(three)


def test_that_nobody_named_leaves_out_whoever_has_an_officer(
    three: list[str], book: BeatBook, shown: Shown, desk: Desk
) -> None:
    with book.change("Name somebody"):
        duty = NamedOfficer(id=book.world.new_id(), place=three[0], officer=book.holder, starts=TODAY)
        book.named_officers.add(duty)
    settle(desk)
    assert shown.page.filters.nobody_chip.text() == "Nobody named 2"
    QTest.mouseClick(shown.page.filters.nobody_chip, Qt.MouseButton.LeftButton)
    settle(desk)
    assert names(shown) == ["St Chad", "Acton Hall"]


def test_that_the_record_tells_who_we_know_the_gaps_and_who_covers_today(
    three: list[str], book: BeatBook, shown: Shown, desk: Desk
) -> None:
    with book.change("Set up people"):
        sam = book.officers.add(an_officer(book, "Sam Ashdown", rank=Rank.PCSO))
        dele = book.officers.add(an_officer(book, "Dele Oyelaran", rank=Rank.PC))
        until = TODAY + timedelta(days=3)
        book.absences.add(Absence(id=book.world.new_id(), officer=sam.id, cover=dele.id, starts=TODAY, ends=until))
        duty = NamedOfficer(id=book.world.new_id(), place=three[0], officer=sam.id, starts=TODAY - timedelta(days=9))
        book.named_officers.add(duty)
        head = book.contacts.add(a_contact(book, "Helen Marsh", phone="01632 960123"))
        book.contact_roles.add(a_role(book, head.id, three[0], role="Head teacher"))
    shown.page.show_record("place", three[0])
    settle(desk)
    said = words_of(shown.page.record)
    assert "PCSO Sam Ashdown" in said
    assert "away until 25 Nov, PC Dele Oyelaran covers" in said
    assert "Helen Marsh" in said
    assert "No deputy yet" in said
    assert "Nobody for out of hours yet" in said
    assert "Visit, informal · Road safety" in said


def test_that_hostile_words_are_shown_as_they_stand(book: BeatBook, shown: Shown, desk: Desk) -> None:
    name = "<b>Elm</b> & 'Park' \"=1+1\" %s"
    with book.change("Add one"):
        place = book.places.add(a_place(book, name, notes="<img src=x>", beat=book.beats.known_as("Marbury")[0].id))
    settle(desk)
    shown.page.show_record("place", place.id)
    shown.page.words.setText('"<b> *')
    settle(desk, shown.page)
    assert name in words_of(shown.page.record)
    assert "<img src=x>" in words_of(shown.page.record)
    assert names(shown) == [name]


@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_a_place_is_added_by_postcode_edited_undone_and_given_an_officer(shown: Shown, desk: Desk) -> None:
    page, book = shown.page, desk.book
    page.add()
    sheet = shown.sheet
    QTest.keyClicks(field(sheet, "name"), "Wharton Hall")
    QTest.keyClicks(field(sheet, "where"), "cw73ep")
    settle(desk, sheet)
    assert isinstance(sheet, AddSheet)
    assert "✓ CW7 3EP · Cheshire West and Chester · Winsford Wharton" in words_of(sheet)
    assert sheet.has_unsaved()
    QTest.keyClick(field(sheet, "town"), Qt.Key.Key_Return)
    settle(desk)
    assert no_sheet(shown)
    place = book.places.called("Wharton Hall")[0]
    assert (place.postcode, place.authority) == ("CW7 3EP", "E06000050")
    assert book.beats.get(place.beat).name == "Winsford Wharton"
    assert place.latitude == pytest.approx(53.2, abs=0.1)
    assert "Wharton Hall" in words_of(page.record)
    assert "SJ" in " ".join(words_of(page.record))

    page.edit()
    field(shown.sheet, "name").setText("")
    assert isinstance(shown.sheet, EditSheet)
    shown.sheet.keep()
    settle(desk)
    assert "Name is missing. Fill it in and try again." in words_of(shown.sheet)
    field(shown.sheet, "name").setText("Wharton Village Hall")
    field(shown.sheet, "access").setText("Side gate")
    shown.sheet.keep()
    settle(desk)
    assert book.places.get(place.id).access == "Side gate"
    assert "Wharton Village Hall" in words_of(page.record)
    assert told(desk).said.told[-1].undo
    desk.undo()
    settle(desk)
    assert book.places.get(place.id).name == "Wharton Hall"
    assert "Wharton Hall" in words_of(page.record)

    page.name_officer()
    assert isinstance(shown.sheet, NameSheet)
    shown.sheet.keep()
    settle(desk)
    assert any(words.startswith("Say who it is.") for words in words_of(shown.sheet))
    shown.sheet.picker.put((book.holder,))
    shown.sheet.keep()
    settle(desk)
    assert "Inspector Robin Vale" in words_of(page.record)
    assert [each.duty for each in book.named_officers.of_place(place.id, TODAY)] == [Duty.MAIN]


@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_a_like_name_close_by_is_pointed_out_and_can_be_opened(shown: Shown, desk: Desk) -> None:
    with desk.book.change("Add one"):
        known = desk.book.places.add(
            a_place(desk.book, "Wharton Primary School", postcode="CW7 3EP", latitude=53.2, longitude=-2.51)
        )
    shown.page.add("Wharton CofE Primary School")
    field(shown.sheet, "where").setText("53.2, -2.51")
    settle(desk, shown.sheet)
    assert shown.sheet is not None
    press(shown.sheet, "Wharton Primary School, at the same spot")
    settle(desk)
    assert no_sheet(shown)
    assert "Wharton Primary School" in words_of(shown.page.record)
    assert desk.book.places.count() == 1
    assert desk.book.places.get(known.id).name == known.name


@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_what_is_no_whereabouts_is_refused_beside_its_field_and_nothing_typed_is_lost(
    shown: Shown, desk: Desk
) -> None:
    shown.page.add("Elm Park Library")
    field(shown.sheet, "where").setText("behind the pub")
    assert isinstance(shown.sheet, AddSheet)
    shown.sheet.keep()
    settle(desk)
    assert any(words.startswith("That is not a postcode, a grid reference") for words in words_of(shown.sheet))
    assert field(shown.sheet, "where").text() == "behind the pub"
    assert shown.sheet.keep_button.isEnabled()
    assert desk.book.places.count() == 0


@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_a_new_postcode_moves_a_place_and_finds_its_beat_anew(three: list[str], shown: Shown, desk: Desk) -> None:
    shown.page.show_record("place", three[0])
    settle(desk)
    shown.page.edit()
    field(shown.sheet, "postcode").setText("CH1 1AA")
    assert isinstance(shown.sheet, EditSheet)
    shown.sheet.keep()
    settle(desk)
    moved = desk.book.places.get(three[0])
    assert moved.postcode == "CH1 1AA"
    assert moved.latitude is not None
    assert desk.book.beats.get(moved.beat).name != "Winsford Wharton"


@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_everything_that_takes_the_focus_has_a_name(three: list[str], shown: Shown, desk: Desk) -> None:
    shown.page.show_record("place", three[0])
    settle(desk)
    shown.page.add()
    pages: list[QWidget] = [shown.page]
    if shown.sheet is not None:
        pages.append(shown.sheet)
    for page in pages:
        taking = [each for each in page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert taking
        assert [each for each in taking if not each.accessibleName() and each.isVisible()] == []


def test_that_a_book_for_reading_offers_nothing_to_write(three: list[str], book: BeatBook, look: Look) -> None:
    reading = a_desk(reopened(book, read_only=True), look)
    page = Places(reading)
    page.show()
    page.refresh(None)
    settle(reading)
    assert not page.add_action.isEnabled()
    assert "St Chad" in words_of(page.record)
    assert {"Name an officer", "Edit"}.isdisjoint(each.text() for each in page.record.findChildren(Button))
    page.hide()
    page.deleteLater()
    put_away(reading)


def test_that_tab_goes_through_the_page_as_it_is_read_and_stays_where_it_was_when_the_record_is_new(
    three: list[str], shown: Shown, desk: Desk
) -> None:
    page = shown.page
    page.activateWindow()
    page.words.setFocus()
    gone_through: list[QWidget] = []
    at: QWidget | None = page.words
    while at is not None and at not in gone_through:
        gone_through.append(at)
        assert tab_through(page, forward=True)
        at = page.focusWidget()
    names_of = [each.accessibleName() for each in gone_through]
    wanted = [
        "Filter the list by name, street, town or postcode",
        "Columns, and saving this list",
        "Which beats: All of Northwich",
        "Which kind: All kinds",
        "Filters you have kept",
        "Places",
        "Log a visit to St Chad",
        "Edit St Chad",
        "Change how often it sees us",
        "Add somebody we know at St Chad",
        "Add an access note",
        "Attach a file to this place",
    ]
    assert [each for each in names_of if each in wanted] == wanted
    edit = next(each for each in page.record.findChildren(Button) if each.accessibleName() == "Edit St Chad")
    edit.setFocus()
    with desk.book.change("Something new"):
        desk.book.places.amend(three[2], phone="01632 960001")
    settle(desk)
    focused = page.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Edit St Chad"


def test_that_what_is_known_of_getting_in_is_kept_and_shown(three: list[str], shown: Shown, desk: Desk) -> None:
    shown.page.show_record("place", three[1])
    settle(desk)
    shown.page.edit()
    assert isinstance(shown.sheet, EditSheet)
    for name, answer in (("step_free", "yes"), ("parking", "no")):
        editor = shown.sheet.form.editor(name)
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData(answer))
    shown.sheet.keep()
    settle(desk)
    assert "step-free way in, no parking" in words_of(shown.page.record)
