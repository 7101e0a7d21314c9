"""What draws people, and whom meetings reached: four lists of bars that never claim more than so few meetings tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from wehere_desktop.desk.chips import say_chip
from wehere_desktop.desk.pieces import Button, Card, EmptyState, ScrollPage, Text, clear, column, row
from wehere_desktop.neighbourhood.reach import Reach
from wehere_desktop.neighbourhood.what_draws import ENOUGH, Draw, WhatDraws
from wehere_desktop.screens.meetings.bars import Bar, Bars
from wehere_desktop.wording import counted, listed, short_day

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

PERIODS = (("Half a year", 183), ("A year", 365), ("Two years", 730), ("Five years", 1826))
USUAL_PERIOD = 1
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is shown for a period."""

    first: date
    last: date
    draws: WhatDraws
    reach: Reach


def drawn(book: BeatBook, beats: Collection[str], *, days: int, today: date) -> Drawn:
    """Return what drew people and whom meetings reached in the days up to today, on some beats or on all."""
    first = today - timedelta(days=days)
    return Drawn(first, today, book.meetings.what_draws(first, today, beats), book.meetings.reach(first, today, beats))


class DrawsView(QWidget):
    """Chips for the period above, cards below."""

    #: Another period was chosen.
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with a year."""
        super().__init__()
        self._desk = desk
        self.days = PERIODS[USUAL_PERIOD][1]
        self._said = Text("", tone="quiet", elide=True)
        line = row(spacing=8)
        self._chips = {}
        for words, days in PERIODS:
            self._chips[days] = Button(words, partial(self._choose, days), rank="chip")
            line.addWidget(self._chips[days])
        line.addWidget(self._said, 1)
        self._page = ScrollPage(margins=(0, 0, 0, 8), spacing=16)
        whole = column(spacing=12)
        whole.addLayout(line)
        whole.addWidget(self._page, 1)
        self.setLayout(whole)
        self._show_chips()

    def show_all(self, told: Drawn) -> None:
        """Show what was found."""
        at = self._page.verticalScrollBar().value()
        clear(self._page.body)
        found, today = told.draws, told.last
        since = short_day(told.first, today=today)
        self._said.say(f"{counted(found.meetings, 'meeting').capitalize()} counted since {since}")
        if not found.meetings and not told.reach.meetings:
            said = EmptyState(
                self._desk.look, "meetings", "No meeting was held and counted", "Close meetings with how many came."
            )
            self._page.body.addStretch(2)
            self._page.body.addWidget(said)
            self._page.body.addStretch(3)
            return
        grid = QGridLayout()
        grid.setSpacing(16)
        for number in (0, 1):
            grid.setColumnStretch(number, 1)
        parts = (
            ("When", found.by_slot),
            ("Where", found.by_venue),
            ("How people were told", found.by_publicity),
            ("Season", found.by_season),
        )
        for number, (heading, draws) in enumerate(parts):
            grid.addWidget(self._card(heading, draws), number // 2, number % 2)
        grid.addWidget(self._communities(told.reach), 2, 0)
        grid.addWidget(self._organisations(told.reach, today), 2, 1)
        self._page.body.addLayout(grid)
        note = (
            f"A mean is compared only from {ENOUGH} meetings on; hollow bars rest on fewer. That more came one evening "
        )
        self._page.body.addWidget(Text(f"{note}does not show why they came.", tone="quiet", step="small", wrap=True))
        self._page.body.addStretch(1)
        self._page.verticalScrollBar().setValue(at)

    def _card(self, heading: str, draws: Sequence[Draw]) -> Card:
        card = Card(heading, f"{SHOWN} of {len(draws)}" if len(draws) > SHOWN else "")
        most = max((each.mean for each in draws[:SHOWN]), default=0.0)
        bars = [
            Bar(f"{each.name[:1].upper()}{each.name[1:]}", each.mean / most if most else 0, each.in_words, each.enough)
            for each in draws[:SHOWN]
        ]
        card.body.addWidget(
            Bars(self._desk.look, heading, bars) if bars else Text("Nothing is known of it.", tone="quiet", wrap=True)
        )
        card.body.addStretch(1)
        return card

    def _communities(self, reach: Reach) -> Card:
        card = Card("Communities meetings were meant to reach", counted(reach.meetings, "meeting"))
        if reach.gaps:
            gaps = listed(reach.gaps, last="or")
            card.body.addWidget(Text(f"No meeting was meant to reach: {gaps}.", tone="due", wrap=True))
        most = max((len(each.meetings) for each in reach.communities), default=0)
        bars = [
            Bar(
                f"{each.name[:1].upper()}{each.name[1:]}",
                len(each.meetings) / most,
                counted(len(each.meetings), "meeting"),
            )
            for each in reach.communities
            if each.meetings
        ]
        if bars:
            card.body.addWidget(Bars(self._desk.look, "Communities", bars))
        card.body.addStretch(1)
        return card

    def _organisations(self, reach: Reach, today: date) -> Card:
        found = reach.organisations
        card = Card("Organisations and groups that came", f"{SHOWN} of {len(found)}" if len(found) > SHOWN else "")
        most = max((len(each.meetings) for each in found), default=0)
        bars = [
            Bar(
                each.name,
                len(each.meetings) / most,
                f"{counted(len(each.meetings), 'meeting')}"
                + (f", last on {short_day(each.last, today=today)}" if each.last is not None else ""),
            )
            for each in found[:SHOWN]
        ]
        card.body.addWidget(
            Bars(self._desk.look, "Organisations", bars) if bars else Text("None is noted.", tone="quiet")
        )
        card.body.addStretch(1)
        return card

    def _choose(self, days: int) -> None:
        if days != self.days:
            self.days = days
            self._show_chips()
            self.changed.emit()

    def _show_chips(self) -> None:
        for (words, days), chip in zip(PERIODS, self._chips.values(), strict=True):
            on = days == self.days
            say_chip(chip, words, f"{words}, {'chosen' if on else 'not chosen'}", on=on)
