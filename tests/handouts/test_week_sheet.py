"""The week sheet says what is to be known before each call, in order, and stays inside the police."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_book, a_contact, a_place, a_role, a_visit
from wehere_desktop.handouts.internal import MARKING
from wehere_desktop.handouts.week_sheet import SheetCall, SheetDay, WeekSheet, draw, gather, week_sheet
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.officer import Absence
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.week_plan import WeekPlan
from wehere_desktop.records import BeatBook
from wehere_desktop.records.week_plans import keep_week_plan
from wehere_desktop.refusal import Refusal

DAY = timedelta(days=1)
CHRISTMAS_WEEK = TODAY + 29 * DAY


def a_week(book: BeatBook) -> WeekPlan:
    """Plan the week of Christmas 2026 with four calls and a base, and return the plan."""
    new_id = book.world.new_id
    beat = book.beats.known_as("Winsford Wharton")[0].id
    with book.change("Lay out"):
        made = {}
        for name, street, north, seen in (
            ("Police Station", "High Street", 0, None),
            ("Ash School", "School Road", 3, 71),
            ("Birch School", "Long Lane", 1, 40),
            ("Cedar Hall", "", 2, None),
        ):
            place = book.places.add(
                a_place(
                    book, name, street=street, town="Winsford", latitude=53.19 + north / 100, longitude=-2.5, beat=beat
                )
            )
            made[name] = place.id
            if seen:
                book.visits.add(a_visit(book, place.id, TODAY - seen * DAY))
        made["Lost"] = book.places.add(a_place(book, "Lost Farm", beat=beat)).id
        head = book.contacts.add(a_contact(book, mobile="07700 900123"))
        book.contact_roles.add(a_role(book, head.id, made["Ash School"], role="Head teacher"))
        book.access_notes.add(AccessNote(id=new_id(), place=made["Ash School"], note="Dog loose", warning=True))
        book.access_notes.add(AccessNote(id=new_id(), place=made["Ash School"], note="Ring at the side door"))
        book.promises.add(
            Promise(
                id=new_id(),
                promised="Bring leaflets",
                place=made["Birch School"],
                owner=book.holder,
                made_on=TODAY,
                due_on=TODAY - DAY,
            )
        )
        book.closed_spells.add(
            ClosedSpell(
                id=new_id(),
                name="Christmas holidays",
                place=made["Birch School"],
                starts=CHRISTMAS_WEEK,
                ends=CHRISTMAS_WEEK + 6 * DAY,
            )
        )
        book.absences.add(
            Absence(id=new_id(), officer=book.holder, starts=CHRISTMAS_WEEK + 4 * DAY, ends=CHRISTMAS_WEEK + 9 * DAY)
        )
    plan = WeekPlan(CHRISTMAS_WEEK, start=made["Police Station"])
    plan = plan.put([made["Ash School"], made["Birch School"], made["Lost"]], 0).put([made["Cedar Hall"]], 4)
    keep_week_plan(book, plan)
    return plan


def test_that_the_sheet_reads_as_it_was_approved(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    with a_book(tmp_path) as book:
        plan = a_week(book)
        golden("week_sheet.txt", gather(book, plan.monday, today=TODAY).as_text())


def test_that_everything_on_the_sheet_reaches_the_paper_under_its_marking(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        plan = a_week(book)
        made = week_sheet(book, plan.monday, today=TODAY)
        again = week_sheet(book, plan.monday, today=TODAY)
    words = " ".join(each.text for each in made.spoken)
    for part in ("Read first: Dog loose", "Head teacher", "Bring leaflets", "Closed that day", "Lost Farm", MARKING):
        assert part in words
    assert made.pdf.startswith(b"%PDF")
    assert (made.pages, again.pages, made.missing) == (1, 1, ())


def test_that_a_week_without_calls_is_refused_with_a_way_on(tmp_path: Path) -> None:
    with a_book(tmp_path) as book, pytest.raises(Refusal) as refused:
        week_sheet(book, CHRISTMAS_WEEK, today=TODAY)
    assert (refused.value.kind, bool(refused.value.remedy)) == ("nothing-planned", True)


@pytest.mark.parametrize("calls", [1, 40])
def test_that_no_call_is_lost_however_many_and_however_long_their_words(calls: int) -> None:
    long = "A very long line about the gate and the dog and the bell. " * 12
    one = SheetCall("Ash <b>School</b> العربية", "never seen", long, long, "", (long,), (long,), (long, long), "")
    days = tuple(SheetDay(f"Monday {number}", "many calls", (), (one,) * calls) for number in range(2))
    made = draw(WeekSheet("Week", "PCSO", "Made today", days, practice=True))
    said = [each.text for each in made.spoken if "<b>School</b>" in each.text]
    assert len(said) == 2 * calls
    assert made.pages > (2 if calls > 1 else 0)
    assert {each.side for each in made.spoken if each.text == MARKING} == set(range(1, made.pages + 1))
