"""The agenda of a meeting: how to get in, what will be talked about, what was chosen last time, and room to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.handouts.blocks import Block, Item, Paragraph, Section
from wehere_desktop.handouts.catalogue import Handout, Printed
from wehere_desktop.handouts.facts import Head
from wehere_desktop.handouts.gather import day_and_month, led_by, next_meeting_after
from wehere_desktop.handouts.head import day_of_paper, meeting_head, reached_at
from wehere_desktop.handouts.house_style import INK, QUIET_SMALL, STRONG, TextStyle
from wehere_desktop.handouts.public_paper import Ending, make_up, team_section
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.wording import local

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.priority import Priority
    from wehere_desktop.records import BeatBook

ITEM = TextStyle(12, 16.5, INK)
NO_ITEMS = "Nothing is fixed yet: we begin with what you bring. Tell us before the meeting, or on the day."
YOUR_WORD = "Anything may be raised, by anybody. You need not give your name."
NOTHING_CHOSEN = "No priority has been chosen yet. Choosing them is what this meeting is for."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A priority people chose: its title, and when it was chosen and where it stands."""

    title: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Everything an agenda says, in finished words; every value came through `neighbourhood.fact.published`."""

    head: Head
    items: tuple[str, ...]
    led_by: str
    getting_in: str
    chosen: tuple[Chosen, ...]
    team: tuple[str, ...]
    next_meeting: tuple[str, ...]


def gather(book: BeatBook, meeting_id: str, *, today: date) -> Agenda:
    """Return the agenda of one meeting as it is to be printed on `today` (a local date).

    Raises Refusal where there is no such meeting, or it has no day.
    """
    meeting = book.meetings.get(meeting_id)
    day = day_of_paper(meeting)
    beat = book.beats.get(published(meeting, "beat"))
    return Agenda(
        head=meeting_head(book, meeting, "Agenda", today=today),
        items=tuple(item for item in published(meeting, "agenda") if item.strip()),
        led_by=led_by(book, meeting),
        getting_in=published(meeting, "venue_note"),
        chosen=_chosen(book, meeting, day),
        team=reached_at(book, beat, day),
        next_meeting=next_meeting_after(book, meeting, day),
    )


def _chosen(book: BeatBook, meeting: Meeting, day: date) -> tuple[Chosen, ...]:
    """Return what was chosen at the meeting before; where nothing was, the priorities that are being worked on."""
    earlier = book.meetings.before(meeting)
    found = book.priorities.chosen_at(earlier.id) if earlier is not None else []
    if found and earlier is not None:
        when = day_and_month(local(published(earlier, "starts")).date(), day)
        return tuple(Chosen(published(each, "title"), f"chosen on {when}, {_stands(each)}") for each in found)
    live = [each for each in book.priorities.on_beat(published(meeting, "beat")) if _is_worked_on(each)]
    return tuple(Chosen(published(each, "title"), _stands(each)) for each in live)


def _is_worked_on(priority: Priority) -> bool:
    return published(priority, "life") not in {PriorityLife.PROPOSED, PriorityLife.CLOSED}


def _stands(priority: Priority) -> str:
    return str(published(priority, "life"))


def draw(sheet: Agenda) -> Printed:
    """Return the agenda as a PDF; the same sheet always makes the same bytes."""
    return make_up(sheet.head, _sections(sheet), subject="Agenda", ending=Ending.ROOM_TO_WRITE)


HANDOUT = Handout(
    name="agenda",
    about="The agenda of one meeting, with how to get in, what was chosen last time and room to write.",
    gather=lambda book, record, today: gather(book, record, today=today),
    draw=draw,
    public=True,
)


def _sections(sheet: Agenda) -> list[Section]:
    items: list[Block] = [Item(f"{number}", words, ITEM, gap=7) for number, words in enumerate(sheet.items, 1)]
    sections = [Section("What we will talk about", (*(items or [Paragraph(NO_ITEMS)]), _quiet(YOUR_WORD)))]
    getting_in = [Paragraph(sheet.getting_in)] if sheet.getting_in else []
    if sheet.led_by:
        getting_in.append(Paragraph(sheet.led_by, STRONG, gap=3))
    if getting_in:
        sections.append(Section("Getting in, and who leads", tuple(getting_in)))
    chosen = tuple(Item("•", f"{each.title} ({each.stands})") for each in sheet.chosen)
    sections.append(Section("What was chosen", chosen or (Paragraph(NOTHING_CHOSEN),)))
    sections.append(team_section(sheet.team))
    if sheet.next_meeting:
        when, *where = sheet.next_meeting
        sections.append(Section("The meeting after", (Paragraph(when, STRONG, keep=True), Paragraph(", ".join(where)))))
    return sections


def _quiet(words: str) -> Paragraph:
    return Paragraph(words, QUIET_SMALL, gap=8)
