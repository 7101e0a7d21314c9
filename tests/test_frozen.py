"""A frozen dataclass of ours is to everybody what the library's own would be."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot."""

    east: int
    north: int = 7
    tags: list[str] = field(default_factory=list, compare=False)

    def __post_init__(self) -> None:
        """Refuse what lies below nought."""
        if self.east < 0:
            raise ValueError(self.east)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What has a name."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTwice(Named):
    """What has another, too."""

    other: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Holds nothing."""


@dataclass(frozen=True, slots=True)
class Own:
    """Says itself how it is told and compared."""

    value: int

    def __eq__(self, other: object) -> bool:
        """Be like every other."""
        return isinstance(other, Own)

    def __hash__(self) -> int:
        """Return the same for all."""
        return 1

    def __repr__(self) -> str:
        """Return a word."""
        return "own"


@dataclasses.dataclass(frozen=True, slots=True)
class Librarys:
    """The same as `Spot`, made by the library."""

    east: int
    north: int = 7
    tags: list[str] = field(default_factory=list, compare=False)


def test_that_no_field_is_set_or_taken_away_and_none_is_added() -> None:
    spot = Spot(1)
    for name in ("east", "tags", "colour"):
        with pytest.raises(FrozenInstanceError):
            setattr(spot, name, 2)
    with pytest.raises(FrozenInstanceError):
        del spot.east
    assert spot == Spot(1)


@given(st.integers(0), st.integers(), st.integers(0), st.integers())
def test_that_two_are_equal_when_the_librarys_would_be(east: int, north: int, other: int, another: int) -> None:
    ours, theirs = (Spot(east, north), Spot(other, another)), (Librarys(east, north), Librarys(other, another))
    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert len({*ours}) == len({*theirs})
    assert repr(ours[0]) == repr(theirs[0]).replace("Librarys", "Spot")


def test_that_a_field_left_out_of_comparing_makes_no_difference_and_each_gets_a_list_of_its_own() -> None:
    first, second = Spot(1), Spot(1)
    first.tags.append("x")
    assert second.tags == []
    assert first == second
    assert hash(first) == hash(second)


def test_that_it_is_never_equal_to_one_of_another_class() -> None:
    others: list[object] = [Spot(1), Librarys(1), Named(name="a"), NamedTwice(name="a", other=""), Nothing()]
    assert [[one == other for other in others].count(True) for one in others] == [1] * len(others)
    assert Nothing() == Nothing()


def test_that_it_is_filled_by_place_or_by_name_as_it_says_and_checked_at_once() -> None:
    assert [*inspect.signature(Spot).parameters] == ["east", "north", "tags"]
    assert NamedTwice(other="b", name="a") == NamedTwice(name="a", note="", other="b")
    with pytest.raises(TypeError):
        Named("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        NamedTwice(name="a")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="-1"):
        Spot(-1)


def test_that_what_a_class_says_of_itself_stands() -> None:
    assert Own(1) == Own(2)
    assert {Own(1), Own(2)} == {Own(1)}
    assert repr(Own(1)) == "own"


def test_that_the_librarys_own_calls_serve_it_and_it_can_be_copied_and_sent() -> None:
    spot = Spot(1, 2, ["a"])
    assert dataclasses.asdict(spot) == {"east": 1, "north": 2, "tags": ["a"]}
    assert dataclasses.replace(spot, east=3) == Spot(3, 2)
    assert [each.name for each in dataclasses.fields(NamedTwice)] == ["name", "note", "other"]
    assert not hasattr(spot, "__dict__")
    for again in (copy.copy(spot), copy.deepcopy(spot), pickle.loads(pickle.dumps(spot))):  # noqa: S301 - made here
        assert (again, again.tags) == (spot, ["a"])
    match spot:
        case Spot(east, north):
            assert (east, north) == (1, 2)


def test_that_only_frozen_classes_with_slots_are_made_here() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=False, slots=True)
    with pytest.raises(TypeError):
        dataclass(frozen=True, slots=False)
