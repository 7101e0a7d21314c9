"""How complete a plan is, told in words wherever it is told: on the screen and on paper."""

from __future__ import annotations

from typing import Any

import pytest

from wehere_desktop.neighbourhood.osara import STEPS, OsaraPlan, how_complete


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ((), "none of 7 steps is written yet"),
        (STEPS[:5], "5 of 7 steps written; still to write: response and assessment"),
        (STEPS, "all 7 steps are written"),
    ],
)
def test_that_completeness_is_told_in_words(written: tuple[str, ...], said: str) -> None:
    given: dict[str, Any] = dict.fromkeys(STEPS, " ") | dict.fromkeys(written, "Some words.")
    assert how_complete(OsaraPlan(id="1", priority="2", **given)) == said


def test_that_no_plan_is_one_of_which_nothing_is_written() -> None:
    assert how_complete(None) == how_complete(OsaraPlan(id="1", priority="2"))
