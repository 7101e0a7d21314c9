"""What is typed to say where something is: a position, a postcode or a grid reference; and corners, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.boundary import PLACES
from wehere_desktop.neighbourhood.drawn_area import DrawnArea, closed, with_corner
from wehere_desktop.neighbourhood.ground import normal_postcode, parse_position
from wehere_desktop.neighbourhood.national_grid import parse_grid_reference, to_wgs84
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wehere_desktop.formats.outlines import Corner
    from wehere_desktop.neighbourhood.ground import Position
    from wehere_desktop.neighbourhood.whereabouts import GazetteerLike

HOLE = "hole"
_QUOTED = 40


def position_typed(text: str, gazetteer: GazetteerLike) -> Position:
    """Return where a postcode, a position in degrees or a grid reference lies; refused where it is none of them."""
    typed = " ".join(text.split())
    postcode = normal_postcode(typed)
    if postcode is not None:
        point = gazetteer.postcode(postcode)
        if point is None:
            raise Refusal(
                f"{postcode} is not among this laptop's postcodes of Cheshire.",
                remedy="Look at its letters again, or give a position such as 53.26 -2.51.",
                field="where",
                kind="unknown-postcode",
            )
        return point.position
    for read in (parse_position, _grid_position):
        try:
            return read(typed)
        except Refusal:
            continue
    raise Refusal(
        "That is not a postcode, a grid reference or a position.",
        remedy="Write it like CW7 3EP, SJ 6552 6615 or 53.19, -2.51.",
        field="where",
        kind="bad-where",
    )


def corners_in_words(area: DrawnArea) -> str:
    """Return every corner as a line “53.260000, -2.510000”: an empty line between rings, “hole” above that of a hole.

    Read again by `area_typed` it is the same area, an open line closed.
    """
    rings = [
        "\n".join([*([HOLE] if number else []), *map(_in_words, ring)])
        for part in area.parts
        for number, ring in enumerate(part)
    ]
    return "\n\n".join([*rings, *(["\n".join(map(_in_words, area.line))] if area.line else [])])


def area_typed(text: str, read: Callable[[str], Position]) -> DrawnArea:
    """Return the area of corners typed one a line, in the shape `corners_in_words` gives; each ring is closed.

    `read` makes a position of one line. Refused, with the number of the line, where it refuses, and as `closed` is.
    """
    area = DrawnArea()
    for hole, lines in _typed_rings(text):
        ring = DrawnArea()
        for number, line in lines:
            ring = with_corner(ring, *_read(line, number, read))
        (part,) = closed(ring).parts
        inside = hole and area.parts
        area = DrawnArea((*area.parts[:-1], (*area.parts[-1], *part)) if inside else (*area.parts, part))
    return area


def _in_words(corner: Corner) -> str:
    return f"{corner[1]:.{PLACES}f}, {corner[0]:.{PLACES}f}"


def _grid_position(text: str) -> Position:
    return to_wgs84(*parse_grid_reference(text))


def _read(line: str, number: int, read: Callable[[str], Position]) -> tuple[float, float]:
    try:
        position = read(line)
    except Refusal as refusal:
        quoted = line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"
        raise Refusal(
            f"Line {number}, “{quoted}”: {refusal.sentence}", remedy=refusal.remedy, field="corners", kind=refusal.kind
        ) from refusal
    return position.lat, position.lon


def _typed_rings(text: str) -> Iterable[tuple[bool, list[tuple[int, str]]]]:
    """Yield for each ring typed whether it is a hole, and its lines with their numbers."""
    hole, lines = False, list[tuple[int, str]]()
    for number, raw in enumerate([*text.splitlines(), ""], 1):
        line = raw.strip()
        if line and line.casefold().rstrip(":") != HOLE:
            lines.append((number, line))
            continue
        if lines:
            yield hole, lines
            hole, lines = False, []
        hole = hole or bool(line)
