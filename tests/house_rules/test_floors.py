"""The contracts that hold the floors apart leave out nothing that has been built."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.house_rules.project_files import ROOT, text_of

PACKAGE = ROOT / "wehere_desktop"
CONTRACTS: list[dict[str, Any]] = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
UPSTAIRS = {"__main__", "window", "screens", "desk"}
MAY_USE_SQLITE = {"records", "sharing"}


def built() -> set[str]:
    """Return the names of the modules and folders directly in the package."""
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    return modules | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def contract(name: str) -> dict[str, Any]:
    """Return the one contract whose name begins so."""
    (found,) = [each for each in CONTRACTS if each["name"].startswith(name)]
    return found


def sources(name: str) -> set[str]:
    """Return the modules of the package that a contract watches."""
    return {module.removeprefix("wehere_desktop.") for module in contract(name)["source_modules"]}


def test_that_the_floors_name_everything_that_is_built() -> None:
    floors = contract("Floors")
    named = {word.strip(" ()") for floor in floors["layers"] for word in floor.split("|")}
    assert built() <= named
    assert floors["exhaustive"] is True


def test_that_no_built_floor_is_marked_as_not_there_yet() -> None:
    waiting = {
        word.strip(" ()")
        for floor in contract("Floors")["layers"]
        for word in floor.split("|")
        if word.strip()[0] == "("
    }
    assert waiting & built() == set()


@pytest.mark.parametrize(
    ("name", "free"), [("PySide6", UPSTAIRS), ("Only records", MAY_USE_SQLITE)], ids=["window", "database"]
)
def test_that_each_ban_covers_every_floor_it_is_meant_for(name: str, free: set[str]) -> None:
    assert sources(name) == built() - free


def test_that_not_even_a_hint_may_look_upstairs() -> None:
    settings = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]
    assert settings["exclude_type_checking_imports"] is False


def test_that_a_ban_on_the_window_reaches_through_others() -> None:
    assert not contract("PySide6").get("allow_indirect_imports", False)
