"""The packaged postcodes, built once for all tests and runs and kept in the project's cache."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.real_files import ROOT
from wehere_desktop.records.reference import Gazetteer, open_gazetteer

# What decides the built file's content: when one of these changes, it is built anew.
_SOURCES = (
    "formats/postcode_files.py",
    "neighbourhood/national_grid.py",
    "records/reference.py",
    "records/reference_file.py",
)


def built_postcodes() -> Path:
    """Return the folder that holds the built reference.db; treat it as read only."""
    digest = hashlib.sha256(b"".join((ROOT / "wehere_desktop" / name).read_bytes() for name in _SOURCES))
    folder = ROOT / ".cache" / "gazetteer" / digest.hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        open_gazetteer(folder).close()
    return folder


@pytest.fixture(scope="session")
def gazetteer_folder() -> Path:
    """The folder that holds the built reference.db; treat it as read only."""
    return built_postcodes()


@pytest.fixture(scope="session")
def gazetteer(gazetteer_folder: Path) -> Iterator[Gazetteer]:
    """The gazetteer of the packaged postcodes."""
    with closing(open_gazetteer(gazetteer_folder)) as opened:
        yield opened


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one test process build while the others wait for it; where there are no such locks each builds, unharmed."""
    if os.name != "posix":
        yield
        return
    import fcntl

    with (folder / "building.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
