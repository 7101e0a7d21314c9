"""Draw a piece of the sketch map, with marks and a beat's outline, as plain shapes in page points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wehere_desktop.cartography.beat_lines import BeatEdge, beat_names, edges_once
from wehere_desktop.cartography.clipping import clip_path, clip_ring, rounded
from wehere_desktop.cartography.counted_boxes import draw_counts
from wehere_desktop.cartography.drawing import Discs, Drawing, Fill, Picture, Primitive, Stroke
from wehere_desktop.cartography.furniture import (
    draw_furniture,
    edge_words,
    edges_words,
    strip_height,
    strip_lines,
    strip_words,
)
from wehere_desktop.cartography.hatching import Hatched, draw_hatched, name_hatched
from wehere_desktop.cartography.lettering import Measure, Room
from wehere_desktop.cartography.marks import apart, draw_marks, room_for_marks
from wehere_desktop.cartography.names import NamedPath, draw_names
from wehere_desktop.cartography.pack_names import draw_pack_names
from wehere_desktop.cartography.palette import PRINT, Palette
from wehere_desktop.cartography.shapes import (
    VILLAGE,
    Area,
    Bounds,
    Line,
    Mark,
    Path,
    Point,
    Sketch,
    Track,
    bounds_of,
    touch,
)
from wehere_desktop.cartography.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.packed_ground import PackedGround

# Bottom to top. Built-up ground lies on woods and parks, water on all of it.
GROUND = ("wood", "park", "built-up")
WATER = ("estuary", "lake")
STREAMS = ("wide", "river", "ship", "canal")
ROADS = ("lane", "main", "trunk", "motorway")
# Scales, in metres to the point, beyond which a layer would be clutter.
DOTS_UP_TO = 48.0
CANALS_UP_TO = 150.0
STATIONS_UP_TO = 70.0
LANES_UP_TO = 85.0
AUTHORITIES_FROM = 22.0
# Lines are cut this many points outside the page, so that no cut end shows.
OVERLAP = 10.0


def draw_map(  # noqa: PLR0913 - one for each thing that lies on a map
    frame: Frame,
    *,
    sketch: Sketch,
    marks: Sequence[Mark] = (),
    beat: BeatEdge | None = None,
    beats: Sequence[BeatEdge] = (),
    areas: Sequence[Hatched] = (),
    counts: Sequence[tuple[Point, int]] = (),
    palette: Palette = PRINT,
    measure: Measure | None = None,
    furniture: bool = True,
    said: str = "",
    ways: bool = True,
    packed: PackedGround | None = None,
) -> Drawing:
    """Return the map of `frame` as shapes to draw in order.

    `beat` is the one the map is of: its ground is lighter than what lies beyond, its edge dashed and without corners
    where it is only indicative, else a whole line. `beats` are the edges of several on one map, with their names.
    `areas` are hatched over the ground, `counts` are numbers of things at points, told in boxes. `measure` gives the
    width in points of (text, size, bold) in the renderer's own font; without it a close guess is used. `furniture` is
    the scale bar, north arrow and the strip with the credit, in which `said` is told of the marks, such as how exactly
    they stand. `ways` writes at the edge where roads lead: of no use on a sheet that is moved about. `packed` is what
    map packs know of the ground; the sketch is then drawn only where that ends, and its names are left out of it.
    """
    page = _Page(frame, palette)
    ground = _ground_of(beat)
    room = Room(frame.width, frame.height, measure or text_width)
    edge = edge_words([beat.indicative] if beat and ground else []) or edges_words([each.indicative for each in beats])
    owed, whole = (packed.credits, packed.whole) if packed else ((), False)
    words = strip_words(edge, said, packs=owed, whole=whole)
    strip = strip_lines(frame, room, words) if furniture else []
    if furniture:
        room.floor = strip_height(strip)
    named: list[NamedPath] = []
    shapes = [] if whole else _sketched(page, sketch, ground, named)
    picture = Picture(packed.picture, packed.seen, len(shapes)) if packed and packed.picture else None
    shapes += packed.shapes if packed else ()
    if beat and ground:
        shapes += page.outlines([ground], "beat" if beat.indicative else "boundary")
    beats = [beat for beat in beats if any(touch(bounds_of(ring), page.bounds) for ring in beat.rings)]
    shapes += page.beat_edges(beats)
    shapes += draw_hatched(frame, palette, areas)
    marks = apart(frame, marks)
    shapes += page.edges([[mark.at for mark in marks if mark.joined]], "way")
    room_for_marks(room, frame, marks)
    furnishing = draw_furniture(frame, room, palette, strip) if furniture else ()
    area_names = name_hatched(frame, room, palette, areas)
    counted = draw_counts(frame, room, palette, counts, clear_of=tuple(room.taken)) if counts else []
    mark_shapes, mark_words = draw_marks(frame, room, palette, marks)
    near = sketch.stations if frame.metres_per_point < STATIONS_UP_TO else ()
    # A station in two parts is one to its passengers.
    shown = list({dot.name: dot for dot in reversed(near) if frame.shows(dot.at, 4)}.values())
    if packed:
        shown = [dot for dot in shown if not packed.covers(frame.to_page(dot.at))]
    shapes += page.stations([dot.at for dot in shown])
    shapes += beat_names(frame, room, palette, beats)
    if packed:
        shapes += draw_pack_names(
            frame, room, palette, packed, _beside(frame, sketch, packed), named=named, stations=shown
        )
    else:
        shapes += draw_names(frame, room, palette, sketch, named=named, stations=shown, ways=ways)
    shapes += [*area_names, *counted, *mark_shapes, *mark_words, *furnishing]
    told = describe(frame, sketch, marks, what="Map" if whole else "Sketch map")
    credit = " ".join((*owed, sketch.credit))
    return Drawing(frame.width, frame.height, tuple(shapes), told, credit, picture)


def _sketched(page: _Page, sketch: Sketch, ground: tuple[Path, ...], named: list[NamedPath]) -> list[Primitive]:
    """Return the sketch map's own ground, keeping in `named` the paths that may carry a name."""
    areas = [area for area in sketch.areas if touch(area.bounds, page.bounds)]
    shapes = [*page.ground(ground, sketch.bounds), *page.areas(areas, GROUND), *page.dots(sketch)]
    shapes += page.areas(areas, WATER)
    lines = [line for line in sketch.lines if touch(line.bounds, page.bounds)]
    shapes += page.streams(lines, named)
    shapes += page.railways(lines)
    shapes += page.roads(lines, named)
    if page.scale > AUTHORITIES_FROM:
        shapes += page.outlines(sketch.outlines.values(), "authority")
    return shapes


