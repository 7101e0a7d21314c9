"""What a team does with many places at once is one change that is told before, done whole and undone whole."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit, an_officer
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.attachment import Attachment
from wehere_desktop.neighbourhood.officer import holds_on
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer, PlaceStatus
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.records import BeatBook
from wehere_desktop.records.tending import (
    MOST_AT_ONCE,
    close_place,
    closing,
    merge_places,
    name_for_all,
    naming_of,
    open_again,
    put_off,
    set_frequency,
    take_up_again,
)
from wehere_desktop.refusal import Refusal

DAY = timedelta(days=1)


def three_places(book: BeatBook) -> list[str]:
    """Return the ids of three open places."""
    with book.change("Set up three places"):
        return [book.places.add(a_place(book, name)).id for name in ("Elm School", "Oak Hall", "Ash Church")]


def officers(book: BeatBook, *names: str) -> list[str]:
    """Return the ids of new officers of these names."""
    with book.change("Set up officers"):
        return [book.officers.add(an_officer(book, name)).id for name in names]


def name(book: BeatBook, place: str, officer: str, duty: Duty = Duty.MAIN) -> None:
    """Have an officer named for a place since ten days ago."""
    with book.change("Set up a duty"):
        book.named_officers.add(
            NamedOfficer(id=book.world.new_id(), place=place, officer=officer, duty=duty, starts=TODAY - 10 * DAY)
        )


def main_on(book: BeatBook, place: str) -> list[str]:
    """Return the officers who are main for a place today."""
    return [each.officer for each in book.named_officers.of_place(place, TODAY) if each.duty is Duty.MAIN]


def test_that_naming_for_all_ends_what_was_there_and_one_undo_brings_it_back(book: BeatBook) -> None:
    places = three_places(book)
    sam, jo = officers(book, "Sam Ashdown", "Jo Birch")
    name(book, places[0], jo)
    name(book, places[1], sam)
    told = naming_of(book, places, sam, Duty.MAIN, starts=TODAY)
    assert (told.named, told.already, told.closed, told.ending) == (2, 1, 0, ((jo, 1),))
    with book.change("Name Sam for all"):
        assert name_for_all(book, places, sam, Duty.MAIN, starts=TODAY) == told.named
    assert [main_on(book, place) for place in places] == [[sam]] * 3
    book.undo()
    assert [main_on(book, place) for place in places] == [[jo], [sam], []]
    assert book.check() == []


def test_that_closed_places_are_passed_over_and_nothing_to_do_is_refused(book: BeatBook) -> None:
    places = three_places(book)
    (sam,) = officers(book, "Sam Ashdown")
    with book.change("Close two"):
        for place in places[1:]:
            close_place(book, place, TODAY, today=TODAY)
    assert naming_of(book, places, sam, Duty.MAIN, starts=TODAY).closed == len(places[1:])
    with book.change("Name Sam"):
        assert name_for_all(book, places, sam, Duty.MAIN, starts=TODAY) == 1
    with pytest.raises(Refusal) as refused, book.change("Name Sam again"):
        name_for_all(book, places, sam, Duty.MAIN, starts=TODAY)
    assert (refused.value.field, refused.value.kind) == ("officer", "already")


class _Back(Exception):
    """Takes back what an example wrote, so that all of them share one book."""


def test_that_what_is_told_before_naming_is_what_is_done(book: BeatBook) -> None:
    places, people = three_places(book), officers(book, "Sam Ashdown", "Jo Birch")
    duties = st.sampled_from([Duty.MAIN, Duty.DEPUTY])
    held = st.lists(st.tuples(st.sampled_from(places), st.sampled_from(people), duties), max_size=6)

    @given(
        held=held,
        wanted=st.lists(st.sampled_from(places), min_size=1, unique=True),
        officer=st.sampled_from(people),
        duty=duties,
        ends=st.sampled_from([None, TODAY + 30 * DAY]),
    )
    def each_time(
        held: list[tuple[str, str, Duty]], wanted: list[str], officer: str, duty: Duty, ends: date | None
    ) -> None:
        with contextlib.suppress(_Back), book.change("Try"):
            for place, who, which in held:
                made = NamedOfficer(id=book.world.new_id(), place=place, officer=who, duty=which, starts=TODAY - DAY)
                book.named_officers.add(made)
            told = naming_of(book, wanted, officer, duty, starts=TODAY, ends=ends)
            try:
                done = name_for_all(book, wanted, officer, duty, starts=TODAY, ends=ends)
            except Refusal:
                done = 0
            assert done == told.named
            for place in wanted:
                now = [each for each in book.named_officers.of_place(place, TODAY) if each.duty is duty]
                assert (officer, ends) in [(each.officer, each.ends) for each in now]
            raise _Back

    each_time()


def test_that_too_many_places_at_once_are_refused(book: BeatBook) -> None:
    many = ["x"] * (MOST_AT_ONCE + 1)
    for work in (
        lambda: set_frequency(book, many, 7),
        lambda: put_off(book, many, starts=TODAY, until=TODAY, reason="x"),
        lambda: name_for_all(book, many, book.holder, Duty.MAIN, starts=TODAY),
    ):
        with pytest.raises(Refusal) as refused, book.change("Too many"):
            work()
        assert refused.value.kind == "too-many"


def test_that_a_contact_is_put_off_with_a_reason_and_taken_up_again(book: BeatBook) -> None:
    places = three_places(book)
    with book.change("Put off"):
        put_off(book, places[:2], starts=TODAY, until=TODAY + 7 * DAY, reason="Half term")
    with book.change("Put off longer"):
        put_off(book, places[:1], starts=TODAY + DAY, until=TODAY + 9 * DAY, reason="Building work")
    (held,) = book.snoozes.of_place(places[0])
    assert (held.until, held.reason) == (TODAY + 9 * DAY, "Building work")
    with book.change("Take up again"):
        assert take_up_again(book, places[0], TODAY + 2 * DAY) == 1
    assert book.snoozes.of_place(places[0])[0].until == TODAY + DAY
    with book.change("Take up again the same day"):
        take_up_again(book, places[1], TODAY)
    assert book.snoozes.of_place(places[1]) == []
    for until, reason, field in ((None, "x", "until"), (TODAY - DAY, "x", "until"), (TODAY, "", "reason")):
        with pytest.raises(Refusal) as refused, book.change("Put off"):
            put_off(book, places, starts=TODAY, until=until, reason=reason)
        assert refused.value.field == field
    assert book.snoozes.of_place(places[2]) == []


def test_that_how_often_is_set_for_all_and_only_sensible_days_are_taken(book: BeatBook) -> None:
    places = three_places(book)
    with book.change("Weekly"):
        assert set_frequency(book, places, 7) == len(places)
    with book.change("Weekly again"):
        assert set_frequency(book, places, 7) == 0
    assert {each.frequency for each in book.places.many(places)} == {7}
    for days in (-1, 10_000):
        with pytest.raises(Refusal) as refused, book.change("Nonsense"):
            set_frequency(book, places, days)
        assert refused.value.field == "frequency"


def test_that_a_place_closes_with_its_duties_and_roles_and_opens_without_them(book: BeatBook) -> None:
    place, *_ = three_places(book)
    (sam,) = officers(book, "Sam Ashdown")
    name(book, place, sam)
    with book.change("Set up a contact"):
        role = book.contact_roles.add(a_role(book, book.contacts.add(a_contact(book)).id, place))
        later = NamedOfficer(id=book.world.new_id(), place=place, officer=sam, duty=Duty.DEPUTY, starts=TODAY + 9 * DAY)
        book.named_officers.add(later)
    told = closing(book, place, TODAY)
    with book.change("Close it"):
        ended = close_place(book, place, TODAY, today=TODAY)
    assert ended == told
    assert (len(told.duties), len(told.roles)) == (2, 1)
    kept = book.places.get(place)
    assert (kept.status, kept.closed) == (PlaceStatus.CLOSED, TODAY)
    assert book.contact_roles.get(role.id).ends == TODAY
    assert not any(holds_on(each.starts, each.ends, TODAY + DAY) for each in book.named_officers.ever_of_place(place))
    assert book.named_officers.find(later.id) is None
    with book.change("Open it"):
        open_again(book, place)
    assert (book.places.get(place).status, book.places.get(place).closed) == (PlaceStatus.OPEN, None)
    book.undo()
    book.undo()
    assert main_on(book, place) == [sam]


def test_that_a_last_day_to_come_leaves_the_place_open_and_one_before_it_opened_is_refused(book: BeatBook) -> None:
    place, *_ = three_places(book)
    with book.change("Opened lately"):
        book.places.amend(place, opened=TODAY)
    with book.change("Close it in a month"):
        close_place(book, place, TODAY + 30 * DAY, today=TODAY, roles_too=False)
    assert book.places.get(place).status is PlaceStatus.CLOSING
    for last in (None, TODAY - DAY):
        with pytest.raises(Refusal) as refused, book.change("Close it"):
            close_place(book, place, last, today=TODAY)
        assert refused.value.field == "last"


def test_that_two_places_become_one_with_all_that_belongs_to_either(book: BeatBook) -> None:
    kept, other, _ = three_places(book)
    sam, jo = officers(book, "Sam Ashdown", "Jo Birch")
    name(book, kept, sam)
    name(book, other, jo)
    name(book, other, sam, Duty.DEPUTY)
    with book.change("Fill the other"):
        book.places.amend(other, phone="01632 960123")
        book.visits.add(a_visit(book, other))
        book.contact_roles.add(a_role(book, book.contacts.add(a_contact(book)).id, other))
        book.access_notes.add(AccessNote(id=book.world.new_id(), place=other, note="Dog"))
        book.promises.add(Promise(id=book.world.new_id(), promised="Come back", place=other, owner=sam, made_on=TODAY))
        put_off(book, [other], starts=TODAY, until=TODAY, reason="Fair")
        file = Attachment(id=book.world.new_id(), name="a.txt", place=other, media_type="?", fingerprint="?")
        book.attachments.attach(file, b"hello")
    with book.change("Make them one"):
        left = merge_places(book, kept, other, today=TODAY)
    assert (left.name, left.phone) == ("Elm School", "01632 960123")
    assert book.places.find(other) is None
    assert len(book.visits.of_place(kept)) == 1
    assert len(book.contact_roles.at_place(kept, TODAY)) == 1
    assert len(book.access_notes.ever_of_place(kept)) == 1
    assert len(book.promises.of_place(kept)) == 1
    assert len(book.snoozes.of_place(kept)) == 1
    assert len(book.attachments.of_place(kept)) == 1
    assert main_on(book, kept) == [sam]
    assert [each.ends for each in book.named_officers.ever_of_place(kept) if each.officer == jo] == [TODAY - DAY]
    book.undo()
    assert main_on(book, other) == [jo]
    assert book.visits.of_place(kept) == []
    assert book.check() == []
