"""Memory that is no longer used, given back to the system: the C library keeps it else, for as long as we run."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

FEW_HEAPS = 2
"""So many heaps take turns: else each thread has one of its own, and keeps the most it ever needed there."""

GIVEN_BACK_FROM = 131_072
"""Bytes: a piece as large goes back to the system the moment it is freed, and so does the free end of a heap."""

# Their numbers and names are those of mallopt(3), in the GNU library for as long as it has had them
_SETTINGS = (
    (-8, "MALLOC_ARENA_MAX", FEW_HEAPS),
    (-3, "MALLOC_MMAP_THRESHOLD_", GIVEN_BACK_FROM),
    (-1, "MALLOC_TRIM_THRESHOLD_", GIVEN_BACK_FROM),
)


def give_back() -> None:
    """Give freed memory back, in some milliseconds; to be called in a lane. Where the system has no such call, nothing.

    Python's own small blocks go back by themselves; what lies in the C library's heap does not (malloc_trim(3);
    _heapmin in Microsoft's runtime).
    """
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "win32":
            ctypes.CDLL("ucrtbase")["_heapmin"]()
        else:
            ctypes.CDLL(None).malloc_trim(0)


def keep_little() -> None:
    """Have the GNU C library keep little of what is freed, here and in every process begun from now on.

    Elsewhere nothing is done: the heaps of Windows and macOS are shared by all threads as it is.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        for number, name, value in _SETTINGS:
            library.mallopt(number, value)
            os.environ.setdefault(name, str(value))
