"""Places: the key community locations, what kind each is, and the officers named for them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told


class PlaceKind(StrEnum):
    """What a key community location is."""

    SCHOOL = "school"
    NURSERY = "nursery"
    COLLEGE = "college"
    FAITH_CENTRE = "faith centre"
    CARE_HOME = "care home"
    GP_SURGERY = "GP surgery"
    PHARMACY = "pharmacy"
    HOSPITAL = "hospital"
    COMMUNITY_HALL = "community hall"
    LIBRARY = "library"
    SHOP = "shop"
    PUB = "pub"
    SPORTS_GROUND = "sports ground"
    YOUTH_CLUB = "youth club"
    PARK = "park"
    FARM = "farm"
    STABLES = "stables"
    HATE_CRIME_CENTRE = "hate-crime reporting centre"
    SPEED_WATCH_SITE = "speed-watch site"
    POLICE_BASE = "police base"
    OTHER = "other"


# Days between contacts that a team aims for until it says otherwise: about each half term for schools and faith
# centres, monthly where people are most easily lost sight of, quarterly elsewhere. Ours, and changeable by place.
USUAL_FREQUENCY: dict[PlaceKind, int] = {
    PlaceKind.SCHOOL: 42,
    PlaceKind.NURSERY: 84,
    PlaceKind.COLLEGE: 42,
    PlaceKind.FAITH_CENTRE: 56,
    PlaceKind.CARE_HOME: 28,
    PlaceKind.HATE_CRIME_CENTRE: 28,
    PlaceKind.COMMUNITY_HALL: 56,
    PlaceKind.YOUTH_CLUB: 28,
}
FREQUENCY_OTHERWISE = 84


class Known(StrEnum):
    """Whether a place has something, where not knowing is an answer too."""

    NOT_KNOWN = ""
    YES = "yes"
    NO = "no"


class PlaceStatus(StrEnum):
    """Whether a place is in being; only a status closes a place, never a missing row."""

    OPEN = "open"
    CLOSING = "open, to close"
    PROPOSED = "to open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Fact):
    """A key community location. Position in WGS84 degrees; `authority` an ONS code; frequency in days, 0 for the usual.

    `editions` remembers for each register field the day of the edition it came from ("field=2026-01-01" texts), so
    that an older file never overwrites a newer one; beside them stand "known as" texts, the former references under
    which a register had the place. `found_by` says by which steps authority and beat were found.
    """

    kind: ClassVar[str] = "place"
    words: ClassVar[str] = "Place"

    name: str = told("Name", public="always", register=True, search="title", required=True)
    place_kind: PlaceKind = told("Kind", default=PlaceKind.OTHER, public="always", register=True)
    street: str = told("Street", public="always", register=True, search="words")
    locality: str = told("Locality", public="always", register=True, search="words")
    town: str = told("Town", public="always", register=True, search="words")
    postcode: str = told("Postcode", public="always", register=True, search="words")
    latitude: float | None = told("Latitude", default=None, public="always", register=True)
    longitude: float | None = told("Longitude", default=None, public="always", register=True)
    authority: str = told("Local authority", public="always")
    beat: str = told("Beat", public="always", refers="beat")
    found_by: str = told("How its beat was found")
    phone: str = told("Telephone", register=True, search="words")
    email: str = told("E-mail", register=True, search="words")
    website: str = told("Website", public="always", register=True, search="words", limit=1000)
    details: str = told("Details from the register", register=True, search="words", limit=LONG_TEXT)
    status: PlaceStatus = told("Status", default=PlaceStatus.OPEN, register=True)
    opened: date | None = told("Opened", default=None, register=True)
    closed: date | None = told("Closed", default=None, register=True)
    source: str = told("Register")
    reference: str = told("Reference in the register", search="words")
    editions: tuple[str, ...] = told("Editions", default=(), limit=LONG_TEXT)
    access: str = told("Access for visitors", public="always", search="words")
    frequency: int = told("Days between contacts", default=0)
    notes: str = told("The team's notes", search="words", limit=LONG_TEXT)
    step_free: Known = told("Step-free", default=Known.NOT_KNOWN, public="always")
    hearing_loop: Known = told("Hearing loop", default=Known.NOT_KNOWN, public="always")
    parking: Known = told("Parking", default=Known.NOT_KNOWN, public="always")


class Duty(StrEnum):
    """Whether an officer or a contact is the first to turn to, the second, or the one for out of hours."""

    MAIN = "main"
    DEPUTY = "deputy"
    OUT_OF_HOURS = "out of hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOfficer(Fact):
    """The dated duty of an officer to be the named officer, or deputy, of a place."""

    kind: ClassVar[str] = "named_officer"
    words: ClassVar[str] = "Named officer"

    place: str = told("Place", public="always", refers="place", required=True)
    officer: str = told("Officer", public="always", refers="officer", required=True)
    duty: Duty = told("Main or deputy", default=Duty.MAIN, public="always")
    starts: date | None = told("From", default=None, required=True)
    ends: date | None = told("Until", default=None)


def frequency_of(place: Place) -> int:
    """Return the days between contacts this place wants: its own if set, else the usual for its kind."""
    return place.frequency or USUAL_FREQUENCY.get(place.place_kind, FREQUENCY_OTHERWISE)


def address_of(place: Place) -> str:
    """Return the address on one line: street, locality, town and postcode, without empty parts or repeats."""
    parts: list[str] = []
    for part in (place.street, place.locality, place.town, place.postcode):
        if part and part not in parts:
            parts.append(part)
    return ", ".join(parts)
