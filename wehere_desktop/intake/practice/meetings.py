"""The practice book's meetings: the ones held, with the few who came, and the ones to come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.days import instant, is_meeting_day, next_weekday, on_or_before
from wehere_desktop.intake.practice.phrases import fill, slug
from wehere_desktop.intake.practice.scene import DAYS_BACK, Ground, Scene
from wehere_desktop.intake.practice.slots import Neighbours, Slots
from wehere_desktop.intake.practice.tables import phrases, rows
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.records.world import LOCAL_ZONE
from wehere_desktop.refusal import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.intake.practice.people import Staff
    from wehere_desktop.intake.practice.places import Setting
    from wehere_desktop.neighbourhood.priority import Priority

_WEDNESDAY, _SATURDAY = 2, 5
_SATURDAY_MORNING = (10, 30)
_SURGERY_HOURS = (10, 12)
_SCHOOL_IS_OUT = 16
_NONE_PLANNED = 0.05
_VENUES = frozenset(
    {PlaceKind.COMMUNITY_HALL, PlaceKind.LIBRARY, PlaceKind.SCHOOL, PlaceKind.FAITH_CENTRE, PlaceKind.SPORTS_GROUND}
)
_EVENINGS = ((18, 0), (18, 30), (19, 0), (19, 0), (19, 0), (19, 30), (14, 0), (10, 30))
_SEATS = ((2, 5), (4, 9), (5, 12), (9, 19), (15, 31))
_SURGERY = 0.3
_JUST_NOW = {"AA01": 4, "DE05": 9, "VB01": 9, "VA01": 4}


@dataclass(slots=True)
class Meetings:
    """The meetings by beat, in order."""

    kept: list[Meeting] = field(default_factory=list)
    by_beat: dict[str, list[Meeting]] = field(default_factory=lambda: defaultdict(list))

    def add(self, meeting: Meeting) -> None:
        """Take in a meeting."""
        self.kept.append(meeting)
        self.by_beat[meeting.beat].append(meeting)

    def held(self, beat: str) -> list[Meeting]:
        """Return the beat meetings of a beat that were held, the earliest first."""
        return [
            each
            for each in self.by_beat[beat]
            if each.life is MeetingLife.HELD and each.meeting_kind is MeetingKind.BEAT_MEETING
        ]


def day_of(meeting: Meeting) -> date:
    """Return the local day of a meeting."""
    if meeting.starts is None:
        raise Fault("A practice meeting was made without a start.")
    return meeting.starts.astimezone(LOCAL_ZONE).date()


def shown_day(today: date) -> date:
    """Return the day of the shown beat's next meeting: the Wednesday at least three days off, the first of them all."""
    return next_weekday(today + timedelta(days=3), _WEDNESDAY)


class _Calling:
    """Calls the meetings of one beat after another."""

    def __init__(self, scene: Scene, settings: Sequence[Setting], staff: Staff) -> None:
        self.scene = scene
        self.staff = staff
        self.neighbours = Neighbours(settings)
        self.by_name = {each.place.name: each for each in settings}
        self.venues: dict[str, list[Setting]] = defaultdict(list)
        for each in settings:
            if each.place.place_kind in _VENUES:
                self.venues[each.ground.beat.id].append(each)

    def meeting(
        self,
        ground: Ground,
        on: date,
        at: tuple[int, int],
        venue: Setting | None,
        chance: Chance,
        came: int | None = None,
    ) -> Meeting:
        today = self.scene.today
        team = self.staff.on_beat(ground.beat.id, on, Rank.PCSO, Rank.PC)
        sergeants = self.staff.of_unit(ground.beat.lpu, Rank.SERGEANT)
        leads = (team[:1] if team and chance.happens(0.6) else sergeants or team)[:1]
        slots = Slots(
            ground,
            on,
            chance,
            self.neighbours,
            mates=team,
            given={"street": venue.place.street if venue else "the road"},
        )
        held = on < today
        cancelled = held and came is None and chance.happens(0.03)
        if came is None:
            came = chance.whole(*chance.one(_SEATS))
        told = min(on - timedelta(days=chance.whole(12, 24)), today - timedelta(days=1))
        life = MeetingLife.CANCELLED if cancelled else MeetingLife.HELD if held else MeetingLife.PLANNED
        notes = "Hall double booked; notice put on the door." if cancelled else ""
        if life is MeetingLife.HELD:
            notes = fill(chance.one(phrases("meeting notes")), slots, chance)
        return Meeting(
            id=self.scene.new_id(),
            beat=ground.beat.id,
            title=f"{ground.beat.name} beat meeting",
            starts=instant(on, *at),
            ends=instant(on, at[0] + 1, at[1]),
            venue=venue.place.id if venue else "",
            venue_note=fill(chance.one(phrases("venue note")), slots, chance) if venue else "",
            life=life,
            leads=leads[0].id if leads else "",
            publicised_on=told,
            publicity=fill(chance.one(phrases("publicity")), slots, chance),
            feedback_link=f"https://example.org/tell-us/{slug(ground.beat.name)}",
            attendance=came if life is MeetingLife.HELD else None,
            notes=notes,
        )

    def usual(self, ground: Ground, on: date, at: tuple[int, int], chance: Chance) -> Meeting:
        """Call a meeting where there is room: at its usual time, but on Saturdays in the morning."""
        hour = _SATURDAY_MORNING if on.weekday() == _SATURDAY else at
        return self.meeting(ground, on, hour, self._room(ground, on, hour[0], chance), chance)

    def surgery(self, ground: Ground, on: date, chance: Chance) -> Meeting:
        venue = self._room(ground, on, _SURGERY_HOURS[0], chance)
        return replace(
            self.meeting(ground, on, (_SURGERY_HOURS[0], 0), venue, chance),
            meeting_kind=MeetingKind.SURGERY,
            title=f"Surgery at {venue.place.name}" if venue else f"{ground.beat.name} surgery",
            ends=instant(on, _SURGERY_HOURS[1]),
            agenda=(),
        )

    def _room(self, ground: Ground, on: date, hour: int, chance: Chance) -> Setting | None:
        """Return where to meet: a hall or the like of the beat, and no school while it has lessons."""
        lessons = on.weekday() < _SATURDAY and hour < _SCHOOL_IS_OUT
        rooms = [
            each for each in self.venues[ground.beat.id] if not (lessons and each.place.place_kind is PlaceKind.SCHOOL)
        ]
        return chance.one(rooms) if rooms else None


