"""Questions asked of priorities and of the updates on them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from wehere_desktop.neighbourhood.alike_concerns import Alike
    from wehere_desktop.neighbourhood.evidence import Evidence

CLOSED_LATELY = 92
"""Days for which a closed priority stays on the board: a quarter."""
COMPARED = 5_000
"""Closed priorities that a new one is compared with, the latest first."""
_SAME_THEME = 25
_UNDER_WORK = (PriorityLife.ADOPTED, PriorityLife.IN_ACTION, PriorityLife.UNDER_REVIEW)


@dataclass(frozen=True, slots=True)
class Stale:
    """A priority on which the public has been told nothing for too long: the last day it was, and days since."""

    priority: Priority
    last: date | None
    days: int


@dataclass(frozen=True, slots=True)
class OnBoard:
    """A priority as the board shows it.

    `last` is the day of the last public update, `next_action` what is due next, `open_concerns` how many of its
    concerns are not closed, `complete` how much of its OSARA plan is written (0 to 1, None without a plan).
    """

    priority: Priority
    last: date | None
    next_action: Action | None
    open_concerns: int
    complete: float | None

    def days_untold(self, today: date) -> int:
        """Return how many days the public has been told nothing of it; 0 for one that is proposed or closed."""
        return _days_untold(self.priority, self.last, today)


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

    def chosen_at(self, meeting: str) -> list[Priority]:
        """Return the priorities that were chosen at a meeting, in the order in which they were made."""
        return self._some('WHERE "chosen_at" = ? ORDER BY "id"', (meeting,))

    def counts(self, beats: Collection[str] = ()) -> dict[str, dict[PriorityLife, int]]:
        """Return for each beat how many priorities stand where in their life; beats with none are left out."""
        narrowed, given = _on(beats)
        found: dict[str, dict[PriorityLife, int]] = defaultdict(lambda: dict.fromkeys(PriorityLife, 0))
        for beat, life, number in self._rows(
            f'SELECT "beat", "life", count(*) FROM "priority" WHERE 1{narrowed} GROUP BY 1, 2', given
        ):
            found[beat][PriorityLife(life)] = int(number)
        return dict(found)

    def stale(self, today: date, days: int, beats: Collection[str] = ()) -> list[Stale]:
        """Return the priorities being worked on of which the public has heard nothing for more days, longest first.

        One that has no public update counts from the day it was chosen.
        """
        marks = ", ".join("?" * len(_UNDER_WORK))
        narrowed, given = _on(beats)
        working = self._some(f'WHERE "life" IN ({marks}){narrowed} ORDER BY "id"', (*_UNDER_WORK, *given))
        last = PriorityUpdates(self._book, PriorityUpdate).last_told(each.id for each in working)
        found = [Stale(each, last.get(each.id), _days_untold(each, last.get(each.id), today)) for each in working]
        return sorted((each for each in found if each.days > days), key=lambda each: -each.days)

    def drawn(self, beats: Collection[str] = ()) -> list[Priority]:
        """Return the priorities not closed that have an area, of some beats or of all, the latest chosen first."""
        narrowed, given = _on(beats)
        return self._some(
            f'WHERE "closed" IS NULL AND "area" <> \'\'{narrowed} ORDER BY "issue_date" DESC, "id" DESC', given
        )

    def board(
        self, today: date, beats: Collection[str] = (), *, every_closed: bool = False
    ) -> dict[PriorityLife, list[OnBoard]]:
        """Return the board of some beats or of all: for each stage of life its priorities, the latest chosen first.

        Of those closed only the last quarter's, unless `every_closed` is wanted.
        """
        from wehere_desktop.neighbourhood.osara import OsaraPlan, completeness
        from wehere_desktop.records.actions import Actions, OsaraPlans

        narrowed, given = _on(beats)
        since = "" if every_closed else (today - timedelta(days=CLOSED_LATELY)).isoformat()
        shown = self._some(
            f"WHERE (\"life\" <> 'closed' OR coalesce(\"closed\", '') >= ?){narrowed} "
            'ORDER BY "issue_date" IS NOT NULL, "issue_date" DESC, "id" DESC',
            (since, *given),
        )
        ids = [each.id for each in shown]
        last = PriorityUpdates(self._book, PriorityUpdate).last_told(ids)
        actions = Actions(self._book, Action).next_of(ids)
        plans = OsaraPlans(self._book, OsaraPlan).of_all(ids)
        open_concerns = self._open_concerns()
        found: dict[PriorityLife, list[OnBoard]] = {life: [] for life in PriorityLife}
        for each in shown:
            plan = plans.get(each.id)
            found[each.life].append(
                OnBoard(
                    each,
                    last.get(each.id),
                    actions.get(each.id),
                    open_concerns.get(each.id, 0),
                    completeness(plan) if plan is not None else None,
                )
            )
        return found

    def _open_concerns(self) -> dict[str, int]:
        return dict(
            self._rows(
                'SELECT "priority", count(*) FROM "concern" WHERE "priority" IS NOT NULL '
                'AND "told_back_on" IS NULL AND "nobody_to_tell" = \'\' GROUP BY 1'
            )
        )

    def similar_past(self, priority: Priority, *, limit: int = 5) -> list[Alike[Priority]]:
        """Return the closed priorities of the whole book most like one, by words and theme: what others have tried."""
        from wehere_desktop.neighbourhood.alike_concerns import Alike, alike

        closed = self._some(
            f'WHERE "life" = \'closed\' AND "id" <> ? ORDER BY "closed" DESC, "id" LIMIT {COMPARED}', (priority.id,)
        )
        by_words = alike(_words(priority), None, ((each, _words(each), None) for each in closed), limit=len(closed))
        like = {each.of.id: each.likeness for each in by_words}
        found = [
            Alike(each, min(100, like.get(each.id, 0) + (_SAME_THEME if each.theme is priority.theme else 0)))
            for each in closed
            if each.id in like or (each.theme is priority.theme and each.lesson)
        ]
        return sorted(found, key=lambda each: (-each.likeness, not each.of.lesson))[:limit]

    def evidence(self, priority: Priority) -> list[Evidence]:
        """Return the counts before and after that bear on a priority, each with its caveats."""
        from wehere_desktop.neighbourhood.evidence import evidence_for
        from wehere_desktop.neighbourhood.figure import ReportedFigure
        from wehere_desktop.neighbourhood.osara import OsaraPlan
        from wehere_desktop.records.actions import OsaraPlans
        from wehere_desktop.records.concerns import ReportedFigures

        figures = ReportedFigures(self._book, ReportedFigure).on_beat(priority.beat)
        return evidence_for(priority, figures, OsaraPlans(self._book, OsaraPlan).of(priority.id))


class PriorityUpdates(Section[PriorityUpdate]):
    """The updates on priorities."""

    def last_told(self, priorities: Iterable[str]) -> dict[str, date]:
        """Return the day of the last update that the public may read on each of some priorities that has one."""
        wanted = set(priorities)
        found = self._rows(
            'SELECT "priority", max("on") FROM "priority_update" WHERE "text" <> \'\' GROUP BY "priority"'
        )
        return {priority: date.fromisoformat(day) for priority, day in found if priority in wanted and day}

    def of(self, priority: str) -> list[PriorityUpdate]:
        """Return the updates on a priority, oldest first."""
        return self._some('WHERE "priority" = ? ORDER BY "on", "id"', (priority,))


def _on(beats: Collection[str]) -> tuple[str, Sequence[str]]:
    return (f' AND "beat" IN ({", ".join("?" * len(beats))})', sorted(beats)) if beats else ("", ())


def _words(priority: Priority) -> str:
    return f"{priority.title} {priority.issue}"


def _days_untold(priority: Priority, last: date | None, today: date) -> int:
    if priority.life not in _UNDER_WORK:
        return 0
    since = last or priority.issue_date or (priority.created.date() if priority.created is not None else today)
    return max(0, (today - since).days)
