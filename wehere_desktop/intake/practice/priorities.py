"""The practice book's priorities: what each community chose, at which meeting, and what has been done since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.meetings import Meetings, day_of, shown_day
from wehere_desktop.intake.practice.phrases import fill
from wehere_desktop.intake.practice.priority_areas import whereabouts_near
from wehere_desktop.intake.practice.problems import closing_of
from wehere_desktop.intake.practice.slots import Neighbours, Slots
from wehere_desktop.intake.practice.tables import rows, split, suits
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.neighbourhood.theme import Theme, plan_priority_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.intake.practice.people import Staff
    from wehere_desktop.intake.practice.places import Setting
    from wehere_desktop.intake.practice.scene import Ground, Scene
    from wehere_desktop.neighbourhood.meeting import Meeting

_HOW_MANY = ((2, 40), (3, 45), (4, 15))
_REVIEW_AFTER = 90
_STALE = 0.14
_NEED_A_SCHOOL = frozenset({"gates"})


@dataclass(slots=True)
class Chosen:
    """The priorities and their updates."""

    priorities: list[Priority] = field(default_factory=list)
    updates: list[PriorityUpdate] = field(default_factory=list)


@cache
def _steps() -> Mapping[str, Sequence[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows("priority_updates"):
        found[row["priority"]].append((row["may be told"], row["internal note"]))
    return found


def priorities_of(
    scene: Scene, grounds: Sequence[Ground], settings: Sequence[Setting], meetings: Meetings, staff: Staff
) -> Chosen:
    """Return two to four priorities for every beat, from proposed to closed, with their dated updates."""
    writing = _Writing(scene, Neighbours(settings), meetings, staff)
    schools = {each.ground.beat.id for each in settings if each.place.place_kind is PlaceKind.SCHOOL}
    shown = {row["priority"]: row for row in rows("shown_priorities")}
    for ground in grounds:
        fitting = [row for row in rows("priorities") if suits(row, beat=ground.police_id, character=ground.character)]
        own = [row for row in fitting if row["beat"]]
        if own:
            for row in own:
                writing.shown(ground, row, shown[row["key"]])
        else:
            if ground.beat.id not in schools:
                fitting = [row for row in fitting if row["key"] not in _NEED_A_SCHOOL]
            chance = scene.chance("priorities", ground.police_id)
            for place_in_line, row in enumerate(chance.some(fitting, chance.weighed(_HOW_MANY))):
                writing.usual(ground, row, place_in_line)
    return writing.chosen


class _Writing:
    """Writes one priority after another."""

    def __init__(self, scene: Scene, neighbours: Neighbours, meetings: Meetings, staff: Staff) -> None:
        self.staff = staff
        self.scene = scene
        self.neighbours = neighbours
        self.meetings = meetings
        self.chosen = Chosen()

    def shown(self, ground: Ground, row: dict[str, str], how: dict[str, str]) -> None:
        """Write a priority of the shown beat as the tables lay down."""
        on = shown_day(self.scene.today) - timedelta(weeks=int(how["chosen weeks before"]))
        meeting = next((each for each in self.meetings.held(ground.beat.id) if day_of(each) == on), None)
        days = [self.scene.today - timedelta(days=int(back)) for back in split(how["updates days ago"])]
        self._write(ground, row, meeting, on, PriorityLife(how["stands at"]), days)

    def usual(self, ground: Ground, row: dict[str, str], place_in_line: int) -> None:
        """Write a priority of any other beat: the first on the list is the newest, a fourth is over and done."""
        today = self.scene.today
        chance = self.scene.chance("priority", ground.police_id, row["key"])
        held = self.meetings.held(ground.beat.id)
        back = (1, 2, 3, 5)[place_in_line] + (1 if place_in_line and chance.happens(0.4) else 0)
        meeting = held[-back] if len(held) >= back else None
        on = day_of(meeting) if meeting else today - timedelta(days=60 * back + chance.whole(5, 40))
        life = (
            chance.one((PriorityLife.ADOPTED, PriorityLife.IN_ACTION, PriorityLife.IN_ACTION)),
            PriorityLife.IN_ACTION,
            chance.one((PriorityLife.IN_ACTION, PriorityLife.UNDER_REVIEW, PriorityLife.UNDER_REVIEW)),
            PriorityLife.CLOSED,
        )[place_in_line]
        if place_in_line == 1 and chance.happens(0.08):
            life, meeting = PriorityLife.PROPOSED, None
        self._write(ground, row, meeting, on, life, self._days(row, on, life, chance))

    def _days(self, row: dict[str, str], on: date, life: PriorityLife, chance: Chance) -> list[date]:
        """Return the days of the updates: spread over the time since it was chosen, the last of late, as a rule."""
        today = self.scene.today
        if life is PriorityLife.PROPOSED or (life is PriorityLife.ADOPTED and chance.happens(0.3)):
            return []
        latest = today - timedelta(days=chance.whole(62, 110) if chance.happens(_STALE) else chance.whole(2, 40))
        if life is PriorityLife.CLOSED:
            latest = min(today - timedelta(days=10), on + timedelta(days=chance.whole(150, 260)))
        span = (latest - on).days
        if span < 1:
            latest, span = on + max(timedelta(days=1), (today - on) // 2), max(1, (today - on).days // 2)
        count = min(len(_steps()[row["key"]]), 1 + span // 35)
        return [latest - timedelta(days=span * back // (count + 1)) for back in reversed(range(count))]

    def _leads(self, ground: Ground) -> str:
        """Return who leads on the priorities of a beat: its PC, else its PCSO, else nobody."""
        beat, today = ground.beat.id, self.scene.today
        team = [*self.staff.on_beat(beat, today, Rank.PC), *self.staff.on_beat(beat, today, Rank.PCSO)]
        return team[0].id if team else ""

    def _write(
        self, ground: Ground, row: dict[str, str], meeting: Meeting | None, on: date, life: PriorityLife,
        days: Sequence[date],
    ) -> None:  # fmt: skip
        chance = self.scene.chance("priority words", ground.police_id, row["key"])
        first, second = chance.some(ground.streets, 2)
        quarter = chance.one(ground.quarters)
        given = {"road": first, "road2": second, "locality": quarter.bears}

        def say(wording: str, day: date) -> str:
            return fill(wording, Slots(ground, day, chance, self.neighbours, given=given), chance)

        closed = min(self.scene.today, days[-1] + timedelta(days=chance.whole(5, 30))) if days else on
        review = (days[-1] if days else on) + timedelta(days=_REVIEW_AFTER)
        priority = Priority(
            id=self.scene.new_id(),
            beat=ground.beat.id,
            title=say(row["title"], on),
            issue=say(row["issue"], on),
            issue_date=on,
            action=say(row["action"], on),
            action_date=on + timedelta(days=min(14, (self.scene.today - on).days)),
            life=life,
            chosen_at=meeting.id if meeting else "",
            review_on=None if life is PriorityLife.CLOSED else review,
            closed=closed if life is PriorityLife.CLOSED else None,
            theme=Theme(row["theme"]),
            asb=row["antisocial"] == "yes",
            plan_priority=plan_priority_of(Theme(row["theme"])),
            partners=split(row["partners"]),
            owner=self._leads(ground),
        )
        if life is PriorityLife.CLOSED:
            review_chance = self.scene.chance("closing review", ground.police_id, row["key"])
            priority = replace(priority, **closing_of(priority, review_chance))
        lies = whereabouts_near(quarter.middle, self.scene.chance("priority area", ground.police_id, row["key"]))
        priority = replace(priority, **lies)
        self.chosen.priorities.append(priority)
        for day, (text, note) in zip(days, _steps()[row["key"]], strict=False):
            update = PriorityUpdate(
                id=self.scene.new_id(), priority=priority.id, on=day, text=say(text, day), note=say(note, day)
            )
            self.chosen.updates.append(update)
