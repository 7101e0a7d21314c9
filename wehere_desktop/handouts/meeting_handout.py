"""The meeting handout: two sides of A4 to pin up and to hand round, and as many more as the meeting needs."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from io import BytesIO

from wehere_desktop.handouts.blocks import Barred, Beside, Block, Figure, Item, Paragraph, Section, Table
from wehere_desktop.handouts.catalogue import Handout, Printed
from wehere_desktop.handouts.facts import (
    APPROXIMATE,
    MARK_MEANS,
    NO_NEXT,
    NO_POSITION,
    NO_PRIORITIES,
    NO_REPLIES,
    NO_TEAM,
    NO_VENUE,
    TELL_US,
    TELL_US_WITHOUT_LINK,
    ChosenPriority,
    MeetingHandout,
    TeamMember,
)
from wehere_desktop.handouts.gather import gather
from wehere_desktop.handouts.house_style import (
    ASIDE_LEFT,
    ASIDE_WIDTH,
    BODY,
    FOOT,
    FULL_WIDTH,
    HEADING,
    MAIN_WIDTH,
    MARGIN,
    OWED,
    PHONE,
    QUIET_SMALL,
    SMALL,
    STRONG,
    SUBHEADING,
)
from wehere_desktop.handouts.lettering import lines_of
from wehere_desktop.handouts.map_picture import beat_map, venue_map
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.pictures import bar_chart, can_be_code, lines_to_write_on, square_code
from wehere_desktop.handouts.public_paper import begin
from wehere_desktop.handouts.sheet import (
    RUNNING_HEAD,
    footer,
    masthead,
    practice_ribbon,
    reporting_height,
    reporting_panel,
    running_head,
    top_of,
)
from wehere_desktop.handouts.typeset import Column, Placed, Strip, baseline_of, fill, height_of, strips_of

LOWEST_MAP = 106.0
TALLEST_MAP = 270.0
BEAT_MAP_HEADING = 29.0
BEAT_MAP_CAPTION = 34.0
"""What the heading over the beat's map and the words under it take, in points."""
SECTION_GAP = 17.0
ASIDE_GAP = 15.0
CODE_SIDE = 58.0
UNDER_HEAD = 20.0
ROOM_TO_WRITE = 96.0
"""The least height in points for which lines to write on are worth ruling."""
INVITATION = "What should we work on next?"
QUESTIONS = "My questions"
OUTLINE_MEANS = "The broken line shows roughly where the beat ends."
BOUNDARY_MEANS = "The unbroken line shows where the beat ends."


@dataclass(slots=True)
class _Side:
    """One side being made up: what was placed in its two columns, and whether the panel on reporting is on it."""

    main: list[Placed] = field(default_factory=list)
    aside: list[Placed] = field(default_factory=list)
    panel: bool = False


def draw(sheet: MeetingHandout) -> Printed:
    """Return the handout as a PDF of an even number of sides; the same sheet and map packs make the same bytes."""
    file = BytesIO()
    canvas = begin(file, sheet.head, "Meeting handout", title=f"{sheet.title}, {sheet.when}")
    pen = Pen(canvas)
    if sheet.practice:
        practice_ribbon(pen)
    top = masthead(pen, sheet.head) - UNDER_HEAD
    sides = _made_up(sheet, top)
    for number, side in enumerate(sides, 1):
        if number > 1:
            pen.turn()
            if sheet.practice:
                practice_ribbon(pen)
            running_head(pen, sheet.head)
        _draw_side(pen, side)
        footer(pen, number, len(sides))
    canvas.save()
    return Printed(file.getvalue(), len(sides), pen.missing, pen.spoken)


HANDOUT = Handout(
    name="handout",
    about="The handout of one meeting: two sides of A4 to pin up and to hand round.",
    gather=lambda book, record, today: gather(book, record, today=today),
    draw=draw,
    public=True,
)


# Making up sides -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Waiting:
    """What has still to find its place: the two columns' strips, the beat's map, and lines for questions.

    The map takes room that is left over; no side is begun for its sake.
    """

    main: deque[Strip]
    aside: deque[Strip]
    beat_map: bool
    questions: bool = True

    def is_over(self) -> bool:
        """Say whether everything that must be printed has its place."""
        return not self.main and not self.aside


def _made_up(sheet: MeetingHandout, top: float) -> list[_Side]:
    waiting = _Waiting(
        strips_of(_main(sheet), MAIN_WIDTH),
        strips_of(_aside(sheet, top - FOOT), ASIDE_WIDTH),
        beat_map=bool(sheet.where.outline or sheet.where.anchors),
    )
    first = _Side()
    y = _fill(first.main, MARGIN, top, FOOT, waiting.main)
    # Between sections only: a list that goes on overleaf goes on without a word between.
    if y - FOOT > ROOM_TO_WRITE and not (waiting.main and waiting.main[0].again):
        first.main.append(_room(INVITATION, MARGIN, MAIN_WIDTH, y - SECTION_GAP, FOOT))
    _fill(first.aside, ASIDE_LEFT, top, FOOT, waiting.aside)
    waiting.aside.extend(strips_of(_agenda(sheet), ASIDE_WIDTH))
    sides = [first]
    while not waiting.is_over() or len(sides) % 2:
        sides.append(_later_side(sheet, waiting, panel=len(sides) == 1))
    return sides


