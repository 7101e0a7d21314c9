"""The practice book's officers: invented names from Cheshire's real mix, their postings, and who is away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.chance import Chance
from wehere_desktop.intake.practice.phrases import slug
from wehere_desktop.intake.practice.scene import DAYS_BACK, Ground, Scene, mailbox
from wehere_desktop.intake.practice.tables import phrases, rows, split
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting, Rank, holds_on

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.force import Lpu

VACANT = {Rank.PCSO: 0.065, Rank.PC: 0.05}
"""The share of beats that wait for somebody in the post."""
SHARED = 0.07
"""The share of PCs who also look after the next beat."""
MOVED_ON = 0.24
"""The share of beat posts that changed hands within the eighteen months."""
NOBODY_AT_ALL = frozenset({"CB05", "BE01"})
"""Beats on which both posts are vacant, so that the gap shows."""

_EARLIEST = date(2022, 1, 10)
_AWAY_NOW = 0.09
_ABSENCE_DAYS = {"Training week": 4, "First aid course": 2, "Driving course": 9, "Court": 1, "Parental leave": 60}
_LEAVE = (6, 15)
_NEW_FOR = 56


@dataclass(slots=True)
class Staff:
    """Everybody in post, and the questions the rest of the practice book asks about them."""

    officers: list[Officer] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    unit_of: dict[str, str] = field(default_factory=dict)
    _by_unit: dict[tuple[str, Rank], list[Officer]] = field(default_factory=lambda: defaultdict(list))
    _by_beat: dict[str, list[tuple[Officer, Posting]]] = field(default_factory=lambda: defaultdict(list))
    _away: dict[str, list[Absence]] = field(default_factory=lambda: defaultdict(list))

    def add(self, officer: Officer, posting: Posting, lpu: str) -> None:
        """Take in an officer (who may be known already) with one more posting, serving a unit."""
        if officer.id not in self.unit_of:
            self.officers.append(officer)
            self._by_unit[lpu, officer.rank].append(officer)
            self.unit_of[officer.id] = lpu
        self.postings.append(posting)
        if posting.beat:
            self._by_beat[posting.beat].append((officer, posting))

    def send_away(self, absence: Absence) -> None:
        """Take in an absence."""
        self.absences.append(absence)
        self._away[absence.officer].append(absence)

    def is_away(self, officer: str, day: date) -> bool:
        """Say whether an officer is away on a day."""
        return any(holds_on(each.starts, each.ends, day) for each in self._away[officer])

    def on_beat(self, beat: str, day: date, *ranks: Rank) -> list[Officer]:
        """Return who is posted to a beat on a day, of these ranks or of any."""
        return [
            officer
            for officer, posting in self._by_beat[beat]
            if holds_on(posting.starts, posting.ends, day) and (not ranks or officer.rank in ranks)
        ]

    def spells(self, beat: str, *ranks: Rank) -> list[tuple[Officer, Posting]]:
        """Return every posting to a beat with its officer, the earliest first."""
        found = [each for each in self._by_beat[beat] if each[0].rank in ranks]
        return sorted(found, key=lambda each: (each[1].starts or _EARLIEST, each[1].id))

    def of_unit(self, lpu: str, *ranks: Rank) -> list[Officer]:
        """Return the officers of these ranks who serve a unit."""
        return [each for rank in ranks for each in self._by_unit[lpu, rank]]

    def is_new_on_beat(self, officer: str, beat: str, day: date) -> bool:
        """Say whether an officer came to a beat within the eight weeks before a day."""
        return any(
            each.id == officer and posting.starts is not None and 0 <= (day - posting.starts).days <= _NEW_FOR
            for each, posting in self._by_beat[beat]
        )


class Names:
    """Gives out invented names, each once."""

    def __init__(self, chance: Chance, *taken: str) -> None:
        """Start with the names of the shown people and some others taken."""
        self._chance = chance
        self._given = {row["name"] for row in (*rows("shown_officers"), *rows("shown_contacts"))} | set(taken)

    def next(self) -> str:
        """Return a first and a family name that go together and have not been given before."""
        while True:
            _, firsts, families = self._chance.weighed((each, each[0]) for each in _heritages())
            name = f"{self._chance.one(firsts)} {self._chance.one(families)}"
            if name not in self._given:
                self._given.add(name)
                return name


@cache
def _heritages() -> tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (int(row["weight"]), split(row["first names"], ","), split(row["family names"], ",")) for row in rows("people")
    )


class Recruiting:
    """Fills the posts of the force, one after another."""

    def __init__(self, scene: Scene, names: Names) -> None:
        """Recruit for a scene, taking names from one place so that none is given twice."""
        self.scene = scene
        self.names = names
        self.staff = Staff()
        self._shown = {row["post"]: row for row in rows("shown_officers")}
        taken = {row["number"] for row in self._shown.values()}
        self._numbers = scene.chance("numbers").shuffled(
            str(each) for each in range(2001, 9999) if str(each) not in taken
        )

    def recruit(self, rank: Rank, started: date, *, post: str = "", ended: date | None = None) -> Officer:
        """Return a new officer, who left after `ended` if given; the shown one where the tables name somebody."""
        shown = self._shown.get(post, {})
        name = shown.get("name") or self.names.next()
        phone = shown.get("phone") or ("" if rank is Rank.VOLUNTEER else self.scene.telephones.mobile())
        return Officer(
            id=self.scene.new_id(),
            name=name,
            rank=rank,
            number="" if rank is Rank.VOLUNTEER else shown.get("number") or self._numbers.pop(),
            phone=phone,
            email=mailbox(name),
            drop_in=shown.get("drop in", ""),
            started=started,
            ended=ended,
        )

    def post_to_unit(self, officer: Officer, lpu: Lpu, starts: date) -> None:
        """Post an officer to a whole unit."""
        self.staff.add(officer, Posting(id=self.scene.new_id(), officer=officer.id, lpu=lpu.id, starts=starts), lpu.id)

    def post_to_beat(self, officer: Officer, ground: Ground, starts: date, ends: date | None = None) -> None:
        """Post an officer to a beat, until a day or for the time being."""
        posting = Posting(id=self.scene.new_id(), officer=officer.id, beat=ground.beat.id, starts=starts, ends=ends)
        self.staff.add(officer, posting, ground.beat.lpu)


def staff_of(scene: Scene, grounds: tuple[Ground, ...], names: Names, first: Officer, first_lpu: str) -> Staff:
    """Return everybody in post: the book's first officer leads or joins their unit, the others are invented."""
    recruiting = Recruiting(scene, names)
    recruiting.staff.unit_of[first.id] = first_lpu
    for lpu in scene.lpus:
        _fill_unit(recruiting, lpu, has_chief=first.rank is Rank.CHIEF_INSPECTOR and lpu.id == first_lpu)
    for before, ground in zip((None, *grounds), grounds, strict=False):
        _fill_beat(recruiting, ground, before)
    _send_some_away(scene, recruiting.staff, grounds)
    return recruiting.staff


