"""Attachments: photographs and documents kept with a place, a person or a visit, inside the book."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told

LARGEST = 10 * 1024 * 1024
"""Bytes that one attachment may have: ours, so that a book still fits on a stick after years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Fact):
    """What is attached to what. The bytes lie in the book by their `fingerprint` (SHA-256, hex); `size` is in bytes."""

    kind: ClassVar[str] = "attachment"
    words: ClassVar[str] = "Attachment"
    mark: ClassVar[str] = "publishable"

    name: str = told("File", search="title", required=True)
    place: str = told("Place", refers="place")
    contact: str = told("Person", refers="contact")
    visit: str = told("Visit", refers="visit")
    media_type: str = told("Type", required=True)
    size: int = told("Size", default=0)
    fingerprint: str = told("Fingerprint", required=True)
    taken_on: date | None = told("Taken on", default=None)
    caption: str = told("Caption", public="if_marked", search="words", limit=1000)
    publishable: bool = told("Picture and caption may be published", default=False)
