"""The practice book's contact log: eighteen months of visits, written by people who do not write alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.days import on_or_before, over_christmas, suits
from wehere_desktop.intake.practice.people import Staff, voice_of
from wehere_desktop.intake.practice.phrases import fill
from wehere_desktop.intake.practice.places import Setting
from wehere_desktop.intake.practice.scene import DAYS_BACK, Scene
from wehere_desktop.intake.practice.slots import Neighbours, Slots
from wehere_desktop.intake.practice.tables import Situation, phrases, situations
from wehere_desktop.neighbourhood.officer import Officer, Rank
from wehere_desktop.neighbourhood.place import PlaceKind, frequency_of
from wehere_desktop.neighbourhood.visit import Channel, Formality, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.intake.practice.contacts import People
    from wehere_desktop.neighbourhood.contact import Contact, ContactRole

_STATES = (("in touch", 72), ("due", 10), ("late", 11), ("badly late", 4.5), ("never", 2.5))
_WHO_CALLS = {Rank.PCSO: 66, Rank.PC: 24, Rank.SERGEANT: 1.5, Rank.SPECIAL_CONSTABLE: 5}
_KEPT_PARTS = {"terse": 0.15, "plain": 0.5, "full": 0.9}
_SAME_PLACE_AGAIN, _SAME_BEAT_AGAIN = 270, 75
_HOURS = {
    PlaceKind.PUB: (17.0, 21.0),
    PlaceKind.YOUTH_CLUB: (17.0, 20.0),
    PlaceKind.PARK: (10.0, 19.0),
    PlaceKind.STABLES: (10.0, 18.0),
}
_SHORT_BREAK = 4
_NEW_IN_POST, _COLLEAGUE_AWAY = "new in post", "colleague away"
_SHORT_NOTE = 2
"""How many sentences a note of few words has."""
_USUAL_HOURS = (9.0, 16.5)
_ANYWHERE, _IN_SEASON, _WHEN_IT_IS_SO = 0.2, 2.0, 8.0
"""How likely something is beside what may always happen at such a place."""
_SHARED_ROUNDS = frozenset({"New team sheet", "Meeting poster"})


@dataclass(frozen=True, slots=True)
class _Call:
    """A visit to be written: when, where, and by whom."""

    on: date
    setting: Setting
    officer: Officer


def visits_of(scene: Scene, settings: Sequence[Setting], staff: Staff, people: People) -> list[Visit]:
    """Return all visits in the order of their days: most places in touch, some due, some late, a few never seen."""
    calls = sorted(
        (call for setting in settings for call in _calls(scene, setting, staff)),
        key=lambda call: (call.on, call.setting.ground.police_id, call.setting.place.name),
    )
    log = _Log(scene, settings, staff, people, {call.setting.place.id: call.on for call in calls})
    return [log.write(call) for call in calls]


def _calls(scene: Scene, setting: Setting, staff: Staff) -> Iterator[_Call]:
    """Yield the visits to one place, the latest first."""
    chance = scene.chance("calls", setting.ground.police_id, setting.place.name)
    every = frequency_of(setting.place)
    back = _days_since_last(setting, chance) if setting.days_since is None else setting.days_since
    exact = setting.days_since is not None
    while back is not None and back <= DAYS_BACK:
        on = scene.today - timedelta(days=back)
        on = on if exact else _fitting_day(on, setting.place.place_kind, chance)
        exact = False
        officer = _caller(setting, staff, on, chance)
        if officer is not None:
            yield _Call(on, setting, officer)
        gap = every * chance.part(0.6, 1.2) * (2 if chance.happens(0.07) else 1)
        back = (scene.today - on).days + max(3, round(gap))


def _fitting_day(on: date, kind: PlaceKind, chance: Chance) -> date:
    """Return a day up to this one on which somebody could be seen; before long holidays not all on the last day."""
    found = on_or_before(on, lambda day: suits(kind, day))
    if (on - found).days <= _SHORT_BREAK:
        return found
    return on_or_before(found - timedelta(days=chance.whole(0, 20)), lambda day: suits(kind, day))


def _days_since_last(setting: Setting, chance: Chance) -> int | None:
    """Return how long ago a place was last seen, or None for never; some places are always in touch, some never."""
    every = frequency_of(setting.place)
    state = chance.weighed(_STATES)
    # What every beat has, its school, church and hall, somebody has been to.
    if state == "never" and setting.recipe is not None and not setting.recipe.always:
        return None
    spans = {
        "in touch": (1, max(1, every - 8)),
        "due": (every - 7, every),
        "late": (every + 1, every + 20),
        "badly late": (every + 25, every + 90),
        "never": (every + 25, every + 90),
    }
    return chance.whole(*spans[state])


def _caller(setting: Setting, staff: Staff, on: date, chance: Chance) -> Officer | None:
    beat = setting.ground.beat
    team = [*staff.on_beat(beat.id, on), *staff.of_unit(beat.lpu, Rank.SERGEANT)]
    there = [each for each in team if each.rank in _WHO_CALLS and not staff.is_away(each.id, on)]
    return chance.weighed((each, _WHO_CALLS[each.rank]) for each in there) if there else None


def visit_of_the_chief(scene: Scene, settings: Sequence[Setting], first: str, first_lpu: str) -> Visit | None:
    """Return the one visit that the book's first officer has made, to a police base or whatever else the unit has."""
    own = [each for each in settings if each.ground.beat.lpu == first_lpu]
    bases = [each for each in own if each.place.place_kind is PlaceKind.POLICE_BASE] or own
    if not bases:
        return None
    on = on_or_before(scene.today - timedelta(days=2), lambda day: suits(PlaceKind.POLICE_BASE, day))
    return Visit(
        id=scene.new_id(),
        on=on,
        time="09:00",
        officer=first,
        places=(bases[0].place.id,),
        formality=Formality.FORMAL,
        purpose="Morning briefing",
        said="Went round the beats with the sergeants: who is away, who covers, and which meetings are next.",
        learnt="Two priorities have had no update for two months. Both will be told at the next meeting.",
    )


