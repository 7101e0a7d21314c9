"""Any set of files, read again in any order, changes nothing: shown for made-up files against every rule at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.intake.small_county import SmallGazetteer, beats
from wehere_desktop.intake.locating import Locator
from wehere_desktop.intake.offered_place import OfferedPlace
from wehere_desktop.intake.place_plan import PlacePlan
from wehere_desktop.intake.proposal import Proposal
from wehere_desktop.intake.settling import settled
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import Place, PlaceKind, PlaceStatus

NAMES = ("Elm Park School", "Elm Park Academy", "Oak Lane Primary", "St Mary's Infants", "St Mary's Juniors")
POSTCODES = ("CW7 1AA", "CW7 1AB", "CW7 2BB", "CW1 1AA", "L1 1AA", "ZZ1 1ZZ")
POSITIONS = (Position(53.19, -2.52), Position(53.1912, -2.52), Position(53.2, -2.54), Position(53.4, -2.98))


@dataclass(frozen=True)
class File:
    """A made-up file: its edition, and its rows as references, values and statuses."""

    edition: date | None
    rows: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]


def offered(file: File) -> Iterator[OfferedPlace]:
    for number, (reference, values) in enumerate(file.rows, start=2):
        yield OfferedPlace(number, (), dict(values), file.edition, "gias", reference, default_kind=PlaceKind.SCHOOL)


optional = {
    "phone": st.sampled_from(["1", "2"]),
    "status": st.sampled_from(list(PlaceStatus)),
    "details/Phase": st.sampled_from(["Primary", "Nursery"]),
}
anything = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(NAMES),
        "postcode": st.sampled_from(POSTCODES),
        "position": st.sampled_from(POSITIONS),
        **optional,
    },
)
# With a name, and within the county wherever it says that it lies: such a row is never rejected.
complete = st.fixed_dictionaries(
    {"name": st.sampled_from(NAMES), "postcode": st.sampled_from(POSTCODES[:4])},
    optional={"position": st.sampled_from(POSITIONS[:3]), **optional},
)
editions = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 1, 4)))


def usable(row: tuple[str, dict[str, Any]]) -> bool:
    reference, told = row
    return bool(reference) or ("name" in told and ("postcode" in told or "position" in told))


def files_of(values: st.SearchStrategy[dict[str, Any]], references: tuple[str, ...]) -> st.SearchStrategy[File]:
    rows = st.tuples(st.sampled_from(references), values).filter(usable)
    return st.builds(
        lambda edition, given_rows: File(edition, tuple((key, tuple(told.items())) for key, told in given_rows)),
        editions,
        st.lists(rows, min_size=1, max_size=5),
    )


numbered = files_of(complete, ("1", "2", "3"))
listed = files_of(complete, ("", "1", "2"))
any_files = files_of(anything, ("", "1", "2", "3"))


class Shelf:
    """Places kept in memory, written as a book would be."""

    def __init__(self, answer: str) -> None:
        self.places: dict[str, Place] = {}
        self.locator = Locator(beats(), SmallGazetteer())
        self.answer = answer
        self._count = count(1)

    def read(self, file: File) -> Proposal:
        """Read a file, write what it proposes, and return it."""
        plan = PlacePlan(self.places.values(), self.locator, new_id=lambda: f"{next(self._count):06}")
        for each in offered(file):
            plan.take(each)
        plan.finish()
        proposal = settled(as_proposal(plan), self.answer)  # type: ignore[arg-type] # drawn from the three answers
        counts = proposal.counts
        assert counts.rows == len(file.rows)
        assert counts.rows == counts.new + counts.changed + counts.unchanged + counts.duplicate + counts.rejected
        for record in proposal.new:
            (fact,) = record.facts
            assert isinstance(fact, Place)
            self.places[fact.id] = fact
        for change in (*proposal.changed, *proposal.confirmed):
            place = self.places[change.id]
            assert all(getattr(place, each.field) == each.before for each in change.written)
            self.places[change.id] = replace(place, **{each.field: each.after for each in change.written})
        return proposal


def as_proposal(plan: PlacePlan) -> Proposal:
    return Proposal(
        register="schools",
        file=__file__,  # type: ignore[arg-type] # never opened
        fingerprint="",
        edition=None,
        noun=("school", "schools"),
        headings=(),
        columns=(),
        counts=plan.counts(),
        new=plan.new(),
        changed=plan.changed(),
        confirmed=plan.confirmed(),
        duplicates=tuple(plan.held),
        rejected=tuple(plan.rejected),
    )


@given(given_files=st.lists(numbered, min_size=1, max_size=4), again=st.permutations(range(4)))
def test_that_a_second_reading_in_any_order_changes_nothing(given_files: list[File], again: list[int]) -> None:
    shelf = Shelf("new")
    for file in given_files:
        shelf.read(file)
    kept = dict(shelf.places)
    for number in again:
        if number < len(given_files):
            assert shelf.read(given_files[number]).changes_nothing
            assert shelf.places == kept


@given(file=listed, answer=st.sampled_from(["new", "match"]))
def test_that_a_file_answered_once_is_known_again(file: File, answer: str) -> None:
    shelf = Shelf(answer)
    shelf.read(file)
    kept = dict(shelf.places)
    proposal = shelf.read(file)
    assert proposal.changes_nothing
    assert proposal.counts.duplicate == 0
    assert shelf.places == kept


@given(given_files=st.lists(any_files, min_size=1, max_size=3), answer=st.sampled_from(["hold", "new", "match"]))
def test_that_reading_any_files_over_and_over_comes_to_rest(given_files: list[File], answer: str) -> None:
    # A row rejected for want of a name, or held back, may come in once another row has told more; then it is done.
    shelf = Shelf(answer)
    for _ in range(len(given_files) + 2):
        for file in given_files:
            shelf.read(file)
    assert all(shelf.read(file).changes_nothing for file in given_files)


@given(given_files=st.lists(any_files, min_size=1, max_size=4))
def test_that_a_place_never_lies_on_a_beat_of_another_authority(given_files: list[File]) -> None:
    shelf = Shelf("new")
    for file in given_files:
        shelf.read(file)
    authorities = {beat.id: beat.authorities for beat in beats()}
    for place in shelf.places.values():
        assert not place.beat or place.authority in authorities[place.beat]
