"""The pack for a beat's next meeting: everything still open that people there will ask about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook

WELCOME = "Welcome, and who we are"
CHOOSING = "What matters to you now: choosing our priorities"
NEXT_TIME = "Next meeting and how to reach us"


@dataclass(frozen=True, slots=True)
class NextPack:
    """What a beat's next meeting has to deal with.

    `last` was the meeting before, `to_tell` are answers nobody was told of, `waiting` what has no answer yet,
    `promises` those made at meetings of the beat and still to be kept, `undecided` what the last meeting was asked to
    choose and did not. Of `priorities` each comes with the last day the public heard of it.
    """

    beat: str
    meeting: Meeting | None
    last: Meeting | None
    to_tell: tuple[Concern, ...]
    waiting: tuple[Concern, ...]
    priorities: tuple[tuple[Priority, date | None], ...]
    actions: tuple[Action, ...]
    promises: tuple[Promise, ...]
    undecided: tuple[Proposal, ...]

    @property
    def empty(self) -> bool:
        """Say whether nothing is open."""
        return not (self.to_tell or self.waiting or self.priorities or self.promises or self.undecided)


def next_pack(book: BeatBook, beat: str, *, meeting: str = "") -> NextPack:
    """Return what is still open for a meeting of a beat: the one given, else the next planned, if any."""
    now = book.world.now()
    coming = book.meetings.get(meeting) if meeting else book.meetings.next_on_beat(beat, now)
    before = coming.starts if coming is not None and coming.starts is not None and coming.starts < now else now
    last = book.meetings.last_held_on(beat, before)
    to_tell = book.concerns.to_tell([beat])
    answered = {each.id for each in to_tell}
    priorities = [each for each in book.priorities.live([beat]) if each.life is not PriorityLife.PROPOSED]
    heard = book.priority_updates.last_told(each.id for each in priorities)
    return NextPack(
        beat,
        coming,
        last,
        tuple(to_tell),
        tuple(each for each in book.concerns.open_on([beat]) if each.id not in answered),
        tuple((each, heard.get(each.id)) for each in priorities),
        tuple(book.actions.to_do(beats=[beat])),
        tuple(book.promises.made_at_meetings_of(beat)),
        tuple(each for each in book.proposals.of(last.id) if not each.priority and each.hands_for is None)
        if last is not None
        else (),
    )


def agenda_from(pack: NextPack) -> tuple[str, ...]:
    """Return the agenda that follows from what is open; it names nothing that may not be published."""
    lines = [WELCOME]
    if pack.promises:
        lines.append("What we promised at earlier meetings")
    if pack.to_tell:
        lines.append(f"You said, we did: {counted(len(pack.to_tell), 'answer')}")
    lines += [f"{published(each, 'title')}: what was done" for each, _ in pack.priorities]
    if pack.waiting:
        lines.append("What is still open, and who sees to it")
    lines += [f"To choose: {published(each, 'title')}" for each in pack.undecided]
    return (*lines, CHOOSING, NEXT_TIME)
