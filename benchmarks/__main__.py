"""Runs the benchmarks and prints each result beside its budget; `python3 dev.py bench handout` runs only that one.

A benchmark is a module of this folder with `measure()`, which returns rows of (what, ratio, budget), or of (what,
figure, budget, unit) where a budget is not a ratio. Each runs in a process of its own, so that none is made slower or
faster by what another has loaded.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RATIO = "×"
FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure with its budget; both are multiples of what it is measured against, or in `unit`."""

    what: str
    figure: float
    budget: float
    unit: str = RATIO

    @property
    def within(self) -> bool:
        """Whether the figure keeps to its budget."""
        return self.figure <= self.budget


def found() -> list[str]:
    """Return the names of the modules of this folder that hold a benchmark."""
    names = [each.name for each in pkgutil.iter_modules([str(FOLDER)]) if each.name != "__main__"]
    return sorted(name for name in names if "def measure(" in (FOLDER / f"{name}.py").read_text(encoding="utf-8"))


def measured_here(name: str) -> list[Measured]:
    """Run one benchmark in this process."""
    return [Measured(*row) for row in importlib.import_module(f"benchmarks.{name}").measure()]


def measured_apart(name: str) -> list[Measured] | None:
    """Run one benchmark in a process of its own; return None if it failed, its complaint being printed already."""
    command = [sys.executable, "-m", "benchmarks", "--inside", "--json", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode != 0:
        return None
    return [Measured(**json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]


def line_for(row: Measured) -> str:
    """Return one line of the printed table."""
    word = "OK" if row.within else "OVER"
    return f"  {row.figure:8.2f} {row.unit:<3} budget {row.budget:6.2f}  {word:<4} {row.what}"


def main(words: Sequence[str] | None = None) -> int:
    """Run what is named, or everything; return 0 if all keep to their budgets."""
    asked = argparse.ArgumentParser(prog="python3 dev.py bench", description="Measure the budgets.")
    asked.add_argument("names", nargs="*", help=f"which to run: {', '.join(found())}; all if none is named")
    asked.add_argument("--json", action="store_true", help="print one object a line")
    asked.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args(words)
    if unknown := sorted(set(given.names) - set(found())):
        asked.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(found())}")
    sound = True
    for name in given.names or found():
        if not given.json:
            print(f"{name.replace('_', ' ')} …", flush=True)
        rows = measured_here(name) if given.inside else measured_apart(name)
        for row in rows or []:
            print(json.dumps(asdict(row), ensure_ascii=False) if given.json else line_for(row), flush=True)
        sound = sound and rows is not None and (given.inside or all(row.within for row in rows))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
