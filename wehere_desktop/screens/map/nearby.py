"""The same content as the map in a list, nearest to the map's middle first: for the keyboard and for screen readers."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
OF_PLACES = ("place", ROUND, "visit")
"""Layers whose points are places; one that is on several of them is one thing, and the first of these leads."""

_SAID_IN_ORDER = (ROUND, "place", "visit")
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Near:
    """One line: a point, its layer, and how far and in which direction it lies from the middle of the map.

    `also` are the other layers that the same place is on, each with its point there.
    """

    layer: str
    point: MapPoint
    metres: float
    way: str = ""
    also: tuple[tuple[str, MapPoint], ...] = ()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return layer and id as every layer that it is on has them, its own first."""
        return (self.layer, self.point.id), *((layer, point.id) for layer, point in self.also)


def nearest(held: OnMap, middle: Position, chosen: tuple[str, str] = ("", "")) -> list[Near]:
    """Return the things on the map nearest to its middle, at most 120, and what is chosen wherever it lies."""
    found = [
        _near(layer, point, metres, middle, together(held, layer, point)[1:])
        for layer, points in held.fields.items()
        for metres, point in points.nearest(middle, MOST)
        if together(held, layer, point)[0][0] == layer
    ]
    found = sorted(found, key=lambda each: (each.metres, each.point.name))[:MOST]
    layer, record = chosen
    point = held.find(layer, record)
    if point is not None and all(chosen not in each.keys for each in found):
        (layer, point), *also = together(held, layer, point)
        away = metres_between(middle, Position(point.latitude, point.longitude))
        found.append(_near(layer, point, away, middle, also))
    return found


def together(held: OnMap, layer: str, point: MapPoint) -> list[tuple[str, MapPoint]]:
    """Return a thing on the map with each layer that it is on, the layer that leads first."""
    if layer not in OF_PLACES:
        return [(layer, point)]
    return [(each, there) for each in OF_PLACES if (there := held.find(each, point.id)) is not None]


def _near(
    layer: str, point: MapPoint, metres: float, middle: Position, also: Sequence[tuple[str, MapPoint]] = ()
) -> Near:
    way = compass_point(middle, Position(point.latitude, point.longitude)) if metres >= HERE else ""
    return Near(layer, point, metres, way, tuple(also))


def in_words(near: Near) -> str:
    """Return what the second line says: “school · losing touch · nobody named · 1.2 km north-east”."""
    away = f"{distance(near.metres)} {near.way}".strip()
    several = [(near.layer, near.point), *near.also]
    if any(layer == ROUND for layer, _ in near.also):
        # There is room for the call and how touch stands; what kind of place it is, its mark and record say
        several = [(layer, replace(point, kind="") if layer != ROUND else point) for layer, point in several]
    return f"{said_together(several)} · {away}"


def said_together(several: Sequence[tuple[str, MapPoint]]) -> str:
    """Return what one thing is and how it stands on all its layers: “2nd call, … · school · in touch · visited once”.

    What kind of place it is, is said once.
    """
    ordered = sorted(several, key=lambda each: _SAID_IN_ORDER.index(each[0])) if len(several) > 1 else several
    kinds = {point.kind for layer, point in several if layer == "place"}
    said = [
        said_of(layer, replace(point, kind="") if layer == "visit" and point.kind in kinds else point)
        for layer, point in ordered
    ]
    return " · ".join(each for each in said if each)


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
        self.itemActivated.connect(lambda item: self.opened.emit(*item.data(_KEY)[0]))

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
            item.setData(_KEY, each.keys)
            item.setToolTip("")
            self.addItem(item)
        self._filling = False
        if not self.mark(*before):
            self.scrollToTop()

    def current(self) -> tuple[str, str]:
        """Return layer and id of the row chosen, empty texts where there is none."""
        row = self.currentRow()
        layer, record = self.item(row).data(_KEY)[0] if row >= 0 else ("", "")
        return str(layer), str(record)

    def mark(self, layer: str, record: str) -> bool:
        """Choose a row without saying so; False where it is not in the list."""
        self._filling = True
        found = False
        for number in range(self.count()):
            item = self.item(number)
            if (layer, record) in item.data(_KEY):
                self.setCurrentItem(item)
                found = True
                break
        if not found:
            self.setCurrentRow(-1)
        self._filling = False
        return found

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.chosen.emit(*item.data(_KEY)[0])
