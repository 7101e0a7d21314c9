"""“You said, we did”: what a beat raised over some time and what came of it, for the beat, for everyone, as slips."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wehere_desktop.handouts.blocks import Item, Paragraph, Section, Table
from wehere_desktop.handouts.catalogue import Handout, Printed
from wehere_desktop.handouts.house_style import QUIET_SMALL
from wehere_desktop.handouts.public_paper import Ending, make_up, team_section
from wehere_desktop.handouts.slips import draw as draw_slips
from wehere_desktop.handouts.slips import gather as gather_slips
from wehere_desktop.handouts.you_said_facts import YouSaid, gather
from wehere_desktop.neighbourhood.telling import Audience

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.handouts.facts import Reply
    from wehere_desktop.records import BeatBook

__all__ = ["HANDOUT", "draw", "gather", "paper"]

NOTHING = "Nothing to report back yet. What you raise will be answered here."
TELL_US = "Something is missing, or has come back? Tell any of your team, or come to the next meeting."


def draw(sheet: YouSaid) -> Printed:
    """Return the sheet as a PDF; the same sheet always makes the same bytes."""
    return make_up(sheet.head, _sections(sheet), subject="You said, we did", ending=Ending.HOW_TO_REPORT)


def paper(audience: Audience, first: date | None, last: date) -> Handout:
    """Return the paper for an audience, over local days both included; a year where no first day is given.

    That for those who raised something is not public.
    """
    if audience is Audience.RAISED:
        return replace(
            HANDOUT,
            gather=lambda book, record, today: gather_slips(book, record, today=today, first=first, last=last),
            draw=draw_slips,
            public=False,
        )

    def collect(book: BeatBook, record: str, today: date) -> YouSaid:
        del today
        return gather(book, record, today=last, first=first, for_everyone=audience is Audience.EVERYONE)

    return replace(HANDOUT, gather=collect)


HANDOUT = Handout(
    name="you-said",
    about="What one beat raised over a year, or another time, what came of it and where people were told.",
    gather=lambda book, record, today: gather(book, record, today=today),
    draw=draw,
    of="beat",
    public=True,
    chosen=paper,
)


def _sections(sheet: YouSaid) -> list[Section]:
    sections: list[Section] = []
    if sheet.for_everyone:
        sections += [Section(theme, tuple(Item("•", words, gap=5) for words in told)) for theme, told in sheet.themes]
    else:
        sections += _table("We did", ("You said", "We did", "Told you"), sheet.done)
        sections += _table("We could not, because", ("You said", "Why not", "Told you"), sheet.could_not)
        sections += _table("Still open", ("You said", "Where it stands"), sheet.still_open)
    if sheet.thanks:
        sections.append(Section("You thanked us", tuple(Item("•", each.you_said) for each in sheet.thanks)))
    if not sections:
        sections.append(Section("We did", (Paragraph(NOTHING),)))
    sections.append(team_section(sheet.team, Paragraph(TELL_US, QUIET_SMALL, gap=6)))
    return sections


def _table(heading: str, columns: tuple[str, ...], replies: tuple[Reply, ...]) -> list[Section]:
    if not replies:
        return []
    rows = tuple((each.you_said, each.we_did, each.told)[: len(columns)] for each in replies)
    return [Section(heading, (Table(columns, rows, (32, 42, 26)[: len(columns)]),))]
