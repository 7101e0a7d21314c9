"""The OSARA plan: one step at a time, kept as one goes on, complete in words and bar, and nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from tests.desk.a_desk import settle
from tests.screens.page_on_show import press, words_of
from tests.screens.priorities.conftest import Shown, Work, opened, put_page_away, show_page
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.osara import STEPS, OsaraPlan
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.priorities.plan_steps import PLAN_STEPS, first_unwritten
from wehere_desktop.screens.priorities.plan_view import DRAFTED, PlanView
from wehere_desktop.screens.priorities.record_page import PLAN


def plan_of(shown: Shown, work: Work) -> PlanView:
    """Return the plan of the priority that is in action, on show."""
    opened(shown, work.acting).page.record.tabs.setCurrentIndex(PLAN)
    return shown.page.record.plan


def editor(plan: PlanView, name: str = "") -> QPlainTextEdit:
    """Return where the step on show is written."""
    assert plan.form is not None
    found = plan.form.editor(name or plan.step())
    assert isinstance(found, QPlainTextEdit)
    return found


def test_that_every_step_of_a_plan_has_a_question_and_hints() -> None:
    assert tuple(each.field for each in PLAN_STEPS) == STEPS
    assert all(each.question.endswith("?") and len(each.hints) >= 2 for each in PLAN_STEPS)


def test_that_a_plan_begins_where_nothing_is_written() -> None:
    assert first_unwritten(None) == "objective"
    assert first_unwritten(OsaraPlan(id="1", priority="2", objective="A", victim="C")) == "scanning"


def test_that_keeping_goes_on_to_the_next_step_with_the_focus_in_it(work: Work, shown: Shown) -> None:
    plan = plan_of(shown, work)
    editor(plan).setFocus()
    QTest.keyClicks(editor(plan), "Fewer fast cars by March.")
    QTest.keyClick(editor(plan), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shown.desk)
    assert plan.step() == "scanning"
    assert editor(plan).hasFocus()
    kept = shown.desk.book.osara_plans.of(work.acting.id)
    assert kept is not None
    assert kept.objective == "Fewer fast cars by March."
    assert plan.meter.value() == 1
    assert any(each.startswith("1 of 7 steps written") for each in words_of(plan))


def test_that_going_to_another_step_keeps_what_was_written_in_this_one(work: Work, shown: Shown) -> None:
    plan = plan_of(shown, work)
    editor(plan).setPlainText("Slower.")
    press(plan, "Analysis: victim")
    settle(shown.desk)
    assert plan.step() == "victim"
    editor(plan).setPlainText("Children on foot.")
    press(plan, "Objective")
    settle(shown.desk)
    assert editor(plan).toPlainText() == "Slower."
    kept = shown.desk.book.osara_plans.of(work.acting.id)
    assert kept is not None
    assert (kept.objective, kept.victim) == ("Slower.", "Children on foot.")
    assert len(shown.desk.book.osara_plans.all()) == 1
    assert plan.triangle.accessibleName() == (
        "Problem analysis triangle: victim written, offender to write, location to write"
    )


def test_that_leaving_the_record_keeps_the_step_on_show(work: Work, shown: Shown) -> None:
    plan = plan_of(shown, work)
    editor(plan).setPlainText("Slower.")
    assert shown.page.has_unsaved()
    shown.page.leave_record()
    settle(shown.desk)
    assert not shown.page.record.isVisible()
    kept = shown.desk.book.osara_plans.of(work.acting.id)
    assert kept is not None
    assert kept.objective == "Slower."


def test_that_what_is_being_written_outlives_a_change_elsewhere(book: BeatBook, work: Work, shown: Shown) -> None:
    plan = plan_of(shown, work)
    editor(plan).setPlainText("Half a sen")
    with book.change("Elsewhere", undoable=False):
        book.priorities.amend(work.acting.id, issue="More cars")
    settle(shown.desk)
    assert editor(plan).toPlainText() == "Half a sen"
    assert plan.has_unsaved()


def test_that_counts_are_kept_as_counts_and_an_empty_one_stays_unknown(work: Work, shown: Shown) -> None:
    plan = plan_of(shown, work)
    plan.go("assessment")
    settle(shown.desk)
    assert plan.form is not None
    before = plan.form.editor("before")
    assert isinstance(before, QLineEdit)
    before.setText("twenty")
    plan.keep()
    assert any("“twenty” is not a number" in each for each in words_of(plan))
    before.setText("0")
    plan.keep()
    settle(shown.desk)
    kept = shown.desk.book.osara_plans.of(work.acting.id)
    assert kept is not None
    assert (kept.before, kept.after) == (0, None)
    assert not plan.has_unsaved()


def test_that_too_long_an_answer_is_refused_and_stays_to_be_shortened(work: Work, shown: Shown) -> None:
    plan = plan_of(shown, work)
    editor(plan).setPlainText("x" * 20_001)
    plan.keep_and_go_on()
    settle(shown.desk)
    assert plan.step() == "objective"
    assert len(editor(plan).toPlainText()) == 20_001
    assert any("at most 20,000" in each for each in words_of(plan))


def test_that_what_was_typed_before_the_program_ended_comes_back_with_its_step(work: Work, desk: Desk) -> None:
    shown = show_page(desk)
    plan = plan_of(shown, work)
    QTest.keyClicks(editor(plan), "Slower cars by M")
    settle(desk, plan)
    assert [each.body["typed"]["objective"] for each in desk.book.drafts.of(what=DRAFTED)] == ["Slower cars by M"]
    # As if the program had ended: the page goes without keeping anything
    put_page_away(shown)
    QTest.qWait(1)
    assert desk.book.osara_plans.all() == []
    again = show_page(desk)
    plan = plan_of(again, work)
    assert editor(plan).toPlainText() == "Slower cars by M"
    assert any(each.endswith("is back; it is not kept yet.") for each in words_of(plan))
    plan.keep()
    settle(desk)
    assert desk.book.drafts.of(what=DRAFTED) == []
    put_page_away(again)


def test_that_the_steps_and_the_way_back_go_by_keys_alone(work: Work, shown: Shown) -> None:
    plan = plan_of(shown, work)
    plan.take_focus()
    QTest.keyClick(editor(plan), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(shown.desk)
    assert plan.step() == "scanning"
    QTest.keyClick(editor(plan), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(shown.desk)
    assert plan.step() == "objective"
