"""The feedback form: what people thought of a meeting or of their area, in the very order in which it is typed in."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from wehere_desktop.handouts.catalogue import Handout, Printed
from wehere_desktop.handouts.facts import Head
from wehere_desktop.handouts.head import blank_head, meeting_head
from wehere_desktop.handouts.house_style import (
    BODY,
    FOOT,
    FULL_WIDTH,
    INK,
    LINES,
    MARGIN,
    QUIET_SMALL,
    RAIL,
    STRONG,
    TextStyle,
)
from wehere_desktop.handouts.lettering import lines_of
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.pictures import LINE_PITCH
from wehere_desktop.handouts.public_paper import begin, first_head
from wehere_desktop.handouts.sheet import RIGHT, footer
from wehere_desktop.handouts.typeset import baseline_of
from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.feedback import Feedback

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records import BeatBook

HEARD = "heard_of_it"
RATED = ("worthwhile", "listened", "safe", "known")
WRITTEN = ("next_priority", "more")
OF_THE_MEETING = frozenset({HEARD, "worthwhile", "listened"})
"""Questions that only people who were at a meeting can answer."""
WAYS = ("Poster", "Leaflet", "Website", "Social media", "Word of mouth", "An officer")
"""Ours: how most people hear of a meeting, so that a ring is enough."""
ASKED_AS = {HEARD: "How did you hear of the meeting?", "more": "Anything else?"}
"""Questions whose label speaks to whoever types the form in."""
LOWEST, HIGHEST = "not at all", "very much"
BOX = 9.5
QUESTION = TextStyle(12, 16, RAIL, bold=True)
NUMBER_ROOM = 20.0
CIRCLE = 10.5
"""Radius in points of a circle to fill in."""
PITCH = 34.0
ASKED = "Put a ring round a number from 1, not at all, to 5, very much. Leave out whatever you like."
NO_NAMES = (
    "No name is needed: please write neither yours nor anybody else’s. To report a crime ring 101, or 999 if it is "
    "happening now. Hand this to any of your team. What you write is typed in, and this sheet is destroyed."
)


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """What the form says of its meeting, and its questions as field names in order."""

    head: Head
    questions: tuple[str, ...]


def gather(book: BeatBook, meeting_id: str, *, today: date) -> FeedbackForm:
    """Return the form for one meeting as it is to be printed on `today` (a local date).

    Raises Refusal where there is no such meeting, or it has no day.
    """
    head = meeting_head(book, book.meetings.get(meeting_id), "What did you think?", today=today)
    return FeedbackForm(head, (HEARD, *RATED, *WRITTEN))


def blank(practice: bool) -> Printed:  # noqa: FBT001 - the catalogue's own call, of a book or of a practice one
    """Return the form for people who were at no meeting: the questions about where they live alone."""
    head = blank_head(
        "How are things where you live?",
        when="A few questions",
        where="From your neighbourhood policing team",
        more="Your answers help us choose what to work on next.",
        practice=practice,
    )
    asked = tuple(each for each in (HEARD, *RATED, *WRITTEN) if each not in OF_THE_MEETING)
    return draw(FeedbackForm(head, asked))


def draw(sheet: FeedbackForm) -> Printed:
    """Return the form as a PDF of one side; the lines to write on take what room there is."""
    file = BytesIO()
    canvas = begin(file, sheet.head, "Feedback form")
    pen = Pen(canvas)
    y = first_head(pen, sheet.head) + 4
    y = _lines(pen, ASKED, BODY, y) - 9
    bottom = FOOT + len(lines_of(NO_NAMES, QUIET_SMALL, FULL_WIDTH)) * QUIET_SMALL.leading + 6
    written = [each for each in sheet.questions if each in WRITTEN]
    for number, name in enumerate(sheet.questions, 1):
        if name in written:
            room = (y - bottom) / (len(written) - written.index(name))
            y = _to_write(pen, y, number, name, room)
        else:
            y = _ways(pen, y, number, name) if name == HEARD else _rated(pen, y, number, name)
    _lines(pen, NO_NAMES, QUIET_SMALL, bottom - 4)
    footer(pen, 1, 1)
    canvas.save()
    return Printed(file.getvalue(), 1, pen.missing, pen.spoken)


HANDOUT = Handout(
    name="feedback-form",
    about="What people thought of a meeting, or of their area, to fill in by hand and to type in later.",
    gather=lambda book, record, today: gather(book, record, today=today),
    draw=draw,
    blank=blank,
    public=True,
)


def _lines(pen: Pen, words: str, style: TextStyle, y: float) -> float:
    with pen.role(Role.PARAGRAPH):
        for line in lines_of(words, style, FULL_WIDTH):
            pen.line(line, MARGIN, y - baseline_of(style), style)
            y -= style.leading
    return y


def _question(pen: Pen, y: float, number: int, name: str) -> None:
    baseline = y - baseline_of(QUESTION)
    with pen.role(Role.HEADING_2):
        pen.line(lines_of(f"{number}", QUESTION, NUMBER_ROOM)[0], MARGIN, baseline, QUESTION)
        words = ASKED_AS.get(name, field_named(Feedback, name).told.label)
        pen.line(lines_of(words, QUESTION, FULL_WIDTH)[0], MARGIN + NUMBER_ROOM, baseline, QUESTION)


def _ways(pen: Pen, y: float, number: int, name: str) -> float:
    _question(pen, y, number, name)
    y -= QUESTION.leading + 6
    x = MARGIN + NUMBER_ROOM
    baseline = y - baseline_of(BODY)
    with pen.role(Role.LIST_ITEM):
        for words in WAYS:
            line = lines_of(words, BODY, FULL_WIDTH)[0]
            pen.frame(x, baseline - 1, BOX, BOX, INK, radius=1.5)
            pen.line(line, x + BOX + 4, baseline, BODY)
            x += BOX + 4 + line.width + 12
        other = lines_of("or", BODY, FULL_WIDTH)[0]
        pen.line(other, x, baseline, BODY)
    pen.rule(x + other.width + 6, RIGHT, baseline - 2, LINES, 0.9)
    return y - BODY.leading - 15


def _rated(pen: Pen, y: float, number: int, name: str) -> float:
    _question(pen, y - (2 * CIRCLE - QUESTION.leading) / 2, number, name)
    centre = y - CIRCLE
    low, high = (lines_of(words, QUIET_SMALL, FULL_WIDTH)[0] for words in (LOWEST, HIGHEST))
    baseline = centre - QUIET_SMALL.size * 0.32
    first = RIGHT - high.width - 8 - CIRCLE - 4 * PITCH
    with pen.role(Role.PARAGRAPH):
        pen.line(low, first - CIRCLE - 8 - low.width, baseline, QUIET_SMALL)
    with pen.role(Role.LIST_ITEM):
        for answer in range(1, 6):
            x = first + (answer - 1) * PITCH
            line = lines_of(f"{answer}", STRONG, FULL_WIDTH)[0]
            pen.frame(x - CIRCLE, centre - CIRCLE, 2 * CIRCLE, 2 * CIRCLE, INK, radius=CIRCLE)
            pen.line(line, x - line.width / 2, centre - STRONG.size * 0.34, STRONG)
    with pen.role(Role.PARAGRAPH):
        pen.line(high, RIGHT - high.width, baseline, QUIET_SMALL)
    return y - 2 * CIRCLE - 13


def _to_write(pen: Pen, y: float, number: int, name: str, room: float) -> float:
    _question(pen, y, number, name)
    lines = max(int((room - QUESTION.leading - 12) / LINE_PITCH), 1)
    below = y - QUESTION.leading
    for _ in range(lines):
        below -= LINE_PITCH
        pen.rule(MARGIN + NUMBER_ROOM, RIGHT, below, LINES, 0.9)
    return y - room
