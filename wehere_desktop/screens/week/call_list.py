"""Lists of calls: two lines each, chosen by keys or pointer, and dragged from one list to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent

    from wehere_desktop.desk.look import Look

ID_ROLE = Qt.ItemDataRole.UserRole
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
WIDE, NARROW, HEAD = 50, 70, 30
"""Heights in pixels at the usual text size: a line of the due list, a call of a day, the name of a beat."""
PAD = 8
DAY_KEYS = {
    Qt.Key.Key_1: 0,
    Qt.Key.Key_2: 1,
    Qt.Key.Key_3: 2,
    Qt.Key.Key_4: 3,
    Qt.Key.Key_5: 4,
    Qt.Key.Key_6: 5,
    Qt.Key.Key_7: 6,
}
OFF_KEYS = {Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
PillTone = Literal["late", "due", "kept", "plain"]


@dataclass(frozen=True, slots=True)
class CallLine:
    """One line: the place's id (empty for the name of a beat), its words, a pill, and whether to be careful."""

    place: str
    title: str
    more: str = ""
    pill: str = ""
    tone: PillTone = "plain"
    careful: bool = False
    number: int = 0


class CallList(QListWidget):
    """A list of calls. The keys 1 to 7 plan what is chosen on a day, 0 or Delete takes it off, L logs, Enter opens."""

    #: What is chosen is wanted on a day (0 for Monday), or on none (-1); carries the places' ids and the day.
    planned = Signal(object, int)
    #: Calls were dropped here from another list; carries the places' ids.
    dropped = Signal(object)
    opened = Signal(str)
    #: The focus came into this list.
    came_in = Signal()
    asked_to_log = Signal(str)

    def __init__(self, name: str, look: Look, *, narrow: bool = False) -> None:
        """Begin an empty list under an accessible name; a `narrow` one is a day's."""
        super().__init__()
        self.setAccessibleName(name)
        self._look, self._narrow = look, narrow
        self._lines: tuple[CallLine, ...] = ()
        self.setItemDelegate(_CallPainter(look, self, narrow=narrow))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setMouseTracking(True)
        self.itemActivated.connect(self._open)

    def show_lines(self, lines: Sequence[CallLine]) -> None:
        """Show these lines; what was chosen stays chosen where it is still there."""
        if tuple(lines) == self._lines:
            return
        chosen, current, row = set(self.chosen()), self.current(), self.currentRow()
        self._lines = tuple(lines)
        self.clear()
        for line in lines:
            item = QListWidgetItem()
            item.setData(ID_ROLE, line.place)
            item.setData(LINE_ROLE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(line))
            item.setToolTip("\n".join(part for part in (line.title, line.more) if part))
            if not line.place:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addItem(item)
        rows = {line.place: number for number, line in enumerate(lines) if line.place}
        for place in chosen & rows.keys():
            self.item(rows[place]).setSelected(True)
        if rows:
            flags = QItemSelectionModel.SelectionFlag
            row = rows.get(current, min(max(row, min(rows.values())), len(lines) - 1))
            self.setCurrentRow(row, flags.NoUpdate if chosen & rows.keys() else flags.ClearAndSelect)

    def places(self) -> list[str]:
        """Return the places listed, from the top."""
        return [line.place for line in self._lines if line.place]

    def chosen(self) -> list[str]:
        """Return the places chosen, from the top."""
        found = [str(item.data(ID_ROLE)) for item in self.selectedItems()]
        order = {place: number for number, place in enumerate(self.places())}
        return sorted((place for place in found if place), key=lambda place: order.get(place, 0))

    def current(self) -> str:
        """Return the place with the focus, or an empty text."""
        row = self.currentRow()
        return self._lines[row].place if 0 <= row < len(self._lines) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plan, take off or log what is chosen; the rest is as in any list."""
        key = Qt.Key(event.key())
        wanted = self.chosen() or [self.current()]
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and wanted[0] and key in DAY_KEYS:
            self.planned.emit(wanted, DAY_KEYS[key])
        elif plain and wanted[0] and key in OFF_KEYS:
            self.planned.emit(wanted, -1)
        elif plain and wanted[0] and key == Qt.Key.Key_L:
            self.asked_to_log.emit(wanted[0])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the focus came into this list."""
        super().focusInEvent(event)
        self.came_in.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dragged here from another list."""
        self.take_from(event.source())
        # Lists are filled from the plan alone; the list it came from must not take anything out by itself
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def take_from(self, source: object) -> None:
        """Say that what is chosen in another list was dropped here."""
        if isinstance(source, CallList) and source is not self and source.chosen():
            self.dropped.emit(source.chosen())

    def _open(self, *_: object) -> None:
        if self.current():
            self.opened.emit(self.current())


def _spoken(line: CallLine) -> str:
    number = f"{line.number}. " if line.number else ""
    return number + ", ".join(part for part in (line.title, line.more, line.pill) if part)


class _CallPainter(QStyledItemDelegate):
    """Draws the lines of a list: the name strong, a quiet line under it, and a pill."""

    def __init__(self, look: Look, parent: QObject, *, narrow: bool) -> None:
        """Draw in a look."""
        super().__init__(parent)
        self._look, self._narrow = look, narrow

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line at this text size."""
        del option
        line = index.data(LINE_ROLE)
        height = HEAD if isinstance(line, CallLine) and not line.place else NARROW if self._narrow else WIDE
        return QSize(80, self._look.px(height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, CallLine):
            return
        painter.save()
        box = QRectF(option.rect)
        if line.place:
            self._ground(painter, box, option)
            (self._day_call if self._narrow else self._due_call)(painter, box.adjusted(PAD + 4, 5, -PAD, -5), line)
        else:
            self._head(painter, box, line)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        colours, state = self._look.colours, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.chosen))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(colours.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(colours.hover))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        view = self.parent()
        if state & QStyle.StateFlag.State_HasFocus and isinstance(view, QListWidget) and view.hasFocus():
            painter.setPen(QPen(QColor(colours.link), 1, Qt.PenStyle.DotLine))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _head(self, painter: QPainter, box: QRectF, line: CallLine) -> None:
        painter.fillRect(box, QColor(self._look.colours.ground))
        inner = box.adjusted(PAD + 4, 0, -PAD, 0)
        used = self._write(painter, inner, line.title, small=True, strong=True, middle=True)
        self._write(painter, inner.adjusted(used + 8, 0, 0, 0), line.more, small=True, quiet=True, middle=True)

    def _due_call(self, painter: QPainter, box: QRectF, line: CallLine) -> None:
        words = box
        if line.pill:
            words = box.adjusted(0, 0, -self._pill(painter, box, line) - PAD, 0)
        half = words.height() / 2
        self._write(painter, words.adjusted(0, 0, 0, -half), line.title, strong=True)
        self._write(painter, words.adjusted(0, half, 0, 0), line.more, small=True, quiet=True, tone=self._tone(line))

    def _day_call(self, painter: QPainter, box: QRectF, line: CallLine) -> None:
        font = self._look.font(13, strong=True)
        metrics = QFontMetrics(font)
        title = f"{line.number}  {line.title}" if line.number else line.title
        first, second = _two_lines(title, metrics, int(box.width()))
        step = metrics.height()
        self._write(painter, QRectF(box.left(), box.top(), box.width(), step), first, strong=True)
        self._write(painter, QRectF(box.left(), box.top() + step, box.width(), step), second, strong=True)
        under = QRectF(box.left(), box.top() + (2 if second else 1) * step + 1, box.width(), step)
        self._write(painter, under, line.more, small=True, quiet=True, tone=self._tone(line))

    def _tone(self, line: CallLine) -> str:
        return "due" if line.careful else ""

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        *,
        small: bool = False,
        strong: bool = False,
        quiet: bool = False,
        middle: bool = True,
        tone: str = "",
    ) -> float:
        """Write words on one line, cut where there is no room; return how wide they are."""
        colours = self._look.colours
        font = self._look.font(12 if small else 13, strong=strong)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.setFont(font)
        painter.setPen(QColor(getattr(colours, tone) if tone else colours.quiet if quiet else colours.ink))
        across = Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop
        painter.drawText(box, int(across | Qt.AlignmentFlag.AlignLeft), shown)
        return float(metrics.horizontalAdvance(shown))

    def _pill(self, painter: QPainter, box: QRectF, line: CallLine) -> float:
        """Draw the pill at the right and return its width."""
        colours = self._look.colours
        font = self._look.font(12)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(line.pill) + 2 * PAD, metrics.height() + 4
        pill = QRectF(box.right() - width, box.center().y() - height / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(getattr(colours, f"{line.tone}_line")), 1))
        painter.setBrush(QColor(getattr(colours, f"{line.tone}_fill")))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(getattr(colours, line.tone)))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), line.pill)
        return float(width)


def _two_lines(words: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """Return words parted at a blank so that as many as fit stand on the first line."""
    if metrics.horizontalAdvance(words) <= width:
        return words, ""
    parts, first = words.split(" "), ""
    for number, part in enumerate(parts):
        longer = f"{first} {part}" if first else part
        if first and metrics.horizontalAdvance(longer) > width:
            return first, " ".join(parts[number:])
        first = longer
    return first, ""
