"""Gathers from the book what the map page shows: places, how the promise to each stands, and the beats' outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.maps.page import MapBeat, MapFacts, MapPlace
from wehere_desktop.neighbourhood.blurring import blurred
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.force import FORCE_NAME
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import Duty, PlaceStatus
from wehere_desktop.records.beat_outlines import outlines_on
from wehere_desktop.wording import day_in_words, days_late

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.beatbook import BeatBook

MARKING = "OFFICIAL"
"""The map tells where the team is losing touch: a paper for the team, not for the public."""


def gather(book: BeatBook, *, today: date, beat: str = "", public: bool = False) -> MapFacts:
    """Return what the map page shows on a day: all open places with a position, or those of one beat (an id).

    Positions are WGS84 degrees as the book keeps them; a beat's outline is the boundary that was brought in for it,
    else indicative (nearest anchor). Closed places are left out. A `public` map tells only what may be published,
    nothing of how promises stand, and has its places blurred.
    """
    beats = [each for each in book.beats.current(today) if not beat or each.id == beat]
    names = {each.id: published(each, "name") for each in book.beats.all()}
    states = {} if public else _states(book, today, beat)
    officers = _officers_by_place(book, today)
    places = book.places.on_beat(beat) if beat else book.places.all()
    shown = []
    for place in places:
        at = blurred(place) if public else _exact(place)
        if at is None or place.status is PlaceStatus.CLOSED or (public and place.status is PlaceStatus.PROPOSED):
            continue
        shown.append(
            MapPlace(
                name=published(place, "name"),
                kind=published(place, "place_kind").value,
                latitude=at.lat,
                longitude=at.lon,
                beat=names.get(place.beat, ""),
                state="" if public else states.get(place.id, _otherwise(place)),
                named_officer=officers.get(place.id, ""),
            )
        )
    return MapFacts(
        title=f"{names[beat]}: key places" if beat else f"{FORCE_NAME}: key places",
        places=tuple(shown),
        beats=_outlined(book, beats, today, public=public),
        as_of=day_in_words(today),
        marking="" if public else MARKING,
        practice=book.practice,
        public=public,
    )


def _exact(place: Place) -> Position | None:
    return (
        Position(place.latitude, place.longitude)
        if place.latitude is not None and place.longitude is not None
        else None
    )


def _states(book: BeatBook, today: date, beat: str) -> dict[str, str]:
    return {each.place.id: _late(each.days_late, each.last) for each in book.places.losing_touch(today, beat=beat)}


def _late(days: int, last: date | None) -> str:
    return days_late(days) if last is not None else "no contact yet"


def _otherwise(place: Place) -> str:
    return "to open" if place.status is PlaceStatus.PROPOSED else "in touch"


def _officers_by_place(book: BeatBook, today: date) -> dict[str, str]:
    """Return rank and name of each place's main named officer on the day."""
    people = {each.id: f"{published(each, 'rank')} {published(each, 'name')}" for each in book.officers.all()}
    return {
        each.place: people[each.officer]
        for each in book.named_officers.all()
        if each.duty is Duty.MAIN
        and each.officer in people
        and (each.starts is None or each.starts <= today)
        and (each.ends is None or today <= each.ends)
    }


def _outlined(book: BeatBook, wanted: list[Beat], today: date, *, public: bool) -> tuple[MapBeat, ...]:
    """Return the outlines of the wanted beats; all of the day's beats are needed to know where each one ends."""
    outlines = outlines_on(book, today)
    units = {each.id: published(each, "name") for each in book.lpus.all()}
    return tuple(
        MapBeat(
            published(each, "name"),
            found.degrees,
            units.get(each.lpu, ""),
            drawn=not found.indicative,
            since=None if public else found.since,
        )
        for each in wanted
        if (found := outlines.get(each.id)) is not None
    )
