"""What a beat's work keeps: promises, queries, snoozes, access notes, attachments, drafts, and the last contact."""

from __future__ import annotations

import contextlib
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.elm_park import a_book, a_contact, a_place, a_visit, reopened
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.attachment import LARGEST, Attachment
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife
from wehere_desktop.neighbourhood.query import ClockStands, Query, clock_of
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.records import BeatBook
from wehere_desktop.records.database import rows
from wehere_desktop.refusal import Fault, Refusal

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


def last_contacts(book: BeatBook) -> dict[str, str]:
    """Return what the book has kept as the last contact of each record."""
    return dict(rows(book.db, 'SELECT "record", "on" FROM "last_contact"'))


def asked_anew(book: BeatBook) -> dict[str, str]:
    """Return the last contact of each record by reading every visit."""
    found: dict[str, str] = {}
    for visit in book.visits.all():
        for record in (*visit.places, *visit.contacts):
            assert visit.on is not None
            found[record] = max(found.get(record, ""), visit.on.isoformat())
    return found


def test_that_open_promises_come_soonest_first_and_kept_ones_not_at_all(book: BeatBook) -> None:
    today = book.world.today()
    with book.change("Promise things"):
        place = book.places.add(a_place(book))
        made = [
            book.promises.add(
                Promise(
                    id=book.world.new_id(),
                    promised=words,
                    place=place.id,
                    owner=book.holder,
                    made_on=today,
                    due_on=today + timedelta(days=days),
                    life=life,
                )
            )
            for words, days, life in (
                ("Bring leaflets", 9, PromiseLife.OPEN),
                ("Ring the head", 2, PromiseLife.OPEN),
                ("Mend the gate", 1, PromiseLife.KEPT),
            )
        ]
    assert [each.promised for each in book.promises.open(owner=book.holder)] == ["Ring the head", "Bring leaflets"]
    assert [each.id for each in book.promises.open(due_by=today + timedelta(days=3))] == [made[1].id]
    assert [each.promised for each in book.promises.of_place(place.id)][-1] == "Mend the gate"


def test_that_a_query_is_near_and_then_late_by_its_72_hours(book: BeatBook) -> None:
    now = book.world.now()
    query = Query(id=book.world.new_id(), question="When is the next surgery?", received=now)
    assert clock_of(query, now=now + timedelta(hours=47)) is ClockStands.RUNNING
    assert clock_of(query, now=now + timedelta(hours=48)) is ClockStands.NEAR
    assert clock_of(query, now=now + timedelta(hours=72)) is ClockStands.NEAR
    assert clock_of(query, now=now + timedelta(hours=72, seconds=1)) is ClockStands.LATE
    with book.change("Log a query"):
        book.queries.add(query)
    assert [each.id for each in book.queries.unanswered()] == [query.id]
    with book.change("Answer it"):
        answered = book.queries.amend(query.id, answered=now + timedelta(hours=73), answer="Tuesday at six")
    assert book.queries.unanswered() == []
    assert clock_of(answered, now=now + timedelta(days=30)) is ClockStands.ANSWERED_LATE


def test_that_a_snooze_and_an_access_note_hold_until_their_last_day(book: BeatBook) -> None:
    today = book.world.today()
    with book.change("Put it off"):
        place = book.places.add(a_place(book))
        book.snoozes.add(
            Snooze(id=book.world.new_id(), place=place.id, starts=today, until=today + timedelta(days=3), reason="Fire")
        )
        book.access_notes.add(
            AccessNote(id=book.world.new_id(), place=place.id, note="Dog in the yard", until=today, warning=True)
        )
    assert len(book.snoozes.holding(today + timedelta(days=3))) == 1
    assert book.snoozes.holding(today + timedelta(days=4)) == []
    assert [each.note for each in book.access_notes.holding(place.id, today)] == ["Dog in the yard"]
    assert book.access_notes.holding(place.id, today + timedelta(days=1)) == []


