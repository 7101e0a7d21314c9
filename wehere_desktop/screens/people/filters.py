"""The chips above the list: which beats, and which people; they wrap where there is little room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from wehere_desktop.desk.pieces import Button, restyle
from wehere_desktop.records.contact_list import PeopleWanted, Which

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.screen import Desk

GAP = 8
_WORDS = {
    Which.EVERYBODY: "All",
    Which.KEY_INDIVIDUALS: "Key Individuals",
    Which.REVIEW_DUE: "Review due",
    Which.NO_ROLE: "No role now",
    Which.MAY_BE_PUBLISHED: "May be published",
}


def own_beats(desk: Desk) -> tuple[tuple[str, ...], str]:
    """Return the beats an officer first looks at and what they are called: their own, else their unit's, else none."""
    mine, book = desk.mine(), desk.book
    if mine.beats and not mine.leads_unit:
        one = book.beats.find(mine.beats[0])
        return mine.beats, one.name if len(mine.beats) == 1 and one is not None else "My beats"
    unit = book.lpus.find(mine.lpu) if mine.lpu else None
    beats = book.beats.in_lpu(mine.lpu, desk.today()) if unit is not None else []
    if unit is None or not beats:
        return (), ""
    return tuple(each.id for each in beats), f"All of {unit.name}"


def beats_menu(desk: Desk, parent: QWidget, want: Callable[[tuple[str, ...], str], None]) -> QMenu:
    """Return a menu of one's own beats, everywhere, and each unit with its beats; `want` is called with the choice."""
    menu, book, today = QMenu(parent), desk.book, desk.today()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName("Which beats")
    own, words = own_beats(desk)
    if own:
        _add(menu, words, partial(want, own, words))
    _add(menu, "Everywhere", partial(want, (), ""))
    menu.addSeparator()
    for unit in book.lpus.current(today):
        beats = book.beats.in_lpu(unit.id, today)
        if not beats:
            continue
        inner = menu.addMenu(unit.name.replace("&", "&&"))
        said = f"All of {unit.name}"
        _add(inner, said, partial(want, tuple(each.id for each in beats), said))
        inner.addSeparator()
        for each in beats:
            _add(inner, each.name, partial(want, (each.id,), each.name))
    return menu


def drop(menu: QMenu, under: QWidget) -> None:
    """Open a menu under a button."""
    menu.popup(under.mapToGlobal(under.rect().bottomLeft() + QPoint(0, 2)))


def _add(menu: QMenu, words: str, do: Callable[[], None]) -> None:
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _=False: do())


class ChipLine(QWidget):
    """Chips beside one another that begin a new line where the room ends."""

    def __init__(self, desk: Desk) -> None:
        """Begin with no chip."""
        super().__init__()
        self._chips: list[Button] = []
        desk.look.changed.connect(self.arrange)

    def take(self, *chips: Button) -> None:
        """Hold these, in reading order."""
        self._chips = list(chips)
        for chip in chips:
            chip.setParent(self)
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin a new line of chips where the room ends."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Find other room for the chips when the type changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.arrange()

    def arrange(self) -> None:
        """Lay the chips out anew."""
        chips = [chip for chip in getattr(self, "_chips", ()) if not chip.isHidden()]
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


def say_chip(chip: Button, words: str, *, on: bool, name: str = "") -> None:
    """Show words on a chip, pressed or not, and tell a screen reader both."""
    chip.setText(words.replace("&", "&&"))
    chip.setAccessibleName(f"{name or words.removesuffix(' ▾')}{', chosen' if on else ''}")
    if chip.property("on") != ("true" if on else ""):
        chip.setProperty("on", "true" if on else "")
        restyle(chip)


class Filters(ChipLine):
    """A chip that opens the menu of beats, and one for each sort of people. `changed` says something else is wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with everybody on the officer's own beats, or their unit's, or everywhere."""
        super().__init__(desk)
        self._desk = desk
        self.beats, self.beats_words = own_beats(desk)
        self.which = Which.EVERYBODY
        self._counts: Mapping[Which, int] = {}
        self.beats_chip = Button("", self._offer_beats, rank="chip")
        self.chips = {each: Button("", partial(self.want, each), rank="chip") for each in Which}
        self._show()
        self.take(self.beats_chip, *self.chips.values())

    def wanted(self, words: str = "") -> PeopleWanted:
        """Return who is wanted, with the words typed."""
        return PeopleWanted(self.which, self.beats, words)

    def narrowed(self) -> bool:
        """Say whether anybody is left out."""
        return bool(self.beats) or self.which is not Which.EVERYBODY

    def tell(self, counts: Mapping[Which, int]) -> None:
        """Show how many there are of each sort."""
        self._counts = counts
        self._show()

    def clear(self) -> None:
        """Look at everybody everywhere."""
        self.beats, self.beats_words, self.which = (), "", Which.EVERYBODY
        self._tell()

    def want_beats(self, beats: tuple[str, ...], words: str) -> None:
        """Look at these beats; none for everywhere."""
        self.beats, self.beats_words = beats, words
        self._tell()

    def want(self, which: Which) -> None:
        """Look at one sort of people."""
        self.which = which
        self._tell()

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        where = self.beats_words or "Everywhere"
        say_chip(self.beats_chip, f"{where} ▾", on=bool(self.beats), name=f"Which beats: {where}")
        for each, chip in self.chips.items():
            number = self._counts.get(each)
            told = number is not None and each is not Which.EVERYBODY
            words = f"{_WORDS[each]} {number:,}" if told else _WORDS[each]
            say_chip(chip, words, on=each is self.which)
        self.arrange()

    def _offer_beats(self) -> None:
        drop(beats_menu(self._desk, self, self.want_beats), self.beats_chip)
