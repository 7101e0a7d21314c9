"""The open data of this laptop: postcodes and settlements of Cheshire and its margin, built once and asked often."""

from __future__ import annotations

import csv
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.postcode_files import PostcodeRow, packaged_edition, packaged_postcodes
from wehere_desktop.neighbourhood.ground import Position, metres_between, normal_postcode
from wehere_desktop.neighbourhood.national_grid import to_grid, to_wgs84
from wehere_desktop.neighbourhood.whereabouts import PostcodePoint
from wehere_desktop.preferences import resource
from wehere_desktop.records.database import errors_made_ours
from wehere_desktop.records.laptop_file import answers, open_there
from wehere_desktop.records.reference_file import (
    BOX,
    IMPORTED,
    NEAREST_CELL,
    PACKAGED,
    PLACE,
    cell_id,
    editions_of,
    in_box,
    kept_postcodes,
    nothing_of_cheshire,
    own_authorities,
    write_postcodes,
)
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from wehere_desktop.records.reference_file import Progress

REFERENCE_FILE = "reference.db"

# First letters of the postcode areas within the margin: BL, CH, CW, DE, L, LL, M, OL, SK, ST, SY, TF, WA and WN.
_LETTERS = "BCDLMOSTW"
_FURTHEST_RING = 32
_AT_ONCE = 500
_POINT = "postcode, lat, lon, authority, live"


@dataclass(frozen=True, slots=True)
class Settlement:
    """A town, village or hamlet: rank 1 for a city or large town to 4 for a hamlet; authority "" beyond the force."""

    name: str
    position: Position
    rank: int
    authority: str


