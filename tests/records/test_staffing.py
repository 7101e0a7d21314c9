"""Posting, handing over and leaving: one change each, nothing overwritten, and what cannot be is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_book, a_place, an_officer
from wehere_desktop.neighbourhood.cover import Why
from wehere_desktop.neighbourhood.officer import Absence, Posting, Rank
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.records import BeatBook
from wehere_desktop.records.staffing import (
    answers_for,
    end_posting,
    hand_over,
    leave,
    leaving,
    name_officer,
    post,
    roster_on,
)
from wehere_desktop.refusal import Refusal

DAY = timedelta(days=1)


@dataclass
class Team:
    """A book with two officers on one beat, and its places."""

    book: BeatBook
    beat: str
    sam: str
    jo: str
    places: list[str]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Sam is main at two of three places of Winsford Wharton and posted there; Jo is deputy at the first."""
    with a_book(tmp_path) as book:
        beat = book.beats.known_as("Winsford Wharton")[0].id
        with book.change("Set up"):
            sam, jo = (book.officers.add(an_officer(book, name)).id for name in ("Sam Ashdown", "Jo Birch"))
            places = [book.places.add(a_place(book, name, beat=beat)).id for name in ("Elm", "Fir", "Oak")]
            post(book, sam, beat=beat, starts=TODAY - 30 * DAY)
            for place in places[:2]:
                name_officer(book, place, sam, Duty.MAIN, starts=TODAY - 30 * DAY)
            name_officer(book, places[0], jo, Duty.DEPUTY, starts=TODAY - 9 * DAY)
        yield Team(book, beat, sam, jo, places)


def held(book: BeatBook, officer: str, day: date) -> list[tuple[str, Duty]]:
    places = {each.id: each.name for each in book.places.all()}
    return sorted((places[each.place], each.duty) for each in book.named_officers.of_officer(officer, day))


def test_that_all_places_go_to_a_colleague_in_one_change_that_undo_takes_back(team: Team) -> None:
    book = team.book
    duties = [each.id for each in book.named_officers.held_from(team.sam, TODAY)]
    with book.change("Hand over"):
        assert hand_over(book, team.sam, team.jo, duties, starts=TODAY + DAY) == 2
    assert held(book, team.sam, TODAY) == [("Elm", Duty.MAIN), ("Fir", Duty.MAIN)]
    assert held(book, team.sam, TODAY + DAY) == []
    # The deputy who becomes main is deputy no longer
    assert held(book, team.jo, TODAY + DAY) == [("Elm", Duty.MAIN), ("Fir", Duty.MAIN)]
    book.undo()
    assert held(book, team.sam, TODAY + DAY) == [("Elm", Duty.MAIN), ("Fir", Duty.MAIN)]
    assert held(book, team.jo, TODAY + DAY) == [("Elm", Duty.DEPUTY)]


def test_that_one_place_alone_may_be_handed_over_and_nobody_twice_named(team: Team) -> None:
    book = team.book
    with book.change("Hand Jo's over"):
        deputy = book.named_officers.held_from(team.jo, TODAY)[0]
        assert hand_over(book, team.jo, team.sam, [deputy.id], starts=TODAY) == 0
    assert held(book, team.jo, TODAY) == []
    assert held(book, team.sam, TODAY) == [("Elm", Duty.MAIN), ("Fir", Duty.MAIN)]


def test_that_a_posting_may_take_the_place_of_those_held_now(team: Team) -> None:
    book, other = team.book, team.book.beats.known_as("Marbury")[0].id
    with book.change("Move Sam"):
        post(book, team.sam, beat=other, starts=TODAY + 7 * DAY, instead=True)
    assert [each.beat for each in book.postings.of(team.sam)] == [team.beat, other]
    assert [each.officer for each in book.postings.on_beat(team.beat, TODAY + 6 * DAY)] == [team.sam]
    assert book.postings.on_beat(team.beat, TODAY + 7 * DAY) == []
    assert [each.ends for each in book.postings.ending(TODAY, TODAY + 28 * DAY)] == [TODAY + 6 * DAY]


@pytest.mark.parametrize(
    ("where", "starts", "ends", "field"),
    [
        ({}, TODAY, None, "beat"),
        ({"beat": "beat"}, None, None, "starts"),
        ({"beat": "beat"}, TODAY, TODAY - DAY, "ends"),
        ({"beat": "beat"}, TODAY, None, "beat"),
        ({"beat": "beat", "lpu": "unit"}, TODAY, None, "lpu"),
    ],
)
def test_that_a_posting_that_cannot_be_is_refused_beside_its_field(
    team: Team, where: dict[str, str], starts: date | None, ends: date | None, field: str
) -> None:
    book = team.book
    real = {"beat": team.beat, "unit": book.lpus.all()[0].id}
    told = {name: real[value] for name, value in where.items()}
    with pytest.raises(Refusal) as refused, book.change("Post"):
        post(book, team.sam, beat=told.get("beat", ""), lpu=told.get("lpu", ""), starts=starts, ends=ends)
    assert refused.value.field == field
    assert len(book.postings.of(team.sam)) == 1


