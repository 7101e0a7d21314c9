"""What is typed in the room is filed in order, letter for letter, and nothing typed is ever lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import a_desk, put_away, settle, told, until
from tests.elm_park import PASSPHRASE, TODAY, a_book, reopened, still_world
from tests.records.an_evening import a_meeting
from tests.screens.evening.conftest import Enter
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import Tone
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.records import open_book
from wehere_desktop.records.capturing import said_at
from wehere_desktop.screens.evening.kept_lines import draft_id, kept_for, offer
from wehere_desktop.screens.evening.page import EveningPage
from wehere_desktop.screens.evening.what import WHAT

ROOT = Path(__file__).parents[3]
THINGS = (
    "Cars on the pavement",
    "q: when are the lights mended",
    "Dogs & bins; 'quotes' \"too\"",
    "<b>Quads</b> under",
    "=1+1",
)
FORTY = [f"{THINGS[number % len(THINGS)]} number {number}{' #park' if number % 3 == 0 else ''}" for number in range(40)]


def in_the_line(page: EveningPage) -> str:
    return page.capture.field.text()


def the_words(line: str) -> str:
    return line.removeprefix("q: ").removesuffix(" #park")


def test_that_forty_points_typed_at_speed_are_filed_letter_for_letter_and_in_order(
    desk: Desk, page: EveningPage, meeting: Meeting, enter: Enter
) -> None:
    for line in FORTY:
        enter(line)
    QTest.keyClicks(page.capture.field, "and one mo")
    settle(desk)
    filed = [each for each in said_at(desk.book, meeting.id) if isinstance(each, Concern)]
    assert [each.said for each in filed] == [the_words(line) for line in FORTY]
    assert [each.theme is Theme.PARKING for each in filed] == ["#park" in line for line in FORTY]
    assert all(each.to_sort and each.raised_at == meeting.id for each in filed)
    assert in_the_line(page) == "and one mo"
    assert page.said.model.rowCount() == len(FORTY)
    assert [each for each in told(desk).said.told if each.tone is not Tone.DONE] == []


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be killed so there")
def test_that_a_process_killed_while_typing_loses_nothing_typed_a_second_before(tmp_path: Path, look: Look) -> None:
    with a_book(tmp_path) as book:
        meeting = a_meeting(book, 0)
    folder = tmp_path / "Elm Park.wehere"
    lines = [*FORTY[:12], "q: the last one was not yet ent"]
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.screens.evening.type_until_killed", str(folder), *lines],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child:
        assert child.stdout.readline() == "typed\n"
        child.send_signal(signal.SIGKILL)
    desk = a_desk(open_book(folder, PASSPHRASE, world=still_world(TODAY, seed="after")), look)
    page = EveningPage(desk)
    try:
        page.refresh(None)
        settle(desk)
        assert in_the_line(page).rstrip("x") == lines[-1]
        page.counting.keep()
        settle(desk)
        filed = [each.said for each in said_at(desk.book, meeting.id) if isinstance(each, Concern)]
        assert sorted(filed) == sorted(the_words(line) for line in lines[:-1])
        assert desk.book.meetings.get(meeting.id).attendance == 23
    finally:
        page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        put_away(desk)


def crash(page: EveningPage) -> None:
    """Let a page vanish as it does when its process ends."""
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_that_a_draft_holds_the_line_the_count_the_hands_and_the_group(
    desk: Desk, meeting: Meeting, page: EveningPage, enter: Enter, qtbot: QtBot
) -> None:
    enter("v: Speeding")
    settle(desk)
    QTest.keyClicks(page.capture.field, "half a li")
    page.count.step(7)
    (row,) = page.votes.rows.values()
    QTest.keyClicks(row.fields[0], "14")
    QTest.keyClicks(page.groups.field, "Youth cl")
    until(lambda: desk.book.drafts.of(what=WHAT) != [])
    kept = kept_for(desk, meeting.id)
    assert kept is not None
    assert (kept.line.line, kept.attendance, kept.group) == ("half a li", "7", "Youth cl")
    assert list(kept.hands.values()) == [("14", "", "")]


def test_that_a_draft_goes_once_everything_is_filed(desk: Desk, page: EveningPage, enter: Enter, qtbot: QtBot) -> None:
    QTest.keyClicks(page.capture.field, "Cars")
    until(lambda: desk.book.drafts.of(what=WHAT) != [])
    assert not page.has_unsaved()
    enter(" on the pavement")
    until(lambda: not desk.background.busy and desk.book.drafts.of(what=WHAT) == [])


def test_that_a_line_that_was_filed_before_the_crash_is_not_typed_again(desk: Desk, meeting: Meeting) -> None:
    line = {"id": desk.book.world.new_id(), "line": "Cars", "changes": ""}
    with desk.book.change("File"):
        desk.book.concerns.add(Concern(id=line["id"], beat=meeting.beat, raised_on=TODAY, said="Cars"))
    body = {"meeting": meeting.id, "line": line, "on_their_way": [line]}
    desk.book.drafts.keep(draft_id(meeting.id), what=WHAT, title="evening", body=body)
    kept = kept_for(desk, meeting.id)
    assert kept is not None
    assert kept.empty


@pytest.mark.parametrize(
    "body", [{}, {"line": 3, "hands": {"x": 4}, "on_their_way": [7, None]}, {"line": {"line": ""}}]
)
def test_that_a_draft_of_another_shape_is_no_trouble(desk: Desk, meeting: Meeting, body: dict[str, object]) -> None:
    desk.book.drafts.keep(draft_id(meeting.id), what=WHAT, title="evening", body=body)
    kept = kept_for(desk, meeting.id)
    assert kept is not None
    assert kept.empty
    offer(desk)
    settle(desk)
    assert desk.book.drafts.of(what=WHAT) == []


def test_that_what_was_left_behind_is_offered_when_a_book_is_opened(desk: Desk, meeting: Meeting, qtbot: QtBot) -> None:
    line = {"id": "", "line": "Cars on", "changes": ""}
    desk.book.drafts.keep(draft_id(meeting.id), what=WHAT, title="evening", body={"meeting": meeting.id, "line": line})
    told(desk).answers = [True]
    with qtbot.waitSignal(desk.asked_to_open) as asked:
        offer(desk)
    assert asked.args == [WHAT, meeting.id]


def test_that_up_changes_the_last_line_and_what_stood_there_comes_back(
    desk: Desk, page: EveningPage, meeting: Meeting, enter: Enter
) -> None:
    enter("Cars #park")
    enter("Lorries #road")
    settle(desk)
    QTest.keyClicks(page.capture.field, "half a li")
    QTest.keyClick(page.capture.field, Qt.Key.Key_Up)
    assert in_the_line(page) == "Lorries #road"
    enter(" at night")
    assert in_the_line(page) == "half a li"
    settle(desk)
    said = [each for each in said_at(desk.book, meeting.id) if isinstance(each, Concern)]
    assert [each.said for each in said] == ["Cars", "Lorries at night"]


def test_that_escape_leaves_the_last_line_as_it_was(desk: Desk, page: EveningPage, enter: Enter) -> None:
    enter("Cars")
    settle(desk)
    QTest.keyClicks(page.capture.field, "half")
    QTest.keyClick(page.capture.field, Qt.Key.Key_Up)
    QTest.keyClick(page.capture.field, Qt.Key.Key_Up)
    QTest.keyClicks(page.capture.field, " and more")
    QTest.keyClick(page.capture.field, Qt.Key.Key_Escape)
    settle(desk)
    assert in_the_line(page) == "half"
    assert [each.said for each in desk.book.concerns.all()] == ["Cars"]


def test_that_delete_takes_a_line_back_and_undo_brings_it_again(
    desk: Desk, page: EveningPage, meeting: Meeting, enter: Enter
) -> None:
    enter("Cars")
    enter("p: Ring the council")
    settle(desk)
    QTest.keyClick(page.capture.field, Qt.Key.Key_Down)
    QTest.keyClick(page.said.table, Qt.Key.Key_Delete)
    settle(desk)
    assert [each.kind for each in said_at(desk.book, meeting.id)] == ["concern"]
    assert page.said.model.rowCount() == 1
    assert told(desk).said.told[-1].undo
    desk.undo()
    settle(desk)
    assert page.said.model.rowCount() == 2


def test_that_a_line_that_cannot_be_filed_stays_and_can_be_typed_again(
    desk: Desk, page: EveningPage, meeting: Meeting, enter: Enter
) -> None:
    page.capture.field.setText(f"v: {'long ' * 100}")
    enter("")
    enter("Cars")
    settle(desk)
    assert page.has_unsaved()
    assert page.said.model.rowCount() == 2
    assert [each.kind for each in said_at(desk.book, meeting.id)] == ["concern"]
    (refused,) = page.filing.on_their_way
    page.said.asked_to_change.emit(refused)
    assert in_the_line(page).startswith("v: long long")
    page.capture.field.setText("v: Speeding")
    enter("")
    settle(desk)
    assert page.filing.on_their_way == {}
    assert [each.title for each in desk.book.proposals.of(meeting.id)] == ["Speeding"]


def test_that_a_shortcut_without_words_is_not_filed_and_not_cleared(page: EveningPage, enter: Enter) -> None:
    enter("#road")
    assert in_the_line(page) == "#road"
    assert page.capture.understood.words() == "There are no words yet beside the shortcut."


def test_that_the_line_below_follows_each_key(page: EveningPage) -> None:
    QTest.keyClicks(page.capture.field, "q: lights #ro")
    assert page.capture.understood.words() == "Question · speeding and dangerous driving"


def test_that_chips_put_shortcuts_where_they_belong(page: EveningPage) -> None:
    QTest.keyClicks(page.capture.field, "lights out")
    for chip in page.capture.findChildren(type(page.agenda.next)):
        if chip.text() in {"# theme", "q: question"}:
            chip.click()
    assert in_the_line(page) == "q: lights out #"


def test_that_a_book_opened_for_reading_takes_no_lines(desk: Desk, meeting: Meeting, look: Look, qtbot: QtBot) -> None:
    put_away(desk)
    other = a_desk(reopened(desk.book, read_only=True), look)
    page = EveningPage(other)
    qtbot.addWidget(page)
    page.refresh(None)
    settle(other)
    assert not page.capture.field.isEnabled()
    assert page.capture.understood.words().startswith("This book is open for reading only")
    put_away(other)


def test_that_what_others_file_and_undo_shows_in_the_list(desk: Desk, page: EveningPage, meeting: Meeting) -> None:
    with desk.book.change("Propose"):
        desk.book.proposals.add(Proposal(id=desk.book.world.new_id(), meeting=meeting.id, title="Bins"))
    settle(desk)
    assert page.said.model.rowCount() == 1
    assert len(page.votes.rows) == 1
    desk.undo()
    settle(desk)
    assert page.said.model.rowCount() == 0
    assert page.votes.rows == {}
