"""The record: what people will read apart from what stays inside, actions by keyboard, concerns, counts, history."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QWidget

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY
from tests.records.an_evening import a_concern, a_priority, a_proposal, the_beat
from tests.screens.page_on_show import press, type_into, words_of
from tests.screens.priorities.conftest import DAY, Shown, Work, day_before, opened
from wehere_desktop.desk.pieces import Card
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.evidence import ANONYMISED, BY_CHANCE
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.neighbourhood.theme import PlanPriority, Theme
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.priorities.evidence_view import Bars, change_in_words
from wehere_desktop.screens.priorities.link_sheet import LinkSheet
from wehere_desktop.screens.priorities.record_page import COUNTS, HISTORY, PLAN


def card(widget: QWidget, heading: str) -> Card:
    """Return the card of a heading."""
    return next(each for each in widget.findChildren(Card) if each.heading.words() == heading and each.isVisible())


def fill(shown: Shown, **typed: str) -> None:
    """Type into the sheet's fields; an id goes into a picker."""
    assert shown.sheet is not None
    type_into(shown.sheet.form, **typed)


def keep(shown: Shown) -> None:
    """Keep what the sheet holds."""
    assert shown.sheet is not None
    shown.sheet.keep()
    settle(shown.desk)


def test_that_public_words_and_notes_stand_on_cards_of_their_own(work: Work, shown: Shown) -> None:
    record = opened(shown, work.acting).page.record
    public, inside = card(record, "What people were told"), card(record, "Stays inside")
    assert "We were there." in words_of(public)
    assert "Ask Sue." not in words_of(public)
    assert "Ask Sue." in words_of(inside)
    assert "We were there." not in words_of(inside)
    assert "public" in words_of(public)


def test_that_the_head_says_who_chose_it_and_by_how_many_hands(book: BeatBook, work: Work, shown: Shown) -> None:
    a_proposal(book, work.held, priority=work.acting.id, hands_for=14, hands_against=3)
    with book.change("Choose", undoable=False):
        book.priorities.amend(work.acting.id, chosen_at=work.held.id, review_on=TODAY - DAY)
    settle(shown.desk)
    said = words_of(opened(shown, work.acting).page.record)
    assert any("Chosen at “Autumn meeting”, 10 Nov: 14 for, 3 against" in each for each in said)
    assert "Review was due 21 Nov" in said


def test_that_telling_people_needs_words_and_makes_it_fresh_again(work: Work, shown: Shown) -> None:
    opened(shown, work.adopted)
    assert "Nothing told for 60 days" in words_of(shown.page.record)
    press(shown.page.record, "Tell people")
    keep(shown)
    assert any("There is nothing in it yet" in each for each in words_of(shown.sheet or shown.page))
    fill(shown, text="The lines are painted.", note="Paid by the council.")
    keep(shown)
    kept = shown.desk.book.priority_updates.of(work.adopted.id)
    assert [(each.text, each.note, each.on) for each in kept] == [
        ("The lines are painted.", "Paid by the council.", TODAY)
    ]
    assert shown.sheet is None
    assert "Told 22 Nov, today" in words_of(shown.page.record)


def test_that_an_update_is_put_right_where_it_stands(work: Work, shown: Shown) -> None:
    opened(shown, work.acting)
    press(shown.page.record, "13 Nov: We were there.")
    fill(shown, text="We were there on three days.")
    keep(shown)
    assert "We were there on three days." in words_of(shown.page.record)
    assert len(shown.desk.book.priority_updates.of(work.acting.id)) == 1


def test_that_actions_are_typed_one_after_another_and_enter_files_each(work: Work, shown: Shown) -> None:
    actions = opened(shown, work.acting).page.record.overview.actions_card
    actions.what.setFocus()
    for what, due in (("Ring the council", "in 2 weeks"), ("Count cars", "")):
        QTest.keyClicks(actions.what, what)
        QTest.keyClicks(actions.due, due)
        QTest.keyClick(actions.what, Qt.Key.Key_Return)
        settle(shown.desk)
        assert (actions.what.text(), actions.due.text()) == ("", "")
        assert actions.what.hasFocus()
    kept = {each.what: each for each in shown.desk.book.actions.of(work.acting.id)}
    assert kept["Ring the council"].due_on == TODAY + 14 * DAY
    assert set(kept) == {"Ring the council", "Count cars"}
    assert not any(each.publishable for each in kept.values())


def test_that_an_action_may_be_a_partners(book: BeatBook, work: Work, shown: Shown) -> None:
    with book.change("Partner", undoable=False):
        book.priorities.amend(work.acting.id, partners=("Borough council",))
    settle(shown.desk)
    actions = opened(shown, work.acting).page.record.overview.actions_card
    actions.who.setCurrentIndex(actions.who.findText("Borough council"))
    actions.what.setText("Paint lines")
    actions.add_action()
    settle(shown.desk)
    (kept,) = shown.desk.book.actions.of(work.acting.id)
    assert (kept.partner, kept.owner) == ("Borough council", "")


