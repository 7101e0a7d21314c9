"""The furniture of a map: scale bar, north arrow, edge, and the strip that says what it is and whom to credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.cartography.drawing import Fill, Primitive, Stroke, Words
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.lettering import Room
    from wehere_desktop.cartography.palette import Palette

STRIP_SIZE = 4.9
STRIP_LEADING = 6.1
STRIP_PAD = 2.4
SCALE_SIZE = 5.8
# A comfortable walk, the usual figure for an even pavement: five kilometres an hour.
METRES_A_MINUTE = 83.0
KILOMETRE = 1000
LENGTHS = (100, 200, 500, 1000, 2000, 5000, 10000, 20000)
MOST_CREDITS = 320
"""Letters of the credits of map packs; one may have 240, and a map has rarely more than one."""

SKETCH_LINE = "Sketch map, not to the scale of a survey."
BESIDE_LINE = "Sketched where the base map ends."
DASHED_LINE = "Dashed line: the beat, indicative."
WHOLE_LINE = "Unbroken line: the beat’s boundary."
DASHED_LINES = "Dashed lines: edges of beats, indicative."
WHOLE_LINES = "Unbroken lines: boundaries of beats."
CREDIT_LINE = "Contains OS, Royal Mail and National Statistics data © Crown copyright and database right 2025."


def edge_words(indicative: Sequence[bool]) -> str:
    """Return what the line round one beat is; empty for none."""
    return (DASHED_LINE if indicative[0] else WHOLE_LINE) if indicative else ""


def edges_words(indicative: Sequence[bool]) -> str:
    """Return what the lines between several beats are; empty for none."""
    whole = [WHOLE_LINES] if not all(indicative) else []
    return " ".join([*whole, *([DASHED_LINES] if any(indicative) else [])])


def strip_words(edge: str, said: str = "", *, packs: Sequence[str] = (), whole: bool = False) -> str:
    """Return what the strip says: that it is a sketch, what lines are, `said` of the marks, and whom to credit.

    `packs` are the credits of map packs that lie on it, and `whole` says that nothing of the sketch is to be seen.
    """
    ground = (BESIDE_LINE if packs else SKETCH_LINE) if not whole else ""
    return " ".join(part for part in (ground, edge, said, _credits(packs), CREDIT_LINE) if part)


def _credits(packs: Sequence[str]) -> str:
    """Return whom to credit for map packs, the first ones where their words would take the map's own room."""
    told: list[str] = []
    for credit in packs:
        if told and sum(map(len, told)) + len(credit) > MOST_CREDITS:
            told.append(f"and {counted(len(packs) - len(told), 'more map pack')}")
            break
        told.append(credit)
    words = "; ".join(told)
    return f"Base map: {words}{'' if words.endswith('.') else '.'}" if words else ""


def strip_lines(frame: Frame, room: Room, strip: str) -> list[str]:
    """Return the words of the strip in as many lines as the width asks for."""
    words = strip.split(" ")
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if room.width_of(longer, STRIP_SIZE) <= frame.width - 2 * STRIP_PAD - 2:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def strip_height(lines: Sequence[str]) -> float:
    """Return the height in points that the lines of the strip take from the foot of the map."""
    return len(lines) * STRIP_LEADING + STRIP_PAD


def draw_furniture(frame: Frame, room: Room, palette: Palette, lines: Sequence[str]) -> list[Primitive]:
    """Return the furniture as shapes, having taken its room; `lines` are those of the strip."""
    floor = strip_height(lines)
    width, height = frame.width, frame.height
    shapes: list[Primitive] = [Fill((((0, 0), (width, 0), (width, floor), (0, floor)),), palette.strip)]
    for row, line in enumerate(lines):
        baseline = floor - STRIP_PAD / 2 - STRIP_LEADING * row - STRIP_SIZE * 0.86
        shapes.append(Words(line, STRIP_PAD, baseline, STRIP_SIZE, palette.quiet))
    edge = ((0.0, floor), (width, floor), (width, height), (0.0, height), (0.0, floor))
    shapes.append(Stroke((edge,), palette.quiet, 0.6))
    return [*_scale_bar(frame, room, palette), *_north(frame, room, palette), *shapes]


def _scale_bar(frame: Frame, room: Room, palette: Palette) -> list[Primitive]:
    """Return a scale bar about a quarter of the map wide, with the minutes it takes on foot where that helps."""
    fitting = [length for length in LENGTHS if length / frame.metres_per_point <= frame.width * 0.34]
    length = fitting[-1] if fitting else LENGTHS[0]
    points = length / frame.metres_per_point
    text = f"{length} m" if length < KILOMETRE else f"{length // 1000} km"
    if length <= KILOMETRE:
        text += f" · {max(round(length / METRES_A_MINUTE), 1)} min walk"
    left, foot = 8.0, room.floor + 7.0
    baseline = foot + 4.6
    words = Words(text, left, baseline, SCALE_SIZE, palette.ink, halo=palette.halo, halo_width=2.4)
    box = room.box_of(words)
    room.take((left - 2, foot - 3, max(box[2], left + points + 2), box[3]), 2)
    bar = ((left, foot + 2.6), (left, foot), (left + points, foot), (left + points, foot + 2.6))
    half = (left + points / 2, foot)
    return [
        Stroke((bar,), palette.halo, 3.4),
        words,
        Stroke((bar,), palette.ink, 0.9),
        Stroke((((half[0], foot), (half[0], foot + 1.8)),), palette.ink, 0.7),
    ]


def _north(frame: Frame, room: Room, palette: Palette) -> list[Primitive]:
    """Return a small north arrow in the top right corner."""
    x, y = frame.width - 11.0, frame.height - 8.0
    room.take((x - 6, y - 20, x + 6, y + 3), 1)
    point, left, notch, right = (x, y), (x - 3.4, y - 10.5), (x, y - 8.4), (x + 3.4, y - 10.5)
    return [
        Stroke(((left, point, right, notch, left),), palette.halo, 3.0),
        Fill(((point, left, notch),), palette.ink),
        Fill(((point, right, notch),), palette.quiet),
        Words("N", x, y - 17.4, 6.4, palette.ink, bold=True, anchor="middle", halo=palette.halo, halo_width=2.2),
    ]
