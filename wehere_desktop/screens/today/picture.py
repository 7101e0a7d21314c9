"""What Today shows, computed from the book: what is owed, what is next, and where nobody is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from datetime import date, datetime
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.records.people_due import people_losing_touch
from wehere_desktop.screens.today.meeting_lines import MeetingBox, OwedMeeting, meeting_box, meetings_owed
from wehere_desktop.screens.today.numbers import in_words
from wehere_desktop.screens.today.owed_lines import (
    DraftRow,
    PlannedRow,
    PromiseRow,
    QueryRow,
    drafts_waiting,
    is_near,
    planned_today,
    promise_rows,
    promises_due,
    queries_waiting,
    query_rows,
)
from wehere_desktop.screens.today.scope import Scope
from wehere_desktop.screens.today.told_lines import LateVisit, PriorityRow, late_visit, priority_rows
from wehere_desktop.screens.today.touch_lines import (
    AHEAD_DAYS,
    BeatRow,
    PutOffRow,
    TouchRow,
    beat_rows,
    in_turn,
    put_off_rows,
    touch_rows,
)
from wehere_desktop.wording import day_in_words, local

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.promise import Promise
    from wehere_desktop.neighbourhood.query import Query
    from wehere_desktop.records.beatbook import BeatBook

TOUCH_SHOWN = 8
TOUCH_BESIDE_OTHERS = 5
"""Lines of lost touch where promises or questions wait under them: all three should be seen at once."""
PROMISES_SHOWN = 4
QUERIES_SHOWN = 4
MEETINGS_SHOWN = 4
LATELY_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that Today shows. `late`, `promises_pressing` (due today or before) and `queries_near` are what is `owed`."""

    scope: Scope
    day: str
    sentence: str
    touch: tuple[TouchRow, ...]
    late: int
    late_people: int
    due_soon: int
    places: int
    put_off: tuple[PutOffRow, ...] = ()
    planned: tuple[PlannedRow, ...] = ()
    planned_words: str = ""
    promises: tuple[PromiseRow, ...] = ()
    promises_due: int = 0
    promises_pressing: int = 0
    queries: tuple[QueryRow, ...] = ()
    queries_waiting: int = 0
    queries_near: int = 0
    drafts: tuple[DraftRow, ...] = ()
    beats: tuple[BeatRow, ...] = ()
    meetings: tuple[MeetingBox, ...] = ()
    meetings_owed: tuple[OwedMeeting, ...] = ()
    priorities: tuple[PriorityRow, ...] = ()
    priorities_live: int = 0
    quiet: int = 0
    quiet_after: int = 0
    unnamed: tuple[str, ...] = ()
    unnamed_ids: tuple[str, ...] = ()
    unposted: tuple[str, ...] = ()
    lately: tuple[LateVisit, ...] = field(default=())

    @property
    def owed(self) -> int:
        """Return how many things are late or nearly so: the number in the rail."""
        return self.late + self.promises_pressing + self.queries_near


def picture_of(book: BeatBook, scope: Scope, *, today: date, now: datetime) -> Picture:
    """Return what Today shows for these beats on a day; `now` is a UTC instant."""
    rules = book.places.due_rules(today)
    touch = book.places.due_places(today, beats=scope.beats, ahead=AHEAD_DAYS) if scope.beats else []
    people = people_losing_touch(book, today, beats=scope.beats, ahead=AHEAD_DAYS, rules=rules) if scope.beats else []
    late_people = sum(each.late for each in people)
    late = sum(each.late for each in touch) + late_people
    promises, queries = promises_due(book, scope, today), queries_waiting(book, scope)
    meetings = book.meetings.coming(now, beats=scope.beats, limit=MEETINGS_SHOWN) if scope.beats else []
    quiet_after = book.team_settings.number("priority stale days")
    rows, live, quiet = priority_rows(book, scope, today, quiet_after)
    unnamed = book.places.names_of_unnamed(today, beats=scope.beats) if scope.beats else []
    unposted = [each.name for each in book.beats.nobody_posted(today) if each.id in set(scope.beats)]
    places = book.places.how_many_open(scope.beats) if scope.beats else 0
    planned, planned_words = planned_today(book, scope, today)
    shown = TOUCH_BESIDE_OTHERS if promises or queries or planned else TOUCH_SHOWN
    owed, asked = _by_beat(book, promises, queries) if scope.whole_unit else (Counter[str](), Counter[str]())
    return Picture(
        scope=scope,
        day=day_in_words(today).rsplit(" ", 1)[0],
        sentence=_sentence(late, places, meetings, scope, today),
        touch=touch_rows(book, in_turn(touch, people, shown), scope, today, rules),
        late=late,
        late_people=late_people,
        due_soon=len(touch) + len(people) - late,
        places=places,
        put_off=put_off_rows(book, scope, today) if scope.beats else (),
        planned=planned,
        planned_words=planned_words,
        promises=promise_rows(book, promises[:PROMISES_SHOWN], scope, today),
        promises_due=len(promises),
        promises_pressing=_how_many_pressing(promises, today),
        queries=query_rows(book, queries[:QUERIES_SHOWN], scope, today=today, now=now),
        queries_waiting=len(queries),
        queries_near=sum(is_near(each, now) for each in queries),
        drafts=drafts_waiting(book, today),
        beats=beat_rows(book, touch, owed, asked, scope) if scope.whole_unit else (),
        meetings=tuple(meeting_box(book, each, today) for each in meetings),
        meetings_owed=meetings_owed(book, scope, now),
        priorities=rows,
        priorities_live=live,
        quiet=quiet,
        quiet_after=quiet_after,
        unnamed=tuple(name for _, name in unnamed),
        unnamed_ids=tuple(record for record, _ in unnamed),
        unposted=tuple(unposted),
        lately=tuple(late_visit(book, each, today) for each in book.visits.latest(scope.beats, limit=LATELY_SHOWN))
        if scope.beats
        else (),
    )


def count_owed(book: BeatBook, scope: Scope, *, today: date, now: datetime) -> int:
    """Return how many things are late or nearly so on these beats, for the number in the rail; as `Picture.owed`."""
    late = 0
    if scope.beats:
        late = sum(book.places.how_many_late(today, beats=scope.beats).values())
        late += sum(each.late for each in people_losing_touch(book, today, beats=scope.beats))
    late += _how_many_pressing(promises_due(book, scope, today), today)
    return late + sum(is_near(each, now) for each in queries_waiting(book, scope))


def _how_many_pressing(promises: Sequence[Promise], today: date) -> int:
    return sum(each.due_on is not None and each.due_on <= today for each in promises)


def _by_beat(
    book: BeatBook, promises: Sequence[Promise], queries: Sequence[Query]
) -> tuple[Counter[str], Counter[str]]:
    asked_at = [place for place in (*(each.place for each in promises), *(each.place for each in queries)) if place]
    beat_at = {each.id: each.beat for each in book.places.many(asked_at)}
    owed = Counter(beat_at[each.place] for each in promises if each.place in beat_at)
    asked = Counter(each.beat or beat_at.get(each.place, "") for each in queries)
    return owed, asked


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
