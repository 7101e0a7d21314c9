"""What a map holds: areas, lines, dots and names in OSGB36 metres, each with the name of its style.

Every coordinate is an (easting, northing) pair in metres of the British National Grid. A style is only a name here;
`palette` says how each name looks.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

Point = tuple[float, float]
Path = tuple[Point, ...]
Bounds = tuple[float, float, float, float]

# Ranks of settlements: a town or larger, and a village.
TOWN = 2
VILLAGE = 3


class Track(Sequence[Point]):
    """A path to be gone through point by point, kept in a tenth of the room that a `Path` takes."""

    __slots__ = ("_numbers",)

    def __init__(self, points: Iterable[Point]) -> None:
        """Keep points in their order."""
        self._numbers: array[float] = array("d", (number for point in points for number in point))

    def __len__(self) -> int:
        """Return how many points there are."""
        return len(self._numbers) // 2

    def __iter__(self) -> Iterator[Point]:
        """Yield each point, made when it is come to."""
        numbers = iter(self._numbers)
        return zip(numbers, numbers, strict=True)

    @overload
    def __getitem__(self, at: int) -> Point: ...

    @overload
    def __getitem__(self, at: slice) -> Path: ...

    def __getitem__(self, at: int | slice) -> Point | Path:
        """Return a point by its place in the order, or those of a slice."""
        where = range(len(self))[at]
        if isinstance(where, range):
            return tuple(self[each] for each in where)
        return self._numbers[2 * where], self._numbers[2 * where + 1]

    def __eq__(self, other: object) -> bool:
        """Say whether another track goes through the same points."""
        return self._numbers == other._numbers if isinstance(other, Track) else NotImplemented

    def __hash__(self) -> int:
        """Return the same for tracks that are equal."""
        return hash(tuple(self))


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape: rings by the even-odd rule, the first point not repeated at the end."""

    rings: tuple[Path | Track, ...]
    style: str
    name: str = ""
    bounds: Bounds = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A road, river, canal or edge. `name` is what may be written along it ("A54", "River Weaver")."""

    points: Path | Track
    style: str
    name: str = ""
    bounds: Bounds = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of the ground, such as a motorway junction or a meeting place."""

    at: Point
    style: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A name to write. `rank` 1 is the most important (a city), 4 the least (a hamlet)."""

    text: str
    at: Point
    style: str
    rank: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something the reader must find: the meeting place, a police base, a place of a priority.

    `style` is "venue" (strong), "place" (lighter) or "base"; `name` is plain text and is drawn in a halo;
    `letter` may stand inside the mark, so that colour is not needed to tell marks apart. Those `joined` are joined by
    straight lines in their order, as the calls of a day are.
    """

    name: str
    at: Point
    style: str = "venue"
    letter: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class DotField:
    """Very many equal dots, kept packed by kilometre square and unpacked only where they are drawn."""

    squares: Mapping[tuple[int, int], str]
    step: int
    style: str

    def within(self, bounds: Bounds) -> Iterator[Point]:
        """Yield the dots of every kilometre square that touches `bounds` (left, bottom, right, top in metres)."""
        left, bottom, right, top = (int(edge // 1000) for edge in bounds)
        for column in range(left, right + 1):
            for row in range(bottom, top + 1):
                packed = self.squares.get((column, row), "")
                east, north, step = column * 1000 - 48 * self.step, row * 1000 - 48 * self.step, self.step
                yield from zip(
                    [east + ord(letter) * step for letter in packed[0::2]],
                    [north + ord(letter) * step for letter in packed[1::2]],
                    strict=True,
                )


@dataclass(frozen=True, slots=True)
class Sketch:
    """The built-in sketch map: everything known of the ground, sorted from bottom to top.

    `credit` must be shown with every map made from it; `caveat` says in a sentence that it is a sketch. `bounds` is the
    ground it covers. `outlines` maps an authority's code to its indicative outline. `latitude_terms` and
    `longitude_terms` turn a point of the map into WGS84 degrees (see `sketch.to_degrees`).
    """

    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    stations: tuple[Dot, ...]
    dots: DotField
    bounds: Bounds
    credit: str
    caveat: str
    outlines: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    latitude_terms: tuple[float, ...] = ()
    longitude_terms: tuple[float, ...] = ()


def bounds_of(points: Path) -> Bounds:
    """Return left, bottom, right and top of the points; refuses nothing, an empty path gives four zeros."""
    if not points:
        return (0.0, 0.0, 0.0, 0.0)
    eastings = [point[0] for point in points]
    northings = [point[1] for point in points]
    return (min(eastings), min(northings), max(eastings), max(northings))


def touch(one: Bounds, other: Bounds) -> bool:
    """Say whether two bounds share any ground."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
