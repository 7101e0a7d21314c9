"""The projector view: a window of its own in large type, which is handed finished public pages and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.colours import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QScreen

    from wehere_desktop.desk.colours import Colours
    from wehere_desktop.desk.look import Look
    from wehere_desktop.handouts.projector_pages import PageLine, ProjectorPage
    from wehere_desktop.handouts.projector_sheet import ProjectedProposal

# Parts of the picture's height. Letters are read at eight metres from four centimetres on, a thirtieth of a screen of
# 1.2 m: so no size goes below it.
HEADING, BODY, SMALL = 1 / 11, 1 / 18, 1 / 30
SMALLEST, LARGEST = 0.62, 1.35
EDGE = 1 / 14
WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
RIGHT = int(Qt.AlignmentFlag.AlignRight) | int(Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.AlignmentFlag.AlignVCenter)
VOTE_HEADS = ("For", "Against", "Neither")
ON_A_LAPTOP = (960, 540)


class ProjectorView(QWidget):
    """Shows one page at a time. Arrows, Space and Page Up/Down turn; B blanks, D changes dark and light, Esc closes."""

    #: Another page is on show, or it was blanked.
    turned = Signal()
    #: The window was closed.
    closed = Signal()

    def __init__(self, look: Look) -> None:
        """Begin without pages, dark where the program is dark."""
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle("On the screen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("On the screen")
        self._look = look
        self._pages: tuple[ProjectorPage, ...] = ()
        self._at = 0
        self.dark = look.dark
        self.blanked = False

    @property
    def page(self) -> ProjectorPage | None:
        """Return the page on show, also while it is blanked; None before there are any."""
        return self._pages[self._at] if self._pages else None

    @property
    def where(self) -> tuple[int, int]:
        """Return the number of the page on show, from 1, and how many there are."""
        return (self._at + 1 if self._pages else 0, len(self._pages))

    def names(self) -> list[str]:
        """Return what the pages are called, in order."""
        return [each.name for each in self._pages]

    def words(self) -> str:
        """Return everything that can be read on the window now; empty while it is blanked."""
        return "" if self.blanked or self.page is None else self.page.as_text()

    def put(self, pages: Sequence[ProjectorPage], *, item_moved: bool = False) -> None:
        """Show these pages instead; the one of the same name stays on show, or the agenda's that has the item now."""
        name = self.page.name if self.page is not None else ""
        self._pages = tuple(pages)
        at = next((number for number, each in enumerate(pages) if each.name == name), min(self._at, len(pages) - 1))
        if item_moved and name.startswith("Agenda"):
            at = next((number for number, each in enumerate(pages) if each.shows_now), at)
        self._go(max(at, 0))

    def turn(self, step: int) -> None:
        """Turn so many pages on, or back; a blanked window is shown again first."""
        if self.blanked:
            self.blank()
        self._go(min(max(self._at + step, 0), max(len(self._pages) - 1, 0)))

    def show_page(self, name: str) -> None:
        """Show the first page of a name."""
        if name in self.names():
            self.blanked = False
            self._go(self.names().index(name))

    def blank(self) -> None:
        """Blank the window, or show it again."""
        self.blanked = not self.blanked
        self._tell()

    def change_light(self) -> None:
        """Change between dark and light."""
        self.dark = not self.dark
        self._tell()

    def _go(self, at: int) -> None:
        self._at = at
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words())
        self.update()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, blank, change the light or close, as the key says."""
        key = event.key()
        if key in {Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Return}:
            self.turn(1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}:
            self.turn(-1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.turn(-len(self._pages) if key == Qt.Key.Key_Home else len(self._pages))
        elif key in {Qt.Key.Key_B, Qt.Key.Key_Period}:
            self.blank()
        elif key == Qt.Key.Key_D:
            self.change_light()
        elif key in {Qt.Key.Key_F, Qt.Key.Key_F11}:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is closed."""
        self.closed.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page on show."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.blanked or self.page is None:
            painter.fillRect(self.rect(), QColor("#000000"))
        else:
            _Drawing(painter, QRectF(self.rect()), DARK if self.dark else LIGHT, self._look).draw(self.page, self.where)
        painter.end()


