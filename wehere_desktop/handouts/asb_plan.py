"""The ASB action plan of a beat on paper: counts, priorities with their actions, open concerns and lessons."""

from __future__ import annotations

from dataclasses import replace

from wehere_desktop.handouts.asb_plan_facts import NO_CLOSED, NO_CONCERNS, NO_PRIORITIES, AsbPlan, gather
from wehere_desktop.handouts.blocks import Barred, Block, Paragraph, Section, Table
from wehere_desktop.handouts.catalogue import Handout, Printed
from wehere_desktop.handouts.house_style import (
    FULL_WIDTH,
    INK,
    LATE,
    QUIET,
    RAIL,
    TextStyle,
)
from wehere_desktop.handouts.internal import Told, make_up
from wehere_desktop.handouts.pen import Role
from wehere_desktop.handouts.typeset import strips_of

KIND = "ASB action plan"
HEAD = TextStyle(13, 16.5, RAIL, bold=True, display=True)
NAME = TextStyle(11.5, 15, INK, bold=True)
TEXT = TextStyle(10.5, 13.6)
STRONG = TextStyle(10.5, 13.6, INK, bold=True)
QUIET_TEXT = TextStyle(10.5, 13.6, QUIET)
WARN = TextStyle(10.5, 13.6, LATE, bold=True)
COLUMN = TextStyle(10.5, 13.6, QUIET, bold=True)


def draw(plan: AsbPlan) -> Printed:
    """Return the plan as a PDF of as many sides as it takes; the same plan always makes the same bytes."""
    sections = [
        Section("At a glance", (_counts(plan),), style=HEAD),
        Section("Live priorities", tuple(_live(plan)), style=HEAD),
        Section("Raised and still open", tuple(_concerns(plan)), style=HEAD),
        Section("Closed in the last year", tuple(_closed(plan)), style=HEAD),
    ]
    told = Told(KIND, plan.title, plan.under, plan.made, plan.practice, gap=10)
    return make_up(told, strips_of(sections, FULL_WIDTH))


HANDOUT = Handout(
    name="asb-plan",
    about="Priorities, actions, open concerns and lessons of a beat that are flagged as antisocial behaviour.",
    gather=lambda book, record, today: gather(book, record, today=today),
    draw=draw,
    of="beat",
)


def _counts(plan: AsbPlan) -> Table:
    said = tuple(how_many for _, how_many in plan.counts)
    return Table(tuple(what for what, _ in plan.counts), (said,), (1, 1, 1, 1), STRONG, COLUMN)


def _live(plan: AsbPlan) -> list[Block]:
    blocks: list[Block] = []
    for number, each in enumerate(plan.live):
        said = (each.stands, each.led, each.osara, each.told)
        rows = tuple((action.what, action.who, action.stands) for action in each.actions)
        facts = [Paragraph(each.title, NAME, Role.HEADING_3, gap=14 if number else 0)]
        facts += [Paragraph(words, TEXT) for words in said]
        facts += [Paragraph(words, WARN) for words in each.lacks]
        # Held to the first of its actions; what has none ends with its last line
        blocks += [replace(one, keep=True) for one in facts[:-1]]
        blocks.append(replace(facts[-1], keep=bool(rows)))
        if rows:
            blocks.append(Table(("What is to be done", "Who", "How it stands"), rows, (46, 26, 28), TEXT, COLUMN, 7))
    return blocks or [Paragraph(NO_PRIORITIES, TEXT)]


def _concerns(plan: AsbPlan) -> list[Block]:
    rows = tuple((each.what, each.waiting, each.step) for each in plan.concerns)
    if not rows:
        return [Paragraph(NO_CONCERNS, TEXT)]
    return [Table(("What was raised", "Waiting", "Stands at"), rows, (50, 20, 30), TEXT, COLUMN)]


def _closed(plan: AsbPlan) -> list[Block]:
    blocks: list[Block] = []
    for number, each in enumerate(plan.closed):
        said = (
            Paragraph(each.title, NAME, Role.HEADING_3, keep=True),
            Paragraph(each.stands, QUIET_TEXT, keep=True),
            Paragraph(each.worked, STRONG, keep=True),
            Paragraph(each.lesson, TEXT),
        )
        blocks.append(Barred(said, gap=11 if number else 0))
    return blocks or [Paragraph(NO_CLOSED, TEXT)]
