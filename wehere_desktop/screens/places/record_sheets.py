"""The small sheets of a record: putting off, how often, closing, and what is said of an attachment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.pieces import Button
from wehere_desktop.neighbourhood.attachment import Attachment
from wehere_desktop.records.tending import close_place, closing, put_off, set_frequency
from wehere_desktop.refusal import Refusal
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
        say = f"For {whose}. Nothing is due there until then; the reason stays in sight."
        super().__init__(desk, fields, "Put it off", say=say)
        self.begin("until")

    def keep_typed(self) -> None:
        """Put the next contact off."""
        today, reason = self.desk.today(), self.typed("reason")
        until = self.day("until", since=today)
        self.write(
            f"Put off {self._whose}" + (f" until {short_day(until, today=today)}" if until is not None else ""),
            lambda book: put_off(book, self._places, starts=today, until=until, reason=reason),
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
        own = str(frequency.own) if frequency is not None and frequency.own else ""
        super().__init__(desk, fields, "Set how often", say=f"For {whose}.", filled={"frequency": own})
        self.begin("frequency")

    def keep_typed(self) -> None:
        """Set how often."""
        if not self.typed("frequency"):
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
        say = f"{place.name} stays in the book with all that happened there, but nothing is due any more."
        super().__init__(desk, fields, "Close the place", say=say, filled={"last": "today", "roles": True})
        self.begin("last")

    def said(self) -> list[tuple[str, bool]]:
        """Say what ends with the place on the day typed."""
        last = self.day("last")
        if last is None:
            return []
        roles = bool(self.form.typed()["roles"])
        words = _ending(self.desk, closing(self.desk.book, self._place.id, last), roles=roles)
        return [(words, True)] if words else []

    def keep_typed(self) -> None:
        """Close the place."""
        values, today, place = self.form.values(), self.desk.today(), self._place
        last = self.day("last")
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
        super().__init__(desk, fields, "Save", say=attachment.name, filled=attachment)
        removed = f"Remove {attachment.name}"
        self.buttons.addWidget(Button("Remove it", self._remove, rank="grave", name=removed))
        self.begin("caption")

    def keep_typed(self) -> None:
        """Keep what is said of it."""
        values, attachment = self.form.values(), self._attachment
        self.write(
            f"Change what is said of “{attachment.name}”",
            lambda book: book.attachments.amend(attachment.id, **values),
        )

    def _remove(self) -> None:
        attachment = self._attachment
        self.write(f"Remove “{attachment.name}”", lambda book: book.attachments.remove(attachment.id))
