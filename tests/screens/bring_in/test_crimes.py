"""Crimes brought in at the window: tried first, told in plain words, then kept on this laptop and in no book."""

from __future__ import annotations

from pathlib import Path

from tests.crime_files import BURGLARY, a_crime, street_file
from tests.desk.a_desk import told
from tests.screens.bring_in.conftest import Shown
from tests.screens.bring_in.test_whole_way import step_of, words_on
from wehere_desktop.neighbourhood.crime import CAVEAT
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.crime_points import open_crimes
from wehere_desktop.screens.bring_in.step import FINISH, WHAT

ROWS = (a_crime(), a_crime("a", kind=BURGLARY), a_crime(lat="", lon="", area=""), a_crime(area="Wigan 037E"))


def kept() -> int:
    """Return how many crimes this laptop holds."""
    with open_crimes(laptop_folder()) as crimes:
        return sum(number for _, _, number in crimes.held())


def test_that_a_month_is_tried_first_then_kept_on_the_laptop(shown: Shown, tmp_path: Path) -> None:
    heard: list[frozenset[str]] = []
    shown.desk.announcer.changed.connect(lambda changed: heard.append(changed.kinds))
    shown.take(street_file(tmp_path, ROWS))
    assert step_of(shown) == WHAT
    assert shown.page.what.kind.currentText() == "Crimes"
    assert "Each month in the file takes the place" in words_on(shown.page.what)
    shown.onward()
    assert step_of(shown) == FINISH
    before = words_on(shown.page.finish)
    assert "Bring in 3 crimes?" in before
    assert "January 2019: 3 crimes." in before
    assert "1 crime without a place: counted, but not on the map." in before
    assert "1 row rejected: outside Cheshire." in before
    assert CAVEAT in before
    assert kept() == 0
    shown.onward()
    assert "3 crimes brought in" in words_on(shown.page.finish)
    assert kept() == 3
    # So that the map asks anew
    assert heard == [frozenset({"crime"})]
    assert shown.desk.book.can_undo() is None
    assert told(shown.desk).sentences[-1] == "Crimes of 2019-01-cheshire-street.csv brought in"


def test_that_the_same_again_is_nothing_to_bring_in_and_outside_may_be_asked_for(shown: Shown, tmp_path: Path) -> None:
    file = street_file(tmp_path, ROWS)
    for _ in range(2):
        shown.take(file)
        shown.onward()
        again = words_on(shown.page.finish)
        shown.onward()
        shown.page.finish.asked_for_next.emit()
    assert "There is nothing to bring in" in again
    shown.take(file)
    assert shown.page.what.everywhere.text() == "Crimes outside Cheshire too"
    shown.page.what.everywhere.setChecked(True)
    shown.onward()
    assert "January 2019: 4 crimes would take the place of 3 before." in words_on(shown.page.finish)


def test_that_a_file_with_nothing_to_use_is_refused_where_it_was_chosen(shown: Shown, tmp_path: Path) -> None:
    shown.take(street_file(tmp_path, [a_crime(area="Wigan 037E")]))
    shown.onward()
    assert step_of(shown) == WHAT
    assert "1 of 1 row rejected, outside Cheshire" in words_on(shown.page.what)
