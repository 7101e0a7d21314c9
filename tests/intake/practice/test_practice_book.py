"""The practice book holds together, is the same for a given day, and reads like real work."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, still_world
from tests.intake.practice.practice_force import A_FEW, DottedGazetteer, Force, few_of_force, made, part_of_force
from wehere_desktop.intake.practice import make_practice_book
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Concern, Outcome
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.fact import Fact, fields_of, problems
from wehere_desktop.neighbourhood.feedback import Feedback
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import owed_since, reminder_of
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting, Rank, holds_on
from wehere_desktop.neighbourhood.osara import OsaraPlan, completeness
from wehere_desktop.neighbourhood.place import NamedOfficer, Place, PlaceKind, frequency_of
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.publication import Publication
from wehere_desktop.neighbourhood.publicity import Publicity
from wehere_desktop.neighbourhood.trail import TrailStep, step_of
from wehere_desktop.neighbourhood.visit import Visit, check
from wehere_desktop.neighbourhood.whereabouts import PostcodePoint
from wehere_desktop.records import open_book
from wehere_desktop.records.reference import Gazetteer
from wehere_desktop.records.world import LOCAL_ZONE
from wehere_desktop.refusal import Refusal

A_SPRING_DAY = date(2027, 4, 21)
DRAMA_NUMBER = re.compile(r"(07700 900|01632 960)\d{3}")
TELEPHONE = re.compile(r"\b0\d{2,4} ?\d{3} ?\d{3,4}\b")
MAILBOX = re.compile(r"\S+@\S+")
MARKS_OF_A_TEMPLATE = re.compile(r"[\[\]{}<>|¶]|  | [,.;:?!]|\.\.")
STUMBLES = re.compile(r"\b(\w+) \1\b|\b(?:one|1) (?:calls|visitors|drivers|people|bikes|evenings)\b", re.I)


def texts_of(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield every text of a fact with its field's name, save coordinates: nobody reads these."""
    for each in fields_of(type(fact)):
        value = getattr(fact, each.name)
        if isinstance(value, str) and not each.told.refers and each.name != "area":
            yield each.name, value
        elif isinstance(value, tuple) and each.shape == "texts":
            yield from ((each.name, text) for text in value)


def every_fact(force: Force) -> Iterator[Fact]:
    """Yield every fact of the practice book."""
    return (fact for change in force.facts.changes for fact in change.facts)


def days_since_last(force: Force) -> dict[str, int]:
    """Return how many days ago each place was last seen."""
    last: dict[str, date] = {}
    for visit in force.facts.of(Visit):
        assert visit.on is not None
        for place in visit.places:
            last[place] = max(last.get(place, visit.on), visit.on)
    return {place: (force.day - on).days for place, on in last.items()}


def test_that_the_same_day_and_seed_make_the_same_facts() -> None:
    assert made(TODAY, only=A_FEW).facts == few_of_force().facts


def test_that_another_seed_makes_other_people() -> None:
    others, ours = ({each.name for each in some.facts.of(Contact)} for some in (made(TODAY, 7, A_FEW), few_of_force()))
    assert len(ours & others) < len(ours) / 2


@pytest.mark.parametrize("day", [TODAY, A_SPRING_DAY])
def test_that_the_book_moves_with_the_day(day: date) -> None:
    latest = max(each.on for each in part_of_force(day).facts.of(Visit) if each.on)
    assert day - timedelta(days=7) < latest <= day


@pytest.mark.parametrize(
    ("kind", "fewest", "most"),
    [
        (Officer, 300, 420),
        (Posting, 300, 460),
        (Absence, 80, 320),
        (Place, 550, 700),
        (NamedOfficer, 700, 1500),
        (Contact, 700, 1100),
        (Visit, 4000, 8000),
        (Meeting, 800, 1400),
        (Priority, 122 * 2, 122 * 4),
        (PriorityUpdate, 500, 1500),
        (Concern, 122 * 4, 122 * 7),
        (ReportedFigure, 122 * 4, 122 * 5),
        (Action, 122 * 6, 122 * 16),
        (OsaraPlan, 122 * 1, 122 * 4),
        (Publicity, 1000, 2600),
        (Proposal, 300, 1200),
        (Feedback, 60, 900),
        (Publication, 500, 1100),
    ],
)
def test_that_the_book_is_of_a_real_force_s_size(force: Force, kind: type[Fact], fewest: int, most: int) -> None:
    assert fewest <= len(force.facts.of(kind)) <= most


