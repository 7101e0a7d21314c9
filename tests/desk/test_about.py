"""What the program says about itself: each library it is built with, and whose data it shows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from PySide6.QtWidgets import QLabel

from wehere_desktop import __version__
from wehere_desktop.desk.about import LIBRARIES, About
from wehere_desktop.desk.screen import Desk

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
# Parts of others that are named, and what only Windows needs
NOT_NAMED = {"shiboken6", "tzdata", "fontpkg-noto-sans-arabic"}


def test_that_every_library_the_program_is_built_with_is_named() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[>=<;\[ ]", each, maxsplit=1)[0] for each in project["dependencies"]}
    assert set(LIBRARIES) == needed - NOT_NAMED
    assert len(LIBRARIES) == len(set(LIBRARIES))


def test_that_version_licence_and_credits_are_told(desk: Desk) -> None:
    about = About(desk)
    said = " ".join(each.text() for each in about.findChildren(QLabel))
    for words in (__version__, "MIT licence", "Open Government Licence", "Royal Mail", "data.police.uk", "folium 0."):
        assert words in said
    about.deleteLater()
