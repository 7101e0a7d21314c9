"""The window's map at every zoom, by day and by night: something to see, names apart, and only what is of use."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from wehere_desktop.cartography.draw import draw_map
from wehere_desktop.cartography.drawing import Discs, Drawing, Stroke, Words
from wehere_desktop.cartography.frame import Frame
from wehere_desktop.cartography.lettering import Room
from wehere_desktop.cartography.mercator import frame_of, projected_sketch
from wehere_desktop.cartography.palette import NIGHT, PRINT, Palette, luma
from wehere_desktop.cartography.text_width import text_width

ZOOMS = (8, 9, 10, 11, 12, 13, 15, 17)
CENTRES = {"Northwich": (53.26, -2.51), "Crewe": (53.098, -2.44)}


def frame_at(name: str, zoom: int) -> Frame:
    return frame_of(CENTRES[name], zoom=zoom, across=900, up=600, pixels_per_point=1.5)


@cache
def sheet(name: str, zoom: int, *, dark: bool = False) -> Drawing:
    palette = NIGHT if dark else PRINT
    return draw_map(frame_at(name, zoom), sketch=projected_sketch(), palette=palette, furniture=False, ways=False)


def words_of(drawing: Drawing) -> list[Words]:
    return [shape for shape in drawing.primitives if isinstance(shape, Words)]


@pytest.mark.parametrize("name", CENTRES)
@pytest.mark.parametrize("zoom", ZOOMS)
def test_that_at_every_zoom_there_are_roads_and_names_and_none_covers_another(name: str, zoom: int) -> None:
    drawing = sheet(name, zoom)
    assert [shape for shape in drawing.primitives if isinstance(shape, Stroke)]
    room = Room(drawing.width, drawing.height, text_width)
    level = [(words, room.box_of(replace(words, halo_width=0))) for words in words_of(drawing) if not words.angle]
    assert level
    for at, (one, box) in enumerate(level):
        for other, hit in level[at + 1 :]:
            covers = box[0] < hit[2] - 1 and hit[0] < box[2] - 1 and box[1] < hit[3] - 1 and hit[1] < box[3] - 1
            assert not covers, f"{one.text} / {other.text}"


@pytest.mark.parametrize("name", CENTRES)
def test_that_the_town_is_named_at_every_zoom_from_the_county_to_the_street(name: str) -> None:
    for zoom in ZOOMS[1:]:
        assert name in {words.text for words in words_of(sheet(name, zoom))}, zoom


@pytest.mark.parametrize("name", CENTRES)
def test_that_a_street_is_not_bare_even_at_the_closest_zoom(name: str) -> None:
    dots = [shape for shape in sheet(name, 17).primitives if isinstance(shape, Discs)]
    assert sum(len(each.centres) for each in dots) > 15


def test_that_the_county_shows_cities_stronger_than_towns_and_only_motorways_numbered_from_afar() -> None:
    county = {words.text: words for words in words_of(sheet("Northwich", 10))}
    assert county["Chester"].bold
    assert not county["Northwich"].bold
    assert county["Chester"].size > county["Northwich"].size
    far = {words.text for words in words_of(sheet("Northwich", 8))}
    assert "M6" in far
    assert not [text for text in far if text[:1] == "A" and text[1:].isdigit()]


@pytest.mark.parametrize("zoom", ZOOMS)
def test_that_night_shows_the_same_as_day_in_inks_that_stand_off_the_ground(zoom: int) -> None:
    day, night = sheet("Crewe", zoom), sheet("Crewe", zoom, dark=True)
    assert [words.text for words in words_of(day)] == [words.text for words in words_of(night)]
    assert all(luma(words.colour) > luma(NIGHT.ground) + 90 for words in words_of(night))


@pytest.mark.parametrize("style", ["motorway", "trunk", "main", "lane"])
@pytest.mark.parametrize("palette", [PRINT, NIGHT], ids=["day", "night"])
def test_that_a_roads_number_can_be_read_on_its_plate(palette: Palette, style: str) -> None:
    look = palette.look(style)
    ink = "#ffffff" if style == "motorway" else palette.ink
    assert contrast(ink, look.plate or look.fill) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 reckons it."""
    light, dark = sorted((lightness(one), lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
