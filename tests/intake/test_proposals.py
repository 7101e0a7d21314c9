"""Proposals: written as one change that one undo takes back, with duplicates settled and rejected rows told."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.elm_park import a_place
from tests.intake.small_county import SmallGazetteer, a_file
from tests.real_files import real_file
from wehere_desktop.intake import Options, apply, find_intakes, propose, write_rejected
from wehere_desktop.intake.settling import settled
from wehere_desktop.neighbourhood.fact import tidy
from wehere_desktop.neighbourhood.place import PlaceKind, PlaceStatus
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

HEADINGS = ("URN", "EstablishmentName", "Postcode", "EstablishmentStatus (name)", "TelephoneNum")
ROWS = (
    ("900001", "Elm Park Primary School", "CW7 1AA", "Open", "01606 550001"),
    ("900002", "Oak Lane School", "CW1 1AA", "Open", "=1+1"),
    ("900003", "Far School", "PE10 9EP", "Open", "@far"),
)


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    """Three schools, the last of them far away."""
    return a_file(tmp_path, "schools_20260901.csv", HEADINGS, *ROWS)


def test_that_proposing_writes_nothing(book: BeatBook, small: SmallGazetteer, schools: Path) -> None:
    proposal = propose(book, "schools", schools, small)
    assert (proposal.counts.new, book.places.count(), book.register_sources.count()) == (2, 0, 0)
    assert book.can_undo() is None


def test_that_applying_is_one_change_and_one_undo(book: BeatBook, small: SmallGazetteer, schools: Path) -> None:
    heard: list[str] = []
    book.on_change(lambda changed: heard.append(changed.label))
    apply(book, propose(book, "schools", schools, small))
    assert heard == ["Bring in 2 schools from schools_20260901.csv"]
    source = book.register_sources.all()[0]
    assert (source.rows, source.new, source.register) == (3, 2, "schools")
    assert str(source.edition) == "2026-09-01"
    assert len(source.fingerprint) == 64
    book.undo()
    assert (book.places.count(), book.register_sources.count()) == (0, 0)
    assert book.check() == []


def test_that_a_second_time_nothing_is_written_at_all(book: BeatBook, small: SmallGazetteer, schools: Path) -> None:
    apply(book, propose(book, "schools", schools, small))
    heard: list[str] = []
    book.on_change(lambda changed: heard.append(changed.label))
    again = apply(book, propose(book, "schools", schools, small))
    assert (again.counts.unchanged, again.counts.rejected, heard) == (2, 1, [])
    assert book.register_sources.count() == 1


def test_that_machines_read_counts_that_add_up(book: BeatBook, small: SmallGazetteer, schools: Path) -> None:
    told = propose(book, "schools", schools, small).as_json()
    assert told["rows"] == sum(told[key] for key in ("new", "changed", "unchanged", "duplicate", "rejected")) == 3
    assert told["refusal"] is None


def test_that_a_proposal_is_refused_when_the_book_has_changed_meanwhile(
    book: BeatBook, small: SmallGazetteer, schools: Path, tmp_path: Path
) -> None:
    first = propose(book, "schools", schools, small)
    apply(book, propose(book, "schools", schools, small))
    with pytest.raises(Refusal) as caught:
        apply(book, first)
    assert caught.value.kind == "book-changed"
    newer = a_file(tmp_path, "schools_20261001.csv", HEADINGS, (*ROWS[0][:4], "01606 559999"))
    proposal = propose(book, "schools", newer, small)
    with book.change("By hand"):
        book.places.amend(proposal.changed[0].id, phone="01606 000000")
    with pytest.raises(Refusal):
        apply(book, proposal)
    assert book.places.get(proposal.changed[0].id).phone == "01606 000000"


def test_that_the_user_may_stop_and_is_told_how_far_it_is(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path
) -> None:
    rows = [(str(number), f"School {number}", "CW7 1AA", "Open", "") for number in range(1600)]
    file = a_file(tmp_path, "many.csv", HEADINGS, *rows)
    seen: list[int] = []
    with pytest.raises(Refusal) as caught:
        propose(book, "schools", file, small, Options(progress=seen.append, stop=lambda: len(seen) == 2))
    assert (caught.value.kind, seen) == ("stopped", [500, 1000])


@pytest.fixture
def resembling(book: BeatBook, tmp_path: Path) -> Path:
    """A school the team made by hand, and a file with the same school under its number and two of one name."""
    with book.change("By hand"):
        book.places.add(
            a_place(book, "Elm Park Primary", postcode="CW7 1AA", latitude=53.19, longitude=-2.52, notes="Ring twice")
        )
    return a_file(
        tmp_path,
        "schools_20260901.csv",
        HEADINGS,
        ROWS[0],
        ("900011", "Oak Lane School", "CW1 1AA", "Closed", ""),
        ("900012", "Oak Lane Academy", "CW1 1AA", "Open", ""),
    )


def test_that_rows_like_a_place_are_held_back_with_name_and_distance(
    book: BeatBook, small: SmallGazetteer, resembling: Path
) -> None:
    done = apply(book, propose(book, "schools", resembling, small))
    assert (done.counts.new, done.counts.duplicate) == (1, 2)
    made, closed = done.duplicates
    assert (made.row, made.other_title, made.metres) == (2, "Elm Park Primary", 0)
    assert made.likeness >= 84
    assert (closed.row, closed.other_row) == (3, 4)
    assert [place.name for place in book.places.all()] == ["Elm Park Primary", "Oak Lane Academy"]


@pytest.mark.parametrize("answer", ["new", "match"])
def test_that_once_answered_they_are_known_again(
    book: BeatBook, small: SmallGazetteer, resembling: Path, answer: str
) -> None:
    options = Options(duplicates="new" if answer == "new" else "match")
    done = apply(book, propose(book, "schools", resembling, small, options))
    assert done.counts.duplicate == 0
    assert book.places.count() == (4 if answer == "new" else 2)
    for again in (options, Options()):
        proposal = propose(book, "schools", resembling, small, again)
        assert proposal.changes_nothing
        assert proposal.counts.unchanged == 3


def test_that_a_match_keeps_the_teams_notes_and_takes_the_registers_number(
    book: BeatBook, small: SmallGazetteer, resembling: Path
) -> None:
    apply(book, propose(book, "schools", resembling, small), duplicates="match")
    school = book.places.registered("gias")["900001"]
    assert (school.notes, school.name, school.phone) == ("Ring twice", "Elm Park Primary School", "01606 550001")
    oak = book.places.registered("gias")["900012"]
    assert oak.status is PlaceStatus.OPEN
    assert "known as gias 900011" in oak.editions


def test_that_a_school_that_became_an_academy_may_go_on_as_the_same_place(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path
) -> None:
    apply(book, propose(book, "schools", a_file(tmp_path, "schools_20250901.csv", HEADINGS, ROWS[0]), small))
    with book.change("Team's work"):
        book.places.amend(book.places.all()[0].id, notes="Ring twice")
    academy = ("900099", "Elm Park Academy", "CW7 1AA", "Open", "01606 550099")
    file = a_file(tmp_path, "schools_20260901.csv", HEADINGS, (*ROWS[0][:3], "Closed", ""), academy)
    apply(book, propose(book, "schools", file, small), duplicates="match")
    (place,) = book.places.all()
    assert (place.reference, place.name, place.status) == ("900099", "Elm Park Academy", PlaceStatus.OPEN)
    assert place.notes == "Ring twice"
    assert propose(book, "schools", file, small).changes_nothing


def test_that_an_unknown_answer_or_kind_is_refused(book: BeatBook, small: SmallGazetteer, resembling: Path) -> None:
    with pytest.raises(Refusal):
        settled(propose(book, "schools", resembling, small), "perhaps")  # type: ignore[arg-type] # what is tested
    with pytest.raises(Refusal) as caught:
        propose(book, "pupils", resembling, small)
    assert caught.value.kind == "no-such-intake"


def test_that_rejected_rows_go_to_a_file_that_can_be_mended_and_cannot_run(
    book: BeatBook, small: SmallGazetteer, schools: Path, tmp_path: Path
) -> None:
    proposal = propose(book, "schools", schools, small)
    longer = a_file(tmp_path, "b.csv", ("URN", "name"), ("1", "x", "y"), ("2",))
    out = tmp_path / "rejected.csv"
    assert write_rejected([proposal, propose(book, "schools", longer, small)], out) == 3
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["File", "Row", "Reason", *HEADINGS, "name", "Beyond the headings 1"]
    assert rows[1][:4] == ["schools_20260901.csv", "4", "outside Cheshire: PE10 9EP", "900003"]
    assert rows[1][7] == "'@far"
    assert rows[2][-1] == "y"
    assert write_rejected(proposal, out, over=True) == 1


def test_that_each_kind_of_intake_is_found_by_looking() -> None:
    found = find_intakes()
    assert {"schools", "places", "contacts"} <= set(found)
    assert all(each.title and each.help and each.name == name for name, each in found.items())


def test_that_a_formula_stays_text(book: BeatBook, small: SmallGazetteer, schools: Path) -> None:
    apply(book, propose(book, "schools", schools, small))
    assert book.places.registered("gias")["900002"].phone == "=1+1"
    assert book.places.registered("gias")["900002"].place_kind is PlaceKind.SCHOOL


def test_that_naughty_names_come_in_as_typed_or_are_rejected_plainly(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path
) -> None:
    strings = json.loads(real_file("hostile/blns/blns.json").read_text(encoding="utf-8"))
    rows = [(str(number), text, "CW7 1AA", "", text) for number, text in enumerate(strings)]
    file = a_file(tmp_path, "naughty.csv", HEADINGS, *rows)
    done = apply(book, propose(book, "schools", file, small), duplicates="new")
    assert done.counts.rows == len(strings)
    assert all(each.reason for each in done.rejected)
    kept = book.places.registered("gias")
    assert len(kept) == done.counts.new > 450
    for number, place in kept.items():
        assert place.name == tidy(" ".join(strings[int(number)].split()))
    assert propose(book, "schools", file, small).changes_nothing
    assert book.check() == []
