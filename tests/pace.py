"""How much work something is, in paces of the very machine the tests run on: however slow it is, they are as many."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

# A pace is about a fiftieth of a second of one processor of an office laptop.
STEPS = 400_000
A_SECOND, FIVE_SECONDS = 50, 250


def paces(work: Callable[[], object]) -> float:
    """Return how many paces a piece of work takes; counted is this process's own time, not what others take from it."""
    return _processor_time(work) / _a_pace()


@cache
def _a_pace() -> float:
    return min(_processor_time(lambda: sum(step % 7 for step in range(STEPS))) for _ in range(3))


def _processor_time(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
