"""Priorities: an issue a community chose, what is being done about it, and what may be told of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told
from wehere_desktop.neighbourhood.theme import PlanPriority, Theme


class PriorityLife(StrEnum):
    """Where a priority stands in its life."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    IN_ACTION = "in action"
    UNDER_REVIEW = "under review"
    CLOSED = "closed"


class Worked(StrEnum):
    """What a closing review found."""

    NOT_SAID = ""
    WORKED = "it worked"
    PARTLY = "it worked in part"
    NOT = "it did not work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority(Fact):
    """A local priority of a beat in the shape data.police.uk has it: issue and action, each with its day."""

    kind: ClassVar[str] = "priority"
    words: ClassVar[str] = "Priority"

    beat: str = told("Beat", public="always", refers="beat", required=True)
    title: str = told("Title", public="always", search="title", required=True)
    issue: str = told("Issue", public="always", search="words", limit=LONG_TEXT)
    issue_date: date | None = told("Chosen on", default=None, public="always")
    action: str = told("Action", public="always", search="words", limit=LONG_TEXT)
    action_date: date | None = told("Action on", default=None, public="always")
    life: PriorityLife = told("Stands at", default=PriorityLife.PROPOSED, public="always")
    chosen_at: str = told("Chosen at meeting", public="always", refers="meeting")
    review_on: date | None = told("Review by", default=None)
    closed: date | None = told("Closed on", default=None, public="always")
    notes: str = told("Internal notes", search="words", limit=LONG_TEXT)
    theme: Theme = told("Theme", default=Theme.OTHER, public="always")
    asb: bool = told("Antisocial behaviour", default=False)
    plan_priority: PlanPriority = told("Police and Crime Plan priority", default=PlanPriority.NONE, public="always")
    partners: tuple[str, ...] = told("Partner organisations", default=(), public="always", search="words")
    owner: str = told("Who leads on it", refers="officer")
    latitude: float | None = told("Latitude", default=None)
    longitude: float | None = told("Longitude", default=None)
    worked: Worked = told("Did it work?", default=Worked.NOT_SAID, public="always")
    if_we_stop: str = told("What happens if we stop?", search="words", limit=LONG_TEXT)
    lesson: str = told("What others can learn from it", search="words", limit=LONG_TEXT)
    area: str = told("Area on the map", limit=500_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityUpdate(Fact):
    """A dated step on a priority: the public's wording, and apart from it the team's own note."""

    kind: ClassVar[str] = "priority_update"
    words: ClassVar[str] = "Update on a priority"

    priority: str = told("Priority", public="always", refers="priority", required=True)
    on: date | None = told("Day", default=None, public="always", required=True)
    text: str = told("What may be told", public="always", search="words", limit=LONG_TEXT)
    note: str = told("Internal note", search="words", limit=LONG_TEXT)