class _Log:
    """Writes one visit after another, so that nobody writes the same thing twice running."""

    def __init__(
        self, scene: Scene, settings: Sequence[Setting], staff: Staff, people: People, last: Mapping[str, date]
    ) -> None:
        self.scene = scene
        self._last = last
        self._others: dict[str, list[Setting]] = defaultdict(list)
        for setting in settings:
            self._others[setting.ground.beat.id].append(setting)
        self.staff = staff
        self.people = people
        self.neighbours = Neighbours(settings)
        self._at_place: dict[tuple[str, int], date] = {}
        self._on_beat: dict[tuple[str, int], date] = {}

    def write(self, call: _Call) -> Visit:
        setting, place, on = call.setting, call.setting.place, call.on
        chance = self.scene.chance("visit", setting.ground.police_id, place.name, on)
        happened = self._what_happened(call, chance)
        voice = voice_of(call.officer)
        seen = self._whom(call, happened, chance)
        team = [each for each in self.staff.on_beat(setting.ground.beat.id, on) if each.id != call.officer.id]
        away = self._away_mates(call)
        mates = away if happened.needs == _COLLEAGUE_AWAY else [each for each in team if each not in away]
        slots = Slots(
            setting.ground,
            on,
            chance,
            self.neighbours,
            at=setting,
            who=_spoken(*seen, chance) if seen else "",
            mates=mates,
            digits=voice == "terse",
        )
        kept = _KEPT_PARTS[voice]
        together = fill(f"{happened.said} ¶ {happened.learnt} ¶ {happened.public_line}", slots, chance, optional=kept)
        said, learnt, public_line = (part.strip() for part in together.split("¶"))
        said, learnt = _in_voice(said, learnt, voice, chance, in_person=happened.channel is Channel.IN_PERSON)
        told = public_line if chance.happens(0.6) else ""
        rounds = happened.purpose in _SHARED_ROUNDS and chance.happens(0.7)
        return Visit(
            id=self.scene.new_id(),
            on=on,
            time=slots.time if "{time:" in happened.said else _time_of(setting, happened, chance, voice),
            officer=call.officer.id,
            places=(place.id, *(self._further_stops(call, chance) if rounds else ())),
            contacts=(seen[0].id,) if seen else (),
            channel=happened.channel,
            formality=happened.formality,
            purpose=fill(happened.purpose, slots, chance),
            said=said,
            learnt=learnt,
            public_line=told,
            publishable=bool(told) and chance.happens(0.8),
        )

    def _further_stops(self, call: _Call, chance: Chance) -> list[str]:
        """Return one or two more places of a round with posters, none of which thereby gets back in touch."""
        fitting = [
            each.place.id
            for each in self._others[call.setting.ground.beat.id]
            if each is not call.setting
            and self._last.get(each.place.id, date.min) > call.on
            and suits(each.place.place_kind, call.on)
        ]
        return chance.some(fitting, chance.whole(1, 2))

    def _what_happened(self, call: _Call, chance: Chance) -> Situation:
        """Return what happened: fitting the place and the season, and not what was written there of late."""
        place, beat = call.setting.place.id, call.setting.ground.beat.id
        fitting = _situations_at(call.setting.place.place_kind, call.setting.flavour)
        happened = chance.weighed((each, self._likeliness(each, call)) for each in fitting)
        self._at_place[place, happened.number] = call.on
        self._on_beat[beat, happened.number] = call.on
        return happened

    def _likeliness(self, each: Situation, call: _Call) -> float:
        """Return how likely a situation is to be what happened, 0 if it cannot be."""
        if not each.season.holds(call.on) or (each.formality is Formality.FORMAL and over_christmas(call.on)):
            return 0.0
        likely = each.weight * (_ANYWHERE if each.kind == "any" else _IN_SEASON if each.season.special else 1.0)
        if each.needs:
            likely = _WHEN_IT_IS_SO if self._is_so(each.needs, call) else 0.0
        here = self._at_place.get((call.setting.place.id, each.number))
        if here is not None and (call.on - here).days < _SAME_PLACE_AGAIN:
            likely *= 0.01
        nearby = self._on_beat.get((call.setting.ground.beat.id, each.number))
        if nearby is not None and (call.on - nearby).days < _SAME_BEAT_AGAIN:
            likely *= 0.1
        return likely

    def _is_so(self, needs: str, call: _Call) -> bool:
        """Say whether what a situation needs was so on the day: somebody new in post, or a colleague away."""
        beat = call.setting.ground.beat.id
        if needs == _NEW_IN_POST:
            return self.staff.is_new_on_beat(call.officer.id, beat, call.on)
        return bool(self._away_mates(call))

    def _away_mates(self, call: _Call) -> list[Officer]:
        team = self.staff.on_beat(call.setting.ground.beat.id, call.on, Rank.PCSO, Rank.PC)
        return [each for each in team if each.id != call.officer.id and self.staff.is_away(each.id, call.on)]

    def _whom(self, call: _Call, happened: Situation, chance: Chance) -> tuple[Contact, ContactRole] | None:
        """Return who was seen, if the wording speaks of somebody and somebody is known there."""
        if "{who}" not in (happened.said + happened.learnt).lower():
            return None
        known = self.people.known(call.setting.place.id, call.on)
        return chance.weighed((each, 5 - at) for at, each in enumerate(known)) if known else None


