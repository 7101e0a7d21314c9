"""Makes very many things that stay, without Python's search for unused ones going through them again and again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def many_made() -> Iterator[None]:
    """Put off Python's search for rings of unused objects while very many that stay are made; it finds none of them.

    It would go through all of them again and again, which takes a third of the time of a large file.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was made counts as old at once, so that it is not gone through now instead.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
