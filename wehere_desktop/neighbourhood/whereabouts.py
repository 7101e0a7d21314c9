"""Where a place lies: its position, local authority and beat, and by which step each was found."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from wehere_desktop.neighbourhood.ground import Position, metres_between, normal_postcode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_Anchor = tuple[float, float, str]
_Extent = tuple[float, float, float, float]

Ring = tuple[Position, ...]
"""A closed line around an area or around a hole in it; the last point need not repeat the first."""

# Nearness to anchors is compared on a plane; the county spans half a degree either side of this latitude.
_MIDDLE_LATITUDE = 53.2
_ACROSS = math.cos(math.radians(_MIDDLE_LATITUDE))

# The side of the squares for which the anchors in question are noted, in degrees of latitude: two kilometres.
_SQUARE = 0.018

# A position and a postcode this many metres apart cannot both be right: the widest postcodes of Cheshire span less.
CONTRADICTION = 3_000

# The postcode areas of which Cheshire has any: a well-formed postcode of another area needs no looking up.
_CHESHIRE_AREAS = frozenset({"CH", "CW", "L", "LL", "M", "SK", "ST", "SY", "TF", "WA", "WN"})
_AREA = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class PostcodePoint:
    """A postcode and the point that stands for it, its local authority's ONS code or "", and whether it is in use."""

    postcode: str
    position: Position
    authority: str
    live: bool


class GazetteerLike(Protocol):
    """What answers where postcodes lie."""

    def postcode(self, text: str) -> PostcodePoint | None:
        """Return the postcode's point, or None if it is not known."""

    def nearest(self, position: Position, *, live_only: bool = True) -> tuple[PostcodePoint, float] | None:
        """Return the nearest postcode and how many metres off it lies, or None if there is none near."""


@dataclass(frozen=True, slots=True)
class BeatAnchors:
    """What the ground knows of a beat: its id, its authorities' ONS codes, its anchor points, and its boundary if any.

    A boundary is a number of rings; where they overlap they cancel, so that a ring inside another is a hole.
    """

    beat: str
    authorities: tuple[str, ...]
    anchors: tuple[Position, ...]
    boundary: tuple[Ring, ...] | None = None


BY_HAND = "Beat chosen by hand."
"""Ends the account of how a beat was found where a person chose it; such a beat stays when boundaries move."""


class PositionStep(StrEnum):
    """How a place's position was found, in words for the page."""

    GIVEN = "given"
    POSTCODE = "its postcode"
    UNKNOWN = "not known"


class AuthorityStep(StrEnum):
    """How a place's local authority was found, in words for the page."""

    POSTCODE = "its postcode"
    NEAREST = "the nearest live postcode"
    UNKNOWN = "not known"


class BeatStep(StrEnum):
    """How a place's beat was found, in words for the page."""

    BOUNDARY = "inside the beat's boundary"
    ANCHOR = "the nearest anchor point"
    OUTSIDE = "outside Cheshire"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a place lies, and by which step each part is known.

    `authority` and `beat` are "" when not known; a place outside the force keeps its authority where one is known but
    has no beat. `near` is the postcode that told the authority and `metres` how far off it lies. `contradicts` says
    that the place's own postcode lies too far from its position for both to be right.
    """

    position: Position | None
    authority: str
    beat: str
    position_step: PositionStep
    authority_step: AuthorityStep
    beat_step: BeatStep
    near: str = ""
    metres: float = 0.0
    contradicts: bool = False

    @property
    def explanation(self) -> str:
        """Say on one line how it was all found: “Position: given. Authority: the nearest live postcode, CW7 3EP, …”."""
        authority = str(self.authority_step)
        if self.authority_step is AuthorityStep.NEAREST:
            authority = f"{authority}, {self.near}, {self.metres:.0f} m away"
        return f"Position: {self.position_step}. Authority: {authority}. Beat: {self.beat_step}."


class Boundaries(Protocol):
    """What answers which beat's outline holds a position."""

    beats: frozenset[str]

    def find(self, position: Position) -> str:
        """Return the id of the beat whose outline holds the position, or an empty text."""


