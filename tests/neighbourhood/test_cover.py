"""Who answers for a place or a beat: the nearest who is there, and never somebody who is away or has left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.cover import (
    Answer,
    Roster,
    Why,
    answers_for_beat,
    answers_for_place,
    cautions,
    check_absence,
    overlaps,
    reason_of,
    roster_of,
)
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting, Rank, holds_on
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer

DAY = date(2026, 11, 22)
STEP = timedelta(days=1)
BEAT = Beat(id="beat", police_id="VB02", name="Winsford Wharton", lpu="unit")
SAM = Officer(id="sam", name="Sam Holt", rank=Rank.PCSO)
DELE = Officer(id="dele", name="Dele Oyelaran", rank=Rank.PC)
JO = Officer(id="jo", name="Jo Birch", rank=Rank.PCSO)
ANN = Officer(id="ann", name="Ann Vole", rank=Rank.VOLUNTEER)
RUTH = Officer(id="ruth", name="Ruth Penn", rank=Rank.CHIEF_INSPECTOR)
EVERYBODY = (SAM, DELE, JO, ANN, RUTH)


def posting(officer: str, *, beat: str = "", lpu: str = "", starts: date = DAY, ends: date | None = None) -> Posting:
    return Posting(id=f"{officer} {beat}{lpu}", officer=officer, beat=beat, lpu=lpu, starts=starts, ends=ends)


def away(officer: str, cover: str = "", *, starts: date = DAY, ends: date = date(2027, 3, 3)) -> Absence:
    return Absence(id=f"{officer} away {ends}", officer=officer, cover=cover, starts=starts, ends=ends)


def named(officer: str, duty: Duty = Duty.MAIN, *, ends: date | None = None) -> NamedOfficer:
    return NamedOfficer(id=f"{officer} {duty}", place="school", officer=officer, duty=duty, starts=DAY, ends=ends)


def roster(
    *absences: Absence, officers: tuple[Officer, ...] = EVERYBODY, posted: tuple[str, ...] = ("sam", "dele")
) -> Roster:
    postings = [*(posting(each, beat="beat") for each in posted), posting("ruth", lpu="unit")]
    return roster_of(DAY, officers, postings, absences)


def for_school(made: Roster, *duties: NamedOfficer) -> tuple[Why, str]:
    answer = answers_for_place(made, duties, beat="beat", lpu="unit")
    return answer.why, answer.officer.id if answer.officer is not None else ""


BOTH = (named("jo"), named("dele", Duty.DEPUTY))


@pytest.mark.parametrize(
    ("absences", "duties", "expected"),
    [
        ((), BOTH, (Why.NAMED, "jo")),
        ((away("jo", "sam"),), BOTH, (Why.COVERING, "sam")),
        ((away("jo"),), BOTH, (Why.DEPUTY, "dele")),
        ((away("jo", "sam"), away("sam")), BOTH, (Why.DEPUTY, "dele")),
        ((away("jo"), away("dele", "sam")), BOTH, (Why.COVERING, "sam")),
        ((away("jo"), away("dele")), BOTH, (Why.POSTED, "sam")),
        ((away("jo"), away("dele"), away("sam")), BOTH, (Why.UNIT, "ruth")),
        (tuple(away(each.id) for each in EVERYBODY), BOTH, (Why.NOBODY, "")),
        ((), (), (Why.POSTED, "sam")),
        ((), (named("jo", ends=DAY - STEP),), (Why.POSTED, "sam")),
    ],
)
def test_that_the_nearest_who_is_there_answers_for_a_place(
    absences: tuple[Absence, ...], duties: tuple[NamedOfficer, ...], expected: tuple[Why, str]
) -> None:
    assert for_school(roster(*absences), *duties) == expected


def test_that_the_cover_of_the_beats_pcso_comes_before_its_pc() -> None:
    answer = answers_for_beat(roster(away("sam", "jo")), BEAT)
    assert (answer.why, answer.officer, answer.absent) == (Why.COVERING, JO, SAM)


def test_that_a_volunteer_is_of_the_team_but_answers_for_nothing() -> None:
    made = roster(posted=("ann",))
    assert made.beats["beat"] == (ANN,)
    assert answers_for_beat(made, BEAT).officer == RUTH


def test_that_whoever_left_answers_for_nothing_although_still_named() -> None:
    gone = Officer(id="jo", name="Jo Birch", rank=Rank.PCSO, ended=DAY - STEP)
    made = roster(officers=(SAM, DELE, gone, ANN, RUTH), posted=("sam", "jo"))
    assert for_school(made, named("jo")) == (Why.POSTED, "sam")
    assert made.beats["beat"] == (SAM,)


def test_that_nobody_covers_for_themselves() -> None:
    assert for_school(roster(away("jo", "jo")), *BOTH) == (Why.DEPUTY, "dele")


def test_that_of_two_absences_the_longer_tells_when_they_are_back() -> None:
    made = roster(away("jo", "sam", ends=DAY), away("jo", "dele", ends=DAY + 9 * STEP))
    answer = answers_for_place(made, [named("jo")], beat="beat", lpu="unit")
    assert (answer.officer, answer.until) == (DELE, DAY + 9 * STEP)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(Why.NAMED, JO), "named officer"),
        (Answer(Why.COVERING, DELE, SAM, date(2026, 12, 3)), "covering for Sam Holt until 3 December"),
        (Answer(Why.COVERING, DELE, SAM, date(2027, 3, 3)), "covering for Sam Holt until 3 March 2027"),
        (Answer(Why.DEPUTY, DELE), "deputy"),
        (Answer(Why.DEPUTY, DELE, SAM, date(2026, 12, 3)), "deputy; Sam Holt is away until 3 December"),
        (Answer(Why.UNIT, RUTH), "of the unit; nobody is on the beat"),
        (Answer(Why.NOBODY), "nobody is there"),
        (Answer(Why.NOBODY, None, SAM, None), "nobody covers; Sam Holt is away for now"),
    ],
)
def test_that_the_reason_is_told_in_plain_words(answer: Answer, words: str) -> None:
    assert reason_of(answer, DAY) == words


DAYS = st.dates(DAY - 5 * STEP, DAY + 5 * STEP)
MAYBE_DAY = st.none() | DAYS
SOMEBODY = st.sampled_from([each.id for each in EVERYBODY])
OFFICERS = st.tuples(*(st.tuples(st.just(each), MAYBE_DAY, MAYBE_DAY) for each in EVERYBODY)).map(
    lambda found: [
        Officer(id=each.id, name=each.name, rank=each.rank, started=first, ended=last) for each, first, last in found
    ]
)
POSTINGS = st.lists(
    st.builds(
        Posting,
        id=st.uuids().map(str),
        officer=SOMEBODY,
        beat=st.sampled_from(["beat", "other"]),
        starts=DAYS,
        ends=MAYBE_DAY,
    )
    | st.builds(Posting, id=st.uuids().map(str), officer=SOMEBODY, lpu=st.just("unit"), starts=DAYS, ends=MAYBE_DAY)
)
ABSENCES = st.lists(
    st.builds(Absence, id=st.uuids().map(str), officer=SOMEBODY, cover=SOMEBODY | st.just(""), starts=DAYS, ends=DAYS)
)
DUTIES = st.lists(
    st.builds(
        NamedOfficer, id=st.uuids().map(str), place=st.just("school"), officer=SOMEBODY, duty=st.sampled_from(Duty),
        starts=DAYS, ends=MAYBE_DAY,
    )
)  # fmt: skip


@given(OFFICERS, POSTINGS, ABSENCES, DUTIES)
def test_that_whoever_answers_is_in_service_and_there_whatever_the_book_says(
    officers: list[Officer], postings: list[Posting], absences: list[Absence], duties: list[NamedOfficer]
) -> None:
    made = roster_of(DAY, officers, postings, absences)
    answers = [answers_for_beat(made, BEAT), answers_for_place(made, duties, beat="beat", lpu="unit")]
    for answer in answers:
        assert (answer.officer is None) == (answer.why is Why.NOBODY)
        if answer.officer is not None:
            assert holds_on(answer.officer.started, answer.officer.ended, DAY)
            assert not any(
                each.officer == answer.officer.id and holds_on(each.starts, each.ends, DAY) for each in absences
            )
        if answer.absent is not None:
            assert answer.absent.id in made.away
            assert answer.absent != answer.officer
    # Who is named and there is never passed over
    main = {each.officer for each in duties if each.duty is Duty.MAIN and holds_on(each.starts, each.ends, DAY)}
    if any(made.is_there(each) for each in main):
        assert answers[1].why in {Why.NAMED, Why.COVERING}


@given(DAYS, MAYBE_DAY, DAYS, st.integers(0, 9))
def test_that_two_spells_overlap_just_when_they_share_a_day(
    starts: date, ends: date | None, first: date, length: int
) -> None:
    days = [first + number * STEP for number in range(length + 1)]
    assert overlaps(starts, ends, first=first, last=days[-1]) == any(holds_on(starts, ends, each) for each in days) or (
        ends is not None and ends < starts
    )


def test_that_an_absence_that_cannot_be_is_refused_beside_its_field() -> None:
    found = check_absence(Absence(id="", officer="sam", starts=DAY, ends=DAY - STEP, cover="sam"))
    assert [each.field for each in found] == ["ends", "cover"]
    assert [each.field for each in check_absence(Absence(id="", officer="sam"))] == ["starts", "ends"]
    assert check_absence(away("sam", "dele")) == []


def test_that_what_does_not_go_together_is_said_once_and_nothing_else() -> None:
    officers = {each.id: each for each in EVERYBODY}
    other = away("sam", starts=DAY - 9 * STEP, ends=DAY)
    theirs = away("dele", starts=DAY + STEP, ends=DAY + 2 * STEP)
    before = away("dele", starts=DAY - 9 * STEP, ends=DAY - STEP)
    assert cautions(away("sam", "dele"), [other, theirs, theirs, before], officers) == [
        "Away already from 13 November until 22 November.",
        "PC Dele Oyelaran is away too, from 23 November until 24 November.",
    ]
    assert cautions(away("sam"), [], officers) == ["Nobody covers yet."]
    assert cautions(away("sam", "jo"), [], officers) == []


def test_that_a_cover_who_leaves_meanwhile_and_a_volunteer_are_pointed_out() -> None:
    leaver = Officer(id="jo", name="Jo Birch", rank=Rank.PCSO, ended=DAY + STEP)
    assert cautions(away("sam", "jo"), [], {"jo": leaver}) == ["PCSO Jo Birch leaves on 23 November."]
    assert cautions(away("sam", "ann"), [], {"ann": ANN}) == ["A volunteer cannot answer for a beat."]
