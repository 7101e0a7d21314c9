"""Published crimes: months, what must always be said beside them, and which counts are too small to publish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

CAVEAT = (
    "Crimes are published at a map point near where they happened, shared by several addresses: never the place itself."
)
"""Stands wherever a crime is shown on a map. A point of data.police.uk has 8 addresses or more, or none."""

TREND_CAVEAT = (
    "Counts are of published crimes at map points near where they happened, put on today's beats; they are what was "
    "reported, and a small difference comes about by chance."
)
"""Stands wherever crimes of a beat are counted."""

FEWEST = 5
"""Counts from one to one below this are not published: the usual rule for small counts in English public statistics."""

FIRST_MONTH = 2010 * 12 + 11
"""December 2010, the first month of street crime there is."""

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_YEAR = 12
_LSOA = re.compile(r" \d{3}[A-Z]$")


def month_number(text: str) -> int | None:
    """Return a month such as “2019-01” as a number that counts months, None for what is no month."""
    found = _MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= _YEAR:
        return None
    return int(found[1]) * _YEAR + int(found[2]) - 1


def month_text(number: int) -> str:
    """Return a month's number as it is published: “2019-01”."""
    return f"{number // _YEAR:04}-{number % _YEAR + 1:02}"


def month_in_words(number: int) -> str:
    """Return a month's number in words: “January 2019”."""
    return f"{_NAMES[number % _YEAR]} {number // _YEAR}"


def months_in_words(months: Sequence[int]) -> str:
    """Return which months these are: “January 2019”, “November 2018 to January 2019”, with gaps told."""
    if not months:
        return "no month"
    first, last = min(months), max(months)
    if first == last:
        return month_in_words(first)
    missing = last - first + 1 - len(set(months))
    gap = f" ({missing} missing)" if missing else ""
    same_year = first // _YEAR == last // _YEAR
    begin = _NAMES[first % _YEAR] if same_year else month_in_words(first)
    return f"{begin} to {month_in_words(last)}{gap}"


def authority_of_area(area: str) -> str:
    """Return the local authority that the name of a statistical area begins with: “Halton 003B” gives “Halton”."""
    return _LSOA.sub("", area)


def for_the_public(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return counts that are shown together with their sum as they may be published, None for one that is hidden.

    Counts of one to four are hidden. Where only one would be, the next smallest is hidden too, since the sum would
    tell it.
    """
    shown: dict[str, int | None] = {
        name: None if 0 < number < FEWEST else number for name, number in sorted(counts.items())
    }
    hidden = [name for name, number in shown.items() if number is None]
    if len(hidden) == 1:
        others = [(number, name) for name, number in shown.items() if number]
        if others:
            shown[min(others)[1]] = None
    return shown


def public_words(number: int | None) -> str:
    """Return a count as the public reads it: “12”, or “few” for one that is hidden."""
    return "few" if number is None else f"{number:,}"