class Gazetteer:
    """Answers where postcodes and settlements lie; made by `open_gazetteer`, read only, usable from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the built file; `open_gazetteer` has made sure that it is whole."""
        self._path = path
        self._database = open_there(path, to="read", replaced_whole=True)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def edition(self) -> str:
        """What the postcodes call themselves, the newest source first."""
        found = self._ask(
            "SELECT edition FROM meta WHERE kind IN (?, ?) AND rows > 0 ORDER BY kind", PACKAGED, IMPORTED
        )
        return "; ".join(edition for (edition,) in found)

    def postcode(self, text: str) -> PostcodePoint | None:
        """Return the postcode's point however it is spaced or cased, or None if it is none or not known here."""
        normal = normal_postcode(text)
        if normal is None:
            return None
        found = self._ask(f"SELECT {_POINT} FROM postcode WHERE postcode = ?", normal)
        return _point(found[0]) if found else None

    def postcodes(self, normal: Iterable[str]) -> dict[str, PostcodePoint]:
        """Return the points of those postcodes that are known here, asked for together; each as the post writes it."""
        wanted = list(normal)
        found: dict[str, PostcodePoint] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            query = f"SELECT {_POINT} FROM postcode WHERE postcode IN ({', '.join('?' * len(part))})"
            found.update((row[0], _point(row)) for row in self._ask(query, *part))
        return found

    def nearest(self, position: Position, *, live_only: bool = True) -> tuple[PostcodePoint, float] | None:
        """Return the nearest postcode and its distance in metres, or None where there is none within 8 km."""
        try:
            easting, northing = to_grid(position)
        except Refusal:
            return None
        ring = 1
        while ring <= _FURTHEST_RING:
            found = self._nearest_in_ring(easting, northing, ring, live_only=live_only)
            # A point further off than the ring reaches may be beaten by one just outside it.
            if found and found[1] <= (ring * NEAREST_CELL) ** 2:
                return found[0], metres_between(position, found[0].position)
            ring *= 2
        return None

    def points(self, authorities: Iterable[str] = (), *, live_only: bool = True) -> Iterator[PostcodePoint]:
        """Return the points of the authorities (ONS codes), or of all, in the order of their postcodes."""
        wanted = tuple(authorities)
        among = f"AND authority IN ({', '.join('?' * len(wanted))})" if wanted else ""
        query = f"SELECT {_POINT} FROM postcode WHERE live >= ? {among} ORDER BY postcode"
        return map(_point, self._ask(query, int(live_only), *wanted))

    def settlement(self, name: str) -> Settlement | None:
        """Return the settlement of that name, or None if there is none or more than one; case does not matter."""
        found = self.settlements_named(name)
        return found[0] if len(found) == 1 else None

    def settlements_named(self, name: str) -> tuple[Settlement, ...]:
        """Return every settlement of that name, the largest first: Cheshire has two Willastons."""
        wanted = " ".join(name.split()).casefold()
        return tuple(each for each in settlements() if each.name.casefold() == wanted)

    def _nearest_in_ring(
        self, easting: float, northing: float, ring: int, *, live_only: bool
    ) -> tuple[PostcodePoint, float] | None:
        east, north = int(easting // NEAREST_CELL), int(northing // NEAREST_CELL)
        reach = range(-ring, ring + 1)
        cells = [cell_id(east + column, north + row) for column in reach for row in reach]
        # With one MIN, SQLite takes the other columns from the row that holds it (its documented rule).
        found = self._ask(
            f"SELECT {_POINT}, MIN((easting - ?) * (easting - ?) + (northing - ?) * (northing - ?)) FROM postcode "
            f"WHERE cell IN ({', '.join('?' * len(cells))}) AND live >= ?",
            *(easting, easting, northing, northing, *cells, int(live_only)),
        )
        *point, apart = found[0]
        return (_point(point), apart) if apart is not None else None

    def _ask(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        return answers(self._database, query, given, place=PLACE, damaged=_damaged)


def _damaged() -> Refusal:
    return Refusal(
        "The postcodes kept on this laptop are damaged.",
        remedy="Close the program and start it again: they are built anew.",
        kind="damaged-reference",
    )


def open_gazetteer(folder: Path, *, progress: Progress | None = None) -> Gazetteer:
    """Return the gazetteer kept in the folder, built first from the packaged postcodes if it is not there or damaged.

    Building takes some ten seconds, once; `progress` is told so in sentences. Raises Refusal where the disk is full
    or may not be written.
    """
    path = folder / REFERENCE_FILE
    kept = editions_of(path)
    if kept is None or (IMPORTED not in kept and kept.get(PACKAGED) != packaged_edition()):
        if progress:
            progress("Preparing the postcodes of Cheshire; this happens once and takes a few seconds.")
        source = packaged_postcodes(_LETTERS, BOX)
        build_reference(path, source.rows, edition=source.edition, progress=progress)
    with errors_made_ours(PLACE):
        return Gazetteer(path)


def build_reference(path: Path, rows: Iterable[PostcodeRow], *, edition: str, progress: Progress | None = None) -> int:
    """Build the file of postcodes anew from the rows and return how many were kept.

    Kept are those within 10 km of any postcode of the four authorities, and of a postcode given twice the later row.
    The file takes its name only when it is whole, so a build cut short leaves what was there. Raises Refusal when
    no row is of Cheshire, and where the disk is full or may not be written.
    """
    found = {row.postcode: (row, PACKAGED) for row in rows if in_box(row)}
    return write_postcodes(path, found, {PACKAGED: edition}, progress)[PACKAGED]


def replace_postcodes(
    folder: Path,
    rows: Iterable[PostcodeRow],
    edition: str,
    *,
    lists_live_only: bool = False,
    progress: Progress | None = None,
) -> int:
    """Bring a newer edition of postcodes in and return how many of its rows were kept.

    Its rows win over those already here, which stay, so that an ended postcode is still found. Where a row has no
    authority it keeps the one known, else takes that of the nearest known postcode. With `lists_live_only` the
    postcodes already here that the edition should list and does not count as ended. Close other gazetteers of the
    folder first. Raises Refusal as `build_reference` does.
    """
    with closing(open_gazetteer(folder, progress=progress)) as gazetteer:
        newer = {row.postcode: row for row in rows if in_box(row)}
        known = {row.postcode: (row, source) for row, source in kept_postcodes(folder / REFERENCE_FILE)}
        packaged = (editions_of(folder / REFERENCE_FILE) or {}).get(PACKAGED, "")
        covered = {postcode.split()[0] for postcode in newer}
        merged: dict[str, tuple[PostcodeRow, str]] = {}
        for postcode, (row, source) in known.items():
            ended = lists_live_only and postcode.split()[0] in covered
            merged[postcode] = (row._replace(live=row.live and not ended), source)
        for postcode, row in newer.items():
            authority = row.authority or _known_authority(postcode, row, known, gazetteer)
            merged[postcode] = (row._replace(authority=authority), IMPORTED)
    if not any(merged[postcode][0].authority in own_authorities() for postcode in newer):
        raise nothing_of_cheshire()
    counts = write_postcodes(folder / REFERENCE_FILE, merged, {PACKAGED: packaged, IMPORTED: edition}, progress)
    return counts[IMPORTED]


@cache
def settlements() -> tuple[Settlement, ...]:
    """Return the settlements of Cheshire and its margin, the largest first, then by name."""
    with resource("places/settlements.csv").open(encoding="utf-8", newline="") as file:
        found = [
            Settlement(row["name"], Position(float(row["lat"]), float(row["lon"])), int(row["rank"]), row["authority"])
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(found, key=lambda each: (each.rank, each.name, each.position.lat)))


def _known_authority(
    postcode: str, row: PostcodeRow, known: dict[str, tuple[PostcodeRow, str]], gazetteer: Gazetteer
) -> str:
    if postcode in known:
        return known[postcode][0].authority
    found = gazetteer.nearest(to_wgs84(row.easting, row.northing))
    return found[0].authority if found else ""


def _point(row: Sequence[Any]) -> PostcodePoint:
    postcode, lat, lon, authority, live = row
    return PostcodePoint(postcode, Position(lat, lon), authority, bool(live))
