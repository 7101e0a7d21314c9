"""Points of the National Grid found together lie where they lie when found one by one, to the last digit."""

from __future__ import annotations

import random

import pytest

from wehere_desktop.neighbourhood.grid_in_bulk import PLACES, WORTH_WHILE, rounded_positions
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import to_wgs84
from wehere_desktop.refusal import Refusal

OUTSIDE = [(0, 0), (-5, 9), (1e8, 3), (700_000, 5), (5, 1_250_000), (float("nan"), 5.0), (float("inf"), 5.0)]


def singly(easting: float, northing: float) -> Position | None:
    try:
        found = to_wgs84(easting, northing)
    except Refusal:
        return None
    return Position(round(found.lat, PLACES), round(found.lon, PLACES))


@pytest.mark.parametrize("seed", [1, 2])
def test_that_points_found_together_are_the_very_same(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - points, not secrets
    points = [
        *((chance.randrange(330_000, 400_000), chance.randrange(340_000, 400_000)) for _ in range(3_000)),
        *((chance.uniform(0, 700_000), chance.uniform(0, 1_250_000)) for _ in range(1_000)),
        *((chance.choice((1, 699_999)), chance.choice((1, 1_249_999))) for _ in range(4)),
        *OUTSIDE,
    ]
    chance.shuffle(points)
    assert rounded_positions(points) == [singly(*point) for point in points]


@pytest.mark.parametrize("count", [0, 1, WORTH_WHILE - 1, WORTH_WHILE])
def test_that_few_points_are_found_like_many(count: int) -> None:
    points = [(350_000 + number, 360_000.5) for number in range(count)]
    assert rounded_positions(points) == [singly(*point) for point in points]


def test_that_points_of_nowhere_are_nowhere_however_many() -> None:
    assert rounded_positions(OUTSIDE * 10) == [None] * (10 * len(OUTSIDE))
