"""The small sheets of a record: putting off, how often, closing, and what is said of an attachment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.forms import Field, Form, field_of
from wehere_desktop.desk.pieces import Button, Text
from wehere_desktop.neighbourhood.attachment import Attachment
from wehere_desktop.records.tending import close_place, closing, put_off, set_frequency
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.places.days import coming_day
from wehere_desktop.screens.places.paper import Paper
from wehere_desktop.wording import counted, listed, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.tending import Closing
    from wehere_desktop.screens.places.frequencies import Frequency


class SnoozeSheet(Paper):
    """Until when the next contact with one place or many is put off, and why."""

    def __init__(self, desk: Desk, places: Sequence[str], whose: str) -> None:
        """Ask for a day and a reason; `whose` names the place, or how many there are."""
        self._places, self._whose = tuple(places), whose
        fields = [
            Field("until", "Until", hint="5 Jan, Monday or in 2 weeks", required=True, under="Counted from today."),
            Field("reason", "Why", hint="Closed for building work", required=True, max_length=300),
        ]
        form = Form(fields, today=desk.today)
        say = f"For {whose}. Nothing is due there until then; the reason stays in sight."
        super().__init__(desk, form, self._put_off, "Put it off", say=say)
        self.setFocusProxy(form.editor("until"))

    def _put_off(self) -> None:
        values, today = self.form.values(), self.desk.today()
        until = coming_day(values["until"], "until", today=today, since=today)
        self.write(
            f"Put off {self._whose}" + (f" until {short_day(until, today=today)}" if until is not None else ""),
            lambda book: put_off(book, self._places, starts=today, until=until, reason=values["reason"]),
        )


class FrequencySheet(Paper):
    """How often one place or many want to see us."""

    def __init__(self, desk: Desk, places: Sequence[str], whose: str, frequency: Frequency | None = None) -> None:
        """Ask for days; `frequency` is what holds now, where it is one place."""
        self._places, self._whose = tuple(places), whose
        usual = f" It is usually {counted(frequency.usual, 'day')} for this kind." if frequency is not None else ""
        fields = [
            Field(
                "frequency",
                "Days between contacts",
                "whole",
                hint="42",
                under=f"0 takes what is usual for its kind.{usual}",
                required=True,
            )
        ]
        form = Form(fields, today=desk.today)
        form.fill({"frequency": str(frequency.own) if frequency is not None and frequency.own else ""})
        super().__init__(desk, form, self._set, "Set how often", say=f"For {whose}.")
        self.setFocusProxy(form.editor("frequency"))

    def _set(self) -> None:
        if not str(self.form.typed()["frequency"]).strip():
            raise Refusal("Say how many days.", remedy="0 takes what is usual.", field="frequency", kind="missing")
        days = self.form.values()["frequency"]
        often = f"every {counted(days, 'day')}" if days else "as is usual"
        self.write(f"See {self._whose} {often}", lambda book: set_frequency(book, self._places, days))


class CloseSheet(Paper):
    """The last day of a place; what ends with it is told before."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Ask for the day."""
        self._place = place
        fields = [
            Field("last", "Its last day", hint="today", required=True),
            Field("roles", "The people we know there are there no longer", "yes_no"),
        ]
        form = Form(fields, today=desk.today)
        form.fill({"last": "today", "roles": True})
        say = f"{place.name} stays in the book with all that happened there, but nothing is due any more."
        super().__init__(desk, form, self._close, "Close the place", say=say)
        self._ends = Text("", tone="due", wrap=True)
        self.page.insertWidget(2, self._ends)
        form.changed.connect(self._tell)
        self.setFocusProxy(form.editor("last"))
        self._tell()

    def _tell(self) -> None:
        today = self.desk.today()
        typed = self.form.typed()
        try:
            last = coming_day(str(typed["last"]), "last", today=today)
        except Refusal:
            last = None
        words = ""
        if last is not None:
            words = _ending(self.desk, closing(self.desk.book, self._place.id, last), roles=bool(typed["roles"]))
        self._ends.say(words)
        self._ends.setVisible(bool(words))

    def _close(self) -> None:
        values, today, place = self.form.values(), self.desk.today(), self._place
        last = coming_day(values["last"], "last", today=today)
        self.write(
            f"Close {place.name}",
            lambda book: close_place(book, place.id, last, today=today, roles_too=values["roles"]),
        )


def _ending(desk: Desk, ended: Closing, *, roles: bool) -> str:
    officers = desk.book.officers.many(dict.fromkeys(each.officer for each in ended.duties))
    parts = []
    if officers:
        who = listed(f"{each.rank} {each.name}" for each in officers)
        parts.append(f"{who} {'is' if len(officers) == 1 else 'are'} no longer named for it after that day.")
    if roles and ended.roles:
        parts.append(
            f"{counted(len(ended.roles), 'role')} of people there {'ends' if len(ended.roles) == 1 else 'end'}."
        )
    return " ".join(parts)


class AttachmentSheet(Paper):
    """What is said of an attachment, and whether the public may see it."""

    def __init__(self, desk: Desk, attachment: Attachment) -> None:
        """Show what is said so far."""
        self._attachment = attachment
        public = "Only pictures of places, never with a face, a number plate or a child in them."
        fields = [
            field_of(Attachment, "caption", hint="The side gate, seen from Elm Road"),
            field_of(Attachment, "taken_on", shape="day"),
            field_of(Attachment, "publishable", under=public),
        ]
        form = Form(fields, today=desk.today)
        form.fill(attachment)
        super().__init__(desk, form, self._change, "Save", say=attachment.name)
        self.add_button(Button("Remove it", self._remove, rank="grave", name=f"Remove {attachment.name}"))
        self.setFocusProxy(form.editor("caption"))

    def _change(self) -> None:
        values, attachment = self.form.values(), self._attachment
        self.write(
            f"Change what is said of “{attachment.name}”",
            lambda book: book.attachments.amend(attachment.id, **values),
        )

    def _remove(self) -> None:
        attachment = self._attachment
        self.write(f"Remove “{attachment.name}”", lambda book: book.attachments.remove(attachment.id))
