"""Publications: what went out to the public, when, where, and the fingerprint of the very file."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Fact):
    """One paper that went out. `at` is a UTC instant, `fingerprint` the SHA-256 of the file, hex."""

    kind: ClassVar[str] = "publication"
    words: ClassVar[str] = "Publication"

    paper: str = told("Paper", search="title", required=True)
    meeting: str = told("Meeting", refers="meeting")
    beat: str = told("Beat", refers="beat")
    at: datetime | None = told("Published", default=None, required=True)
    where: str = told("Where", search="words")
    fingerprint: str = told("Fingerprint")
