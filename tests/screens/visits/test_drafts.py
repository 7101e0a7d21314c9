"""A visit that was being typed survives a crash, is offered again, and is filed or thrown away as it is wanted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import a_desk, put_away, settle, told
from tests.elm_park import PASSPHRASE, TODAY, a_book, a_place, a_visit, still_world
from wehere_desktop.desk.left_behind import in_words, left_behind, offer
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.records import open_book
from wehere_desktop.screens.visits.page import VisitsPage
from wehere_desktop.screens.visits.sheet import DRAFTED, VisitSheet, edit, quick_log, sheet_of_draft

ROOT = Path(__file__).parents[3]
WORDS = "Helen says the gates are worst on Fridays."

Type = Callable[[VisitSheet, str], VisitSheet]


@pytest.fixture
def park(desk: Desk) -> Place:
    """Elm Park Primary School."""
    with desk.book.change("Begin"):
        return desk.book.places.add(a_place(desk.book))


@pytest.fixture
def typed(desk: Desk) -> Type:
    """Return a function that types what was said into a sheet and lets its draft be written."""

    def type_in(sheet: VisitSheet, words: str) -> VisitSheet:
        editor = sheet.form.editor("said")
        assert isinstance(editor, QPlainTextEdit)
        editor.setPlainText(words)
        sheet.drafts.keep()
        settle(desk)
        return sheet

    return type_in


def crash(sheet: VisitSheet) -> None:
    """Let a sheet vanish as it does when its process ends."""
    sheet.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be killed so there")
def test_that_what_was_typed_a_second_before_the_process_was_killed_is_there(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    with a_book(tmp_path) as book, book.change("Begin"):
        book.places.add(a_place(book))
    folder = tmp_path / "Elm Park.wehere"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.screens.visits.type_until_killed", str(folder), WORDS],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child:
        assert child.stdout.readline() == "typed\n"
        child.send_signal(signal.SIGKILL)
    desk = a_desk(open_book(folder, PASSPHRASE, world=still_world(TODAY, seed="after")), look)
    try:
        (draft,) = left_behind(desk, DRAFTED)
        title, sheet = sheet_of_draft(desk, draft)
        qtbot.addWidget(sheet)
        assert title == "Log a visit"
        sheet.file()
        settle(desk)
        (visit,) = desk.book.visits.all()
        assert (visit.said, len(visit.places)) == (WORDS, 1)
        assert [each.promised for each in desk.book.promises.of_visit(visit.id)] == ["Ring the council"]
        assert desk.book.drafts.of() == []
    finally:
        put_away(desk)


def test_that_every_field_comes_back_as_it_was_typed(desk: Desk, park: Place, typed: Type, qtbot: QtBot) -> None:
    sheet = quick_log(desk, park.id)
    sheet.form.where.field.setText("elm li")
    sheet.form.promises.rows[0].words.setText("Bring leaflets")
    sheet.form.promises.rows[0].due.setText("someda")
    typed(sheet, WORDS)
    before = sheet.form.typed()
    crash(sheet)
    _, again = sheet_of_draft(desk, left_behind(desk, DRAFTED)[0])
    qtbot.addWidget(again)
    assert again.form.typed() == before
    assert again.has_unsaved()


def test_that_filing_drops_the_draft_in_the_end(desk: Desk, park: Place, typed: Type) -> None:
    sheet = typed(quick_log(desk, park.id), WORDS)
    assert len(desk.book.drafts.of(what="visit")) == 1
    sheet.file()
    settle(desk)
    assert desk.book.drafts.of() == []


def test_that_what_was_let_go_is_no_draft_any_more_but_can_be_had_back(
    desk: Desk, park: Place, typed: Type, qtbot: QtBot
) -> None:
    sheet = typed(quick_log(desk, park.id), WORDS)
    sheet.let_go()
    settle(desk)
    assert desk.book.drafts.of() == []
    notice = told(desk).said.told[-1]
    assert (notice.sentence, notice.link) == ("Let go: visit to Elm Park Primary School", "Get it back")
    assert notice.follow is not None
    with qtbot.waitSignal(desk.asked_for_sheet) as asked:
        notice.follow()
    assert asked.args is not None
    qtbot.addWidget(asked.args[1])
    assert asked.args[1].form.typed()["said"] == WORDS


def test_that_a_draft_of_an_edit_goes_on_as_an_edit(desk: Desk, park: Place, typed: Type, qtbot: QtBot) -> None:
    with desk.book.change("Log"):
        visit = desk.book.visits.add(a_visit(desk.book, park.id))
    crash(typed(edit(desk, visit), WORDS))
    (draft,) = left_behind(desk, DRAFTED)
    assert (
        in_words(desk, DRAFTED, [draft]) == "You were typing changes to the visit to Elm Park Primary School (09:00)."
    )
    title, again = sheet_of_draft(desk, draft)
    qtbot.addWidget(again)
    again.file()
    settle(desk)
    assert title == "Edit visit"
    assert [each.said for each in desk.book.visits.all()] == [WORDS]


def test_that_a_draft_whose_visit_was_filed_after_all_is_not_offered(desk: Desk, park: Place) -> None:
    with desk.book.change("Log"):
        visit = desk.book.visits.add(a_visit(desk.book, park.id))
    desk.book.drafts.keep(visit.id, what="visit", title="visit", body={"visit": visit.id, "new": True, "form": {}})
    assert left_behind(desk, DRAFTED) == []
    settle(desk)
    assert desk.book.drafts.of() == []


def test_that_opening_a_book_offers_what_was_left_behind_and_later_leaves_it(
    desk: Desk, park: Place, typed: Type, qtbot: QtBot
) -> None:
    crash(typed(quick_log(desk, park.id), WORDS))
    offer(desk, DRAFTED)
    assert told(desk).said.asked[0].sentence == "You were typing a visit to Elm Park Primary School (09:00)."
    assert len(left_behind(desk, DRAFTED)) == 1
    told(desk).answers.append(True)
    with qtbot.waitSignal(desk.asked_for_sheet) as asked:
        offer(desk, DRAFTED)
    assert asked.args is not None
    qtbot.addWidget(asked.args[1])
    assert asked.args[1].form.typed()["said"] == WORDS


def test_that_the_page_offers_to_go_on_or_to_throw_away_and_not_what_is_being_typed(
    desk: Desk, park: Place, typed: Type, qtbot: QtBot
) -> None:
    sheet = typed(quick_log(desk, park.id), WORDS)
    page = VisitsPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 690)
    with qtbot.waitExposed(page):
        page.show()
    page.refresh(None)
    settle(desk)
    assert not page.left.isVisible()
    crash(sheet)
    page.refresh(None)
    settle(desk)
    assert page.left.isVisible()
    buttons = {each.text(): each for each in page.left.findChildren(QPushButton)}
    assert list(buttons) == ["Go on", "Throw away"]
    buttons["Throw away"].click()
    settle(desk)
    assert not page.left.isVisible()
    assert desk.book.drafts.of() == []
    assert told(desk).said.told[-1].link == "Get it back"