def test_that_every_record_could_be_typed_in(force: Force) -> None:
    assert [(fact, problems(fact)) for fact in every_fact(force) if problems(fact)] == []


def test_that_no_id_comes_twice(force: Force) -> None:
    ids = [fact.id for fact in every_fact(force)]
    assert len(set(ids)) == len(ids)


def test_that_nothing_refers_to_what_comes_later(force: Force) -> None:
    known = {each.id for each in (*force.lpus, *force.beats, force.first)}
    for change in force.facts.changes:
        assert change.by in known | {fact.id for fact in change.facts}
        for fact in change.facts:
            for each in fields_of(type(fact)):
                value = getattr(fact, each.name)
                if each.told.refers and value:
                    assert {value} <= known if isinstance(value, str) else set(value) <= known, (fact, each.name)
            known.add(fact.id)


def test_that_many_people_sign_the_changes(force: Force) -> None:
    assert len({change.by for change in force.facts.changes}) > 150


def test_that_the_last_change_is_small_and_the_first_officer_s_own(force: Force) -> None:
    last = force.facts.changes[-1]
    assert (last.by, len(last.facts)) == (force.first.id, 1)


def test_that_every_beat_has_at_least_three_places(force: Force) -> None:
    places = Counter(place.beat for place in force.facts.of(Place))
    assert [beat.police_id for beat in force.beats if places[beat.id] < 3] == []


def test_that_every_place_lies_in_an_authority_of_its_beat(force: Force) -> None:
    authorities = {beat.id: beat.authorities for beat in force.beats}
    assert [each.name for each in force.facts.of(Place) if each.authority not in authorities[each.beat]] == []


def test_that_no_two_places_bear_the_same_name(force: Force) -> None:
    names = Counter(place.name for place in force.facts.of(Place))
    assert [name for name, count in names.items() if count > 1] == []


def test_that_every_beat_has_a_school_a_faith_centre_and_a_hall(force: Force) -> None:
    kinds = defaultdict(set)
    for place in force.facts.of(Place):
        kinds[place.beat].add(place.place_kind)
    wanted = {PlaceKind.SCHOOL, PlaceKind.FAITH_CENTRE, PlaceKind.COMMUNITY_HALL}
    assert [beat.police_id for beat in force.beats if not wanted <= kinds[beat.id]] == []


def test_that_every_unit_has_a_police_base_and_the_ranks_that_lead_it(force: Force) -> None:
    unit = {beat.id: beat.lpu for beat in force.beats}
    based = {unit[each.beat] for each in force.facts.of(Place) if each.place_kind is PlaceKind.POLICE_BASE}
    assert based == {lpu.id for lpu in force.lpus}
    ranks = {each.id: each.rank for each in force.facts.of(Officer)}
    led = Counter((each.lpu, ranks[each.officer]) for each in force.facts.of(Posting) if each.lpu)
    for lpu in force.lpus:
        assert led[lpu.id, Rank.CHIEF_INSPECTOR] == (0 if lpu.name == "Northwich" else 1)
        assert led[lpu.id, Rank.INSPECTOR] == 1
        assert led[lpu.id, Rank.SERGEANT] in {2, 3}


def test_that_most_beats_have_both_officers_and_a_few_have_gaps(force: Force) -> None:
    ranks = {each.id: each.rank for each in force.facts.of(Officer)}
    now: dict[str, set[Rank]] = defaultdict(set)
    for each in force.facts.of(Posting):
        if each.beat and holds_on(each.starts, each.ends, force.day):
            now[each.beat].add(ranks[each.officer])
    vacant = {rank: sum(rank not in now[beat.id] for beat in force.beats) for rank in (Rank.PCSO, Rank.PC)}
    assert 3 <= vacant[Rank.PCSO] <= 20
    assert 3 <= vacant[Rank.PC] <= 20
    nobody = [beat for beat in force.beats if not now[beat.id] & {Rank.PCSO, Rank.PC}]
    assert 1 <= len(nobody) <= 5


