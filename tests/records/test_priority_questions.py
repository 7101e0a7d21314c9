"""Questions asked of priorities: the board, what has gone stale, and what others have tried."""

from __future__ import annotations

from datetime import timedelta

from tests.elm_park import TODAY
from tests.records.an_evening import a_concern, a_priority, the_beat
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.osara import OsaraPlan
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.records import BeatBook

WORKING = PriorityLife.IN_ACTION


def told(book: BeatBook, priority: Priority, days_ago: int, text: str = "Told.") -> None:
    """Write an update on a priority so many days ago; without text it is a note for the team alone."""
    with book.change("Update", undoable=False):
        on = TODAY - timedelta(days=days_ago)
        book.priority_updates.add(
            PriorityUpdate(id=book.world.new_id(), priority=priority.id, on=on, text=text, note="In")
        )


def test_that_a_priority_is_stale_by_what_the_public_was_told_not_by_notes(book: BeatBook) -> None:
    fresh, stale, silent, young = (a_priority(book, name, life=WORKING) for name in ("a", "b", "c", "d"))
    with book.change("Date them", undoable=False):
        book.priorities.amend(silent.id, issue_date=TODAY - timedelta(days=80))
        book.priorities.amend(young.id, issue_date=TODAY - timedelta(days=8))
    told(book, fresh, 3)
    told(book, stale, 50)
    told(book, stale, 1, text="")
    a_priority(book, "proposed", issue_date=TODAY - timedelta(days=400))
    a_priority(book, "closed", life=PriorityLife.CLOSED, issue_date=TODAY - timedelta(days=400))
    found = book.priorities.stale(TODAY, 42, [the_beat(book).id])
    assert [(each.priority.id, each.days) for each in found] == [(silent.id, 80), (stale.id, 50)]
    assert found[1].last == TODAY - timedelta(days=50)
    assert book.priorities.stale(TODAY, 42, ["another beat"]) == []
    assert [each.days for each in book.priorities.stale(TODAY, 79)] == [80]


def test_that_the_board_has_a_column_for_each_stage_and_closed_ones_for_a_quarter(book: BeatBook) -> None:
    card = a_priority(book, life=WORKING)
    told(book, card, 4)
    with book.change("Work", undoable=False):
        for what, days, done in (("Later", 9, None), ("Soon", 2, None), ("Done", 1, TODAY)):
            due = TODAY + timedelta(days=days)
            book.actions.add(Action(id=book.world.new_id(), priority=card.id, what=what, due_on=due, done_on=done))
        book.osara_plans.add(OsaraPlan(id=book.world.new_id(), priority=card.id, objective="x", scanning="y"))
    a_concern(book, priority=card.id)
    a_concern(book, priority=card.id, outcome=Outcome.DONE, we_did="x", told_back_on=TODAY, told_back_how="Letter")
    lately = a_priority(book, "Lately", life=PriorityLife.CLOSED, closed=TODAY - timedelta(days=92))
    a_priority(book, "Long ago", life=PriorityLife.CLOSED, closed=TODAY - timedelta(days=93))
    board = book.priorities.board(TODAY)
    assert list(board) == list(PriorityLife)
    (shown,) = board[WORKING]
    assert (shown.priority.id, shown.last, shown.open_concerns) == (card.id, TODAY - timedelta(days=4), 1)
    assert shown.next_action is not None
    assert shown.next_action.what == "Soon"
    assert shown.complete is not None
    assert round(shown.complete * 7) == 2
    assert shown.days_untold(TODAY) == 4
    assert [each.priority.id for each in board[PriorityLife.CLOSED]] == [lately.id]
    assert board[PriorityLife.CLOSED][0].days_untold(TODAY) == 0
    assert not any(book.priorities.board(TODAY, ["another beat"]).values())


def test_that_the_library_offers_closed_ones_like_it_by_words_or_by_a_lesson_of_its_theme(book: BeatBook) -> None:
    same = a_priority(book, "Speeding on Crook Lane", life=PriorityLife.CLOSED, theme=Theme.SPEEDING, lesson="Signs")
    lesson = a_priority(book, "Racing by night", life=PriorityLife.CLOSED, theme=Theme.SPEEDING, lesson="Ask them")
    a_priority(book, "Night noise", life=PriorityLife.CLOSED, theme=Theme.SPEEDING)
    a_priority(book, "Fly-tipping", life=PriorityLife.CLOSED, theme=Theme.ENVIRONMENTAL, lesson="Cameras")
    a_priority(book, "Speeding on Crook Lane", life=WORKING, theme=Theme.SPEEDING)
    new = a_priority(book, "Cars speeding along Crook Lane", theme=Theme.SPEEDING)
    found = book.priorities.similar_past(new)
    assert [each.of.id for each in found] == [same.id, lesson.id]
    assert found[0].likeness > found[1].likeness


def test_that_counts_and_evidence_are_those_of_the_beat(book: BeatBook) -> None:
    priority = a_priority(book, life=WORKING, theme=Theme.BURGLARY)
    a_priority(book)
    with book.change("Count", undoable=False):
        book.figures.add(
            ReportedFigure(
                id=book.world.new_id(),
                beat=priority.beat,
                measure="Burglary",
                period_from=TODAY - timedelta(days=365),
                period_to=TODAY,
                count=3,
                count_before=30,
                source="x",
            )
        )
    counts = book.priorities.counts()[priority.beat]
    assert (counts[WORKING], counts[PriorityLife.PROPOSED], counts[PriorityLife.CLOSED]) == (1, 1, 0)
    assert [each.in_words for each in book.priorities.evidence(priority)] == ["3 (was 30)"]
