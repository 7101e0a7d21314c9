"""The registers show what is owed and asked, soonest first, and let it be kept, answered or moved with undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY, a_place, an_officer
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife
from wehere_desktop.neighbourhood.query import Query
from wehere_desktop.screens.visits.narrowing import ALL, MINE
from wehere_desktop.screens.visits.page import VisitsPage
from wehere_desktop.screens.visits.promises import COLUMNS, PromiseCard
from wehere_desktop.screens.visits.queries import QueryCard
from wehere_desktop.screens.visits.register import RegisterPage
from wehere_desktop.screens.visits.screen import SCREEN

A_DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def owed(desk: Desk) -> dict[str, str]:
    """Promises of mine and of Sam's, and queries, by the ids of a word for each."""
    book, new = desk.book, desk.book.world.new_id
    made: dict[str, str] = {}
    with book.change("Begin"):
        place = book.places.add(a_place(book)).id
        sam = book.officers.add(an_officer(book)).id
        for name, owner, days, life in (
            ("late", book.holder, -3, PromiseLife.OPEN),
            ("soon", book.holder, 2, PromiseLife.OPEN),
            ("kept", book.holder, -9, PromiseLife.KEPT),
            ("sams", sam, 1, PromiseLife.OPEN),
        ):
            made[name] = book.promises.add(
                Promise(
                    id=new(),
                    promised=f"The {name} one",
                    place=place,
                    owner=owner,
                    made_on=TODAY - 20 * A_DAY,
                    due_on=TODAY + days * A_DAY,
                    life=life,
                    closed_on=TODAY - A_DAY if life is PromiseLife.KEPT else None,
                )
            ).id
        for name, hours in (("fresh", 1), ("near", 63), ("over", 80)):
            made[name] = book.queries.add(
                Query(
                    id=new(),
                    question=f"The {name} one?",
                    place=place,
                    owner=book.holder,
                    received=NOW - timedelta(hours=hours),
                )
            ).id
    made["place"] = place
    return made


@pytest.fixture
def page(desk: Desk, owed: dict[str, str], qtbot: QtBot) -> VisitsPage:
    """The page, shown and following the book."""
    made = VisitsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 690)
    with qtbot.waitExposed(made):
        made.show()
    made.refresh(None)
    desk.announcer.changed.connect(made.refresh)
    settle(desk)
    return made


def turned(page: VisitsPage, kind: str, desk: Desk, **wanted: str) -> RegisterPage:
    """Turn to a register, narrowed."""
    page.turn_to(kind)
    register = page.register(kind)
    register.filters.want(replace(register.filters.wanted, **{"whose": MINE, **wanted}))
    settle(desk)
    return register


def lines(register: RegisterPage) -> list[list[str]]:
    """Return the words of the list, row by row."""
    model = register.model
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def words_of(widget: QWidget) -> str:
    """Return all words that can be read on a widget."""
    labels = [each.text() for each in widget.findChildren(QLabel) if not each.isHidden()]
    return "\n".join([*labels, *(each.text() for each in widget.findChildren(QPushButton) if each.isVisible())])


def press(card: QWidget, words: str) -> None:
    """Press a button of the card."""
    next(each for each in card.findChildren(QPushButton) if each.text() == words and each.isVisible()).click()


def fill(card: Any, name: str, words: str) -> None:
    """Type into a field of the card."""
    editor = card.editors[name]
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)
    else:
        editor.setText(words)


def test_that_promises_still_to_keep_come_first_by_their_day_in_words(
    page: VisitsPage, desk: Desk, owed: dict[str, str]
) -> None:
    register = turned(page, "promise", desk)
    assert [line[:2] for line in lines(register)] == [
        ["3 days late", "The late one"],
        ["due in 2 days", "The soon one"],
    ]
    register.filters.want(replace(register.filters.wanted, whose=ALL, stands=""))
    settle(desk)
    assert [line[1].split()[1] for line in lines(register)] == ["late", "sams", "soon", "kept"]
    assert [line[3] for line in lines(register)][:2] == ["me", "Sam Ashdown"]
    assert len(COLUMNS) == 4


