"""Boundaries in the window: known for what they are, asked about where only likely, and brought in with one button."""

from __future__ import annotations

import json
from pathlib import Path

from tests.screens.bring_in.conftest import Shown
from tests.screens.bring_in.test_whole_way import step_of, words_on
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
