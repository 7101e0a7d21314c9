"""A finished map as an ordered list of plain shapes in page points, for any renderer to draw as it stands.

The origin is the bottom left corner, x runs right and y runs up, one unit is a point (1/72 inch). Everything is already
clipped to the page, except that strokes and halos may run over its edge by half their width: a renderer clips to the
rectangle (0, 0, width, height). Draw the shapes in order, later ones cover earlier ones. Colours are "#rrggbb".
"""

from __future__ import annotations

from dataclasses import dataclass

from wehere_desktop.cartography.shapes import Path, Point, Track


@dataclass(frozen=True, slots=True)
class Fill:
    """Rings filled by the even-odd rule (a ring inside another is a hole), with no edge."""

    rings: tuple[Path | Track, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """Open paths drawn with round joins, and round ends unless `butt`; `dash` is empty for a whole line."""

    paths: tuple[Path, ...]
    colour: str
    width: float
    dash: tuple[float, ...] = ()
    butt: bool = False


@dataclass(frozen=True, slots=True)
class Discs:
    """Equal round dots: filled with `colour`, edged with `edge` where it is not empty."""

    centres: tuple[Point, ...]
    radius: float
    colour: str
    edge: str = ""
    edge_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: baseline at (x, y), turned `angle` degrees anticlockwise about that point.

    `anchor` is "start", "middle" or "end". Where `halo` is a colour, the outline of the letters is first stroked in it
    with `halo_width` points in all (round joins), then the letters are filled. `spacing` is added after each letter.
    The text is plain and may hold any character: a renderer escapes it.
    """

    text: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool = False
    anchor: str = "start"
    angle: float = 0.0
    halo: str = ""
    halo_width: float = 0.0
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG picture that fills the page of a drawing, over its first `above` shapes and within rings of the page.

    The rings may lie over each other; where there are none, all of it is seen.
    """

    jpeg: bytes
    seen: tuple[Path, ...]
    above: int


Primitive = Fill | Stroke | Discs | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready to draw. `description` is its text alternative; `credit` is already among the primitives.

    A `picture` is there only where map packs were given to draw on.
    """

    width: float
    height: float
    primitives: tuple[Primitive, ...]
    description: str
    credit: str
    picture: Picture | None = None
