"""A small county for tests of bringing in: a handful of postcodes, two beats, and files written on the spot."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.ground import Position, metres_between, normal_postcode
from wehere_desktop.neighbourhood.whereabouts import PostcodePoint

WEST, EAST, HALTON = "E06000050", "E06000049", "E06000006"

POINTS = (
    PostcodePoint("CW7 1AA", Position(53.1900, -2.5200), WEST, live=True),
    PostcodePoint("CW7 1AB", Position(53.1912, -2.5200), WEST, live=True),
    PostcodePoint("CW7 2BB", Position(53.2000, -2.5400), WEST, live=True),
    PostcodePoint("CW1 1AA", Position(53.1000, -2.4400), EAST, live=True),
    PostcodePoint("CW1 2BB", Position(53.0950, -2.4500), EAST, live=False),
    PostcodePoint("WA7 1AA", Position(53.3300, -2.7000), HALTON, live=True),
    PostcodePoint("L1 1AA", Position(53.4000, -2.9800), "E08000012", live=True),
)


class SmallGazetteer:
    """A gazetteer of a few postcodes; the nearest is looked for within ten kilometres."""

    def __init__(self, points: Sequence[PostcodePoint] = POINTS) -> None:
        """Know these points."""
        self._points = {point.postcode: point for point in points}

    def postcode(self, text: str) -> PostcodePoint | None:
        """Return the postcode's point, or None if it is not known."""
        return self._points.get(normal_postcode(text) or "")

    def nearest(self, position: Position, *, live_only: bool = True) -> tuple[PostcodePoint, float] | None:
        """Return the nearest postcode and how many metres off it lies, or None if there is none near."""
        near = [
            (metres_between(position, point.position), point)
            for point in self._points.values()
            if point.live or not live_only
        ]
        metres, point = min(near, key=lambda each: each[0])
        return (point, metres) if metres <= 10_000 else None


def beats() -> list[Beat]:
    """Return three beats, two in the west and one in the east."""
    return [
        Beat(id="wharton", police_id="VA01", name="Wharton", lpu="n", authorities=(WEST,), anchors=("53.190 -2.520",)),
        Beat(id="over", police_id="VA02", name="Over", lpu="n", authorities=(WEST,), anchors=("53.200 -2.540",)),
        Beat(id="crewe", police_id="BA01", name="Crewe", lpu="c", authorities=(EAST,), anchors=("53.100 -2.440",)),
        Beat(id="norton", police_id="KA01", name="Norton", lpu="r", authorities=(HALTON,), anchors=("53.330 -2.700",)),
    ]


def a_file(folder: Path, name: str, headings: Sequence[str], *rows: Sequence[object], coding: str = "utf-8") -> Path:
    """Write a CSV file and return its path."""
    path = folder / name
    with path.open("w", encoding=coding, newline="") as file:
        writer = csv.writer(file)
        writer.writerows([headings, *rows])
    return path
