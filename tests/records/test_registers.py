"""The registers of promises and queries list the ids asked for, what is open before what is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.elm_park import TODAY, a_contact, a_place, an_officer
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife
from wehere_desktop.neighbourhood.query import Query
from wehere_desktop.records import BeatBook

A_DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def beat(book: BeatBook) -> str:
    """Winsford Wharton, with a school, its secretary, and things promised to and asked by them."""
    found = book.beats.by_police_id("vb02")
    assert found is not None
    new = book.world.new_id
    with book.change("Begin"):
        place = book.places.add(a_place(book, beat=found.id)).id
        sam = book.officers.add(an_officer(book)).id
        helen = book.contacts.add(a_contact(book)).id
        for words, owner, where, due, life, closed in (
            ("no day", book.holder, place, None, PromiseLife.OPEN, None),
            ("next", book.holder, "", TODAY + A_DAY, PromiseLife.OPEN, None),
            ("late", sam, place, TODAY - A_DAY, PromiseLife.OPEN, None),
            ("old", book.holder, place, TODAY, PromiseLife.KEPT, TODAY - 9 * A_DAY),
            ("fresh", book.holder, place, TODAY, PromiseLife.KEPT, TODAY - A_DAY),
        ):
            book.promises.add(
                Promise(
                    id=new(),
                    promised=f"The {words} one",
                    place=where,
                    contact=helen if words == "next" else "",
                    owner=owner,
                    made_on=TODAY - 20 * A_DAY,
                    due_on=due,
                    life=life,
                    closed_on=closed,
                )
            )
        for words, hours, answered, where, own in (
            ("fresh", 1, None, "", found.id),
            ("over", 80, None, place, ""),
            ("done", 90, NOW, "", ""),
        ):
            book.queries.add(
                Query(
                    id=new(),
                    question=f"The {words} one?",
                    received=NOW - timedelta(hours=hours),
                    answered=answered,
                    place=where,
                    beat=own,
                    owner=book.holder,
                )
            )
    return found.id


def promised(book: BeatBook, ids: list[str]) -> list[str]:
    return [each.promised.removeprefix("The ").removesuffix(" one") for each in book.promises.many(ids)]


def asked(book: BeatBook, ids: list[str]) -> list[str]:
    return [each.question.removeprefix("The ").removesuffix(" one?") for each in book.queries.many(ids)]


def test_that_promises_come_by_their_day_then_without_one_then_the_latest_closed(book: BeatBook, beat: str) -> None:
    assert promised(book, book.promises.listed(today=TODAY)) == ["late", "next", "no day", "fresh", "old"]
    assert promised(book, book.promises.listed(today=TODAY, stands="late")) == ["late"]
    assert promised(book, book.promises.listed(today=TODAY, stands="kept")) == ["fresh", "old"]
    assert book.promises.listed(today=TODAY, stands="could not") == []


def test_that_promises_are_narrowed_to_an_owner_or_a_beat(book: BeatBook, beat: str) -> None:
    def listed(owners: tuple[str, ...], beats: tuple[str, ...]) -> list[str]:
        return promised(book, book.promises.listed(today=TODAY, stands="open", owners=owners, beats=beats))

    (sam,) = book.officers.known_as("Sam Ashdown")
    assert listed((sam.id,), ()) == ["late"]
    assert listed((), (beat,)) == ["late", "no day"]
    assert listed((book.holder,), (beat,)) == ["late", "next", "no day"]


@pytest.mark.parametrize(
    ("text", "names"),
    [("nex", ["next"]), ("elm pri", ["late", "no day"]), ("marsh", ["next"]), ("'\"*%", []), ("zz", [])],
)
def test_that_words_find_promises_by_themselves_their_place_or_person(
    book: BeatBook, beat: str, text: str, names: list[str]
) -> None:
    assert promised(book, book.promises.listed(today=TODAY, stands="open", text=text)) == names


def test_that_late_promises_are_counted_of_one_or_of_all(book: BeatBook, beat: str) -> None:
    assert book.promises.how_many_late(TODAY) == 1
    assert book.promises.how_many_late(TODAY, owner=book.holder) == 0


def test_that_queries_come_with_the_longest_waiting_first(book: BeatBook, beat: str) -> None:
    assert asked(book, book.queries.listed(now=NOW)) == ["over", "fresh", "done"]
    assert asked(book, book.queries.listed(now=NOW, stands="late")) == ["over"]
    assert asked(book, book.queries.listed(now=NOW, stands="waiting", beats=(beat,))) == ["over", "fresh"]
    assert asked(book, book.queries.listed(now=NOW, stands="answered")) == ["done"]
    assert asked(book, book.queries.listed(now=NOW, text="elm")) == ["over"]
    assert book.queries.listed(now=NOW, owners=("sam",)) == []


def test_that_waiting_queries_are_counted_up_to_a_moment(book: BeatBook, beat: str) -> None:
    assert book.queries.how_many_waiting(received_by=NOW) == 2
    assert book.queries.how_many_waiting(received_by=NOW - timedelta(hours=72)) == 1
    assert book.queries.how_many_waiting(received_by=NOW, owner="sam") == 0
