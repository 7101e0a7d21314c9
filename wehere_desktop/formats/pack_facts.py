"""What a map pack says of itself, and the sentences with which one that cannot be used is refused."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

VECTOR = "mvt"
EDGE = 85.0511287798
"""The latitude at which web maps end."""

DEEPEST = 24
LARGEST_TILE = 8_000_000
"""Bytes of one tile, unpacked; a dense tile of a town has a twentieth of it."""

_LONGEST_NAME, _LONGEST_CREDIT = 80, 240
_GZIP = b"\x1f\x8b"
_POINTED = str.maketrans("<>", "()")
USUAL_PIXELS, SHARP_PIXELS = 256, 512

Bounds = tuple[float, float, float, float]
WHOLE_WORLD: Bounds = (-180.0, -EDGE, 180.0, EDGE)


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What is known of a pack once it was opened.

    `kind` is that of its tiles: “png”, “jpg”, “webp” or “mvt”. `bounds` are west, south, east and north in degrees.
    `pixels` is the side of one tile: 256, or 512 where its tiles hold as much as four. `name` and `credit` are plain
    text that somebody else wrote.
    """

    name: str
    kind: str
    min_zoom: int
    max_zoom: int
    bounds: Bounds
    credit: str
    pixels: int = USUAL_PIXELS


class Pack(Protocol):
    """An open pack; its tiles may be asked for from any thread."""

    @property
    def facts(self) -> PackFacts:
        """What the pack says of itself."""

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile, rows counted from the north, unpacked; None where there is none or it cannot be read."""

    def close(self) -> None:
        """Let go of the file."""


def unpacked(held: bytes, *, most: int = LARGEST_TILE) -> bytes | None:
    """Return what is packed with gzip, anything else as it is; None if it is broken or swells beyond `most` bytes."""
    if not held.startswith(_GZIP):
        return held if len(held) <= most else None
    opener = zlib.decompressobj(wbits=31)
    try:
        made = opener.decompress(held, most + 1)
    except zlib.error:
        return None
    return made if opener.eof and len(made) <= most else None


def said(text: object, *, longest: int = _LONGEST_CREDIT) -> str:
    """Return what a pack says of itself as one line of plain text, cut where it is long.

    It holds no markup and nothing that could be taken for markup wherever it is shown.
    """
    from wehere_desktop.formats.html_text import plain_of

    plain = " ".join(plain_of(str(text)[: longest * 20]).translate(_POINTED).split()) if text else ""
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def named(text: object, path: Path) -> str:
    """Return the name a pack gives itself, else that of its file."""
    return said(text, longest=_LONGEST_NAME) or said(path.stem, longest=_LONGEST_NAME) or "Map pack"


def bounds_said(text: object) -> Bounds | None:
    """Return “west,south,east,north” as numbers within a web map, None where it is left out or makes no sense.

    Those of a pack in another projection are no degrees: see `on_another_grid`.
    """
    numbers = _numbers(text)
    if numbers is None:
        return None
    west, south, east, north = numbers
    west, east = max(west, -180.0), min(east, 180.0)
    south, north = max(south, -EDGE), min(north, EDGE)
    return (west, south, east, north) if west < east and south < north else None


def on_another_grid(text: object) -> bool:
    """Say whether the bounds are metres of some grid rather than degrees."""
    numbers = _numbers(text)
    return numbers is not None and max(map(abs, numbers)) > 360  # noqa: PLR2004 - once around


def _numbers(text: object) -> tuple[float, float, float, float] | None:
    parts = str(text or "").replace("[", "").replace("]", "").split(",")
    try:
        west, south, east, north = map(float, parts)
    except ValueError:
        return None
    numbers = (west, south, east, north)
    return numbers if all(map(math.isfinite, numbers)) else None


def is_web_mercator(word: object) -> bool:
    """Say whether a pack's word for its projection means that of web maps; left out, it does."""
    plain = str(word or "").strip().lower()
    marks = ("3857", "900913", "102100", "102113", "3785", "mercator", "merc")
    return not plain or any(mark in plain for mark in marks)


def other_projection(path: Path) -> Refusal:
    """Return the refusal of a pack whose tiles do not lie as those of web maps do."""
    return Refusal(
        f"“{path.name}” is drawn in another projection than web maps have.",
        remedy="Ask for it in Web Mercator (EPSG:3857).",
        kind="pack-projection",
    )


def no_tiles(path: Path) -> Refusal:
    """Return the refusal of a pack that is whole and holds nothing to show."""
    return Refusal(f"“{path.name}” holds no map tiles.", remedy="Choose a pack with tiles in it.", kind="pack-no-tiles")


def cut_off(path: Path) -> Refusal:
    """Return the refusal of a pack that ends before its end."""
    return Refusal(
        f"“{path.name}” is cut off: its end is missing.",
        remedy="Fetch it again and check its size.",
        kind="pack-cut-off",
    )


def damaged(path: Path) -> Refusal:
    """Return the refusal of a pack that contradicts itself."""
    return Refusal(f"“{path.name}” is damaged.", remedy="Fetch it again.", kind="pack-damaged")


def unknown_tiles(path: Path, what: str) -> Refusal:
    """Return the refusal of a pack whose tiles are of a kind that is not drawn here, named in words."""
    return Refusal(
        f"The tiles of “{path.name}” are {what}, which WeHere cannot draw.",
        remedy="Ask for it as PNG, JPEG, WebP or vector tiles (MVT).",
        kind="pack-tile-kind",
    )


def new_vector_tiles(path: Path) -> Refusal:
    """Return the refusal of MapLibre's newer kind of vector tile, which many servers now make."""
    return Refusal(
        f"The tiles of “{path.name}” are MapLibre tiles (MLT), which WeHere cannot draw yet.",
        remedy="Ask for it as Mapbox vector tiles (MVT).",
        kind="pack-mlt",
    )


def mixed_tiles(path: Path, said_kind: str, found: str) -> Refusal:
    """Return the refusal of a pack that says its tiles are of one kind while they are of another."""
    return Refusal(
        f"“{path.name}” says its tiles are {said_kind}, but they are {found}.",
        remedy="Ask whoever made it to make it again.",
        kind="pack-mixed",
    )
