"""Points of the map: each of a view in exactly one feature, never more features than a page may hold."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.records.point_field import MOST_FEATURES, Cluster, MapPoint, PointField, View

LATS = st.floats(53.0, 53.4)
LONS = st.floats(-3.0, -2.2)
SPOTS = st.lists(st.tuples(LATS, LONS, st.booleans()), max_size=60)
EVERYTHING = {"south": 52.9, "west": -3.1, "north": 53.5, "east": -2.1}


def a_field(spots: list[tuple[float, float, bool]]) -> PointField:
    """Return a field of places at these spots, some of them late."""
    return PointField(
        MapPoint(f"p{number}", lat, lon, f"Place {number}", "school", "late" if late else "kept")
        for number, (lat, lon, late) in enumerate(spots)
    )


@given(spots=SPOTS, zoom=st.integers(0, 20))
def test_that_each_point_of_a_view_stands_in_exactly_one_feature(
    spots: list[tuple[float, float, bool]], zoom: int
) -> None:
    shown = a_field(spots).shown(View(**EVERYTHING, zoom=zoom))
    ones = [each.id for each in shown if isinstance(each, MapPoint)]
    clusters = [each for each in shown if isinstance(each, Cluster)]
    assert len(ones) == len(set(ones))
    assert len(ones) + sum(each.count for each in clusters) == len(spots)
    late = sum(each.late for each in clusters) + sum(
        each.state == "late" for each in shown if isinstance(each, MapPoint)
    )
    assert late == sum(late for _, _, late in spots)


def test_that_a_page_never_holds_more_features_than_it_may() -> None:
    spots = [(53.0 + (number % 100) / 250, -3.0 + (number // 100) / 125, False) for number in range(10_000)]
    field = a_field(spots)
    for zoom in range(21):
        shown = field.shown(View(**EVERYTHING, zoom=zoom))
        assert len(shown) <= MOST_FEATURES
        assert sum(each.count if isinstance(each, Cluster) else 1 for each in shown) == len(spots)


def test_that_points_of_one_street_come_apart_when_looked_at_closely() -> None:
    field = a_field([(53.2, -2.5 + number / 10_000, False) for number in range(9)])
    near = View(53.19, -2.51, 53.21, -2.49, 16)
    far = View(**EVERYTHING, zoom=10)
    assert len(field.shown(far)) == 1
    assert len(field.shown(near)) == 9


def test_that_a_point_without_a_place_on_earth_is_left_out() -> None:
    assert len(PointField([MapPoint("a", 91.0, 0.0, "Nowhere"), MapPoint("b", float("nan"), 0.0, "Nowhere")])) == 0


@given(spots=SPOTS)
def test_that_the_nearest_come_first(spots: list[tuple[float, float, bool]]) -> None:
    found = a_field(spots).nearest(Position(53.2, -2.5), 10)
    away = [metres for metres, _ in found]
    assert len(found) == min(len(spots), 10)
    assert all(one <= other + 40 for one, other in pairwise(away))


@given(
    points=st.lists(
        st.builds(
            MapPoint,
            st.uuids().map(str),
            LATS,
            LONS,
            st.text(max_size=20),
            st.sampled_from(["school", "pub", ""]),
            st.sampled_from(["late", "kept", "due"]),
            st.booleans(),
            st.integers(1, 9_999),
        ),
        max_size=30,
        unique_by=lambda each: each.id,
    )
)
def test_that_what_is_laid_out_comes_back_as_it_was(points: list[MapPoint]) -> None:
    field = PointField(points)
    assert sorted(field.points, key=lambda each: each.id) == sorted(points, key=lambda each: each.id)
    assert all(field.find(each.id) == each for each in points)
    assert field.find("nobody's") is None
    assert field.kinds().total() == len(points)
    assert field.how_many_of_nobody() == sum(each.nobody for each in points)
    everything = View(**EVERYTHING, zoom=10)
    late = sum(each.state == "late" for each in points)
    assert field.counts_inside(everything) == (len(points), late, sum(each.weight for each in points))
    assert len(field.inside(everything)) == len(points)
    assert (field.edges() is None) == (not points)


@given(lat=st.floats(-85.05, 85.05), lon=st.floats(-180, 180))
def test_that_a_point_anywhere_on_the_map_is_found_in_the_view_about_it(lat: float, lon: float) -> None:
    view = View(lat - 0.01, lon - 0.01, lat + 0.01, lon + 0.01, 14)
    assert [each.id for each in PointField([MapPoint("a", lat, lon, "There")]).shown(view)] == ["a"]  # type: ignore[union-attr] # alone, it is no cluster