@pytest.mark.parametrize(("stands", "names"), [("late", ["late"]), ("kept", ["kept"]), ("could not", [])])
def test_that_promises_are_narrowed_by_how_they_stand(
    page: VisitsPage, desk: Desk, stands: str, names: list[str]
) -> None:
    register = turned(page, "promise", desk, stands=stands)
    assert [line[1].split()[1] for line in lines(register)] == names


def test_that_words_find_a_promise_by_itself_or_by_its_place(page: VisitsPage, desk: Desk) -> None:
    assert len(lines(turned(page, "promise", desk, text="soon"))) == 1
    assert len(lines(turned(page, "promise", desk, text="elm pri"))) == 2
    assert lines(turned(page, "promise", desk, text="zebra")) == []
    assert lines(turned(page, "promise", desk, text="%%%")) == []


def test_that_a_promise_is_kept_with_what_came_of_it_and_taken_back(
    page: VisitsPage, desk: Desk, owed: dict[str, str]
) -> None:
    register = turned(page, "promise", desk)
    card = register.card
    assert isinstance(card, PromiseCard)
    assert card.record == owed["late"]
    fill(card, "outcome", "Left them with the office.")
    press(card, "Kept")
    settle(desk)
    kept = desk.book.promises.get(owed["late"])
    assert (kept.life, kept.outcome, kept.closed_on) == (PromiseLife.KEPT, "Left them with the office.", TODAY)
    assert told(desk).said.told[-1].undo
    assert [line[1] for line in lines(register)] == ["The soon one"]
    desk.undo()
    settle(desk)
    assert desk.book.promises.get(owed["late"]).life is PromiseLife.OPEN


def test_that_what_could_not_be_kept_needs_a_reason_beside_its_field(
    page: VisitsPage, desk: Desk, owed: dict[str, str]
) -> None:
    card = turned(page, "promise", desk).card
    press(card, "Could not keep it")
    settle(desk)
    assert "Say why it could not be kept" in words_of(card)
    assert card.editors["outcome"].hasFocus()
    fill(card, "outcome", "The council said no.")
    press(card, "Could not keep it")
    settle(desk)
    assert desk.book.promises.get(owed["late"]).life is PromiseLife.COULD_NOT


