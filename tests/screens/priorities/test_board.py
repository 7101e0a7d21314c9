"""The board and the list: what stands on a card, how the arrows lead on, and how the filters narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.desk.a_desk import settle
from tests.elm_park import TODAY
from tests.records.an_evening import a_concern, a_priority, the_beat
from tests.screens.page_on_show import press, words_of
from tests.screens.priorities.conftest import DAY, Shown, Work, day_before, key
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.osara import OsaraPlan
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.priorities.cards import gather_cards
from wehere_desktop.screens.priorities.page import LIST


def titles(shown: Shown) -> dict[PriorityLife, list[str]]:
    """Return what stands in each column of the board."""
    found = {}
    for life, column in shown.page.board.columns.items():
        cards = [column.cards.card_at(row) for row in range(column.cards.rowCount())]
        found[life] = [each.priority.title for each in cards if each is not None]
    return found


def on_board(shown: Shown) -> list[str]:
    """Return the titles on the board, column by column."""
    return [each for column in titles(shown).values() for each in column]


def test_that_each_priority_stands_in_the_column_of_its_life(shown: Shown) -> None:
    assert titles(shown) == {
        PriorityLife.PROPOSED: ["Bikes in Elm Park"],
        PriorityLife.ADOPTED: ["Parking at the gates"],
        PriorityLife.IN_ACTION: ["Speeding on Crook Lane"],
        PriorityLife.UNDER_REVIEW: ["Sheep worried by dogs"],
        PriorityLife.CLOSED: ["Bikes on the towpath"],
    }


def test_that_a_card_tells_in_words_all_that_it_shows(book: BeatBook, work: Work) -> None:
    with book.change("Work", undoable=False):
        for what, days in (("Write to the council", 9), ("Count cars", -4)):
            action = Action(id=book.world.new_id(), priority=work.acting.id, what=what, due_on=TODAY + days * DAY)
            book.actions.add(action)
        plan = OsaraPlan(id=book.world.new_id(), priority=work.acting.id, objective="Slower", scanning="Daily")
        book.osara_plans.add(plan)
    a_concern(book, priority=work.acting.id)
    cards = gather_cards(book, TODAY, (), officer=book.holder, own_beats=())
    said = next(each.said for each in cards if each.priority.id == work.acting.id)
    assert said == (
        "Speeding on Crook Lane, stands at in action, Winsford Wharton, speeding and dangerous driving, "
        "Told 13 Nov, 9 days ago, 4 days late: Count cars, plan 2 of 7, 1 open concern"
    )


def test_that_a_screen_reader_is_given_the_words_of_each_card(shown: Shown) -> None:
    column = shown.page.board.columns[PriorityLife.ADOPTED]
    said = column.cards.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Nothing told for 60 days" in said
    assert column.accessibleName() == "Adopted, 1"


def test_that_the_team_sets_after_how_many_days_one_is_stale(book: BeatBook, work: Work) -> None:
    from wehere_desktop.neighbourhood.team_setting import TeamSetting

    def stale() -> list[str]:
        cards = gather_cards(book, TODAY, (), officer=book.holder, own_beats=())
        return [each.priority.title for each in cards if each.stale]

    assert stale() == ["Parking at the gates"]
    with book.change("Set", undoable=False):
        setting = TeamSetting(id=book.world.new_id(), name="priority stale days", number=5)
        book.team_settings.add(setting)
    assert stale() == ["Parking at the gates", "Speeding on Crook Lane"]


def test_that_one_closed_more_than_a_quarter_ago_is_in_the_list_alone(book: BeatBook, work: Work, shown: Shown) -> None:
    a_priority(book, "Long over", life=PriorityLife.CLOSED, closed=day_before(200))
    settle(shown.desk)
    assert "Long over" not in on_board(shown)
    shown.page.tabs.setCurrentIndex(LIST)
    settle(shown.desk)
    model = shown.page.table.model()
    assert "Long over" in [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_that_the_arrows_lead_from_card_to_card_and_past_empty_columns(
    book: BeatBook, work: Work, shown: Shown
) -> None:
    with book.change("Move", undoable=False):
        book.priorities.amend(work.acting.id, life=PriorityLife.UNDER_REVIEW)
    settle(shown.desk)
    board = shown.page.board
    board.take_focus()
    assert board.current() == work.proposed.id
    key(shown, Qt.Key.Key_Right)
    assert board.current() == work.adopted.id
    key(shown, Qt.Key.Key_Right)
    first = board.current()
    assert first in {work.reviewed.id, work.acting.id}
    key(shown, Qt.Key.Key_Down)
    assert {first, board.current()} == {work.reviewed.id, work.acting.id}
    key(shown, Qt.Key.Key_Right)
    key(shown, Qt.Key.Key_Right)
    assert board.current() == work.closed.id
    key(shown, Qt.Key.Key_Left)
    assert board.current() == work.reviewed.id or board.current() == work.acting.id


def test_that_only_one_card_is_chosen_and_tab_stops_at_the_board_once(work: Work, shown: Shown) -> None:
    shown.page.board.take_focus()
    key(shown, Qt.Key.Key_Right)
    columns = shown.page.board.columns.values()
    assert sum(len(each.selectedIndexes()) for each in columns) == 1
    assert [bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) for each in columns] == [
        False,
        True,
        False,
        False,
        False,
    ]


def test_that_enter_opens_and_escape_goes_back_to_the_card(work: Work, shown: Shown) -> None:
    shown.page.board.take_focus()
    key(shown, Qt.Key.Key_Right)
    key(shown, Qt.Key.Key_Return)
    assert "Parking at the gates" in words_of(shown.page.record)
    key(shown, Qt.Key.Key_Escape)
    assert not shown.page.record.isVisible()
    assert shown.page.board.current() == work.adopted.id
    assert shown.page.board.columns[PriorityLife.ADOPTED].hasFocus()


def test_that_filters_narrow_board_and_list_alike(work: Work, shown: Shown) -> None:
    filters = shown.page.filters
    press(filters, "Filter: ASB")
    assert on_board(shown) == ["Bikes in Elm Park"]
    press(filters, "Show all")
    press(filters, "Filter: Stale")
    assert on_board(shown) == ["Parking at the gates"]
    shown.page.tabs.setCurrentIndex(LIST)
    assert shown.page.table.model().rowCount() == 1
    press(filters, "Filter: Stale")
    press(filters, "Filter: Mine")
    assert shown.page.table.model().rowCount() == 1


def test_that_rural_crime_is_all_five_kinds(book: BeatBook, work: Work, shown: Shown) -> None:
    a_priority(book, "Poachers", theme=Theme.WILDLIFE)
    settle(shown.desk)
    filters = shown.page.filters
    filters.want(type(filters.wanted)(rural=True))
    assert sorted(on_board(shown)) == ["Poachers", "Sheep worried by dogs"]


def test_that_mine_are_those_i_lead_and_those_on_my_beats_that_nobody_leads(book: BeatBook, work: Work) -> None:
    beat = the_beat(book).id
    cards = gather_cards(book, TODAY, (), officer=book.holder, own_beats=(beat,))
    assert all(each.mine for each in cards)
    cards = gather_cards(book, TODAY, (), officer="somebody else", own_beats=(beat,))
    assert [each.priority.title for each in cards if not each.mine] == ["Speeding on Crook Lane"]


def test_that_words_find_by_theme_beat_and_title_in_any_order(work: Work, shown: Shown) -> None:
    shown.page.words.setText("wharton bikes")
    settle(shown.desk, shown.page)
    assert sorted(on_board(shown)) == ["Bikes in Elm Park", "Bikes on the towpath"]
    shown.page.words.setText("xylophone")
    settle(shown.desk, shown.page)
    assert "Nothing here fits" in words_of(shown.page)
    press(shown.page, "Show all")
    settle(shown.desk, shown.page)
    assert len(on_board(shown)) == 5


def test_that_another_beat_shows_its_own(work: Work, shown: Shown) -> None:
    other = shown.desk.book.beats.known_as("Middlewich")[0]
    shown.page.filters.where_chip.want(f"beat:{other.id}")
    settle(shown.desk)
    assert "No priorities on Middlewich yet" in words_of(shown.page)
    shown.page.filters.where_chip.want("")
    settle(shown.desk)
    assert len(on_board(shown)) == 5


def test_that_an_empty_book_says_what_belongs_here_and_offers_the_first_step(shown_bare: Shown) -> None:
    assert "No priorities on All of Northwich yet" in words_of(shown_bare.page)
    press(shown_bare.page, "Add a priority")
    assert shown_bare.title == "Add a priority"


def test_that_hostile_words_are_shown_as_they_are(book: BeatBook, work: Work, shown: Shown) -> None:
    hostile = "<b>&Bikes</b> ../../x =1+1"
    made = a_priority(book, hostile, issue=hostile, life=PriorityLife.IN_ACTION)
    settle(shown.desk)
    assert hostile in on_board(shown)
    shown.page.open(made.id)
    settle(shown.desk)
    assert words_of(shown.page.record).count(hostile) == 2
