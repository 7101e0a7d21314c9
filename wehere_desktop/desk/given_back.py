"""Memory that is no longer used, given back to the system: the C library keeps it else, for as long as we run."""

from __future__ import annotations

import contextlib
import ctypes
import sys


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
