"""The record of one priority over the whole page: its head, and tabs for work, plan, counts and history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QTabBar, QWidget

from wehere_desktop.desk.pieces import Button, Card, Pill, ScrollPage, Text, clear, column, row
from wehere_desktop.desk.timeline import Happening, Timeline
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.screens.priorities.cards import LIVES
from wehere_desktop.screens.priorities.evidence_view import EvidenceView
from wehere_desktop.screens.priorities.overview import Overview
from wehere_desktop.screens.priorities.plan_view import PlanView
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.pieces import PillTone
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.priorities.doings import Doings
    from wehere_desktop.screens.priorities.record import PriorityRecord

WORK, PLAN, COUNTS, HISTORY = range(4)
TABS = ("Work", "Plan", "Before and after", "History")
LIFE_TONES: dict[PriorityLife, PillTone] = {PriorityLife.CLOSED: "kept", PriorityLife.PROPOSED: "due"}


class RecordPage(QWidget):
    """Shows one priority; `asked_to_move` carries the life wanted."""

    left = Signal()
    asked_to_move = Signal(PriorityLife)

    def __init__(self, desk: Desk, doings: Doings) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self._desk, self._doings = desk, doings
        self._record: PriorityRecord | None = None
        self.back = Button("← All priorities", self.left.emit, rank="link", name="Back to all priorities")
        self.back.setToolTip("Escape")
        self.title = Text("", step="title", wrap=True, selectable=True)
        self._under = Text("", tone="quiet", wrap=True)
        self._stands = row(spacing=8)
        self.on_button = Button("", self._go_on, rank="first")
        self.move_button = Button("Move to ▾", self._offer_lives, name="Move to another stage of its life")
        self.tell_button = Button("Tell people …", self._tell_people)
        self.edit_button = Button("Edit", self.edit)
        self.edit_button.setToolTip("F2")
        self.tabs = QTabBar()
        self.overview, self.plan, self.counts = Overview(desk, doings), PlanView(desk, doings), EvidenceView(desk)
        self._history = column()
        self._stack = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self.tabs.setAccessibleName("Work, plan, counts or history")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        for tab in TABS:
            self.tabs.addTab(tab)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.counts.asked_to_count.connect(self._count)
        history = Card("What was changed, by whom")
        history.body.addLayout(self._history)
        history.body.addStretch(1)
        for each in (self.overview, self.plan, self.counts, history):
            page = ScrollPage(margins=(0, 0, 0, 0), spacing=0)
            page.body.addWidget(each, 1)
            page.body.addStretch(0)
            self._stack.addWidget(page)
        words = column(spacing=2)
        words.addWidget(self.title)
        words.addWidget(self._under)
        words.addLayout(self._stands)
        deeds = row(spacing=8)
        for button in (self.on_button, self.move_button, self.tell_button, self.edit_button):
            deeds.addWidget(button)
            # Never shown before it lies on the page: it would come up as a window of its own
            if self._desk.book.read_only:
                button.hide()
        head = row(spacing=16)
        head.addLayout(words, 1)
        head.addLayout(deeds)
        head.setAlignment(deeds, Qt.AlignmentFlag.AlignTop)
        whole = column(spacing=8)
        whole.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addLayout(head)
        whole.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in (
            ("Ctrl+Right", self._go_on),
            ("Ctrl+Left", self._go_back),
            ("Ctrl+T", self._tell_people),
            ("Ctrl+PgDown", partial(self._turn, 1)),
            ("Ctrl+PgUp", partial(self._turn, -1)),
        ):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)

    def record(self) -> PriorityRecord | None:
        """Return the record on show."""
        return self._record

    def has_unsaved(self) -> bool:
        """Say whether something is typed here that is not kept."""
        return self.plan.has_unsaved() or self.overview.actions_card.has_unsaved()

    def tell(self, record: PriorityRecord) -> None:
        """Show a record; the tab, the focus and what is typed stay where it is the same priority as before."""
        other = self._record is None or self._record.priority.id != record.priority.id
        focused = _focus_in(self)
        self._record = record
        priority = record.priority
        self.title.say(priority.title)
        self._under.say(" · ".join(part for part in (record.beat, str(priority.theme), record.chosen) if part))
        self._tell_stands(record)
        self._tell_deeds(priority.life)
        self.overview.tell(record)
        self.plan.tell(record)
        self.counts.tell(record)
        clear(self._history)
        today = self._desk.today()
        told = [Happening(short_day(day, today=today), label, who, full=False) for day, label, who in record.changes]
        self._history.addWidget(Timeline(self._desk.look, told))
        number = len(record.evidence)
        self.tabs.setTabText(COUNTS, f"{TABS[COUNTS]} {number}" if number else TABS[COUNTS])
        if other:
            self.tabs.setCurrentIndex(WORK)
            for page in self._stack.findChildren(ScrollPage):
                page.verticalScrollBar().setValue(0)
        elif focused:
            # What was laid just now can take the focus once it is on show
            QTimer.singleShot(0, self, partial(_focus_again, self, focused))

    def edit(self) -> None:
        """Lay the sheet for changing the priority."""
        if self._record is not None:
            self._doings.edit(self._record.priority)

    def take_focus(self) -> None:
        """Give the focus to the first thing on the page."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_stands(self, record: PriorityRecord) -> None:
        clear(self._stands)
        priority = record.priority
        self._stands.setContentsMargins(0, 6, 0, 0)
        life = Pill(f"{priority.life[:1].upper()}{priority.life[1:]}", LIFE_TONES.get(priority.life, "plain"))
        self._stands.addWidget(life)
        if priority.asb:
            self._stands.addWidget(Pill("ASB", "plain"))
        if record.told_tone == "late":
            self._stands.addWidget(Pill(record.told, "late"))
        else:
            self._stands.addWidget(Text(record.told, tone="quiet"))
        if record.reviews:
            self._stands.addWidget(Text("·", tone="quiet"))
            self._stands.addWidget(Text(record.reviews, tone=record.review_tone))
        if self._desk.can_locate("priority"):
            locate = partial(self._desk.locate, "priority", priority.id)
            self._stands.addWidget(Button("Show on map", locate, rank="link"))
        self._stands.addStretch(1)

    def _tell_deeds(self, life: PriorityLife) -> None:
        at = LIVES.index(life)
        words = {
            PriorityLife.PROPOSED: "Adopt …",
            PriorityLife.ADOPTED: "Begin work",
            PriorityLife.IN_ACTION: "Review it",
            PriorityLife.UNDER_REVIEW: "Close …",
        }
        self.on_button.setText(words.get(life, ""))
        self.on_button.setAccessibleName(words.get(life, ""))
        self.on_button.setToolTip("Ctrl+→")
        self.on_button.setVisible(at + 1 < len(LIVES) and not self._desk.book.read_only)

    def _go_on(self) -> None:
        self._go_by(1)

    def _go_back(self) -> None:
        self._go_by(-1)

    def _go_by(self, step: int) -> None:
        if self._record is None:
            return
        at = LIVES.index(self._record.priority.life) + step
        if 0 <= at < len(LIVES):
            self.asked_to_move.emit(LIVES[at])

    def _tell_people(self) -> None:
        if self._record is not None:
            self._doings.tell(self._record.priority)

    def _count(self) -> None:
        self.tabs.setCurrentIndex(PLAN)
        self.plan.go("assessment")

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(TABS))

    def _offer_lives(self) -> None:
        if self._record is None:
            return
        menu = QMenu(self)
        menu.setAccessibleName("Move to another stage of its life")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for life in LIVES:
            if life is not self._record.priority.life:
                words = f"{life[:1].upper()}{life[1:]}"
                menu.addAction(words).triggered.connect(lambda _=False, to=life: self.asked_to_move.emit(to))
        menu.popup(self.move_button.mapToGlobal(self.move_button.rect().bottomLeft() + QPoint(0, 2)))


def _focus_in(page: QWidget) -> str:
    """Return the name of what has the focus on a page, so that it can be found again when that is filled anew."""
    focused = QApplication.focusWidget()
    return focused.accessibleName() if focused is not None and page.isAncestorOf(focused) else ""


def _focus_again(page: QWidget, name: str) -> None:
    focused = QApplication.focusWidget()
    if focused is not None and (focused.accessibleName() == name or not page.isAncestorOf(focused)):
        return
    found = [each for each in page.findChildren(QWidget) if each.accessibleName() == name and each.isVisibleTo(page)]
    for each in found:
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus:
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            return
