"""The small sheets of a meeting: publicity, the notice wanted, calling it off, and that its report is published."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.pieces import Button, row
from wehere_desktop.neighbourhood.publicity import Publicity
from wehere_desktop.neighbourhood.team_setting import TeamSetting
from wehere_desktop.records.holding_meetings import call_off
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, parse_day, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook

MEANS = ("Poster", "Website", "Newsletter", "Social media")
"""Ways of telling people that are offered at a press."""
MOST_DAYS = 730


class PublicitySheet(Paper):
    """How people were told of a meeting, once."""

    def __init__(self, desk: Desk, meeting: Meeting, before: Publicity | None = None) -> None:
        """Ask by what, where and since when; or show what is kept."""
        self._meeting, self._before = meeting, before
        chips = QWidget()
        line = row(spacing=6)
        chips.setLayout(line)
        for each in MEANS:
            line.addWidget(Button(each, partial(self._by, each), rank="chip"))
        line.addStretch(1)
        fields = [
            field_of(Publicity, "what", hint="Poster, website, newsletter"),
            field_of(Publicity, "where", hint="Library window and the corner shop"),
            Field("on", "First told on", required=True, hint="today"),
            field_of(Publicity, "note"),
        ]
        shown = before or Publicity(id="", meeting=meeting.id, what="", on=desk.today())
        super().__init__(
            desk,
            fields,
            "Keep",
            above=chips,
            filled={
                "what": shown.what,
                "where": shown.where,
                "on": short_day(shown.on) if shown.on is not None else "",
                "note": shown.note,
            },
        )
        if before is not None:
            self.buttons.addWidget(Button("Take out", self._take_out, rank="grave"))
        self.begin("what")

    def keep_typed(self) -> None:
        """Keep it; the day must be there and not to come."""
        values: dict[str, Any] = {name: self.typed(name) for name in ("what", "where", "note")}
        on = _day(self.typed("on"), today=self.desk.today())
        meeting, before = self._meeting.id, self._before

        def work(book: BeatBook) -> None:
            if before is not None:
                book.publicities.amend(before.id, on=on, **values)
            else:
                book.publicities.add(Publicity(id=book.world.new_id(), meeting=meeting, on=on, **values))

        self.write(f"Publicity for {self._meeting.title}", work)

    def _by(self, what: str) -> None:
        self.form.fill({**self.form.typed(), "what": what})
        self.form.editor("where").setFocus()

    def _take_out(self) -> None:
        before = self._before
        if before is not None:
            self.write(f"Take out publicity: {before.what}", lambda book: book.publicities.remove(before.id))


def _day(typed: str, *, today: date) -> date:
    day = parse_day(typed, today=today) if typed else today
    if day is None:
        raise Refusal(
            f"“{typed}” is not a day.", remedy="Write it like 20 Nov, yesterday or today.", field="on", kind="not-a-day"
        )
    if day > today:
        raise Refusal("That day is to come.", remedy="Note it once people were told.", field="on", kind="future")
    return day


class RhythmSheet(Paper):
    """The team's own numbers about meetings and priorities."""

    NUMBERS = (
        ("notice days", "Days’ notice of a meeting"),
        ("meeting every days", "A public meeting on each beat every … days"),
        ("priority stale days", "A priority is stale after … days without word"),
    )

    def __init__(self, desk: Desk) -> None:
        """Show what holds now."""
        numbers = desk.book.team_settings
        fields = [Field(name.replace(" ", "_"), label, "whole") for name, label in self.NUMBERS]
        filled = {name.replace(" ", "_"): numbers.number(name) for name, _ in self.NUMBERS}
        super().__init__(desk, fields, "Keep", say="They hold for the whole book.", filled=filled)
        self.begin("notice_days")

    def keep_typed(self) -> None:
        """Keep the numbers that are others than before."""
        values = self.form.values()
        wanted: dict[str, int] = {}
        for name, _ in self.NUMBERS:
            number = int(values[name.replace(" ", "_")])
            if not 0 < number <= MOST_DAYS:
                raise Refusal(
                    f"{number} is not a number of days from 1 to {MOST_DAYS}.",
                    field=name.replace(" ", "_"),
                    kind="out-of-range",
                )
            wanted[name] = number

        def work(book: BeatBook) -> None:
            there = {each.name: each.id for each in book.team_settings.all()}
            for name, number in wanted.items():
                if number == book.team_settings.number(name):
                    continue
                if name in there:
                    book.team_settings.amend(there[name], number=number)
                else:
                    book.team_settings.add(TeamSetting(id=book.world.new_id(), name=name, number=number))

        self.write(f"{counted(wanted['notice days'], 'day')}’ notice of meetings", work)


class CallOffSheet(Paper):
    """A planned meeting is called off."""

    def __init__(self, desk: Desk, meeting: Meeting) -> None:
        """Ask why, and where people were told so."""
        self._meeting = meeting
        super().__init__(
            desk,
            [
                Field("notes", "Why", required=True, hint="The hall is flooded", max_length=300),
                Field("notice", "Where people were told that it is called off", hint="Notice on the door; website"),
            ],
            "Call it off",
            say=f"“{meeting.title}” stays in the book as called off. The reason stays inside; the notice is kept as "
            "publicity.",
            grave=True,
        )
        self.begin("notes")

    def said(self) -> list[tuple[str, bool]]:
        """Warn where people were told of the meeting and not that it is off."""
        told = self.desk.book.publicities.of(self._meeting.id)
        if (told or self._meeting.publicised_on is not None) and not self.typed("notice"):
            return [("People were told of this meeting; say where they are told that it is off.", True)]
        return []

    def keep_typed(self) -> None:
        """Call it off."""
        why, notice, meeting = self.typed("notes"), self.typed("notice"), self._meeting.id
        self.write(f"Call off {self._meeting.title}", lambda book: call_off(book, meeting, why=why, notice=notice).id)
