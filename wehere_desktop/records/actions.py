"""Questions asked of actions on priorities and of the plans behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.osara import OsaraPlan
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection


class Actions(Section[Action]):
    """The actions."""

    def of(self, priority: str) -> list[Action]:
        """Return the actions on a priority: those to do first, soonest due, then those done, the latest first."""
        return self._some(
            'WHERE "priority" = ? ORDER BY "done_on" IS NOT NULL, "due_on" IS NULL, "due_on", "done_on" DESC, "id"',
            (priority,),
        )

    def to_do(self, *, owner: str = "", beats: Collection[str] = ()) -> list[Action]:
        """Return the actions not done yet, soonest due first; of one officer, or on priorities of some beats."""
        where, given = ['"done_on" IS NULL'], list[str]()
        if owner:
            where.append('"owner" = ?')
            given.append(owner)
        if beats:
            marks = ", ".join("?" * len(beats))
            where.append(f'"priority" IN (SELECT "id" FROM "priority" WHERE "beat" IN ({marks}))')
            given += sorted(beats)
        return self._some(f'WHERE {" AND ".join(where)} ORDER BY "due_on" IS NULL, "due_on", "id"', given)

    def next_of(self, priorities: Collection[str]) -> dict[str, Action]:
        """Return for each of some priorities the action to be done next; those with nothing to do are left out."""
        wanted, found = set(priorities), dict[str, Action]()
        for each in self.to_do():
            if each.priority in wanted:
                found.setdefault(each.priority, each)
        return found


class OsaraPlans(Section[OsaraPlan]):
    """The OSARA plans."""

    def of(self, priority: str) -> OsaraPlan | None:
        """Return the plan of a priority, or None while there is none."""
        return self._one('WHERE "priority" = ? ORDER BY "id"', (priority,))

    def of_all(self, priorities: Collection[str]) -> dict[str, OsaraPlan]:
        """Return the plans of those of some priorities that have one."""
        wanted = set(priorities)
        return {each.priority: each for each in reversed(self.all()) if each.priority in wanted}
