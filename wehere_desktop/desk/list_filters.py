"""What narrows a list: chips with menus, and a field whose words count once typing rests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.chips import menu_under
from wehere_desktop.desk.page_parts import find_field
from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.desk.pieces import without_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.pieces import Button

TYPED_MS = 200


@dataclass(frozen=True, slots=True)
class Worded:
    """What a list is narrowed to: words to find, and whatever else a subclass adds, by name."""

    text: str = ""


AnyWanted = TypeVar("AnyWanted", bound=Worded)


class ListFilters(QWidget, Generic[AnyWanted]):
    """Holds what is wanted. Subclasses lay out their chips and show on them what is wanted (`show_wanted`).

    `changed` says that something else is wanted. `typed`, the field for words, is laid wherever the page wants it.
    """

    changed = Signal()

    def __init__(self, wanted: AnyWanted, everything: AnyWanted, *, find: str) -> None:
        """Begin with what is wanted; `everything` narrows nothing, and `find` names the field for words."""
        super().__init__()
        self.wanted, self._everything = wanted, everything
        self.typed = find_field(find, find)
        self._later = after_a_pause(self, TYPED_MS, self._find)
        self.typed.textChanged.connect(without_words(self._later.start))

    def show_wanted(self) -> None:
        """Show what is wanted on the chips."""
        raise NotImplementedError

    def want(self, wanted: AnyWanted) -> None:
        """Narrow the list to this."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        if self.typed.text().strip() != wanted.text:
            self.typed.setText(wanted.text)
        self.show_wanted()
        self.changed.emit()

    def want_everything(self) -> None:
        """Narrow it no more."""
        self._later.stop()
        self.want(self._everything)

    def offer(self, chip: Button, offers: Sequence[tuple[str, AnyWanted]]) -> None:
        """Open a menu under a chip: words, and what is wanted where they are chosen."""
        menu_under(chip, [(words, wanted == self.wanted, partial(self.want, wanted)) for words, wanted in offers])

    def _find(self) -> None:
        self.want(replace(self.wanted, text=self.typed.text().strip()))
