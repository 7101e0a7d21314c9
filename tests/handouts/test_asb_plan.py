"""The ASB action plan tells all that is flagged of one beat, nothing else, and stays inside the police."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.elm_park import TODAY, a_book
from tests.handouts.meetings import HOSTILE_TEXT, Parish
from tests.handouts.watching import Seen, Watched, overlapping
from wehere_desktop.handouts.asb_plan import HANDOUT, draw
from wehere_desktop.handouts.asb_plan_facts import (
    A_YEAR,
    LONGEST,
    NO_CLOSED,
    NO_CONCERNS,
    NO_PRIORITIES,
    AsbPlan,
    ClosedPriority,
    OpenConcern,
    PlannedAction,
    WorkedOn,
    gather,
)
from wehere_desktop.handouts.catalogue import find_handouts
from wehere_desktop.handouts.house_style import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from wehere_desktop.handouts.internal import MARKING
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.osara import STEPS, OsaraPlan
from wehere_desktop.neighbourhood.priority import PriorityLife, PriorityUpdate, Worked
from wehere_desktop.refusal import Refusal

DAY = timedelta(days=1)


def a_full_beat(folder: Path) -> Parish:
    """Return a beat with one of everything that the plan tells, and beside each something that it must not."""
    parish = Parish(folder)
    sam = parish.officer("Sam Ashdown")
    bikes = parish.priority(
        "Off-road bikes",
        date(2026, 9, 16),
        (date(2026, 11, 2), "Two bikes were seized."),
        asb=True,
        owner=sam,
        partners=("Town council", "Housing association"),
        review_on=TODAY - 2 * DAY,
    )
    parish.add(PriorityUpdate, priority=bikes, on=TODAY, note="Not told to the public.")
    parish.add(OsaraPlan, priority=bikes, objective="Fewer calls", scanning="Nine calls", response=" ")
    steps: dict[str, dict[str, Any]] = {
        "Walk the towpath": {"owner": sam, "due_on": TODAY - 3 * DAY},
        "Put up a gate": {"partner": "Town council", "due_on": TODAY + 9 * DAY},
        "Talk to the riders": {"owner": sam, "partner": "Youth club"},
        "Write to parents": {
            "owner": sam,
            "due_on": date(2026, 10, 1),
            "done_on": date(2026, 10, 5),
            "outcome": "Four came to talk.",
        },
        "Order signs": {"due_on": TODAY},
    }
    for what, fields in steps.items():
        parish.add(Action, priority=bikes, what=what, **fields)
    parish.priority("Fireworks", None, asb=True, life=PriorityLife.PROPOSED)
    speeding = parish.priority("Speeding, not flagged", date(2026, 9, 1))
    parish.add(Action, priority=speeding, what="Not of the plan")
    for title, closed, worked, lesson in (
        ("Shop doorways", TODAY - 30 * DAY, Worked.PARTLY, "Light did more than patrols."),
        ("Bus shelter", TODAY - A_YEAR * DAY, Worked.NOT_SAID, ""),
        ("Closed too long ago", TODAY - (A_YEAR + 1) * DAY, Worked.WORKED, "Old"),
    ):
        parish.priority(
            title, None, asb=True, life=PriorityLife.CLOSED, closed=closed, worked=worked, lesson=lesson, owner=sam
        )
    nothing_yet: dict[str, Any] = {"asb": True, "outcome": Outcome.OPEN, "publishable": False}
    parish.concern("", "", said="Bikes on the field again", priority=bikes, **nothing_yet)
    parish.concern("", "", said="Bins set alight", whereabouts="behind the club", owner=sam, **nothing_yet)
    parish.concern("Noise at night", "", said="", raised_on=TODAY, **nothing_yet)
    parish.concern("Eggs thrown", "We spoke to them.", asb=True, said="Eggs at windows", raised_on=TODAY - DAY)
    parish.concern("Told already", "Done.", asb=True, told_back_on=TODAY, told_back_how="By letter")
    parish.concern("", "", said="Not antisocial", outcome=Outcome.OPEN, publishable=False)
    return parish


def test_that_the_plan_reads_as_it_was_approved(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    parish = a_full_beat(tmp_path)
    with parish.book as book:
        text = gather(book, parish.beat.id, today=TODAY).as_text()
    for left_out in ("not flagged", "Not of the plan", "too long ago", "Told already", "Not antisocial", "Not told"):
        assert left_out not in text
    golden("asb_plan.txt", text)


def test_that_all_of_it_reaches_the_paper_under_its_marking(tmp_path: Path) -> None:
    parish = a_full_beat(tmp_path)
    with parish.book as book:
        plan = gather(book, parish.beat.id, today=TODAY)
    made = draw(plan)
    written = "".join("".join(each.text.split()) for each in made.spoken)
    for line in plan.as_text().splitlines():
        for part in line.strip("-# ").split(" | "):
            assert "".join(part.split(": ", 1)[-1].split()) in written
    assert (made.pdf, made.missing) == (draw(plan).pdf, ())
    assert {each.side for each in made.spoken if each.text == MARKING} == set(range(1, made.pages + 1))


def test_that_a_beat_with_nothing_flagged_says_so_in_each_part(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    with parish.book as book:
        plan = gather(book, parish.beat.id, today=TODAY)
    made = draw(plan)
    said = [each.text for each in made.spoken]
    assert {NO_PRIORITIES, NO_CONCERNS, NO_CLOSED} <= set(said)
    assert [how_many for _, how_many in plan.counts] == ["0", "0", "0", "0"]
    assert made.pages == 1


def test_that_what_another_beat_has_is_not_in_the_plan(tmp_path: Path) -> None:
    parish = a_full_beat(tmp_path)
    with parish.book as book:
        other = next(each for each in book.beats.current(TODAY) if each.id != parish.beat.id)
        plan = gather(book, other.id, today=TODAY)
    assert (plan.live, plan.concerns, plan.closed) == ((), (), ())


def test_that_a_beat_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with a_book(tmp_path) as book, pytest.raises(Refusal, match="no such"):
        gather(book, "nowhere", today=TODAY)


def test_that_a_whole_plan_is_said_to_be_written(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    bikes = parish.priority("Bikes", None, asb=True)
    parish.add(OsaraPlan, priority=bikes, **dict.fromkeys(STEPS, "Written."))
    with parish.book as book:
        (live,) = gather(book, parish.beat.id, today=TODAY).live
    assert live.osara == "OSARA plan: all 7 steps are written"


def looked_at(plan: AsbPlan) -> list[Seen]:
    """Return every line of the plan's paper with its place."""
    Watched.seen = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wehere_desktop.handouts.internal.Pen", Watched)
        draw(plan)
    # The heading is measured by drawing it on a sheet that is thrown away, and so is seen twice
    return list(dict.fromkeys(Watched.seen))


