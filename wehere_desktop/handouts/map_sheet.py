"""The map as it is shown, on paper: in vectors, its places numbered from north to south and listed under it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from wehere_desktop.cartography.hatching import Hatched
from wehere_desktop.cartography.shapes import Mark
from wehere_desktop.formats.outlines import Polygon
from wehere_desktop.handouts.blocks import Block, Paragraph, Section
from wehere_desktop.handouts.catalogue import Printed
from wehere_desktop.handouts.house_style import FULL_WIDTH, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, QUIET, TextStyle
from wehere_desktop.handouts.internal import BOTTOM, TOP, frame, heading
from wehere_desktop.handouts.map_picture import map_of
from wehere_desktop.handouts.pen import Pen
from wehere_desktop.handouts.typeset import Column, block_strips, fill, strips_of
from wehere_desktop.neighbourhood.crime import CAVEAT
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.national_grid import many_to_grid, to_grid
from wehere_desktop.records.beat_outlines import edges_on
from wehere_desktop.wording import counted, listed, moment_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.beat_lines import BeatEdge
    from wehere_desktop.cartography.shapes import Path, Point
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.point_field import View

MOST_NUMBERED = 60
"""More numbers than that on one map could not be told apart."""

EXACT = "Positions are exact: for the team. What goes out to the public shows places only roughly."

MAP_HEIGHT = 470.0
NOTE_HEIGHT = 26.0
"""Points by which the map is lower for each note under it, which takes about two lines."""

MOST_NAMED = 8
"""Areas up to which their names are said under the map too; more would be a list of their own."""

BETWEEN = 18.0
COLUMN_WIDTH = (FULL_WIDTH - BETWEEN) / 2
LEAST_COLUMN = 40.0
"""The list goes beside itself in two columns, and not under the map where there is no room for a few lines."""
LEAST_METRES, MOST_METRES = 400.0, 150_000.0
TEXT = TextStyle(10, 13)
QUIET_TEXT = TextStyle(9.5, 12.4, QUIET)


HATCHED = "Hatched: the areas of priorities."
NO_CRIMES = "Published crimes: none on this map"
LONGEST_AREA = 80
"""Letters of a priority's title that are said of its area."""


@dataclass(frozen=True, slots=True)
class MapLine:
    """One thing on the map: its name, what is said of it, and where it lies (WGS84 degrees)."""

    name: str
    said: str
    position: Position


@dataclass(frozen=True, slots=True)
class MapArea:
    """The area of a priority on the map: its title, and its polygons in WGS84 degrees, longitude first."""

    name: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class MapCrimes:
    """The published crimes of a view: how many at each point, and in words which they are, such as their months."""

    points: tuple[tuple[Position, int], ...]
    said: str


