"""Draw what a reader must find on a map: the meeting place and other marks, with their names in a halo."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from wehere_desktop.cartography.drawing import Discs, Primitive, Words
from wehere_desktop.cartography.lettering import Room, around, place, shortened, two_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.palette import Palette
    from wehere_desktop.cartography.shapes import Mark, Point

VENUE = "venue"
MARK_SIZE = 7.8
MARK_RADIUS = 4.4
PLACE_RADIUS = 3.2
NUMBERED_RADIUS = 5.4
# How often numbered marks that cover each other are moved apart, and how far from its place any may come, in points.
TURNS_APART = 30
MOST_APART = 9.0
GOLDEN = math.pi * (3 - math.sqrt(5))


def room_for_marks(room: Room, frame: Frame, marks: Sequence[Mark]) -> None:
    """Keep the ground under every mark free of names."""
    for mark in marks:
        x, y = frame.to_page(mark.at)
        reach = _radius(mark) + 1.6
        room.take((x - reach, y - reach, x + reach, y + reach), 0.5)


def draw_marks(
    frame: Frame, room: Room, palette: Palette, marks: Sequence[Mark]
) -> tuple[list[Primitive], list[Primitive]]:
    """Return the marks that are on the map, and their names, the strongest named first."""
    shapes: list[Primitive] = []
    words: list[Primitive] = []
    for mark in sorted(marks, key=lambda held: held.style != VENUE):
        if not frame.shows(mark.at, -1):
            continue
        x, y = frame.to_page(mark.at)
        shapes += _mark_shapes(mark, (x, y), palette)
        if mark.name:
            words += _mark_words(mark, (x, y), room, palette)
    return shapes, words


def _radius(mark: Mark) -> float:
    if mark.letter:
        return NUMBERED_RADIUS
    return MARK_RADIUS if mark.style == VENUE else PLACE_RADIUS


def apart(frame: Frame, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks with those that carry letters moved so far apart that each can be read, as far as they may be.

    None is moved farther than nine points; the others stay where they are.
    """
    home = [frame.to_page(mark.at) for mark in marks]
    at = list(home)
    lettered = [number for number, mark in enumerate(marks) if mark.letter and frame.shows(mark.at)]
    reach = 2 * NUMBERED_RADIUS + 1.0
    crowded = {
        number
        for number in lettered
        if any(other != number and math.dist(home[number], home[other]) < reach for other in lettered)
    }
    # Each begins a little aside, by the golden angle, so that several on one spot part in all directions.
    for order, number in enumerate(sorted(crowded)):
        x, y = home[number]
        at[number] = (x + 0.4 * math.cos(GOLDEN * order), y + 0.4 * math.sin(GOLDEN * order))
    for _ in range(TURNS_APART):
        moved = False
        for index, one in enumerate(lettered):
            for other in lettered[index + 1 :]:
                gap = math.dist(at[one], at[other])
                if gap >= reach:
                    continue
                moved = True
                turn = math.atan2(at[other][1] - at[one][1], at[other][0] - at[one][0])
                push = (reach - gap) / 2
                at[one] = _held(home[one], (at[one][0] - push * math.cos(turn), at[one][1] - push * math.sin(turn)))
                at[other] = _held(
                    home[other], (at[other][0] + push * math.cos(turn), at[other][1] + push * math.sin(turn))
                )
        if not moved:
            break
    return [
        mark if at[number] == home[number] else replace(mark, at=frame.to_ground(at[number]))
        for number, mark in enumerate(marks)
    ]


def _held(home: Point, to: Point) -> Point:
    """Return a point towards `to`, no farther from `home` than a mark may come."""
    away = math.dist(home, to)
    share = min(1.0, MOST_APART / away) if away else 1.0
    return (home[0] + (to[0] - home[0]) * share, home[1] + (to[1] - home[1]) * share)


def _mark_shapes(mark: Mark, at: Point, palette: Palette) -> list[Primitive]:
    """Return a mark: the venue a strong ringed dot, any other a smaller one; with its letters, two at most."""
    radius = _radius(mark)
    made: list[Primitive] = [
        Discs((at,), radius + 1.5, palette.mark_edge),
        Discs((at,), radius, palette.mark),
    ]
    if mark.letter:
        size = radius * (1.35 if len(mark.letter) == 1 else 1.1)
        made.append(
            Words(mark.letter[:2], at[0], at[1] - size * 0.36, size, palette.mark_edge, bold=True, anchor="middle")
        )
    elif mark.style == VENUE:
        made.append(Discs((at,), radius * 0.36, palette.mark_edge))
    return made


def _mark_words(mark: Mark, at: Point, room: Room, palette: Palette) -> list[Primitive]:
    """Return the name of a mark, in one line or two; the venue's is written even where it must cover something."""
    size = MARK_SIZE if mark.style == VENUE else MARK_SIZE * 0.85
    radius = _radius(mark) + 1.5
    lines = [shortened(line, room.width * 0.62, size, room) for line in two_lines(mark.name)]
    choices: list[list[Words]] = []
    leading = size * 1.16
    for x, y, anchor in around(at[0], at[1], size, radius):
        above = y > at[1] + radius
        beside = not above and y > at[1] - radius
        lift = leading * (len(lines) - 1) * (1.0 if above else 0.5 if beside else 0.0)
        choices.append(
            [
                Words(
                    line,
                    x,
                    y + lift - leading * row,
                    size,
                    palette.ink,
                    bold=True,
                    anchor=anchor,
                    halo="#ffffff",
                    halo_width=3.0,
                )
                for row, line in enumerate(lines)
            ]
        )
    # Over and under the mark read best in the middle of a map, beside it near an edge.
    order = [2, 3, 0, 1, 4, 5, 6, 7]
    choices = [choices[at_choice] for at_choice in order]
    placed = place(room, choices, 2.0)
    if not placed and mark.style == VENUE:
        least = min(choices, key=lambda each: _outside(room, each))
        placed = tuple(least)
        for words in placed:
            room.take(room.box_of(words), 2.0)
    return [*placed]


def _outside(room: Room, lines: Sequence[Words]) -> float:
    """Return by how many points the words run over the edges of the map."""
    over = 0.0
    for words in lines:
        left, bottom, right, top = room.box_of(words)
        over += max(-left, 0) + max(right - room.width, 0) + max(room.floor - bottom, 0) + max(top - room.height, 0)
    return over
