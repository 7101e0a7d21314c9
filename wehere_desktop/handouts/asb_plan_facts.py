"""What the ASB action plan of a beat says: its priorities, their actions, open concerns, and what was learned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.handouts.internal import MARKING
from wehere_desktop.neighbourhood.cover import known_as
from wehere_desktop.neighbourhood.osara import how_complete
from wehere_desktop.neighbourhood.priority import PriorityLife, Worked
from wehere_desktop.neighbourhood.trail import step_of, waiting_days
from wehere_desktop.wording import ago, counted, day_in_words, days_late, listed, moment_in_words, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wehere_desktop.neighbourhood.action import Action
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.neighbourhood.osara import OsaraPlan
    from wehere_desktop.neighbourhood.priority import Priority
    from wehere_desktop.records import BeatBook

A_YEAR = 365
"""Days for which a closed priority stands in the plan."""
LONGEST = 600
"""Letters of one text on the paper; the book has all of it."""
NO_PRIORITIES = "No live priority here is flagged as antisocial behaviour."
NO_CONCERNS = "No open concern here is flagged as antisocial behaviour."
NO_CLOSED = "No priority flagged as antisocial behaviour was closed here in the last year."
NO_ACTIONS = "No action is written down yet."
NO_LESSON = "Nothing is written yet of what others can learn."
NOBODY = "nobody named"


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One action in finished words; `late` says that it is not done and its day is past."""

    what: str
    who: str
    stands: str
    late: bool


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """One live priority in finished words, with its actions; `lacks` is what is missing from it."""

    title: str
    stands: str
    led: str
    osara: str
    told: str
    lacks: tuple[str, ...]
    actions: tuple[PlannedAction, ...]


@dataclass(frozen=True, slots=True)
class OpenConcern:
    """One open concern: what was raised, for how long it has waited, and its step of the trail."""

    what: str
    waiting: str
    step: str


@dataclass(frozen=True, slots=True)
class ClosedPriority:
    """One priority closed in the last year: whether it worked, and what others can learn from it."""

    title: str
    stands: str
    worked: str
    lesson: str


