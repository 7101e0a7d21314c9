"""The Meetings page: to come, over, a calendar and what draws people at the left; one meeting's record at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.chips import say_chip
from wehere_desktop.desk.page_parts import (
    find_field,
    page_action,
    record_width,
    tab_bar,
)
from wehere_desktop.desk.pausing import CHOOSING_MS, TYPING_MS, after_a_pause
from wehere_desktop.desk.pieces import Button, Text, column, row
from wehere_desktop.desk.record_card import RecordCard
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.screens.meetings.calendar_view import CalendarView
from wehere_desktop.screens.meetings.closing_view import ClosingView
from wehere_desktop.screens.meetings.doings import Doings
from wehere_desktop.screens.meetings.draws_view import DrawsView, drawn
from wehere_desktop.screens.meetings.lists_view import COMING, OVER, ListsView
from wehere_desktop.screens.meetings.month import month_of
from wehere_desktop.screens.meetings.papers import offers_of, paper_names
from wehere_desktop.screens.meetings.record import MeetingRecord, meeting_record
from wehere_desktop.screens.meetings.record_sections import show_meeting
from wehere_desktop.screens.meetings.record_view import Ask
from wehere_desktop.screens.meetings.scope import BeatsChip
from wehere_desktop.screens.meetings.without_card import missing_of
from wehere_desktop.screens.meetings.words import how_many_owing
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.screen import PrintOffer
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.change import Changed

CALENDAR, DRAWS = 2, 3
TABS = ("To come", "Over", "Calendar", "What draws people")
FILTER_WIDTH = 200
LEAST_FILTER = 72


class MeetingsPage(ScreenWidget):
    """Four tabs that look at some beats, the record beside them, and in their place the page on which one is closed."""

    def __init__(self, desk: Desk) -> None:
        """Lay out tabs and record."""
        super().__init__()
        self._desk = desk
        self._shown = ""
        self._turned = False
        self._record: MeetingRecord | None = None
        self._asked: dict[str, Job] = {}
        self._papers: tuple[str, ...] = ()
        self.closing: ClosingView | None = None
        self.scope = BeatsChip(desk)
        self.owing = Button("", self._turn_owing, rank="chip")
        self.tabs = tab_bar("Meetings to come, over, the calendar or what draws people", TABS)
        self.words = find_field("Filter the list by title or venue")
        self.lists = ListsView(desk)
        self.calendar = CalendarView(desk)
        self.draws = DrawsView(desk)
        self.record = RecordCard(
            desk,
            icon="meetings",
            choose="Choose a meeting",
            more="Its plan stands here, what it still lacks, how people were told, and later how it went.",
        )
        self.doings = Doings(desk, self, self._kept, self.close_meeting)
        self._title = Text("Meetings", step="title")
        self._count = Text("", tone="quiet", elide=True)
        self.add_action = page_action(
            self, "Plan a meeting", self.plan, "Ctrl+Shift+M", enabled=not desk.book.read_only
        )
        self._typing = after_a_pause(self, TYPING_MS, self._narrow)
        self._choosing = after_a_pause(self, CHOOSING_MS, self._ask)
        self._listing = QWidget()
        self._wire()
        self._lay_out()

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.scope.changed.connect(self._narrow)
        self.words.textChanged.connect(lambda _: self._typing.start())
        self.words.returnPressed.connect(lambda: self.lists.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.lists.chosen.connect(self._choose)
        self.lists.opened.connect(lambda _: self.record.take_focus())
        self.lists.arrived.connect(self._arrived)
        self.lists.asked_to_plan.connect(lambda beat: self.plan(beat=beat))
        self.lists.without.asked_for_rhythm.connect(self.doings.rhythm)
        self.calendar.asked_for.connect(lambda _: self._ask_month())
        self.calendar.chosen.connect(self._choose)
        self.calendar.asked_to_plan.connect(lambda day: self.plan(day=day))
        self.draws.changed.connect(self._ask_draws)
        self.record.asked.connect(self._do)
        self._desk.look.changed.connect(self._fit)
        # On the lists alone: where a meeting is closed these keys are for its form
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in (("F2", self.edit), ("Ctrl+F", self._filter)):
            QShortcut(QKeySequence(keys), self._listing, context=context).activated.connect(do)

    def _lay_out(self) -> None:
        head = row(spacing=12)
        head.addWidget(self._title)
        head.addWidget(self.tabs)
        head.addStretch(1)
        line = row(spacing=8)
        line.addWidget(self.scope)
        line.addWidget(self.owing)
        line.addWidget(self._count, 1)
        line.addWidget(self.words)
        line.addStrut(self.words.sizeHint().height())
        self._side = QStackedWidget()
        for each in (self.lists, self.calendar, self.draws):
            self._side.addWidget(each)
        left = column(spacing=12)
        left.addLayout(head)
        left.addLayout(line)
        left.addWidget(self._side, 1)
        across = row(spacing=18, margins=(20, 16, 20, 16))
        across.addLayout(left, 1)
        across.addWidget(self.record)
        self._listing.setLayout(across)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._listing)
        page = column(spacing=0)
        page.addWidget(self._whole)
        self.setLayout(page)
        self._turn()
        self._fit()

    def refresh(self, changed: Changed | None) -> None:
        """Ask for lists, calendar and the record anew; what is on show stays until they are there."""
        del changed
        self._narrow()
        if self._shown:
            self._ask()
        if self.closing is not None:
            self.closing.refresh()
        if not self._papers:
            self._desk.background.run(
                paper_names, then=self._have_papers, failed=self._desk.notices.fault, owner=self, lane=Lane.FILES
            )

    def show_record(self, kind: str, record: str) -> None:
        """Show a meeting."""
        meeting = self._desk.book.meetings.find(record) if kind == "meeting" else None
        if meeting is None:
            return
        self._leave_closing()
        over = meeting.starts is not None and meeting.starts < self._desk.book.world.now()
        self._shown = record
        self.tabs.setCurrentIndex(OVER if over else COMING)
        self._turned = False
        self.lists.go_to(record)
        self._ask()

    @property
    def shown(self) -> str:
        """Return the id of the meeting on show, or an empty text."""
        return self._shown

    def commands(self) -> list[QAction]:
        """Offer to plan a meeting."""
        return [self.add_action]

    def prints(self) -> list[PrintOffer]:
        """Offer the papers of the meeting on show."""
        return offers_of(self._record.meeting, self._papers) if self._record is not None else []

    def plan(self, *, beat: str = "", day: date | None = None) -> None:
        """Lay the sheet for a new meeting."""
        only = self.scope.beats[0] if len(self.scope.beats) == 1 else ""
        self.doings.plan(beat=beat or only, day=day)

    def edit(self) -> None:
        """Lay the sheet for the plan of the meeting on show."""
        if not self._desk.book.read_only:
            self._do(Ask.EDIT, None)

    def close_meeting(self, meeting: Meeting) -> None:
        """Show the page on which a meeting is closed."""
        self._leave_closing()
        self.closing = ClosingView(self._desk, meeting, self.doings.lay)
        self.closing.left.connect(self._kept)
        self._whole.addWidget(self.closing)
        self._whole.setCurrentWidget(self.closing)
        self.closing.form.editor("attendance").setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_closing(self) -> None:
        if self.closing is None:
            return
        gone, self.closing = self.closing, None
        self._whole.setCurrentIndex(0)
        self._whole.removeWidget(gone)
        gone.deleteLater()

    def _do(self, ask: Ask, about: object) -> None:
        if self._record is not None:
            self.doings.do(self._record.meeting, ask, about)

    def _kept(self, record: str) -> None:
        self.show_record("meeting", record)
        self._narrow()

    def _filter(self) -> None:
        if self.tabs.currentIndex() > OVER:
            self.tabs.setCurrentIndex(COMING)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _turn(self) -> None:
        """Show what belongs to the tab."""
        tab = self.tabs.currentIndex()
        is_list = tab in {COMING, OVER}
        self._side.setCurrentIndex(0 if is_list else tab - OVER)
        self.words.setVisible(is_list)
        self.owing.setVisible(is_list)
        self.record.setVisible(tab != DRAWS)
        if is_list:
            self._turned = True
            self.lists.turn(tab)
            self._show_owing()
            if (current := self.lists.table.current()) != self._shown and current:
                self._choose(current)
        else:
            self._count.say("")
            self._ask_tab()

    def _turn_owing(self) -> None:
        self.lists.turn_owing()
        self._show_owing()

    def _show_owing(self) -> None:
        on = self.lists.sources[self.lists.tab].owing
        words = "Something to see to" if self.lists.tab == COMING else "To close or publish"
        say_chip(self.owing, words, f"Only: {words.lower()}, {'chosen' if on else 'not chosen'}", on=on)

    def _narrow(self) -> None:
        self.lists.narrow(self.scope.beats, self.words.text())
        beats, now = self.scope.beats, self._desk.book.world.now()
        self._ask_for("missing", lambda book: missing_of(book, beats, now=now), self.lists.show_missing)
        self._ask_for("owing", lambda book: how_many_owing(book, beats, now=now), self._tell_owing)
        self._ask_tab()

    def _ask_tab(self) -> None:
        """Ask for what the calendar or the bars show, where they are on show."""
        if self.tabs.currentIndex() == CALENDAR:
            self._ask_month()
        elif self.tabs.currentIndex() == DRAWS:
            self._ask_draws()

    def _ask_month(self) -> None:
        beats, first, today = self.scope.beats, self.calendar.first, self._desk.today()
        now = self._desk.book.world.now()
        self._ask_for(
            "month", lambda book: month_of(book, first, beats, now=now, today=today), self.calendar.show_month
        )

    def _ask_draws(self) -> None:
        beats, days, today = self.scope.beats, self.draws.days, self._desk.today()
        self._ask_for("draws", lambda book: drawn(book, beats, days=days, today=today), self.draws.show_all)

    def _ask(self) -> None:
        record, now = self._shown, self._desk.book.world.now()
        self._ask_for("record", lambda book: meeting_record(book, record, now=now), self._tell)

    def _ask_for(self, what: str, question: Callable[[BeatBook], object], then: Callable[..., None]) -> None:
        """Ask in the lane; an earlier question of the same sort that is not answered yet is let go."""
        if (before := self._asked.pop(what, None)) is not None:
            before.cancel()
        self._asked[what] = self._desk.ask_book(question, then, owner=self)

    def _tell_owing(self, number: int) -> None:
        self.tabs.setTabText(OVER, f"{TABS[OVER]} {number}" if number else TABS[OVER])
        self.tabs.setTabToolTip(OVER, f"{counted(number, 'meeting')} to close or publish" if number else "")
        self.badge_changed.emit(number)

    def _have_papers(self, names: tuple[str, ...]) -> None:
        self._papers = names
        self.offers_changed.emit()

    def _arrived(self, words: str) -> None:
        if self.tabs.currentIndex() > OVER:
            return
        self._count.say(words)
        first = self.lists.first()
        turned = self._turned and not self.lists.table.current()
        if first and (turned or not self._shown):
            # The first is shown at once, so that the page is never half empty, nor shows one of the list before; the
            # focus stays where it is.
            self._turned = False
            self._shown = first
            self.lists.go_to(first)
            self._ask()

    def _choose(self, record: str) -> None:
        if record != self._shown:
            self._shown = record
            # Held arrow keys run through the list; only where they rest is the record asked for.
            self._choosing.start()

    def _tell(self, told: MeetingRecord | None) -> None:
        self._record = told
        if told is None:
            self._shown = ""
            self.record.show_nothing()
        else:
            show_meeting(self.record, told)
        self.offers_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the record and the columns the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look, across = self._desk.look, self.width()
        record = record_width(look, across)
        self.record.setFixedWidth(record)
        self.words.setFixedWidth(min(look.px(FILTER_WIDTH), max(across // 5, LEAST_FILTER)))
        self.lists.fit(across - record - 58)
