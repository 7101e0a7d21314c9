"""The two lists of meetings, to come and over, and under the first the beats that have none in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wehere_desktop.desk.page_parts import fit_columns, in_the_middle
from wehere_desktop.desk.pieces import Card, EmptyState, clear, column
from wehere_desktop.desk.tables import RowsModel, Table
from wehere_desktop.screens.meetings.listing import MeetingSource, coming_columns, over_columns
from wehere_desktop.screens.meetings.without_card import Missing, WithoutCard
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk

COMING, OVER = range(2)
NAME_WIDTH = 180
GIVING_WAY = ("venue", "came")


class ListsView(QWidget):
    """Shows one of the lists at a time; what is chosen in it is told."""

    #: A meeting was chosen (id).
    chosen = Signal(str)
    #: A meeting was opened (id).
    opened = Signal(str)
    #: The list on show has arrived; carries how many there are, in words.
    arrived = Signal(str)
    #: A meeting is to be planned on a beat (id, empty for any).
    asked_to_plan = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Begin with those to come, without any yet."""
        super().__init__()
        self._desk = desk
        self.tab = COMING
        now = desk.book.world.now
        self.sources = tuple(MeetingSource(desk.book, coming, now) for coming in (True, False))
        self._models = tuple(
            RowsModel(columns, source, desk.background, parent=self)
            for columns, source in zip((coming_columns(), over_columns()), self.sources, strict=True)
        )
        self.tables = tuple(
            Table(name, model, desk.look)
            for name, model in zip(("Meetings to come", "Meetings that are over"), self._models, strict=True)
        )
        self.without = WithoutCard(desk)
        self.without.asked_to_plan.connect(self.asked_to_plan)
        for tab, (model, table) in enumerate(zip(self._models, self.tables, strict=True)):
            model.arrived.connect(lambda _, tab=tab: self._arrived(tab))
            table.current_changed.connect(lambda record, tab=tab: self._chosen_in(tab, record))
            table.opened.connect(self.opened)
        self._empty_box = QWidget()
        self._empty = column()
        self._empty_box.setLayout(self._empty)
        self._list = QStackedWidget()
        for page in (*self.tables, self._empty_box):
            self._list.addWidget(page)
        card = Card(tight=True)
        card.setAccessibleName("List of meetings")
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self._list)
        whole = column(spacing=12)
        whole.addWidget(card, 1)
        whole.addWidget(self.without)
        self.setLayout(whole)

    @property
    def table(self) -> Table:
        """Return the list on show."""
        return self.tables[self.tab]

    def turn(self, tab: int) -> None:
        """Show one of the lists."""
        self.tab = tab
        self.without.setVisible(tab == COMING and self.without.anything)
        self._arrived(tab)

    def narrow(self, beats: tuple[str, ...], typed: str) -> None:
        """Fill both lists anew for some beats, with titles and venues that fit what was typed."""
        for source, model in zip(self.sources, self._models, strict=True):
            source.beats, source.typed = beats, typed
            model.reload()

    def turn_owing(self) -> None:
        """Narrow the list on show to what is wanting, or show all again."""
        self.sources[self.tab].owing = not self.sources[self.tab].owing
        self._models[self.tab].reload()

    def show_missing(self, found: Sequence[Missing]) -> None:
        """Show the beats that have no meeting in time."""
        self.without.show_all(found)
        self.without.setVisible(self.tab == COMING and self.without.anything)

    def go_to(self, record: str) -> None:
        """Choose a meeting in the list on show; one that is not in it leaves nothing chosen."""
        if not self.table.go_to(record):
            # Else the list would come back to the row before once it is filled anew
            self.table.setCurrentIndex(QModelIndex())
            self.table.clearSelection()

    def first(self) -> str:
        """Return the id of the first meeting of the list on show, or an empty text."""
        model = self._models[self.tab]
        return model.id_at(0) if model.rowCount() else ""

    def fit(self, room: int) -> None:
        """Give the columns a width in pixels; what does not fit is left out, the venue first."""
        look = self._desk.look
        for table, model in zip(self.tables, self._models, strict=True):
            fit_columns(table, model.columns, look, room - look.px(NAME_WIDTH), giving_way=GIVING_WAY)

    def _chosen_in(self, tab: int, record: str) -> None:
        """Follow the list on show; one that is filled anew behind another chooses nothing."""
        if self.tab == tab and record:
            self.chosen.emit(record)

    def _arrived(self, tab: int) -> None:
        if self.tab != tab:
            return
        number, whole = self._models[tab].rowCount(), self.sources[tab].whole
        self._list.setCurrentWidget(self.table if number else self._empty_box)
        if not number:
            self._say_empty(tab)
        self.arrived.emit(counted(number, "meeting") if number == whole else f"{number} of {counted(whole, 'meeting')}")

    def _say_empty(self, tab: int) -> None:
        clear(self._empty)
        look, source = self._desk.look, self.sources[tab]
        typed = source.typed.strip()
        if typed:
            said = EmptyState(
                look, "search", f"No meeting here fits “{typed}”", "Look at other beats or the other list."
            )
        elif source.owing:
            said = EmptyState(look, "good-day", "Nothing is wanting here", "Every meeting has what it needs.")
        elif tab == OVER:
            said = EmptyState(look, "meetings", "No meeting is over yet", "Those held stand here, with their reports.")
        else:
            said = EmptyState(
                look,
                "meetings",
                "No meeting is planned",
                "Say when and where; the agenda starts from what is open on the beat.",
                step="" if self._desk.book.read_only else "Plan a meeting",
                take=lambda: self.asked_to_plan.emit(""),
            )
        self._empty.addWidget(in_the_middle(said))
