"""The chips above the list: which beats, which kind, how the promise stands, nobody named; they wrap where narrow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from wehere_desktop.desk.pieces import Button, restyle
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.records.place_list import PlacesWanted, Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.screen import Desk

GAP = 8


class Filters(QWidget):
    """Chips that open menus, and one that is pressed or not. `changed` says that something else is wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with the officer's own beats, or their unit, or everything."""
        super().__init__()
        self._desk = desk
        self._beats, self._beats_words = self._first_beats()
        self._kind: PlaceKind | None = None
        self._standing: Standing | None = None
        self._nobody = False
        self._unnamed = 0
        self.beats_chip = Button("", self._offer_beats, rank="chip")
        self.kind_chip = Button("", self._offer_kinds, rank="chip")
        self.standing_chip = Button("", self._offer_standings, rank="chip")
        self.nobody_chip = Button("", self._turn_nobody, rank="chip")
        self.all_link = Button("Show all", self.clear, rank="link", name="Show all places: take every filter off")
        self._line = (self.beats_chip, self.kind_chip, self.standing_chip, self.nobody_chip, self.all_link)
        for chip in self._line:
            chip.setParent(self)
        desk.look.changed.connect(self._arrange)
        self._show()

    def wanted(self, words: str = "") -> PlacesWanted:
        """Return what is wanted, with the words typed."""
        return PlacesWanted(self._beats, self._kind, self._standing, self._nobody, words)

    def where(self) -> str:
        """Return the beats looked at in words, empty for everywhere."""
        return self._beats_words if self._beats else ""

    def one_beat(self) -> bool:
        """Say whether a single beat is looked at, so that its name need not stand in each row."""
        return len(self._beats) == 1

    def narrowed(self) -> bool:
        """Say whether anything is left out but for beats."""
        return self._kind is not None or self._standing is not None or self._nobody

    def tell_unnamed(self, number: int) -> None:
        """Show how many of these places nobody is named for."""
        self._unnamed = number
        self._show()

    def clear(self) -> None:
        """Take every filter off."""
        self._beats, self._beats_words = (), ""
        self._kind, self._standing, self._nobody = None, None, False
        self._tell()

    def want_beats(self, beats: tuple[str, ...], words: str) -> None:
        """Look at these beats; none for everywhere."""
        self._beats, self._beats_words = beats, words
        self._tell()

    def want_kind(self, kind: PlaceKind | None) -> None:
        """Look at one kind; None for all."""
        self._kind = kind
        self._tell()

    def want_standing(self, standing: Standing | None) -> None:
        """Look at places whose promise stands so; None for any."""
        self._standing = standing
        self._tell()

    def _turn_nobody(self) -> None:
        self._nobody = not self._nobody
        self._tell()

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._say(self.beats_chip, "Which beats", f"{self._beats_words or 'Everywhere'} ▾", on=bool(self._beats))
        kind = _capital(self._kind) if self._kind is not None else "All kinds"
        self._say(self.kind_chip, "Which kind", f"{kind} ▾", on=self._kind is not None)
        standing = _capital(self._standing) if self._standing is not None else "Any state"
        self._say(self.standing_chip, "How contact stands", f"{standing} ▾", on=self._standing is not None)
        self._say(self.nobody_chip, "Filter", f"Nobody named {self._unnamed:,}", on=self._nobody)
        self.all_link.setVisible(bool(self._beats) or self.narrowed())
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin a new line of chips where the room ends."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Find other room for the chips when the type changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def _arrange(self) -> None:
        chips = [chip for chip in getattr(self, "_line", ()) if not chip.isHidden()]
        if not chips:
            return
        sizes = [chip.sizeHint() for chip in chips]
        tall = max(size.height() for size in sizes)
        left, top = 0, 0
        for chip, size in zip(chips, sizes, strict=True):
            if left and left + size.width() > self.width():
                left, top = 0, top + tall + GAP
            chip.setGeometry(left, top + (tall - size.height()) // 2, size.width(), size.height())
            left += size.width() + GAP
        self.setFixedHeight(top + tall)

    def _say(self, chip: Button, what: str, words: str, *, on: bool) -> None:
        chip.setText(words.replace("&", "&&"))
        said = words.removesuffix(" ▾")
        chip.setAccessibleName(f"{what}: {said}" + (", on" if on and chip is self.nobody_chip else ""))
        if chip.property("on") != ("true" if on else ""):
            chip.setProperty("on", "true" if on else "")
            restyle(chip)

    def _first_beats(self) -> tuple[tuple[str, ...], str]:
        mine = self._desk.mine()
        if mine.beats and not mine.leads_unit:
            one = self._desk.book.beats.find(mine.beats[0])
            words = one.name if len(mine.beats) == 1 and one is not None else "My beats"
            return mine.beats, words
        if mine.lpu:
            unit = self._desk.book.lpus.find(mine.lpu)
            beats = self._desk.book.beats.in_lpu(mine.lpu, self._desk.today())
            if unit is not None and beats:
                return tuple(each.id for each in beats), f"All of {unit.name}"
        return (), ""

    def _offer_beats(self) -> None:
        menu, book, today = QMenu(self), self._desk.book, self._desk.today()
        menu.setAccessibleName("Which beats")
        own, words = self._first_beats()
        if own:
            _add(menu, words, lambda: self.want_beats(own, words))
        _add(menu, "Everywhere", lambda: self.want_beats((), ""))
        menu.addSeparator()
        for unit in book.lpus.current(today):
            beats = book.beats.in_lpu(unit.id, today)
            if not beats:
                continue
            inner = menu.addMenu(unit.name.replace("&", "&&"))
            ids, said = tuple(each.id for each in beats), f"All of {unit.name}"
            _add(inner, said, partial(self.want_beats, ids, said))
            inner.addSeparator()
            for each in beats:
                _add(inner, each.name, partial(self.want_beats, (each.id,), each.name))
        self._drop(menu, self.beats_chip)

    def _offer_kinds(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("Which kind")
        _add(menu, "All kinds", lambda: self.want_kind(None))
        menu.addSeparator()
        for kind in PlaceKind:
            _add(menu, _capital(kind), partial(self.want_kind, kind))
        self._drop(menu, self.kind_chip)

    def _offer_standings(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("How contact stands")
        _add(menu, "Any state", lambda: self.want_standing(None))
        menu.addSeparator()
        for each in Standing:
            _add(menu, _capital(each), partial(self.want_standing, each))
        self._drop(menu, self.standing_chip)

    def _drop(self, menu: QMenu, under: Button) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft() + QPoint(0, 2)))


def _add(menu: QMenu, words: str, do: Callable[[], None]) -> None:
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _=False: do())


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
