"""The list of people at the left, the record of whoever is chosen at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from wehere_desktop.desk.page_parts import fit_columns, in_the_middle, list_card, record_width
from wehere_desktop.desk.pausing import CHOOSING_MS, TYPING_MS, after_a_pause
from wehere_desktop.desk.pieces import EmptyState, clear, column, row
from wehere_desktop.desk.tables import RowsModel, Table
from wehere_desktop.records.contact_list import Which
from wehere_desktop.screens.people.deeds import Deeds
from wehere_desktop.screens.people.filters import Filters
from wehere_desktop.screens.people.listing import PersonSource, columns
from wehere_desktop.screens.people.record import PersonRecord, record_of
from wehere_desktop.screens.people.record_view import RecordView
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.screen import Desk

# What is looked for has its column and its order; the others would only be in the way.
NOT_FOR = {Which.KEY_INDIVIDUALS: {"review"}, Which.REVIEW_DUE: {"due"}}
OTHERWISE_NOT_FOR = {"due", "review"}
ORDERED_BY = {Which.KEY_INDIVIDUALS: "due", Which.REVIEW_DUE: "review"}
# Columns that give way, in this order, where the list would leave the place less room than this.
GIVING_WAY = ("reach", "seen")
PLACE_WIDTH = 200


class ListPage(QWidget):
    """A list that narrows and orders itself off the window's thread, and the record of its chosen row."""

    #: How many people are listed, and where, in words.
    counted = Signal(str)
    #: Somebody is to be added; carries a name if one was typed.
    asked_to_add = Signal(str)

    def __init__(self, desk: Desk, words: QLineEdit) -> None:
        """Lay out list and record; `words` is the field that narrows the list."""
        super().__init__()
        self._desk = desk
        self.words = words
        self.shown = ""
        self._look_again = False
        self._asked: Job | None = None
        self._counted: Job | None = None
        self._source = PersonSource(desk.book, desk.today)
        self._model = RowsModel(columns(), self._source, desk.background, parent=self)
        self.filters = Filters(desk)
        self.table = Table("People", self._model, desk.look)
        self.record = RecordView(desk)
        self.deeds = Deeds(desk, self)
        self._empty_box = QWidget()
        self._empty = column()
        self._empty_box.setLayout(self._empty)
        self._typing = after_a_pause(self, TYPING_MS, self.narrow)
        self._choosing = after_a_pause(self, CHOOSING_MS, self.ask)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty_box)
        left = column(spacing=12)
        left.addWidget(self.filters)
        left.addWidget(list_card("List of people", self._list), 1)
        across = row(spacing=18)
        across.addLayout(left, 1)
        across.addWidget(self.record)
        self.setLayout(across)
        self.table.order_by("name")
        self._fit()

    def _wire(self) -> None:
        self.words.textChanged.connect(lambda _: self._typing.start())
        self.words.returnPressed.connect(self.table.setFocus)
        self.filters.changed.connect(self._filtered)
        self._model.arrived.connect(self._arrived)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda _: self.record.take_focus())
        record, deeds = self.record, self.deeds
        record.asked_to_edit.connect(lambda: deeds.edit(self.shown))
        record.asked_to_add_role.connect(lambda: deeds.add_role(self.shown))
        record.asked_for_role.connect(deeds.change_role)
        record.asked_for_questionnaire.connect(lambda: deeds.ask_questions(self.shown))
        record.asked_for_key.connect(lambda inside: deeds.take_in(self.shown, inside=inside))
        record.asked_to_publish.connect(lambda may: deeds.publish(self.shown, may=may))
        record.reviewed.connect(lambda: deeds.reviewed(self.shown))
        record.asked_to_erase.connect(lambda reason: deeds.erase(self.shown, reason, self.ask))
        self._desk.look.changed.connect(self._fit)

    def show_person(self, contact: str) -> None:
        """Show a person, whether or not the list as it is narrowed holds them."""
        self.shown = contact
        if not self.table.go_to(contact):
            # Whoever is not in the list yet is found in it when it comes anew; nobody else has the focus meanwhile
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        self.ask()

    def narrow(self) -> None:
        """Ask for the list anew; what is on show stays until it is there."""
        self._source.wanted = self.filters.wanted(self.words.text())
        self._model.reload()

    def _filtered(self) -> None:
        """Order by what is looked for, which asks for the list anew."""
        self._look_again = True
        order = ORDERED_BY.get(self.filters.which, "name")
        self._fit()
        self._source.wanted = self.filters.wanted(self.words.text())
        if self._model.order != order and (order != "name" or self._model.order in ORDERED_BY.values()):
            self.table.order_by(order)
        else:
            self._model.reload()

    def ask(self) -> None:
        """Ask for the record anew."""
        if self._asked is not None:
            self._asked.cancel()
        contact, today = self.shown, self._desk.today()
        self._asked = self._desk.ask_book(lambda book: record_of(book, contact, today=today), self._tell, owner=self)

    def _tell(self, record: PersonRecord | None) -> None:
        self._asked = None
        if record is None:
            self.shown = ""
            self.record.show_nothing()
        elif record.contact.id == self.shown:
            self.record.show_record(record)

    def _choose(self, contact: str) -> None:
        if contact and contact != self.shown:
            self.shown = contact
            # Held arrow keys run through the list; only where they rest is the record asked for.
            self._choosing.start()

    def _arrived(self, count: int) -> None:
        wanted, today = self._source.wanted, self._desk.today()
        if self._counted is not None:
            self._counted.cancel()
        self._counted = self._desk.ask_book(
            lambda book: book.contacts.tallied(wanted, today=today), self.filters.tell, owner=self
        )
        where = self.filters.beats_chip.words
        self.counted.emit(counted(count, "person", "people") + (f" · {where}" if where else ""))
        self._list.setCurrentWidget(self.table if count else self._empty_box)
        if not count:
            self._say_empty(whole=self._desk.book.contacts.count() == 0)
        elif not self.shown or (self._look_again and self._model.place_of(self.shown) < 0):
            # The first is shown at once, so that the page is never half empty; the focus stays where it is.
            self.show_person(self._model.id_at(0))
        self._look_again = False

    def _say_empty(self, *, whole: bool) -> None:
        clear(self._empty)
        may_write = not self._desk.book.read_only
        typed = self.words.text().strip()
        look = self._desk.look
        if whole:
            said = EmptyState(
                look,
                "people",
                "Nobody yet",
                "Heads, wardens, caretakers, shopkeepers: whoever you would ask for by name.",
                step="Add a person" if may_write else "",
                take=lambda: self.asked_to_add.emit(""),
            )
        elif not typed and self.filters.which is Which.REVIEW_DUE:
            said = EmptyState(look, "good-day", "Nobody's details are due for review", "That is as it should be.")
        elif typed and not self.filters.narrowed():
            said = EmptyState(
                look,
                "search",
                f"Nobody fits “{typed}”",
                "If they are not in the book yet, add them now.",
                step="Add them" if may_write else "",
                take=lambda: self.asked_to_add.emit(typed),
            )
        else:
            said = EmptyState(
                look,
                "search",
                f"Nobody here fits “{typed}”" if typed else "Nobody fits these filters",
                "They may be known on another beat, or not be in the book yet.",
                step="Look everywhere",
                take=self.filters.clear,
            )
        self._empty.addWidget(in_the_middle(said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look, across = self._desk.look, self.width()
        record = record_width(look, across)
        self.record.setFixedWidth(record)
        room = across - record - 18 - look.px(PLACE_WIDTH)
        hidden = NOT_FOR.get(self.filters.which, OTHERWISE_NOT_FOR)
        fit_columns(self.table, self._model.columns, look, room, giving_way=GIVING_WAY, hidden=hidden)
