"""What Today shows, computed from the book: who is slipping out of touch, what is next, and where nobody is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from wehere_desktop.neighbourhood.fact import title_of
from wehere_desktop.neighbourhood.place import frequency_of
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.wording import WEEKDAYS, ago, clock_time, counted, day_in_words, days_late, local, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.touch import LosingTouch
    from wehere_desktop.neighbourhood.visit import Visit
    from wehere_desktop.records.beatbook import BeatBook

AHEAD_DAYS = 7
TOUCH_SHOWN = 8
MEETINGS_SHOWN = 4
PRIORITIES_SHOWN = 5
LATELY_SHOWN = 5
BEATS_SHOWN = 8
# Ours: a priority of which nothing has been told for four weeks looks forgotten to those who raised it.
QUIET_AFTER_DAYS = 28
# Ours: people are told of a meeting two weeks before it, so a later notice is worth a word.
PUBLICISE_DAYS = 14
STAGES = (PriorityLife.PROPOSED, PriorityLife.ADOPTED, PriorityLife.IN_ACTION, PriorityLife.UNDER_REVIEW)
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

Tone = Literal["late", "due", "kept", "plain"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which beats are looked at: their ids, words for them, whether they are a whole unit, or the officer's own."""

    beats: tuple[str, ...]
    words: str
    whole_unit: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class TouchRow:
    """A place to call at: what is known of it, and how late it is in a word."""

    place: str
    name: str
    more: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class BeatRow:
    """A beat of the unit: how many of its places are late, and the longest."""

    beat: str
    name: str
    more: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a meeting needs: whether it has it, in words."""

    done: bool
    words: str


@dataclass(frozen=True, slots=True)
class MeetingBox:
    """A meeting to come: when and where, and what it has and still lacks."""

    meeting: str
    title: str
    when: str
    checks: tuple[Check, ...]
    soon: str

    @property
    def lacking(self) -> int:
        """Return how many things it still lacks."""
        return sum(not check.done for check in self.checks)


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """A live priority: its title, where it stands, how far along that is from 0 to 1, and whether it has gone quiet."""

    priority: str
    title: str
    word: str
    tone: Tone
    stage: float


@dataclass(frozen=True, slots=True)
class LateVisit:
    """A visit made lately on these beats."""

    visit: str
    when: str
    what: str
    more: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that Today shows."""

    scope: Scope
    day: str
    sentence: str
    touch: tuple[TouchRow, ...]
    late: int
    due_soon: int
    places: int
    beats: tuple[BeatRow, ...]
    meetings: tuple[MeetingBox, ...]
    priorities: tuple[PriorityRow, ...]
    priorities_live: int
    quiet: int
    unnamed: tuple[str, ...]
    unnamed_first: str
    unposted: tuple[str, ...]
    lately: tuple[LateVisit, ...]


def picture_of(book: BeatBook, scope: Scope, *, today: date, now: datetime) -> Picture:
    """Return what Today shows for these beats on a day; `now` is a UTC instant."""
    touch = book.places.losing_touch(today, beats=scope.beats, ahead=AHEAD_DAYS) if scope.beats else []
    late = [each for each in touch if each.days_late > 0 or each.last is None]
    meetings = book.meetings.coming(now, beats=scope.beats, limit=MEETINGS_SHOWN) if scope.beats else []
    rows, live, quiet = _priorities(book, scope, today)
    unnamed = book.places.nobody_named(today, beats=scope.beats) if scope.beats else []
    unposted = [each.name for each in book.beats.nobody_posted(today) if each.id in set(scope.beats)]
    places = book.places.how_many_open(scope.beats) if scope.beats else 0
    boxes = tuple(_meeting(book, each, today) for each in meetings)
    return Picture(
        scope=scope,
        day=day_in_words(today).rsplit(" ", 1)[0],
        sentence=_sentence(len(late), places, meetings, scope, today),
        touch=tuple(_touch(book, each, scope, today) for each in touch[:TOUCH_SHOWN]),
        late=len(late),
        due_soon=len(touch) - len(late),
        places=places,
        beats=_beats(book, late, scope) if scope.whole_unit else (),
        meetings=boxes,
        priorities=rows,
        priorities_live=live,
        quiet=quiet,
        unnamed=tuple(each.name for each in unnamed),
        unnamed_first=unnamed[0].id if unnamed else "",
        unposted=tuple(unposted),
        lately=tuple(_lately(book, each, today) for each in book.visits.latest(scope.beats, limit=LATELY_SHOWN))
        if scope.beats
        else (),
    )


def count_late(book: BeatBook, scope: Scope, *, today: date) -> int:
    """Return how many places of these beats are out of touch, for the number in the rail."""
    if not scope.beats:
        return 0
    return sum(each.days_late > 0 or each.last is None for each in book.places.losing_touch(today, beats=scope.beats))


