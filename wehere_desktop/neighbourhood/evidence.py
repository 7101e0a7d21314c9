"""Evidence: counts before and after for a priority, each with what has to be known before anybody reads it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.figure import ReportedFigure
    from wehere_desktop.neighbourhood.osara import OsaraPlan
    from wehere_desktop.neighbourhood.priority import Priority

WHOLE_BEAT = "It counts the whole beat, not only where the priority is."
ANONYMISED = (
    "Published crimes are moved to the nearest of a fixed set of points, so that nothing can be read from them about "
    "one street or house."
)
REPORTED = "It counts what was reported. More may be reported because people trust us more."
BY_CHANCE = "A difference this small comes about by chance."
_TWO_SIGMA = 2

# What data.police.uk calls the categories of street crime, beside the themes people speak of
_MEASURES: dict[Theme, tuple[str, ...]] = {
    Theme.ANTISOCIAL: ("anti-social", "antisocial", "criminal damage"),
    Theme.DRUGS: ("drug",),
    Theme.BURGLARY: ("burglary", "theft"),
    Theme.VEHICLE_CRIME: ("vehicle",),
    Theme.VIOLENCE: ("violen", "weapon", "robbery"),
    Theme.SHOP_CRIME: ("shoplifting", "shop"),
    Theme.SPEEDING: ("speed", "collision"),
    Theme.PARKING: ("parking",),
    Theme.HATE_CRIME: ("hate",),
    Theme.FRAUD: ("fraud", "scam"),
    Theme.AGRICULTURAL: ("rural", "farm", "agricultur"),
    Theme.EQUINE: ("rural", "equine", "horse"),
    Theme.WILDLIFE: ("rural", "wildlife", "poaching"),
    Theme.HERITAGE: ("rural", "heritage"),
    Theme.ENVIRONMENTAL: ("rural", "fly-tipping", "tipping"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One count before and after: what is counted, over which periods in words, by whom, and its caveats."""

    measure: str
    before: int
    after: int
    period: str
    source: str
    caveats: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """Return the two counts, such as “127 (was 151)”."""
        return f"{self.after:,} (was {self.before:,})"


def evidence_for(
    priority: Priority, figures: Iterable[ReportedFigure], plan: OsaraPlan | None = None
) -> list[Evidence]:
    """Return the evidence there is on a priority: what its plan counted, then the reported figures that bear on it.

    A figure bears on it when its name has a word of the priority's theme, or of antisocial behaviour where that is
    ticked. One without a count for the year before is left out.
    """
    found = []
    if plan is not None and plan.before is not None and plan.after is not None:
        caveats = (BY_CHANCE,) if _by_chance(plan.before, plan.after) else ()
        measure = plan.measure or "What the plan counts"
        found.append(Evidence(measure, plan.before, plan.after, "before and after", "our own count", caveats))
    return found + [_of_figure(priority, each) for each in figures if _bears_on(priority, each)]


def _bears_on(priority: Priority, figure: ReportedFigure) -> bool:
    words = _MEASURES.get(priority.theme, ()) + (_MEASURES[Theme.ANTISOCIAL] if priority.asb else ())
    measure = figure.measure.casefold()
    return figure.count_before is not None and any(each in measure for each in words)


def _of_figure(priority: Priority, figure: ReportedFigure) -> Evidence:
    before = figure.count_before or 0
    first, last = figure.period_from, figure.period_to
    period = f"{short_day(first)} to {short_day(last)}, and a year before" if first and last else ""
    caveats = [WHOLE_BEAT, REPORTED, ANONYMISED]
    since = priority.action_date or priority.issue_date
    if since is not None and first is not None and last is not None and since > first:
        later = since > last
        caveats.insert(
            0,
            f"Work on it began on {short_day(since)}, "
            + ("after these figures end." if later else "in the middle of the later period."),
        )
    if _by_chance(before, figure.count):
        caveats.insert(0, BY_CHANCE)
    return Evidence(figure.measure, before, figure.count, period, figure.source, tuple(caveats))


def _by_chance(before: int, after: int) -> bool:
    """Say whether two counts differ by no more than twice the spread of such a difference (Poisson)."""
    return abs(after - before) <= _TWO_SIGMA * math.sqrt(max(0, before) + max(0, after))
