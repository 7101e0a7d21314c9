"""The week sheet says what is to be known before each call, in order, and stays inside the police."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_book, a_contact, a_place, a_role, a_visit
from wehere_desktop.handouts.internal import MARKING
from wehere_desktop.handouts.pen import Role
from wehere_desktop.handouts.round_map import round_map
from wehere_desktop.handouts.week_sheet import SheetCall, SheetDay, WeekSheet, draw, gather, week_sheet
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.officer import Absence
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.week_plan import WeekPlan
from wehere_desktop.records import BeatBook
from wehere_desktop.records.week_plans import keep_week_plan
from wehere_desktop.refusal import Refusal

DAY = timedelta(days=1)
CHRISTMAS_WEEK = TODAY + 29 * DAY
HOSTILE = "</script><b>&{{7*7}}"


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


def test_that_a_day_with_two_calls_that_have_a_position_has_a_map_with_their_numbers(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        plan = a_week(book)
        sheet = gather(book, plan.monday, today=TODAY)
        made = draw(sheet)
    assert [day.drawn is not None for day in sheet.days] == [True, False]
    (figure,) = [each for each in made.spoken if each.role is Role.FIGURE and "Map" in each.text]
    assert figure.text.startswith("Map. The calls of the day, in order: S, 1, 2. Sketch map about")
    words = [each.text for each in made.spoken]
    assert "S: Police Station, where the day starts." in words
    assert "Not on the map: 3. Lost Farm." in words


def test_that_the_sheet_of_one_day_holds_that_day_alone_on_one_side(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        plan = a_week(book)
        made = week_sheet(book, plan.monday, today=TODAY, only=plan.monday)
        with pytest.raises(Refusal) as refused:
            week_sheet(book, plan.monday, today=TODAY, only=plan.monday + DAY)
    words = " ".join(each.text for each in made.spoken)
    assert "Monday 21 December 2026" in words
    assert "Ash School" in words
    assert "Cedar Hall" not in words
    assert made.pages == 1
    assert str(refused.value) == "Nothing is planned for Tuesday 22 December 2026. Put calls on its days first."


def test_that_a_call_off_the_national_grid_is_listed_and_not_on_the_map(tmp_path: Path) -> None:
    calls = [("Ash", Position(53.2, -2.5)), ("Finca", Position(40.0, 3.0)), ("Birch", Position(53.21, -2.5))]
    drawn = round_map(calls, ("Base", Position(10.0, 10.0)), 1_200.0)
    assert drawn is not None
    assert [letter for letter, _ in drawn.marks] == ["1", "3"]
    assert drawn.said[1:] == ("Not on the map: 2. Finca.",)
    assert round_map(calls[:2], None, 0.0) is None
    assert round_map([], None, 0.0) is None


@pytest.mark.parametrize("calls", [2, 40])
def test_that_the_map_stands_beside_its_calls_and_no_call_is_lost_or_numbered_twice(tmp_path: Path, calls: int) -> None:
    names = [f"Hall {number} {HOSTILE}" for number in range(calls)]
    with a_book(tmp_path) as book:
        with book.change("Lay out"):
            made = [
                book.places.add(a_place(book, name, latitude=53.1 + number / 400, longitude=-2.5)).id
                for number, name in enumerate(names)
            ]
        keep_week_plan(book, WeekPlan(CHRISTMAS_WEEK).put(made, 0))
        printed = week_sheet(book, CHRISTMAS_WEEK, today=TODAY)
    told = [int(each.text.split(".")[0]) for each in printed.spoken if ". Hall " in each.text]
    assert told == list(range(1, calls + 1))
    assert "</script>" in "".join(each.text for each in printed.spoken)
    assert printed.missing == ()


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
