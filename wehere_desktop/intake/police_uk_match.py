"""Entries of data.police.uk beside the book: which of ours each one is, and what of ours it would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.json_text import in_ascii, value_of
from wehere_desktop.formats.police_uk import Shape, text_in
from wehere_desktop.intake.proposal import FieldChange
from wehere_desktop.neighbourhood.fact import Fact, tidy
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.officer import Officer, Posting
from wehere_desktop.neighbourhood.police_uk_entry import PoliceUkEntry
from wehere_desktop.neighbourhood.police_uk_said import (
    KIND_OF,
    meeting_kind_for,
    names_place,
    said_by,
    title_for,
)
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife
from wehere_desktop.neighbourhood.publicity import Publicity

if TYPE_CHECKING:
    from wehere_desktop.formats.police_uk import Item
    from wehere_desktop.records.beatbook import BeatBook

GONE = -1
"""Position of an entry that is no longer on the list last brought in."""
_KEYS: Mapping[Shape, tuple[tuple[str, ...], ...]] = {
    Shape.LOCATION: (("name",), ("address",), ("postcode",), ("street", "name")),
    Shape.LINK: (("title",), ("url",)),
}
Key = tuple[Any, ...]


def kept_text(text: str) -> str:
    """Return an entry's JSON so that the book keeps it to the letter: where tidying would touch it, as escapes."""
    return text if tidy(text) == text else in_ascii(text)


def key_of(shape: Shape, value: Any) -> Key:
    """Return by what an entry is known again when its text has changed.

    Priorities by issue and day, events by title and start, people by name and rank, locations and links by what names
    them, and what a beat has but one of by nothing.
    """
    said = said_by(shape, value)
    if shape is Shape.PRIORITY:
        return _folded(said["issue"]), said["issue_date"]
    if shape is Shape.EVENT:
        return _folded(said["title"]), said["starts"]
    if shape is Shape.OFFICER:
        return _folded(said["name"]), said["rank"] or _folded(text_in(value, "rank"))
    return tuple(_folded(text_in(value, *path)) for path in _KEYS.get(shape, ()))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(slots=True)
class Standing:
    """What the book has of one shape on one beat: the entries kept, and those that the file has not spoken of yet."""

    shape: Shape
    entries: list[PoliceUkEntry]
    left: dict[str, PoliceUkEntry]

    @classmethod
    def of(cls, book: BeatBook, beat: str, shape: Shape) -> Standing:
        """Return how the book stands."""
        entries = book.police_uk_entries.of_beat(beat, shape=shape.value)
        return cls(shape, entries, {each.id: each for each in entries})

    def match(self, items: Iterable[Item]) -> dict[int, PoliceUkEntry]:
        """Return for the number of each item the entry it is: the very same first, then those of the same key.

        An entry still on its list goes before one that had gone from it.
        """
        found: dict[int, PoliceUkEntry] = {}
        items = list(items)
        same: dict[str, list[PoliceUkEntry]] = {}
        for each in self._standing():
            same.setdefault(each.content, []).append(each)
        self._take(found, ((each, same.get(kept_text(each.text), [])) for each in items))
        alike: dict[Key, list[PoliceUkEntry]] = {}
        for each in self._standing():
            alike.setdefault(key_of(self.shape, value_of(each.content)), []).append(each)
        rest = (each for each in items if each.number not in found)
        self._take(found, ((each, alike.get(key_of(self.shape, each.value), [])) for each in rest))
        return found

    def _standing(self) -> list[PoliceUkEntry]:
        return sorted(self.left.values(), key=lambda each: (each.position == GONE, each.position))

    def _take(self, found: dict[int, PoliceUkEntry], offers: Iterable[tuple[Item, list[PoliceUkEntry]]]) -> None:
        for item, offered in offers:
            if offered:
                found[item.number] = offered.pop(0)
                del self.left[found[item.number].id]


@dataclass(frozen=True, slots=True)
class Compared:
    """What an entry would change of a record of ours, and the fields in which ours stays: our value and theirs."""

    changes: tuple[FieldChange, ...] = ()
    stays: tuple[FieldChange, ...] = ()


def compared(book: BeatBook, record: Fact, came: Mapping[str, Any], before: Mapping[str, Any] | None) -> Compared:
    """Return what an entry's words (`came`) would change of a record made from it when it said `before`.

    What was changed here since stays; None for `before` means that the record was not made from it, and then only its
    blanks are filled.
    """
    ours, theirs = _fields_of(record), _as_fields(book, record, came)
    earlier = _as_fields(book, record, before) if before is not None else None
    changes: list[FieldChange] = []
    stays: list[FieldChange] = []
    for name, value in theirs.items():
        mine = ours[name]
        nothing = value is None or (earlier is None and value == "")
        if mine == value or nothing or (earlier is not None and earlier[name] == value):
            continue
        untouched = mine in ("", None) if earlier is None else mine == earlier[name]
        (changes if untouched else stays).append(FieldChange(name, mine, value))
    return Compared(tuple(changes), tuple(stays))


def _fields_of(record: Fact) -> dict[str, Any]:
    if isinstance(record, Meeting):
        return {name: getattr(record, name) for name in ("title", "starts", "ends", "venue", "venue_note")}
    names = ("name", "rank", "phone", "email") if isinstance(record, Officer) else _PRIORITY
    return {name: getattr(record, name) for name in names}


_PRIORITY = ("issue", "issue_date", "action", "action_date")


