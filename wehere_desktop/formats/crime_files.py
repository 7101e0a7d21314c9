"""Street crime as data.police.uk publishes it: CSV files of a month and a force, or archives of them, streamed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from wehere_desktop.formats.incoming import FileKind, coding_of, kind_of_file, wrong_file
from wehere_desktop.refusal import Refusal

LARGEST_PART = 400_000_000
"""Bytes one file of an archive may hold unpacked: ten times the largest month of the largest force."""

MOST_PARTS = 20_000
"""Files an archive may hold: five times those of three years of every force."""

_STREET_NAME = re.compile(r"(\d{4}-\d{2})-(.+)-street\.csv", re.IGNORECASE)
_KINDS = {"outcome type": "outcomes", "object of search": "stop and search"}
_ALWAYS = ("month", "reported by", "location", "crime type")
_SAMPLE = 4_096

Opener = Callable[[], IO[str]]


@dataclass(frozen=True, slots=True)
class StreetColumns:
    """At which place each thing stands in a row; -1 where the file has no such column.

    `across` and `up` are longitude and latitude in WGS84 degrees, or with `grid` easting and northing in metres, as
    the files until 2012 have it.
    """

    month: int
    force: int
    across: int
    up: int
    location: int
    area_code: int
    area_name: int
    category: int
    outcome: int
    crime_id: int
    grid: bool


@dataclass(frozen=True, slots=True)
class StreetFile:
    """One file of street crimes: what it is called, what its name says of month and force ("" if nothing)."""

    name: str
    month: str
    force: str
    headings: tuple[str, ...]
    columns: StreetColumns
    opened: Opener

    def rows(self) -> Iterator[list[str]]:
        """Yield the cells of every row below the headings, blank rows as empty lists.

        Raises Refusal `damaged-file` where the file cannot be read to its end.
        """
        with _whole(self.name), self.opened() as text:
            reader = csv.reader(text)
            next(reader, None)
            yield from reader


@dataclass(frozen=True, slots=True)
class CrimeFiles:
    """The street crimes of a file or archive, by name, and what else was in it: a name and why it is left."""

    streets: tuple[StreetFile, ...]
    left: tuple[tuple[str, str], ...] = ()


def open_crime_file(path: Path) -> CrimeFiles:
    """Return the street crimes a CSV file or a zip archive holds; nothing but headings is read yet.

    Raises the Refusals of `open_incoming`, and `wrong-file` where there is no street crime in it, `damaged-file` for
    an archive that is cut off or locked with a password.
    """
    if kind_of_file(path) is FileKind.ZIP:
        found = _of_archive(path)
        if not found.streets:
            raise _no_street_crime(path, [why for _, why in found.left])
        return found
    if kind_of_file(path) is not FileKind.TEXT:
        raise wrong_file(path, "an older Office file", remedy="Choose the CSV file or the archive itself.")
    coding = coding_of(path)
    opened = partial(path.open, encoding=coding.codec, errors="replace", newline="")
    street = _street(path.name, opened)
    if isinstance(street, str):
        raise _no_street_crime(path, [street])
    return CrimeFiles((street,))


def looks_like_street_crime(path: Path) -> bool:
    """Say whether a file holds street crimes, without reading more than headings."""
    try:
        open_crime_file(path)
    except Refusal:
        return False
    return True


def _of_archive(path: Path) -> CrimeFiles:
    streets, left = [], []
    with _whole(path.name), zipfile.ZipFile(path) as archive:
        members = [each for each in archive.infolist() if not each.filename.endswith("/")]
        if len(members) > MOST_PARTS:
            raise Refusal(
                f"“{path.name}” holds {len(members):,} files, more than any archive of crimes.",
                remedy="Choose the archive as data.police.uk gives it.",
                field="file",
                kind="wrong-file",
            )
        for each in sorted(members, key=lambda each: each.filename):
            name = _shown(each.filename)
            if each.file_size > LARGEST_PART:
                left.append((name, "larger than any month of a force"))
            elif not each.filename.lower().endswith(".csv"):
                left.append((name, "no CSV file"))
            else:
                street = _street(name, partial(_member_of, archive, each.filename))
                if isinstance(street, str):
                    left.append((name, street))
                else:
                    # Opened anew to be read: this archive is closed by then.
                    streets.append(replace(street, opened=partial(_member, path, each.filename)))
    return CrimeFiles(tuple(streets), tuple(left))


def _member(path: Path, name: str) -> IO[str]:
    # Read straight out of the archive: nothing is ever unpacked, so a name that climbs out of a folder does no harm.
    with zipfile.ZipFile(path) as archive:
        # The open member keeps the file open until it is closed itself.
        return _member_of(archive, name)


def _member_of(archive: zipfile.ZipFile, name: str) -> IO[str]:
    try:
        member = archive.open(name)
    except RuntimeError as error:
        raise zipfile.BadZipFile("locked with a password") from error
    start = member.peek(2)[:2]  # type: ignore[attr-defined] # typed as any stream, documented as one that can peek
    coding = "utf-16" if start in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return io.TextIOWrapper(member, encoding=coding, errors="replace", newline="")


def _street(name: str, opened: Opener) -> StreetFile | str:
    """Return a file of street crimes, or what else it is in a few words."""
    with _whole(name), opened() as text:
        try:
            headings = next(csv.reader(io.StringIO(text.readline(_SAMPLE))), [])
        except csv.Error:
            return "no table"
    names = [" ".join(each.split()).casefold() for each in headings]
    other = next((said for heading, said in _KINDS.items() if heading in names), "")
    if other:
        return other
    places = {"longitude", "latitude"} <= set(names)
    grid = not places and {"easting", "northing"} <= set(names)
    if not (places or grid) or not set(_ALWAYS) <= set(names):
        return "no street crimes"
    at = {heading: names.index(heading) for heading in reversed(names)}
    said = _STREET_NAME.fullmatch(PurePosixPath(name.replace("\\", "/")).name)
    return StreetFile(
        name,
        said[1] if said else "",
        said[2].casefold() if said else "",
        tuple(headings),
        StreetColumns(
            month=at["month"],
            force=at["reported by"],
            across=at["easting" if grid else "longitude"],
            up=at["northing" if grid else "latitude"],
            location=at["location"],
            area_code=at.get("lsoa code", -1),
            area_name=at.get("lsoa name", -1),
            category=at["crime type"],
            outcome=at.get("last outcome category", -1),
            crime_id=at.get("crime id", -1),
            grid=grid,
        ),
        opened,
    )


def _no_street_crime(path: Path, found: list[str]) -> Refusal:
    kinds = {why for why in found if why in _KINDS.values()}
    what = f"It holds {' and '.join(sorted(kinds))}, which are not counted here. " if kinds else ""
    return Refusal(
        f"There are no street crimes in “{_shown(path.name)}”.",
        remedy=f"{what}Choose a file whose name ends in “-street.csv”, or the archive from data.police.uk.",
        field="file",
        kind="wrong-file",
    )


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[-120:]


@contextmanager
def _whole(name: str) -> Iterator[None]:
    """Turn what may go wrong while reading into a refusal."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, csv.Error, EOFError, UnicodeError, NotImplementedError) as error:
        raise Refusal(
            f"“{_shown(name)}” is damaged, cut off or locked with a password.",
            remedy="Fetch it again and choose the fresh copy; nothing was changed.",
            field="file",
            kind="damaged-file",
        ) from error
    except OSError as error:
        raise Refusal(
            f"“{_shown(name)}” cannot be read to its end.",
            remedy="Check that you may open it and that its disk is there; nothing was changed.",
            field="file",
            kind="unreadable",
        ) from error
