"""The sheet on which a public paper of a meeting goes out: its file is kept, a fingerprint of it, and where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.forms import Field
from wehere_desktop.desk.paper import Paper
from wehere_desktop.neighbourhood.meeting_checks import day_of
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.meetings.papers import file_name_of, paper_words, public_papers

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook

MINUTES = "minutes"


class PublishSheet(Paper):
    """One paper is published."""

    def __init__(self, desk: Desk, meeting: Meeting) -> None:
        """Offer the public papers, the minutes first."""
        self._meeting = meeting
        names = sorted(public_papers(), key=lambda name: (name != MINUTES, name))
        super().__init__(
            desk,
            [
                Field("paper", "Which paper", "choice", [(name, paper_words(name)) for name in names]),
                Field("where", "Where it is published", required=True, hint="The team’s page; library notice board"),
            ],
            "Publish…",
            say="You say where the file goes; the book keeps its fingerprint, the day and where it was published. The "
            "minutes mark the report as published.",
        )
        self.begin("where")

    def keep_typed(self) -> None:
        """Ask where the file goes, then make it and note that it went out."""
        name, where, meeting = self.typed("paper"), self.typed("where"), self._meeting
        if not name:
            raise Refusal("There is no public paper to publish.", field="paper", kind="none")
        if not where:
            raise Refusal(
                "It does not say where it is published.", remedy="A word is enough.", field="where", kind="missing"
            )
        on = day_of(meeting)
        words = f"{paper_words(name)}: {meeting.title}"
        file = file_name_of(f"{words}{f', {on.isoformat()}' if on is not None else ''}")
        path = self.desk.notices.file_to_save(words, file, "PDF (*.pdf)")
        if path is None:
            self.keep_button.setEnabled(True)
            return

        def work(book: BeatBook) -> Path:
            from wehere_desktop.handouts.catalogue import find_handouts
            from wehere_desktop.handouts.publishing import publish
            from wehere_desktop.records.whole_file import writing_whole

            paper = find_handouts()[name]
            made = publish(book, paper, meeting.beat if paper.of == "beat" else meeting.id, where=where)
            with writing_whole(path) as file:
                file.write(made.pdf)
            return path

        self.write(f"Publish {words}", work)
