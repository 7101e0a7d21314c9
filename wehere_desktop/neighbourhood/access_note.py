"""Access notes: what to know before going to a place, which stops being shown once it has run out."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessNote(Fact):
    """A note for whoever goes there next; `until` is its last day, None while it holds for good."""

    kind: ClassVar[str] = "access_note"
    words: ClassVar[str] = "Access note"

    place: str = told("Place", refers="place", required=True)
    note: str = told("What to know before going", search="title", required=True, limit=1000)
    warning: bool = told("A warning: read before going alone", default=False)
    starts: date | None = told("From", default=None)
    until: date | None = told("Until", default=None)
