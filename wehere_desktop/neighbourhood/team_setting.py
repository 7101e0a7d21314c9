"""Team settings: the days and counts a team may set for itself, each with what holds until it does."""

from __future__ import annotations

from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told

# Ours until a team says otherwise, except where a source is named.
USUAL: dict[str, int] = {
    "notice days": 14,  # a fortnight: time for a poster, a newsletter and a school letter
    "meeting every days": 92,  # a quarter; the law asks for regular meetings and names no number (2011 Act, s. 34)
    "priority stale days": 42,
    "report within days": 7,  # reminders after three and seven days
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSetting(Fact):
    """One number a team has set for itself, by its name in `USUAL`."""

    kind: ClassVar[str] = "team_setting"
    words: ClassVar[str] = "Team setting"

    name: str = told("Setting", required=True)
    number: int = told("Number", default=0)
