"""A sheet of the sketch map as the app's map page draws it: shapes as short lists of whole numbers, in JSON."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wehere_desktop.cartography.draw import draw_map
from wehere_desktop.cartography.drawing import Discs, Fill, Stroke
from wehere_desktop.cartography.mercator import PIXELS_PER_POINT, frame_of, projected_sketch, unproject
from wehere_desktop.cartography.palette import NIGHT, PRINT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wehere_desktop.cartography.drawing import Primitive
    from wehere_desktop.cartography.shapes import Point

STEPS = 10
"""Positions are rounded to this part of a point, too little to be seen."""

MOST_PIXELS = 4_096


@lru_cache(maxsize=4)
def ground_sheet(
    centre: tuple[float, float], *, zoom: float, across: int, up: int, dark: bool = False, scale: float = 1.0
) -> bytes:
    """Return the piece of the sketch map about `centre` (WGS84 degrees) for a page of `across` by `up` pixels.

    `scale` is how large letters and lines are, 1 at the usual size. The same question has the same answer.
    """
    per_point = PIXELS_PER_POINT * scale
    across, up = min(max(across, 1), MOST_PIXELS), min(max(up, 1), MOST_PIXELS)
    frame = frame_of(centre, zoom=zoom, across=across, up=up, pixels_per_point=per_point)
    palette = NIGHT if dark else PRINT
    drawing = draw_map(frame, sketch=projected_sketch(), palette=palette, furniture=False, ways=False)
    left, bottom, right, top = frame.bounds
    south, west = unproject((left, bottom))
    north, east = unproject((right, top))
    held = {
        "edges": [[south, west], [north, east]],
        "across": across,
        "up": up,
        "pixels": per_point / STEPS,
        "back": palette.ground,
        "said": drawing.description,
    }
    shapes = ",".join(_text(page_shape(each, drawing.height)) for each in drawing.primitives)
    return f'{_json(held)[:-1]},"shapes":[{shapes}]}}'.encode("utf-8", "replace")


def _text(shape: list[Any]) -> str:
    """Return a shape in JSON: all its numbers by Python's own writing of them, which takes a tenth of the room."""
    *first, numbers = shape
    return f"{_json(first)[:-1]},{str(numbers).replace(' ', '')}]"


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def page_shape(shape: Primitive, up: float) -> list[Any]:
    """Return a shape of a drawing `up` points high as the page paints it, in steps of a tenth of a point."""
    if isinstance(shape, Fill):
        return ["fill", shape.colour, _lines(shape.rings, up)]
    if isinstance(shape, Stroke):
        dash = [_whole(part) for part in shape.dash]
        return ["line", shape.colour, _whole(shape.width), dash, int(shape.butt), _lines(shape.paths, up)]
    if isinstance(shape, Discs):
        dots = [number for x, y in shape.centres for number in (_whole(x), _whole(up - y))]
        return ["dots", shape.colour, round(shape.radius * STEPS, 1), shape.edge, _whole(shape.edge_width), dots]
    return [
        "words",
        shape.text,
        _whole(shape.x),
        _whole(up - shape.y),
        _whole(shape.size),
        shape.colour,
        int(shape.bold),
        shape.anchor,
        round(-shape.angle, 1),
        shape.halo,
        _whole(shape.halo_width),
        _whole(shape.spacing),
    ]


def _lines(paths: Iterable[Iterable[Point]], up: float) -> list[list[int]]:
    """Return each path as its first point and the steps from point to point, leaving out steps of nothing."""
    made = []
    for path in paths:
        x = y = 0
        line: list[int] = []
        for east, north in path:
            to_x, to_y = _whole(east), _whole(up - north)
            if line and to_x == x and to_y == y:
                continue
            line += (to_x - x, to_y - y)
            x, y = to_x, to_y
        made.append(line)
    return made


def _whole(length: float) -> int:
    return round(length * STEPS)
