"""Opening a book loads only what a book needs: what takes long to load waits until somebody asks for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.elm_park import a_book
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.records.sections import Sections

# Each takes as long to load as all of the records together, or longer
HEAVY = {"numpy", "openpyxl", "pandas", "rapidfuzz", "reportlab", "shapely", "sqlite_utils"}


def test_that_what_is_heavy_is_not_loaded_with_the_records() -> None:
    code = "import sys, wehere_desktop.records; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "wehere_desktop" in loaded
    assert loaded & HEAVY == set()


def test_that_a_kind_is_not_loaded_before_it_is_asked_for() -> None:
    code = (
        "import sys, wehere_desktop.records.opening\n"
        "from wehere_desktop.neighbourhood.kinds import KINDS\n"
        "print('visit' in KINDS, len(list(KINDS)) > 30, *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    known, many, *loaded = done.stdout.split()
    assert (known, many) == ("True", "True")
    assert not {f"wehere_desktop.neighbourhood.{name}" for name in ("visit", "concern", "meeting")} & set(loaded)
    assert not {f"wehere_desktop.records.{name}" for name in ("visits", "concerns", "meetings")} & set(loaded)


def test_that_every_kind_has_its_section_under_one_name() -> None:
    assert {name: kind.kind for name, kind in KINDS.items()} == {name: name for name in KINDS}
    assert sorted(each.kind for each in vars(Sections).values() if hasattr(each, "kind")) == sorted(KINDS)


def test_that_a_section_asked_for_twice_is_the_same(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        assert book.places is book.places is book.section("place")
