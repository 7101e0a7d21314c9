"""What can be done from the Meetings page: which sheet each button lays, and what is written without one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wehere_desktop.desk.background import Lane
from wehere_desktop.records.holding_meetings import repeat_meeting, start_agenda
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.meetings.agenda_sheet import AgendaSheet
from wehere_desktop.screens.meetings.feedback_sheets import FileSheet, FormsSheet
from wehere_desktop.screens.meetings.plan_sheet import AccessSheet, CopySheet, PlanSheet
from wehere_desktop.screens.meetings.publish_sheet import PublishSheet
from wehere_desktop.screens.meetings.record_view import Ask
from wehere_desktop.screens.meetings.small_sheets import CallOffSheet, PublicitySheet, RhythmSheet

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.paper import Paper
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.feedback_forms import FeedbackTable
    from wehere_desktop.neighbourhood.meeting import Meeting

FILES = "Answers (*.csv *.xlsx *.xls *.ods *.txt *.tsv);;All files (*)"
FIRST = {Ask.EDIT: "", Ask.VENUE: "venue", Ask.LEADER: "leads", Ask.MOMENT: "starts"}
"""The field in which typing begins when the plan is opened for one thing."""


class Doings:
    """Lays sheets over the page; `show` brings a meeting into view, `close` opens the page on which one is closed."""

    def __init__(
        self, desk: Desk, owner: QWidget, show: Callable[[str], None], close: Callable[[Meeting], None]
    ) -> None:
        """Work for one desk; what is asked in a lane is dropped with `owner`."""
        self._desk, self._owner = desk, owner
        self._show, self._close = show, close

    def plan(self, *, beat: str = "", day: date | None = None) -> None:
        """Plan a meeting."""
        self.lay("Plan a meeting", PlanSheet(self._desk, beat=beat, day=day))

    def rhythm(self) -> None:
        """Change the team's numbers."""
        self.lay("Notice and rhythm", RhythmSheet(self._desk))

    def do(self, meeting: Meeting, ask: Ask, about: object) -> None:
        """Do what a button of a meeting's record asks for."""
        desk = self._desk
        sheets: dict[Ask, Callable[[], tuple[str, Paper]]] = {
            **{
                each: partial(lambda first: ("The plan", PlanSheet(desk, meeting, first=first)), first)
                for each, first in FIRST.items()
            },
            Ask.PUBLICISE: lambda: ("How people were told", PublicitySheet(desk, meeting)),
            Ask.COPY: lambda: (f"Like {meeting.title}", CopySheet(desk, meeting)),
            Ask.CALL_OFF: lambda: ("Call the meeting off", CallOffSheet(desk, meeting)),
            Ask.FORMS: lambda: ("Feedback forms", FormsSheet(desk, meeting)),
            Ask.PUBLISH: lambda: ("Publish", PublishSheet(desk, meeting)),
            Ask.NOTICE: lambda: ("Notice and rhythm", RhythmSheet(desk)),
        }
        if ask in sheets:
            self.lay(*sheets[ask]())
        elif ask in {Ask.ACCESS, Ask.PUBLICITY}:
            self._about_another(meeting, ask, str(about))
        elif ask is Ask.AGENDA:
            desk.show_sheet("Agenda", AgendaSheet(desk, meeting))
        elif ask is Ask.FORMS_FILE:
            self._choose_file(meeting)
        elif ask is Ask.CLOSE:
            self._close(meeting)
        else:
            self._at_once(meeting, ask)

    def bring_in(self, meeting: Meeting, path: Path) -> None:
        """Read the top of a file of answers in a lane, then let its columns be matched."""

        def read() -> FeedbackTable:
            from wehere_desktop.intake.feedback_forms import open_feedback

            return open_feedback(path)

        self._desk.background.run(
            read,
            then=lambda told: self.lay("Bring in forms", FileSheet(self._desk, meeting, told)),
            failed=self._not_read,
            owner=self._owner,
            lane=Lane.FILES,
        )

    def lay(self, title: str, sheet: Paper) -> None:
        """Lay a sheet; the meeting it kept is brought into view."""
        sheet.kept.connect(lambda record: self._show(record) if record else None)
        self._desk.show_sheet(title, sheet)

    def _about_another(self, meeting: Meeting, ask: Ask, about: str) -> None:
        """Lay a sheet about the venue or a record of publicity, if it is still there."""
        venue = self._desk.book.places.find(meeting.venue) if ask is Ask.ACCESS else None
        before = self._desk.book.publicities.find(about) if ask is Ask.PUBLICITY else None
        if venue is not None:
            self.lay("Getting in", AccessSheet(self._desk, venue))
        elif before is not None:
            self.lay("How people were told", PublicitySheet(self._desk, meeting, before))

    def _at_once(self, meeting: Meeting, ask: Ask) -> None:
        desk, owner = self._desk, self._owner
        if ask is Ask.OPEN_ITEMS:
            desk.change(
                f"Agenda of {meeting.title} from what is open",
                lambda book: start_agenda(book, meeting.id),
                owner=owner,
            )
        elif ask is Ask.REPEAT:
            desk.change(
                f"Repeat {meeting.title}",
                lambda book: repeat_meeting(book, meeting.id).id,
                owner=owner,
                then=self._show,
            )

    def _choose_file(self, meeting: Meeting) -> None:
        paths = self._desk.notices.files_to_open("Answers to the feedback form", FILES)
        if paths:
            self.bring_in(meeting, paths[0])

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._desk.notices.refuse(error)
        else:
            self._desk.notices.fault(error)
