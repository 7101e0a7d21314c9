"""Without words the window opens where there is somewhere to show it; every verb belongs to the console."""

from __future__ import annotations

import pytest

from wehere_desktop.__main__ import wants_window

DISPLAY = {"DISPLAY": ":0"}


@pytest.mark.parametrize(
    ("words", "surroundings", "platform", "window"),
    [
        ([], DISPLAY, "linux", True),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ([], {}, "linux", False),
        ([], {"DISPLAY": ""}, "linux", False),
        ([], {}, "win32", True),
        (["Northwich.wehere"], DISPLAY, "linux", True),
        (["Northwich.wehere/"], DISPLAY, "linux", True),
        (["due"], DISPLAY, "linux", False),
        (["--help"], {}, "win32", False),
        (["demo", "Practice.wehere"], DISPLAY, "linux", False),
    ],
)
def test_that_the_window_opens_only_where_it_is_meant(
    words: list[str], surroundings: dict[str, str], platform: str, *, window: bool
) -> None:
    assert wants_window(words, surroundings, platform) is window
