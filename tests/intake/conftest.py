"""What tests of bringing in share: a new book and a small gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.elm_park import a_book
from tests.gazetteer_fixture import gazetteer, gazetteer_folder
from tests.intake.small_county import SmallGazetteer
from wehere_desktop.records import BeatBook

__all__ = ["gazetteer", "gazetteer_folder"]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """A new book with the force's units and beats and nothing else."""
    with a_book(tmp_path) as opened:
        yield opened


@pytest.fixture
def small() -> SmallGazetteer:
    """A gazetteer of a few postcodes."""
    return SmallGazetteer()