def test_that_posts_have_changed_hands(force: Force) -> None:
    assert 25 <= sum(1 for each in force.facts.of(Posting) if each.ends is not None) <= 90


def test_that_nobody_covers_for_themselves_or_while_away(force: Force) -> None:
    away = force.facts.of(Absence)
    today = {each.officer for each in away if holds_on(each.starts, each.ends, force.day)}
    covering = {each.cover for each in away if each.cover and holds_on(each.starts, each.ends, force.day)}
    assert 8 <= len(today) <= 50
    assert not today & covering
    assert all(each.starts and each.ends and each.starts <= each.ends for each in away)


def test_that_telephones_ring_nowhere_and_mail_reaches_nobody(force: Force) -> None:
    found = 0
    for fact in every_fact(force):
        for field, text in texts_of(fact):
            if field in {"phone", "mobile"} and text:
                found += 1
                assert DRAMA_NUMBER.fullmatch(text), text
            assert all(DRAMA_NUMBER.fullmatch(number) for number in TELEPHONE.findall(text) if len(number) > 9)
            for address in MAILBOX.findall(text):
                assert address.endswith("@example.org"), text
    assert found > 1000


def test_that_no_two_people_share_a_name_or_a_mobile(force: Force) -> None:
    names = Counter(each.name for each in force.facts.of(Officer))
    names.update(each.name for each in force.facts.of(Contact))
    assert [name for name, count in names.items() if count > 1] == []
    mobiles = Counter(each.mobile for each in force.facts.of(Contact) if each.mobile)
    mobiles.update(each.phone for each in force.facts.of(Officer) if each.phone)
    assert [number for number, count in mobiles.items() if count > 1] == []


def test_that_every_visit_could_have_been_logged(force: Force) -> None:
    for visit in force.facts.of(Visit):
        assert check(visit, today=force.day) == []
        assert visit.places
        assert visit.on is not None
        assert visit.on >= force.day - timedelta(days=620)
        assert not visit.time or re.fullmatch(r"[012]\d:[0-5]\d", visit.time)


def test_that_whoever_called_was_in_post_and_not_away(force: Force) -> None:
    away = defaultdict(list)
    for absence in force.facts.of(Absence):
        away[absence.officer].append(absence)
    posted = defaultdict(list)
    for posting in force.facts.of(Posting):
        posted[posting.officer].append(posting)
    for visit in force.facts.of(Visit):
        if visit.officer == force.first.id:
            continue
        assert visit.on is not None
        assert any(holds_on(each.starts, each.ends, visit.on) for each in posted[visit.officer])
        assert not any(holds_on(each.starts, each.ends, visit.on) for each in away[visit.officer])


def test_that_whoever_was_seen_was_in_a_role_there(force: Force) -> None:
    roles = defaultdict(list)
    for role in force.facts.of(ContactRole):
        roles[role.contact].append(role)
    seen = 0
    for visit in force.facts.of(Visit):
        for contact in visit.contacts:
            seen += 1
            assert visit.on is not None
            assert any(
                each.place in visit.places and holds_on(each.starts, each.ends, visit.on) for each in roles[contact]
            )
    assert seen > 1500


def test_that_most_places_are_in_touch_some_due_and_some_late(force: Force) -> None:
    ago = days_since_last(force)
    places = force.facts.of(Place)
    late = [each for each in places if each.id in ago and ago[each.id] > frequency_of(each)]
    badly = [each for each in late if ago[each.id] > frequency_of(each) + 21]
    due = [each for each in places if each.id in ago and -7 <= ago[each.id] - frequency_of(each) <= 0]
    never = [each for each in places if each.id not in ago]
    assert 0.08 <= len(late) / len(places) <= 0.3
    assert 0.02 <= len(badly) / len(places) <= 0.16
    assert 0.04 <= len(due) / len(places) <= 0.25
    assert 1 <= len(never) <= 30


