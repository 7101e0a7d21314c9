"""Planning: what is typed is read back and kept, what stands against it is said, each lack is mended beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desk.a_desk import a_desk, put_away, settle, told
from tests.elm_park import TODAY, reopened
from tests.records.an_evening import a_meeting
from tests.screens.meetings.conftest import DAY, Shown, Work, ask, keep, press, refusals, rows, says
from tests.screens.page_on_show import type_into, unbound
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.pieces import Button
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.officer import Absence
from wehere_desktop.neighbourhood.place import Known
from wehere_desktop.screens.meetings.agenda_sheet import AgendaSheet
from wehere_desktop.screens.meetings.lists_view import COMING
from wehere_desktop.screens.meetings.page import MeetingsPage
from wehere_desktop.screens.meetings.record_view import Ask

SEVEN = datetime(2026, 12, 16, 19, tzinfo=UTC)


def test_that_a_meeting_is_planned_from_a_day_typed_as_people_say_it(shown: Shown, work: Work) -> None:
    shown.page.plan(beat=work.beat)
    type_into(shown.paper.form, starts="wed 16 dec 7pm to 8.30pm", venue=work.hall, leads=work.sam)
    assert says(shown.paper, "Wed 16 Dec, 7 pm to 8.30 pm")
    keep(shown)
    (planned,) = [each for each in shown.desk.book.meetings.all() if each.starts == SEVEN]
    assert (planned.title, planned.venue, planned.leads) == ("Winsford Wharton beat meeting", work.hall, work.sam)
    assert planned.ends == datetime(2026, 12, 16, 20, 30, tzinfo=UTC)
    assert planned.agenda[0] == "Welcome, and who we are"
    assert shown.page.shown == planned.id
    assert shown.sheet is None
    assert told(shown.desk).said.told[-1].undo


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"starts": ""}, "does not say when"),
        ({"starts": "tue 16 dec 7pm"}, "is a Wednesday"),
        ({"starts": "16 dec"}, "at what time"),
        ({"starts": "16 dec 7pm", "title": "x" * 400}, "at most 300"),
    ],
)
def test_that_what_cannot_be_planned_is_said_beside_its_field(
    shown: Shown, work: Work, typed: dict[str, str], words: str
) -> None:
    before = shown.desk.book.meetings.count()
    shown.page.plan(beat=work.beat)
    type_into(shown.paper.form, **typed)
    keep(shown)
    assert any(words in each for each in refusals(shown.paper.form))
    assert shown.desk.book.meetings.count() == before
    assert shown.paper.keep_button.isEnabled()


def test_that_letters_from_which_nothing_was_chosen_are_not_dropped_in_silence(shown: Shown, work: Work) -> None:
    shown.page.plan(beat=work.beat)
    type_into(shown.paper.form, starts="16 dec 7pm")
    picker = shown.paper.form.editor("venue")
    picker.field.setText("Elm")  # type: ignore[attr-defined]  # a picker, as the sheet made it
    keep(shown)
    assert refusals(shown.paper.form) == ["“Elm” has not been chosen yet. Choose from the list below it, or clear it."]


def test_that_a_bank_holiday_and_a_leader_away_are_said_while_typing(shown: Shown, work: Work) -> None:
    book = shown.desk.book
    with book.change("Away"):
        book.absences.add(
            Absence(id=book.world.new_id(), officer=work.sam, starts=TODAY + 20 * DAY, ends=TODAY + 50 * DAY)
        )
    shown.page.plan(beat=work.beat)
    type_into(shown.paper.form, starts="25 dec 7pm", leads=work.sam)
    assert says(shown.paper, "bank holiday: Christmas Day")
    assert says(shown.paper, "PCSO Sam Ashdown is away that day.")


def test_that_an_unchanged_plan_of_the_past_stays_on_its_day(shown: Shown, work: Work) -> None:
    shown.page.show_record("meeting", work.held.id)
    settle(shown.desk)
    shown.page.edit()
    type_into(shown.paper.form, title="The autumn meeting")
    keep(shown)
    after = shown.desk.book.meetings.get(work.held.id)
    assert (after.title, after.starts) == ("The autumn meeting", work.held.starts)


def test_that_each_lack_has_what_mends_it_beside_it(shown: Shown, work: Work) -> None:
    book = shown.desk.book
    bare = a_meeting(book, 30, title="Bare")
    shown.page.show_record("meeting", bare.id)
    settle(shown.desk)
    assert says(shown.page.record, "It has no venue yet.")
    press(shown, "Choose a venue")
    type_into(shown.paper.form, venue=work.hall)
    keep(shown)
    press(shown, "Choose who leads")
    type_into(shown.paper.form, leads=work.sam)
    keep(shown)
    press(shown, "Start from what is open")
    press(shown, "Note publicity")
    type_into(shown.paper.form, what="Poster", where="Library window")
    keep(shown)
    after = book.meetings.get(bare.id)
    assert (after.venue, after.leads, bool(after.agenda)) == (work.hall, work.sam, True)
    assert says(shown.page.record, "ready")
    assert says(shown.page.record, "First told on 22 Nov, 30 days before; 14 are wanted.")


def test_that_what_is_known_of_a_venue_is_kept_with_the_place(shown: Shown, work: Work) -> None:
    shown.page.show_record("meeting", work.coming.id)
    settle(shown.desk)
    press(shown, "Change what is known of access")
    type_into(shown.paper.form, step_free="no", hearing_loop="yes", access="Steps at the front")
    keep(shown)
    hall = shown.desk.book.places.get(work.hall)
    assert (hall.step_free, hall.hearing_loop, hall.access) == (Known.NO, Known.YES, "Steps at the front")
    assert says(shown.page.record, "Step-free no · Hearing loop yes · Parking not known")


def test_that_the_notice_wanted_can_be_set(shown: Shown, work: Work) -> None:
    shown.page.show_record("meeting", work.coming.id)
    settle(shown.desk)
    press(shown, "Change how many days")
    type_into(shown.paper.form, notice_days="0")
    keep(shown)
    assert any("from 1 to 730" in each for each in refusals(shown.paper.form))
    type_into(shown.paper.form, notice_days="21")
    keep(shown)
    assert shown.desk.book.team_settings.number("notice days") == 21
    assert shown.desk.book.team_settings.number("meeting every days") == 92
    assert says(shown.page.record, "21 days’ notice would have been by 18 Nov")
    assert len(shown.desk.book.team_settings.all()) == 1


def test_that_publicity_on_a_day_to_come_is_refused(shown: Shown, work: Work) -> None:
    shown.page.show_record("meeting", work.coming.id)
    settle(shown.desk)
    press(shown, "Publicise")
    press(shown, "Poster", inside=shown.paper)
    type_into(shown.paper.form, on="24/11/2026")
    keep(shown)
    assert refusals(shown.paper.form) == ["That day is to come. Note it once people were told."]
    type_into(shown.paper.form, on="yesterday")
    keep(shown)
    (kept,) = shown.desk.book.publicities.of(work.coming.id)
    assert (kept.what, kept.on) == ("Poster", TODAY - DAY)


def test_that_the_agenda_is_ordered_by_keys_alone(shown: Shown, work: Work) -> None:
    shown.page.show_record("meeting", work.coming.id)
    settle(shown.desk)
    press(shown, "Edit the agenda")
    sheet = shown.sheet
    assert isinstance(sheet, AgendaSheet)
    QTest.keyClicks(sheet.new, "Speeding")
    QTest.keyClick(sheet.new, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.new, "Parking")
    QTest.keyClick(sheet.new, Qt.Key.Key_Return)
    assert sheet.lines.lines() == ("Welcome", "Speeding", "Parking", "Close")
    QTest.keyClick(sheet.lines, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert sheet.lines.lines() == ("Welcome", "Parking", "Speeding", "Close")
    sheet.lines.setCurrentRow(3)
    QTest.keyClick(sheet.lines, Qt.Key.Key_Delete)
    assert sheet.has_unsaved()
    sheet.keep()
    settle(shown.desk)
    assert shown.desk.book.meetings.get(work.coming.id).agenda == ("Welcome", "Parking", "Speeding")


def test_that_a_meeting_repeats_and_is_copied_to_a_day(shown: Shown, work: Work) -> None:
    book = shown.desk.book
    shown.page.show_record("meeting", work.coming.id)
    settle(shown.desk)
    ask(shown, Ask.REPEAT)
    repeated = book.meetings.get(shown.page.shown)
    assert (repeated.title, repeated.venue) == (work.coming.title, work.hall)
    assert repeated.id != work.coming.id
    ask(shown, Ask.COPY)
    type_into(shown.paper.form, starts="20 jan")
    assert says(shown.paper, "Wed 20 Jan 2027, 9 am")
    keep(shown)
    assert book.meetings.get(shown.page.shown).starts == datetime(2027, 1, 20, 9, tzinfo=UTC)


def test_that_calling_off_wants_a_reason_and_keeps_the_notice(shown: Shown, work: Work) -> None:
    book = shown.desk.book
    shown.page.show_record("meeting", work.coming.id)
    settle(shown.desk)
    ask(shown, Ask.CALL_OFF)
    keep(shown)
    assert any("Say why" in each for each in refusals(shown.paper.form))
    type_into(shown.paper.form, notes="The hall is flooded", notice="Notice on the door")
    keep(shown)
    after = book.meetings.get(work.coming.id)
    assert after.life is MeetingLife.CANCELLED
    assert "flooded" in after.notes
    assert [each.where for each in book.publicities.of(after.id)] == ["Notice on the door"]
    assert says(shown.page.record, "called off")


def test_that_a_beat_without_a_meeting_in_time_is_told_and_one_press_plans_it(shown: Shown, work: Work) -> None:
    beats = tuple(each.id for each in shown.desk.book.beats.current(TODAY)[:2])
    shown.page.scope.want((*beats, work.beat), "Three beats")
    settle(shown.desk)
    assert says(shown.page.lists.without, "none held yet")
    assert not says(shown.page.lists.without, "Winsford Wharton")
    press(shown, "Plan one on")
    assert shown.paper.form.typed()["beat"] == (beats[0],)


def test_that_the_list_follows_what_is_typed_and_says_where_nothing_fits(shown: Shown) -> None:
    shown.page.scope.want((), "Whole force")
    settle(shown.desk)
    assert rows(shown) == ["Winter meeting"]
    shown.page.words.setText("nobody")
    settle(shown.desk, shown.page)
    assert says(shown.page, "No meeting here fits “nobody”")


def test_that_a_book_opened_to_read_offers_nothing_that_writes(look: Look, shown: Shown, work: Work) -> None:
    shown.page.hide()
    reading = a_desk(reopened(shown.desk.book, read_only=True), look)
    page = MeetingsPage(reading)
    unbound(page)
    page.resize(1182, 688)
    page.show()
    page.refresh(None)
    page.show_record("meeting", work.coming.id)
    settle(reading)
    assert page.tabs.currentIndex() == COMING
    assert not page.add_action.isEnabled()
    written = {"Edit", "Publicise", "More ▾", "Add", "Change", "Note publicity"}
    offered = [each for each in page.record.findChildren(Button) if each.text() in written]
    assert offered
    assert not any(each.isEnabled() for each in offered)
    page.hide()
    page.deleteLater()
    put_away(reading)


def test_that_a_desk_without_meetings_says_what_belongs_here(desk: Desk) -> None:
    page = MeetingsPage(desk)
    unbound(page)
    page.resize(1182, 688)
    page.show()
    page.refresh(None)
    settle(desk)
    assert says(page, "No meeting is planned")
    page.hide()
    page.deleteLater()
