"""All the facts of a practice book for a day and a seed, in the changes in which they are to be written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from wehere_desktop.intake.practice.answers import answered
from wehere_desktop.intake.practice.closed_spells import closed_spells_of
from wehere_desktop.intake.practice.concerns import concerns_of, figures_of
from wehere_desktop.intake.practice.contacts import named_officers_of, people_of
from wehere_desktop.intake.practice.drop_ins import add_drop_ins
from wehere_desktop.intake.practice.evenings import Evenings, unclosed_meetings
from wehere_desktop.intake.practice.meetings import meetings_of, with_agendas
from wehere_desktop.intake.practice.owed import owed_of
from wehere_desktop.intake.practice.people import Names, Staff, staff_of
from wehere_desktop.intake.practice.places import settings_of
from wehere_desktop.intake.practice.priorities import priorities_of
from wehere_desktop.intake.practice.problems import problem_solving_of
from wehere_desktop.intake.practice.scene import Ground, PracticeGazetteer, Scene, ground_of
from wehere_desktop.intake.practice.tables import patches
from wehere_desktop.intake.practice.visits import visit_of_the_chief, visits_of
from wehere_desktop.neighbourhood.fact import Fact
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.officer import Officer, Rank

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from wehere_desktop.neighbourhood.contact import Contact, ContactRole
    from wehere_desktop.neighbourhood.force import Beat, Lpu
    from wehere_desktop.neighbourhood.place import NamedOfficer, Place

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class PracticeChange:
    """Facts that are written together, with the label of the change and the officer id of whoever writes it."""

    label: str
    by: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PracticeFacts:
    """A whole practice book, change by change; nothing refers to what a later change brings."""

    changes: tuple[PracticeChange, ...]

    def of(self, kind: type[F]) -> list[F]:
        """Return every fact of one kind, in the order in which they are written."""
        return [fact for change in self.changes for fact in change.facts if isinstance(fact, kind)]

    def count(self) -> int:
        """Return how many facts there are."""
        return sum(len(change.facts) for change in self.changes)


def practice_facts(
    today: date,
    *,
    lpus: Sequence[Lpu],
    beats: Sequence[Beat],
    first: Officer,
    first_lpu: str,
    gazetteer: PracticeGazetteer,
    new_id: Callable[[], str],
    seed: int = 2026,
    only: Collection[str] = (),
) -> PracticeFacts:
    """Return all the facts of a practice book: the same for the same day, seed, force structure and postcodes.

    `first` is the officer whose book it is, who is in it already and serves the unit with the id `first_lpu`.
    `only` keeps it to some beats by their police.uk ids, for a small one. Positions are WGS84 degrees, days local.
    Every person, telephone number and address in it is invented.
    """
    scene = Scene(today, seed, new_id, lpus)
    wanted = [beat for beat in beats if not only or beat.police_id in only]
    grounds = ground_of(scene, wanted, patches())
    names = Names(scene.chance("names"), first.name)
    staff = staff_of(scene, grounds, names, first, first_lpu)
    settings = settings_of(scene, grounds, beats, gazetteer)
    add_drop_ins(scene, grounds, settings, staff)
    people = people_of(scene, settings, names)
    named = named_officers_of(scene, settings, staff)
    meetings = meetings_of(scene, grounds, settings, staff)
    chosen = priorities_of(scene, grounds, settings, meetings, staff)
    writing = _Writing(scene, staff, first.id)
    writing.staff_changes()
    lpu_of = {ground.beat.id: ground.beat.lpu for ground in grounds}
    known = _beats_of_places([each.place for each in settings], people.contacts, people.roles, named)
    writing.by_unit("Name the places of {lpu} and who we know there", ((lpu_of[beat], fact) for beat, fact in known))
    talk: list[tuple[str, Fact]] = []
    unclosed = unclosed_meetings(scene, grounds, meetings.kept)
    evenings = Evenings(scene, grounds, settings, staff, chosen.priorities)
    met = [
        evenings.told(each, closed=each.life is MeetingLife.HELD and each.id not in unclosed)
        for each in with_agendas(scene, meetings, chosen.priorities, grounds)
    ]
    talk += [(each.beat, each) for each in met]
    talk += [(each.beat, each) for each in chosen.priorities]
    beat_of = {each.id: each.beat for each in chosen.priorities}
    talk += [(beat_of[each.priority], each) for each in chosen.updates]
    concerns = concerns_of(scene, grounds, settings, meetings)
    concerns = answered(scene, grounds, staff, chosen.priorities, concerns, unclosed)
    talk += [(each.beat, each) for each in concerns]
    writing.by_beat(grounds, "Keep the meetings, priorities and answers of {beat}", (Rank.PC, Rank.PCSO), talk)
    beat_at = {each.place.id: each.ground.beat.id for each in settings}
    logged = visits_of(scene, settings, staff, people)
    visits = [(beat_at[each.places[0]], each) for each in logged]
    writing.by_beat(grounds, "Log the visits on {beat}", (Rank.PCSO, Rank.PC), visits)
    owed = owed_of(scene, settings, staff, people, logged)
    writing.by_beat(grounds, "Keep what {beat} was promised, asked and answered", (Rank.PCSO, Rank.PC), owed)
    figures = figures_of(scene, grounds)
    worked = problem_solving_of(scene, grounds, settings, staff, chosen.priorities)
    writing.by_beat(grounds, "Keep what is done about the priorities of {beat}", (Rank.PC, Rank.PCSO), worked)
    left = evenings.left_behind(met)
    writing.by_beat(grounds, "Keep what the meetings of {beat} left behind", (Rank.PCSO, Rank.PC), left)
    writing.by_unit("Enter the figures for {lpu}", ((lpu_of[each.beat], each) for each in figures))
    writing.add("Enter the school holidays", first.id, closed_spells_of(scene))
    # The last change is the first officer's own and a small one, so that trying undo takes nothing much away.
    last = visit_of_the_chief(scene, settings, first.id, first_lpu)
    if last is not None:
        writing.add("Log the morning briefing", first.id, [last])
    return PracticeFacts(tuple(writing.changes))


def _beats_of_places(
    places: Iterable[Place], contacts: Iterable[Contact], roles: Sequence[ContactRole], named: Iterable[NamedOfficer]
) -> Iterator[tuple[str, Fact]]:
    beat_at = {}
    for place in places:
        beat_at[place.id] = place.beat
        yield place.beat, place
    place_of = {role.contact: role.place for role in roles}
    for contact in contacts:
        yield beat_at[place_of[contact.id]], contact
    for role in roles:
        yield beat_at[role.place], role
    for each in named:
        yield beat_at[each.place], each


class _Writing:
    """Gathers the changes, each signed by somebody who might have made it."""

    def __init__(self, scene: Scene, staff: Staff, first: str) -> None:
        self.scene = scene
        self.staff = staff
        self.first = first
        self.changes: list[PracticeChange] = []

    def add(self, label: str, by: str, facts: Sequence[Fact]) -> None:
        if facts:
            self.changes.append(PracticeChange(label, by, tuple(facts)))

    def staff_changes(self) -> None:
        """Post the chief inspectors first, then let each fill their own unit."""
        staff = self.staff
        chiefs = [each for each in staff.officers if each.rank is Rank.CHIEF_INSPECTOR]
        leading = {each.id for each in chiefs}
        postings = [each for each in staff.postings if each.officer in leading]
        self.add("Post the chief inspectors", self.first, [*chiefs, *postings])
        # A shared officer may serve two units, so everybody is there before any posting is.
        for lpu in self.scene.lpus:
            crew = [each for each in staff.officers if staff.unit_of[each.id] == lpu.id and each.id not in leading]
            self.add(f"Take in the officers of {lpu.name}", self._chief(lpu), crew)
        for lpu in self.scene.lpus:
            crew_ids = {each.id for each in staff.officers if staff.unit_of[each.id] == lpu.id} - leading
            postings = [each for each in staff.postings if each.officer in crew_ids]
            away = [each for each in staff.absences if each.officer in crew_ids]
            self.add(f"Post the officers of {lpu.name}", self._chief(lpu), [*postings, *away])

    def by_beat(
        self, grounds: Sequence[Ground], label: str, ranks: tuple[Rank, ...], facts: Iterable[tuple[str, Fact]]
    ) -> None:
        """Add one change for each beat, signed by its officer of the first of these ranks, else by a sergeant."""
        sorted_out: dict[str, list[Fact]] = defaultdict(list)
        for beat, fact in facts:
            sorted_out[beat].append(fact)
        for ground in grounds:
            by = self._signs(ground, ranks)
            self.add(label.format(beat=ground.beat.name), by, sorted_out[ground.beat.id])

    def by_unit(self, label: str, facts: Iterable[tuple[str, Fact]]) -> None:
        """Add one change for each unit, kind by kind, signed by its inspector."""
        sorted_out: dict[str, list[Fact]] = defaultdict(list)
        for lpu_id, fact in facts:
            sorted_out[lpu_id].append(fact)
        for lpu in self.scene.lpus:
            inspectors = self.staff.of_unit(lpu.id, Rank.INSPECTOR)
            self.add(label.format(lpu=lpu.name), inspectors[0].id if inspectors else self.first, sorted_out[lpu.id])

    def _signs(self, ground: Ground, ranks: tuple[Rank, ...]) -> str:
        for rank in ranks:
            team = self.staff.on_beat(ground.beat.id, self.scene.today, rank)
            if team:
                return team[0].id
        sergeants = self.staff.of_unit(ground.beat.lpu, Rank.SERGEANT)
        return sergeants[0].id if sergeants else self.first

    def _chief(self, lpu: Lpu) -> str:
        chiefs = self.staff.of_unit(lpu.id, Rank.CHIEF_INSPECTOR)
        return chiefs[0].id if chiefs else self.first
