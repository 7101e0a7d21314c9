"""The panel: the Key Individual Network as one table, who is still to be asked, and the questionnaire by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QWidget

from wehere_desktop.desk.beats_chip import BeatsChip
from wehere_desktop.desk.chips import say_choice
from wehere_desktop.desk.page_parts import in_the_middle
from wehere_desktop.desk.pieces import Button, Card, EmptyState, Text, clear, column, row
from wehere_desktop.desk.tables import RowsModel, Table
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.neighbourhood.key_individual import QUESTIONS, quarter_of
from wehere_desktop.screens.people.panel_rows import PanelSource, PanelSums, columns
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.people.deeds import Deeds

# Columns that give way, in this order, where the names would be left less room than these.
GIVING_WAY = ("beat", "community")
COMMUNITY_WIDTH = 160


class PanelPage(QWidget):
    """Enter on somebody asks them the questions; once kept, the next who is still to be asked has the focus."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        """Lay out the panel; nothing is asked of the book yet."""
        super().__init__()
        self._desk, self._deeds = desk, deeds
        self._source = PanelSource(desk.book, desk.today)
        self._next = ""
        self._model = RowsModel(columns(), self._source, desk.background, parent=self)
        self._model.order = "beat"
        self.beats_chip = BeatsChip(desk)
        self._source.beats = self.beats_chip.beats
        self.ask_chip = Button("", self._turn, rank="chip")
        self.chips = WrappingLine(self.beats_chip, self.ask_chip)
        self.tiles = row(spacing=12)
        self.open_button = Button("Open", self._open, name="Open the person chosen")
        self.ask_button = Button("Ask the questions", self.ask, rank="first")
        self.ask_button.setToolTip("Enter")
        self.table = Table("Key Individual Network", self._model, desk.look)
        self._lay_out()
        self._model.arrived.connect(self._arrived)
        self.beats_chip.changed.connect(self._look_elsewhere)
        desk.look.changed.connect(self.chips.arrange)
        desk.look.changed.connect(self._fit)
        self.table.opened.connect(lambda _: self.ask())
        self.table.current_changed.connect(lambda _: self._offer())
        self._show()

    def _lay_out(self) -> None:
        self._list = QStackedWidget()
        self._empty_box = QWidget()
        self._empty = column()
        self._empty_box.setLayout(self._empty)
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty_box)
        card = Card(tight=True)
        card.setAccessibleName("The panel")
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self._list)
        above = row(spacing=8)
        above.addWidget(self.chips, 1)
        above.addWidget(self.open_button)
        above.addWidget(self.ask_button)
        whole = column(spacing=12)
        whole.addLayout(above)
        whole.addLayout(self.tiles)
        whole.addWidget(card, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        """Ask for the panel anew."""
        self._model.reload()

    def ask(self) -> None:
        """Lay the questionnaire for whoever has the focus."""
        contact = self.table.current()
        if contact:
            self._next = self._after(contact)
            self._deeds.ask_questions(contact, lambda _: self.table.setFocus(Qt.FocusReason.OtherFocusReason))

    def _after(self, contact: str) -> str:
        """Return who is to be asked next, below somebody in the table."""
        start = self._model.place_of(contact)
        for number in range(start + 1, self._model.rowCount()):
            line = self._model.row_at(number)
            if line is not None and not line.asked:
                return self._model.id_at(number)
        return ""

    def _open(self) -> None:
        if self.table.current():
            self._desk.open("contact", self.table.current())

    def _turn(self) -> None:
        self._source.still_to_ask = not self._source.still_to_ask
        self._show()
        self.reload()

    def _look_elsewhere(self) -> None:
        self._source.beats = self.beats_chip.beats
        self._show()
        self.reload()

    def _show(self) -> None:
        sums = self._source.sums
        say_choice(self.ask_chip, f"Still to be asked {sums.people - sums.asked:,}", on=self._source.still_to_ask)
        self.chips.arrange()

    def _offer(self) -> None:
        there = bool(self.table.current())
        self.ask_button.setEnabled(there and not self._desk.book.read_only)
        self.open_button.setEnabled(there)

    def _arrived(self, count: int) -> None:
        sums = self._source.sums
        self._show()
        self._tell(sums)
        self._list.setCurrentWidget(self.table if count else self._empty_box)
        if count and self._next:
            self.table.go_to(self._next)
        elif count and not self.table.current():
            self.table.go_to(self._model.id_at(0))
        self._next = ""
        self._offer()
        if not count:
            self._say_empty(sums)

    def _say_empty(self, sums: PanelSums) -> None:
        clear(self._empty)
        if sums.people:
            words = "Everybody has been asked this quarter"
            said = EmptyState(self._desk.look, "good-day", words, "The next round begins with the next quarter.")
        else:
            said = EmptyState(
                self._desk.look,
                "star",
                "Nobody is in the Key Individual Network here",
                "Open somebody under “Everybody” and take them in: a head, a warden, a shopkeeper who hears a lot.",
            )
        self._empty.addWidget(in_the_middle(said))

    def _tell(self, sums: PanelSums) -> None:
        clear(self.tiles)
        quarter = quarter_of(self._desk.today())
        asked = f"{sums.asked:,} of {counted(sums.people, 'person', 'people')}" if sums.people else "nobody yet"
        self.tiles.addWidget(_tile(asked, f"asked, {quarter.brief}"), 2)
        for label, now, before in zip(QUESTIONS.values(), sums.now, sums.before, strict=False):
            self.tiles.addWidget(_tile(f"{now:.1f}" if now else "\N{EN DASH}", label, _way(now, before)), 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        hidden = set[str]()
        for name in ("", *GIVING_WAY):
            hidden |= {name}
            shown = [each for each in self._model.columns if each.name not in hidden]
            if sum(look.px(each.width or COMMUNITY_WIDTH) for each in shown) <= self.width():
                break
        mode, header = QHeaderView.ResizeMode, self.table.horizontalHeader()
        for number, each in enumerate(self._model.columns):
            self.table.setColumnHidden(number, each.name in hidden)
            if each.width:
                # Without the column that takes what is left over, the name does
                widest = each.name == "name" and "community" in hidden
                header.setSectionResizeMode(number, mode.Stretch if widest else mode.Interactive)
                if not widest:
                    header.resizeSection(number, look.px(each.width))


def _way(now: float, before: float) -> tuple[str, str]:
    if not now or not before:
        return "", "quiet"
    step = round(now - before, 1)
    if not step:
        return "as before", "quiet"
    return (f"▲ up {step:.1f}", "kept") if step > 0 else (f"▼ down {-step:.1f}", "late")


def _tile(figure: str, label: str, way: tuple[str, str] = ("", "quiet")) -> Card:
    card = Card(tight=True)
    card.setAccessibleName(", ".join(part for part in (label, figure, way[0]) if part))
    inside = column(spacing=0, margins=(14, 8, 14, 8))
    top = row(spacing=6)
    top.addWidget(Text(figure, strong=True, step="title"))
    moved = Text(way[0], step="small", elide=True)
    moved.say(way[0], tone="kept" if way[1] == "kept" else "late" if way[1] == "late" else "quiet")
    top.addWidget(moved, 1)
    inside.addLayout(top)
    inside.addWidget(Text(label, tone="quiet", step="small", elide=True))
    card.body.addLayout(inside)
    return card
