"""A small picture of where something lies: a piece of the sketch map with a mark and a scale bar, drawn in a lane."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from wehere_desktop.cartography.beat_lines import BeatEdge
from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.look import face
from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.desk.pieces import Button, Text, column
from wehere_desktop.desk.small_picture import STRIP, Picture, Wanted, draw_picture
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.ground import Position

HEIGHT = 168
CLOSE_METRES, WIDE_METRES = 2_400.0, 12_000.0
# Held arrow keys run through a list; only where they rest is a map drawn.
REST_MS = 120
CREDIT = (
    "Sketch map; dashed edges of beats are indicative. "
    "Contains OS, Royal Mail and National Statistics data © Crown copyright and database right 2025."
)
KEPT = 24
# How far an arrow key moves the point, in pixels, and which way.
STEP = 8
STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A map with the edges of beats it was drawn with; no picture where there is no ground to draw."""

    edges: tuple[BeatEdge, ...]
    picture: Picture | None


class SmallMap(QWidget):
    """Shows one position on the sketch map, light or dark, near or from further off; hidden where there is none.

    `scale_button` turns between the two scales; whoever shows the map puts it where it fits.
    """

    #: Whether there is a map to show of the position given; comes once it is known.
    found = Signal(bool)
    #: A point was pointed out on a map that `picks`; carries its `Position`.
    picked = Signal(object)

    def __init__(self, desk: Desk, *, picks: bool = False) -> None:
        """Begin with no position; a map that `picks` takes a click, or the arrow keys, to point somewhere else."""
        super().__init__()
        look = desk.look
        self._desk, self._look = desk, look
        self._position: Position | None = None
        self._name = ""
        self._metres = CLOSE_METRES
        self._kept: dict[Wanted, _Drawn] = {}
        # Where the beats end takes a second to reckon once: the first map does not wait for it
        self._with_edges = False
        self._job: Job | None = None
        self._sheet = _Sheet(look)
        self._sheet.resized = self._ask_soon
        if picks:
            self._sheet.pointed = self._point
            self._sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._sheet.setCursor(Qt.CursorShape.CrossCursor)
            self._sheet.setAccessibleName("Map to point it out on")
        self.scale_button = Button("Look wider", self._turn, rank="link")
        whole = column(spacing=4)
        whole.addWidget(self._sheet)
        whole.addWidget(Text(CREDIT, tone="quiet", step="small", wrap=True))
        self.setLayout(whole)
        self._later = after_a_pause(self, REST_MS, self._ask)
        look.changed.connect(self._ask_soon)
        self.hide()

    def show_position(self, position: Position | None, name: str) -> None:
        """Show where something of this name lies; None hides the map."""
        if (position, name) != (self._position, self._name):
            self._position, self._name = position, name
            self._sheet.picture = None
            self._sheet.update()
        self.setVisible(position is not None)
        self._ask_soon()

    @property
    def picture(self) -> Picture | None:
        """Return the map on show, None until it is drawn or where the sketch does not reach."""
        return self._sheet.picture

    def _point(self, across: float, down: float) -> None:
        """Tell which point of the ground lies so many pixels right of the map's middle and below it."""
        from wehere_desktop.neighbourhood.national_grid import to_grid, to_wgs84

        if self._position is None or self._sheet.picture is None:
            return
        east, north = to_grid(self._position)
        metres = self._metres / self._sheet.width()
        with contextlib.suppress(Refusal):
            self.picked.emit(to_wgs84(east + across * metres, north - down * metres))

    def _turn(self) -> None:
        wide = self._metres == CLOSE_METRES
        self._metres = WIDE_METRES if wide else CLOSE_METRES
        self.scale_button.setText("Look closer" if wide else "Look wider")
        self.scale_button.setAccessibleName(f"{self.scale_button.text()}: the map of {self._name}")
        self._ask()

    def _ask_soon(self) -> None:
        if self._position is not None:
            self._later.start()

    def _ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._position is None or self._sheet.width() <= 1:
            return
        wanted = Wanted(
            self._position,
            self._metres,
            self._sheet.width(),
            self._sheet.height(),
            self.devicePixelRatioF(),
            self._look.scale / 100,
            self._look.dark,
            face(),
        )
        before, book, today, edged = self._kept.get(wanted), self._desk.book, self._desk.today(), self._with_edges
        if before is not None:
            self._show(wanted, before.picture)

        def draw() -> _Drawn:
            from wehere_desktop.records.beat_outlines import edges_on

            # What was drawn before is good as long as the beats end where they did
            now = edges_on(book, today) if edged else ()
            if before is not None and before.edges == now:
                return before
            return _Drawn(now, draw_picture(wanted, now))

        self._job = self._desk.background.run(
            draw, then=lambda made: self._take(wanted, made), owner=self, lane=Lane.FILES
        )

    def _take(self, wanted: Wanted, made: _Drawn) -> None:
        self._job = None
        if self._kept.get(wanted) is made:
            return
        while len(self._kept) >= KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[wanted] = made
        self._show(wanted, made.picture)
        if not self._with_edges:
            self._with_edges = True
            self._ask()

    def _show(self, wanted: Wanted, made: Picture | None) -> None:
        if wanted.position != self._position:
            return
        self._sheet.picture = made
        self._sheet.setAccessibleName(f"Map of {self._name}")
        self._sheet.setAccessibleDescription(made.said if made is not None else "")
        self._sheet.setToolTip(made.said if made is not None else "")
        self.setVisible(made is not None)
        self._sheet.update()
        self.found.emit(made is not None)


class _Sheet(QWidget):
    """The picture itself, with rounded corners and a thin edge."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.picture: Picture | None = None
        self.resized: Callable[[], None] | None = None
        self.pointed: Callable[[float, float], None] | None = None
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:
        """Return the room a map likes to have."""
        return QSize(320, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the map drawn for the new width."""
        super().resizeEvent(event)
        if self.resized is not None:
            self.resized()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Point out where the map was clicked, if it lets itself be."""
        at, strip = event.position(), self._look.px(STRIP)
        if self.pointed is not None and 0 <= at.y() < self.height() - strip:
            self.pointed(at.x() - self.width() / 2, at.y() - (self.height() - strip) / 2)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the point with the arrows, if the map lets it be pointed out."""
        step = STEPS.get(event.key())
        if self.pointed is None or step is None:
            super().keyPressEvent(event)
            return
        self.pointed(step[0] * STEP, step[1] * STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what there is, or the bare ground until it is there."""
        del event
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.fillPath(edge, QColor(colours.ground))
        if self.picture is not None:
            painter.save()
            painter.setClipPath(edge)
            painter.drawImage(self.rect(), self.picture.image)
            painter.restore()
        painter.setPen(QPen(QColor(colours.link), 2) if self.hasFocus() else QPen(QColor(colours.line), 1))
        painter.drawPath(edge)
        painter.end()
