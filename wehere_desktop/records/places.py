"""Questions asked of places and of the officers named for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.ground import Position, box_around, metres_between
from wehere_desktop.neighbourhood.place import NamedOfficer, Place
from wehere_desktop.neighbourhood.touch import LosingTouch, losing_touch
from wehere_desktop.records import place_list
from wehere_desktop.records.section import Section
from wehere_desktop.records.visits import last_contact

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from wehere_desktop.records.place_list import PlacesWanted

_OPEN = "\"status\" NOT IN ('closed', 'to open')"
_NAMED = (
    'EXISTS (SELECT 1 FROM "named_officer" n WHERE n."place" = "place"."id" '
    'AND n."starts" <= ? AND (n."ends" IS NULL OR n."ends" >= ?){and_officer})'
)


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


class Places(Section[Place]):
    """The places."""

    def registered(self, source: str) -> dict[str, Place]:
        """Return the places that came from a register, by their reference in it."""
        return {place.reference: place for place in self._some('WHERE "source" = ? AND "reference" <> \'\'', (source,))}

    def on_beat(self, beat: str) -> list[Place]:
        """Return the places of a beat, by name."""
        return self._some('WHERE "beat" = ? ORDER BY "name", "id"', (beat,))

    def called(self, name: str) -> list[Place]:
        """Return the places of exactly this name, whatever its capitals."""
        return self._some('WHERE lower("name") = lower(?) ORDER BY "id"', (name.strip(),))

    def near(self, position: Position, metres: float) -> list[tuple[Place, float]]:
        """Return the places within so many metres of a position, with their distance, nearest first."""
        box = box_around(position, metres)
        given = (box.south, box.north, box.west, box.east)
        found = []
        for place in self._some('WHERE "latitude" BETWEEN ? AND ? AND "longitude" BETWEEN ? AND ?', given):
            if place.latitude is not None and place.longitude is not None:
                away = metres_between(position, Position(place.latitude, place.longitude))
                if away <= metres:
                    found.append((place, away))
        return sorted(found, key=lambda each: (each[1], each[0].id))

    def losing_touch(
        self, today: date, *, beat: str = "", officer: str = "", ahead: int = 0, beats: Collection[str] = ()
    ) -> list[LosingTouch]:
        """Return the open places whose contact is due, those never seen first and then the longest late.

        Narrowed to one beat or to some, or to the places one officer is named for today; `ahead` looks that many days
        on.
        """
        where, given = [_OPEN], []
        if beat:
            where.append('"beat" = ?')
            given.append(beat)
        if beats:
            where.append(f'"beat" IN ({_marks(beats)})')
            given += sorted(beats)
        if officer:
            where.append(_NAMED.format(and_officer=' AND n."officer" = ?'))
            given += [today.isoformat(), today.isoformat(), officer]
        places = self._some("WHERE " + " AND ".join(where), given)
        return losing_touch(places, last_contact(self._rows), today=today, ahead=ahead)

    def nobody_named(self, day: date, *, beat: str = "", beats: Collection[str] = ()) -> list[Place]:
        """Return the open places with no named officer on a day, by name; narrowed to one beat or to some if given."""
        text = day.isoformat()
        wanted = [beat] if beat else sorted(beats)
        narrowed = f' AND "beat" IN ({_marks(wanted)})' if wanted else ""
        return self._some(
            f'WHERE {_OPEN} AND NOT {_NAMED.format(and_officer="")}{narrowed} ORDER BY "name", "id"',
            (text, text, *wanted),
        )

    def how_many_open(self, beats: Collection[str] = ()) -> int:
        """Return how many places are open, on some beats or on all."""
        narrowed = f' AND "beat" IN ({_marks(beats)})' if beats else ""
        return int(self._rows(f'SELECT count(*) FROM "place" WHERE {_OPEN}{narrowed}', sorted(beats))[0][0])

    def listed(self, wanted: PlacesWanted, *, today: date, order: str = "name", descending: bool = False) -> list[str]:
        """Return the ids of the places wanted, ordered by name, kind, town, beat, officer, seen or due.

        Places that have nothing to be ordered by come last; by `due`, those never seen come first.
        """
        return place_list.listed(self._rows, wanted, today=today, order=order, descending=descending)

    def how_many(self, wanted: PlacesWanted, *, today: date) -> int:
        """Return how many places are wanted."""
        return place_list.how_many(self._rows, wanted, today=today)


class NamedOfficers(Section[NamedOfficer]):
    """The duties of officers named for places."""

    def of_place(self, place: str, day: date) -> list[NamedOfficer]:
        """Return who is named for a place on a day, main before deputy."""
        text = day.isoformat()
        return self._some(
            'WHERE "place" = ? AND "starts" <= ? AND ("ends" IS NULL OR "ends" >= ?) '
            'ORDER BY "duty" <> \'main\', "starts", "id"',
            (place, text, text),
        )

    def of_officer(self, officer: str, day: date) -> list[NamedOfficer]:
        """Return the places' duties an officer holds on a day."""
        text = day.isoformat()
        return self._some(
            'WHERE "officer" = ? AND "starts" <= ? AND ("ends" IS NULL OR "ends" >= ?) ORDER BY "starts", "id"',
            (officer, text, text),
        )

    def of_places(self, places: Collection[str], day: date) -> list[NamedOfficer]:
        """Return who is named on a day for any of some places, main before deputy."""
        text = day.isoformat()
        return self._some(
            f'WHERE "place" IN ({_marks(places)}) AND "starts" <= ? AND ("ends" IS NULL OR "ends" >= ?) '
            'ORDER BY "duty" <> \'main\', "starts", "id"',
            (*sorted(places), text, text),
        )

    def ever_of_place(self, place: str) -> list[NamedOfficer]:
        """Return every duty there has been or will be for a place, the latest first."""
        return self._some('WHERE "place" = ? ORDER BY "starts" DESC, "id" DESC', (place,))