def _fill(placed: list[Placed], left: float, top: float, bottom: float, strips: deque[Strip]) -> float:
    more, y = fill(Column(left, top, bottom), strips)
    placed += more
    return y


def _later_side(sheet: MeetingHandout, waiting: _Waiting, *, panel: bool) -> _Side:
    side = _Side(panel=panel)
    top = _later_top(sheet)
    bottom = FOOT + (reporting_height() + 18 if panel else 0)
    alone = waiting.is_over()
    main_y = _fill(side.main, MARGIN, top, bottom, waiting.main)
    aside_y = _fill(side.aside, ASIDE_LEFT, top, bottom, waiting.aside)
    if waiting.beat_map and not waiting.aside:
        # In the narrow column if it can be, so that the wide one is left to write in.
        ends = _map_under(sheet, side.aside, (ASIDE_LEFT, ASIDE_WIDTH), aside_y, bottom)
        if ends is None and not waiting.main:
            ends = _map_under(sheet, side.main, (MARGIN, MAIN_WIDTH), main_y, bottom)
            main_y = main_y if ends is None else ends
        waiting.beat_map = ends is None
    if not waiting.main and main_y - bottom > ROOM_TO_WRITE and (alone or waiting.questions):
        room_top = main_y if main_y == top else main_y - SECTION_GAP
        side.main.append(_room(QUESTIONS, MARGIN, FULL_WIDTH if alone else MAIN_WIDTH, room_top, bottom))
        waiting.questions = False
    return side


def _map_under(
    sheet: MeetingHandout, placed: list[Placed], column: tuple[float, float], y: float, bottom: float
) -> float | None:
    """Place the map of the beat in a column (left, width) under `y`; return where it ends, None if there is no room."""
    top = y - SECTION_GAP if placed else y
    room = top - bottom - BEAT_MAP_HEADING
    captioned = room - BEAT_MAP_CAPTION >= LOWEST_MAP
    height = min(room - BEAT_MAP_CAPTION if captioned else room, TALLEST_MAP)
    if height < LOWEST_MAP:
        return None
    left, width = column
    return _fill(placed, left, top, bottom, strips_of(_whole_beat(sheet, width, height, captioned=captioned), width))


def _room(words: str, left: float, width: float, top: float, bottom: float) -> Placed:
    """Return a heading with lines to write on under it, down to `bottom`."""
    heading = lines_of(words, HEADING, width)[0]

    def draw_room(pen: Pen, left: float, top: float) -> None:
        with pen.role(Role.HEADING_2):
            pen.line(heading, left, top - baseline_of(HEADING), HEADING)
        with pen.role(Role.ARTIFACT):
            lines_to_write_on(pen, left, left + width, top - HEADING.leading - 2, bottom + 6)

    return Placed(Strip(top - bottom, draw_room), left, top)


def _later_top(sheet: MeetingHandout) -> float:
    return top_of(sheet.head) - RUNNING_HEAD - UNDER_HEAD + 2


def _draw_side(pen: Pen, side: _Side) -> None:
    for placed in (*side.main, *side.aside):
        placed.draw(pen)
    if side.panel:
        reporting_panel(pen, FOOT + 4)


# What stands where ---------------------------------------------------------------------------------------------------


def _main(sheet: MeetingHandout) -> list[Section]:
    chosen = tuple(_priority(each) for each in sheet.priorities)
    sections = [
        Section("Your priorities, and what we have done", chosen or (Paragraph(NO_PRIORITIES),)),
    ]
    if sheet.replies:
        rows = tuple((reply.you_said, reply.we_did, reply.told) for reply in sheet.replies)
        table = Table(("You said", "We did", "Told you"), rows, (30, 42, 24))
        sections.append(Section("You said, we did", (table,)))
    else:
        sections.append(Section("You said, we did", (Paragraph(NO_REPLIES),)))
    if sheet.figures:
        words = "; ".join(f"{bar.measure} {bar.in_words}" for bar in sheet.figures.bars)
        chart = bar_chart(sheet.figures.bars, MAIN_WIDTH, f"Bars: {words}.")
        compared = any(bar.before is not None for bar in sheet.figures.bars)
        note = f"Source: {sheet.figures.source}. {APPROXIMATE}" + (f" {MARK_MEANS}" if compared else "")
        source = Paragraph(note, QUIET_SMALL, gap=3)
        sections.append(Section(f"Reported here, {sheet.figures.period}", (chart, source)))
    return sections


