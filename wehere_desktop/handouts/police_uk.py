"""The public's own facts of a beat as data.police.uk has them: what came from there as it came, what is ours anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.html_text import escaped
from wehere_desktop.formats.json_text import value_of, written
from wehere_desktop.formats.police_uk import ALONE, PLURALS, Shape, as_list, as_whole_beat
from wehere_desktop.handouts.gather import CLOSED_SHOWN, public_address
from wehere_desktop.neighbourhood.cover import FACES_FIRST
from wehere_desktop.neighbourhood.fact import Fact, published
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import PUBLIC_KINDS
from wehere_desktop.neighbourhood.officer import Officer, holds_on
from wehere_desktop.neighbourhood.police_uk_said import KIND_OF, given_back, names_place, said_by, written_anew
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.neighbourhood.police_uk_entry import PoliceUkEntry
    from wehere_desktop.records import BeatBook


def police_uk_text(book: BeatBook, *, beat: str = "", shape: Shape | None = None) -> str:
    """Return the JSON for one beat (its id) or for all, of one shape or of every one.

    Of one shape it is the list the service gives, or the one object of which a beat has but one. Of every shape it is
    each beat whole: its neighbourhood, people, priorities, events, locations and links. Refusal `missing` where a list
    would not say of which beat it is, `nothing` where there is nothing to tell.
    """
    if shape is not None and shape is not Shape.REFERENCE and not beat:
        raise Refusal(
            f"A file of this shape ({shape.value}) is of one beat.",
            remedy="Say which with --beat, or leave --shape out for every beat.",
            field="beat",
            kind="missing",
        )
    beats = [beat] if beat else [each.id for each in book.beats.current(book.world.today())]
    if shape is None:
        whole = [_Telling(book, each) for each in beats]
        texts = [each.whole() for each in whole if beat or each.has_something()]
        if not texts:
            raise _nothing()
        return f"{texts[0]}\n" if beat else as_list(texts)
    texts = [text for each in beats for text in _Telling(book, each).of(shape)]
    if not texts:
        raise _nothing()
    return f"{texts[0]}\n" if shape in ALONE and beat else as_list(texts)


def _nothing() -> Refusal:
    return Refusal(
        "There is nothing to tell the public in this shape yet.",
        remedy="Adopt a priority or plan a meeting first, or bring in what police.uk has.",
        kind="nothing",
    )


class _Telling:
    """What may be told of one beat today."""

    def __init__(self, book: BeatBook, beat: str) -> None:
        self._book = book
        self._beat = beat
        self._now: datetime = book.world.now()
        self._today: date = book.world.today()
        self._entries = book.police_uk_entries.of_beat(beat)
        self._team = {
            officer.id: officer
            for officer in book.officers.many(published(each, "officer") for each in self._postings())
            if holds_on(officer.started, officer.ended, self._today)
        }

    def _postings(self) -> Sequence[Fact]:
        return self._book.postings.on_beat(self._beat, self._today)

    def has_something(self) -> bool:
        """Say whether there is more to tell of the beat than its name."""
        return bool(self._entries) or any(self.of(shape) for shape in KIND_OF)

    def whole(self) -> str:
        """Return the beat whole."""
        (neighbourhood,) = self.of(Shape.NEIGHBOURHOOD)
        contact = "".join(self.of(Shape.CONTACT_DETAILS))
        return as_whole_beat(neighbourhood, {shape: self.of(shape) for shape in PLURALS}, contact)

    def of(self, shape: Shape) -> list[str]:
        """Return the entries of one shape, those on the list that came first, then our own."""
        came = [each for each in self._entries if each.shape == shape.value]
        if shape in {Shape.NEIGHBOURHOOD, Shape.REFERENCE}:
            return [came[-1].content if came else self._beat_anew(shape)]
        if shape not in KIND_OF:
            return [each.content for each in came if each.position >= 0]
        listed = [each for each in came if each.position >= 0]
        told = [text for each in listed if (text := self._as_it_stands(shape, each))]
        behind = {each.ours: each for each in came}
        on_list = {each.ours for each in listed}
        for record in self._ours(shape):
            if record.id not in on_list:
                entry = behind.get(record.id)
                told.append(self._changed_only(shape, entry, record) if entry else self._anew(shape, record))
        return told

    def _beat_anew(self, shape: Shape) -> str:
        beat = self._book.beats.get(self._beat)
        names = {"id": published(beat, "police_id"), "name": escaped(published(beat, "name"))}
        if shape is Shape.REFERENCE:
            return written(names)
        anchors: tuple[str, ...] = published(beat, "anchors")
        centre = dict(zip(("latitude", "longitude"), anchors[0].split(), strict=True)) if anchors else None
        rest: dict[str, Any] = {"description": None, "contact_details": {}, "centre": centre, "links": []}
        return written({**names, **rest, "locations": []})

    # Records of ours

    def _as_it_stands(self, shape: Shape, entry: PoliceUkEntry) -> str:
        """Return an entry of the list as it came, but for what was changed here; "" if it may not be told any more."""
        if not entry.ours:
            return entry.content
        record: Fact | None = self._book.section(entry.ours_kind).find(entry.ours)
        return self._changed_only(shape, entry, record) if record is not None and self._may_be_told(record) else ""

    def _may_be_told(self, record: Fact) -> bool:
        """Say whether a record of an entry on the list is still one to tell the public of."""
        if isinstance(record, Officer):
            return record.id in self._team
        if isinstance(record, Meeting):
            public = published(record, "meeting_kind") in PUBLIC_KINDS
            return public and published(record, "life") is not MeetingLife.CANCELLED
        return published(record, "life") is not PriorityLife.PROPOSED

    def _ours(self, shape: Shape) -> list[Fact]:
        """Return our own records to tell of, whatever list they are on."""
        if shape is Shape.OFFICER:
            return [*sorted(self._team.values(), key=_faces_first)]
        if shape is Shape.EVENT:
            coming = self._book.meetings.on_beat(self._beat)
            return [each for each in coming if self._may_be_told(each) and self._is_to_come(each)]
        return [each for each in self._book.priorities.on_beat(self._beat) if self._is_of_today(each)]

    def _is_to_come(self, meeting: Meeting) -> bool:
        starts: datetime | None = published(meeting, "starts")
        return published(meeting, "life") is MeetingLife.PLANNED and starts is not None and starts >= self._now

    def _is_of_today(self, priority: Priority) -> bool:
        if published(priority, "life") is not PriorityLife.CLOSED:
            return self._may_be_told(priority)
        closed: date | None = published(priority, "closed")
        return closed is not None and (self._today - closed).days <= CLOSED_SHOWN

    def _changed_only(self, shape: Shape, entry: PoliceUkEntry, record: Fact) -> str:
        said = said_by(shape, value_of(entry.content))
        ours = self._in_its_words(record, said)
        if said.get("rank", record) is None:
            # A rank we do not know is none that was changed here.
            ours.pop("rank")
        return given_back(shape, entry.content, ours)

    def _anew(self, shape: Shape, record: Fact) -> str:
        agenda: tuple[str, ...] = published(record, "agenda") if isinstance(record, Meeting) else ()
        return written_anew(shape, self._in_its_words(record, {}), description="\n".join(agenda))

    def _in_its_words(self, record: Fact, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the public may know of a record, by the names under which an entry says it."""
        if isinstance(record, Officer):
            return _published(record, ("name", "rank", "phone", "email"))
        if isinstance(record, Meeting):
            words = _published(record, ("title", "starts", "ends"))
            return {**words, "address": self._address(record, str(said.get("address", "")))}
        words = _published(record, ("issue", "issue_date", "action", "action_date"))
        if not words["issue"] and not said:
            words["issue"] = published(record, "title")
        return words

    def _address(self, meeting: Meeting, said: str) -> str:
        venue: Place | None = self._book.places.find(published(meeting, "venue"))
        if venue is None:
            note: str = published(meeting, "venue_note")
            return note
        name: str = published(venue, "name")
        return said if names_place(said, name) else ", ".join(filter(None, (name, public_address(venue))))


def _faces_first(officer: Officer) -> tuple[int, str]:
    return FACES_FIRST.index(published(officer, "rank")), published(officer, "name")


def _published(record: Fact, names: Collection[str]) -> dict[str, Any]:
    return {name: published(record, name) for name in names}
