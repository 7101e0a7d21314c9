"""Whose ground a list looks at: one's own beats, the unit, each of its beats, or everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


@dataclass(frozen=True, slots=True)
class Ground:
    """Some beats under a name; none of them means everywhere."""

    words: str
    beats: tuple[str, ...] = ()


EVERYWHERE = Ground("everywhere")


def grounds_of(desk: Desk) -> list[Ground]:
    """Return the grounds to choose from: my beats if I have any, my unit, each of its beats, everywhere."""
    mine, today = desk.mine(), desk.today()
    unit = desk.book.beats.in_lpu(mine.lpu, today) if mine.lpu else []
    found = []
    if mine.beats and not mine.leads_unit:
        found.append(Ground("my beat" if len(mine.beats) == 1 else "my beats", mine.beats))
    if unit:
        found.append(Ground("my unit", tuple(each.id for each in unit)))
    found += [Ground(each.name, (each.id,)) for each in sorted(unit, key=lambda each: each.name)]
    return [*found, EVERYWHERE]
