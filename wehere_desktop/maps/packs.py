"""The ground from map packs: for each square of the map the most detailed tile there is, drawn or as its picture."""

from __future__ import annotations

import json
from collections import OrderedDict
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from wehere_desktop.cartography.mercator import PIXELS_PER_POINT
from wehere_desktop.cartography.pack_squares import MOST_ZOOM, WHOLE, candidates, covered_part, is_picture, opened
from wehere_desktop.cartography.pack_style import is_wanted
from wehere_desktop.cartography.vector_drawing import Square, draw_square
from wehere_desktop.formats.pack_facts import VECTOR
from wehere_desktop.formats.vector_tile import read_vector_tile
from wehere_desktop.maps.ground_sheet import STEPS, page_shape
from wehere_desktop.records.map_packs import packs_of, stamp_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from wehere_desktop.cartography.drawing import Drawing
    from wehere_desktop.cartography.pack_squares import UsedPack
    from wehere_desktop.cartography.shapes import Bounds
    from wehere_desktop.cartography.vector_drawing import Name
    from wehere_desktop.formats.vector_tile import TileLayer

PATHS = frozenset({"/packs", "/tile", "/picture"})
MEDIA = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
KEPT_TILES = 6
KEPT_BYTES = 12_000_000
NOTHING = b"null"


class PackGround:
    """Answers the map page's questions about map packs; may be asked from any thread."""

    def __init__(self, folder: Path) -> None:
        """Read the packs of the laptop whose own folder this is, when first asked and whenever its list has changed."""
        self._folder = folder
        self._stamp: tuple[Any, ...] | None = None
        self._used: tuple[UsedPack, ...] = ()
        self._version = 0
        self._lock, self._drawing = Lock(), Lock()
        self._kept: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
        self._decoded = lru_cache(maxsize=KEPT_TILES)(self._decode)

    def answer(self, path: str, asked: Mapping[str, str]) -> bytes | tuple[str, bytes] | None:
        """Return JSON, or a picture with its media type, for one of `PATHS`; None for what makes no sense."""
        try:
            if path == "/packs":
                return self.packs()
            version, zoom, column, row = (int(asked[name]) for name in ("v", "z", "x", "y"))
            if not (0 <= zoom <= MOST_ZOOM and 0 <= column < 1 << zoom and 0 <= row < 1 << zoom):
                return None
            if path == "/picture":
                return self.picture(version, int(asked["pack"]), zoom, column, row)
            scale = float(asked.get("scale", "1"))
            if not (path == "/tile" and 0.5 <= scale <= 4):  # noqa: PLR2004 - what the look offers, and to spare
                return None
            return self.square(version, zoom, column, row, dark=asked.get("dark") == "1", scale=scale)
        except (KeyError, ValueError, OverflowError):
            return None

    def packs(self) -> bytes:
        """Return the packs in use as JSON: a number that is another after each change, and each pack's credit."""
        listed = packs_of(self._folder)
        troubles = tuple(each.trouble() for each in listed)
        stamp = (stamp_of(self._folder), troubles)
        with self._lock:
            if stamp != self._stamp:
                self._close()
                self._used = tuple(opened(each.path for each, bad in zip(listed, troubles, strict=True) if not bad))
                self._stamp = stamp
                self._version += 1
            held = [{"name": each.facts.name, "credit": each.facts.credit or each.facts.name} for each in self._used]
            version = self._version
        return _json({"version": version, "packs": held})

    def square(
        self, version: int, zoom: int, column: int, row: int, *, dark: bool = False, scale: float = 1.0
    ) -> bytes:
        """Return a square of the page as JSON: shapes and names, or a part of which picture; null for the sketch."""
        key = (version, zoom, column, row, dark, scale)
        with self._lock:
            if version != self._version:
                return NOTHING
            used = self._used
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._square(used, zoom, column, row, dark=dark, scale=scale)
        with self._lock:
            if version == self._version:
                self._keep(key, made)
        return made

    def picture(self, version: int, number: int, zoom: int, column: int, row: int) -> tuple[str, bytes] | None:
        """Return a picture of a raster pack with its media type, None where there is none."""
        with self._lock:
            if version != self._version or not 0 <= number < len(self._used):
                return None
            used = self._used[number]
        held = used.pack.tile(zoom, column, row)
        return (MEDIA[used.facts.kind], held) if held is not None and is_picture(held, used.facts.kind) else None

    def close(self) -> None:
        """Let go of every file."""
        with self._lock:
            self._close()
            self._stamp = None

    def _close(self) -> None:
        for each in self._used:
            each.pack.close()
        self._used = ()
        self._kept.clear()
        self._decoded.cache_clear()

    def _keep(self, key: tuple[Any, ...], made: bytes) -> None:
        self._kept[key] = made
        held = sum(map(len, self._kept.values()))
        while held > KEPT_BYTES:
            _, gone = self._kept.popitem(last=False)
            held -= len(gone)

    def _square(self, used: Sequence[UsedPack], zoom: int, column: int, row: int, *, dark: bool, scale: float) -> bytes:
        for number, depth in candidates(used, zoom, column, row):
            each, beyond = used[number], zoom - depth
            at = (depth, column >> beyond, row >> beyond)
            part = Square(1 << beyond, column & ((1 << beyond) - 1), row & ((1 << beyond) - 1))
            if each.facts.kind != VECTOR:
                held = each.pack.tile(*at)
                if held is not None and is_picture(held, each.facts.kind):
                    return _json({"pack": number, "picture": at, "part": (part.across, part.x, part.y)})
                continue
            # One at a time: four squares often lie in one tile, and reading it is what takes long
            with self._drawing:
                layers = self._decoded(each, at)
            if layers is not None:
                covered = covered_part(each.facts, zoom, column, row)
                drawing, names = draw_square(layers, part, zoom=zoom, covered=covered, dark=dark, scale=scale)
                return _drawn(number, drawing, names, scale, covered)
        return NOTHING

    @staticmethod
    def _decode(used: UsedPack, at: tuple[int, int, int]) -> tuple[TileLayer, ...] | None:
        held = used.pack.tile(*at)
        return read_vector_tile(held, is_wanted) if held is not None else None


def _drawn(number: int, drawing: Drawing, names: Sequence[Name], scale: float, covered: Bounds) -> bytes:
    return _json(
        {
            "pack": number,
            # How much of the square it is, from the south-west; the sketch is seen beside it
            **({"covered": [round(edge, 4) for edge in covered]} if covered != WHOLE else {}),
            "pixels": PIXELS_PER_POINT * scale / STEPS,
            "shapes": [page_shape(each, drawing.height) for each in drawing.primitives],
            "names": [
                (each.text, each.kind, round(each.x), round(each.y), round(each.angle), round(each.room))
                for each in names
            ],
        }
    )


def _json(held: Any) -> bytes:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")
