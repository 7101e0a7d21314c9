"""Files of boundaries of any sort: KML, KMZ, GeoJSON, Shapefiles, and archives of them, told apart by their content."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from wehere_desktop.formats.geojson_outlines import read_geojson
from wehere_desktop.formats.incoming import open_incoming
from wehere_desktop.formats.kml import looks_like_kml, read_kml
from wehere_desktop.formats.outlines import LARGEST, Outline, OutlineFile, broken, laid_out, stem_of, too_large
from wehere_desktop.formats.shapefile_outlines import PARTS, read_shapefile
from wehere_desktop.refusal import Refusal

ENDINGS = (".kml", ".kmz", ".geojson", ".json", ".zip", ".shp")
MOST_MEMBERS = 10_000
# Text packs to a hundredth at most; what swells a thousandfold was made to.
_MOST_SWOLLEN = 300
_SMALL = 1_000_000
_SHP = b"\x00\x00\x27\x0a"
_HEAD = 512


def looks_like_boundaries(path: Path) -> bool:
    """Say by its name and first bytes whether a file is likely to hold boundaries; nothing is refused."""
    ending = path.suffix.lower()
    if ending not in ENDINGS or not path.is_file():
        return False
    if ending == ".zip":
        try:
            with zipfile.ZipFile(path) as archive:
                return any(_ending(name) in {"kml", "geojson", "shp"} for name in archive.namelist()[:MOST_MEMBERS])
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return False
    if ending == ".json":
        with path.open("rb") as file:
            return b"coordinates" in file.read(1 << 16)
    return True


def read_boundaries(path: Path, *, folder: str = "", stop: Callable[[], bool] | None = None) -> OutlineFile:
    """Return the outlines of a file of boundaries; of an archive of many forces only those in `folder`, if it has it.

    A .shp is read with the .dbf, .prj and .cpg beside it. `stop` is asked between the members of an archive, and ends
    the reading with Refusal `stopped`. Other Refusals: those of `open_incoming`, `not-boundaries`, `broken-file`,
    `too-large`, `entities`, `locked-archive`, and those of `laid_out`.
    """
    with open_incoming(path) as file:
        head = file.read(_HEAD)
        if head.startswith(b"PK"):
            return _archive(path, folder, stop)
        text = head + file.read(LARGEST)
    if len(text) > LARGEST:
        raise too_large(path)
    if text.startswith(_SHP):
        found, on_grid = read_shapefile(path, _beside(path, text), path.stem)
        return laid_out(path, found, on_grid=on_grid)
    outlines, on_grid = _one(path, text)
    return laid_out(path, outlines, on_grid=on_grid)


def _one(path: Path, text: bytes, member: str = "") -> tuple[list[Outline], bool | None]:
    if text.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return read_geojson(path, text, member=member)
    if looks_like_kml(text[:_HEAD]):
        return read_kml(path, text, member=member), False
    raise Refusal(
        f"“{member or path.name}” is no file of boundaries that we can read.",
        remedy="Choose KML, KMZ, GeoJSON, or a Shapefile in a zip.",
        kind="not-boundaries",
    )


def _beside(path: Path, shp: bytes) -> dict[str, bytes]:
    parts = {"shp": shp}
    for each in sorted(path.parent.glob(f"{_literally(path.stem)}.*")):
        part = each.suffix[1:].lower()
        if part in PARTS and part not in parts and each.is_file() and each.stat().st_size <= LARGEST:
            parts[part] = each.read_bytes()
    return parts


def _literally(text: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)


def _archive(path: Path, folder: str, stop: Callable[[], bool] | None) -> OutlineFile:
    try:
        with zipfile.ZipFile(path) as archive:
            return _members(path, archive, folder, stop)
    except RuntimeError as error:
        raise Refusal(
            f"“{path.name}” is locked with a password.", remedy="Unpack it first.", kind="locked-archive"
        ) from error
    except (
        zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, struct.error, ValueError,
        OverflowError, IndexError, KeyError,
    ) as error:  # fmt: skip
        raise broken(path, "an archive") from error


def _members(path: Path, archive: zipfile.ZipFile, folder: str, stop: Callable[[], bool] | None) -> OutlineFile:
    members = [each for each in archive.infolist() if not each.is_dir() and "__MACOSX" not in each.filename]
    if len(members) > MOST_MEMBERS:
        raise too_large(path)
    wanted = [each for each in members if _ending(each.filename) in {"kml", "geojson", "json", "shp"}]
    ours = [each for each in wanted if folder and folder in PurePosixPath(each.filename.lower()).parts[:-1]]
    if not wanted:
        raise Refusal(
            f"“{path.name}” is an archive without KML, GeoJSON or Shapefile in it.",
            remedy="Choose a KMZ, or a zip of boundaries.",
            kind="not-boundaries",
        )
    found: list[Outline] = []
    said: set[bool | None] = set()
    whole = 0
    for member in ours or wanted:
        if stop is not None and stop():
            raise Refusal("Stopped. Nothing was changed.", remedy="Start again when you wish.", kind="stopped")
        outlines, on_grid = _read_member(path, archive, member, members)
        whole += member.file_size
        if whole > LARGEST:
            raise too_large(path)
        if outlines:
            found += outlines
            said.add(on_grid)
    if len(said) > 1:
        raise Refusal(
            f"The files in “{path.name}” are drawn in different coordinates.",
            remedy="Unpack it and bring them in one by one.",
            kind="odd-coordinates",
        )
    numbered = [
        Outline(number, each.name, each.tells, each.polygons, each.stem, each.problem)
        for number, each in enumerate(found, start=1)
    ]
    return laid_out(path, numbered, on_grid=said.pop() if said else None)


def _read_member(
    path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, members: Sequence[zipfile.ZipInfo]
) -> tuple[list[Outline], bool | None]:
    text = _unpacked(path, archive, member)
    if _ending(member.filename) != "shp":
        return _one(path, text, PurePosixPath(member.filename).name[:120])
    stem = member.filename[: -len("shp")].lower()
    parts = {
        _ending(each.filename): _unpacked(path, archive, each)
        for each in members
        if each.filename.lower().startswith(stem) and each.filename.lower()[len(stem) :] in PARTS and each is not member
    }
    return read_shapefile(path, {**parts, "shp": text}, stem_of(member.filename))


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes, never more than its share: what swells beyond all text is refused before it is read."""
    size = member.file_size
    if size > LARGEST or (size > _SMALL and size > _MOST_SWOLLEN * max(member.compress_size, 1)):
        raise too_large(path)
    with archive.open(member) as file:
        text = file.read(size + 1)
    if len(text) > size:
        raise broken(path, "an archive")
    return text


def _ending(name: str) -> str:
    return PurePosixPath(name.lower()).suffix[1:]
