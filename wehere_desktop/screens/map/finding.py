"""What was typed into the map's search: a postcode, a position, a settlement or a place, and where it lies."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.ground import Position, normal_postcode, parse_position
from wehere_desktop.neighbourhood.national_grid import parse_grid_reference, to_wgs84
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.place_list import PlacesWanted
from wehere_desktop.records.reference import Settlement, open_gazetteer, settlements
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook

CLOSE, WIDER = 15, 13
FIRST = 20
SHORTEST, LONG_WORD = 3, 8
"""Letters of a town's name above which one slip of the pen is forgiven, and from which two are."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where something lies, what it is called, how near to look, and, for a place of the book, its id."""

    position: Position
    words: str
    zoom: int = CLOSE
    place: str = ""


def find(book: BeatBook, typed: str, today: date) -> Found:
    """Return where it lies; asks the laptop's postcodes, so call it in a lane. Refused where nothing is known."""
    text = " ".join(typed.split())
    postcode = normal_postcode(text)
    if postcode is not None:
        with closing(open_gazetteer(laptop_folder())) as gazetteer:
            point = gazetteer.postcode(postcode)
        if point is None:
            raise Refusal(
                f"{postcode} is not among this laptop's postcodes of Cheshire.",
                remedy="Look at its letters again, or search for the street's town.",
            )
        return Found(point.position, postcode)
    known = _position(text)
    if known is not None:
        return Found(known, text)
    wanted = text.casefold()
    for each in settlements():
        if each.name.casefold() == wanted:
            return Found(each.position, each.name, WIDER)
    found = book.places.listed(PlacesWanted(words=text), today=today)[:FIRST] if text else []
    near = [each.id for each in book.search_near(text) if each.kind == "place"] if text and not found else []
    if not found and (town := _settlement_like(wanted)) is not None:
        return Found(town.position, town.name, WIDER)
    for place in book.places.many(found or near):
        if place.latitude is not None and place.longitude is not None:
            return Found(Position(place.latitude, place.longitude), place.name, CLOSE, place.id)
    raise Refusal(
        f"Nothing on the map is called “{text}”." if text else "Nothing was typed to look for.",
        remedy="Type a postcode, a town or village, a grid reference, or words of a place's name.",
    )


def _settlement_like(typed: str) -> Settlement | None:
    """Return the town or village whose name is nearest to what was typed with a slip or two, None where none is."""
    from rapidfuzz.distance import OSA

    most = 2 if len(typed) >= LONG_WORD else 1
    best: Settlement | None = None
    for each in settlements() if len(typed) > SHORTEST else ():
        slips = OSA.distance(typed, each.name.casefold(), score_cutoff=most)
        if slips <= most:
            best, most = each, slips - 1
    return best


def _position(text: str) -> Position | None:
    try:
        return parse_position(text)
    except Refusal:
        pass
    try:
        return to_wgs84(*parse_grid_reference(text))
    except Refusal:
        return None
