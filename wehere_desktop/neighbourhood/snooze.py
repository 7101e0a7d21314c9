"""Snoozes: a place or a person whose next contact is put off for a while, and why."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, problems, told
from wehere_desktop.refusal import Refusal

LONGEST_SNOOZE = 366
"""Days for which a contact may be put off: beyond a year it is the frequency that is wrong. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze(Fact):
    """No contact is due with a place or a person from one day until another, both included; always with a reason."""

    kind: ClassVar[str] = "snooze"
    words: ClassVar[str] = "Snooze"

    place: str = told("Place", refers="place")
    contact: str = told("Person", refers="contact")
    starts: date | None = told("From", default=None, required=True)
    until: date | None = told("Until", default=None, required=True)
    reason: str = told("Reason", search="words", required=True)


def check(snooze: Snooze, *, today: date) -> list[Refusal]:
    """Return every reason, each pinned to its field, why a contact cannot be put off like this on `today`."""
    found = [each for each in problems(snooze) if each.kind != "missing"]
    if not snooze.place and not snooze.contact:
        found.append(Refusal("Say which place or person.", field="place", kind="missing"))
    if not snooze.reason:
        found.append(
            Refusal(
                "Say why it can wait.",
                remedy="A few words: whoever looks here next will want to know.",
                field="reason",
                kind="missing",
            )
        )
    if snooze.until is None:
        found.append(
            Refusal("Say until when.", remedy="“in 2 weeks”, “fri” or “3 Dec” will do.", field="until", kind="missing")
        )
    elif snooze.until < max(today, snooze.starts or today):
        found.append(Refusal("That day is over.", remedy="Choose today or a day to come.", field="until", kind="order"))
    elif (snooze.until - (snooze.starts or today)).days > LONGEST_SNOOZE:
        found.append(
            Refusal(
                "A contact can be put off for a year at most.",
                remedy="If it is wanted so seldom, change the days between contacts.",
                field="until",
                kind="too-long",
            )
        )
    return found
