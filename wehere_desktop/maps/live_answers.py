"""What the map page asks of the book, answered as GeoJSON for one view: places, beats, and the layers over them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.maps.area_answers import NONE, areas_on_map
from wehere_desktop.maps.crime_layer import CRIME, CrimesShown, crimes_on_map
from wehere_desktop.maps.ground_sheet import ground_sheet
from wehere_desktop.maps.page import SHORT_CREDIT, coordinates_of
from wehere_desktop.maps.pins import letters_and_colour
from wehere_desktop.maps.round_layer import ROUND, RoundShown, round_on_map
from wehere_desktop.neighbourhood.spell import usual_spell
from wehere_desktop.records.beat_outlines import outlines_on
from wehere_desktop.records.map_points import (
    BeatCover,
    concerns_on_map,
    cover_of_beats,
    meetings_on_map,
    places_on_map,
    priorities_on_map,
    visits_on_map,
)
from wehere_desktop.records.place_list import PlacesWanted
from wehere_desktop.records.point_field import MOST_FEATURES, Cluster, MapPoint, PointField, View
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.records.beatbook import BeatBook


@dataclass(frozen=True, slots=True)
class Layer:
    """How a layer is called, and the sign it is drawn with."""

    words: str
    colour: str
    sign: str
    shape: str


LAYERS: dict[str, Layer] = {
    "place": Layer("places", "#2a5fa8", "", "circle"),
    "concern": Layer("open concern", "#9a5a00", "!", "triangle"),
    "priority": Layer("priority", "#6b4a9c", "P", "diamond"),
    "meeting": Layer("meeting to come", "#17756c", "M", "square"),
    "visit": Layer("visited, how often", "#3c5a78", "V", "circle"),
    CRIME: Layer("crimes", "#7d2b5e", "C", "circle"),
    ROUND: Layer("calls of a day", "#10233f", "1", "circle"),
}
BEATS = "beat"
# From the best covered to the worst; the share is of places in touch.
SHADES = (
    (0.9, "#22683f", "9 in 10 in touch or more"),
    (0.75, "#7d9a2f", "3 in 4 or more"),
    (0.5, "#d08a1a", "half or more"),
    (0.0, "#a3231c", "fewer than half"),
)
MEETING_DAYS = 90


@dataclass(frozen=True, slots=True)
class MapWanted:
    """What is to be shown: the places wanted and the layers that are on; their beats narrow the other layers.

    `visits` are the first and the last day of the visits shown, the last 28 days where nothing is said.
    `crime_months` is how many of the latest months of published crimes are shown, `crime_categories` their kinds (none:
    all). `round` is the day whose calls are shown, the next with any where none is said.
    """

    places: PlacesWanted = field(default_factory=PlacesWanted)
    layers: frozenset[str] = frozenset({"place", BEATS})
    visits: tuple[date, date] | None = None
    crime_months: int = 1
    crime_categories: tuple[str, ...] = ()
    round: date | None = None


@dataclass(frozen=True, slots=True)
class OnMap:
    """All that is on the map of one moment, laid out so that each view of it is answered at once."""

    fields: Mapping[str, PointField] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    beats: bytes = b'{"type":"FeatureCollection","features":[]}'
    legend: bytes = b'{"kinds":[],"layers":{},"credit":""}'
    areas: bytes = NONE
    crimes: CrimesShown = field(default_factory=CrimesShown)
    round: RoundShown = field(default_factory=RoundShown)

    def find(self, layer: str, record: str) -> MapPoint | None:
        """Return a point of a layer by its record's id, None where it is not on the map."""
        held = self.fields.get(layer)
        return held.find(record) if held is not None else None

    def edges(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Return the corners that hold every point, south-west then north-east, None where there is none."""
        corners = [each for held in self.fields.values() if (each := held.edges()) is not None]
        if not corners:
            return None
        (souths, wests), (norths, easts) = (zip(*(each[end] for each in corners), strict=True) for end in (0, 1))
        return (min(souths), min(wests)), (max(norths), max(easts))


def on_map(book: BeatBook, wanted: MapWanted, *, today: date, shaded: bool = True) -> OnMap:
    """Return what the layers wanted hold today; asked in a lane.

    Not `shaded`, the beats are left out: `with_beats` puts them in, for whoever shows the rest first.
    """
    beats, layers = wanted.places.beats, wanted.layers
    fields: dict[str, PointField] = {}
    if "place" in layers:
        fields["place"] = places_on_map(book, wanted.places, today)
    if "visit" in layers:
        spell = usual_spell(today)
        fields["visit"] = visits_on_map(book, *(wanted.visits or (spell.first, spell.last)), beats)
    if "concern" in layers:
        fields["concern"] = concerns_on_map(book, beats)
    if "priority" in layers:
        fields["priority"] = priorities_on_map(book, beats)
    if "meeting" in layers:
        fields["meeting"] = meetings_on_map(book, today, today + timedelta(days=MEETING_DAYS), beats)
    crimes = CrimesShown()
    if CRIME in layers:
        fields[CRIME], crimes = crimes_on_map(book, wanted.crime_months, wanted.crime_categories, beats, today)
    calls = round_on_map(book, wanted.round, today) if ROUND in layers else RoundShown()
    if ROUND in layers:
        fields[ROUND] = calls.field()
    counts = fields["place"].kinds() if "place" in fields else Counter[str]()
    kinds = tuple(sorted(counts, key=lambda kind: (-counts[kind], kind)))
    return OnMap(
        fields,
        kinds,
        _beats(book, beats, today) if shaded and BEATS in layers else OnMap().beats,
        _legend(kinds, counts, layers, {CRIME: crimes.legend, ROUND: calls.in_words}),
        areas_on_map(book, beats) if "priority" in layers else NONE,
        crimes,
        calls,
    )


def with_beats(book: BeatBook, held: OnMap, wanted: MapWanted, *, today: date) -> OnMap:
    """Return what is on the map with its beats by cover, where they are wanted; asked in a lane."""
    return replace(held, beats=_beats(book, wanted.places.beats, today)) if BEATS in wanted.layers else held


def points_of(held: OnMap, view: View) -> bytes:
    """Return the features of a view as GeoJSON, at most 1,500 whatever is in the book."""
    numbers = {kind: number for number, kind in enumerate(held.kinds)}
    features: list[dict[str, Any]] = []
    # The calls of a day are drawn each by itself, and count with the rest
    clustered = {layer: points for layer, points in held.fields.items() if layer != ROUND}
    left, most = len(clustered), MOST_FEATURES - len(held.round.stops)
    for layer, points in clustered.items():
        room = (most - len(features)) // left
        left -= 1
        features += [_feature(layer, each, numbers) for each in points.shown(view, most=room)]
    return _json({"type": "FeatureCollection", "features": features})


def answer(held: OnMap, path: str, asked: Mapping[str, str]) -> bytes | None:
    """Return what the page asks for by its path, None where there is no such thing or the question makes no sense."""
    if path == "/legend":
        return held.legend
    if path == "/beats":
        return held.beats
    if path == "/areas":
        return held.areas
    if path == "/round":
        return held.round.features()
    try:
        if path == "/points":
            south, west, north, east = (float(asked[edge]) for edge in ("south", "west", "north", "east"))
            return points_of(held, View(south, west, north, east, int(asked["zoom"])))
        if path == "/ground":
            return ground_sheet(
                (float(asked["lat"]), float(asked["lon"])),
                zoom=float(asked["zoom"]),
                across=int(asked["across"]),
                up=int(asked["up"]),
                dark=asked.get("dark") == "1",
                scale=float(asked.get("scale", "1")),
            )
    except (KeyError, ValueError, OverflowError):
        return None
    return None


def _feature(layer: str, each: MapPoint | Cluster, numbers: Mapping[str, int]) -> dict[str, Any]:
    held: dict[str, Any] = {"l": layer}
    if isinstance(each, Cluster):
        # Of crimes, what counts is how many there are, not at how many points
        held |= {"c": each.weight if layer == CRIME else each.count, "a": each.late}
    else:
        held |= {"i": each.id, "n": each.name}
        if layer == "place":
            held |= {"k": numbers.get(each.kind, -1), "s": each.state}
            if each.nobody:
                held["u"] = 1
        if each.weight > 1:
            held["w"] = each.weight
    at = [round(each.longitude, 5), round(each.latitude, 5)]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": held}


def _beats(book: BeatBook, wanted: Sequence[str], today: date) -> bytes:
    outlines = outlines_on(book, today)
    beats = [each for each in book.beats.current(today) if each.id in outlines and (not wanted or each.id in wanted)]
    features = []
    # Whole lines last, so that they lie over the broken ones of their neighbours.
    for cover in sorted(cover_of_beats(book, beats, today), key=lambda each: not outlines[each.id].indicative):
        polygons = coordinates_of(outlines[cover.id].degrees)
        drawn = {} if outlines[cover.id].indicative else {"real": 1}
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
                "properties": drawn
                | {
                    "id": cover.id,
                    "name": cover.name,
                    "said": cover_in_words(cover),
                    "colour": _shade(cover),
                    "middle": _middle(max((each[0] for each in polygons), key=lambda ring: abs(_twice_area(ring)))),
                },
            }
        )
    return _json({"type": "FeatureCollection", "features": features})


def cover_in_words(cover: BeatCover) -> str:
    """Return how a beat is covered: “4 of 21 places losing touch”."""
    if not cover.places:
        return "no places yet"
    if not cover.late:
        return f"{counted(cover.places, 'place')}, all in touch"
    return f"{cover.late} of {counted(cover.places, 'place')} losing touch"


def _shade(cover: BeatCover) -> str:
    share = cover.share
    return "" if share is None else next(colour for least, colour, _ in SHADES if share >= least)


def _middle(ring: list[list[float]]) -> list[float]:
    """Return latitude and longitude of the middle of a ring's ground."""
    twice = _twice_area(ring)
    if not twice:
        return [ring[0][1], ring[0][0]]
    x = y = 0.0
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = one[0] * other[1] - other[0] * one[1]
        x += (one[0] + other[0]) * cross
        y += (one[1] + other[1]) * cross
    return [round(y / (3 * twice), 5), round(x / (3 * twice), 5)]


def _twice_area(ring: list[list[float]]) -> float:
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in zip(ring, [*ring[1:], ring[0]], strict=True))


def _legend(
    kinds: tuple[str, ...], counts: Mapping[str, int], layers: frozenset[str], told: Mapping[str, str]
) -> bytes:
    looks = letters_and_colour(kinds)
    return _json(
        {
            "places": "place" in layers,
            "kinds": [
                {"word": kind, "count": counts[kind], "letters": letters, "colour": colour}
                for kind, (letters, colour) in zip(kinds, looks, strict=True)
            ],
            "layers": {
                name: {
                    "words": told.get(name, each.words),
                    "colour": each.colour,
                    "sign": each.sign,
                    "shape": each.shape,
                    "on": name in layers,
                }
                for name, each in LAYERS.items()
            },
            "shades": [{"colour": colour, "words": words} for _, colour, words in SHADES] if BEATS in layers else [],
            "credit": SHORT_CREDIT,
        }
    )


def _json(held: dict[str, Any]) -> bytes:
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace")
