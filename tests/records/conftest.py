"""A fresh book for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.elm_park import a_book
from wehere_desktop.records import BeatBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """A new book held by Inspector Robin Vale, closed afterwards; no change may be left open in it."""
    opened = a_book(tmp_path)
    yield opened
    opened.close()