def _priority(chosen: ChosenPriority) -> Barred:
    blocks = [
        Paragraph(chosen.title, SUBHEADING, Role.HEADING_3, keep=True),
        Paragraph(chosen.standing, QUIET_SMALL, keep=True, gap=1),
    ]
    for step in chosen.steps:
        words = f"{step.day}: {step.text}" if step.day else step.text
        blocks.append(Paragraph(words, BODY, gap=3))
    if chosen.owed:
        blocks.append(Paragraph(chosen.owed, OWED, gap=3))
    return Barred(tuple(blocks))


def _aside(sheet: MeetingHandout, room: float) -> list[Section]:
    """Return the sections beside the first side's; the map takes what height the others leave it.

    Where even a low map leaves no room for all of them, the last goes overleaf and the map takes its place.
    """
    others = _aside_with(sheet, Figure(_nothing, 0.0, "") if sheet.where.venue else None)
    spare = room - height_of(strips_of(others, ASIDE_WIDTH))
    if spare < LOWEST_MAP:
        spare = room - height_of(strips_of(others[:-1], ASIDE_WIDTH))
    return _aside_with(
        sheet, venue_map(sheet.where, sheet.venue, ASIDE_WIDTH, min(max(spare, LOWEST_MAP), TALLEST_MAP))
    )


def _nothing(pen: Pen, left: float, bottom: float, width: float, height: float) -> None:
    """Draw nothing."""


def _aside_with(sheet: MeetingHandout, picture: Figure | None) -> list[Section]:
    team = tuple(block for each in sheet.team for block in _member(each)) or (Paragraph(NO_TEAM),)
    if sheet.team_note:
        team = (*team, Paragraph(sheet.team_note, STRONG, gap=5))
    return [
        Section("Your local team", team, ruled=True, gap=ASIDE_GAP),
        Section("Where", _where(sheet, picture), ruled=True, gap=ASIDE_GAP),
        Section("Next meeting", _next(sheet), ruled=True, gap=ASIDE_GAP),
        Section("Tell us more", _tell_us(sheet), ruled=True, gap=ASIDE_GAP),
    ]


def _member(member: TeamMember) -> list[Block]:
    rest = [(member.phone, PHONE), (member.email, SMALL)]
    if member.drop_in:
        rest.append((f"Drop in: {member.drop_in}", SMALL))
    if member.away:
        rest.append((member.away, STRONG))
    said = [(words, style) for words, style in rest if words]
    blocks: list[Block] = [Paragraph(member.name, STRONG, gap=9, keep=bool(said))]
    for number, (words, style) in enumerate(said, 1):
        blocks.append(Paragraph(words, style, keep=number < len(said)))
    return blocks


def _where(sheet: MeetingHandout, picture: Figure | None) -> tuple[Block, ...]:
    told: list[Block] = []
    if picture:
        told.append(picture)
    elif sheet.venue:
        told += [Paragraph(sheet.venue, STRONG), Paragraph(sheet.address), Paragraph(NO_POSITION, gap=5)]
    else:
        told.append(Paragraph(NO_VENUE))
    if sheet.getting_in:
        told.append(Paragraph(sheet.getting_in, SMALL, gap=6))
    return tuple(told)


def _next(sheet: MeetingHandout) -> tuple[Block, ...]:
    if not sheet.next_meeting:
        return (Paragraph(NO_NEXT),)
    when, *where = sheet.next_meeting
    return (Paragraph(when, STRONG), *(Paragraph(words) for words in where))


def _tell_us(sheet: MeetingHandout) -> tuple[Block, ...]:
    link = sheet.feedback_link
    if not link:
        return (Paragraph(TELL_US_WITHOUT_LINK),)
    if not can_be_code(link):
        return (Paragraph(TELL_US), Paragraph(link, SMALL, gap=4))
    # People who type an address leave out how it begins.
    shown = Paragraph(link.partition("://")[2], SMALL, gap=4, link=link)
    return (Beside(square_code(link, CODE_SIDE), CODE_SIDE, (Paragraph(TELL_US, SMALL), shown)),)


def _agenda(sheet: MeetingHandout) -> list[Section]:
    if not sheet.agenda:
        return []
    items = tuple(Item(f"{number}", words) for number, words in enumerate(sheet.agenda, 1))
    led = (Paragraph(sheet.led_by, QUIET_SMALL, gap=7),) if sheet.led_by else ()
    return [Section("At the meeting", (*items, *led), ruled=True, gap=ASIDE_GAP)]


def _whole_beat(sheet: MeetingHandout, width: float, height: float, *, captioned: bool) -> list[Section]:
    picture = beat_map(sheet.where, sheet.beat, sheet.venue, width, height)
    told: tuple[Block, ...] = (picture,) if picture else ()
    if sheet.where.outline and captioned:
        means = OUTLINE_MEANS if sheet.where.indicative else BOUNDARY_MEANS
        told = (*told, Paragraph(means, QUIET_SMALL, gap=5))
    return [Section("The whole beat", told, ruled=True, gap=ASIDE_GAP)]
