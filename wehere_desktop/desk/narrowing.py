"""What a narrowing of places means on a desk today: which beats, which officer, and how it is said in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.desk.chosen import ME, MINE, Chosen
from wehere_desktop.records.place_list import PlacesWanted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


@dataclass(frozen=True, slots=True)
class Area:
    """The beats an area has today (ids, none for everywhere) and its words."""

    beats: tuple[str, ...] = ()
    words: str = ""


def area_of(desk: Desk, area: str) -> Area:
    """Return what an area is today; a beat or unit that is no longer there is everywhere."""
    what, _, record = area.partition(":")
    if what == MINE:
        return _mine(desk)
    if what == "lpu":
        unit = desk.book.lpus.find(record)
        beats = tuple(each.id for each in desk.book.beats.in_lpu(record, desk.today()))
        return Area(beats, f"All of {unit.name}") if unit is not None and beats else Area()
    if what == "beat":
        beat = desk.book.beats.find(record)
        return Area((beat.id,), beat.name) if beat is not None else Area()
    return Area()


def _mine(desk: Desk) -> Area:
    mine = desk.mine()
    if mine.beats and not mine.leads_unit:
        one = desk.book.beats.find(mine.beats[0])
        return Area(mine.beats, one.name if len(mine.beats) == 1 and one is not None else "My beats")
    return area_of(desk, f"lpu:{mine.lpu}") if mine.lpu else Area()


def officer_of(desk: Desk, officer: str) -> tuple[str, str]:
    """Return the id and the words of the officer chosen, both empty for any or for one who is not in the book."""
    if officer == ME:
        return desk.book.holder, "Me"
    found = desk.book.officers.find(officer) if officer else None
    return (found.id, found.name) if found is not None else ("", "")


def wanted(desk: Desk, chosen: Chosen, words: str = "") -> PlacesWanted:
    """Return what to ask of the book, with the words typed."""
    return PlacesWanted(
        area_of(desk, chosen.area).beats,
        chosen.kind,
        chosen.state,
        chosen.nobody,
        words,
        officer_of(desk, chosen.officer)[0],
    )


def in_words(desk: Desk, chosen: Chosen) -> str:
    """Return a narrowing in words: “School · All of Northwich · losing touch · Sam Ashdown”."""
    parts = [
        chosen.place_kind[:1].upper() + chosen.place_kind[1:],
        area_of(desk, chosen.area).words or "Everywhere",
        chosen.standing,
        officer_of(desk, chosen.officer)[1],
        "nobody named" if chosen.nobody else "",
    ]
    return " · ".join(part for part in parts if part)
