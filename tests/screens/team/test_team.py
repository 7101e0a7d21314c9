"""The Team page: who is listed where, what the records say, which gaps show, and what can be done about them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.desk.a_desk import a_desk, put_away, settle, told
from tests.elm_park import TODAY, an_officer, reopened
from tests.screens.page_on_show import press, unbound, words_of
from tests.screens.team.conftest import DAY, Shown, Team
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.records import BeatBook
from wehere_desktop.records.staffing import post
from wehere_desktop.screens.team.duty_sheets import HandOverSheet, NameAllSheet
from wehere_desktop.screens.team.gaps import gaps_of
from wehere_desktop.screens.team.page import BEATS, GAPS, OFFICERS, TeamPage
from wehere_desktop.screens.team.posting_sheets import AbsenceSheet, PostSheet


def rows(table: object, column: int = 0) -> list[str]:
    """Return what stands in a column, from the top."""
    model = table.model()  # type: ignore[attr-defined]
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def fill(shown: Shown, **typed: str) -> None:
    """Type into the sheet's fields; an id goes into a picker."""
    assert shown.sheet is not None
    for name, words in typed.items():
        editor = shown.sheet.form.editor(name)
        if isinstance(editor, RecordPicker):
            editor.put((words,))
            editor.changed.emit()
        else:
            assert isinstance(editor, QLineEdit)
            editor.setText(words)


def keep(shown: Shown, desk: Desk) -> None:
    """Keep what the sheet holds."""
    assert shown.sheet is not None
    shown.sheet.keep()
    settle(desk)


def sheet_gone(shown: Shown) -> bool:
    """Say whether no sheet lies over the page."""
    return shown.sheet is None


def test_that_officers_stand_by_unit_and_beat_with_places_and_who_is_away(team: Team, shown: Shown) -> None:
    page = shown.page
    assert rows(page.officers) == ["Northwich", "Robin Vale", "Sam Ashdown", "Dele Oyelaran"]
    assert rows(page.officers, 1)[1:] == ["Northwich unit", "Winsford Wharton", "Winsford Wharton"]
    assert rows(page.officers, 2)[1:] == ["–", "2", "–"]
    assert rows(page.officers, 3)[1:] == ["", "away until 25 Nov", ""]


def test_that_the_arrow_keys_pass_the_headings_by(team: Team, shown: Shown, desk: Desk) -> None:
    table = shown.page.officers
    shown.page.unit.want("")
    settle(desk)
    table.go_to(team.sam)
    QTest.keyClick(table, Qt.Key.Key_Home)
    for _ in range(9):
        QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.current() == desk.book.holder
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current() == team.sam


def test_that_a_heading_orders_them_without_groups_and_words_narrow(team: Team, shown: Shown, desk: Desk) -> None:
    page = shown.page
    page.officers.horizontalHeader().sectionClicked.emit(2)
    settle(desk)
    assert rows(page.officers)[-1] == "Sam Ashdown"
    assert len(rows(page.officers)) == 3
    page.words.setText("4417")
    settle(desk, page)
    assert rows(page.officers) == ["Sam Ashdown"]
    page.words.setText("zzz <b>")
    settle(desk, page)
    assert "Nobody here fits “zzz <b>”" in words_of(page)


def test_that_the_record_tells_of_cover_work_postings_places_and_days_away(
    team: Team, shown: Shown, desk: Desk
) -> None:
    shown.page.show_record("officer", team.sam)
    settle(desk)
    said = words_of(shown.page.record)
    for each in (
        "PCSO · 4417 · Winsford Wharton",
        "away until 25 Nov",
        "PC Dele Oyelaran covers.",
        "07700 900417",
        "Named for 2 places · 2 due a contact",
        "Elm School",
        "never seen",
        "21 Nov to 25 Nov",
        "Leave · PC Dele Oyelaran covers",
    ):
        assert each in said
    shown.page.show_record("officer", team.dele)
    settle(desk)
    assert "Covers for PCSO Sam Ashdown until 25 November." in words_of(shown.page.record)


def test_that_beats_say_who_answers_on_the_day_chosen(team: Team, shown: Shown, desk: Desk) -> None:
    page = shown.page
    page.show_record("beat", team.beat)
    settle(desk)
    assert page.tabs.currentIndex() == BEATS
    line = rows(page.beats).index("Winsford Wharton")
    assert rows(page.beats, 3)[line] == "Dele Oyelaran covers"
    assert "covering for Sam Ashdown until 25 November" in words_of(page.record)
    page.day.field.setText("26 Nov")
    page.day.field.editingFinished.emit()
    settle(desk)
    assert rows(page.beats, 3)[line] == "PCSO Sam Ashdown"
    assert "As it stands on Thursday 26 November 2026." in words_of(page.record)
    page.day.field.setText("the day after the fair")
    page.day.field.editingFinished.emit()
    assert page.day.day() == TODAY + 4 * DAY
    assert page.day.field.property("refused") == "true"
    press(page.day, "Back to today")
    settle(desk)
    assert rows(page.beats, 3)[line] == "Dele Oyelaran covers"


