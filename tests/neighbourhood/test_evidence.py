"""Counts before and after come with what has to be known before anybody reads them."""

from __future__ import annotations

import dataclasses
from datetime import date

from wehere_desktop.neighbourhood.evidence import ANONYMISED, BY_CHANCE, WHOLE_BEAT, evidence_for
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.osara import OsaraPlan
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.neighbourhood.theme import Theme

FIGURE = ReportedFigure(
    id="f", beat="b", measure="Anti-social behaviour", period_from=date(2025, 11, 1), period_to=date(2026, 10, 31),
    count=80, count_before=151, source="Made up",
)  # fmt: skip
PRIORITY = Priority(id="p", beat="b", title="Noise", theme=Theme.ANTISOCIAL, issue_date=date(2025, 9, 1))


def test_that_a_figure_bears_on_its_theme_or_the_asb_tick_and_on_nothing_else() -> None:
    (found,) = evidence_for(PRIORITY, [FIGURE, dataclasses.replace(FIGURE, measure="Burglary")])
    assert (found.measure, found.in_words) == ("Anti-social behaviour", "80 (was 151)")
    parking = dataclasses.replace(PRIORITY, theme=Theme.PARKING)
    assert evidence_for(parking, [FIGURE]) == []
    assert len(evidence_for(dataclasses.replace(parking, asb=True), [FIGURE])) == 1


def test_that_every_published_figure_carries_its_caveats() -> None:
    (found,) = evidence_for(PRIORITY, [FIGURE])
    assert {WHOLE_BEAT, ANONYMISED} <= set(found.caveats)
    assert BY_CHANCE not in found.caveats


def test_that_a_small_difference_is_said_to_be_chance() -> None:
    (found,) = evidence_for(PRIORITY, [dataclasses.replace(FIGURE, count=11, count_before=17)])
    assert found.caveats[0] == BY_CHANCE


def test_that_work_that_began_within_the_period_is_pointed_out() -> None:
    (found,) = evidence_for(dataclasses.replace(PRIORITY, issue_date=date(2026, 3, 4)), [FIGURE])
    assert found.caveats[0] == "Work on it began on 4 Mar 2026, in the middle of the later period."
    (late,) = evidence_for(dataclasses.replace(PRIORITY, action_date=date(2026, 11, 4)), [FIGURE])
    assert late.caveats[0].endswith("after these figures end.")


def test_that_the_plan_s_own_count_comes_first_and_a_missing_one_is_left_out() -> None:
    plan = OsaraPlan(id="o", priority="p", measure="Cars on the zig-zags", before=40, after=4)
    assert [each.measure for each in evidence_for(PRIORITY, [FIGURE], plan)] == [plan.measure, FIGURE.measure]
    assert evidence_for(PRIORITY, [dataclasses.replace(FIGURE, count_before=None)]) == []
    assert evidence_for(PRIORITY, [], dataclasses.replace(plan, after=None)) == []
