"""Lines of a list that hangs under a box: a heading, or words with a few quiet ones after them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look
    from wehere_desktop.window.finding import Line

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
LINE_HEIGHT = 30
# So much of the width a title may take before its context begins.
TITLE_SHARE, TITLE_SHARE_BESIDE_KEYS = 0.62, 0.82

Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractListModel):
    """A list of lines, of which headings cannot be chosen."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.lines: list[Line] = []

    def put(self, lines: list[Line]) -> None:
        """Hold these lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, or its words."""
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{line.title}, {line.context}" if line.context else line.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings not be chosen."""
        return Qt.ItemFlag.ItemIsEnabled if self.lines[index.row()].is_heading else super().flags(index)


class LinePainter(QStyledItemDelegate):
    """Draws a heading small and quiet, and a line with its context after it, or at the right if asked."""

    def __init__(self, look: Look, parent: QObject, *, context_right: bool = False) -> None:
        """Draw in a look."""
        super().__init__(parent)
        self._look, self._right = look, context_right

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one line's room."""
        del option, index
        return QSize(100, self._look.px(LINE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading small and quiet, a record with its context after it."""
        line: Line = index.data(LINE_ROLE)
        colours = self._look.colours
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        at_right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        small = self._look.font(12)
        inner = box.adjusted(10, 0, -10, 0)
        if line.is_heading:
            painter.setFont(small)
            painter.setPen(QColor(colours.quiet))
            painter.drawText(inner.adjusted(0, 4, 0, 0), middle, line.title)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours.chosen))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(colours.hover))
        font = self._look.font(13, strong=not self._right)
        metrics = QFontMetrics(font)
        share = (TITLE_SHARE_BESIDE_KEYS if self._right else TITLE_SHARE) if line.context else 1.0
        title = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, int(inner.width() * share))
        painter.setFont(font)
        painter.setPen(QColor(colours.ink))
        painter.drawText(inner, middle, title)
        rest = inner.adjusted(metrics.horizontalAdvance(title) + 12, 0, 0, 0)
        painter.setFont(small)
        painter.setPen(QColor(colours.quiet))
        context = QFontMetrics(small).elidedText(line.context, Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.drawText(rest, at_right if self._right else middle, context)
        painter.restore()
