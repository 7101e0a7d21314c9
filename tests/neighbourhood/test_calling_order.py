"""Calls come in an order that makes a short way, the same however they were given, and none is lost."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.calling_order import in_calling_order, way_length
from wehere_desktop.neighbourhood.ground import Position

# About the size of a beat
SPOTS = st.builds(Position, st.floats(53.15, 53.25), st.floats(-2.6, -2.4))


@given(st.dictionaries(st.sampled_from("abcdefghij"), st.none() | SPOTS), st.none() | SPOTS)
def test_that_every_call_is_made_once_and_those_without_a_position_last(
    known: dict[str, Position | None], start: Position | None
) -> None:
    positions = {name: spot for name, spot in known.items() if spot is not None}
    order = in_calling_order([*known, *known], positions, start=start)
    assert sorted(order) == sorted(known)
    lost = [name for name in known if name not in positions]
    assert order[len(order) - len(lost) :] == lost


@given(st.dictionaries(st.sampled_from("abcdefgh"), SPOTS, min_size=1), st.none() | SPOTS, st.randoms())
def test_that_the_order_does_not_depend_on_how_the_calls_were_given(
    positions: dict[str, Position], start: Position | None, chance: object
) -> None:
    mixed = list(positions)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert in_calling_order(mixed, positions, start=start) == in_calling_order(list(positions), positions, start=start)


@given(st.dictionaries(st.sampled_from("abcdef"), SPOTS, min_size=2), st.none() | SPOTS)
def test_that_the_way_is_near_the_shortest_there_is(positions: dict[str, Position], start: Position | None) -> None:
    found = way_length(in_calling_order(list(positions), positions, start=start), positions, start=start)
    best = min(way_length(order, positions, start=start) for order in permutations(positions))
    assert best - 0.01 <= found <= best * 1.75 + 1


@given(st.dictionaries(st.sampled_from("abcdefghijkl"), SPOTS, min_size=2), SPOTS)
def test_that_turning_any_part_of_the_way_round_makes_it_no_shorter(
    positions: dict[str, Position], start: Position
) -> None:
    order = in_calling_order(list(positions), positions, start=start)
    length = way_length(order, positions, start=start)
    for begin in range(len(order)):
        for end in range(begin + 2, len(order) + 1):
            turned = [*order[:begin], *reversed(order[begin:end]), *order[end:]]
            assert way_length(turned, positions, start=start) >= length - 0.1


def test_that_calls_along_a_road_are_made_along_it() -> None:
    road = {str(number): Position(53.2, -2.6 + number / 100) for number in range(9)}
    mixed = ["4", "0", "8", "2", "6", "1", "7", "3", "5"]
    assert in_calling_order(mixed, road, start=Position(53.2, -2.61)) == sorted(mixed)
    assert in_calling_order(mixed, road) in (sorted(mixed), sorted(mixed, reverse=True))


def test_that_sixty_calls_at_one_spot_or_none_at_all_are_no_trouble() -> None:
    here = {str(number): Position(53.2, -2.5) for number in range(60)}
    assert sorted(in_calling_order(list(here), here)) == sorted(here)
    assert in_calling_order([], {}) == []
    assert way_length(["gone"], {}) == 0
