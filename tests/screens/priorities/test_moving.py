"""Moving a card with Ctrl and an arrow: what each step asks inline, what is refused, and that each is one undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from tests.desk.a_desk import settle, told
from tests.records.an_evening import a_concern, a_meeting, a_priority, a_proposal
from tests.screens.page_on_show import press, type_into, words_of
from tests.screens.priorities.conftest import Shown, Work, key, opened
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, Worked
from wehere_desktop.neighbourhood.trail import TrailStep, step_of
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.priorities.page import LIST

CTRL = Qt.KeyboardModifier.ControlModifier


def fill(shown: Shown, **typed: str) -> None:
    """Answer what the panel asks."""
    for form in shown.page.panel._forms:
        type_into(form, **{name: typed[name] for name in form.typed() if name in typed})


def stand_on(shown: Shown, priority: Priority) -> None:
    """Give the focus to a card."""
    shown.page.board.go_to(priority.id)
    shown.page.board.take_focus()


def life_of(shown: Shown, priority: Priority) -> PriorityLife:
    """Return where a priority stands in the book."""
    return shown.desk.book.priorities.get(priority.id).life


def test_that_a_step_that_asks_nothing_is_taken_at_once_and_can_be_undone(work: Work, shown: Shown) -> None:
    stand_on(shown, work.adopted)
    key(shown, Qt.Key.Key_Right, CTRL)
    assert life_of(shown, work.adopted) is PriorityLife.IN_ACTION
    assert shown.page.board.current() == work.adopted.id
    assert shown.page.board.columns[PriorityLife.IN_ACTION].hasFocus()
    assert told(shown.desk).said.told[-1].undo
    shown.desk.undo()
    settle(shown.desk)
    assert life_of(shown, work.adopted) is PriorityLife.ADOPTED


def test_that_a_card_goes_back_a_step_too(work: Work, shown: Shown) -> None:
    stand_on(shown, work.reviewed)
    key(shown, Qt.Key.Key_Left, CTRL)
    assert life_of(shown, work.reviewed) is PriorityLife.IN_ACTION
    key(shown, Qt.Key.Key_Left, CTRL)
    assert life_of(shown, work.reviewed) is PriorityLife.ADOPTED


def test_that_adopting_asks_which_meeting_and_keeps_the_hands(work: Work, shown: Shown) -> None:
    stand_on(shown, work.proposed)
    key(shown, Qt.Key.Key_Right, CTRL)
    assert shown.page.panel.is_asking()
    assert life_of(shown, work.proposed) is PriorityLife.PROPOSED
    offered = shown.page.panel._forms[0].editor("chosen_at")
    assert isinstance(offered, QComboBox)
    assert [offered.itemText(number) for number in range(offered.count())] == [
        "10 Nov · Autumn meeting",
        "12 Dec · Winter meeting",
    ]
    fill(shown, hands_for="14", hands_against="3")
    shown.page.panel.keep()
    settle(shown.desk)
    book = shown.desk.book
    kept, proposal = book.priorities.get(work.proposed.id), book.proposals.that_became(work.proposed.id)
    assert (kept.life, kept.chosen_at) == (PriorityLife.ADOPTED, work.held.id)
    assert proposal is not None
    assert (proposal.hands_for, proposal.hands_against, proposal.hands_neither) == (14, 3, None)
    assert not shown.page.panel.is_asking()
    assert shown.page.board.current() == work.proposed.id


def test_that_what_a_meeting_voted_is_there_already(book: BeatBook, work: Work, shown: Shown) -> None:
    a_proposal(book, work.held, priority=work.proposed.id, hands_for=9, hands_against=0)
    settle(shown.desk)
    stand_on(shown, work.proposed)
    key(shown, Qt.Key.Key_Right, CTRL)
    typed = {name: words for form in shown.page.panel._forms for name, words in form.typed().items()}
    assert typed == {"chosen_at": work.held.id, "hands_for": "9", "hands_against": "0", "hands_neither": ""}


def test_that_more_hands_against_than_for_is_refused_and_nothing_typed_is_lost(work: Work, shown: Shown) -> None:
    stand_on(shown, work.proposed)
    key(shown, Qt.Key.Key_Right, CTRL)
    fill(shown, hands_for="3", hands_against="14")
    shown.page.panel.keep()
    settle(shown.desk)
    assert life_of(shown, work.proposed) is PriorityLife.PROPOSED
    assert any("More hands were against it" in each for each in words_of(shown.page.panel))
    assert shown.page.panel.has_unsaved()
    fill(shown, hands_against="x")
    shown.page.panel.keep()
    assert any("“x” is not a number" in each for each in words_of(shown.page.panel))


def test_that_escape_lets_the_step_go(work: Work, shown: Shown) -> None:
    stand_on(shown, work.proposed)
    key(shown, Qt.Key.Key_Right, CTRL)
    key(shown, Qt.Key.Key_Escape)
    assert not shown.page.panel.is_asking()
    assert shown.page.board.columns[PriorityLife.PROPOSED].hasFocus()
    assert life_of(shown, work.proposed) is PriorityLife.PROPOSED


def test_that_without_a_meeting_adopting_says_so(book: BeatBook, shown_bare: Shown) -> None:
    made = a_priority(book, "Noise")
    a_meeting(book, -3, life=MeetingLife.CANCELLED)
    settle(shown_bare.desk)
    stand_on(shown_bare, made)
    key(shown_bare, Qt.Key.Key_Right, CTRL)
    assert any("No meeting of this beat" in each for each in words_of(shown_bare.page.panel))
    shown_bare.page.panel.keep()
    settle(shown_bare.desk)
    assert any("Say at which meeting it was chosen" in each for each in words_of(shown_bare.page.panel))


def test_that_closing_asks_how_it_went_and_makes_its_concerns_wait_to_be_told(
    book: BeatBook, work: Work, shown: Shown
) -> None:
    concern = a_concern(book, priority=work.reviewed.id)
    settle(shown.desk)
    stand_on(shown, work.reviewed)
    key(shown, Qt.Key.Key_Right, CTRL)
    assert any(each.startswith("1 open concern will wait") for each in words_of(shown.page.panel))
    fill(shown, worked=Worked.PARTLY.value, lesson="Signs help.", told="Dogs are on leads now.")
    shown.page.panel.keep()
    settle(shown.desk)
    assert any("Say what happens if we stop" in each for each in words_of(shown.page.panel))
    fill(shown, if_we_stop="Spring lambs bring it back.")
    shown.page.panel.keep()
    settle(shown.desk)
    kept = book.priorities.get(work.reviewed.id)
    assert (kept.life, kept.worked, kept.lesson) == (PriorityLife.CLOSED, Worked.PARTLY, "Signs help.")
    after = book.concerns.get(concern.id)
    assert step_of(after) is TrailStep.TO_TELL
    assert after.we_did == "Dogs are on leads now."
    shown.desk.undo()
    settle(shown.desk)
    assert life_of(shown, work.reviewed) is PriorityLife.UNDER_REVIEW
    assert step_of(book.concerns.get(concern.id)) is TrailStep.WITH_PRIORITY


@pytest.mark.parametrize("worked", [Worked.WORKED, Worked.NOT])
def test_that_what_did_not_work_gives_its_words_as_the_reason(
    book: BeatBook, work: Work, shown: Shown, worked: Worked
) -> None:
    concern = a_concern(book, priority=work.reviewed.id)
    settle(shown.desk)
    stand_on(shown, work.reviewed)
    key(shown, Qt.Key.Key_Right, CTRL)
    fill(shown, worked=worked.value, if_we_stop="Nothing.", told="These words.")
    shown.page.panel.keep()
    settle(shown.desk)
    after = book.concerns.get(concern.id)
    assert (after.because if worked is Worked.NOT else after.we_did) == "These words."


def test_that_ctrl_and_an_arrow_move_from_the_list_and_from_the_record_as_well(work: Work, shown: Shown) -> None:
    shown.page.tabs.setCurrentIndex(LIST)
    shown.page.table.go_to(work.adopted.id)
    shown.page.table.setFocus()
    key(shown, Qt.Key.Key_Right, CTRL)
    assert life_of(shown, work.adopted) is PriorityLife.IN_ACTION
    opened(shown, work.acting)
    key(shown, Qt.Key.Key_Right, CTRL)
    assert life_of(shown, work.acting) is PriorityLife.UNDER_REVIEW
    press(shown.page.record, "Close …")
    assert shown.page.panel.is_asking()


def test_that_a_proposed_one_can_be_closed_unchosen_but_never_skips_adoption(work: Work, shown: Shown) -> None:
    opened(shown, work.proposed)
    shown.page.record.asked_to_move.emit(PriorityLife.UNDER_REVIEW)
    assert shown.page.panel.keep_button.text() == "Adopt it"
    shown.page.record.asked_to_move.emit(PriorityLife.CLOSED)
    assert shown.page.panel.keep_button.text() == "Close it"


def test_that_a_closed_one_can_be_taken_up_again(work: Work, shown: Shown) -> None:
    stand_on(shown, work.closed)
    key(shown, Qt.Key.Key_Left, CTRL)
    kept = shown.desk.book.priorities.get(work.closed.id)
    assert (kept.life, kept.closed, kept.lesson) == (PriorityLife.UNDER_REVIEW, None, "Light did more than patrols.")


def test_that_a_book_for_reading_says_why_nothing_moves(work: Work, shown_to_read: Shown) -> None:
    stand_on(shown_to_read, work.adopted)
    key(shown_to_read, Qt.Key.Key_Right, CTRL)
    assert life_of(shown_to_read, work.adopted) is PriorityLife.ADOPTED
    assert "This book is open for reading only." in told(shown_to_read.desk).sentences