def test_that_the_bytes_of_an_attachment_come_back_after_undo_and_redo(book: BeatBook) -> None:
    with book.change("Attach a picture"):
        place = book.places.add(a_place(book))
        kept = book.attachments.attach(
            Attachment(id=book.world.new_id(), name="gate.png", place=place.id, media_type="", fingerprint=""), PICTURE
        )
    assert (kept.media_type, kept.size) == ("image/png", len(PICTURE))
    book.undo()
    assert book.attachments.count() == 0
    book.redo()
    assert book.attachments.content(book.attachments.of_place(place.id)[0]) == PICTURE
    book.erase("attachment", kept.id, reason="A face is in it")
    assert rows(book.db, 'SELECT count(*) FROM "attachment_content"') == [(0,)]
    assert book.check() == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", "empty-file"), (b"MZ\x90\0" + bytes(20), "wrong-file"), (b"PK\x03\x04 evil", "wrong-file")],
)
def test_that_what_cannot_be_attached_is_refused_by_its_bytes_whatever_its_name(
    book: BeatBook, content: bytes, kind: str
) -> None:
    file = Attachment(id=book.world.new_id(), name="harmless.pdf", media_type="application/pdf", fingerprint="x")
    with pytest.raises(Refusal) as refused, book.change("Attach"):
        book.attachments.attach(file, content)
    assert refused.value.kind == kind
    assert book.attachments.count() == 0


def test_that_a_file_over_the_limit_is_refused_and_no_byte_of_it_kept(book: BeatBook) -> None:
    file = Attachment(id=book.world.new_id(), name="film.png", media_type="image/png", fingerprint="x")
    with pytest.raises(Refusal, match="at most 10 MB"), book.change("Attach"):
        book.attachments.attach(file, PICTURE + bytes(LARGEST))
    assert rows(book.db, 'SELECT count(*) FROM "attachment_content"') == [(0,)]


def test_that_nothing_is_attached_outside_a_change(book: BeatBook) -> None:
    with pytest.raises(Fault):
        book.attachments.attach(
            Attachment(id=book.world.new_id(), name="gate.png", media_type="", fingerprint=""), PICTURE
        )


def test_that_a_draft_is_there_after_reopening_until_it_is_dropped(book: BeatBook) -> None:
    book.drafts.keep("d1", what="visit", title="Elm Park", body={"said": "Gate is b"})
    book.drafts.keep("d1", what="visit", title="Elm Park", body={"said": "Gate is broken"})
    again = reopened(book)
    (draft,) = again.drafts.of(what="visit")
    assert (draft.title, draft.body) == ("Elm Park", {"said": "Gate is broken"})
    assert again.drafts.of(what="meeting") == []
    assert again.can_undo() == again.can_undo(by=again.holder)
    again.drafts.drop("d1")
    assert again.drafts.of() == []


def test_that_erasing_a_person_removes_the_drafts_that_name_them(book: BeatBook) -> None:
    with book.change("Add somebody"):
        somebody = book.contacts.add(a_contact(book, "Wilhelmina Oakes"))
    book.drafts.keep("d1", what="visit", title="Visit", body={"said": "Spoke to Wilhelmina Oakes"})
    book.drafts.keep("d2", what="visit", title="Visit", body={"contacts": [somebody.id]})
    book.drafts.keep("d3", what="visit", title="Visit", body={"said": "Nobody in"})
    book.erase("contact", somebody.id, reason="Asked to be forgotten")
    assert [each.id for each in book.drafts.of()] == ["d3"]


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory: pytest.TempPathFactory) -> BeatBook:
    """A book whose visits come and go."""
    return a_book(tmp_path_factory.mktemp("touch"))


@settings(max_examples=25)
@given(steps=st.lists(st.tuples(st.sampled_from(["add", "move", "drop", "undo"]), st.integers(0, 40)), max_size=12))
def test_that_the_last_contact_is_kept_right_by_any_order_of_steps(
    shared_book: BeatBook, steps: list[tuple[str, int]]
) -> None:
    book, today = shared_book, shared_book.world.today()
    with book.change("Add places", undoable=False):
        for visit in book.visits.all():
            book.visits.remove(visit.id)
        places = [book.places.add(a_place(book, f"Place {number}")).id for number in range(2)]
        person = book.contacts.add(a_contact(book)).id
    for step, number in steps:
        there = [each.id for each in book.visits.all()]
        day = today - timedelta(days=number)
        if step == "add":
            with book.change("Log"):
                contacts = (person,) if number % 2 else ()
                book.visits.add(a_visit(book, places[number % 2], on=day, contacts=contacts))
        elif step == "move" and there:
            with book.change("Move"):
                book.visits.amend(there[number % len(there)], on=day, places=(places[number % 2],))
        elif step == "drop" and there:
            with book.change("Drop"):
                book.visits.remove(there[number % len(there)])
        elif step == "undo" and (last := book.can_undo()) and last.label in {"Log", "Move", "Drop"}:
            with contextlib.suppress(Refusal):
                book.undo()
        assert last_contacts(book) == asked_anew(book)
