"""What the five steps have in common: a page of the wizard, and the line of steps above it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pieces import Button, restyle, row

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = ("Choose", "What it is", "Look through", "Duplicates", "Bring in")
CHOOSE, WHAT, LOOK, SETTLE, FINISH = range(5)


@dataclass(frozen=True, slots=True)
class Onward:
    """The button that goes on: its words, empty for none; a quiet note before it; and whether it may be pressed."""

    words: str = ""
    note: str = ""
    may: bool = True


class Step(QWidget):
    """One step of the wizard. The page asks it what its button says and tells it when it is shown."""

    #: What `onward` would return now is different.
    onward_changed = Signal()
    #: What the button of this step says was asked for in another way, such as Enter.
    asked_onward = Signal()

    def onward(self) -> Onward:
        """Return what the button that goes on says now."""
        return Onward()

    def take_focus(self) -> None:
        """Give the focus to what a person does here first."""
        self.setFocus()


def put_behind(before: QWidget, parts: Sequence[QWidget]) -> None:
    """Let Tab reach parts that were laid out just now right behind another, as they are read, not at the very end."""
    for each in parts:
        QWidget.setTabOrder(before, each)
        before = each


class StepsLine(QWidget):
    """Five chips, the one on show filled; those gone through take one back."""

    #: A step was pressed; carries its number.
    chosen = Signal(int)

    def __init__(self) -> None:
        """Begin with the first step."""
        super().__init__()
        self.setAccessibleName("Steps")
        self.chips: list[Button] = []
        across = row(spacing=8)
        for number, words in enumerate(STEPS):
            chip = Button(words, partial(self.chosen.emit, number), rank="chip")
            self.chips.append(chip)
            across.addWidget(chip)
        self.setLayout(across)
        self._now, self._reachable, self._room = CHOOSE, tuple[int, ...](), 0
        self._show()

    def show_step(self, now: int, *, reachable: Sequence[int]) -> None:
        """Show at which step we are; only those of `reachable` can be pressed."""
        self._now, self._reachable = now, tuple(reachable)
        self._show()

    def fit(self, room: int) -> None:
        """Fit the line into so many pixels: where they are few, only the step on show has words."""
        self._room = room
        self._show()

    def _show(self) -> None:
        self._say(brief=False)
        if self._room and sum(chip.sizeHint().width() + 8 for chip in self.chips) > self._room:
            self._say(brief=True)

    def _say(self, *, brief: bool) -> None:
        now = self._now
        for number, chip in enumerate(self.chips):
            before = number < now
            words = "" if brief and number != now else f" {STEPS[number]}"
            chip.setText(f"✓{words}" if before else f"{number + 1} {words}".rstrip())
            chip.setToolTip("" if words else STEPS[number])
            state = "now" if number == now else "done" if before else "to come"
            chip.setAccessibleName(f"Step {number + 1} of {len(STEPS)}: {STEPS[number]}, {state}")
            on = "true" if number == now else ""
            if (chip.property("on") or "") != on:
                chip.setProperty("on", on)
                restyle(chip)
            chip.setEnabled(number == now or number in self._reachable)
