"""How our paper looks: the sheet and its columns, colours, sizes of type, and the faces that letters come from."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz
from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from wehere_desktop.refusal import Fault

# PDF has been a binary format for long: writing it as text makes every paper a quarter larger and slower to make.
rl_config.useA85 = 0

# The sheet, in points from the bottom left corner. A margin of 38 points (13 mm) is one every office printer keeps.
PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 38.0
GUTTER = 24.0
ASIDE_WIDTH = 178.0
FULL_WIDTH = PAGE_WIDTH - 2 * MARGIN
MAIN_WIDTH = FULL_WIDTH - GUTTER - ASIDE_WIDTH
ASIDE_LEFT = MARGIN + MAIN_WIDTH + GUTTER
FOOT = 62.0
"""Where the columns end, above the footer."""

INK = HexColor("#1b2430")
QUIET = HexColor("#5a6675")
LINES = HexColor("#c9d0d9")
GROUND = HexColor("#f1f4f8")
RAIL = HexColor("#10233f")
ACCENT = HexColor("#2a5fa8")
DUE = HexColor("#8a5200")
LATE = HexColor("#a3231c")
WHITE = HexColor("#ffffff")
ON_RAIL = HexColor("#dde6f2")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a piece of text is set: size and line height in points, colour, weight; `display` sizes are kerned."""

    size: float
    leading: float
    colour: Color = INK
    bold: bool = False
    display: bool = False


# Body text is 11 points and nothing one has to read is under 10.5; only the footer is smaller. No italics, no
# capitals for emphasis, nothing justified (UKAAF, Minimum standards for clear and large print, 2012).
TITLE = TextStyle(31, 33, RAIL, bold=True, display=True)
TITLE_OF = TextStyle(16, 21, RAIL, bold=True, display=True)
SUBTITLE = TextStyle(12.5, 16, QUIET)
SLOGAN = TextStyle(11.5, 15, RAIL, bold=True)
FORCE = TextStyle(10.5, 14, QUIET)
WHEN = TextStyle(16, 19.5, WHITE, bold=True, display=True)
VENUE = TextStyle(12.5, 16, WHITE, bold=True)
ADDRESS = TextStyle(11, 14.5, WHITE)
ACCESS = TextStyle(10.5, 14, ON_RAIL)
HEADING = TextStyle(14.5, 18, RAIL, bold=True, display=True)
SUBHEADING = TextStyle(12, 15.5, INK, bold=True)
BODY = TextStyle(11, 14.6)
STRONG = TextStyle(11, 14.6, INK, bold=True)
SMALL = TextStyle(10.5, 13.8)
QUIET_SMALL = TextStyle(10.5, 13.8, QUIET)
PHONE = TextStyle(12, 15.6)
OWED = TextStyle(11, 14.6, DUE, bold=True)
TABLE_HEAD = TextStyle(10.5, 14, INK, bold=True)
RUNNING = TextStyle(11, 14, RAIL, bold=True)
RUNNING_QUIET = TextStyle(10.5, 14, QUIET)
NUMBER = TextStyle(14.5, 18, RAIL, bold=True, display=True)
FOOTER = TextStyle(9.8, 13)
FOOTER_STRONG = TextStyle(9.8, 13, INK, bold=True)
FOOTER_QUIET = TextStyle(9.8, 13, QUIET)
PRACTICE = TextStyle(10.5, 13, DUE, bold=True)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A face registered with reportlab: its name there, the characters it has with their widths, and its shaper.

    Widths are thousandths of the size of type.
    """

    name: str
    letters: frozenset[str]
    widths: dict[str, float]
    font: TTFont
    shaper: uharfbuzz.Font

    def width(self, text: str) -> float:
        """Return the width of a text of which the face has every character; reportlab's own measuring is slow."""
        return sum(map(self.widths.__getitem__, text))


@dataclass(frozen=True, slots=True)
class Faces:
    """The paper's two faces, and behind them the faces that other scripts are borrowed from, in order of asking."""

    regular: Face
    bold: Face
    borrowed: tuple[Face, ...]


@cache
def faces() -> Faces:
    """Return the faces, registered with reportlab; raises Fault where a font did not travel with the program."""
    return Faces(
        regular=_face("Paper", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf"),
        bold=_face("PaperBold", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf"),
        borrowed=(
            _face("PaperSans", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
            _face("PaperArabic", "fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
        ),
    )


def _face(name: str, package: str, file: str) -> Face:
    found = importlib.util.find_spec(package)
    path = Path(found.origin).parent / "files" / file if found and found.origin else None
    if path is None or not path.is_file():
        raise Fault(f"The font “{file}” is missing; install the program again.")
    font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes())))
    widths = {chr(code): font.face.charWidths.get(code, font.face.defaultWidth) for code in font.face.charToGlyph}
    return Face(name, frozenset(widths), widths, font, shaper)
