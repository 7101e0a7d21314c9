"""What the Today screen has to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is

if TYPE_CHECKING:
    from wehere_desktop.screens.today.page import Today


def _scopes(at: At[Today]) -> None:
    at.press("All of")


def _put_off(at: At[Today]) -> None:
    at.press("Snooze…")


def _could_not(at: At[Today]) -> None:
    at.press("Could not…")


def _name(at: At[Today]) -> None:
    at.press("Name…")


TOUR = [
    Stop("list", as_it_is, picture="today"),
    Stop("scopes", _scopes),
    Stop("put-off", _put_off),
    Stop("could-not", _could_not),
    Stop("name", _name),
]
