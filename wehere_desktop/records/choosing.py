"""What is done with a priority: chosen at a meeting, by what hands, moved on, and closed; in an open change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.concern import Concern, Outcome
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import day_of
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, Worked
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.theme import Theme, plan_priority_of
from wehere_desktop.neighbourhood.trail import TrailStep, is_closed, step_of
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook


@dataclass(frozen=True, slots=True)
class Hands:
    """The hands that were raised for a proposal, against it and for neither; None where nobody counted."""

    for_it: int | None = None
    against: int | None = None
    neither: int | None = None

    @property
    def in_words(self) -> str:
        """Return the hands in words: “14 for, 3 against, 2 neither”, empty where nobody counted."""
        told = ((self.for_it, "for"), (self.against, "against"), (self.neither, "neither"))
        return ", ".join(f"{number:,} {words}" for number, words in told if number is not None)


NOT_COUNTED = Hands()


@dataclass(frozen=True, slots=True)
class ClosedPriority:
    """A priority that was closed, and its concerns that are now to be told."""

    priority: Priority
    to_tell: tuple[Concern, ...]


def hands_of(proposal: Proposal) -> Hands:
    """Return the hands raised for a proposal."""
    return Hands(proposal.hands_for, proposal.hands_against, proposal.hands_neither)


def vote(book: BeatBook, proposal: str, hands: Hands) -> Proposal:
    """Keep the hands raised for a proposal, inside an open change, and return it as kept; a count not given stays.

    Refused for a count below nought.
    """
    counts = {"hands_for": hands.for_it, "hands_against": hands.against, "hands_neither": hands.neither}
    given = {name: number for name, number in counts.items() if number is not None}
    for name, number in given.items():
        if number < 0:
            raise Refusal("Hands cannot be fewer than none.", remedy="Count again.", field=name, kind="negative")
    return book.proposals.amend(proposal, **given)


def adopt_proposal(book: BeatBook, proposal: str, *, issue: str = "", owner: str = "") -> Priority:
    """Make a proposal that a meeting chose a priority, inside an open change, and return the priority.

    It is chosen on the meeting's day and serves the part of the Plan that its theme usually serves. Refused where it
    became one already, where the meeting was called off or is still to come, and where more hands were against it than
    for it.
    """
    chosen = book.proposals.get(proposal)
    if chosen.priority:
        raise Refusal(
            f"“{chosen.title}” is a priority already.", remedy="Open it there.", field="proposal", kind="already"
        )
    _refuse_voted_down(hands_of(chosen))
    meeting = book.meetings.get(chosen.meeting)
    _refuse_not_met(book, meeting)
    priority = book.priorities.add(
        Priority(
            id=book.world.new_id(),
            beat=meeting.beat,
            title=chosen.title,
            issue=issue,
            issue_date=day_of(meeting),
            life=PriorityLife.ADOPTED,
            chosen_at=meeting.id,
            theme=chosen.theme,
            asb=chosen.theme is Theme.ANTISOCIAL,
            plan_priority=plan_priority_of(chosen.theme),
            owner=owner,
        )
    )
    book.proposals.amend(proposal, priority=priority.id)
    return priority


def adopt_priority(
    book: BeatBook, priority: str, *, meeting: str, hands: Hands = NOT_COUNTED, on: date | None = None
) -> Priority:
    """Adopt a proposed priority at a meeting, inside an open change, and return it as kept.

    The hands are kept as a proposal of that meeting. Refused where it is no longer proposed, without a meeting, where
    that was called off, is to come or is of another beat, and where more hands were against it than for it.
    """
    before = book.priorities.get(priority)
    if before.life is not PriorityLife.PROPOSED:
        raise Refusal(
            f"“{before.title}” is {before.life} already.", remedy="Move it on instead.", field="life", kind="already"
        )
    if not meeting:
        raise Refusal(
            "Say at which meeting it was chosen.",
            remedy="Priorities are chosen with the community, at a meeting.",
            field="chosen_at",
            kind="missing",
        )
    held = book.meetings.get(meeting)
    if held.beat != before.beat:
        raise Refusal(
            f"“{held.title}” is of another beat.", remedy="Choose another meeting.", field="chosen_at", kind="meeting"
        )
    _refuse_not_met(book, held)
    _refuse_voted_down(hands)
    proposal = book.proposals.that_became(priority)
    if proposal is None:
        proposal = book.proposals.add(
            Proposal(id=book.world.new_id(), meeting=meeting, title=before.title, theme=before.theme, priority=priority)
        )
    vote(book, proposal.id, hands)
    return book.priorities.amend(
        priority, life=PriorityLife.ADOPTED, chosen_at=meeting, issue_date=on or day_of(held) or before.issue_date
    )


def move_on(book: BeatBook, priority: str, life: PriorityLife) -> Priority:
    """Move a priority to another stage of its life, inside an open change, and return it as kept.

    Opening a closed one again takes its closing review's day away and keeps its words. Refused for closing and for
    adopting a proposed one, each of which asks more than this.
    """
    before = book.priorities.get(priority)
    if life is PriorityLife.CLOSED and before.life is not PriorityLife.CLOSED:
        raise Refusal("Closing asks how it went.", remedy="Say whether it worked.", field="worked", kind="asks-more")
    if before.life is PriorityLife.PROPOSED and life not in (PriorityLife.PROPOSED, PriorityLife.CLOSED):
        raise Refusal(
            "It has not been adopted yet.",
            remedy="Say at which meeting it was chosen.",
            field="chosen_at",
            kind="asks-more",
        )
    closed = before.closed if life is PriorityLife.CLOSED else None
    return book.priorities.amend(priority, life=life, closed=closed)


def close_priority(
    book: BeatBook,
    priority: str,
    *,
    worked: Worked,
    if_we_stop: str,
    lesson: str = "",
    on: date | None = None,
    we_did: str = "",
    because: str = "",
) -> ClosedPriority:
    """Close a priority, inside an open change; every open concern that is part of it becomes one to be told back.

    Such a concern is done, or could not be where it did not work. Where it has no wording yet it takes `we_did`, else
    the last update that the public may read, and `because` as the reason. Refused, each pinned to its field, where it
    is closed already, does not say whether it worked or what happens if we stop, or for a day to come.
    """
    before = book.priorities.get(priority)
    day = on or book.world.today()
    _refuse_closing(book, before, worked, if_we_stop, day)
    told = [each.text for each in book.priority_updates.of(priority) if each.text.strip()]
    did = we_did.strip() or (told[-1] if told else "")
    outcome = Outcome.COULD_NOT if worked is Worked.NOT else Outcome.DONE
    to_tell = []
    for each in book.concerns.of_priority(priority):
        if is_closed(each):
            continue
        if step_of(each) is not TrailStep.TO_TELL:
            reason = each.because or (because if outcome is Outcome.COULD_NOT else "")
            each = book.concerns.amend(  # noqa: PLW2901 - the same concern, one step on
                each.id, outcome=outcome, we_did=each.we_did or did, because=reason, to_sort=False
            )
        to_tell.append(each)
    after = book.priorities.amend(
        priority, life=PriorityLife.CLOSED, closed=day, worked=worked, if_we_stop=if_we_stop, lesson=lesson
    )
    return ClosedPriority(after, tuple(to_tell))


def _refuse_closing(book: BeatBook, before: Priority, worked: Worked, if_we_stop: str, day: date) -> None:
    if before.life is PriorityLife.CLOSED:
        raise Refusal(f"“{before.title}” is closed already.", remedy="Undo that first.", field="life", kind="already")
    if worked is Worked.NOT_SAID:
        raise Refusal("Say whether it worked.", remedy="It worked, in part, or not.", field="worked", kind="missing")
    if not if_we_stop.strip():
        raise Refusal(
            "Say what happens if we stop.",
            remedy="One sentence is enough: what might come back, and who keeps an eye on it.",
            field="if_we_stop",
            kind="missing",
        )
    if day > book.world.today():
        raise Refusal(
            "A priority cannot be closed on a day that is to come.",
            remedy="Choose today or an earlier day.",
            field="closed",
            kind="future",
        )


def _refuse_not_met(book: BeatBook, meeting: Meeting) -> None:
    day = day_of(meeting)
    to_come = day is None or day > book.world.today()
    if meeting.life is MeetingLife.CANCELLED or to_come:
        why = "was called off" if meeting.life is MeetingLife.CANCELLED else "has not been held yet"
        raise Refusal(f"“{meeting.title}” {why}.", remedy="Choose another meeting.", field="chosen_at", kind="meeting")


def _refuse_voted_down(hands: Hands) -> None:
    if hands.for_it is not None and hands.against is not None and hands.against > hands.for_it:
        raise Refusal(
            f"More hands were against it than for it: {hands.in_words}.",
            remedy="If that was written down wrongly, put the count right first.",
            field="hands_against",
            kind="voted-down",
        )
