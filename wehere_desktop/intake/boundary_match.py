"""Which beat an outline of a file is meant for: by police.uk id, by name, by a person's word, or only likely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.intake.likeness import HOLDS_ALL, LIKE_ENOUGH, NameWords, likeness, name_words, plain_name
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.formats.outlines import Outline, Polygon

FARTHEST = 10_000.0
"""Metres beyond an outline's extent at which a beat's anchor points may lie; farther, it is another of that name."""


@dataclass(frozen=True, slots=True)
class Match:
    """The beat an outline is for: surely (`likeness` 100) or only likely; without a beat, `reason` says why."""

    beat: Beat | None
    likeness: int = 100
    reason: str = ""


class BeatsByName:
    """The beats of a day, ready to be found by what a file says of its outlines."""

    def __init__(self, beats: Sequence[Beat], *, chosen: Mapping[str, str] | None = None, only: str = "") -> None:
        """Know these beats. `chosen` gives an outline's name its beat (id, police.uk id or name, empty to leave out).

        `only` is the id of the beat that a file with a single outline is of. Refusal `no-such-beat` for a choice that
        names no beat.
        """
        self._beats = list(beats)
        self._only = next((beat for beat in beats if beat.id == only), None)
        self._by_id = {beat.police_id.casefold(): beat for beat in reversed(self._beats)}
        self._by_name: dict[str, list[Beat]] = {}
        for beat in self._beats:
            self._by_name.setdefault(plain_name(beat.name), []).append(beat)
        self._words: list[tuple[Beat, NameWords]] = [(beat, name_words(beat.name)) for beat in self._beats]
        self._chosen = {plain_name(name): self._called(beat) for name, beat in (chosen or {}).items()}

    def match(self, outline: Outline, polygons: Sequence[Polygon], *, alone: bool) -> Match:
        """Return which beat an outline is for; `polygons` are its own in WGS84 degrees; `alone`: no other is there."""
        name = outline.name or outline.stem
        for text in (name, outline.stem):
            if plain_name(text) in self._chosen:
                beat = self._chosen[plain_name(text)]
                return Match(beat, reason="" if beat is not None else "left out as asked")
        if alone and self._only is not None:
            return Match(self._only)
        box = _extent(polygons)
        named = self._by_id_of(outline) or self._by_name_of(name)
        sure = [beat for beat in named if _away(beat, box) <= FARTHEST]
        if len(sure) > 1:
            return Match(None, reason=f"{len(sure)} beats are called “{name}”")
        if sure:
            return Match(sure[0])
        likely = self._likely(name, box)
        if named and likely.beat is None:
            kilometres = f"{_away(named[0], box) / 1000:,.0f} km"
            return Match(None, reason=f"it is called “{name}”, but lies {kilometres} from that beat")
        return likely

    def _by_id_of(self, outline: Outline) -> list[Beat]:
        said = [outline.name, outline.stem, *(text for _, text in outline.tells if not text.isdigit())]
        found = {beat.id: beat for text in said if (beat := self._by_id.get(text.strip().casefold())) is not None}
        return list(found.values())

    def _by_name_of(self, name: str) -> list[Beat]:
        return self._by_name.get(plain_name(name), []) if plain_name(name) else []

    def _likely(self, name: str, box: _Box) -> Match:
        words = name_words(name)
        found = []
        for beat, theirs in self._words:
            score = likeness(words, theirs) if words.words else 0
            if score < LIKE_ENOUGH and words.words and words.words <= theirs.words:
                score = HOLDS_ALL
            away = _away(beat, box) if score >= LIKE_ENOUGH else 0.0
            if score >= LIKE_ENOUGH and away <= FARTHEST:
                share = len(words.words) / len(theirs.words)
                found.append((away > 0, -score, -share, away, beat.name, beat))
        if not found:
            return Match(None, reason=f"no beat is called “{name[:80]}”" if name else "it has no name")
        _, score, *_, beat = min(found, key=lambda each: each[:5])
        return Match(beat, min(-score, 99))

    def _called(self, text: str) -> Beat | None:
        if not text.strip():
            return None
        wanted = text.strip()
        found = [beat for beat in self._beats if beat.id == wanted]
        found = found or [beat for beat in [self._by_id.get(wanted.casefold())] if beat is not None]
        found = found or self._by_name_of(wanted)
        if len(found) != 1:
            raise Refusal(
                f"“{wanted}” is {'no beat' if not found else 'more than one beat'} in this book.",
                remedy="Give its police.uk id or its whole name.",
                field="mapping",
                kind="no-such-beat",
            )
        return found[0]


_Box = tuple[float, float, float, float]


def _extent(polygons: Sequence[Polygon]) -> _Box:
    corners = [corner for polygon in polygons for corner in polygon[0]]
    lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
    return min(lats), min(lons), max(lats), max(lons)


def _away(beat: Beat, box: _Box) -> float:
    """Return how many metres a beat's nearest anchor point lies outside a box; nought inside, or if it has none."""
    south, west, north, east = box
    away = []
    for text in beat.anchors:
        lat, lon = map(float, text.split())
        edge = Position(min(max(lat, south), north), min(max(lon, west), east))
        away.append(metres_between(Position(lat, lon), edge))
    return min(away, default=0.0)
