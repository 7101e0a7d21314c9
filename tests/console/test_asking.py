"""The verbs that only ask: search, due, gaps, history and check."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.elm_park import PASSPHRASE, TODAY
from wehere_desktop.records import open_book

if TYPE_CHECKING:
    from tests.console.conftest import ElmPark


def test_that_search_finds_a_place_by_the_beginning_of_a_word(elm_park: ElmPark) -> None:
    done = elm_park.asks("search", "elm", "pri")
    assert done.code == 0
    assert f"Place: Elm Park Primary School - school, Winsford Wharton  [{elm_park.school}]" in done.out


def test_that_search_tells_a_program_kind_id_and_title(elm_park: ElmPark) -> None:
    (hit,) = elm_park.asks("search", "elm pri", "--json").told
    assert (hit["kind"], hit["id"], hit["title"], hit["near"]) == (
        "place",
        elm_park.school,
        "Elm Park Primary School",
        False,
    )


def test_that_search_offers_near_spellings_when_nothing_fits(elm_park: ElmPark) -> None:
    done = elm_park.asks("search", "Ashdwon")
    assert "Spelt like it" in done.out
    assert "Sam Ashdown" in done.out


def test_that_finding_nothing_is_no_refusal(elm_park: ElmPark) -> None:
    done = elm_park.asks("search", "zzyzx")
    assert (done.code, done.out) == (0, "Nothing here holds “zzyzx”, nor anything spelt like it.\n")
    assert elm_park.asks("search", "zzyzx", "--json").out == ""


def test_that_due_lists_the_late_with_last_contact_and_named_officer(elm_park: ElmPark) -> None:
    done = elm_park.asks("due")
    assert (
        "3 days late: Elm Park Primary School, Winsford Wharton (last contact 8 Oct 2026, PCSO Sam Ashdown)" in done.out
    )
    assert "St Chad, Over, Winsford Wharton (no contact yet, nobody named)" in done.out
    assert done.out.endswith("3 places due or overdue on Sunday 22 November 2026.\n")


def test_that_due_may_be_asked_for_an_officer_a_beat_and_another_day(elm_park: ElmPark) -> None:
    (late,) = elm_park.asks("due", "--officer", "22841", "--json").told
    assert (late["place"], late["days_late"], late["last"], late["due"]) == (
        elm_park.school,
        3,
        "2026-10-08",
        "2026-11-19",
    )
    earlier = (TODAY - timedelta(days=10)).isoformat()
    assert elm_park.asks("due", "--officer", "Sam Ashdown", "--day", earlier, "--json").told == []
    assert elm_park.asks("due", "--beat", "Winsford Over", "--json").told == []
    assert len(elm_park.asks("due", "--beat", elm_park.beat.lower(), "--json").told) == 3


def test_that_a_beat_that_could_be_several_is_refused_with_their_names(elm_park: ElmPark) -> None:
    done = elm_park.asks("due", "--beat", "winsford")
    assert done.code == 1
    assert "Winsford Wharton" in done.err
    assert "could be more than one beat" in done.err


@pytest.mark.parametrize("beat", ["Winsford Warton", "nowhere at all", "", " "])
def test_that_an_unknown_beat_is_refused_with_a_way_on(elm_park: ElmPark, beat: str) -> None:
    done = elm_park.asks("due", "--beat", beat or "\u00a0")
    assert done.code == 1
    assert "No beat is called" in done.err


def test_that_gaps_lists_beats_with_nobody_and_places_with_no_named_officer(elm_park: ElmPark) -> None:
    told = elm_park.asks("gaps", "--json").told
    places = {each["name"] for each in told if each["gap"] == "place"}
    beats = {each["name"] for each in told if each["gap"] == "beat"}
    assert places == {"St Chad, Over", "St Chad, Wharton"}
    assert len(beats) == 121
    assert "Winsford Wharton" not in beats
    done = elm_park.asks("gaps")
    assert done.out.endswith("121 beats and 2 places without an officer on Sunday 22 November 2026.\n")


def test_that_cover_says_who_answers_for_a_beat_a_place_or_every_beat(elm_park: ElmPark) -> None:
    done = elm_park.asks("cover", "--beat", "Winsford Wharton", "--place", "Elm Park Primary")
    assert done.out.splitlines() == [
        "Elm Park Primary School: PCSO Sam Ashdown (named officer)",
        "Winsford Wharton: PCSO Sam Ashdown (posted to the beat)",
    ]
    told = elm_park.asks("cover", "--json").told
    assert len(told) == 122
    assert {each["why"] for each in told} == {"posted", "unit", "nobody"}
    (before,) = elm_park.asks("cover", "--beat", elm_park.beat, "--day", "1/1/2026", "--json").told
    assert (before["officer"], before["why"], before["day"]) == ("", "nobody", "2026-01-01")


def test_that_history_tells_who_did_what_in_the_words_of_the_form(elm_park: ElmPark) -> None:
    done = elm_park.asks("history", "place", "Elm Park Primary")
    assert f"Place: Elm Park Primary School  [{elm_park.school}]" in done.out
    assert "Set up Elm Park (done by Inspector Robin Vale)" in done.out
    assert "    Beat: blank -> Winsford Wharton" in done.out
    (entry,) = elm_park.asks("history", "place", elm_park.school, "--json").told
    assert entry["fields"]["name"] == {"before": None, "after": "Elm Park Primary School"}


def test_that_history_of_a_record_that_was_taken_back_can_still_be_read(elm_park: ElmPark) -> None:
    logged = elm_park.asks("log-visit", "--place", elm_park.school, "--said", "Gates again.", "--json").told[0]
    elm_park.asks("undo")
    done = elm_park.asks("history", "visit", logged["visit"])
    assert done.code == 0
    assert "taken back by Inspector Robin Vale" in done.out


def test_that_history_refuses_a_record_it_cannot_find_and_lists_those_it_might_be(elm_park: ElmPark) -> None:
    assert "No place is called “zzyzx”." in elm_park.asks("history", "place", "zzyzx").err
    several = elm_park.asks("history", "place", "St Chad")
    assert several.code == 1
    assert "St Chad, Over, Winsford Wharton" in several.err
    assert "St Chad, Wharton, Winsford Wharton" in several.err


def test_that_a_wrong_kind_is_wrong_words(elm_park: ElmPark) -> None:
    assert elm_park.asks("history", "plaice", "x").code == 2


def test_that_a_sound_book_checks_as_sound(elm_park: ElmPark) -> None:
    assert elm_park.asks("check").out == "The book is sound.\n"
    assert elm_park.asks("check", "--json").told == [{"sound": True, "findings": []}]


def test_that_a_held_book_is_refused_but_can_be_read_beside(elm_park: ElmPark) -> None:
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()):
        refused = elm_park.asks("search", "elm")
        assert refused.code == 1
        assert "has had this book open" in refused.err
        assert elm_park.asks("--read-only", "search", "elm").code == 0
        assert elm_park.asks("history", "--read-only", "place", elm_park.school).code == 0
        done = elm_park.asks("--read-only", "log-visit", "--place", elm_park.school, "--said", "Hello.")
    assert done.code == 1
    assert "reading only" in done.err