def assert_all_can_be_read(plan: AsbPlan) -> None:
    """Fail if words stand on others, or outside the sheet."""
    seen = looked_at(plan)
    assert overlapping(seen) == []
    for each in seen:
        assert each.left >= MARGIN - 0.01, each
        assert each.right <= PAGE_WIDTH - MARGIN + 0.01, each
        assert 15 <= each.bottom <= each.top <= PAGE_HEIGHT - 12, each


def test_that_hostile_words_are_printed_as_typed_and_cut_only_where_they_are_too_long(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    endless = "word " * 2000 + "x" * 9000
    for text in (HOSTILE_TEXT, endless, "y" * 9000):
        bikes = parish.priority(text[:300], TODAY, asb=True, owner=parish.officer(text[:90]), partners=(text[:90],))
        parish.add(Action, priority=bikes, what=text[:2000], partner=text[:300], done_on=TODAY, outcome=text)
        parish.concern("", "", said=text, whereabouts=text[:300], asb=True, outcome=Outcome.OPEN, publishable=False)
        parish.priority(text[:300], None, asb=True, life=PriorityLife.CLOSED, closed=TODAY, lesson=text)
    with parish.book as book:
        plan = gather(book, parish.beat.id, today=TODAY)
    assert " ".join(HOSTILE_TEXT.split()) in plan.live[-1].title + plan.live[0].title + plan.live[1].title
    assert max(len(each.lesson) for each in plan.closed) <= LONGEST + 1
    assert_all_can_be_read(plan)


texts = st.text(max_size=200)
actions = st.lists(st.builds(PlannedAction, texts, texts, texts, st.booleans()), max_size=4).map(tuple)
lives = st.builds(WorkedOn, texts, texts, texts, texts, texts, st.lists(texts, max_size=2).map(tuple), actions)
EMPTY = AsbPlan("Wharton", "As it stands", "Made today", (("Actions", "0"),) * 4, (), (), (), practice=True)


@settings(max_examples=15)
@given(
    live=st.lists(lives, max_size=4),
    concerns=st.lists(st.builds(OpenConcern, texts, texts, texts), max_size=9),
    closed=st.lists(st.builds(ClosedPriority, texts, texts, texts, texts), max_size=4),
)
def test_that_no_text_however_odd_stands_on_other_text(
    live: list[WorkedOn], concerns: list[OpenConcern], closed: list[ClosedPriority]
) -> None:
    assert_all_can_be_read(replace(EMPTY, live=tuple(live), concerns=tuple(concerns), closed=tuple(closed)))


def test_that_no_action_is_lost_however_many_there_are() -> None:
    action = PlannedAction("Walk the towpath", "PCSO Sam Ashdown", "Due today", late=False)
    made = draw(replace(EMPTY, live=(WorkedOn("Bikes", "", "", "", "", (), (action,) * 200),)))
    assert sum("Walk the towpath" in each.text for each in made.spoken) == 200
    assert made.pages > 3


def test_that_the_plan_is_found_by_its_name_and_is_never_public() -> None:
    assert find_handouts()["asb-plan"] is HANDOUT
    assert (HANDOUT.of, HANDOUT.public) == ("beat", False)
