"""Whatever the style sheet dresses can be read: each rule's words against its own ground, or each it may lie on."""

from __future__ import annotations

import re

import pytest

from wehere_desktop.desk.colours import ALL, Colours, contrast
from wehere_desktop.desk.dress import Sizes, dress

LEAST = 4.5
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = re.compile(r"(?<![-\w])color:\s*(#[0-9a-fA-F]{6})")
GROUND = re.compile(r"(?<![-\w])background:\s*(#[0-9a-fA-F]{6})")


def rules(told: Colours) -> list[tuple[str, str]]:
    """Return each selector of the style sheet with what it says."""
    sheet = dress(told, Sizes(12, 13, 20), round)
    return [(selector.strip(), said) for selectors, said in RULE.findall(sheet) for selector in selectors.split(",")]


def grounds_of(selector: str, said: str, every: dict[str, str], told: Colours) -> list[str]:
    """Return what the words of a rule may stand on: their own ground, else that of the same thing, else its place."""
    own = GROUND.findall(said)
    if own:
        return own
    if 'pill="' in selector:
        return [every[selector]]
    if 'rail="' in selector or 'rank="rail"' in selector:
        return [told.rail, told.rail_hover]
    if 'house="banner"' in selector:
        return [told.due_fill, told.late_fill]
    if 'rank="first"' in selector:
        return [told.accent, told.accent_hover]
    return [told.surface, told.ground, told.hover, told.chosen]


@pytest.mark.parametrize("palette", ALL)
def test_that_every_word_the_style_sheet_colours_can_be_read(palette: str) -> None:
    told = ALL[palette]
    every = {selector: ground for selector, said in rules(told) for ground in GROUND.findall(said)}
    checked, faint = 0, []
    for selector, said in rules(told):
        if ":disabled" in selector:
            # What cannot be used now need not stand out, says the standard
            continue
        for text in COLOUR.findall(said):
            for ground in grounds_of(selector, said, every, told):
                checked += 1
                if contrast(text, ground) < LEAST:
                    faint.append(f"{selector}: {text} on {ground} is {contrast(text, ground):.2f}")
    assert faint == []
    assert checked > 60


@pytest.mark.parametrize("palette", ALL)
def test_that_links_and_buttons_can_be_read_in_the_line_at_the_top(palette: str) -> None:
    told = ALL[palette]
    for text in (told.ink, told.link, told.late):
        for ground in (told.due_fill, told.late_fill):
            assert contrast(text, ground) >= LEAST
