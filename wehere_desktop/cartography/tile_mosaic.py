"""Pictures of map tiles laid together and turned onto a page, paler and greyer, so that marks stand out on them."""

from __future__ import annotations

import math
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from wehere_desktop.cartography.mercator import TILE_PIXELS
from wehere_desktop.cartography.palette import PRINT
from wehere_desktop.formats.tile_image import picture_kind, picture_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from wehere_desktop.cartography.shapes import Point
    from wehere_desktop.cartography.vector_drawing import Square

KINDS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
MOST_PIXELS = 60_000_000
"""Pixels that are unpacked for one page: a page takes a tenth of it, and tiles that swell beyond it are left out."""

CELLS = 6
"""Pieces across and down a page that are each turned straight: within one, the bend is far below a pixel."""

PALER = 0.66
"""How much of its darkness a picture keeps: black becomes a grey on which our own ink still stands out."""

GREYER = 0.4
"""How much of its colour is taken away."""

QUALITY = 85


class Mosaic:
    """The squares of a page at one zoom, as one picture from its first column and row, each `TILE_PIXELS` wide."""

    def __init__(self, columns: int, rows: int) -> None:
        """Begin with bare ground."""
        from PIL import Image

        self._image = Image.new("RGB", (columns * TILE_PIXELS, rows * TILE_PIXELS), PRINT.ground)
        self._left = MOST_PIXELS
        self._read: tuple[bytes, Image.Image | None] = (b"", None)

    def put(self, column: int, row: int, held: bytes, part: Square) -> bool:
        """Lay the part of a tile's picture that a square is; False where it is no picture that can be read."""
        image = self._opened(held)
        if image is None:
            return False
        from PIL import Image

        across, down = image.width / part.across, image.height / part.across
        box = (part.x * across, part.y * down, (part.x + 1) * across, (part.y + 1) * down)
        enlarges = across < TILE_PIXELS
        way = Image.Resampling.BICUBIC if enlarges else Image.Resampling.LANCZOS
        piece = image.resize((TILE_PIXELS, TILE_PIXELS), way, box=box)
        self._image.paste(piece, (column * TILE_PIXELS, row * TILE_PIXELS))
        return True

    def turned(self, across: int, down: int, seen_at: Callable[[float, float], Point]) -> bytes:
        """Return a quiet JPEG picture of so many pixels.

        `seen_at` says for a share of its width and height, from the top left, where in squares of the mosaic it is.
        """
        from PIL import Image, ImageOps

        corners = {
            (column, row): seen_at(column / CELLS, row / CELLS)
            for column in range(CELLS + 1)
            for row in range(CELLS + 1)
        }
        lines = [round(across * each / CELLS) for each in range(CELLS + 1)]
        levels = [round(down * each / CELLS) for each in range(CELLS + 1)]
        mesh = [
            (
                (lines[column], levels[row], lines[column + 1], levels[row + 1]),
                tuple(
                    each * TILE_PIXELS
                    for at in ((column, row), (column, row + 1), (column + 1, row + 1), (column + 1, row))
                    for each in corners[at]
                ),
            )
            for column in range(CELLS)
            for row in range(CELLS)
        ]
        page = self._image.transform((across, down), Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)
        page = Image.blend(page, ImageOps.grayscale(page).convert("RGB"), GREYER)
        page = page.point([round(255 - (255 - level) * PALER) for level in range(256)] * 3)
        file = BytesIO()
        page.save(file, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
        return file.getvalue()

    def _opened(self, held: bytes) -> Image | None:
        """Return a tile's picture, the last one kept: several squares often lie in one tile."""
        if self._read[0] != held:
            self._read = (held, self._unpacked(held))
        return self._read[1]

    def _unpacked(self, held: bytes) -> Image | None:
        from PIL import Image

        kind, size = picture_kind(held), picture_size(held)
        if size is None or math.prod(size) > self._left:
            return None
        self._left -= math.prod(size)
        try:
            with Image.open(BytesIO(held), formats=(KINDS[kind],)) as opened:
                if opened.size != size:
                    return None
                image = opened.convert("RGBA")
        # What the library meets in a picture that is cut off or lies about itself
        except (OSError, ValueError, SyntaxError, LookupError, OverflowError, TypeError, struct.error, zlib.error):
            return None
        if image.getchannel("A").getbbox() is None:
            # Nothing is to be seen of it
            return None
        ground = Image.new("RGBA", size, PRINT.ground)
        ground.alpha_composite(image)
        return ground.convert("RGB")
