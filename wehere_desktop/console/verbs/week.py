"""`week`: what an officer planned for a week, day by day in calling order, and its sheet as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import place_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.paths import path_called, refuse_standing_file, write_out
from wehere_desktop.console.speech import say, tell
from wehere_desktop.refusal import Refusal
from wehere_desktop.sealing import fingerprint
from wehere_desktop.wording import WEEKDAYS, counted

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from wehere_desktop.handouts.catalogue import Printed
    from wehere_desktop.neighbourhood.week_plan import WeekPlan
    from wehere_desktop.records.beatbook import BeatBook

DAYS = click.Choice([each.lower() for each in WEEKDAYS], case_sensitive=False)


@click.command()
@click.option("--of", "day", type=DAY, help="The week this day is in; else the one to plan now.")
@click.option(
    "--plan", "planned", multiple=True, metavar="PLACE", help="Put this call on --on; more than once if wanted."
)
@click.option("--on", type=DAYS, help="The day of the week to put calls on.")
@click.option("--off", multiple=True, metavar="PLACE", help="Take this call off its day.")
@click.option("--out", default="", metavar="F.pdf", help="Also make the week sheet as a PDF.")
@click.option("--one-day", is_flag=True, help="Of the day in --of alone, its calls on a larger map.")
@click.option("--replace", is_flag=True, help="Write over a file of that name.")
@add_book_options
@click.pass_obj
def week(
    asked: Asked,
    *,
    day: date | None,
    planned: tuple[str, ...],
    on: str | None,
    off: tuple[str, ...],
    out: str,
    one_day: bool,
    replace: bool,
) -> None:
    """Tell, and change, what is planned for a week.

    Each day comes in an order that makes a short way.
    """
    from wehere_desktop.neighbourhood.week_plan import monday_of, planning_week
    from wehere_desktop.records.week_plans import keep_week_plan, week_plan

    if bool(planned) != bool(on):
        raise click.UsageError("--plan and --on go together: which call, and on which day.")
    if one_day and (day is None or not out):
        raise click.UsageError("--one-day goes with --of, which day, and --out, where to.")
    path = path_called(out) if out else None
    if path is not None:
        refuse_standing_file(path, replace=replace)
    with open_asked(asked) as book:
        officer = acting(book, asked)
        today = asked.world.today()
        monday = monday_of(day) if day is not None else planning_week(today)
        plan = before = week_plan(book, monday, officer=officer)
        if on:
            plan = plan.put([place_called(book, each).id for each in planned], _number_of(on))
        plan = plan.put([place_called(book, each).id for each in off], None) if off else plan
        if plan != before:
            if book.read_only:
                raise Refusal(
                    "This book is open for reading only.",
                    remedy="Open it for writing to change the plan.",
                    kind="read-only",
                )
            keep_week_plan(book, plan, officer=officer)
        _tell(asked, book, plan, today)
        if path is not None:
            from wehere_desktop.handouts.week_sheet import week_sheet

            made = week_sheet(book, plan.monday, today=today, officer=officer, only=day if one_day else None)
            _print(asked, book, made, officer, path, replace=replace)


def _number_of(day: str) -> int:
    return [each.lower() for each in WEEKDAYS].index(day.lower())


def _tell(asked: Asked, book: BeatBook, plan: WeekPlan, today: date) -> None:
    from wehere_desktop.neighbourhood.week_plan import DAYS_IN_WEEK, minutes_in_words, round_of, week_in_words
    from wehere_desktop.records.calls import calls_for, positions_of

    calls = calls_for(book, [*sorted(plan.planned()), *([plan.start] if plan.start else [])], today)
    positions = positions_of(calls)
    for number in range(DAYS_IN_WEEK):
        way = round_of(plan, number, positions)
        if way.legs and not asked.json:
            say(f"{WEEKDAYS[number]}: {counted(len(way.legs), 'call')}, about {minutes_in_words(way.minutes)}")
        for place, leg in enumerate(way.legs, 1):
            call = calls[leg.place]
            if asked.json:
                metres = None if leg.metres is None else round(leg.metres)
                found = {"day": plan.date_of(number), "number": place, "place": leg.place, "name": call.place.name}
                tell({**found, "metres": metres, "due": call.due, "closed": call.closed_on(plan.date_of(number))})
            else:
                closed = call.closed_on(plan.date_of(number))
                say(f"  {place}. {call.place.name}{f' (closed: {closed})' if closed else ''}")
    if not asked.json:
        said = counted(len(plan.planned()), "call")
        say(f"{week_in_words(plan.monday)}: {said} planned.")


def _print(asked: Asked, book: BeatBook, made: Printed, officer: str, path: Path, *, replace: bool) -> None:
    write_out(path, made.pdf, replace=replace)
    digest = fingerprint(made.pdf)
    book.audit.note("printed week sheet", kind="officer", record=officer, digest=digest, by=acting(book, asked))
    if not asked.json:
        say(f"Made {path}: {counted(made.pages, 'side')}.")


VERBS = (week,)
