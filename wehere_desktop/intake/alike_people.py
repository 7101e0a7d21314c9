"""Whether two people in the book may be one and the same, and why: names alike, and a place or a number shared."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

from wehere_desktop.intake.likeness import plain_name
from wehere_desktop.records.contacts import Sketch
from wehere_desktop.wording import listed, phone_in_groups

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from wehere_desktop.records import BeatBook

NEAR_SPELLING = 85
"""Likeness of two names, of 100, from which people at one place may be one; as for people in files, and ours."""

SAME_PERSON = 80
"""Likeness of two names, of 100, that with one number or address is one person written twice; ours."""

MOST_SHARING = 12
"""A number or place that more people share than this tells nobody from another, and only equal names are compared."""

LOOKED_AT = 120
"""How many hits of a search are weighed for somebody being typed in."""

_TITLE_WORDS = """
mr mrs ms miss mx dr prof professor rev revd reverend fr father sr sister cllr councillor sir dame lady lord imam
rabbi canon pastor
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_FIGURES = re.compile(r"[^0-9]")
_SHORTEST_NUMBER = 6
_BRITAIN = "44"


class LikelySame(NamedTuple):
    """Two people, by their ids, who may be one, how sure that is (to 100) and why, in words."""

    one: str
    other: str
    sure: int
    why: str


class _Person(NamedTuple):
    id: str
    name: str
    organisation: str
    numbers: frozenset[str]
    email: str
    places: frozenset[str]


def bare_name(name: str) -> str:
    """Return a name as people are compared by it: no capitals, accents or signs, and no title before it."""
    words = plain_name(name).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words)


def bare_number(phone: str) -> str:
    """Return the figures of a telephone number as they are compared: with a nought for +44; empty if too few."""
    figures = _FIGURES.sub("", phone.replace("(0)", ""))
    if figures.startswith("00" + _BRITAIN):
        figures = f"0{figures[4:]}"
    elif figures.startswith(_BRITAIN) and phone.strip().startswith("+"):
        figures = f"0{figures[2:]}"
    return figures if len(figures) >= _SHORTEST_NUMBER else ""


def names_alike(one: str, other: str) -> int:
    """Return how like two bare names are, 0 to 100; an initial fits any first name that begins with it."""
    if one == other:
        return 100
    first, second = one.split(), other.split()
    if not first or not second:
        return 0
    if first[-1] == second[-1] and len(first) > 1 and len(second) > 1:
        short, long = sorted((first[0], second[0]), key=len)
        if len(short) == 1:
            return 90 if long.startswith(short) else 0
    return round(max(ratio(one, other), ratio(" ".join(sorted(first)), " ".join(sorted(second)))))


def likely_same(book: BeatBook) -> list[LikelySame]:
    """Return the pairs of people in the book who may be one, the surest first; for 100,000 people a few seconds."""
    places = book.contact_roles.places_of()
    people = [_person(each, places) for each in book.contacts.sketches()]
    by_id = {each.id: each for each in people}
    found = {}
    for one, other in _to_compare(people):
        key = (min(one, other), max(one, other))
        if key not in found:
            weighed = _weigh(by_id[key[0]], by_id[key[1]])
            if weighed is not None:
                found[key] = weighed
    return sorted(found.values(), key=lambda each: (-each.sure, by_id[each.one].name, each.one, each.other))


