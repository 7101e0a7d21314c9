"""What Today asks of the book: narrowed to some beats, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_book, a_place, a_visit
from wehere_desktop.neighbourhood.concern import Concern, Outcome
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.place import PlaceStatus
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.records import BeatBook

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """A new book of Elm Park."""
    with a_book(tmp_path) as made:
        yield made


@pytest.fixture
def beats(book: BeatBook) -> list[str]:
    """The ids of three beats."""
    return [each.id for each in book.beats.all()[:3]]


def test_that_places_are_asked_for_on_some_beats_at_once(book: BeatBook, beats: list[str]) -> None:
    with book.change("Places"):
        for name, beat in zip("ABC", beats, strict=True):
            book.places.add(a_place(book, name, beat=beat))
        book.places.add(a_place(book, "Shut", beat=beats[0], status=PlaceStatus.CLOSED))
    wanted = {beats[0], beats[2]}
    assert [each.place.name for each in book.places.losing_touch(TODAY, beats=wanted)] == ["A", "C"]
    assert [each.name for each in book.places.nobody_named(TODAY, beats=wanted)] == ["A", "C"]
    assert [each.name for each in book.places.nobody_named(TODAY, beat=beats[1])] == ["B"]
    assert [name for _, name in book.places.names_of_unnamed(TODAY, beats=wanted)] == ["A", "C"]
    assert (book.places.how_many_open(wanted), book.places.how_many_open()) == (2, 3)


def test_that_meetings_to_come_are_planned_ones_soonest_first(book: BeatBook, beats: list[str]) -> None:
    with book.change("Meetings"):
        for days, beat, life in (
            (9, beats[0], MeetingLife.PLANNED),
            (2, beats[1], MeetingLife.PLANNED),
            (3, beats[2], MeetingLife.PLANNED),
            (1, beats[0], MeetingLife.CANCELLED),
            (-1, beats[0], MeetingLife.PLANNED),
        ):
            starts = NOW + timedelta(days=days)
            book.meetings.add(Meeting(id=book.world.new_id(), beat=beat, title=str(days), starts=starts, life=life))
    assert [each.title for each in book.meetings.coming(NOW)] == ["2", "3", "9"]
    assert [each.title for each in book.meetings.coming(NOW, beats=beats[:2])] == ["2", "9"]
    assert [each.title for each in book.meetings.coming(NOW, limit=1)] == ["2"]


def test_that_live_priorities_come_with_the_day_of_their_last_update(book: BeatBook, beats: list[str]) -> None:
    with book.change("Priorities"):
        live, closed, silent = (
            book.priorities.add(Priority(id=book.world.new_id(), beat=beats[0], title=title, life=life))
            for title, life in (
                ("Live", PriorityLife.IN_ACTION),
                ("Closed", PriorityLife.CLOSED),
                ("Silent", PriorityLife.ADOPTED),
            )
        )
        for days in (9, 30):
            book.priority_updates.add(
                PriorityUpdate(id=book.world.new_id(), priority=live.id, on=TODAY - timedelta(days=days), text="x")
            )
    found = book.priorities.live(beats)
    assert {each.title for each in found} == {"Live", "Silent"}
    last = book.priority_updates.last_told([live.id, closed.id, silent.id])
    assert last == {live.id: TODAY - timedelta(days=9)}


def test_that_the_latest_visits_are_those_to_places_of_these_beats(book: BeatBook, beats: list[str]) -> None:
    with book.change("Visits"):
        for number, beat in enumerate(beats):
            place = book.places.add(a_place(book, str(number), beat=beat))
            book.visits.add(a_visit(book, place.id, TODAY - timedelta(days=number), purpose=str(number)))
    assert [each.purpose for each in book.visits.latest(beats[1:])] == ["1", "2"]
    assert [each.purpose for each in book.visits.latest(beats, limit=1)] == ["0"]


def test_that_a_concern_is_unanswered_until_somebody_was_told(book: BeatBook, beats: list[str]) -> None:
    with book.change("Concerns"):
        meeting = book.meetings.add(Meeting(id=book.world.new_id(), beat=beats[0], title="October", starts=NOW))
        for said, told in (("Open", None), ("Told", TODAY)):
            book.concerns.add(
                Concern(
                    id=book.world.new_id(),
                    beat=beats[0],
                    raised_on=TODAY,
                    raised_at=meeting.id,
                    said=said,
                    outcome=Outcome.DONE,
                    we_did="Done.",
                    told_back_on=told,
                    told_back_how="By letter",
                )
            )
    assert [each.said for each in book.concerns.unanswered_from(meeting.id)] == ["Open"]


@pytest.mark.parametrize("looked_through", [1, 3, 200])
def test_that_the_latest_visits_of_a_beat_are_found_however_many_came_after_elsewhere(
    book: BeatBook, beats: list[str], looked_through: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wehere_desktop.records.visits.LATEST_OF_ALL", looked_through)
    with book.change("Visits"):
        here = book.places.add(a_place(book, "Here", beat=beats[0]))
        there = book.places.add(a_place(book, "There", beat=beats[1]))
        for days, place in ((1, there), (2, there), (3, here), (4, there), (5, here), (6, here)):
            book.visits.add(a_visit(book, place.id, TODAY - timedelta(days=days)))
    found = [(TODAY - each.on).days for each in book.visits.latest([beats[0]], limit=2) if each.on is not None]
    assert found == [3, 5]
