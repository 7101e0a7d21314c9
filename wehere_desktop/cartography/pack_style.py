"""Which of our quiet styles each thing of a vector pack is drawn in, for the four usual ways of naming its layers.

These are OpenMapTiles, Ordnance Survey's Open Zoomstack, Shortbread and Protomaps. A layer or word that is not here is
left out: better a quiet map than a wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Form = Literal["points", "lines", "areas"]

_WORDS = ("class", "kind", "type", "pmap:kind")
"""Under which names a pack says what a thing is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How the things of a layer are drawn: a style by what each is said to be, else `otherwise` (empty: left out)."""

    otherwise: str = ""
    by_word: Mapping[str, str] = field(default_factory=dict)


def _each(style: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(","), style)


_GREEN = {
    **_each("wood", "wood,forest,woodland,scrub,tree_row"),
    **_each(
        "park",
        "park,grass,grassland,meadow,garden,village_green,recreation_ground,playground,golf_course,pitch,cemetery,"
        "nature_reserve,allotments,orchard,heath,greenfield,common,public park or garden,playing field,sports ground,"
        "golf course,religious grounds,bowling green,tennis court,play space,allotments or community growing spaces",
    ),
    **_each(
        "built-up",
        "residential,suburb,neighbourhood,urban_area,commercial,retail,industrial,school,university,college,hospital,"
        "kindergarten,garages,railway,urban",
    ),
}
_STREAMS = {
    **_each("river", "river,national,regional"),
    **_each("canal", "canal"),
    **_each("stream", "stream,district,local"),
    **_each("", "mhw,mlw,ditch,drain,ocean,lake,water"),
}
_ROADS = {
    **_each("motorway", "motorway,motorway_link,highway"),
    **_each("trunk", "trunk,trunk_link,primary_road,a road primary"),
    **_each("main", "primary,primary_link,a road,major_road"),
    **_each("second", "secondary,secondary_link,b road,medium_road"),
    **_each("lane", "tertiary,tertiary_link,minor,unclassified"),
    **_each("street", "residential,living_street,minor_road,local,street,minor_construction,restricted,busway"),
    **_each("service", "service,pedestrian,alley"),
    **_each("path", "path,footway,cycleway,bridleway,steps,track,other"),
    **_each("rail", "rail,light_rail,narrow_gauge,railway"),
}

AREAS: dict[str, Rule] = {
    "landcover": Rule("", _GREEN),
    "landuse": Rule("", _GREEN),
    "land": Rule("", _GREEN),
    "natural": Rule("", _GREEN),
    "sites": Rule("built-up", _GREEN),
    "urban_areas": Rule("built-up"),
    "park": Rule("park"),
    "greenspace": Rule("park"),
    "greenspaces": Rule("park"),
    "woodland": Rule("wood"),
    "water": Rule("lake", _each("estuary", "ocean,sea,bay,strait")),
    "ocean": Rule("estuary"),
    "sea": Rule("estuary"),
    "tidalwater": Rule("estuary"),
    "water_polygons": Rule("lake"),
    "surfacewater": Rule("lake"),
    "building": Rule("building"),
    "buildings": Rule("building"),
    "local_buildings": Rule("building"),
    "district_buildings": Rule("building"),
}
LINES: dict[str, Rule] = {
    "waterway": Rule("stream", _STREAMS),
    "water_lines": Rule("stream", _STREAMS),
    "waterlines": Rule("stream", _STREAMS),
    "water": Rule("", _STREAMS),
    "transportation": Rule("", _ROADS),
    "streets": Rule("", _ROADS),
    "roads": Rule("", _ROADS),
    "roads_national": Rule("main", _ROADS),
    "roads_regional": Rule("main", _ROADS),
    "roads_local": Rule("street", _ROADS),
    "rail": Rule("rail"),
    "transit": Rule("", _ROADS),
    "boundary": Rule("authority"),
    "boundaries": Rule("authority"),
}
BOUNDARY_LAYERS = frozenset({"boundary", "boundaries"})
MOST_ADMINISTRATIVE = 6
"""OpenStreetMap's level of counties and unitary authorities; parishes and wards are left to the book's own beats."""

_SETTLEMENTS = {
    **_each("1", "city,capital"),
    **_each("2", "town"),
    **_each("3", "village,suburban area,suburb,suburban"),
    **_each("4", "hamlet,small settlements,neighbourhood,quarter,isolated_dwelling,farm,locality"),
}
POINTS: dict[str, Rule] = {
    "place": Rule("", _SETTLEMENTS),
    "places": Rule("", _SETTLEMENTS),
    "place_labels": Rule("", _SETTLEMENTS),
    "names": Rule("", {**_SETTLEMENTS, **_each("water", "water"), **_each("green", "greenspace,woodland,landform")}),
    "water_name": Rule("water"),
    "water_polygons_labels": Rule("water"),
    "railway_stations": Rule("station"),
    "railwaystations": Rule("station"),
}
LINE_NAMES = frozenset(
    {"transportation_name", "street_labels", "roads", "roads_local", "waterway", "water_lines_labels"}
)
_NAMED_LINES: dict[str, Rule] = {
    **LINES,
    "transportation_name": Rule("", _ROADS),
    "street_labels": Rule("", _ROADS),
    "water_lines_labels": Rule("river", _STREAMS),
}

ORDER = (
    *("built-up", "park", "wood", "estuary", "lake", "stream", "river", "canal", "building", "path", "rail"),
    *("service", "street", "lane", "second", "main", "trunk", "motorway", "authority"),
)
"""From the bottom to the top."""

FROM_ZOOM = {"building": 14, "path": 15, "service": 14, "street": 12, "stream": 12, "lane": 11, "second": 9, "rail": 9}
"""From which zoom of the page a style is drawn; what is not here always is."""

NAMES_FROM_ZOOM = {"1": 6, "2": 8, "3": 11, "4": 13, "water": 13, "green": 14, "station": 13, "road": 11, "street": 15}

_RULES: dict[Form, dict[str, Rule]] = {"areas": AREAS, "lines": LINES, "points": POINTS}
_LONGEST = 60


def is_wanted(layer: str) -> bool:
    """Say whether anything of a layer is drawn or written."""
    plain = layer.lower()
    return plain in AREAS or plain in LINES or plain in POINTS or plain in LINE_NAMES


def style_of(layer: str, form: Form, tells: Mapping[str, Any]) -> str:
    """Return the style a thing is drawn in, for points the kind of its name; empty where it is left out."""
    plain = layer.lower()
    rule = _RULES[form].get(plain)
    if rule is None or (plain in BOUNDARY_LAYERS and not _is_high_boundary(tells)):
        return ""
    return _ruled(rule, tells)


def name_of(layer: str, form: Form, tells: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the name to write for a thing and its kind, one of `NAMES_FROM_ZOOM`; None where nothing is written."""
    plain = layer.lower()
    if form == "points":
        kind, text = style_of(layer, form, tells), _said(tells, "name1", "name")
        return (text, kind) if kind and text else None
    if form != "lines" or plain not in LINE_NAMES:
        return None
    style = _ruled(_NAMED_LINES[plain], tells)
    if style in {"river", "canal"}:
        text = _said(tells, "name")
        return (text, "water") if text else None
    if style in {"motorway", "trunk", "main", "second"} and (number := _said(tells, "ref", "number", "shield_text")):
        return number.split(";")[0], "road"
    text = _said(tells, "name", "name1")
    return (text, "street") if text and style and style not in {"rail", "stream", "path"} else None


def _ruled(rule: Rule, tells: Mapping[str, Any]) -> str:
    # The finer word first: Protomaps says “kind_detail” where another says “class”
    for name in ("kind_detail", "subclass", *_WORDS):
        word = tells.get(name)
        if isinstance(word, str) and (style := rule.by_word.get(word.lower())) is not None:
            return style
    return rule.otherwise


def _is_high_boundary(tells: Mapping[str, Any]) -> bool:
    level = tells.get("admin_level", tells.get("kind_detail"))
    return not isinstance(level, int | float) or level <= MOST_ADMINISTRATIVE


def _said(tells: Mapping[str, Any], *names: str) -> str:
    for name in names:
        held = tells.get(name)
        if isinstance(held, str) and held.strip():
            plain = "".join(letter for letter in " ".join(held.split()) if letter.isprintable())
            return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
    return ""
