"""Cells of a table: what they show, and the painter that draws strong words, quiet words and pills."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look

TONE_ROLE = Qt.ItemDataRole.UserRole + 1
MARGIN = 8
PILL_PAD = 8
CUTS_KEPT = 2000
# Numbers, not flags: those are joined and asked of by the interpreter, which the many cells of a table would feel
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_SELECTED, _HOVERED, _FOCUSED = (
    flag.value
    for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver, QStyle.StateFlag.State_HasFocus)
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: words in a tone, strong if asked, quiet words after them; or the words in a pill."""

    words: str
    quiet: str = ""
    tone: Literal["", "quiet", "late", "due", "kept", "plain"] = ""
    strong: bool = False
    pill: bool = False


class CellPainter(QStyledItemDelegate):
    """Draws rows with a thin line under each, the chosen one tinted with an accent bar at its left."""

    def __init__(self, look: Look, parent: QObject) -> None:
        """Draw in a look."""
        super().__init__(parent)
        self._look = look
        self._fonts: dict[tuple[int, bool, bool], tuple[QFont, QFontMetrics]] = {}
        self._cut: dict[tuple[str, int, int, bool, bool], str] = {}
        self._take_colours()
        look.changed.connect(self._take_colours)

    def _take_colours(self) -> None:
        # Made once for all: working them out for each of a few hundred cells would be felt in scrolling
        self._colours = {name: QColor(colour) for name, colour in asdict(self._look.colours).items()}
        self._line = QPen(self._colours["line"], 1)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        colours = self._colours
        box, state, first = QRectF(option.rect), option.state.value, index.column() == 0
        painter.save()
        if state & _SELECTED:
            painter.fillRect(box, colours["chosen"])
            if first:
                painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colours["accent"])
        elif state & _HOVERED:
            painter.fillRect(box, colours["hover"])
        painter.setPen(self._line)
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        cell = index.data(TONE_ROLE)
        if isinstance(cell, Cell):
            inner = box.adjusted(MARGIN + (4 if first else 0), 0, -MARGIN, -1)
            (self._pill if cell.pill and cell.words else self._words)(painter, inner, cell)
        view = self.parent() if state & _FOCUSED else None
        if isinstance(view, QTableView) and view.hasFocus():
            painter.setPen(QPen(colours["link"], 1, Qt.PenStyle.DotLine))
            painter.drawRect(box.adjusted(2, 2, -3, -3))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row at this text size."""
        del option, index
        return QSize(80, self._look.px(37))

    def _words(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        colours = self._colours
        font, metrics = self._type(strong=cell.strong)
        painter.setFont(font)
        painter.setPen(colours[cell.tone or "ink"])
        words = self._fitting(cell.words, box.width(), strong=cell.strong)
        painter.drawText(box, _LEFT, words)
        if not cell.quiet:
            return
        used = metrics.horizontalAdvance(words) + 6
        if box.width() - used > metrics.height():
            font, metrics = self._type()
            painter.setFont(font)
            painter.setPen(colours["quiet"])
            rest = box.adjusted(used, 0, 0, 0)
            painter.drawText(rest, _LEFT, self._fitting(cell.quiet, rest.width()))

    def _pill(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        colours, tone = self._colours, cell.tone if cell.tone not in {"", "quiet"} else "plain"
        font, metrics = self._type(small=True)
        words = self._fitting(cell.words, box.width() - 2 * PILL_PAD, small=True)
        height = metrics.height() + 4
        pill = QRectF(
            box.left(), box.center().y() - height / 2, metrics.horizontalAdvance(words) + 2 * PILL_PAD, height
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours[f"{tone}_line"], 1))
        painter.setBrush(colours[f"{tone}_fill"])
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(colours[tone])
        painter.drawText(pill, _MIDDLE, words)

    def _fitting(self, words: str, room: float, *, strong: bool = False, small: bool = False) -> str:
        """Return as many of the words as there is room for; kept, since working that out takes as long as drawing."""
        key = (words, int(room), self._look.scale, strong, small)
        cut = self._cut.get(key)
        if cut is None:
            if len(self._cut) >= CUTS_KEPT:
                self._cut.clear()
            metrics = self._type(strong=strong, small=small)[1]
            cut = self._cut[key] = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        return cut

    def _type(self, *, strong: bool = False, small: bool = False) -> tuple[QFont, QFontMetrics]:
        key = (self._look.scale, strong, small)
        if key not in self._fonts:
            font = self._look.font(12 if small else 13, strong=strong)
            self._fonts[key] = (font, QFontMetrics(font))
        return self._fonts[key]
