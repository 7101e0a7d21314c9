"""What the list is narrowed to: the step of the trail with its count, where, theme, kind, whose, meeting, and words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from wehere_desktop.desk.chips import say_chip
from wehere_desktop.desk.grounds import EVERYWHERE, Ground, grounds_of
from wehere_desktop.desk.list_filters import ListFilters, Worded
from wehere_desktop.desk.pieces import Button, column
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.neighbourhood.concern import ConcernKind
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.neighbourhood.trail import TrailStep
from wehere_desktop.screens.concerns.ground import meetings_held
from wehere_desktop.screens.concerns.words import EVERY, OPEN, OPEN_STEPS, STEP_WORDS
from wehere_desktop.wording import capital

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

SHORT_TITLE = 34


@dataclass(frozen=True, slots=True)
class Wanted(Worded):
    """Everything the list is narrowed to; `step` is one of the trail's, “open” or “every”."""

    step: str = OPEN
    ground: Ground = EVERYWHERE
    theme: str = ""
    kind: str = ""
    asb: bool = False
    mine: bool = False
    meeting: str = ""
    newest: bool = False

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


class Filters(ListFilters[Wanted]):
    """Two lines of chips, the trail above and the rest below."""

    def __init__(self, desk: Desk) -> None:
        """Begin with what is open on the ground of whoever opened the book."""
        self._desk = desk
        self._grounds = grounds_of(desk)
        self._counts: dict[TrailStep, int] = {}
        super().__init__(Wanted(ground=self._grounds[0]), Wanted(step=EVERY), find="Find in what was raised")
        self.steps = {step: Button("", partial(self._want_step, step), rank="chip") for step in self._step_names()}
        self.ground = Button("", self._ask_ground, rank="chip")
        self.theme = Button("", self._ask_theme, rank="chip")
        self.kind = Button("", self._ask_kind, rank="chip")
        self.meeting = Button("", self._ask_meeting, rank="chip")
        self.asb = Button("", lambda: self.want(replace(self.wanted, asb=not self.wanted.asb)), rank="chip")
        self.mine = Button("", lambda: self.want(replace(self.wanted, mine=not self.wanted.mine)), rank="chip")
        self.order = Button("", self._ask_order, rank="chip")
        self._trail = WrappingLine(*self.steps.values())
        self._rest = WrappingLine(self.ground, self.theme, self.kind, self.meeting, self.asb, self.mine, self.order)
        whole = column(spacing=8)
        whole.addWidget(self._trail)
        whole.addWidget(self._rest)
        self.setLayout(whole)
        self._show()

    def show_wanted(self) -> None:
        """Show what is wanted, with the counts on the ground looked at."""
        self.count()

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
            say_chip(
                chip, f"{words}  {self._number(step):,}", f"{words}: {self._number(step):,}", on=step == wanted.step
            )
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
            say_chip(chip, f"{capital(words)} ▾", f"{name}: {words}", on=on)
        say_chip(self.asb, "Antisocial", f"Antisocial behaviour only: {_yes(on=wanted.asb)}", on=wanted.asb)
        say_chip(self.mine, "Mine", f"Only what I see to: {_yes(on=wanted.mine)}", on=wanted.mine)
        self._trail.arrange()
        self._rest.arrange()

    def _ask_ground(self) -> None:
        self.offer(self.ground, [(each.words, replace(self.wanted, ground=each)) for each in self._grounds])

    def _ask_theme(self) -> None:
        offers = [("any theme", ""), *((each.value, each.value) for each in Theme)]
        self.offer(self.theme, [(words, replace(self.wanted, theme=value)) for words, value in offers])

    def _ask_kind(self) -> None:
        offers = [("any kind", ""), *((each.value, each.value) for each in ConcernKind)]
        self.offer(self.kind, [(words, replace(self.wanted, kind=value)) for words, value in offers])

    def _ask_meeting(self) -> None:
        held = meetings_held(self._desk, self.wanted.ground.beats, held=self.wanted.meeting)
        offers = [("", "any meeting"), *held]
        self.offer(self.meeting, [(words, replace(self.wanted, meeting=record)) for record, words in offers])

    def _ask_order(self) -> None:
        offers = (("waiting longest first", False), ("newest first", True))
        self.offer(self.order, [(words, replace(self.wanted, newest=newest)) for words, newest in offers])


def _yes(*, on: bool) -> str:
    return "yes" if on else "no"