def _fill_unit(recruiting: Recruiting, lpu: Lpu, *, has_chief: bool) -> None:
    chance = recruiting.scene.chance("unit", lpu.name)
    wanted = [Rank.INSPECTOR, *[Rank.SERGEANT] * chance.whole(2, 3)]
    for rank in wanted if has_chief else [Rank.CHIEF_INSPECTOR, *wanted]:
        starts = _long_ago(recruiting.scene, chance)
        recruiting.post_to_unit(recruiting.recruit(rank, _joined(starts, chance)), lpu, starts)


def _fill_beat(recruiting: Recruiting, ground: Ground, before: Ground | None) -> None:
    scene, staff = recruiting.scene, recruiting.staff
    shown = any(row["post"].split()[0] == ground.police_id for row in rows("shown_officers"))
    for rank in (Rank.PCSO, Rank.PC):
        chance = scene.chance("post", ground.police_id, rank)
        if ground.police_id in NOBODY_AT_ALL or (not shown and chance.happens(VACANT[rank])):
            continue
        neighbours = staff.on_beat(before.beat.id, scene.today, rank) if before else []
        if rank is Rank.PC and not shown and neighbours and chance.happens(SHARED):
            recruiting.post_to_beat(neighbours[0], ground, _long_ago(scene, chance))
            continue
        starts = _long_ago(scene, chance)
        if not shown and chance.happens(MOVED_ON):
            left = scene.today - timedelta(days=chance.whole(25, DAYS_BACK - 60))
            leaver = recruiting.recruit(rank, _joined(starts, chance), ended=left)
            recruiting.post_to_beat(leaver, ground, starts, left)
            starts = left + timedelta(days=chance.one((1, 1, 3, 8, 15)))
        post = f"{ground.police_id} {rank}"
        recruiting.post_to_beat(recruiting.recruit(rank, _joined(starts, chance), post=post), ground, starts)
    chance = scene.chance("others", ground.police_id)
    for rank, share in ((Rank.SPECIAL_CONSTABLE, 0.2), (Rank.VOLUNTEER, 0.12)):
        if chance.happens(share) and ground.police_id not in NOBODY_AT_ALL:
            starts = _long_ago(scene, chance)
            recruiting.post_to_beat(recruiting.recruit(rank, starts), ground, starts)