class _Drawing:
    """Draws one page into a rectangle."""

    def __init__(self, painter: QPainter, box: QRectF, colours: Colours, look: Look) -> None:
        self._painter, self._box, self._colours, self._look = painter, box, colours, look
        # A window taller than wide is no reason for lines of three words
        self._unit = min(box.height(), box.width() * 0.62)
        edge = self._unit * EDGE
        self._inner = box.adjusted(edge * 1.2, edge, -edge * 1.2, -edge)

    def draw(self, page: ProjectorPage, where: tuple[int, int]) -> None:
        self._painter.fillRect(self._box, QColor(self._colours.surface))
        self._painter.fillRect(QRectF(self._box.left(), 0, self._unit * 0.016, self._box.height()), self._accent())
        foot = self._foot(page, where)
        y = self._inner.top()
        if page.over:
            y += self._words(page.over, y, SMALL, self._colours.quiet) + self._unit * 0.008
        y += self._heading(page.heading, y) + self._unit * 0.04
        room = QRectF(self._inner.left(), y, self._inner.width(), foot - y)
        if page.votes:
            self._votes(page.votes, room)
        else:
            self._lines(page.lines, room)

    def _accent(self) -> QColor:
        return QColor(self._colours.accent)

    def _font(self, part: float, *, strong: bool = False) -> QFont:
        font = self._look.font(13, strong=strong)
        font.setPixelSize(max(round(self._unit * part), 6))
        return font

    def _height(self, words: str, part: float, width: float, *, strong: bool = False) -> float:
        metrics = QFontMetricsF(self._font(part, strong=strong))
        return metrics.boundingRect(QRectF(0, 0, width, 1e6), WRAP, words).height()

    def _words(self, words: str, y: float, part: float, colour: str, *, strong: bool = False) -> float:
        """Write words across at a height and return how high they are."""
        width = self._inner.width()
        high = self._height(words, part, width, strong=strong)
        self._painter.setFont(self._font(part, strong=strong))
        self._painter.setPen(QColor(colour))
        self._painter.drawText(QRectF(self._inner.left(), y, width, high + 1), WRAP, words)
        return high

    def _heading(self, words: str, y: float) -> float:
        part = HEADING
        while part > BODY and self._height(words, part, self._inner.width(), strong=True) > self._unit * 0.24:
            part *= 0.94
        return self._words(words, y, part, self._colours.ink, strong=True)

    def _foot(self, page: ProjectorPage, where: tuple[int, int]) -> float:
        """Write the number of the page and, of a practice book, that nothing is real; return where the foot begins."""
        top = self._inner.bottom() - self._unit * SMALL * 1.2
        box = QRectF(self._inner.left(), top, self._inner.width(), self._unit * SMALL * 1.3)
        self._painter.setFont(self._font(SMALL))
        self._painter.setPen(QColor(self._colours.quiet))
        self._painter.drawText(box, RIGHT, f"{where[0]} / {where[1]}")
        if page.practice:
            self._painter.setPen(QColor(self._colours.due))
            self._painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), page.practice)
        return top - self._unit * 0.02

    def _lines(self, lines: Sequence[PageLine], room: QRectF) -> None:
        gap = self._unit * 0.022
        pad = self._unit * 0.018

        def highs(part: float) -> list[float]:
            return [
                self._height(
                    each.words,
                    part,
                    room.width() - pad - (self._right_of(each, part) if each.right else 0),
                    strong=each.tone in {"strong", "now"},
                )
                for each in lines
            ]

        # Few words are set larger, as far as they leave the page some air
        part = BODY * LARGEST
        found = highs(part)
        while part > BODY and sum(found) + gap * len(found) > room.height() * 0.8:
            part *= 0.95
            found = highs(part)
        while sum(found) + (gap + 1) * len(found) > room.height() and part > BODY * SMALLEST:
            part *= 0.95
            found = highs(part)
        y = room.top()
        for each, high in zip(lines, found, strict=True):
            self._line(each, QRectF(room.left(), y, room.width(), high), part, pad)
            y += high + gap

    def _right_of(self, line: PageLine, part: float) -> float:
        return QFontMetricsF(self._font(part, strong=True)).horizontalAdvance(line.right) + self._unit * 0.04

    def _line(self, line: PageLine, box: QRectF, part: float, pad: float) -> None:
        told = self._colours
        colour = {"quiet": told.quiet, "done": told.kept}.get(line.tone, told.ink)
        if line.tone == "now":
            band = box.adjusted(-pad, -pad * 0.5, 0, pad * 0.5)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(told.chosen))
            self._painter.drawRoundedRect(band, pad * 0.5, pad * 0.5)
            self._painter.fillRect(QRectF(band.left(), band.top(), pad * 0.5, band.height()), self._accent())
        self._painter.setFont(self._font(part, strong=line.tone in {"strong", "now"}))
        self._painter.setPen(QColor(colour))
        inner = box.adjusted(0, 0, -pad, 1)
        if line.right:
            self._painter.drawText(inner, RIGHT, line.right)
            inner = inner.adjusted(0, 0, -self._right_of(line, part), 0)
        self._painter.drawText(inner, WRAP, line.words)

    def _votes(self, votes: Sequence[ProjectedProposal], room: QRectF) -> None:
        told = self._colours
        wide = self._unit * 0.2
        head = self._unit * SMALL * 1.6
        columns = [room.right() - wide * (3 - number) for number in range(3)]
        self._painter.setFont(self._font(SMALL))
        self._painter.setPen(QColor(told.quiet))
        for left, words in zip(columns, VOTE_HEADS, strict=True):
            self._painter.drawText(QRectF(left, room.top(), wide, head), CENTRE, words)
        high = min((room.height() - head) / len(votes), self._unit * 0.2)
        most = max([each.hands_for or 0 for each in votes] + [1])
        for number, each in enumerate(votes):
            box = QRectF(room.left(), room.top() + head + number * high, room.width(), high)
            self._vote(each, box, columns, wide, most)

    def _vote(self, vote: ProjectedProposal, box: QRectF, columns: Sequence[float], wide: float, most: int) -> None:
        told = self._colours
        words = QRectF(box.left(), box.top(), columns[0] - box.left() - self._unit * 0.02, box.height() * 0.74)
        title = f"{vote.title} (chosen)" if vote.chosen else vote.title
        part = BODY
        while part > BODY * SMALLEST and self._height(title, part, words.width(), strong=True) > words.height():
            part *= 0.95
        self._painter.setFont(self._font(part, strong=True))
        self._painter.setPen(QColor(told.kept if vote.chosen else told.ink))
        self._painter.drawText(words, WRAP, title)
        counts = (vote.hands_for, vote.hands_against, vote.hands_neither)
        for number, (left, count) in enumerate(zip(columns, counts, strict=True)):
            self._painter.setFont(self._font(HEADING if number == 0 else BODY * 1.1, strong=number == 0))
            self._painter.setPen(QColor(told.ink if count is not None else told.quiet))
            shown = "–" if count is None else f"{count:,}"
            self._painter.drawText(QRectF(left, box.top(), wide, box.height() * 0.8), CENTRE, shown)
        bar = QRectF(words.left(), box.bottom() - box.height() * 0.16, words.width(), max(box.height() * 0.06, 3))
        self._painter.fillRect(bar, QColor(told.plain_fill))
        bar.setWidth(bar.width() * (vote.hands_for or 0) / most)
        self._painter.fillRect(bar, QColor(told.kept if vote.chosen else told.accent))


def screen_for(over: QWidget) -> QScreen | None:
    """Return a screen other than the one a widget is on, or None where there is just one."""
    here = over.screen()
    return next((each for each in QGuiApplication.screens() if each is not here), None)


def open_projector(look: Look, over: QWidget) -> ProjectorView:
    """Return a new view on show: over the whole of a second screen if there is one, else as a window.

    It closes itself with the widget it was opened from, which keeps the focus.
    """
    view = ProjectorView(look)
    over.destroyed.connect(view.close)
    other = screen_for(over)
    view.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    if other is not None:
        view.setGeometry(other.geometry())
        view.showFullScreen()
    else:
        view.resize(*ON_A_LAPTOP)
        view.show()
    return view
