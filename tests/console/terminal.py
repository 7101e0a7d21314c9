"""A terminal for tests: runs the console in this process or in one of its own, and keeps what it printed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wehere_desktop.console.asked import Asked
from wehere_desktop.console.front import run, wehere

if TYPE_CHECKING:
    from collections.abc import Mapping

    import click

    from wehere_desktop.records.world import World

ROOT = Path(__file__).resolve().parents[2]
# Seconds after which a program that hangs is ended, so that what it was asked is told
LONGEST = 200


@dataclass(frozen=True)
class Ran:
    """How a run ended: its exit code and what it printed on either output."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> list[dict[str, Any]]:
        """What was told to a program: each line of standard output as an object."""
        return [json.loads(line) for line in self.out.splitlines()]


def ran(*words: object, world: World | None = None, group: click.Group = wehere) -> Ran:
    """Run the console in this process, with a world of one's own, and nobody at its terminal."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([str(word) for word in words], asked=Asked(world=world), group=group)
    return Ran(code, out.getvalue(), err.getvalue())


def ran_apart(
    *words: object, typed: bytes = b"", surroundings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the console as a process of its own, its outputs kept as bytes."""
    return subprocess.run(
        [sys.executable, "-m", "wehere_desktop", *(str(word) for word in words)],
        input=typed,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **(surroundings or {})},
        timeout=LONGEST,
        check=False,
    )
