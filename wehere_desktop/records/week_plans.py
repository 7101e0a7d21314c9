"""Week plans: kept as a draft of their officer, one for each week, so that they ask for no approval and no history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.week_plan import WeekPlan
    from wehere_desktop.records.beatbook import BeatBook

WHAT = "week"
"""What these drafts say they are: no form left behind."""


def week_plan(book: BeatBook, monday: date, *, officer: str = "") -> WeekPlan:
    """Return the plan of an officer's week, the holder's if empty: an empty one where none was kept.

    Minutes, speed and start are those of the officer's latest plan. Places no longer in the book are left out.
    """
    from wehere_desktop.neighbourhood.week_plan import WeekPlan, plan_from

    kept = book.drafts.of(officer, what=WHAT)
    mine = next((each for each in kept if each.body.get("monday") == monday.isoformat()), None)
    if mine is not None:
        plan = plan_from(mine.body, monday)
        there = {each.id for each in book.places.many([*plan.planned(), plan.start])}
        return plan.put([each for each in plan.planned() if each not in there], None)
    usual = plan_from(kept[0].body, monday) if kept else WeekPlan(monday)
    return WeekPlan(monday, start=usual.start, call_minutes=usual.call_minutes, kmh=usual.kmh)


def keep_week_plan(book: BeatBook, plan: WeekPlan, *, officer: str = "") -> None:
    """Keep the plan of an officer's week in place of what was kept before."""
    whose = officer or book.holder
    title = f"week of {short_day(plan.monday)}"
    book.drafts.keep(f"week {plan.monday.isoformat()} {whose}", what=WHAT, title=title, body=plan.body(), by=whose)
