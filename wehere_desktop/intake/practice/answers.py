"""Who sees to what was raised in the practice book, how it came, and in which words people are told of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wehere_desktop.intake.practice.tables import phrases, rows
from wehere_desktop.neighbourhood.concern import CameBy, Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife
from wehere_desktop.neighbourhood.telling import suggested
from wehere_desktop.neighbourhood.theme import Theme, plan_priority_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wehere_desktop.intake.practice.people import Staff
    from wehere_desktop.intake.practice.scene import Ground, Scene

_OTHERWISE = ((CameBy.VISIT, 40), (CameBy.IN_PASSING, 25), (CameBy.PAPER_FORM, 20), (CameBy.SURVEY, 15))
_WORDED = 0.3
_OWNED_WHILE_OPEN = 0.5
_STILL_TO_SORT = 0.4
_NOBODY = 0.25
_NOT_TOLD_YET = 0.12


def answered(
    scene: Scene,
    grounds: Sequence[Ground],
    staff: Staff,
    priorities: Sequence[Priority],
    concerns: Sequence[Concern],
    unclosed: Collection[str],
) -> list[Concern]:
    """Return the concerns with owner, priority, way and wordings; `unclosed` are the ids of meetings not closed yet.

    Whatever was raised at a meeting that is closed has an owner, an answer or a priority.
    """
    known = {ground.beat.id: ground for ground in grounds}
    live: dict[str, list[Priority]] = defaultdict(list)
    for priority in priorities:
        if priority.life not in (PriorityLife.CLOSED, PriorityLife.PROPOSED):
            live[priority.beat].append(priority)
    found = []
    for each in concerns:
        ground = known[each.beat]
        found.append(_answered(scene, ground, staff, live[each.beat], each, unclosed=each.raised_at in unclosed))
    return found


def _answered(
    scene: Scene,
    ground: Ground,
    staff: Staff,
    live: Sequence[Priority],
    concern: Concern,
    *,
    unclosed: bool,
) -> Concern:
    chance = scene.chance("answer", ground.police_id, concern.you_said)
    team = staff.on_beat(ground.beat.id, scene.today, Rank.PCSO, Rank.PC)
    sees_to_it = (team or staff.of_unit(ground.beat.lpu, Rank.SERGEANT))[:2]
    fields: dict[str, Any] = {"plan_priority": plan_priority_of(concern.theme)}
    fields["came_by"] = CameBy.MEETING if concern.raised_at else chance.weighed(_OTHERWISE)
    same = [each for each in live if each.theme is concern.theme and each.theme is not Theme.OTHER]
    shown = any(row["beat"] == ground.police_id for row in rows("shown_meetings"))
    begun = concern.outcome in (Outcome.OPEN, Outcome.IN_HAND)
    if begun and same and concern.concern_kind in (ConcernKind.CONCERN, ConcernKind.SUGGESTION):
        fields["priority"] = same[0].id
    loose = concern.outcome is Outcome.OPEN and (unclosed or not concern.raised_at)
    if sees_to_it and not (loose and not chance.happens(_OWNED_WHILE_OPEN)):
        fields["owner"] = chance.one(sees_to_it).id
    elif "priority" not in fields:
        fields["to_sort"] = chance.happens(_STILL_TO_SORT)
    if concern.told_back_on is not None and not shown and chance.happens(_NOT_TOLD_YET):
        fields |= {"told_back_on": None, "told_back_how": "", "told_back_at": "", "further_told_on": None}
        if concern.concern_kind is not ConcernKind.COMPLAINT and chance.happens(_NOBODY):
            fields["nobody_to_tell"] = chance.one(phrases("nobody to tell"))
    elif concern.told_back_on is not None:
        fields["told_back_to"] = chance.one(phrases("told whom")) if chance.happens(_WORDED) else ""
    if not begun and chance.happens(_WORDED):
        words = suggested(concern, beat=ground.beat.name)
        fields |= {"to_raiser": words.to_raiser, "to_everyone": words.to_everyone}
    return replace(concern, **fields)
