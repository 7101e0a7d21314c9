"""Finds the one record a person means by an id or by words, or says which it might be."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.fact import AnyFact, title_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed, moment_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wehere_desktop.neighbourhood.contact import Contact
    from wehere_desktop.neighbourhood.fact import Fact
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.search import Hit
    from wehere_desktop.records.section import Section

MOST_NAMED = 6
NEXT = "next"
LAST = "last"


def place_called(book: BeatBook, words: str) -> Place:
    """Return the one place of this id or name. Refuses, naming those it might be, when there is none or several."""
    place = book.places.find(words)
    return place or _only_one(book, "place", words, book.places.called(words))


def contact_called(book: BeatBook, words: str) -> Contact:
    """Return the one contact of this id or name. Refuses, naming those it might be, when there is none or several."""
    contact = book.contacts.find(words)
    return contact or _only_one(book, "contact", words, book.contacts.named(words))


def record_called(book: BeatBook, kind: str, words: str) -> tuple[str, str]:
    """Return id and title of the one record of a kind with this id or these words in its title.

    An id that is no longer kept is returned as it is, since its history is. Refuses as `place_called` does.
    """
    fact = book.section(kind).find(words)
    if fact is not None:
        return fact.id, title_of(fact) or fact.id
    if book.history(kind, words):
        return words, words
    found: Fact = _only_one(book, kind, words, [])
    return found.id, title_of(found) or found.id


def beat_called(book: BeatBook, words: str, *, today: date) -> Beat:
    """Return the one beat of this police.uk id, id or name. Refuses, naming those it might be."""
    wanted = words.strip()
    beats = book.beats.current(today)
    fitting = book.beats.known_as(wanted) if wanted else []
    fitting = fitting or [each for each in beats if wanted and wanted.casefold() in each.name.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise _several("beat", words, [f"{each.name} ({each.police_id})" for each in fitting])
    raise _none("beat", words, get_close_matches(words, [each.name for each in beats], n=3, cutoff=0.5))


def meeting_called(book: BeatBook, words: str, *, beat: str = "") -> Meeting:
    """Return the meeting of this id, or for “next” the next one planned: on the beat, or on the only one with any.

    “last” is the last one that began on the beat and was not called off. `beat` is police.uk id, id or name, or empty.
    Refuses when there is none, or when a beat must be chosen.
    """
    now = book.world.now()
    if words.casefold() == LAST:
        return _last_meeting(book, beat)
    if words.casefold() != NEXT:
        meeting = book.meetings.find(words)
        if meeting is None:
            raise Refusal(
                f"There is no meeting with the id “{words}”.",
                remedy="Use next or last with --beat, or give the id of one that “wehere search” finds.",
                field="meeting",
                kind="not-there",
            )
        return meeting
    beat_id = beat_called(book, beat, today=book.world.today()).id if beat else _only_beat_with_meetings(book)
    meeting = book.meetings.next_on_beat(beat_id, now)
    if meeting is None:
        raise Refusal(
            f"No meeting is planned on {book.beats.get(beat_id).name}.",
            remedy="Plan one, or name another beat.",
            field="beat",
            kind="not-there",
        )
    return meeting


def meeting_in_words(book: BeatBook, meeting: Meeting) -> str:
    """Return a meeting as a person knows it: title, beat (unless the title says it) and moment."""
    when = moment_in_words(meeting.starts) if meeting.starts else "no day yet"
    beat = book.beats.get(meeting.beat).name
    where = "" if beat.casefold() in meeting.title.casefold() else f", {beat}"
    return f"{meeting.title}{where}, {when}"


def _last_meeting(book: BeatBook, beat: str) -> Meeting:
    if not beat:
        raise Refusal("It does not say of which beat.", remedy="Say which with --beat.", field="beat", kind="ambiguous")
    where = beat_called(book, beat, today=book.world.today())
    meeting = book.meetings.last_held_on(where.id, book.world.now())
    if meeting is None:
        raise Refusal(
            f"No meeting was held on {where.name} yet.", remedy="Name another beat.", field="beat", kind="not-there"
        )
    return meeting


def _only_beat_with_meetings(book: BeatBook) -> str:
    beats = book.meetings.beats_with_meetings(book.world.now())
    if len(beats) == 1:
        return beats[0]
    if not beats:
        raise Refusal("No meeting is planned on any beat.", remedy="Plan one first.", kind="not-there")
    names = sorted(f"{each.name} ({each.police_id})" for each in book.beats.many(beats))
    raise Refusal(
        f"Meetings are planned on {len(beats)} beats, such as {listed(names[:3], last='or')}.",
        remedy="Say which with --beat.",
        field="beat",
        kind="ambiguous",
    )


def _only_one(book: BeatBook, kind: str, words: str, exact: Sequence[AnyFact]) -> AnyFact:
    """Return the one record of a kind: of those of exactly this name, else of those whose title these words find."""
    section: Section[AnyFact] = book.section(kind)
    found = exact or section.many([hit.id for hit in _titled(book, kind, words)])
    if len(found) == 1:
        return found[0]
    noun = KINDS[kind].words.lower()
    if found:
        raise _several(noun, words, [_with_whereabouts(book, each) for each in found])
    near = [hit.title for hit in book.search_near(words, limit=MOST_NAMED) if hit.kind == kind] if words.strip() else []
    raise _none(noun, words, near)


def _titled(book: BeatBook, kind: str, words: str) -> list[Hit]:
    """Return the hits of a kind: those with all of the words in their title, or failing such, those found at all."""
    hits = [hit for hit in book.search_ranked(words, limit=200) if hit.kind == kind] if words.strip() else []
    wanted = words.casefold().split()
    return [hit for hit in hits if all(word in hit.title.casefold() for word in wanted)] or hits


def _with_whereabouts(book: BeatBook, fact: Fact) -> str:
    beat = book.beats.find(getattr(fact, "beat", ""))
    where = f", {beat.name}" if beat else ""
    return f"{title_of(fact)}{where} ({fact.id})"


def _several(noun: str, words: str, names: list[str]) -> Refusal:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return Refusal(
        f"“{words}” could be more than one {noun}: {'; '.join(names[:MOST_NAMED])}{more}.",
        remedy="Give the whole name, or the id in brackets.",
        field=noun,
        kind="ambiguous",
    )


def _none(noun: str, words: str, near: list[str]) -> Refusal:
    remedy = f"Did you mean {listed(near, last='or')}?" if near else "Try fewer words; “wehere search” finds records."
    return Refusal(f"No {noun} is called “{words}”.", remedy=remedy, field=noun, kind="not-there")
