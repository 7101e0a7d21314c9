"""What the picture of a map tile is, PNG, JPEG or WebP, and how large, told from its first bytes without drawing it."""

from __future__ import annotations

import struct

PNG, JPEG, WEBP = "png", "jpg", "webp"
LARGEST_SIDE = 4_096
"""Pixels; a picture that says it is larger is none of a map and could fill the memory when it is drawn."""

_PNG_HEAD, _JPEG_HEAD = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# The marks of a JPEG that tell its size: every kind of frame, not the tables between them (C4, C8, CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))


def picture_kind(held: bytes) -> str:
    """Return “png”, “jpg” or “webp” by the first bytes, empty for anything else."""
    if held.startswith(_PNG_HEAD):
        return PNG
    if held.startswith(_JPEG_HEAD):
        return JPEG
    return WEBP if held[:4] == b"RIFF" and held[8:12] == b"WEBP" else ""


def picture_size(held: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels as the picture itself says, None where it does not say or says nonsense."""
    try:
        size = _READERS[picture_kind(held)](held)
    except (KeyError, IndexError, struct.error):
        return None
    return size if size is not None and min(size) > 0 and max(size) <= LARGEST_SIDE else None


def _png(held: bytes) -> tuple[int, int] | None:
    if held[12:16] != b"IHDR":
        return None
    across, up = struct.unpack_from(">II", held, 16)
    return across, up


def _jpeg(held: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 4 <= len(held) and held[at] == 0xFF:  # noqa: PLR2004 - what every mark begins with
        mark = held[at + 1]
        if mark in _FRAMES:
            up, across = struct.unpack_from(">HH", held, at + 5)
            return across, up
        at += 1 if mark == 0xFF else 2 if mark in _ALONE else 2 + struct.unpack_from(">H", held, at + 2)[0]  # noqa: PLR2004 - a filler
    return None


def _webp(held: bytes) -> tuple[int, int] | None:
    chunk = held[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(held[24:27], "little"), 1 + int.from_bytes(held[27:30], "little")
    if chunk == b"VP8L":
        (packed,) = struct.unpack_from("<I", held, 21)
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        across, up = struct.unpack_from("<HH", held, 26)
        return across & 0x3FFF, up & 0x3FFF
    return None


_READERS = {PNG: _png, JPEG: _jpeg, WEBP: _webp}