class BeatFinder:
    """Finds the beat of a position quickly; made once from all beats and used for many places."""

    def __init__(self, beats: Iterable[BeatAnchors], boundaries: Boundaries | None = None) -> None:
        """Sort the beats' anchors by authority and keep the boundaries beside the boxes around them.

        `boundaries` are outlines that were brought in; they come before a beat's own.
        """
        self._boundaries = boundaries
        outlined = boundaries.beats if boundaries is not None else frozenset[str]()
        self._anchors: dict[str, list[_Anchor]] = {}
        # Of beats with an outline: they count only in an authority where every beat has one, for what no outline holds.
        self._outlined: dict[str, list[_Anchor]] = {}
        self._by_square: dict[tuple[str, int, int], list[_Anchor]] = {}
        self._bounded: list[tuple[_Extent, str, tuple[Ring, ...]]] = []
        self.authorities: set[str] = set()
        for beat in beats:
            self.authorities.update(beat.authorities)
            if beat.beat in outlined:
                self._keep(self._outlined, beat)
                continue
            if beat.boundary:
                self._bounded.append((_extent(beat.boundary), beat.beat, beat.boundary))
                # Whoever is not inside a known boundary is not on that beat, however near its middle.
                continue
            self._keep(self._anchors, beat)

    def _keep(self, among: dict[str, list[_Anchor]], beat: BeatAnchors) -> None:
        for authority in beat.authorities:
            held = among.setdefault(authority, [])
            held.extend((anchor.lat, anchor.lon * _ACROSS, beat.beat) for anchor in beat.anchors)

    def find(self, position: Position, authority: str) -> tuple[str, BeatStep]:
        """Return the beat of a position that lies in the authority, and the step; ("", …) where there is none.

        An outline that was brought in holds good whatever the authority: that is often only the nearest postcode's.
        """
        if self._boundaries is not None and (inside := self._boundaries.find(position)):
            return inside, BeatStep.BOUNDARY
        if authority not in self.authorities:
            return "", BeatStep.OUTSIDE
        for (south, west, north, east), beat, rings in self._bounded:
            if south <= position.lat <= north and west <= position.lon <= east and is_inside(position, rings):
                return beat, BeatStep.BOUNDARY
        lat, across = position.lat, position.lon * _ACROSS
        near = self._near(authority, lat, across) or self._outlined.get(authority)
        if not near:
            return "", BeatStep.UNKNOWN
        return min(near, key=lambda anchor: (anchor[0] - lat) ** 2 + (anchor[1] - across) ** 2)[2], BeatStep.ANCHOR

    def _near(self, authority: str, lat: float, across: float) -> list[_Anchor]:
        """Return the anchors of which one is the nearest, whatever the point within its square of two kilometres."""
        row, column = math.floor(lat / _SQUARE), math.floor(across / _SQUARE)
        near = self._by_square.get((authority, row, column))
        if near is None:
            middle_lat, middle_across = (row + 0.5) * _SQUARE, (column + 0.5) * _SQUARE
            reached = [
                (math.hypot(anchor[0] - middle_lat, anchor[1] - middle_across), anchor)
                for anchor in self._anchors.get(authority, ())
            ]
            # A point of the square lies at most half its diagonal from the middle, and so may either distance change.
            furthest = min((apart for apart, _ in reached), default=0.0) + _SQUARE * math.sqrt(2)
            near = [anchor for apart, anchor in reached if apart <= furthest]
            self._by_square[authority, row, column] = near
        return near


def find_whereabouts(
    *,
    postcode: str,
    position: Position | None,
    gazetteer: GazetteerLike,
    beats: BeatFinder | Sequence[BeatAnchors],
) -> Whereabouts:
    """Return where a place lies, from its postcode (may be "" or wrong) and its position (if one is given).

    A given position wins over the postcode's point. The authority is the postcode's, else that of the nearest live
    postcode; a postcode kilometres away from the given position does not count. The beat is the one whose boundary
    holds the position, else the one with the nearest anchor point among the authority's beats. For many places make
    one `BeatFinder` and pass it as `beats`.
    """
    finder = beats if isinstance(beats, BeatFinder) else BeatFinder(beats)
    own = gazetteer.postcode(postcode) if postcode else None
    if position is not None:
        position_step = PositionStep.GIVEN
    elif own is not None:
        position, position_step = own.position, PositionStep.POSTCODE
    else:
        outside = _is_elsewhere(postcode)
        return Whereabouts(
            None,
            "",
            "",
            PositionStep.UNKNOWN,
            AuthorityStep.UNKNOWN,
            BeatStep.OUTSIDE if outside else BeatStep.UNKNOWN,
        )
    apart = metres_between(position, own.position) if own else 0.0
    contradicts = apart > CONTRADICTION
    if own is not None and own.authority and not contradicts:
        point, metres, authority_step = own, apart, AuthorityStep.POSTCODE
    else:
        found = gazetteer.nearest(position)
        if found is None:
            return Whereabouts(
                position,
                "",
                "",
                position_step,
                AuthorityStep.UNKNOWN,
                BeatStep.OUTSIDE,
                contradicts=contradicts,
            )
        (point, metres), authority_step = found, AuthorityStep.NEAREST
    beat, beat_step = finder.find(position, point.authority)
    return Whereabouts(
        position, point.authority, beat, position_step, authority_step, beat_step, point.postcode, metres, contradicts
    )


def is_inside(position: Position, rings: Iterable[Ring]) -> bool:
    """Say whether a position lies inside the rings, counting how often a line eastwards from it crosses them."""
    inside = False
    for ring in rings:
        before = ring[-1]
        for corner in ring:
            if (corner.lat > position.lat) != (before.lat > position.lat):
                along = (position.lat - corner.lat) / (before.lat - corner.lat)
                if position.lon < corner.lon + along * (before.lon - corner.lon):
                    inside = not inside
            before = corner
    return inside


def _extent(rings: Sequence[Ring]) -> _Extent:
    corners = [corner for ring in rings for corner in ring]
    lats, lons = [corner.lat for corner in corners], [corner.lon for corner in corners]
    return min(lats), min(lons), max(lats), max(lons)


def _is_elsewhere(postcode: str) -> bool:
    """Say whether a text is a British postcode of an area that has no part in Cheshire."""
    normal = normal_postcode(postcode)
    area = _AREA.match(normal) if normal else None
    return area is not None and area[0] not in _CHESHIRE_AREAS
