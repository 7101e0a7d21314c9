"""The week sheet: an officer's calls of a week in order, with addresses, whom to ask for, warnings and promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from wehere_desktop.handouts.blocks import Beside, Block, Figure, Paragraph, Section
from wehere_desktop.handouts.catalogue import Printed
from wehere_desktop.handouts.house_style import (
    FULL_WIDTH,
    INK,
    LATE,
    LINES,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    RAIL,
    TextStyle,
)
from wehere_desktop.handouts.internal import BOTTOM, MARKING, TOP, frame, heading
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.typeset import Column, Placed, fill, strips_of
from wehere_desktop.neighbourhood.bank_holidays import bank_holiday
from wehere_desktop.neighbourhood.cover import known_as
from wehere_desktop.neighbourhood.officer import holds_on
from wehere_desktop.neighbourhood.place import address_of
from wehere_desktop.neighbourhood.week_plan import (
    DAYS_IN_WEEK,
    metres_in_words,
    minutes_in_words,
    round_of,
    week_in_words,
)
from wehere_desktop.records.calls import calls_for, positions_of
from wehere_desktop.records.week_plans import week_plan
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import (
    counted,
    day_in_words,
    days_late,
    listed,
    moment_in_words,
    short_day,
)

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.week_plan import Leg
    from wehere_desktop.records import BeatBook
    from wehere_desktop.records.calls import Call

HEAD = TextStyle(13, 16.5, RAIL, bold=True, display=True)
NAME = TextStyle(11, 14, INK, bold=True)
TEXT = TextStyle(10.5, 13.4)
QUIET_TEXT = TextStyle(10, 12.8, QUIET)
WARN = TextStyle(10.5, 13.4, LATE, bold=True)
BOX = 12.0
TO_TICK = "To tick when made"
ROUGH = "In a short order by straight lines; times are rough."
NOBODY_KNOWN = "Nobody known there"


@dataclass(frozen=True, slots=True)
class SheetCall:
    """One call in finished words; an empty text has nothing to say."""

    name: str
    stands: str
    address: str
    ask_for: str
    way: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    promises: tuple[str, ...]
    closed: str


@dataclass(frozen=True, slots=True)
class SheetDay:
    """One day: its name, how much it holds, what to know about it, and its calls in order."""

    name: str
    holds: str
    notes: tuple[str, ...]
    calls: tuple[SheetCall, ...]


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """Everything a week sheet says, in finished words. It stays inside the police."""

    title: str
    under: str
    made: str
    days: tuple[SheetDay, ...]
    practice: bool

    def as_text(self) -> str:
        """Return the sheet as plain text, line by line in reading order."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield MARKING
        yield self.title
        yield self.under
        for day in self.days:
            yield ""
            yield f"## {day.name}: {day.holds}"
            yield from day.notes
            for number, call in enumerate(day.calls, 1):
                yield f"{number}. {call.name} ({call.stands})"
                said = (
                    *(f"Read first: {each}" for each in call.warnings),
                    call.closed,
                    call.address,
                    call.ask_for,
                    *call.notes,
                    *(f"Promised: {each}" for each in call.promises),
                    call.way,
                )
                yield from (f"   {each}" for each in said if each)


def week_sheet(book: BeatBook, monday: date, *, today: date, officer: str = "") -> Printed:
    """Return the week sheet of an officer, the book's holder if empty, as a PDF; refused where nothing is planned."""
    return draw(gather(book, monday, today=today, officer=officer))


def gather(book: BeatBook, monday: date, *, today: date, officer: str = "") -> WeekSheet:
    """Return what the sheet of an officer's week says as of `today`; refused where nothing is planned in it."""
    who = book.officers.get(officer or book.holder)
    plan = week_plan(book, monday, officer=who.id)
    if not plan.planned():
        raise Refusal(
            f"Nothing is planned for the week of {short_day(monday)}.",
            remedy="Put calls on its days first.",
            kind="nothing-planned",
        )
    calls = calls_for(book, [*sorted(plan.planned()), *([plan.start] if plan.start else [])], today)
    start = calls.get(plan.start)
    away = book.absences.of(who.id)
    days = []
    for number in range(DAYS_IN_WEEK):
        day = plan.date_of(number)
        if not plan.days[number]:
            continue
        way = round_of(plan, number, positions_of(calls))
        notes = [f"Bank holiday: {bank_holiday(day)}"] if bank_holiday(day) else []
        notes += [f"{who.name} is away"] if any(holds_on(each.starts, each.ends, day) for each in away) else []
        holds = f"{counted(len(way.legs), 'call')}, about {minutes_in_words(way.minutes)}"
        told = tuple(
            _call(calls[leg.place], leg, day, today, start=start, first=place == 0)
            for place, leg in enumerate(way.legs)
        )
        days.append(SheetDay(day_in_words(day).rsplit(" ", 1)[0], holds, tuple(notes), told))
    begins = f"Days start at {start.place.name}. " if start is not None else ""
    return WeekSheet(
        f"{week_in_words(monday)} {(monday + timedelta(days=DAYS_IN_WEEK - 1)).year}",
        f"{known_as(who)}. {begins}{ROUGH}",
        f"Made {moment_in_words(book.world.now())}",
        tuple(days),
        book.practice,
    )


