"""The map's first view of 10,000 places and 100,000 other points, against a stock folium page of the places alone."""

from __future__ import annotations

import gzip
import random
import time
from typing import TYPE_CHECKING

import folium

from wehere_desktop.maps.ground_sheet import ground_sheet
from wehere_desktop.maps.live_answers import OnMap, points_of
from wehere_desktop.records.point_field import MOST_FEATURES, MapPoint, PointField, View

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACES, OTHERS = 10_000, 100_000
VIEW = View(53.05, -2.95, 53.40, -2.15, 10)
CENTRE = (53.225, -2.55)
TIMES = 5


def measure() -> Sequence[tuple[object, ...]]:
    """Return time and bytes of the first view, and the features of every zoom; the stock page is only made."""
    luck = random.Random(1)  # noqa: S311 - points of a benchmark
    spots = [(53.0 + luck.random() * 0.45, -3.0 + luck.random() * 0.9) for _ in range(PLACES + OTHERS)]
    began = time.perf_counter()
    stock = folium.Map(location=CENTRE, zoom_start=10)
    for number, spot in enumerate(spots[:PLACES]):
        folium.CircleMarker(spot, popup=f"Place {number}").add_to(stock)
    page = stock.get_root().render().encode()
    stock_time = time.perf_counter() - began
    points = [MapPoint(str(number), *spot, f"Place {number}", "school", "kept") for number, spot in enumerate(spots)]
    held = OnMap({"place": PointField(points[:PLACES]), "crime": PointField(points[PLACES:])}, ("school",))
    ground_sheet(CENTRE, zoom=10, across=1, up=1)
    took, sent = [], 0
    for _ in range(TIMES):
        began = time.perf_counter()
        answers = [points_of(held, VIEW), ground_sheet(CENTRE, zoom=10, across=1060, up=730)]
        packed = [gzip.compress(each, 1) for each in answers]
        took.append(time.perf_counter() - began)
        sent = sum(map(len, packed))
    most = max(points_of(held, View(53.0, -3.0, 53.45, -2.1, zoom)).count(b'"Feature"') for zoom in range(19))
    return [
        ("map: first view of 110,000 points, against making a stock page of 10,000", min(took) / stock_time, 0.01),
        ("map: bytes sent for it, against that page", sent / len(page), 0.02),
        ("map: features a page holds at most", most, MOST_FEATURES, "features"),
    ]
