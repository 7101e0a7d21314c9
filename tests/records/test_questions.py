"""The questions the book answers by name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit, an_officer
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.officer import Absence, Posting
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer, PlaceKind, PlaceStatus
from wehere_desktop.neighbourhood.register import SavedMapping
from wehere_desktop.neighbourhood.visit import Channel, Visit
from wehere_desktop.records import BeatBook

A_WEEK = timedelta(days=7)


def wharton(book: BeatBook) -> str:
    """Return the id of the beat Winsford Wharton."""
    found = book.beats.by_police_id("vb02")
    assert found is not None
    return found.id


def test_that_a_beat_is_known_by_its_police_id_its_name_or_the_beginning_of_it(book: BeatBook) -> None:
    assert [beat.police_id for beat in book.beats.known_as("Winsford Wharton")] == ["VB02"]
    assert [beat.police_id for beat in book.beats.known_as("vb02 ")] == ["VB02"]
    assert {beat.police_id for beat in book.beats.known_as("winsford")} == {"VB01", "VB02", "VB03"}
    assert book.beats.known_as("Atlantis") == []


def test_that_beats_that_ended_are_no_longer_current(book: BeatBook) -> None:
    with book.change("End it"):
        book.beats.amend(wharton(book), valid_to=TODAY)
    assert len(book.beats.current(TODAY)) == 122
    assert len(book.beats.current(TODAY + timedelta(days=1))) == 121


def test_that_postings_hold_from_their_first_day_to_their_last(book: BeatBook) -> None:
    beat = wharton(book)
    with book.change("Post"):
        sam = book.officers.add(an_officer(book))
        book.postings.add(Posting(id=book.world.new_id(), officer=sam.id, beat=beat, starts=TODAY, ends=TODAY + A_WEEK))
    posted = [bool(book.postings.on_beat(beat, TODAY + timedelta(days=days))) for days in (-1, 0, 7, 8)]
    assert posted == [False, True, True, False]
    assert beat not in {each.id for each in book.beats.nobody_posted(TODAY)}
    assert beat in {each.id for each in book.beats.nobody_posted(TODAY + A_WEEK + A_WEEK)}


def test_that_the_longest_absence_of_a_day_is_the_one_told(book: BeatBook) -> None:
    with book.change("Away"):
        sam, dele = book.officers.add_all([an_officer(book), an_officer(book, "Dele Oyelaran")])
        for days, cover in ((1, ""), (9, dele.id)):
            book.absences.add(
                Absence(
                    id=book.world.new_id(), officer=sam.id, starts=TODAY, ends=TODAY + timedelta(days=days), cover=cover
                )
            )
    found = book.absences.away_on(sam.id, TODAY)
    assert found is not None
    assert found.cover == dele.id
    assert book.absences.away_on(sam.id, TODAY + timedelta(days=10)) is None


def test_that_losing_touch_counts_from_the_last_logged_contact(book: BeatBook) -> None:
    with book.change("Fill"):
        late, soon, never, closed = book.places.add_all(
            [
                a_place(book, "Late", frequency=30),
                a_place(book, "Soon", place_kind=PlaceKind.CARE_HOME),
                a_place(book, "Never"),
                a_place(book, "Closed", status=PlaceStatus.CLOSED),
            ]
        )
        for place, days in ((late, 90), (late, 40), (soon, 27), (closed, 400)):
            book.visits.add(a_visit(book, place.id, TODAY - timedelta(days=days)))
    told = [(each.place.name, each.days_late) for each in book.places.losing_touch(TODAY)]
    assert told == [("Never", 0), ("Late", 10)]
    ahead = [(each.place.name, each.days_late) for each in book.places.losing_touch(TODAY, ahead=1)]
    assert ahead == [("Never", 0), ("Late", 10), ("Soon", -1)]
    assert never.name == "Never"
    with book.change("Ring them"):
        book.visits.add(a_visit(book, late.id, TODAY))
    assert [each.place.name for each in book.places.losing_touch(TODAY)] == ["Never"]


def test_that_losing_touch_may_be_asked_of_one_beat_or_one_officer(book: BeatBook) -> None:
    beat = wharton(book)
    with book.change("Fill"):
        sam = book.officers.add(an_officer(book))
        here, there = book.places.add_all([a_place(book, "Here", beat=beat), a_place(book, "There")])
        book.named_officers.add(NamedOfficer(id=book.world.new_id(), place=there.id, officer=sam.id, starts=TODAY))
    assert [each.place.id for each in book.places.losing_touch(TODAY, beat=beat)] == [here.id]
    assert [each.place.id for each in book.places.losing_touch(TODAY, officer=sam.id)] == [there.id]
    assert [each.id for each in book.places.nobody_named(TODAY)] == [here.id]
    assert [each.id for each in book.places.nobody_named(TODAY, beat=beat)] == [here.id]
    assert [each.place for each in book.named_officers.of_officer(sam.id, TODAY)] == [there.id]


def test_that_the_main_named_officer_comes_before_the_deputy(book: BeatBook) -> None:
    with book.change("Name"):
        place = book.places.add(a_place(book))
        sam, dele = book.officers.add_all([an_officer(book), an_officer(book, "Dele Oyelaran")])
        for officer, duty in ((sam, Duty.DEPUTY), (dele, Duty.MAIN)):
            book.named_officers.add(
                NamedOfficer(id=book.world.new_id(), place=place.id, officer=officer.id, duty=duty, starts=TODAY)
            )
    assert [each.officer for each in book.named_officers.of_place(place.id, TODAY)] == [dele.id, sam.id]


def test_that_places_near_a_point_come_nearest_first(book: BeatBook) -> None:
    with book.change("Fill"):
        book.places.add_all(
            [
                a_place(book, "400 m", latitude=53.1936, longitude=-2.5),
                a_place(book, "Here", latitude=53.19, longitude=-2.5),
                a_place(book, "Far", latitude=53.25, longitude=-2.5),
                a_place(book, "Nowhere"),
            ]
        )
    found = book.places.near(Position(53.19, -2.5), 500)
    assert [place.name for place, _ in found] == ["Here", "400 m"]
    assert 390 < found[1][1] < 410


def test_that_roles_at_a_place_come_main_first_and_end(book: BeatBook) -> None:
    with book.change("Fill"):
        place = book.places.add(a_place(book))
        one, two, gone = book.contacts.add_all([a_contact(book, name) for name in ("One", "Two", "Gone")])
        book.contact_roles.add(a_role(book, one.id, place.id, duty=Duty.OUT_OF_HOURS))
        book.contact_roles.add(a_role(book, two.id, place.id, duty=Duty.MAIN))
        book.contact_roles.add(a_role(book, gone.id, place.id, ends=TODAY - timedelta(days=1)))
    assert [each.contact for each in book.contact_roles.at_place(place.id, TODAY)] == [two.id, one.id]
    assert len(book.contact_roles.of_contact(gone.id)) == 1


def test_that_the_next_meeting_is_the_first_planned_one_to_come(book: BeatBook) -> None:
    beat = wharton(book)
    now = datetime(2026, 11, 22, 19, tzinfo=UTC)

    def meeting(days: int, life: MeetingLife = MeetingLife.PLANNED) -> Meeting:
        return Meeting(
            id=book.world.new_id(), beat=beat, title=f"In {days} days", starts=now + timedelta(days=days), life=life
        )

    with book.change("Plan"):
        book.meetings.add_all(
            [meeting(40), meeting(3, MeetingLife.CANCELLED), meeting(9), meeting(-30, MeetingLife.HELD)]
        )
    following = book.meetings.next_on_beat(beat, now)
    assert following is not None
    assert following.title == "In 9 days"
    after, before = book.meetings.after(following), book.meetings.before(following)
    assert after is not None
    assert after.title == "In 40 days"
    assert before is not None
    assert before.title == "In -30 days"
    assert book.meetings.beats_with_meetings(now) == [beat]
    assert book.meetings.beats_with_meetings(now + timedelta(days=50)) == []


def test_that_registered_places_are_known_by_their_reference(book: BeatBook) -> None:
    with book.change("Bring in"):
        book.places.add_all([a_place(book, "One", source="gias", reference="110953"), a_place(book, "By hand")])
    assert {reference: place.name for reference, place in book.places.registered("gias").items()} == {"110953": "One"}


def test_that_a_mapping_is_found_by_the_very_headings(book: BeatBook) -> None:
    headings = ("Name ", "Postal code", "")
    with book.change("Keep"):
        book.saved_mappings.add(
            SavedMapping(
                id=book.world.new_id(), name="Worship", intake="places", headings=headings, columns=("Name=name",)
            )
        )
    found = book.saved_mappings.for_headings("places", headings)
    assert found is not None
    assert found.columns == ("Name=name",)
    assert book.saved_mappings.for_headings("contacts", headings) is None


def test_that_an_officer_is_known_by_number_name_or_id(book: BeatBook) -> None:
    with book.change("Add"):
        sam = book.officers.add(an_officer(book, number="PS4417", started=date(2020, 1, 1)))
    for text in ("ps4417", "sam ashdown", sam.id):
        assert [each.id for each in book.officers.known_as(text)] == [sam.id]
    assert book.officers.known_as("") == []


def test_that_the_log_is_newest_first_and_narrowed_by_all_that_is_asked(book: BeatBook) -> None:
    with book.change("Log"):
        park = book.places.add(a_place(book, beat=wharton(book)))
        farm = book.places.add(a_place(book, "Moss Farm"))
        helen = book.contacts.add(a_contact(book))
        book.contact_roles.add(a_role(book, helen.id, park.id))
        sam = book.officers.add(an_officer(book))
        old = book.visits.add(a_visit(book, park.id, TODAY - A_WEEK, said="Gates and parking."))
        new = book.visits.add(a_visit(book, farm.id, said="Quad bikes.", channel=Channel.TELEPHONE))
        seen = Visit(
            id=book.world.new_id(), on=TODAY, time="10:00", officer=sam.id, contacts=(helen.id,), said="Parking."
        )
        met = book.visits.add(seen)

    def asked(**narrowed: Any) -> list[str]:
        return [record for record, _ in book.visits.log(**narrowed)]

    assert book.visits.log() == [(met.id, TODAY), (new.id, TODAY), (old.id, TODAY - A_WEEK)]
    assert asked(first=TODAY) == [met.id, new.id]
    assert asked(last=TODAY - A_WEEK) == [old.id]
    assert asked(officer=sam.id) == [met.id]
    assert asked(beats=[wharton(book)]) == [met.id, old.id]
    assert asked(channel="telephone") == [new.id]
    assert asked(text="park") == [met.id, old.id]
    assert asked(text="moss farm") == [new.id]
    assert asked(text="quad moss") == []
    assert asked(text="hel mar") == [met.id]
    assert asked(text='"(') == []
    assert asked(beats=[wharton(book)], channel="telephone") == []
