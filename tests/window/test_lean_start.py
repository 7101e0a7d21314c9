"""The window comes up with little: no page of a screen, and none of the libraries for files, print and maps."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"argon2", "numpy", "openpyxl", "rapidfuzz", "reportlab", "shapely", "sqlcipher3", "sqlite_utils"}


def _loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.split())


def test_that_the_sign_in_page_comes_up_without_what_a_book_needs() -> None:
    loaded = _loaded_by("import wehere_desktop.__main__, wehere_desktop.window.main_window")
    assert "wehere_desktop.window.main_window" in loaded
    assert {name.partition(".")[0] for name in loaded} & HEAVY == set()


def test_that_screens_are_found_without_their_pages() -> None:
    loaded = _loaded_by("from wehere_desktop.screens import find_screens; find_screens()")
    assert "wehere_desktop.screens.places.screen" in loaded
    assert not {name for name in loaded if name.endswith(".page")}


def test_that_the_map_comes_up_without_what_bringing_in_and_publishing_need() -> None:
    loaded = _loaded_by(
        "import wehere_desktop.screens.map.page, wehere_desktop.maps.packs, wehere_desktop.maps.live_page"
    )
    assert "wehere_desktop.screens.map.page" in loaded
    # `_hashlib` is the system's library of ciphers: sealing has brought its own
    needless = {"_hashlib", "email", "html", "importlib.metadata", "python_calamine", "wehere_desktop.intake"}
    assert loaded & (needless | HEAVY) == {"argon2", "sqlcipher3"}
