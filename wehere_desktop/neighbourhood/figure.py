"""Reported figures: a count for a beat over a period, with its source, shown as given and never made up."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFigure(Fact):
    """How many of something were reported on a beat from one day to another, and in the same period a year before."""

    kind: ClassVar[str] = "reported_figure"
    words: ClassVar[str] = "Reported figure"

    beat: str = told("Beat", public="always", refers="beat", required=True)
    measure: str = told("What is counted", public="always", search="title", required=True)
    period_from: date | None = told("From", default=None, public="always", required=True)
    period_to: date | None = told("Until", default=None, public="always", required=True)
    count: int = told("How many", default=0, public="always")
    count_before: int | None = told("How many a year before", default=None, public="always")
    source: str = told("Source", public="always", required=True)