@cache
def _situations_at(kind: PlaceKind, flavour: str) -> tuple[Situation, ...]:
    return tuple(each for each in situations() if each.kind in {kind, "any"} and each.flavour in {"", flavour})


def _spoken(contact: Contact, role: ContactRole, chance: Chance) -> str:
    first = contact.name.partition(" ")[0]
    return chance.weighed(((contact.name, 40), (first, 35), (f"the {role.role}", 15), (f"{first} ({role.role})", 10)))


def _in_voice(said: str, learnt: str, voice: str, chance: Chance, *, in_person: bool) -> tuple[str, str]:
    """Return what was said and learnt as this officer would put it: shorter, as it is, or with a line more."""
    if voice == "terse":
        sentences = said.split(". ")
        if len(sentences) > _SHORT_NOTE and chance.happens(0.5):
            said = ". ".join(sentences[:2]) + "."
        if chance.happens(0.12):
            said = f"{said} {chance.one(phrases('closer', 'terse'))}"
        return said, learnt if chance.happens(0.4) else ""
    if voice == "full" and in_person and chance.happens(0.14):
        said = f"{said} {chance.one(phrases('closer', 'full'))}"
    return said, learnt if chance.happens(0.85) else ""


def _time_of(setting: Setting, happened: Situation, chance: Chance, voice: str) -> str:
    if happened.hours is None and (
        happened.channel in {Channel.EMAIL, Channel.LETTER} or chance.happens(0.35 if voice == "terse" else 0.15)
    ):
        return ""
    first, last = happened.hours or _HOURS.get(setting.place.place_kind, _USUAL_HOURS)
    minutes = chance.whole(round(first * 12), round(last * 12)) * 5
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
