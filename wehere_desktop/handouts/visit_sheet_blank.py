"""The blank visit sheet: the fields of the log in the very order in which they are typed in later, numbered."""

from __future__ import annotations

from io import BytesIO

from wehere_desktop.handouts.catalogue import Printed
from wehere_desktop.handouts.house_style import (
    FULL_WIDTH,
    INK,
    LINES,
    MARGIN,
    QUIET,
    RAIL,
    TextStyle,
)
from wehere_desktop.handouts.internal import BOTTOM, RIGHT, begin, frame, heading
from wehere_desktop.handouts.lettering import lines_of, width_of
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.pictures import LINE_PITCH
from wehere_desktop.handouts.typeset import baseline_of
from wehere_desktop.neighbourhood.visit import Channel, Formality
from wehere_desktop.wording import capital

LABEL = TextStyle(11, 14, RAIL, bold=True)
TEXT = TextStyle(10.5, 14)
HINT = TextStyle(9.5, 12, QUIET)
BOX = 9.5
INDENT = 20.0
GAP = 11.0
PROMISES = 3
BY_HAND = 120.0
"""Points that a few words written by hand need."""
# Ours: what most contacts are about, so that a tick is enough; anything else is written beside.
PURPOSES = ("regular contact", "after a concern", "keeping a promise", "crime prevention", "talk or lesson", "event")
HOW_TO_TYPE = (
    "To type it in: Ctrl+L, then field by field in this order; Tab goes on, Ctrl+Enter files it. "
    "A crime or intelligence does not belong here: it goes where it is recorded, or to 101, or 999."
)


def blank(practice: bool) -> Printed:  # noqa: FBT001 - the catalogue's own call, of a book or of a practice one
    """Return the sheet to fill in by hand as a PDF of one side."""
    file = BytesIO()
    canvas = begin(file, "Visit sheet to fill in", "Visit sheet")
    pen = Pen(canvas)
    frame(pen, 1, 1, made="To be typed into the book, and then put into confidential waste", practice=practice)
    y = heading(
        pen, "Visit sheet", "One for each contact: a visit, a call, a letter. Numbers are the fields of the log."
    )
    y = _officer_line(pen, y - 6)
    y = _field(pen, y, "1", "Where", "one place or several", lines=1)
    y = _field(pen, y, "2", "Who was seen", "name, and role if new", lines=1)
    y = _when(pen, y)
    y = _ticks(pen, y, "4", "How", [capital(each) for each in Channel])
    y = _ticks(pen, y, "5", "Formality", [capital(each) for each in Formality])
    y = _ticks(pen, y, "6", "Purpose", PURPOSES, other=True)
    room = y - BOTTOM - _fixed_below()
    said = max(int(room * 0.62 / LINE_PITCH), 2)
    y = _field(pen, y, "7", "What was said", "", lines=said)
    y = _field(pen, y, "8", "What was learnt", "", lines=max(int(room / LINE_PITCH) - said, 2))
    y = _promises(pen, y)
    y = _field(pen, y, "10", "Line for the public", "nothing that names anybody", lines=1)
    y = _tick_alone(pen, y, "11", "This line may be published")
    with pen.role(Role.PARAGRAPH):
        for line in lines_of(HOW_TO_TYPE, HINT, FULL_WIDTH):
            pen.line(line, MARGIN, y - 2 - baseline_of(HINT), HINT)
            y -= HINT.leading
    canvas.save()
    return Printed(file.getvalue(), 1, pen.missing, pen.spoken)


def _fixed_below() -> float:
    """Return what stands under the two fields that take the room there is, in points."""
    labels = 3 * (LABEL.leading + GAP - 4)
    promises = LABEL.leading + GAP - 4 + PROMISES * LINE_PITCH
    public = LINE_PITCH + LABEL.leading + GAP - 4
    return labels + promises + public + 2 * HINT.leading + 2


def _officer_line(pen: Pen, y: float) -> float:
    x = MARGIN
    for words, width in (("Officer", 180.0), ("Number", 70.0), ("Typed in on", 0.0)):
        x = _prompt(pen, x, y, words, width) + 14
    return y - LABEL.leading - GAP


