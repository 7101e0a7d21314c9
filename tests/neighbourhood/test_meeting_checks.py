"""What a planned meeting lacks, what one that is over owes, and which beats have none in time."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import (
    Around,
    Lack,
    day_of,
    findings,
    first_told_on,
    owed_since,
    owing_in_words,
    reminder_of,
    without_meeting,
)
from wehere_desktop.neighbourhood.officer import Absence
from wehere_desktop.neighbourhood.place import Known, Place, PlaceStatus

STARTS = datetime(2026, 12, 9, 19, 0, tzinfo=UTC)
DAY = date(2026, 12, 9)
TODAY = date(2026, 11, 22)
HALL = Place(id="p", name="Elm Park Hall", step_free=Known.YES)
SOUND = Meeting(
    id="m", beat="b", title="Beat meeting", starts=STARTS, ends=STARTS + timedelta(hours=1), venue="p", leads="o",
    agenda=("Welcome",),
)  # fmt: skip
WELL = Around(venue=HALL, leader="PCSO Sam Ashdown", first_told_on=TODAY)


def lacks(meeting: Meeting = SOUND, around: Around = WELL, today: date = TODAY) -> list[Lack]:
    """Return what a meeting lacks with a fortnight's notice wanted."""
    return [each.lack for each in findings(meeting, around, today=today, notice_days=14)]


def test_that_a_meeting_with_everything_lacks_nothing() -> None:
    assert lacks() == []


@pytest.mark.parametrize(
    ("around", "lack"),
    [
        ({"venue": None}, Lack.NO_VENUE),
        ({"venue": dataclasses.replace(HALL, status=PlaceStatus.CLOSED)}, Lack.VENUE_CLOSED),
        ({"venue": dataclasses.replace(HALL, step_free=Known.NOT_KNOWN)}, Lack.ACCESS_NOT_KNOWN),
        ({"shut": (ClosedSpell(id="s", name="Christmas", starts=DAY, ends=DAY),)}, Lack.VENUE_SHUT),
        ({"leader_away": Absence(id="a", officer="o", starts=DAY, ends=DAY)}, Lack.LEADER_AWAY),
        ({"first_told_on": None}, Lack.NOT_PUBLICISED),
        ({"first_told_on": DAY - timedelta(days=13)}, Lack.PUBLICISED_LATE),
        ({"bank_holiday": "Boxing Day"}, Lack.BANK_HOLIDAY),
    ],
)
def test_that_each_lack_around_a_meeting_is_found_alone(around: dict[str, Any], lack: Lack) -> None:
    assert lacks(around=dataclasses.replace(WELL, **around)) == [lack]


@pytest.mark.parametrize(
    ("fields", "lack"),
    [
        ({"leads": ""}, Lack.NOBODY_LEADS),
        ({"agenda": ()}, Lack.NO_AGENDA),
        ({"ends": STARTS}, Lack.ENDS_BEFORE_IT_STARTS),
    ],
)
def test_that_each_lack_of_a_meeting_is_found_alone(fields: dict[str, Any], lack: Lack) -> None:
    assert lacks(dataclasses.replace(SOUND, **fields)) == [lack]


def test_that_not_telling_anybody_turns_grave_once_the_notice_cannot_be_kept() -> None:
    around = dataclasses.replace(WELL, first_told_on=None)
    last = DAY - timedelta(days=14)
    (before,) = findings(SOUND, around, today=last, notice_days=14)
    (after,) = findings(SOUND, around, today=last + timedelta(days=1), notice_days=14)
    assert (before.grave, after.grave) == (False, True)
    assert "by 25 Nov" in before.sentence


def test_that_the_gravest_come_first_and_all_end_as_sentences() -> None:
    found = findings(dataclasses.replace(SOUND, leads="", agenda=()), Around(), today=TODAY, notice_days=14)
    assert [each.grave for each in found] == sorted((each.grave for each in found), reverse=True)
    assert all(each.sentence.endswith(".") for each in found)


def test_that_a_meeting_only_some_are_asked_to_needs_no_publicity_and_no_step_free_hall() -> None:
    closed_door = dataclasses.replace(SOUND, meeting_kind=MeetingKind.PARTNERSHIP)
    around = dataclasses.replace(WELL, first_told_on=None, venue=dataclasses.replace(HALL, step_free=Known.NOT_KNOWN))
    assert lacks(closed_door, around) == []


@pytest.mark.parametrize("life", [MeetingLife.HELD, MeetingLife.CANCELLED])
def test_that_only_what_is_planned_can_lack_anything(life: MeetingLife) -> None:
    assert lacks(dataclasses.replace(SOUND, life=life), Around()) == []


def test_that_people_were_told_first_on_the_earliest_day_of_all() -> None:
    meeting = dataclasses.replace(SOUND, publicised_on=date(2026, 11, 20))
    assert first_told_on(meeting, [None, date(2026, 11, 18)]) == date(2026, 11, 18)
    assert first_told_on(SOUND, []) is None


def test_that_the_day_of_a_meeting_is_the_one_on_the_wall() -> None:
    late = dataclasses.replace(SOUND, starts=datetime(2026, 6, 9, 23, 30, tzinfo=UTC))
    assert day_of(late) == date(2026, 6, 10)


HELD = dataclasses.replace(SOUND, life=MeetingLife.HELD)


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({}, 4),
        ({"closed_on": DAY}, 4),
        ({"closed_on": DAY, "published_on": DAY}, None),
        ({"life": MeetingLife.CANCELLED}, None),
        ({"life": MeetingLife.PLANNED}, 4),
        ({"closed_on": DAY, "meeting_kind": MeetingKind.PANEL}, None),
        ({"meeting_kind": MeetingKind.PANEL}, 4),
        ({"starts": None, "ends": None}, None),
    ],
)
def test_that_a_meeting_that_is_over_owes_its_closing_and_a_public_one_its_report(
    fields: dict[str, Any], days: int | None
) -> None:
    assert owed_since(dataclasses.replace(HELD, **fields), now=STARTS + timedelta(days=4, hours=2)) == days


def test_that_a_meeting_that_goes_on_owes_nothing_yet() -> None:
    assert owed_since(HELD, now=STARTS + timedelta(minutes=30)) is None
    assert owed_since(HELD, now=STARTS + timedelta(hours=1)) == 0


def test_that_a_team_is_reminded_after_three_and_after_seven_days() -> None:
    assert [reminder_of(days) for days in (0, 2, 3, 6, 7, 40)] == [0, 0, 3, 3, 7, 7]
    assert owing_in_words(HELD, 1) == "Held 1 day ago and not closed yet."
    assert owing_in_words(dataclasses.replace(HELD, closed_on=DAY), 0) == "Held today; its report is not published yet."


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(st.none() | DAYS, st.none() | DAYS, DAYS, st.integers(1, 200))
def test_that_a_beat_is_named_exactly_where_no_meeting_is_planned_in_time(
    last: date | None, following: date | None, today: date, within: int
) -> None:
    found = without_meeting("b", last, following, today=today, within_days=within)
    wanted = (last or today) + timedelta(days=within)
    in_time = max(wanted, today + timedelta(days=within)) if wanted < today else wanted
    assert (found is None) == (following is not None and following <= in_time)
    if found is not None:
        assert (found.last, found.next, found.wanted_by) == (last, following, wanted)
