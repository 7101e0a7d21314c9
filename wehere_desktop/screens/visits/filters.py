"""What the log is narrowed to: whose ground, which days, which officer, by what channel, with which words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.desk.chips import say_chip
from wehere_desktop.desk.grounds import EVERYWHERE, Ground, grounds_of
from wehere_desktop.desk.list_filters import ListFilters, Worded
from wehere_desktop.desk.pieces import Button, row
from wehere_desktop.neighbourhood.visit import Channel
from wehere_desktop.wording import capital

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


@dataclass(frozen=True, slots=True)
class Period:
    """So many days up to today, or all there is (0)."""

    words: str
    days: int

    def first(self, today: date) -> date | None:
        """Return its first day, None for all there is."""
        return today - timedelta(days=self.days - 1) if self.days else None


PERIODS = (
    Period("last 7 days", 7),
    Period("last 4 weeks", 28),
    Period("last 12 months", 365),
    Period("any day", 0),
)


@dataclass(frozen=True, slots=True)
class Wanted(Worded):
    """Everything the log is narrowed to."""

    ground: Ground = EVERYWHERE
    period: Period = PERIODS[-1]
    officer: str = ""
    channel: str = ""

    @property
    def narrowed(self) -> bool:
        """Say whether anything but ground and period narrows it."""
        return bool(self.officer or self.channel or self.text)


def officers_of(desk: Desk, ground: Ground) -> list[tuple[str, str]]:
    """Return id and name of me and of the officers posted to a ground today, by name."""
    book, today, me = desk.book, desk.today(), desk.book.holder
    posted = {each.officer for beat in ground.beats for each in book.postings.on_beat(beat, today)}
    others = sorted((each.name, each.id) for each in book.officers.many(sorted(posted)) if each.id != me)
    return [(me, "Me"), *((record, name) for name, record in others)]


class Filters(ListFilters[Wanted]):
    """A row of chips, each with a menu."""

    def __init__(self, desk: Desk) -> None:
        """Begin with the ground of whoever opened the book and the last four weeks."""
        self._desk = desk
        self._grounds = grounds_of(desk)
        super().__init__(Wanted(ground=self._grounds[0], period=PERIODS[1]), Wanted(), find="Find in the log")
        self.ground = Button("", self._ask_ground, rank="chip")
        self.period = Button("", self._ask_period, rank="chip")
        self.officer = Button("", self._ask_officer, rank="chip")
        self.channel = Button("", self._ask_channel, rank="chip")
        across = row(spacing=8)
        for chip in (self.ground, self.period, self.officer, self.channel):
            across.addWidget(chip)
        across.addStretch(1)
        self.setLayout(across)
        self.show_wanted()

    def show_wanted(self) -> None:
        """Show ground, days, officer and channel on their chips."""
        wanted = self.wanted
        officer = self._desk.book.officers.find(wanted.officer) if wanted.officer else None
        who = "any officer" if officer is None else "me" if officer.id == self._desk.book.holder else officer.name
        for chip, name, words, on in (
            (self.ground, "Where", wanted.ground.words, bool(wanted.ground.beats)),
            (self.period, "When", wanted.period.words, bool(wanted.period.days)),
            (self.officer, "Officer", who, bool(wanted.officer)),
            (self.channel, "How", wanted.channel or "any channel", bool(wanted.channel)),
        ):
            say_chip(chip, f"{capital(words)} ▾", f"{name}: {words}", on=on)

    def _ask_ground(self) -> None:
        self.offer(self.ground, [(each.words, replace(self.wanted, ground=each)) for each in self._grounds])

    def _ask_period(self) -> None:
        self.offer(self.period, [(each.words, replace(self.wanted, period=each)) for each in PERIODS])

    def _ask_officer(self) -> None:
        officers = [("", "Any officer"), *officers_of(self._desk, self.wanted.ground)]
        self.offer(self.officer, [(name, replace(self.wanted, officer=record)) for record, name in officers])

    def _ask_channel(self) -> None:
        channels = [("Any channel", ""), *((each.value, each.value) for each in Channel)]
        self.offer(self.channel, [(words, replace(self.wanted, channel=value)) for words, value in channels])
