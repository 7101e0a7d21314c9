"""What the practice book's teams owe: promises, queries, snoozes, access notes, and the quarter's questionnaires."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.intake.practice.days import instant
from wehere_desktop.intake.practice.phrases import fill
from wehere_desktop.intake.practice.tables import phrases
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.answer_numbers import BEST
from wehere_desktop.neighbourhood.key_individual import QUESTIONS, quarter_of
from wehere_desktop.neighbourhood.officer import Rank, holds_on
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife
from wehere_desktop.neighbourhood.query import ANSWER_WITHIN, Query
from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.neighbourhood.visit import Channel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.intake.practice.contacts import People
    from wehere_desktop.intake.practice.people import Staff
    from wehere_desktop.intake.practice.places import Setting
    from wehere_desktop.intake.practice.scene import Ground, Scene
    from wehere_desktop.neighbourhood.contact import Contact, ContactRole
    from wehere_desktop.neighbourhood.fact import Fact
    from wehere_desktop.neighbourhood.officer import Officer
    from wehere_desktop.neighbourhood.visit import Visit

PROMISES_FROM = 75
"""How many days back a visit may lie whose promise is told."""

_STANDS = (("late", 14), ("soon", 22), ("later", 10), ("no day", 6), ("kept", 42), ("could not", 6))
_PROMISED = 0.2
_QUARTERS = 4
_ASKED, _ASKED_UNSEEN = 0.85, 0.3
_OPEN_QUERY, _ANSWERED_LATE = 0.4, 0.15


def owed_of(
    scene: Scene, settings: Sequence[Setting], staff: Staff, people: People, visits: Sequence[Visit]
) -> Iterator[tuple[str, Fact]]:
    """Yield what the teams owe and what they have noted, each with the id of its beat."""
    at = {each.place.id: each for each in settings}
    seen: dict[str, list[date]] = defaultdict(list)
    for visit in visits:
        for contact_id in visit.contacts if visit.on is not None else ():
            seen[contact_id].append(visit.on or scene.today)
        yield from _promise(scene, at[visit.places[0]], staff, visit)
    for setting in settings:
        chance = scene.chance("owed", setting.ground.police_id, setting.place.name)
        beat = setting.ground.beat.id
        yield from ((beat, each) for each in _access(scene, setting, chance))
        known = [contact for contact, _ in people.known(setting.place.id, scene.today)]
        yield from ((beat, each) for each in _queries(scene, setting, staff, known, chance))
        yield from ((beat, each) for each in _snoozes(scene, setting, known, chance))
        for contact, role in people.at_place[setting.place.id]:
            if contact.key_individual and holds_on(role.starts, role.ends, scene.today):
                yield from (
                    (beat, each) for each in _questionnaires(scene, setting, staff, contact, role, seen[contact.id])
                )


def _said(name: str, ground: Ground, chance: Chance) -> str:
    return fill(chance.one(phrases(name)), lambda _slot, _behind: chance.one(ground.streets), chance)


def _team(staff: Staff, ground: Ground, day: date) -> list[Officer]:
    """Return who could have done something on a beat on a day: its officers, else the unit's sergeants."""
    on_beat = staff.on_beat(ground.beat.id, day, Rank.PCSO) + staff.on_beat(ground.beat.id, day, Rank.PC)
    return on_beat or staff.of_unit(ground.beat.lpu, Rank.SERGEANT)


def _promise(scene: Scene, setting: Setting, staff: Staff, visit: Visit) -> Iterator[tuple[str, Fact]]:
    if visit.on is None or (scene.today - visit.on).days > PROMISES_FROM:
        return
    ground = setting.ground
    chance = scene.chance("promise", ground.police_id, setting.place.name, visit.on)
    if not chance.happens(_PROMISED):
        return
    stands = chance.weighed(_STANDS)
    team = _team(staff, ground, scene.today)
    # Who made it keeps it, unless they have moved on since
    owner = visit.officer if visit.officer in {each.id for each in team} or not team else chance.one(team).id
    due = {
        "late": scene.today - timedelta(days=chance.whole(1, 12)),
        "soon": scene.today + timedelta(days=chance.whole(0, 7)),
        "later": scene.today + timedelta(days=chance.whole(8, 28)),
        "no day": None,
    }.get(stands, visit.on + timedelta(days=chance.whole(3, 14)))
    if due is not None and due < visit.on:
        due = visit.on
    closed = min(visit.on + timedelta(days=chance.whole(1, 16)), scene.today - timedelta(days=1))
    life = {"kept": PromiseLife.KEPT, "could not": PromiseLife.COULD_NOT}.get(stands, PromiseLife.OPEN)
    over = life is not PromiseLife.OPEN
    yield (
        ground.beat.id,
        Promise(
            id=scene.new_id(),
            promised=_said("promise", ground, chance),
            visit=visit.id,
            place=setting.place.id,
            contact=visit.contacts[0] if visit.contacts else "",
            owner=owner,
            made_on=visit.on,
            due_on=due,
            due_time=chance.one(("10:00", "14:30", "18:00")) if stands == "soon" and chance.happens(0.3) else "",
            life=life,
            closed_on=max(closed, visit.on) if over else None,
            outcome=_said(f"promise {life.value}", ground, chance) if over else "",
        ),
    )


