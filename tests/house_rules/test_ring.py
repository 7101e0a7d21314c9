"""The program without its window never meets the window's toolkit, and everything a test does stays on this machine."""

from __future__ import annotations

import importlib
import os
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

from tests.house_rules.project_files import ROOT
from tests.sharing_out import TOGETHER, unit_of
from wehere_desktop.preferences import laptop_folder


def test_that_the_window_toolkit_cannot_be_imported_here() -> None:
    with pytest.raises(ModuleNotFoundError, match="without a window"):
        importlib.import_module("PySide6.QtWidgets")


def test_that_the_console_starts_without_the_window_toolkit() -> None:
    asked = "import sys, wehere_desktop.__main__; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", asked], env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_that_no_test_reaches_the_network() -> None:
    with pytest.warns(UserWarning, match="tried to use"), pytest.raises(SocketBlockedError):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_that_the_laptop_of_a_test_is_its_own(laptop_home: Path) -> None:
    assert laptop_folder() == laptop_home
    assert list(laptop_home.iterdir()) == []


def test_that_tests_which_share_something_costly_stay_together_and_others_do_not() -> None:
    assert unit_of("tests/house_rules/test_words.py::test_that_x") == unit_of("tests/house_rules/test_ring.py::test_y")
    assert unit_of("tests/records/test_undo.py::test_x") != unit_of("tests/records/test_undo.py::test_y")
    assert [place for place in TOGETHER if not (ROOT / place).exists()] == []


def test_that_the_workers_still_ask_which_unit_a_test_belongs_to() -> None:
    assert callable(getattr(import_module("xdist.scheduler").LoadScopeScheduling, "_split_scope", None))