def test_that_an_action_without_words_or_with_no_day_is_refused_and_kept_in_its_line(work: Work, shown: Shown) -> None:
    actions = opened(shown, work.acting).page.record.overview.actions_card
    actions.add_action()
    assert any("Say what is to be done" in each for each in words_of(actions))
    actions.what.setText("Ring")
    actions.due.setText("the day after")
    actions.add_action()
    assert any("“the day after” is not a day" in each for each in words_of(actions))
    assert shown.page.has_unsaved()
    assert shown.desk.book.actions.of(work.acting.id) == []


def test_that_what_is_typed_for_a_new_action_outlives_a_change_elsewhere(
    book: BeatBook, work: Work, shown: Shown
) -> None:
    actions = opened(shown, work.acting).page.record.overview.actions_card
    actions.what.setText("Half a thou")
    with book.change("Elsewhere", undoable=False):
        book.priorities.amend(work.acting.id, issue="More cars")
    settle(shown.desk)
    assert "More cars" in words_of(shown.page.record)
    assert actions.what.text() == "Half a thou"


def test_that_a_tick_is_done_today_and_the_focus_stays_on_it(book: BeatBook, work: Work, shown: Shown) -> None:
    with book.change("Work", undoable=False):
        for what in ("First", "Second"):
            book.actions.add(Action(id=book.world.new_id(), priority=work.acting.id, what=what, due_on=TODAY))
    settle(shown.desk)
    opened(shown, work.acting)
    boxes = shown.page.record.findChildren(QCheckBox)
    tick = next(each for each in boxes if each.accessibleName() == "Done: Second")
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    settle(shown.desk)
    done = {each.what: each.done_on for each in book.actions.of(work.acting.id)}
    assert done == {"First": None, "Second": TODAY}
    focused = shown.page.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Done: Second"
    assert "1 of 2 done" in words_of(shown.page.record)


def test_that_an_action_is_marked_public_on_its_sheet_and_may_be_taken_out(
    book: BeatBook, work: Work, shown: Shown
) -> None:
    with book.change("Work", undoable=False):
        book.actions.add(Action(id=book.world.new_id(), priority=work.acting.id, what="Paint lines"))
    settle(shown.desk)
    opened(shown, work.acting)
    press(shown.page.record, "Paint lines")
    assert shown.sheet is not None
    mark = shown.sheet.form.editor("publishable")
    assert isinstance(mark, QCheckBox)
    mark.setChecked(True)
    fill(shown, due_on="in 2 weeks")
    keep(shown)
    (kept,) = book.actions.of(work.acting.id)
    assert (kept.publishable, kept.due_on) == (True, TODAY + 14 * DAY)
    press(shown.page.record, "Take out: Paint lines")
    settle(shown.desk)
    assert book.actions.of(work.acting.id) == []
    assert told(shown.desk).said.told[-1].undo


def test_that_open_concerns_most_alike_are_offered_first_and_linked_at_once(
    book: BeatBook, work: Work, shown: Shown
) -> None:
    other, alike = a_concern(book, "Dog mess on the green"), a_concern(book, "Cars speeding on Crook Lane at night")
    linked = a_concern(book, "Taken already", priority=work.reviewed.id)
    a_concern(
        book,
        "Told already",
        told_back_on=TODAY,
        told_back_how="In person",
        outcome=Outcome.DONE,
        we_did="We went.",
    )
    settle(shown.desk)
    opened(shown, work.acting)
    press(shown.page.record, "Link a concern")
    assert isinstance(shown.sheet, LinkSheet)
    offered = list(shown.sheet.choice._boxes)
    assert offered == [alike.id, other.id]
    assert linked.id not in offered
    shown.sheet.choice._boxes[alike.id].setChecked(True)
    keep(shown)
    assert book.concerns.get(alike.id).priority == work.acting.id
    said = words_of(shown.page.record)
    assert "raised 12 Nov → part of a priority" in said
    assert "1 open, 0 closed" in said
    press(shown.page.record, "Take off: Cars speeding")
    settle(shown.desk)
    assert book.concerns.get(alike.id).priority == ""


def test_that_a_priority_is_added_with_a_title_and_a_beat_alone(book: BeatBook, work: Work, shown: Shown) -> None:
    shown.page.add()
    fill(shown, title="Fly-tipping at Wharton tip", theme=Theme.SPEEDING.value)
    keep(shown)
    assert any("Say on which beat it is" in each for each in words_of(shown.sheet or shown.page))
    fill(shown, beat=the_beat(book).id)
    keep(shown)
    made = next(each for each in book.priorities.all() if each.title == "Fly-tipping at Wharton tip")
    assert (made.life, made.issue_date) == (PriorityLife.PROPOSED, TODAY)
    assert made.plan_priority is PlanPriority.SAFER_ROADS
    assert "Fly-tipping at Wharton tip" in words_of(shown.page.record)


