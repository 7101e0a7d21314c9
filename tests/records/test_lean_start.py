"""Opening a book loads only what a book needs: what takes long to load waits until somebody asks for it."""

from __future__ import annotations

import subprocess
import sys

# Each takes as long to load as all of the records together, or longer
HEAVY = {"numpy", "openpyxl", "pandas", "rapidfuzz", "reportlab", "shapely", "sqlite_utils"}


def test_that_what_is_heavy_is_not_loaded_with_the_records() -> None:
    code = "import sys, wehere_desktop.records; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "wehere_desktop" in loaded
    assert loaded & HEAVY == set()
