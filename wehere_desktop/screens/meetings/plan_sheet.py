"""The sheets that plan a meeting: anew, otherwise, or like another; and what is known of getting into a venue."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.forms import Field, choices_of, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind
from wehere_desktop.neighbourhood.meeting_checks import Lack
from wehere_desktop.neighbourhood.meeting_moment import moment_as_typed, planned_moment
from wehere_desktop.neighbourhood.place import Known, Place, PlaceKind
from wehere_desktop.neighbourhood.reach import Community
from wehere_desktop.records.holding_meetings import copy_meeting, start_agenda
from wehere_desktop.records.meeting_lacks import findings_of
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.meetings.ticks import Ticks
from wehere_desktop.screens.meetings.words import ACCESS, when_words
from wehere_desktop.wording import clock_time, local

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

LENGTHS = (30, 45, 60, 90, 120, 180)
USUAL_MINUTES = 60
VENUES_FIRST = frozenset({PlaceKind.COMMUNITY_HALL, PlaceKind.LIBRARY, PlaceKind.FAITH_CENTRE, PlaceKind.SCHOOL})
WHEN_HINT = "wed 9 dec 7pm"
# What is said while the plan is typed; the rest is told in the record
SAID = frozenset(
    {Lack.VENUE_CLOSED, Lack.VENUE_SHUT, Lack.LEADER_AWAY, Lack.BANK_HOLIDAY, Lack.NOT_PUBLICISED, Lack.PUBLICISED_LATE}
)


class PlanSheet(Paper):
    """A meeting is planned, or its plan changed."""

    def __init__(
        self, desk: Desk, meeting: Meeting | None = None, *, beat: str = "", day: date | None = None, first: str = ""
    ) -> None:
        """Begin with a meeting, else with a beat (id) and a day where they are known; type in `first` first."""
        self._meeting = meeting
        self._day = day
        self._beat_picker = RecordPicker(desk, "beat", name="Beat", hint="Type the beat's name")
        venue = RecordPicker(desk, "place", name="Venue", hint="Type the place's name", first=self._venues)
        leads = RecordPicker(desk, "officer", name="Led by", hint="Type a name or a collar number", first=self._team)
        reach = Ticks([each.value for each in Community], name="Communities it is meant to reach")
        fields = [
            Field("beat", "Beat", required=True),
            Field("meeting_kind", "Kind", "choice", choices_of(MeetingKind)),
            Field("title", "Title", hint="empty: beat and kind", max_length=300),
            Field("starts", "When", hint=WHEN_HINT, required=True),
            Field("minutes", "For how long", "choice", _lengths(meeting)),
            Field("venue", "Venue"),
            field_of(Meeting, "venue_note", label="Finding it", hint="Side entrance; ring the bell"),
            Field("leads", "Led by"),
            field_of(Meeting, "language_help", hint="A Polish speaker will be there"),
            Field("reach", "Meant to reach", "texts"),
            field_of(Meeting, "feedback_link", label="Link for feedback", hint="https://"),
        ]
        filled: dict[str, Any] = {"beat": beat, "minutes": str(USUAL_MINUTES)}
        if meeting is not None:
            filled = {
                name: getattr(meeting, name)
                for name in ("beat", "title", "venue", "venue_note", "leads", "language_help", "reach", "feedback_link")
            }
            filled["meeting_kind"] = meeting.meeting_kind.value
            filled["minutes"] = str(_minutes(meeting))
            if meeting.starts is not None:
                filled["starts"] = moment_as_typed(meeting.starts, today=desk.today())
        elif day is not None:
            filled["starts"] = f"{day:%d/%m/%Y} "
        super().__init__(
            desk,
            fields,
            "Keep the plan" if meeting is not None else "Plan the meeting",
            editors={"beat": self._beat_picker, "venue": venue, "leads": leads, "reach": reach},
            filled=filled,
            beside=True,
        )
        self.begin(first or ("starts" if beat or meeting is not None else "beat"))

    def said(self) -> list[tuple[str, bool]]:
        """Read the day back, and say at once what stands against it."""
        if not self.typed("starts"):
            return []
        starts, ends = self._moments()
        book, today = self.desk.book, self.desk.today()
        shown = Meeting(
            id=self._meeting.id if self._meeting is not None else "",
            beat="",
            title="",
            meeting_kind=MeetingKind(self.typed("meeting_kind")),
            starts=starts,
            ends=ends,
            venue=next(iter(self.form.typed()["venue"]), ""),
            leads=next(iter(self.form.typed()["leads"]), ""),
            publicised_on=self._meeting.publicised_on if self._meeting is not None else None,
        )
        found = [(each.sentence, True) for each in findings_of(book, shown, now=book.world.now()) if each.lack in SAID]
        return [(when_words(shown, today), False), *found]

    def keep_typed(self) -> None:
        """Read the plan and keep it."""
        starts, ends = self._moments()
        values = {name: self.typed(name) for name in ("title", "venue_note", "language_help", "feedback_link")}
        kind, beat = MeetingKind(self.typed("meeting_kind")), self.one("beat")
        if not beat:
            raise Refusal("It does not say on which beat.", remedy="Choose one.", field="beat", kind="missing")
        values |= {"venue": self.one("venue"), "leads": self.one("leads")}
        reach = tuple(self.form.typed()["reach"])
        before = self._meeting

        def work(book: BeatBook) -> str:
            told = book.beats.get(beat)
            fields: dict[str, Any] = {
                **values,
                "title": values["title"] or f"{told.name} {kind}",
                "beat": beat,
                "meeting_kind": kind,
                "starts": starts,
                "ends": ends,
                "reach": reach,
            }
            if before is not None:
                return book.meetings.amend(before.id, **fields).id
            planned = book.meetings.add(Meeting(id=book.world.new_id(), **fields))
            return start_agenda(book, planned.id).id

        day = when_words(replace(_EMPTY, starts=starts), self.desk.today())
        self.write(
            f"Plan a meeting on {day}" if before is None else f"Change the plan of {before.title}", work, opens=str
        )

    def _moments(self) -> tuple[datetime, datetime]:
        typed, before, today = self.typed("starts"), self._meeting, self.desk.today()
        minutes = timedelta(minutes=int(self.typed("minutes")))
        if before is not None and before.starts is not None and typed == moment_as_typed(before.starts, today=today):
            # Left as it was: read again, a day that is gone would become the next one
            return before.starts, before.starts + minutes
        clock = f"{local(before.starts):%H:%M}" if before is not None and before.starts is not None else ""
        starts, ends = planned_moment(typed, today=today, clock=clock)
        return starts, ends or starts + minutes

    def _venues(self) -> Sequence[str]:
        beat = next(iter(self._beat_picker.ids()), "")
        found = self.desk.book.places.on_beat(beat) if beat else []
        met = [each.venue for each in reversed(self.desk.book.meetings.on_beat(beat)) if each.venue] if beat else []
        halls = [each.id for each in found if each.place_kind in VENUES_FIRST]
        return list(dict.fromkeys((*met, *halls)))

    def _team(self) -> Sequence[str]:
        beat = next(iter(self._beat_picker.ids()), "")
        book = self.desk.book
        found = [each.officer for each in book.postings.on_beat(beat, self.desk.today())] if beat else []
        return list(dict.fromkeys((*found, book.holder)))


_EMPTY = Meeting(id="", beat="", title="")


def _minutes(meeting: Meeting) -> int:
    if meeting.starts is None or meeting.ends is None or meeting.ends <= meeting.starts:
        return USUAL_MINUTES
    return int((meeting.ends - meeting.starts).total_seconds() // 60)


def _lengths(meeting: Meeting | None) -> list[tuple[str, str]]:
    known = sorted({*LENGTHS, _minutes(meeting)} if meeting is not None else LENGTHS)
    return [(str(each), _length(each)) for each in known]


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} minutes"
    return f"{hours} hour{'s' if hours > 1 else ''}{f' {rest} minutes' if rest else ''}"


class CopySheet(Paper):
    """A meeting is planned like another, on a day of its own."""

    def __init__(self, desk: Desk, meeting: Meeting) -> None:
        """Ask for the day."""
        self._like = meeting
        clock = clock_time(meeting.starts) if meeting.starts is not None else ""
        super().__init__(
            desk,
            [Field("starts", "When", hint=f"wed 13 jan{f' {clock}' if clock else ' 7pm'}", required=True)],
            "Plan it",
            say="Venue, agenda, language help and who leads are taken over, and the time unless you type another.",
        )
        self.begin("starts")

    def said(self) -> list[tuple[str, bool]]:
        """Read the day back."""
        if not self.typed("starts"):
            return []
        shown = replace(self._like, id="", starts=self._starts(), ends=None, publicised_on=None)
        found = findings_of(self.desk.book, shown, now=self.desk.book.world.now())
        warned = [(each.sentence, True) for each in found if each.lack in SAID]
        return [(when_words(shown, self.desk.today()), False), *warned]

    def keep_typed(self) -> None:
        """Plan it."""
        starts, like = self._starts(), self._like.id
        self.write(
            f"Plan a meeting like {self._like.title}",
            lambda book: copy_meeting(book, like, starts=starts).id,
            opens=str,
        )

    def _starts(self) -> datetime:
        like = self._like.starts
        clock = f"{local(like):%H:%M}" if like is not None else ""
        return planned_moment(self.typed("starts"), today=self.desk.today(), clock=clock)[0]


class AccessSheet(Paper):
    """What is known of getting into a venue."""

    def __init__(self, desk: Desk, venue: Place) -> None:
        """Show what is known so far."""
        self._venue = venue
        known = [("", "Not known"), (Known.YES.value, "Yes"), (Known.NO.value, "No")]
        super().__init__(
            desk,
            [
                *(Field(name, label, "choice", known) for name, label in ACCESS),
                field_of(
                    Place, "access", label="Access for visitors", hint="Ramp at the back; lift to the first floor"
                ),
            ],
            "Keep",
            say=f"{venue.name}: kept with the place, and printed for every meeting there.",
            filled={**{name: getattr(venue, name).value for name, _ in ACCESS}, "access": venue.access},
        )
        self.begin("step_free")

    def keep_typed(self) -> None:
        """Keep it with the place."""
        venue = self._venue.id
        fields: dict[str, Any] = {name: Known(self.typed(name)) for name, _ in ACCESS}
        fields["access"] = self.typed("access")
        self.write(f"Access of {self._venue.name}", lambda book: book.places.amend(venue, **fields))
