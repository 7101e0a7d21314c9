"""The team of whoever opened the book: its beats, and the colleagues who may see to a promise or a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


@dataclass(frozen=True, slots=True)
class Team:
    """One unit at work: its beats, and id and name with rank of its officers, me first and the others by name."""

    beats: tuple[str, ...]
    officers: tuple[tuple[str, str], ...]


def my_team(desk: Desk) -> Team:
    """Return the team of whoever opened the book; they alone where they have no unit."""
    book, today, mine = desk.book, desk.today(), desk.mine()
    beats = [each.id for each in book.beats.current(today) if mine.lpu and each.lpu == mine.lpu]
    among = set(beats)
    posted = {each.officer for each in book.postings.on_day(today) if each.beat in among or each.lpu == mine.lpu != ""}
    others = sorted((each.name, each.id, str(each.rank)) for each in book.officers.many(sorted(posted - {book.holder})))
    me = f"{mine.officer.rank} {mine.officer.name}"
    return Team(tuple(beats), ((book.holder, me), *((record, f"{rank} {name}") for name, record, rank in others)))


def owners(desk: Desk, *, held: str = "") -> list[tuple[str, str]]:
    """Return id and words of those who may see to something: me first, my team, and whoever `held` it so far."""
    found = [(desk.book.holder, "me"), *my_team(desk).officers[1:]]
    if held and held not in {record for record, _ in found}:
        officer = desk.book.officers.find(held)
        found.append((held, f"{officer.rank} {officer.name}" if officer is not None else "an officer no longer here"))
    return found
