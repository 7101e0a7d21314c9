"""The chips above the map: which layers, whose ground, which kind of place, how contact stands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from wehere_desktop.desk.pieces import Button
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.maps.live_answers import BEATS, LAYERS, VISIT_DAYS, MapWanted
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.records.place_list import PlacesWanted, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.screen import Desk

LAYER_WORDS = {
    "place": "Places",
    BEATS: "Beats by cover",
    "concern": "Open concerns",
    "priority": "Priorities",
    "meeting": "Meetings to come",
    "visit": "Visits of a period",
}
PERIODS = {7: "visits of the last 7 days", VISIT_DAYS: "visits of the last 4 weeks", 91: "visits of the last 13 weeks"}


class Narrowing(WrappingLine):
    """Chips that open menus. `changed` says that something else is wanted; `wanted` says what."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with places and beats of the officer's own ground."""
        super().__init__()
        self._desk = desk
        self._places = PlacesWanted()
        self._layers = frozenset({"place", BEATS})
        self._days = VISIT_DAYS
        self._area, self._beats = self._own()
        self.layers_chip = Button("", self._offer_layers, rank="chip")
        self.area_chip = Button("", self._offer_areas, rank="chip")
        self.kind_chip = Button("", self._offer_kinds, rank="chip")
        self.standing_chip = Button("", self._offer_standings, rank="chip")
        self.all_link = Button("Show all", self.clear, rank="link", name="Show all: take every filter off")
        for chip in (self.layers_chip, self.area_chip, self.kind_chip, self.standing_chip, self.all_link):
            self.add(chip)
        desk.look.changed.connect(self.arrange)
        self._show()

    def wanted(self) -> MapWanted:
        """Return what is to be on the map."""
        return MapWanted(replace(self._places, beats=self._beats), self._layers, self._days)

    def in_words(self) -> str:
        """Return what is chosen in words, as the chips have it."""
        parts = [self._area, self._kind_words(), self._standing_words()]
        return " · ".join(parts)

    def clear(self) -> None:
        """Take every filter off: all kinds, any contact, everywhere."""
        self._places, self._area, self._beats = PlacesWanted(), "Everywhere", ()
        self._tell()

    def want_layers(self, layers: frozenset[str], days: int = 0) -> None:
        """Show these layers, and the visits of so many days."""
        self._layers, self._days = layers, days or self._days
        self._tell()

    def want_area(self, words: str, beats: Sequence[str]) -> None:
        """Show what lies on these beats; none for everywhere."""
        self._area, self._beats = words, tuple(beats)
        self._tell()

    def want_kind(self, kind: PlaceKind | None) -> None:
        """Show places of one kind; None for all."""
        self._places = replace(self._places, kind=kind)
        self._tell()

    def want_standing(self, standing: Standing | None, *, nobody: bool = False) -> None:
        """Show places whose promise stands so, or those nobody is named for; None for any."""
        self._places = replace(self._places, standing=standing, nobody_named=nobody)
        self._tell()

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        on = [words for name, words in LAYER_WORDS.items() if name in self._layers]
        layers = f"{on[0]} and {len(on) - 1} more" if len(on) > 2 else " and ".join(on) or "Nothing"  # noqa: PLR2004 - more than two names do not fit
        for chip, words, what in (
            (self.layers_chip, layers, "What is on the map"),
            (self.area_chip, self._area, "Which beats"),
            (self.kind_chip, self._kind_words(), "Which kind of place"),
            (self.standing_chip, self._standing_words(), "How contact stands"),
        ):
            chip.setText(f"{words} ▾")
            chip.setAccessibleName(f"{what}: {words}")
        self.all_link.setVisible(self._places != PlacesWanted() or bool(self._beats))
        self.arrange()

    def _kind_words(self) -> str:
        return f"{self._places.kind.value}s" if self._places.kind is not None else "All kinds"

    def _standing_words(self) -> str:
        if self._places.nobody_named:
            return "Nobody named"
        standing = self._places.standing
        return standing.value.capitalize() if standing is not None else "Any contact"

    def _own(self) -> tuple[str, tuple[str, ...]]:
        mine = self._desk.mine()
        if mine.beats and not mine.leads_unit:
            return "My beats", mine.beats
        unit = self._desk.book.lpus.find(mine.lpu) if mine.lpu else None
        if unit is None:
            return "Everywhere", ()
        return f"All of {unit.name}", self._of_unit(unit.id)

    def _of_unit(self, unit: str) -> tuple[str, ...]:
        return tuple(each.id for each in self._desk.book.beats.in_lpu(unit, self._desk.today()))

    def _offer_layers(self) -> None:
        menu = QMenu(self)
        for name, words in LAYER_WORDS.items():
            line = menu.addAction(words)
            line.setCheckable(True)
            line.setChecked(name in self._layers)
            line.triggered.connect(partial(self._turn, name))
        menu.addSeparator()
        for days, words in PERIODS.items():
            line = menu.addAction(words.capitalize())
            line.setCheckable(True)
            line.setChecked("visit" in self._layers and days == self._days)
            line.triggered.connect(lambda _=False, days=days: self.want_layers(self._layers | {"visit"}, days))
        self._pop(menu, self.layers_chip)

    def _turn(self, name: str, _: object = None) -> None:
        self.want_layers(self._layers ^ {name})

    def _offer_areas(self) -> None:
        menu = QMenu(self)
        own, beats = self._own()
        self._line(menu, own, beats == self._beats, lambda: self.want_area(own, beats))
        if beats:
            self._line(menu, "Everywhere", not self._beats, lambda: self.want_area("Everywhere", ()))
        menu.addSeparator()
        today = self._desk.today()
        for unit in self._desk.book.lpus.current(today):
            inside = menu.addMenu(unit.name)
            ids = self._of_unit(unit.id)
            self._line(
                inside, f"All of {unit.name}", self._beats == ids, partial(self.want_area, f"All of {unit.name}", ids)
            )
            inside.addSeparator()
            for beat in self._desk.book.beats.in_lpu(unit.id, today):
                one = (beat.id,)
                self._line(inside, beat.name, self._beats == one, partial(self.want_area, beat.name, one))
        self._pop(menu, self.area_chip)

    def _offer_kinds(self) -> None:
        menu = QMenu(self)
        self._line(menu, "All kinds", self._places.kind is None, lambda: self.want_kind(None))
        menu.addSeparator()
        for kind in PlaceKind:
            words = kind.value[:1].upper() + kind.value[1:]
            self._line(menu, words, self._places.kind is kind, partial(self.want_kind, kind))
        self._pop(menu, self.kind_chip)

    def _offer_standings(self) -> None:
        menu = QMenu(self)
        chosen = None if self._places.nobody_named else self._places.standing
        any_one = chosen is None and not self._places.nobody_named
        self._line(menu, "Any contact", any_one, lambda: self.want_standing(None))
        menu.addSeparator()
        for each in (Standing.LOSING_TOUCH, Standing.DUE_SOON, Standing.IN_TOUCH):
            self._line(menu, each.value.capitalize(), chosen is each, partial(self.want_standing, each))
        nobody = partial(self.want_standing, None, nobody=True)
        self._line(menu, "Nobody named", self._places.nobody_named, nobody)
        self._pop(menu, self.standing_chip)

    def _line(self, menu: QMenu, words: str, on: bool, do: Callable[[], object]) -> None:  # noqa: FBT001 - of its own four
        line = menu.addAction(words.replace("&", "&&"))
        line.setCheckable(True)
        line.setChecked(on)
        line.triggered.connect(lambda _=False: do())

    def _pop(self, menu: QMenu, chip: Button) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))


def layer_words(name: str) -> str:
    """Return what one thing of a layer is called."""
    return LAYERS[name].words if name in LAYERS else name
