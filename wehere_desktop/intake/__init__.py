"""Bringing files into the book: one module for each kind of intake, found by looking in this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from wehere_desktop.intake.bring_in import apply, label_of, write_rejected
from wehere_desktop.intake.declaration import Intake, Options
from wehere_desktop.intake.proposal import Proposal
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.neighbourhood.whereabouts import GazetteerLike
    from wehere_desktop.records import BeatBook

__all__ = ["Intake", "Options", "Proposal", "apply", "find_intakes", "label_of", "propose", "write_rejected"]


@cache
def find_intakes() -> dict[str, Intake]:
    """Return every kind of intake by its name: each module of this folder that sets INTAKE."""
    found: dict[str, Intake] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.ispkg:
            continue
        declared = getattr(importlib.import_module(f"{__name__}.{module.name}"), "INTAKE", None)
        if isinstance(declared, Intake):
            found[declared.name] = declared
    return found


def propose(
    book: BeatBook, kind: str, file: Path, gazetteer: GazetteerLike, options: Options | None = None
) -> Proposal:
    """Return what a file would do to the book if brought in as this kind; nothing is written.

    Refusal `no-such-intake` for a kind that cannot be brought in, and every Refusal of reading the file.
    """
    intakes = find_intakes()
    if kind not in intakes:
        raise Refusal(
            f"“{kind}” cannot be brought in.",
            remedy=f"Use one of: {', '.join(sorted(intakes))}.",
            kind="no-such-intake",
        )
    return intakes[kind].propose(book, file, gazetteer, options or Options())
