"""Questions asked of concerns and of the figures reported for a beat."""

from __future__ import annotations

from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.records.section import Section


class Concerns(Section[Concern]):
    """The concerns."""

    def on_beat(self, beat: str) -> list[Concern]:
        """Return the concerns of a beat, newest first."""
        return self._some('WHERE "beat" = ? ORDER BY "raised_on" DESC, "id" DESC', (beat,))

    def of_place(self, place: str) -> list[Concern]:
        """Return the concerns about a place, newest first."""
        return self._some('WHERE "place" = ? ORDER BY "raised_on" DESC, "id" DESC', (place,))

    def unanswered_from(self, meeting: str) -> list[Concern]:
        """Return the concerns raised at a meeting about which nobody has been told back yet, oldest first."""
        return self._some('WHERE "raised_at" = ? AND "told_back_on" IS NULL ORDER BY "raised_on", "id"', (meeting,))


class ReportedFigures(Section[ReportedFigure]):
    """The reported figures."""

    def on_beat(self, beat: str) -> list[ReportedFigure]:
        """Return the figures of a beat, the latest period first and within it the largest count first."""
        return self._some('WHERE "beat" = ? ORDER BY "period_to" DESC, "count" DESC, "measure", "id"', (beat,))
