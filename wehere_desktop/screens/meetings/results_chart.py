"""The results of feedback forms as bars: how far each question's mean goes on the way from 1 to 5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.answer_numbers import BEST
from wehere_desktop.neighbourhood.feedback_results import ENOUGH, Results
from wehere_desktop.screens.meetings.bars import Bar, Bars

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look


class ResultsChart(Bars):
    """One bar for each question."""

    def __init__(self, look: Look, results: Results) -> None:
        """Show what forms come to."""
        bars = [
            Bar(each.question, each.mean / BEST, each.in_words, each.answered >= ENOUGH) for each in results.results
        ]
        super().__init__(look, f"Answers from 1 to {BEST}", bars)
