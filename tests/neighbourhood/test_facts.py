"""What facts declare, what of them may be published, and why some cannot be kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.fact import fields_of, may_be_published, problems, published, tidy, title_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.officer import Absence, holds_on
from wehere_desktop.neighbourhood.place import Place, PlaceKind, PlaceStatus, address_of, frequency_of
from wehere_desktop.neighbourhood.touch import due_on, losing_touch
from wehere_desktop.neighbourhood.visit import Visit, check

TODAY = date(2026, 11, 22)


def a_place(**fields: object) -> Place:
    """Return a place named Elm Park, brought into the book on 1 November."""
    given_fields: dict[str, object] = {"id": "p", "name": "Elm Park", "created": datetime(2026, 11, 1, 9, tzinfo=UTC)}
    return Place(**(given_fields | fields))  # type: ignore[arg-type]


def test_that_only_fields_declared_public_reach_print() -> None:
    contact = Contact(id="c", name="Helen Marsh", phone="01632 960417", notes="Prefers tea")
    assert [published(contact, name) for name in ("name", "phone", "notes")] == ["", "", ""]
    marked = Contact(id="c", name="Helen Marsh", phone="01632 960417", publishable=True)
    assert [published(marked, name) for name in ("name", "phone")] == ["Helen Marsh", ""]


def test_that_personal_channels_and_notes_are_never_public_in_any_kind() -> None:
    for kind in KINDS.values():
        for each in fields_of(kind):
            if each.name in {"notes", "note", "reason", "said", "learnt", "mobile"}:
                assert each.told.public == "never", (kind, each.name)
    assert not may_be_published(Absence(id="a", officer="o", reason="sick"), "reason")


def test_that_a_record_is_known_by_its_title_fields() -> None:
    assert title_of(a_place()) == "Elm Park"
    assert title_of(Absence(id="a", officer="o")) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Elm  Park ", "Elm  Park"), ("e\N{COMBINING ACUTE ACCENT}", "é"), ("\N{NO-BREAK SPACE}x\n", "x"), ("", "")],
)
def test_that_text_is_kept_trimmed_and_composed(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@given(st.text())
def test_that_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_that_every_reason_is_pinned_to_its_field() -> None:
    found = problems(a_place(name="", town="x" * 301, notes="a\x00b"))
    assert [(each.field, each.kind) for each in found] == [
        ("name", "missing"),
        ("town", "too-long"),
        ("notes", "bad-character"),
    ]
    assert all(each.remedy for each in found)


def test_that_a_place_wants_its_own_frequency_else_the_usual_of_its_kind() -> None:
    assert frequency_of(a_place(place_kind=PlaceKind.CARE_HOME)) == 28
    assert frequency_of(a_place(place_kind=PlaceKind.PUB)) == 84
    assert frequency_of(a_place(place_kind=PlaceKind.CARE_HOME, frequency=10)) == 10


def test_that_an_address_leaves_out_blanks_and_repeats() -> None:
    place = a_place(street="School Road", locality="Winsford", town="Winsford", postcode="CW7 3EP")
    assert address_of(place) == "School Road, Winsford, CW7 3EP"


def test_that_a_place_never_contacted_is_due_from_the_day_it_came_in() -> None:
    assert due_on(a_place(), None, today=TODAY) == date(2026, 11, 1)
    assert due_on(a_place(frequency=10), TODAY, today=TODAY) == TODAY + timedelta(days=10)


@given(st.lists(st.one_of(st.none(), st.integers(0, 400)), max_size=12), st.integers(0, 30))
def test_that_those_losing_touch_are_all_due_and_in_order(waits: list[int | None], ahead: int) -> None:
    places = [a_place(id=str(number), name=f"Place {number}") for number in range(len(waits))]
    last = {str(number): TODAY - timedelta(days=wait) for number, wait in enumerate(waits) if wait is not None}
    found = losing_touch(places, last, today=TODAY, ahead=ahead)
    assert all(each.due <= TODAY + timedelta(days=ahead) for each in found)
    assert len(found) == sum(wait is None or wait + ahead >= 84 for wait in waits)
    assert [each.last is not None for each in found] == sorted(each.last is not None for each in found)
    seen = [each.days_late for each in found if each.last is not None]
    assert seen == sorted(seen, reverse=True)


def test_that_closed_places_are_nobodys_loss() -> None:
    closed = [a_place(status=status) for status in (PlaceStatus.CLOSED, PlaceStatus.PROPOSED)]
    assert losing_touch(closed, {}, today=TODAY) == []
    assert len(losing_touch([a_place(status=PlaceStatus.CLOSING)], {}, today=TODAY)) == 1


def test_that_a_spell_holds_on_both_its_ends() -> None:
    assert holds_on(TODAY, TODAY, TODAY)
    assert holds_on(None, None, TODAY)
    assert not holds_on(TODAY + timedelta(days=1), None, TODAY)


def test_that_a_visit_needs_somewhere_something_and_a_day_that_has_come() -> None:
    empty = Visit(id="v", on=TODAY + timedelta(days=1), officer="o")
    assert [each.field for each in check(empty, today=TODAY)] == ["on", "places", "said"]
    assert check(Visit(id="v", on=TODAY, officer="o", contacts=("c",), learnt="Bins"), today=TODAY) == []
