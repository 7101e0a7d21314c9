"""The practice book's places: real-looking names at true postcodes of each beat's ground."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wehere_desktop.intake.practice.phrases import fill
from wehere_desktop.intake.practice.scene import Ground, PracticeGazetteer, Quarter, Scene, mailbox
from wehere_desktop.intake.practice.tables import PlaceRecipe, phrases, place_recipes, recipe_of, rows
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import Known, Place, PlaceKind
from wehere_desktop.neighbourhood.whereabouts import BeatAnchors, BeatFinder, PostcodePoint, find_whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.neighbourhood.force import Beat

_CELL = 0.015
_RINGS = 8
_ENOUGH = 40
_ACROSS = math.cos(math.radians(53.2))
_PLACES_A_BEAT = (4, 6)
_TRIES = 12

OUTDOORS = frozenset({PlaceKind.PARK, PlaceKind.FARM, PlaceKind.SPEED_WATCH_SITE, PlaceKind.STABLES})
"""Kinds of place that have no door whose step or hearing loop anyone could note."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A place with what the practice book knows of it beside its facts."""

    place: Place
    ground: Ground
    flavour: str
    recipe: PlaceRecipe | None
    days_since: int | None = None
    named: str = ""

    @property
    def nobody(self) -> str:
        """Whom one speaks to there when nobody is named."""
        return self.recipe.nobody if self.recipe else "the desk"


class PostcodeStore:
    """Finds true postcodes near a quarter of a beat and gives each out once."""

    def __init__(self, gazetteer: PracticeGazetteer, beats: Iterable[Beat], wanted: Iterable[str]) -> None:
        """Sort the live postcodes of the wanted authorities (ONS codes) into cells of about a kilometre and a half."""
        kept = [beat for beat in beats if beat.anchors]
        self.gazetteer = gazetteer
        self.finder = BeatFinder(
            BeatAnchors(beat.id, beat.authorities, tuple(_position(text) for text in beat.anchors)) for beat in kept
        )
        self._cells: dict[tuple[int, int], list[PostcodePoint]] = defaultdict(list)
        self._given: set[str] = set()
        self._near: dict[tuple[str, Position], list[PostcodePoint]] = {}
        for point in gazetteer.points(sorted(wanted)):
            self._cells[_cell(point.position)].append(point)

    def exactly(self, postcode: str, beat: Beat) -> PostcodePoint | None:
        """Return a postcode's point if it is known and lies on the beat."""
        point = self.gazetteer.postcode(postcode)
        return point if point is not None and self._is_on(point, beat) else None

    def near(self, quarter: Quarter, beat: Beat, chance: Chance) -> PostcodePoint | None:
        """Return a postcode near the middle of a quarter that lies on the beat, or None if there is none."""
        key = (beat.id, quarter.middle)
        if key not in self._near:
            self._near[key] = self._nearest(quarter.middle, beat)
        free = [point for point in self._near[key] if point.postcode not in self._given]
        if not free:
            return None
        # The square draws places towards the middle, as in a real village.
        point = free[int(len(free) * chance.part() ** 2)]
        self._given.add(point.postcode)
        return point

    def _nearest(self, middle: Position, beat: Beat) -> list[PostcodePoint]:
        """Return the nearest postcodes that lie on the beat, looking further out until there are enough."""
        row, column = _cell(middle)
        found: list[PostcodePoint] = []
        for ring in range(_RINGS):
            around = [point for cell in _ring(row, column, ring) for point in self._cells.get(cell, ())]
            for point in sorted(around, key=lambda point: (_apart(middle, point.position), point.postcode)):
                if self._is_on(point, beat):
                    found.append(point)
                    if len(found) >= _ENOUGH:
                        return found
        return found

    def _is_on(self, point: PostcodePoint, beat: Beat) -> bool:
        return self.finder.find(point.position, point.authority)[0] == beat.id


def _position(text: str) -> Position:
    lat, lon = text.split()
    return Position(float(lat), float(lon))


def _apart(a: Position, b: Position) -> float:
    """Return a measure of how far two near positions lie apart, good enough to sort by."""
    return (a.lat - b.lat) ** 2 + ((a.lon - b.lon) * _ACROSS) ** 2


def _cell(position: Position) -> tuple[int, int]:
    return math.floor(position.lat / _CELL), math.floor(position.lon / _CELL)


def _ring(row: int, column: int, ring: int) -> Iterator[tuple[int, int]]:
    for down in range(-ring, ring + 1):
        for across in range(-ring, ring + 1):
            if max(abs(down), abs(across)) == ring:
                yield row + down, column + across


def settings_of(
    scene: Scene, grounds: Sequence[Ground], beats: Iterable[Beat], gazetteer: PracticeGazetteer
) -> list[Setting]:
    """Return the places of every beat, beat by beat; the shown beat has those of the tables and no others."""
    wanted = {code for ground in grounds for code in ground.beat.authorities}
    building = _Building(scene, PostcodeStore(gazetteer, beats, wanted))
    return [setting for ground in grounds for setting in building.of_beat(ground)]


