"""The first step: files chosen or dropped, what can be brought in, and what was brought in before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QWidget

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.pieces import Button, Card, EmptyState, ScrollPage, Text, column, row
from wehere_desktop.desk.tables import Column, RowsModel, Table
from wehere_desktop.screens.bring_in.step import Step
from wehere_desktop.screens.bring_in.words import FILE_KINDS, KINDS_OF_FILE, kind_of_file
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.register import RegisterSource
    from wehere_desktop.refusal import Refusal
    from wehere_desktop.screens.bring_in.in_file import InFile

KINDS_WIDTH = 372
REFUSED_SHOWN = 4


class DropZone(QFrame):
    """Where files are dropped; its edge is dashed, and lit while files hang over the page."""

    def __init__(self, desk: Desk) -> None:
        """Offer to choose files as well."""
        super().__init__()
        self._look = desk.look
        self.lit = False
        self.choose = Button("Choose files…", rank="first", name="Choose files to bring in")
        self.setAccessibleName("Drop files here")
        picture = QLabel()
        picture.setPixmap(desk.look.pixmap("bring-in", desk.look.colours.link, 28))
        picture.setAccessibleName(" ")
        words = column(spacing=2)
        words.addWidget(Text("Drop files here, or choose them", strong=True))
        words.addWidget(
            Text("Tables (CSV, XLSX, ODS), address cards (VCF) and postcode files.", tone="quiet", wrap=True)
        )
        words.addWidget(Text("Nothing is written until you have looked it through.", tone="quiet", wrap=True))
        across = row(spacing=16, margins=(24, 20, 24, 20))
        across.addWidget(picture)
        across.addLayout(words, 1)
        across.addWidget(self.choose)
        self.setLayout(across)
        desk.look.changed.connect(self.update)

    def light(self, *, on: bool) -> None:
        """Light the edge up, or put it out."""
        self.lit = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed edge."""
        super().paintEvent(event)
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colours.accent if self.lit else colours.edge), 2 if self.lit else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.chosen if self.lit else colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


