"""The small map: a mark in the middle, light or dark, near or further off, and nothing where there is no ground."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage

from tests.desk.a_desk import settle
from wehere_desktop.cartography.palette import NIGHT, PRINT, luma
from wehere_desktop.desk.colours import contrast
from wehere_desktop.desk.look import Look, Mode
from wehere_desktop.desk.screen import Desk
from wehere_desktop.desk.small_map import SmallMap
from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.boundary import rings_text
from wehere_desktop.neighbourhood.ground import Position

WINSFORD = Position(53.19, -2.53)
AWAY = Position(51.5, -0.12)
OFF_THE_GRID = Position(40.0, 20.0)


@pytest.fixture
def small(desk: Desk) -> Iterator[SmallMap]:
    """A small map on show."""
    made = SmallMap(desk)
    made.resize(376, 240)
    yield made
    settle(desk)
    made.hide()
    made.scale_button.deleteLater()
    made.deleteLater()


def shown(small: SmallMap, desk: Desk, position: Position | None) -> QImage | None:
    """Return the picture of a position once it is drawn."""
    small.show_position(position, "Elm School")
    settle(desk, small)
    return small.picture.image if small.picture is not None else None


def test_that_the_place_is_marked_in_the_middle_and_told_in_words(small: SmallMap, desk: Desk) -> None:
    image = shown(small, desk, WINSFORD)
    assert image is not None
    assert small.isVisible()
    assert small.picture is not None
    assert "Winsford" in small.picture.said
    middle_down = round(image.height() * (168 - 22) / 168 / 2)
    ring = image.pixelColor(image.width() // 2 + round(4 * image.devicePixelRatio()), middle_down)
    assert ring == QColor(PRINT.mark)


def test_that_the_map_follows_the_look_and_the_scale(small: SmallMap, desk: Desk, look: Look) -> None:
    light = shown(small, desk, WINSFORD)
    small.scale_button.click()
    settle(desk)
    assert small.picture is not None
    assert small.picture.image != light
    assert "12 km across" in small.picture.said
    assert small.scale_button.text() == "Look closer"
    assert small.scale_button.accessibleName() == "Look closer: the map of Elm School"
    look.choose(mode=Mode.DARK)
    settle(desk, small)
    dark = small.picture.image
    assert luma(dark.pixelColor(5, 5).name()) < 100 < luma(small_corner(light))
    look.choose(mode=Mode.LIGHT)


def small_corner(image: QImage | None) -> str:
    """Return the colour of a map's upper left corner."""
    assert image is not None
    return image.pixelColor(5, 5).name()


def test_that_the_edges_of_beats_are_drawn_broken_where_indicative_and_whole_where_brought_in(
    small: SmallMap, desk: Desk
) -> None:
    edge = QColor(PRINT.look("beat").fill)

    def drawn() -> int:
        image = shown(small, desk, WINSFORD)
        assert image is not None
        across, down = range(image.width()), range(image.height())
        return sum(_alike(image.pixelColor(x, y), edge) for x in across for y in down)

    shown(small, desk, None)
    broken = drawn()
    beat = desk.book.beats.known_as("Winsford Wharton")[0]
    ring = ((-2.535, 53.185), (-2.525, 53.185), (-2.525, 53.195), (-2.535, 53.195), (-2.535, 53.185))
    with desk.book.change("Bring in"):
        desk.book.beat_boundaries.add(
            BeatBoundary(
                id=desk.book.world.new_id(),
                beat=beat.id,
                rings=rings_text([(ring,)]),
                valid_from=desk.today(),
            )
        )
    # The same position again: what was drawn before is not shown for good
    assert drawn() > broken > 0


def _alike(one: QColor, other: QColor) -> bool:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(mine - theirs) < 40 for mine, theirs in pairs)


@pytest.mark.parametrize("position", [AWAY, OFF_THE_GRID, None])
def test_that_where_there_is_no_ground_to_draw_there_is_no_map(
    small: SmallMap, desk: Desk, position: Position | None
) -> None:
    assert shown(small, desk, WINSFORD) is not None
    assert shown(small, desk, position) is None
    assert not small.isVisible()


def test_that_names_on_the_dark_map_can_be_read() -> None:
    for ground in (NIGHT.ground, NIGHT.beyond, NIGHT.look("built-up").fill, NIGHT.look("wood").fill, NIGHT.halo):
        for ink in (NIGHT.ink, NIGHT.quiet):
            assert contrast(ink, ground) >= 4.5
    assert set(NIGHT.looks) == set(PRINT.looks)
