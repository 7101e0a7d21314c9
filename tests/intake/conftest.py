"""What tests of bringing in share: a new book and a small gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.elm_park import TODAY, a_book
from tests.gazetteer_fixture import gazetteer, gazetteer_folder
from tests.intake.small_county import SmallGazetteer
from wehere_desktop.records import BeatBook
from wehere_desktop.records.reference import Gazetteer

if TYPE_CHECKING:
    from tests.intake.practice_force import Force

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


@pytest.fixture(scope="session")
def force(gazetteer: Gazetteer) -> Force:
    """The practice facts of the whole force on the usual day, at true postcodes; made once for all who read them."""
    # Loaded late: most runs of a few tests need none of it.
    from tests.intake.practice_force import made

    return made(TODAY, postcodes=gazetteer)
