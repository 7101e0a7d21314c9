"""Work that lasts shows how far it is and can be stopped, and whatever happens nothing is half written."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, told, until
from tests.elm_park import a_place
from tests.screens.bring_in.conftest import HEADINGS, NewFile, Shown
from tests.screens.bring_in.test_whole_way import button, step_of, words_on
from wehere_desktop.formats.postcode_files import PostcodeRow, packaged_edition
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.reference import REFERENCE_FILE, build_reference
from wehere_desktop.screens.bring_in.choose import ChooseStep
from wehere_desktop.screens.bring_in.page import BringInPage
from wehere_desktop.screens.bring_in.step import CHOOSE, FINISH, LOOK, SETTLE, WHAT
from wehere_desktop.screens.bring_in.words import KINDS_OF_FILE

WHERE = ("URN", "EstablishmentName", "Latitude", "Longitude")
# So far apart that none is taken for its neighbour.
MANY = [(str(800_000 + n), f"School {n}", 53.1 + n % 30 * 0.004, -2.7 + n // 30 * 0.006) for n in range(560)]


def test_that_reading_can_be_stopped_and_begun_again(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file(headings=WHERE, rows=MANY))
    shown.page.next.click()
    shown.page.cancel()
    settle(shown.desk)
    assert step_of(shown) == WHAT
    assert told(shown.desk).sentences == ["Stopped. Nothing was changed."]
    shown.onward()
    assert shown.page.look.chips[""].text() == "All rows  560"


def test_that_stopping_while_writing_leaves_nothing(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file(headings=WHERE, rows=MANY))
    shown.onward()
    shown.onward()
    shown.page.next.click()
    shown.page.cancel()
    settle(shown.desk)
    book = shown.desk.book
    assert (book.places.count(), book.register_sources.count()) == (0, 0)
    assert book.can_undo() is None
    assert step_of(shown) == FINISH
    assert told(shown.desk).sentences[-1] == "Stopped. Nothing was changed."
    shown.onward()
    assert book.places.count() == 560


def test_that_work_stopped_too_late_is_told_as_done(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    shown.onward()
    shown.onward()
    # Kept at the last step of the writing, before its answer is heard.
    shown.desk.book.on_change(lambda _: shown.page.cancel())
    shown.onward()
    assert shown.desk.book.places.count() == 2
    assert "2 schools brought in" in words_on(shown.page.finish)


def test_that_progress_is_shown_once_work_lasts(shown: Shown, new_file: NewFile, qtbot: QtBot) -> None:
    gate = threading.Event()
    said: list[str] = []
    page = shown.page

    def work(progress: Any) -> None:
        progress.step(500, 2_000)
        gate.wait(60)

    page._run("Reading a long file", work, lambda _: said.append("read"))
    until(page.working.isVisible)
    until(lambda: page.working.said.words() == "500 of 2,000 rows")
    assert page.working.title.words() == "Reading a long file …"
    assert page.working.cancel.hasFocus()
    assert not page.next.isVisible()
    gate.set()
    settle(shown.desk)
    assert said == ["read"]
    assert not page.working.isVisible()


def test_that_a_book_changed_meanwhile_is_said_and_the_file_read_again(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    shown.onward()
    shown.onward()
    with shown.desk.book.change("By somebody else"):
        shown.desk.book.places.add(a_place(shown.desk.book, "Elm", source="gias", reference="900001"))
    settle(shown.desk)
    shown.onward()
    assert "The book has changed since" in words_on(shown.page.finish)
    assert shown.desk.book.places.count() == 1
    button(shown, "Read the file again").click()
    settle(shown.desk)
    for _ in range(3):
        shown.onward()
    assert shown.desk.book.places.count() == 2


def test_that_a_file_that_vanished_meanwhile_is_refused_in_a_sentence(shown: Shown, new_file: NewFile) -> None:
    file = new_file()
    shown.take(file)
    file.unlink()
    shown.onward()
    assert step_of(shown) == WHAT
    assert f"There is no file “{file.name}”." in words_on(shown.page.what)


def test_that_postcodes_go_to_the_laptop_and_not_into_the_book(shown: Shown, new_file: NewFile) -> None:
    # A laptop that knows one postcode only, so that laying them out anew takes no time.
    reference = laptop_folder() / REFERENCE_FILE
    reference.unlink()
    known = [PostcodeRow("CW7 3EP", 365400, 366000, "E06000050", live=True)]
    build_reference(reference, known, edition=packaged_edition())
    headings = ("pcds", "oseast1m", "osnrth1m", "oslaua", "doterm")
    shown.take(new_file("ONSPD_AUG_2026_UK.csv", headings, [("CW7 9ZZ", "365000", "366000", "E06000050", "")]))
    assert shown.page.what.kind.currentText() == "Postcodes"
    assert "cannot be looked through first" in words_on(shown.page.what)
    shown.onward()
    assert step_of(shown) == FINISH
    shown.onward()
    assert "1 new in and around Cheshire" in words_on(shown.page.finish)
    assert shown.desk.book.can_undo() is None
    shown.page.finish.asked_for_next.emit()
    settle(shown.desk)
    shown.take(new_file(rows=[("900001", "Elm Park School", "CW7 9ZZ", "Open", "")]))
    for _ in range(3):
        shown.onward()
    assert shown.desk.book.places.count() == 1


def drop(step: ChooseStep, urls: list[QUrl]) -> bool:
    """Drop something on the page; say whether it was taken."""
    carried = QMimeData()
    carried.setUrls(urls)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(step.rect().center(), copy, carried, left, none)
    enter.ignore()
    QApplication.sendEvent(step, enter)
    if not enter.isAccepted():
        return False
    assert step.zone.lit
    QApplication.sendEvent(step, QDropEvent(QPointF(step.rect().center()), copy, carried, left, none))
    return True


def test_that_files_dropped_on_the_page_are_taken(shown: Shown, new_file: NewFile) -> None:
    assert drop(shown.page.choose, [QUrl.fromLocalFile(str(new_file()))])
    settle(shown.desk)
    assert step_of(shown) == WHAT
    assert not shown.page.choose.zone.lit


def test_that_an_address_of_the_web_is_not_taken(shown: Shown) -> None:
    assert not drop(shown.page.choose, [QUrl("https://example.org/schools.csv")])
    assert step_of(shown) == CHOOSE


def test_that_the_page_says_what_can_be_brought_in_and_that_nothing_has_been_yet(shown: Shown) -> None:
    said = words_on(shown.page.choose)
    assert all(each.title in said for each in KINDS_OF_FILE)
    assert "Nothing has been brought in yet" in said


def tab_stops(page: BringInPage) -> list[QWidget]:
    """Return what Tab stops at on the page, in its order."""
    found, seen = [], set[int]()
    each: QWidget | None = page
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        tabs = each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if page.isAncestorOf(each) and each.isVisible() and each.isEnabled() and tabs == Qt.FocusPolicy.TabFocus:
            found.append(each)
        each = each.nextInFocusChain()
    return found


@pytest.mark.parametrize("step", [CHOOSE, WHAT, LOOK, SETTLE, FINISH])
def test_that_tab_goes_through_each_step_in_reading_order_and_everything_has_a_name(
    shown: Shown, new_file: NewFile, step: int
) -> None:
    with shown.desk.book.change("By hand"):
        shown.desk.book.places.add(a_place(shown.desk.book, "Elm Park Primary", postcode="CW7 1AT"))
    settle(shown.desk)
    if step != CHOOSE:
        shown.take(new_file())
    for _ in range(step - 1):
        shown.onward()
    assert step_of(shown) == step
    stops = tab_stops(shown.page)
    assert len(stops) >= 2
    assert [type(each).__name__ for each in stops if not each.accessibleName()] == []
    tops = [each.mapTo(shown.page, each.rect().topLeft()).y() for each in stops]
    below = [each for each in stops if each in {shown.page.back, shown.page.leave, shown.page.next}]
    chips = [each for each in stops if each in shown.page.line.chips]
    assert stops[: len(chips)] == chips
    assert stops[len(stops) - len(below) :] == below
    assert max(tops[: len(chips)]) < min(tops[len(chips) :])


def test_that_nothing_typed_reaches_anybody_as_a_traceback(shown: Shown, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_bytes(b",".join(h.encode() for h in HEADINGS) + b'\n"900001","Elm \x00 Park","CW7 1AT","Open"\n"9')
    shown.take(file)
    assert step_of(shown) in {CHOOSE, WHAT}
    assert "Traceback" not in words_on(shown.page)
    QTest.qWait(1)