class _Building:
    """Puts up the places of one beat after another, so that no name and no postcode comes twice."""

    def __init__(self, scene: Scene, store: PostcodeStore) -> None:
        self.scene = scene
        self.store = store
        self._names: set[str] = set()
        self._shown: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in rows("shown_places"):
            self._shown[row["beat"]].append(row)
            self._names.add(row["name"])

    def of_beat(self, ground: Ground) -> Iterator[Setting]:
        shown = self._shown.get(ground.police_id, [])
        for row in shown:
            yield from self._shown_place(ground, row)
        if len(shown) >= _PLACES_A_BEAT[0]:
            return
        chance = self.scene.chance("places", ground.police_id)
        for number, recipe in enumerate(_recipes(ground.character, chance)):
            quarter = ground.quarters[number % len(ground.quarters)]
            yield from self._place(ground, quarter, recipe, self.scene.chance("place", ground.police_id, number))

    def _place(self, ground: Ground, quarter: Quarter, recipe: PlaceRecipe, chance: Chance) -> Iterator[Setting]:
        point = self.store.near(quarter, ground.beat, chance)
        street = chance.one(ground.streets)
        name = self._name(recipe, ground, quarter, street, chance)
        if point is None or not name:
            return
        access = ""
        if recipe.kind not in OUTDOORS:
            found = chance.some(phrases("access"), chance.whole(1, 3))
            access = ", ".join([*found[:1], *(each[:1].lower() + each[1:] for each in found[1:])])
        note = chance.one(phrases("place note")) if chance.happens(0.3) and recipe.kind not in OUTDOORS else ""
        frequency = chance.one((28, 42, 56)) if chance.happens(0.06) else 0
        yield self._setting(
            ground, recipe, point, Place(
                id=self.scene.new_id(), name=name, place_kind=recipe.kind, street=street,
                access=access, notes=note, frequency=frequency, **_told_of(access),
            ),
            locality=quarter.name, chance=chance,
        )  # fmt: skip

    def _shown_place(self, ground: Ground, row: dict[str, str]) -> Iterator[Setting]:
        chance = self.scene.chance("shown place", row["name"])
        point = self.store.exactly(row["postcode"], ground.beat) if row["postcode"] else None
        point = point or self.store.near(ground.quarters[0], ground.beat, chance)
        if point is None:
            return
        kind = PlaceKind(row["kind"])
        place = Place(
            id=self.scene.new_id(), name=row["name"], place_kind=kind, street=row["street"],
            access=row["access"], notes=row["note"], frequency=int(row["frequency"] or 0), **_told_of(row["access"]),
        )  # fmt: skip
        setting = self._setting(
            ground, recipe_of(kind, row["flavour"]), point, place, locality=ground.quarters[0].name, chance=chance
        )
        yield Setting(setting.place, ground, row["flavour"], setting.recipe, int(row["days since last"]), row["named"])

    def _setting(
        self, ground: Ground, recipe: PlaceRecipe | None, point: PostcodePoint, place: Place, *, locality: str,
        chance: Chance,
    ) -> Setting:  # fmt: skip
        where = find_whereabouts(
            postcode=point.postcode, position=None, gazetteer=self.store.gazetteer, beats=self.store.finder
        )
        has_desk = place.place_kind not in OUTDOORS and chance.happens(0.75)
        placed = replace(
            place,
            # “Crewe town centre, Crewe” says no more than “Crewe”.
            locality="" if locality.startswith(ground.patch.town) else locality,
            town=ground.patch.town,
            postcode=point.postcode,
            latitude=point.position.lat,
            longitude=point.position.lon,
            authority=where.authority,
            beat=where.beat,
            found_by=where.explanation,
            phone=self.scene.telephones.landline() if has_desk else "",
            email=mailbox(place.name) if has_desk and chance.happens(0.5) else "",
        )
        return Setting(placed, ground, recipe.flavour if recipe else "", recipe)

    def _name(self, recipe: PlaceRecipe, ground: Ground, quarter: Quarter, street: str, chance: Chance) -> str:
        """Return a name that is not taken, or "" if a good many tries find none."""
        lists = {"saint": "saint", "catholic": "catholic saint", "pub": "pub", "farm": "farm", "house": "house"}
        plain = {"locality": quarter.bears, "town": ground.patch.town, "road": street}

        def resolve(slot: str, _behind: str) -> str:
            return plain[slot] if slot in plain else chance.one(phrases(lists[slot]))

        for _ in range(_TRIES):
            name = _church_once(fill(chance.one(recipe.names), resolve, chance))
            for candidate in (name, f"{name}, {quarter.bears}", f"{name}, {ground.patch.town}"):
                twice = candidate != name and candidate.count(candidate.rsplit(", ", 1)[1]) > 1
                if candidate not in self._names and not twice:
                    self._names.add(candidate)
                    return candidate
        return ""


def _church_once(name: str) -> str:
    """Return a name made from a saint as people write it where the saint is Christ Church."""
    return name.replace("Church Church of England", "Church CE").replace("Church Church", "Church")


def _recipes(character: str, chance: Chance) -> list[PlaceRecipe]:
    """Return what a beat of this character has: what every beat has, and some of what such beats often have."""
    suiting = [each for each in place_recipes() if not each.characters or character in each.characters]
    found = [each for each in suiting if each.always]
    often = [each for each in suiting if not each.always and each.share]
    wanted = chance.whole(*_PLACES_A_BEAT)
    while len(found) < wanted:
        recipe = chance.weighed((each, each.share) for each in often)
        if found.count(recipe) < recipe.at_most:
            found.append(recipe)
    return found


def _told_of(access: str) -> dict[str, Any]:
    """Return what the words about access say for sure."""
    words = access.casefold()
    step_free = Known.YES if "step-free" in words or "lift" in words else Known.NO if "one step" in words else None
    told = {
        "step_free": step_free,
        "hearing_loop": Known.YES if "hearing loop" in words else None,
        "parking": Known.YES if "parking" in words or "bays" in words else None,
    }
    return {name: known for name, known in told.items() if known is not None}
