"""What the console prints: lines for people with nothing in them that acts on a terminal, and objects for programs."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

# Characters that move a terminal's cursor, colour or end its lines (C0, DEL, C1, the two Unicode line ends), and those
# that turn the reading direction of what follows, so that a name could pass for another (U+202A-E, U+2066-9).
_ACTING_BYTES = (*range(0x20), *range(0x7F, 0xA0))
_ACTING_OTHERS = (*range(0x2028, 0x202F), *range(0x2066, 0x206A))
_ACTING = {
    **{code: f"\\x{code:02x}" for code in _ACTING_BYTES},
    **{code: f"\\u{code:04x}" for code in _ACTING_OTHERS},
}
# JSON itself escapes those below the blank, and would have them double.
_ACTING_IN_JSON = {code: f"\\u{code:04x}" for code in _ACTING if code > ord(" ")}


def make_utf8() -> None:
    """Make both outputs UTF-8 whatever the system's habit; what UTF-8 cannot hold is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def shown(text: str) -> str:
    """Return a text as one harmless line: acting characters are seen as escapes instead of doing their work."""
    return text.translate(_ACTING)


def say(*lines: str) -> None:
    """Print lines for a person on standard output, each made harmless."""
    for line in lines:
        _write(sys.stdout, shown(line) + "\n", "stdout")


def warn(*lines: str) -> None:
    """Print lines for a person on standard error, each made harmless, after what was already said."""
    flush()
    for line in lines:
        _write(sys.stderr, shown(line) + "\n", "stderr")


def tell(result: Mapping[str, Any]) -> None:
    """Print one result for a program: one JSON object on one line of standard output."""
    text = json.dumps(result, ensure_ascii=False, default=_plain)
    _write(sys.stdout, text.translate(_ACTING_IN_JSON) + "\n", "stdout")


def flush() -> None:
    """Send on what is still held back; a reader who has gone is no error."""
    _write(sys.stdout, "", "stdout", flush=True)


def _write(stream: TextIO, text: str, name: str, *, flush: bool = False) -> None:
    """Write, unless the reader has gone (`| head`): the work is still done, only its telling goes nowhere."""
    try:
        stream.write(text)
        if flush:
            stream.flush()
    except BrokenPipeError:
        # The system's own stream is turned to nowhere too, or Python would complain about it when it ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open until the process ends


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    raise TypeError(f"A {type(value).__name__} cannot be told to a program.")
