"""A boundary drawn by hand: what it would do to its neighbours and to places, and keeping it as a file's is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.cartography.sketch import load_sketch
from wehere_desktop.intake.boundary_moves import Moves, moves_of
from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.boundary import BoundaryIndex, area_of, from_grid, index_of, polygons_of, rings_text
from wehere_desktop.neighbourhood.boundary_checks import Checked, check, mended
from wehere_desktop.neighbourhood.drawn_area import DrawnArea, area_kept, square_metres
from wehere_desktop.records.force_structure import authorities
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed, short_day

if TYPE_CHECKING:
    from wehere_desktop.formats.outlines import Polygon
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.records import BeatBook

SOURCE = "drawn on the map"

OUTSIDE_FROM = 0.02
"""Share of a beat's ground outside its authorities from which it is told: the sketch knows them to some 100 metres."""

_HECTARE = 10_000.0


@dataclass(frozen=True, slots=True)
class DrawnChange:
    """What a drawn boundary would do: troubles with its neighbours, ground outside its authorities, places moving."""

    beat: str
    checked: Checked
    outside: str
    moves: Moves
    names: dict[str, str]

    @property
    def can_be_mended(self) -> bool:
        """Say whether it overlaps a neighbour or leaves a gap, which `mended_to_neighbours` may mend."""
        return bool(self.checked.overlaps or self.checked.gaps)

    def sentences(self) -> list[str]:
        """Return all of it in sentences; that no place moves is said too."""
        found = [*self.checked.sentences(self.names), *([self.outside] if self.outside else [])]
        moves = self.moves.sentences(self.names)
        if not self.moves.moved:
            moves = ["No place moves to another beat.", *moves]
        return [*found, *moves]


def boundary_drawn(book: BeatBook, beat: str) -> DrawnArea:
    """Return the boundary that holds today for a beat, ready to be edited; an empty area where it has none."""
    found = next((each for each in book.beat_boundaries.current(book.world.today()) if each.beat == beat), None)
    return area_kept(found.rings) if found is not None else DrawnArea()


def refuse_day(book: BeatBook, beat: str, since: date | None) -> date:
    """Return the day from which a boundary is to hold; refused where it is to come or a newer outline is kept."""
    if since is None:
        raise Refusal("Say from which day the boundary holds.", remedy="Today will do.", field="since", kind="no-day")
    if since > book.world.today():
        raise Refusal(
            f"{short_day(since)} is still to come, and places move at once.",
            remedy="Draw the boundary on the day from which it holds.",
            field="since",
            kind="future-day",
        )
    latest = max((each.valid_from for each in book.beat_boundaries.of_beat(beat) if each.valid_from), default=since)
    if latest > since:
        raise Refusal(
            f"This beat has a newer outline, from {short_day(latest)}.",
            remedy=f"Give {short_day(latest)} or a later day.",
            field="since",
            kind="newer-outline",
        )
    return since


def look_at(book: BeatBook, beat: str, rings: str) -> DrawnChange:
    """Return what a drawn boundary of a beat would do today; nothing is written. Long: call it in a lane."""
    today = book.world.today()
    beats = book.beats.current(today)
    drawn = polygons_of(rings)
    outlines = {**_others(book, beat), beat: drawn}
    moves = moves_of(book.places.all(), beats, BoundaryIndex(outlines))
    ours = next((each for each in beats if each.id == beat), None)
    return DrawnChange(
        beat,
        check(outlines, [beat]),
        _outside(ours, drawn) if ours is not None else "",
        moves,
        {each.id: each.name for each in beats},
    )


def mended_to_neighbours(book: BeatBook, beat: str, rings: str) -> DrawnArea:
    """Return the drawn boundary cut back where it lies over a neighbour's and stretched over small gaps."""
    outlines = {**_others(book, beat), beat: polygons_of(rings)}
    found = area_kept(rings_text(mended(outlines, [beat])[beat]))
    if not found.parts:
        raise Refusal(
            "All of this ground belongs to other beats already.",
            remedy="Edit the boundaries of those beats first, or draw it elsewhere.",
            kind="nothing-left",
        )
    return found


def keep_boundary(book: BeatBook, beat: str, rings: str, since: date) -> Moves:
    """Write a drawn boundary inside the open change: it follows the one before, and places move to their beats.

    Which places move is found anew from what the book holds then. Refused as `refuse_day` is.
    """
    refuse_day(book, beat, since)
    before = [each for each in book.beat_boundaries.of_beat(beat) if each.valid_to is None or each.valid_to >= since]
    for each in before:
        if each.valid_from == since:
            book.beat_boundaries.remove(each.id)
        else:
            book.beat_boundaries.amend(each.id, valid_to=since - timedelta(days=1))
    book.beat_boundaries.add(
        BeatBoundary(id=book.world.new_id(), beat=beat, rings=rings, valid_from=since, source=SOURCE)
    )
    today = book.world.today()
    index = index_of(book.beat_boundaries.current(today))
    if index is None:
        return Moves((), (), ())
    moves = moves_of(book.places.all(), book.beats.current(today), index)
    book.places.amend_all((each.place, {"beat": each.after, "found_by": each.found_by}) for each in moves.moved)
    return moves


def _others(book: BeatBook, beat: str) -> dict[str, tuple[Polygon, ...]]:
    current = book.beat_boundaries.current(book.world.today())
    return {each.beat: polygons_of(each.rings) for each in current if each.beat != beat}


def _outside(beat: Beat, drawn: tuple[Polygon, ...]) -> str:
    """Return in a sentence how much of a beat lies outside its authorities as the sketch map has them, "" if little."""
    outlines = load_sketch().outlines
    rings = [ring for code in beat.authorities for ring in outlines.get(code, ())]
    if not rings or not drawn:
        return ""
    within = area_of(from_grid([(ring,) for ring in rings]))
    whole = area_of(drawn)
    share = whole.difference(within).area / whole.area if whole.area else 0.0
    if share < OUTSIDE_FROM:
        return ""
    names = {each.code: each.name for each in authorities()}
    hectares = square_metres(area_kept(rings_text(drawn))) * share / _HECTARE
    where = listed([names.get(code, code) for code in beat.authorities])
    touches = "All of it lies" if share > 1 - OUTSIDE_FROM else f"About {hectares:,.0f} hectares of it lie"
    return f"{touches} outside {where}, as the sketch map has it."