def _beside(frame: Frame, sketch: Sketch, packed: PackedGround) -> Sketch:
    """Return the sketch with the names alone that lie beside the ground of map packs."""
    labels = [label for label in sketch.labels if not packed.covers(frame.to_page(label.at))]
    return replace(sketch, labels=tuple(labels))


def _ground_of(beat: BeatEdge | None) -> tuple[Path, ...]:
    """Return the rings of a beat as they are drawn: an indicative edge promises no corner."""
    if beat is None:
        return ()
    return tuple(rounded(ring) for ring in beat.rings) if beat.indicative else beat.rings


def dots_near(sketch: Sketch, at: Point, radius: float = 1000.0) -> int:
    """Return how many postcode dots of the sketch lie within `radius` metres: a measure of town or country."""
    east, north = at
    box = (east - radius, north - radius, east + radius, north + radius)
    return sum((x - east) ** 2 + (y - north) ** 2 <= radius**2 for x, y in sketch.dots.within(box))


def describe(frame: Frame, sketch: Sketch, marks: Sequence[Mark], *, what: str = "Sketch map") -> str:
    """Return the map's text alternative: what it shows, where, how wide, and which places are named on it."""
    shown = [mark.name for mark in marks if mark.name and frame.shows(mark.at)]
    across = frame.width * frame.metres_per_point / 1000
    names = [label.text for label in sketch.labels if label.rank <= VILLAGE and frame.shows(label.at)][:4]
    parts = [f"{what} about {max(round(across), 1)} km across"]
    if shown:
        parts.append(f"showing {_listed(shown[:3])}")
    if names:
        parts.append(f"with {_listed(names)} {'named' if what == 'Sketch map' else 'on it'}")
    return f"{', '.join(parts)}. North is at the top."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


