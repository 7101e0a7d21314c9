"""What the list is narrowed to: the step of the trail with its count, where, theme, kind, whose, meeting, and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from wehere_desktop.desk.pieces import Button, column, restyle, without_words
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.neighbourhood.concern import ConcernKind
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.neighbourhood.trail import TrailStep
from wehere_desktop.screens.concerns.ground import EVERYWHERE, Ground, grounds_of, meetings_held
from wehere_desktop.screens.concerns.words import EVERY, OPEN, OPEN_STEPS, STEP_WORDS, capital

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

TYPED_MS = 200
SHORT_TITLE = 34


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything the list is narrowed to; `step` is one of the trail's, “open” or “every”."""

    step: str = OPEN
    ground: Ground = EVERYWHERE
    theme: str = ""
    kind: str = ""
    asb: bool = False
    mine: bool = False
    meeting: str = ""
    newest: bool = False
    text: str = ""

    @property
    def narrowed(self) -> bool:
        """Say whether anything but the step and the ground narrows it."""
        return bool(self.theme or self.kind or self.asb or self.mine or self.meeting or self.text)


def ids_of(book: BeatBook, wanted: Wanted) -> list[str]:
    """Return the ids of the concerns wanted; called in the book's lane."""
    steps = OPEN_STEPS if wanted.step == OPEN else () if wanted.step == EVERY else (TrailStep(wanted.step),)
    return book.concerns.listed(
        steps=steps,
        themes=(Theme(wanted.theme),) if wanted.theme else (),
        kinds=(ConcernKind(wanted.kind),) if wanted.kind else (),
        beats=wanted.ground.beats,
        owner=book.holder if wanted.mine else "",
        meeting=wanted.meeting,
        asb=wanted.asb,
        text=wanted.text,
        waiting_first=not wanted.newest,
    )


