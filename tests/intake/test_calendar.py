"""Term dates become closed spells: those a file names, and the holidays between its terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.elm_park import a_book
from wehere_desktop.intake.calendar import NamedDays, add_spells, read_calendar
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

HALF_TERM = NamedDays("Half term", date(2026, 10, 26), date(2026, 10, 30))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """A new book of Elm Park."""
    with a_book(tmp_path) as made:
        yield made


def a_file(folder: Path, text: str, name: str = "terms.csv") -> Path:
    """Return a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_that_a_table_gives_its_holidays_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    found = read_calendar(
        a_file(
            tmp_path,
            "Event,Start date,End date\n"
            "Half term,26/10/2026,30/10/2026\n"
            "INSET day,Monday 2 November 2026,\n"
            "Summer fair,1/7/2027,1/7/2027\n"
            "Christmas holidays,soon,3/1/2027\n"
            "Easter break,10/4/2027,1/4/2027\n",
        )
    )
    assert found.spells == (HALF_TERM, NamedDays("INSET day", date(2026, 11, 2), date(2026, 11, 2)))
    assert found.left_out == (
        "row 5 (its days cannot be read)",
        "row 6 (it ends before it begins)",
        "Summer fair (neither a holiday nor a term)",
    )


def test_that_the_holidays_lie_between_the_terms_where_only_terms_are_told(tmp_path: Path) -> None:
    found = read_calendar(
        a_file(
            tmp_path,
            "Term,First day,Last day\n"
            "Autumn term 1,2026-09-02,2026-10-23\nAutumn term 2,2026-11-02,2026-12-18\n"
            "Spring term,2027-01-05,2027-03-25\nSummer term (next year),2028-06-01,2028-07-20\n",
        )
    )
    assert [(each.first, each.last) for each in found.spells] == [
        (date(2026, 10, 24), date(2026, 11, 1)),
        (date(2026, 12, 19), date(2027, 1, 4)),
    ]
    assert {each.name for each in found.spells} == {"School holidays"}


def test_that_a_named_holiday_is_not_told_twice_where_terms_are_told_too(tmp_path: Path) -> None:
    found = read_calendar(
        a_file(
            tmp_path,
            "Name,From,To\nTerm 1,2026-09-02,2026-10-23\nHalf term,2026-10-26,2026-10-30\n"
            "Term 2,2026-11-02,2026-12-18\n",
        )
    )
    assert found.spells == (HALF_TERM,)


def test_that_a_calendar_file_is_read_too(tmp_path: Path) -> None:
    event = "BEGIN:VEVENT\nSUMMARY:Half term\nDTSTART:20261026\nDTEND:20261031\nEND:VEVENT\n"
    text = f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n"
    assert read_calendar(a_file(tmp_path, text, "terms.ics")).spells == (HALF_TERM,)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Colour,Size\nred,1\n", "no-columns"),
        ("Name,Start,End\nFair,1/7/2026,1/7/2026\n", "no-days"),
        ("Name,Start,End\nHalf term,1/7/2026,1/7/2046\n", "no-days"),
    ],
)
def test_that_a_file_without_closed_days_is_refused_with_a_way_on(tmp_path: Path, text: str, kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_calendar(a_file(tmp_path, text))
    assert refused.value.kind == kind
    assert refused.value.remedy


def test_that_a_file_brought_in_twice_adds_nothing_the_second_time_and_undo_takes_it_back(book: BeatBook) -> None:
    with book.change("Bring in"):
        assert add_spells(book, [HALF_TERM]) == 1
    with book.change("Bring in again"):
        assert add_spells(book, [HALF_TERM]) == 0
    with book.change("For one authority"):
        assert add_spells(book, [HALF_TERM], authority="E06000049") == 1
    assert [each.place_kinds for each in book.closed_spells.all()] == [("school", "nursery", "college")] * 2
    book.undo()
    book.undo()
    assert book.closed_spells.all() == []
