"""Where a row of a register lies: its authority and beat, by its postcode, its position or its own word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wehere_desktop.neighbourhood.ground import Box, Position
from wehere_desktop.neighbourhood.whereabouts import (
    AuthorityStep,
    BeatFinder,
    BeatStep,
    Boundaries,
    GazetteerLike,
    PostcodePoint,
    Whereabouts,
    find_whereabouts,
)
from wehere_desktop.records.beat_finding import anchors_of
from wehere_desktop.records.reference import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wehere_desktop.neighbourhood.force import Authority, Beat

MARGIN = 0.25
"""Degrees beyond the outermost anchor points: 17 km or more, which no part of a beat reaches."""

BY_ITS_OWN_WORD = "the register's own word"


class Found(NamedTuple):
    """Where a row lies. `authority` is one of the force's ONS codes or empty; `measured` the one found on the ground.

    `position` is the given one, else the postcode's point; `elsewhere` says that it surely lies outside the force.
    """

    position: Position | None
    authority: str
    beat: str
    found_by: str
    measured: str
    elsewhere: bool


class _Remembering:
    """A gazetteer that looks each postcode up once."""

    def __init__(self, gazetteer: GazetteerLike) -> None:
        self._gazetteer = gazetteer
        self._met: dict[str, PostcodePoint | None] = {}

    def postcode(self, text: str) -> PostcodePoint | None:
        """Return the postcode's point, or None if it is not known."""
        if text not in self._met:
            self._met[text] = self._gazetteer.postcode(text)
        return self._met[text]

    def ask_ahead(self, postcodes: Iterable[str]) -> None:
        """Look up many postcodes, each as the post writes it, where the gazetteer answers for many at once."""
        if isinstance(self._gazetteer, Gazetteer):
            fresh = [each for each in dict.fromkeys(postcodes) if each not in self._met]
            self._met.update(dict.fromkeys(fresh))
            self._met.update(self._gazetteer.postcodes(fresh))

    def nearest(self, position: Position, *, live_only: bool = True) -> tuple[PostcodePoint, float] | None:
        """Return the nearest postcode and how many metres off it lies, or None if there is none near."""
        return self._gazetteer.nearest(position, live_only=live_only)


class Locator:
    """Finds places on the ground; made once for all rows of a file, and remembers postcodes it has met."""

    def __init__(self, beats: Iterable[Beat], gazetteer: GazetteerLike, boundaries: Boundaries | None = None) -> None:
        """Find by the outlines brought in if any, the beats' anchor points and the gazetteer's postcodes."""
        anchored = [anchors_of(beat) for beat in beats]
        self._finder = BeatFinder(anchored, boundaries)
        self._reach = _reach(anchor for beat in anchored for anchor in beat.anchors)
        self._gazetteer = _Remembering(gazetteer)
        self._met: dict[tuple[str, str], Found] = {}
        self._points: dict[str, Position | None] = {}

    def find(self, postcode: str, position: Position | None, own: str = "") -> Found:
        """Return where a row lies; `own` is the authority its register names, an ONS code of the force's or empty.

        The authority is its postcode's; where that is not known, the register's own word; else the nearest live
        postcode's. A register's word that a place lies in the force is taken even against a postcode from outside.
        """
        if position is not None:
            if self._reach is not None and not self._reach.holds(position) and not own:
                return Found(position, "", "", "", "", elsewhere=True)
            return self._find(postcode, position, own)
        met = self._met.get((postcode, own))
        if met is None:
            met = self._met[postcode, own] = self._find(postcode, None, own)
        return met

    def ask_ahead(self, postcodes: Iterable[str]) -> None:
        """Look up the postcodes of rows to come, each as the post writes it, together rather than one by one."""
        self._gazetteer.ask_ahead(postcodes)

    def point_of(self, postcode: str) -> Position | None:
        """Return the point of a postcode, or None if the gazetteer does not know it."""
        if postcode not in self._points:
            found = self._gazetteer.postcode(postcode)
            self._points[postcode] = found.position if found is not None else None
        return self._points[postcode]

    def _find(self, postcode: str, position: Position | None, own: str) -> Found:
        found = find_whereabouts(postcode=postcode, position=position, gazetteer=self._gazetteer, beats=self._finder)
        named = found.authority in self._finder.authorities
        ours = named or found.beat_step is BeatStep.BOUNDARY
        if own and not (named and found.authority_step is AuthorityStep.POSTCODE) and own != found.authority:
            return self._by_own_word(found, own)
        return Found(
            found.position,
            found.authority if named else "",
            found.beat if ours else "",
            found.explanation if ours else "",
            found.authority,
            elsewhere=not ours,
        )

    def _by_own_word(self, found: Whereabouts, own: str) -> Found:
        beat, step = self._finder.find(found.position, own) if found.position is not None else ("", found.beat_step)
        said = f"Position: {found.position_step}. Authority: {BY_ITS_OWN_WORD}. Beat: {step}."
        return Found(found.position, own, beat, said, found.authority, elsewhere=False)


def _reach(anchors: Iterable[Position]) -> Box | None:
    """Return a box that surely holds the whole force, so that a national register's far rows need no looking up."""
    lats, lons = [], []
    for anchor in anchors:
        lats.append(anchor.lat)
        lons.append(anchor.lon)
    if not lats:
        return None
    return Box(min(lats) - MARGIN, min(lons) - MARGIN, max(lats) + MARGIN, max(lons) + MARGIN)


def authority_named(text: str, authorities: Sequence[Authority]) -> str:
    """Return the ONS code of the force's authority that a cell names by name, ONS code or register code, else ""."""
    wanted = " ".join(text.replace("&", "and").casefold().split())
    for each in authorities:
        names = {each.code.casefold(), each.register_code, each.name.casefold()}
        if wanted in names or wanted.removesuffix(" council").removesuffix(" borough") in names:
            return each.code
    return ""
