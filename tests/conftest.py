"""A clean world for every test: no network, a laptop folder of its own, and in the first ring no window toolkit."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.compiled import keep_compiled
from tests.practice_book import gazetteer_folder, practice_book, practice_book_made
from tests.real_files import READ
from tests.sharing_out import sharing_out

__all__ = ["gazetteer_folder", "practice_book", "practice_book_made"]

TESTS = Path(__file__).resolve().parent
# The folders of the second ring; all others run where no window toolkit can be imported.
WINDOW_FOLDERS = {"desk", "journeys_window", "screens", "window"}
FORBIDDEN_HERE = {"PySide6", "shiboken6"}
_numbers = count(1)


class WindowToolkitBlocker(MetaPathFinder):
    """Refuses every import of the window toolkit, installed or not: these tests are for what runs without one."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return nothing for any other module, so that the usual finders look for it."""
        if fullname.partition(".")[0] in FORBIDDEN_HERE:
            raise ModuleNotFoundError(f"{fullname} is not importable in the ring without a window.", name=fullname)
        return None


def in_window_ring(config: pytest.Config) -> bool:
    """Say which of two rings this run is: with the window toolkit's own plugin loaded it is the second."""
    return config.pluginmanager.hasplugin("pytest-qt")


def pytest_configure(config: pytest.Config) -> None:
    """Bar the window toolkit from the first ring; in the second draw off-screen and lay out its fixtures."""
    keep_compiled()
    if not in_window_ring(config):
        sys.meta_path.insert(0, WindowToolkitBlocker())
        # Looking for circles of things no longer wanted at every few hundred new ones takes a tenth of the ring's time.
        gc.set_threshold(50_000, 20, 50)
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    config.pluginmanager.register(import_module("tests.window_ring"), "window-ring")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave to each ring its own folders."""
    inside = collection_path.relative_to(TESTS).parts if collection_path.is_relative_to(TESTS) else ()
    if inside and (inside[0] in WINDOW_FOLDERS) is not in_window_ring(config):
        return True
    return None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share out the tests so that what is costly and serves many of them is made in one worker alone."""
    return sharing_out(config, log)


# No deadline and no complaint of slowness: a slow moment of a busy machine is no failure of the program.
UNHURRIED: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", max_examples=40, **UNHURRIED)
settings.register_profile("ci", max_examples=80, print_blob=True, **UNHURRIED)
settings.register_profile("night", max_examples=5000, print_blob=True, **UNHURRIED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a worker read to the process that speaks for all of them."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["real_files"] = sorted(READ)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker read; a worker that crashed has nothing to hand over."""
    READ.update(getattr(node, "workeroutput", {}).get("real_files", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many real files the run has read."""
    terminalreporter.write_line(f"Real files read: {len(READ)}.")


@pytest.fixture(scope="session")
def _laptops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder under which each test finds a laptop of its own."""
    return tmp_path_factory.mktemp("laptops")


@pytest.fixture(autouse=True)
def laptop_home(_laptops: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, not made yet, where this test's laptop keeps what belongs to it; nothing of the user's is in reach."""
    home = _laptops / str(next(_numbers))
    monkeypatch.setenv("WEHERE_HOME", str(home))
    for name in ("WEHERE_BOOK", "WEHERE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    return home
