"""The look can be read: every pair of text and ground has contrast enough, in each palette, and every icon draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from wehere_desktop.desk.colours import ALL, contrast, text_pairs
from wehere_desktop.desk.look import LARGEST_SCALE, Look, Mode, drawn, icon_names

LEAST = 4.5
# WCAG 2.2, 1.4.11: what bounds a field has to stand out three times from its ground.
LEAST_FOR_EDGES = 3.0
# The others have a colour of their own, for the style sheet.
RECOLOURED = [name for name in icon_names() if not name.startswith(("drop-", "tick-white"))]
PAIRS = [(palette, *pair) for palette, told in ALL.items() for pair in text_pairs(told)]


@pytest.mark.parametrize(("palette", "what", "text", "ground"), PAIRS, ids=[f"{each[0]}: {each[1]}" for each in PAIRS])
def test_that_text_can_be_read_on_its_ground(palette: str, what: str, text: str, ground: str) -> None:
    assert contrast(text, ground) >= LEAST


@pytest.mark.parametrize("palette", ALL)
def test_that_a_field_stands_out_from_what_it_lies_on(palette: str) -> None:
    told = ALL[palette]
    assert contrast(told.edge, told.surface) >= LEAST_FOR_EDGES


def test_that_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", RECOLOURED)
def test_that_every_icon_draws_something_in_the_colour_asked_for(name: str, look: Look) -> None:
    picture = drawn(name, "#a3231c", 24, 1.0).toImage()
    seen = {
        QColor(picture.pixelColor(x, y)).name()
        for x in range(24)
        for y in range(24)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert "#a3231c" in seen


def test_that_the_text_size_is_kept_for_this_laptop_and_stays_within_bounds(look: Look) -> None:
    look.choose(scale=900)
    assert look.scale == LARGEST_SCALE
    assert look.sizes.body == 26
    assert Look.kept().scale == LARGEST_SCALE
    look.choose(scale=100)


def test_that_light_and_dark_are_told_to_everybody(look: Look, qtbot: object) -> None:
    heard: list[bool] = []
    look.changed.connect(lambda: heard.append(look.dark))
    look.choose(mode=Mode.DARK)
    look.choose(mode=Mode.LIGHT)
    assert heard == [True, False]


def test_that_a_strange_setting_counts_as_the_usual(laptop_home: Path, look: Look) -> None:
    laptop_home.mkdir(parents=True, exist_ok=True)
    (laptop_home / "settings.json").write_text('{"look.mode": "purple", "look.text_scale": "big"}', encoding="utf-8")
    kept = Look.kept()
    assert kept.mode is Mode.SYSTEM
    assert kept.scale == 100