def test_that_every_text_reads_as_written_by_hand(force: Force) -> None:
    for fact in (*every_fact(force), *every_fact(part_of_force(A_SPRING_DAY))):
        for field, text in texts_of(fact):
            assert not MARKS_OF_A_TEMPLATE.search(text), (field, text)
            assert text == text.strip(), (field, text)
            if field in {"said", "learnt", "you_said", "we_did", "public_line", "text", "issue", "action", "notes"}:
                assert not text or text[-1] in ".?!", (field, text)
                assert not STUMBLES.search(text), (field, text)
                assert not text[:1].islower(), (field, text)


def test_that_visits_do_not_all_read_alike(force: Force) -> None:
    said = Counter(visit.said for visit in force.facts.of(Visit))
    assert len(said) > 0.7 * said.total()
    assert max(said.values()) < 0.01 * said.total()


def test_that_no_place_hears_the_same_words_twice_running(force: Force) -> None:
    last: dict[str, str] = {}
    repeated = 0
    for visit in force.facts.of(Visit):
        repeated += last.get(visit.places[0]) == visit.said
        last[visit.places[0]] = visit.said
    assert repeated <= 5


def test_that_meetings_are_held_behind_and_planned_ahead(force: Force) -> None:
    held, planned = defaultdict(list), defaultdict(list)
    for meeting in force.facts.of(Meeting):
        assert meeting.starts is not None
        assert meeting.ends is not None
        assert meeting.starts < meeting.ends
        day = meeting.starts.astimezone(LOCAL_ZONE).date()
        if meeting.life is MeetingLife.PLANNED:
            assert day > force.day
            assert meeting.attendance is None
            planned[meeting.beat].append(day)
        else:
            assert day < force.day
            held[meeting.beat].append(day)
        assert meeting.publicised_on is not None
        assert meeting.publicised_on < day
    assert all(len(held[beat.id]) >= 5 for beat in force.beats)
    soon = [beat for beat in force.beats if any(day <= force.day + timedelta(days=35) for day in planned[beat.id])]
    assert 0.85 * len(force.beats) <= len(soon) < len(force.beats)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=step) for step in (0, 3, 30, 41)])
def test_that_winsford_wharton_has_the_next_meeting_of_all(day: date) -> None:
    force = part_of_force(day)
    meetings = [each for each in force.facts.of(Meeting) if each.life is MeetingLife.PLANNED]
    first = min(meetings, key=lambda each: (each.starts is None, each.starts))
    names = {beat.id: beat.name for beat in force.beats}
    venues = {each.id: each.name for each in force.facts.of(Place)}
    assert names[first.beat] == "Winsford Wharton"
    assert venues[first.venue] == "Wharton Community Centre"
    assert sum(each.starts == first.starts for each in meetings) == 1


def test_that_winsford_wharton_can_be_shown(force: Force) -> None:
    (beat,) = (each for each in force.beats if each.police_id == "VB02")
    titles = {each.title for each in force.facts.of(Priority) if each.beat == beat.id}
    assert titles == {"The underpass on Station Road", "Parking at the school gates", "Quad bikes on the flashes"}
    raised = [each for each in force.facts.of(Concern) if each.beat == beat.id]
    assert {each.outcome for each in raised} == {Outcome.DONE, Outcome.IN_HAND, Outcome.COULD_NOT}
    assert all(each.publishable for each in raised)
    sam = next(each for each in force.facts.of(Officer) if each.name == "Sam Ashdown")
    away = next(
        each
        for each in force.facts.of(Absence)
        if each.officer == sam.id and holds_on(each.starts, each.ends, force.day)
    )
    assert away.cover == next(each.id for each in force.facts.of(Officer) if each.name == "Dele Oyelaran")


