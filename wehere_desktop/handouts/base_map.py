"""The ground that this laptop's map packs give to a printed map, the same that the map on the screen shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.map_packs import packs_of, stamp_of
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.packed_ground import PackedGround

Packs = tuple[tuple[int, int], tuple[Path, ...]]
"""The files of packs, and what is another pair of numbers once their list has changed."""


def packs_in_use() -> Packs:
    """Return the packs of this laptop that can be used now; none where their list cannot be read just now."""
    folder = laptop_folder()
    try:
        return stamp_of(folder), tuple(each.path for each in packs_of(folder) if not each.trouble())
    except Refusal:
        return (0, 0), ()


def base_map(frame: Frame, packs: Packs) -> PackedGround | None:
    """Return what the packs know of a frame's ground; None where there is none, and the sketch is all.

    Reads files, for as much as the page needs: asked for in a lane.
    """
    if not packs[1]:
        return None
    # Loaded for those who have packs
    from wehere_desktop.cartography.pack_squares import opened
    from wehere_desktop.cartography.packed_ground import packed_ground

    used = [*opened(packs[1])]
    try:
        return packed_ground(frame, used)
    finally:
        for each in used:
            each.pack.close()
