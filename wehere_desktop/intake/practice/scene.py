"""The stage of the practice book: its day, its seed, its beats with their ground, and where ids come from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from wehere_desktop.intake.practice.chance import Chance
from wehere_desktop.intake.practice.phrases import slug
from wehere_desktop.intake.practice.tables import Patch, phrases, rows
from wehere_desktop.neighbourhood.force import Beat, Lpu
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.whereabouts import GazetteerLike, PostcodePoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

MONTHS_BACK = 18
DAYS_BACK = 548
"""How far back the practice book remembers, in days: eighteen months."""

_MOBILES, _LANDLINES = "07700 900", "01632 960"
_NUMBERS = range(1000)
_HELD_BACK = {"417", "388"}
_STREETS = 6
_CENTRES = (" city centre", " town centre", " Old Town")


class PracticeGazetteer(GazetteerLike, Protocol):
    """A gazetteer that can also list the postcodes of an authority."""

    def points(self, authorities: Iterable[str] = (), *, live_only: bool = True) -> Iterable[PostcodePoint]:
        """Return the points of the authorities (ONS codes), or of all."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """A locality of a beat: its name, the name its places bear, and its middle."""

    name: str
    bears: str
    middle: Position


@dataclass(frozen=True, slots=True)
class Ground:
    """A beat as the practice book knows it: what it is like, its quarters and its streets."""

    beat: Beat
    patch: Patch
    quarters: tuple[Quarter, ...]
    streets: tuple[str, ...]

    @property
    def police_id(self) -> str:
        """The beat's police.uk id."""
        return self.beat.police_id

    @property
    def character(self) -> str:
        """What sort of ground it is: centre, town, estate, suburb, village or rural."""
        return self.patch.character


class Telephones:
    """Gives out telephone numbers, each once, from the ranges Ofcom keeps free for drama; "" when all are given."""

    def __init__(self, chance: Chance) -> None:
        """Shuffle both ranges."""
        self._free = {
            start: chance.shuffled(f"{each:03d}" for each in _NUMBERS if f"{each:03d}" not in _HELD_BACK)
            for start in (_MOBILES, _LANDLINES)
        }

    def mobile(self) -> str:
        """Return a mobile number, such as 07700 900123."""
        return self._next(_MOBILES)

    def landline(self) -> str:
        """Return a landline number, such as 01632 960123."""
        return self._next(_LANDLINES)

    def _next(self, start: str) -> str:
        return start + self._free[start].pop() if self._free[start] else ""


class Scene:
    """What every part of the practice book draws on."""

    def __init__(self, today: date, seed: int, new_id: Callable[[], str], lpus: Sequence[Lpu]) -> None:
        """Set the scene on a local day, for the units of a book."""
        self.today = today
        self.seed = seed
        self.new_id = new_id
        self.lpus = tuple(lpus)
        self.telephones = Telephones(self.chance("telephones"))

    def chance(self, *subject: object) -> Chance:
        """Return the run of choices of one subject, the same for the same seed."""
        return Chance(self.seed, *subject)


def ground_of(scene: Scene, beats: Iterable[Beat], patches: Mapping[str, Patch]) -> tuple[Ground, ...]:
    """Return the ground of each beat that the practice tables know, in the beats' order."""
    shown: dict[str, list[str]] = defaultdict(list)
    for row in rows("shown_places"):
        shown[row["beat"]].append(row["street"])
    found = []
    for beat in beats:
        patch = patches.get(beat.police_id)
        if patch is None or not beat.anchors:
            continue
        anchors = [_position(text) for text in beat.anchors]
        quarters = []
        for name, middle in patch.localities:
            bears = patch.town if name.endswith(_CENTRES) else name
            quarters += [Quarter(name, bears, at) for at in ([middle] if middle is not None else anchors)]
        usual = scene.chance("streets", beat.police_id).some(phrases("street", patch.character), _STREETS)
        # Where the tables show a whole beat its own streets are named; one shown place does not make a street plan.
        own = tuple(dict.fromkeys(shown[beat.police_id]))
        found.append(Ground(beat, patch, tuple(quarters), own if len(own) >= _STREETS else tuple(usual)))
    return tuple(found)


def _position(text: str) -> Position:
    lat, lon = text.split()
    return Position(float(lat), float(lon))


def mailbox(text: str) -> str:
    """Return an e-mail address that reaches nobody: example.org is kept free for examples (RFC 2606)."""
    return f"{slug(text, '.')[:48].strip('.')}@example.org"
