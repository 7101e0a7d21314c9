"""Which papers can be printed: each module of this folder with a `HANDOUT` is one, found by looking."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import wehere_desktop.handouts as folder
from wehere_desktop.handouts.pen import Spoken
from wehere_desktop.neighbourhood.telling import Audience
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

    `gather` makes the fact sheet of one record (book, id, today) and `draw` prints that fact sheet. `of` is the kind of
    record it is about. `blank` prints one to be filled in by hand (practice book or not), where there is such a thing.
    `public` says that it may be published; `release` then sets the record's own mark, inside an open change, where
    publishing the paper is what publishes the record. `chosen` gives the paper for an audience and a period of local
    days, where there is such a choice.
    """

    name: str
    about: str
    gather: Callable[[BeatBook, str, date], Any]
    draw: Callable[[Any], Printed]
    of: str = "meeting"
    blank: Callable[[bool], Printed] | None = None
    public: bool = False
    release: Callable[[BeatBook, str], object] | None = None
    chosen: Callable[[Audience, date | None, date], Handout] | None = None


@cache
def find_handouts() -> dict[str, Handout]:
    """Return every kind of paper by its name."""
    found = {}
    for module in pkgutil.iter_modules(folder.__path__):
        declared = getattr(importlib.import_module(f"{folder.__name__}.{module.name}"), "HANDOUT", None)
        if isinstance(declared, Handout):
            found[declared.name] = declared
    return found
