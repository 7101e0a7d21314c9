"""The projector view turns, blanks and closes by keys, shows only its pages, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.desk.a_desk import until
from wehere_desktop.desk.colours import DARK, LIGHT
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.projector import ProjectorView, open_projector
from wehere_desktop.handouts.projector_pages import PageLine, ProjectorPage
from wehere_desktop.handouts.projector_sheet import ProjectedProposal

PAGES = (
    ProjectorPage("Welcome", "Beat meeting", "Force", (PageLine("Tonight"),), practice="Practice"),
    ProjectorPage("Agenda", "This evening", "", (PageLine("A", "quiet"), PageLine("B", "now", "Now"))),
    ProjectorPage("Vote", "What next?", votes=(ProjectedProposal("Parking", 14, 3, None, chosen=True),)),
)


@pytest.fixture
def view(look: Look) -> Iterator[ProjectorView]:
    """A view of three pages, on show."""
    made = ProjectorView(look)
    made.resize(960, 540)
    made.put(PAGES)
    made.show()
    yield made
    if isValid(made):
        made.close()


def test_that_keys_turn_pages_and_stop_at_both_ends(view: ProjectorView) -> None:
    seen = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
        seen.append(view.where)
    assert seen == [(1, 3), (2, 3), (3, 3), (3, 3), (1, 3)]


def test_that_b_blanks_and_the_next_key_shows_again(view: ProjectorView) -> None:
    QTest.keyClick(view, Qt.Key.Key_B)
    assert view.words() == ""
    assert view.grab().toImage().pixelColor(480, 270).name() == "#000000"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.words() == "This evening\nA\nB\nNow"


def test_that_d_changes_dark_and_light(view: ProjectorView) -> None:
    corner = [view.grab().toImage().pixelColor(900, 20).name()]
    QTest.keyClick(view, Qt.Key.Key_D)
    corner.append(view.grab().toImage().pixelColor(900, 20).name())
    assert corner == [LIGHT.surface, DARK.surface]


def test_that_fresh_pages_leave_the_one_on_show(view: ProjectorView) -> None:
    view.show_page("Vote")
    view.put((PAGES[0], PAGES[2]))
    assert (view.where, view.page) == ((2, 2), PAGES[2])
    view.put((PAGES[0],))
    assert view.where == (1, 1)


def test_that_moving_on_in_the_agenda_shows_the_page_of_the_item_now(view: ProjectorView) -> None:
    first = ProjectorPage("Agenda", "This evening", lines=(PageLine("A"),))
    second = ProjectorPage("Agenda (2)", "This evening", lines=(PageLine("B", "now", "Now"),))
    view.put((first, second))
    view.show_page("Agenda")
    view.put((first, second), item_moved=True)
    assert view.page == second


def test_that_a_screen_reader_is_told_the_words_on_show(view: ProjectorView) -> None:
    assert view.accessibleDescription() == "Force\nBeat meeting\nTonight\nPractice"


@pytest.mark.parametrize("size", [(320, 200), (800, 600), (1920, 1080), (500, 900)])
def test_that_every_page_is_drawn_at_any_size(view: ProjectorView, size: tuple[int, int]) -> None:
    view.resize(*size)
    long = ProjectorPage("Long", "Heading " * 9, "over " * 9, tuple(PageLine("word " * 20) for _ in range(4)))
    view.put((*PAGES, long))
    for _ in range(4):
        image = view.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(0, size[0], 3) for y in range(0, size[1], 3)}
        assert len(colours) > 1
        view.turn(1)


def test_that_it_closes_with_the_page_it_was_opened_from(look: Look, qtbot: QtBot) -> None:
    page = QWidget()
    view = open_projector(look, page)
    assert view.isVisible()
    page.deleteLater()
    until(lambda: not isValid(view))


def test_that_escape_closes_it_for_good(view: ProjectorView, qtbot: QtBot) -> None:
    told: list[str] = []
    view.closed.connect(lambda: told.append("closed"))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    until(lambda: not isValid(view))
    assert told == ["closed"]
