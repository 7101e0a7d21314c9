"""`print` makes every paper of a meeting, for the right meeting, beat and time, and notes what is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.elm_park import PASSPHRASE, TODAY
from wehere_desktop.neighbourhood.concern import Concern, Outcome
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.records import open_book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.console.conftest import ElmPark

HELD = datetime(2026, 10, 14, 18, tzinfo=UTC)


@pytest.fixture
def after_a_meeting(elm_park: ElmPark) -> ElmPark:
    """The book with a meeting that was held and closed, and an answer that waits to be told."""
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book, book.change("A meeting"):
        beat = book.beats.known_as(elm_park.beat)[0].id
        held = Meeting(
            id=book.world.new_id(),
            beat=beat,
            title="Autumn meeting",
            starts=HELD,
            life=MeetingLife.HELD,
            attendance=12,
            report="We talked about parking.",
            closed_on=date(2026, 10, 15),
        )
        book.meetings.add(held)
        book.concerns.add(
            Concern(
                id=book.world.new_id(),
                beat=beat,
                raised_on=HELD.date(),
                raised_at=held.id,
                you_said="Cars at the gates",
                we_did="Six tickets.",
                outcome=Outcome.DONE,
                publishable=True,
            )
        )
    return replace(elm_park, meeting=held.id)


@pytest.mark.parametrize("kind", ["agenda", "sign-in", "feedback-form"])
def test_that_a_paper_of_the_next_meeting_is_printed(elm_park: ElmPark, tmp_path: Path, kind: str) -> None:
    (told,) = elm_park.asks("print", kind, "--out", tmp_path / "a.pdf", "--json").told
    assert (told["meeting"], told["pages"], told["missing"]) == (elm_park.meeting, 1, [])
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("kind", ["sign-in", "feedback-form"])
def test_that_a_blank_paper_needs_no_meeting(elm_park: ElmPark, tmp_path: Path, kind: str) -> None:
    done = elm_park.asks("print", kind, "--blank", "--out", tmp_path / "a.pdf")
    assert done.code == 0, done.err
    assert "to be filled in by hand; 1 side." in done.out


def test_that_minutes_are_those_of_the_last_meeting_and_publishing_them_marks_it(
    after_a_meeting: ElmPark, tmp_path: Path
) -> None:
    done = after_a_meeting.asks(
        "print", "minutes", "--beat", after_a_meeting.beat, "--published", "Website", "--out", tmp_path / "a.pdf"
    )
    assert done.code == 0, done.err
    assert "Autumn meeting" in done.out
    assert "Noted as published: Website." in done.out
    with open_book(after_a_meeting.folder, PASSPHRASE, world=after_a_meeting.clock.world()) as book:
        meeting = book.meetings.get(after_a_meeting.meeting)
        assert (meeting.publishable, meeting.published_on) == (True, TODAY)
        assert [each.where for each in book.publications.of(meeting.id)] == ["Website"]


def test_that_what_cannot_be_written_is_not_noted_as_published(after_a_meeting: ElmPark, tmp_path: Path) -> None:
    asked = ("--beat", after_a_meeting.beat, "--published", "Website")
    assert after_a_meeting.asks("print", "minutes", *asked, "--out", tmp_path / "no" / "a.pdf").code == 1
    with open_book(after_a_meeting.folder, PASSPHRASE, world=after_a_meeting.clock.world()) as book:
        assert not book.meetings.get(after_a_meeting.meeting).publishable
        assert book.publications.count() == 0


def test_that_a_meeting_is_found_by_its_day(after_a_meeting: ElmPark, tmp_path: Path) -> None:
    asked = ("print", "agenda", "--beat", after_a_meeting.beat, "--out", tmp_path / "a.pdf", "--json")
    (told,) = after_a_meeting.asks(*asked, "--date", "14 oct 2026").told
    assert told["meeting"] == after_a_meeting.meeting


@pytest.mark.parametrize(
    ("audience", "pages"),
    [((), 1), (("--for", "beat"), 1), (("--for", "everyone"), 1), (("--for", "raised"), 1)],
)
def test_that_you_said_is_printed_for_each_audience(
    after_a_meeting: ElmPark, tmp_path: Path, audience: tuple[str, ...], pages: int
) -> None:
    asked = ("print", "you-said", "--beat", after_a_meeting.beat, *audience, "--out", tmp_path / "a.pdf", "--json")
    (told,) = after_a_meeting.asks(*asked).told
    assert told["pages"] == pages
    assert told["beat"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["you-said"], 1, "It does not say of which beat."),
        (["minutes"], 1, "It does not say of which beat."),
        (["minutes", "--meeting", "next"], 1, "That meeting has not been held yet."),
        (["agenda", "--date", "1 dec 2026"], 1, "It does not say of which beat."),
        (["agenda", "--date", "1 dec 2026", "--beat", "Winsford Wharton"], 1, "has no meeting on 1 Dec 2026."),
        (["agenda", "--for", "everyone"], 2, "is the same for everybody"),
        (["agenda", "--blank"], 2, "There is no blank “agenda”."),
        (
            ["you-said", "--beat", "Winsford Wharton", "--for", "raised", "--published", "Website"],
            1,
            "stays inside the police",
        ),
        (
            ["you-said", "--beat", "Winsford Wharton", "--from", "2 nov 2026", "--until", "1 nov 2026"],
            1,
            "The time ends before it begins.",
        ),
    ],
)
def test_that_a_paper_that_cannot_be_made_is_refused(
    after_a_meeting: ElmPark, tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    done = after_a_meeting.asks("print", *words, "--out", tmp_path / "x.pdf")
    assert done.code == code
    assert said in done.err
    assert not (tmp_path / "x.pdf").exists()


def test_that_the_asb_plan_of_a_beat_is_printed_and_needs_to_know_which(elm_park: ElmPark, tmp_path: Path) -> None:
    done = elm_park.asks("print", "asb-plan", "--beat", elm_park.beat, "--out", tmp_path / "a.pdf")
    assert (done.code, (tmp_path / "a.pdf").read_bytes()[:5]) == (0, b"%PDF-")
    without = elm_park.asks("print", "asb-plan", "--out", tmp_path / "b.pdf")
    assert without.code != 0
    assert "--beat" in without.err
