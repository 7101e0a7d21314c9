"""What an area is drawn for: a priority or a beat, what it has already, what it would do, and writing it.

Bringing in, which knows of beats' neighbours, is loaded when the first boundary is drawn: the map opens without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.drawn_area import DrawnArea, area_kept, middle_of
from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.records.beat_finding import anchors_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from wehere_desktop.intake.drawn_boundary import DrawnChange
    from wehere_desktop.records.beatbook import BeatBook

Kind = Literal["priority", "beat"]
LONGEST = {
    "priority": field_named(Priority, "area").told.limit,
    "beat": field_named(BeatBoundary, "rings").told.limit,
}


@dataclass(frozen=True, slots=True)
class DrawnFor:
    """What is drawn: the kind and id of its record, its title, the area it has, and where to look while it has none."""

    kind: Kind
    record: str
    title: str
    had: DrawnArea
    look_at: Position | None

    @property
    def heading(self) -> str:
        """Return what is being drawn in words."""
        return f"Boundary of {self.title}" if self.kind == "beat" else f"Area of {self.title}"

    def refuse_longest(self) -> int:
        """Return how many letters the book takes for it."""
        return LONGEST[self.kind]

    def would_do(self, book: BeatBook, text: str) -> DrawnChange:
        """Return what a beat's boundary, as its text, would do to its neighbours and places; asked in a lane."""
        from wehere_desktop.intake.drawn_boundary import look_at

        return look_at(book, self.record, text)

    def mended(self, book: BeatBook, text: str) -> DrawnArea:
        """Return a beat's boundary mended to those of its neighbours; asked in a lane."""
        from wehere_desktop.intake.drawn_boundary import mended_to_neighbours

        return mended_to_neighbours(book, self.record, text)

    def refuse_day(self, book: BeatBook, since: date | None) -> date:
        """Return the day from which a beat's boundary is to hold; refused where it cannot."""
        from wehere_desktop.intake.drawn_boundary import refuse_day

        return refuse_day(book, self.record, since)


def drawn_for(book: BeatBook, kind: Kind, record: str) -> DrawnFor | None:
    """Return what a record has to be drawn or edited, None where it is not in the book any more."""
    if kind == "beat":
        beat = book.beats.find(record)
        if beat is None:
            return None
        from wehere_desktop.intake.drawn_boundary import boundary_drawn

        anchors = anchors_of(beat).anchors
        return DrawnFor("beat", record, beat.name, boundary_drawn(book, record), anchors[0] if anchors else None)
    found = book.priorities.find(record)
    if found is None:
        return None
    look_at = None
    if found.latitude is not None and found.longitude is not None:
        look_at = Position(found.latitude, found.longitude)
    else:
        on_beat = drawn_for(book, "beat", found.beat)
        look_at = on_beat.look_at if on_beat is not None else None
    return DrawnFor("priority", record, found.title, area_kept(found.area), look_at)


def writing_of(
    wanted: DrawnFor, area: DrawnArea, text: str, since: date | None
) -> tuple[str, Callable[[BeatBook], None]]:
    """Return the label of the change that keeps an area, and what writes it inside that change.

    A priority then lies at its area's middle; a beat's places go to where they belong by the boundary.
    """
    if wanted.kind == "beat":
        day = since
        label = f"Draw the boundary of {wanted.title}"

        def keep(book: BeatBook) -> None:
            from wehere_desktop.intake.drawn_boundary import keep_boundary

            keep_boundary(book, wanted.record, text, day or book.world.today())

        return label, keep
    middle = middle_of(area)

    def write(book: BeatBook) -> None:
        book.priorities.amend(wanted.record, area=text, latitude=middle.lat, longitude=middle.lon)

    return f"{'Edit' if wanted.had.parts else 'Draw'} the area of {wanted.title}", write