def _long_ago(scene: Scene, chance: Chance) -> date:
    longest = max(DAYS_BACK + 30, (scene.today - _EARLIEST).days)
    return scene.today - timedelta(days=chance.whole(DAYS_BACK + 5, longest))


def _joined(starts: date, chance: Chance) -> date:
    return starts - timedelta(days=chance.whole(0, 2500))


def _send_some_away(scene: Scene, staff: Staff, grounds: tuple[Ground, ...]) -> None:
    """Put leave and training into the year behind and round the day itself, with the beat's other officer covering."""
    shown = {f"{row['post']} {row['name']}" for row in rows("shown_officers") if row["absence"]}
    seen: set[str] = set()
    for ground in grounds:
        team = staff.on_beat(ground.beat.id, scene.today, Rank.PCSO, Rank.PC)
        for officer in team:
            if officer.id in seen:
                continue
            seen.add(officer.id)
            chance = scene.chance("away", ground.police_id, officer.rank)
            # Whoever covers must be there, so only one of a pair is away at a time.
            colleagues = [each.id for each in team if each is not officer and not staff.is_away(each.id, scene.today)]
            cover = colleagues[0] if colleagues else ""
            if f"{ground.police_id} {officer.rank} {officer.name}" in shown:
                _away(
                    scene,
                    staff,
                    officer,
                    scene.today - timedelta(days=5),
                    _monday_in(scene.today, weeks=6),
                    cover=cover,
                )
            elif (cover or len(team) == 1) and chance.happens(_AWAY_NOW):
                reason = chance.one(phrases("absence"))
                starts = scene.today - timedelta(days=chance.whole(0, 3))
                _away(
                    scene,
                    staff,
                    officer,
                    starts,
                    starts + timedelta(days=_length(reason, chance)),
                    cover=cover,
                    reason=reason,
                )
            for months in (3, 9, 14):
                if chance.happens(0.25):
                    reason = chance.one(phrases("absence"))
                    starts = scene.today - timedelta(days=30 * months + chance.whole(0, 25))
                    ends = min(starts + timedelta(days=_length(reason, chance)), starts + timedelta(days=20))
                    _away(scene, staff, officer, starts, ends, cover=cover, reason=reason)


def _length(reason: str, chance: Chance) -> int:
    return _ABSENCE_DAYS.get(reason) or chance.whole(*_LEAVE)


def _monday_in(day: date, *, weeks: int) -> date:
    later = day + timedelta(weeks=weeks)
    return later + timedelta(days=-later.weekday() % 7)


def _away(
    scene: Scene, staff: Staff, officer: Officer, starts: date, ends: date, *, cover: str, reason: str = "Annual leave"
) -> None:
    absence = Absence(id=scene.new_id(), officer=officer.id, starts=starts, ends=ends, cover=cover, reason=reason)
    staff.send_away(absence)


def voice_of(officer: Officer) -> str:
    """Return how an officer writes, for good: terse, plain or full."""
    return Chance("voice", slug(officer.name)).weighed((("terse", 30), ("plain", 45), ("full", 25)))
