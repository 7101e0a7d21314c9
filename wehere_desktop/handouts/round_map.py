"""The map of a day's calls on paper: numbered as they are listed, joined by straight lines in calling order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wehere_desktop.cartography.frame import frame_holding
from wehere_desktop.cartography.shapes import Mark, Point
from wehere_desktop.handouts.blocks import Block, Paragraph
from wehere_desktop.handouts.house_style import QUIET, TextStyle
from wehere_desktop.handouts.map_picture import map_in
from wehere_desktop.neighbourhood.national_grid import to_grid
from wehere_desktop.neighbourhood.week_plan import km_and_miles
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.beat_lines import BeatEdge
    from wehere_desktop.neighbourhood.ground import Position

STRAIGHT = "Straight-line distances; roads are longer."
START = "S"
LEAST_CALLS = 2
"""One call makes no way to be drawn."""

# Points kept free round the marks; at the foot for the words and the scale bar that stand there.
EDGE, FOOT = 20.0, 44.0
SMALL_TEXT = TextStyle(9, 11.6, QUIET)


@dataclass(frozen=True, slots=True)
class RoundMap:
    """A day's round: its marks (letters and eastings and northings) in the order they are joined, and what it says."""

    marks: tuple[tuple[str, Point], ...]
    said: tuple[str, ...]


def round_map(
    calls: Sequence[tuple[str, Position | None]], start: tuple[str, Position | None] | None, metres: float
) -> RoundMap | None:
    """Return the map of the calls of a day, each with its name and position, in calling order; None for fewer than two.

    `start` is where the day begins, `metres` the whole way. What lies off the National Grid is not on the map.
    """
    marks, lost = [], []
    for number, (name, position) in enumerate(calls, 1):
        at = _on_grid(position)
        if at is None:
            lost.append(f"{number}. {name}")
        else:
            marks.append((str(number), at))
    if len(marks) < LEAST_CALLS:
        return None
    said = [f"{km_and_miles(metres)} in all. {STRAIGHT}"]
    begins = _on_grid(start[1]) if start is not None else None
    if start is not None and begins is not None:
        marks.insert(0, (START, begins))
        said.append(f"{START}: {start[0]}, where the day starts.")
    if lost:
        said.append(f"Not on the map: {listed(lost)}.")
    return RoundMap(tuple(marks), tuple(said))


def round_blocks(drawn: RoundMap, edges: Sequence[BeatEdge], width: float, height: float) -> list[Block]:
    """Return the map, `width` by `height` points with the beats' edges, and what is said under it."""
    frame = frame_holding([at for _, at in drawn.marks], width=width, height=height - FOOT + EDGE, margin=EDGE)
    # The foot is added under what holds the marks
    east, north = frame.centre
    lower = (east, north - (FOOT - EDGE) / 2 * frame.metres_per_point)
    frame = replace(frame, centre=lower, height=height)
    marks = [Mark("", at, letter=letter, joined=True) for letter, at in drawn.marks]
    told = ", ".join(letter for letter, _ in drawn.marks)
    picture = map_in(frame, marks, beats=edges, told=f"The calls of the day, in order: {told}.")
    return [picture, *(Paragraph(each, SMALL_TEXT, gap=3) for each in drawn.said)]


def _on_grid(position: Position | None) -> Point | None:
    if position is None:
        return None
    try:
        return to_grid(position)
    except Refusal:
        return None
