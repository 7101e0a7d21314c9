"""What the log is narrowed to: whose ground, which days, which officer, by what channel, with which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from wehere_desktop.desk.pieces import Button, restyle, row, without_words
from wehere_desktop.neighbourhood.visit import Channel

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

TYPED_MS = 200


@dataclass(frozen=True, slots=True)
class Period:
    """So many days up to today, or all there is (0)."""

    words: str
    days: int

    def first(self, today: date) -> date | None:
        """Return its first day, None for all there is."""
        return today - timedelta(days=self.days - 1) if self.days else None


@dataclass(frozen=True, slots=True)
class Ground:
    """Some beats under a name; none of them means everywhere."""

    words: str
    beats: tuple[str, ...] = ()


PERIODS = (
    Period("last 7 days", 7),
    Period("last 4 weeks", 28),
    Period("last 12 months", 365),
    Period("any day", 0),
)
EVERYWHERE = Ground("everywhere")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything the log is narrowed to."""

    ground: Ground = EVERYWHERE
    period: Period = PERIODS[-1]
    officer: str = ""
    channel: str = ""
    text: str = ""

    @property
    def narrowed(self) -> bool:
        """Say whether anything but ground and period narrows it."""
        return bool(self.officer or self.channel or self.text)


def grounds_of(desk: Desk) -> list[Ground]:
    """Return the grounds to choose from: my beats if I have any, my unit, each of its beats, everywhere."""
    mine, today = desk.mine(), desk.today()
    unit = [beat for beat in desk.book.beats.current(today) if mine.lpu and beat.lpu == mine.lpu]
    beats = desk.book.beats.many(mine.beats)
    found = []
    if beats and not mine.leads_unit:
        found.append(Ground("my beat" if len(beats) == 1 else "my beats", tuple(each.id for each in beats)))
    if unit:
        found.append(Ground("my unit", tuple(each.id for each in unit)))
    found += [Ground(each.name, (each.id,)) for each in sorted(unit, key=lambda each: each.name)]
    return [*found, EVERYWHERE]


def officers_of(desk: Desk, ground: Ground) -> list[tuple[str, str]]:
    """Return id and name of me and of the officers posted to a ground today, by name."""
    book, today, me = desk.book, desk.today(), desk.book.holder
    posted = {each.officer for beat in ground.beats for each in book.postings.on_beat(beat, today)}
    others = sorted((each.name, each.id) for each in book.officers.many(sorted(posted)) if each.id != me)
    return [(me, "Me"), *((record, name) for name, record in others)]


class Filters(QWidget):
    """A row of chips, each with a menu, and a field for words. `changed` says that something else is wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with the ground of whoever opened the book and the last four weeks."""
        super().__init__()
        self._desk = desk
        self._grounds = grounds_of(desk)
        self.wanted = Wanted(self._grounds[0], PERIODS[1])
        self.ground = Button("", self._ask_ground, rank="chip")
        self.period = Button("", self._ask_period, rank="chip")
        self.officer = Button("", self._ask_officer, rank="chip")
        self.channel = Button("", self._ask_channel, rank="chip")
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("Find in the log")
        self.typed.setAccessibleName("Find in the log")
        self.typed.setClearButtonEnabled(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPED_MS)
        self._later.timeout.connect(lambda: self.want(replace(self.wanted, text=self.typed.text().strip())))
        self.typed.textEdited.connect(self._later.start)
        self.typed.textChanged.connect(self._cleared)
        across = row(spacing=8)
        for chip in (self.ground, self.period, self.officer, self.channel):
            across.addWidget(chip)
        across.addStretch(1)
        self.setLayout(across)
        self._show()

    def want(self, wanted: Wanted) -> None:
        """Narrow the log to this."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        if self.typed.text().strip() != wanted.text:
            self.typed.setText(wanted.text)
        self._show()
        self.changed.emit()

    def want_everything(self) -> None:
        """Narrow it no more."""
        self._later.stop()
        self.want(Wanted())

    def _show(self) -> None:
        wanted = self.wanted
        officer = self._desk.book.officers.find(wanted.officer) if wanted.officer else None
        who = "any officer" if officer is None else "me" if officer.id == self._desk.book.holder else officer.name
        for chip, name, words, on in (
            (self.ground, "Where", wanted.ground.words, bool(wanted.ground.beats)),
            (self.period, "When", wanted.period.words, bool(wanted.period.days)),
            (self.officer, "Officer", who, bool(wanted.officer)),
            (self.channel, "How", wanted.channel or "any channel", bool(wanted.channel)),
        ):
            shown = f"{words[:1].upper()}{words[1:]}"
            chip.setText(f"{shown.replace('&', '&&')} ▾")
            chip.setAccessibleName(f"{name}: {words}")
            if bool(chip.property("on")) != on:
                chip.setProperty("on", "true" if on else "")
                restyle(chip)

    def _cleared(self, text: str) -> None:
        if not text and self.wanted.text:
            self._later.start()

    def _ask_ground(self) -> None:
        offers = [(each.words, replace(self.wanted, ground=each)) for each in self._grounds]
        self._offer(self.ground, offers)

    def _ask_period(self) -> None:
        self._offer(self.period, [(each.words, replace(self.wanted, period=each)) for each in PERIODS])

    def _ask_officer(self) -> None:
        officers = [("", "Any officer"), *officers_of(self._desk, self.wanted.ground)]
        self._offer(self.officer, [(name, replace(self.wanted, officer=record)) for record, name in officers])

    def _ask_channel(self) -> None:
        channels = [("Any channel", ""), *((each.value, each.value) for each in Channel)]
        self._offer(self.channel, [(words, replace(self.wanted, channel=value)) for words, value in channels])

    def _offer(self, chip: Button, offers: Sequence[tuple[str, Wanted]]) -> None:
        menu = QMenu(self)
        for words, wanted in offers:
            action = menu.addAction(f"{words[:1].upper()}{words[1:]}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(wanted == self.wanted)
            action.triggered.connect(without_words(partial(self.want, wanted)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
