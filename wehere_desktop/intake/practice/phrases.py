"""Turns the wordings of the practice tables into sentences: choices, parts that may be left out, and slots.

In the tables ``[tea|coffee]`` stands for one of the two, ``<With sugar.>`` for words that may be left out, and
``{road}`` or ``{n:3-9}`` for something that is filled in. README.txt beside the tables lists the slots.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.refusal import Fault

if TYPE_CHECKING:
    from wehere_desktop.intake.practice.chance import Chance

Resolve = Callable[[str, str], str]
"""Fills a slot from its name and what stands behind its colon; raises KeyError for a slot it does not know."""

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_IN_WORDS_BELOW = 10
_NOON = 12

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_MAYBE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{([A-Za-z0-9 ]+)(?::([^{}]*))?\}")
_SENTENCE_START = re.compile(r"(^|¶\s*|[.?!]['\"”]?\s+)([a-z])")


def fill(wording: str, resolve: Resolve, chance: Chance, *, optional: float = 0.5) -> str:
    """Return one way of saying a wording; `optional` is the share of the parts in ``<…>`` that is kept."""
    text = wording
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda found: chance.one(found[1].split("|")), text)
    while _MAYBE.search(text):
        text = _MAYBE.sub(lambda found: found[1] if chance.happens(optional) else "", text)
    known: dict[str, str] = {}

    def put(found: re.Match[str]) -> str:
        name, behind = found[1], found[2] or ""
        if found[0] not in known:
            try:
                known[found[0]] = resolve(name[:1].lower() + name[1:], behind)
            except KeyError as error:
                raise Fault(f"The practice tables name a slot that there is not: {found[0]}.") from error
        value = known[found[0]]
        return value[:1].upper() + value[1:] if name[:1].isupper() else value

    text = " ".join(_SLOT.sub(put, text).split())
    return _SENTENCE_START.sub(lambda found: found[1] + found[2].upper(), text)


def ways_of_saying(wording: str) -> int:
    """Return about how many sentences a wording can become: its choices multiplied, each slot counted as three."""
    ways = int(3 ** len(_SLOT.findall(wording)))
    while found := _CHOICE.search(wording):
        ways *= found[1].count("|") + 1
        wording = wording[: found.start()] + wording[found.end() :]
    return ways


def number(behind: str, chance: Chance, *, words: bool) -> str:
    """Return a number of the span “3-9”: in words up to twelve if asked for, else in words below ten."""
    lowest, highest = (int(part) for part in behind.split("-"))
    value = chance.whole(lowest, highest)
    return WORDS[value] if value < (len(WORDS) if words else _IN_WORDS_BELOW) else str(value)


def round_number(behind: str, chance: Chance) -> str:
    """Return a number of the span “60-140” as somebody would guess it: in tens."""
    lowest, highest = (int(part) for part in behind.split("-"))
    return str(max(10, round(chance.whole(lowest, highest) / 10) * 10))


def clock(behind: str, chance: Chance) -> tuple[str, str]:
    """Return a time within the hours “18-20” as it is said, “7.15 pm”, and as it is kept, “19:15”."""
    first, last = (int(part) for part in behind.split("-"))
    minutes = chance.whole(first * 12, last * 12) * 5
    hour, minute = divmod(minutes, 60)
    said = f"{(hour - 1) % _NOON + 1}" + (f".{minute:02d}" if minute else "")
    return f"{said} {'am' if hour < _NOON else 'pm'}", f"{hour:02d}:{minute:02d}"


def day_words(day: date) -> str:
    """Return a day as it is written: “9 December”."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def calendar_slot(name: str, behind: str, day: date, chance: Chance) -> str | None:
    """Return what a slot about the calendar stands for on a day, or None if it is not one.

    These are month, lastmonth, nextmonth, weekday, and day with a number of days behind its colon.
    """
    months = {"lastmonth": -2, "month": -1, "nextmonth": 0}
    if name in months:
        return MONTHS[(day.month + months[name]) % 12]
    if name == "weekday":
        return chance.one(DAYS[:5])
    if name == "day":
        return day_words(day + timedelta(days=int(behind)))
    return None


def slug(text: str, joint: str = "-") -> str:
    """Return a text as it may stand in an address: small letters and figures, joined."""
    return joint.join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", "")))


def mid_sentence(name: str) -> str:
    """Return a place's name as it stands inside a sentence: “the Red Lion”."""
    return f"t{name[1:]}" if name.startswith("The ") else name
