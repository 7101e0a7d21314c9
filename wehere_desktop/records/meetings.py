"""Questions asked of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.records.rows import instant_text
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


class Meetings(Section[Meeting]):
    """The meetings."""

    def on_beat(self, beat: str) -> list[Meeting]:
        """Return the meetings of a beat by their start."""
        return self._some('WHERE "beat" = ? ORDER BY "starts", "id"', (beat,))

    def next_on_beat(self, beat: str, now: datetime) -> Meeting | None:
        """Return the next planned meeting of a beat from an instant on, or None."""
        return self._one(
            'WHERE "beat" = ? AND "life" = \'planned\' AND "starts" >= ? ORDER BY "starts", "id"',
            (beat, instant_text(now)),
        )

    def after(self, meeting: Meeting) -> Meeting | None:
        """Return the next planned meeting of the same beat after this one, or None."""
        if meeting.starts is None:
            return None
        return self._one(
            'WHERE "beat" = ? AND "life" = \'planned\' AND "starts" > ? AND "id" <> ? ORDER BY "starts", "id"',
            (meeting.beat, instant_text(meeting.starts), meeting.id),
        )

    def before(self, meeting: Meeting) -> Meeting | None:
        """Return the last meeting of the same beat that was held before this one, or None."""
        if meeting.starts is None:
            return None
        return self._one(
            'WHERE "beat" = ? AND "life" = \'held\' AND "starts" < ? ORDER BY "starts" DESC, "id"',
            (meeting.beat, instant_text(meeting.starts)),
        )

    def coming(self, now: datetime, *, beats: Collection[str] = (), limit: int = 20) -> list[Meeting]:
        """Return the next planned meetings from an instant on, soonest first, on some beats or on all."""
        narrowed = f' AND "beat" IN ({", ".join("?" * len(beats))})' if beats else ""
        return self._some(
            f'WHERE "life" = \'planned\' AND "starts" >= ?{narrowed} ORDER BY "starts", "id" LIMIT ?',
            (instant_text(now), *sorted(beats), limit),
        )

    def beats_with_meetings(self, now: datetime) -> list[str]:
        """Return the ids of the beats that have a meeting planned from an instant on, soonest first."""
        found = self._rows(
            'SELECT "beat" FROM "meeting" WHERE "life" = \'planned\' AND "starts" >= ? '
            'GROUP BY "beat" ORDER BY min("starts"), "beat"',
            (instant_text(now),),
        )
        return [beat for (beat,) in found]
