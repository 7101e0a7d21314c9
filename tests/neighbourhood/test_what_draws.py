"""What draws people and whom meetings reach, from no more than the meetings say."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.reach import Community, reach_of
from wehere_desktop.neighbourhood.what_draws import ENOUGH, season_of, slot_of, what_draws

STARTS = datetime(2026, 7, 1, 18, 30, tzinfo=UTC)
HELD = Meeting(
    id="m0", beat="b", title="Beat meeting", starts=STARTS, venue="hall", life=MeetingLife.HELD, attendance=12
)


def held(number: int, came: int | None, *, weeks: int = 0, venue: str = "hall") -> Meeting:
    """Return a meeting so many weeks after the first."""
    starts = STARTS + timedelta(weeks=weeks)
    return dataclasses.replace(HELD, id=f"m{number}", starts=starts, attendance=came, venue=venue)


def test_that_a_slot_is_told_by_the_clock_on_the_wall() -> None:
    assert slot_of(HELD) == "Wednesday evening"
    assert slot_of(dataclasses.replace(HELD, starts=datetime(2026, 7, 1, 10, 59, tzinfo=UTC))) == "Wednesday morning"
    assert slot_of(dataclasses.replace(HELD, starts=datetime(2026, 7, 1, 11, 0, tzinfo=UTC))) == "Wednesday afternoon"
    assert [season_of(held(0, 1, weeks=weeks)) for weeks in (0, 13, 26, 39)] == ["summer", "autumn", "winter", "spring"]
    assert slot_of(dataclasses.replace(HELD, starts=None)) == ""


def test_that_a_few_meetings_are_never_called_a_pattern() -> None:
    few = what_draws([held(1, 40)], {}, {"hall": "Elm Park Hall"}).by_venue[0]
    assert few.in_words == "about 40 came, from 1 meeting: too few to compare"
    enough = what_draws([held(number, 6 + number) for number in range(ENOUGH)], {}, {"hall": "Elm Park Hall"})
    assert enough.by_venue[0].in_words == "about 8 came (6 to 9), from 4 meetings"
    assert enough.by_venue[0].meetings == ("m0", "m1", "m2", "m3")


def test_that_few_meetings_come_after_many_however_full_they_were() -> None:
    meetings = [held(number, 8) for number in range(ENOUGH)] + [held(9, 90, venue="pub")]
    found = what_draws(meetings, {}, {"hall": "Hall", "pub": "Red Lion"})
    assert [each.name for each in found.by_venue] == ["Hall", "Red Lion"]


def test_that_a_meeting_counts_once_for_each_means_it_was_told_by() -> None:
    told = {"m0": ["Poster", "poster ", "Website"], "m1": ["website"]}
    found = what_draws([held(0, 10), held(1, 20)], told, {})
    assert {each.name: (len(each.meetings), each.people) for each in found.by_publicity} == {
        "Poster": (1, 10),
        "Website": (2, 30),
    }


def test_that_meetings_nobody_counted_or_called_off_say_nothing() -> None:
    off = dataclasses.replace(HELD, life=MeetingLife.CANCELLED)
    found = what_draws([off, held(1, None)], {}, {"hall": "Hall"})
    assert (found.meetings, found.by_slot, found.by_venue) == (0, (), ())


def test_that_reach_names_every_advisory_group_and_the_gaps() -> None:
    meetings = [
        dataclasses.replace(held(1, 5), groups=("Rotary", "Tenants"), reach=("Faith", "farmers")),
        dataclasses.replace(held(2, 5, weeks=4), groups=("rotary", " "), reach=("faith",)),
    ]
    found = reach_of(meetings, first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert [(each.name, len(each.meetings)) for each in found.organisations] == [("Rotary", 2), ("Tenants", 1)]
    assert found.organisations[0].last == date(2026, 7, 29)
    assert (found.communities[0].name, len(found.communities[0].meetings)) == ("faith", 2)
    assert {each.name for each in found.communities} == {*Community, "farmers"}
    assert set(found.gaps) == {each.value for each in Community} - {"faith"}


def test_that_reach_looks_at_the_period_alone_its_days_included() -> None:
    meeting = dataclasses.replace(HELD, groups=("Rotary",))
    day = date(2026, 7, 1)
    assert reach_of([meeting], first=day, last=day).meetings == 1
    assert reach_of([meeting], first=day + timedelta(days=1), last=day + timedelta(days=9)).organisations == ()
