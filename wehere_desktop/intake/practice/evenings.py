"""What the practice book's meetings leave behind: publicity, reports, votes, forms and what was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.intake.practice.days import instant
from wehere_desktop.intake.practice.meetings import day_of
from wehere_desktop.intake.practice.phrases import fill
from wehere_desktop.intake.practice.slots import Neighbours, Slots
from wehere_desktop.intake.practice.tables import phrases
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.feedback import Feedback
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.publication import Publication
from wehere_desktop.neighbourhood.publicity import Publicity
from wehere_desktop.neighbourhood.reach import Community
from wehere_desktop.wording import capital

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.intake.practice.people import Staff
    from wehere_desktop.intake.practice.places import Setting
    from wehere_desktop.intake.practice.scene import Ground, Scene
    from wehere_desktop.neighbourhood.fact import Fact
    from wehere_desktop.neighbourhood.priority import Priority

OPEN_FOR = 12
"""Days for which no meeting is closed yet in the practice book."""
FORGOTTEN = frozenset({"BE04", "VA04"})
"""Beats whose last meeting nobody has closed, so that the reminder shows."""

_REMEMBERED = 400
_FORMS = 120
_FILLED_IN = 0.35
_PROMISED = 0.4


def unclosed_meetings(scene: Scene, grounds: Sequence[Ground], meetings: Sequence[Meeting]) -> frozenset[str]:
    """Return the ids of the meetings that were held and are not closed: those of late, and a few forgotten ones."""
    police_ids = {ground.beat.id: ground.police_id for ground in grounds}
    last = {each.beat: each.id for each in meetings if each.life is MeetingLife.HELD}
    return frozenset(
        each.id
        for each in meetings
        if each.life is MeetingLife.HELD
        and (
            (scene.today - day_of(each)).days <= OPEN_FOR
            or (police_ids[each.beat] in FORGOTTEN and last[each.beat] == each.id)
        )
    )


class Evenings:
    """Tells of every meeting what there is to tell after it."""

    def __init__(
        self,
        scene: Scene,
        grounds: Sequence[Ground],
        settings: Sequence[Setting],
        staff: Staff,
        priorities: Sequence[Priority],
    ) -> None:
        """Know the ground, the staff and what was chosen where."""
        self.scene = scene
        self.staff = staff
        self.known = {ground.beat.id: ground for ground in grounds}
        self.neighbours = Neighbours(settings)
        self.chosen: dict[str, list[Priority]] = defaultdict(list)
        for priority in priorities:
            if priority.chosen_at:
                self.chosen[priority.chosen_at].append(priority)

    def told(self, meeting: Meeting, *, closed: bool) -> Meeting:
        """Return a meeting with its language help and, once it was closed, with report, groups and decisions."""
        ground, chance = self.known[meeting.beat], self._chance("evening", meeting)
        help_there = chance.one(phrases("language help")) if chance.happens(0.2) else ""
        fields: dict[str, Any] = {"language_help": help_there}
        groups = chance.some(phrases("group", ground.character), chance.whole(0, 4))
        reach = chance.some([each.value for each in Community], 1 if chance.happens(0.35) else 0)
        if not closed:
            return replace(meeting, **fields)
        slots = Slots(ground, day_of(meeting), chance, self.neighbours)
        decisions = [f"Work on: {each.title}." for each in self.chosen[meeting.id]]
        decisions += [fill(chance.one(phrases("decision")), slots, chance)]
        closed_on = min(self.scene.today, day_of(meeting) + timedelta(days=chance.whole(1, 6)))
        return replace(
            meeting,
            **fields,
            groups=tuple(sorted(groups)),
            reach=tuple(reach),
            report=fill(chance.one(phrases("report")), slots, chance),
            decisions=tuple(decisions),
            publishable=True,
            closed_on=closed_on,
            published_on=min(self.scene.today, closed_on + timedelta(days=chance.whole(0, 3))),
        )

    def left_behind(self, meetings: Sequence[Meeting]) -> Iterator[tuple[str, Fact]]:
        """Yield what the meetings of the last year or so left behind, kind by kind, each with the id of its beat."""
        late = [each for each in meetings if (self.scene.today - day_of(each)).days <= _REMEMBERED]
        held = [each for each in late if each.life is MeetingLife.HELD]
        asked = [each for each in held if each.meeting_kind is MeetingKind.BEAT_MEETING]
        last = {each.beat: each for each in asked}
        for each in late:
            yield from ((each.beat, fact) for fact in self._publicity(each))
        for each in asked:
            yield from ((each.beat, fact) for fact in self._proposals(each))
        for each in asked:
            yield from ((each.beat, fact) for fact in self._forms(each))
        for each in held:
            if each.published_on is not None:
                yield each.beat, self._publication(each, each.published_on)
        for each in last.values():
            yield from ((each.beat, fact) for fact in self._promises(each))
        for each in held:
            if each.closed_on is None:
                yield from ((each.beat, fact) for fact in self._captured(each))

    def _chance(self, what: str, meeting: Meeting) -> Chance:
        ground = self.known[meeting.beat]
        return self.scene.chance(what, ground.police_id, day_of(meeting), meeting.meeting_kind)

    def _publicity(self, meeting: Meeting) -> Iterator[Publicity]:
        ground, chance = self.known[meeting.beat], self._chance("publicity", meeting)
        first = meeting.publicised_on or day_of(meeting)
        for step, what in enumerate(chance.some(phrases("told by"), chance.whole(1, 3))):
            where = chance.one(phrases("told where"))
            slots = Slots(ground, first, chance, self.neighbours)
            yield Publicity(
                id=self.scene.new_id(),
                meeting=meeting.id,
                what=what,
                where=capital(fill(where, slots, chance)) if what != "The team's page" else "",
                on=min(first + timedelta(days=3 * step), self.scene.today),
            )

    def _proposals(self, meeting: Meeting) -> Iterator[Proposal]:
        chance = self._chance("proposals", meeting)
        came = meeting.attendance or 0
        for each in self.chosen[meeting.id]:
            hands = chance.whole((came + 1) // 2, came)
            against = chance.whole(0, (came - hands) // 2)
            yield Proposal(
                id=self.scene.new_id(), meeting=meeting.id, title=each.title, theme=each.theme, hands_for=hands,
                hands_against=against, hands_neither=came - hands - against, priority=each.id,
            )  # fmt: skip
        if chance.happens(0.5):
            hands = chance.whole(0, came // 3)
            yield Proposal(
                id=self.scene.new_id(), meeting=meeting.id, title=chance.one(phrases("proposed")), hands_for=hands,
                hands_against=chance.whole(0, came - hands), hands_neither=0,
            )  # fmt: skip

    def _forms(self, meeting: Meeting) -> Iterator[Feedback]:
        ground, chance = self.known[meeting.beat], self._chance("forms", meeting)
        if (self.scene.today - day_of(meeting)).days > _FORMS or not chance.happens(_FILLED_IN):
            return
        for _ in range(min(chance.whole(3, 8), meeting.attendance or 0)):
            slots = Slots(ground, day_of(meeting), chance, self.neighbours)
            yield Feedback(
                id=self.scene.new_id(),
                meeting=meeting.id,
                beat=meeting.beat,
                on=day_of(meeting),
                heard_of_it=chance.one(phrases("told by")),
                worthwhile=chance.weighed(((5, 3), (4, 5), (3, 2), (2, 1))),
                listened=chance.weighed(((5, 4), (4, 4), (3, 2), (0, 1))),
                safe=chance.weighed(((5, 2), (4, 4), (3, 4), (2, 2), (1, 1))),
                known=chance.weighed(((5, 3), (4, 3), (3, 2), (2, 2), (1, 2))),
                next_priority=fill(chance.one(phrases("work on")), slots, chance) if chance.happens(0.7) else "",
                more=chance.one(phrases("form says")) if chance.happens(0.3) else "",
            )

    def _publication(self, meeting: Meeting, on: date) -> Publication:
        return Publication(
            id=self.scene.new_id(),
            paper="minutes",
            meeting=meeting.id,
            beat=meeting.beat,
            at=instant(on, 10),
            where="The team's page",
            fingerprint=self._chance("published", meeting).bytes(32).hex(),
        )

    def _captured(self, meeting: Meeting) -> Iterator[Concern]:
        """Yield what somebody typed in the room and nobody has sorted yet."""
        ground, chance = self.known[meeting.beat], self._chance("captured", meeting)
        slots = Slots(ground, day_of(meeting), chance, self.neighbours)
        for words in chance.some(phrases("captured"), chance.whole(3, 6)):
            yield Concern(
                id=self.scene.new_id(),
                beat=meeting.beat,
                raised_on=day_of(meeting),
                raised_at=meeting.id,
                said=fill(words, slots, chance),
                to_sort=chance.happens(0.8),
            )

    def _promises(self, meeting: Meeting) -> Iterator[Promise]:
        ground, chance = self.known[meeting.beat], self._chance("meeting promise", meeting)
        team = self.staff.on_beat(ground.beat.id, self.scene.today, Rank.PCSO, Rank.PC)
        if not team or not chance.happens(_PROMISED):
            return
        slots = Slots(ground, day_of(meeting), chance, self.neighbours)
        yield Promise(
            id=self.scene.new_id(),
            promised=fill(chance.one(phrases("meeting promise")), slots, chance),
            meeting=meeting.id,
            owner=chance.one(team).id,
            made_on=day_of(meeting),
            due_on=self.scene.today + timedelta(days=chance.whole(-3, 25)),
        )
