"""A laptop that already has the postcodes, so that no test waits for them to be prepared."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.gazetteer_fixture import gazetteer_folder
from wehere_desktop.records.reference import REFERENCE_FILE

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]


@pytest.fixture
def laptop_with_postcodes(laptop_home: Path, gazetteer_folder: Path) -> Path:
    """This test's laptop, with the postcodes that were built once for all tests."""
    laptop_home.mkdir(parents=True, exist_ok=True)
    kept = gazetteer_folder / REFERENCE_FILE
    try:
        (laptop_home / REFERENCE_FILE).hardlink_to(kept)
    except OSError:
        shutil.copy(kept, laptop_home)
    return laptop_home