def _as_fields(book: BeatBook, record: Fact, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry says by the fields of the record; an event's address becomes venue and note."""
    if not isinstance(record, Meeting):
        return dict(said)
    given = {name: value for name, value in said.items() if name != "address"}
    return {**given, **venue_at(book, said["address"], record.beat)}


def venue_at(book: BeatBook, address: str, beat: str) -> dict[str, str]:
    """Return an address as a meeting's `venue` and `venue_note`: the place of the book it names, else its words."""
    name = address.split(",", 1)[0].strip()
    found = [each for each in book.places.called(name) if names_place(address, each.name)] if name else []
    here = [each for each in found if each.beat == beat] or found
    return {"venue": here[0].id, "venue_note": ""} if len(here) == 1 else {"venue": "", "venue_note": address}


# Records of ours ------------------------------------------------------------------------------------------------------


def our_own(book: BeatBook, shape: Shape, beat: str) -> dict[Key, list[Fact]]:
    """Return the beat's priorities or meetings by the key of an entry that would speak of them."""
    found: dict[Key, list[Fact]] = {}
    if shape is Shape.PRIORITY:
        for priority in book.priorities.on_beat(beat):
            found.setdefault((_folded(priority.issue), priority.issue_date), []).append(priority)
    elif shape is Shape.EVENT:
        for meeting in book.meetings.on_beat(beat):
            found.setdefault((_folded(meeting.title), meeting.starts), []).append(meeting)
    return found


def record_like(book: BeatBook, item: Item, beat: str, own: Mapping[Key, list[Fact]], taken: set[str]) -> Fact | None:
    """Return the record of ours that an entry speaks of although it was not made from any, or None.

    `own` are those of the beat by their keys, `taken` the ids of those that other entries stand for. Of an officer it
    is None where two could be meant.
    """
    if item.shape is None or item.shape not in KIND_OF:
        return None
    if item.shape is Shape.OFFICER:
        fitting = [each for each in _officers_like(book, said_by(item.shape, item.value), beat) if each.id not in taken]
        return fitting[0] if len(fitting) == 1 else None
    found = own.get(key_of(item.shape, item.value), ())
    return next((each for each in found if each.id not in taken), None)


def _officers_like(book: BeatBook, said: Mapping[str, Any], beat: str) -> list[Officer]:
    named = [each for each in book.officers.known_as(said["name"]) if _folded(each.name) == _folded(said["name"])]
    posted = {each.officer for each in book.postings.ever_on_beat(beat)}
    if said["rank"] is None:
        return [each for each in named if each.id in posted]
    fitting = [each for each in named if each.rank is said["rank"]]
    return [each for each in fitting if each.id in posted] or fitting


def same_named(book: BeatBook, said: Mapping[str, Any]) -> bool:
    """Say whether there is an officer of this name and rank at all, so that another is not made beside them."""
    return any(
        _folded(each.name) == _folded(said["name"]) and said["rank"] in (None, each.rank)
        for each in book.officers.known_as(said["name"])
    )


def new_records(book: BeatBook, shape: Shape, value: Any, beat: str) -> tuple[Fact, ...]:
    """Return the records an entry brings, the one it speaks of first; none where it says too little to make one."""
    said, new_id, today = said_by(shape, value), book.world.new_id, book.world.today()
    if shape is Shape.PRIORITY and said["issue"]:
        life = PriorityLife.IN_ACTION if said["action"] else PriorityLife.ADOPTED
        return (Priority(id=new_id(), beat=beat, title=title_for(said["issue"]), life=life, **said),)
    if shape is Shape.EVENT and said["title"] and said["starts"]:
        coming, where = said["starts"] > book.world.now(), venue_at(book, said["address"], beat)
        meeting = Meeting(
            id=new_id(),
            beat=beat,
            meeting_kind=meeting_kind_for(said["title"]),
            life=MeetingLife.PLANNED if coming else MeetingLife.HELD,
            title=said["title"],
            starts=said["starts"],
            ends=said["ends"],
            venue=where["venue"],
            venue_note=where["venue_note"],
        )
        told = Publicity(id=new_id(), meeting=meeting.id, what="Event on police.uk", on=today)
        return (meeting, told) if coming else (meeting,)
    if shape is Shape.OFFICER and said["name"] and said["rank"] and not same_named(book, said):
        officer = Officer(id=new_id(), **said)
        return officer, Posting(id=new_id(), officer=officer.id, beat=beat, starts=today)
    return ()


def posting_wanted(book: BeatBook, officer: Fact, beat: str) -> tuple[Fact, ...]:
    """Return the posting that an officer the file names on a beat lacks; none if they were ever posted there."""
    if not isinstance(officer, Officer) or any(each.officer == officer.id for each in book.postings.ever_on_beat(beat)):
        return ()
    today = book.world.today()
    if officer.ended is not None and officer.ended < today:
        return ()
    return (Posting(id=book.world.new_id(), officer=officer.id, beat=beat, starts=today),)


def entry_of(book: BeatBook, item: Item, beat: str, position: int, ours: Fact | None) -> PoliceUkEntry:
    """Return the entry to keep for an item, pointing at the record of ours that it speaks of."""
    made = PoliceUkEntry(
        id=book.world.new_id(),
        shape=item.shape.value if item.shape is not None else "",
        beat=beat,
        position=position,
        content=kept_text(item.text),
    )
    return replace(made, ours_kind=ours.kind, ours=ours.id) if ours is not None else made


def ours_of(book: BeatBook, entry: PoliceUkEntry) -> Fact | None:
    """Return the record of ours an entry speaks of; None if there is none, or it has been taken out of the book."""
    if entry.ours_kind not in {*KIND_OF.values()}:
        return None
    found: Fact | None = book.section(entry.ours_kind).find(entry.ours)
    return found
