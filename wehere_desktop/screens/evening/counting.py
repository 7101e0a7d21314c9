"""Keeps what is counted in the room: how many are here, and the hands, each as one change once the counting rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.records.choosing import vote
from wehere_desktop.screens.evening.filing import cut
from wehere_desktop.screens.evening.votes_card import Counts, hands_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.proposal import Proposal
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.screens.evening.present_card import CountCard
    from wehere_desktop.screens.evening.votes_card import VotesCard

KEEP_AFTER_MS = 900
"""Counting goes on by single keys: one change is kept of it once it has rested so long."""


class Counting(QObject):
    """The counts of one meeting that were typed, and those of them not in the book yet."""

    #: Something was counted, or what was counted is on its way into the book.
    changed = Signal()

    def __init__(self, desk: Desk, count: CountCard, votes: VotesCard, parent: QWidget) -> None:
        """Keep what is typed into two cards."""
        super().__init__(parent)
        self._desk, self._count, self._votes = desk, count, votes
        self._meeting = ""
        self._unsaved: set[str] = set()
        self._later = after_a_pause(self, KEEP_AFTER_MS, self.keep)
        count.counted.connect(lambda: self._note(self._meeting))
        votes.counted.connect(self._note)

    @property
    def unsaved(self) -> bool:
        """Say whether any count is not on its way into the book yet."""
        return bool(self._unsaved)

    def begin(self, meeting: Meeting) -> None:
        """Count at another meeting."""
        self._meeting, self._unsaved = meeting.id, set()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show how many the book says are here, unless more was typed since."""
        if meeting.id not in self._unsaved:
            self._count.put(meeting.attendance)
        for card in (self._count, self._votes):
            card.setEnabled(not self._desk.book.read_only)

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Show the proposals; hands typed since stay."""
        self._votes.put(proposals, unsaved=frozenset(self._unsaved))

    def attendance(self) -> str | None:
        """Return the count as typed, None where it is in the book."""
        return self._count.field.text() if self._meeting in self._unsaved else None

    def hands(self) -> dict[str, Counts]:
        """Return the hands as typed, by proposal, without those in the book."""
        return {record: line.counts() for record, line in self._votes.rows.items() if record in self._unsaved}

    def go_on_with(self, attendance: str | None, hands: Mapping[str, Counts]) -> None:
        """Go on with counts that were left behind."""
        if attendance is not None:
            self._count.put(int(attendance) if attendance.isdecimal() else None)
            self._note(self._meeting)
        for proposal, counts in hands.items():
            if proposal in self._votes.rows:
                self._votes.rows[proposal].put_counts(counts)
                self._note(proposal)

    def keep(self) -> None:
        """Write what was counted into the book."""
        self._later.stop()
        unsaved, self._unsaved = self._unsaved, set()
        if not unsaved or self._desk.book.read_only:
            return
        if self._meeting in unsaved:
            count = self._count.count()
            self._write(f"Count {count or 0:,} at the meeting", _attend(self._meeting, count))
        for record, line in self._votes.rows.items():
            if record in unsaved:
                self._write(f"Hands for “{cut(line.proposal.title)}”", _raise_hands(record, line.counts()))
        self.changed.emit()

    def _note(self, record: str) -> None:
        if record:
            self._unsaved.add(record)
            self._later.start()
            self.changed.emit()

    def _write(self, label: str, work: Callable[[BeatBook], object]) -> None:
        self._desk.change(label, work, owner=self)


def _attend(meeting: str, count: int | None) -> Callable[[BeatBook], object]:
    return lambda book: book.meetings.amend(meeting, attendance=count)


def _raise_hands(proposal: str, counts: Counts) -> Callable[[BeatBook], object]:
    hands = hands_typed(counts)
    if all(counts):
        return lambda book: vote(book, proposal, hands)
    # A count that was rubbed out is nobody's count any more
    return lambda book: book.proposals.amend(
        proposal, hands_for=hands.for_it, hands_against=hands.against, hands_neither=hands.neither
    )