def test_that_a_changed_priority_shows_at_once_and_undo_takes_it_back(work: Work, shown: Shown) -> None:
    opened(shown, work.acting)
    shown.page.edit()
    fill(shown, title="Speeding, all of Crook Lane", partners="Parish council\nSpeed Watch", review_on="in 3 months")
    keep(shown)
    kept = shown.desk.book.priorities.get(work.acting.id)
    assert kept.partners == ("Parish council", "Speed Watch")
    assert kept.review_on is not None
    assert "Parish council · Speed Watch" in words_of(shown.page.record)
    shown.desk.undo()
    settle(shown.desk)
    assert "Speeding on Crook Lane" in words_of(shown.page.record)


def test_that_counts_before_and_after_come_with_their_caveats(book: BeatBook, work: Work, shown: Shown) -> None:
    with book.change("Figures", undoable=False):
        figure = ReportedFigure(
            id=book.world.new_id(),
            beat=the_beat(book).id,
            measure="Anti-social behaviour",
            period_from=day_before(90),
            period_to=day_before(1),
            count=9,
            count_before=11,
            source="data.police.uk",
        )
        book.figures.add(figure)
    settle(shown.desk)
    opened(shown, work.proposed)
    assert shown.page.record.tabs.tabText(COUNTS) == "Before and after 1"
    shown.page.record.tabs.setCurrentIndex(COUNTS)
    said = words_of(shown.page.record)
    assert "2 fewer than before: 11 before, 9 after" in said
    assert f"– {BY_CHANCE}" in said
    assert f"– {ANONYMISED}" in said
    (bars,) = [each for each in shown.page.record.findChildren(Bars) if each.isVisible()]
    assert bars.accessibleName() == "11 before, 9 after"


def test_that_a_difference_is_said_in_plain_words() -> None:
    assert change_in_words(0, 3) == "3 more than before: 0 before, 3 after"
    assert change_in_words(7, 7) == "As many as before: 7"


def test_that_without_counts_the_first_step_leads_to_the_plan(work: Work, shown: Shown) -> None:
    opened(shown, work.acting)
    shown.page.record.tabs.setCurrentIndex(COUNTS)
    press(shown.page.record, "Count something in the plan")
    settle(shown.desk)
    assert shown.page.record.tabs.currentIndex() == PLAN
    assert shown.page.record.plan.step() == "assessment"


def test_that_similar_past_problems_stand_with_what_worked_and_open(work: Work, shown: Shown) -> None:
    opened(shown, work.proposed)
    shown.page.record.tabs.setCurrentIndex(PLAN)
    past = card(shown.page.record, "Tried before")
    assert "Light did more than patrols." in words_of(past)
    assert any("it worked" in each for each in words_of(past))
    press(past, "Bikes on the towpath")
    settle(shown.desk)
    assert shown.page.record.title.words() == "Bikes on the towpath"


def test_that_the_history_tells_who_changed_what(work: Work, shown: Shown) -> None:
    opened(shown, work.adopted)
    shown.page.record.asked_to_move.emit(PriorityLife.IN_ACTION)
    settle(shown.desk)
    shown.page.record.tabs.setCurrentIndex(HISTORY)
    said = words_of(shown.page.record)
    assert "Move “Parking at the gates” to in action" in said
    assert "Robin Vale" in said


def test_that_one_taken_out_elsewhere_leads_back_to_the_board(book: BeatBook, shown_bare: Shown) -> None:
    made = a_priority(book, "Gone soon")
    settle(shown_bare.desk)
    opened(shown_bare, made)
    with book.change("Take out", undoable=False):
        book.priorities.remove(made.id)
    settle(shown_bare.desk)
    assert not shown_bare.page.record.isVisible()


def test_that_a_book_for_reading_shows_all_and_offers_no_change(work: Work, shown_to_read: Shown) -> None:
    opened(shown_to_read, work.acting)
    record = shown_to_read.page.record
    assert "We were there." in words_of(record)
    assert not any(each.isVisible() for each in (record.on_button, record.edit_button, record.tell_button))
    assert not record.overview.actions_card.what.isVisible()
    shown_to_read.page.add()
    assert shown_to_read.sheet is None


def test_that_how_it_ended_is_public_and_the_lesson_is_not(work: Work, shown: Shown) -> None:
    record = opened(shown, work.closed).page.record
    public, inside = card(record, "People will read this"), card(record, "Stays inside")
    assert "It worked." in words_of(public)
    assert "Light did more than patrols." not in words_of(public)
    assert "Light did more than patrols." in words_of(inside)
    assert not record.on_button.isVisible()
