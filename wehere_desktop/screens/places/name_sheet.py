"""The sheet for naming an officer for a place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wehere_desktop.desk.forms import Field, Form, choices_of
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.screens.places.duties import name_officer
from wehere_desktop.screens.places.paper import Paper

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.place import Place

DUTIES = (Duty.MAIN, Duty.DEPUTY)


class NameSheet(Paper):
    """Who, main or deputy, from when, and until when if that is known."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Ask for an officer for a place; those posted to its beat are offered first."""
        self._place = place
        self.picker = RecordPicker(
            desk,
            "officer",
            name="Officer",
            hint="Type a name or a collar number, or press ↓ for this beat",
            first=partial(_posted, desk, place.beat),
        )
        fields = [
            Field("officer", "Officer", required=True),
            Field("duty", "Main or deputy", "choice", [pair for pair in choices_of(Duty) if pair[0] in DUTIES]),
            Field("starts", "From", "day", hint="today", required=True),
            Field("ends", "Until", "day", hint="empty while no end is known"),
        ]
        form = Form(fields, today=desk.today, editors={"officer": self.picker})
        held = [each.duty for each in desk.book.named_officers.of_place(place.id, desk.today())]
        first = Duty.DEPUTY if Duty.MAIN in held and Duty.DEPUTY not in held else Duty.MAIN
        form.fill({"duty": first.value, "starts": desk.today(), "ends": None})
        say = f"For {place.name}. Whoever holds the duty now ends the day before."
        super().__init__(desk, form, self._name, "Name the officer", say=say)
        self.setFocusProxy(self.picker)

    def _name(self) -> None:
        values = self.form.values()
        place, duty = self._place, Duty(values["duty"])
        self.desk.change(
            f"Name an officer for {place.name}",
            lambda book: name_officer(
                book, place.id, values["officer"], duty, starts=values["starts"], ends=values["ends"]
            ),
            owner=self,
            then=lambda _: self.kept(),
            form=self.form,
            failed=self.give_back,
        )


def _posted(desk: Desk, beat: str) -> list[str]:
    if not beat:
        return []
    return [each.officer for each in desk.book.postings.on_beat(beat, desk.today())]
