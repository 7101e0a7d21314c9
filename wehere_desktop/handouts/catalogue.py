"""Which papers can be printed: each module of this folder with a `HANDOUT` is one, found by looking."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

import wehere_desktop.handouts as folder
from wehere_desktop.handouts.facts import MeetingHandout
from wehere_desktop.handouts.pen import Spoken
from wehere_desktop.records import BeatBook


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished paper: the PDF's bytes, its number of sides, and each character that no font had.

    `spoken` is everything on it in reading order, each piece with its role.
    """

    pdf: bytes
    pages: int
    missing: tuple[str, ...]
    spoken: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True)
class Handout:
    """A kind of paper: its name on the command line, what it is for, and its two halves.

    `gather` makes the fact sheet of one record (book, id, today) and `draw` prints a fact sheet.
    """

    name: str
    about: str
    gather: Callable[[BeatBook, str, date], MeetingHandout]
    draw: Callable[[MeetingHandout], Printed]


@cache
def find_handouts() -> dict[str, Handout]:
    """Return every kind of paper by its name."""
    found = {}
    for module in pkgutil.iter_modules(folder.__path__):
        declared = getattr(importlib.import_module(f"{folder.__name__}.{module.name}"), "HANDOUT", None)
        if isinstance(declared, Handout):
            found[declared.name] = declared
    return found
