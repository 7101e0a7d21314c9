"""The records of a book: the only code that knows how they are kept."""

from __future__ import annotations

from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.records.opening import create_book, open_book
from wehere_desktop.records.world import World, real_world

__all__ = ["BeatBook", "World", "create_book", "open_book", "real_world"]
