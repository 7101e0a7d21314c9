"""Find room for names on a map, so that none covers another: most important first."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wehere_desktop.cartography.drawing import Words
    from wehere_desktop.cartography.shapes import Path, Point

Measure = Callable[[str, float, bool], float]
Box = tuple[float, float, float, float]

# Share of the size that capitals rise above the baseline and tails fall below it.
RISE = 0.74
FALL = 0.22


@dataclass(slots=True)
class Room:
    """The boxes of a page already taken, in points; `floor` is where the map's own ground begins."""

    width: float
    height: float
    measure: Measure
    floor: float = 0.0
    taken: list[Box] = field(default_factory=list)
    _widths: dict[tuple[str, float, bool], float] = field(default_factory=dict)

    def is_free(self, box: Box, *, inset: float = 2.5) -> bool:
        """Say whether a box lies on the map, `inset` points from its edges, and covers nothing taken."""
        left, bottom, right, top = box
        if left < inset or right > self.width - inset or bottom < self.floor + inset or top > self.height - inset:
            return False
        return not any(left < box[2] and box[0] < right and bottom < box[3] and box[1] < top for box in self.taken)

    def take(self, box: Box, gap: float = 1.5) -> None:
        """Keep a box, with `gap` points round it, for nothing else."""
        self.taken.append((box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap))

    def width_of(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return the width in points of a line of text."""
        # A name is measured at each spot where it might stand
        key = (text, size, bold)
        if key not in self._widths:
            self._widths[key] = self.measure(text, size, bold)
        return self._widths[key]

    def box_of(self, words: Words) -> Box:
        """Return the box of a level line of words, halo included."""
        width = self.width_of(words.text, words.size, bold=words.bold) + words.spacing * len(words.text)
        left = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
        pad = words.halo_width / 2
        return (left - pad, words.y - FALL * words.size - pad, left + width + pad, words.y + RISE * words.size + pad)


def place(room: Room, choices: Iterable[Sequence[Words]], gap: float = 1.5) -> tuple[Words, ...]:
    """Return the first choice whose every line has room, having taken it; nothing where none has."""
    for lines in choices:
        boxes = [room.box_of(words) for words in lines]
        if all(room.is_free(box) for box in boxes):
            for box in boxes:
                room.take(box, gap)
            return tuple(lines)
    return ()


def around(x: float, y: float, size: float, away: float) -> list[tuple[float, float, str]]:
    """Return (x, baseline, anchor) of the usual places for a name by a mark of radius `away`: beside, over, under."""
    middle = y - (RISE - FALL) * size / 2
    over, under = y + away + FALL * size + 0.8, y - away - RISE * size - 0.8
    side = away * 0.7
    return [
        (x + away + 1.6, middle, "start"),
        (x - away - 1.6, middle, "end"),
        (x, over, "middle"),
        (x, under, "middle"),
        (x + side, over - 1.0, "start"),
        (x - side, over - 1.0, "end"),
        (x + side, under + 1.0, "start"),
        (x - side, under + 1.0, "end"),
    ]


def about(x: float, y: float, size: float) -> list[tuple[float, float, str]]:
    """Return (x, baseline, anchor) for the name of a spread-out thing: on its middle, then a little aside of it."""
    base = y - (RISE - FALL) * size / 2
    step = size * 0.9
    shifts = ((0, 0), (0, 1), (0, -1), (1.5, 0), (-1.5, 0), (1.5, 1), (-1.5, 1), (1.5, -1), (-1.5, -1), (0, 2), (0, -2))
    return [(x + dx * step, base + dy * step, "middle") for dx, dy in shifts]


def two_lines(text: str, longest: int = 16) -> tuple[str, ...]:
    """Return a long name as two lines broken at the space nearest its middle, a short one as it is."""
    if len(text) <= longest or " " not in text.strip():
        return (text,)
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    middle = min(spaces, key=lambda at: abs(at - len(text) / 2))
    return (text[:middle].strip(), text[middle:].strip())


def shortened(text: str, most: float, size: float, room: Room) -> str:
    """Return a bold text, cut with an ellipsis where it is wider than `most` points."""
    if room.width_of(text, size, bold=True) <= most:
        return text
    # No line of a name is longer than this many letters, however narrow they are.
    kept = text[: int(most)]
    while kept and room.width_of(kept + "…", size, bold=True) > most:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def along(path: Path, length: float) -> Iterable[tuple[float, float, float]]:
    """Yield (x, y, angle) of straight enough stretches of a path for words of `length` points, middle ones first.

    The angle is in degrees anticlockwise and always reads from left to right.
    """
    stations = _stations(path, max(length / 4, 3.0))
    span = 4
    found = []
    for at in range(len(stations) - span):
        start, end = stations[at], stations[at + span]
        dx, dy = end[0] - start[0], end[1] - start[1]
        chord = math.hypot(dx, dy)
        if chord < length * 0.93:
            continue
        # Read from left to right: of the two ways along a line, the one that does not run leftwards.
        angle = math.degrees(math.atan2(dy, dx) if dx >= 0 else math.atan2(-dy, -dx))
        middle = stations[at + span // 2]
        found.append((abs(at + span / 2 - len(stations) / 2), middle[0], middle[1], angle))
    for _, x, y, angle in sorted(found):
        yield x, y, angle


def turned_boxes(x: float, y: float, angle: float, length: float, size: float) -> list[Box]:
    """Return small boxes that together cover words turned by `angle` about their middle (x, y)."""
    count = max(int(length / size), 1)
    turn = math.radians(angle)
    reach = size * 0.55
    made = []
    for at in range(count + 1):
        away = (at / count - 0.5) * length
        cx, cy = x + math.cos(turn) * away, y + math.sin(turn) * away
        made.append((cx - reach, cy - reach, cx + reach, cy + reach))
    return made


def _stations(path: Path, step: float) -> list[Point]:
    """Return points a `step` apart along a path."""
    made = [path[0]]
    left = step
    for start, end in itertools.pairwise(path):
        length = math.hypot(end[0] - start[0], end[1] - start[1])
        at = left
        while at <= length and length > 0:
            share = at / length
            made.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
            at += step
        left = at - length
    return made
