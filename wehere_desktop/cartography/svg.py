"""A drawing as one piece of SVG text, with every word of it escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from wehere_desktop.cartography.drawing import Discs, Drawing, Fill, Stroke, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wehere_desktop.cartography.shapes import Point

NAMESPACE = "http://www.w3.org/2000/svg"
# Halves of surrogate pairs and the two code points that are no characters.
FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
FONT = "Atkinson Hyperlegible, Segoe UI, sans-serif"


def to_svg(drawing: Drawing) -> str:
    """Return the drawing as an `<svg>` element with a title for screen readers; holds no address but the namespace."""
    width, height = _number(drawing.width), _number(drawing.height)
    size = f'viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt"'
    parts = [
        f'<svg xmlns="{NAMESPACE}" {size} role="img" font-family="{FONT}" overflow="hidden">',
        f"<title>{_text(drawing.description)}</title>",
    ]
    for shape in drawing.primitives:
        if isinstance(shape, Fill):
            path = _path(shape.rings, drawing.height, closed=True)
            parts.append(f'<path d="{path}" fill="{shape.colour}" fill-rule="evenodd"/>')
        elif isinstance(shape, Stroke):
            parts.append(_stroke(shape, drawing.height))
        elif isinstance(shape, Discs):
            parts.append(_discs(shape, drawing.height))
        else:
            parts.append(_words(shape, drawing.height))
    return "\n".join([*parts, "</svg>"])


def _stroke(shape: Stroke, height: float) -> str:
    dash = f' stroke-dasharray="{" ".join(map(_number, shape.dash))}"' if shape.dash else ""
    cap = "butt" if shape.butt else "round"
    return (
        f'<path d="{_path(shape.paths, height, closed=False)}" fill="none" stroke="{shape.colour}"'
        f' stroke-width="{_number(shape.width)}" stroke-linejoin="round" stroke-linecap="{cap}"{dash}/>'
    )


def _discs(shape: Discs, height: float) -> str:
    # A line of no length with round ends is a dot: thousands of them are one element.
    dots = "".join(f"M{_number(x)} {_number(height - y)}h0" for x, y in shape.centres)
    line = '<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-linecap="round"/>'
    under = line.format(dots, shape.edge, _number(2 * shape.radius + shape.edge_width)) if shape.edge else ""
    inner = 2 * shape.radius - (shape.edge_width if shape.edge else 0)
    return under + line.format(dots, shape.colour, _number(inner))


def _words(shape: Words, height: float) -> str:
    x, y = _number(shape.x), _number(height - shape.y)
    turn = f' transform="rotate({_number(-shape.angle)} {x} {y})"' if shape.angle else ""
    weight = ' font-weight="bold"' if shape.bold else ""
    spacing = f' letter-spacing="{_number(shape.spacing)}"' if shape.spacing else ""
    halo = ""
    if shape.halo:
        edge = f'stroke="{shape.halo}" stroke-width="{_number(shape.halo_width)}" stroke-linejoin="round"'
        halo = f' {edge} paint-order="stroke"'
    return (
        f'<text x="{x}" y="{y}" font-size="{_number(shape.size)}" fill="{shape.colour}" text-anchor="{shape.anchor}"'
        f"{weight}{spacing}{halo}{turn}>{_text(shape.text)}</text>"
    )


def _path(paths: Iterable[Iterable[Point]], height: float, *, closed: bool) -> str:
    end = "Z" if closed else ""
    return "".join(f"M{'L'.join(_pair(point, height) for point in path)}{end}" for path in paths)


def _pair(point: Point, height: float) -> str:
    return f"{_number(point[0])} {_number(height - point[1])}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """Return text safe inside XML: markup escaped, and characters that XML forbids left out."""
    return escape("".join(letter for letter in text if letter >= " " and not FORBIDDEN.match(letter)))
