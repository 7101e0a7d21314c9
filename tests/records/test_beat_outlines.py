"""Where beats end: in their boundary if one was brought in, else where the nearest beat is another, with no gap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import shapely

from tests.elm_park import TODAY, a_book
from wehere_desktop.cartography.beat_lines import edges_once
from wehere_desktop.cartography.sketch import load_sketch
from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.boundary import rings_text
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.national_grid import many_to_grid
from wehere_desktop.records import BeatBook
from wehere_desktop.records.beat_outlines import BeatOutline, outlines_on

Ring = tuple[tuple[float, float], ...]
REACH = 0.02


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """A new book with the force's beats."""
    with a_book(tmp_path) as opened:
        yield opened


def beat(book: BeatBook, name: str = "Winsford Wharton") -> Beat:
    return book.beats.known_as(name)[0]


def box(at: Beat, reach: float = REACH) -> Ring:
    lat, lon = map(float, at.anchors[0].split())
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return tuple((lon + across * reach, lat + up * reach) for across, up in corners)


def bring_in(book: BeatBook, at: Beat, *rings: Ring, since: date = TODAY, until: date | None = None) -> None:
    text = rings_text([rings or (box(at),)])
    made = BeatBoundary(id=book.world.new_id(), beat=at.id, rings=text, valid_from=since, valid_to=until)
    with book.change("Bring in a boundary"):
        book.beat_boundaries.add(made)


def ground(outline: BeatOutline) -> Any:
    return shapely.union_all([shapely.Polygon(polygon[0], polygon[1:]) for polygon in outline.polygons])


def county() -> Any:
    return shapely.union_all([shapely.Polygon(ring) for rings in load_sketch().outlines.values() for ring in rings])


def test_that_a_beat_ends_where_its_boundary_lies_and_the_others_are_indicative(book: BeatBook) -> None:
    wharton = beat(book)
    bring_in(book, wharton)
    found = outlines_on(book, TODAY)
    assert [each for each in found if not found[each].indicative] == [wharton.id]
    assert found[wharton.id].since == TODAY
    assert ground(found[wharton.id]).equals_exact(
        shapely.Polygon(list(many_to_grid(box(wharton)))), 1.5, normalize=True
    )
    ((ring,),) = found[wharton.id].degrees
    assert {(round(lon, 4), round(lat, 4)) for lat, lon in ring} == {
        (round(x, 4), round(y, 4)) for x, y in box(wharton)
    }


def test_that_neighbours_without_a_boundary_give_way_to_it(book: BeatBook) -> None:
    wharton = beat(book)
    before = outlines_on(book, TODAY)
    bring_in(book, wharton)
    after = outlines_on(book, TODAY)
    taken = ground(after[wharton.id])
    assert set(after) == set(before)
    assert sum(ground(each).intersection(taken).area for each in before.values()) == pytest.approx(taken.area, rel=0.01)
    assert sum(ground(after[each]).intersection(taken).area for each in after if each != wharton.id) < 1


def test_that_all_beats_together_cover_the_county_before_and_after_some_boundaries_come_in(book: BeatBook) -> None:
    whole = county()
    cells = outlines_on(book, TODAY)
    assert len(cells) == 122
    assert whole.difference(shapely.union_all([ground(each) for each in cells.values()])).area < 1e-3 * whole.area
    for name in ("Winsford Wharton", "Blacon", "Nantwich"):
        bring_in(book, beat(book, name))
    some = outlines_on(book, TODAY)
    assert len(some) == 122
    assert whole.difference(shapely.union_all([ground(each) for each in some.values()])).area < 1e-2 * whole.area


def test_that_neighbours_share_their_edges_corner_by_corner(book: BeatBook) -> None:
    bring_in(book, beat(book))
    rings = [ring for each in outlines_on(book, TODAY).values() if each.indicative for ring in each.rings]
    drawn = sum(shapely.LineString(path).length for path in edges_once(rings))
    apart = shapely.union_all([shapely.LinearRing(ring) for ring in rings], grid_size=1.0).length
    assert drawn < 1.01 * apart


def test_that_a_spoilt_anchor_is_left_out_and_a_beat_without_ground_has_no_outline(book: BeatBook) -> None:
    wharton = beat(book)
    with book.change("Spoil"):
        book.beats.amend(wharton.id, anchors=("53.1955", "somewhere nice", "-33.9 18.4", *wharton.anchors))
    assert wharton.id in outlines_on(book, TODAY)
    with book.change("Spoil"):
        book.beats.amend(wharton.id, anchors=("somewhere nice",))
    assert wharton.id not in outlines_on(book, TODAY)
    assert len(outlines_on(book, TODAY)) == 121


def test_that_a_hole_in_a_boundary_is_a_hole_on_the_map(book: BeatBook) -> None:
    wharton = beat(book)
    bring_in(book, wharton, box(wharton), box(wharton, REACH / 2))
    outline = outlines_on(book, TODAY)[wharton.id]
    assert [len(polygon) for polygon in outline.polygons] == [2]
    assert len(outline.rings) == 2


@pytest.mark.parametrize(
    ("since", "until"),
    [(TODAY + timedelta(days=1), None), (TODAY - timedelta(days=9), TODAY - timedelta(days=1))],
    ids=["to come", "over"],
)
def test_that_a_boundary_of_another_day_is_not_drawn(book: BeatBook, since: date, until: date | None) -> None:
    bring_in(book, beat(book), since=since, until=until)
    assert all(each.indicative for each in outlines_on(book, TODAY).values())
    assert not outlines_on(book, since)[beat(book).id].indicative


def test_that_outlines_are_made_once_and_anew_when_a_boundary_comes_or_is_taken_back(book: BeatBook) -> None:
    before = outlines_on(book, TODAY)
    assert outlines_on(book, TODAY) is before
    bring_in(book, beat(book))
    assert outlines_on(book, TODAY) != before
    book.undo()
    assert outlines_on(book, TODAY) == before


def test_that_a_text_which_is_no_outline_leaves_the_beat_as_it_was(book: BeatBook) -> None:
    before = outlines_on(book, TODAY)
    made = BeatBoundary(id=book.world.new_id(), beat=beat(book).id, rings='[["spoilt"', valid_from=TODAY)
    with book.change("Bring in what is spoilt"):
        book.beat_boundaries.add(made)
    assert outlines_on(book, TODAY) == before
