"""Boundaries in the window: known for what they are, asked about where only likely, and brought in with one button."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

from tests.desk.a_desk import settle
from tests.screens.bring_in.conftest import NewFile, Shown
from tests.screens.bring_in.test_whole_way import step_of, words_on
from wehere_desktop.desk.pieces import WayIn
from wehere_desktop.desk.small_picture import Picture
from wehere_desktop.neighbourhood.boundary import area_of, polygons_of
from wehere_desktop.screens.bring_in.outlines_view import CLEAN
from wehere_desktop.screens.bring_in.step import FINISH, LOOK, SETTLE


def a_file(folder: Path) -> Path:
    features = []
    for name, lat, lon in (("Boughton", 53.1937, -2.878), ("Neston", 53.2906, -3.064), ("Atlantis", 53.2, -2.9)):
        west, east, south, north = lon - 0.02, lon + 0.02, lat - 0.02, lat + 0.02
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"name": name}, "geometry": shape})
    path = folder / "beats.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_that_outlines_go_the_whole_way_with_their_likely_beat_asked_about(shown: Shown, tmp_path: Path) -> None:
    shown.take(a_file(tmp_path))
    page = shown.page
    if step_of(shown) != LOOK:
        assert page.what.kind.currentData() == "boundaries"
        assert page.what.mend.isVisible()
        assert not page.what.everywhere.isVisible()
        assert not page.what.keep.isVisible()
        shown.onward()
    assert step_of(shown) == LOOK
    page.look.narrow("")
    settle(shown.desk)
    page.look.table.go_to("1")
    assert "[[" not in words_on(page.look.card)
    assert "Boughton" in words_on(page.look.card)
    shown.onward()
    assert step_of(shown) == SETTLE
    assert not page.settle.new.isVisible()
    assert not page.settle.bulk_new.isVisible()
    page.settle.answer("new")
    assert page.settle.source.file is not None
    assert page.settle.source.file.answers == {}
    assert "[[" not in words_on(page.settle)
    page.settle.answer("match")
    shown.onward()
    assert step_of(shown) == FINISH
    shown.onward()
    assert shown.desk.book.beat_boundaries.count() == 2
    shown.desk.book.undo()
    assert shown.desk.book.beat_boundaries.count() == 0


def overlapping(folder: Path, beats: list[tuple[str, float, float]]) -> Path:
    """Write squares about points: those given near enough to one another overlap, and the first crosses itself."""
    features = []
    for number, (name, lat, lon) in enumerate(beats):
        west, east, south, north = lon - 0.02, lon + 0.02, lat - 0.02, lat + 0.02
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        if not number:
            ring = [[west, south], [east, north], [east, south], [west, north], [west, south]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"name": name}, "geometry": shape})
    path = folder / "beats.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


REDDER = 110
BEATS = [("Boughton", 53.19, -2.87), ("Winsford Wharton", 53.19, -2.50), ("Winsford Over and Verdin", 53.19, -2.53)]


def test_that_what_is_wrong_with_outlines_is_shown_and_said_with_how_it_is_mended(shown: Shown, tmp_path: Path) -> None:
    shown.take(overlapping(tmp_path, BEATS))
    shown.onward()
    look = shown.page.look
    assert look.map_chip.isVisible()
    assert look.outlines.isVisible()
    rows = [each.accessibleName() for each in look.outlines.findChildren(WayIn)]
    assert rows[0] == "1. Crosses itself: Boughton, cut where it crosses; look closer"
    assert rows[1].startswith("2. Overlap, ")
    assert all(name in rows[1] for name in ("Winsford Over and Verdin", "Winsford Wharton", ", stays with Winsford"))
    settle(shown.desk)
    whole = reds(look.outlines.picture.picture)
    assert whole > 0
    look.outlines.findChildren(WayIn)[1].opened.emit()
    settle(shown.desk)
    assert reds(look.outlines.picture.picture) > 2 * whole
    shown.onward()
    shown.onward()
    kept = {each.beat: area_of(polygons_of(each.rings)) for each in shown.desk.book.beat_boundaries.all()}
    assert len(kept) == 3
    assert all(one.intersection(other).area < 1e-8 for one, other in itertools.combinations(kept.values(), 2))


def test_that_outlines_left_as_they_are_can_be_mended_after_all(shown: Shown, tmp_path: Path) -> None:
    shown.take(overlapping(tmp_path, BEATS))
    shown.page.what.mend.setChecked(False)
    shown.onward()
    view = shown.page.look.outlines
    assert "left as it is" in view.findChildren(WayIn)[0].accessibleName()
    assert view.mend.isVisible()
    view.mend.click()
    settle(shown.desk)
    assert step_of(shown) == LOOK
    assert "cut where it crosses" in shown.page.look.outlines.findChildren(WayIn)[0].accessibleName()
    assert not view.mend.isVisible()
    shown.page.back.click()
    assert shown.page.what.mend.isChecked()


def test_that_outlines_with_nothing_wrong_say_so_and_other_files_have_no_map(
    shown: Shown, tmp_path: Path, new_file: NewFile
) -> None:
    shown.take(overlapping(tmp_path, [("Nowhere", 53.0, -2.9), BEATS[1]]))
    shown.onward()
    assert CLEAN in words_on(shown.page.look.outlines)
    shown.page.queue.let_go()
    shown.take(new_file())
    shown.onward()
    assert not shown.page.look.map_chip.isVisible()
    assert not shown.page.look.outlines.isVisible()


def reds(picture: Picture | None) -> int:
    """Return how many points of a picture are of the ink of overlaps, or a little lighter at the edge of a line."""
    assert picture is not None
    image = picture.image
    inked = (image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(each.red() - each.blue() > REDDER and each.red() - each.green() > REDDER for each in inked)
