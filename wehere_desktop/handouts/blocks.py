"""What a paper is made of: blocks that know their role, so that a reader of the file is told what each one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from wehere_desktop.handouts.house_style import BODY, HEADING, SMALL, TABLE_HEAD, TextStyle
from wehere_desktop.handouts.pen import Pen, Role

Picture = Callable[[Pen, float, float, float, float], None]
"""Draws itself in a rectangle: pen, left, bottom, width and height in points."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; every line break typed in it is kept.

    `gap` is the white above it in points, `keep` holds it to what follows, `link` is a web address it leads to.
    """

    text: str
    style: TextStyle = BODY
    role: Role = Role.PARAGRAPH
    gap: float = 0.0
    keep: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with its number or bullet."""

    label: str
    text: str
    style: TextStyle = BODY
    gap: float = 4.0
    role: ClassVar[Role] = Role.LIST_ITEM


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its heading row, its rows, the share of the width each column takes, and the white above it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    style: TextStyle = SMALL
    head_style: TextStyle = TABLE_HEAD
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Barred:
    """Blocks that belong together, with a bar of the accent colour at their left."""

    blocks: tuple[Paragraph, ...]
    gap: float = 11.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of `height` points, and the words that stand for it where it cannot be seen."""

    picture: Picture
    height: float
    alternative: str
    gap: float = 0.0
    keep: bool = False
    role: ClassVar[Role] = Role.FIGURE


@dataclass(frozen=True, slots=True)
class Beside:
    """A small figure with paragraphs to its right, kept together; both begin at the same height."""

    figure: Figure
    width: float
    blocks: tuple[Paragraph, ...]
    gap: float = 0.0


Block = Paragraph | Item | Table | Barred | Figure | Beside


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; where a column ends within it, the heading is set again with “continued”.

    `ruled` sets a rule under the heading. Its heading never stands at the foot of a column alone.
    """

    heading: str
    blocks: tuple[Block, ...]
    ruled: bool = False
    gap: float = 17.0
    style: TextStyle = HEADING
    role: ClassVar[Role] = Role.HEADING_2
