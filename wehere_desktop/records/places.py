"""Questions asked of places and of the officers named for them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.ground import Position, box_around, metres_between
from wehere_desktop.neighbourhood.place import NamedOfficer, Place, PlaceKind
from wehere_desktop.neighbourhood.touch import DuePlace, LosingTouch, after
from wehere_desktop.records import place_list
from wehere_desktop.records.due_day import day_of, due_day, due_rules
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wehere_desktop.neighbourhood.touch import DueRules
    from wehere_desktop.records.due_day import DueDay
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

    def of_kind(self, kind: PlaceKind) -> list[Place]:
        """Return the open places of a kind, by name."""
        return self._some(f'WHERE {_OPEN} AND "place_kind" = ? ORDER BY "name", "id"', (kind.value,))

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
        self,
        today: date,
        *,
        beat: str = "",
        officer: str = "",
        ahead: int = 0,
        beats: Collection[str] = (),
        limit: int = 0,
    ) -> list[LosingTouch]:
        """Return the open places whose contact is due, those never seen first and then the longest late.

        Due days are those of `neighbourhood.touch.due_of`. Narrowed to one beat or to some, or to the places one
        officer is named for today; `ahead` looks that many days on, `limit` leaves out all but the first, 0 none.
        """
        found = self.due_places(today, beat=beat, officer=officer, ahead=ahead, beats=beats, limit=limit)
        places = {each.id: each for each in self.many(each.record for each in found)}
        return [LosingTouch(places[each.record], each.last, each.due, each.days_late) for each in found]

    def due_places(
        self,
        today: date,
        *,
        beat: str = "",
        officer: str = "",
        ahead: int = 0,
        beats: Collection[str] = (),
        limit: int = 0,
    ) -> list[DuePlace]:
        """Return the same places in the same order as `losing_touch`, without all else that is known of them."""
        rules = due_rules(self._book, today)
        asking = due_day(self._book, rules, today)
        where, given = [place_list.OPEN, asking.due_by(after(today, ahead))], list[Any]()
        if beat:
            where.append('p."beat" = ?')
            given.append(beat)
        if beats:
            where.append(f'p."beat" IN ({_marks(beats)})')
            given += sorted(beats)
        if officer:
            where.append(place_list.NAMED)
            given += [today.isoformat(), today.isoformat(), officer]
        limited = f" LIMIT {int(limit)}" if limit else ""
        found = self._rows(
            f'SELECT p."id", p."beat", p."seen", {asking.due} FROM "place" p WHERE {" AND ".join(where)} '
            f'ORDER BY {asking.order}, p."name" COLLATE NOCASE, p."id"{limited}',
            given,
        )
        touch = []
        for record, where_it_is, last, due in found:
            day = day_of(due)
            seen = date.fromisoformat(last) if last else None
            touch.append(DuePlace(record, where_it_is or "", seen, day, (today - day).days))
        return touch

    def due_rules(self, today: date) -> DueRules:
        """Return all that moves due days: the team's frequencies, snoozes, and closed spells."""
        return due_rules(self._book, today)

    def how_many_late(self, today: date, *, beats: Collection[str] = ()) -> dict[str, int]:
        """Return by beat for how many open places the contact is late, leaving out beats without any."""
        asking = due_day(self._book, due_rules(self._book, today), today)
        narrowed = f' AND p."beat" IN ({_marks(beats)})' if beats else ""
        found = self._rows(
            f'SELECT coalesce(p."beat", \'\'), count(*) FROM "place" p '
            f'WHERE {place_list.OPEN} AND {asking.late}{narrowed} GROUP BY p."beat"',
            sorted(beats),
        )
        return {beat: int(number) for beat, number in found}

    def nobody_named(self, day: date, *, beat: str = "", beats: Collection[str] = ()) -> list[Place]:
        """Return the open places with no named officer on a day, by name; narrowed to one beat or to some if given."""
        text = day.isoformat()
        wanted = [beat] if beat else sorted(beats)
        narrowed = f' AND "beat" IN ({_marks(wanted)})' if wanted else ""
        return self._some(
            f'WHERE {_OPEN} AND NOT {_NAMED.format(and_officer="")}{narrowed} ORDER BY "name", "id"',
            (text, text, *wanted),
        )

    def names_of_unnamed(self, day: date, *, beats: Collection[str]) -> list[tuple[str, str]]:
        """Return id and name of the open places of some beats with no named officer on a day, by name."""
        text = day.isoformat()
        found = self._rows(
            f'SELECT "id", "name" FROM "place" WHERE {_OPEN} AND NOT {_NAMED.format(and_officer="")} '
            f'AND "beat" IN ({_marks(beats)}) ORDER BY "name", "id"',
            (text, text, *sorted(beats)),
        )
        return [(record, name) for record, name in found]

    def how_many_unnamed(self, day: date) -> dict[str, int]:
        """Return by beat how many open places have no named officer on a day, leaving out beats without any."""
        text = day.isoformat()
        named = _NAMED.format(and_officer="")
        found = self._rows(
            f'SELECT coalesce("beat", \'\'), count(*) FROM "place" WHERE {_OPEN} AND NOT {named} GROUP BY "beat"',
            (text, text),
        )
        return {beat: int(number) for beat, number in found}

    def how_many_open(self, beats: Collection[str] = ()) -> int:
        """Return how many places are open, on some beats or on all."""
        narrowed = f' AND "beat" IN ({_marks(beats)})' if beats else ""
        return int(self._rows(f'SELECT count(*) FROM "place" WHERE {_OPEN}{narrowed}', sorted(beats))[0][0])

    def listed(
        self, wanted: PlacesWanted, *, today: date, order: str = "name", descending: bool = False
    ) -> Sequence[str]:
        """Return the ids of the places wanted, ordered by name, kind, town, beat, officer, seen or due.

        Places that have nothing to be ordered by come last; by `due`, those never seen come first.
        """
        due = self._due(wanted, today, order)
        return place_list.listed(self._rows, wanted, today=today, order=order, descending=descending, due=due)

    def how_many(self, wanted: PlacesWanted, *, today: date) -> int:
        """Return how many places are wanted."""
        return place_list.how_many(self._rows, wanted, today=today, due=self._due(wanted, today))

    def _due(self, wanted: PlacesWanted, today: date, order: str = "") -> DueDay | None:
        if not place_list.needs_due(wanted, order):
            return None
        return due_day(self._book, due_rules(self._book, today), today)


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

    def held_from(self, officer: str, day: date) -> list[NamedOfficer]:
        """Return the duties an officer holds on a day or is to hold later, the longest standing first."""
        return self._some(
            'WHERE "officer" = ? AND ("ends" IS NULL OR "ends" >= ?) ORDER BY "starts", "id"',
            (officer, day.isoformat()),
        )

    def how_many_by_officer(self, day: date) -> dict[str, int]:
        """Return for how many places each officer is named on a day, leaving out officers with none."""
        text = day.isoformat()
        found = self._rows(
            'SELECT "officer", count(DISTINCT "place") FROM "named_officer" WHERE "starts" <= ? '
            'AND ("ends" IS NULL OR "ends" >= ?) GROUP BY "officer"',
            (text, text),
        )
        return {officer: int(number) for officer, number in found}

    def of_those_who_left(self, day: date) -> list[NamedOfficer]:
        """Return the duties that still hold on a day although their officer had left by then."""
        text = day.isoformat()
        return self._some(
            'WHERE "starts" <= ? AND ("ends" IS NULL OR "ends" >= ?) AND EXISTS (SELECT 1 FROM "officer" o '
            'WHERE o."id" = "named_officer"."officer" AND o."ended" < ?) ORDER BY "officer", "starts", "id"',
            (text, text, text),
        )
