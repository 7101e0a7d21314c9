"""The sheets that close concerns: people were told back about one or several, or nobody can be told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from wehere_desktop.desk.deed_sheet import DeedSheet
from wehere_desktop.desk.forms import Field, Form, field_of
from wehere_desktop.desk.pieces import Button, Card, Text, row
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind
from wehere_desktop.neighbourhood.telling import Audience, shown_to
from wehere_desktop.neighbourhood.trail import TAKE_IT_FURTHER, TrailStep, step_of
from wehere_desktop.records.telling_back import concern_in_words, nobody_can_be_told, tell_back
from wehere_desktop.screens.concerns.ground import meetings_held
from wehere_desktop.screens.concerns.words import title_words
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from wehere_desktop.desk.screen import Desk

WAYS = ("Letter", "Telephone", "E-mail", "In person", "Online", "Notice board")
REASONS = ("Raised without a name, and no meeting is to come", "They have moved away", "The group has closed")
SHOWN = 6


class TellingSheet(DeedSheet):
    """People were told back: at which meeting or by what way, on which day, and whom."""

    def __init__(self, desk: Desk, concerns: Sequence[Concern]) -> None:
        """Show what people were told about; those without an answer yet are left out, and said."""
        super().__init__(desk, "They were told")
        self.concerns = [each for each in concerns if step_of(each) is TrailStep.TO_TELL]
        left = len(concerns) - len(self.concerns)
        self._lay_out_concerns(left)
        complaints = [each for each in self.concerns if each.concern_kind is ConcernKind.COMPLAINT]
        beats = {each.beat for each in self.concerns}
        meetings = meetings_held(desk, beats)
        way = [
            Field("at", "At meeting", "choice", [("", "not at a meeting"), *meetings]),
            Field("told_back_how", "Or how", hint="Letter", under="Taken from the meeting where it is left empty."),
        ]
        rest = [
            Field("told_back_on", "Day", "day", hint="the meeting’s day, else today"),
            field_of(Concern, "told_back_to", label="To whom", hint="The residents’ group"),
        ]
        if any(each.further_told_on is None for each in complaints):
            rest.append(Field("further_told_on", "They were also told how to take a complaint further", "yes_no"))
        self.way = self.hold(Form(way, today=desk.today))
        self.put(self._ways())
        self.rest = self.hold(Form(rest, today=desk.today))
        if complaints:
            self.put(Text(TAKE_IT_FURTHER, tone="due", step="small", wrap=True))
        self.button.setEnabled(bool(self.concerns))
        self.setFocusProxy(self.way.editor("at"))

    def keep_now(self, values: dict[str, Any]) -> None:
        """Note that they were told, all or none."""
        ids = [each.id for each in self.concerns]
        about = concern_in_words(self.concerns[0]) if len(ids) == 1 else counted(len(ids), "concern")
        self.desk.change(
            "Tell back" if len(ids) == 1 else f"Tell back about {about}",
            lambda book: tell_back(
                book,
                ids,
                on=values["told_back_on"],
                at=values["at"],
                how=values["told_back_how"],
                to=values["told_back_to"],
                further_told=bool(values.get("further_told_on")),
            ),
            owner=self,
            form=self,
            failed=self.give_back,
            then=lambda _: self.desk.close_sheet(),
            say=f"Told back: {about}",
        )

    def meeting(self) -> str:
        """Return the id of the meeting chosen, or nothing."""
        box = self.way.editor("at")
        return str(box.currentData() or "") if isinstance(box, QComboBox) else ""

    def _lay_out_concerns(self, left: int) -> None:
        card = Card("What they were told")
        for each in self.concerns[:SHOWN]:
            card.body.addWidget(Text(title_words(each), strong=True, elide=True))
            card.body.addWidget(Text(shown_to(each, Audience.RAISED), tone="quiet", step="small", wrap=True))
        if (more := len(self.concerns) - SHOWN) > 0:
            card.body.addWidget(Text(f"and {more:,} more", tone="quiet", step="small"))
        if not self.concerns:
            card.body.addWidget(Text("None of these waits to be told: answer them first.", tone="late", wrap=True))
        elif left:
            words = f"{counted(left, 'other')} chosen and left out: without an answer, or told already."
            card.body.addWidget(Text(words, tone="due", step="small", wrap=True))
        self.put(card)

    def _ways(self) -> QHBoxLayout:
        line = row(spacing=4)
        for words in WAYS:
            line.addWidget(Button(words, partial(self._take, words), rank="link", name=f"How: {words}"))
        line.addStretch(1)
        return line

    def _take(self, words: str) -> None:
        editor = self.way.editor("told_back_how")
        if isinstance(editor, QLineEdit):
            editor.setText(words)
            editor.setFocus()


class NobodySheet(DeedSheet):
    """Nobody can be told: the reason, which stays on the record."""

    def __init__(self, desk: Desk, concern: Concern) -> None:
        """Show an answered concern."""
        super().__init__(desk, "Close it")
        self.concern = concern
        self.put(Text(title_words(concern), strong=True, wrap=True))
        why = field_of(
            Concern,
            "nobody_to_tell",
            label="Why nobody can be told",
            long=True,
            lines=2,
            hint=REASONS[0],
            required=True,
        )
        fields = [why]
        if concern.concern_kind is ConcernKind.COMPLAINT:
            fields.append(
                field_of(Concern, "further_told_on", under=TAKE_IT_FURTHER, label="Told how to take it further on")
            )
        self.form = self.hold(Form(fields, today=desk.today))
        self.form.fill(concern)
        for words in REASONS:
            line = row(spacing=0)
            line.addWidget(Button(words, partial(self._take, words), rank="link", name=f"Because: {words}"))
            line.addStretch(1)
            self.put(line)
        self.setFocusProxy(self.form.editor("nobody_to_tell"))

    def keep_now(self, values: dict[str, Any]) -> None:
        """Close it with the reason."""
        record, why, further = self.concern.id, values["nobody_to_tell"], values.get("further_told_on")
        self.desk.change(
            "Close a concern: nobody can be told",
            lambda book: nobody_can_be_told(book, record, why, further_told_on=further),
            owner=self,
            form=self,
            failed=self.give_back,
            then=lambda _: self.desk.close_sheet(),
            say=f"Closed, nobody can be told: {concern_in_words(self.concern)}",
        )

    def _take(self, words: str) -> None:
        self.form.fill({"nobody_to_tell": words})
        self.form.editor("nobody_to_tell").setFocus()
