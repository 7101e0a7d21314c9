"""The verbs for what was promised and what was asked, and the paper to take along."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.elm_park import PASSPHRASE
from wehere_desktop.neighbourhood.promise import PromiseLife
from wehere_desktop.records import open_book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.console.conftest import ElmPark


def log(elm_park: ElmPark, *promised: str) -> None:
    """Log a visit to the school with promises, given as words and day in turn."""
    options = [
        part for at in range(0, len(promised), 2) for part in ("--promise", promised[at], "--due", promised[at + 1])
    ]
    done = elm_park.asks(
        "log-visit", "--place", elm_park.school, "--contact", "Helen Marsh", "--said", "Hello.", *options
    )
    assert done.code == 0, done.err


def test_that_promises_are_logged_with_their_visit_in_one_change(elm_park: ElmPark) -> None:
    log(elm_park, "Ask about the crossing", "in 2 weeks", "Bring leaflets", "fri")
    first, second = elm_park.asks("promises", "--json").told
    assert [first["promised"], second["promised"]] == ["Bring leaflets", "Ask about the crossing"]
    assert (first["due"], second["due"]) == ("2026-11-27", "2026-12-06")
    assert first["to"] == "Helen Marsh, Elm Park Primary School"
    assert elm_park.asks("undo").code == 0
    assert elm_park.asks("promises").out == "No promises.\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--promise", "x", "--due", "someday"), "“someday” is not a day to come"),
        (("--promise", "x", "--due", "yesterday"), "“yesterday” is not a day to come"),
        (("--due", "fri"), "more days than promises"),
        (("--promise", "  "), "promised"),
    ],
)
def test_that_a_promise_that_cannot_be_read_is_refused_and_nothing_is_logged(
    elm_park: ElmPark, options: tuple[str, ...], words: str
) -> None:
    done = elm_park.asks("log-visit", "--place", elm_park.school, "--said", "Hello.", *options)
    assert done.code == 1
    assert words in done.err
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book:
        assert (book.visits.count(), book.promises.count()) == (1, 0)


def test_that_a_promise_is_kept_by_a_few_of_its_words(elm_park: ElmPark) -> None:
    log(elm_park, "Ask about the crossing", "fri")
    (told,) = elm_park.asks("promises", "--kept", "crossing", "--outcome", "Painted on Monday.", "--json").told
    assert (told["life"], told["outcome"], told["stands"]) == ("kept", "Painted on Monday.", "kept 22 Nov")
    assert elm_park.asks("promises", "--json").out == ""
    assert len(elm_park.asks("promises", "--all", "--json").told) == 1
    again = elm_park.asks("promises", "--kept", "crossing")
    assert (again.code, "closed already" in again.err) == (1, True)


def test_that_what_could_not_be_kept_needs_a_reason(elm_park: ElmPark) -> None:
    log(elm_park, "Ask about the crossing", "fri")
    done = elm_park.asks("promises", "--could-not", "crossing")
    assert (done.code, "Say why" in done.err) == (1, True)
    (told,) = elm_park.asks("promises", "--could-not", "crossing", "--outcome", "The council said no.", "--json").told
    assert told["life"] == PromiseLife.COULD_NOT


def test_that_a_promise_is_moved_to_another_day(elm_park: ElmPark) -> None:
    log(elm_park, "Ask about the crossing", "fri")
    assert elm_park.asks("promises", "--move", "crossing", "--due", "last week").code == 1
    (told,) = elm_park.asks("promises", "--move", "crossing", "--due", "14 dec 4 pm", "--json").told
    assert (told["due"], told["time"]) == ("2026-12-14", "16:00")
    assert "due in 22 days: Ask about the crossing" in elm_park.asks("promises").out


def test_that_promises_are_narrowed_to_the_late_an_officer_and_a_beat(elm_park: ElmPark) -> None:
    log(elm_park, "Ask about the crossing", "tomorrow")
    assert elm_park.asks("promises", "--late", "--json").out == ""
    elm_park.clock.instant += timedelta(days=3)
    assert len(elm_park.asks("promises", "--late", "--beat", elm_park.beat, "--json").told) == 1
    assert elm_park.asks("promises", "--officer", "22841", "--json").out == ""


def test_that_two_deeds_at_once_are_wrong_words(elm_park: ElmPark) -> None:
    assert elm_park.asks("promises", "--kept", "a", "--move", "b").code == 2
    assert elm_park.asks("queries", "--ask", "a", "--answer", "b").code == 2


def test_that_a_query_is_logged_listed_and_answered_within_its_hours(elm_park: ElmPark) -> None:
    asked = (
        "queries",
        "--ask",
        "Who do parents ring?",
        "--place",
        "elm park",
        "--contact",
        "helen",
        "--at",
        "yesterday 9:00",
    )
    (told,) = elm_park.asks(*asked, "--json").told
    assert (told["asked_by"], told["clock"]) == ("Helen Marsh, Elm Park Primary School", "running")
    assert "1 day 23 h left: Who do parents ring?" in elm_park.asks("queries", "--beat", elm_park.beat).out
    assert elm_park.asks("queries", "--late", "--json").out == ""
    done = elm_park.asks("queries", "--answer", "parents", "--words", "101, and ask for us.")
    assert (done.code, "answered in 1 day" in done.out) == (0, True)
    assert elm_park.asks("queries").out == "No queries.\n"
    elm_park.asks("undo")
    assert len(elm_park.asks("queries", "--json").told) == 1


def test_that_a_late_answer_must_say_why(elm_park: ElmPark) -> None:
    elm_park.asks("queries", "--ask", "Who do parents ring?", "--at", "18 nov 9:00")
    assert "1 day late: Who do parents ring?" in elm_park.asks("queries", "--late").out
    done = elm_park.asks("queries", "--answer", "parents", "--words", "101.")
    assert (done.code, "say why" in done.err) == (1, True)
    answered = ("queries", "--answer", "parents", "--words", "101.", "--why-late", "Waited for the council.")
    assert elm_park.asks(*answered, "--json").told[0]["clock"] == "answered late"


@pytest.mark.parametrize("at", ["tomorrow", "soon", "25:00"])
def test_that_a_moment_that_cannot_be_is_refused(elm_park: ElmPark, at: str) -> None:
    done = elm_park.asks("queries", "--ask", "Who?", "--at", at)
    assert done.code == 1
    assert elm_park.asks("queries", "--json").out == ""


def test_that_the_visit_sheet_of_a_place_is_printed_and_noted(elm_park: ElmPark, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    (told,) = elm_park.asks("print", "visit-sheet", "--place", "elm park", "--out", out, "--json").told
    assert (told["place"], told["pages"]) == (elm_park.school, 1)
    assert out.read_bytes().startswith(b"%PDF")
    blank = tmp_path / "blank.pdf"
    assert "to be filled in by hand" in elm_park.asks("print", "visit-sheet", "--blank", "--out", blank).out
    assert blank.read_bytes().startswith(b"%PDF")


def test_that_a_visit_sheet_without_a_place_is_refused(elm_park: ElmPark, tmp_path: Path) -> None:
    done = elm_park.asks("print", "visit-sheet", "--out", tmp_path / "sheet.pdf")
    assert (done.code, "--blank" in done.err) == (1, True)
    assert elm_park.asks("print", "handout", "--blank", "--out", tmp_path / "sheet.pdf").code == 2
    assert list(tmp_path.glob("*.pdf")) == []
