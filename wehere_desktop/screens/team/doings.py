"""What can be done from the Team page: which sheet each button lays, and what is written without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.cover import known_as
from wehere_desktop.neighbourhood.officer import Absence, Posting
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.screens.team.duty_sheets import EndDutySheet, HandOverSheet, NameAllSheet
from wehere_desktop.screens.team.gaps import Gap, Mend
from wehere_desktop.screens.team.officer_record import DutyLine
from wehere_desktop.screens.team.officer_sheets import AddSheet, EditSheet, LeaveSheet
from wehere_desktop.screens.team.posting_sheets import AbsenceSheet, PostingSheet, PostSheet
from wehere_desktop.screens.team.record_view import Ask
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.paper import Paper
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.neighbourhood.officer import Officer


class Doings:
    """Lays sheets over the page; `show` brings an officer into view once they are added."""

    def __init__(self, desk: Desk, show: Callable[[str], None]) -> None:
        """Work for one desk."""
        self._desk = desk
        self._show = show

    def add(self, *, beat: str = "", lpu: str = "") -> None:
        """Add an officer."""
        sheet = AddSheet(self._desk, beat=beat, lpu=lpu)
        sheet.kept.connect(self._show)
        self._lay("Add an officer", sheet)

    def for_officer(self, officer: Officer, ask: Ask, about: object) -> None:
        """Do what a button of an officer's record asks for."""
        desk = self._desk
        if ask is Ask.POST:
            self._lay("Post the officer", PostSheet(desk, officer=officer))
        elif ask is Ask.AWAY:
            self._lay(f"{officer.name} is away", AbsenceSheet(desk, officer))
        elif ask is Ask.EDIT:
            self._lay("Edit the officer", EditSheet(desk, officer))
        elif ask is Ask.LEAVE:
            self._lay(f"{officer.name} leaves", LeaveSheet(desk, officer))
        elif ask is Ask.COME_BACK:
            desk.change(f"{known_as(officer)} has not left", lambda book: book.officers.amend(officer.id, ended=None))
        elif ask is Ask.POSTING and isinstance(about, Posting):
            self._lay("The posting", PostingSheet(desk, about, officer))
        elif ask is Ask.ABSENCE and isinstance(about, Absence):
            self._lay(f"{officer.name} is away", AbsenceSheet(desk, officer, about))
        elif ask is Ask.DROP_ABSENCE and isinstance(about, Absence):
            days = short_day(about.starts) if about.starts is not None else "some days"
            desk.change(
                f"Take out the absence of {known_as(officer)} from {days}",
                lambda book: book.absences.remove(about.id),
            )
        elif ask is Ask.HAND_ALL and isinstance(about, tuple):
            self._lay("Hand over", HandOverSheet(desk, officer, [each.duty for each in about]))
        elif ask is Ask.HAND_ONE and isinstance(about, DutyLine):
            self._lay("Hand over", HandOverSheet(desk, officer, [about.duty]))
        elif ask is Ask.END_DUTY and isinstance(about, DutyLine):
            self._lay("End the duty", EndDutySheet(desk, about.duty, officer, about.place))

    def for_beat(self, beat: Beat, ask: Ask, about: object) -> None:
        """Do what a button of a beat's record asks for."""
        desk = self._desk
        if ask is Ask.POST:
            self._lay(f"Post an officer to {beat.name}", PostSheet(desk, beat=beat))
        elif ask is Ask.NAME_ALL and isinstance(about, tuple):
            self._lay("Name an officer", NameAllSheet(desk, beat, about))
        elif ask is Ask.NAME_ONE and isinstance(about, Place):
            self._lay("Name an officer", NameAllSheet(desk, beat, [about]))
        elif ask is Ask.POSTING and isinstance(about, Posting):
            officer = desk.book.officers.find(about.officer)
            if officer is not None:
                self._lay("The posting", PostingSheet(desk, about, officer))

    def mend(self, gap: Gap) -> None:
        """Lay the sheet that closes a gap."""
        desk, book, today = self._desk, self._desk.book, self._desk.today()
        if gap.kind == "beat":
            beat = book.beats.find(gap.record)
            if beat is None:
                return
            if gap.mend is Mend.NAME:
                self.for_beat(beat, Ask.NAME_ALL, tuple(book.places.nobody_named(today, beat=beat.id)))
            else:
                self.for_beat(beat, Ask.POST, None)
            return
        officer = book.officers.find(gap.record)
        if officer is None:
            return
        if gap.mend is Mend.HAND_OVER:
            self._lay("Hand over", HandOverSheet(desk, officer, book.named_officers.held_from(officer.id, today)))
        elif gap.mend is Mend.COVER:
            self.for_officer(officer, Ask.ABSENCE, book.absences.find(gap.subject))
        else:
            self.for_officer(officer, Ask.POST, None)

    def _lay(self, title: str, sheet: Paper) -> None:
        self._desk.show_sheet(title, sheet)
