"""Where published crimes lie: the map point a row names, whether it is one, and whether the force takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.crime import authority_of_area
from wehere_desktop.neighbourhood.force import FORCE_NAME
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import to_wgs84
from wehere_desktop.records.crime_file import DEGREE, NOWHERE, Spot
from wehere_desktop.records.force_structure import authorities
from wehere_desktop.records.reference import open_gazetteer
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.records.reference import Gazetteer

OUTSIDE = "outside Cheshire"
LONGEST = 200
"""Letters a cell may have: the longest street's name has about sixty."""

_HALF_TURN, _QUARTER_TURN = 180, 90


class CrimeGround:
    """Says where a map point lies: once for each, since a month has ten crimes to every four points."""

    def __init__(self, folder: Path, *, everywhere: bool) -> None:
        """Take crimes of the force's authorities, or everywhere; the postcodes of the folder are opened if needed."""
        self._folder, self._everywhere = folder, everywhere
        self._own = {each.name.casefold(): each.name for each in authorities()}
        self._codes = {each.code: each.name for each in authorities()}
        self._gazetteer: Gazetteer | None = None

    def close(self) -> None:
        """Let go of the postcodes."""
        if self._gazetteer is not None:
            self._gazetteer.close()

    def takes(self, force: str) -> bool:
        """Say whether a crime without a place is taken, by the force that reported it."""
        return self._everywhere or " ".join(force.split()) == FORCE_NAME

    def spot(self, given: tuple[str, ...], *, grid: bool) -> Spot | str:
        """Return the point of longitude, latitude, street, area's code and name as a file gives them, or why not."""
        across, up, street, code, area = given
        text = "".join(given)
        if not text.isprintable() or "\ufffd" in text:
            return "letters that cannot be read"
        if max(map(len, given)) > LONGEST:
            return "a cell longer than any street's name"
        at = _position(across, up, grid=grid)
        if isinstance(at, str):
            return at
        if not self._everywhere:
            own = self._own.get(authority_of_area(area.strip()).casefold(), "") if area.strip() else ""
            if not own and not area.strip() and at != NOWHERE:
                own = self._nearest(at)
                area = own
            if not own and (area.strip() or at != NOWHERE):
                return OUTSIDE
        return Spot(*at, " ".join(street.split()), code.strip(), area.strip())

    def _nearest(self, at: tuple[int, int]) -> str:
        """Return the force's authority that the nearest postcode lies in: files until 2012 name no area."""
        if self._gazetteer is None:
            self._gazetteer = open_gazetteer(self._folder)
        found = self._gazetteer.nearest(Position(at[0] / DEGREE, at[1] / DEGREE))
        return self._codes.get(found[0].authority, "") if found is not None else ""


def _position(across: str, up: str, *, grid: bool) -> tuple[int, int] | str:
    """Return latitude and longitude in millionths of a degree, noughts for none, or why it is no position."""
    # A file of rejected rows has an apostrophe before a minus, so that no spreadsheet reckons with it
    across, up = across.strip().removeprefix("'"), up.strip().removeprefix("'")
    if not across and not up:
        return NOWHERE
    try:
        east, north = float(across), float(up)
    except ValueError:
        return "a position that is no pair of numbers"
    if east == 0 and north == 0:
        return NOWHERE
    if grid:
        try:
            found = to_wgs84(east, north)
        except Refusal:
            return "a position nowhere in Great Britain"
        north, east = found.lat, found.lon
    # Not a comparison that holds for what is no number at all
    if not (abs(north) <= _QUARTER_TURN and abs(east) <= _HALF_TURN):
        return "a position nowhere on Earth"
    return round(north * DEGREE), round(east * DEGREE)
