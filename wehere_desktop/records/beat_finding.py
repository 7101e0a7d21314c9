"""Finds on which of a day's beats a position lies: by the outlines that hold that day, else by anchor points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.boundary import index_of
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.whereabouts import BeatAnchors, BeatFinder

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.records.beatbook import BeatBook


def beat_finder(book: BeatBook, day: date) -> BeatFinder:
    """Return what finds the beat of a position as the beats and their outlines are on a day."""
    return BeatFinder(map(anchors_of, book.beats.current(day)), index_of(book.beat_boundaries.current(day)))


def anchors_of(beat: Beat) -> BeatAnchors:
    """Return what the ground knows of a beat; an anchor that is not two numbers is passed over."""
    positions = []
    for text in beat.anchors:
        parts = text.split()
        if len(parts) == 2:  # noqa: PLR2004 - latitude and longitude
            positions.append(Position(float(parts[0]), float(parts[1])))
    return BeatAnchors(beat.id, beat.authorities, tuple(positions))
