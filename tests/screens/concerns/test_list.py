"""The list narrows by the trail, and each concern shows its way on one line with what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY
from tests.screens.concerns.conftest import DAY, Raise, Shown
from wehere_desktop.desk.pieces import Text, WayIn
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import ConcernKind, Outcome
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.neighbourhood.trail import TAKE_IT_FURTHER, TrailStep
from wehere_desktop.screens.concerns.trail_line import stations_of
from wehere_desktop.screens.concerns.words import EVERY, OPEN

Open = Callable[[], Shown]


def listed(shown: Shown) -> list[str]:
    """Return what the list shows, from the top."""
    model = shown.page.list.model
    return [model.row_at(number).said for number in range(model.rowCount())]


def want(shown: Shown, desk: Desk, **fields: Any) -> list[str]:
    """Narrow the list, and return what it shows then."""
    filters = shown.page.list.filters
    filters.want(replace(filters.wanted, **fields))
    settle(desk)
    return listed(shown)


def words_on(shown: Shown) -> str:
    """Return all the words on the record beside the list."""
    return "\n".join(each.words() for each in shown.page.list.record.findChildren(Text) if each.isVisible())


def test_that_the_open_ones_stand_in_the_order_of_their_waiting(open_page: Open, raised: Raise) -> None:
    raised("Parking by the school", raised_on=TODAY - 9 * DAY)
    raised("Lights are out", raised_on=TODAY - 30 * DAY)
    raised("Told and done", outcome=Outcome.DONE, we_did="Mended.", told_back_on=TODAY, told_back_how="Letter")
    assert listed(open_page()) == ["Lights are out", "Parking by the school"]


def test_that_each_step_of_the_trail_has_its_count_and_narrows_to_it(
    open_page: Open, raised: Raise, desk: Desk
) -> None:
    raised("In haste", to_sort=True)
    raised("Nobody sees to it")
    raised("Answered", outcome=Outcome.DONE, we_did="Mended.")
    raised("Told", outcome=Outcome.DONE, we_did="Mended.", told_back_on=TODAY, told_back_how="Letter")
    shown = open_page()
    chips = shown.page.list.filters.steps
    assert chips[OPEN].accessibleName() == "All open: 3"
    assert chips[TrailStep.TO_TELL.value].accessibleName() == "To tell back: 1"
    chips[TrailStep.TO_TELL.value].click()
    settle(desk)
    assert listed(shown) == ["Answered"]
    chips[EVERY].click()
    settle(desk)
    assert len(listed(shown)) == 4


def test_that_theme_kind_and_words_narrow_the_list(open_page: Open, raised: Raise, desk: Desk) -> None:
    raised("Bikes on the field", theme=Theme.ANTISOCIAL, asb=True)
    raised("Thank you for coming", concern_kind=ConcernKind.COMPLIMENT)
    raised("I drive, and he is always speeding", theme=Theme.SPEEDING, owner=desk.book.holder)
    shown = open_page()
    assert want(shown, desk, theme=Theme.SPEEDING.value) == ["I drive, and he is always speeding"]
    assert want(shown, desk, theme="", kind="compliment") == ["Thank you for coming"]
    assert want(shown, desk, kind="", asb=True) == ["Bikes on the field"]
    assert want(shown, desk, asb=False, mine=True) == ["I drive, and he is always speeding"]
    assert want(shown, desk, mine=False, text="fiel") == ["Bikes on the field"]
    assert want(shown, desk, text="nothing like it") == []


def test_that_the_trail_leads_from_raised_to_told_back(open_page: Open, raised: Raise, desk: Desk, beat: str) -> None:
    book = desk.book
    with book.change("Lay out"):
        met = book.meetings.add(
            Meeting(id=book.world.new_id(), beat=beat, title="October", starts=datetime(2026, 10, 1, 18, tzinfo=UTC))
        )
        priority = book.priorities.add(Priority(id=book.world.new_id(), beat=beat, title="Bikes in the park"))
        for done in (TODAY, None):
            book.actions.add(Action(id=book.world.new_id(), priority=priority.id, what="Patrol", done_on=done))
    each = raised("Bikes", raised_at=met.id, raised_on=TODAY - 52 * DAY, priority=priority.id)
    stops = stations_of(book.concerns.trail(each), TODAY)
    assert [stop.in_full for stop in stops] == [
        "1 Oct, at a meeting",
        "1 Oct, beat meeting",
        "Bikes in the park",
        "1 of 2 done",
        "still to come",
    ]
    assert [stop.leads for stop in stops[1:4]] == [("meeting", met.id), *(2 * (("priority", priority.id),))]
    assert [stop.passed for stop in stops] == [True, True, True, False, False]
    shown = open_page()
    opened: list[tuple[str, str]] = []
    desk.asked_to_open.connect(lambda kind, record: opened.append((kind, record)))
    desk.asked_to_open.disconnect(shown.page.show_record)
    ways = shown.page.list.record.findChildren(WayIn)
    stop = next(one for one in ways if one.accessibleName() == "Priority: Bikes in the park")
    stop.opened.emit()
    assert opened == [("priority", priority.id)]


def test_that_a_record_asked_for_is_shown_although_the_list_is_narrowed_to_others(
    open_page: Open, raised: Raise, desk: Desk
) -> None:
    raised("Open one")
    closed = raised("Long told", outcome=Outcome.DONE, we_did="Done.", told_back_on=TODAY, told_back_how="Letter")
    shown = open_page()
    shown.page.show_record("concern", closed.id)
    settle(desk)
    assert shown.page.list.table.current() == closed.id
    assert "Long told" in words_on(shown)


def test_that_a_complaint_shows_how_to_take_it_further_and_keeps_the_day(
    open_page: Open, raised: Raise, desk: Desk
) -> None:
    complaint = raised("Nobody rang back", concern_kind=ConcernKind.COMPLAINT)
    shown = open_page()
    assert TAKE_IT_FURTHER in words_on(shown)
    shown.page.list.record.deeds["further"].click()
    settle(desk)
    assert desk.book.concerns.get(complaint.id).further_told_on == TODAY
    assert "They were told on 22 Nov." in words_on(shown)


def test_that_what_was_closed_can_be_opened_again_and_undone(open_page: Open, raised: Raise, desk: Desk) -> None:
    each = raised("Lights", outcome=Outcome.DONE, we_did="Mended.", told_back_on=TODAY, told_back_how="Letter")
    shown = open_page()
    shown.page.show_record("concern", each.id)
    settle(desk)
    shown.page.list.record.deeds["again"].click()
    settle(desk)
    assert desk.book.concerns.get(each.id).told_back_on is None
    desk.undo()
    settle(desk)
    assert desk.book.concerns.get(each.id).told_back_on == TODAY
    assert told(desk).sentences[-1].startswith("Undone")


def test_that_an_empty_book_says_what_belongs_here_and_offers_the_first_step(open_page: Open, desk: Desk) -> None:
    shown = open_page()
    words = [each.words() for each in shown.page.list.findChildren(Text)]
    assert "What people tell you belongs here." in words
    shown.page.list.asked_for_new.emit()
    settle(desk)
    assert shown.sheet is not None


def test_that_a_book_open_for_reading_offers_no_deed(open_page: Open, raised: Raise, desk: Desk) -> None:
    raised("Lights are out")
    desk.book.ownership = replace(desk.book.ownership, read_only=True)
    shown = open_page()
    assert shown.page.list.record.deeds == {}
    assert shown.page.commands() == []
