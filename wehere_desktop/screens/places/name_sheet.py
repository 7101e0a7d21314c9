"""The sheet for naming an officer, for one place or for many at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.forms import Field, choices_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Text
from wehere_desktop.neighbourhood.place import Duty, Place
from wehere_desktop.records.staffing import name_officer
from wehere_desktop.records.tending import name_for_all, naming_of
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.tending import Naming

DUTIES = (Duty.MAIN, Duty.DEPUTY)
OFFICERS_TOLD = 4


class _Naming(Paper):
    """What both sheets ask: who, main or deputy, from when, and until when if that is known."""

    def __init__(self, desk: Desk, words: str, say: str, *, beats: Sequence[str], first: Duty) -> None:
        self.picker = RecordPicker(
            desk,
            "officer",
            name="Officer",
            hint="Type a name or a collar number, or press ↓ for this beat",
            first=partial(_posted, desk, tuple(beats)),
        )
        fields = [
            Field("officer", "Officer", required=True),
            Field("duty", "Main or deputy", "choice", [pair for pair in choices_of(Duty) if pair[0] in DUTIES]),
            Field("starts", "From", hint="today or Monday", required=True),
            Field("ends", "Until", hint="empty while no end is known"),
        ]
        filled = {"duty": first.value, "starts": desk.today(), "ends": None}
        super().__init__(desk, fields, words, say=say, editors={"officer": self.picker}, filled=filled)
        self.begin("officer")

    def chosen(self) -> dict[str, Any]:
        """Return what the form says, its days read."""
        values, starts = self.form.values(), self.day("starts")
        ends = self.day("ends", since=starts)
        return {"officer": values["officer"], "duty": Duty(values["duty"]), "starts": starts, "ends": ends}


class NameSheet(_Naming):
    """Names an officer for one place; those posted to its beat are offered first."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Ask for an officer for a place."""
        self._place = place
        held = [each.duty for each in desk.book.named_officers.of_place(place.id, desk.today())]
        first = Duty.DEPUTY if Duty.MAIN in held and Duty.DEPUTY not in held else Duty.MAIN
        say = f"For {place.name}. Whoever holds the duty now ends the day before."
        super().__init__(desk, "Name the officer", say, beats=[place.beat] if place.beat else [], first=first)

    def keep_typed(self) -> None:
        """Name the officer."""
        told, place = self.chosen(), self._place
        officer, duty = told["officer"], told["duty"]
        self.write(
            f"Name an officer for {place.name}",
            lambda book: name_officer(book, place.id, officer, duty, starts=told["starts"], ends=told["ends"]),
        )


class NameForAllSheet(_Naming):
    """Names one officer for many places in one change, and says before what that does."""

    def __init__(self, desk: Desk, places: Sequence[str]) -> None:
        """Ask for an officer for these places."""
        self._places = tuple(places)
        self._asked: Job | None = None
        say = f"For {counted(len(self._places), 'place')}. Whoever holds the duty there now ends the day before."
        beats = desk.mine().beats
        super().__init__(desk, "Name the officer for all", say, beats=beats, first=Duty.MAIN)
        self.told = Text("", tone="due", wrap=True)
        self.told.hide()
        self.under_form(self.told)
        self.form.changed.connect(self._count)

    def _count(self) -> None:
        """Count in the lane what would be done; half a form is told nothing."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        try:
            told = self.chosen()
        except Refusal:
            told = {"officer": "", "starts": None}
        if not told["officer"] or told["starts"] is None:
            self.told.hide()
            return
        places, officer, duty = self._places, told["officer"], told["duty"]
        starts, ends = told["starts"], told["ends"]
        self._asked = self.desk.ask_book(
            lambda book: _in_words(book, naming_of(book, places, officer, duty, starts=starts, ends=ends), duty),
            self._counted,
            owner=self,
        )

    def _counted(self, words: str) -> None:
        self._asked = None
        self.told.say(words)
        self.told.setVisible(bool(words))

    def keep_typed(self) -> None:
        """Name the officer for them all."""
        told, places = self.chosen(), self._places
        officer, duty = told["officer"], told["duty"]
        self.write(
            f"Name an officer for {counted(len(places), 'place')}",
            lambda book: name_for_all(book, places, officer, duty, starts=told["starts"], ends=told["ends"]),
        )


def _in_words(book: BeatBook, naming: Naming, duty: Duty) -> str:
    what = "named officer" if duty is Duty.MAIN else str(duty)
    parts = [f"{counted(naming.named, 'place').capitalize()} would have a new {what}."]
    if naming.ending:
        known = {each.id: each for each in book.officers.many(officer for officer, _ in naming.ending)}
        most = naming.ending[:OFFICERS_TOLD]
        who = [f"{known[officer].name if officer in known else 'somebody'} ({number})" for officer, number in most]
        if len(naming.ending) > OFFICERS_TOLD:
            who.append(f"{len(naming.ending) - OFFICERS_TOLD} more")
        parts.append(f"It ends what {listed(who)} {'holds' if len(who) == 1 else 'hold'} there.")
    if naming.already:
        parts.append(f"{counted(naming.already, 'place').capitalize()} {_have(naming.already)} that officer already.")
    if naming.closed:
        parts.append(f"{counted(naming.closed, 'place').capitalize()} passed over: not open.")
    return " ".join(parts)


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _posted(desk: Desk, beats: Sequence[str]) -> list[str]:
    day: date = desk.today()
    return list(dict.fromkeys(each.officer for beat in beats for each in desk.book.postings.on_beat(beat, day)))
