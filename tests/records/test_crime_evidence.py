"""Published crimes as evidence of a priority: of its beat, its theme and the months since, with their caveats."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.crime_files import BEHAVIOUR, BURGLARY, a_crime, street_file
from tests.elm_park import TODAY, a_book
from wehere_desktop.intake.crimes import bring_in_crimes
from wehere_desktop.neighbourhood.evidence import ANONYMISED, WHOLE_BEAT
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.crime_evidence import crime_evidence
from wehere_desktop.records.crime_file import CRIMES_FILE

WHARTON = {"lat": "53.194200", "lon": "-2.511300"}
ELSEWHERE = {"lat": "53.100000", "lon": "-2.440000", "area": "Cheshire East 040A"}


def test_that_a_priority_has_the_crimes_of_its_beat_and_theme_since_it_began(tmp_path: Path) -> None:
    rows = {
        "2025-08": [a_crime(month="2025-08", **WHARTON)] * 30,
        "2025-09": [a_crime(month="2025-09", **WHARTON)] * 9,
        "2026-08": [a_crime(month="2026-08", **WHARTON)] * 40,
        "2026-09": [
            *[a_crime(month="2026-09", **WHARTON)] * 2,
            a_crime(month="2026-09", **ELSEWHERE),
            a_crime(month="2026-09", kind=BURGLARY, **WHARTON),
        ],
    }
    with a_book(tmp_path) as book:
        beat = book.beats.known_as("Winsford Wharton")[0].id
        priority = Priority(id="p", beat=beat, title="Noise", theme=Theme.ANTISOCIAL, issue_date=date(2026, 8, 10))
        assert crime_evidence(book, priority, TODAY) == []
        for month, each in rows.items():
            file = street_file(tmp_path, each, f"{month}-cheshire-street.csv")
            bring_in_crimes(laptop_folder(), file, today=TODAY)
        (found,) = crime_evidence(book, priority, TODAY)
        # August is not a whole month since the work began
        assert (found.measure, found.before, found.after) == (BEHAVIOUR, 9, 2)
        assert found.period == "1 Sep 2026 to 30 Sep 2026, and a year before"
        assert {WHOLE_BEAT, ANONYMISED} <= set(found.caveats)
        (laptop_folder() / CRIMES_FILE).write_bytes(b"damaged")
        assert crime_evidence(book, priority, TODAY) == []
