"""The minutes of a meeting for the public: report, groups, decisions and votes, what was raised and who sees to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wehere_desktop.handouts.blocks import Block, Item, Paragraph, Section, Table
from wehere_desktop.handouts.catalogue import Handout, Printed
from wehere_desktop.handouts.facts import NO_NEXT
from wehere_desktop.handouts.house_style import BODY, QUIET_SMALL, STRONG
from wehere_desktop.handouts.minutes_facts import Minutes, Vote, gather
from wehere_desktop.handouts.public_paper import Ending, make_up
from wehere_desktop.records.holding_meetings import publish_report
from wehere_desktop.wording import listed

if TYPE_CHECKING:
    from wehere_desktop.records import BeatBook

__all__ = ["HANDOUT", "draw", "gather"]

NOT_READY = "The report is still being written. Ask any of your team what was talked about."
NO_REPORT = "No report was written of this meeting."
NOTHING_RAISED = "Nothing can be told here yet of what was raised."
ALL_KEPT = "Every point raised is kept, also those not printed here. Next time we tell you what came of them."


def draw(sheet: Minutes) -> Printed:
    """Return the minutes as a PDF; the same sheet always makes the same bytes."""
    return make_up(sheet.head, _sections(sheet), subject="Minutes of a meeting", ending=Ending.HOW_TO_REPORT)


def release(book: BeatBook, meeting: str) -> None:
    """Mark the report as published, inside an open change; refused before the meeting is closed.

    One that went out before keeps the day on which it first did.
    """
    before = book.meetings.get(meeting)
    publish_report(book, meeting, on=before.published_on)


HANDOUT = Handout(
    name="minutes",
    about="The minutes of one meeting that was held: report, decisions, votes, what was raised.",
    gather=lambda book, record, today: gather(book, record, today=today),
    draw=draw,
    public=True,
    release=release,
)


def _sections(sheet: Minutes) -> list[Section]:
    sections = []
    if there := _there(sheet):
        sections.append(Section("Who was there", there))
    sections.append(Section("What we talked about", _report(sheet)))
    decided: list[Block] = [Item("•", each) for each in sheet.decisions]
    if sheet.votes:
        decided.append(replace(_votes(sheet.votes), gap=9))
    if decided:
        sections.append(Section("What was decided", tuple(decided)))
    rows = tuple((each.you_said, each.we_did, each.told) for each in sheet.raised)
    raised: Block = (
        Table(("You said", "What comes of it", "Who sees to it"), rows, (34, 40, 26))
        if rows
        else Paragraph(NOTHING_RAISED)
    )
    sections.append(Section("What you raised", (raised, Paragraph(ALL_KEPT, QUIET_SMALL, gap=6))))
    if sheet.told:
        told = tuple((each.you_said, each.we_did) for each in sheet.told)
        sections.append(Section("What we told you back", (Table(("You had said", "We did"), told, (40, 60)),)))
    sections.append(Section("Next meeting", _next(sheet)))
    return sections


def _there(sheet: Minutes) -> tuple[Block, ...]:
    groups = f"With us were {listed(sheet.groups)}." if sheet.groups else ""
    return tuple(Paragraph(each, gap=3) for each in (*sheet.there, groups) if each)


def _report(sheet: Minutes) -> tuple[Block, ...]:
    if sheet.report.strip():
        return tuple(Paragraph(each, BODY, gap=5) for each in sheet.report.split("\n") if each.strip())
    return (Paragraph(NO_REPORT if sheet.ready else NOT_READY),)


def _votes(votes: tuple[Vote, ...]) -> Table:
    voted = any(each.hands_for or each.hands_against or each.hands_neither for each in votes)
    if not voted:
        return Table(("Proposed", "What came of it"), tuple((each.title, each.came_of_it) for each in votes), (60, 40))
    rows = tuple(
        (each.title, each.hands_for, each.hands_against, each.hands_neither, each.came_of_it) for each in votes
    )
    return Table(("Proposed", "For", "Against", "Neither", "What came of it"), rows, (38, 9, 15, 15, 30))


def _next(sheet: Minutes) -> tuple[Block, ...]:
    if not sheet.next_meeting:
        return (Paragraph(NO_NEXT),)
    when, *where = sheet.next_meeting
    return (Paragraph(when, STRONG), Paragraph(", ".join(where)))
