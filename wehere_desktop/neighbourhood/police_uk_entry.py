"""Entries from data.police.uk: each as it came, whole, so that what we do not know of it is given back unchanged."""

from __future__ import annotations

from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceUkEntry(Fact):
    """One JSON object as it came. `shape` says what it is, `ours` is the id of the record of `ours_kind` made from it.

    `position` is its place in the list it came in.
    """

    kind: ClassVar[str] = "police_uk_entry"
    words: ClassVar[str] = "Entry from data.police.uk"

    shape: str = told("What it is", required=True)
    beat: str = told("Beat", refers="beat")
    position: int = told("Place in its list", default=0)
    ours_kind: str = told("Kind of our record")
    ours: str = told("Our record")
    content: str = told("As it came", required=True, limit=500_000)
