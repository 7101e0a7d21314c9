"""The map page: places and beats on the sketch map, in one HTML file that asks nothing of any network."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wehere_desktop.cartography.palette import PRINT
from wehere_desktop.cartography.sketch import load_sketch, packed_sketch, to_degrees
from wehere_desktop.maps.pins import letters_and_colour, standing_of
from wehere_desktop.neighbourhood.blurring import BLUR_MEANS
from wehere_desktop.preferences import resource
from wehere_desktop.refusal import Fault
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.shapes import Sketch

SHORT_CREDIT = "Contains OS, Royal Mail and National Statistics data © Crown copyright and database right 2025"
# Nothing but what is in the file: no address may be asked, whatever a name in it says.
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class MapPlace:
    """One place on the map: WGS84 degrees, its kind as a word, its beat's name, and the state of the promise as a word.

    `named_officer` may be empty. All texts are plain and may hold anything.
    """

    name: str
    kind: str
    latitude: float
    longitude: float
    beat: str = ""
    state: str = ""
    named_officer: str = ""


@dataclass(frozen=True, slots=True)
class MapBeat:
    """A beat's outline: polygons, each a ring and the holes in it, of (latitude, longitude) in WGS84 degrees.

    `drawn` says that it is a boundary that was brought in, not only indicative; `since` is the day from which that
    holds, where it may be told.
    """

    name: str
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    lpu: str = ""
    drawn: bool = False
    since: date | None = None


@dataclass(frozen=True, slots=True)
class MapFacts:
    """Everything the map page may show. `marking` (such as "OFFICIAL") stands at top and bottom where not empty.

    `public` says that places stand only about where they are and nothing is told of contact with them.
    """

    title: str
    places: tuple[MapPlace, ...]
    beats: tuple[MapBeat, ...] = ()
    as_of: str = ""
    marking: str = ""
    practice: bool = False
    public: bool = False


def map_page(facts: MapFacts) -> str:
    """Return the whole HTML page: Leaflet, sketch map, beats, places, legend and scale, at most 3 MB for 700 places.

    The same facts give the same page. Every text of the facts is escaped where it stands in the page and shown as text.
    """
    page = bare_map()
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{_escaped(facts.title)}</title>"
        f"<style>{leaflet_file('leaflet.css')}</style>"
        f"<script>{leaflet_file('leaflet.js')}</script>"
    )
    page = _put(page, "<head>", f"<head>{head}")
    page = _put(page, "</head>", f"<style>{_text('map_page/map.css')}</style></head>")
    page = _put(page, "<body>", f"<body>{_words_before(facts)}")
    page = _put(page, "</body>", f"{_words_after(facts)}</body>")
    data = f'<script type="application/json" id="facts">{_data(facts)}</script>'
    page = _put(page, "</html>", f"{data}<script>{_text('map_page/map.js')}</script></html>")
    # A lone half of a surrogate pair is no text and cannot be written to a file.
    return page.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def bare_map() -> str:
    """Return folium's page of an empty map called `the_map`, with none of the addresses it would ask for."""
    import folium

    bare = folium.Map(location=(53.2, -2.5), zoom_start=10, tiles=None, prefer_canvas=True, control_scale=True)
    bare.default_js, bare.default_css = [], []
    page = str(bare.get_root().render()).replace(bare.get_name(), "the_map")
    # Zooming is for everyone, with fingers too.
    page = re.sub(r"initial-scale=1.0,\s*maximum-scale=1.0,\s*user-scalable=no", "initial-scale=1.0", page)
    # folium's own rules for the size of the map give way to map.css.
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    label = 'role="application" aria-label="Map; the same places are in the list"'
    page = _put(page, 'class="folium-map"', f'class="folium-map" {label}')
    return _put(page, "<html>", '<html lang="en-GB">')


def _escaped(text: str) -> str:
    # The library knows two thousand letters by name, half a megabyte that the window's map does without
    from html import escape

    return escape(text)


def _put(page: str, mark: str, text: str) -> str:
    """Return the page with `text` in the one place of `mark`; raises Fault where folium's page has another shape."""
    before, found, after = page.partition(mark)
    if not found:
        raise Fault(f"The map page could not be put together: {mark} is not in it.")
    return before + text + after


@lru_cache(maxsize=4)
def leaflet_file(name: str) -> str:
    """Return a file of the installed Leaflet without pictures, links, and notes for developers' tools."""
    found = find_spec("xstatic.pkg.leaflet")
    if found is None or found.origin is None:
        raise Fault("Leaflet is missing; install the program again.")
    text = (Path(found.origin).parent / "data" / name).read_text(encoding="utf-8")
    text = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"url\(\"?images/[^)]*\)", "none", text)
    text = re.sub(r"https?://(?!www\.w3\.org/)[^\s\"'<>)]*", "", text)
    return text.replace("</script", "<\\/script")


@lru_cache(maxsize=4)
def _text(name: str) -> str:
    return resource(name).read_text(encoding="utf-8")


CONTACT = (
    '<h2>Contact</h2><ul class="states">'
    '<li><span class="ring"></span>in touch</li><li><span class="ring late"></span>late</li>'
    '<li><span class="ring none"></span>no contact yet</li>'
    '<li><span class="ring opening"></span>yet to open</li></ul>'
)


