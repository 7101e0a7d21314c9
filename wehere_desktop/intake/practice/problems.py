"""The practice book's problem solving: what is to be done about each priority, by whom, and the plan behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from wehere_desktop.intake.practice.phrases import fill
from wehere_desktop.intake.practice.slots import Neighbours, Slots
from wehere_desktop.intake.practice.tables import rows, split
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.osara import STEPS, OsaraPlan
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, Worked

if TYPE_CHECKING:
    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.intake.practice.people import Staff
    from wehere_desktop.intake.practice.places import Setting
    from wehere_desktop.intake.practice.scene import Ground, Scene
    from wehere_desktop.neighbourhood.fact import Fact

_WRITTEN = {
    PriorityLife.PROPOSED: (0, 2),
    PriorityLife.ADOPTED: (1, 4),
    PriorityLife.IN_ACTION: (3, 6),
    PriorityLife.UNDER_REVIEW: (6, 7),
    PriorityLife.CLOSED: (7, 7),
}
"""How many steps of a plan are written at each stage of life, from and to."""
_ENDED = ((Worked.WORKED, 45), (Worked.PARTLY, 40), (Worked.NOT, 15))
_OVERDUE = 0.18
_NO_PLAN = 0.12


@cache
def _problems() -> Mapping[str, dict[str, str]]:
    return {row["theme"]: row for row in rows("problems")}


def closing_of(priority: Priority, chance: Chance) -> dict[str, Any]:
    """Return the fields of a closed priority's review: whether it worked, what if we stop, and the lesson."""
    problem = _problems()[priority.theme]
    return {"worked": chance.weighed(_ENDED), "if_we_stop": problem["if we stop"], "lesson": problem["lesson"]}


def problem_solving_of(
    scene: Scene, grounds: Sequence[Ground], settings: Sequence[Setting], staff: Staff, priorities: Sequence[Priority]
) -> Iterator[tuple[str, Fact]]:
    """Yield the actions and then the plans of every priority, each with the id of its beat."""
    known = {ground.beat.id: ground for ground in grounds}
    neighbours = Neighbours(settings)
    plans: list[tuple[str, OsaraPlan]] = []
    for priority in priorities:
        ground = known[priority.beat]
        chance = scene.chance("problem", ground.police_id, priority.title)
        slots = Slots(ground, priority.issue_date or scene.today, chance, neighbours, given=_road(ground, priority))
        problem = {name: fill(text, slots, chance) for name, text in _problems()[priority.theme].items()}
        if priority.life is not PriorityLife.PROPOSED:
            yield from ((ground.beat.id, each) for each in _actions(scene, ground, staff, priority, problem, chance))
        if not chance.happens(_NO_PLAN):
            plans.append((ground.beat.id, _plan(scene, priority, problem, chance)))
    yield from plans


def _road(ground: Ground, priority: Priority) -> dict[str, str]:
    """Return the road that a priority is about, if it names one of the beat's."""
    words = f"{priority.title} {priority.issue}"
    named = [street for street in ground.streets if street in words]
    return {"road": named[0]} if named else {}


def _actions(
    scene: Scene, ground: Ground, staff: Staff, priority: Priority, problem: Mapping[str, str], chance: Chance
) -> Iterator[Action]:
    team = staff.on_beat(ground.beat.id, scene.today)
    began = priority.action_date or priority.issue_date or scene.today
    ours = [(what, "") for what in split(problem["actions"])]
    partners = priority.partners or ("Borough council",)
    theirs = [
        (what, partners[min(place, len(partners) - 1)]) for place, what in enumerate(split(problem["partner actions"]))
    ]
    for what, partner in (*ours, *theirs):
        done = _done_on(scene.today, began, priority, chance)
        due = done or scene.today + timedelta(
            days=-chance.whole(2, 20) if chance.happens(_OVERDUE) else chance.whole(3, 45)
        )
        yield Action(
            id=scene.new_id(),
            priority=priority.id,
            what=f"{what}.",
            owner=chance.one(team).id if team and not partner else "",
            partner=partner,
            due_on=max(due, began),
            done_on=done,
            outcome="As agreed." if done and chance.happens(0.3) else "",
            publishable=chance.happens(0.7),
        )


def _done_on(today: date, began: date, priority: Priority, chance: Chance) -> date | None:
    last = priority.closed or today
    if priority.life is PriorityLife.ADOPTED or (priority.life is not PriorityLife.CLOSED and not chance.happens(0.55)):
        return None
    return began + timedelta(days=chance.whole(0, max(0, (last - began).days)))


def _plan(scene: Scene, priority: Priority, problem: Mapping[str, str], chance: Chance) -> OsaraPlan:
    written = chance.whole(*_WRITTEN[priority.life])
    fields: dict[str, Any] = {name: problem[name] for name in STEPS[:written]}
    before = chance.whole(12, 40)
    counted = written >= len(STEPS) - 1
    return OsaraPlan(
        id=scene.new_id(),
        priority=priority.id,
        measure=problem["measure"] if written else "",
        before=before if written > 1 else None,
        after=round(before * chance.part(0.3, 1.05)) if counted else None,
        **fields,
    )
