"""Where a place lies, from what a person types: a postcode, a grid reference or a position; and what is like it."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from wehere_desktop.intake.likeness import LIKE_ENOUGH, likeness, name_words
from wehere_desktop.intake.locating import Locator
from wehere_desktop.neighbourhood.boundary import index_of
from wehere_desktop.neighbourhood.ground import Position, metres_between, normal_postcode, parse_position
from wehere_desktop.neighbourhood.national_grid import parse_grid_reference, to_wgs84
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.force_structure import authorities
from wehere_desktop.records.reference import REFERENCE_FILE, open_gazetteer
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.beatbook import BeatBook

ROUND_ABOUT = 1_000
ALIKE_SHOWN = 3
ALIKE_ANYWHERE = 95
LEAST_FIGURES = 6
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, read: a postcode or a position, both empty where nothing was."""

    postcode: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place lies, ready to be kept: postcode, position, authority (ONS code), beat id, and how it was found.

    `elsewhere` says that it lies outside the force; `known` that a postcode typed is one the laptop knows.
    """

    postcode: str = ""
    position: Position | None = None
    authority: str = ""
    beat: str = ""
    found_by: str = ""
    elsewhere: bool = False
    known: bool = True

    def fields(self) -> dict[str, object]:
        """Return the place's fields that tell its whereabouts, the beat apart."""
        return {
            "latitude": self.position.lat if self.position is not None else None,
            "longitude": self.position.lon if self.position is not None else None,
            "authority": self.authority,
            "found_by": self.found_by,
        }


@dataclass(frozen=True, slots=True)
class Alike:
    """A place in the book that may be the one being added: its name and what tells it from others."""

    id: str
    name: str
    more: str


def read_where(typed: str) -> Typed:
    """Return what a postcode, grid reference or position in degrees says; refused, field `where`, if it is none."""
    text = typed.strip()
    if not text:
        return Typed()
    postcode = normal_postcode(text)
    if postcode is not None:
        return Typed(postcode)
    try:
        return Typed(position=parse_position(text))
    except Refusal:
        pass
    try:
        if sum(letter.isdigit() for letter in text) >= LEAST_FIGURES and re.match(r"[A-Za-z]{2}", text):
            return Typed(position=to_wgs84(*parse_grid_reference(text)))
    except Refusal:
        pass
    raise Refusal(
        "That is not a postcode, a grid reference or a position.",
        remedy="Write it like CW7 3EP, SJ 6552 6615 or 53.19, -2.51.",
        field="where",
        kind="bad-where",
    )


def postcodes_ready() -> bool:
    """Say whether this laptop has its postcodes laid out; the first time takes some ten seconds."""
    return (laptop_folder() / REFERENCE_FILE).exists()


def spot_of(typed: Typed, beats: Sequence[Beat], boundaries: Callable[[], Sequence[BeatBoundary]] = tuple) -> Spot:
    """Return where that lies; asks the laptop's postcodes, laying them out the first time, so call it in a lane."""
    if not typed.postcode and typed.position is None:
        return Spot()
    with _ONE_AT_A_TIME, closing(open_gazetteer(laptop_folder())) as gazetteer:
        found = Locator(beats, gazetteer, index_of(boundaries())).find(typed.postcode, typed.position)
        known = not typed.postcode or gazetteer.postcode(typed.postcode) is not None
        outside = found.elsewhere and (found.position is not None or not known)
        return Spot(
            typed.postcode, found.position, found.authority, found.beat, found.found_by, outside and known, known
        )


def prepare_postcodes() -> None:
    """Lay the laptop's postcodes out if they are not yet, so that nobody waits for them later; call it in a lane."""
    with _ONE_AT_A_TIME:
        open_gazetteer(laptop_folder()).close()


def authority_name(code: str) -> str:
    """Return the name of one of the force's local authorities, or nothing for another."""
    return next((each.name for each in authorities() if each.code == code), "")


def alike(book: BeatBook, name: str, spot: Spot) -> list[Alike]:
    """Return places of the book with a name like this one close by, and of just this name anywhere, nearest first."""
    words = name_words(name)
    if len(words.plain) < 3:  # noqa: PLR2004 - fewer letters are like everything
        return []
    found: dict[str, tuple[float, Place, str]] = {}
    if spot.position is not None:
        for place, metres in book.places.near(spot.position, ROUND_ABOUT):
            if likeness(words, name_words(place.name)) >= LIKE_ENOUGH:
                found[place.id] = (metres, place, f"{metres:,.0f} m away" if metres >= 1 else "at the same spot")
    hits = [hit.id for hit in book.search_ranked(name, limit=20) if hit.kind == "place"]
    for place in [*book.places.called(name), *book.places.many(hits)]:
        if place.id in found or likeness(words, name_words(place.name)) < ALIKE_ANYWHERE:
            continue
        away = float("inf")
        if spot.position is not None and place.latitude is not None and place.longitude is not None:
            away = metres_between(spot.position, Position(place.latitude, place.longitude))
        beat = book.beats.find(place.beat) if place.beat else None
        far = f"{away / 1000:,.1f} km away" if away < float("inf") else ""
        more = ", ".join(part for part in (place.town, beat.name if beat is not None else "", far) if part)
        found[place.id] = (away, place, more)
    nearest = sorted(found.values(), key=lambda each: (each[0], each[1].name))[:ALIKE_SHOWN]
    return [Alike(place.id, place.name, more) for _, place, more in nearest]
