"""The pen: puts lines of letters and plain shapes on the sheets of a PDF, each piece under the role it plays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from wehere_desktop.handouts.house_style import INK, TextStyle
from wehere_desktop.handouts.lettering import BOX, Line, Run
from wehere_desktop.handouts.page_language import (
    FILLED,
    FILLED_AND_STROKED,
    STROKED,
    colour_set,
    path_of,
    point_of,
    shown,
    spoken_as,
)

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

    from wehere_desktop.handouts.page_language import Mode, Points

THICKENED = 0.035
"""How wide, as a share of the size, borrowed letters are stroked where the text around them is bold."""


class Role(StrEnum):
    """The part a piece of paper plays, in the words of ISO 32000-1, 14.8.4 (standard structure types).

    `ARTIFACT` marks what is no part of what the paper says: footer, rules, lines to write on.
    """

    HEADING_1 = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    PARAGRAPH = "P"
    LIST_ITEM = "LI"
    TABLE_HEADER = "TH"
    TABLE_CELL = "TD"
    FIGURE = "Figure"
    ARTIFACT = "Artifact"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of the paper in reading order: its side (from 1), its role, and its text or the words for a picture."""

    side: int
    role: Role
    text: str


class Pen:
    """Draws on one PDF, side after side; measures are points from the bottom left corner of the sheet.

    Remembers each character that no font had (`missing`) and everything it wrote with its role (`spoken`).
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._fill = INK
        self._is_inked = False
        self._role = Role.ARTIFACT
        self._missing: dict[str, None] = {}
        self._spoken: list[Spoken] = []
        self._side = 1

    @property
    def missing(self) -> tuple[str, ...]:
        """Each character drawn as a box, in the order first met."""
        return tuple(self._missing)

    @property
    def spoken(self) -> tuple[Spoken, ...]:
        """What was written so far, in reading order."""
        return tuple(self._spoken)

    def turn(self) -> None:
        """Finish this side and go on to the next."""
        self._canvas.showPage()
        self._forget()
        self._side += 1

    @contextmanager
    def role(self, role: Role, alternative: str = "") -> Iterator[None]:
        """Draw under a role; a picture gives the words that stand for it, and what is written in it says no more."""
        before, self._role = self._role, role
        if alternative:
            self._spoken.append(Spoken(self._side, role, alternative))
        yield
        self._role = before

    @contextmanager
    def window(self, left: float, bottom: float, width: float, height: float) -> Iterator[None]:
        """Draw with the origin at a corner of a rectangle, and nothing outside it."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(left, bottom)
        path = canvas.beginPath()
        path.rect(0, 0, width, height)
        canvas.clipPath(path, stroke=0, fill=0)
        self._forget()
        yield
        canvas.restoreState()
        self._forget()

    def line(
        self,
        line: Line,
        x: float,
        baseline: float,
        style: TextStyle,
        *,
        colour: Color | None = None,
        spacing: float = 0.0,
    ) -> None:
        """Write a line of letters from its left end, with so many points of white added after each letter."""
        self._ink(colour or style.colour)
        for run in line.runs:
            width = run.units * style.size / 1000
            if run.face == BOX:
                self._box(run, x, baseline, style)
            else:
                self._write(run, x, baseline, style.size, spacing)
            x += width + spacing * len(run.text)
        if self._role not in {Role.FIGURE, Role.ARTIFACT}:
            self._spoken.append(Spoken(self._side, self._role, line.spoken))

    def halo(
        self, line: Line, x: float, baseline: float, size: float, *, colour: Color, width: float, spacing: float = 0.0
    ) -> None:
        """Stroke the outline of the letters, so that words drawn over a picture can be read."""
        canvas = self._canvas
        canvas.addLiteral(f"q {colour_set(colour, stroke=True)} {width:.2f} w 1 j")
        for run in line.runs:
            if run.face != BOX:
                canvas.addLiteral(shown(canvas, run, (x, baseline), size, mode=STROKED, spacing=spacing))
            x += run.units * size / 1000 + spacing * len(run.text)
        canvas.addLiteral("Q")

    @contextmanager
    def turned(self, x: float, y: float, angle: float) -> Iterator[None]:
        """Draw with the origin at (x, y) and everything turned anticlockwise by so many degrees."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(angle)
        yield
        self._canvas.restoreState()
        self._forget()

    def block(self, left: float, bottom: float, width: float, height: float, colour: Color) -> None:
        """Fill a rectangle."""
        self._ink(colour)
        self._canvas.addLiteral(f"{left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def frame(
        self, left: float, bottom: float, width: float, height: float, colour: Color, *, radius: float = 0
    ) -> None:
        """Draw the edge of a rectangle, with round corners of a radius."""
        self._canvas.setStrokeColor(colour)
        self._canvas.setLineWidth(0.7)
        self._canvas.roundRect(left, bottom, width, height, radius, stroke=1, fill=0)

    def rule(self, left: float, right: float, y: float, colour: Color, width: float = 0.7) -> None:
        """Draw a level rule."""
        lined = f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"
        self._canvas.addLiteral(f"{colour_set(colour, stroke=True)} {width:.2f} w {lined}")

    def fill(self, rings: Iterable[Points], colour: Color) -> None:
        """Fill rings by the even-odd rule."""
        self._ink(colour)
        self._canvas.addLiteral("\n".join(f"{path_of(ring)} h" for ring in rings) + " f*")

    def stroke(
        self, paths: Iterable[Points], colour: Color, width: float, *, dash: Sequence[float] = (), butt: bool = False
    ) -> None:
        """Draw open paths with round joins, and round ends unless `butt`."""
        self._stroke([path_of(path) for path in paths], colour, width, dash=dash, butt=butt)

    def _stroke(
        self, drawn: Sequence[str], colour: Color, width: float, *, dash: Sequence[float] = (), butt: bool = False
    ) -> None:
        dashes = " ".join(f"{each:.2f}" for each in dash)
        look = f"{colour_set(colour, stroke=True)} {width:.2f} w 1 j {0 if butt else 1} J [{dashes}] 0 d"
        paths = "\n".join(drawn)
        self._canvas.addLiteral(f"{look}\n{paths} S\n0 J{' [] 0 d' if dash else ''}")

    def discs(
        self, centres: Iterable[tuple[float, float]], radius: float, colour: Color, edge: Color | None, width: float
    ) -> None:
        """Draw equal discs, with an edge if a colour is given."""
        canvas = self._canvas
        if edge is None:
            # A point stroked with round ends is a disc, in a tenth of the bytes.
            self._stroke([point_of(centre) for centre in centres], colour, 2 * radius)
            return
        self._ink(colour)
        canvas.setStrokeColor(edge)
        canvas.setLineWidth(width)
        for x, y in centres:
            canvas.circle(x, y, radius, stroke=1, fill=1)

    def picture(self, jpeg: bytes, width: float, height: float, within: Iterable[Points]) -> None:
        """Lay a JPEG picture from the origin over so many points; where there are rings, within any of them alone."""
        canvas = self._canvas
        cut = " ".join(f"{path_of(ring)} h" for ring in within)
        canvas.addLiteral(f"q {cut} W n" if cut else "q")
        canvas.drawImage(ImageReader(BytesIO(jpeg)), 0, 0, width, height)
        canvas.addLiteral("Q")

    def link(self, address: str, left: float, bottom: float, right: float, top: float) -> None:
        """Let a rectangle open an address of the web."""
        self._canvas.linkURL(address, (left, bottom, right, top), relative=1)

    def _forget(self) -> None:
        """Take nothing for granted: the canvas has gone back to what it was before, or to a fresh side."""
        self._is_inked = False

    def _ink(self, colour: Color) -> None:
        if colour is not self._fill or not self._is_inked:
            self._canvas.addLiteral(colour_set(colour))
            self._fill, self._is_inked = colour, True

    def _write(self, run: Run, x: float, baseline: float, size: float, spacing: float) -> None:
        canvas = self._canvas
        if run.thick:
            canvas.addLiteral(f"{colour_set(self._fill, stroke=True)} {size * THICKENED:.3f} w")
        mode: Mode = FILLED_AND_STROKED if run.thick else FILLED
        letters = shown(canvas, run, (x, baseline), size, mode=mode, spacing=spacing)
        # Shaped letters have codes of their own, so the text they were is said beside them.
        canvas.addLiteral(spoken_as(letters, run.spoken) if run.spoken else letters)

    def _box(self, run: Run, x: float, baseline: float, style: TextStyle) -> None:
        self._missing.setdefault(run.spoken)
        width = run.units * style.size / 1000
        canvas = self._canvas
        canvas.setStrokeColor(self._fill)
        canvas.setLineWidth(style.size * 0.06)
        canvas.rect(x + width * 0.1, baseline, width * 0.8, style.size * 0.68, stroke=1, fill=0)
