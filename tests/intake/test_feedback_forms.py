"""Answers come in from a table of a survey tool: columns are matched, rows that cannot be read are named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.elm_park import TODAY
from tests.records.an_evening import a_meeting
from wehere_desktop.intake.feedback_forms import FormsRead, add_forms, guess, open_feedback, read_forms
from wehere_desktop.neighbourhood.concern import CameBy
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

DAY = date(2026, 11, 5)
HEADINGS = "Timestamp,Was it worth coming?,Did we listen to you?,How safe do you feel?,Which officers do you know?,"
HEADINGS += "Where did you hear about us?,What should we work on next?,Any other comments\n"


def read(path: Path) -> FormsRead:
    """Read a file by its guessed columns."""
    told = open_feedback(path)
    return read_forms(told, told.columns, day=DAY, today=TODAY)


def written(folder: Path, rows: str, headings: str = HEADINGS) -> Path:
    """Return a file of rows."""
    path = folder / "answers.csv"
    path.write_text(headings + rows, encoding="utf-8")
    return path


def test_that_columns_are_known_by_their_headings() -> None:
    found = guess([each.strip() for each in HEADINGS.split(",")])
    assert found == {
        "on": 0,
        "worthwhile": 1,
        "listened": 2,
        "safe": 3,
        "known": 4,
        "heard_of_it": 5,
        "next_priority": 6,
        "more": 7,
    }


def test_that_numbers_are_read_in_each_spelling(tmp_path: Path) -> None:
    found = read(
        written(tmp_path, "05/11/2026,5,4 of 5,3/5,quite,Poster,Parking,\n,2.0,1 - not at all,n/a,,,,Thanks\n")
    )
    assert found.left_out == ()
    first, second = found.forms
    assert (first.worthwhile, first.listened, first.safe, first.known) == (5, 4, 3, 4)
    assert (first.on, first.heard_of_it, first.next_priority) == (DAY, "Poster", "Parking")
    assert (second.worthwhile, second.listened, second.safe, second.on, second.more) == (2, 1, 0, DAY, "Thanks")
    assert {each.came_by for each in found.forms} == {CameBy.SURVEY}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("05/11/2026,9,,,,,,\n", "“9” is not a number from 1 to 5"),
        ("05/11/2026,lovely,,,,,,\n", "“lovely” is not a number"),
        ("some day,4,,,,,,\n", "“some day” is not a day"),
        ("05/11/2030,4,,,,,,\n", "is to come"),
        ("05/11/2026,,,,,,,\n", "It answers nothing"),
        ("05/11/2026,4,,,,,,,,extra\n", "cells where the headings have"),
        (f"05/11/2026,4,,,,{'x' * 400},,\n", "at most 300"),
    ],
)
def test_that_a_row_that_cannot_be_read_is_left_out_by_name(tmp_path: Path, row: str, words: str) -> None:
    found = read(written(tmp_path, row + "05/11/2026,5,,,,,,\n"))
    assert len(found.forms) == 1
    assert (found.left_out_whole, len(found.left_out)) == (1, 1)
    assert found.left_out[0].startswith("row 2 (")
    assert words in found.left_out[0]


def test_that_every_row_is_accounted_for_however_many_are_wrong(tmp_path: Path) -> None:
    found = read(written(tmp_path, "05/11/2026,9,,,,,,\n" * 20 + "05/11/2026,5,,,,,,\n" * 3))
    assert len(found.forms) + found.left_out_whole == 23
    assert len(found.left_out) == 5


def test_that_nothing_is_read_while_no_question_has_a_column(tmp_path: Path) -> None:
    told = open_feedback(written(tmp_path, "a,b\n", "one,two\n"))
    with pytest.raises(Refusal, match="No column is matched"):
        read_forms(told, {"on": 0}, day=DAY, today=TODAY)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", HEADINGS.encode()])
def test_that_a_file_without_answers_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        open_feedback(path)
    assert refused.value.remedy


def test_that_the_same_file_brought_in_twice_adds_nothing(book: BeatBook, tmp_path: Path) -> None:
    found = read(written(tmp_path, "05/11/2026,5,,,,,,\n05/11/2026,5,,,,,,\n05/11/2026,3,,,,,,Thanks\n"))
    held = a_meeting(book)
    meeting, beat = held.id, held.beat
    with book.change("Bring in"):
        assert add_forms(book, found.forms, meeting=meeting, beat=beat) == (3, 0)
    with book.change("Bring in again"):
        assert add_forms(book, found.forms, meeting=meeting, beat=beat) == (0, 3)
    assert len(book.feedbacks.of(meeting)) == 3
    assert {each.beat for each in book.feedbacks.of(meeting)} == {beat}
