"""What a concern may be tied to: the beats to choose from, the officers there, their meetings and priorities."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.wording import local, short_day

if TYPE_CHECKING:
    from collections.abc import Collection

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.neighbourhood.place import Place

MEETINGS_SINCE = timedelta(days=366)
MEETINGS_SHOWN = 24


def beat_choices(desk: Desk, *, held: str = "") -> list[tuple[str, str]]:
    """Return id and name of every beat in being, my own first, then my unit's; and the one `held` so far."""
    mine = desk.mine()
    beats = {each.id: each for each in desk.book.beats.current(desk.today())}
    if held and held not in beats and (old := desk.book.beats.find(held)) is not None:
        beats[held] = old
    ranked = sorted(
        beats.values(), key=lambda each: (each.id not in mine.beats, not mine.lpu or each.lpu != mine.lpu, each.name)
    )
    return [(each.id, each.name) for each in ranked]


def owner_choices(desk: Desk, *, held: str = "") -> list[tuple[str, str]]:
    """Return id and words of those who may see to it: nobody yet, me, my team by name, and whoever `held` it so far."""
    book, today, mine = desk.book, desk.today(), desk.mine()
    among = {each.id for each in book.beats.in_lpu(mine.lpu, today)} if mine.lpu else set(mine.beats)
    posted = {each.officer for each in book.postings.on_day(today) if each.beat in among or each.lpu == mine.lpu != ""}
    if held:
        posted.add(held)
    team = sorted((each.name, each.id, str(each.rank)) for each in book.officers.many(posted - {book.holder, ""}))
    return [("", "nobody yet"), (book.holder, "me"), *((record, f"{rank} {name}") for name, record, rank in team)]


def priority_choices(desk: Desk, beat: str, *, held: str = "") -> list[tuple[str, str]]:
    """Return id and title of a beat's priorities that are not closed, and of the one `held` so far; first none."""
    found = [each for each in desk.book.priorities.on_beat(beat) if each.life is not PriorityLife.CLOSED]
    if held and held not in {each.id for each in found}:
        found += desk.book.priorities.many([held])
    return [("", "none"), *((each.id, each.title) for each in found)]


def meetings_held(desk: Desk, beats: Collection[str], *, held: str = "") -> list[tuple[str, str]]:
    """Return id and words of the meetings of some beats that have begun in the last year, the latest first.

    The one `held` so far is among them, whenever it was.
    """
    today, now = desk.today(), desk.book.world.now()
    found = [
        each
        for each in desk.book.meetings.between(today - MEETINGS_SINCE, today, beats)
        if each.life is not MeetingLife.CANCELLED and each.starts is not None and each.starts <= now
    ]
    chosen = list(reversed(found))[:MEETINGS_SHOWN]
    if held and held not in {each.id for each in chosen}:
        chosen += desk.book.meetings.many([held])
    return [(each.id, meeting_words(each)) for each in chosen]


def meeting_words(meeting: Meeting) -> str:
    """Return a meeting as a line of a list: its day and title."""
    day = f"{short_day(local(meeting.starts).date())}, " if meeting.starts is not None else ""
    return f"{day}{meeting.title}"


def point_of(there: Concern | Place) -> Position | None:
    """Return where a concern or a place lies, None where that is not known."""
    if there.latitude is None or there.longitude is None:
        return None
    return Position(there.latitude, there.longitude)
