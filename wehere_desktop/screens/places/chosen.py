"""What the list of places is narrowed to, as a person chose it, and what is kept of that on this laptop."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.preferences import Setting, read_setting, write_setting
from wehere_desktop.records.place_list import PlacesWanted, Standing
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk

FILTERS = Setting("places.filters", "{}", "How the list of places was narrowed last, and narrowings kept, by book.")
MINE, ME = "mine", "me"
MOST_KEPT = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """A narrowing that outlives the day: who and where as ids alone, so that no name ever lies outside the book.

    `area` is “mine”, “lpu:” or “beat:” and an id, empty for everywhere; `officer` is “me”, an id or empty; `place_kind`
    and `standing` are values of their choices, empty for any.
    """

    area: str = ""
    place_kind: str = ""
    standing: str = ""
    officer: str = ""
    nobody: bool = False

    @property
    def kind(self) -> PlaceKind | None:
        """Return the kind of place wanted, None for all."""
        return PlaceKind(self.place_kind) if self.place_kind else None

    @property
    def state(self) -> Standing | None:
        """Return the standing wanted, None for any."""
        return Standing(self.standing) if self.standing else None


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


def last_chosen(book_id: str) -> Chosen | None:
    """Return how the list of a book was narrowed last on this laptop, None the first time."""
    return _read(_of_book(book_id).get("last"))


def kept_for(book_id: str) -> list[Chosen]:
    """Return the narrowings kept for a book on this laptop."""
    kept = _of_book(book_id).get("kept")
    found = [_read(each) for each in kept] if isinstance(kept, list) else []
    return [each for each in found if each is not None][:MOST_KEPT]


def remember(book_id: str, chosen: Chosen) -> None:
    """Keep how the list of a book is narrowed now."""
    _write(book_id, chosen, kept_for(book_id))


def keep_for(book_id: str, kept: Sequence[Chosen]) -> None:
    """Keep these narrowings for a book, the first `MOST_KEPT` of them."""
    _write(book_id, last_chosen(book_id), kept[:MOST_KEPT])


def _write(book_id: str, last: Chosen | None, kept: Sequence[Chosen]) -> None:
    whole = {**_whole(), book_id: {"last": asdict(last) if last else None, "kept": [asdict(each) for each in kept]}}
    try:
        write_setting(FILTERS, json.dumps(whole))
    except Refusal:
        # How a list was narrowed is a comfort, no reason to stop anybody's work
        return


def _whole() -> dict[str, Any]:
    try:
        found = json.loads(read_setting(FILTERS))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _of_book(book_id: str) -> dict[str, Any]:
    found = _whole().get(book_id)
    return found if isinstance(found, dict) else {}


def _read(kept: Any) -> Chosen | None:
    """Return a narrowing as it was kept, or None where anybody has put something else there."""
    if not isinstance(kept, dict):
        return None
    told = {each.name: kept[each.name] for each in fields(Chosen) if each.name in kept}
    if any(not isinstance(value, bool if name == "nobody" else str) for name, value in told.items()):
        return None
    made = Chosen(**told)
    kinds, standings = {each.value for each in PlaceKind}, {each.value for each in Standing}
    if made.place_kind not in kinds | {""} or made.standing not in standings | {""}:
        return None
    return made
