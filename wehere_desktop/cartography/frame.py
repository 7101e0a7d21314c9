"""Which piece of ground a map shows, and where each point of it falls on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.cartography.shapes import Bounds, Path, Point
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

# A reader on foot needs about five kilometres round a hall; a rural beat needs its neighbouring villages too.
TOWN_WIDTH = 3200.0
RURAL_WIDTH = 8000.0
NARROWEST, WIDEST = 200.0, 200000.0
# Live postcodes of the sketch in the middle two kilometres, above which a venue counts as in a town.
TOWN_DOTS = 330
RURAL_DOTS = 45


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of ground on a rectangle of page.

    `centre` is easting and northing in metres, `width` and `height` are page points, `metres_per_point` is the scale.
    """

    centre: Point
    width: float
    height: float
    metres_per_point: float

    @property
    def bounds(self) -> Bounds:
        """Left, bottom, right and top of the ground shown, in metres."""
        half_width = self.width * self.metres_per_point / 2
        half_height = self.height * self.metres_per_point / 2
        east, north = self.centre
        return (east - half_width, north - half_height, east + half_width, north + half_height)

    def to_page(self, point: Point) -> Point:
        """Return where an (easting, northing) falls, in points from the bottom left corner."""
        return (
            (point[0] - self.centre[0]) / self.metres_per_point + self.width / 2,
            (point[1] - self.centre[1]) / self.metres_per_point + self.height / 2,
        )

    def to_ground(self, point: Point) -> Point:
        """Return the easting and northing of a point of the page."""
        return (
            (point[0] - self.width / 2) * self.metres_per_point + self.centre[0],
            (point[1] - self.height / 2) * self.metres_per_point + self.centre[1],
        )

    def shows(self, point: Point, inset: float = 0.0) -> bool:
        """Say whether the point lies on the page, at least `inset` points from its edge."""
        metres = self.metres_per_point
        return (
            abs(point[0] - self.centre[0]) <= (self.width / 2 - inset) * metres
            and abs(point[1] - self.centre[1]) <= (self.height / 2 - inset) * metres
        )


def frame_around(centre: Point, *, width: float, height: float, metres_across: float) -> Frame:
    """Return a frame of `width` by `height` points that shows `metres_across` from left to right about `centre`.

    Refuses a page of no size and a width of ground that is not between 200 m and 200 km.
    """
    if width <= 0 or height <= 0:
        raise Refusal("A map needs a width and a height.", remedy="Give both in points, above nought.")
    if not NARROWEST <= metres_across <= WIDEST:
        raise Refusal("That map would show too little or too much ground.", remedy="Choose between 200 m and 200 km.")
    return Frame((float(centre[0]), float(centre[1])), float(width), float(height), metres_across / width)


def frame_holding(points: Iterable[Point], *, width: float, height: float, margin: float = 14.0) -> Frame:
    """Return the closest frame that shows all the points with `margin` page points round them, at least 2 km across.

    Refuses an empty collection.
    """
    held = tuple(points)
    if not held:
        raise Refusal("There is nothing to show on this map.", remedy="Give the beat an outline or an anchor point.")
    left, right = min(point[0] for point in held), max(point[0] for point in held)
    bottom, top = min(point[1] for point in held), max(point[1] for point in held)
    room_across, room_up = max(width - 2 * margin, 1.0), max(height - 2 * margin, 1.0)
    metres_per_point = max((right - left) / room_across, (top - bottom) / room_up, 2000.0 / width)
    return Frame(((left + right) / 2, (bottom + top) / 2), float(width), float(height), metres_per_point)


def frame_for_beat(
    *,
    venue: Point | None,
    outline: tuple[Path, ...] = (),
    anchors: Iterable[Point] = (),
    width: float,
    height: float,
    dots_nearby: int | None = None,
) -> Frame:
    """Return the frame of a handout's map: the meeting place and what a reader knows around it.

    With a venue, the map is centred on it and is 3.2 km across in a town, up to 8 km where there are few postcodes
    near (`dots_nearby`: how many of the sketch's dots lie within a kilometre; see `draw.dots_near`). With none, it
    shows the whole beat. Refuses when there is no venue, no outline and no anchor.
    """
    ground = tuple(point for ring in outline for point in ring) or tuple(anchors)
    if venue is None:
        return frame_holding(ground, width=width, height=height)
    across = RURAL_WIDTH if dots_nearby is None else _width_for(dots_nearby)
    return frame_around(venue, width=width, height=height, metres_across=across)


def frame_for_whole_beat(
    outline: tuple[Path, ...], *, venue: Point | None = None, width: float, height: float
) -> Frame:
    """Return the frame of the second map: the whole beat, with the venue on it even where it lies outside."""
    ground = tuple(point for ring in outline for point in ring)
    return frame_holding((*ground, venue) if venue else ground, width=width, height=height)


def _width_for(dots: int) -> float:
    """Return metres across for the number of dots near the venue, falling evenly from rural to town."""
    share = (min(max(dots, RURAL_DOTS), TOWN_DOTS) - RURAL_DOTS) / (TOWN_DOTS - RURAL_DOTS)
    return RURAL_WIDTH + (TOWN_WIDTH - RURAL_WIDTH) * share
