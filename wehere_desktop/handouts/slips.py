"""Slips to cut out, one for each person still to be told what came of what they raised; they stay inside until then."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wehere_desktop.handouts.blocks import Block, Figure, Paragraph, Section
from wehere_desktop.handouts.gather import day_and_month
from wehere_desktop.handouts.head import lpu_name, reached_at
from wehere_desktop.handouts.house_style import (
    BODY,
    FULL_WIDTH,
    MARGIN,
    QUIET,
    QUIET_SMALL,
    STRONG,
)
from wehere_desktop.handouts.internal import Told, make_up
from wehere_desktop.handouts.typeset import Strip, strips_of
from wehere_desktop.neighbourhood.concern import ConcernKind
from wehere_desktop.neighbourhood.force import FORCE_NAME
from wehere_desktop.neighbourhood.telling import suggested
from wehere_desktop.neighbourhood.trail import TAKE_IT_FURTHER, TrailStep, step_of
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, day_in_words, moment_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wehere_desktop.handouts.catalogue import Printed
    from wehere_desktop.handouts.pen import Pen
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.records import BeatBook

TO_WHOM = "To whoever raised this"
RING_101 = "Or ring 101 and ask for your neighbourhood team. In an emergency ring 999."
CUT_HERE = "Cut here"
TITLE = "To tell those who raised it"
UNDER = "Read each one over, cut it out and hand it on; then note in the book that they were told."
CUT_ROOM = 26.0
MOST_OFFICERS = 2
"""Officers named on a slip: those first whom people meet most."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip in finished words: to whom, about what, what came of it, and whom to turn to."""

    to: str
    about: str
    words: tuple[str, ...]
    reach: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slips:
    """The slips of one beat, in finished words. They carry names, so the sheet stays inside the police."""

    sender: str
    day: str
    slips: tuple[Slip, ...]
    made: str
    practice: bool


def gather(book: BeatBook, beat_id: str, *, today: date, first: date | None = None, last: date | None = None) -> Slips:
    """Return a slip for each answer of a beat that nobody was told of, raised on local days both included if given.

    Raises Refusal where there is no such beat, or nobody is still to be told.
    """
    found = [
        each
        for each in book.concerns.to_tell([beat_id])
        if each.raised_on is None or ((first or each.raised_on) <= each.raised_on <= (last or each.raised_on))
    ]
    return _slips(book, beat_id, found, today)


def gather_one(book: BeatBook, concern_id: str, *, today: date) -> Slips:
    """Return the slip of one concern. Raises Refusal where it has no answer yet."""
    concern = book.concerns.get(concern_id)
    answered = step_of(concern) in {TrailStep.TO_TELL, TrailStep.TOLD_BACK}
    return _slips(book, concern.beat, [concern] if answered else [], today)


def _slips(book: BeatBook, beat_id: str, concerns: Sequence[Concern], today: date) -> Slips:
    beat = book.beats.get(beat_id)
    reach = reached_at(book, beat, today)[:MOST_OFFICERS]
    if not concerns:
        raise Refusal(
            f"Nobody on {beat.name} waits to be told an answer.",
            remedy="Answer what was raised first, or choose another time.",
            field="concern",
            kind="none",
        )
    return Slips(
        sender=f"{FORCE_NAME} · {beat.name} · {lpu_name(book, beat)}",
        day=day_in_words(today),
        slips=tuple(_slip(book, each, beat.name, reach, today) for each in concerns),
        made=f"Made {moment_in_words(book.world.now())}",
        practice=book.practice,
    )


def _slip(book: BeatBook, concern: Concern, beat: str, reach: tuple[str, ...], today: date) -> Slip:
    person = book.contacts.find(concern.contact) if concern.contact else None
    to = ", ".join(part for part in (person.name if person is not None else "", concern.organisation) if part)
    words = suggested(concern, beat=beat).to_raiser
    told = [each for each in words.split("\n") if each.strip()]
    if concern.concern_kind is ConcernKind.COMPLAINT and TAKE_IT_FURTHER not in words:
        told.append(TAKE_IT_FURTHER)
    raised = (
        f"What you told us on {day_and_month(concern.raised_on, today)}" if concern.raised_on else "What you told us"
    )
    quoted = f": “{concern.you_said}”" if concern.you_said.rstrip(".") not in words else ""
    return Slip(to or TO_WHOM, f"{raised}{quoted}", tuple(told), reach)


def draw(sheet: Slips) -> Printed:
    """Return the slips as a PDF of as many sides as they take; the same sheet always makes the same bytes."""
    under = f"{counted(len(sheet.slips), 'slip')}. {UNDER}"
    named = "Slips to those who raised something"
    told = Told("You said, we did", TITLE, under, sheet.made, sheet.practice, named=named, gap=14)
    return make_up(told, deque(strip for slip in sheet.slips for strip in _strips(sheet, slip)))


def _strips(sheet: Slips, slip: Slip) -> list[Strip]:
    """Return the strips of one slip, kept on one side together; one longer than a side goes on overleaf."""
    blocks: list[Block] = [
        Paragraph(f"{sheet.sender}\n{sheet.day}", QUIET_SMALL, keep=True),
        Paragraph(slip.about, STRONG, gap=7, keep=True),
        *(Paragraph(words, BODY, gap=4) for words in slip.words),
        *(Paragraph(words, BODY, gap=0 if number else 8) for number, words in enumerate(slip.reach)),
        Paragraph(RING_101, QUIET_SMALL, gap=2),
        Figure(_cut, CUT_ROOM, CUT_HERE),
    ]
    strips = list(strips_of([Section(slip.to, tuple(blocks), gap=2)], FULL_WIDTH))
    return [*(replace(strip, keep=True) for strip in strips[:-1]), strips[-1]]


def _cut(pen: Pen, left: float, bottom: float, width: float, height: float) -> None:
    y = bottom + height / 2
    pen.stroke([[(left - MARGIN / 2, y), (left + width + MARGIN / 2, y)]], QUIET, 0.8, dash=(4, 3), butt=True)
