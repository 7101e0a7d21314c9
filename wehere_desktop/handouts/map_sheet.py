"""The map as it is shown, on paper: in vectors, its places numbered from north to south and listed under it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from wehere_desktop.cartography.shapes import Mark
from wehere_desktop.handouts.blocks import Block, Paragraph, Section
from wehere_desktop.handouts.catalogue import Printed
from wehere_desktop.handouts.house_style import FULL_WIDTH, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, QUIET, TextStyle
from wehere_desktop.handouts.internal import BOTTOM, TOP, frame, heading
from wehere_desktop.handouts.map_picture import map_of
from wehere_desktop.handouts.pen import Pen
from wehere_desktop.handouts.typeset import Column, fill, strips_of
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.national_grid import to_grid
from wehere_desktop.wording import counted, moment_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.point_field import View

MOST_NUMBERED = 60
"""More numbers than that on one map could not be told apart."""

MAP_HEIGHT = 470.0
LEAST_METRES, MOST_METRES = 400.0, 150_000.0
TEXT = TextStyle(10, 13)
QUIET_TEXT = TextStyle(9.5, 12.4, QUIET)


@dataclass(frozen=True, slots=True)
class MapLine:
    """One thing on the map: its name, what is said of it, and where it lies (WGS84 degrees)."""

    name: str
    said: str
    position: Position


def map_sheet(book: BeatBook, view: View, lines: Sequence[MapLine], *, under: str) -> Printed:
    """Return the map of a view with its things numbered and listed, as a PDF; the sixty nearest to its middle.

    Positions are exact: the paper is for the team and carries its marking. Refused off the National Grid.
    """
    centre = Position((view.south + view.north) / 2, (view.west + view.east) / 2)
    near = sorted(lines, key=lambda each: (metres_between(centre, each.position), each.name))
    rest = near[MOST_NUMBERED:]
    shown = sorted(near[:MOST_NUMBERED], key=lambda each: (-each.position.lat, each.position.lon, each.name))
    wide = metres_between(Position(centre.lat, view.west), Position(centre.lat, view.east))
    high = metres_between(Position(view.south, centre.lon), Position(view.north, centre.lon))
    across = min(max(wide, high * FULL_WIDTH / MAP_HEIGHT, LEAST_METRES), MOST_METRES)
    marks = [Mark("", to_grid(each.position), style="place") for each in rest]
    marks += [Mark("", to_grid(each.position), letter=str(number)) for number, each in enumerate(shown, 1)]
    blocks: list[Block] = [map_of(to_grid(centre), marks, FULL_WIDTH, MAP_HEIGHT, metres_across=across)]
    if rest:
        words = f"Numbered are the {len(shown)} nearest to the middle, from the north; {len(rest)} more are dots."
        blocks.append(Paragraph(words, QUIET_TEXT))
    blocks += [Paragraph(f"{number}. {each.name}: {each.said}", TEXT) for number, each in enumerate(shown, 1)]
    return _draw(book, blocks, f"{counted(len(near), 'mark')} · {under}")


def _draw(book: BeatBook, blocks: Sequence[Block], under: str) -> Printed:
    title, made = "Map of the patch", moment_in_words(book.world.now())
    file = BytesIO()
    canvas = Canvas(file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="en-GB")
    canvas.setTitle(title)
    canvas.setCreator("WeHere Desktop")
    top = heading(Pen(Canvas(BytesIO())), title, under, beside="Map") - 8
    waiting = strips_of([Section("", tuple(blocks))], FULL_WIDTH)
    sides = []
    while waiting:
        placed, _ = fill(Column(MARGIN, top, BOTTOM), waiting)
        sides.append(placed)
        top = TOP
    pen = Pen(canvas)
    for number, side in enumerate(sides, 1):
        if number > 1:
            pen.turn()
        frame(pen, number, len(sides), made=made, practice=book.practice)
        if number == 1:
            heading(pen, title, under, beside="Map")
        for each in side:
            each.draw(pen)
    canvas.save()
    return Printed(file.getvalue(), len(sides), pen.missing, pen.spoken)
