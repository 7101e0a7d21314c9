"""How a run of the console ends: done, refused, wrong words or a fault of ours, each with its code and its sentence."""

from __future__ import annotations

import contextlib
import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import wehere_desktop
from wehere_desktop.console.speech import warn
from wehere_desktop.refusal import Fault, Refusal

if TYPE_CHECKING:
    from types import TracebackType

DONE = 0
REFUSED = 1
WRONG_WORDS = 2
KEPT_FAULTS = 20
_PACKAGE = Path(wehere_desktop.__file__).resolve().parent


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


def note_of(error: BaseException, *, at: datetime) -> str:
    """Return the note kept about a fault: versions, then for each error in its chain the type and our own lines."""
    lines = [
        f"WeHere Desktop {wehere_desktop.__version__}, {at:%Y-%m-%d %H:%M:%S} UTC",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
    ]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        if isinstance(link, Fault):
            lines.append(f"  {link}")
        lines.extend(_our_lines(link.__traceback__))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines) + "\n"


def _our_lines(trace: TracebackType | None) -> list[str]:
    lines = []
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        if path.is_absolute() and path.is_relative_to(_PACKAGE):
            path = path.relative_to(_PACKAGE.parent)
        # In a frozen program our own files have no folder above the package.
        if path.parts[0] == _PACKAGE.name:
            lines.append(f"  {path.as_posix()}:{frame.lineno} in {frame.name}")
        elif not lines or lines[-1] != "  (a library)":
            lines.append("  (a library)")
    return lines


def _keep_note(error: BaseException) -> Path | None:
    """Write the note into this laptop's own folder, keeping the newest few; None where even that cannot be done."""
    # Loaded late and inside: a fault may be the very thing that keeps this from loading, and must still be told.
    with contextlib.suppress(Exception):
        from wehere_desktop.preferences import laptop_folder
        from wehere_desktop.records.world import real_world

        at = real_world().now().astimezone(UTC)
        folder = laptop_folder() / "logs"
        folder.mkdir(mode=0o700, exist_ok=True)
        for old in sorted(folder.glob("fault-*.txt"))[: 1 - KEPT_FAULTS]:
            old.unlink(missing_ok=True)
        path = folder / f"fault-{at:%Y-%m-%dT%H%M%S.%f}.txt"
        path.write_text(note_of(error, at=at), encoding="utf-8")
        return path
    return None
