"""What the map shows of the book, layer by layer: places as they stand, concerns, priorities, meetings and visits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.records.database import rows
from wehere_desktop.records.due_day import due_day, due_rules
from wehere_desktop.records.place_list import OPEN, SOON_DAYS, PlacesWanted, Standing
from wehere_desktop.records.point_field import MapPoint, PointField

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.records.beatbook import BeatBook

LONGEST_NAME = 120
_HERE = '"latitude" IS NOT NULL AND {0}."longitude" IS NOT NULL'
_WANTED = {False: OPEN, True: f"NOT ({OPEN})"}
_AT_PLACE = 'coalesce(r."latitude", p."latitude") AS "lat", coalesce(r."longitude", p."longitude") AS "lon" '


@dataclass(frozen=True, slots=True)
class BeatCover:
    """How well a beat's places are kept in touch with: its open places, those losing touch, those nobody is named for.

    Two figures of one day; a beat without places has nothing to be measured by.
    """

    id: str
    name: str
    places: int
    late: int
    nobody: int

    @property
    def share(self) -> float | None:
        """Return the share of its places that are in touch, 0 to 1, None where it has no places."""
        return (self.places - self.late) / self.places if self.places else None


def places_on_map(book: BeatBook, wanted: PlacesWanted, today: date) -> PointField:
    """Return the places wanted that have a position, each with the state of its promise: those the list has."""
    asking = due_day(book, due_rules(book, today), today)
    soon = asking.due_by(today + timedelta(days=SOON_DAYS))
    question = (
        f'SELECT p."id", p."latitude", p."longitude", p."name", p."place_kind", {asking.late}, {soon}, p."status" '
        f'FROM "place" p WHERE {_WANTED[wanted.standing is Standing.CLOSED]} AND p.{_HERE.format("p")}'
    )
    day = today.isoformat()
    named = {
        record
        for (record,) in _rows(
            book,
            'SELECT DISTINCT "place" FROM "named_officer" WHERE "starts" <= ? AND ("ends" IS NULL OR "ends" >= ?)',
            (day, day),
        )
    }
    every = replace(wanted, standing=None) == PlacesWanted() and wanted.standing in (None, Standing.CLOSED)
    listed = set() if every else set(book.places.listed(wanted, today=today))
    # Row by row: all of them at once take five megabytes, in pieces so small that they are not given back
    with book.asking() as db:
        return PointField(
            MapPoint(record, lat, lon, name, kind, _state(status, late, due), record not in named)
            for record, lat, lon, name, kind, late, due, status in db.execute(question)
            if every or record in listed
        )


def concerns_on_map(book: BeatBook, beats: Collection[str] = ()) -> PointField:
    """Return the open concerns that have a position of their own or through their place."""
    found = _rows(
        book,
        f'SELECT r."id", {_AT_PLACE}, coalesce(nullif(r."you_said", \'\'), r."said"), r."concern_kind" '
        'FROM "concern" r LEFT JOIN "place" p ON p."id" = r."place" '
        f'WHERE r."outcome" IN (\'open\', \'in hand\') AND "lat" IS NOT NULL AND "lon" IS NOT NULL {_on(beats)}',
        tuple(sorted(beats)),
    )
    return _field(found)


def priorities_on_map(book: BeatBook, beats: Collection[str] = ()) -> PointField:
    """Return the priorities being worked on that have a position."""
    found = _rows(
        book,
        'SELECT r."id", r."latitude", r."longitude", r."title", r."life" FROM "priority" r '
        f'WHERE r."closed" IS NULL AND r.{_HERE.format("r")} {_on(beats)}',
        tuple(sorted(beats)),
    )
    return _field(found)


def meetings_on_map(book: BeatBook, first: date, last: date, beats: Collection[str] = ()) -> PointField:
    """Return the meetings that start in a period, both days included, where their venue lies."""
    found = _rows(
        book,
        'SELECT r."id", p."latitude", p."longitude", r."title", r."meeting_kind" FROM "meeting" r '
        f'JOIN "place" p ON p."id" = r."venue" WHERE p.{_HERE.format("p")} '
        f'AND substr(r."starts", 1, 10) BETWEEN ? AND ? {_on(beats)}',
        (first.isoformat(), last.isoformat(), *sorted(beats)),
    )
    return _field(found)


def visits_on_map(book: BeatBook, first: date, last: date, beats: Collection[str] = ()) -> PointField:
    """Return the places visited in a period, both days included, with how often; ids are those of the places."""
    where = _on(beats).replace('r."beat"', 'p."beat"')
    found = _rows(
        book,
        'SELECT p."id", p."latitude", p."longitude", p."name", p."place_kind", count(*) FROM "visit" v '
        'JOIN "visit_places" l ON l."from" = v."id" JOIN "place" p ON p."id" = l."to" '
        f'WHERE v."on" BETWEEN ? AND ? AND p.{_HERE.format("p")} {where} GROUP BY p."id"',
        (first.isoformat(), last.isoformat(), *sorted(beats)),
    )
    return PointField(
        MapPoint(record, lat, lon, name, kind, weight=int(times)) for record, lat, lon, name, kind, times in found
    )


def cover_of_beats(book: BeatBook, beats: list[Beat], today: date) -> list[BeatCover]:
    """Return how each of some beats is covered on a day, in the order given."""
    late, nobody = book.places.how_many_late(today), book.places.how_many_unnamed(today)
    open_places: dict[str, int] = dict(
        _rows(book, f'SELECT p."beat", count(*) FROM "place" p WHERE {OPEN} AND p."beat" <> \'\' GROUP BY p."beat"', ())
    )
    return [
        BeatCover(each.id, each.name, open_places.get(each.id, 0), late.get(each.id, 0), nobody.get(each.id, 0))
        for each in beats
    ]


def _state(status: str, late: int, due: int) -> str:
    if status in ("to open", "closed"):
        return "opening" if status == "to open" else "closed"
    if late:
        return "late"
    return "due" if due else "kept"


def _field(found: list[tuple[Any, ...]]) -> PointField:
    return PointField(
        MapPoint(record, lat, lon, " ".join(str(name).split())[:LONGEST_NAME], kind)
        for record, lat, lon, name, kind in found
    )


def _on(beats: Collection[str]) -> str:
    return f'AND r."beat" IN ({", ".join("?" * len(beats))})' if beats else ""


def _rows(book: BeatBook, sql: str, given: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    with book.asking() as db:
        return rows(db, sql, given)