def people_like(
    book: BeatBook, *, name: str, phone: str = "", mobile: str = "", email: str = "", places: Collection[str] = ()
) -> list[LikelySame]:
    """Return whom in the book somebody being typed in may be, the surest first; `one` is empty, `other` the person.

    For a name alone, people of the very name or a near spelling of it are enough to be asked about; and so is anybody
    with the very number or e-mail, whatever their name.
    """
    typed = _Person(
        "",
        bare_name(name),
        "",
        frozenset({bare_number(phone), bare_number(mobile)} - {""}),
        email.strip().casefold(),
        frozenset(places),
    )
    if not typed.name and not typed.numbers and not typed.email:
        return []
    found = []
    at_places = _places_of_those_at(book, places)
    for contact in book.contacts.many(_candidates(book, name, (phone, mobile), email) | at_places.keys()):
        if book.contacts.is_erased(contact.id):
            continue
        sketch = Sketch(contact.id, contact.name, contact.organisation, contact.phone, contact.mobile, contact.email)
        person = _person(sketch, at_places)
        weighed = _weigh(typed, person)
        if weighed is None and " " in typed.name and (alike := names_alike(typed.name, person.name)) >= NEAR_SPELLING:
            words = "the same name" if alike == 100 else "a name like it"  # noqa: PLR2004 - wholly alike
            weighed = LikelySame("", person.id, alike - 30, words)
        if weighed is None and (reached := _reached_alike(typed, person)):
            weighed = LikelySame("", person.id, 50, listed(reached))
        if weighed is not None:
            found.append(weighed)
    return sorted(found, key=lambda each: (-each.sure, each.other))


def _candidates(book: BeatBook, name: str, numbers: Iterable[str], email: str) -> set[str]:
    """Return the people whom the search finds by name, family name, number or e-mail: quick with any number of them."""
    bare = bare_name(name)
    texts = [bare, *bare.split()[-1:], email.strip()]
    for number in numbers:
        texts += [phone_in_groups(number), bare_number(number)]
    hits = [hit for text in texts if text for hit in book.search(text, limit=LOOKED_AT)]
    hits += book.search_near(bare, limit=LOOKED_AT) if bare else []
    return {hit.id for hit in hits if hit.kind == "contact"}


def _places_of_those_at(book: BeatBook, places: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for role in book.contact_roles.at_place(place, book.world.today()):
            found[role.contact].add(place)
    return found


def _person(sketch: Sketch, places: Mapping[str, set[str]]) -> _Person:
    return _Person(
        sketch.id,
        bare_name(sketch.name),
        plain_name(sketch.organisation),
        frozenset({bare_number(sketch.phone), bare_number(sketch.mobile)} - {""}),
        sketch.email.strip().casefold(),
        frozenset(places.get(sketch.id, ())),
    )


def _to_compare(people: Iterable[_Person]) -> Iterator[tuple[str, str]]:
    """Yield the pairs worth comparing: of one name, and those who share a number, an address or a place."""
    shared: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    for each in people:
        shared["name", each.name].append(each)
        for number in each.numbers:
            shared["number", number].append(each)
        if each.email:
            shared["email", each.email].append(each)
        for place in each.places:
            shared["place", place].append(each)
    for (what, _), group in shared.items():
        if len(group) > MOST_SHARING and what != "name":
            continue
        yield from ((one.id, other.id) for one, other in combinations(group[:200], 2))


def _weigh(one: _Person, other: _Person) -> LikelySame | None:
    """Return why two people may be one, or None if there is not enough to ask."""
    alike = names_alike(one.name, other.name)
    same = alike == 100  # noqa: PLR2004 - wholly alike
    why = []
    if one.places & other.places:
        why.append("at the same place")
    reached = _reached_alike(one, other)
    why += reached
    if same and not why and one.organisation and one.organisation == other.organisation:
        why.append("the same organisation")
    if not why:
        return None
    if not same and alike < (SAME_PERSON if reached else NEAR_SPELLING):
        return None
    words = listed(["the same name" if same else "a name like it", *why])
    return LikelySame(one.id, other.id, min(alike, 99 if not same else 100) + len(why) - 1, words)


def _reached_alike(one: _Person, other: _Person) -> list[str]:
    """Return by which same ways both are reached, in words."""
    found = []
    if one.email and one.email == other.email:
        found.append("the same e-mail")
    if one.numbers & other.numbers:
        found.append("the same telephone")
    return found
