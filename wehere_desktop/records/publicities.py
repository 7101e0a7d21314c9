"""Questions asked of what a meeting leaves behind: its publicity, proposals, feedback forms and publications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.feedback import Feedback
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.publication import Publication
from wehere_desktop.neighbourhood.publicity import Publicity
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

AT_ONCE = 500
"""Ids asked for in one question."""


class Publicities(Section[Publicity]):
    """How meetings were told of."""

    def of(self, meeting: str) -> list[Publicity]:
        """Return how a meeting was told of, the first time first."""
        return self._some('WHERE "meeting" = ? ORDER BY "on", "id"', (meeting,))

    def of_all(self, meetings: Sequence[str]) -> list[Publicity]:
        """Return how some meetings were told of, the first time first."""
        found = []
        for start in range(0, len(meetings), AT_ONCE):
            part = meetings[start : start + AT_ONCE]
            marks = ", ".join("?" * len(part))
            found += self._some(f'WHERE "meeting" IN ({marks}) ORDER BY "on", "id"', part)
        return found


class Proposals(Section[Proposal]):
    """What meetings were asked to choose."""

    def of(self, meeting: str) -> list[Proposal]:
        """Return the proposals put to a meeting, in the order in which they were put."""
        return self._some('WHERE "meeting" = ? ORDER BY "id"', (meeting,))

    def that_became(self, priority: str) -> Proposal | None:
        """Return the proposal that became a priority, or None."""
        return self._one('WHERE "priority" = ? ORDER BY "id"', (priority,))


class Feedbacks(Section[Feedback]):
    """The feedback forms."""

    def of(self, meeting: str) -> list[Feedback]:
        """Return the forms about a meeting, oldest first."""
        return self._some('WHERE "meeting" = ? ORDER BY "on", "id"', (meeting,))

    def between(self, first: date, last: date) -> list[Feedback]:
        """Return the forms of a period, both days included, oldest first."""
        return self._some('WHERE "on" BETWEEN ? AND ? ORDER BY "on", "id"', (first.isoformat(), last.isoformat()))


class Publications(Section[Publication]):
    """What went out."""

    def of(self, meeting: str) -> list[Publication]:
        """Return what was published about a meeting, oldest first."""
        return self._some('WHERE "meeting" = ? ORDER BY "at", "id"', (meeting,))