@dataclass(frozen=True, slots=True)
class AsbPlan:
    """Everything the paper says, in finished words. `counts` are pairs of what is counted and how many there are."""

    title: str
    under: str
    made: str
    counts: tuple[tuple[str, str], ...]
    live: tuple[WorkedOn, ...]
    concerns: tuple[OpenConcern, ...]
    closed: tuple[ClosedPriority, ...]
    practice: bool

    def as_text(self) -> str:
        """Return the plan as plain text, line by line in reading order."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from (MARKING, self.title, self.under, "")
        yield from (f"{what}: {how_many}" for what, how_many in self.counts)
        yield from ("", "## Live priorities")
        for live in self.live:
            yield f"# {live.title}"
            yield from (f"   {each}" for each in (live.stands, live.led, live.osara, live.told, *live.lacks))
            for each in live.actions:
                yield f"   - {each.what} | {each.who} | {each.stands}"
        yield from () if self.live else (NO_PRIORITIES,)
        yield from ("", "## Raised and still open")
        for concern in self.concerns:
            yield f"- {concern.what} | {concern.waiting} | {concern.step}"
        yield from () if self.concerns else (NO_CONCERNS,)
        yield from ("", "## Closed in the last year")
        for closed in self.closed:
            yield f"# {closed.title}"
            yield from (f"   {each}" for each in (closed.stands, closed.worked, closed.lesson))
        yield from () if self.closed else (NO_CLOSED,)


def gather(book: BeatBook, record: str, *, today: date) -> AsbPlan:
    """Return what the plan of a beat says as of `today`; refused where there is no such beat."""
    beat = book.beats.get(record)
    flagged = [each for each in book.priorities.live([beat.id]) if each.asb]
    actions = {each.id: book.actions.of(each.id) for each in flagged}
    plans = book.osara_plans.of_all([each.id for each in flagged])
    told = book.priority_updates.last_told(each.id for each in flagged)
    concerns = [each for each in book.concerns.open_on([beat.id]) if each.asb]
    closed = _closed_lately(book.priorities.on_beat(beat.id), today)
    named = _names(book, [*flagged, *closed, *concerns, *(each for many in actions.values() for each in many)])
    live = tuple(
        _worked_on(each, actions[each.id], plans.get(each.id), told.get(each.id), named, today) for each in flagged
    )
    return AsbPlan(
        beat.name,
        f"Antisocial behaviour: priorities, actions and concerns as they stand on {day_in_words(today)}",
        f"Made {moment_in_words(book.world.now())}",
        _counts(live, actions, concerns, closed, today),
        live,
        tuple(_concern(book, each, named, today) for each in concerns),
        tuple(_closed(each, named, today) for each in closed),
        book.practice,
    )


def _names(book: BeatBook, owned: Iterable[Priority | Action | Concern]) -> dict[str, str]:
    return {each.id: known_as(each) for each in book.officers.many({one.owner for one in owned if one.owner})}


def _closed_lately(priorities: Iterable[Priority], today: date) -> list[Priority]:
    since = today - timedelta(days=A_YEAR)
    found = [
        (each.closed, each)
        for each in priorities
        if each.asb and each.life is PriorityLife.CLOSED and each.closed is not None and each.closed >= since
    ]
    return [each for _, each in sorted(found, key=lambda pair: (-pair[0].toordinal(), pair[1].id))]


def _counts(
    live: tuple[WorkedOn, ...],
    actions: dict[str, list[Action]],
    concerns: list[Concern],
    closed: list[Priority],
    today: date,
) -> tuple[tuple[str, str], ...]:
    to_do = [each for many in actions.values() for each in many if each.done_on is None]
    late = sum(each.late for one in live for each in one.actions)
    longest = max((waiting_days(each, today=today) for each in concerns), default=0)
    found = Counter(each.worked for each in closed)
    worked = [
        f"{found[what]} {words}"
        for what, words in (
            (Worked.WORKED, "worked"),
            (Worked.PARTLY, "in part"),
            (Worked.NOT, "did not"),
            (Worked.NOT_SAID, "not said"),
        )
        if found[what]
    ]
    return (
        ("Live priorities", f"{len(live):,}"),
        ("Actions to do", f"{len(to_do):,}" + (f", {late:,} of them late" if late else "")),
        (
            "Concerns still open",
            f"{len(concerns):,}" + (f", longest waiting {counted(longest, 'day')}" if longest else ""),
        ),
        ("Closed in the last year", f"{len(closed):,}" + (f" ({listed(worked)})" if worked else "")),
    )


def _worked_on(
    priority: Priority,
    actions: list[Action],
    plan: OsaraPlan | None,
    told: date | None,
    named: dict[str, str],
    today: date,
) -> WorkedOn:
    stands = [str(priority.life).capitalize()]
    if priority.issue_date is not None:
        stands.append(f"chosen {_day_and_age(priority.issue_date, today)}")
    if priority.review_on is not None and priority.review_on >= today:
        stands.append(f"review by {short_day(priority.review_on)}")
    lacks = []
    if priority.review_on is not None and priority.review_on < today:
        lacks.append(f"Review {days_late((today - priority.review_on).days)}, due {short_day(priority.review_on)}.")
    if not actions:
        lacks.append(NO_ACTIONS)
    return WorkedOn(
        _brief(priority.title),
        " · ".join(stands),
        _led(priority, named),
        f"OSARA plan: {how_complete(plan)}",
        f"Public last told: {_day_and_age(told, today) if told else 'nothing yet'}",
        tuple(lacks),
        tuple(_action(each, named, today) for each in actions),
    )


def _led(priority: Priority, named: dict[str, str]) -> str:
    partners = [each for each in map(_brief, priority.partners) if each]
    leads = f"Led by {named[priority.owner]}" if priority.owner in named else "Nobody leads on it yet"
    return f"{leads} · partners: {listed(partners)}" if partners else f"{leads} · no partners named"


def _action(action: Action, named: dict[str, str], today: date) -> PlannedAction:
    who = listed(each for each in (named.get(action.owner, ""), _brief(action.partner)) if each) or NOBODY
    due = action.due_on
    late = action.done_on is None and due is not None and due < today
    if action.done_on is not None:
        after = (action.done_on - due).days if due is not None else 0
        came = f". {_brief(action.outcome)}" if action.outcome.strip() else ""
        stands = f"Done {short_day(action.done_on)}{', ' + days_late(after) if after > 0 else ''}{came}"
    elif due is not None:
        words = days_late((today - due).days)
        stands = f"{words[:1].upper()}{words[1:]}, {short_day(due)}"
    else:
        stands = "To do, no day set"
    return PlannedAction(_brief(action.what), who, stands, late)


def _concern(book: BeatBook, concern: Concern, named: dict[str, str], today: date) -> OpenConcern:
    what = _brief(concern.said) or _brief(concern.you_said) or "Nothing is written of what was said."
    where = _brief(concern.whereabouts)
    step = str(step_of(concern)).capitalize()
    if concern.priority and (priority := book.priorities.find(concern.priority)) is not None:
        step += f": {_brief(priority.title)}"
    elif concern.owner in named:
        step += f": {named[concern.owner]}"
    waiting = "Day not known"
    if concern.raised_on is not None:
        days = waiting_days(concern, today=today)
        waiting = f"{counted(days, 'day') if days else 'Raised today'}, {short_day(concern.raised_on)}"
    return OpenConcern(f"{what} ({where})" if where else what, waiting, step)


def _closed(priority: Priority, named: dict[str, str], today: date) -> ClosedPriority:
    stands = [f"Closed {_day_and_age(priority.closed, today)}"] if priority.closed is not None else []
    if priority.issue_date is not None:
        stands.append(f"chosen {short_day(priority.issue_date)}")
    if priority.owner in named:
        stands.append(f"led by {named[priority.owner]}")
    worked = str(priority.worked).capitalize() or "Not said whether it worked"
    lesson = _brief(priority.lesson)
    return ClosedPriority(_brief(priority.title), " · ".join(stands), worked, lesson or NO_LESSON)


def _day_and_age(day: date, today: date) -> str:
    return f"{short_day(day)}, {ago(day, today)}"


def _brief(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1].rsplit(' ', 1)[0]} …"
