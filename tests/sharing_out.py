"""Shares out the tests among the workers: one by one, save for those that stay together for what they share."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

# Every module's syntax tree, a drawn paper, the map's page, a practice book of the whole force: each is made in one
# worker alone. What stays together is also begun first, so that no long story keeps one worker waiting at the end.
TOGETHER = (
    "tests/house_rules/",
    "tests/intake/practice/",
    "tests/handouts/test_paper.py",
    "tests/maps/test_page.py",
    "tests/journeys/test_first_look.py",
)


def unit_of(nodeid: str) -> str:
    """Return the name of the unit a test belongs to: that of those it stays with, else its own with all its cases."""
    return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid.partition("[")[0])


def sharing_out(config: pytest.Config, log: Any) -> Any:
    """Return what hands the next unit to whichever worker is free, larger units before smaller ones."""
    # Loaded late and by name: it is there only where tests are shared out, and has no types.
    made = import_module("xdist.scheduler").LoadScopeScheduling(config, log)
    made._split_scope = unit_of
    return made