def in_words(number: int) -> str:
    """Return a number to begin a sentence with: “Four”, “12”."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def _sentence(late: int, places: int, meetings: Sequence[Meeting], scope: Scope, today: date) -> str:
    whose = "in the unit" if scope.whole_unit else "on your patch" if scope.own else "on this beat"
    if places == 0:
        said = "No place is in the book here yet."
    elif late == 0:
        said = f"Everyone {whose} is in touch."
    else:
        calls = "call would bring" if late == 1 else "calls would bring"
        said = f"{in_words(late)} {calls} everyone {whose} back in touch."
    if meetings and meetings[0].starts is not None:
        days = (local(meetings[0].starts).date() - today).days
        when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {in_words(days).lower()} days"
        said += f" The next meeting is {when}."
    return said


def _touch(book: BeatBook, each: LosingTouch, scope: Scope, today: date) -> TouchRow:
    place = each.place
    roles = book.contact_roles.at_place(place.id, today)
    contact = book.contacts.find(roles[0].contact) if roles else None
    who = "Nobody known there"
    if contact is not None:
        who = f"{contact.name}, {roles[0].role}" if roles[0].role else contact.name
    seen = "no contact yet" if each.last is None else f"last seen {_days_ago(each.last, today)}"
    beat = book.beats.find(place.beat) if scope.whole_unit or len(scope.beats) > 1 else None
    # Whoever leads a unit looks for the beat; whoever calls there, for whom to ask
    parts = [
        beat.name if beat is not None else "",
        "" if scope.whole_unit else who,
        f"{seen}, wants every {frequency_of(place)} days",
    ]
    word, tone = _how_late(each, today)
    return TouchRow(place.id, place.name, " · ".join(part for part in parts if part), word, tone)


def _days_ago(day: date, today: date) -> str:
    days = (today - day).days
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"


def _how_late(each: LosingTouch, today: date) -> tuple[str, Tone]:
    if each.last is None:
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


def _beats(book: BeatBook, late: Sequence[LosingTouch], scope: Scope) -> tuple[BeatRow, ...]:
    counts = Counter(each.place.beat for each in late)
    longest: dict[str, int] = {}
    for each in late:
        if each.last is not None:
            longest[each.place.beat] = max(longest.get(each.place.beat, 0), each.days_late)
    found = []
    for beat in book.beats.many(scope.beats):
        number = counts[beat.id]
        if not number:
            continue
        more = f"longest {counted(longest[beat.id], 'day')} late" if beat.id in longest else "not seen yet"
        found.append((number, longest.get(beat.id, 0), BeatRow(beat.id, beat.name, more, f"{number} late", "late")))
    found.sort(key=lambda each: (-each[0], -each[1], each[2].name))
    return tuple(row for _, _, row in found[:BEATS_SHOWN])


def _meeting(book: BeatBook, meeting: Meeting, today: date) -> MeetingBox:
    venue = book.places.find(meeting.venue) if meeting.venue else None
    when, soon = "", ""
    if meeting.starts is not None:
        day = local(meeting.starts).date()
        when = f"{WEEKDAYS[day.weekday()][:3]} {short_day(day, today=today)}, {clock_time(meeting.starts)}"
        soon = ago(day, today)
    where = venue.name if venue is not None else ""
    return MeetingBox(
        meeting.id,
        title_of(meeting),
        " · ".join(part for part in (when, where) if part),
        tuple(_checks(book, meeting, has_venue=venue is not None)),
        soon,
    )


def _checks(book: BeatBook, meeting: Meeting, *, has_venue: bool) -> list[Check]:
    found = []
    if meeting.publicised_on is None:
        found.append(Check(done=False, words="Not publicised yet"))
    elif meeting.starts is not None:
        days = (local(meeting.starts).date() - meeting.publicised_on).days
        found.append(Check(done=days >= PUBLICISE_DAYS, words=f"Publicised {counted(days, 'day')} before"))
    agenda = len(meeting.agenda)
    found.append(Check(done=agenda > 0, words=f"Agenda · {counted(agenda, 'item')}" if agenda else "No agenda yet"))
    if not has_venue:
        found.append(Check(done=False, words="No venue yet"))
    if not meeting.leads:
        found.append(Check(done=False, words="Nobody is down to lead it"))
    before = book.meetings.before(meeting)
    waiting = len(book.concerns.unanswered_from(before.id)) if before is not None else 0
    if waiting and before is not None and before.starts is not None:
        month = day_in_words(local(before.starts).date()).split(" ")[2]
        noun = "concern" if waiting == 1 else "concerns"
        found.append(Check(done=False, words=f"{in_words(waiting)} {noun} from {month} not yet answered"))
    return found


def _priorities(book: BeatBook, scope: Scope, today: date) -> tuple[tuple[PriorityRow, ...], int, int]:
    live = book.priorities.live(scope.beats) if scope.beats else []
    last = book.priority_updates.last_days([each.id for each in live]) if live else {}
    rows = []
    for each in live:
        day = last.get(each.id) or each.action_date or each.issue_date
        days = (today - day).days if day is not None else 0
        quiet = days > QUIET_AFTER_DAYS
        word = f"no update for {days} days" if quiet else str(each.life)
        stage = (STAGES.index(each.life) + 1) / (len(STAGES) + 0.5) if each.life in STAGES else 0.0
        rows.append((quiet, days, PriorityRow(each.id, each.title, word, "due" if quiet else "plain", stage)))
    # In a whole unit only what has gone quiet is worth a line; on one's own beat every priority is.
    shown = [row for row in rows if row[0]] if scope.whole_unit else rows
    if scope.whole_unit:
        shown.sort(key=lambda row: -row[1])
    return tuple(row for _, _, row in shown[:PRIORITIES_SHOWN]), len(rows), sum(quiet for quiet, _, _ in rows)


def _lately(book: BeatBook, visit: Visit, today: date) -> LateVisit:
    officer = book.officers.find(visit.officer)
    places = [each.name for each in book.places.many(visit.places)]
    when = short_day(visit.on, today=today) if visit.on is not None else ""
    what = " and ".join(places) or "Somebody was met"
    more = " · ".join(
        part
        for part in (visit.purpose, f"{officer.rank} {officer.name}" if officer is not None else "", visit.channel)
        if part
    )
    return LateVisit(visit.id, when, what, more)
