"""Which beats Today looks at: the officer's own, their unit, or one beat of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.desk.mine import Mine
    from wehere_desktop.records.beatbook import BeatBook


@dataclass(frozen=True, slots=True)
class Scope:
    """Which beats are looked at: their ids, words for them, whether they are a whole unit, or the officer's own."""

    beats: tuple[str, ...]
    words: str
    whole_unit: bool = False
    own: bool = False


def scopes_of(book: BeatBook, mine: Mine, today: date) -> list[Scope]:
    """Return what this officer may look at, their own first: their beats, the unit, and each beat of the unit."""
    in_unit = book.beats.in_lpu(mine.lpu, today) if mine.lpu else []
    unit = book.lpus.find(mine.lpu) if mine.lpu else None
    own = book.beats.many(mine.beats)
    scopes: list[Scope] = []
    if own and not mine.leads_unit:
        words = "My beat" if len(own) == 1 else "My beats"
        scopes.append(Scope(tuple(each.id for each in own), words, own=True))
    if unit is not None and in_unit:
        scopes.append(Scope(tuple(each.id for each in in_unit), f"All of {unit.name}", whole_unit=True))
    scopes += [Scope((each.id,), each.name) for each in in_unit]
    return scopes or [Scope((), "No beat yet", own=True)]
