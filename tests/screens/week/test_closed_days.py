"""Closed days are typed or brought in from a file, each with undo, and what cannot be read is said beside its field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, told
from wehere_desktop.desk.pieces import Button, CardRow, Text
from wehere_desktop.desk.screen import Desk
from wehere_desktop.screens.week.closed_days import ClosedDays


@pytest.fixture
def sheet(desk: Desk, qtbot: QtBot) -> ClosedDays:
    """The sheet on show."""
    made = ClosedDays(desk)
    qtbot.addWidget(made)
    made.resize(460, 680)
    made.show()
    return made


def rows(sheet: ClosedDays) -> list[tuple[str, str]]:
    """Return what is in the book as the sheet tells it."""
    return [(each.title.words(), each.more.words()) for each in sheet.findChildren(CardRow) if not each.isHidden()]


def refusals(sheet: ClosedDays) -> list[str]:
    """Return what the form refuses."""
    return [
        each.words() for each in sheet.form.findChildren(Text) if each.property("tone") == "late" and each.isVisible()
    ]


def test_that_typed_days_are_kept_and_can_be_taken_out(sheet: ClosedDays, desk: Desk) -> None:
    sheet.form.fill({"name": "Christmas holidays", "starts": "21 Dec", "ends": "3 Jan"})
    assert sheet.has_unsaved()
    sheet.keep()
    settle(desk)
    (kept,) = desk.book.closed_spells.all()
    assert (kept.starts, kept.ends) == (date(2026, 12, 21), date(2027, 1, 3))
    assert kept.place_kinds == ("school", "nursery", "college")
    assert rows(sheet) == [("Christmas holidays", "21 Dec to 3 Jan 2027 · schools, nurseries and colleges")]
    assert not sheet.has_unsaved()
    (out,) = [each for each in sheet.findChildren(Button) if each.text() == "Take out"]
    out.click()
    settle(desk)
    assert desk.book.closed_spells.all() == []
    assert told(desk).said.told[-1].undo


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "", "starts": "21 Dec", "ends": "3 Jan"}, "missing"),
        ({"name": "Christmas", "starts": "soon", "ends": "3 Jan"}, "is not a day"),
        ({"name": "Christmas", "starts": "2026-12-21", "ends": "2026-12-01"}, "before the first"),
        ({"name": "Christmas", "starts": "2026-12-21", "ends": ""}, "missing"),
    ],
)
def test_that_what_cannot_be_kept_is_said_beside_its_field(
    sheet: ClosedDays, desk: Desk, typed: dict[str, str], words: str
) -> None:
    sheet.form.fill(typed)
    sheet.keep()
    settle(desk)
    assert any(words in each for each in refusals(sheet))
    assert desk.book.closed_spells.all() == []


def test_that_a_file_is_brought_in_as_one_change_and_says_what_it_left_out(
    sheet: ClosedDays, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("Name,Start,End\nHalf term,2027-02-15,2027-02-19\nFair,2027-07-01,2027-07-01\n", encoding="utf-8")
    sheet.bring_in(path)
    settle(desk)
    assert sheet.told.words() == "1 spell added from terms.csv. Left out: Fair (neither a holiday nor a term)."
    assert [name for name, _ in rows(sheet)] == ["Half term"]
    desk.undo()
    settle(desk)
    assert desk.book.closed_spells.all() == []


def test_that_a_file_that_is_none_is_refused_on_the_sheet(sheet: ClosedDays, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes(b"\x89PNG\r\n")
    sheet.bring_in(path)
    settle(desk)
    assert "terms.csv" in sheet.told.words()
    assert sheet.told.property("tone") == "late"
