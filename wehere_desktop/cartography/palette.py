"""How each style of the map looks: colours, widths and dashes, legible in colour and in grey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

# Widths are given for this scale and narrow gently as the map shows more ground.
USUAL_METRES_PER_POINT = 25.0
NARROWING = 0.45


@dataclass(frozen=True, slots=True)
class Look:
    """How one style is drawn: `fill` of an area or line, its casing and its width in points at the usual scale.

    `plate` is the ground of a road's number, its `fill` if empty.
    """

    fill: str
    casing: str = ""
    width: float = 0.0
    casing_width: float = 0.0
    dash: tuple[float, ...] = ()
    plate: str = ""

    def width_at(self, metres_per_point: float) -> float:
        """Return the width in points at a scale."""
        narrower: float = (USUAL_METRES_PER_POINT / metres_per_point) ** NARROWING
        return self.width * narrower


@dataclass(frozen=True, slots=True)
class Palette:
    """A whole look of the map: the ground, the styles by name, and the inks of its words and marks."""

    ground: str
    beyond: str
    ink: str
    quiet: str
    water_ink: str
    halo: str
    mark: str
    mark_edge: str
    strip: str
    looks: Mapping[str, Look] = field(default_factory=dict)

    def look(self, style: str) -> Look:
        """Return the look of a style; an unknown style is drawn in quiet ink rather than left out."""
        return self.looks.get(style) or Look(self.quiet, width=1.0)


PRINT = Palette(
    ground="#f7f5ef",
    beyond="#ecebe4",
    ink="#1b2430",
    quiet="#4c5866",
    water_ink="#33607f",
    halo="#fbfaf6",
    mark="#10233f",
    mark_edge="#ffffff",
    strip="#ffffff",
    looks={
        "wood": Look("#dbe4cc"),
        "park": Look("#e6ecd9"),
        "built-up": Look("#e6dfd2"),
        "dots": Look("#cabfac"),
        "estuary": Look("#c3d7e4"),
        "lake": Look("#b7d0e0"),
        "wide": Look("#b0cbdd", width=2.6),
        "river": Look("#a9c7db", width=1.4),
        "ship": Look("#a3c2d7", width=2.0),
        "canal": Look("#7fa9c6", casing="#f7f5ef", width=1.0, casing_width=0.6, dash=(5.0, 1.2)),
        "rail": Look("#ffffff", casing="#8a8880", width=0.55, casing_width=0.4, dash=(3.4, 3.4)),
        "lane": Look("#ffffff", casing="#bdb29d", width=1.35, casing_width=0.45),
        "main": Look("#ffffff", casing="#a99c84", width=2.3, casing_width=0.55),
        "trunk": Look("#fdf3d3", casing="#93835f", width=3.0, casing_width=0.6),
        "motorway": Look("#5d83ab", casing="#34567c", width=3.5, casing_width=0.55, plate="#34567c"),
        "authority": Look("#8f8a9c", width=0.9, dash=(0.1, 2.6)),
        "beat": Look("#9a3040", casing="#ffffff", width=1.15, casing_width=0.8, dash=(4.2, 2.6)),
        "boundary": Look("#9a3040", casing="#ffffff", width=1.35, casing_width=0.9),
        "area": Look("#6b4a9c", casing="#ffffff", width=1.5, casing_width=0.8),
        "overlap": Look("#b3261e", casing="#ffffff", width=1.6, casing_width=0.8),
        "gap": Look("#a85c00", casing="#ffffff", width=1.6, casing_width=0.8),
        "count": Look("#ffffff", casing="#7d2b5e"),
        "way": Look("#10233f", casing="#ffffff", width=0.9, casing_width=0.9),
        "station": Look("#ffffff", casing="#55534d", width=1.5, casing_width=0.8),
    },
)

# For dark screens: the same ground after dark, with roads lighter than what lies between them.
NIGHT = Palette(
    ground="#1f2731",
    beyond="#1a212b",
    ink="#e7ebf1",
    quiet="#a5b0bf",
    water_ink="#8fb8d4",
    halo="#1a212b",
    mark="#8dbaf6",
    mark_edge="#10233f",
    strip="#1a212b",
    looks={
        "wood": Look("#222f2a"),
        "park": Look("#25332c"),
        "built-up": Look("#2b333e"),
        "dots": Look("#485362"),
        "estuary": Look("#1d3647"),
        "lake": Look("#20405a"),
        "wide": Look("#294f6d", width=2.6),
        "river": Look("#305975", width=1.4),
        "ship": Look("#305975", width=2.0),
        "canal": Look("#3d6684", casing="#1f2731", width=1.0, casing_width=0.6, dash=(5.0, 1.2)),
        "rail": Look("#1f2731", casing="#77828f", width=0.55, casing_width=0.4, dash=(3.4, 3.4)),
        "lane": Look("#4d5866", casing="#141a22", width=1.35, casing_width=0.45, plate="#353f4b"),
        "main": Look("#657282", casing="#141a22", width=2.3, casing_width=0.55, plate="#3f4a58"),
        "trunk": Look("#8a7c50", casing="#141a22", width=3.0, casing_width=0.6, plate="#5d5230"),
        "motorway": Look("#4f79ab", casing="#141a22", width=3.5, casing_width=0.55, plate="#2f62a3"),
        "authority": Look("#8f8a9c", width=0.9, dash=(0.1, 2.6)),
        "beat": Look("#f08a94", casing="#1a212b", width=1.15, casing_width=0.8, dash=(4.2, 2.6)),
        "boundary": Look("#f08a94", casing="#1a212b", width=1.35, casing_width=0.9),
        "area": Look("#b79be0", casing="#1a212b", width=1.5, casing_width=0.8),
        "overlap": Look("#ff8a80", casing="#1a212b", width=1.6, casing_width=0.8),
        "gap": Look("#ffb74d", casing="#1a212b", width=1.6, casing_width=0.8),
        "count": Look("#1a212b", casing="#e3a1cb"),
        "way": Look("#8dbaf6", casing="#10233f", width=0.9, casing_width=0.9),
        "station": Look("#1f2731", casing="#a5b0bf", width=1.5, casing_width=0.8),
    },
)


def in_grey(palette: Palette) -> Palette:
    """Return the palette as a black-and-white printer would show it (luma of ITU-R BT.601)."""
    looks = {
        name: replace(look, fill=_grey(look.fill), casing=_grey(look.casing), plate=_grey(look.plate))
        for name, look in palette.looks.items()
    }
    return Palette(
        ground=_grey(palette.ground),
        beyond=_grey(palette.beyond),
        ink=_grey(palette.ink),
        quiet=_grey(palette.quiet),
        water_ink=_grey(palette.water_ink),
        halo=_grey(palette.halo),
        mark=_grey(palette.mark),
        mark_edge=_grey(palette.mark_edge),
        strip=_grey(palette.strip),
        looks=looks,
    )


def luma(colour: str) -> float:
    """Return how light a "#rrggbb" colour prints, 0 black to 255 white (ITU-R BT.601)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _grey(colour: str) -> str:
    if not colour:
        return ""
    level = round(luma(colour))
    return f"#{level:02x}{level:02x}{level:02x}"


GREY = in_grey(PRINT)
