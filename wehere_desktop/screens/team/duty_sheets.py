"""The sheets about places: handing them to a colleague, ending one duty, naming somebody for all that have nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.forms import Field, choices_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.neighbourhood.cover import known_as
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.records.staffing import end_duty, hand_over, name_officer
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.team.posting_sheets import nearby, officer_picker
from wehere_desktop.wording import counted, listed, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.neighbourhood.officer import Officer
    from wehere_desktop.neighbourhood.place import NamedOfficer, Place
    from wehere_desktop.records.beatbook import BeatBook

NAMES_SHOWN = 3


class HandOverSheet(Paper):
    """One officer's places, or one of them, go to a colleague from a day, as one change."""

    def __init__(self, desk: Desk, giver: Officer, duties: Sequence[NamedOfficer]) -> None:
        """Ask to whom and from when."""
        self._giver = giver
        self._duties = [each.id for each in duties]
        what = _places_of(desk, duties)
        self.picker = officer_picker(desk, "To whom", lambda: self._colleagues(duties))
        fields = [
            Field("officer", "To whom", required=True),
            Field("starts", "From", "day", hint="today", required=True),
        ]
        say = f"{known_as(giver)} is named for {what}. The day you give is the first of whoever takes over."
        words = f"Hand over {counted(len(duties), 'place')}"
        super().__init__(desk, fields, words, say=say, editors={"officer": self.picker}, filled={"starts": "today"})
        self.begin("officer")

    def said(self) -> list[tuple[str, bool]]:
        """Say how much the taker has already."""
        return _load_of(self.desk, next(iter(self.picker.ids()), ""))

    def keep_typed(self) -> None:
        """Hand them over."""
        taker, starts = self.one("officer"), self.day("starts")
        giver, duties = self._giver, self._duties
        who = self.desk.book.officers.find(taker)
        to = f" to {known_as(who)}" if who is not None else ""
        label = f"Hand over {counted(len(duties), 'place')} of {known_as(giver)}{to}"
        self.write(label, lambda book: hand_over(book, giver.id, taker, duties, starts=starts))

    def _colleagues(self, duties: Sequence[NamedOfficer]) -> list[str]:
        book = self.desk.book
        beats = {each.beat for each in book.places.many([duty.place for duty in duties]) if each.beat}
        found: list[str] = []
        for beat in book.beats.many(sorted(beats)):
            found += nearby(self.desk, beat, beat.lpu)
        return [each for each in dict.fromkeys(found) if each != self._giver.id]


class EndDutySheet(Paper):
    """One duty ends on a day, with nobody following."""

    def __init__(self, desk: Desk, duty: NamedOfficer, officer: Officer, place: Place) -> None:
        """Ask for the last day."""
        self._duty, self._officer, self._place = duty, officer, place
        say = f"{known_as(officer)} is {_duty_words(duty)} of {place.name}. After the last day nobody takes it over."
        fields = [Field("last", "Last day", "day", hint="today", required=True)]
        super().__init__(desk, fields, "End it", say=say, filled={"last": "today"})
        self.begin("last")

    def keep_typed(self) -> None:
        """End the duty."""
        last, duty = self.day("last"), self._duty
        if last is None:
            raise Refusal("Say the last day.", remedy="“today” will do.", field="last", kind="missing")
        label = f"End the duty of {known_as(self._officer)} at {self._place.name}"
        self.write(label, lambda book: end_duty(book, duty, last))


class NameAllSheet(Paper):
    """One officer is named for every place of a beat that has nobody, as one change."""

    def __init__(self, desk: Desk, beat: Beat | None, places: Sequence[Place]) -> None:
        """Ask whom; those posted to the beat are offered first."""
        self._places = [each.id for each in places]
        self.picker = officer_picker(desk, "Officer", lambda: nearby(desk, beat, beat.lpu if beat is not None else ""))
        fields = [
            Field("officer", "Officer", required=True),
            Field("duty", "Main or deputy", "choice", choices_of(Duty)[:2]),
            Field("starts", "From", "day", hint="today", required=True),
        ]
        say = f"{listed(_names(places))}: nobody is named there."
        words = "Name the officer" if len(places) == 1 else f"Name for all {len(places)} places"
        filled = {"starts": "today", "duty": Duty.MAIN}
        super().__init__(desk, fields, words, say=say, editors={"officer": self.picker}, filled=filled)
        self.begin("officer")

    def said(self) -> list[tuple[str, bool]]:
        """Say how much they have already."""
        return _load_of(self.desk, next(iter(self.picker.ids()), ""))

    def keep_typed(self) -> None:
        """Name them for all."""
        officer, starts = self.one("officer"), self.day("starts")
        duty, places = Duty(self.form.typed()["duty"]), self._places

        def work(book: BeatBook) -> None:
            for place in places:
                name_officer(book, place, officer, duty, starts=starts)

        self.write(f"Name an officer for {counted(len(places), 'place')}", work)


def _names(places: Sequence[Place]) -> list[str]:
    names = [each.name for each in places]
    if len(names) <= NAMES_SHOWN + 1:
        return names
    return [*names[:NAMES_SHOWN], counted(len(names) - NAMES_SHOWN, "other")]


def _places_of(desk: Desk, duties: Sequence[NamedOfficer]) -> str:
    places = desk.book.places.many([each.place for each in duties])
    return listed(_names(places)) or "no place"


def _load_of(desk: Desk, officer: str) -> list[tuple[str, bool]]:
    who = desk.book.officers.find(officer) if officer else None
    if who is None:
        return []
    today = desk.today()
    number = len({each.place for each in desk.book.named_officers.of_officer(officer, today)})
    said = [(f"{known_as(who)} is named for {counted(number, 'place')} today.", False)]
    away = desk.book.absences.away_on(officer, today)
    if away is not None and away.ends is not None:
        said.append((f"{known_as(who)} is away until {short_day(away.ends)}.", True))
    return said


def _duty_words(duty: NamedOfficer) -> str:
    return "the named officer" if duty.duty is Duty.MAIN else str(duty.duty)
