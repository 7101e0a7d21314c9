"""Questions of published crimes: every crime in exactly one mark at any zoom, and counts by beat that add up."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.crime_files import BEHAVIOUR, BURGLARY, NAME, SOLVED, UNSOLVED, a_crime, street_file
from tests.elm_park import TODAY, a_book
from tests.real_files import real_file
from wehere_desktop.intake.crimes import bring_in_crimes
from wehere_desktop.neighbourhood.crime import month_number
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.whereabouts import BeatAnchors, BeatFinder
from wehere_desktop.records.beat_finding import beat_finder
from wehere_desktop.records.crime_points import Crimes, open_crimes, totals
from wehere_desktop.records.point_field import View

NOW = date(2026, 11, 22)
JANUARY, FEBRUARY = (month_number(text) or 0 for text in ("2019-01", "2019-02"))
EVERYTHING = {"south": 52.9, "west": -3.2, "north": 53.6, "east": -1.9}
WEST = "E06000050"


def crimes_of(folder: Path, *rows: tuple[str, ...], name: str = NAME) -> Crimes:
    """Return crimes of which these rows were brought in."""
    bring_in_crimes(folder, street_file(folder, rows, name), today=NOW)
    return open_crimes(folder)


def in_all(crimes: Crimes, zoom: int) -> int:
    """Return how many crimes the marks of a view of everything stand for."""
    shown = crimes.on_map(crimes.months()).shown(View(**EVERYTHING, zoom=zoom))
    return sum(each.weight for each in shown)


def test_that_where_nothing_was_brought_in_there_is_nothing(tmp_path: Path) -> None:
    with open_crimes(tmp_path) as crimes:
        assert (crimes.months(), crimes.newest(), crimes.categories(), crimes.held()) == ((), None, (), ())
        assert len(crimes.on_map([JANUARY])) == 0
        assert crimes.spot("53190000,-2520000", [JANUARY]) is None


@settings(max_examples=15, deadline=None)
@given(spots=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 4)), min_size=1, max_size=40))
def test_that_the_marks_of_every_zoom_add_up_to_the_crimes(spots: list[tuple[int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        rows = [
            a_crime(lat=f"{53.0 + lat / 100:.6f}", lon=f"{-3.0 + lon / 50:.6f}")
            for lat, lon, times in spots
            for _ in range(times)
        ]
        with crimes_of(Path(name), *rows) as crimes:
            assert {in_all(crimes, zoom) for zoom in range(19)} == {len(rows)}


def test_that_a_month_replaced_leaves_no_mark_of_before(tmp_path: Path) -> None:
    crimes_of(tmp_path, *[a_crime(lat="53.100000")] * 9, a_crime(lat="53.200000")).close()
    with crimes_of(tmp_path, a_crime(lat="53.200000"), a_crime(lat="53.250000")) as crimes:
        assert {point.id for point in crimes.on_map([JANUARY]).points} == {"53200000,-2520000", "53250000,-2520000"}
        assert crimes.spot("53100000,-2520000", [JANUARY]) is None
        assert {in_all(crimes, zoom) for zoom in range(19)} == {2}


def test_that_months_and_kinds_narrow_the_map_and_a_point_tells_all_it_has(tmp_path: Path) -> None:
    crimes_of(
        tmp_path,
        a_crime("a", kind=BURGLARY, outcome=UNSOLVED),
        a_crime("b", kind=BURGLARY, outcome=UNSOLVED),
        a_crime("c", kind=BURGLARY, outcome=SOLVED),
        a_crime(),
    ).close()
    later = (a_crime(month="2019-02", area="Cheshire West and Chester 099Z"), a_crime(month="2019-02", lat="53.3"))
    with crimes_of(tmp_path, *later, name="2019-02-cheshire-street.csv") as crimes:
        assert crimes.newest() == FEBRUARY
        assert crimes.on_map([JANUARY]).weight == 4
        assert crimes.on_map([JANUARY, FEBRUARY]).weight == 6
        assert crimes.on_map([JANUARY, FEBRUARY], [BURGLARY]).weight == 3
        # One map point, though the second month gives it another statistical area
        found = crimes.spot("53190000,-2520000", [JANUARY, FEBRUARY])
        assert found is not None
        assert (found.street, found.number) == ("On or near Elm Road", 5)
        assert found.counts == (
            (FEBRUARY, BEHAVIOUR, "", 1),
            (JANUARY, BURGLARY, UNSOLVED, 2),
            (JANUARY, BEHAVIOUR, "", 1),
            (JANUARY, BURGLARY, SOLVED, 1),
        )
        assert crimes.spot("not a point", [JANUARY]) is None


def test_that_every_month_is_put_on_the_same_beats_and_the_counts_add_up(tmp_path: Path) -> None:
    crimes_of(tmp_path, a_crime(lat="53.100"), a_crime(lat="53.200"), a_crime(lat="", lon="", area="")).close()
    rows = (a_crime(month="2019-02", lat="53.100"), a_crime(month="2019-02", lat="53.101"))
    south, north = Position(53.1, -2.52), Position(53.2, -2.52)
    finder = BeatFinder([BeatAnchors("south", (WEST,), (south,)), BeatAnchors("north", (WEST,), (north,))])
    with crimes_of(tmp_path, *rows, name="2019-02-cheshire-street.csv") as crimes:
        counts = crimes.by_beat(finder, crimes.months())
        everything_north = BeatFinder([BeatAnchors("north", (WEST,), (north,))])
        moved = crimes.by_beat(everything_north, crimes.months())
    assert counts == {
        ("south", JANUARY, BEHAVIOUR): 1,
        ("north", JANUARY, BEHAVIOUR): 1,
        ("", JANUARY, BEHAVIOUR): 1,
        ("south", FEBRUARY, BEHAVIOUR): 2,
    }
    assert totals(counts) == totals(moved) == {JANUARY: 3, FEBRUARY: 2}
    assert totals(moved, beat="north") == {JANUARY: 2, FEBRUARY: 2}


def test_that_the_real_month_falls_on_the_beats_of_the_force(tmp_path: Path) -> None:
    bring_in_crimes(tmp_path, real_file("crime/2019-01-cheshire-street.csv"), today=NOW)
    with a_book(tmp_path) as book, open_crimes(tmp_path) as crimes:
        counts = crimes.by_beat(beat_finder(book, TODAY), crimes.months())
        beats = Counter(beat for beat, _, _ in counts)
        assert sum(counts.values()) == 8_379 == in_all(crimes, 12)
        assert len(beats) == len(book.beats.current(TODAY)) == 122
        assert "" not in beats
