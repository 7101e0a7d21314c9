"""The record at the right: a white card that scrolls, parted into what a person at the door would ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import Button, Card, EmptyState, Pill, ScrollPage, Text, WayIn, clear, column, row, rule
from wehere_desktop.desk.timeline import Happening, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.places.record import Event, Known, Named, PlaceRecord

EVENTS_SHOWN = 12
LABEL = 104


class RecordView(Card):
    """Widgets only: it shows a record and says what was pressed."""

    asked_to_edit = Signal()
    asked_to_name = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing chosen."""
        super().__init__(tight=True)
        self._desk = desk
        self._record: PlaceRecord | None = None
        self._all = False
        self.setAccessibleName("The place chosen")
        self._page = ScrollPage(margins=(0, 0, 0, 0), spacing=0)
        self.body.addWidget(self._page)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no place is chosen."""
        self._record = None
        clear(self._page.body)
        self._page.body.addStretch(2)
        self._page.body.addWidget(
            EmptyState(
                self._desk.look,
                "people",
                "Choose a place",
                "Who we know there, who is named for it and what has happened stand here.",
            )
        )
        self._page.body.addStretch(3)

    def show_record(self, record: PlaceRecord) -> None:
        """Show a place; of the same one, what stood open stays so."""
        same = self._record is not None and self._record.place.id == record.place.id
        at = self._page.verticalScrollBar().value() if same else 0
        self._all = self._all and same
        self._record = record
        self.setAccessibleName(record.place.name)
        clear(self._page.body)
        sections = [self._head(record), self._facts(record), self._people(record), self._happened(record)]
        if record.place.notes:
            sections.insert(2, self._notes(record))
        for number, section in enumerate(sections):
            if number:
                self._page.body.addWidget(rule())
            self._page.body.addWidget(section)
        self._page.body.addStretch(1)
        self._page.verticalScrollBar().setValue(at)

    def take_focus(self) -> None:
        """Give the focus to the first thing that can be done with the place."""
        first = next((each for each in self.findChildren(Button) if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _head(self, record: PlaceRecord) -> QWidget:
        desk = self._desk
        box, whole = _section(spacing=2)
        whole.addWidget(Text(record.place.name, step="title", wrap=True, selectable=True))
        whole.addWidget(Text(record.under, tone="quiet", wrap=True))
        stands = row(spacing=8, margins=(0, 6, 0, 0))
        stands.addWidget(Pill(record.word, record.tone))
        stands.addWidget(Text(record.seen, tone="quiet", step="small", elide=True), 1)
        whole.addLayout(stands)
        buttons = row(spacing=8, margins=(0, 8, 0, 0))
        name = record.place.name
        if desk.can_log:
            log = partial(desk.quick_log, record.place.id)
            buttons.addWidget(Button("Log a visit", log, rank="first", name=f"Log a visit to {name}"))
        if not desk.book.read_only:
            name_one = Button("Name an officer", self.asked_to_name.emit, name=f"Name an officer for {name}")
            buttons.addWidget(name_one)
            edit = Button("Edit", self.asked_to_edit.emit, name=f"Edit {name}")
            edit.setToolTip("Edit this place  F2")
            buttons.addWidget(edit)
        buttons.addStretch(1)
        if buttons.count() > 1:
            whole.addLayout(buttons)
        return box

    def _facts(self, record: PlaceRecord) -> QWidget:
        box, whole = _section(spacing=0)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, self._desk.look.px(LABEL))
        grid.setColumnStretch(1, 1)
        place = record.place
        if not record.named:
            _line(grid, "Named officer", [Text("Nobody is named yet", tone="late", wrap=True)])
        for each in record.named:
            _line(grid, "Named officer" if each.duty == "main" else each.duty.capitalize(), self._named(each))
        if record.named and all(each.duty != "main" for each in record.named):
            _line(grid, "Named officer", [Text("No main officer yet", tone="late", wrap=True)])
        _line(grid, "Wants to see us", [Text(record.wants, wrap=True)])
        for label, words in (
            # A postcode is never parted at the end of a line
            ("Address", record.address.replace(place.postcode, place.postcode.replace(" ", "\N{NO-BREAK SPACE}"))),
            ("Getting in", place.access),
            ("Telephone", place.phone),
            ("E-mail", place.email),
            ("Website", place.website),
            ("Grid reference", record.grid),
        ):
            if words:
                _line(grid, label, [_value(words)])
        whole.addLayout(grid)
        return box

    def _named(self, each: Named) -> list[QWidget]:
        opens = self._opens("officer", each.officer)
        lines: list[QWidget] = []
        if opens is not None:
            who = WayIn(each.who, opens)
            inside = column()
            inside.addWidget(Text(each.who, strong=each.duty == "main", wrap=True))
            who.setLayout(inside)
            lines.append(who)
        else:
            lines.append(Text(each.who, strong=each.duty == "main", wrap=True))
        if each.since:
            lines.append(Text(each.since, tone="quiet", step="small", wrap=True))
        if each.cover:
            lines.append(Text(each.cover, tone="late" if each.cover_tone == "late" else "due", step="small", wrap=True))
        return lines

    def _notes(self, record: PlaceRecord) -> QWidget:
        box, whole = _section(spacing=4)
        whole.addWidget(Text("The team's notes", strong=True))
        whole.addWidget(Text(record.place.notes, wrap=True, selectable=True))
        return box

    def _people(self, record: PlaceRecord) -> QWidget:
        box, whole = _section(spacing=4)
        whole.addWidget(Text("Who we know there", strong=True))
        if not record.known:
            words = "Nobody by name yet. The next visit is the time to ask whom to speak to."
            whole.addWidget(Text(words, tone="quiet", wrap=True))
        for each in record.known:
            whole.addWidget(self._person(each))
        for gap in record.gaps:
            whole.addWidget(Text(gap, tone="due"))
        return box

    def _person(self, each: Known) -> QWidget:
        said = (each.name, each.role, each.duty, each.reach, "Key Individual Network" if each.key_individual else "")
        line = WayIn(", ".join(part for part in said if part), self._opens("contact", each.contact))
        whole = column(spacing=1, margins=(0, 4, 0, 4))
        first = row(spacing=6)
        first.addWidget(Text(each.name, strong=True))
        role = Text(each.role, tone="quiet", elide=True)
        role.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        first.addWidget(role, 1)
        if each.key_individual:
            key = Text("KIN", tone="quiet", step="small")
            key.setToolTip("Key Individual Network")
            first.addWidget(key)
        first.addWidget(Pill(each.duty, "plain"))
        whole.addLayout(first)
        if each.reach:
            whole.addWidget(Text(each.reach, tone="quiet", step="small", wrap=True))
        line.setLayout(whole)
        return line

    def _happened(self, record: PlaceRecord) -> QWidget:
        box, whole = _section(spacing=4)
        whole.addWidget(Text("What has happened", strong=True))
        if not record.events:
            whole.addWidget(Text("Nothing yet. Visits and changes appear here.", tone="quiet", wrap=True))
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


def _section(*, spacing: int) -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    whole = column(spacing=spacing, margins=(18, 14, 18, 14))
    box.setLayout(whole)
    return box, whole


def _line(grid: QGridLayout, label: str, values: list[QWidget]) -> None:
    line = grid.rowCount()
    words = Text(label, tone="quiet")
    grid.addWidget(words, line, 0, Qt.AlignmentFlag.AlignTop)
    inside = column(spacing=1)
    for value in values:
        inside.addWidget(value)
    grid.addLayout(inside, line, 1)


def _value(words: str) -> Text:
    # A long address of a website has no blank to be broken at; it is cut on show and whole in its tip.
    long_word = max((len(word) for word in words.split()), default=0) > 32  # noqa: PLR2004 - letters that fit the column
    return Text(words, wrap=not long_word, elide=long_word, selectable=True)