def _prompt(pen: Pen, x: float, y: float, words: str, width: float) -> float:
    """Write a prompt with a line to write on behind it, to the right edge if it has no width; return where it ends."""
    line = lines_of(words, TEXT, FULL_WIDTH)[0]
    with pen.role(Role.PARAGRAPH):
        pen.line(line, x, y - baseline_of(LABEL), TEXT)
    start = x + line.width + 5
    end = start + width if width else RIGHT
    pen.rule(start, end, y - LABEL.leading + 1, LINES, 0.9)
    return end


def _label(pen: Pen, y: float, number: str, words: str, hint: str = "") -> float:
    """Write a field's number and label, a hint behind them, and return where the words end."""
    with pen.role(Role.HEADING_2):
        pen.line(lines_of(number, LABEL, INDENT)[0], MARGIN, y - baseline_of(LABEL), LABEL)
        line = lines_of(words, LABEL, FULL_WIDTH)[0]
        pen.line(line, MARGIN + INDENT, y - baseline_of(LABEL), LABEL)
    end = MARGIN + INDENT + line.width
    if hint:
        with pen.role(Role.PARAGRAPH):
            said = lines_of(hint, HINT, FULL_WIDTH)[0]
            pen.line(said, end + 8, y - baseline_of(LABEL), HINT)
            end += 8 + said.width
    return end


def _field(pen: Pen, y: float, number: str, words: str, hint: str, *, lines: int) -> float:
    _label(pen, y, number, words, hint)
    y -= LABEL.leading
    for _ in range(lines):
        y -= LINE_PITCH
        pen.rule(MARGIN + INDENT, RIGHT, y + 4, LINES, 0.9)
    return y - GAP + 4


def _when(pen: Pen, y: float) -> float:
    end = _label(pen, y, "3", "When")
    x = _prompt(pen, end + 16, y, "Day", 150)
    _prompt(pen, x + 16, y, "Time", 80)
    return y - LABEL.leading - GAP


def _ticks(
    pen: Pen, y: float, number: str, words: str, choices: list[str] | tuple[str, ...], *, other: bool = False
) -> float:
    first = MARGIN + INDENT + 76
    _label(pen, y, number, words)
    x = first
    for each in choices:
        width = BOX + 5 + width_of(each, TEXT) + 16
        if x + width > RIGHT:
            x, y = first, y - LABEL.leading - 4
        x = _box(pen, x, y, each)
    if other:
        if x + BY_HAND > RIGHT:
            x, y = first, y - LABEL.leading - 6
        _prompt(pen, x, y, "or", 0)
    return y - LABEL.leading - GAP


def _box(pen: Pen, x: float, y: float, words: str) -> float:
    """Draw a box to tick with its words; return where the next may begin."""
    pen.frame(x, y - baseline_of(LABEL) - 1, BOX, BOX, INK, radius=1.5)
    line = lines_of(words, TEXT, FULL_WIDTH)[0]
    with pen.role(Role.LIST_ITEM):
        pen.line(line, x + BOX + 5, y - baseline_of(LABEL), TEXT)
    return x + BOX + 5 + line.width + 16


def _tick_alone(pen: Pen, y: float, number: str, words: str) -> float:
    with pen.role(Role.HEADING_2):
        pen.line(lines_of(number, LABEL, INDENT)[0], MARGIN, y - baseline_of(LABEL), LABEL)
    _box(pen, MARGIN + INDENT, y, words)
    return y - LABEL.leading - GAP + 4


def _promises(pen: Pen, y: float) -> float:
    _label(pen, y, "9", "Promises made", "what, by when, and who keeps it")
    y -= LABEL.leading
    for _ in range(PROMISES):
        y -= LINE_PITCH
        by, who = RIGHT - 200, RIGHT - 100
        pen.rule(MARGIN + INDENT, by - 8, y + 4, LINES, 0.9)
        with pen.role(Role.ARTIFACT):
            for x, words, end in ((by, "by", who - 8), (who, "who", RIGHT)):
                line = lines_of(words, HINT, FULL_WIDTH)[0]
                pen.line(line, x, y + 6, HINT)
                pen.rule(x + line.width + 3, end, y + 4, LINES, 0.9)
    return y - GAP + 4
