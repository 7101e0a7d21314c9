"""Real files that others wrote, read where they lie and never copied; without one its tests skip with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("WEHERE_REAL_FILES") or ROOT.parent / "shared" / "data")
READ: set[str] = set()


def real_file(name: str) -> Path:
    """Return the path of a real file by its name in the folder; skip the test if it is not there."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the real file {name} is not at hand (set WEHERE_REAL_FILES to the folder that holds it)")
    READ.add(name)
    return path
