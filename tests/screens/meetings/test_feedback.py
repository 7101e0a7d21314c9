"""Feedback forms are typed in by keys alone with none lost, brought in from a file, and told without overstating."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.desk.a_desk import settle, told
from tests.screens.meetings.conftest import Shown, Work, ask, keep, says
from tests.screens.page_on_show import type_into
from wehere_desktop.neighbourhood.concern import CameBy
from wehere_desktop.screens.meetings.feedback_sheets import FormsSheet
from wehere_desktop.screens.meetings.page import DRAWS
from wehere_desktop.screens.meetings.record_view import Ask


@pytest.fixture
def forms(shown: Shown, work: Work) -> FormsSheet:
    """The sheet on which forms of the meeting ten days ago are typed in."""
    shown.page.show_record("meeting", work.held.id)
    settle(shown.desk)
    ask(shown, Ask.FORMS)
    assert isinstance(shown.sheet, FormsSheet)
    shown.sheet.activateWindow()
    shown.sheet.form.editor("worthwhile").setFocus()
    return shown.sheet


def focused() -> QWidget:
    """Return what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_that_ten_forms_typed_at_speed_are_kept_each_as_typed(shown: Shown, work: Work, forms: FormsSheet) -> None:
    typed = [(1 + number % 5, 5 - number % 5, 3, 1 + number % 2, f"Poster {number}") for number in range(10)]
    for *answers, heard in typed:
        for answer in answers:
            QTest.keyClick(focused(), getattr(Qt.Key, f"Key_{answer}"))
        QTest.keyClicks(focused(), heard)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(shown.desk)
    kept = shown.desk.book.feedbacks.of(work.held.id)
    said = [(each.worthwhile, each.listened, each.safe, each.known, each.heard_of_it) for each in kept]
    assert said == [tuple(each) for each in typed]
    assert {(each.beat, each.came_by) for each in kept} == {(work.beat, CameBy.PAPER_FORM)}
    assert says(forms, "10 forms typed in.")
    assert not forms.has_unsaved()


def test_that_enter_on_an_answer_keeps_the_form_too(shown: Shown, work: Work, forms: FormsSheet) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_4)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(shown.desk)
    (kept,) = shown.desk.book.feedbacks.of(work.held.id)
    assert (kept.worthwhile, kept.listened) == (4, 0)
    assert focused() is forms.form.editor("worthwhile")


def test_that_an_empty_form_is_not_kept(shown: Shown, work: Work, forms: FormsSheet) -> None:
    keep(shown)
    assert shown.desk.book.feedbacks.of(work.held.id) == []
    assert any("says nothing yet" in each.words() for each in forms.form.findChildren(type(shown.page._title)))


def test_that_a_form_that_cannot_be_kept_comes_back_as_it_was_typed(shown: Shown, forms: FormsSheet) -> None:
    type_into(forms.form, heard_of_it="x" * 400)
    keep(shown)
    assert forms.form.typed()["heard_of_it"] == "x" * 400
    assert any("at most 300" in each for each in told(shown.desk).sentences)


def test_that_results_are_told_and_too_few_say_so(shown: Shown, work: Work, forms: FormsSheet) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_5)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(shown.desk)
    charts = [each for each in shown.page.record.findChildren(QWidget) if "Answers from 1" in each.accessibleName()]
    assert "Was it worth coming?, 5.0 of 5, from 1 answer: too few to go by" in charts[-1].accessibleName()


def test_that_a_file_is_matched_and_brought_in_as_one_change(shown: Shown, work: Work, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("Score A,Score B,Said\n5,1,Thanks\n4,2,\nlots,2,\n", encoding="utf-8")
    shown.page.doings.bring_in(work.held, path)
    settle(shown.desk)
    assert shown.title == "Bring in forms"
    type_into(shown.paper.form, worthwhile="0", listened="1", more="2")
    assert says(shown.paper, "2 forms can be brought in.")
    assert says(shown.paper, "Left out: row 4 (“lots” is not a number from 1 to 5).")
    keep(shown)
    kept = shown.desk.book.feedbacks.of(work.held.id)
    assert [(each.worthwhile, each.listened, each.more) for each in kept] == [(5, 1, "Thanks"), (4, 2, "")]
    shown.desk.undo()
    settle(shown.desk)
    assert shown.desk.book.feedbacks.of(work.held.id) == []


def test_that_a_file_that_is_none_is_refused_in_words(shown: Shown, work: Work, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    shown.page.doings.bring_in(work.held, path)
    settle(shown.desk)
    assert shown.sheet is None
    assert any("answers.csv" in each for each in told(shown.desk).sentences)


def test_that_what_draws_people_is_told_with_how_little_it_rests_on(shown: Shown, work: Work) -> None:
    book = shown.desk.book
    with book.change("Count"):
        book.meetings.amend(work.held.id, attendance=12, groups=("Youth club",), reach=("age",))
    shown.page.scope.want((), "Whole force")
    shown.page.tabs.setCurrentIndex(DRAWS)
    settle(shown.desk)
    names = [each.accessibleName() for each in shown.page.draws.findChildren(QWidget)]
    assert "When: Thursday morning, about 12 came, from 1 meeting: too few to compare" in names
    assert "Organisations: Youth club, 1 meeting, last on 12 Nov" in names
    assert says(shown.page.draws, "No meeting was meant to reach: gender, disability, race, faith or LGBT+.")