def meetings_of(scene: Scene, grounds: Sequence[Ground], settings: Sequence[Setting], staff: Staff) -> Meetings:
    """Return the meetings of every beat: one every two or three months behind, one or two ahead, in order."""
    calling = _Calling(scene, settings, staff)
    shown: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("shown_meetings"):
        shown[row["beat"]].append(row)
    found: list[Meeting] = []
    for ground in grounds:
        if ground.police_id in shown:
            found += _shown(scene, calling, ground, shown[ground.police_id])
        else:
            found += _usual(scene, calling, ground)
    meetings = Meetings()
    for meeting in sorted(found, key=lambda each: (day_of(each), each.starts or day_of(each), each.id)):
        meetings.add(meeting)
    return meetings


def _shown(scene: Scene, calling: _Calling, ground: Ground, listed: Sequence[dict[str, str]]) -> list[Meeting]:
    following = shown_day(scene.today)
    found = []
    for row in listed:
        weeks = int(row["weeks from the next"])
        on = following + timedelta(weeks=weeks)
        chance = scene.chance("meeting", ground.police_id, weeks)
        came = int(row["how many came"]) if row["how many came"] else None
        found.append(calling.meeting(ground, on, (19, 0), calling.by_name.get(row["venue"]), chance, came))
    return found


def _usual(scene: Scene, calling: _Calling, ground: Ground) -> list[Meeting]:
    chance = scene.chance("meetings", ground.police_id)
    usual_time = chance.one(_EVENINGS)
    found = []
    back = chance.whole(14, 70)
    # A few beats met just now, so that what is to be done after a meeting shows
    back = _JUST_NOW.get(ground.police_id, back)
    while back <= DAYS_BACK:
        on = on_or_before(scene.today - timedelta(days=back), is_meeting_day)
        found.append(calling.usual(ground, on, usual_time if chance.happens(0.75) else chance.one(_EVENINGS), chance))
        back = (scene.today - on).days + chance.whole(52, 88)
    if chance.happens(_SURGERY):
        on = on_or_before(scene.today - timedelta(days=chance.whole(5, 200)), is_meeting_day)
        found.append(calling.surgery(ground, on, chance))
    if not chance.happens(_NONE_PLANNED):
        earliest = shown_day(scene.today) + timedelta(days=1)
        on = next_weekday(earliest + timedelta(days=chance.whole(0, 20)), chance.one((1, 2, 3, 3, 5)))
        found.append(calling.usual(ground, on, usual_time, chance))
        if chance.happens(0.4):
            later = next_weekday(on + timedelta(days=chance.whole(56, 80)), on.weekday())
            found.append(calling.usual(ground, later, usual_time, chance))
    return sorted(found, key=day_of)


def with_agendas(
    scene: Scene, meetings: Meetings, priorities: Sequence[Priority], grounds: Sequence[Ground]
) -> list[Meeting]:
    """Return the meetings with their agendas, which name the priorities that stood on the day."""
    chosen: dict[str, list[Priority]] = defaultdict(list)
    for each in priorities:
        chosen[each.beat].append(each)
    known = {ground.beat.id: ground for ground in grounds}
    return [
        meeting
        if meeting.meeting_kind is MeetingKind.SURGERY
        else replace(meeting, agenda=_agenda(scene, meeting, chosen[meeting.beat], known[meeting.beat]))
        for meeting in meetings.kept
    ]


def _agenda(scene: Scene, meeting: Meeting, priorities: Sequence[Priority], ground: Ground) -> tuple[str, ...]:
    chance = scene.chance("agenda", ground.police_id, day_of(meeting))
    on = day_of(meeting)
    standing = [
        each.title
        for each in priorities
        if (each.issue_date is None or each.issue_date < on) and (each.closed is None or each.closed >= on)
    ]
    items = []
    for line in phrases("agenda"):
        wanted = 1 if "{priority2}" in line else 0
        if "{priority" in line and len(standing) <= wanted:
            continue
        first, second = (*standing, "", "")[:2]
        items.append(line.replace("{priority}", first).replace("{priority2}", second))
    extra = chance.some(phrases("agenda extra", ground.character), chance.whole(0, 1))
    return (*items[:-1], *extra, items[-1])
