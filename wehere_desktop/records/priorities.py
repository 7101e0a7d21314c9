"""Questions asked of priorities and of the updates on them."""

from __future__ import annotations

from wehere_desktop.neighbourhood.priority import Priority, PriorityUpdate
from wehere_desktop.records.section import Section


class Priorities(Section[Priority]):
    """The priorities."""

    def on_beat(self, beat: str) -> list[Priority]:
        """Return every priority of a beat, the most lately chosen first."""
        return self._some('WHERE "beat" = ? ORDER BY "issue_date" DESC, "id"', (beat,))


class PriorityUpdates(Section[PriorityUpdate]):
    """The updates on priorities."""

    def of(self, priority: str) -> list[PriorityUpdate]:
        """Return the updates on a priority, oldest first."""
        return self._some('WHERE "priority" = ? ORDER BY "on", "id"', (priority,))
