"""Outlines reckoned ahead: those of the force's own beats as they would be reckoned now, and of no other beats."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_book
from wehere_desktop.preferences import resource
from wehere_desktop.records import BeatBook, ready_outlines
from wehere_desktop.records.beat_outlines import outlines_on, reckoned
from wehere_desktop.records.ready_outlines import READY_FILE, Settled, packed_outlines, settled
from wehere_desktop.refusal import Fault

ASKED = """
import sys
from pathlib import Path
from tests.elm_park import TODAY, a_book
from wehere_desktop.records.beat_outlines import outlines_on
with a_book(Path(sys.argv[1])) as book:
    print(len(outlines_on(book, TODAY)), *sys.modules)
"""


def beats_of(book: BeatBook) -> list[Settled]:
    return [settled(beat) for beat in book.beats.current(TODAY)]


def test_that_the_outlines_kept_are_those_reckoned_now(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        beats = beats_of(book)
    now = reckoned(beats, {})
    assert gzip.decompress(packed_outlines(beats, now)) == gzip.decompress(resource(READY_FILE).read_bytes())
    ready = ready_outlines.ready_outlines(beats)
    assert ready is not None
    assert {beat: degrees for beat, (_, degrees) in ready.items()} == {beat: found[1] for beat, found in now.items()}


def test_that_a_new_book_has_its_outlines_without_a_geometry_library(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKED, str(tmp_path)], capture_output=True, encoding="utf-8", check=True
    )
    number, *loaded = done.stdout.split()
    assert number == "122"
    assert not {"osgb", "shapely"} & set(loaded)


def test_that_other_beats_than_the_forces_own_have_none_ready(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        beats = beats_of(book)
    (beat, authorities, anchors), *others = beats
    assert ready_outlines.ready_outlines(beats) is not None
    assert ready_outlines.ready_outlines([("bare", authorities, ()), *beats]) is not None
    for changed in (
        others,
        [(beat, authorities, (*anchors, "53.2 -2.5")), *others],
        [(beat, (*authorities, "E06000006"), anchors), *others],
        [("another", authorities, anchors), *beats],
        [],
    ):
        assert ready_outlines.ready_outlines(changed) is None


def test_that_a_beat_that_has_ended_moves_its_neighbours_edges(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        before = outlines_on(book, TODAY)
        ending = book.beats.known_as("Winsford Wharton")[0].id
        with book.change("End a beat"):
            book.beats.amend(ending, valid_to=TODAY - timedelta(days=1))
        after = outlines_on(book, TODAY)
    assert set(before) - set(after) == {ending}
    assert any(before[each].degrees != after[each].degrees for each in after)


@pytest.mark.parametrize("held", [b"", b"outlines", gzip.compress(b"{"), gzip.compress(b'{"format":1,"beats":[[]]}')])
def test_that_a_damaged_file_is_a_fault_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bytes) -> None:
    file = tmp_path / "outlines.json.gz"
    file.write_bytes(held)
    monkeypatch.setattr(ready_outlines, "resource", lambda _: file)
    with pytest.raises(Fault, match="install the program again"):
        ready_outlines.ready_outlines([])
