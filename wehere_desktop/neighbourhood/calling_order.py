"""Calling order: in which order the calls of a day make a short way, by straight lines over the ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.ground import metres_between

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.ground import Position

# A step must shorten the way by more than this many metres, so that rounding never makes it go round in circles
_WORTH_IT = 0.001
BEGINNINGS = 8
"""How many stops are tried as the first where no start is given; sixty calls are then ordered in no time one feels."""


def in_calling_order(
    stops: Sequence[str], positions: Mapping[str, Position], *, start: Position | None = None
) -> list[str]:
    """Return the stops (ids) in an order that makes a short way: nearest first, then crossings taken out (2-opt).

    The way is open: it begins at `start`, or at whichever of the outermost stops makes the shortest way, and ends at
    the last call. Distances are straight lines in metres. Stops without a position keep their order and come last. The
    same stops give the same order, however they were given. It is a sensible way, not always the shortest there is.
    """
    located = sorted({each for each in stops if each in positions})
    lost = [each for each in dict.fromkeys(stops) if each not in positions]
    if not located:
        return lost
    away = {(one, other): metres_between(positions[one], positions[other]) for one in located for other in located}
    first = {each: metres_between(start, positions[each]) if start is not None else 0.0 for each in located}
    nearest = min(located, key=lambda each: (first[each], each))
    beginnings = [nearest] if start is not None else _outermost(located, away)
    tried = (_untangled(_nearest_first(begin, located, away), first, away) for begin in beginnings)
    return [*min(tried, key=lambda way: (_length(way, first, away), way)), *lost]


def way_length(order: Sequence[str], positions: Mapping[str, Position], *, start: Position | None = None) -> float:
    """Return the length in metres, by straight lines, of going from `start` through the stops that have a position."""
    points = [*([start] if start is not None else []), *(positions[each] for each in order if each in positions)]
    return sum(metres_between(one, other) for one, other in pairwise(points))


def _outermost(stops: Sequence[str], away: Mapping[tuple[str, str], float]) -> list[str]:
    """Return where a way might well begin: at the stops that are the farthest from all others."""
    return sorted(stops, key=lambda each: (-sum(away[each, other] for other in stops), each))[:BEGINNINGS]


def _nearest_first(begin: str, stops: Sequence[str], away: Mapping[tuple[str, str], float]) -> list[str]:
    way, left = [begin], [each for each in stops if each != begin]
    while left:
        here = way[-1]
        following = min(left, key=lambda each: (away[here, each], each))
        way.append(following)
        left.remove(following)
    return way


def _untangled(way: list[str], first: Mapping[str, float], away: Mapping[tuple[str, str], float]) -> list[str]:
    """Turn parts of an open way round for as long as that makes it shorter."""
    better = True
    while better:
        better = False
        for begin in range(len(way) - 1):
            for end in range(begin + 1, len(way)):
                before = first[way[begin]] if begin == 0 else away[way[begin - 1], way[begin]]
                instead = first[way[end]] if begin == 0 else away[way[begin - 1], way[end]]
                if end + 1 < len(way):
                    before += away[way[end], way[end + 1]]
                    instead += away[way[begin], way[end + 1]]
                if before - instead > _WORTH_IT:
                    way[begin : end + 1] = reversed(way[begin : end + 1])
                    better = True
    return way


def _length(way: Sequence[str], first: Mapping[str, float], away: Mapping[tuple[str, str], float]) -> float:
    return first[way[0]] + sum(away[one, other] for one, other in pairwise(way))
