"""Questions asked of the published crimes of this laptop: on the map, at one point, and counted by month and beat."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.crime import authority_of_area
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.records.crime_file import CATEGORY, DEGREE, NOWHERE, PLACE, damaged_crimes, open_to_ask
from wehere_desktop.records.force_structure import authorities
from wehere_desktop.records.laptop_file import answers
from wehere_desktop.records.point_field import MapPoint, PointField

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from wehere_desktop.neighbourhood.whereabouts import BeatFinder

_NO_STREET = "On or near an unnamed place"
_BARE = "on or near"


@dataclass(frozen=True, slots=True)
class CrimeSpot:
    """What is published at one map point: its street, and each month's crimes by kind and outcome with their number."""

    position: Position
    street: str
    counts: tuple[tuple[int, str, str, int], ...]

    @property
    def number(self) -> int:
        """Return how many crimes there are."""
        return sum(each[3] for each in self.counts)


class Crimes:
    """The crimes of this laptop, for reading; a context manager. Months are numbers as `month_number` gives them."""

    def __init__(self, database: sqlite3.Connection | None) -> None:
        """Ask an open file, or nothing at all where there is none."""
        self._database = database

    def __enter__(self) -> Crimes:
        """Return itself, to be closed at the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()

    def months(self) -> tuple[int, ...]:
        """Return the months there are crimes of, the first first."""
        return tuple(month for (month,) in self._ask("SELECT DISTINCT month FROM month ORDER BY month"))

    def newest(self) -> int | None:
        """Return the newest month, None where there is none."""
        return max(self.months(), default=None)

    def categories(self) -> tuple[str, ...]:
        """Return the kinds of crime there are, by the alphabet."""
        found = self._ask("SELECT text FROM word WHERE kind = ? ORDER BY text", CATEGORY)
        return tuple(text for (text,) in found)

    def held(self) -> tuple[tuple[str, int, int], ...]:
        """Return force, month and number of crimes of every month, the newest first."""
        found = self._ask(
            "SELECT w.text, m.month, m.number FROM month m JOIN word w ON w.id = m.force ORDER BY m.month DESC, w.text"
        )
        return tuple((force, month, number) for force, month, number in found)

    def on_map(
        self,
        months: Collection[int],
        categories: Collection[str] = (),
        *,
        beats: Collection[str] = (),
        finder: BeatFinder | None = None,
    ) -> PointField:
        """Return the crimes of some months and kinds (none: all kinds), each map point once with its number.

        With `beats`, ids of such as `finder` finds, only those on them. Crimes without a place are left out. A
        point's id is its position as `spot` takes it.
        """
        where, given = _chosen(months, categories)
        found = self._ask(
            "SELECT t.spot, s.lat, s.lon, s.street, sum(t.number) FROM tally t JOIN spot s ON s.id = t.spot "
            f"WHERE {where} AND (s.lat <> 0 OR s.lon <> 0) GROUP BY t.spot",
            *given,
        )
        if beats and finder is not None:
            on = self._beats({each[0] for each in found}, finder)
            found = [each for each in found if on[each[0]] in beats]
        found.sort(key=itemgetter(1, 2))
        return PointField(
            MapPoint(f"{lat},{lon}", lat / DEGREE, lon / DEGREE, street_in_words(street), "crimes", weight=number)
            for lat, lon, street, number in _together(found)
        )

    def without_a_place(self, months: Collection[int], categories: Collection[str] = ()) -> int:
        """Return how many crimes of some months and kinds are not on the map."""
        where, given = _chosen(months, categories)
        found = self._ask(
            "SELECT coalesce(sum(t.number), 0) FROM tally t JOIN month m ON m.id = t.month "
            f"JOIN spot s ON s.id = t.spot WHERE {where} AND s.lat = 0 AND s.lon = 0",
            *given,
        )
        return int(found[0][0]) if found else 0

    def spot(self, point: str, months: Collection[int], categories: Collection[str] = ()) -> CrimeSpot | None:
        """Return what is published at a point of `on_map`, the newest month first, None where there is nothing."""
        lat, _, lon = point.partition(",")
        if not (lat.lstrip("-").isdecimal() and lon.lstrip("-").isdecimal()):
            return None
        where, given = _chosen(months, categories)
        found = self._ask(
            "SELECT s.street, m.month, c.text, o.text, sum(t.number) FROM spot s JOIN tally t ON t.spot = s.id "
            "JOIN month m ON m.id = t.month JOIN word c ON c.id = t.category JOIN word o ON o.id = t.outcome "
            f"WHERE s.lat = ? AND s.lon = ? AND {where} GROUP BY m.month, c.text, o.text "
            "ORDER BY m.month DESC, sum(t.number) DESC, c.text, o.text",
            *(int(lat), int(lon), *given),
        )
        if not found:
            return None
        return CrimeSpot(
            Position(int(lat) / DEGREE, int(lon) / DEGREE),
            street_in_words(max(each[0] for each in found)),
            tuple((month, kind, outcome, number) for _, month, kind, outcome, number in found),
        )

    def by_beat(
        self, finder: BeatFinder, months: Collection[int], categories: Collection[str] = ()
    ) -> dict[tuple[str, int, str], int]:
        """Return the number of crimes by beat (its id), month and kind, by the beats as `finder` has them.

        An empty beat counts those without a place or in no beat. Every month is put on the same beats, so that a
        trend does not jump where an outline has moved.
        """
        where, given = _chosen(months, categories)
        found = self._ask(
            "SELECT t.spot, m.month, t.category, sum(t.number) FROM tally t JOIN month m ON m.id = t.month "
            f"WHERE {where} GROUP BY t.spot, m.month, t.category",
            *given,
        )
        words = dict(self._ask("SELECT id, text FROM word"))
        beats = self._beats({each[0] for each in found}, finder)
        counts: Counter[tuple[str, int, str]] = Counter()
        for spot, month, category, number in found:
            counts[beats[spot], month, words[category]] += number
        return dict(counts)

    def of_beat(self, finder: BeatFinder, beat: str, months: Collection[int]) -> dict[tuple[int, str], int]:
        """Return the number of crimes of one beat by month and kind, by the beats as `finder` has them."""
        on = [spot for spot, where in self._beats(None, finder).items() if where == beat]
        where, given = _chosen(months, ())
        found = self._ask(
            "SELECT m.month, w.text, sum(t.number) FROM tally t JOIN month m ON m.id = t.month "
            f"JOIN word w ON w.id = t.category WHERE {where} AND t.spot IN ({_marks(on)}) GROUP BY m.month, w.text",
            *given,
            *on,
        )
        return {(month, kind): number for month, kind, number in found}

    def by_area(self, months: Collection[int], categories: Collection[str] = ()) -> dict[tuple[str, int], int]:
        """Return the number of crimes by statistical area (LSOA, its name) and month; "" for those without one."""
        where, given = _chosen(months, categories)
        found = self._ask(
            "SELECT s.area, m.month, sum(t.number) FROM tally t JOIN month m ON m.id = t.month "
            f"JOIN spot s ON s.id = t.spot WHERE {where} GROUP BY s.area, m.month",
            *given,
        )
        return {(area, month): number for area, month, number in found}

    def _beats(self, wanted: Collection[int] | None, finder: BeatFinder) -> dict[int, str]:
        """Return the beat of each map point wanted (None: of all): some thousands, however many crimes there are."""
        codes = {each.name: each.code for each in authorities()}
        found: dict[int, str] = {}
        for key, lat, lon, area in self._ask("SELECT id, lat, lon, area FROM spot"):
            if wanted is None or key in wanted:
                authority = codes.get(authority_of_area(area), "")
                on_map = (lat, lon) != NOWHERE
                found[key] = finder.find(Position(lat / DEGREE, lon / DEGREE), authority)[0] if on_map else ""
        return found

    def _ask(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        if self._database is None:
            return []
        return answers(self._database, query, given, place=PLACE, damaged=damaged_crimes)


def open_crimes(folder: Path) -> Crimes:
    """Return the crimes kept in a laptop's folder, none where no file was brought in; raises as `open_to_ask`."""
    return Crimes(open_to_ask(folder))


