"""The Team page: officers, beats and gaps at the left, the record of what was chosen at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from wehere_desktop.desk.chips import say_chip
from wehere_desktop.desk.page_parts import (
    find_field,
    fit_columns,
    in_the_middle,
    list_card,
    page_action,
    record_width,
    tab_bar,
)
from wehere_desktop.desk.pausing import CHOOSING_MS, TYPING_MS, after_a_pause
from wehere_desktop.desk.pieces import Button, EmptyState, Text, clear, column, row
from wehere_desktop.desk.record_card import RecordCard
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.screens.team.beat_list import BeatSource, beat_columns
from wehere_desktop.screens.team.beat_record import BeatRecord, beat_record
from wehere_desktop.screens.team.beat_view import show_beat
from wehere_desktop.screens.team.day_field import DayField
from wehere_desktop.screens.team.doings import Doings
from wehere_desktop.screens.team.gaps import GapGroup, gaps_of, how_many
from wehere_desktop.screens.team.gaps_view import GapsView
from wehere_desktop.screens.team.grouped import GroupedModel, GroupedTable
from wehere_desktop.screens.team.officer_list import OfficerSource, officer_columns
from wehere_desktop.screens.team.officer_record import OfficerRecord, officer_record
from wehere_desktop.screens.team.officer_view import show_officer
from wehere_desktop.screens.team.record_view import Ask
from wehere_desktop.screens.team.scope import UnitChip
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.records.change import Changed

OFFICERS, BEATS, GAPS = range(3)
TABS = ("Officers", "Beats", "Gaps")
FILTER_WIDTH = 224
LEAST_FILTER = 72
LEAST_COUNT = 80
NAME_WIDTH = 190


class TeamPage(ScreenWidget):
    """Three tabs that look at one unit, and the record beside them."""

    def __init__(self, desk: Desk) -> None:
        """Lay out tabs and record."""
        super().__init__()
        self._desk = desk
        self._shown = ("", "")
        self._asked: Job | None = None
        self._asked_gaps: Job | None = None
        self._record: OfficerRecord | BeatRecord | None = None
        self.unit = UnitChip(desk)
        self.left = Button("Those who left", self._turn_left, rank="chip")
        self.day = DayField(desk)
        self.tabs = tab_bar("Officers, beats or gaps", TABS)
        self.words = find_field("Filter the list by name, number or beat")
        self._officers, self._beats = OfficerSource(desk.book, desk.today), BeatSource(desk.book, self.day.day)
        self._officer_model = GroupedModel(officer_columns(), self._officers, desk.background, parent=self)
        self._beat_model = GroupedModel(beat_columns(), self._beats, desk.background, parent=self)
        self.officers = GroupedTable("Officers", self._officer_model, desk.look)
        self.beats = GroupedTable("Beats", self._beat_model, desk.look)
        self.gaps = GapsView(desk)
        self.record = RecordCard(
            desk,
            icon="team",
            choose="Choose an officer or a beat",
            more="Postings, places and days away stand here, and who answers meanwhile.",
        )
        self.doings = Doings(desk, self._show_officer)
        self._title = Text("Team", step="title")
        self._count = Text("", tone="quiet", elide=True)
        self.add_action = page_action(self, "Add an officer", self.add, "Ctrl+Shift+A", enabled=not desk.book.read_only)
        self._typing = after_a_pause(self, TYPING_MS, self._narrow)
        self._choosing = after_a_pause(self, CHOOSING_MS, self._ask)
        self._wire()
        self._lay_out()

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.unit.changed.connect(self._narrow)
        self.day.changed.connect(self._other_day)
        self.words.textChanged.connect(lambda _: self._typing.start())
        self.words.returnPressed.connect(self._into_list)
        for model, table, kind in (
            (self._officer_model, self.officers, "officer"),
            (self._beat_model, self.beats, "beat"),
        ):
            model.arrived.connect(lambda _, kind=kind: self._arrived(kind))
            table.current_changed.connect(lambda record, kind=kind: self._chosen_in(kind, record))
            table.opened.connect(lambda _: self.record.take_focus())
        self.gaps.asked_to_show.connect(self._choose)
        self.gaps.asked_to_mend.connect(self.doings.mend)
        self.record.asked.connect(self._do)
        self._desk.look.changed.connect(self._fit)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in (("F2", self.edit), ("Ctrl+F", self._filter)):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)

    def _lay_out(self) -> None:
        # What a tab does without leaves its room, so that nothing moves when tabs are turned
        kept = self.words.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.words.setSizePolicy(kept)
        head = row(spacing=8)
        head.addWidget(self._title)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.words)
        chips = row(spacing=8)
        chips.addWidget(self.unit)
        chips.addWidget(self.left)
        chips.addWidget(self._count, 1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(8)
        self._line.addLayout(chips, 1)
        self._line.addWidget(self.day, 0, Qt.AlignmentFlag.AlignLeft)
        chips.addStrut(self.day.sizeHint().height())
        self._list = QStackedWidget()
        self._empty_box = QWidget()
        self._empty = column()
        self._empty_box.setLayout(self._empty)
        for page in (self.officers, self.beats, self._empty_box):
            self._list.addWidget(page)
        self._left_side = QStackedWidget()
        self._left_side.addWidget(list_card("List of the team", self._list))
        self._left_side.addWidget(self.gaps)
        left = column(spacing=12)
        left.addLayout(head)
        left.addLayout(self._line)
        left.addWidget(self._left_side, 1)
        across = row(spacing=18, margins=(20, 16, 20, 16))
        across.addLayout(left, 1)
        across.addWidget(self.record)
        self.setLayout(across)
        self._turn()
        self._fit()

    def refresh(self, changed: Changed | None) -> None:
        """Ask for lists, gaps and the record anew; what is on show stays until they are there."""
        del changed
        self._narrow()
        if self._shown[1]:
            self._ask()

    def show_record(self, kind: str, record: str) -> None:
        """Show an officer, a beat, or the beats of a unit."""
        if kind == "lpu":
            self.unit.want(record)
            self.tabs.setCurrentIndex(BEATS)
            return
        if kind not in {"officer", "beat"}:
            return
        self._shown = (kind, record)
        self.tabs.setCurrentIndex(OFFICERS if kind == "officer" else BEATS)
        table = self.officers if kind == "officer" else self.beats
        if not table.go_to(record):
            # Else the list would come back to the row before once it is filled anew
            table.setCurrentIndex(QModelIndex())
            table.clearSelection()
        self._ask()

    def commands(self) -> list[QAction]:
        """Offer to add an officer."""
        return [self.add_action]

    def add(self) -> None:
        """Lay the sheet for a new officer."""
        beat = self._shown[1] if self._shown[0] == "beat" and self.tabs.currentIndex() == BEATS else ""
        self.doings.add(beat=beat, lpu=self.unit.unit)

    def edit(self) -> None:
        """Lay the sheet for changing the officer on show."""
        if isinstance(self._record, OfficerRecord):
            self._do(Ask.EDIT, None)

    def _do(self, ask: Ask, about: object) -> None:
        if ask is Ask.WHOLE:
            self.record.opened.add(str(about))
            self._tell(self._record)
        elif isinstance(self._record, OfficerRecord):
            self.doings.for_officer(self._record.officer, ask, about)
        elif self._record is not None:
            self.doings.for_beat(self._record.beat, ask, about)

    def _show_officer(self, officer: str) -> None:
        self.show_record("officer", officer)

    def _filter(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _into_list(self) -> None:
        table = self.officers if self.tabs.currentIndex() == OFFICERS else self.beats
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        """Show what belongs to the tab."""
        tab = self.tabs.currentIndex()
        self._left_side.setCurrentIndex(1 if tab == GAPS else 0)
        self.words.setVisible(tab != GAPS)
        self.left.setVisible(tab == OFFICERS)
        self.day.setVisible(tab == BEATS)
        if tab == OFFICERS:
            self._arrived("officer")
        elif tab == BEATS:
            self._arrived("beat")
        else:
            self._count.say("as of today")
        self._follow_tab(tab)

    def _follow_tab(self, tab: int) -> None:
        """Show at the right what is chosen in the tab's list; the gaps leave what is there."""
        kind, table, model = ("officer", self.officers, self._officer_model)
        if tab == BEATS:
            kind, table, model = ("beat", self.beats, self._beat_model)
        if tab != GAPS and self._shown[0] not in {"", kind}:
            record = table.current() or model.first_record()
            if record:
                self.show_record(kind, record)
        elif self._shown[0] == "beat" and not self.day.is_today():
            self._ask()

    def _turn_left(self) -> None:
        self._officers.with_left = not self._officers.with_left
        shown = self._officers.with_left
        say_chip(self.left, "Those who left", f"Those who left, {'shown' if shown else 'hidden'}", on=shown)
        self._officer_model.reload()

    def _other_day(self) -> None:
        self._beat_model.reload()
        if self._shown[0] == "beat":
            self._ask()

    def _narrow(self) -> None:
        for source in (self._officers, self._beats):
            source.unit, source.typed = self.unit.unit, self.words.text()
        self._officer_model.reload()
        self._beat_model.reload()
        if self._asked_gaps is not None:
            self._asked_gaps.cancel()
        unit, today = self.unit.unit, self._desk.today()
        self._asked_gaps = self._desk.ask_book(lambda book: gaps_of(book, unit, today), self._tell_gaps, owner=self)

    def _tell_gaps(self, groups: list[GapGroup]) -> None:
        self._asked_gaps = None
        number = how_many(groups)
        self.tabs.setTabText(GAPS, f"{TABS[GAPS]} {number}" if number else TABS[GAPS])
        self._fit()
        self.gaps.show_all(groups)

    def _arrived(self, kind: str) -> None:
        tab = OFFICERS if kind == "officer" else BEATS
        if self.tabs.currentIndex() != tab:
            return
        model = self._officer_model if kind == "officer" else self._beat_model
        number = model.records()
        self._count.say(counted(number, kind))
        self._list.setCurrentWidget((self.officers if kind == "officer" else self.beats) if number else self._empty_box)
        if not number:
            self._say_empty(kind)
        elif not self._shown[1]:
            # The first is shown at once, so that the page is never half empty; the focus stays where it is.
            self.show_record(kind, model.first_record())

    def _say_empty(self, kind: str) -> None:
        clear(self._empty)
        typed = self.words.text().strip()
        if typed:
            said = EmptyState(self._desk.look, "search", f"Nobody here fits “{typed}”", "Look in the whole force.")
            if kind == "beat":
                said = EmptyState(self._desk.look, "search", f"No beat here fits “{typed}”", "Look in the whole force.")
        else:
            said = EmptyState(
                self._desk.look,
                "team",
                "Nobody yet",
                "Everybody who serves here, with where they are posted and when they are away.",
                step="" if self._desk.book.read_only else "Add an officer",
                take=self.add,
            )
        self._empty.addWidget(in_the_middle(said))

    def _chosen_in(self, kind: str, record: str) -> None:
        """Follow the list on show; one that is filled anew behind another tab chooses nothing."""
        if self.tabs.currentIndex() == (OFFICERS if kind == "officer" else BEATS):
            self._choose(kind, record)

    def _choose(self, kind: str, record: str) -> None:
        if record and (kind, record) != self._shown:
            self._shown = (kind, record)
            # Held arrow keys run through the list; only where they rest is the record asked for.
            self._choosing.start()

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        (kind, record), today = self._shown, self._desk.today()
        day = self.day.day() if self.tabs.currentIndex() == BEATS else today
        if kind == "officer":
            self._asked = self._desk.ask_book(
                lambda book: officer_record(book, record, today=today), self._tell, owner=self
            )
        elif kind == "beat":
            self._asked = self._desk.ask_book(
                lambda book: beat_record(book, record, day=day, today=today), self._tell, owner=self
            )

    def _tell(self, record: OfficerRecord | BeatRecord | None) -> None:
        self._asked = None
        self._record = record
        if isinstance(record, OfficerRecord):
            show_officer(self.record, record, self._desk.today())
        elif record is not None:
            show_beat(self.record, record)
        else:
            self._shown = ("", "")
            self.record.show_nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look, across = self._desk.look, self.width()
        record = record_width(look, across)
        self.record.setFixedWidth(record)
        left = across - record - 58
        besides = self._title.sizeHint().width() + self.tabs.sizeHint().width() + 3 * 8
        self.words.setFixedWidth(min(look.px(FILTER_WIDTH), max(left - besides, LEAST_FILTER)))
        wide = self.unit.sizeHint().width() + self.day.sizeHint().width() + look.px(LEAST_COUNT)
        across_or_down = QBoxLayout.Direction.LeftToRight if wide <= left else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across_or_down)
        room = across - record - 58 - look.px(NAME_WIDTH)
        fit_columns(self.officers, self._officer_model.columns, look, room, giving_way=("where", "places"))
        fit_columns(self.beats, self._beat_model.columns, look, room, giving_way=("others", "pcso"))
