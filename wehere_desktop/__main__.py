"""Where the program starts: `wehere`, or `python -m wehere_desktop`; the window without words, else the console."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

# What `self-test` starts the program with, so that the window can be tried in a process of its own.
WINDOW_TRIAL = "window-self-test"
# Named rather than tried: a display that is not there would end the process without a word.
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main() -> None:
    """Open the window or run what the command line asks, and end the process with its exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        # In a frozen program a worker process starts here too, and must become a worker instead.
        multiprocessing.freeze_support()
    words = sys.argv[1:]
    if words == [WINDOW_TRIAL] and _has_toolkit():
        from wehere_desktop.window.self_test import try_window

        sys.exit(try_window())
    if wants_window(words, os.environ) and _has_toolkit():
        from wehere_desktop.window.start import start

        sys.exit(start(words))
    from wehere_desktop.console.front import run

    sys.exit(run())


def wants_window(words: Sequence[str], surroundings: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Say whether to open the window: no words, or a book's folder alone, and somewhere to show it."""
    asked = not words or (len(words) == 1 and words[0].rstrip("/\\").lower().endswith(".wehere"))
    return asked and (platform in {"win32", "darwin"} or any(surroundings.get(name) for name in DISPLAYS))


def _has_toolkit() -> bool:
    """Say whether the window's toolkit is installed; the console works without it."""
    try:
        return find_spec("PySide6") is not None
    except ModuleNotFoundError:
        return False


if __name__ == "__main__":
    main()