def test_that_priorities_have_lives_of_their_own(force: Force) -> None:
    lives = Counter(each.life for each in force.facts.of(Priority))
    assert set(lives) == set(PriorityLife)
    chosen = {each.id: each for each in force.facts.of(Priority)}
    for each in force.facts.of(PriorityUpdate):
        priority = chosen[each.priority]
        assert each.on is not None
        assert priority.issue_date is not None
        assert priority.issue_date <= each.on <= force.day
    assert all((each.closed is not None) == (each.life is PriorityLife.CLOSED) for each in chosen.values())


def test_that_what_was_told_back_was_raised_first(force: Force) -> None:
    told = 0
    for each in force.facts.of(Concern):
        assert each.raised_on is not None
        assert each.raised_on < force.day
        assert bool(each.because) == (each.outcome is Outcome.COULD_NOT)
        if each.told_back_on is not None:
            told += 1
            assert each.raised_on < each.told_back_on < force.day
            assert each.told_back_how
    assert told > len(force.beats)


def test_that_every_closing_rule_is_kept_and_every_step_of_the_trail_is_shown(force: Force) -> None:
    concerns = force.facts.of(Concern)
    assert [each for each in concerns if each.broken_rules()] == []
    assert {step_of(each) for each in concerns} == set(TrailStep)


def test_that_whatever_was_raised_at_a_closed_meeting_is_settled(force: Force) -> None:
    closed = {each.id for each in force.facts.of(Meeting) if each.closed_on is not None}
    raised = [each for each in force.facts.of(Concern) if each.raised_at in closed]
    assert len(raised) > 200
    assert [each for each in raised if step_of(each) in (TrailStep.RAISED, TrailStep.TO_SORT)] == []


def test_that_a_few_meetings_wait_to_be_closed_and_the_rest_are_closed_and_published(force: Force) -> None:
    now = datetime.combine(force.day, time(9), UTC)
    owed = [days for each in force.facts.of(Meeting) if (days := owed_since(each, now=now)) is not None]
    assert 4 <= len(owed) <= 16
    assert {reminder_of(days) for days in owed} >= {3, 7}


def test_that_votes_are_as_many_as_came_and_what_won_became_the_priority(force: Force) -> None:
    meetings = {each.id: each for each in force.facts.of(Meeting)}
    chosen = {each.id: each for each in force.facts.of(Priority)}
    for each in force.facts.of(Proposal):
        hands = (each.hands_for or 0, each.hands_against or 0, each.hands_neither or 0)
        assert sum(hands) <= (meetings[each.meeting].attendance or 0)
        if each.priority:
            assert chosen[each.priority].chosen_at == each.meeting
            assert hands[0] >= hands[1]


def test_that_closed_priorities_say_how_it_went_and_some_live_ones_have_gone_quiet(force: Force) -> None:
    told: dict[str, date] = {}
    for update in force.facts.of(PriorityUpdate):
        assert update.on is not None
        told[update.priority] = max(told.get(update.priority, update.on), update.on)
    quiet = 0
    for each in force.facts.of(Priority):
        closed = each.life is PriorityLife.CLOSED
        assert bool(each.worked) == bool(each.if_we_stop) == bool(each.lesson) == closed
        last = told.get(each.id, each.issue_date or force.day)
        quiet += not closed and (force.day - last).days > 42
    assert 10 <= quiet <= 150


def test_that_plans_are_whole_once_closed_and_in_part_before(force: Force) -> None:
    lives = {each.id: each.life for each in force.facts.of(Priority)}
    whole = {completeness(each) == 1 for each in force.facts.of(OsaraPlan) if lives[each.priority] == "closed"}
    parts = {completeness(each) for each in force.facts.of(OsaraPlan) if lives[each.priority] != "closed"}
    assert whole == {True}
    assert len(parts) >= 5


