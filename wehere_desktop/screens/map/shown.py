"""What the map shows, said in words: how many of what, the line at its foot, and the paper of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import PrintOffer
from wehere_desktop.maps.crime_layer import CRIME
from wehere_desktop.maps.live_answers import LAYERS
from wehere_desktop.maps.round_layer import ROUND
from wehere_desktop.neighbourhood.crime import CAVEAT
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.screens.map.nearby import said_of
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.maps.live_answers import OnMap
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.point_field import View

SKETCH = "Sketch map; dashed edges of beats are indicative."
_NAMES = {
    "place": ("place",),
    "concern": ("open concern",),
    "priority": ("priority", "priorities"),
    "meeting": ("meeting to come", "meetings to come"),
    "visit": ("place visited", "places visited"),
    ROUND: ("stop of the round", "stops of the round"),
}


def how_many(held: OnMap) -> str:
    """Return what there is on the map: “212 places, 9 open concerns”."""
    parts = [
        counted(len(points), *_NAMES[layer]) for layer, points in held.fields.items() if layer in _NAMES and len(points)
    ]
    if CRIME in held.fields:
        parts.append(counted(held.fields[CRIME].weight, "published crime"))
    return ", ".join(parts)


def in_view(held: OnMap, view: View) -> str:
    """Return what a view holds, for those who do not see it: “In view: 12 places …”."""
    parts = []
    for layer, points in held.fields.items():
        number, late, weight = points.counts_inside(view)
        if not number:
            continue
        if layer == CRIME:
            parts.append(counted(weight, "published crime"))
            continue
        parts.append(counted(number, *_NAMES.get(layer, (LAYERS[layer].words, LAYERS[layer].words))))
        if late:
            parts.append(f"{late} losing touch")
    return f"In view: {', '.join(parts)}." if parts else "In view: nothing of what was chosen."


def foot_line(held: OnMap, refused: int) -> str:
    """Return the line under the map: what it is, what is to be known of it, and what was sent to any network."""
    crimes = f" {CAVEAT}" if CRIME in held.fields else ""
    more = f", {refused} refused" if refused else ""
    return f"{SKETCH}{crimes} Works without any network: 0 requests sent{more}."


def paper_of(held: OnMap, view: View, words: str) -> PrintOffer:
    """Return the offer to print a view, its things numbered and listed; `words` say what it is narrowed to."""

    def make(book: BeatBook) -> bytes:
        from wehere_desktop.handouts.map_sheet import MapLine, map_sheet

        points = [(layer, each) for layer, points in held.fields.items() for each in points.inside(view)]
        in_sight = any(layer == ROUND for layer, _ in points)
        stops = held.round.stops if in_sight else ()
        own = {each.place for each in stops}
        standing = {each.id: f" · {said_of(layer, each)}" for layer, each in points if layer == "place"}
        lines = [
            MapLine(each.name, said_of(layer, each), Position(each.latitude, each.longitude))
            for layer, each in points
            if each.id not in own
        ]
        way = [
            (
                str(each.number) if each.number else "S",
                MapLine(each.name, f"{each.said}{standing.get(each.place, '')}", each.position),
            )
            for each in stops
        ]
        return map_sheet(book, view, lines, under=words, way=way).pdf

    return PrintOffer("Map as shown", "Map.pdf", make)
