"""What meetings lack and owe, asked of a whole book."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.elm_park import TODAY, an_officer
from tests.records.an_evening import NOW, a_hall, a_meeting, the_beat
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import Lack
from wehere_desktop.neighbourhood.officer import Absence
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.neighbourhood.publicity import Publicity
from wehere_desktop.neighbourhood.team_setting import TeamSetting
from wehere_desktop.records import BeatBook
from wehere_desktop.records.meeting_lacks import beats_without_meeting, findings_of, lacking, to_close


def a_sound_meeting(book: BeatBook, days: int = 30) -> Meeting:
    """Return a planned meeting that lacks nothing."""
    hall = a_hall(book, authority="E06000050")
    with book.change("Take on", undoable=False):
        officer = book.officers.add(an_officer(book))
    meeting = a_meeting(book, days, venue=hall.id, leads=officer.id, agenda=("Welcome",))
    with book.change("Publicise", undoable=False):
        book.publicities.add(
            Publicity(id=book.world.new_id(), meeting=meeting.id, what="Poster", on=TODAY - timedelta(days=1))
        )
    return meeting


def lacks(book: BeatBook, meeting: Meeting) -> list[Lack]:
    """Return what a meeting lacks now."""
    return [each.lack for each in findings_of(book, meeting, now=NOW)]


def test_that_only_meetings_that_lack_something_are_listed_soonest_first(book: BeatBook) -> None:
    sound = a_sound_meeting(book)
    later, sooner = a_meeting(book, 20), a_meeting(book, 10)
    a_meeting(book, -10)
    a_meeting(book, 5, life=MeetingLife.CANCELLED)
    found = lacking(book, NOW)
    assert [each.meeting.id for each in found] == [sooner.id, later.id]
    assert all(each.grave for each in found)
    assert lacks(book, sound) == []
    assert lacking(book, NOW, ["another beat"]) == []


def test_that_whoever_leads_being_away_is_found_on_the_very_days(book: BeatBook) -> None:
    meeting = a_sound_meeting(book)
    day = TODAY + timedelta(days=30)
    with book.change("Go away"):
        absence = book.absences.add(Absence(id=book.world.new_id(), officer=meeting.leads, starts=day, ends=day))
    assert lacks(book, meeting) == [Lack.LEADER_AWAY]
    with book.change("Come back"):
        book.absences.amend(absence.id, ends=day - timedelta(days=1), starts=day - timedelta(days=9))
    assert lacks(book, meeting) == []


def test_that_a_closed_spell_shuts_its_own_place_and_those_of_its_kind_and_authority(book: BeatBook) -> None:
    meeting = a_sound_meeting(book)
    day = TODAY + timedelta(days=30)
    spells: list[tuple[dict[str, Any], bool]] = [
        ({"place": meeting.venue}, True),
        ({"place_kinds": (PlaceKind.COMMUNITY_HALL.value,)}, True),
        ({"place_kinds": (PlaceKind.SCHOOL.value,)}, False),
        ({"authority": "E06000049"}, False),
        ({"authority": "E06000050"}, True),
    ]
    for fields, shuts in spells:
        with book.change("Shut", undoable=False):
            spell = book.closed_spells.add(
                ClosedSpell(id=book.world.new_id(), name="Closed week", starts=day, ends=day, **fields)
            )
        assert lacks(book, meeting) == ([Lack.VENUE_SHUT] if shuts else [])
        with book.change("Open", undoable=False):
            book.closed_spells.remove(spell.id)


def test_that_a_bank_holiday_is_known_and_the_team_s_own_notice_counts(book: BeatBook) -> None:
    christmas = a_sound_meeting(book, (date(2026, 12, 25) - TODAY).days)
    assert lacks(book, christmas) == [Lack.BANK_HOLIDAY]
    with book.change("Ask for more notice"):
        book.team_settings.add(TeamSetting(id=book.world.new_id(), name="notice days", number=60))
    assert Lack.PUBLICISED_LATE in lacks(book, christmas)


def test_that_beats_without_a_meeting_in_time_are_named_and_others_not(book: BeatBook) -> None:
    beats = [each.id for each in book.beats.current(TODAY)][:4]
    planned, late, never, closed_door = beats
    for beat in (planned, late):
        a_meeting(book, -60, beat=beat)
    a_meeting(book, 20, beat=planned)
    a_meeting(book, 50, beat=late)
    a_meeting(book, 20, beat=closed_door, meeting_kind=MeetingKind.PARTNERSHIP)
    a_meeting(book, 20, beat=never, life=MeetingLife.CANCELLED)
    found = {each.beat: each for each in beats_without_meeting(book, NOW, beats=beats)}
    assert set(found) == {late, never, closed_door}
    assert found[late].last == TODAY - timedelta(days=60)
    assert found[late].next == TODAY + timedelta(days=50)
    assert found[late].wanted_by == TODAY + timedelta(days=32)
    assert late not in {each.beat for each in beats_without_meeting(book, NOW, within_days=110, beats=beats)}
    assert len(beats_without_meeting(book, NOW)) == len(book.beats.current(TODAY)) - 1


def test_that_what_is_over_and_not_closed_is_asked_after_for_a_quarter(book: BeatBook) -> None:
    waiting = a_meeting(book, -4.5, life=MeetingLife.PLANNED)
    half = a_meeting(book, -9, closed_on=TODAY)
    a_meeting(book, -5, closed_on=TODAY, published_on=TODAY)
    a_meeting(book, -5, life=MeetingLife.CANCELLED)
    a_meeting(book, -5, meeting_kind=MeetingKind.PANEL, closed_on=TODAY)
    a_meeting(book, -100)
    a_meeting(book, 1)
    found = to_close(book, NOW)
    assert [(each.meeting.id, each.days, each.reminder) for each in found] == [(half.id, 9, 7), (waiting.id, 4, 3)]
    assert to_close(book, NOW, ["another beat"]) == []


def test_that_a_period_holds_its_whole_local_days(book: BeatBook) -> None:
    # 14.5 hours after nine is half past eleven at night
    late = a_meeting(book, 14.5 / 24)
    assert book.meetings.between(TODAY, TODAY) == [late]
    assert book.meetings.between(TODAY + timedelta(days=1), TODAY + timedelta(days=9)) == []


def test_that_what_draws_people_and_whom_we_reach_are_asked_of_the_book(book: BeatBook) -> None:
    hall = a_hall(book)
    meeting = a_meeting(book, -7, attendance=12, venue=hall.id, groups=("Rotary",), reach=("faith",))
    with book.change("Publicise", undoable=False):
        for what in ("Poster", "Website"):
            book.publicities.add(Publicity(id=book.world.new_id(), meeting=meeting.id, what=what, on=TODAY))
    year = (TODAY - timedelta(days=365), TODAY)
    draws = book.meetings.what_draws(*year, [the_beat(book).id])
    assert [each.name for each in draws.by_venue] == ["Elm Park Hall"]
    assert {each.name for each in draws.by_publicity} == {"Poster", "Website"}
    reach = book.meetings.reach(*year)
    assert [each.name for each in reach.organisations] == ["Rotary"]
    assert "faith" not in reach.gaps
    assert book.meetings.last_held_on(the_beat(book).id, NOW) == meeting