def _queries(scene: Scene, setting: Setting, staff: Staff, known: Sequence[Contact], chance: Chance) -> Iterator[Query]:
    team = _team(staff, setting.ground, scene.today)
    if not known or not team:
        return
    # Open ones came within the last four days, so that some are fresh, some near their end and a few late
    if chance.happens(_OPEN_QUERY / 5):
        hours = chance.whole(3, 88)
        yield _query(scene, setting, chance.one(team), chance.one(known), hours, chance)
    if chance.happens(0.35):
        query = _query(scene, setting, chance.one(team), chance.one(known), 24 * chance.whole(6, 80), chance)
        late = chance.happens(_ANSWERED_LATE)
        after = ANSWER_WITHIN + timedelta(hours=chance.whole(2, 40)) if late else timedelta(hours=chance.whole(1, 60))
        yield _answered(query, after, _said("query answer", setting.ground, chance), chance if late else None)


def _query(scene: Scene, setting: Setting, owner: Officer, contact: Contact, hours: int, chance: Chance) -> Query:
    return Query(
        id=scene.new_id(),
        question=_said("query", setting.ground, chance),
        received=instant(scene.today, 9) - timedelta(hours=hours),
        channel=chance.weighed(((Channel.EMAIL, 50), (Channel.TELEPHONE, 35), (Channel.IN_PERSON, 15))),
        place=setting.place.id,
        contact=contact.id,
        beat=setting.ground.beat.id,
        owner=owner.id,
    )


def _answered(query: Query, after: timedelta, answer: str, late: Chance | None) -> Query:
    answered = query.received + after if query.received is not None else None
    why = late.one(phrases("why late")) if late is not None else ""
    return replace(query, answered=answered, answer=answer, why_late=why)


def _snoozes(scene: Scene, setting: Setting, known: Sequence[Contact], chance: Chance) -> Iterator[Snooze]:
    spell: dict[str, Any] = {
        "starts": scene.today - timedelta(days=chance.whole(0, 12)),
        "until": scene.today + timedelta(days=chance.whole(3, 30)),
    }
    if chance.happens(0.03):
        reason = _said("snooze place", setting.ground, chance)
        yield Snooze(id=scene.new_id(), place=setting.place.id, reason=reason, **spell)
    elif known and known[0].key_individual and chance.happens(0.06):
        reason = _said("snooze person", setting.ground, chance)
        yield Snooze(id=scene.new_id(), contact=known[0].id, reason=reason, **spell)


def _access(scene: Scene, setting: Setting, chance: Chance) -> Iterator[AccessNote]:
    if chance.happens(0.16):
        until = scene.today + timedelta(days=chance.whole(-40, 60)) if chance.happens(0.4) else None
        starts = scene.today - timedelta(days=chance.whole(60, 400))
        note = _said("access note", setting.ground, chance)
        yield AccessNote(id=scene.new_id(), place=setting.place.id, note=note, starts=starts, until=until)
    if chance.happens(0.03):
        note = _said("access warning", setting.ground, chance)
        yield AccessNote(
            id=scene.new_id(), place=setting.place.id, note=note, warning=True, starts=scene.today - timedelta(days=90)
        )


def _questionnaires(
    scene: Scene, setting: Setting, staff: Staff, contact: Contact, role: ContactRole, days: Sequence[date]
) -> Iterator[Questionnaire]:
    """Yield what a Key Individual answered in each of the last quarters, in some of them nothing."""
    ground = setting.ground
    chance = scene.chance("questionnaires", ground.police_id, setting.place.name, contact.name)
    usual = {name: chance.part(2.0, 4.4) for name in QUESTIONS}
    way = chance.part(-0.25, 0.35)
    quarters = [quarter_of(scene.today)]
    for _ in range(_QUARTERS):
        quarters.append(quarters[-1].before())
    for step, quarter in enumerate(reversed(quarters)):
        now = quarter is quarters[0]
        last = min(quarter.last, scene.today - timedelta(days=1))
        # Being asked is being seen: on the day of a visit, seldom on another, and then not of late
        seen = [day for day in days if quarter.first <= day <= last]
        asked = chance.happens(_ASKED if seen else 0.0 if now else _ASKED_UNSEEN)
        if not asked or last < quarter.first:
            continue
        on = chance.one(seen or [quarter.first + timedelta(days=chance.whole(0, (last - quarter.first).days))])
        team = _team(staff, ground, on)
        answers: dict[str, Any] = {
            name: min(max(round(mean + way * step + chance.part(-0.9, 0.9)), 1), BEST) for name, mean in usual.items()
        }
        matters = _said("matters", ground, chance) if chance.happens(0.8) else ""
        lately = _said("better or worse", ground, chance) if chance.happens(0.5) else ""
        if role.starts is None or on >= role.starts:
            yield Questionnaire(
                id=scene.new_id(),
                contact=contact.id,
                on=on,
                officer=chance.one(team).id if team else "",
                matters=matters,
                changed_lately=lately,
                **answers,
            )
