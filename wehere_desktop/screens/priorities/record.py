"""What the record of one priority shows: the public side, the inside, its actions, concerns, plan and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.cover import known_as
from wehere_desktop.neighbourhood.evidence import Evidence
from wehere_desktop.neighbourhood.meeting_checks import day_of
from wehere_desktop.neighbourhood.osara import OsaraPlan
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.neighbourhood.trail import is_closed, step_of
from wehere_desktop.records.choosing import hands_of
from wehere_desktop.records.crime_evidence import crime_evidence
from wehere_desktop.records.telling_back import concern_in_words
from wehere_desktop.screens.priorities.cards import UNDER_WORK, Tone, told_words
from wehere_desktop.wording import days_late, local, short_day

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.priorities import Stale

PAST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action: who is to do it and how it stands, in words and their tone."""

    action: Action
    who: str
    stands: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """One concern that is part of the priority: its words, the step of its trail, and whether it is closed."""

    concern: Concern
    words: str
    step: str
    closed: bool


@dataclass(frozen=True, slots=True)
class PastLine:
    """A closed priority about much the same: where it was, and its words."""

    priority: Priority
    where: str


@dataclass(frozen=True, slots=True)
class PriorityRecord:
    """All that the record shows."""

    priority: Priority
    beat: str
    chosen: str
    owner: str
    told: str
    told_tone: Tone
    updates: tuple[PriorityUpdate, ...]
    actions: tuple[ActionLine, ...]
    concerns: tuple[ConcernLine, ...]
    plan: OsaraPlan | None
    evidence: tuple[Evidence, ...]
    past: tuple[PastLine, ...]
    changes: tuple[tuple[date, str, str], ...]
    reviews: str
    review_tone: Tone

    @property
    def open_concerns(self) -> int:
        """Return how many of its concerns are not closed."""
        return sum(not each.closed for each in self.concerns)


def gather_record(book: BeatBook, priority_id: str, today: date) -> PriorityRecord | None:
    """Return the record of a priority on a day, or None if it is not in the book."""
    priority = book.priorities.find(priority_id)
    if priority is None:
        return None
    beat = book.beats.find(priority.beat)
    updates = book.priority_updates.of(priority.id)
    last = max((each.on for each in updates if each.text and each.on is not None), default=None)
    stale = {each.priority.id: each.days for each in _stale(book, priority, today)}
    told, tone = told_words(
        priority, last, stale.get(priority.id, _untold(priority, last, today)), stale=priority.id in stale, today=today
    )
    owner = book.officers.find(priority.owner) if priority.owner else None
    reviews, review_tone = _reviews(priority, today)
    past = book.priorities.similar_past(priority, limit=PAST_SHOWN)
    names = {each.id: each.name for each in book.beats.many({each.of.beat for each in past})}
    return PriorityRecord(
        priority,
        beat.name if beat is not None else "",
        _chosen(book, priority, today),
        known_as(owner) if owner is not None else "",
        told,
        tone,
        tuple(reversed(updates)),
        tuple(_action_lines(book, priority, today)),
        tuple(
            ConcernLine(each, concern_in_words(each), str(step_of(each)), is_closed(each))
            for each in book.concerns.of_priority(priority.id)
        ),
        book.osara_plans.of(priority.id),
        (*book.priorities.evidence(priority), *crime_evidence(book, priority, today)),
        tuple(PastLine(each.of, _where(each.of, names, today)) for each in past),
        tuple(_changes(book, priority)),
        reviews,
        review_tone,
    )


def _stale(book: BeatBook, priority: Priority, today: date) -> list[Stale]:
    days = book.team_settings.number("priority stale days")
    return book.priorities.stale(today, days, (priority.beat,))


def _untold(priority: Priority, last: date | None, today: date) -> int:
    since = last or priority.issue_date
    return max(0, (today - since).days) if since is not None else 0


def _chosen(book: BeatBook, priority: Priority, today: date) -> str:
    meeting = book.meetings.find(priority.chosen_at) if priority.chosen_at else None
    if meeting is None:
        on = short_day(priority.issue_date, today=today) if priority.issue_date is not None else ""
        if priority.life is PriorityLife.PROPOSED:
            return f"Put forward {on}; no meeting has chosen it yet" if on else "No meeting has chosen it yet"
        return f"Chosen {on}; it does not say at which meeting" if on else "It does not say when it was chosen"
    held = day_of(meeting) or priority.issue_date
    proposal = book.proposals.that_became(priority.id)
    hands = hands_of(proposal).in_words if proposal is not None else ""
    day = f", {short_day(held, today=today)}" if held is not None else ""
    return f"Chosen at “{meeting.title}”{day}" + (f": {hands}" if hands else "")


def _reviews(priority: Priority, today: date) -> tuple[str, Tone]:
    if priority.review_on is None or priority.life not in UNDER_WORK:
        return "", ""
    late = (today - priority.review_on).days
    if late > 0:
        return f"Review was due {short_day(priority.review_on, today=today)}", "late"
    return f"Review by {short_day(priority.review_on, today=today)}", "quiet"


def _action_lines(book: BeatBook, priority: Priority, today: date) -> list[ActionLine]:
    actions = book.actions.of(priority.id)
    officers = {each.id: each for each in book.officers.many({each.owner for each in actions if each.owner})}
    found = []
    for each in actions:
        officer = officers.get(each.owner)
        who = " with ".join(part for part in (known_as(officer) if officer is not None else "", each.partner) if part)
        stands, tone = _stands(each, today)
        found.append(ActionLine(each, who, stands, tone))
    return found


def _stands(action: Action, today: date) -> tuple[str, Tone]:
    if action.done_on is not None:
        return f"done {short_day(action.done_on, today=today)}", "kept"
    if action.due_on is None:
        return "no day set", "quiet"
    late = (today - action.due_on).days
    if late >= 0:
        return days_late(late), "late" if late else "due"
    return f"by {short_day(action.due_on, today=today)}", "quiet"


def _where(priority: Priority, names: dict[str, str], today: date) -> str:
    closed = f"closed {short_day(priority.closed, today=today)}" if priority.closed is not None else "closed"
    return " · ".join(part for part in (names.get(priority.beat, ""), closed, str(priority.worked)) if part)


def _changes(book: BeatBook, priority: Priority) -> list[tuple[date, str, str]]:
    """Return the changes to the priority and its plan, latest first: day, label and by whom."""
    entries = {each.seq: each for each in book.history("priority", priority.id)}
    plan = book.osara_plans.of(priority.id)
    if plan is not None:
        entries |= {each.seq: each for each in book.history("osara_plan", plan.id)}
    who = {each.id: each.name for each in book.officers.many({each.by for each in entries.values() if each.by})}
    ordered = sorted(entries.values(), key=lambda each: each.seq, reverse=True)
    return [(local(each.at).date(), each.label, who.get(each.by, "")) for each in ordered]
