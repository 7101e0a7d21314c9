"""What is captured in the room: a line becomes a concern, a promise or a proposal of its meeting; in an open change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.capture_line import Captured, FiledAs, KnownGround
from wehere_desktop.neighbourhood.concern import CameBy, Concern
from wehere_desktop.neighbourhood.meeting_checks import day_of
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.theme import Theme, plan_priority_of
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.section import Section

Said = Concern | Promise | Proposal
KINDS: dict[FiledAs, type[Concern | Promise | Proposal]] = {
    FiledAs.POINT: Concern,
    FiledAs.PROMISE: Promise,
    FiledAs.PROPOSAL: Proposal,
}


def said_at(book: BeatBook, meeting: str) -> list[Said]:
    """Return everything filed at a meeting, concerns, promises and proposals, in the order in which it was filed."""
    found: list[Said] = [
        *book.concerns.at_meeting(meeting),
        *book.promises.made_at(meeting),
        *book.proposals.of(meeting),
    ]
    return sorted(found, key=lambda each: each.id)


def find_said(book: BeatBook, record: str) -> Said | None:
    """Return what was filed under an id, whichever of the three it became, or None."""
    found: Said | None = book.concerns.find(record)
    return found or book.promises.find(record) or book.proposals.find(record)


def meeting_of(said: Said) -> str:
    """Return the id of the meeting at which something was filed, or empty."""
    return said.raised_at if isinstance(said, Concern) else said.meeting


def ground_of(book: BeatBook, beat: str) -> KnownGround:
    """Return the names that may follow an @ at a meeting of a beat: every beat today, and the streets of its places."""
    beats = {each.name: each.id for each in book.beats.current(book.world.today())}
    streets = frozenset(each.street.strip() for each in book.places.on_beat(beat) if each.street.strip())
    return KnownGround.of(beats, streets)


def capture(book: BeatBook, meeting: str, captured: Captured, record: str) -> Said:
    """File a line under an id that was made for it, inside an open change, and return the record.

    A point becomes a concern of the meeting, still to be sorted; a promise is the book's holder's to keep. Filed once:
    a record that is there already is returned as it is. Refused where there are no words, or too many.
    """
    kind = KINDS[captured.filed_as]
    section: Section[Any] = book.section(kind.kind)
    there: Said | None = section.find(record)
    if there is not None:
        return there
    held = book.meetings.get(meeting)
    fields = _fields(captured)
    made: Said
    if kind is Concern:
        made = Concern(
            id=record,
            beat=fields.pop("beat", held.beat),
            raised_on=_day(book, held),
            raised_at=meeting,
            came_by=CameBy.MEETING,
            to_sort=True,
            **fields,
        )
    elif kind is Promise:
        made = Promise(id=record, meeting=meeting, owner=book.holder, made_on=_day(book, held), **fields)
    else:
        made = Proposal(id=record, meeting=meeting, **fields)
    _refuse_without_words(captured)
    kept: Said = section.add(made)
    return kept


def recapture(book: BeatBook, before: Said, captured: Captured, record: str) -> Said:
    """Change what was filed to what a line says now, inside an open change, and return the record.

    Where it becomes another kind, a promise in place of a point, it is taken back and filed anew under `record`. A beat
    or a place it named stays unless the line names another. Refused once somebody has begun to see to it so that taking
    it back would lose more than its words.
    """
    kind = KINDS[captured.filed_as]
    if not isinstance(before, kind):
        take_back(book, before)
        return capture(book, meeting_of(before), captured, record)
    _refuse_without_words(captured)
    kept: Said = book.section(kind.kind).amend(before.id, **_fields(captured))
    return kept


def take_back(book: BeatBook, said: Said) -> None:
    """Take what was filed back, inside an open change; refused once somebody has dealt with it."""
    if isinstance(said, Concern):
        dealt = bool(said.owner or said.priority or said.told_back_on or said.nobody_to_tell or said.we_did)
    elif isinstance(said, Promise):
        dealt = said.closed_on is not None
    else:
        dealt = bool(said.priority)
    if dealt:
        raise Refusal(
            "Somebody has dealt with this already.", remedy="Open it and see what came of it.", kind="dealt-with"
        )
    book.section(said.kind).remove(said.id)


def _fields(captured: Captured) -> dict[str, Any]:
    if captured.filed_as is FiledAs.PROMISE:
        return {"promised": captured.words, "due_on": captured.due_on, "due_time": captured.due_time}
    theme = captured.theme or Theme.OTHER
    if captured.filed_as is FiledAs.PROPOSAL:
        return {"title": captured.words, "theme": theme}
    found: dict[str, Any] = {
        "concern_kind": captured.concern_kind,
        "said": captured.words,
        "theme": theme,
        "asb": captured.asb,
        "plan_priority": plan_priority_of(theme),
    }
    if captured.beat:
        found["beat"] = captured.beat
    if captured.whereabouts:
        found["whereabouts"] = captured.whereabouts
    return found


def _day(book: BeatBook, meeting: Meeting) -> date:
    today = book.world.today()
    return min(day_of(meeting) or today, today)


def _refuse_without_words(captured: Captured) -> None:
    if not captured.words:
        raise Refusal("There are no words.", remedy="Type what was said.", field="said", kind="missing")
