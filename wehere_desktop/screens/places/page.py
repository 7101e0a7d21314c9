"""The page of places: the list at the left, the record of the place chosen at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QToolButton, QWidget

from wehere_desktop.desk.page_parts import (
    find_field,
    in_the_middle,
    list_card,
    page_action,
    record_width,
)
from wehere_desktop.desk.pausing import CHOOSING_MS, TYPING_MS, after_a_pause
from wehere_desktop.desk.pieces import EmptyState, Text, clear, column, row
from wehere_desktop.desk.place_filters import PlaceFilters
from wehere_desktop.desk.screen import Desk, PrintOffer, ScreenWidget
from wehere_desktop.desk.tables import RowsModel, Table
from wehere_desktop.records.tending import MOST_AT_ONCE
from wehere_desktop.screens.places.bulk_bar import BulkBar
from wehere_desktop.screens.places.columns import TableColumns
from wehere_desktop.screens.places.deeds import Deeds
from wehere_desktop.screens.places.listing import PlaceSource, columns
from wehere_desktop.screens.places.papers import papers_of
from wehere_desktop.screens.places.record import PlaceRecord, Rosters, record_of
from wehere_desktop.screens.places.record_view import RecordView
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.records.change import Changed

# What can put a place elsewhere in the list or change its row; anything else touches the record alone.
IN_THE_LIST = frozenset(
    {"place", "visit", "named_officer", "officer", "beat", "snooze", "closed_spell", "usual_frequency"}
)
IN_THE_ROSTER = frozenset({"officer", "posting", "absence"})
FILTER_WIDTH = 224


class Places(ScreenWidget):
    """A list that narrows and orders itself off the window's thread, and the record of its chosen row."""

    def __init__(self, desk: Desk) -> None:
        """Lay out list and record."""
        super().__init__()
        self._desk = desk
        self._shown = ""
        self._name = ""
        self._asked: Job | None = None
        self._chosen_before: tuple[str, ...] = ()
        self._rosters = Rosters()
        self._source = PlaceSource(desk.book, desk.today)
        self._counting: Job | None = None
        self._model = RowsModel(columns(), self._source, desk.background, ahead=True, parent=self)
        self.table = Table("Places", self._model, desk.look, several=True)
        self.filters = PlaceFilters(desk)
        self.words = find_field("Filter the list by name, street, town or postcode")
        self.words.setText(desk.narrowed.words)
        self.columns = TableColumns(self.table, self._model, desk.look)
        self.columns_button = QToolButton()
        self.columns_button.setAccessibleName("Columns, and saving this list")
        self.columns_button.setToolTip("Columns, and saving this list")
        self.bar = BulkBar(desk)
        self.record = RecordView(desk)
        self.deeds = Deeds(desk, self, lambda place: self.show_record("place", place))
        self._title = Text("Places", step="title")
        self._count = Text("", tone="quiet", elide=True)
        self._empty_box = QWidget()
        self._empty = column()
        self._empty_box.setLayout(self._empty)
        self._lay_out()
        self._typing = after_a_pause(self, TYPING_MS, self._typed)
        self._choosing = after_a_pause(self, CHOOSING_MS, self._ask)
        self.add_action = page_action(self, "Add a place", self.add, "Ctrl+Shift+A", enabled=not desk.book.read_only)
        self.map_action = page_action(self, "Show on map", lambda: desk.go("map"))
        self.save_action = page_action(
            self, "Save this list for a spreadsheet…", lambda: self.deeds.save_list(self.listed())
        )
        self._wire()

    def _wire(self) -> None:
        self.words.textChanged.connect(lambda _: self._typing.start())
        self.words.returnPressed.connect(self.table.setFocus)
        self.filters.changed.connect(self._followed)
        self._model.modelAboutToBeReset.connect(self._remember)
        self._model.arrived.connect(self._arrived)
        self.table.current_changed.connect(self._choose)
        self.table.selection_changed.connect(self._tell_chosen)
        self.table.opened.connect(lambda _: self.record.take_focus())
        self.record.asked.connect(self._do)
        self.bar.asked.connect(self._do_with_all)
        self.columns_button.clicked.connect(lambda _=False: self.columns.offer(self.columns_button, [self.save_action]))
        self.columns.changed.connect(self._fit)
        self._desk.look.changed.connect(self._fit)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in (
            ("F2", lambda: self._do("edit", "")),
            ("Ctrl+F", self._filter),
            ("Ctrl+Shift+N", self.name_officer),
        ):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)
        leave = QShortcut(QKeySequence("Escape"), self.table, context=Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._choose_one)

    def _lay_out(self) -> None:
        head = row(spacing=8)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(self.words)
        head.addWidget(self.columns_button)
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty_box)
        left = column(spacing=12)
        left.addLayout(head)
        left.addWidget(self.filters)
        left.addWidget(list_card("List of places", self._list, self.bar), 1)
        across = row(spacing=18, margins=(20, 16, 20, 16))
        across.addLayout(left, 1)
        across.addWidget(self.record)
        self.setLayout(across)
        self._fit()

    def refresh(self, changed: Changed | None) -> None:
        """Ask for the list and the record anew; what is on show stays until they are there."""
        if changed is None or not IN_THE_LIST.isdisjoint(changed.kinds):
            self._narrow()
        if changed is None or not IN_THE_ROSTER.isdisjoint(changed.kinds):
            self._rosters.forget()
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
        """Offer to add a place, and to see the list as it is narrowed on the map."""
        return [self.add_action, self.map_action] if self._desk.can_locate("place") else [self.add_action]

    def prints(self) -> Sequence[PrintOffer]:
        """Offer the sheet of the place on show."""
        return papers_of(self._shown, self._name) if self._shown else ()

    def listed(self) -> list[str]:
        """Return the ids of every place in the list as it is narrowed and ordered."""
        return self._model.ids()

    def chosen(self) -> list[str]:
        """Return the ids of the places chosen in the list, from the top."""
        ranges = sorted((each.top(), each.bottom()) for each in self._ranges())
        # Row by row would ask the model for an index of each: a whole register may be chosen
        return list(dict.fromkeys(record for top, bottom in ranges for record in self._model.ids(top, bottom + 1)))

    def add(self, name: str = "") -> None:
        """Lay the sheet for a new place."""
        self.deeds.add(name)

    def edit(self) -> None:
        """Lay the sheet for changing the place on show."""
        self._do("edit", "")

    def name_officer(self) -> None:
        """Lay the sheet for naming an officer, for all places chosen or for the one on show."""
        chosen = self.chosen()
        if len(chosen) > 1:
            self.deeds.with_all("name", chosen)
        else:
            self._do("name", "")

    def _do(self, what: str, part: str) -> None:
        if what == "locate":
            self._desk.locate("place", self._shown)
        elif what == "attach":
            self.record.attached.choose()
        elif self._shown:
            self.deeds.with_one(what, self._shown, part)

    def _do_with_all(self, what: str) -> None:
        if what == "clear":
            self._choose_one()
        else:
            self.deeds.with_all(what, self.chosen())

    def _choose_one(self) -> None:
        """Choose nothing but the row with the focus."""
        current = self.table.current()
        self.table.clearSelection()
        if current:
            self.table.go_to(current)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_chosen(self) -> None:
        self.bar.tell(sum(each.height() for each in self._ranges()))

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.table.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def _remember(self) -> None:
        # More than one change may touch are not worth the time it takes to choose them again
        number = sum(each.height() for each in self._ranges())
        self._chosen_before = tuple(self.chosen()) if 1 < number <= MOST_AT_ONCE else ()

    def _choose_again(self) -> None:
        """Choose the places that were chosen before the list was asked for anew, where they are still in it."""
        before, self._chosen_before = set(self._chosen_before), ()
        # One pass over the list: each asked for by itself would be felt where a whole register is chosen
        rows = [at for at, record in enumerate(self.listed()) if record in before] if before else []
        if len(rows) <= 1:
            self._tell_chosen()
            return
        found = QItemSelection()
        first = last = rows[0]
        last_column = self._model.columnCount() - 1
        for at in (*rows[1:], -1):
            if at != last + 1:
                found.append(QItemSelectionRange(self._model.index(first, 0), self._model.index(last, last_column)))
                first = at
            last = at
        self.table.selectionModel().select(found, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _filter(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _typed(self) -> None:
        self.filters.want_words(self.words.text())

    def _followed(self) -> None:
        if self._typing.isActive():
            # Words typed just now count with what was chosen; they are never put back to what they were
            self._typing.stop()
            self.filters.want_words(self.words.text())
        words = self._desk.narrowed.words
        if " ".join(self.words.text().split()) != words:
            self.words.setText(words)
            # Nobody typed these: what another screen chooses next must not wait for them
            self._typing.stop()
        self._narrow()

    def _narrow(self) -> None:
        self._source.wanted = self.filters.wanted()
        self._fit_columns()
        self._model.reload()

    def _arrived(self, count: int) -> None:
        tally = self._source.tally
        # Asked once the list is there, which so need not wait for it
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._desk.ask_book(
            lambda _: self._source.how_many_unnamed(), self.filters.tell_unnamed, owner=self
        )
        where = self.filters.where()
        self._count.say(counted(count, "place") + (f" · {where}" if where else ""))
        self._list.setCurrentWidget(self.table if count else self._empty_box)
        self._choose_again()
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
        inside.addWidget(in_the_middle(said))

    def _choose(self, place: str) -> None:
        if place and place != self._shown:
            self._shown = place
            # Held arrow keys run through the list; only where they rest is the record asked for.
            self._choosing.start()

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        place, today, now = self._shown, self._desk.today(), self._desk.book.world.now()
        rosters = self._rosters
        self._asked = self._desk.ask_book(
            lambda book: record_of(book, place, today=today, now=now, rosters=rosters), self._tell, owner=self
        )

    def _tell(self, record: PlaceRecord | None) -> None:
        self._asked = None
        before = self._name
        if record is None:
            self._shown = self._name = ""
            self.record.show_nothing()
        elif record.place.id == self._shown:
            self._name = record.place.name
            self.record.show_record(record)
        if self._name != before:
            self.offers_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        across = self.width()
        record = record_width(look, across)
        self.record.setFixedWidth(record)
        self.words.setFixedWidth(min(look.px(FILTER_WIDTH), max((across - record) * 36 // 100, 120)))
        self.columns_button.setIconSize(QSize(look.px(18), look.px(18)))
        self.columns_button.setIcon(look.icon("columns", look.colours.quiet, 18))
        self._fit_columns()

    def _fit_columns(self) -> None:
        hidden = {"beat"} if self.filters.one_beat() else set[str]()
        self.columns.fit(self.width() - self.record.width() - 58, hidden=hidden)