def test_that_an_officer_is_added_with_a_posting_and_undone(team: Team, shown: Shown, desk: Desk) -> None:
    page, book = shown.page, desk.book
    page.add()
    keep(shown, desk)
    assert any(each.startswith("The officer needs a name.") for each in words_of(shown.sheet or page))
    fill(shown, name="Sam Ashdown", number="99")
    assert "In the book already: PCSO Sam Ashdown 4417." in words_of(shown.sheet or page)
    fill(shown, name="Jo Birch", beat=team.beat, starts="1 Nov")
    keep(shown, desk)
    assert sheet_gone(shown)
    (jo,) = book.officers.known_as("Jo Birch")
    assert (jo.rank, jo.number) == (Rank.PCSO, "99")
    assert [(each.beat, each.starts) for each in book.postings.of(jo.id)] == [(team.beat, TODAY - 21 * DAY)]
    assert "Jo Birch" in words_of(page.record)
    desk.undo()
    settle(desk)
    assert book.officers.known_as("Jo Birch") == []


def test_that_days_away_warn_of_what_does_not_go_together_and_are_kept(team: Team, shown: Shown, desk: Desk) -> None:
    page, book = shown.page, desk.book
    page.show_record("officer", team.dele)
    settle(desk)
    press(page.record, "Add days away of Dele Oyelaran")
    assert isinstance(shown.sheet, AbsenceSheet)
    keep(shown, desk)
    assert "Say the last day away. A guess will do; it can be changed." in words_of(shown.sheet)
    fill(shown, starts="tomorrow", ends="friday", cover=team.sam)
    said = words_of(shown.sheet)
    assert "Away 5 days, from 23 Nov 2026 to 27 Nov 2026." in said
    assert "PCSO Sam Ashdown is away too, from 21 November until 25 November." in said
    keep(shown, desk)
    assert sheet_gone(shown)
    (absence,) = book.absences.of(team.dele)
    assert (absence.starts, absence.ends, absence.cover) == (TODAY + DAY, TODAY + 5 * DAY, team.sam)
    assert told(desk).said.told[-1].undo
    press(page.record, "Take out: 23 Nov to 27 Nov")
    settle(desk)
    assert book.absences.of(team.dele) == []


def test_that_all_places_are_handed_over_in_one_change(team: Team, shown: Shown, desk: Desk) -> None:
    page, book = shown.page, desk.book
    page.show_record("officer", team.sam)
    settle(desk)
    press(page.record, "Hand over all places of Sam Ashdown")
    assert isinstance(shown.sheet, HandOverSheet)
    keep(shown, desk)
    assert "Say who it is. Type a few letters of the name." in words_of(shown.sheet)
    fill(shown, officer=team.dele)
    assert "PC Dele Oyelaran is named for no places today." in words_of(shown.sheet)
    keep(shown, desk)
    assert {each.place for each in book.named_officers.of_officer(team.dele, TODAY)} == set(team.places[:2])
    assert book.named_officers.of_officer(team.sam, TODAY) == []
    desk.undo()
    settle(desk)
    assert book.named_officers.of_officer(team.dele, TODAY) == []


def test_that_leaving_tells_first_what_ends_and_then_ends_it(team: Team, shown: Shown, desk: Desk) -> None:
    page, book = shown.page, desk.book
    page.show_record("officer", team.sam)
    settle(desk)
    press(page.record, "Sam Ashdown leaves")
    assert "On 22 Nov 2026 this ends: 1 posting, 2 places and 1 absence." in words_of(shown.sheet or page)
    fill(shown, last="yesterday")
    keep(shown, desk)
    assert book.officers.get(team.sam).ended == TODAY - DAY
    assert "left 21 Nov" in words_of(page.record)
    assert "Sam Ashdown" not in rows(page.officers)
    QTest.mouseClick(page.left, Qt.MouseButton.LeftButton)
    settle(desk)
    assert rows(page.officers)[-2:] == ["Left", "Sam Ashdown"]
    press(page.record, "Sam Ashdown has not left after all")
    settle(desk)
    assert book.officers.get(team.sam).ended is None


