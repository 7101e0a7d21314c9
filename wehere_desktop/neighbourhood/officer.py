"""Officers: who they are, where they are posted and since when, and who covers while they are away."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told


class Rank(StrEnum):
    """Rank or role, highest first; each value is how it is written before a name."""

    CHIEF_INSPECTOR = "Chief Inspector"
    INSPECTOR = "Inspector"
    SERGEANT = "Sergeant"
    PC = "PC"
    PCSO = "PCSO"
    SPECIAL_CONSTABLE = "Special Constable"
    VOLUNTEER = "Volunteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Fact):
    """One officer, member of staff or volunteer. The name, rank and channels are the ones given to the public."""

    kind: ClassVar[str] = "officer"
    words: ClassVar[str] = "Officer"

    name: str = told("Name", public="always", search="title", required=True)
    rank: Rank = told("Rank or role", default=Rank.PCSO, public="always")
    number: str = told("Collar number", search="words")
    phone: str = told("Work telephone", public="always", search="words")
    email: str = told("Work e-mail", public="always", search="words")
    drop_in: str = told("Where and when to find them", public="always")
    started: date | None = told("Started", default=None)
    ended: date | None = told("Left", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting(Fact):
    """An officer's dated posting, to a beat or to a whole Local Policing Unit; `ends` is the last day, None if open."""

    kind: ClassVar[str] = "posting"
    words: ClassVar[str] = "Posting"

    officer: str = told("Officer", public="always", refers="officer", required=True)
    beat: str = told("Beat", public="always", refers="beat")
    lpu: str = told("Local Policing Unit", public="always", refers="lpu")
    starts: date | None = told("From", default=None, required=True)
    ends: date | None = told("Until", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence(Fact):
    """Days on which an officer is away, first and last included, and who covers; the reason is never published."""

    kind: ClassVar[str] = "absence"
    words: ClassVar[str] = "Absence"

    officer: str = told("Officer", public="always", refers="officer", required=True)
    starts: date | None = told("From", default=None, public="always", required=True)
    ends: date | None = told("Until", default=None, public="always", required=True)
    cover: str = told("Covered by", public="always", refers="officer")
    reason: str = told("Reason")


def holds_on(starts: date | None, ends: date | None, today: date) -> bool:
    """Say whether a dated spell (both ends included, None meaning open) holds on a day."""
    return (starts is None or starts <= today) and (ends is None or today <= ends)