def totals(counts: Mapping[tuple[str, int, str], int], *, beat: str | None = None) -> dict[int, int]:
    """Return the number of crimes of each month from counts by beat, of one beat (its id) or of all."""
    found: Counter[int] = Counter()
    for (where, month, _), number in counts.items():
        if beat is None or where == beat:
            found[month] += number
    return dict(found)


def street_in_words(street: str) -> str:
    """Return a map point's street as it may be told; some files say “On or near” and no more."""
    return _NO_STREET if not street or street.casefold() == _BARE else street


def _together(found: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, int, str, int]]:
    """Yield each position once, with its street and number, from rows in the order of their positions.

    One may be there more than once: its street or area was written otherwise in another month.
    """
    at: tuple[int, int, str, int] | None = None
    for _, lat, lon, street, number in found:
        if at is not None and at[:2] == (lat, lon):
            at = (lat, lon, max(at[2], street), at[3] + number)
            continue
        if at is not None:
            yield at
        at = (lat, lon, street, number)
    if at is not None:
        yield at


def _chosen(months: Collection[int], categories: Collection[str]) -> tuple[str, tuple[object, ...]]:
    """Return the condition that a count is of these months and kinds, and what is given to it."""
    # By its place in the table of months, so that only these months' counts are gone through
    where = f"t.month IN (SELECT id FROM month WHERE month IN ({_marks(months)}))"
    if not categories:
        return where, tuple(months)
    kinds = f"t.category IN (SELECT id FROM word WHERE text IN ({_marks(categories)}))"
    return f"{where} AND {kinds}", (*months, *categories)


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
