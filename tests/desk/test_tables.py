"""A table of a hundred thousand rows fetches only what is shown, orders away from the window, and keeps its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from wehere_desktop.desk.background import Background
from wehere_desktop.desk.cells import TONE_ROLE, Cell
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.tables import PAGE, Column, RowsModel, Table


@dataclass
class Numbers:
    """A source of numbered rows that remembers what was fetched of it."""

    count: int
    fetched: list[str] = field(default_factory=list)
    gone: frozenset[str] = frozenset()

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the numbers, backwards if asked."""
        numbers = range(self.count)
        return [str(each) for each in (reversed(numbers) if descending else numbers)]

    def rows(self, ids: Sequence[str]) -> Sequence[str | None]:
        """Return the rows."""
        self.fetched += ids
        return [None if each in self.gone else each for each in ids]


COLUMNS = (
    Column("name", "Name", lambda row: Cell(f"Place {row}", strong=True), width=0, order="name"),
    Column("state", "State", lambda row: Cell("3 days late", tone="late", pill=True), width=120),
)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    """Two lanes."""
    made = Background()
    yield made
    made.close()


def loaded(background: Background, source: Numbers, qtbot: QtBot) -> RowsModel:
    """Return a model whose ids have arrived."""
    model = RowsModel(COLUMNS, source, background)
    with qtbot.waitSignal(model.arrived):
        model.reload()
    return model


def test_that_the_model_keeps_the_toolkits_rules(
    background: Background, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(loaded(background, Numbers(250), qtbot))


def test_that_a_hundred_thousand_rows_are_fetched_only_where_they_are_shown(
    background: Background, qtbot: QtBot, look: Look
) -> None:
    source = Numbers(100_000)
    model = loaded(background, source, qtbot)
    table = Table("Places", model, look)
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    table.grab()
    assert model.rowCount() == 100_000
    assert len(source.fetched) <= 2 * PAGE
    table.go_to("99999")
    table.grab()
    assert len(source.fetched) <= 4 * PAGE


@pytest.mark.parametrize("kept", ["", "50000", "99999", "gone"])
def test_that_a_long_list_has_the_rows_it_shows_first_fetched_in_the_lane(
    background: Background, qtbot: QtBot, look: Look, kept: str
) -> None:
    source = Numbers(100_000)
    model = RowsModel(COLUMNS, source, background, ahead=True)
    table = Table("Places", model, look)
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    table.go_to(kept)
    with qtbot.waitSignal(model.arrived):
        model.reload()
    source.fetched.clear()
    table.grab()
    assert source.fetched == []
    assert table.current() == ("" if kept == "gone" else kept)
    with qtbot.waitSignal(model.arrived):
        table.order_by("name", descending=True)
    source.fetched.clear()
    table.grab()
    assert source.fetched == []


def test_that_the_ids_of_some_rows_or_all_are_told(background: Background, qtbot: QtBot) -> None:
    model = loaded(background, Numbers(5), qtbot)
    assert model.ids() == ["0", "1", "2", "3", "4"]
    assert model.ids(1, 3) == ["1", "2"]


def test_that_a_click_on_a_heading_orders_and_a_second_one_turns_it(
    background: Background, qtbot: QtBot, look: Look
) -> None:
    model = loaded(background, Numbers(10), qtbot)
    table = Table("Places", model, look)
    qtbot.addWidget(table)
    with qtbot.waitSignal(model.arrived):
        table.order_by("name")
    with qtbot.waitSignal(model.arrived):
        table.horizontalHeader().sectionClicked.emit(0)
    assert model.id_at(0) == "9"


def test_that_the_row_with_the_focus_keeps_it_when_the_order_changes(
    background: Background, qtbot: QtBot, look: Look
) -> None:
    model = loaded(background, Numbers(300), qtbot)
    table = Table("Places", model, look)
    qtbot.addWidget(table)
    table.go_to("7")
    with qtbot.waitSignal(model.arrived):
        table.order_by("name", descending=True)
    assert table.current() == "7"
    assert table.currentIndex().row() == 292


def test_that_a_row_gone_from_the_book_is_blank_and_not_an_error(background: Background, qtbot: QtBot) -> None:
    model = loaded(background, Numbers(3, gone=frozenset({"1"})), qtbot)
    assert model.index(1, 0).data(TONE_ROLE) is None
    assert model.index(2, 0).data() == "Place 2"


def test_that_a_cell_is_read_out_with_its_heading(background: Background, qtbot: QtBot) -> None:
    model = loaded(background, Numbers(1), qtbot)
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "State: 3 days late"


def test_that_enter_opens_the_row_with_the_focus(background: Background, qtbot: QtBot, look: Look) -> None:
    model = loaded(background, Numbers(5), qtbot)
    table = Table("Places", model, look)
    qtbot.addWidget(table)
    table.go_to("3")
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["3"]


def test_that_several_rows_can_be_chosen_where_that_is_asked_for(
    background: Background, qtbot: QtBot, look: Look
) -> None:
    model = loaded(background, Numbers(5), qtbot)
    table = Table("Places", model, look, several=True)
    qtbot.addWidget(table)
    table.selectAll()
    assert table.selected() == ["0", "1", "2", "3", "4"]
