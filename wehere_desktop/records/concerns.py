"""Questions asked of concerns and of the figures reported for a beat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.alike_concerns import Alike, alike, words_of
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.neighbourhood.trail import Trail, TrailStep
from wehere_desktop.records.actions import Actions
from wehere_desktop.records.narrowing import find_words
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from wehere_desktop.neighbourhood.theme import Theme

COMPARED = 3_000
"""Concerns that one being typed is compared with, the newest first: all that one unit has in some years."""

# `step_of` in SQL, so that a list may be asked for by it; a test holds the two against each other
_STEP = (
    "CASE WHEN \"told_back_on\" IS NOT NULL THEN 'told back' "
    "WHEN \"nobody_to_tell\" <> '' THEN 'closed, nobody can be told' "
    "WHEN \"outcome\" IN ('done', 'could not') THEN 'answered, to be told back' "
    "WHEN \"priority\" IS NOT NULL THEN 'part of a priority' "
    "WHEN \"owner\" IS NOT NULL THEN 'somebody sees to it' "
    "WHEN \"to_sort\" THEN 'still to be sorted' "
    "ELSE 'raised, nobody sees to it yet' END"
)
_OPEN = '"told_back_on" IS NULL AND "nobody_to_tell" = \'\''
_OLDEST = '"raised_on" IS NULL, "raised_on", "id"'


@dataclass(frozen=True, slots=True)
class ToldBackShare:
    """Of the concerns raised in a period: how many there were, were closed, and of these told back."""

    raised: int
    told_back: int
    nobody_to_tell: int

    @property
    def in_words(self) -> str:
        """Return the share in words, such as “14 of 20 told back”."""
        return f"{self.told_back:,} of {self.raised:,} told back"


class Concerns(Section[Concern]):
    """The concerns."""

    def on_beat(self, beat: str) -> list[Concern]:
        """Return the concerns of a beat, newest first."""
        return self._some('WHERE "beat" = ? ORDER BY "raised_on" DESC, "id" DESC', (beat,))

    def answered_publicly_on(self, beat: str) -> list[Concern]:
        """Return the concerns of a beat whose wording may be published, newest first."""
        return self._some(
            'WHERE "beat" = ? AND "publishable" AND "you_said" <> \'\' ORDER BY "raised_on" DESC, "id" DESC', (beat,)
        )

    def of_place(self, place: str) -> list[Concern]:
        """Return the concerns about a place, newest first."""
        return self._some('WHERE "place" = ? ORDER BY "raised_on" DESC, "id" DESC', (place,))

    def of_priority(self, priority: str) -> list[Concern]:
        """Return the concerns that are part of a priority, oldest first."""
        return self._some(f'WHERE "priority" = ? ORDER BY {_OLDEST}', (priority,))

    def at_meeting(self, meeting: str) -> list[Concern]:
        """Return everything raised at a meeting, in the order in which it was filed."""
        return self._some('WHERE "raised_at" = ? ORDER BY "id"', (meeting,))

    def told_at(self, meeting: str) -> list[Concern]:
        """Return the concerns about which people were told back at a meeting, oldest first."""
        return self._some(f'WHERE "told_back_at" = ? ORDER BY {_OLDEST}', (meeting,))

    def of_contact(self, contact: str) -> list[Concern]:
        """Return what a person raised who asked to be told back, newest first."""
        return self._some('WHERE "contact" = ? ORDER BY "raised_on" DESC, "id" DESC', (contact,))

    def unanswered_from(self, meeting: str) -> list[Concern]:
        """Return the concerns raised at a meeting that are not closed yet, oldest first."""
        return self._some(f'WHERE "raised_at" = ? AND {_OPEN} ORDER BY {_OLDEST}', (meeting,))

    def open_on(self, beats: Collection[str] = ()) -> list[Concern]:
        """Return the concerns not closed yet, on some beats or on all, the longest waiting first."""
        narrowed, given = _on(beats)
        return self._some(f"WHERE {_OPEN}{narrowed} ORDER BY {_OLDEST}", given)

    def to_sort(self, beats: Collection[str] = ()) -> list[Concern]:
        """Return the concerns filed in haste that are still to be sorted, in the order in which they were filed."""
        narrowed, given = _on(beats)
        return self._some(f'WHERE "to_sort" AND {_OPEN}{narrowed} ORDER BY "id"', given)

    def to_tell(self, beats: Collection[str] = ()) -> list[Concern]:
        """Return the concerns that have an answer nobody was told of yet, the longest waiting first."""
        narrowed, given = _on(beats)
        return self._some(f"WHERE {_OPEN} AND \"outcome\" IN ('done', 'could not'){narrowed} ORDER BY {_OLDEST}", given)

    def listed(
        self,
        *,
        steps: Collection[TrailStep] = (),
        themes: Collection[Theme] = (),
        kinds: Collection[ConcernKind] = (),
        beats: Collection[str] = (),
        owner: str = "",
        meeting: str = "",
        asb: bool = False,
        text: str = "",
        waiting_first: bool = True,
    ) -> list[str]:
        """Return the ids of the concerns wanted: the longest waiting first and then those closed, or the newest first.

        Each narrows where it is given. `meeting` is where it was raised; `text` is found by the beginnings of words.
        """
        where, given = ["1"], list[Any]()
        choices: tuple[tuple[str, Collection[str]], ...] = (
            (_STEP, steps),
            ('"theme"', themes),
            ('"concern_kind"', kinds),
            ('"beat"', beats),
            ('"owner"', (owner,) if owner else ()),
            ('"raised_at"', (meeting,) if meeting else ()),
        )
        for what, allowed in choices:
            if allowed:
                where.append(f"{what} IN ({', '.join('?' * len(allowed))})")
                given += sorted(allowed)
        if asb:
            where.append('"asb"')
        if text.strip() and not find_words(where, given, "concern", text):
            return []
        order = f"NOT ({_OPEN}), {_OLDEST}" if waiting_first else '"raised_on" DESC, "id" DESC'
        found = self._rows(f'SELECT "id" FROM "concern" WHERE {" AND ".join(where)} ORDER BY {order}', given)
        return [record for (record,) in found]

    def by_step(self, beats: Collection[str] = ()) -> dict[TrailStep, int]:
        """Return how many concerns stand at each step of the trail, every step in order; on some beats or on all."""
        narrowed, given = _on(beats)
        found = dict(self._rows(f'SELECT {_STEP}, count(*) FROM "concern" WHERE 1{narrowed} GROUP BY 1', given))
        return {step: int(found.get(step.value, 0)) for step in TrailStep}

    def similar(
        self,
        text: str,
        position: Position | None = None,
        beats: Collection[str] = (),
        *,
        but: str = "",
        limit: int = 5,
    ) -> list[Alike[Concern]]:
        """Return the concerns about the same thing as one being typed, or near it, the likeliest first.

        Looks at the newest on some beats or on all; `but` leaves out the concern itself. A concern without a position
        of its own lies where its place does.
        """
        narrowed, given = _on(beats)
        found = self._some(
            f'WHERE "id" <> ?{narrowed} ORDER BY "raised_on" DESC, "id" DESC LIMIT {COMPARED}', (but, *given)
        )
        places = {}
        if position is not None:
            wanted = {each.place for each in found if each.place and each.latitude is None}
            places = {each.id: each for each in Section(self._book, Place).many(wanted)}
        return alike(text, position, ((each, words_of(each), _lies(each, places)) for each in found), limit=limit)

    def trail(self, concern: Concern) -> Trail:
        """Return a concern with everything on its way, from where it was raised to where people were told back."""
        meetings = Section(self._book, Meeting)
        priority = Section(self._book, Priority).find(concern.priority) if concern.priority else None
        return Trail(
            concern,
            raised_at=meetings.find(concern.raised_at) if concern.raised_at else None,
            priority=priority,
            actions=tuple(Actions(self._book, Action).of(priority.id)) if priority is not None else (),
            told_at=meetings.find(concern.told_back_at) if concern.told_back_at else None,
        )

    def told_back_share(self, first: date, last: date, beats: Collection[str] = ()) -> ToldBackShare:
        """Return how many of the concerns raised in a period, both days included, people were told back about."""
        narrowed, given = _on(beats)
        ((raised, told, nobody),) = self._rows(
            'SELECT count(*), count("told_back_on"), coalesce(sum("nobody_to_tell" <> \'\'), 0) FROM "concern" '
            f'WHERE "raised_on" BETWEEN ? AND ?{narrowed}',
            (first.isoformat(), last.isoformat(), *given),
        )
        return ToldBackShare(int(raised), int(told), int(nobody))


class ReportedFigures(Section[ReportedFigure]):
    """The reported figures."""

    def on_beat(self, beat: str) -> list[ReportedFigure]:
        """Return the figures of a beat, the latest period first and within it the largest count first."""
        return self._some('WHERE "beat" = ? ORDER BY "period_to" DESC, "count" DESC, "measure", "id"', (beat,))


def _on(beats: Collection[str]) -> tuple[str, Sequence[str]]:
    return (f' AND "beat" IN ({", ".join("?" * len(beats))})', sorted(beats)) if beats else ("", ())


def _lies(concern: Concern, places: dict[str, Place]) -> Position | None:
    at: Concern | Place | None = concern if concern.latitude is not None else places.get(concern.place)
    if at is None or at.latitude is None or at.longitude is None:
        return None
    return Position(at.latitude, at.longitude)
