"""How the columns of a file are read: our fields, the column each is taken from, and the first values of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from wehere_desktop.desk.pieces import Button, Card, ScrollPage, Text, clear, row
from wehere_desktop.screens.bring_in.step import put_behind
from wehere_desktop.screens.bring_in.words import field_words
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.first_look import ColumnsSeen

NOT_THERE = "not in this file"
UNREAD_SHOWN = 12
# What most files fill; shown even where this one does not, so that they can be pointed out.
WANTED = {
    "schools": ("reference", "name", "postcode"),
    "places": ("name", "kind", "street", "town", "postcode", "phone"),
    "contacts": ("name", "role", "place", "phone", "email"),
}
HEADING_SHOWN = 60
COLUMN_WIDTH = 216


class ColumnsCard(Card):
    """A line for each of our fields. `changed` says that the person has set one."""

    changed = Signal()

    def __init__(self, desk: Desk, *, behind: QWidget) -> None:
        """Begin with nothing seen; Tab comes here from the widget `behind` which it stands."""
        super().__init__("How its columns are read", tight=True)
        self._desk, self._behind = desk, behind
        self._seen: ColumnsSeen | None = None
        self._fields: tuple[str, ...] = ()
        self._kind = ""
        self._all = False
        self._names = QStringListModel(self)
        self.chosen: dict[str, int] = {}
        self.combos: dict[str, QComboBox] = {}
        self._samples: dict[str, Text] = {}
        self._page = ScrollPage(margins=(16, 8, 16, 16), spacing=12)
        self.body.addWidget(self._page)
        self._unread = Text("", tone="quiet", step="small", wrap=True)

    def show_columns(self, kind: str, fields: Sequence[str], seen: ColumnsSeen, chosen: dict[str, int] | None) -> None:
        """Show the columns as they were seen, or as the person has chosen them before."""
        self._kind, self._fields, self._seen = kind, tuple(fields), seen
        self.chosen = dict(chosen if chosen is not None else seen.fields or {})
        self._all = False
        self._names.setStringList([NOT_THERE, *(_short(heading) for heading in seen.headings)])
        self.note.say("as you set them last time" if seen.remembered and chosen is None else "")
        self._lay_out()

    def say(self, words: str) -> None:
        """Show words in place of the columns."""
        self._seen = None
        self.combos = {}
        self.note.say("")
        clear(self._page.body)
        self._page.body.addWidget(Text(words, tone="quiet", wrap=True))
        self._page.body.addStretch(1)

    def _lay_out(self) -> None:
        seen = self._seen
        if seen is None:
            return
        clear(self._page.body)
        self.combos, self._samples = {}, {}
        shown = [
            name for name in self._fields if self._all or name in self.chosen or name in WANTED.get(self._kind, ())
        ]
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for at, words in enumerate(("In the book", "Column of the file", "The first values in it")):
            grid.addWidget(Text(words, tone="quiet", step="small"), 0, at)
        for line, name in enumerate(shown, start=1):
            label = Text(field_words(name))
            combo = self._combo(name)
            label.setBuddy(combo)
            sample = Text("", tone="quiet", elide=True)
            self.combos[name], self._samples[name] = combo, sample
            grid.addWidget(label, line, 0)
            grid.addWidget(combo, line, 1)
            grid.addWidget(sample, line, 2)
            self._show_sample(name)
        box = QWidget()
        box.setLayout(grid)
        self._page.body.addWidget(box)
        rest = len(self._fields) - len(shown)
        stops: list[QWidget] = list(self.combos.values())
        if rest:
            more = row()
            stops.append(Button(f"Show {counted(rest, 'more field', 'more fields')}", self.show_all, rank="link"))
            more.addWidget(stops[-1])
            more.addStretch(1)
            self._page.body.addLayout(more)
        self._unread = Text("", tone="quiet", step="small", wrap=True)
        self._page.body.addWidget(self._unread)
        self._page.body.addStretch(1)
        self._say_unread()
        put_behind(self._behind, stops)

    def show_all(self) -> None:
        """Show every field, also those that this file does not fill."""
        first = next((name for name in self._fields if name not in self.combos), "")
        self._all = True
        self._lay_out()
        if first in self.combos:
            self.combos[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        # Else each would measure every heading of the file, of which there may be thousands.
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setModel(self._names)
        combo.setCurrentIndex(self.chosen.get(name, -1) + 1)
        combo.setAccessibleName(f"Column for {field_words(name)}")
        combo.setFixedWidth(self._column_width())
        combo.setMaxVisibleItems(16)
        combo.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        combo.activated.connect(lambda index, name=name: self._choose(name, index - 1))
        return combo

    def _column_width(self) -> int:
        return min(self._desk.look.px(COLUMN_WIDTH), max(self.width() * 34 // 100, 120))

    def resizeEvent(self, event: object) -> None:
        """Leave room for the values."""
        super().resizeEvent(event)  # type: ignore[arg-type] # a resize event of the toolkit's own
        for combo in self.combos.values():
            combo.setFixedWidth(self._column_width())

    def _choose(self, name: str, number: int) -> None:
        if self.chosen.get(name, -1) == number:
            return
        if number < 0:
            self.chosen.pop(name, None)
        else:
            # A column fills one field: it is taken from whichever had it.
            for other in [each for each, at in self.chosen.items() if at == number]:
                del self.chosen[other]
                if other in self.combos:
                    self.combos[other].setCurrentIndex(0)
                    self._show_sample(other)
            self.chosen[name] = number
        self._show_sample(name)
        self._say_unread()
        self.changed.emit()

    def _show_sample(self, name: str) -> None:
        number, seen = self.chosen.get(name, -1), self._seen
        if seen is None or number < 0:
            self._samples[name].say("")
            return
        values = seen.samples[number] if number < len(seen.samples) else ()
        self._samples[name].say(" · ".join(values) if values else "empty in the first rows")

    def _say_unread(self) -> None:
        if self._seen is None:
            return
        taken = set(self.chosen.values())
        unread = [_short(heading) for number, heading in enumerate(self._seen.headings) if number not in taken]
        more = len(unread) - UNREAD_SHOWN
        names = ", ".join(unread[:UNREAD_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
        self._unread.say(f"Not read: {names}." if unread else "Every column is read.")


def _short(heading: str) -> str:
    return heading if len(heading) <= HEADING_SHOWN else f"{heading[: HEADING_SHOWN - 1]}…"
