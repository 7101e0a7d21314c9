"""The record at the right: a white card that scrolls, parted into what a person at the door would ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from wehere_desktop.desk.pieces import Button, Card, EmptyState, Pill, ScrollPage, Text, WayIn, clear, column, row, rule
from wehere_desktop.desk.record_card import section
from wehere_desktop.desk.small_map import SmallMap
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.screens.places.attachments import Attached
from wehere_desktop.screens.places.history import Happened
from wehere_desktop.screens.places.notes import access_section
from wehere_desktop.screens.places.sections import LABEL, heading, line, lines, value
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.places.record import Known, Named, Owed, PlaceRecord


class RecordView(Card):
    """Widgets only: it shows a record and says by its name what was pressed, such as “edit” or “snooze”."""

    #: Something was pressed: what is asked for, and the id of the part of the record it is about, if any.
    asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing chosen."""
        super().__init__(tight=True)
        self._desk = desk
        self._record: PlaceRecord | None = None
        self._open: set[str] = set()
        self.setAccessibleName("The place chosen")
        self.setAcceptDrops(True)
        self._page = ScrollPage(margins=(0, 0, 0, 0), spacing=0)
        self.body.addWidget(self._page)
        self._top = column(spacing=0)
        self.map = SmallMap(desk)
        self._map_box, around = section(spacing=6)
        locate = Button("Show on map", partial(self.asked.emit, "locate", ""), rank="link")
        beside = (locate, self.map.scale_button) if desk.can_locate("place") else (self.map.scale_button,)
        around.addLayout(heading("Where it is", *beside))
        around.addWidget(self.map)
        self._middle, self._below = column(spacing=0), column(spacing=0)
        self.attached = Attached(desk)
        self.attached.asked.connect(self.asked)
        self.happened = Happened(desk)
        self._foot = column(spacing=0)
        self._rule = rule()
        self._map_rule = rule()
        self.map.found.connect(self._show_map)
        self._lasting = (self._map_rule, self._map_box, self.attached, self._rule, self.happened)
        # What asks for pictures or is pressed again and again stays; the rest is made anew with each record
        self._page.body.addLayout(self._top)
        self._page.body.addLayout(self._middle)
        self._page.body.addWidget(self._map_rule)
        self._page.body.addWidget(self._map_box)
        self._page.body.addLayout(self._below)
        for lasting in self._lasting[2:]:
            self._page.body.addWidget(lasting)
        self._page.body.addLayout(self._foot)
        self._page.body.addStretch(1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no place is chosen."""
        self._record = None
        self._empty()
        self._top.addStretch(2)
        self._top.addWidget(
            EmptyState(
                self._desk.look,
                "people",
                "Choose a place",
                "Who we know there, who is named for it and what has happened stand here.",
            )
        )
        self._top.addStretch(3)

    def show_record(self, record: PlaceRecord) -> None:
        """Show a place; of the same one, what stood open stays so."""
        same = self._record is not None and self._record.place.id == record.place.id
        at = self._page.verticalScrollBar().value() if same else 0
        self._open = self._open if same else set()
        focused = self._focused() if same else ""
        self._record = record
        self.setAccessibleName(record.place.name)
        self._empty()
        warnings = [each for each in record.notes if each.warning]
        self._put(self._top, self._head(record))
        if warnings:
            self._put(self._top, access_section(self._desk, warnings, (), self.asked.emit))
        self._put(self._top, self._facts(record))
        self.map.show_position(record.position, record.place.name)
        self._show_map(record.position is not None)
        others = [each for each in record.notes if not each.warning]
        access = access_section(
            self._desk,
            others,
            record.notes_before,
            self.asked.emit,
            more_above=bool(warnings),
            opened=("notes" in self._open),
            fold=partial(self._fold, "notes"),
        )
        for part in (self._people(record), self._owed(record), access):
            if part is not None:
                self._put(self._middle, part)
        if (notes := self._notes(record)) is not None:
            self._put(self._below, notes)
        self._below.addWidget(rule())
        self.attached.show_all(record.place, record.attachments)
        self.happened.show_all(record.place.id, record.events)
        if record.place.details:
            self._foot.addWidget(rule())
            self._foot.addWidget(self._register(record))
        for each in self._lasting[2:]:
            each.show()
        if focused:
            self._focus_again(focused)
        self._page.verticalScrollBar().setValue(at)

    def _focused(self) -> str:
        """Return the name of what has the focus here, empty if it is elsewhere."""
        holder = self.window().focusWidget()
        # Nothing has no ancestors either
        return holder.accessibleName() if self.isAncestorOf(holder) else ""

    def _focus_again(self, name: str) -> None:
        """Give the focus to the part of this name, made anew; to the first that takes it where there is none now."""
        parts = self._page.findChildren(QWidget)
        takers = (each for each in parts if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.isHidden())
        again = next((each for each in takers if each.accessibleName() == name), None)
        if again is None:
            self.take_focus()
        else:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Give the focus to the first thing that can be done with the place."""
        first = next((each for each in self.findChildren(Button) if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be attached."""
        if self._record is not None and self.attached.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the files dropped."""
        if self.attached.take(event.mimeData()):
            event.acceptProposedAction()

    def _show_map(self, there: bool) -> None:  # noqa: FBT001 - the shape of the signal
        self._map_rule.setVisible(there and self._record is not None)
        self._map_box.setVisible(there and self._record is not None)

    def _empty(self) -> None:
        for each in (self._top, self._middle, self._below, self._foot):
            clear(each)
        for widget in self._lasting:
            widget.hide()

    def _put(self, layout: object, part: QWidget) -> None:
        if layout is not self._top or self._top.count():
            layout.addWidget(rule())  # type: ignore[attr-defined] # one of the three columns above
        layout.addWidget(part)  # type: ignore[attr-defined] # likewise

    def _head(self, record: PlaceRecord) -> QWidget:
        desk, may_write = self._desk, not self._desk.book.read_only
        box, whole = section(spacing=2)
        whole.addWidget(Text(record.place.name, step="title", wrap=True, selectable=True))
        whole.addWidget(Text(record.under, tone="quiet", wrap=True))
        stands = row(spacing=8, margins=(0, 6, 0, 0))
        stands.addWidget(Pill(record.word, record.tone))
        stands.addWidget(Text(record.seen, tone="quiet", step="small", elide=True), 1)
        whole.addLayout(stands)
        if record.snooze is not None and record.snooze.until is not None:
            off = row(spacing=8, margins=(0, 4, 0, 0))
            until = short_day(record.snooze.until, today=desk.today())
            off.addWidget(Text(f"Put off until {until}: {record.snooze.reason}", tone="due", wrap=True), 1)
            if may_write:
                off.addWidget(Button("Take up again", partial(self.asked.emit, "unsnooze", ""), rank="link"))
            whole.addLayout(off)
        buttons = WrappingLine(gap=6)
        name = record.place.name
        if desk.can_log:
            log = partial(desk.quick_log, record.place.id)
            buttons.add(Button("Log a visit", log, rank="first", name=f"Log a visit to {name}"))
        if may_write:
            naming = partial(self.asked.emit, "name", "")
            buttons.add(Button("Name an officer", naming, name=f"Name an officer for {name}"))
            edit = Button("Edit", partial(self.asked.emit, "edit", ""), name=f"Edit {name}")
            edit.setToolTip("Edit this place  F2")
            buttons.add(edit)
            more = Button("More", name=f"More that can be done with {name}")
            more.clicked.connect(partial(self._more, record, more))
            buttons.add(more)
        if desk.can_log or may_write:
            whole.addSpacing(6)
            whole.addWidget(buttons)
        return box

    def _more(self, record: PlaceRecord, under: Button) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(f"More that can be done with {record.place.name}")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offered = [
            ("Put the next contact off…", "snooze"),
            ("Change how often…", "frequency"),
            ("Add an access note…", "note"),
            ("Attach a file…", "attach"),
        ]
        offered.append(("Open it again", "open") if record.closed else ("Close this place…", "close"))
        offered.append(("This is the same as another place…", "merge"))
        for words, what in offered:
            menu.addAction(words).triggered.connect(partial(self._ask_for, what))
        menu.popup(under.mapToGlobal(under.rect().bottomLeft() + QPoint(0, 2)))

    def _ask_for(self, what: str, *_: object) -> None:
        self.asked.emit(what, "")

    def _facts(self, record: PlaceRecord) -> QWidget:
        box, whole = section(spacing=0)
        grid = lines(self._desk.look.px(LABEL))
        place = record.place
        if not record.named and not record.closed:
            line(grid, "Named officer", [Text("Nobody is named yet", tone="late", wrap=True)])
        for each in record.named:
            line(grid, "Named officer" if each.duty == "main" else each.duty.capitalize(), self._named(each))
        if record.named and all(each.duty != "main" for each in record.named):
            line(grid, "Named officer", [Text("No main officer yet", tone="late", wrap=True)])
        if record.answers:
            line(grid, "Answers today", [Text(record.answers, wrap=True)])
        often: list[QWidget] = [Text(record.frequency.words, wrap=True)]
        if not self._desk.book.read_only:
            change = Button(
                "Change", partial(self.asked.emit, "frequency", ""), rank="link", name="Change how often it sees us"
            )
            across = row(spacing=4)
            across.addWidget(often[0])
            across.addWidget(change)
            across.addStretch(1)
            held = QWidget()
            held.setLayout(across)
            often = [held]
        line(grid, "Wants to see us", often)
        days = ((label, short_day(day)) for label, day in (("Opened", place.opened), ("Closed", place.closed)) if day)
        for label, words in (
            # A postcode is never parted at the end of a line
            ("Address", record.address.replace(place.postcode, place.postcode.replace(" ", "\N{NO-BREAK SPACE}"))),
            ("Getting in", place.access),
            ("Has", record.has),
            ("Telephone", place.phone),
            ("E-mail", place.email),
            ("Website", place.website),
            ("Grid reference", record.grid),
            *days,
        ):
            if words:
                line(grid, label, [value(words)])
        whole.addLayout(grid)
        return box

    def _named(self, each: Named) -> list[QWidget]:
        opens = self._opens("officer", each.officer)
        said: list[QWidget] = []
        if opens is not None:
            who = WayIn(each.who, opens)
            inside = column()
            inside.addWidget(Text(each.who, strong=each.duty == "main", wrap=True))
            who.setLayout(inside)
            said.append(who)
        else:
            said.append(Text(each.who, strong=each.duty == "main", wrap=True))
        if each.since:
            said.append(Text(each.since, tone="quiet", step="small", wrap=True))
        if each.cover:
            said.append(Text(each.cover, tone="late" if each.cover_tone == "late" else "due", step="small", wrap=True))
        return said

    def _notes(self, record: PlaceRecord) -> QWidget | None:
        if not record.place.notes:
            return None
        box, whole = section(spacing=4)
        whole.addWidget(Text("The team's notes", strong=True))
        whole.addWidget(Text(record.place.notes, wrap=True, selectable=True))
        return box

    def _people(self, record: PlaceRecord) -> QWidget:
        box, whole = section(spacing=4)
        buttons = []
        if not self._desk.book.read_only:
            add = partial(self.asked.emit, "contact", "")
            buttons.append(
                Button("Add somebody", add, rank="link", name=f"Add somebody we know at {record.place.name}")
            )
        whole.addLayout(heading("Who we know there", *buttons))
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
        way = WayIn(", ".join(part for part in said if part), self._opens("contact", each.contact))
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
        way.setLayout(whole)
        return way

    def _owed(self, record: PlaceRecord) -> QWidget | None:
        if not record.owed:
            return None
        box, whole = section(spacing=4)
        whole.addWidget(Text("What we owe them", strong=True))
        for each in record.owed:
            whole.addWidget(self._one_owed(each))
        return box

    def _one_owed(self, each: Owed) -> QWidget:
        label = "Promise" if each.kind == "promise" else "Query"
        way = WayIn(f"{label}: {each.what}, {each.word}", self._opens(each.kind, each.id))
        whole = column(spacing=2, margins=(0, 4, 0, 4))
        whole.addWidget(Text(each.what, wrap=True))
        foot = row(spacing=8)
        foot.addWidget(Pill(each.word, each.tone))
        foot.addWidget(Text(f"{label} · {each.who}" if each.who else label, tone="quiet", step="small", elide=True), 1)
        if each.kind == "promise" and not self._desk.book.read_only:
            kept = partial(self.asked.emit, "kept", each.id)
            foot.addWidget(Button("Kept", kept, rank="link", name=f"The promise was kept: {each.what}"))
        whole.addLayout(foot)
        way.setLayout(whole)
        return way

    def _register(self, record: PlaceRecord) -> QWidget:
        box, whole = section(spacing=4)
        opened = "details" in self._open
        fold = Button("Hide" if opened else "Show", partial(self._fold, "details"), rank="link")
        fold.setAccessibleName(f"{fold.text()} what the register says")
        whole.addLayout(heading("What the register says", fold))
        if opened:
            whole.addWidget(Text(record.place.details, wrap=True, selectable=True, tone="quiet"))
        return box

    def _fold(self, part: str) -> None:
        self._open ^= {part}
        if self._record is not None:
            self.show_record(self._record)

    def _opens(self, kind: str, record: str) -> Callable[[], object] | None:
        return partial(self._desk.open, kind, record) if self._desk.can_open(kind) else None
