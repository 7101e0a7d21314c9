"""The sheet for answering a concern: what came of it, in three wordings, and how each paper will read."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPlainTextEdit

from wehere_desktop.desk.deed_sheet import DeedSheet
from wehere_desktop.desk.forms import Field, Form, field_of
from wehere_desktop.desk.pieces import Button, Card, Text, row
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.telling import suggested
from wehere_desktop.neighbourhood.trail import is_closed
from wehere_desktop.records.telling_back import answer, concern_in_words
from wehere_desktop.screens.concerns.paper_preview import PaperPreview

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

OUTCOMES = (
    (Outcome.DONE.value, "Done"),
    (Outcome.COULD_NOT.value, "We could not, because …"),
    (Outcome.IN_HAND.value, "In hand: we are working on it"),
)
WORDINGS = ("to_raiser", "we_did", "to_everyone")
BECAUSE = field_of(Concern, "because", label="We could not, because", lines=2, hint="There is no funding this year")
SUGGESTED = "Suggested, to be read over: change what does not ring true."
COMPLAINT = "The answer to a complaint ends by saying how to take it further; the suggestion for whoever made it does."
NOTHING_YET = "Write in a few words what was done, or why we could not; the wordings follow from that."


class AnswerSheet(DeedSheet):
    """What came of one concern, and how it is told to those who raised it, to the beat and to everyone."""

    def __init__(self, desk: Desk, concern: Concern) -> None:
        """Show a concern; of one that is closed only the wordings can be changed."""
        self.closed = is_closed(concern)
        super().__init__(desk, "Keep the wordings" if self.closed else "Keep the answer")
        self.concern = concern
        said = Card("What was said", "internal")
        said.body.addWidget(Text(concern.said or concern.you_said, wrap=True, selectable=True))
        self.put(said)
        self.came = self.hold(Form(self._outcome(), today=desk.today))
        self.reason = self.hold(Form([BECAUSE], today=desk.today))
        self.form = self.hold(Form(self._fields(), today=desk.today))
        self.came.fill({"outcome": Outcome.COULD_NOT if concern.outcome is Outcome.COULD_NOT else Outcome.DONE})
        for form in (self.reason, self.form):
            form.fill(concern)
        line = row(spacing=8)
        self.suggest_button = Button("Suggest the wordings", self.suggest)
        self.told = Text("", tone="quiet", step="small", wrap=True)
        line.addWidget(self.suggest_button)
        line.addWidget(self.told, 1)
        self.put(line)
        if concern.concern_kind is ConcernKind.COMPLAINT:
            self.put(Text(COMPLAINT, tone="due", step="small", wrap=True))
        self.preview = PaperPreview()
        self.put(self.preview)
        for form in (self.came, self.reason, self.form):
            form.changed.connect(self._show)
        self.setFocusProxy(self.form.editor("we_did"))
        self._show()

    def suggest(self) -> None:
        """Put a suggestion into each wording that is empty."""
        found = suggested(self._now(), beat=self._beat(), done=self._public_updates())
        put = 0
        for name, words in zip(WORDINGS, (found.to_raiser, found.to_beat, found.to_everyone), strict=True):
            editor = self.form.editor(name)
            if isinstance(editor, QPlainTextEdit) and words and not editor.toPlainText().strip():
                editor.setPlainText(words)
                put += 1
        self.told.say(SUGGESTED if put else NOTHING_YET)

    def keep_now(self, values: dict[str, Any]) -> None:
        """Keep the answer, all of it in one change."""
        record, before = self.concern.id, self.concern
        outcome = Outcome(values.pop("outcome", before.outcome))
        apart = {name: values.pop(name) for name in ("you_said", "publishable")}

        def work(book: BeatBook) -> None:
            if self.closed:
                book.concerns.amend(record, **values, **apart)
                return
            answer(book, record, outcome, **values)
            book.concerns.amend(record, **apart)

        self.desk.change(
            "Change the wordings of a concern" if self.closed else "Answer a concern",
            work,
            owner=self,
            form=self,
            failed=self.give_back,
            then=lambda _: self.desk.close_sheet(),
            say=f"{'Wordings changed' if self.closed else 'Answered'}: {concern_in_words(before)}",
        )

    def _outcome(self) -> list[Field]:
        return [] if self.closed else [Field("outcome", "What came of it", "choice", OUTCOMES)]

    @staticmethod
    def _fields() -> list[Field]:
        return [
            field_of(Concern, "you_said", label="You said, for all papers", lines=2, hint="Parking at the school"),
            field_of(
                Concern,
                "we_did",
                label="We did, for the beat",
                lines=3,
                hint="We were there on six mornings and gave nine tickets",
            ),
            field_of(Concern, "to_raiser", label="For those who raised it", lines=3, under="Never published."),
            field_of(Concern, "to_everyone", label="For everyone", lines=3),
            field_of(Concern, "publishable", label="The public wordings may be published"),
        ]

    def _now(self) -> Concern:
        """Return the concern as it would be with what is typed now."""
        typed = {**self.came.typed(), **self.reason.typed(), **self.form.typed()}
        typed["outcome"] = Outcome(typed.get("outcome", self.concern.outcome))
        return dataclasses.replace(self.concern, **typed)

    def _show(self) -> None:
        now = self._now()
        self.reason.setVisible(now.outcome is Outcome.COULD_NOT)
        self.preview.show_concern(now)

    def _beat(self) -> str:
        beat = self.desk.book.beats.find(self.concern.beat)
        return beat.name if beat is not None else "the beat"

    def _public_updates(self) -> list[str]:
        if not self.concern.priority:
            return []
        updates = self.desk.book.priority_updates.of(self.concern.priority)
        return [each.text for each in reversed(updates) if each.text]
