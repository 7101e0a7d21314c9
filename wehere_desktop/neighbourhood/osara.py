"""OSARA plans: objective, scanning, analysis, response and assessment of a priority, and how complete each is."""

from __future__ import annotations

from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told
from wehere_desktop.wording import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class OsaraPlan(Fact):
    """The problem-solving plan of a priority; nothing in it is ever published.

    The five steps are those the College of Policing teaches; the analysis looks at victim, offender and location, the
    three sides of the problem analysis triangle.
    """

    kind: ClassVar[str] = "osara_plan"
    words: ClassVar[str] = "OSARA plan"

    priority: str = told("Priority", refers="priority", required=True)
    objective: str = told("Objective: what should be different, and by when", search="words", limit=LONG_TEXT)
    scanning: str = told("Scanning: what happens, how often, who says so", search="words", limit=LONG_TEXT)
    victim: str = told("Analysis: who is harmed, and who looks after them", search="words", limit=LONG_TEXT)
    offender: str = told("Analysis: who does it, and who has sway with them", search="words", limit=LONG_TEXT)
    location: str = told("Analysis: where and when, and who manages the place", search="words", limit=LONG_TEXT)
    response: str = told("Response: what will be done, by whom, and why that", search="words", limit=LONG_TEXT)
    assessment: str = told("Assessment: what changed, and how we know", search="words", limit=LONG_TEXT)
    measure: str = told("What is counted", limit=1000)
    before: int | None = told("Count before", default=None)
    after: int | None = told("Count after", default=None)


STEPS = ("objective", "scanning", "victim", "offender", "location", "response", "assessment")
"""The written steps of a plan, in order."""


def completeness(plan: OsaraPlan) -> float:
    """Return how much of a plan is written, from 0 to 1: each of the seven steps counts alike."""
    return sum(bool(getattr(plan, step).strip()) for step in STEPS) / len(STEPS)


def how_complete(plan: OsaraPlan | None) -> str:
    """Return it in words: “4 of 7 steps written; still to write: offender, response and assessment”."""
    missing = [step for step in STEPS if plan is None or not getattr(plan, step).strip()]
    if not missing:
        return f"all {len(STEPS)} steps are written"
    if len(missing) == len(STEPS):
        return f"none of {len(STEPS)} steps is written yet"
    return f"{len(STEPS) - len(missing)} of {len(STEPS)} steps written; still to write: {listed(missing)}"
