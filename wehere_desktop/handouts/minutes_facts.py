"""What the minutes of a meeting say: its report, who was there, what was decided and raised; only what is public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.handouts.facts import Head, Reply
from wehere_desktop.handouts.gather import led_by, next_meeting_after
from wehere_desktop.handouts.head import day_of_paper, meeting_head
from wehere_desktop.handouts.public_answers import came_of_it, may_be_told, who_sees_to_it
from wehere_desktop.neighbourhood.fact import may_be_published, published
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.proposal import Proposal
    from wehere_desktop.records import BeatBook

CHOSEN = "Chosen as a priority"
NOT_CHOSEN = "Not chosen this time"
NO_HANDS = "Not voted on"


@dataclass(frozen=True, slots=True)
class Vote:
    """A proposal and what came of it; hands as texts, empty where there was no vote."""

    title: str
    hands_for: str
    hands_against: str
    hands_neither: str
    came_of_it: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Everything the minutes say, in finished words; every value came through `neighbourhood.fact.published`.

    `raised` are said, what came of it and who sees to it; `told` are said and what people were told.
    """

    head: Head
    ready: bool
    there: tuple[str, ...]
    groups: tuple[str, ...]
    report: str
    decisions: tuple[str, ...]
    votes: tuple[Vote, ...]
    raised: tuple[Reply, ...]
    told: tuple[Reply, ...]
    next_meeting: tuple[str, ...]


def gather(book: BeatBook, meeting_id: str, *, today: date) -> Minutes:
    """Return the minutes of one meeting as they are to be printed on `today` (a local date).

    Report, groups and decisions are empty until the report is marked for publishing. Raises Refusal where there is no
    such meeting, or it is still to come or was called off.
    """
    meeting = book.meetings.get(meeting_id)
    head = meeting_head(book, meeting, "Minutes", today=today)
    day = day_of_paper(meeting)
    if head.called_off:
        raise Refusal(
            "That meeting was called off.", remedy="Choose one that was held.", field="meeting", kind="cancelled"
        )
    if day > today:
        raise Refusal(
            "That meeting has not been held yet.",
            remedy="Choose one that is over, or print its agenda.",
            field="meeting",
            kind="to-come",
        )
    votes = tuple(map(_vote, book.proposals.of(meeting_id)))
    return Minutes(
        head=head,
        ready=may_be_published(meeting, "report"),
        there=_there(book, meeting),
        groups=_said(published(meeting, "groups")),
        report=published(meeting, "report"),
        decisions=_said(published(meeting, "decisions")),
        votes=votes + _chosen_without_vote(book, meeting_id, {each.title for each in votes}),
        raised=tuple(_raised(book, each) for each in book.concerns.at_meeting(meeting_id) if may_be_told(each)),
        told=tuple(_told(book, each) for each in book.concerns.told_at(meeting_id) if may_be_told(each)),
        next_meeting=next_meeting_after(book, meeting, day),
    )


def _said(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in texts if each.strip())


def _there(book: BeatBook, meeting: Meeting) -> tuple[str, ...]:
    attendance: int | None = published(meeting, "attendance")
    came = counted(attendance, "person came", "people came") if attendance is not None else ""
    return tuple(part for part in (f"{came[:1].upper()}{came[1:]}", led_by(book, meeting)) if part)


def _vote(proposal: Proposal) -> Vote:
    hands: tuple[int | None, ...] = tuple(
        published(proposal, name) for name in ("hands_for", "hands_against", "hands_neither")
    )
    voted = any(each is not None for each in hands)
    chosen = bool(published(proposal, "priority"))
    agreed, against, neither = (f"{each:,}" if each is not None else "" for each in hands)
    came = CHOSEN if chosen else NOT_CHOSEN if voted else NO_HANDS
    return Vote(published(proposal, "title"), agreed, against, neither, came)


def _chosen_without_vote(book: BeatBook, meeting: str, voted: set[str]) -> tuple[Vote, ...]:
    titles = (published(each, "title") for each in book.priorities.chosen_at(meeting))
    return tuple(Vote(title, "", "", "", CHOSEN) for title in titles if title not in voted)


def _raised(book: BeatBook, concern: Concern) -> Reply:
    return Reply(published(concern, "you_said"), came_of_it(book, concern), who_sees_to_it(book, concern))


def _told(book: BeatBook, concern: Concern) -> Reply:
    return Reply(published(concern, "you_said"), came_of_it(book, concern), "")
