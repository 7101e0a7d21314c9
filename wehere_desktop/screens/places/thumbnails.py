"""Small pictures of attachments, read from their bytes with limits, for a lane."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

PICTURES = {"image/jpeg": b"jpeg", "image/png": b"png", "image/webp": b"webp"}
MOST_PIXELS = 80_000_000
"""Pixels of a picture that is still opened: more than any camera of ours takes; a file may claim any number."""
MOST_MEGABYTES = 384
"""Memory one picture may take while it is read: `MOST_PIXELS` at four bytes each, and some."""


def small_picture(content: bytes, media_type: str, side: int) -> QImage | None:
    """Return a picture at most `side` pixels wide and high, upright; None where it cannot be read or claims too much.

    Only the reader that fits the media type (JPEG, PNG, WebP) is ever asked, whatever the bytes would like to be.
    """
    wanted = PICTURES.get(media_type)
    if wanted is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    if not buffer.open(QIODevice.OpenModeFlag.ReadOnly):
        return None
    reader = QImageReader(buffer, QByteArray(wanted))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    reader.setAllocationLimit(MOST_MEGABYTES)
    whole = reader.size()
    if not whole.isValid() or whole.width() * whole.height() > MOST_PIXELS:
        return None
    if max(whole.width(), whole.height()) > side:
        fitted = whole.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image