def _words_before(facts: MapFacts) -> str:
    """Return the marking, the heading and the column beside the map."""
    marking = f'<div class="marking">{_escaped(facts.marking)}</div>' if facts.marking else ""
    as_of = f"<p>As of {_escaped(facts.as_of)}</p>" if facts.as_of else ""
    practice = '<span class="practice">Practice book: invented people</span>' if facts.practice else ""
    return (
        f'{marking}<header class="head"><h1>{_escaped(facts.title)}</h1>{as_of}{practice}</header>'
        '<aside class="side" aria-label="Places">'
        '<div class="find"><label for="find">Find a place, beat or officer</label><input id="find" type="search"></div>'
        '<h2>Kinds of place</h2><ul class="kinds" id="kinds"></ul>'
        f"{'' if facts.public else CONTACT}"
        '<p class="count" id="count" role="status"></p><ul class="list" id="list"></ul></aside>'
    )


def _words_after(facts: MapFacts) -> str:
    marking = f"<b>{_escaped(facts.marking)}</b>" if facts.marking else ""
    exact = BLUR_MEANS if facts.public else "Places are marked exactly: for the team, not to be handed out."
    caveat = " ".join(filter(None, ("Sketch map, not to the scale of a survey.", exact, edges_in_words(facts.beats))))
    return f'<footer class="foot"><span>{_escaped(caveat)}</span>{marking}</footer>'


def edges_in_words(beats: Sequence[MapBeat]) -> str:
    """Return in sentences what the edges of beats on a map are; empty where there is no beat."""
    if not any(beat.drawn for beat in beats):
        return "Dashed edges of beats are indicative." if beats else ""
    days = {beat.since for beat in beats if beat.since is not None}
    since = f"since {short_day(max(days))}" if days else ""
    when = f" ({since if len(days) == 1 else f'the latest {since}'})" if since else ""
    rest = "" if all(beat.drawn for beat in beats) else "; dashed ones are indicative"
    return f"Solid edges are the beats’ boundaries{when}{rest}."


def _data(facts: MapFacts) -> str:
    """Return everything the page draws as JSON that cannot end its element: < > & and line separators are escaped."""
    counted = Counter(place.kind for place in facts.places)
    kinds = sorted(counted, key=lambda kind: (-counted[kind], kind))
    numbers = {kind: number for number, kind in enumerate(kinds)}
    looks = letters_and_colour(kinds)
    sketch = load_sketch()
    held = {
        "places": _collection([_place(place, numbers) for place in facts.places]),
        "beats": _collection([_beat(beat) for beat in facts.beats]),
        "kinds": [
            {"word": kind or "place", "count": counted[kind], "letters": letters, "colour": colour}
            for kind, (letters, colour) in zip(kinds, looks, strict=True)
        ],
        "looks": {
            name: {"fill": look.fill, "casing": look.casing, "width": look.width, "casing_width": look.casing_width}
            for name, look in PRINT.looks.items()
        }
        | {"ground": {"fill": PRINT.ground}},
        "bounds": _corners(sketch),
        "box": sketch.bounds,
        "sketch": _base(),
    }
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _place(place: MapPlace, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(place.longitude, 5), round(place.latitude, 5)]},
        "properties": {
            "name": place.name,
            "kind": numbers[place.kind],
            "beat": place.beat,
            "state": place.state,
            "standing": standing_of(place.state),
            "officer": place.named_officer,
        },
    }


def _beat(beat: MapBeat) -> dict[str, Any]:
    edge = "indicative: the nearest beat"
    if beat.drawn:
        edge = f"boundary since {short_day(beat.since)}" if beat.since else "boundary"
    properties = {"name": beat.name, "lpu": beat.lpu, "edge": edge, "drawn": beat.drawn}
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates_of(beat.polygons)},
        "properties": properties,
    }


def coordinates_of(polygons: Sequence[Sequence[Sequence[tuple[float, float]]]]) -> list[Any]:
    """Return polygons of (latitude, longitude) as the coordinates of a GeoJSON MultiPolygon, to a metre."""
    rings = [
        [[[round(longitude, 5), round(latitude, 5)] for latitude, longitude in ring] for ring in polygon if ring]
        for polygon in polygons
    ]
    return [[[*ring, ring[0]] for ring in polygon] for polygon in rings if polygon]


def _corners(sketch: Sketch) -> list[list[float]]:
    left, bottom, right, top = sketch.bounds
    return [list(to_degrees(sketch, (left, bottom))), list(to_degrees(sketch, (right, top)))]


def _base() -> dict[str, Any]:
    """Return the sketch map as its file packs it, without what the page does not draw."""
    packed = packed_sketch()
    return {
        "areas": packed["areas"],
        "lines": packed["lines"],
        "labels": packed["labels"],
        "dots": packed["dots"]["squares"],
        "step": packed["dots"]["step"],
        "latitude": packed["wgs84"]["latitude"],
        "longitude": packed["wgs84"]["longitude"],
        "short_credit": SHORT_CREDIT,
    }
