"""A field for a point: a postcode, a grid reference or a position typed, or pointed out on the sketch map; or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.desk.pieces import Button, Text, column, restyle, row
from wehere_desktop.desk.small_map import SmallMap
from wehere_desktop.neighbourhood.ground import Position, normal_postcode, parse_position
from wehere_desktop.neighbourhood.national_grid import parse_grid_reference, to_wgs84
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.screen import Desk

REST_MS = 250


class SpotField(QWidget):
    """Holds a WGS84 position or none; `position` is None until what was typed could be read."""

    changed = Signal()

    def __init__(self, desk: Desk, around: Callable[[], Position | None]) -> None:
        """Begin with none; `around` gives where the map opens while there is none, such as the beat's middle."""
        super().__init__()
        self._desk, self._around = desk, around
        self.position: Position | None = None
        self.field = QLineEdit()
        self.field.setAccessibleName("Point")
        self.field.setPlaceholderText("CW7 3EP, SJ 6552 6615 or 53.19, -2.51")
        self.setFocusProxy(self.field)
        self.map_button = Button("Show map", self._turn_map, rank="link", name="Show the map to point it out")
        self._said = Text("", tone="quiet", step="small", wrap=True)
        self._said.hide()
        self.map = SmallMap(desk, picks=True)
        self.map.picked.connect(self._picked)
        self._later = after_a_pause(self, REST_MS, self._read)
        self.field.textEdited.connect(lambda _: self._typed())
        line = row(spacing=8)
        line.addWidget(self.field, 1)
        line.addWidget(self.map_button)
        whole = column(spacing=4)
        whole.addLayout(line)
        whole.addWidget(self._said)
        whole.addWidget(self.map)
        whole.addWidget(self.map.scale_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.map.scale_button.hide()
        self.setLayout(whole)
        self._map_wanted = False

    def ids(self) -> tuple[str, ...]:
        """Return what stands in the field, as a form asks."""
        return (self.field.text(),)

    def put(self, ids: Sequence[str]) -> None:
        """Take a position or postcode as text."""
        self.field.setText("".join(ids))
        self._read()

    def set_refused(self, refused: bool) -> None:  # noqa: FBT001 - a plain switch, as Qt has them
        """Mark the field as refused, or take the mark away."""
        self.field.setProperty("refused", "true" if refused else "")
        restyle(self.field)

    def checked(self) -> Position | None:
        """Return the position, None where nothing was typed; refused, field `spot`, if it could not be read."""
        if self._later.isActive():
            self._later.stop()
            self._read()
        if self.position is None and self.field.text().strip():
            raise Refusal(
                "That is not a postcode this laptop knows, a grid reference or a position.",
                remedy="Write it like CW7 3EP, SJ 6552 6615 or 53.19, -2.51, or leave it empty.",
                field="spot",
                kind="bad-where",
            )
        return self.position

    def _typed(self) -> None:
        self.position = None
        self._later.start()
        self.changed.emit()

    def _read(self) -> None:
        text = self.field.text().strip()
        postcode = normal_postcode(text)
        if postcode is not None:
            # Laying the postcodes out the first time takes seconds
            self._desk.background.run(
                lambda: _of_postcode(postcode), then=lambda at: self._found(text, at), owner=self, lane=Lane.FILES
            )
            return
        self._found(text, _of_figures(text))

    def _found(self, text: str, position: Position | None) -> None:
        if text != self.field.text().strip():
            return
        self.position = position
        lost = bool(text) and position is None
        self._said.say("No such point is known yet." if lost else "")
        self._said.setVisible(lost)
        self._show_map()
        self.changed.emit()

    def _picked(self, position: object) -> None:
        if isinstance(position, Position):
            self.field.setText(f"{position.lat:.5f}, {position.lon:.5f}")
            self._found(self.field.text().strip(), position)

    def _turn_map(self) -> None:
        self._map_wanted = not self._map_wanted
        self.map_button.setText("Hide map" if self._map_wanted else "Show map")
        self._show_map()

    def _show_map(self) -> None:
        at = self.position or self._around()
        if self._map_wanted and at is None:
            self._said.say("Choose a beat or a place first, and the map opens there.")
            self._said.show()
        self.map.show_position(at if self._map_wanted else None, "the point")
        self.map.scale_button.setVisible(self._map_wanted and at is not None)


def _of_figures(text: str) -> Position | None:
    try:
        return parse_position(text)
    except Refusal:
        pass
    try:
        return to_wgs84(*parse_grid_reference(text))
    except Refusal:
        return None


def _of_postcode(postcode: str) -> Position | None:
    from contextlib import closing

    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records.reference import open_gazetteer

    with closing(open_gazetteer(laptop_folder())) as gazetteer:
        found = gazetteer.postcode(postcode)
    return found.position if found is not None else None
