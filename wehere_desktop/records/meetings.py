"""Questions asked of meetings; what one lacks or owes is asked in `meeting_lacks`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind
from wehere_desktop.records.rows import instant_from, instant_text
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.reach import Reach
    from wehere_desktop.neighbourhood.what_draws import WhatDraws


class Meetings(Section[Meeting]):
    """The meetings."""

    def on_beat(self, beat: str) -> list[Meeting]:
        """Return the meetings of a beat by their start."""
        return self._some('WHERE "beat" = ? ORDER BY "starts", "id"', (beat,))

    def next_on_beat(self, beat: str, now: datetime) -> Meeting | None:
        """Return the next planned meeting of a beat from an instant on, or None."""
        return self._one(
            'WHERE "beat" = ? AND "life" = \'planned\' AND "starts" >= ? ORDER BY "starts", "id"',
            (beat, instant_text(now)),
        )

    def after(self, meeting: Meeting) -> Meeting | None:
        """Return the next planned meeting of the same beat after this one, or None."""
        if meeting.starts is None:
            return None
        return self._one(
            'WHERE "beat" = ? AND "life" = \'planned\' AND "starts" > ? AND "id" <> ? ORDER BY "starts", "id"',
            (meeting.beat, instant_text(meeting.starts), meeting.id),
        )

    def before(self, meeting: Meeting) -> Meeting | None:
        """Return the last meeting of the same beat that was held before this one, or None."""
        if meeting.starts is None:
            return None
        return self._one(
            'WHERE "beat" = ? AND "life" = \'held\' AND "starts" < ? ORDER BY "starts" DESC, "id"',
            (meeting.beat, instant_text(meeting.starts)),
        )

    def last_held_on(self, beat: str, before: datetime) -> Meeting | None:
        """Return the last meeting of a beat that began before an instant and was not called off, or None."""
        return self._one(
            'WHERE "beat" = ? AND "life" <> \'cancelled\' AND "starts" < ? ORDER BY "starts" DESC, "id"',
            (beat, instant_text(before)),
        )

    def coming(self, now: datetime, *, beats: Collection[str] = (), limit: int = 20) -> list[Meeting]:
        """Return the next planned meetings from an instant on, soonest first, on some beats or on all."""
        narrowed = f' AND "beat" IN ({", ".join("?" * len(beats))})' if beats else ""
        return self._some(
            f'WHERE "life" = \'planned\' AND "starts" >= ?{narrowed} ORDER BY "starts", "id" LIMIT ?',
            (instant_text(now), *sorted(beats), limit),
        )

    def beats_with_meetings(self, now: datetime) -> list[str]:
        """Return the ids of the beats that have a meeting planned from an instant on, soonest first."""
        found = self._rows(
            'SELECT "beat" FROM "meeting" WHERE "life" = \'planned\' AND "starts" >= ? '
            'GROUP BY "beat" ORDER BY min("starts"), "beat"',
            (instant_text(now),),
        )
        return [beat for (beat,) in found]

    def between(self, first: date, last: date, beats: Collection[str] = ()) -> list[Meeting]:
        """Return the meetings of a period (local days, both included) whatever became of them, by their start."""
        from wehere_desktop.neighbourhood.meeting_rhythm import at_local

        narrowed, given = _on(beats)
        start, end = at_local(first, time()), at_local(last + timedelta(days=1), time())
        return self._some(
            f'WHERE "starts" >= ? AND "starts" < ?{narrowed} ORDER BY "starts", "id"',
            (instant_text(start), instant_text(end), *given),
        )

    def over_and_not_closed(self, now: datetime, *, since: datetime, beats: Collection[str] = ()) -> list[Meeting]:
        """Return the meetings that began between two instants and are not both closed and published, oldest first."""
        narrowed, given = _on(beats)
        return self._some(
            'WHERE "starts" >= ? AND "starts" <= ? AND "life" <> \'cancelled\' '
            f'AND ("closed_on" IS NULL OR "published_on" IS NULL){narrowed} ORDER BY "starts", "id"',
            (instant_text(since), instant_text(now), *given),
        )

    def last_held(self, now: datetime, kinds: Collection[MeetingKind]) -> dict[str, datetime]:
        """Return for each beat the start of its last meeting of some kinds before an instant that was not called off.

        One that is over counts although nobody has said yet that it was held.
        """
        return self._starts("max", '"life" <> \'cancelled\' AND "starts" < ?', now, kinds)

    def next_planned(self, now: datetime, kinds: Collection[MeetingKind]) -> dict[str, datetime]:
        """Return for each beat the start of its next planned meeting of some kinds from an instant on."""
        return self._starts("min", '"life" = \'planned\' AND "starts" >= ?', now, kinds)

    def _starts(self, which: str, where: str, now: datetime, kinds: Collection[MeetingKind]) -> dict[str, datetime]:
        marks = ", ".join("?" * len(kinds))
        found = self._rows(
            f'SELECT "beat", {which}("starts") FROM "meeting" WHERE {where} AND "meeting_kind" IN ({marks}) '
            'GROUP BY "beat"',
            (instant_text(now), *sorted(kinds)),
        )
        return {beat: instant_from(starts) for beat, starts in found}

    def groups_known(self) -> list[str]:
        """Return every organisation and group that came to a meeting or that a contact belongs to, by name."""
        found = {
            group
            for (groups,) in self._rows('SELECT "groups" FROM "meeting" WHERE "groups" <> \'[]\'')
            for group in json.loads(groups or "[]")
        }
        found |= {name for (name,) in self._rows('SELECT DISTINCT "organisation" FROM "contact"') if name}
        return sorted(found, key=str.casefold)

    def what_draws(self, first: date, last: date, beats: Collection[str] = ()) -> WhatDraws:
        """Return how many came to the meetings of a period by slot, venue, publicity and season."""
        from wehere_desktop.neighbourhood.place import Place
        from wehere_desktop.neighbourhood.publicity import Publicity
        from wehere_desktop.neighbourhood.what_draws import what_draws
        from wehere_desktop.records.publicities import Publicities

        meetings = self.between(first, last, beats)
        told_by: dict[str, list[str]] = defaultdict(list)
        for each in Publicities(self._book, Publicity).of_all([meeting.id for meeting in meetings]):
            told_by[each.meeting].append(each.what)
        venues = Section(self._book, Place).many({each.venue for each in meetings if each.venue})
        return what_draws(meetings, told_by, {each.id: each.name for each in venues})

    def reach(self, first: date, last: date, beats: Collection[str] = ()) -> Reach:
        """Return which organisations and communities the meetings of a period reached, and which they did not."""
        from wehere_desktop.neighbourhood.reach import reach_of

        return reach_of(self.between(first, last, beats), first=first, last=last)


def _on(beats: Collection[str]) -> tuple[str, list[str]]:
    return (f' AND "beat" IN ({", ".join("?" * len(beats))})', sorted(beats)) if beats else ("", [])
