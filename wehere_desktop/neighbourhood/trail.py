"""The trail of a concern, from raised to told back: the step it stands at, and what must hold before it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Concern, Outcome
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.priority import Priority

if TYPE_CHECKING:
    from datetime import date


class TrailStep(StrEnum):
    """Where a concern stands; a concern is at exactly one of them."""

    TO_SORT = "still to be sorted"
    RAISED = "raised, nobody sees to it yet"
    OWNED = "somebody sees to it"
    WITH_PRIORITY = "part of a priority"
    TO_TELL = "answered, to be told back"
    TOLD_BACK = "told back"
    NOBODY_TO_TELL = "closed, nobody can be told"


CLOSED_STEPS = frozenset({TrailStep.TOLD_BACK, TrailStep.NOBODY_TO_TELL})

TAKE_IT_FURTHER = (
    "If you are not content with our answer you can complain to the Professional Standards Department of Cheshire "
    "Constabulary, ask the Police and Crime Commissioner to review how a complaint was handled, or go to the "
    "Independent Office for Police Conduct."
)
"""How a complaint is taken further, under the Police Reform Act 2002, schedule 3, as amended in 2020."""


def step_of(concern: Concern) -> TrailStep:
    """Return the one step of the trail at which a concern stands."""
    if concern.told_back_on is not None:
        return TrailStep.TOLD_BACK
    if concern.nobody_to_tell:
        return TrailStep.NOBODY_TO_TELL
    if concern.outcome in (Outcome.DONE, Outcome.COULD_NOT):
        return TrailStep.TO_TELL
    if concern.priority:
        return TrailStep.WITH_PRIORITY
    if concern.owner:
        return TrailStep.OWNED
    return TrailStep.TO_SORT if concern.to_sort else TrailStep.RAISED


def is_closed(concern: Concern) -> bool:
    """Say whether a concern is closed: somebody was told back, or it says why nobody can be."""
    return step_of(concern) in CLOSED_STEPS


@dataclass(frozen=True, slots=True)
class Trail:
    """A concern and everything on its way: where it was raised, the priority and its actions, and where told back."""

    concern: Concern
    raised_at: Meeting | None = None
    priority: Priority | None = None
    actions: tuple[Action, ...] = ()
    told_at: Meeting | None = None

    @property
    def step(self) -> TrailStep:
        """Return the step at which it stands."""
        return step_of(self.concern)


def waiting_days(concern: Concern, *, today: date) -> int:
    """Return how many days a concern has been open; 0 once it is closed or where its day is not known."""
    if is_closed(concern) or concern.raised_on is None:
        return 0
    return max(0, (today - concern.raised_on).days)
