"""The book's own answer to who is due agrees with the rule it stands for, whatever moves the days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.elm_park import TODAY, a_book, a_place, a_visit
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.place import Place, PlaceKind, PlaceStatus
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.neighbourhood.touch import losing_touch
from wehere_desktop.neighbourhood.usual_frequency import UsualFrequency
from wehere_desktop.records import BeatBook
from wehere_desktop.records.due_day import day_of, number_of
from wehere_desktop.records.place_list import PlacesWanted, Standing

KINDS = (PlaceKind.SCHOOL, PlaceKind.COLLEGE, PlaceKind.CARE_HOME, PlaceKind.PUB)
AUTHORITIES = ("", "E06000049", "E06000050", "x' OR 'a'='a")
DAYS = st.integers(-250, 90).map(lambda days: TODAY + timedelta(days=days))
SPELLS = st.lists(
    st.tuples(DAYS, st.integers(0, 40), st.sets(st.sampled_from(KINDS), max_size=2), st.sampled_from(AUTHORITIES)),
    max_size=6,
)
PLACES = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.sampled_from(AUTHORITIES),
        st.sampled_from((0, 1, 10, 200, 2**40, -3)),
        st.none() | DAYS.filter(lambda day: day <= TODAY),
        st.sampled_from(PlaceStatus),
        st.sampled_from(("Ash", "ash", "Élan", "élan", "Zed")),
    ),
    min_size=1,
    max_size=7,
)
OWN = st.lists(st.tuples(st.integers(0, 6), DAYS, st.integers(0, 60), st.booleans()), max_size=5)


def _fill(
    book: BeatBook, places: list[Any], spells: list[Any], own: list[Any], usual: dict[PlaceKind, int]
) -> list[Place]:
    with book.change("Fill"):
        made = []
        for kind, authority, frequency, seen, status, name in places:
            place = a_place(book, name, place_kind=kind, authority=authority, frequency=frequency, status=status)
            made.append(book.places.add(place))
            if seen is not None:
                book.visits.add(a_visit(book, place.id, seen))
        for number, (starts, days, kinds, authority) in enumerate(spells):
            book.closed_spells.add(
                ClosedSpell(
                    id=book.world.new_id(),
                    name=f"Spell {number}",
                    place_kinds=tuple(sorted(kinds)),
                    authority=authority,
                    starts=starts,
                    ends=starts + timedelta(days=days),
                )
            )
        for number, starts, days, snoozed in own:
            place, last = made[number % len(made)].id, starts + timedelta(days=days)
            if snoozed:
                book.snoozes.add(Snooze(id=book.world.new_id(), place=place, starts=starts, until=last, reason="Away"))
            else:
                book.closed_spells.add(
                    ClosedSpell(id=book.world.new_id(), name="Flooded", place=place, starts=starts, ends=last)
                )
        for kind, days in usual.items():
            book.usual_frequencies.add(UsualFrequency(id=book.world.new_id(), place_kind=kind, days=days))
    return book.places.all()


@settings(max_examples=settings().max_examples // 3)
@given(PLACES, SPELLS, OWN, st.dictionaries(st.sampled_from(KINDS), st.sampled_from((0, 7, 84)), max_size=2))
def test_that_the_list_and_the_rule_agree_on_random_books(
    places: list[Any], spells: list[Any], own: list[Any], usual: dict[PlaceKind, int]
) -> None:
    with TemporaryDirectory() as folder, a_book(Path(folder)) as book:
        made = _fill(book, places, spells, own, usual)
        rules = book.places.due_rules(TODAY)
        last = book.visits.last_contact()
        for ahead in (0, 7, 4000):
            rule = losing_touch(made, last, today=TODAY, ahead=ahead, rules=rules)
            assert book.places.losing_touch(TODAY, ahead=ahead) == rule
        everyone = losing_touch(made, last, today=TODAY, ahead=10**9, rules=rules)
        assert book.places.listed(PlacesWanted(), today=TODAY, order="due") == [each.place.id for each in everyone]
        late = [each.place.id for each in everyone if each.late]
        soon = [each.place.id for each in everyone if not each.late and each.days_late >= -7]
        for standing, ids in ((Standing.LOSING_TOUCH, late), (Standing.DUE_SOON, soon)):
            wanted = PlacesWanted(standing=standing)
            assert book.places.listed(wanted, today=TODAY, order="due") == ids
            assert book.places.how_many(wanted, today=TODAY) == len(ids)
        left = book.places.listed(PlacesWanted(standing=Standing.IN_TOUCH), today=TODAY)
        assert sorted([*late, *soon, *left]) == sorted(each.place.id for each in everyone)
        assert sum(book.places.how_many_late(TODAY).values()) == len(late)


@given(st.dates())
def test_that_a_day_is_found_again_from_its_number(day: date) -> None:
    assert day_of(number_of(day)) == day


def test_that_a_visit_just_logged_moves_the_due_day_at_once_and_undo_moves_it_back(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        with book.change("Add"):
            place = book.places.add(a_place(book))
            book.visits.add(a_visit(book, place.id, TODAY - timedelta(days=60)))
        assert [each.days_late for each in book.places.losing_touch(TODAY)] == [18]
        with book.change("Log"):
            book.visits.add(a_visit(book, place.id, TODAY))
        assert book.places.losing_touch(TODAY) == []
        book.undo()
        assert [each.days_late for each in book.places.losing_touch(TODAY)] == [18]


def test_that_only_the_first_are_fetched_where_no_more_are_wanted(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        with book.change("Add"):
            for name in "CAB":
                book.places.add(a_place(book, name))
        assert [each.place.name for each in book.places.losing_touch(TODAY, limit=2)] == ["A", "B"]
