"""Where the program starts: `wehere`, or `python -m wehere_desktop`."""

from __future__ import annotations

import multiprocessing
import sys

from wehere_desktop.console.front import run


def main() -> None:
    """Run what the command line asks and end the process with its exit code."""
    # In a frozen program a worker process starts here too, and must become a worker instead.
    multiprocessing.freeze_support()
    sys.exit(run())


if __name__ == "__main__":
    main()