def map_sheet(
    book: BeatBook,
    view: View,
    lines: Sequence[MapLine],
    *,
    under: str,
    way: Sequence[tuple[str, MapLine]] = (),
    areas: Sequence[MapArea] = (),
    crimes: MapCrimes | None = None,
) -> Printed:
    """Return the map of a view with its things numbered and listed, as a PDF; the sixty nearest to its middle.

    `way` is the round of a day, each stop with its number or letter: joined in its order, and listed first. `areas` are
    hatched and named; `crimes` are counted in boxes, and where they really were is said to be unknown.
    Positions are exact: the paper is for the team and carries its marking. Refused off the National Grid.
    """
    centre = Position((view.south + view.north) / 2, (view.west + view.east) / 2)
    near = sorted(lines, key=lambda each: (metres_between(centre, each.position), each.name))
    room = max(MOST_NUMBERED - len(way), 0)
    rest = near[room:]
    shown = sorted(near[:room], key=lambda each: (-each.position.lat, each.position.lon, each.name))
    wide = metres_between(Position(centre.lat, view.west), Position(centre.lat, view.east))
    high = metres_between(Position(view.south, centre.lon), Position(view.north, centre.lon))
    across = min(max(wide, high * FULL_WIDTH / MAP_HEIGHT, LEAST_METRES), MOST_METRES)
    marks = [Mark("", to_grid(each.position), style="place") for each in rest]
    stops = [Mark("", to_grid(each.position), letter=letter, joined=True) for letter, each in way]
    numbered = [*way, *((str(number), each) for number, each in enumerate(shown, _after(way)))]
    marks += [*(Mark("", to_grid(each.position), letter=letter) for letter, each in numbered[len(way) :]), *stops]
    hatched = [Hatched(_rings(each.polygons), name=each.name) for each in areas]
    notes = _notes(areas, crimes)
    picture = map_of(
        to_grid(centre),
        marks,
        FULL_WIDTH,
        MAP_HEIGHT - NOTE_HEIGHT * len(notes),
        metres_across=across,
        beats=beats_on(book),
        areas=hatched,
        counts=_counts(crimes),
        told=" ".join(notes),
    )
    blocks: list[Block] = [
        picture,
        Paragraph(EXACT, QUIET_TEXT, gap=4),
        *(Paragraph(each, QUIET_TEXT) for each in notes),
    ]
    if rest:
        words = f"Numbered are the {len(shown)} nearest to the middle, from the north; {len(rest)} more are dots."
        blocks.append(Paragraph(words, QUIET_TEXT))
    listed = [Paragraph(f"{letter}. {each.name}: {each.said}", TEXT, gap=2) for letter, each in numbered]
    return _draw(book, blocks, listed, f"{counted(len(near) + len(way), 'mark')} · {under}")


def _notes(areas: Sequence[MapArea], crimes: MapCrimes | None) -> list[str]:
    """Return what is to be known of areas and crimes to read the map."""
    notes = []
    if areas:
        names = [each.name if len(each.name) <= LONGEST_AREA else f"{each.name[:LONGEST_AREA]}…" for each in areas]
        named = f" {listed(names)}." if all(names) and len(names) <= MOST_NAMED else ""
        notes.append(f"{HATCHED}{named}")
    if crimes is not None:
        number = sum(count for _, count in crimes.points)
        told = f"Numbers in boxes: {counted(number, 'published crime')} hereabouts" if number else NO_CRIMES
        notes.append(f"{told} ({crimes.said}). {CAVEAT}")
    return notes


def _counts(crimes: MapCrimes | None) -> list[tuple[Point, int]]:
    """Return how many there are at each point of the ground; what lies off the National Grid is not on the map."""
    placed = [(next(many_to_grid([(at.lon, at.lat)]), None), number) for at, number in crimes.points] if crimes else []
    return [(point, number) for point, number in placed if point is not None]


def _rings(polygons: Sequence[Polygon]) -> tuple[Path, ...]:
    return tuple(tuple(many_to_grid(ring[:-1])) for polygon in polygons for ring in polygon)


def _after(way: Sequence[tuple[str, MapLine]]) -> int:
    """Return the first number that the round has not taken."""
    return 1 + max((int(letter) for letter, _ in way if letter.isdigit()), default=0)


def beats_on(book: BeatBook) -> list[BeatEdge]:
    """Return the edges of today's beats, as far as their ground is known."""
    return [*edges_on(book, book.world.today())]


def _draw(book: BeatBook, blocks: Sequence[Block], listed: Sequence[Block], under: str) -> Printed:
    title, made = "Map of the patch", moment_in_words(book.world.now())
    file = BytesIO()
    canvas = Canvas(file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="en-GB")
    canvas.setTitle(title)
    canvas.setCreator("WeHere Desktop")
    top = heading(Pen(Canvas(BytesIO())), title, under, beside="Map") - 8
    side, ends = fill(Column(MARGIN, top, BOTTOM), strips_of([Section("", tuple(blocks))], FULL_WIDTH))
    top = ends - 10
    waiting = deque(strip for each in listed for strip in block_strips(each, COLUMN_WIDTH))
    sides = [side]
    while waiting:
        if top - BOTTOM < LEAST_COLUMN:
            sides.append([])
            top = TOP
        for left in (MARGIN, MARGIN + COLUMN_WIDTH + BETWEEN):
            placed, _ = fill(Column(left, top, BOTTOM), waiting)
            sides[-1] += placed
        top = BOTTOM
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
