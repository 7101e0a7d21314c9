"""The practice book's contacts: invented people in fitting roles, and the officers named for each place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.phrases import fill
from wehere_desktop.intake.practice.scene import Scene, mailbox
from wehere_desktop.intake.practice.tables import phrases, rows
from wehere_desktop.neighbourhood.contact import Contact, ContactRole, LawfulBasis
from wehere_desktop.neighbourhood.officer import Officer, Posting, Rank, holds_on
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.intake.practice.people import Names, Staff
    from wehere_desktop.intake.practice.places import Setting

_HOW_MANY = ((0, 10), (1, 46), (2, 32), (3, 12))
_DUTIES = (Duty.MAIN, Duty.DEPUTY, Duty.OUT_OF_HOURS)
_NOBODY_NAMED = 0.05
_HAS_DEPUTY = 0.6
_KEY = 0.24
"""The share of main contacts in the Key Individual Network: about one in seven of everybody known."""
_WRITTEN_TWICE = 0.012
"""The share of people who were written down a second time by somebody else, with an initial."""


@dataclass(slots=True)
class People:
    """Everybody known at the places, and who is known where."""

    contacts: list[Contact] = field(default_factory=list)
    roles: list[ContactRole] = field(default_factory=list)
    at_place: dict[str, list[tuple[Contact, ContactRole]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, contact: Contact, role: ContactRole) -> None:
        """Take in a contact with a role."""
        self.contacts.append(contact)
        self.roles.append(role)
        self.at_place[role.place].append((contact, role))

    def known(self, place: str, day: date) -> list[tuple[Contact, ContactRole]]:
        """Return who is in a role at a place on a day."""
        return [each for each in self.at_place[place] if holds_on(each[1].starts, each[1].ends, day)]


def people_of(scene: Scene, settings: Sequence[Setting], names: Names) -> People:
    """Return the contacts at the places, about three for every two of them, with their roles."""
    people = People()
    shown: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows("shown_contacts"):
        shown[row["beat"], row["place"]].append(row)
    for setting in settings:
        listed = shown.get((setting.ground.police_id, setting.place.name), [])
        chance = scene.chance("contacts", setting.ground.police_id, setting.place.name)
        if listed:
            for row in listed:
                _add_shown(scene, people, setting, row, chance)
        elif setting.recipe is not None:
            count = chance.weighed(_HOW_MANY)
            for role, duty in zip(chance.some(setting.recipe.roles, count), _DUTIES, strict=False):
                _add(scene, people, setting, names.next(), role=role, duty=duty, chance=chance)
            if count and chance.happens(0.08):
                _add_predecessor(scene, people, setting, names, chance)
            if count and chance.happens(_WRITTEN_TWICE):
                _add_again(scene, people, setting)
    return people


def _add(scene: Scene, people: People, setting: Setting, name: str, *, role: str, duty: Duty, chance: Chance) -> None:
    mobile = scene.telephones.mobile() if chance.happens(0.4) else ""
    email = mailbox(name) if not mobile or chance.happens(0.4) else ""
    channels = (["telephone"] if setting.place.phone else []) + (["mobile"] if mobile else []) + ["in person"]
    contact = Contact(
        id=scene.new_id(),
        name=name,
        organisation=setting.place.name,
        phone=setting.place.phone,
        mobile=mobile,
        email=email,
        prefers=chance.one(channels + (["e-mail"] if email else [])),
        language=chance.one(phrases("language")) if chance.happens(0.04) else "",
        best_times=chance.one(phrases("best times")) if chance.happens(0.6) else "",
        key_individual=duty is Duty.MAIN and chance.happens(_KEY),
        publishable=chance.happens(0.3),
        basis=chance.weighed(
            ((LawfulBasis.PUBLIC_TASK, 80), (LawfulBasis.CONSENT, 15), (LawfulBasis.LEGITIMATE_INTERESTS, 5))
        ),
        source=chance.one(phrases("source")),
        review_on=scene.today + timedelta(days=chance.whole(-40, 700)),
        notes=_note(setting, chance) if chance.happens(0.35) else "",
    )
    starts = scene.today - timedelta(days=chance.whole(30, 1800))
    people.add(contact, _role(scene, contact, setting, role, duty=duty, starts=starts))


def _note(setting: Setting, chance: Chance) -> str:
    return fill(chance.one(phrases("contact note")), lambda _slot, _behind: chance.one(setting.ground.streets), chance)


def _add_shown(scene: Scene, people: People, setting: Setting, row: dict[str, str], chance: Chance) -> None:
    contact = Contact(
        id=scene.new_id(),
        name=row["name"],
        organisation=setting.place.name,
        phone=row["phone"] or setting.place.phone,
        mobile="" if row["phone"] else scene.telephones.mobile(),
        email=mailbox(row["name"]),
        prefers="telephone",
        best_times=row["best times"],
        key_individual=row["key individual"] == "yes",
        publishable=row["publishable"] == "yes",
        source="Met in person",
        review_on=scene.today + timedelta(days=chance.whole(60, 400)),
        notes=row["note"],
    )
    starts = scene.today - timedelta(days=chance.whole(200, 1200))
    people.add(contact, _role(scene, contact, setting, row["role"], duty=Duty(row["duty"]), starts=starts))


def _add_predecessor(scene: Scene, people: People, setting: Setting, names: Names, chance: Chance) -> None:
    """Add somebody who was in the first contact's role before, so that a role's history can be seen."""
    _, role = people.at_place[setting.place.id][0]
    if role.starts is None:
        return
    name = names.next()
    contact = Contact(
        id=scene.new_id(),
        name=name,
        organisation=setting.place.name,
        source="Handed over by the last PCSO",
        review_on=scene.today + timedelta(days=chance.whole(-90, 90)),
        notes="Has moved on.",
    )
    ends = role.starts - timedelta(days=chance.whole(1, 40))
    starts = ends - timedelta(days=chance.whole(200, 1500))
    people.add(contact, _role(scene, contact, setting, role.role, duty=Duty.MAIN, starts=starts, ends=ends))


def _add_again(scene: Scene, people: People, setting: Setting) -> None:
    """Add the first contact once more as a hurried colleague would, so that there is a pair to merge."""
    first, role = people.at_place[setting.place.id][0]
    given, _, family = first.name.partition(" ")
    contact = Contact(
        id=scene.new_id(),
        name=f"{given[0]} {family}",
        organisation=setting.place.name,
        phone=first.phone,
        email=first.email,
        source="Handed over by the last PCSO",
        review_on=scene.today + timedelta(days=30),
    )
    people.add(contact, _role(scene, contact, setting, role.role, duty=Duty.MAIN, starts=role.starts or scene.today))


def _role(
    scene: Scene, contact: Contact, setting: Setting, role: str, *, duty: Duty, starts: date, ends: date | None = None
) -> ContactRole:
    return ContactRole(
        id=scene.new_id(),
        contact=contact.id,
        place=setting.place.id,
        role=role,
        duty=duty,
        publishable=contact.publishable,
        starts=starts,
        ends=ends,
    )


def named_officers_of(scene: Scene, settings: Sequence[Setting], staff: Staff) -> list[NamedOfficer]:
    """Return who is and was the named officer of each place: usually the beat's PCSO, with the PC behind them."""
    found: list[NamedOfficer] = []
    for setting in settings:
        chance = scene.chance("named", setting.ground.police_id, setting.place.name)
        if setting.named == "nobody" or (not setting.named and chance.happens(_NOBODY_NAMED)):
            continue
        beat = setting.ground.beat.id
        first, second = staff.spells(beat, Rank.PCSO), staff.spells(beat, Rank.PC)
        if not first or (not setting.named and second and chance.happens(0.2)):
            first, second = second, first
        found += [_named(scene, setting, spell, Duty.MAIN) for spell in first]
        if setting.named == "both" or (not setting.named and chance.happens(_HAS_DEPUTY)):
            found += [_named(scene, setting, spell, Duty.DEPUTY) for spell in second]
    return found


def _named(scene: Scene, setting: Setting, spell: tuple[Officer, Posting], duty: Duty) -> NamedOfficer:
    officer, posting = spell
    return NamedOfficer(
        id=scene.new_id(),
        place=setting.place.id,
        officer=officer.id,
        duty=duty,
        starts=posting.starts,
        ends=posting.ends,
    )
