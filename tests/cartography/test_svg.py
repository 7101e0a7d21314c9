"""A map as SVG is well-formed, holds no address but the namespace, and shows hostile names as text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wehere_desktop.cartography.drawing import Discs, Drawing, Fill, Stroke, Words
from wehere_desktop.cartography.svg import NAMESPACE, to_svg

HOSTILE = '</text><script>alert(1)</script> & "quoted" ]]> <!--'


def of(*shapes: Fill | Stroke | Discs | Words) -> Drawing:
    return Drawing(100, 50, shapes, HOSTILE, "")


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def test_that_hostile_words_stay_words() -> None:
    svg = to_svg(of(Words(HOSTILE, 1, 2, 8, "#000000")))
    tree = parsed(svg)
    assert [each.text for each in tree.iter(f"{{{NAMESPACE}}}text")] == [HOSTILE]
    assert tree.findtext(f"{{{NAMESPACE}}}title") == HOSTILE
    assert not list(tree.iter(f"{{{NAMESPACE}}}script"))


@given(st.text())
def test_that_any_text_gives_well_formed_svg(text: str) -> None:
    assert parsed(to_svg(of(Words(text, 1, 2, 8, "#000000")))) is not None


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Fill((((0, 0), (10, 0), (10, 10)),), "#123456"), 'd="M0 50L10 50L10 40Z" fill="#123456" fill-rule="evenodd"'),
        (Stroke((((0, 0), (10, 20)),), "#123456", 1.5, dash=(2, 1), butt=True), 'stroke-dasharray="2 1"'),
        (Discs(((5, 5),), 2, "#ffffff", "#000000", 1), 'stroke="#000000" stroke-width="5"'),
        (Words("Elm", 5, 5, 8, "#000000", angle=30), 'transform="rotate(-30 5 45)"'),
        (Words("Elm", 5, 5, 8, "#000000", halo="#ffffff", halo_width=2), 'paint-order="stroke"'),
    ],
)
def test_that_each_kind_of_shape_is_turned_upside_up(shape: Fill | Stroke | Discs | Words, expected: str) -> None:
    assert expected in to_svg(of(shape))


def test_that_the_only_address_is_the_namespace() -> None:
    assert set(re.findall(r"https?://[^\"]*", to_svg(of()))) == {NAMESPACE}
