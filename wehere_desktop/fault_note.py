"""The note kept about a fault of ours: what went wrong by type and by our own lines, and nothing anybody typed."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import wehere_desktop
from wehere_desktop.refusal import Fault

if TYPE_CHECKING:
    from types import TracebackType

KEPT_FAULTS = 20
_PACKAGE = Path(wehere_desktop.__file__).resolve().parent


def keep_note(error: BaseException, *, folder: Path, at: datetime) -> Path:
    """Write the note about an error into a folder, made if need be, and return where; only the newest few are kept.

    The note holds no message and no value, since these may quote what somebody typed; a Fault's own words are kept,
    because they never do. `at` is an aware instant. What the disk raises is left to the caller.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    for old in sorted(folder.glob("fault-*.txt"))[: 1 - KEPT_FAULTS]:
        old.unlink(missing_ok=True)
    path = folder / f"fault-{at.astimezone(UTC):%Y-%m-%dT%H%M%S.%f}.txt"
    path.write_text(note_of(error, at=at), encoding="utf-8")
    return path


def note_of(error: BaseException, *, at: datetime) -> str:
    """Return the note kept about a fault: versions, then for each error in its chain the type and our own lines."""
    lines = [
        f"WeHere Desktop {wehere_desktop.__version__}, {at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC",
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
