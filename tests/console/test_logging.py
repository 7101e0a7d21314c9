"""Logging a visit, taking it back, doing it again, and who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.elm_park import PASSPHRASE
from wehere_desktop.neighbourhood.visit import Channel, Formality
from wehere_desktop.records import open_book

if TYPE_CHECKING:
    from tests.console.conftest import ElmPark


def test_that_a_visit_is_kept_with_everything_that_was_said(elm_park: ElmPark) -> None:
    done = elm_park.asks(
        "log-visit", "--place", "Elm Park Primary", "--contact", "Helen Marsh", "--on", "yesterday", "--time", "7.30pm",
        "--channel", "telephone", "--formality", "formal", "--purpose", "Parking", "--said", "Cones help.",
        "--learnt", "New caretaker in January.", "--publish", "We spoke about parking.", "--by", "22841",
    )  # fmt: skip
    assert done.out.startswith("Logged: Elm Park Primary School, Saturday 21 November 2026, PCSO Sam Ashdown.")
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book:
        visit = book.visits.of_place(elm_park.school)[0]
        assert visit.officer == elm_park.pcso
        assert (visit.time, visit.channel, visit.formality) == ("19:30", Channel.TELEPHONE, Formality.FORMAL)
        assert (visit.purpose, visit.said, visit.learnt) == ("Parking", "Cones help.", "New caretaker in January.")
        assert (visit.public_line, visit.publishable) == ("We spoke about parking.", True)
        assert book.contacts.many(visit.contacts)[0].name == "Helen Marsh"


def test_that_a_line_is_publishable_only_when_one_was_given(elm_park: ElmPark) -> None:
    visit = elm_park.asks("log-visit", "--place", elm_park.school, "--said", "Hello.", "--json").told[0]["visit"]
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book:
        assert not book.visits.get(visit).publishable


def test_that_a_visit_can_be_taken_back_and_logged_again_after_reopening(elm_park: ElmPark) -> None:
    elm_park.asks("log-visit", "--place", elm_park.school, "--said", "Hello.")
    assert elm_park.asks("undo").out == "Undone: Log visit to Elm Park Primary School. “wehere redo” does it again.\n"
    assert len(elm_park.asks("search", "Hello", "--json").told) == 0
    assert elm_park.asks("redo", "--json").told[0]["redone"] == "Log visit to Elm Park Primary School"
    assert len(elm_park.asks("search", "Hello", "--json").told) == 1


def test_that_undo_takes_back_only_what_the_same_person_did(elm_park: ElmPark) -> None:
    elm_park.asks("log-visit", "--place", elm_park.school, "--said", "Hello.")
    done = elm_park.asks("undo", "--by", "22841")
    assert (done.code, done.err) == (
        1,
        "There is nothing to undo. Only your own changes on this laptop can be undone.\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--said", "Hello."], "A visit needs a place or a person."),
        (["--place", "Elm Park Primary"], "Say what the visit was about"),
        (["--place", "Elm Park Primary", "--said", "x", "--on", "tomorrow"], "before it happens"),
        (["--place", "St Chad", "--said", "x"], "could be more than one place"),
        (["--place", "Elm Perk", "--said", "x"], "Did you mean Elm Park Primary School?"),
        (["--place", "zzyzx", "--said", "x"], "No place is called “zzyzx”."),
        (["--place", "", "--said", "x"], "No place is called"),
        (["--place", "Elm Park Primary", "--contact", "Nobody", "--said", "x"], "No contact is called"),
        (["--place", "Elm Park Primary", "--said", "x", "--time", "noonish"], "is not a time of day"),
        (["--place", "Elm Park Primary", "--said", "x", "--by", "Jo Birch"], "More than one officer"),
        (["--place", "Elm Park Primary", "--said", "x", "--by", "99"], "No officer here is known as “99”."),
        (["--place", "Elm Park Primary", "--said", "x" * 20_001], "at most 20,000 can be kept"),
        (["--place", "Elm Park Primary", "--said", "nul \x00"], "not readable text"),
    ],
)
def test_that_a_visit_that_cannot_be_kept_is_refused_and_changes_nothing(
    elm_park: ElmPark, words: list[str], said: str
) -> None:
    done = elm_park.asks("log-visit", *words)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book:
        assert book.visits.count() == 1


def test_that_an_unreadable_day_or_channel_is_wrong_words(elm_park: ElmPark) -> None:
    assert elm_park.asks("log-visit", "--on", "soon").code == 2
    assert elm_park.asks("log-visit", "--channel", "pigeon").code == 2


def test_that_a_wrong_passphrase_is_told_apart_from_no_book(elm_park: ElmPark, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEHERE_PASSPHRASE", "not this one at all")
    done = elm_park.asks("search", "elm")
    assert done.code == 1
    assert "passphrase" in done.err
    monkeypatch.delenv("WEHERE_PASSPHRASE")
    assert "nobody at a terminal" in elm_park.asks("search", "elm").err
