"""Which authority and beat a place belongs to, and by which step."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.ground import Position, metres_between, normal_postcode
from wehere_desktop.neighbourhood.whereabouts import (
    AuthorityStep,
    BeatAnchors,
    BeatFinder,
    BeatStep,
    PositionStep,
    PostcodePoint,
    Whereabouts,
    find_whereabouts,
    is_inside,
)

WEST, EAST, ELSEWHERE = "E06000050", "E06000049", "E07000198"
REACH = 10_000

WINSFORD = PostcodePoint("CW7 3EP", Position(53.1919, -2.5101), WEST, live=True)
ENDED = PostcodePoint("CW7 9ZZ", Position(53.1950, -2.5300), EAST, live=False)
LEEK = PostcodePoint("ST13 5AA", Position(53.1060, -2.0230), ELSEWHERE, live=True)
UNTOLD = PostcodePoint("CW7 1UN", Position(53.1921, -2.5110), "", live=True)


@dataclass
class FakeGazetteer:
    """A handful of postcodes."""

    known: list[PostcodePoint] = field(default_factory=lambda: [WINSFORD, ENDED, LEEK, UNTOLD])

    def postcode(self, text: str) -> PostcodePoint | None:
        return next((point for point in self.known if point.postcode == normal_postcode(text)), None)

    def nearest(self, position: Position, *, live_only: bool = True) -> tuple[PostcodePoint, float] | None:
        among = [point for point in self.known if point.authority and (point.live or not live_only)]
        found = min(among, key=lambda point: metres_between(position, point.position))
        metres = metres_between(position, found.position)
        return (found, metres) if metres < REACH else None


def square(south: float, west: float, size: float) -> tuple[Position, ...]:
    north, east = south + size, west + size
    return (Position(south, west), Position(south, east), Position(north, east), Position(north, west))


WHARTON = BeatAnchors("VB02", (WEST,), (Position(53.195, -2.503),))
OVER = BeatAnchors("VB01", (WEST,), (Position(53.195, -2.537), Position(53.205, -2.560)))
CREWE = BeatAnchors("BB01", (EAST,), (Position(53.192, -2.511),))
BEATS = (WHARTON, OVER, CREWE)


def found(postcode: str = "", position: Position | None = None, beats: tuple[BeatAnchors, ...] = BEATS) -> Whereabouts:
    return find_whereabouts(postcode=postcode, position=position, gazetteer=FakeGazetteer(), beats=beats)


def test_that_a_postcode_alone_gives_all_three() -> None:
    there = found("cw73ep")
    assert (there.position, there.authority, there.beat) == (WINSFORD.position, WEST, "VB02")
    assert (there.position_step, there.authority_step, there.beat_step) == (
        PositionStep.POSTCODE,
        AuthorityStep.POSTCODE,
        BeatStep.ANCHOR,
    )
    assert there.explanation == "Position: its postcode. Authority: its postcode. Beat: the nearest anchor point."


def test_that_a_given_position_wins_over_the_postcodes_point() -> None:
    given_position = Position(53.196, -2.540)
    there = found("CW7 3EP", given_position)
    assert there.position == given_position
    assert (there.position_step, there.authority_step) == (PositionStep.GIVEN, AuthorityStep.POSTCODE)
    assert there.beat == "VB01"


def test_that_a_position_alone_takes_the_authority_of_the_nearest_live_postcode() -> None:
    # Nearer still lies an ended postcode of another authority, and one whose authority nobody told
    there = found(position=Position(53.1949, -2.5290))
    assert (there.authority, there.near) == (WEST, "CW7 3EP")
    assert there.authority_step is AuthorityStep.NEAREST
    assert there.explanation == (
        "Position: given. Authority: the nearest live postcode, CW7 3EP, 1303 m away. Beat: the nearest anchor point."
    )


def test_that_an_ended_postcode_is_still_found() -> None:
    assert (found("CW7 9ZZ").authority, found("CW7 9ZZ").beat) == (EAST, "BB01")


def test_that_a_postcode_without_an_authority_asks_the_nearest() -> None:
    there = found("CW7 1UN")
    assert (there.authority, there.authority_step, there.near) == (WEST, AuthorityStep.NEAREST, "CW7 3EP")


def test_that_only_the_authoritys_own_beats_are_asked_however_near_another_is() -> None:
    assert found("CW7 3EP").beat == "VB02"
    assert metres_between(WINSFORD.position, CREWE.anchors[0]) < metres_between(WINSFORD.position, WHARTON.anchors[0])


def test_that_a_postcode_far_from_the_given_position_does_not_count() -> None:
    there = found("ST13 5AA", Position(53.192, -2.512))
    assert there.contradicts
    assert (there.authority, there.authority_step) == (WEST, AuthorityStep.NEAREST)
    assert not found("CW7 3EP", Position(53.192, -2.512)).contradicts


@pytest.mark.parametrize(
    ("postcode", "position"), [("ST13 5AA", None), ("", LEEK.position), ("", Position(51.5, 0.0)), ("SW1A 1AA", None)]
)
def test_that_a_place_of_another_authority_is_outside(postcode: str, position: Position | None) -> None:
    there = found(postcode, position)
    assert (there.beat, there.beat_step) == ("", BeatStep.OUTSIDE)


@pytest.mark.parametrize("postcode", ["", "CW7 3XX", "nonsense", "WA1 1AA"])
def test_that_nothing_is_made_up_where_nothing_is_known(postcode: str) -> None:
    there = found(postcode)
    assert (there.position, there.authority, there.beat) == (None, "", "")
    assert there.beat_step is BeatStep.UNKNOWN
    assert there.explanation == "Position: not known. Authority: not known. Beat: not known."


def test_that_inside_a_boundary_no_anchor_is_asked() -> None:
    bounded = BeatAnchors("VB03", (WEST,), (Position(53.30, -2.60),), (square(53.19, -2.52, 0.02),))
    there = found("CW7 3EP", beats=(*BEATS, bounded))
    assert (there.beat, there.beat_step) == ("VB03", BeatStep.BOUNDARY)


def test_that_outside_its_boundary_a_beat_is_not_taken_for_its_anchor() -> None:
    bounded = BeatAnchors("VB02", (WEST,), WHARTON.anchors, (square(53.30, -2.60, 0.01),))
    assert found("CW7 3EP", beats=(bounded, OVER)).beat == "VB01"
    there = found("CW7 3EP", beats=(bounded,))
    assert (there.beat, there.beat_step) == ("", BeatStep.UNKNOWN)


def test_that_a_beat_of_two_authorities_is_found_from_both() -> None:
    both = BeatAnchors("XX01", (WEST, EAST), (WINSFORD.position,))
    assert found("CW7 3EP", beats=(both,)).beat == found("CW7 9ZZ", beats=(both,)).beat == "XX01"


def test_that_a_hole_in_a_boundary_is_outside() -> None:
    rings = (square(53.0, -2.6, 0.3), square(53.1, -2.5, 0.1))
    assert is_inside(Position(53.05, -2.55), rings)
    assert not is_inside(Position(53.15, -2.45), rings)
    assert not is_inside(Position(53.4, -2.45), rings)


@given(
    st.floats(53.0, 53.4),
    st.floats(-2.9, -2.1),
    st.lists(st.tuples(st.floats(53.0, 53.4), st.floats(-2.9, -2.1)), min_size=1, max_size=30),
)
def test_that_the_beat_found_is_the_one_of_the_nearest_anchor(
    lat: float, lon: float, anchors: list[tuple[float, float]]
) -> None:
    position = Position(lat, lon)
    beats = [BeatAnchors(f"B{place}", (WEST,), (Position(*anchor),)) for place, anchor in enumerate(anchors)]
    beat, _ = BeatFinder(beats).find(position, WEST)
    apart = {each.beat: metres_between(position, each.anchors[0]) for each in beats}
    # The plane on which anchors are compared is true within a third of a per cent across the county
    assert apart[beat] <= min(apart.values()) * 1.01 + 0.01