def test_that_leaving_ends_everything_on_the_day_and_undo_brings_it_back(team: Team) -> None:
    book, last = team.book, TODAY + 5 * DAY
    with book.change("Set up absences"):
        mine = Absence(id=book.world.new_id(), officer=team.sam, starts=TODAY, ends=TODAY + 9 * DAY)
        later = Absence(id=book.world.new_id(), officer=team.sam, starts=TODAY + 20 * DAY, ends=TODAY + 22 * DAY)
        covering = Absence(
            id=book.world.new_id(), officer=team.jo, cover=team.sam, starts=TODAY + 8 * DAY, ends=TODAY + 9 * DAY
        )
        book.absences.add_all([mine, later, covering])
        name_officer(book, team.places[2], team.sam, Duty.MAIN, starts=TODAY + 7 * DAY)
    told = leaving(book, team.sam, last)
    assert [len(part) for part in (told.postings, told.duties, told.absences, told.covering)] == [1, 3, 2, 1]
    with book.change("Sam leaves"):
        leave(book, team.sam, last)
    assert book.officers.get(team.sam).ended == last
    assert book.postings.of(team.sam)[0].ends == last
    assert held(book, team.sam, last) == [("Elm", Duty.MAIN), ("Fir", Duty.MAIN)]
    assert held(book, team.sam, last + DAY) == []
    assert [each.ends for each in book.absences.of(team.sam)] == [last]
    assert book.absences.get(covering.id).cover == ""
    assert leaving(book, team.sam, last) == leaving(book, team.sam, last + DAY)
    book.undo()
    assert book.officers.get(team.sam).ended is None
    assert (book.absences.get(later.id).starts, book.absences.get(later.id).ends) == (later.starts, later.ends)
    assert book.absences.get(mine.id).ends == mine.ends
    assert book.absences.get(covering.id).cover == team.sam


def test_that_nobody_leaves_before_they_started_or_takes_over_after_leaving(team: Team) -> None:
    book = team.book
    with book.change("Sam started today"):
        book.officers.amend(team.sam, started=TODAY)
    for last in (None, TODAY - DAY):
        with pytest.raises(Refusal) as refused, book.change("Leave"):
            leave(book, team.sam, last)
        assert refused.value.field == "last"
    with book.change("Jo leaves"):
        leave(book, team.jo, TODAY - DAY)
    for taker in (team.jo, team.sam, ""):
        with pytest.raises(Refusal) as refused, book.change("Hand over"):
            hand_over(book, team.sam, taker, [], starts=TODAY)
        assert refused.value.field == "officer"


def test_that_a_posting_that_never_began_is_taken_out(team: Team) -> None:
    book = team.book
    with book.change("Post Jo"):
        made = post(book, team.jo, beat=team.beat, starts=TODAY + 9 * DAY)
    with book.change("After all not"):
        end_posting(book, made, TODAY)
    assert book.postings.find(made.id) is None


def test_that_the_book_tells_who_answers_for_a_place_on_a_day(team: Team) -> None:
    book = team.book
    with book.change("Sam goes away"):
        book.absences.add(
            Absence(id=book.world.new_id(), officer=team.sam, cover=team.jo, starts=TODAY, ends=TODAY + DAY)
        )
    place = book.places.get(team.places[1])
    told = []
    for day in (TODAY - DAY, TODAY, TODAY + 2 * DAY):
        answer = answers_for(book, place, roster_on(book, day))
        assert answer.officer is not None
        told.append((answer.why, answer.officer.id))
    assert told == [(Why.NAMED, team.sam), (Why.COVERING, team.jo), (Why.NAMED, team.sam)]


def test_that_a_beat_whose_officer_left_or_is_a_volunteer_has_nobody_posted(team: Team) -> None:
    book = team.book
    assert team.beat not in {each.id for each in book.beats.nobody_posted(TODAY)}
    with book.change("Sam left and nobody ended the posting"):
        book.officers.amend(team.sam, ended=TODAY - DAY)
        helper = book.officers.add(an_officer(book, "Ann Vole", rank=Rank.VOLUNTEER))
        book.postings.add(Posting(id=book.world.new_id(), officer=helper.id, beat=team.beat, starts=TODAY))
    assert team.beat in {each.id for each in book.beats.nobody_posted(TODAY)}
    assert [each.officer for each in book.named_officers.of_those_who_left(TODAY)] == [team.sam, team.sam]
    assert [each.id for each in book.officers.left(TODAY)] == [team.sam]
    assert book.places.how_many_unnamed(TODAY) == {team.beat: 1}
    assert book.named_officers.how_many_by_officer(TODAY) == {team.sam: 2, team.jo: 1}
