"""Map packs of any sort, MBTiles and PMTiles, told apart by what is in them and not by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.formats import mbtiles, pmtiles_pack
from wehere_desktop.formats.incoming import open_incoming
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.formats.pack_facts import Pack

ENDINGS = (".mbtiles", ".pmtiles")
_HEAD = 512
_MOSTLY_TEXT = bytes(range(32, 127)) + b"\t\r\n"


def open_pack(path: Path) -> Pack:
    """Return the pack opened, to be closed by whoever asked for it.

    Raises the Refusals of `open_incoming`, `open_mbtiles` and `open_pmtiles`, and `not-a-pack` or `pack-sealed` for
    what is none of them.
    """
    file = open_incoming(path)
    try:
        head = file.read(_HEAD)
        file.seek(0)
        if head.startswith((pmtiles_pack.MAGIC, *pmtiles_pack.OLD_MAGIC)):
            return pmtiles_pack.open_pmtiles(path, file)
    except BaseException:
        file.close()
        raise
    file.close()
    if head.startswith(mbtiles.MAGIC):
        return mbtiles.open_mbtiles(path)
    raise _no_pack(path, head)


def _no_pack(path: Path, head: bytes) -> Refusal:
    is_named_so = path.suffix.lower() in ENDINGS
    if is_named_so and not head.translate(None, _MOSTLY_TEXT):
        what = f"“{path.name}” is named like a map pack, but it is a text."
    elif is_named_so:
        return Refusal(
            f"“{path.name}” is named like a map pack, but it is none, or it is encrypted.",
            remedy="Ask for it without encryption, or fetch it again.",
            kind="pack-sealed",
        )
    else:
        what = f"“{path.name}” is no map pack."
    return Refusal(what, remedy="Choose an MBTiles or PMTiles file.", kind="not-a-pack")
