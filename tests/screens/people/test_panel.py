"""The panel and the questionnaire: who is still to be asked, what was answered, and half a minute by keys alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.desk.a_desk import settle
from tests.elm_park import TODAY, a_contact, a_role
from tests.screens.page_on_show import press, words_of
from tests.screens.people.conftest import Shown, Three
from wehere_desktop.desk.answer_keys import AnswerKeys
from wehere_desktop.desk.cells import TONE_ROLE, Cell
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.key_individual import QUESTIONS, quarter_of
from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.people.page import PANEL
from wehere_desktop.screens.people.panel_rows import PanelLine, answer_cell, panel_lines, sums_of
from wehere_desktop.screens.people.questionnaire_sheet import QuestionnaireSheet

BEFORE = quarter_of(TODAY).before().last


def answer(book: BeatBook, contact: str, **fields: object) -> None:
    """Keep a questionnaire."""
    given = {"on": TODAY, "contact": contact, **fields}
    with book.change("Keep the answers"):
        book.questionnaires.add(Questionnaire(id=book.world.new_id(), **given))  # type: ignore[arg-type] # a test's own


@pytest.fixture
def network(three: Three, book: BeatBook) -> Three:
    """Helen and Una in the network; Helen answered last quarter, Una in both."""
    with book.change("Take Una in"):
        book.contacts.amend(three.una, key_individual=True)
    answer(book, three.helen, on=BEFORE, safe=2, seen=3)
    answer(book, three.una, on=BEFORE, safe=4, seen=3)
    answer(book, three.una, on=TODAY - timedelta(days=1), safe=5, seen=1)
    return three


def cells(shown: Shown) -> list[list[str]]:
    """Return the panel's words, row by row."""
    model = shown.page.panel.table.model()
    found = []
    for row in range(model.rowCount()):
        told = [model.index(row, column).data(TONE_ROLE) for column in range(model.columnCount())]
        found.append([f"{each.words} {each.quiet}".strip() for each in told if isinstance(each, Cell)])
    return found


def focused() -> QWidget:
    """Return what the keys go to."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def no_sheet(shown: Shown) -> bool:
    """Say whether no sheet lies over the page."""
    return shown.sheet is None


def test_that_the_panel_tells_who_answered_now_and_a_quarter_ago(network: Three, shown: Shown, desk: Desk) -> None:
    shown.page.look_at(PANEL)
    settle(desk)
    helen, una = cells(shown)
    assert helen[:4] == ["Winsford Wharton", "Helen Marsh", "The school", "to ask · 30 Sep"]
    assert helen[4:6] == ["– was 2", "– was 3"]
    assert una[3:7] == ["21 Nov", "5 ▲1", "1 ▼2", "–"]
    said = words_of(shown.page.panel)
    assert "1 of 2 people" in said
    assert "▲ up 2.0" in said
    press(shown.page.panel, "Still to be asked 1")
    settle(desk)
    assert [row[1] for row in cells(shown)] == ["Helen Marsh"]


def test_that_an_empty_panel_says_how_to_begin(shown: Shown, desk: Desk) -> None:
    shown.page.look_at(PANEL)
    settle(desk)
    assert "Nobody is in the Key Individual Network here" in words_of(shown.page.panel)
    assert not shown.page.panel.ask_button.isEnabled()


def test_that_a_questionnaire_is_logged_by_keys_alone_and_the_next_to_ask_has_the_focus(
    network: Three, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    with book.change("Take one more in"):
        abel = book.contacts.add(a_contact(book, "Abel First", key_individual=True)).id
        book.contact_roles.add(a_role(book, abel, network.school))
    shown.page.look_at(PANEL)
    settle(desk)
    shown.page.panel.table.go_to(abel)
    QTest.keyClick(shown.page.panel.table, Qt.Key.Key_Return)
    assert isinstance(shown.sheet, QuestionnaireSheet)
    shown.sheet.activateWindow()
    assert QTest.qWaitForWindowActive(shown.sheet)
    shown.sheet.setFocus()
    for key in "43512":
        QTest.keyClicks(focused(), key)
    assert [scale.answer for scale in shown.sheet.scales.values()] == [4, 3, 5, 1, 2]
    QTest.keyClicks(focused(), "Parking")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    assert no_sheet(shown)
    (kept,) = book.questionnaires.of_contact(abel)
    assert [getattr(kept, name) for name in QUESTIONS] == [4, 3, 5, 1, 2]
    assert (kept.matters, kept.on, kept.officer) == ("Parking", TODAY, book.holder)
    # Being asked is being seen, and one undo takes back both
    (visit,) = book.visits.of_contact(abel)
    assert (visit.on, visit.places, visit.purpose) == (TODAY, (network.school,), "Quarterly questionnaire")
    assert shown.page.panel.table.current() == network.helen
    book.undo()
    assert book.questionnaires.of_contact(abel) == []
    assert book.visits.of_contact(abel) == []


def test_that_an_unanswered_questionnaire_and_a_day_to_come_are_refused(
    network: Three, book: BeatBook, shown: Shown, desk: Desk
) -> None:
    shown.page.list.deeds.ask_questions(network.helen)
    sheet = shown.sheet
    assert isinstance(sheet, QuestionnaireSheet)
    sheet.keep()
    settle(desk)
    assert any("Nothing has been answered yet" in words for words in words_of(sheet))
    sheet.scales["safe"].put(("3",))
    day = sheet.form.editor("on")
    assert isinstance(day, QLineEdit)
    day.setText("30/11/2026")
    sheet.keep()
    settle(desk)
    assert any("before it is answered" in words for words in words_of(sheet))
    assert len(book.questionnaires.of_contact(network.helen)) == 1
    assert sheet.has_unsaved()


def test_that_a_scale_takes_figures_arrows_and_a_change_of_mind(shown: Shown) -> None:
    scale = AnswerKeys("How safe?", 4)
    assert "last time 4" in words_of(scale)
    QTest.keyClick(scale, Qt.Key.Key_9)
    assert scale.answer == 0
    QTest.keyClick(scale, Qt.Key.Key_5)
    QTest.keyClick(scale, Qt.Key.Key_Right)
    assert scale.answer == 5
    QTest.keyClick(scale, Qt.Key.Key_Left)
    assert scale.accessibleName() == "How safe? 4, quite"
    QTest.keyClick(scale, Qt.Key.Key_Backspace)
    assert scale.answer == 0
    press(scale, "2")
    assert scale.answer == 2
    press(scale, "2")
    assert scale.answer == 0
    scale.deleteLater()


def test_that_sums_leave_out_who_did_not_answer() -> None:
    def a_line(now: int, before: int) -> PanelLine:
        return PanelLine("c", "n", "b", "o", "", asked=bool(now), now=(now,) * 5, before=(before,) * 5)

    sums = sums_of([a_line(4, 2), a_line(0, 4), a_line(5, 0)])
    assert (sums.people, sums.asked, sums.now[0], sums.before[0]) == (3, 2, 4.5, 3.0)
    assert sums_of([]).now[0] == 0
    assert answer_cell(0, a_line(0, 0)).quiet == ""


def test_that_the_panel_reads_those_without_a_place_or_an_answer(three: Three, book: BeatBook) -> None:
    with book.change("Take Omar in"):
        book.contacts.amend(three.omar, key_individual=True)
    lines = {each.name: each for each in panel_lines(book, TODAY)}
    assert lines["Omar Aziz"].beat == ""
    assert lines["Helen Marsh"].beat == "Winsford Wharton"
    assert not lines["Helen Marsh"].asked
