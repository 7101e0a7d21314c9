"""The practice book's concerns, what came of each and how people were told, and its made-up reported figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.meetings import Meetings, day_of
from wehere_desktop.intake.practice.phrases import MONTHS, fill
from wehere_desktop.intake.practice.slots import Neighbours, Slots
from wehere_desktop.intake.practice.tables import phrases, rows, suits
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.intake.practice.places import Setting
    from wehere_desktop.intake.practice.scene import Ground, Scene
    from wehere_desktop.neighbourhood.meeting import Meeting

FIGURES_SOURCE = "Practice figures, made up"

_HOW_MANY = (4, 7)
_MEETINGS_REMEMBERED = 5
_TOLD_AT_A_MEETING = "At the {tmonth} meeting"
_MAY_BE_PUBLISHED = 0.85
_CHANGE_IN_A_YEAR = (0.78, 1.28)


def concerns_of(
    scene: Scene, grounds: Sequence[Ground], settings: Sequence[Setting], meetings: Meetings
) -> list[Concern]:
    """Return what was raised on each beat: done, in hand, open, or not possible and why, most of it told back."""
    neighbours = Neighbours(settings)
    found: list[Concern] = []
    for ground in grounds:
        held = meetings.held(ground.beat.id)
        fitting = [row for row in rows("concerns") if suits(row, beat=ground.police_id, character=ground.character)]
        own = [row for row in fitting if row["beat"]]
        chance = scene.chance("concerns", ground.police_id)
        chosen = own or chance.some(fitting, chance.whole(*_HOW_MANY))
        of_beat = [_concern(scene, ground, neighbours, row, held, shown=bool(own)) for row in chosen]
        found += sorted(of_beat, key=lambda each: (each.raised_on or date.min, each.said))
    return found


def _concern(
    scene: Scene, ground: Ground, neighbours: Neighbours, row: dict[str, str], held: Sequence[Meeting], *, shown: bool
) -> Concern:
    chance = scene.chance("concern", ground.police_id, row["you said"])
    outcome = Outcome(row["outcome"])
    by_meeting = row["told back how"] == _TOLD_AT_A_MEETING
    raised_at, told_at = _meetings_for(held, chance, by_meeting=by_meeting, lately=shown or outcome is Outcome.OPEN)
    today = scene.today
    raised_on = day_of(raised_at) if raised_at else today - timedelta(days=chance.whole(20, 200))
    told_on: date | None = None
    how = row["told back how"]
    if by_meeting and told_at is not None:
        told_on = day_of(told_at)
        how = f"At the {MONTHS[told_on.month - 1]} meeting"
    elif how:
        told_on = min(today - timedelta(days=1), raised_on + timedelta(days=chance.whole(6, 40)))
        if shown:
            told_on = max(raised_on + timedelta(days=1), today - timedelta(days=10))
        how = chance.one(phrases("told how")) if by_meeting else how
    first, second = chance.some(ground.streets, 2)
    given = {"road": first, "road2": second, "locality": chance.one(ground.quarters).bears}

    def say(wording: str) -> str:
        return fill(wording, Slots(ground, told_on or raised_on, chance, neighbours, given=given), chance)

    return Concern(
        id=scene.new_id(),
        beat=ground.beat.id,
        concern_kind=ConcernKind(row["kind"]),
        raised_on=raised_on,
        raised_at=raised_at.id if raised_at else "",
        said=say(row["said"]),
        you_said=say(row["you said"]),
        we_did=say(row["we did"]),
        outcome=outcome,
        because=fill(row["because"], _no_slots, chance)[:1].lower() + row["because"][1:],
        told_back_on=told_on,
        told_back_how=how if told_on else "",
        told_back_at=told_at.id if by_meeting and told_at is not None else "",
        further_told_on=told_on if ConcernKind(row["kind"]) is ConcernKind.COMPLAINT else None,
        theme=Theme(row["theme"]),
        asb=row["antisocial"] == "yes",
        publishable=shown or (bool(row["we did"]) and chance.happens(_MAY_BE_PUBLISHED)),
    )


def _no_slots(slot: str, _behind: str) -> str:
    raise KeyError(slot)


def _meetings_for(
    held: Sequence[Meeting], chance: Chance, *, by_meeting: bool, lately: bool
) -> tuple[Meeting | None, Meeting | None]:
    """Return the meeting at which something was raised and the one at which it was told back, either may be None."""
    if not held:
        return None, None
    if by_meeting and len(held) > 1 and lately:
        return held[-2], held[-1]
    if lately:
        return held[-1], None
    if by_meeting and len(held) > 1:
        at = chance.whole(max(0, len(held) - 1 - _MEETINGS_REMEMBERED), len(held) - 2)
        return held[at], held[at + 1]
    return chance.one(held[-_MEETINGS_REMEMBERED:]), None


def figures_of(scene: Scene, grounds: Sequence[Ground]) -> list[ReportedFigure]:
    """Return four or five made-up figures for each beat: the last twelve whole months and the year before."""
    period_to = scene.today.replace(day=1) - timedelta(days=1)
    period_from = date(scene.today.year - 1, scene.today.month, 1)
    shown = list(rows("shown_figures"))
    found = []
    for ground in grounds:
        counts = [
            (row["measure"], int(row["how many"]), int(row["how many a year before"]))
            for row in shown
            if row["beat"] == ground.police_id
        ]
        for measure, count, before in counts or _made_up(scene, ground):
            figure = ReportedFigure(
                id=scene.new_id(), beat=ground.beat.id, measure=measure, period_from=period_from, period_to=period_to,
                count=count, count_before=before, source=FIGURES_SOURCE,
            )  # fmt: skip
            found.append(figure)
    return found


def _made_up(scene: Scene, ground: Ground) -> list[tuple[str, int, int]]:
    chance = scene.chance("figures", ground.police_id)
    found = []
    for row in rows("figures"):
        if row["characters"] == ground.character:
            count = chance.whole(int(row["from"]), int(row["to"]))
            found.append((row["measure"], count, round(count * chance.part(*_CHANGE_IN_A_YEAR))))
    return sorted(found, key=lambda each: -each[1])
