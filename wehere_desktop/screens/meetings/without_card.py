"""The beats that have no public meeting planned in time, each with the button that plans one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from wehere_desktop.desk.pieces import Button, Card, CardRow
from wehere_desktop.neighbourhood.meeting_checks import WithoutMeeting
from wehere_desktop.records.meeting_lacks import beats_without_meeting
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Missing:
    """A beat without a meeting in time, with its name."""

    told: WithoutMeeting
    name: str


def missing_of(book: BeatBook, beats: Collection[str], *, now: datetime) -> list[Missing]:
    """Return the beats, of some or of all, that have no public meeting planned in time."""
    found = beats_without_meeting(book, now, beats=beats)
    names = {each.id: each.name for each in book.beats.many([each.beat for each in found])}
    return [Missing(each, names.get(each.beat, "")) for each in found]


class WithoutCard(Card):
    """Hidden where every beat has one."""

    #: A meeting is to be planned on a beat (id).
    asked_to_plan = Signal(str)
    #: The team's rhythm is to be changed.
    asked_for_rhythm = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin hidden."""
        super().__init__("No meeting planned in time", tight=True)
        self._desk = desk
        self._whole = False
        self._found: Sequence[Missing] = ()
        self.note.hide()
        self.head.addWidget(
            Button("Rhythm", self.asked_for_rhythm.emit, rank="link", name="Change the rhythm of meetings")
        )
        self.hide()

    @property
    def anything(self) -> bool:
        """Say whether any beat is without one."""
        return bool(self._found)

    def show_all(self, found: Sequence[Missing]) -> None:
        """Show these beats."""
        self._found = found
        self.empty()
        shown = found if self._whole else found[:SHOWN]
        for each in shown:
            act = None
            if not self._desk.book.read_only:
                act = Button(
                    "Plan one", partial(self.asked_to_plan.emit, each.told.beat), name=f"Plan one on {each.name}"
                )
            self.add(CardRow(each.name, self._said(each), act=act))
        rest = len(found) - len(shown)
        if rest:
            words = f"Show {counted(rest, 'more beat')}"
            more = CardRow(words, opens=self._show_whole)
            self.add(more)

    def _said(self, each: Missing) -> str:
        told, today = each.told, self._desk.today()
        last = f"last on {short_day(told.last, today=today)}" if told.last is not None else "none held yet"
        coming = f"; the next, on {short_day(told.next, today=today)}, is too late" if told.next is not None else ""
        return f"{last}; wanted by {short_day(told.wanted_by, today=today)}{coming}"

    def _show_whole(self) -> None:
        self._whole = True
        self.show_all(self._found)
