"""How a run of the console ends: done, refused, wrong words or a fault of ours, each with its code and its sentence."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from wehere_desktop.console.speech import warn
from wehere_desktop.fault_note import keep_note
from wehere_desktop.refusal import Fault, Refusal

if TYPE_CHECKING:
    from pathlib import Path

DONE = 0
REFUSED = 1
WRONG_WORDS = 2


def tell_refusal(refusal: Refusal) -> int:
    """Say on standard error what is refused and what to do next; return the code for it."""
    warn(str(refusal))
    return REFUSED


def tell_fault(error: BaseException) -> int:
    """Say that something is ours to mend and where the note about it lies; return the code for it.

    The note holds what went wrong by type and by our own files and lines. It holds no message and no value, since
    these may quote what somebody typed; a Fault's own words are kept, because they never do.
    """
    where = _keep_note(error)
    saying = f" {error}" if isinstance(error, Fault) else ""
    send = f"Send this file, which holds no personal data, to whoever looks after WeHere: {where}" if where else ""
    warn(f"Something went wrong that is ours to mend.{saying}", *([send] if send else []))
    return REFUSED


def _keep_note(error: BaseException) -> Path | None:
    """Write the note into this laptop's own folder; None where even that cannot be done."""
    # Loaded late and inside: a fault may be the very thing that keeps this from loading, and must still be told.
    with contextlib.suppress(Exception):
        from wehere_desktop.preferences import laptop_folder
        from wehere_desktop.records.world import real_world

        return keep_note(error, folder=laptop_folder() / "logs", at=real_world().now())
    return None