def _call(call: Call, leg: Leg, day: date, today: date, *, start: Call | None, first: bool) -> SheetCall:
    stands = "never seen"
    if call.last is not None:
        due = days_late(call.days_late) if call.days_late > 0 else f"due {short_day(call.due, today=today)}"
        stands = f"last seen {short_day(call.last, today=today)}, {due}"
    begins = f"from {start.place.name}" if start is not None and first else "on"
    way = f"{metres_in_words(leg.metres)} {begins}, {leg.minutes} min" if leg.metres else ""
    closed = call.closed_on(day)
    return SheetCall(
        call.place.name,
        stands,
        address_of(call.place),
        f"Ask for {call.ask_for}" if call.ask_for else NOBODY_KNOWN,
        way,
        call.warnings,
        call.notes,
        call.promises,
        f"Closed that day: {closed}" if closed else "",
    )


def draw(sheet: WeekSheet) -> Printed:
    """Return the sheet as a PDF of as many sides as it takes; the same sheet always makes the same bytes."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="en-GB")
    canvas.setTitle(f"Week sheet: {sheet.title}")
    canvas.setSubject("Week sheet, internal")
    canvas.setCreator("WeHere Desktop")
    sides = _made_up(sheet)
    pen = Pen(canvas)
    for number, placed in enumerate(sides, 1):
        if number > 1:
            pen.turn()
        frame(pen, number, len(sides), made=sheet.made, practice=sheet.practice)
        if number == 1:
            heading(pen, sheet.title, sheet.under, beside="Week sheet")
        for each in placed:
            each.draw(pen)
    canvas.save()
    return Printed(file.getvalue(), len(sides), pen.missing, pen.spoken)


def _made_up(sheet: WeekSheet) -> list[list[Placed]]:
    waiting = strips_of([_section(day) for day in sheet.days], FULL_WIDTH)
    sides, top = [], heading_ends(sheet)
    while waiting:
        placed, _ = fill(Column(MARGIN, top, BOTTOM), waiting)
        sides.append(placed)
        top = TOP
    return sides


def heading_ends(sheet: WeekSheet) -> float:
    """Return where the first side's heading ends, by drawing it on a sheet that is thrown away."""
    return heading(Pen(Canvas(BytesIO())), sheet.title, sheet.under, beside="Week sheet") - 8


def _section(day: SheetDay) -> Section:
    blocks: list[Block] = [Paragraph(each, WARN, gap=2) for each in day.notes]
    for number, call in enumerate(day.calls, 1):
        blocks.append(Beside(Figure(_box, BOX, TO_TICK), BOX, tuple(_told(number, call)), gap=7))
        blocks.append(Figure(_line, 17, ""))
    return Section(f"{day.name}: {day.holds}", tuple(blocks), ruled=True, gap=14, style=HEAD)


def _told(number: int, call: SheetCall) -> list[Paragraph]:
    said = [Paragraph(f"{number}. {call.name}", NAME, Role.HEADING_3, keep=True)]
    said += [Paragraph(f"Read first: {each}", WARN, keep=True) for each in call.warnings]
    said += [Paragraph(call.closed, WARN, keep=True)] if call.closed else []
    said.append(Paragraph(" · ".join(part for part in (call.ask_for, call.address) if part), TEXT, keep=True))
    said += [Paragraph(each, TEXT, keep=True) for each in call.notes]
    if call.promises:
        said.append(Paragraph(f"Promised: {listed(call.promises)}", TEXT, keep=True))
    stands = f"{call.stands[:1].upper()}{call.stands[1:]}"
    said.append(Paragraph(" · ".join(part for part in (stands, call.way) if part), QUIET_TEXT))
    return said


def _box(pen: Pen, left: float, bottom: float, width: float, height: float) -> None:
    pen.frame(left, bottom - 1, min(width, height) - 1, min(width, height) - 1, INK, radius=1.5)


def _line(pen: Pen, left: float, bottom: float, width: float, height: float) -> None:
    del height
    pen.rule(left + BOX + 12, left + width, bottom + 3, LINES, 0.8)