class Past:
    """Where the table of files brought in before gets its rows from, the latest first."""

    def __init__(self, desk: Desk) -> None:
        """Ask the desk's book."""
        self._book = desk.book

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of every file brought in, always the latest first."""
        del order, descending
        return [each.id for each in reversed(self._book.register_sources.all())]

    def rows(self, ids: Sequence[str]) -> Sequence[tuple[RegisterSource, str] | None]:
        """Return some files with the names of who brought them in."""
        found = {each.id: each for each in self._book.register_sources.many(ids)}
        names = {
            each.id: each.name for each in self._book.officers.many(dict.fromkeys(each.by for each in found.values()))
        }
        return [(found[each], names.get(found[each].by, "")) if each in found else None for each in ids]


PAST_COLUMNS = (
    Column("name", "Brought in before", lambda row: Cell(row[0].name, strong=True), 0),
    Column("register", "As", lambda row: Cell(kind_of_file(row[0].register).title), 84),
    Column(
        "edition", "Edition", lambda row: Cell(short_day(row[0].edition) if row[0].edition else "", tone="quiet"), 92
    ),
    Column("day", "Day", lambda row: Cell(short_day(row[0].created.date()) if row[0].created else ""), 96),
    Column("by", "By", lambda row: Cell(row[1], tone="quiet"), 108),
    Column("did", "Rows", lambda row: Cell(f"{row[0].rows:,}", tone="quiet"), 64),
    Column("new", "New", lambda row: Cell(f"{row[0].new:,}"), 60),
    Column("changed", "Changed", lambda row: Cell(f"{row[0].changed_rows:,}"), 76),
)
GONE_BELOW = {"by": 700, "edition": 600, "did": 520}


class ChooseStep(Step):
    """Takes files and shows what was refused of them."""

    #: Files were chosen or dropped; carries their paths.
    files_chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Lay out the step."""
        super().__init__()
        self._desk = desk
        self.setAcceptDrops(True)
        self.zone = DropZone(desk)
        self.zone.choose.clicked.connect(lambda _=False: self.choose())
        self.refused = RefusedCard()
        self.model = RowsModel(PAST_COLUMNS, Past(desk), desk.background, parent=self)
        self.past = Table("Files brought in before", self.model, desk.look)
        self.model.arrived.connect(self._arrived)
        none = EmptyState(
            desk.look,
            "history",
            "Nothing has been brought in yet",
            "Each file you bring in is listed here with its edition and what it did.",
        )
        middle = column()
        middle.addStretch(2)
        middle.addWidget(none)
        middle.addStretch(3)
        self._none = QWidget()
        self._none.setLayout(middle)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.past)
        self._stack.addWidget(self._none)
        held = Card(tight=True)
        held.setAccessibleName("Files brought in before")
        held.body.setContentsMargins(1, 1, 1, 1)
        held.body.addWidget(self._stack)
        left = column(spacing=12)
        left.addWidget(self.zone)
        left.addWidget(self.refused)
        left.addWidget(held, 1)
        self._kinds = _kinds_card()
        across = row(spacing=16)
        across.addLayout(left, 1)
        across.addWidget(self._kinds)
        self.setLayout(across)
        desk.look.changed.connect(self._fit)
        self._fit()

    def choose(self) -> None:
        """Ask for files."""
        found = self._desk.notices.files_to_open("Choose files to bring in", FILE_KINDS, several=True)
        if found:
            self.files_chosen.emit(found)

    def show_past(self) -> None:
        """Ask anew what was brought in before."""
        self.model.reload()

    def take_focus(self) -> None:
        """Give the focus to the button that chooses."""
        self.zone.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this laptop, and nothing else."""
        if dropped(event):
            self.zone.light(on=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:  # noqa: N802 - the toolkit calls it by this name
        """Put the edge out again."""
        del event
        self.zone.light(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files dropped."""
        self.zone.light(on=False)
        found = dropped(event)
        if found:
            event.acceptProposedAction()
            self.files_chosen.emit(found)

    def resizeEvent(self, event: object) -> None:
        """Share out the width."""
        super().resizeEvent(event)  # type: ignore[arg-type] # a resize event of the toolkit's own
        self._fit()

    def _arrived(self, count: int) -> None:
        self._stack.setCurrentIndex(0 if count else 1)

    def _fit(self) -> None:
        look = self._desk.look
        self._kinds.setFixedWidth(min(look.px(KINDS_WIDTH), max(self.width() * 36 // 100, 260)))
        room = self.width() - self._kinds.width() - 16
        across = self.past.horizontalHeader()
        for number, each in enumerate(PAST_COLUMNS):
            self.past.setColumnHidden(number, room < look.px(GONE_BELOW.get(each.name, 0)))
            if each.width:
                across.resizeSection(number, look.px(each.width))


class RefusedCard(Card):
    """Says of each file that cannot be read why, and what to do; hidden while there is none."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__("Left out: these cannot be read")
        self.hide()

    def show_refused(self, files: Sequence[InFile]) -> None:
        """Show the files that were refused."""
        self.empty()
        refused = [(each.name, each.refusal) for each in files if each.refusal is not None]
        for name, refusal in refused[:REFUSED_SHOWN]:
            self.body.addWidget(Text(f"✕ {_sentence(name, refusal)}", tone="late", wrap=True, selectable=True))
        if len(refused) > REFUSED_SHOWN:
            rest = ", ".join(name for name, _ in refused[REFUSED_SHOWN:])
            self.body.addWidget(Text(f"Refused as well: {rest}", tone="quiet", wrap=True))
        self.setVisible(bool(refused))


def _sentence(name: str, refusal: Refusal) -> str:
    said = str(refusal)
    return said if name in said else f"{name}: {said}"


def dropped(event: QDropEvent) -> list[Path]:
    """Return the files and folders of this laptop that a drag carries, perhaps none."""
    return [Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile() and each.toLocalFile()]


def _kinds_card() -> Card:
    card = Card("What can be brought in", tight=True)
    page = ScrollPage(margins=(16, 4, 16, 16), spacing=14)
    for each in KINDS_OF_FILE:
        words = column(spacing=2)
        words.addWidget(Text(each.title, strong=True))
        words.addWidget(Text(each.what, wrap=True))
        words.addWidget(Text(f"From {each.whence}", tone="quiet", step="small", wrap=True, selectable=True))
        page.body.addLayout(words)
    page.body.addStretch(1)
    card.body.addWidget(page)
    return card
