"""What stands beside the map while an area is drawn: its size, what is wrong, its corners in a list, and the deeds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wehere_desktop.desk.forms import Field, Form
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button, Card, ScrollPage, Text, clear, column, restyle
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.neighbourhood.fact import title_of
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.map.drawn_for import DrawnFor, Kind

HOW = (
    "Click corner by corner on the map and double-click the last, or type the corners below. Backspace takes one back; "
    "Escape leaves."
)
HOW_EDIT = "Drag a corner, or a dot between two to add one. Right-click or Delete takes a corner out; Escape leaves."
CORNERS_LINES = 6
OFFERED, LONGEST_WORDS = 10, 40


class DrawingPanel(Card):
    """Shows what it is told and says what is pressed; `done` carries one of the deeds by its name."""

    picked = Signal(str, str)
    typed = Signal()
    done = Signal(str)
    day_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__(tight=True)
        self._desk = desk
        self.setAccessibleName("Drawing an area")
        self._filling = False
        self._head = Text("", strong=True, wrap=True)
        self._how = Text(HOW, tone="quiet", step="small", wrap=True)
        self._size = Text("", wrap=True)
        self._trouble = Text("", tone="late", wrap=True)
        self.mend = Button("Mend it", lambda: self.done.emit("mend"), name="Mend it: cut where it crosses or overlaps")
        self.day = Form([Field("since", "Holds from", shape="day", required=True)], today=desk.today)
        self.day.changed.connect(self.day_changed)
        self.corners = QPlainTextEdit()
        self.corners.setAccessibleName("Corners, one a line: a position, a postcode or a grid reference")
        self.corners.setPlaceholderText("53.2600, -2.5100\nCW7 3EP\nSJ 6552 6615")
        self.corners.setTabChangesFocus(True)
        self.corners.setMinimumHeight(self.corners.fontMetrics().lineSpacing() * CORNERS_LINES + 16)
        self.corners.textChanged.connect(self._type)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self.corners, context=Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(lambda: self.done.emit("next"))
        self._found = column(spacing=6)
        self._picker_place = column(spacing=6)
        self.next = Button("Keep it", lambda: self.done.emit("next"), rank="first")
        self.back = Button("Take back", lambda: self.done.emit("back"), name="Take the last corner or edit back")
        self.leave = Button("Leave", lambda: self.done.emit("leave"), name="Leave drawing")
        self.more = Button("Add a part or a hole", lambda: self.done.emit("part"), rank="link")
        self.remove = Button("Remove its area", lambda: self.done.emit("remove"), rank="link")
        self._lay_out()

    def _lay_out(self) -> None:
        self._page = ScrollPage(margins=(14, 12, 14, 8), spacing=8)
        self._inside = QWidget()
        inside = column(spacing=8)
        self._corners_head = Text("Corners, one a line", strong=True)
        for widget in (self._how, self._size, self._trouble):
            inside.addWidget(widget)
        inside.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.day)
        inside.addLayout(self._found)
        inside.addWidget(self._corners_head)
        inside.addWidget(self.corners, 1)
        inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside.setLayout(inside)
        self._page.body.addWidget(self._head)
        self._page.body.addLayout(self._picker_place)
        self._page.body.addWidget(self._inside, 1)
        foot = column(margins=(14, 8, 14, 12))
        self._deeds = WrappingLine(self.next, self.back, self.leave)
        foot.addWidget(self._deeds)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self._page, 1)
        self.body.addLayout(foot)

    def choose(self, kind: Kind, first: Callable[[], Sequence[str]]) -> None:
        """Ask which priority or beat is meant."""
        clear(self._picker_place)
        self._head.say("Which priority?" if kind == "priority" else "Which beat?")
        picker = RecordPicker(self._desk, kind, name=self._head.words(), first=first)
        picker.changed.connect(lambda: self.picked.emit(kind, picker.ids()[0]) if picker.ids() else None)
        self._picker_place.addWidget(picker)
        beats = {each.id: each.name for each in self._desk.book.beats.all()}
        for each in self._desk.book.section(kind).many(first())[:OFFERED]:
            title = title_of(each)
            if isinstance(each, Priority) and each.beat in beats:
                # Several beats may have chosen the same
                title = f"{title}, {beats[each.beat]}"
            words = title if len(title) <= LONGEST_WORDS else f"{title[: LONGEST_WORDS - 1]}…"
            button = Button(words, partial(self.picked.emit, kind, each.id), rank="link", name=title)
            self._picker_place.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._inside, self.next, self.back):
            widget.hide()
        self._deeds.arrange()
        self._page.body.addStretch(0)
        picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, wanted: DrawnFor) -> None:
        """Show what is being drawn, before anything is."""
        clear(self._picker_place)
        self._head.say(wanted.heading)
        for widget in (self._inside, self.next, self.back):
            widget.show()
        beat = wanted.kind == "beat"
        self.day.setVisible(beat)
        if beat:
            self.day.fill({"since": short_day(self._desk.today())})
        self.remove.setVisible(not beat and bool(wanted.had.parts))

    def put_corners(self, words: str) -> None:
        """Show the corners, not counted as typing."""
        if self.corners.toPlainText() != words:
            self._filling = True
            self.corners.setPlainText(words)
            self._filling = False

    def say(self, *, how: str, size: str, trouble: str, mendable: bool) -> None:
        """Tell how large it is and what is wrong, with a way to mend it if there is one."""
        self._how.say(how)
        self._size.say(size)
        self._trouble.say(trouble)
        self._trouble.setVisible(bool(trouble))
        self.mend.setVisible(mendable)
        self.corners.setProperty("refused", "true" if trouble else "")
        restyle(self.corners)

    def put_found(self, sentences: Sequence[str]) -> None:
        """Tell what keeping it would change."""
        clear(self._found)
        for each in sentences:
            self._found.addWidget(Text(each, wrap=True))

    def offer(self, words: str, *, ready: bool, can_go_back: bool, can_add: bool) -> None:
        """Name the next thing to do on the first button."""
        self.next.setText(words)
        self.next.setAccessibleName(words)
        self.next.setEnabled(ready)
        self.back.setEnabled(can_go_back)
        self.more.setVisible(can_add)
        self._deeds.arrange()

    def _type(self) -> None:
        if not self._filling:
            self.typed.emit()
