"""Gathers from the book what the map page shows: places, how the promise to each stands, and the beats' outlines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from wehere_desktop.cartography.beat_cells import BeatGround, beat_cells
from wehere_desktop.cartography.sketch import load_sketch
from wehere_desktop.maps.page import MapBeat, MapFacts, MapPlace
from wehere_desktop.neighbourhood.force import FORCE_NAME
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import to_grid, to_wgs84
from wehere_desktop.neighbourhood.place import Duty, PlaceStatus
from wehere_desktop.wording import day_in_words, days_late

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.beatbook import BeatBook

MARKING = "OFFICIAL"
"""The map tells where the team is losing touch: a paper for the team, not for the public."""

Ring = tuple[tuple[float, float], ...]


def gather(book: BeatBook, *, today: date, beat: str = "") -> MapFacts:
    """Return what the map page shows on a day: all open places with a position, or those of one beat (an id).

    Positions are WGS84 degrees as the book keeps them; outlines are indicative (nearest anchor). Closed places are
    left out.
    """
    beats = [each for each in book.beats.current(today) if not beat or each.id == beat]
    names = {each.id: each.name for each in book.beats.all()}
    late = {each.place.id: _late(each.days_late, each.last) for each in book.places.losing_touch(today, beat=beat)}
    officers = _officers_by_place(book, today)
    places = book.places.on_beat(beat) if beat else book.places.all()
    shown = tuple(
        MapPlace(
            name=place.name,
            kind=place.place_kind.value,
            latitude=place.latitude,
            longitude=place.longitude,
            beat=names.get(place.beat, ""),
            state=late.get(place.id, _otherwise(place)),
            named_officer=officers.get(place.id, ""),
        )
        for place in places
        if place.latitude is not None and place.longitude is not None and place.status is not PlaceStatus.CLOSED
    )
    title = f"{names[beat]}: key places" if beat else f"{FORCE_NAME}: key places"
    return MapFacts(
        title=title,
        places=shown,
        beats=_outlined(book, beats, today),
        as_of=day_in_words(today),
        marking=MARKING,
        practice=book.practice,
    )


def _late(days: int, last: date | None) -> str:
    return days_late(days) if last is not None else "no contact yet"


def _otherwise(place: Place) -> str:
    return "to open" if place.status is PlaceStatus.PROPOSED else "in touch"


def _officers_by_place(book: BeatBook, today: date) -> dict[str, str]:
    """Return rank and name of each place's main named officer on the day."""
    people = {each.id: f"{each.rank} {each.name}" for each in book.officers.all()}
    return {
        each.place: people[each.officer]
        for each in book.named_officers.all()
        if each.duty is Duty.MAIN
        and each.officer in people
        and (each.starts is None or each.starts <= today)
        and (each.ends is None or today <= each.ends)
    }


def outlines_on(book: BeatBook, today: date) -> dict[str, tuple[Ring, ...]]:
    """Return the rings of each beat of a day by its id, in WGS84 degrees (latitude, longitude).

    The one place that says where a beat ends: indicative until a boundary has been brought in for it.
    """
    return _outlines(tuple((each.id, each.authorities, each.anchors) for each in book.beats.current(today)))


def _outlined(book: BeatBook, wanted: list[Beat], today: date) -> tuple[MapBeat, ...]:
    """Return the outlines of the wanted beats; all of the day's beats are needed to know where each one ends."""
    outlines = outlines_on(book, today)
    units = {each.id: each.name for each in book.lpus.all()}
    return tuple(
        MapBeat(each.name, outlines[each.id], units.get(each.lpu, "")) for each in wanted if each.id in outlines
    )


@lru_cache(maxsize=4)
def _outlines(beats: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> dict[str, tuple[Ring, ...]]:
    """Return each beat's rings in WGS84 degrees by its id; kept, since beats hardly ever change."""
    cells = beat_cells(
        [BeatGround(beat, codes, _on_grid(anchors)) for beat, codes, anchors in beats], load_sketch().outlines
    )
    return {beat: tuple(_degrees(ring) for ring in rings) for beat, rings in cells.items()}


def _on_grid(anchors: tuple[str, ...]) -> tuple[tuple[float, float], ...]:
    pairs = (anchor.split() for anchor in anchors)
    return tuple(to_grid(Position(float(lat), float(lon))) for lat, lon in pairs)


def _degrees(ring: Ring) -> Ring:
    positions = (to_wgs84(easting, northing) for easting, northing in ring)
    return tuple((round(each.lat, 5), round(each.lon, 5)) for each in positions)
