"""The fact sheet of the projector at a meeting: what a room may read, and nothing that may not be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from wehere_desktop.handouts.facts import ChosenPriority, Reply
from wehere_desktop.handouts.gather import chosen_priorities, next_meeting_after, replies_to, time_of
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.force import FORCE_NAME
from wehere_desktop.wording import day_in_words, local

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.proposal import Proposal
    from wehere_desktop.records import BeatBook

MOST_REPLIES = 6
"""Answers shown to the room; the handout has them all. Ours."""


@dataclass(frozen=True, slots=True)
class ProjectedProposal:
    """A proposal and the hands raised for it; None where nobody counted yet. `chosen` once it became a priority."""

    title: str
    hands_for: int | None
    hands_against: int | None
    hands_neither: int | None
    chosen: bool

    @property
    def voted(self) -> bool:
        """Say whether any hands were counted."""
        return any(each is not None for each in (self.hands_for, self.hands_against, self.hands_neither))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectorSheet:
    """Everything the projector may show, in finished words; every value came through `neighbourhood.fact.published`."""

    force: str
    beat: str
    title: str
    when: str
    venue: str
    agenda: tuple[str, ...]
    priorities: tuple[ChosenPriority, ...]
    replies: tuple[Reply, ...]
    proposals: tuple[ProjectedProposal, ...]
    next_meeting: tuple[str, ...]
    feedback_link: str
    practice: bool


def gather_projector(book: BeatBook, meeting_id: str, *, today: date) -> ProjectorSheet:
    """Return what the projector shows of one meeting on `today` (a local date).

    Raises Refusal where there is no such meeting.
    """
    meeting = book.meetings.get(meeting_id)
    beat = book.beats.get(published(meeting, "beat"))
    starts: datetime | None = published(meeting, "starts")
    day = local(starts).date() if starts is not None else today
    venue = book.places.find(published(meeting, "venue"))
    hours = time_of(starts, published(meeting, "ends")) if starts is not None else ""
    return ProjectorSheet(
        force=FORCE_NAME,
        beat=published(beat, "name"),
        title=published(meeting, "title"),
        when=f"{day_in_words(day)}, {hours}" if hours else "",
        venue=published(venue, "name") if venue else "",
        agenda=tuple(" ".join(item.split()) for item in published(meeting, "agenda") if item.strip()),
        priorities=chosen_priorities(book, meeting, beat, day=day, today=today),
        replies=replies_to(book.concerns.answered_publicly_on(beat.id), day)[:MOST_REPLIES],
        proposals=tuple(map(_projected, book.proposals.of(meeting_id))),
        next_meeting=next_meeting_after(book, meeting, day),
        feedback_link=published(meeting, "feedback_link"),
        practice=book.practice,
    )


def _projected(proposal: Proposal) -> ProjectedProposal:
    return ProjectedProposal(
        published(proposal, "title"),
        published(proposal, "hands_for"),
        published(proposal, "hands_against"),
        published(proposal, "hands_neither"),
        bool(published(proposal, "priority")),
    )
