"""The verbs about who is due: snooze, week and closed-days, and what they tell a program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.console.conftest import ElmPark


def test_that_a_place_put_off_is_due_no_more_until_it_is_taken_up_again(elm_park: ElmPark) -> None:
    done = elm_park.asks("snooze", "--place", "elm park", "--until", "in 2 weeks", "--reason", "Head away")
    assert (done.code, done.out) == (0, "Contact with Elm Park Primary School is put off until 6 Dec 2026: Head away\n")
    assert "Elm Park" not in elm_park.asks("due").out
    assert "put off: Head away" in elm_park.asks("due", "--ahead", 30).out
    assert "taken up again" in elm_park.asks("snooze", "--place", "elm park", "--end").out
    assert "Elm Park" in elm_park.asks("due").out
    assert "was not put off" in elm_park.asks("snooze", "--place", "elm park", "--end").out


def test_that_a_person_is_put_off_too(elm_park: ElmPark) -> None:
    words = ("snooze", "--contact", "Helen Marsh", "--until", "6 Dec", "--reason", "Ill", "--json")
    assert elm_park.asks(*words).told[0]["until"] == "2026-12-06"
    assert elm_park.asks(*words).code == 0
    assert "taken up again" in elm_park.asks("snooze", "--contact", "Helen Marsh", "--end").out


def test_that_a_snooze_without_a_reason_or_with_odd_words_changes_nothing(elm_park: ElmPark) -> None:
    assert elm_park.asks("snooze", "--place", "elm park", "--until", "6 Dec").code == 1
    assert elm_park.asks("snooze", "--contact", "Helen Marsh", "--until", "6 Dec").code == 1
    assert elm_park.asks("snooze", "--place", "elm park", "--until", "some day", "--reason", "x").code == 2
    assert elm_park.asks("snooze", "--until", "6 Dec", "--reason", "x").code == 2
    assert elm_park.asks("snooze", "--place", "elm park", "--end", "--reason", "x").code == 2
    assert "Elm Park" in elm_park.asks("due").out


def test_that_people_due_are_listed_and_none_is_said(elm_park: ElmPark) -> None:
    assert elm_park.asks("due", "--people").out.startswith("No person is waiting")
    assert elm_park.asks("due", "--people", "--json").out == ""
    assert elm_park.asks("due", "--people", "--officer", "22841").code == 2


def test_that_a_week_is_planned_told_in_order_and_printed(elm_park: ElmPark, tmp_path: Path) -> None:
    planned = elm_park.asks("week", "--plan", "elm park", "--plan", "St Chad, Over", "--on", "monday")
    assert planned.code == 0
    assert "Monday: 2 calls, about 40 min" in planned.out
    assert planned.out.endswith("Week of 23 to 29 November: 2 calls planned.\n")
    told = elm_park.asks("week", "--of", "2026-11-25", "--json").told
    assert [(each["day"], each["number"]) for each in told] == [("2026-11-23", 1), ("2026-11-23", 2)]
    made = elm_park.asks("week", "--off", "St Chad, Over", "--out", tmp_path / "week.pdf")
    assert "1 call planned" in made.out
    assert (tmp_path / "week.pdf").read_bytes().startswith(b"%PDF")
    assert elm_park.asks("week", "--out", tmp_path / "week.pdf").code == 1
    assert elm_park.asks("week", "--plan", "elm park").code == 2
    of_day = elm_park.asks("week", "--of", "2026-11-23", "--one-day", "--out", tmp_path / "day.pdf")
    assert of_day.out.endswith("1 side.\n")
    assert elm_park.asks("week", "--of", "2026-11-24", "--one-day", "--out", tmp_path / "none.pdf").code == 1
    assert elm_park.asks("week", "--one-day", "--out", tmp_path / "none.pdf").code == 2
    assert elm_park.asks("--read-only", "week", "--off", "elm park").code == 1
    assert "1 call planned" in elm_park.asks("week").out


def test_that_term_dates_are_brought_in_once_and_listed(elm_park: ElmPark, tmp_path: Path) -> None:
    assert elm_park.asks("closed-days").out == "No closed days are in the book from that day on.\n"
    path = tmp_path / "terms.csv"
    path.write_text(
        "Name,Start,End\nChristmas holidays,21/12/2026,3/1/2027\nFair,1/7/2027,1/7/2027\n", encoding="utf-8"
    )
    done = elm_park.asks("closed-days", "--from", path)
    assert done.out == (
        "1 spell added from terms.csv; 0 in the book already.\n"
        "Left out: Fair (neither a holiday nor a term).\n"
        "21 Dec 2026 to 3 Jan 2027: Christmas holidays\n"
    )
    (told,) = elm_park.asks("closed-days", "--from", path, "--json").told
    assert (told["from"], told["kinds"]) == ("2026-12-21", ["school", "nursery", "college"])
    assert elm_park.asks("closed-days", "--from", tmp_path / "gone.csv").code == 1
