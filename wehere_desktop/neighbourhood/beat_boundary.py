"""Beat boundaries: the drawn outline of a beat, dated, since a force moves its boundaries."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatBoundary(Fact):
    """One outline of one beat; `rings` holds a GeoJSON MultiPolygon's coordinates, WGS84 degrees, longitude first."""

    kind: ClassVar[str] = "beat_boundary"
    words: ClassVar[str] = "Beat boundary"

    beat: str = told("Beat", public="always", refers="beat", required=True)
    rings: str = told("Outline", public="always", required=True, limit=4_000_000)
    valid_from: date | None = told("From", default=None, required=True)
    valid_to: date | None = told("Until", default=None)
    source: str = told("Source", public="always")
    fingerprint: str = told("Fingerprint of the file")
