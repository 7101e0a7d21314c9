"""The map's page in its browser: from asking to drawn, frames while it is moved by script, and memory of all processes.

Against a stock page of folium of the places alone, made and loaded in the same run, and against an empty browser view.
There is no graphics card where this runs without a screen: what is drawn is drawn by the processor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from wehere_desktop.records.point_field import MOST_FEATURES

PLACES, CRIMES = 10_000, 100_000
PATIENCE = 150.0
"""Seconds within which a page of ours has come up; the stock page takes a minute and more."""


def measure() -> list[tuple[object, ...]]:
    """Return what was measured, against what and its budget."""
    with tempfile.TemporaryDirectory() as folder:
        _, ours, held, stock, empty = (_run(name, folder) for name in ("made", "ours", "held", "stock", "empty"))
    stocked = stock["made"] + stock["loaded"]
    told = f"{ours['drawn']:.2f} s; opened with its browser's page {ours['opened']:.1f} s; stock {stocked:.0f} s"
    sizes = f"{ours['bytes'] / 1000:.0f} kB; stock {stock['bytes'] / 1000:,.0f} kB"
    rate, half, slowest = (1000 / ours[which] for which in ("mean", "median", "slowest"))
    frames = f"{rate:.0f} frames a second, half of them {half:.0f} and more, the slowest in twenty {slowest:.0f}"
    memory, alone, bare = (each / 1e6 for each in (held["memory"], held["alone"], empty["memory"]))
    told_memory = f"{memory:.0f} MB; empty view {bare:.0f} MB; the program before its map {alone:.0f} MB"
    return [
        (f"map: asking to drawn, {PLACES:,} places and {CRIMES:,} crimes: {told}", ours["drawn"] / stocked, 0.01),
        (f"map: bytes for it: {sizes}", ours["bytes"] / stock["bytes"], 0.02),
        (f"map: a frame while it is moved: {frames}", ours["mean"], 1000 / 30, "ms"),
        ("map: features the page held at most", ours["most"], MOST_FEATURES, "features"),
        (f"map: memory at rest beyond an empty view: {told_memory}", memory - bare, 100, "MB"),
    ]


def _run(name: str, folder: str) -> dict[str, float]:
    """Return what a process of its own measured."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.map_shown", name, folder],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "WEHERE_HOME": str(Path(folder) / "laptop")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