def test_that_whoever_moved_on_has_a_last_day_and_did_nothing_after_it(force: Force) -> None:
    posted: dict[str, list[date | None]] = {}
    for posting in force.facts.of(Posting):
        posted.setdefault(posting.officer, []).append(posting.ends)
    ended = {each.id: each.ended for each in force.facts.of(Officer)}
    gone = {officer: max(day for day in days if day) for officer, days in posted.items() if None not in days}
    assert len(gone) >= 5
    assert gone == {officer: day for officer, day in ended.items() if day is not None}
    for visit in force.facts.of(Visit):
        assert visit.on is not None
        assert visit.on <= gone.get(visit.officer, force.day)
    for duty in force.facts.of(NamedOfficer):
        assert duty.officer not in gone or (duty.ends is not None and duty.ends <= gone[duty.officer])


def test_that_nothing_that_happened_lies_ahead(force: Force) -> None:
    for kind, name in ((Action, "done_on"), (Publicity, "on"), (Feedback, "on")):
        days = [getattr(each, name) for each in force.facts.of(kind)]
        assert all(day is None or day <= force.day for day in days), kind
    for each in force.facts.of(Meeting):
        assert each.closed_on is None or each.closed_on <= force.day
        assert each.published_on is None or (each.closed_on is not None and each.closed_on <= each.published_on)


def test_that_reported_figures_say_that_they_are_made_up(force: Force) -> None:
    assert {each.source for each in force.facts.of(ReportedFigure)} == {"Practice figures, made up"}
    assert {(each.period_from, each.period_to) for each in force.facts.of(ReportedFigure)} == {
        (date(2025, 11, 1), date(2026, 10, 31))
    }


def test_that_every_place_lies_at_a_true_postcode(force: Force, gazetteer: Gazetteer) -> None:
    known = {beat.id: beat for beat in force.beats}
    places = force.facts.of(Place)
    assert 550 <= len(places) <= 700
    assert {place.beat for place in places} == set(known)
    for place in places:
        point = gazetteer.postcode(place.postcode)
        assert point is not None
        assert point.live
        assert (place.latitude, place.longitude) == (point.position.lat, point.position.lon)
        assert place.authority == point.authority
        assert place.authority in known[place.beat].authorities


def test_that_a_practice_book_can_be_made_opened_and_undone(tmp_path: Path, gazetteer: Gazetteer) -> None:
    world = still_world()
    folder = tmp_path / "Practice.wehere"
    with make_practice_book(folder, world=world, gazetteer=gazetteer, only=A_FEW) as book:
        assert book.practice
        assert book.check() == []
        assert book.officers.get(book.holder).rank is Rank.CHIEF_INSPECTOR
        (first, *_) = book.meetings.beats_with_meetings(world.now())
        assert book.beats.get(first).police_id == "VB02"
        assert len(book.places.losing_touch(world.today())) >= 3
        assert book.undo().label == "Log the morning briefing"
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
    with open_book(folder, "practice", world=world) as book:
        assert book.visits.count() > 300


def test_that_two_laptops_make_the_same_book_but_are_not_the_same(tmp_path: Path, gazetteer: Gazetteer) -> None:
    records, laptops = [], []
    for name in ("One", "Two", "Two again"):
        world = still_world(seed=name)
        with make_practice_book(tmp_path / name, world=world, gazetteer=gazetteer, only={"VB02"}) as book:
            records.append([fact.id for fact in (*book.beats.all(), *book.places.all(), *book.visits.all())])
            laptops.append(book.ownership.laptop)
    assert records[0] == records[1] == records[2]
    assert laptops[1] == laptops[2]


def test_that_nothing_is_left_of_a_book_that_could_not_be_made(tmp_path: Path) -> None:
    class Trouble(Exception):
        """Something that nobody foresaw."""

    class TroubledGazetteer(DottedGazetteer):
        def points(self, authorities: Iterable[str] = (), *, live_only: bool = True) -> Iterator[PostcodePoint]:
            raise Trouble

    gazetteer = TroubledGazetteer([])
    with pytest.raises(Trouble):
        make_practice_book(tmp_path / "Practice.wehere", world=still_world(), gazetteer=gazetteer)
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="already there"):
        make_practice_book(tmp_path, world=still_world(), gazetteer=DottedGazetteer([]))
