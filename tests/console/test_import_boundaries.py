"""Boundaries brought in on the command line: tried first, matched, mended, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.console.conftest import ElmPark

pytestmark = pytest.mark.usefixtures("laptop_with_postcodes")

MARK = "<Placemark><name>{}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing>"
MARK += "</outerBoundaryIs></Polygon></Placemark>"
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'


def square(lat: float, lon: float, reach: float = 0.02) -> str:
    west, east, south, north = lon - reach, lon + reach, lat - reach, lat + reach
    return f"{west},{south} {east},{south} {east},{north} {west},{north} {west},{south}"


@pytest.fixture
def beats(tmp_path: Path) -> Path:
    """Two beats of Chester whose outlines overlap, a part of a beat, and what is no beat."""
    marks = [
        MARK.format("AA02", square(53.1937, -2.8780)),
        MARK.format("Chester City", square(53.1924, -2.8920)),
        MARK.format("Neston", square(53.2906, -3.0640)),
        MARK.format("Atlantis &lt;b&gt;", square(53.2, -2.9)),
    ]
    path = tmp_path / "beats.kml"
    path.write_text(KML.format("".join(marks)), encoding="utf-8")
    return path


def test_that_a_trial_tells_matches_troubles_and_reasons_and_writes_nothing(elm_park: ElmPark, beats: Path) -> None:
    shown = elm_park.asks("import", "boundaries", beats, "--dry-run").out
    assert "beats.kml: 4 rows: 2 new, 1 held back as possible duplicates and 1 rejected." in shown
    assert "row 1: Boughton" in shown
    assert "1 overlap between outlines: Boughton and Chester City by " in shown
    assert "row 3: Neston is like Neston & Parkgate (90 in 100)" in shown
    assert "row 4: no beat is called “Atlantis <b>”" in shown
    assert "Say --duplicates match to bring them in." in shown
    (told,) = elm_park.asks("import", "boundaries", beats, "--json").told
    assert (told["rows"], told["new"]) == (4, 2)


def test_that_they_are_brought_in_mended_and_one_undo_takes_them_back(elm_park: ElmPark, beats: Path) -> None:
    shown = elm_park.asks(
        "import", "boundaries", beats, "--mend", "--duplicates", "match", "--mapping", "Atlantis <b>="
    ).out
    assert "They are mended" in shown
    assert "row 4: left out as asked" in shown
    (again,) = elm_park.asks("import", "boundaries", beats, "--mend", "--json").told
    assert (again["new"], again["unchanged"]) == (0, 2)
    assert elm_park.asks("undo").out.startswith("Undone: Bring in 3 outlines from beats.kml.")