def test_that_every_sort_of_gap_shows_and_goes_when_it_is_mended(team: Team, shown: Shown, desk: Desk) -> None:
    page, book = shown.page, desk.book
    marbury = book.beats.known_as("Marbury")[0]
    with book.change("Make gaps"):
        (absence,) = book.absences.of(team.sam)
        book.absences.amend(absence.id, cover="")
        gone = book.officers.add(an_officer(book, "Lee Moss", ended=TODAY - DAY))
        duty = book.named_officers.of_place(team.places[0], TODAY)[0]
        book.named_officers.amend(duty.id, officer=gone.id)
        new = book.officers.add(an_officer(book, "Jo Birch", rank=Rank.PC))
        post(book, new.id, beat=marbury.id, starts=TODAY - DAY, ends=TODAY + timedelta(days=20))
    settle(desk)
    unit = book.lpus.named("Northwich")
    assert unit is not None
    groups = {each.heading: each for each in gaps_of(book, unit.id, TODAY)}
    assert {heading: len(each.gaps) for heading, each in groups.items()} == {
        "Beats with nobody posted": 9,
        "Away today without cover": 1,
        "Named, but left": 1,
        "Places with nobody named": 1,
        "Beats with no PCSO of their own": 1,
        "Postings that end within 28 days": 1,
    }
    assert groups["Places with nobody named"].gaps[0].more == "Oak"
    page.tabs.setCurrentIndex(GAPS)
    assert page.tabs.tabText(GAPS) == "Gaps 14"

    press(page.gaps, "Say who covers: PCSO Sam Ashdown")
    fill(shown, cover=team.dele)
    keep(shown, desk)
    press(page.gaps, "Hand over: PCSO Lee Moss")
    fill(shown, officer=team.dele)
    keep(shown, desk)
    press(page.gaps, "Name an officer: Winsford Wharton")
    assert isinstance(shown.sheet, NameAllSheet)
    fill(shown, officer=team.sam)
    keep(shown, desk)
    press(page.gaps, "Post an officer: Marbury")
    assert isinstance(shown.sheet, PostSheet)
    fill(shown, officer=team.sam)
    keep(shown, desk)
    left = {each.heading for each in gaps_of(book, unit.id, TODAY)}
    assert left == {"Beats with nobody posted", "Postings that end within 28 days"}
    assert page.tabs.tabText(GAPS) == "Gaps 10"


def test_that_officers_posted_nowhere_show_in_the_whole_force_alone(team: Team, book: BeatBook, desk: Desk) -> None:
    with book.change("Add one"):
        book.officers.add(an_officer(book, "Jo Birch"))
    unit = book.lpus.named("Northwich")
    assert unit is not None
    assert [each.title for each in gaps_of(book, "", TODAY)[-1].gaps] == ["PCSO Jo Birch"]
    assert all(each.heading != "Officers not posted anywhere" for each in gaps_of(book, unit.id, TODAY))


def test_that_a_posting_moves_an_officer_and_says_where_they_are_now(team: Team, shown: Shown, desk: Desk) -> None:
    page, book = shown.page, desk.book
    other = book.beats.known_as("Marbury")[0]
    page.show_record("officer", team.dele)
    settle(desk)
    press(page.record, "Post Dele Oyelaran to a beat or unit")
    assert "Posted now to Winsford Wharton, until 21 Nov 2026." in words_of(shown.sheet or page)
    keep(shown, desk)
    assert any(each.startswith("Say where to.") for each in words_of(shown.sheet or page))
    fill(shown, beat=other.id, starts="tomorrow")
    keep(shown, desk)
    assert [(each.beat, each.starts, each.ends) for each in book.postings.of(team.dele)] == [
        (team.beat, TODAY - 90 * DAY, TODAY),
        (other.id, TODAY + DAY, None),
    ]


def test_that_hostile_words_are_shown_as_they_stand(team: Team, shown: Shown, desk: Desk) -> None:
    name = "<b>Sam</b> & 'Co' \"=1+1\" %s"
    with desk.book.change("Rename"):
        desk.book.officers.amend(team.sam, name=name, drop_in="<img src=x>")
    settle(desk)
    shown.page.show_record("officer", team.sam)
    settle(desk)
    assert name in words_of(shown.page.record)
    assert "<img src=x>" in words_of(shown.page.record)
    assert name in rows(shown.page.officers)


def test_that_a_book_for_reading_offers_nothing_to_write(team: Team, book: BeatBook, look: Look) -> None:
    reading = reopened(book, read_only=True)
    desk = a_desk(reading, look)
    page = TeamPage(desk)
    unbound(page)
    page.resize(1182, 688)
    page.show()
    page.refresh(None)
    page.show_record("officer", team.sam)
    settle(desk)
    offered = {each.accessibleName() for each in page.record.findChildren(Button)}
    assert not any("Hand over" in each or "leaves" in each or "Take out" in each for each in offered)
    assert not page.add_action.isEnabled()
    page.hide()
    page.deleteLater()
    put_away(desk)


@pytest.mark.parametrize("tab", [OFFICERS, BEATS, GAPS])
def test_that_everything_that_takes_the_focus_has_a_name(tab: int, team: Team, shown: Shown, desk: Desk) -> None:
    shown.page.tabs.setCurrentIndex(tab)
    settle(desk)
    nameless = [
        each
        for each in shown.page.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName()
    ]
    assert nameless == []


def test_that_a_unit_opens_its_beats(team: Team, shown: Shown, desk: Desk) -> None:
    unit = desk.book.lpus.named("Chester")
    assert unit is not None
    shown.page.show_record("lpu", unit.id)
    settle(desk)
    assert rows(shown.page.beats)[0] == "Chester"
    assert shown.page.tabs.currentIndex() == BEATS
