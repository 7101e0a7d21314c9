"""The Places screen: the list at the left, the record of the place chosen at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from wehere_desktop.desk.pieces import Card, EmptyState, Text, clear, column, row
from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget
from wehere_desktop.desk.tables import RowsModel, Table
from wehere_desktop.screens.places.filters import Filters
from wehere_desktop.screens.places.listing import PlaceSource, columns
from wehere_desktop.screens.places.name_sheet import NameSheet
from wehere_desktop.screens.places.place_sheets import AddSheet, EditSheet
from wehere_desktop.screens.places.record import PlaceRecord, record_of
from wehere_desktop.screens.places.record_view import RecordView
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.records.change import Changed

CONCERNED = frozenset(
    {"place", "visit", "named_officer", "contact", "contact_role", "concern", "officer", "absence", "posting", "beat"}
)
# What can put a place elsewhere in the list or change its row; anything else touches the record alone.
IN_THE_LIST = frozenset({"place", "visit", "named_officer", "officer", "beat"})
RECORD_WIDTH = 412
WIDEST_RECORD = 520
FILTER_WIDTH = 224
TYPING_MS = 150
CHOOSING_MS = 40
# Columns that give way, in this order, where the list would leave a name less room than this.
GIVING_WAY = ("town", "officer", "kind", "beat", "seen")
NAME_WIDTH = 190


class Places(ScreenWidget):
    """A list that narrows and orders itself off the window's thread, and the record of its chosen row."""

    def __init__(self, desk: Desk) -> None:
        """Lay out list and record."""
        super().__init__()
        self._desk = desk
        self._shown = ""
        self._asked: Job | None = None
        self._source = PlaceSource(desk.book, desk.today)
        self._model = RowsModel(columns(), self._source, desk.background, parent=self)
        self.table = Table("Places", self._model, desk.look)
        self.filters = Filters(desk)
        self.words = QLineEdit()
        self.words.setAccessibleName("Filter the list by name, street, town or postcode")
        self.words.setPlaceholderText("Filter this list")
        self.words.setClearButtonEnabled(True)
        self.record = RecordView(desk)
        self._title = Text("Places", step="title")
        self._count = Text("", tone="quiet", elide=True)
        self._empty_box = QWidget()
        self._empty = column()
        self._empty_box.setLayout(self._empty)
        self._lay_out()
        self._typing, self._choosing = self._timer(TYPING_MS, self._narrow), self._timer(CHOOSING_MS, self._ask)
        self.add_action = QAction("Add a place", self)
        self.add_action.setShortcut(QKeySequence("Ctrl+Shift+A"))
        self.add_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.add_action.setEnabled(not desk.book.read_only)
        self.add_action.triggered.connect(lambda _=False: self.add())
        self.addAction(self.add_action)
        self._wire()

    def _wire(self) -> None:
        self.words.textChanged.connect(lambda _: self._typing.start())
        self.words.returnPressed.connect(self.table.setFocus)
        self.filters.changed.connect(self._narrow)
        self._model.arrived.connect(self._arrived)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda _: self.record.take_focus())
        self.record.asked_to_edit.connect(self.edit)
        self.record.asked_to_name.connect(self.name_officer)
        self._desk.look.changed.connect(self._fit)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in (("F2", self.edit), ("Ctrl+F", self._filter), ("Ctrl+Shift+N", self.name_officer)):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)

    def _lay_out(self) -> None:
        head = row(spacing=8)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(self.words)
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty_box)
        card = Card(tight=True)
        card.setAccessibleName("List of places")
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self._list)
        left = column(spacing=12)
        left.addLayout(head)
        left.addWidget(self.filters)
        left.addWidget(card, 1)
        across = row(spacing=18, margins=(20, 16, 20, 16))
        across.addLayout(left, 1)
        across.addWidget(self.record)
        self.setLayout(across)
        self.table.order_by("due")
        self._fit()

    def _timer(self, wait: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(do)
        return timer

    def refresh(self, changed: Changed | None) -> None:
        """Ask for the list and the record anew; what is on show stays until they are there."""
        if changed is None or not IN_THE_LIST.isdisjoint(changed.kinds):
            self._narrow()
        if self._shown:
            self._ask()

    def show_record(self, kind: str, record: str) -> None:
        """Show a place, whether or not the list as it is narrowed holds it."""
        if kind != "place":
            return
        self._shown = record
        if not self.table.go_to(record):
            self.table.clearSelection()
        self._ask()

    def commands(self) -> list[QAction]:
        """Offer to add a place."""
        return [self.add_action]

    def add(self, name: str = "") -> None:
        """Lay the sheet for a new place."""
        sheet = AddSheet(self._desk, name)
        sheet.added.connect(lambda place: self.show_record("place", place))
        self._desk.show_sheet("Add a place", sheet)

    def edit(self) -> None:
        """Lay the sheet for changing the place on show."""
        place = self._desk.book.places.find(self._shown) if self._shown else None
        if place is not None and not self._desk.book.read_only:
            self._desk.show_sheet("Edit the place", EditSheet(self._desk, place))

    def name_officer(self) -> None:
        """Lay the sheet for naming an officer for the place on show."""
        place = self._desk.book.places.find(self._shown) if self._shown else None
        if place is not None and not self._desk.book.read_only:
            self._desk.show_sheet("Name an officer", NameSheet(self._desk, place))

    def _filter(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _narrow(self) -> None:
        self._source.wanted = self.filters.wanted(self.words.text())
        self._fit_columns()
        self._model.reload()

    def _arrived(self, count: int) -> None:
        tally = self._source.tally
        self.filters.tell_unnamed(tally.nobody)
        where = self.filters.where()
        self._count.say(counted(count, "place") + (f" · {where}" if where else ""))
        self._list.setCurrentWidget(self.table if count else self._empty_box)
        if not count:
            self._say_empty(whole=tally.whole == 0)
        elif not self._shown:
            # The first is shown at once, so that the page is never half empty; the focus stays where it is.
            self.show_record("place", self._model.id_at(0))

    def _say_empty(self, *, whole: bool) -> None:
        inside = self._empty
        clear(inside)
        may_write = not self._desk.book.read_only
        if whole:
            said = EmptyState(
                self._desk.look,
                "places",
                "No places yet",
                "Schools, faith centres, care homes, shops: everywhere people should know an officer by name.",
                step="Add a place" if may_write else "",
                take=self.add,
            )
        else:
            typed = self.words.text().strip()
            said = EmptyState(
                self._desk.look,
                "search",
                f"Nothing here fits “{typed}”" if typed else "No place fits these filters",
                "It may lie on another beat, be closed, or not be in the book yet.",
                step="Look everywhere",
                take=self.filters.clear,
            )
            if typed and not self.filters.narrowed() and not self.filters.where():
                said = EmptyState(
                    self._desk.look,
                    "search",
                    f"No place fits “{typed}”",
                    "If it is not in the book yet, add it now.",
                    step="Add it" if may_write else "",
                    take=lambda: self.add(typed),
                )
        inside.addStretch(2)
        inside.addWidget(said)
        inside.addStretch(3)

    def _choose(self, place: str) -> None:
        if place and place != self._shown:
            self._shown = place
            # Held arrow keys run through the list; only where they rest is the record asked for.
            self._choosing.start()

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        place, today = self._shown, self._desk.today()
        self._asked = self._desk.ask_book(lambda book: record_of(book, place, today=today), self._tell, owner=self)

    def _tell(self, record: PlaceRecord | None) -> None:
        self._asked = None
        if record is None:
            self._shown = ""
            self.record.show_nothing()
        elif record.place.id == self._shown:
            self.record.show_record(record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        across = self.width()
        record = min(
            max(look.px(RECORD_WIDTH), across * 30 // 100), look.px(WIDEST_RECORD), max(across * 45 // 100, 300)
        )
        self.record.setFixedWidth(record)
        self.words.setFixedWidth(min(look.px(FILTER_WIDTH), max((across - record) * 36 // 100, 120)))
        self._fit_columns()

    def _fit_columns(self) -> None:
        look, across = self._desk.look, self.table.horizontalHeader()
        room = self.width() - self.record.width() - 58 - look.px(NAME_WIDTH)
        hidden = {"beat"} if self.filters.one_beat() else set[str]()
        for name in ("", *GIVING_WAY):
            hidden |= {name}
            if sum(look.px(each.width) for each in self._model.columns if each.name not in hidden) <= room:
                break
        for number, each in enumerate(self._model.columns):
            self.table.setColumnHidden(number, each.name in hidden)
            if each.width:
                across.resizeSection(number, look.px(each.width))


SCREEN = Screen(
    name="places",
    title="Places",
    icon="places",
    order=20,
    shortcut="Ctrl+2",
    shows=frozenset({"place"}),
    concerned_with=CONCERNED,
    build=Places,
)
