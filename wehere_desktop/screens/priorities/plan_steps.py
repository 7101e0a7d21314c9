"""What each step of an OSARA plan asks, in plain words, with hints for whoever writes one for the first time."""

from __future__ import annotations

from dataclasses import dataclass

from wehere_desktop.neighbourhood.osara import STEPS, OsaraPlan


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step: its field, its name, the stage it is part of, the question it asks, and hints."""

    field: str
    name: str
    stage: str
    question: str
    hints: tuple[str, ...]


PLAN_STEPS = (
    PlanStep(
        "objective",
        "Objective",
        "Objective",
        "What should be different, and by when?",
        ("One sentence that a resident would recognise.", "Name a sign that anybody could see, and a month."),
    ),
    PlanStep(
        "scanning",
        "Scanning",
        "Scanning",
        "What happens, how often, and who says so?",
        ("Days of the week and times of day.", "How many concerns, calls and visits tell of it, since when?"),
    ),
    PlanStep(
        "victim",
        "Victim",
        "Analysis",
        "Who is harmed, and who looks after them?",
        (
            "Is it the same people again and again?",
            "Family, staff, neighbours: what do they need to do more?",
        ),
    ),
    PlanStep(
        "offender",
        "Offender",
        "Analysis",
        "Who does it, and who has sway with them?",
        (
            "Say what kind of people, and what they get from it; never a name. This is no intelligence system.",
            "Parents, coaches, landlords, employers: whose word counts with them?",
        ),
    ),
    PlanStep(
        "location",
        "Location",
        "Analysis",
        "Where and when, and who manages the place?",
        ("What makes it easy there and not a street away?", "Light, sight lines, ways in and out, opening hours."),
    ),
    PlanStep(
        "response",
        "Response",
        "Response",
        "What will be done, by whom, and why that?",
        ("Which side of the triangle does it take away?", "What others have tried stands at the right."),
    ),
    PlanStep(
        "assessment",
        "Assessment",
        "Assessment",
        "What changed, and how do we know?",
        ("Count the same thing before and after, over equal spells.", "Did it go elsewhere? What would residents say?"),
    ),
)
SIDES = ("victim", "offender", "location")


def step_named(field: str) -> PlanStep:
    """Return the step of a field."""
    return next(each for each in PLAN_STEPS if each.field == field)


def is_written(plan: OsaraPlan | None, field: str) -> bool:
    """Say whether a step of a plan is written."""
    return plan is not None and bool(str(getattr(plan, field)).strip())


def first_unwritten(plan: OsaraPlan | None) -> str:
    """Return the field of the first step to be written, else of the first."""
    return next((each for each in STEPS if not is_written(plan, each)), STEPS[0])
