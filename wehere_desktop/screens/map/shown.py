"""What the map shows, said in words: how many of what, the line at its foot, and the paper of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import PrintOffer
from wehere_desktop.maps.area_answers import areas_in
from wehere_desktop.maps.crime_layer import CRIME
from wehere_desktop.maps.live_answers import LAYERS
from wehere_desktop.maps.round_layer import ROUND
from wehere_desktop.neighbourhood.crime import CAVEAT, months_in_words
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.screens.map.nearby import OF_PLACES, said_together, together
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wehere_desktop.formats.outlines import Polygon
    from wehere_desktop.handouts.map_sheet import MapCrimes
    from wehere_desktop.maps.live_answers import OnMap
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.point_field import View

EDGES = "dashed edges of beats are indicative."
LONGEST_PACK = 60
"""Letters of a pack's name that stand under the map: whoever made it may have written anything."""

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


def ground_in_words(packs: Sequence[str], whole: bool) -> str:  # noqa: FBT001 - as the page tells it
    """Return what the ground in sight is: “Zoomstack; sketch map where it ends”; the sketch alone without packs."""
    if not packs:
        return "Sketch map"
    named = listed([_shortened(each) for each in packs])
    return named if whole else f"{named}; sketch map where {'it ends' if len(packs) == 1 else 'they end'}"


def packs_told(said: Mapping[str, object]) -> str:
    """Return the ground in words from what the page tells of packs in sight; the sketch where that has no sense."""
    try:
        packs = json.loads(str(said.get("packs", "")))
    except ValueError:
        packs = None
    found = [str(each) for each in packs] if isinstance(packs, list) else []
    return ground_in_words(found, said.get("whole") == "1")


def foot_line(held: OnMap, refused: int, ground: str = "Sketch map") -> str:
    """Return the line under the map: what it is, what is to be known of it, and what was sent to any network."""
    crimes = f" {CAVEAT}" if CRIME in held.fields else ""
    more = f", {refused} refused" if refused else ""
    return f"{ground}; {EDGES}{crimes} Works without any network: 0 requests sent{more}."


def _shortened(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= LONGEST_PACK else f"{name[: LONGEST_PACK - 1]}…"


def paper_of(held: OnMap, view: View, words: str) -> PrintOffer:
    """Return the offer to print a view, its things numbered and listed; `words` say what it is narrowed to."""

    def make(book: BeatBook) -> bytes:
        from wehere_desktop.handouts.map_sheet import MapArea, MapLine, map_sheet

        points = [
            (layer, each)
            for layer, points in held.fields.items()
            if layer != CRIME  # Counted, never listed one by one
            for each in points.inside(view)
        ]
        in_sight = any(layer == ROUND for layer, _ in points)
        stops = held.round.stops if in_sight else ()
        own = {each.place for each in stops}
        lines = []
        for layer, each in points:
            several = together(held, layer, each)
            if layer == several[0][0] and not (layer in OF_PLACES and each.id in own):
                lines.append(MapLine(each.name, said_together(several), Position(each.latitude, each.longitude)))
        way = []
        for stop in stops:
            there = held.find(ROUND, stop.place)
            said = said_together(together(held, ROUND, there)) if there is not None else stop.said
            way.append((str(stop.number) if stop.number else "S", MapLine(stop.name, said, stop.position)))
        areas = [
            MapArea(there.name if (there := held.find("priority", record)) is not None else "", polygons)
            for record, polygons in areas_in(held.areas)
            if _is_in(view, polygons)
        ]
        return map_sheet(book, view, lines, under=words, way=way, areas=areas, crimes=_crimes(held, view)).pdf

    return PrintOffer("Map as shown", "Map.pdf", make)


def _crimes(held: OnMap, view: View) -> MapCrimes | None:
    from wehere_desktop.handouts.map_sheet import MapCrimes

    if CRIME not in held.fields:
        return None
    found = held.fields[CRIME].inside(view)
    said = months_in_words(held.crimes.months) if held.crimes.months else held.crimes.legend
    kinds = f", {listed(held.crimes.categories)}" if held.crimes.categories else ""
    return MapCrimes(tuple((Position(each.latitude, each.longitude), each.weight) for each in found), f"{said}{kinds}")


def _is_in(view: View, polygons: Sequence[Polygon]) -> bool:
    corners = [corner for polygon in polygons for corner in polygon[0]]
    lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
    across = min(lons) <= view.east and max(lons) >= view.west
    return across and min(lats) <= view.north and max(lats) >= view.south