class Filters(QWidget):
    """Two lines of chips, the trail above and the rest below. `changed` says that something else is wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with what is open on the ground of whoever opened the book."""
        super().__init__()
        self._desk = desk
        self._grounds = grounds_of(desk)
        self.wanted = Wanted(ground=self._grounds[0])
        self.steps = {step: Button("", partial(self._want_step, step), rank="chip") for step in self._step_names()}
        self.ground = Button("", self._ask_ground, rank="chip")
        self.theme = Button("", self._ask_theme, rank="chip")
        self.kind = Button("", self._ask_kind, rank="chip")
        self.meeting = Button("", self._ask_meeting, rank="chip")
        self.asb = Button("", lambda: self.want(replace(self.wanted, asb=not self.wanted.asb)), rank="chip")
        self.mine = Button("", lambda: self.want(replace(self.wanted, mine=not self.wanted.mine)), rank="chip")
        self.order = Button("", self._ask_order, rank="chip")
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("Find in what was raised")
        self.typed.setAccessibleName("Find in what was raised")
        self.typed.setClearButtonEnabled(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPED_MS)
        self._later.timeout.connect(lambda: self.want(replace(self.wanted, text=self.typed.text().strip())))
        self.typed.textChanged.connect(without_words(self._later.start))
        self._trail = WrappingLine(*self.steps.values())
        self._rest = WrappingLine(self.ground, self.theme, self.kind, self.meeting, self.asb, self.mine, self.order)
        whole = column(spacing=8)
        whole.addWidget(self._trail)
        whole.addWidget(self._rest)
        self.setLayout(whole)
        self._counts: dict[TrailStep, int] = {}
        self._show()

    def want(self, wanted: Wanted) -> None:
        """Narrow the list to this."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        if self.typed.text().strip() != wanted.text:
            self.typed.setText(wanted.text)
        self.count()
        self.changed.emit()

    def want_everything(self) -> None:
        """Narrow it no more."""
        self._later.stop()
        self.want(Wanted(step=EVERY))

    def count(self) -> None:
        """Ask anew how many stand at each step on the ground looked at."""
        self._counts = self._desk.book.concerns.by_step(self.wanted.ground.beats)
        self._show()

    def in_words(self) -> str:
        """Return what is wanted for the count beside it: “open, my unit”."""
        wanted = self.wanted
        step = {OPEN: "open", EVERY: ""}.get(wanted.step) if wanted.step in {OPEN, EVERY} else wanted.step
        return ", ".join(part for part in (step, wanted.ground.words, "mine" if wanted.mine else "") if part)

    @staticmethod
    def _step_names() -> tuple[str, ...]:
        return (OPEN, *(step.value for step in TrailStep), EVERY)

    def _want_step(self, step: str) -> None:
        self.want(replace(self.wanted, step=step))

    def _number(self, step: str) -> int:
        if step == EVERY:
            return sum(self._counts.values())
        if step == OPEN:
            return sum(self._counts.get(each, 0) for each in OPEN_STEPS)
        return self._counts.get(TrailStep(step), 0)

    def _show(self) -> None:
        wanted = self.wanted
        for step, chip in self.steps.items():
            words = {OPEN: "All open", EVERY: "Every one"}.get(step) or STEP_WORDS[TrailStep(step)]
            _set(chip, f"{words}  {self._number(step):,}", f"{words}: {self._number(step):,}", on=step == wanted.step)
        meeting = self._desk.book.meetings.find(wanted.meeting) if wanted.meeting else None
        title = meeting.title if meeting is not None else "any meeting"
        title = title if len(title) <= SHORT_TITLE else f"{title[: SHORT_TITLE - 1].rstrip()}…"
        order = "newest first" if wanted.newest else "waiting longest first"
        for chip, name, words, on in (
            (self.ground, "Where", wanted.ground.words, bool(wanted.ground.beats)),
            (self.theme, "Theme", wanted.theme or "any theme", bool(wanted.theme)),
            (self.kind, "Kind", wanted.kind or "any kind", bool(wanted.kind)),
            (self.meeting, "Raised at", title, bool(wanted.meeting)),
            (self.order, "Order", order, False),
        ):
            _set(chip, f"{capital(words)} ▾", f"{name}: {words}", on=on)
        _set(self.asb, "Antisocial", f"Antisocial behaviour only: {_yes(on=wanted.asb)}", on=wanted.asb)
        _set(self.mine, "Mine", f"Only what I see to: {_yes(on=wanted.mine)}", on=wanted.mine)
        self._trail.arrange()
        self._rest.arrange()

    def _ask_ground(self) -> None:
        self._offer(self.ground, [(each.words, replace(self.wanted, ground=each)) for each in self._grounds])

    def _ask_theme(self) -> None:
        offers = [("any theme", ""), *((each.value, each.value) for each in Theme)]
        self._offer(self.theme, [(words, replace(self.wanted, theme=value)) for words, value in offers])

    def _ask_kind(self) -> None:
        offers = [("any kind", ""), *((each.value, each.value) for each in ConcernKind)]
        self._offer(self.kind, [(words, replace(self.wanted, kind=value)) for words, value in offers])

    def _ask_meeting(self) -> None:
        held = meetings_held(self._desk, self.wanted.ground.beats, held=self.wanted.meeting)
        offers = [("", "any meeting"), *held]
        self._offer(self.meeting, [(words, replace(self.wanted, meeting=record)) for record, words in offers])

    def _ask_order(self) -> None:
        offers = (("waiting longest first", False), ("newest first", True))
        self._offer(self.order, [(words, replace(self.wanted, newest=newest)) for words, newest in offers])

    def _offer(self, chip: Button, offers: Sequence[tuple[str, Wanted]]) -> None:
        menu_under(chip, [(words, wanted == self.wanted, partial(self.want, wanted)) for words, wanted in offers])


def menu_under(chip: Button, offers: Sequence[tuple[str, bool, Callable[[], object]]]) -> None:
    """Open a menu under a chip: for each line its words, whether it is what holds now, and what it does."""
    menu = QMenu(chip)
    for words, chosen, do in offers:
        action = menu.addAction(capital(words).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(without_words(do))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))


def _set(chip: Button, words: str, name: str, *, on: bool) -> None:
    chip.setText(words.replace("&", "&&"))
    chip.setAccessibleName(name)
    if bool(chip.property("on")) != on:
        chip.setProperty("on", "true" if on else "")
        restyle(chip)


def _yes(*, on: bool) -> str:
    return "yes" if on else "no"
