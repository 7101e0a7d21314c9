"""The printed map numbers what is on it, lists it, and shows every name as text."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.elm_park import a_book
from wehere_desktop.cartography.palette import PRINT
from wehere_desktop.handouts.internal import MARKING
from wehere_desktop.handouts.map_sheet import (
    EXACT,
    HATCHED,
    MOST_NUMBERED,
    NO_CRIMES,
    MapArea,
    MapCrimes,
    MapLine,
    beats_on,
    map_sheet,
)
from wehere_desktop.handouts.pen import Role
from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.boundary import rings_text
from wehere_desktop.neighbourhood.crime import CAVEAT
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.records import BeatBook
from wehere_desktop.records.point_field import View
from wehere_desktop.refusal import Refusal

HOSTILE = "</script><img onerror=alert(1) src=x> & <b>bold</b> {{7*7}} \u202e cba"
VIEW = View(53.15, -2.60, 53.25, -2.45, 12)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """An open book."""
    with a_book(tmp_path) as opened:
        yield opened


def line(name: str, lat: float = 53.2, lon: float = -2.5) -> MapLine:
    return MapLine(name, "school, in touch", Position(lat, lon))


def strokes(pdf: bytes, colour: str) -> int:
    """Return how often the first side of a paper takes up a colour to draw lines with."""
    red, green, blue = (f"{int(colour[at : at + 2], 16) / 255:.6f}".rstrip("0").lstrip("0") for at in (1, 3, 5))
    with pikepdf.open(BytesIO(pdf)) as paper:
        content = paper.pages[0].Contents.read_bytes().decode("latin-1")
    return content.count(f"{red} {green} {blue} RG")


def test_that_a_hostile_name_is_text_on_the_printed_map(book: BeatBook) -> None:
    printed = map_sheet(book, VIEW, [line(HOSTILE)], under="Northwich")
    written = "".join("".join(each.text.split()) for each in printed.spoken)
    assert "</script><imgonerror=alert(1)src=x>&<b>bold</b>{{7*7}}" in written


def test_that_places_are_numbered_from_north_to_south_and_the_paper_says_they_are_exact(book: BeatBook) -> None:
    printed = map_sheet(book, VIEW, [line("South", 53.17), line("North", 53.23), line("Middle")], under="Northwich")
    words = [each.text for each in printed.spoken]
    listed = [each for each in words if each[:2] in {"1.", "2.", "3."}]
    assert [each.split(":")[0] for each in listed] == ["1. North", "2. Middle", "3. South"]
    assert EXACT in words
    assert {each.side for each in printed.spoken if each.text == MARKING} == set(range(1, printed.pages + 1))


def test_that_of_very_many_the_nearest_are_numbered_and_the_rest_are_dots(book: BeatBook) -> None:
    many = [line(f"Hall {at}", 53.2 + at / 4000, -2.5) for at in range(MOST_NUMBERED + 5)]
    words = " ".join(each.text for each in map_sheet(book, VIEW, many, under="All").spoken)
    assert "5 more are dots" in words
    assert f"{MOST_NUMBERED}. Hall 0:" in words
    assert f"{MOST_NUMBERED + 1}. Hall" not in words


def test_that_a_list_that_runs_on_has_no_heading_of_nothing_and_fills_the_second_column_first(book: BeatBook) -> None:
    many = [line(f"Hall {at}", 53.2 + at / 4000, -2.5) for at in range(MOST_NUMBERED)]
    printed = map_sheet(book, VIEW, many, under="All")
    words = [each.text for each in printed.spoken]
    assert not [each for each in words if "continued" in each]
    assert [each.split(".")[0] for each in words if ": school, in touch" in each] == [
        str(number) for number in range(1, MOST_NUMBERED + 1)
    ]
    assert printed.pages == 2


def test_that_the_printed_map_has_the_beats_of_the_day_and_says_how_their_edges_are_known(book: BeatBook) -> None:
    (figure,) = [each for each in map_sheet(book, VIEW, [], under="All").spoken if each.role is Role.FIGURE]
    assert figure.text.startswith("Map.")
    whole = book.beats.known_as("Winsford Wharton")[0]
    ring = ((-2.52, 53.18), (-2.48, 53.18), (-2.48, 53.21), (-2.52, 53.21), (-2.52, 53.18))
    with book.change("Bring in"):
        book.beat_boundaries.add(
            BeatBoundary(
                id=book.world.new_id(), beat=whole.id, rings=rings_text([(ring,)]), valid_from=book.world.today()
            )
        )
    edges = {each.name: each.indicative for each in beats_on(book)}
    assert len(edges) == 122
    assert [name for name in edges if not edges[name]] == ["Winsford Wharton"]


def test_that_a_round_keeps_its_own_numbers_and_is_listed_first(book: BeatBook) -> None:
    way = [("S", line("Station", 53.16)), ("1", line("Ash", 53.22)), ("2", line(HOSTILE, 53.17))]
    printed = map_sheet(book, VIEW, [line("Hall", 53.24)], under="Today", way=way)
    words = [each.text for each in printed.spoken if each.text[:2] in {"S.", "1.", "2.", "3."}]
    assert [each.split(":")[0][:12] for each in words] == ["S. Station", "1. Ash", "2. </script>", "3. Hall"]


def test_that_areas_are_named_and_said_to_be_hatched_with_a_hostile_title_as_text(book: BeatBook) -> None:
    ring = ((-2.52, 53.18), (-2.48, 53.18), (-2.48, 53.21), (-2.52, 53.21), (-2.52, 53.18))
    without = map_sheet(book, VIEW, [line("Hall")], under="All")
    assert not [each for each in without.spoken if HATCHED in each.text]
    printed = map_sheet(book, VIEW, [line("Hall")], under="All", areas=[MapArea(HOSTILE, ((ring,),))])
    said = next(each.text for each in printed.spoken if each.role is Role.PARAGRAPH and HATCHED in each.text)
    assert "</script>" in "".join(said.split())
    (figure,) = [each.text for each in printed.spoken if each.role is Role.FIGURE]
    assert HATCHED in figure
    assert strokes(printed.pdf, PRINT.look("area").fill) > 0
    assert strokes(without.pdf, PRINT.look("area").fill) == 0
    many = [MapArea(f"Priority {number}", ((ring,),)) for number in range(40)]
    assert map_sheet(book, VIEW, [], under="All", areas=many).pages == 1


def test_that_crimes_are_counted_with_their_caveat_and_never_listed(book: BeatBook) -> None:
    points = ((Position(53.2, -2.5), 3), (Position(53.21, -2.51), 4), (Position(10.0, 10.0), 1))
    printed = map_sheet(book, VIEW, [line("Hall")], under="All", crimes=MapCrimes(points, "September 2026"))
    said = " ".join(each.text for each in printed.spoken if each.role is Role.PARAGRAPH)
    assert "8 published crimes hereabouts (September 2026)" in said
    assert CAVEAT in said
    assert "1 mark ·" in said
    assert not [each for each in printed.spoken if each.text.startswith("2.")]
    none = map_sheet(book, VIEW, [], under="All", crimes=MapCrimes((), "no month"))
    assert any(NO_CRIMES in each.text and CAVEAT in each.text for each in none.spoken)


def test_that_a_view_off_the_grid_is_refused(book: BeatBook) -> None:
    with pytest.raises(Refusal):
        map_sheet(book, View(10.0, 10.0, 10.1, 10.1, 12), [], under="Nowhere")
