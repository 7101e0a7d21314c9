"""Paints one card of the board: title, where, when people were last told, what is next, how far the plan is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wehere_desktop.screens.priorities.cards import CardFacts

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look

CARD_ROLE = Qt.ItemDataRole.UserRole + 1
GAP = 8
PAD = 10
LINE, TITLE_LINE = 17, 18
TITLE_LINES = 2
CARD_HEIGHT = 2 * PAD + TITLE_LINES * TITLE_LINE + 4 * LINE + GAP + 6
METER = 44
# Cards whose words are kept as they were cut to fit: some screens full of one column
KEPT = 200


@dataclass(frozen=True, slots=True)
class Cut:
    """A card's words as they fit: the lines of its title, three lines with their tones, and both ends of its foot.

    `concerns` begins at `concerns_at`, in pixels from the left of the card's inside.
    """

    card: CardFacts
    title: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    plan: str
    concerns: str
    concerns_at: float


class CardPainter(QStyledItemDelegate):
    """Draws a card; the chosen one has an accent edge, and a word as well as a colour tells what wants doing."""

    def __init__(self, look: Look, parent: QObject) -> None:
        """Draw in a look."""
        super().__init__(parent)
        self._look = look
        self._take_look()
        look.changed.connect(self._take_look)

    def _take_look(self) -> None:
        # Asked once for all: working it out for each card would be felt in scrolling
        look, colours = self._look, self._look.colours
        self._colours = colours
        self._inks = {tone: QColor(getattr(colours, tone)) for tone in ("ink", "quiet", "late", "due", "kept")}
        self._inks[""] = self._inks["ink"]
        self._strong, self._small, self._small_strong = (
            look.font(13, strong=True),
            look.font(12),
            look.font(12, strong=True),
        )
        self._cut: dict[tuple[str, int], Cut] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a card and the gap under it at this text size."""
        del option, index
        return QSize(80, self._look.px(CARD_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one card."""
        card = index.data(CARD_ROLE)
        if not isinstance(card, CardFacts):
            return
        colours, state, view, px = self._colours, option.state, self.parent(), self._look.px
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = chosen and isinstance(view, QListView) and view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -GAP)
        painter.setBrush(QColor(colours.chosen if chosen else colours.hover if over else colours.surface))
        painter.setPen(QPen(QColor(colours.link if chosen else colours.line), 2 if focused else 1))
        painter.drawRoundedRect(box, 8, 8)
        left, right = box.left() + PAD, box.right() - PAD
        cut = self._fitting(card, int(right - left))
        base = box.top() + PAD - 2 + px(13)
        painter.setFont(self._strong)
        painter.setPen(self._inks["ink"])
        for words in cut.title:
            painter.drawText(QPointF(left, base), words)
            base += px(TITLE_LINE)
        base += 1
        for words, tone in cut.lines:
            painter.setFont(self._small_strong if tone in {"late", "due"} else self._small)
            painter.setPen(self._inks[tone])
            painter.drawText(QPointF(left, base), words)
            base += px(LINE)
        painter.setFont(self._small)
        self._foot(painter, cut, left, box.bottom() - PAD)
        painter.restore()

    def _foot(self, painter: QPainter, cut: Cut, left: float, base: float) -> None:
        """Draw the plan's bar with its words at the left and the open concerns at the right."""
        complete, at, long = cut.card.on.complete, left, self._look.px(METER)
        if complete is not None:
            top = base - self._look.px(6)
            painter.fillRect(QRectF(at, top, long, 4), QColor(self._colours.plain_line))
            painter.fillRect(QRectF(at, top, long * complete, 4), QColor(self._colours.accent))
            at += long + 6
        painter.setPen(self._inks["quiet"])
        painter.drawText(QPointF(at, base), cut.plan)
        if cut.concerns:
            painter.setPen(self._inks["ink"])
            painter.drawText(QPointF(left + cut.concerns_at, base), cut.concerns)

    def _fitting(self, card: CardFacts, width: int) -> Cut:
        """Return a card's words cut to a width; they are kept while the card is the same."""
        key = (card.priority.id, width)
        found = self._cut.get(key)
        if found is None or found.card is not card:
            if len(self._cut) >= KEPT:
                self._cut.clear()
            found = self._cut[key] = self._cut_to(card, width)
        return found

    def _cut_to(self, card: CardFacts, width: int) -> Cut:
        small, strong = QFontMetrics(self._small), QFontMetrics(self._small_strong)
        cut_off = Qt.TextElideMode.ElideRight
        theme = f" · {card.theme}"
        # Where there is little room the beat is cut, not the theme
        beat = small.elidedText(card.beat, cut_off, max(width - small.horizontalAdvance(theme), 0))
        lines = [(f"{beat}{theme}", "quiet")]
        for words, tone in ((card.told, card.told_tone), (card.next, card.next_tone)):
            metrics = strong if tone in {"late", "due"} else small
            lines.append((metrics.elidedText(words, cut_off, width), tone))
        room = width - small.horizontalAdvance(card.plan) - 8
        room -= self._look.px(METER) + 6 if card.on.complete is not None else 0
        concerns = card.concerns
        if small.horizontalAdvance(concerns) > room:
            concerns = concerns.removesuffix(" concerns").removesuffix(" concern")
        if small.horizontalAdvance(concerns) > room:
            concerns = ""
        at = width - small.horizontalAdvance(concerns)
        return Cut(card, self._title(card.priority.title, width), tuple(lines), card.plan, concerns, at)

    def _title(self, words: str, width: int) -> tuple[str, ...]:
        """Return a title in at most two lines, the last one cut."""
        font: QFont = self._strong
        laid = QTextLayout(words, font)
        wrapping = QTextOption()
        wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        laid.setTextOption(wrapping)
        laid.beginLayout()
        starts: list[tuple[int, int]] = []
        while len(starts) < TITLE_LINES and (line := laid.createLine()).isValid():
            line.setLineWidth(width)
            starts.append((line.textStart(), line.textLength()))
        laid.endLayout()
        metrics, found = QFontMetrics(font), []
        for number, (start, length) in enumerate(starts, 1):
            part = words[start:] if number == TITLE_LINES else words[start : start + length]
            found.append(metrics.elidedText(part.strip(), Qt.TextElideMode.ElideRight, width))
        return tuple(found)
