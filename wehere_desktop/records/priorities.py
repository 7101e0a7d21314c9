"""Questions asked of priorities and of the updates on them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.priority import Priority, PriorityUpdate
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection


class Priorities(Section[Priority]):
    """The priorities."""

    def on_beat(self, beat: str) -> list[Priority]:
        """Return every priority of a beat, the most lately chosen first."""
        return self._some('WHERE "beat" = ? ORDER BY "issue_date" DESC, "id"', (beat,))

    def live(self, beats: Collection[str]) -> list[Priority]:
        """Return the priorities of some beats that are not closed, the most lately chosen first."""
        marks = ", ".join("?" * len(beats))
        return self._some(
            f'WHERE "life" <> \'closed\' AND "beat" IN ({marks}) ORDER BY "issue_date" DESC, "id"', sorted(beats)
        )


class PriorityUpdates(Section[PriorityUpdate]):
    """The updates on priorities."""

    def last_days(self, priorities: Collection[str]) -> dict[str, date]:
        """Return the day of the last update on each of some priorities that has one."""
        marks = ", ".join("?" * len(priorities))
        found = self._rows(
            f'SELECT "priority", max("on") FROM "priority_update" WHERE "priority" IN ({marks}) GROUP BY "priority"',
            sorted(priorities),
        )
        return {priority: date.fromisoformat(day) for priority, day in found}

    def of(self, priority: str) -> list[PriorityUpdate]:
        """Return the updates on a priority, oldest first."""
        return self._some('WHERE "priority" = ? ORDER BY "on", "id"', (priority,))
