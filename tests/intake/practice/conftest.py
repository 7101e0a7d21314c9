"""What tests of the practice book share: the whole force's facts, which take seconds to make."""

from __future__ import annotations

import pytest

from tests.elm_park import TODAY
from tests.intake.practice.practice_force import Force, made
from wehere_desktop.records.reference import Gazetteer


@pytest.fixture(scope="session")
def force(gazetteer: Gazetteer) -> Force:
    """The practice facts of the whole force on the usual day, at true postcodes; made once for all who read them."""
    return made(TODAY, postcodes=gazetteer)
