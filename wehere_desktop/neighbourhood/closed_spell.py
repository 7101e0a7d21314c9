"""Closed spells: school holidays, festivals and other days on which a call at some places would find nobody free."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, problems, told
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.refusal import Refusal

TERM_KINDS = (PlaceKind.SCHOOL, PlaceKind.NURSERY, PlaceKind.COLLEGE)
"""The kinds of place that keep school terms."""
LONGEST_SPELL = 366
"""Days that one spell may last; a place shut for longer is closed, and has a status for that. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedSpell(Fact):
    """Days, both included, that are no time to call: at one place, or at all of some kinds, in one authority or all.

    `place_kinds` are values of PlaceKind, none meaning every kind; `authority` is an ONS code, empty meaning every one.
    """

    kind: ClassVar[str] = "closed_spell"
    words: ClassVar[str] = "Closed spell"

    name: str = told("What it is", search="title", required=True)
    place: str = told("Place", refers="place")
    place_kinds: tuple[str, ...] = told("Kinds of place", default=())
    authority: str = told("Local authority")
    starts: date | None = told("From", default=None, required=True)
    ends: date | None = told("Until", default=None, required=True)


def check(spell: ClosedSpell) -> list[Refusal]:
    """Return every reason, each pinned to its field, why a closed spell cannot be kept as it is."""
    found = problems(spell)
    unknown = [each for each in spell.place_kinds if each not in set(PlaceKind)]
    if unknown:
        found.append(
            Refusal(
                f"“{unknown[0]}” is not a kind of place.",
                remedy="Choose from the kinds that places have.",
                field="place_kinds",
                kind="no-such-kind",
            )
        )
    if spell.starts is not None and spell.ends is not None:
        if spell.ends < spell.starts:
            found.append(
                Refusal(
                    "The last day is before the first.",
                    remedy="Give the last day on which it is closed.",
                    field="ends",
                    kind="order",
                )
            )
        elif (spell.ends - spell.starts).days > LONGEST_SPELL:
            found.append(
                Refusal(
                    "A closed spell lasts a year at most.",
                    remedy="Look at the year of both days; a place shut for good has the status “closed”.",
                    field="ends",
                    kind="too-long",
                )
            )
    return found
