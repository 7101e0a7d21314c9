"""What the rows of a register would do to the places on the book: new, changed, unchanged, held back or rejected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.intake.editions import UNDATED, Kept, Merged, merge, read_editions
from wehere_desktop.intake.laid_places import LaidPlaces
from wehere_desktop.intake.offered_place import OfferedPlace, key_of, outside
from wehere_desktop.intake.place_values import (
    DETAIL,
    change_between,
    fields_from,
    kept_of,
    known_place,
    new_fields,
    unfit,
    with_fields,
)
from wehere_desktop.intake.proposal import Came, Counts, Held, NewRecord, OlderLeft, RecordChange, Rejected, RowTold
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import Place, PlaceStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set

    from wehere_desktop.intake.likeness import Alike
    from wehere_desktop.intake.locating import Found, Locator

OLDER_SHOWN = 1_000


@dataclass(slots=True)
class _Draft:
    """A place as the rows so far would leave it, beside what is on the book (None for a new one)."""

    before: Place | None
    place: Place
    row: int
    told: bool = False
    """Whether a reader would see any difference, rather than a later day for the same values."""


class PlacePlan:
    """Takes rows one by one and remembers what they would do; writes nothing.

    After `finish` the counts add up to the rows taken and rejected.
    """

    def __init__(
        self, places: Iterable[Place], locator: Locator, *, new_id: Callable[[], str], everywhere: bool = False
    ) -> None:
        """Lay out the places on the book by key, by name and on the ground."""
        self.held: list[Held] = []
        self.rejected: list[Rejected] = []
        self.older: list[OlderLeft] = []
        self.older_count = 0
        self.disagreeing: list[tuple[int, str, str]] = []
        self.told: list[RowTold] = []
        self.compared = 0
        self.unplaced = 0
        self._locator = locator
        self._new_id = new_id
        self._everywhere = everywhere
        self._counts: Counter[str] = Counter()
        self._drafts: dict[str, _Draft] = {}
        self._book: dict[str, Place] = {}
        self._keys: dict[tuple[str, str], str] = {}
        self._former: dict[tuple[str, str], str] = {}
        self._laid = LaidPlaces()
        self._waiting: list[OfferedPlace] = []
        self._alike: list[tuple[OfferedPlace, str, Alike]] = []
        self._held_keys: dict[tuple[str, str], tuple[str, Alike]] = {}
        self._held_places: dict[str, Place] = {}
        for place in places:
            self._book[place.id] = place
            self._laid.put(place)
            if place.reference:
                self._keys[place.source, place.reference] = place.id
            if place.editions:
                for key in read_editions(place.editions)[1]:
                    source, _, reference = key.partition(" ")
                    self._former[source, reference] = place.id

    def take(self, offered: OfferedPlace) -> None:
        """Weigh one row. A closed place not yet on the book waits until `finish`, so that an open one comes first."""
        self._weigh(offered, may_wait=True)

    def reject(self, row: int, reason: str, cells: tuple[str, ...]) -> None:
        """Count a row as rejected, with its reason."""
        self._reject(row, reason, cells)

    def finish(self) -> None:
        """Weigh the closed places that waited and say what each row held back would do; called once, at the end."""
        waiting, self._waiting = self._waiting, []
        for offered in waiting:
            self._weigh(offered, may_wait=False)
        self.rejected.sort(key=lambda each: each.row)
        self.told.sort()
        self._alike.sort(key=lambda each: each[0].row)
        self.held.extend(self.rematched(None))

    def rematched(self, rows: Set[int] | None) -> tuple[Held, ...]:
        """Return the rows held back, each going on from what those of these rows (None for all) before it would do."""
        as_matched: dict[str, Place] = {}
        # In the order of the rows, in which they are settled too.
        return tuple(
            self._held(
                offered,
                self._held_places[place_id],
                alike,
                as_matched,
                counts=rows is None or offered.row in rows,
            )
            for offered, place_id, alike in self._alike
        )

    def counts(self) -> Counts:
        """Return how many rows came to what."""
        return Counts(rows=self._counts.total(), **self._counts)

    def new(self) -> tuple[NewRecord, ...]:
        """Return the places that would be made, in the order of their rows."""
        drafts = sorted((each for each in self._drafts.values() if each.before is None), key=lambda each: each.row)
        return tuple(NewRecord(draft.row, draft.place.name, (draft.place,)) for draft in drafts)

    def changed(self) -> tuple[RecordChange, ...]:
        """Return the places on the book of which a reader would see something change."""
        return self._amended(told=True)

    def confirmed(self) -> tuple[RecordChange, ...]:
        """Return the places whose values a newer edition bears out, and those newly known under a row's key."""
        return self._amended(told=False)

    def _amended(self, *, told: bool) -> tuple[RecordChange, ...]:
        return tuple(
            change
            for draft in self._drafts.values()
            if draft.before is not None and draft.told is told
            if (change := change_between(draft.row, draft.before, draft.place)).written
        )

    def knows(self, source: str, reference: str) -> bool:
        """Say whether a place is on the book, or comes with an earlier row, under a reference of a register."""
        return (source, reference) in self._keys

    def _now(self, place_id: str) -> Place:
        draft = self._drafts.get(place_id)
        return draft.place if draft is not None else self._book[place_id]

    def _weigh(self, offered: OfferedPlace, *, may_wait: bool) -> None:
        key = key_of(offered)
        place_id = self._keys.get(key)
        if place_id is None:
            place_id = self._former.get(key)
            if place_id is not None and offered.reference:
                # The place goes on under a later reference, and nothing said of the former one touches it.
                self._tell(offered.row, "unchanged", self._now(place_id).name, place_id)
                return
        if place_id is None and key in self._held_keys:
            self._add_to_held(offered, *self._held_keys[key])
            return
        if place_id is None and not offered.reference:
            place_id = self._same_name(offered)
        if place_id is not None:
            self._merge(place_id, offered, key)
        elif not offered.values.get("name"):
            self._reject(offered.row, "it has no name, and no place on the book has its reference", offered.cells)
        elif may_wait and offered.values.get("status") is PlaceStatus.CLOSED:
            self._waiting.append(offered)
        else:
            self._bring(offered, key)

    def _tell(self, row: int, came: Came, title: str, record: str) -> None:
        self._counts[came] += 1
        self.told.append(RowTold(row, came, title, record))

    def _reject(self, row: int, reason: str, cells: tuple[str, ...]) -> None:
        self._tell(row, "rejected", "", "")
        self.rejected.append(Rejected(row, reason, cells))

    def _same_name(self, offered: OfferedPlace) -> str | None:
        """Return the place of exactly this name at this postcode or within 250 m; the earliest made, if several."""
        name: str = offered.values.get("name", "")
        if not name:
            return None
        postcode = offered.values.get("postcode", "")
        position = offered.values.get("position") or (self._locator.point_of(postcode) if postcode else None)
        ids = self._laid.of_name(name, postcode, position)
        without = [each for each in ids if not self._now(each).reference]
        return next(iter([*without, *ids]), None)

    def _merge(self, place_id: str, offered: OfferedPlace, key: tuple[str, str]) -> None:
        draft = self._drafts.get(place_id)
        if draft is None:
            place = self._book[place_id]
            draft = _Draft(place, place, offered.row)
        kept = kept_of(draft.place)
        merged = self._merged(kept, draft.place, offered)
        self._note_older(offered.row, draft.place.name, merged.older)
        newly_known = not offered.reference and " ".join(key) not in kept.known
        if newly_known:
            kept.known.append(" ".join(key))
        if not (merged.written or merged.editions or newly_known):
            self._tell(offered.row, "unchanged", draft.place.name, place_id)
            return
        place = self._settled(draft.place, kept, merged, offered.authority)
        if bad := unfit(place):
            self._reject(offered.row, bad, offered.cells)
            return
        told = bool(merged.written)
        self._tell(offered.row, "changed" if told else "unchanged", place.name, place_id)
        if told:
            # What follows in the file is compared with the place as it now is.
            self._laid.put(place, before=draft.place, row=draft.row if draft.before is None else 0)
            if place.reference:
                self._keys[place.source, place.reference] = place.id
        self._drafts[place_id] = _Draft(draft.before, place, draft.row, told=draft.told or told)
        if newly_known:
            self._former[key] = place_id

    def _merged(self, kept: Kept, place: Place, offered: OfferedPlace, *, over: bool = False) -> Merged:
        """Merge a row's values into what is kept; a position that was only the postcode's point counts as blank.

        `over` writes the row's values whatever their edition: a place that goes on under a new reference.
        """
        if "position" in offered.values and "position" not in kept.editions and self._is_derived(place):
            del kept.values["position"]
        if over:
            kept = Kept({}, {}, kept.known)
        merged = merge(kept, offered.values, offered.editions, offered.edition)
        if "position" in merged.written:
            merged.editions.setdefault("position", UNDATED)
        return merged

    def _settled(self, place: Place, kept: Kept, merged: Merged, authority: str) -> Place:
        """Return the place with its values written, found anew on the ground if its position or postcode moved."""
        moved_postcode = "postcode" in merged.written
        derived = "position" not in kept.editions and "position" not in merged.written and self._is_derived(place)
        kept.values.update(merged.written)
        kept.editions.update(merged.editions)
        if not (moved_postcode or "position" in merged.written):
            return with_fields(place, fields_from(kept))
        given = None if derived else kept.values.get("position")
        found = self._locator.find(
            str(kept.values.get("postcode", "")), given if isinstance(given, Position) else None, authority
        )
        if found.position is not None:
            kept.values["position"] = found.position
        fields = fields_from(kept)
        if found.authority:
            fields |= {"authority": found.authority, "beat": found.beat, "found_by": found.found_by}
        return with_fields(place, fields)

    def _is_derived(self, place: Place) -> bool:
        point = self._locator.point_of(place.postcode) if place.postcode else None
        return point is not None and (place.latitude, place.longitude) == (point.lat, point.lon)

    def _bring(self, offered: OfferedPlace, key: tuple[str, str]) -> None:
        values = offered.values
        if offered.foreign and not self._everywhere:
            self._reject(offered.row, outside(offered.foreign), offered.cells)
            return
        postcode, given = values.get("postcode", ""), values.get("position")
        found = self._locator.find(postcode, given, offered.authority)
        if found.elsewhere and not self._everywhere and (postcode or given is not None):
            self._reject(offered.row, outside(str(postcode or given)), offered.cells)
            return
        fields = new_fields(values, offered.edition, offered.editions, "" if offered.reference else " ".join(key))
        fields.setdefault("place_kind", offered.default_kind)
        if found.position is not None:
            fields["latitude"], fields["longitude"] = found.position.lat, found.position.lon
        place = Place(
            id=self._new_id(),
            source=offered.source,
            reference=offered.reference,
            authority=found.authority,
            beat=found.beat,
            found_by=found.found_by,
            **fields,
        )
        if bad := unfit(place):
            self._reject(offered.row, bad, offered.cells)
            return
        self._note_agreement(offered, found)
        known = known_place(place, offered.row)
        alike = self._laid.near.most_alike(known.words, known.kind, known.postcode, known.position)
        if alike is not None:
            self._tell(offered.row, "duplicate", place.name, place.id)
            self._held_keys[key] = (place.id, alike)
            self._held_places[place.id] = place
            self._alike.append((offered, place.id, alike))
            return
        self._tell(offered.row, "new", place.name, place.id)
        self.unplaced += 0 if place.beat else 1
        self._drafts[place.id] = _Draft(None, place, offered.row, told=True)
        if not offered.reference:
            self._former[key] = place.id
        else:
            self._keys[place.source, place.reference] = place.id
        self._laid.add(known)

    def _add_to_held(self, offered: OfferedPlace, place_id: str, alike: Alike) -> None:
        """Hold a further row of a place that is held back already, and add what it says to that place."""
        place = self._held_places[place_id]
        kept = kept_of(place)
        place = self._settled(place, kept, self._merged(kept, place, offered), offered.authority)
        if bad := unfit(place):
            self._reject(offered.row, bad, offered.cells)
            return
        self._tell(offered.row, "duplicate", place.name, place_id)
        self._held_places[place_id] = place
        self._alike.append((offered, place_id, alike))

    def _held(
        self, offered: OfferedPlace, place: Place, alike: Alike, as_matched: dict[str, Place], *, counts: bool
    ) -> Held:
        """Say what a row held back would do after those of `as_matched`, which it joins if it `counts`."""
        other = alike.known.id
        before = self._book.get(other) or self._drafts[other].place
        after = self._matched(as_matched.get(other) or self._now(other), offered, place)
        if counts:
            as_matched[other] = after
        return Held(
            offered.row,
            place.name,
            other,
            alike.known.title,
            alike.likeness,
            round(alike.metres) if alike.metres is not None else None,
            NewRecord(offered.row, place.name, (place,)),
            change_between(offered.row, before, after),
            alike.known.row,
        )

    def _matched(self, place: Place, offered: OfferedPlace, new: Place) -> Place:
        """Return a place as it would be if this row spoke of it too; one of the two references becomes a former one.

        The row's takes over where the place has none, where the row is of a newer edition, or where it is open and
        the place closed: a school goes on under a new number when it becomes an academy. Else the place keeps its
        own; and a row that is closed where the place is open speaks of what is past, so its values are not taken.
        """
        kept = kept_of(place)
        key = " ".join(key_of(offered))
        if key in kept.known or (new.reference and (place.source, place.reference) == (new.source, new.reference)):
            # A further row of the same place: a row under the place's own key speaks of it, one of a former does not.
            merged = self._merged(kept, place, offered) if not (new.reference and key in kept.known) else Merged()
            return self._settled(place, kept, merged, offered.authority)
        is_past = new.status is PlaceStatus.CLOSED and place.status is not PlaceStatus.CLOSED
        if is_past and place.reference and new.reference:
            kept.known.append(key)
            return with_fields(place, fields_from(kept))
        goes_on = place.status is PlaceStatus.CLOSED and new.status is not PlaceStatus.CLOSED
        newer = offered.edition is not None and offered.edition > max(kept.editions.values(), default=UNDATED)
        merged = self._merged(kept, place, offered, over=goes_on)
        source, reference = place.source, place.reference
        if not new.reference or (reference and not (goes_on or newer)):
            kept.known.append(key)
        else:
            if reference:
                kept.known.append(f"{source} {reference}")
            source, reference = new.source, new.reference
        settled = self._settled(place, kept, merged, offered.authority)
        return with_fields(settled, {"source": source, "reference": reference})

    def _note_older(self, row: int, title: str, older: list[tuple[str, object, object]]) -> None:
        self.older_count += len(older)
        for name, kept, offered in older:
            if len(self.older) < OLDER_SHOWN:
                self.older.append(OlderLeft(row, title, name.removeprefix(DETAIL), str(kept), str(offered)))

    def _note_agreement(self, offered: OfferedPlace, found: Found) -> None:
        if offered.authority and found.measured:
            self.compared += 1
            if found.measured != offered.authority:
                self.disagreeing.append((offered.row, offered.authority, found.measured))
