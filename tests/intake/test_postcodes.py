"""A newer postcode file: brought into this laptop's gazetteer, with every row accounted for."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.intake.small_county import a_file
from wehere_desktop.formats.postcode_files import PostcodeRow, packaged_edition
from wehere_desktop.intake.postcodes import bring_in_postcodes
from wehere_desktop.records.reference import REFERENCE_FILE, build_reference, open_gazetteer
from wehere_desktop.refusal import Refusal

HEADINGS = ("pcds", "doterm", "oseast1m", "osnrth1m", "oslaua")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A laptop's folder with a few postcodes in place of the packaged ones."""
    rows = [
        PostcodeRow("CW7 3EP", 365400, 366000, "E06000050", live=True),
        PostcodeRow("CW1 2AF", 370500, 355600, "E06000049", live=True),
    ]
    build_reference(tmp_path / REFERENCE_FILE, rows, edition=packaged_edition())
    return tmp_path


def test_that_new_changed_and_far_postcodes_are_counted_and_a_second_time_none_is_new(folder: Path) -> None:
    with closing(open_gazetteer(folder)) as gazetteer:
        assert gazetteer.postcode("CW7 9ZZ") is None
        known = gazetteer.postcode("CW7 3EP")
    assert known is not None
    file = a_file(
        folder,
        "ONSPD_AUG_2026_UK.csv",
        HEADINGS,
        ("CW7 9ZZ", "", "365400", "366000", "E06000050"),
        ("CW7 3EP", "", "365401", "366001", "E06000050"),
        ("PE10 9EP", "", "510000", "320000", "E07000141"),
        ("CW7 9ZY", "", "", "", "E06000050"),
    )
    told = bring_in_postcodes(folder, file).as_json()
    assert (told["rows"], told["new"], told["changed"], told["rejected"]) == (4, 1, 1, 2)
    assert told["refusal"] is None
    with closing(open_gazetteer(folder)) as gazetteer:
        found = gazetteer.postcode("CW7 9ZZ")
    assert found is not None
    assert found.authority == "E06000050"
    again = bring_in_postcodes(folder, file)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


def test_that_any_other_file_is_refused_and_the_postcodes_stay(folder: Path) -> None:
    before = (folder / REFERENCE_FILE).read_bytes()
    with pytest.raises(Refusal):
        bring_in_postcodes(folder, a_file(folder, "schools.csv", ("URN", "Name"), ("1", "Elm")))
    assert (folder / REFERENCE_FILE).read_bytes() == before
