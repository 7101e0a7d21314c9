"""The record at the right: a white card that scrolls, parted into what somebody about to ring would ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import Button, Card, EmptyState, Pill, ScrollPage, Text, WayIn, clear, column, row, rule
from wehere_desktop.desk.record_card import section
from wehere_desktop.desk.timeline import Happening, Timeline
from wehere_desktop.screens.people.answers_chart import AnswersChart
from wehere_desktop.screens.people.erase_box import EraseBox
from wehere_desktop.wording import phone_in_groups

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.people.record import Event, Held, PersonRecord

EVENTS_SHOWN = 12
LABEL = 104


class RecordView(Card):
    """Widgets only: it shows a record and says what was pressed."""

    asked_to_edit = Signal()
    asked_to_add_role = Signal()
    #: A role is to be changed or ended; carries its id.
    asked_for_role = Signal(str)
    asked_for_questionnaire = Signal()
    #: Whether somebody is to be in the Key Individual Network.
    asked_for_key = Signal(bool)
    #: Whether the name may be published.
    asked_to_publish = Signal(bool)
    reviewed = Signal()
    #: The person is to be erased for good; carries the reason.
    asked_to_erase = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Begin with nobody chosen."""
        super().__init__(tight=True)
        self._desk = desk
        self._record: PersonRecord | None = None
        self._all = False
        self.setAccessibleName("The person chosen")
        self._page = ScrollPage(margins=(0, 0, 0, 0), spacing=0)
        self.body.addWidget(self._page)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nobody is chosen."""
        self._record = None
        clear(self._page.body)
        self._page.body.addStretch(2)
        words = "Where they are, how to reach them and what you last spoke about stand here."
        self._page.body.addWidget(EmptyState(self._desk.look, "people", "Choose somebody", words))
        self._page.body.addStretch(3)

    def show_record(self, record: PersonRecord) -> None:
        """Show a person; of the same one, what stood open stays so."""
        same = self._record is not None and self._record.contact.id == record.contact.id
        at = self._page.verticalScrollBar().value() if same else 0
        self._all = self._all and same
        self._record = record
        self.setAccessibleName(record.contact.name)
        clear(self._page.body)
        sections = [self._head(record), self._roles(record)]
        if not record.erased:
            sections += [self._reach(record), self._network(record), self._keeping(record)]
        if record.contact.notes:
            sections.append(self._notes(record))
        sections.append(self._happened(record))
        if not record.erased and self._may_write:
            erase = EraseBox(record.contact.name)
            erase.asked.connect(self.asked_to_erase)
            sections.append(erase)
        for number, each in enumerate(sections):
            if number:
                self._page.body.addWidget(rule())
            self._page.body.addWidget(each)
        self._page.body.addStretch(1)
        self._page.verticalScrollBar().setValue(at)

    def take_focus(self) -> None:
        """Give the focus to the first thing that can be done with the person."""
        first = next((each for each in self.findChildren(Button) if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _may_write(self) -> bool:
        return not self._desk.book.read_only

    def _head(self, record: PersonRecord) -> QWidget:
        desk, contact = self._desk, record.contact
        box, whole = section(spacing=2)
        whole.addWidget(Text(contact.name, step="title", wrap=True, selectable=True))
        whole.addWidget(Text(record.under, tone="quiet", wrap=True))
        stands = row(spacing=8, margins=(0, 6, 0, 0))
        if record.erased:
            stands.addWidget(Pill("erased", "plain"))
        elif contact.key_individual:
            pill = Pill("KIN", "plain")
            pill.setToolTip("Key Individual Network")
            pill.setAccessibleName("Key Individual Network")
            stands.addWidget(pill)
        if record.word and not record.erased:
            stands.addWidget(Pill(record.word, record.tone))
        stands.addWidget(Text(record.seen, tone="quiet", step="small", elide=True), 1)
        whole.addLayout(stands)
        if record.put_off:
            whole.addWidget(Text(record.put_off, tone="due", step="small", wrap=True))
        buttons = row(spacing=8, margins=(0, 8, 0, 0))
        if desk.can_log and not record.erased:
            log = partial(desk.quick_log, "", contact.id)
            buttons.addWidget(Button("Log a visit", log, rank="first", name=f"Log a visit to {contact.name}"))
        if self._may_write and not record.erased:
            ask = Button("Questionnaire", self.asked_for_questionnaire.emit, name=f"Ask {contact.name} the questions")
            ask.setToolTip("Log the quarter's questionnaire  F8")
            edit = Button("Edit", self.asked_to_edit.emit, name=f"Edit {contact.name}")
            edit.setToolTip("Edit this person  F2")
            buttons.addWidget(ask)
            buttons.addWidget(edit)
        buttons.addStretch(1)
        if buttons.count() > 1:
            whole.addLayout(buttons)
        return box

    def _roles(self, record: PersonRecord) -> QWidget:
        box, whole = section(spacing=4)
        add = Button("Add a role", self.asked_to_add_role.emit, rank="link", name="Add a role at a place")
        show = self._may_write and not record.erased
        whole.addLayout(_heading("Where they are", add if show else None))
        if not record.held:
            words = "At no place yet. A role says where to find them and what for."
            whole.addWidget(Text(words, tone="quiet", wrap=True))
        for each in record.held:
            whole.addWidget(self._role(each, may_change=show))
        return box

    def _role(self, each: Held, *, may_change: bool) -> QWidget:
        said = (each.place_name, each.role, each.duty, each.span)
        line = WayIn(", ".join(part for part in said if part), self._opens("place", each.place))
        whole = column(spacing=1, margins=(0, 4, 0, 4))
        first = row(spacing=6)
        first.addWidget(Text(each.place_name, strong=each.now, tone="" if each.now else "quiet", elide=True), 1)
        if each.now or each.to_come:
            first.addWidget(Pill(each.duty, "plain"))
        if may_change:
            words = "Change" if each.now or each.to_come else "Correct"
            name = f"{words} the role at {each.place_name}"
            first.addWidget(Button(words, partial(self.asked_for_role.emit, each.id), rank="link", name=name))
        whole.addLayout(first)
        under = " · ".join(
            part for part in (each.role, each.span, "may be published" if each.published else "") if part
        )
        if under:
            whole.addWidget(Text(under, tone="quiet", step="small", wrap=True))
        line.setLayout(whole)
        return line

    def _reach(self, record: PersonRecord) -> QWidget:
        contact = record.contact
        box, whole = section(spacing=6)
        whole.addWidget(Text("How to reach them", strong=True))
        lines = (
            ("Prefers", contact.prefers),
            ("Best times", contact.best_times),
            ("Telephone", phone_in_groups(contact.phone)),
            ("Mobile", phone_in_groups(contact.mobile)),
            ("E-mail", contact.email),
            ("Language", contact.language),
            ("Organisation", contact.organisation),
        )
        told = [(label, words) for label, words in lines if words]
        if not (contact.phone or contact.mobile or contact.email):
            whole.addWidget(Text("No number or address yet: ask next time.", tone="due", wrap=True))
        whole.addLayout(self._lines(told))
        return box

    def _network(self, record: PersonRecord) -> QWidget:
        contact = record.contact
        box, whole = section(spacing=6)
        inside = contact.key_individual
        turn = "Take out" if inside else "Take in"
        name = f"{turn} of the Key Individual Network" if inside else "Take into the Key Individual Network"
        button = Button(turn, partial(self.asked_for_key.emit, not inside), rank="link", name=name)
        whole.addLayout(_heading("Key Individual Network", button if self._may_write else None))
        if not inside:
            words = "Not in it. Its people tell us each quarter, in five numbers, how their community feels."
            whole.addWidget(Text(words, tone="quiet", wrap=True))
        told = [("In touch", record.every)] if inside or contact.frequency else []
        if record.asked:
            told.append(("This quarter", record.asked))
        whole.addLayout(self._lines(told))
        if record.answered:
            whole.addWidget(AnswersChart(self._desk.look, record.answered, today=self._desk.today()))
            latest = record.answered[-1]
            for label, words in (("What matters", latest.matters), ("Better or worse", latest.changed_lately)):
                if words:
                    whole.addWidget(Text(label, tone="quiet", step="small"))
                    whole.addWidget(Text(words, wrap=True, selectable=True))
        elif inside:
            words = "No questionnaire yet. The first sets the mark the next ones are held against."
            whole.addWidget(Text(words, tone="quiet", wrap=True))
        return box

    def _keeping(self, record: PersonRecord) -> QWidget:
        contact = record.contact
        box, whole = section(spacing=6)
        button = Button("Reviewed today", self.reviewed.emit, rank="link", name="Reviewed today: ask again in a year")
        whole.addLayout(_heading("Why we keep this", button if self._may_write else None))
        told = [
            ("Lawful basis", str(contact.basis)),
            ("Where from", contact.source or "not said yet"),
            ("Review", record.review),
        ]
        tones = {"Review": record.review_tone, "Where from": "plain" if contact.source else "due"}
        whole.addLayout(self._lines(told, tones))
        publish = Button(
            "Forbid" if contact.publishable else "Allow",
            partial(self.asked_to_publish.emit, not contact.publishable),
            rank="link",
            name=f"{'Forbid' if contact.publishable else 'Allow'} publishing the name",
        )
        stands = "The name may be published" if contact.publishable else "The name stays inside the team"
        whole.addLayout(_heading(stands, publish if self._may_write else None))
        words = (
            "Name, and any role marked so, may stand on handouts and the public pages."
            if contact.publishable
            else "Ask before you allow it: handouts and public pages would then name them."
        )
        words += " Numbers, e-mail and notes never do."
        whole.addWidget(Text(words, tone="quiet", step="small", wrap=True))
        return box

    def _notes(self, record: PersonRecord) -> QWidget:
        box, whole = section(spacing=4)
        whole.addWidget(Text("The team's notes", strong=True))
        whole.addWidget(Text(record.contact.notes, wrap=True, selectable=True))
        return box

    def _happened(self, record: PersonRecord) -> QWidget:
        box, whole = section(spacing=4)
        whole.addWidget(Text("What has happened", strong=True))
        if not record.events:
            whole.addWidget(Text("Nothing yet. Visits, promises and changes appear here.", tone="quiet", wrap=True))
            return box
        shown = record.events if self._all else record.events[:EVENTS_SHOWN]
        whole.addWidget(Timeline(self._desk.look, [self._happening(each) for each in shown]))
        if len(shown) < len(record.events):
            words = f"Show all {len(record.events)}"
            whole.addWidget(Button(words, self._show_all, rank="link"), 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _happening(self, each: Event) -> Happening:
        opens = self._opens(each.kind, each.record) if each.kind else None
        return Happening(each.when, each.what, each.more, full=each.ours, opens=opens)

    def _show_all(self) -> None:
        self._all = True
        if self._record is not None:
            self.show_record(self._record)

    def _opens(self, kind: str, record: str) -> Callable[[], object] | None:
        return partial(self._desk.open, kind, record) if self._desk.can_open(kind) else None

    def _lines(self, told: list[tuple[str, str]], tones: dict[str, str] | None = None) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, self._desk.look.px(LABEL))
        grid.setColumnStretch(1, 1)
        for line, (label, words) in enumerate(told):
            grid.addWidget(Text(label, tone="quiet"), line, 0, Qt.AlignmentFlag.AlignTop)
            tone = (tones or {}).get(label, "plain")
            # An address without a blank cannot be broken; it is cut on show and whole in its tip.
            long_word = max((len(word) for word in words.split()), default=0) > 32  # noqa: PLR2004 - letters that fit
            text = Text(words, wrap=not long_word, elide=long_word, selectable=True)
            if tone in {"late", "due"}:
                text.say(words, tone="late" if tone == "late" else "due")
            grid.addWidget(text, line, 1)
        return grid


def _heading(words: str, button: Button | None) -> QVBoxLayout:
    across = row(spacing=8)
    across.addWidget(Text(words, strong=True), 1)
    if button is not None:
        across.addWidget(button)
    held = column()
    held.addLayout(across)
    return held