class _Page:
    """One map being drawn: turns shapes of the ground into shapes of the page, cut to its edges."""

    def __init__(self, frame: Frame, palette: Palette) -> None:
        self.palette = palette
        self.scale = frame.metres_per_point
        spread = OVERLAP * self.scale
        left, bottom, right, top = frame.bounds
        self.bounds: Bounds = (left - spread, bottom - spread, right + spread, top + spread)
        self.left, self.bottom = left, bottom
        self.sheet: Path = ((0.0, 0.0), (frame.width, 0.0), (frame.width, frame.height), (0.0, frame.height))

    def to_page(self, points: Iterable[Point]) -> list[Point]:
        """Return where points of the ground fall on the page."""
        left, bottom, per = self.left, self.bottom, 1 / self.scale
        return [((east - left) * per, (north - bottom) * per) for east, north in points]

    def ground(self, beat: tuple[Path, ...], known: Bounds) -> list[Primitive]:
        """Return the bare ground: lighter inside the beat than beyond it, or on what is `known` than beyond that."""
        left, bottom, right, top = known
        shown = self.bounds
        within = left <= shown[0] and bottom <= shown[1] and shown[2] <= right and shown[3] <= top
        if not beat and within:
            return [Fill((self.sheet,), self.palette.ground)]
        beat = beat or (((left, bottom), (right, bottom), (right, top), (left, top)),)
        rings = self._rings(beat)
        return [Fill((self.sheet,), self.palette.beyond), *([Fill(rings, self.palette.ground)] if rings else [])]

    def areas(self, areas: Sequence[Area], styles: tuple[str, ...]) -> list[Primitive]:
        """Return the filled areas on the page of the named styles, one shape a style."""
        made: list[Primitive] = []
        for style in styles:
            rings: list[Track] = []
            for area in areas:
                if area.style == style:
                    cut = self._rings(area.rings)
                    # Areas of one style may overlap, which the even-odd rule would open; water does at the coast.
                    if style == "built-up":
                        rings += cut
                    elif cut:
                        made.append(Fill(cut, self.palette.look(style).fill))
            if rings:
                made.append(Fill(tuple(rings), self.palette.look(style).fill))
        return made

    def dots(self, sketch: Sketch) -> list[Primitive]:
        """Return the postcode dots, which show the lie of the streets; none at small scales."""
        if self.scale > DOTS_UP_TO:
            return []
        left, bottom, right, top = self.bounds
        points = [
            (east, north)
            for east, north in sketch.dots.within(self.bounds)
            if left < east < right and bottom < north < top
        ]
        # Close by, dots grow slower than the ground, and go on telling houses from fields.
        radius = max(min(11.0 / self.scale, 1.3 * max(8.0 / self.scale, 1.0) ** 0.4), 0.42)
        return [Discs(tuple(self.to_page(points)), radius, self.palette.look("dots").fill)] if points else []

    def streams(self, lines: Sequence[Line], named: list[NamedPath]) -> list[Primitive]:
        """Return rivers and canals, keeping their paths in `named`."""
        styles = STREAMS if self.scale < CANALS_UP_TO else ("wide", "ship")
        made: list[Primitive] = []
        for style in styles:
            paths = self._paths(lines, style, named)
            if not paths:
                continue
            look = self.palette.look(style)
            width = look.width_at(self.scale)
            made.append(Stroke(paths, look.fill, width))
        return made

    def railways(self, lines: Sequence[Line]) -> list[Primitive]:
        """Return railways as a grey line with a light dashed heart."""
        paths = self._paths(lines, "rail", None)
        if not paths or self.scale > CANALS_UP_TO:
            return []
        look = self.palette.look("rail")
        width = look.width_at(self.scale)
        return [
            Stroke(paths, look.casing, width + 2 * look.casing_width, butt=True),
            Stroke(paths, look.fill, width, dash=look.dash, butt=True),
        ]

    def roads(self, lines: Sequence[Line], named: list[NamedPath]) -> list[Primitive]:
        """Return all casings, then all roads, so that junctions lie open."""
        casings: list[Primitive] = []
        fills: list[Primitive] = []
        for style in ROADS:
            if style == "lane" and self.scale > LANES_UP_TO:
                continue
            paths = self._paths(lines, style, named)
            if not paths:
                continue
            look = self.palette.look(style)
            width = look.width_at(self.scale)
            casings.append(Stroke(paths, look.casing, width + 2 * look.casing_width))
            fills.append(Stroke(paths, look.fill, width))
        return [*casings, *fills]

    def outlines(self, outlines: Iterable[tuple[Path, ...]], style: str) -> list[Primitive]:
        """Return outlines in a style; a casing under them keeps them legible over roads and towns."""
        shown = (ring for rings in outlines for ring in rings if touch(bounds_of(ring), self.bounds))
        return self.edges(([*ring, *ring[:1]] for ring in shown), style)

    def beat_edges(self, beats: Sequence[BeatEdge]) -> list[Primitive]:
        """Return the edges of several beats, each once: whole lines over dashed ones."""
        made: list[Primitive] = []
        for style, indicative in (("beat", True), ("boundary", False)):
            rings = [ring for beat in beats if beat.indicative is indicative for ring in beat.rings]
            made += self.edges(edges_once(rings), style)
        return made

    def edges(self, lines: Iterable[Iterable[Point]], style: str) -> list[Primitive]:
        """Return open lines in a style, with its casing."""
        paths: list[Path] = []
        for line in lines:
            paths += self._pieces(line)
        if not paths:
            return []
        look = self.palette.look(style)
        under = [Stroke(tuple(paths), look.casing, look.width + 2 * look.casing_width)] if look.casing else []
        return [*under, Stroke(tuple(paths), look.fill, look.width, dash=look.dash, butt=look.dash[:1] > (1.0,))]

    def stations(self, points: Sequence[Point]) -> list[Primitive]:
        """Return railway stations as small open dots."""
        look = self.palette.look("station")
        centres = tuple(self.to_page(points))
        return [Discs(centres, look.width, look.fill, look.casing, look.casing_width)] if centres else []

    def _rings(self, rings: Iterable[Iterable[Point]]) -> tuple[Track, ...]:
        cut = (clip_ring([*ring], self.bounds) for ring in rings)
        return tuple(Track(self.to_page(ring)) for ring in cut if ring)

    def _pieces(self, points: Iterable[Point]) -> list[Path]:
        # Cut before they are turned: most of a long line lies elsewhere
        return [tuple(self.to_page(piece)) for piece in clip_path([*points], self.bounds)]

    def _paths(self, lines: Sequence[Line], style: str, named: list[NamedPath] | None) -> tuple[Path, ...]:
        """Return the pieces of all lines of a style that are on the page; each is kept in `named` with its name."""
        made: list[Path] = []
        for line in lines:
            if line.style != style:
                continue
            pieces = self._pieces(line.points)
            made += pieces
            if named is not None:
                named += [NamedPath(line.name, style, piece) for piece in pieces]
        return tuple(made)
