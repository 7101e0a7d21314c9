"""What the published crimes of this laptop say of a priority, before and after, with all that must be known first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.crime_figures import figures_of, months_to_compare
from wehere_desktop.neighbourhood.evidence import Evidence, evidence_for
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.beat_finding import beat_finder
from wehere_desktop.records.crime_points import open_crimes
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.priority import Priority
    from wehere_desktop.records.beatbook import BeatBook

_YEAR = 12


def crime_evidence(book: BeatBook, priority: Priority, today: date) -> list[Evidence]:
    """Return the kinds of crime that bear on a priority's theme, counted on its beat; asked in a lane.

    Months since work on it began, against the same months a year before; none where this laptop does not hold both, or
    its crimes cannot be read.
    """
    try:
        with open_crimes(laptop_folder()) as held:
            months = months_to_compare(held.months(), priority.action_date or priority.issue_date)
            if not months or not priority.beat:
                return []
            both = {*months, *(month - _YEAR for month in months)}
            counts = held.of_beat(beat_finder(book, today), priority.beat, both)
    except Refusal:
        # The page on bringing in and the map say so; the priority's own evidence is still good
        return []
    return evidence_for(priority, figures_of(priority.beat, counts, months))
