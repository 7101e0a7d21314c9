"""Publishing keeps what went out by its fingerprint, and a report is published only once its meeting is closed."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from tests.elm_park import TODAY
from tests.handouts.evenings import books_of, full_evening, owed_evening
from wehere_desktop.handouts.catalogue import find_handouts
from wehere_desktop.handouts.publishing import publish
from wehere_desktop.handouts.you_said import paper as you_said_for
from wehere_desktop.neighbourhood.telling import Audience
from wehere_desktop.refusal import Refusal


def test_that_minutes_are_marked_as_published_and_kept_by_the_fingerprint_of_the_very_file(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        _, held, _, beat = books_of(parish)
        with book.change("Hold it back"):
            book.meetings.amend(held, publishable=False)
        with book.change("Publish"):
            made = publish(book, find_handouts()["minutes"], held, where="  Website ")
        after = book.meetings.get(held)
        (kept,) = book.publications.of(held)
    assert (after.publishable, after.published_on) == (True, TODAY)
    assert "We began with the underpass and the new lights." in [each.text for each in made.spoken]
    assert (kept.paper, kept.where, kept.beat) == ("minutes", "Website", beat)
    assert kept.fingerprint == hashlib.sha256(made.pdf).hexdigest()


def test_that_minutes_that_go_out_again_keep_the_day_on_which_they_first_did(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        _, held, _, _ = books_of(parish)
        with book.change("Published before"):
            book.meetings.amend(held, published_on=date(2026, 10, 20))
        with book.change("Publish"):
            publish(book, find_handouts()["minutes"], held, where="Library")
        assert book.meetings.get(held).published_on == date(2026, 10, 20)


def test_that_the_minutes_of_a_meeting_that_is_not_closed_are_not_published(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        _, held, _, _ = books_of(parish)
        with book.change("Open again"):
            book.meetings.amend(held, closed_on=None)
        with pytest.raises(Refusal, match="not closed"), book.change("Publish"):
            publish(book, find_handouts()["minutes"], held, where="Website")
        assert book.publications.of(held) == []


def test_that_you_said_is_kept_with_its_beat(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        with book.change("Publish"):
            publish(book, you_said_for(Audience.EVERYONE, None, TODAY), parish.beat.id, where="Website")
        (kept,) = book.publications.all()
    assert (kept.paper, kept.beat, kept.meeting) == ("you-said", parish.beat.id, "")


def test_that_what_stays_inside_is_not_published(tmp_path: Path) -> None:
    parish = owed_evening(tmp_path)
    with parish.book as book, pytest.raises(Refusal, match="stays inside"), book.change("Publish"):
        publish(book, you_said_for(Audience.RAISED, None, TODAY), parish.beat.id, where="Website")


def test_that_nothing_is_published_nowhere(tmp_path: Path) -> None:
    parish = full_evening(tmp_path)
    with parish.book as book:
        _, _, coming, _ = books_of(parish)
        with pytest.raises(Refusal, match="where it is published"), book.change("Publish"):
            publish(book, find_handouts()["agenda"], coming, where=" ")


def test_that_only_the_papers_that_stay_inside_are_not_public() -> None:
    assert {name for name, paper in find_handouts().items() if not paper.public} == {"asb-plan", "visit-sheet"}
