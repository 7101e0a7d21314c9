"""The same content as the map in a list, nearest to the map's middle first: for the keyboard and for screen readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from wehere_desktop.maps.crime_layer import CRIME
from wehere_desktop.maps.live_answers import LAYERS
from wehere_desktop.maps.round_layer import ROUND
from wehere_desktop.neighbourhood.ground import Position, compass_point, metres_between
from wehere_desktop.records.point_field import MapPoint
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.maps.live_answers import OnMap

MOST = 120
HERE = 30.0
"""Metres below which a direction says nothing."""

KILOMETRE = 1_000
STATES = {
    "late": "losing touch",
    "due": "due within a week",
    "kept": "in touch",
    "opening": "to open",
    "closed": "closed",
}
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Near:
    """One line: a point, its layer, and how far and in which direction it lies from the middle of the map."""

    layer: str
    point: MapPoint
    metres: float
    way: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return layer and id."""
        return self.layer, self.point.id


def nearest(held: OnMap, middle: Position, chosen: tuple[str, str] = ("", "")) -> list[Near]:
    """Return the things on the map nearest to its middle, at most 120, and what is chosen wherever it lies."""
    found = [
        _near(layer, point, metres, middle)
        for layer, points in held.fields.items()
        for metres, point in points.nearest(middle, MOST)
    ]
    found = sorted(found, key=lambda each: (each.metres, each.point.name))[:MOST]
    layer, record = chosen
    point = held.find(layer, record)
    if point is not None and all(each.key != chosen for each in found):
        away = metres_between(middle, Position(point.latitude, point.longitude))
        found.append(_near(layer, point, away, middle))
    return found


def _near(layer: str, point: MapPoint, metres: float, middle: Position) -> Near:
    way = compass_point(middle, Position(point.latitude, point.longitude)) if metres >= HERE else ""
    return Near(layer, point, metres, way)


def in_words(near: Near) -> str:
    """Return what the second line says: “school · losing touch · nobody named · 1.2 km north-east”."""
    away = f"{distance(near.metres)} {near.way}".strip()
    return f"{said_of(near.layer, near.point)} · {away}"


def said_of(layer: str, point: MapPoint) -> str:
    """Return what a thing on the map is and how it stands: “school · losing touch · nobody named”."""
    if layer == CRIME:
        return counted(point.weight, "published crime")
    parts = [point.kind if layer in ("place", "visit", ROUND) else LAYERS[layer].words]
    if layer == "place":
        parts += [STATES.get(point.state, ""), "nobody named" if point.nobody else ""]
    if layer == "visit":
        parts.append("visited once" if point.weight == 1 else f"visited {point.weight} times")
    return " · ".join(part for part in parts if part)


def distance(metres: float) -> str:
    """Return a distance as people say it: “80 m”, “1.2 km”."""
    return f"{round(metres, -1):.0f} m" if metres < KILOMETRE else f"{metres / KILOMETRE:.1f} km"


class NearbyList(QListWidget):
    """Two-line rows in plain words. `chosen` carries layer and id of a row moved to, `opened` of one entered."""

    chosen = Signal(str, str)
    opened = Signal(str, str)
    #: How many steps the map is to look closer, below 0 wider.
    zoomed = Signal(int)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setProperty("house", "list")
        self.setAccessibleName("On the map, nearest to its middle first")
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._filling = False
        self.currentItemChanged.connect(self._choose)
        self.itemActivated.connect(lambda item: self.opened.emit(*item.data(_KEY)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let + and - look closer and wider, as they do inside the map."""
        steps = {"+": 1, "=": 1, "-": -1}.get(event.text(), 0)
        if steps and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(steps)
            return
        super().keyPressEvent(event)

    def put(self, lines: Sequence[Near]) -> None:
        """Show these lines, keeping the one chosen where it is still there."""
        before = self.current()
        self._filling = True
        self.clear()
        for each in lines:
            item = QListWidgetItem(f"{each.point.name}\n{in_words(each)}")
            item.setData(_KEY, each.key)
            item.setToolTip("")
            self.addItem(item)
        self._filling = False
        if not self.mark(*before):
            self.scrollToTop()

    def current(self) -> tuple[str, str]:
        """Return layer and id of the row chosen, empty texts where there is none."""
        row = self.currentRow()
        layer, record = self.item(row).data(_KEY) if row >= 0 else ("", "")
        return str(layer), str(record)

    def mark(self, layer: str, record: str) -> bool:
        """Choose a row without saying so; False where it is not in the list."""
        self._filling = True
        found = False
        for number in range(self.count()):
            item = self.item(number)
            if item.data(_KEY) == (layer, record):
                self.setCurrentItem(item)
                found = True
                break
        if not found:
            self.setCurrentRow(-1)
        self._filling = False
        return found

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.chosen.emit(*item.data(_KEY))
