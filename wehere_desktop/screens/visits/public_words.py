"""What the public will read of a visit, told while it is typed, with care where the line gives somebody away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.wording import listed

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook

_REACHES_SOMEBODY = re.compile(r"(?:\+?\d[\d ()-]{8,}\d|\S+@\S+\.\S+)")
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class PublicNote:
    """A line under the public one; `careful` where something in it should not be read by everybody."""

    words: str
    careful: bool = False


def public_note(book: BeatBook, line: str, contacts: Sequence[str], *, ticked: bool) -> PublicNote:
    """Return what to say of a line that may be published, given who was seen and whether its box is ticked."""
    words = line.strip()
    if not words:
        return PublicNote("Left empty, the public reads nothing of this visit.")
    told = _names_in(book, words, contacts)
    if told:
        return PublicNote(f"It names {listed(told)}, who has not agreed to be named.", careful=True)
    if _REACHES_SOMEBODY.search(words):
        return PublicNote("There is a telephone number or an address in it. Is it one for everybody?", careful=True)
    if not ticked:
        return PublicNote("Nobody outside reads it until the box above is ticked.")
    return PublicNote("The public will read these words and nothing else of this visit: no names, no day, no place.")


def _names_in(book: BeatBook, words: str, contacts: Sequence[str]) -> list[str]:
    """Return the names of those seen, not marked as publishable, of which a whole or a last name stands in the line."""
    said = set(re.findall(r"\w+", words.casefold()))
    found = []
    for each in book.contacts.many(contacts):
        last = each.name.split()[-1].casefold() if each.name.split() else ""
        if not each.publishable and len(last) >= _SHORTEST_NAME and last in said:
            found.append(each.name)
    return found
