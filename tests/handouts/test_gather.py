"""What the fact sheet of a meeting says, and how it says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from math import dist
from pathlib import Path
from typing import Any

import pytest

from tests.elm_park import TODAY
from tests.handouts.meetings import MEETINGS, Parish, full_meeting
from wehere_desktop.cartography.drawing import Discs, Primitive, Words
from wehere_desktop.cartography.palette import PRINT
from wehere_desktop.handouts.catalogue import find_handouts
from wehere_desktop.handouts.facts import MARKED_EXACTLY, MeetingHandout, Whereabouts
from wehere_desktop.handouts.gather import gather
from wehere_desktop.handouts.map_picture import round_venue
from wehere_desktop.handouts.meeting_handout import BOUNDARY_MEANS, OUTLINE_MEANS, draw
from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.boundary import rings_text
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.meeting import MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.national_grid import many_to_grid
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting, Rank
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.refusal import Refusal


def gathered(parish: Parish, today: date = TODAY, **meeting: Any) -> MeetingHandout:
    with parish.book as book:
        return gather(book, parish.meeting(**meeting), today=today)


@pytest.mark.parametrize("name", MEETINGS)
def test_that_the_fact_sheet_reads_as_it_was_approved(
    name: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    book, meeting = MEETINGS[name](tmp_path)
    with book:
        golden(f"{name}.txt", gather(book, meeting, today=TODAY).as_text())


def test_that_the_same_book_gives_the_same_sheet(tmp_path: Path) -> None:
    book, meeting = full_meeting(tmp_path)
    with book:
        assert gather(book, meeting, today=TODAY) == gather(book, meeting, today=TODAY)


def test_that_the_handout_is_found_by_looking(tmp_path: Path) -> None:
    book, meeting = full_meeting(tmp_path)
    with book:
        assert find_handouts()["handout"].gather(book, meeting, TODAY).title == "Winsford Wharton beat meeting"


def test_that_a_meeting_that_is_not_there_is_refused(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    with parish.book as book, pytest.raises(Refusal) as refused:
        gather(book, "no such id", today=TODAY)
    assert refused.value.kind == "not-there"


def test_that_times_are_told_by_the_clock_on_the_wall(tmp_path: Path) -> None:
    sheet = gathered(Parish(tmp_path), starts=datetime(2027, 6, 9, 18, 30, tzinfo=UTC))
    assert sheet.when == "Wednesday 9 June 2027, 7.30 pm"


def test_that_a_surgery_is_called_one(tmp_path: Path) -> None:
    sheet = gathered(Parish(tmp_path), meeting_kind=MeetingKind.SURGERY, title="Winsford Wharton surgery")
    assert (sheet.title, sheet.subtitle) == ("Winsford Wharton surgery", "")


def test_that_the_team_is_the_one_of_the_meetings_day(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    leaving = parish.add(Officer, name="Ama Mensah", rank=Rank.PCSO)
    coming = parish.add(Officer, name="Bryn Hughes", rank=Rank.PCSO)
    parish.add(Posting, officer=leaving, beat=parish.beat.id, starts=date(2025, 1, 1), ends=date(2026, 12, 8))
    parish.add(Posting, officer=coming, beat=parish.beat.id, starts=date(2026, 12, 9))
    assert [member.name for member in gathered(parish).team] == ["PCSO Bryn Hughes"]


def test_that_the_pcso_is_named_before_the_pc(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    parish.officer("Ama Mensah", Rank.PC)
    parish.officer("Zofia Lis", Rank.PCSO)
    assert [member.name for member in gathered(parish).team] == ["PCSO Zofia Lis", "PC Ama Mensah"]


def test_that_a_cover_who_is_away_too_is_not_promised(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    sam = parish.officer("Sam Ashdown")
    ama = parish.add(Officer, name="Ama Mensah", rank=Rank.PC)
    spell = {"starts": date(2026, 12, 1), "ends": date(2026, 12, 30)}
    parish.add(Absence, officer=sam, cover=ama, **spell)
    parish.add(Absence, officer=ama, **spell)
    assert gathered(parish).team[0].away == "Away until 30 December. Ring 101 in the meantime."


def test_that_a_cover_of_the_same_team_is_named_without_a_number_of_their_own(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    sam, ama = parish.officer("Sam Ashdown"), parish.officer("Ama Mensah", Rank.PC, phone="07700900123")
    parish.add(Absence, officer=sam, cover=ama, starts=date(2026, 12, 1), ends=date(2026, 12, 30))
    team = gathered(parish).team
    assert [member.away for member in team] == ["PC Ama Mensah covers until 30 December", ""]
    assert team[1].phone == "07700 900123"


def test_that_an_officer_back_before_the_meeting_is_not_called_away(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    sam = parish.officer("Sam Ashdown")
    parish.add(Absence, officer=sam, starts=date(2026, 11, 20), ends=date(2026, 12, 8))
    assert gathered(parish).team[0].away == ""


def test_that_a_beat_with_nobody_names_whom_to_turn_to(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    for name, rank in (("Ama Mensah", Rank.SERGEANT), ("Morag Ellery", Rank.CHIEF_INSPECTOR)):
        officer = parish.add(Officer, name=name, rank=rank, phone="01606960001")
        parish.add(Posting, officer=officer, lpu=parish.beat.lpu, starts=date(2026, 1, 1))
    note = "Until somebody is: Chief Inspector Morag Ellery, Northwich Local Policing Unit, 01606 960001"
    assert gathered(parish).team_note == note


def test_that_an_update_is_owed_after_sixty_days_and_not_before(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    parish.priority("Late", date(2026, 6, 1), (date(2026, 9, 22), "Done."))
    parish.priority("Not yet", date(2026, 6, 2), (date(2026, 9, 23), "Done."))
    owed = {each.title: each.owed for each in gathered(parish, today=date(2026, 11, 22)).priorities}
    assert owed == {"Late": "No update since September: we owe you one.", "Not yet": ""}


def test_that_an_update_dated_after_the_meeting_waits(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    parish.priority("Parking", date(2026, 11, 1), (date(2026, 11, 2), "Now."), (date(2026, 12, 10), "Later."))
    assert [step.text for step in gathered(parish).priorities[0].steps] == ["Now."]


def test_that_a_priority_nobody_chose_or_closed_long_ago_is_left_out(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    parish.priority("Proposed", date(2026, 11, 1), life=PriorityLife.PROPOSED)
    parish.priority("Old", date(2025, 11, 1), life=PriorityLife.CLOSED, closed=date(2026, 2, 1))
    parish.priority("Lately closed", date(2026, 1, 1), life=PriorityLife.CLOSED, closed=date(2026, 11, 1))
    assert [each.title for each in gathered(parish).priorities] == ["Lately closed"]


def test_that_what_could_not_be_done_is_said_with_its_reason(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    parish.concern("CCTV", "We asked for lighting.", outcome=Outcome.COULD_NOT, because="There is no funding")
    assert gathered(parish).replies[0].we_did == "We could not, because there is no funding. We asked for lighting."


@pytest.mark.parametrize(
    ("how", "on", "words"),
    [
        ("Letter", date(2026, 11, 12), "Letter, 12 November"),
        ("At the October meeting", date(2026, 10, 14), "At the October meeting"),
        ("", date(2026, 10, 14), "14 October"),
        ("By e-mail", None, "By e-mail"),
        ("", None, "At this meeting"),
    ],
)
def test_that_it_says_how_people_were_told(tmp_path: Path, how: str, on: date | None, words: str) -> None:
    parish = Parish(tmp_path)
    there = "" if how or on is None else parish.meeting(date(2026, 10, 14))
    parish.concern("Speeding", "Checked.", told_back_how=how, told_back_on=on, told_back_at=there)
    assert gathered(parish).replies[0].told == words


def test_that_an_answer_of_more_than_a_year_ago_is_left_out(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    parish.concern("Old", "Done", raised_on=date(2025, 12, 8))
    lately = {"told_back_on": date(2026, 11, 1), "told_back_how": "Letter"}
    parish.concern("Old, told lately", "Done", raised_on=date(2025, 1, 1), **lately)
    assert [each.you_said for each in gathered(parish).replies] == ["Old, told lately"]


def test_that_only_the_latest_period_of_figures_is_shown(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    parish.figure("Burglary", 24, 31, period_from=date(2026, 7, 1), period_to=date(2026, 9, 30))
    parish.figure("Burglary", 99, None)
    parish.figure("Burglary", 55, None, period_from=date(2026, 12, 1), period_to=date(2026, 12, 31))
    figures = gathered(parish).figures
    assert figures is not None
    assert (figures.period, [bar.in_words for bar in figures.bars]) == ("12 months to October 2026", ["99"])


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 11, 1), date(2026, 10, 31), "12 months to October 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), "July to September 2026"),
        (date(2025, 12, 1), date(2026, 1, 31), "December 2025 to January 2026"),
        (date(2026, 9, 1), date(2026, 9, 30), "September 2026"),
        (date(2026, 7, 3), date(2026, 9, 14), "3 July to 14 September 2026"),
    ],
)
def test_that_a_period_is_put_in_plain_words(tmp_path: Path, first: date, last: date, words: str) -> None:
    parish = Parish(tmp_path)
    parish.figure("Burglary", 24, 31, period_from=first, period_to=last)
    figures = gathered(parish).figures
    assert figures is not None
    assert figures.period == words


def test_that_the_next_meeting_is_one_that_will_be_held(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    parish.meeting(date(2027, 1, 13), life=MeetingLife.CANCELLED)
    parish.meeting(date(2027, 2, 10))
    assert gathered(parish).next_meeting == ("Wednesday 10 February 2027, 7 pm",)


def test_that_the_beat_ends_on_the_handout_where_its_boundary_lies_and_the_sheet_says_so(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    ring = ((-2.52, 53.18), (-2.48, 53.18), (-2.48, 53.21), (-2.52, 53.21), (-2.52, 53.18))
    parish.add(BeatBoundary, beat=parish.beat.id, rings=rings_text([(ring,)]), valid_from=TODAY)
    sheet = gathered(parish)
    assert not sheet.where.indicative
    (outline,) = sheet.where.outline
    wanted = list(many_to_grid(ring[:-1]))
    assert len(outline) == len(wanted)
    assert all(min(dist(corner, other) for other in wanted) < 2 for corner in outline)
    assert "The whole beat, with its boundary" in sheet.as_text()
    printed = " ".join(each.text for each in draw(sheet).spoken)
    assert BOUNDARY_MEANS in printed
    assert OUTLINE_MEANS not in printed


def test_that_a_beat_without_a_boundary_says_that_its_outline_is_rough(tmp_path: Path) -> None:
    sheet = gathered(Parish(tmp_path))
    assert sheet.where.indicative
    assert sheet.where.outline
    printed = " ".join(each.text for each in draw(sheet).spoken)
    assert OUTLINE_MEANS in printed
    assert BOUNDARY_MEANS not in printed


def test_that_the_map_that_goes_out_marks_the_meeting_place_alone_and_says_so(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    parish.add(Place, name="Elm Park School", latitude=53.1957, longitude=-2.5043, beat=parish.beat.id)
    where = gathered(parish, venue=parish.hall()).where
    marks = [shape for shape in drawn_map(where, "Hall") if isinstance(shape, Discs) and shape.colour == PRINT.mark]
    assert [len(each.centres) for each in marks] == [1]
    told = " ".join(shape.text for shape in drawn_map(where, "Hall") if isinstance(shape, Words))
    assert MARKED_EXACTLY in told


def drawn_map(where: Whereabouts, name: str) -> Sequence[Primitive]:
    return round_venue(where, name, 236.0, 240.0).primitives
