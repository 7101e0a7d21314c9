"""The week sheet: an officer's calls of a week in order, with addresses, whom to ask for, warnings and promises."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.cartography.beat_lines import BeatEdge
from wehere_desktop.handouts.blocks import Beside, Block, Figure, Paragraph, Section
from wehere_desktop.handouts.house_style import (
    FULL_WIDTH,
    INK,
    LATE,
    LINES,
    QUIET,
    RAIL,
    TextStyle,
)
from wehere_desktop.handouts.internal import MARKING, Told, make_up
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.round_map import RoundMap, round_blocks, round_map
from wehere_desktop.handouts.typeset import Strip, block_strips, height_of, strips_of
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
from wehere_desktop.records.beat_outlines import edges_on
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
    from collections.abc import Iterable, Iterator, Sequence

    from wehere_desktop.handouts.catalogue import Printed
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
NOT_ON_MAP = "not on the map: where it lies is not known"
# A day's map stands at the right of its calls; that of a single day over them.
MAP_WIDTH, MAP_HEIGHT, DAY_MAP_HEIGHT = 206.0, 178.0, 300.0
BESIDE_MAP = FULL_WIDTH - MAP_WIDTH - 16.0


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
    """One day: its name, how much it holds, what to know about it, its calls in order, and the map of them if any."""

    name: str
    holds: str
    notes: tuple[str, ...]
    calls: tuple[SheetCall, ...]
    drawn: RoundMap | None = None


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """Everything a week sheet says, in finished words. It stays inside the police.

    `edges` are those of the beats on its maps. One day's sheet has a map as wide as itself.
    """

    title: str
    under: str
    made: str
    days: tuple[SheetDay, ...]
    practice: bool
    edges: tuple[BeatEdge, ...] = ()
    of_one_day: bool = False

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
            if day.drawn is not None:
                yield f"[map: {', '.join(letter for letter, _ in day.drawn.marks)}]"
                yield from day.drawn.said
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


def week_sheet(book: BeatBook, monday: date, *, today: date, officer: str = "", only: date | None = None) -> Printed:
    """Return the sheet of an officer's week, or of `only` one day of it, as a PDF; refused where nothing is planned.

    The officer is the book's holder if none is given.
    """
    return draw(gather(book, monday, today=today, officer=officer, only=only))


def gather(book: BeatBook, monday: date, *, today: date, officer: str = "", only: date | None = None) -> WeekSheet:
    """Return what the sheet of a week or a day says as of `today`; refused where nothing is planned in it."""
    who = book.officers.get(officer or book.holder)
    plan = week_plan(book, monday, officer=who.id)
    numbers = [each for each in range(DAYS_IN_WEEK) if plan.days[each] and only in (None, plan.date_of(each))]
    if not numbers:
        when = f"{day_in_words(only)}" if only is not None else f"the week of {short_day(monday)}"
        raise Refusal(
            f"Nothing is planned for {when}.",
            remedy="Put calls on its days first.",
            kind="nothing-planned",
        )
    calls = calls_for(book, [*sorted(plan.planned()), *([plan.start] if plan.start else [])], today)
    start = calls.get(plan.start)
    away = book.absences.of(who.id)
    begin = (start.place.name, start.position) if start is not None else None
    days = []
    for number in numbers:
        day = plan.date_of(number)
        way = round_of(plan, number, positions_of(calls))
        notes = [f"Bank holiday: {bank_holiday(day)}"] if bank_holiday(day) else []
        notes += [f"{who.name} is away"] if any(holds_on(each.starts, each.ends, day) for each in away) else []
        holds = f"{counted(len(way.legs), 'call')}, about {minutes_in_words(way.minutes)}"
        told = tuple(
            _call(calls[leg.place], leg, day, today, start=start, first=place == 0)
            for place, leg in enumerate(way.legs)
        )
        stops = [(calls[leg.place].place.name, calls[leg.place].position) for leg in way.legs]
        drawn = round_map(stops, begin, way.metres)
        days.append(SheetDay(day_in_words(day).rsplit(" ", 1)[0], holds, tuple(notes), told, drawn))
    begins = f"Days start at {start.place.name}. " if start is not None else ""
    whole = f"{week_in_words(monday)} {(monday + timedelta(days=DAYS_IN_WEEK - 1)).year}"
    return WeekSheet(
        day_in_words(only) if only is not None else whole,
        f"{known_as(who)}. {begins}{ROUGH}",
        f"Made {moment_in_words(book.world.now())}",
        tuple(days),
        book.practice,
        edges_on(book, today) if any(each.drawn for each in days) else (),
        only is not None,
    )


def _call(call: Call, leg: Leg, day: date, today: date, *, start: Call | None, first: bool) -> SheetCall:
    stands = "never seen"
    if call.last is not None:
        due = days_late(call.days_late) if call.days_late > 0 else f"due {short_day(call.due, today=today)}"
        stands = f"last seen {short_day(call.last, today=today)}, {due}"
    begins = f"from {start.place.name}" if start is not None and first else "on"
    way = f"{metres_in_words(leg.metres)} {begins}, {leg.minutes} min" if leg.metres else ""
    if call.position is None:
        way = NOT_ON_MAP
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
    return make_up(_first_side(sheet), deque(strip for day in sheet.days for strip in _strips(day, sheet)))


def _first_side(sheet: WeekSheet) -> Told:
    kind = "Day sheet" if sheet.of_one_day else "Week sheet"
    return Told(kind, sheet.title, sheet.under, sheet.made, sheet.practice)


def _strips(day: SheetDay, sheet: WeekSheet) -> Iterable[Strip]:
    """Return the strips of a day: its map over its calls if it stands alone, else at their right."""
    drawn = day.drawn
    if sheet.of_one_day:
        over = round_blocks(drawn, sheet.edges, FULL_WIDTH, DAY_MAP_HEIGHT) if drawn is not None else ()
        return strips_of([replace(_section(day, over), heading=day.holds)], FULL_WIDTH)
    section = _section(day)
    if drawn is None:
        return strips_of([section], FULL_WIDTH)
    head = [replace(each, keep=True) for each in strips_of([replace(section, blocks=())], FULL_WIDTH)]
    again = strips_of([section], FULL_WIDTH)[-1].again
    narrow = strips_of([replace(section, blocks=())], BESIDE_MAP)
    calls = [
        replace(each, again=again if each.again else ())
        for each in list(strips_of([section], BESIDE_MAP))[len(narrow) :]
    ]
    beside = [
        strip
        for each in round_blocks(drawn, sheet.edges, MAP_WIDTH, MAP_HEIGHT)
        for strip in block_strips(each, MAP_WIDTH)
    ]
    return [*head, _at_right(beside), *_as_tall(calls, height_of(beside))]


def _at_right(strips: Sequence[Strip]) -> Strip:
    """Return strips as one that takes no height: they stand at the right of those that follow."""

    def put(pen: Pen, left: float, top: float) -> None:
        for number, strip in enumerate(strips):
            top -= strip.gap if number else 0.0
            strip.draw(pen, left + FULL_WIDTH - MAP_WIDTH, top)
            top -= strip.height

    return Strip(0.0, put, keep=True)


def _as_tall(strips: Sequence[Strip], height: float) -> list[Strip]:
    """Return strips of which the first are held together until they are so tall, with white at the end if need be."""
    held = []
    for number, strip in enumerate(strips):
        held.append(replace(strip, keep=strip.keep or height_of(strips[: number + 1]) < height))
    short = height - height_of(strips)
    return [*held, Strip(short, lambda *_: None)] if short > 0 else held


def _section(day: SheetDay, first: Sequence[Block] = ()) -> Section:
    blocks: list[Block] = [*(Paragraph(each, WARN, gap=2) for each in day.notes), *first]
    for number, call in enumerate(day.calls, 1):
        gap = 14 if first and number == 1 else 7
        blocks.append(Beside(Figure(_box, BOX, TO_TICK), BOX, tuple(_told(number, call)), gap=gap))
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
