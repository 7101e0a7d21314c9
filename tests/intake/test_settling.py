"""Rows held back are settled one by one, and what one writes never depends on an answer that was not given."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from tests.elm_park import a_contact, a_place, a_role
from tests.intake.small_county import SmallGazetteer, a_file
from wehere_desktop.intake import Proposal, apply, propose
from wehere_desktop.intake.declaration import Duplicates
from wehere_desktop.intake.proposal import Came
from wehere_desktop.intake.settling import settled, sharing_an_answer
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

HEADINGS = ("URN", "EstablishmentName", "Postcode", "TelephoneNum", "SchoolWebsite")
ROWS = (
    ("900001", "Elm Park Primary School", "CW7 1AA", "01606 550001", ""),
    ("900002", "Elm Park Primary Academy", "CW7 1AA", "", "elm.example.org"),
    ("900001", "Elm Park Primary School", "CW7 1AA", "", "elm.example.org"),
    ("900003", "Oak House School", "CW1 1AA", "", ""),
)


@pytest.fixture
def held(book: BeatBook, small: SmallGazetteer, tmp_path: Path) -> Proposal:
    """A school made by hand, and a file with three rows that may be it, two of them under one name, and a new one."""
    with book.change("By hand"):
        book.places.add(a_place(book, "Elm Park Primary", postcode="CW7 1AA", latitude=53.19, longitude=-2.52))
    file = a_file(tmp_path, "schools_20260901.csv", HEADINGS, *ROWS)
    proposal = propose(book, "schools", file, small)
    assert [each.row for each in proposal.duplicates] == [2, 3, 4]
    return proposal


def test_that_each_row_is_told_once_and_as_it_is_counted(held: Proposal) -> None:
    assert [each.row for each in held.told] == [2, 3, 4, 5]
    for came in get_args(Came):
        assert sum(1 for each in held.told if each.came == came) == getattr(held.counts, came)


def test_that_rows_of_one_name_share_their_answer(held: Proposal) -> None:
    assert sharing_an_answer(held.duplicates) == {2: (2, 4), 4: (2, 4), 3: (3,)}
    done = settled(held, {4: "new"})
    assert [each.row for each in done.duplicates] == [3]
    assert [each.row for each in done.new] == [2, 5]
    assert (done.counts.new, done.counts.unchanged, done.counts.duplicate) == (2, 1, 1)


def test_that_a_match_writes_nothing_of_a_row_that_was_no_match(book: BeatBook, held: Proposal) -> None:
    apply(book, held, duplicates={2: "new", 3: "match"})
    places = {each.name: each for each in book.places.all()}
    assert set(places) == {"Elm Park Primary Academy", "Elm Park Primary School", "Oak House School"}
    academy = places["Elm Park Primary Academy"]
    assert (academy.phone, academy.website, academy.reference) == ("", "elm.example.org", "900002")
    assert places["Elm Park Primary School"].phone == "01606 550001"


def test_that_rows_not_answered_stay_out(book: BeatBook, held: Proposal) -> None:
    done = apply(book, held, duplicates={3: "hold"})
    assert (done.counts.duplicate, book.places.count()) == (3, 2)


def every_answer(held: Proposal) -> Iterator[dict[int, Duplicates]]:
    answers: tuple[Duplicates, ...] = ("hold", "new", "match")
    for first in answers:
        for second in answers:
            yield {2: first, 3: second}


def test_that_whatever_is_answered_the_counts_add_up_and_agree_with_the_rows(held: Proposal) -> None:
    for answers in every_answer(held):
        done = settled(held, answers)
        counts = {came: getattr(done.counts, came) for came in get_args(Came)}
        assert sum(counts.values()) == done.counts.rows == 4
        assert counts == {came: sum(1 for each in done.told if each.came == came) for came in get_args(Came)}
        known = {each.facts[0].id for each in done.new} | {each.id for each in done.changed} | {"", *_held_ids(done)}
        assert {each.record for each in done.told if each.came in {"new", "changed"}} <= known


def _held_ids(proposal: Proposal) -> set[str]:
    return {each.other for each in proposal.duplicates}


def test_that_one_answer_for_all_is_the_same_as_that_answer_for_each(held: Proposal) -> None:
    for answer in ("hold", "new", "match"):
        each = dict.fromkeys((row.row for row in held.duplicates), answer)
        assert settled(held, each) == settled(held, answer)  # type: ignore[arg-type] # one of the three


def test_that_an_answer_that_is_none_is_refused(held: Proposal) -> None:
    with pytest.raises(Refusal) as caught:
        settled(held, {2: "perhaps"})  # type: ignore[dict-item] # what is tested
    assert caught.value.kind == "bad-answer"


def test_that_two_rows_about_one_person_both_fill_what_is_blank(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path
) -> None:
    with book.change("By hand"):
        place = book.places.add(a_place(book))
        helen = book.contacts.add(a_contact(book))
        book.contact_roles.add(a_role(book, helen.id, place.id))
    headings = ("Name", "Place", "Mobile", "E-mail", "Organisation")
    rows = (
        ("Helen Marsh", place.name, "", "", "Elm Park"),
        ("Helen March", place.name, "07700 900001", "", ""),
        ("Helen Marsch", place.name, "", "helen@example.org", ""),
    )
    proposal = propose(book, "contacts", a_file(tmp_path, "people.csv", headings, *rows), small)
    assert (proposal.counts.changed, proposal.counts.duplicate) == (1, 2)
    apply(book, proposal, duplicates="match")
    (kept,) = book.contacts.all()
    assert (kept.organisation, kept.mobile, kept.email) == ("Elm Park", "07700 900001", "helen@example.org")
    assert book.contact_roles.count() == 1


def test_that_progress_is_told_and_an_end_half_way_leaves_nothing(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path
) -> None:
    letters = random.Random(7)  # noqa: S311 - names that are not alike
    names = ["".join(letters.choices("bcdfghklmnprst", k=9)) for _ in range(1_200)]
    file = a_file(tmp_path, "list_20260901.csv", ("Name", "Postcode"), *((name, "CW7 1AA") for name in names))
    proposal = propose(book, "places", file, small)
    seen: list[tuple[int, int]] = []

    class Enough(Exception):
        """Somebody wants to stop."""

    def tell(done: int, of: int) -> None:
        seen.append((done, of))
        if done >= 1_000 and len(seen) == 2:
            raise Enough

    with pytest.raises(Enough):
        apply(book, proposal, duplicates="new", progress=tell)
    assert seen == [(500, 1_200), (1_000, 1_200)]
    assert (book.places.count(), book.register_sources.count(), book.can_undo()) == (0, 0, None)
    apply(book, proposal, duplicates="new", progress=tell)
    assert seen[-1] == (1_200, 1_200)
    assert book.places.count() == 1_200
