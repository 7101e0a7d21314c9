"""The screens, one folder each, found by looking; a new one is added by adding its folder."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Screen
    from wehere_desktop.desk.stops import Stop


def find_screens() -> list[Screen]:
    """Return the `SCREEN` of each `screens/NAME/screen.py`, in the order of the rail."""
    found: list[Screen] = []
    for each in pkgutil.iter_modules(__path__):
        if each.ispkg and find_spec(f"{__name__}.{each.name}.screen") is not None:
            screen: Screen = import_module(f"{__name__}.{each.name}.screen").SCREEN
            found.append(screen)
    return sorted(found, key=lambda screen: (screen.at_foot, screen.order, screen.name))


def find_stops(screen: str) -> Sequence[Stop]:
    """Return the `TOUR` of `screens/NAME/tour.py`, what that screen has to show; none where it has no such file."""
    if find_spec(f"{__name__}.{screen}.tour") is None:
        return ()
    stops: Sequence[Stop] = import_module(f"{__name__}.{screen}.tour").TOUR
    return stops