def test_that_a_promise_is_moved_by_a_day_in_words_and_ctrl_enter(
    page: VisitsPage, desk: Desk, owed: dict[str, str]
) -> None:
    card = turned(page, "promise", desk).card
    fill(card, "due_on", "someday")
    press(card, "Move")
    settle(desk)
    assert "“someday” is not a day to come" in words_of(card)
    fill(card, "due_on", "in 2 weeks")
    card.editors["due_on"].setFocus()
    QTest.keyClick(card.editors["due_on"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    moved = desk.book.promises.get(owed["late"])
    assert (moved.due_on, moved.life) == (TODAY + 14 * A_DAY, PromiseLife.OPEN)
    assert told(desk).sentences[-1] == "Promise moved to Sun 6 Dec"


def test_that_a_promise_kept_can_be_logged_as_a_visit_too(
    page: VisitsPage, desk: Desk, owed: dict[str, str], qtbot: QtBot
) -> None:
    card = turned(page, "promise", desk).card
    fill(card, "outcome", "Handed over.")
    tick = card.findChild(QCheckBox)
    assert tick is not None
    tick.setChecked(True)
    with qtbot.waitSignal(desk.asked_for_sheet) as asked:
        press(card, "Kept")
    assert asked.args is not None
    title, sheet = asked.args
    qtbot.addWidget(sheet)
    typed = sheet.form.typed()
    assert title == "Log a visit"
    assert (typed["places"], typed["purpose"], typed["said"]) == (
        (owed["place"],),
        "Kept what was promised: The late one",
        "Handed over.",
    )
    settle(desk)


def test_that_a_closed_promise_is_opened_again(page: VisitsPage, desk: Desk, owed: dict[str, str]) -> None:
    page.show_record("promise", owed["kept"])
    settle(desk)
    press(page.register("promise").card, "Open again")
    settle(desk)
    kept = desk.book.promises.get(owed["kept"])
    assert (kept.life, kept.closed_on) == (PromiseLife.OPEN, None)


def test_that_what_is_typed_stays_with_its_entry_whatever_is_looked_at(
    page: VisitsPage, desk: Desk, owed: dict[str, str]
) -> None:
    register = turned(page, "promise", desk)
    fill(register.card, "outcome", "Half a sen")
    register.table.go_to(owed["soon"])
    assert page.has_unsaved()
    editor = register.card.editors["outcome"]
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == ""
    page.refresh(None)
    settle(desk)
    register.table.go_to(owed["late"])
    editor = register.card.editors["outcome"]
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == "Half a sen"
    fill(register.card, "outcome", "")
    assert not page.has_unsaved()


def test_that_queries_show_the_hours_left_the_longest_waiting_first(page: VisitsPage, desk: Desk) -> None:
    register = turned(page, "query", desk)
    assert [line[0] for line in lines(register)] == ["8 h late", "8 h left", "2 days 22 h left"]
    register = turned(page, "query", desk, stands="late")
    assert [line[1] for line in lines(register)] == ["The over one?"]


def test_that_a_query_is_answered_and_taken_back_by_undo(page: VisitsPage, desk: Desk, owed: dict[str, str]) -> None:
    register = turned(page, "query", desk)
    register.table.go_to(owed["near"])
    settle(desk)
    card = register.card
    press(card, "Answered")
    settle(desk)
    assert "Say what was answered" in words_of(card)
    fill(card, "answer", "101, and ask for us.")
    press(card, "Answered")
    settle(desk)
    answered = desk.book.queries.get(owed["near"])
    assert answered.answered is not None
    assert answered.answer == "101, and ask for us."
    desk.undo()
    settle(desk)
    assert desk.book.queries.get(owed["near"]).answered is None


def test_that_a_late_answer_must_say_why_and_tells_the_person_what_to_do(
    page: VisitsPage, desk: Desk, owed: dict[str, str]
) -> None:
    card = turned(page, "query", desk).card
    assert isinstance(card, QueryCard)
    assert "past its 72 hours" in words_of(card)
    fill(card, "answer", "101.")
    press(card, "Answered")
    settle(desk)
    assert "say why" in words_of(card)
    fill(card, "why_late", "Waited for the council.")
    press(card, "Answered")
    settle(desk)
    assert desk.book.queries.get(owed["over"]).why_late == "Waited for the council."


def test_that_an_answer_given_in_time_and_typed_in_late_counts_as_in_time(
    page: VisitsPage, desk: Desk, owed: dict[str, str]
) -> None:
    card = turned(page, "query", desk).card
    for when in ("tomorrow", "soon"):
        fill(card, "answered", when)
        press(card, "Answered")
        settle(desk)
        assert "is not a moment that has been" in words_of(card)
    fill(card, "answer", "101.")
    fill(card, "answered", "20 nov 9:00")
    press(card, "Answered")
    settle(desk)
    answered = desk.book.queries.get(owed["over"])
    assert (answered.answered, answered.why_late) == (NOW - 2 * A_DAY, "")


def sheet_from(page: VisitsPage, desk: Desk, qtbot: QtBot, action: str) -> Any:
    """Return the sheet that one of the page's commands lays."""
    with qtbot.waitSignal(desk.asked_for_sheet) as asked:
        next(each for each in page.commands() if each.text() == action).trigger()
    assert asked.args is not None
    qtbot.addWidget(asked.args[1])
    return asked.args[1]


def test_that_a_query_is_logged_with_nothing_but_its_words(page: VisitsPage, desk: Desk, qtbot: QtBot) -> None:
    sheet = sheet_from(page, desk, qtbot, "Log a query")
    sheet.file()
    assert not sheet.has_unsaved()
    sheet.form.editor("question").setPlainText("Who do parents ring?")
    assert sheet.has_unsaved()
    with qtbot.waitSignal(desk.asked_to_close_sheet):
        sheet.file()
    settle(desk)
    query = next(each for each in desk.book.queries.all() if each.question == "Who do parents ring?")
    assert query.owner == desk.book.holder
    assert query.received is not None
    assert timedelta(0) <= query.received - NOW < timedelta(minutes=5)


def test_that_a_promise_is_added_by_itself(page: VisitsPage, desk: Desk, owed: dict[str, str], qtbot: QtBot) -> None:
    sheet = sheet_from(page, desk, qtbot, "Add a promise")
    sheet.form.editor("promised").setPlainText("Ring the warden")
    due = sheet.form.editor("due")
    assert isinstance(due, QLineEdit)
    due.setText("yesterday")
    sheet.file()
    settle(desk)
    assert desk.book.promises.count() == 4
    due.setText("fri")
    sheet.file()
    settle(desk)
    made = next(each for each in desk.book.promises.all() if each.promised == "Ring the warden")
    assert (made.due_on, made.made_on, made.owner) == (TODAY + 5 * A_DAY, TODAY, desk.book.holder)


def test_that_editing_an_overdue_promise_leaves_its_day_alone(
    page: VisitsPage, desk: Desk, owed: dict[str, str], qtbot: QtBot
) -> None:
    card = turned(page, "promise", desk).card
    with qtbot.waitSignal(desk.asked_for_sheet) as asked:
        press(card, "Edit")
    assert asked.args is not None
    sheet = asked.args[1]
    qtbot.addWidget(sheet)
    assert not sheet.has_unsaved()
    sheet.form.editor("promised").setPlainText("The late one, still")
    sheet.file()
    settle(desk)
    kept = desk.book.promises.get(owed["late"])
    assert (kept.promised, kept.due_on) == ("The late one, still", TODAY - 3 * A_DAY)
    assert set(desk.book.history("promise", kept.id)[-1].fields) == {"promised"}


def test_that_an_entry_asked_for_by_name_turns_the_tab_and_widens_the_register(
    page: VisitsPage, desk: Desk, owed: dict[str, str]
) -> None:
    page.show_record("promise", owed["sams"])
    settle(desk)
    assert page.kind == "promise"
    assert page.register("promise").table.current() == owed["sams"]


def test_that_an_entry_taken_out_elsewhere_leaves_the_card(page: VisitsPage, desk: Desk, owed: dict[str, str]) -> None:
    register = turned(page, "promise", desk)
    with desk.book.change("Gone"):
        for name in ("late", "soon"):
            desk.book.promises.remove(owed[name])
    settle(desk)
    assert lines(register) == []
    assert register.card.record == ""
    assert "No promise is like that." in words_of(register)


def test_that_the_number_in_the_rail_is_what_is_late_of_mine(page: VisitsPage, desk: Desk) -> None:
    assert SCREEN.badge is not None
    assert SCREEN.badge(desk) == 2


def test_that_the_page_offers_the_sheet_of_the_visits_place_and_the_blank_one(
    page: VisitsPage, desk: Desk, owed: dict[str, str]
) -> None:
    assert [each.title for each in page.prints()] == ["Blank visit sheet, to fill in by hand"]
    assert page.prints()[0].make(desk.book).startswith(b"%PDF")


def test_that_everything_that_takes_the_focus_has_a_name(page: VisitsPage, desk: Desk, qtbot: QtBot) -> None:
    turned(page, "promise", desk)
    turned(page, "query", desk)
    sheets = [sheet_from(page, desk, qtbot, words) for words in ("Add a promise", "Log a query")]
    for top in (page, *sheets):
        kinds = (*top.findChildren(QPushButton), *top.findChildren(QLineEdit), *top.findChildren(QPlainTextEdit))
        assert [each for each in kinds if not each.accessibleName()] == []


def test_that_the_focus_stays_in_its_field_when_the_book_changes(page: VisitsPage, desk: Desk) -> None:
    card = turned(page, "promise", desk).card
    card.editors["outcome"].setFocus()
    before = card.editors["outcome"]
    page.refresh(None)
    settle(desk)
    assert card.editors["outcome"] is not before
    assert card.editors["outcome"].hasFocus()


def test_that_the_clocks_go_on_while_they_are_looked_at(
    page: VisitsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = turned(page, "query", desk)
    before = lines(register)[1][0]
    world = replace(desk.book.world, now=lambda: NOW + timedelta(hours=5))
    monkeypatch.setattr(desk.book, "world", world)
    assert lines(register)[1][0] == before
    page.look_at_clocks()
    assert [line[0] for line in lines(register)] == ["13 h late", "4 h left", "2 days 18 h left"]
