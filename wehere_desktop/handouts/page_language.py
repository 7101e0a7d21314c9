"""What a pen does in the language of a PDF's page (ISO 32000-1), said outright: reportlab's own calls are slower."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from wehere_desktop.handouts.lettering import Run

Points = Sequence[tuple[float, float]]
Mode = Literal[0, 1, 2]
FILLED: Final = 0
STROKED: Final = 1
FILLED_AND_STROKED: Final = 2

LEAST_AWAY = 0.05
"""Thousandths of the size below which a gap between two letters cannot be seen."""

_PRINTABLE = range(32, 127)
# A string of the page stands in brackets: these, and what is no plain letter, are written by their octal number.
_ESCAPED = {code: f"\\{code:03o}" for code in range(256) if code not in _PRINTABLE or chr(code) in "()\\"}


def colour_set(colour: Color, *, stroke: bool = False) -> str:
    """Return the words that set the colour of what is filled, or of what is stroked."""
    return _colour_set(colour.red, colour.green, colour.blue, stroke=stroke)


@lru_cache(maxsize=256)
def _colour_set(red: float, green: float, blue: float, *, stroke: bool) -> str:
    parts = (f"{part:.6f}".strip("0").rstrip(".") or "0" for part in (red, green, blue))
    return f"{' '.join(parts)} {'RG' if stroke else 'rg'}"


def path_of(points: Points) -> str:
    """Return an open path through points."""
    (x, y), *rest = points
    return f"{x:.2f} {y:.2f} m " + " ".join([f"{x:.2f} {y:.2f} l" for x, y in rest])


def point_of(point: tuple[float, float]) -> str:
    """Return a path of no length at a point, which round ends make a disc."""
    there = f"{point[0]:.2f} {point[1]:.2f}"
    return f"{there} m {there} l"


def shown(
    canvas: Canvas, run: Run, at: tuple[float, float], size: float, *, mode: Mode = FILLED, spacing: float = 0.0
) -> str:
    """Return the words that write a run from its left end, in a mode, `spacing` points of white after each letter."""
    font = cast("TTFont", pdfmetrics.getFont(run.face))
    # By its document a font tells apart the subsets of each file
    document = vars(canvas)["_doc"]
    shapes: Sequence[ShapeData] = vars(run.text)["__shapeData__"] if isinstance(run.text, ShapedStr) else ()
    if any(each.y_offset for each in shapes):
        return _raised(canvas, run, at, size, mode=mode, spacing=spacing)
    before = (f"{mode} Tr " if mode else "") + (f"{spacing:.3f} Tc " if spacing else "")
    after = (" 0 Tc" if spacing else "") + (" 0 Tr" if mode else "")
    letters = []
    done = 0
    for subset, codes in font.splitString(run.text, document):
        here = shapes[done : done + len(codes)]
        done += len(codes)
        put = f"[{_apart(codes, here)}] TJ" if here else f"({_escaped(codes)}) Tj"
        letters.append(f"{font.getSubsetInternalName(subset, document)} {size:.2f} Tf {put}")
    return f"BT 1 0 0 1 {at[0]:.3f} {at[1]:.3f} Tm {before}{' '.join(letters)}{after} ET"


def _apart(codes: bytes, shapes: Sequence[ShapeData]) -> str:
    """Return letters with what is taken away between them, in thousandths of their size."""
    said: list[str] = []
    letters = bytearray()
    away = 0.0
    for code, shape in zip(codes, shapes, strict=True):
        away -= shape.x_offset
        if abs(away) >= LEAST_AWAY:
            said += [f"({_escaped(bytes(letters))})"] * bool(letters)
            said.append(f"{away:.1f}")
            letters.clear()
        letters.append(code)
        away = shape.width - shape.x_advance + shape.x_offset
    return " ".join([*said, f"({_escaped(bytes(letters))})"])


def _escaped(codes: bytes) -> str:
    return codes.decode("latin-1").translate(_ESCAPED)


def _raised(canvas: Canvas, run: Run, at: tuple[float, float], size: float, *, mode: Mode, spacing: float) -> str:
    """Return what `shown` does for letters with marks over or under them, which reportlab knows how to write."""
    canvas.setFont(run.face, size)
    text = canvas.beginText(*at)
    if mode:
        text.setTextRenderMode(mode)
    if spacing:
        text.setCharSpace(spacing)
    # Unlike `textOut`, it does not measure the text once more
    text.textLine(run.text)
    if spacing:
        text.setCharSpace(0)
    if mode:
        text.setTextRenderMode(FILLED)
    return str(text.getCode())


def spoken_as(letters: str, text: str) -> str:
    """Return words of the page with the text a reader of the file is told in their place."""
    return f"/Span <</ActualText <{_utf16(text)}>>> BDC\n{letters}\nEMC"


def _utf16(text: str) -> str:
    return (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex()
