"""A pen that notes where each line of letters stands, so that a test can say whether words stand on others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reportlab.lib.colors import Color

from wehere_desktop.handouts.house_style import TextStyle
from wehere_desktop.handouts.lettering import Line
from wehere_desktop.handouts.pen import Pen, Role


@dataclass(frozen=True)
class Seen:
    """A line of letters where it stands: its side, its box in points, and its text."""

    side: int
    left: float
    bottom: float
    right: float
    top: float
    text: str


class Watched(Pen):
    """A pen whose every line outside a picture is noted with its place."""

    seen: list[Seen]

    def line(
        self,
        line: Line,
        x: float,
        baseline: float,
        style: TextStyle,
        *,
        colour: Color | None = None,
        spacing: float = 0.0,
    ) -> None:
        """Note the line, and write it."""
        if self._role is not Role.FIGURE:
            box = (x, baseline - 0.15 * style.size, x + line.width, baseline + 0.62 * style.size)
            type(self).seen.append(Seen(self._side, *box, line.spoken))
        super().line(line, x, baseline, style, colour=colour, spacing=spacing)


def overlapping(seen: list[Seen]) -> list[tuple[str, str]]:
    """Return each pair of texts of which one stands on the other."""
    found = []
    by_side = defaultdict(list)
    for each in seen:
        by_side[each.side].append(each)
    for on_side in by_side.values():
        on_side.sort(key=lambda each: each.bottom)
        for number, one in enumerate(on_side):
            for other in on_side[number + 1 :]:
                if other.bottom >= one.top:
                    break
                if one.left < other.right - 0.01 and other.left < one.right - 0.01:
                    found.append((one.text, other.text))
    return found
