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


class ReportedFigures(Section[ReportedFigure]):
    """The reported figures."""

    def on_beat(self, beat: str) -> list[ReportedFigure]:
        """Return the figures of a beat, the latest period first and within it the largest count first."""
        return self._some('WHERE "beat" = ? ORDER BY "period_to" DESC, "count" DESC, "measure", "id"', (beat,))
