"""The force's structure: areas, local authorities, Local Policing Units and beats, each dated and never overwritten."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told

FORCE_NAME = "Cheshire Constabulary"


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority area: its ONS code, name, the code the schools register gives it, and its area of the force."""

    code: str
    name: str
    register_code: str
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lpu(Fact):
    """A Local Policing Unit, led by a Chief Inspector."""

    kind: ClassVar[str] = "lpu"
    words: ClassVar[str] = "Local Policing Unit"

    name: str = told("Name", public="always", search="title", required=True)
    valid_from: date | None = told("In being from", default=None)
    valid_to: date | None = told("In being until", default=None)
    note: str = told("Note", limit=LONG_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat(Fact):
    """A neighbourhood: its police.uk id (opaque text), its unit, and the anchor points that stand for it on the map.

    `authorities` holds ONS codes; `anchors` holds WGS84 positions as "latitude longitude" texts in degrees.
    """

    kind: ClassVar[str] = "beat"
    words: ClassVar[str] = "Beat"

    police_id: str = told("police.uk id", public="always", search="words", required=True)
    name: str = told("Name", public="always", search="title", required=True)
    lpu: str = told("Local Policing Unit", public="always", refers="lpu", required=True)
    authorities: tuple[str, ...] = told("Local authorities", default=(), public="always")
    anchors: tuple[str, ...] = told("Anchor points", default=(), public="always")
    valid_from: date | None = told("In being from", default=None)
    valid_to: date | None = told("In being until", default=None)
    note: str = told("Note", limit=LONG_TEXT)
