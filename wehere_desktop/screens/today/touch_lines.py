"""The lines of Today about contact that is due: places and Key Individuals, and for a unit its beats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.key_individual import days_between
from wehere_desktop.neighbourhood.touch import DuePlace, PersonDue, due_of, person_due
from wehere_desktop.wording import WEEKDAYS, counted, days_late, short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.cover import Roster
    from wehere_desktop.neighbourhood.touch import Due, DueRules
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.screens.today.scope import Scope

AHEAD_DAYS = 7
BEATS_SHOWN = 8

Tone = Literal["late", "due", "kept", "plain"]


@dataclass(frozen=True, slots=True)
class TouchRow:
    """A place or a person to call at: what is known, why it can be later than usual, and how late it is in a word.

    `kind` is “place” or “contact”, `warning` the text of an access note to read first.
    """

    kind: str
    record: str
    name: str
    more: str
    word: str
    tone: Tone
    warning: str = ""


@dataclass(frozen=True, slots=True)
class BeatRow:
    """A beat of the unit: how many of its places are late, and the longest."""

    beat: str
    name: str
    more: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class PutOffRow:
    """A place or a person whose contact is put off: until when, and why."""

    kind: str
    record: str
    name: str
    more: str


def in_turn(places: Sequence[DuePlace], people: Sequence[PersonDue], shown: int) -> list[DuePlace | PersonDue]:
    """Return the first of both in one turn: those never seen, then the longest late."""
    both: list[DuePlace | PersonDue] = [*places, *people]
    both.sort(key=lambda each: (not (each.last is None and each.late), -each.days_late))
    return both[:shown]


def touch_rows(
    book: BeatBook, found: Iterable[DuePlace | PersonDue], scope: Scope, today: date, rules: DueRules
) -> tuple[TouchRow, ...]:
    """Return the lines of what is due, those of whoever is away saying who covers."""
    telling = _Telling(book, list(found), scope, today, rules)
    return telling.rows()


class _Telling:
    """What the lines of some due contacts need to know, asked of the book once for all of them."""

    def __init__(
        self, book: BeatBook, found: list[DuePlace | PersonDue], scope: Scope, today: date, rules: DueRules
    ) -> None:
        self.book, self.found, self.scope, self.today, self.rules = book, found, scope, today, rules
        places = [each.record for each in found if isinstance(each, DuePlace)]
        self.places = {each.id: each for each in book.places.many(places)}
        self.several = scope.whole_unit or len(scope.beats) > 1
        self.beats = {each.id: each for each in book.beats.many(scope.beats)}
        self.warnings = {
            each.place: each.note for each in reversed(book.access_notes.at_places(places, today)) if each.warning
        }
        self.duties = book.named_officers.of_places(places, today)
        named = {each.officer for each in self.duties}
        self.away = {each.officer for each in book.absences.on_day(today)} & named
        self.roster = _roster(book, today) if self.away else None

    def rows(self) -> tuple[TouchRow, ...]:
        return tuple(self._place(each) if isinstance(each, DuePlace) else self._person(each) for each in self.found)

    def _place(self, each: DuePlace) -> TouchRow:
        place = self.places[each.record]
        # Whoever leads a unit looks for the beat; whoever calls there, for whom to ask
        parts = [
            self.beats[place.beat].name if self.several and place.beat in self.beats else "",
            self._cover(each),
            "" if self.scope.whole_unit else self._who(place.id),
            f"{seen_in_words(each.last, self.today)}, wants every {counted(self.rules.every(place), 'day')}",
            _moved(due_of(place, each.last, today=self.today, rules=self.rules)),
        ]
        word, tone = how_late(each, self.today)
        more = " · ".join(part for part in parts if part)
        return TouchRow("place", place.id, place.name, more, word, tone, self.warnings.get(place.id, ""))

    def _person(self, each: PersonDue) -> TouchRow:
        contact = each.contact
        due = person_due(contact, each.last, today=self.today, rules=self.rules)
        parts = [
            "Key Individual" if contact.key_individual else "",
            contact.organisation,
            f"{seen_in_words(each.last, self.today)}, every {counted(days_between(contact), 'day')}",
            _moved(due) if due is not None else "",
        ]
        word, tone = how_late(each, self.today)
        return TouchRow("contact", contact.id, contact.name, " · ".join(part for part in parts if part), word, tone)

    def _who(self, place: str) -> str:
        roles = self.book.contact_roles.at_place(place, self.today)
        contact = self.book.contacts.find(roles[0].contact) if roles else None
        if contact is None:
            return "Nobody known there"
        return f"{contact.name}, {roles[0].role}" if roles[0].role else contact.name

    def _cover(self, each: DuePlace) -> str:
        """Say to whom a call goes whose named officer is away; the day it is due stands."""
        if self.roster is None:
            return ""
        from wehere_desktop.neighbourhood.cover import Why, answers_for_place, known_as, until

        duties = [duty for duty in self.duties if duty.place == each.record]
        if not any(duty.officer in self.away for duty in duties):
            return ""
        beat = self.beats.get(each.beat)
        answer = answers_for_place(self.roster, duties, beat=each.beat, lpu=beat.lpu if beat is not None else "")
        if answer.absent is None:
            return ""
        if answer.officer is None or answer.why is Why.NOBODY:
            return f"{answer.absent.name} is away {until(answer.until, self.today)}, nobody covers"
        return f"{answer.absent.name} is away, {known_as(answer.officer)} answers"


def _roster(book: BeatBook, today: date) -> Roster:
    from wehere_desktop.records.staffing import roster_on

    return roster_on(book, today)


def seen_in_words(last: date | None, today: date) -> str:
    """Return when somebody was seen last: “no contact yet”, “last seen 71 days ago”."""
    if last is None:
        return "no contact yet"
    days = (today - last).days
    return "last seen " + ("today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago")


def _moved(due: Due) -> str:
    return f"put off: {due.why}" if due.why else ""


def how_late(each: DuePlace | PersonDue, today: date) -> tuple[str, Tone]:
    """Return how a due contact stands: “29 days late”, “due tomorrow”, “due Thursday”; and its tone."""
    if each.last is None and each.late:
        return "never seen", "late"
    if each.days_late > 0:
        return days_late(each.days_late), "late"
    if each.days_late == 0:
        return "due today", "due"
    if each.days_late == -1:
        return "due tomorrow", "due"
    # Further off, the name of a day would mean the wrong week
    if each.days_late > -AHEAD_DAYS:
        return f"due {WEEKDAYS[each.due.weekday()]}", "due"
    return f"due {short_day(each.due, today=today)}", "due"


def beat_rows(
    book: BeatBook, touch: Sequence[DuePlace], owed: Counter[str], asked: Counter[str], scope: Scope
) -> tuple[BeatRow, ...]:
    """Return the beats where something is late, most places first; `owed` and `asked` count promises and queries."""
    late = [each for each in touch if each.late]
    counts = Counter(each.beat for each in late)
    longest: dict[str, int] = {}
    for each in late:
        if each.last is not None:
            longest[each.beat] = max(longest.get(each.beat, 0), each.days_late)
    found = []
    for beat in book.beats.many(scope.beats):
        number = counts[beat.id]
        if not (number or owed[beat.id] or asked[beat.id]):
            continue
        said = []
        if number:
            said.append(f"longest {counted(longest[beat.id], 'day')} late" if beat.id in longest else "not seen yet")
        said += [counted(owed[beat.id], "promise") + " due"] if owed[beat.id] else []
        said += [counted(asked[beat.id], "question") + " waiting"] if asked[beat.id] else []
        word, tone = (f"{number} late", "late") if number else ("in touch", "kept")
        row = BeatRow(beat.id, beat.name, " · ".join(said), word, "late" if tone == "late" else "kept")
        found.append((number, longest.get(beat.id, 0), row))
    found.sort(key=lambda each: (-each[0], -each[1], each[2].name))
    return tuple(row for _, _, row in found[:BEATS_SHOWN])


def put_off_rows(book: BeatBook, scope: Scope, today: date) -> tuple[PutOffRow, ...]:
    """Return what is put off on these beats today, soonest back first."""
    holding = book.snoozes.holding(today)
    beats = set(scope.beats)
    places = {each.id: each for each in book.places.many([each.place for each in holding if each.place])}
    people = {each.id: each for each in book.contacts.many([each.contact for each in holding if each.contact])}
    found = []
    for each in holding:
        said = f"until {short_day(each.until, today=today)}: {each.reason}" if each.until is not None else each.reason
        place, contact = places.get(each.place), people.get(each.contact)
        if place is not None and place.beat in beats:
            found.append(PutOffRow("place", place.id, place.name, said))
        elif contact is not None:
            roles = book.contact_roles.of_contacts([contact.id], today)
            if any(there.beat in beats for there in book.places.many([role.place for role in roles])):
                found.append(PutOffRow("contact", contact.id, contact.name, said))
    return tuple(found)
