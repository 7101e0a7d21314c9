"""Boundaries brought in: matched to beats, dated, and places moved by them, all in one change."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shapely

from tests.intake.small_county import SmallGazetteer
from tests.pace import A_SECOND, paces
from tests.real_files import FOLDER, real_file
from wehere_desktop.cartography.sketch import load_sketch
from wehere_desktop.formats.boundary_files import read_boundaries
from wehere_desktop.intake import Options, Proposal, apply, propose
from wehere_desktop.neighbourhood.boundary import area_of, from_grid, polygons_of
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.national_grid import many_to_grid, to_wgs84
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.whereabouts import BY_HAND, BeatStep
from wehere_desktop.records import BeatBook
from wehere_desktop.records.beat_finding import beat_finder
from wehere_desktop.refusal import Refusal

WARDS = {
    "cheshire_east": (52, "E06000049"),
    "cheshire_west_and_chester": (46, "E06000050"),
    "halton": (21, "E06000006"),
    "warrington": (22, "E06000007"),
}
REACH = 0.02


def around(beat: Beat, reach: float = REACH, *, shift: float = 0.0) -> list[list[float]]:
    lat, lon = map(float, beat.anchors[0].split())
    lon += shift
    west, east, south, north = lon - reach, lon + reach, lat - reach, lat + reach
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def a_file(folder: Path, *named: tuple[str, list[list[float]]], name: str = "beats.geojson") -> Path:
    features = [
        {"type": "Feature", "properties": {"NAME": each}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for each, ring in named
    ]
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def read(book: BeatBook, path: Path, **options: Any) -> Proposal:
    return propose(book, "boundaries", path, SmallGazetteer(), Options(**options))


def beat(book: BeatBook, name: str) -> Beat:
    return next(each for each in book.beats.all() if each.name == name)


def add_place(book: BeatBook, at: Beat, *, on: Beat | None, found_by: str = "", shift: float = 0.0) -> str:
    lat, lon = map(float, at.anchors[0].split())
    with book.change("Add"):
        return book.places.add(
            Place(
                id=book.world.new_id(), name=f"Hall {book.places.count()}", latitude=lat, longitude=lon + shift,
                authority=at.authorities[0], beat=on.id if on is not None else "", found_by=found_by,
            )
        ).id  # fmt: skip


@pytest.mark.parametrize("said", ["Boughton", "BOUGHTON ", "AA02", "aa02"])
def test_that_an_outline_goes_to_the_beat_of_its_id_or_name_whatever_its_capitals(
    book: BeatBook, tmp_path: Path, said: str
) -> None:
    boughton = beat(book, "Boughton")
    proposal = read(book, a_file(tmp_path, (said, around(boughton))))
    assert (proposal.counts.rows, proposal.counts.new) == (1, 1)
    apply(book, proposal)
    (kept,) = book.beat_boundaries.all()
    assert (kept.beat, kept.valid_from, kept.valid_to) == (boughton.id, book.world.today(), None)
    assert (kept.source, len(kept.fingerprint)) == ("beats.geojson", 64)
    assert [list(corner) for corner in polygons_of(kept.rings)[0][0]] == [
        [round(lon, 6), round(lat, 6)] for lon, lat in around(boughton)
    ]


def test_that_a_name_like_a_beats_is_held_back_to_be_matched_but_can_never_be_new(
    book: BeatBook, tmp_path: Path
) -> None:
    whole = beat(book, "Neston & Parkgate")
    file = a_file(tmp_path, ("Neston", around(whole)), ("Parkgate", around(whole, shift=0.03)))
    proposal = read(book, file)
    assert [(held.title, held.other) for held in proposal.duplicates] == [("Neston", whole.id), ("Parkgate", whole.id)]
    assert proposal.changes_nothing
    with pytest.raises(Refusal, match="cannot be new"):
        apply(book, proposal, duplicates="new")
    assert book.beat_boundaries.count() == 0
    done = apply(book, proposal, duplicates="match")
    assert (done.counts.changed, done.counts.duplicate) == (2, 0)
    (kept,) = book.beat_boundaries.all()
    assert area_of(polygons_of(kept.rings)).area == pytest.approx(0.04 * 0.07, rel=1e-3)


def test_that_of_two_outlines_for_one_beat_the_one_left_out_is_not_in_it(book: BeatBook, tmp_path: Path) -> None:
    whole = beat(book, "Neston & Parkgate")
    file = a_file(tmp_path, ("Neston", around(whole)), ("Parkgate", around(whole, shift=0.03)))
    apply(book, read(book, file), duplicates={2: "match"})
    (kept,) = book.beat_boundaries.all()
    assert area_of(polygons_of(kept.rings)).area == pytest.approx(0.04 * 0.04, rel=1e-3)


def test_that_a_persons_word_gives_an_outline_its_beat_or_leaves_it_out(book: BeatBook, tmp_path: Path) -> None:
    boughton = beat(book, "Boughton")
    file = a_file(tmp_path, ("Zone 1", around(boughton)), ("Zone 2", around(boughton, shift=0.1)))
    proposal = read(book, file, mapping={"Zone 1": "AA02", "Zone 2": ""})
    assert [each.facts[0].beat for each in proposal.new] == [boughton.id]  # type: ignore[attr-defined] # an outline
    assert [(each.row, each.reason) for each in proposal.rejected] == [(2, "left out as asked")]
    with pytest.raises(Refusal, match="no beat in this book"):
        read(book, file, mapping={"Zone 1": "QQ99"})
    alone = a_file(tmp_path, ("Zone 1", around(boughton)), name="one.geojson")
    assert read(book, alone, beat=boughton.id).counts.new == 1


def test_that_what_cannot_be_a_beats_is_rejected_with_its_reason(book: BeatBook, tmp_path: Path) -> None:
    boughton = beat(book, "Boughton")
    ring = around(boughton)
    swapped = [[lat, lon] for lon, lat in ring]
    abroad = [[lon + 20, lat] for lon, lat in ring]
    file = a_file(
        tmp_path,
        ("Nowhere", ring),
        ("", ring),
        ("Boughton", around(boughton, shift=1.0)),
        ("Boughton", swapped),
        ("Boughton", abroad),
    )
    assert [each.reason for each in read(book, file).rejected] == [
        "no beat is called “Nowhere”",
        "no beat is called “beats”",
        "it is called “Boughton”, but lies 65 km from that beat",
        "its latitudes and longitudes are swapped",
        "it lies outside Great Britain",
    ]


def test_that_a_new_outline_ends_the_old_one_and_a_second_time_changes_nothing(book: BeatBook, tmp_path: Path) -> None:
    boughton, today = beat(book, "Boughton"), book.world.today()
    first = a_file(tmp_path, ("Boughton", around(boughton)))
    apply(book, read(book, first, as_of=today - timedelta(days=30)))
    again = read(book, first)
    assert (again.counts.unchanged, again.changes_nothing) == (1, True)
    second = a_file(tmp_path, ("Boughton", around(boughton, 0.03)), name="new.geojson")
    apply(book, read(book, second))
    newer, older = book.beat_boundaries.of_beat(boughton.id)
    assert (newer.valid_from, newer.valid_to) == (today, None)
    assert older.valid_to == today - timedelta(days=1)
    assert [each.id for each in book.beat_boundaries.current(today)] == [newer.id]
    assert [each.id for each in book.beat_boundaries.current(today - timedelta(days=1))] == [older.id]
    late = read(book, first, as_of=today - timedelta(days=2))
    assert late.rejected[0].reason.startswith("Boughton has a newer outline, from ")
    third = a_file(tmp_path, ("Boughton", around(boughton, 0.04)), name="third.geojson")
    apply(book, read(book, third))
    assert [each.source for each in book.beat_boundaries.of_beat(boughton.id)] == ["third.geojson", "beats.geojson"]


def test_that_the_days_edition_is_that_of_the_files_name_and_never_one_to_come(book: BeatBook, tmp_path: Path) -> None:
    boughton = beat(book, "Boughton")
    named = a_file(tmp_path, ("Boughton", around(boughton)), name="beats_20260301.geojson")
    assert read(book, named).edition == date(2026, 3, 1)
    with pytest.raises(Refusal, match="still to come"):
        read(book, named, as_of=book.world.today() + timedelta(days=1))


def test_that_places_move_in_the_same_change_and_one_undo_takes_all_back(book: BeatBook, tmp_path: Path) -> None:
    boughton, other = beat(book, "Boughton"), beat(book, "Blacon")
    account = "Position: given. Authority: its postcode. Beat: the nearest anchor point."
    moving = add_place(book, boughton, on=other, found_by=account)
    right = add_place(book, boughton, on=boughton, found_by=account)
    by_hand = add_place(book, boughton, on=other, found_by=f"{account} {BY_HAND}")
    far = add_place(book, other, on=other, found_by=account)
    proposal = read(book, a_file(tmp_path, ("Boughton", around(boughton, 0.01))))
    assert [each.split(":")[0] for each in proposal.findings] == [
        "1 place moves to another beat",
        "1 place stays where a person put it",
    ]
    apply(book, proposal)
    moved = book.places.get(moving)
    assert (moved.beat, moved.found_by) == (
        boughton.id,
        "Position: given. Authority: its postcode. Beat: inside the beat's boundary.",
    )
    assert [book.places.get(each).beat for each in (right, by_hand, far)] == [boughton.id, other.id, other.id]
    book.undo()
    assert book.places.get(moving).beat == other.id
    assert book.beat_boundaries.count() == 0


def test_that_a_place_left_out_by_its_beats_outline_goes_to_the_nearest_beat_without_one_or_stays(
    book: BeatBook, tmp_path: Path
) -> None:
    boughton = beat(book, "Boughton")
    outside = add_place(book, boughton, on=boughton, shift=0.05)
    foreign = add_place(book, boughton, on=boughton, shift=0.05)
    with book.change("Move"):
        book.places.amend(foreign, authority="E09000033")
    proposal = read(book, a_file(tmp_path, ("Boughton", around(boughton, 0.01))))
    assert proposal.findings[-1].startswith("1 place lies in no outline and stays on its beat: ")
    apply(book, proposal)
    assert book.places.get(outside).beat not in {"", boughton.id}
    assert book.places.get(outside).found_by == "Beat: the nearest anchor point."
    assert book.places.get(foreign).beat == boughton.id


def test_that_what_is_brought_in_later_lies_by_the_outline(book: BeatBook, tmp_path: Path) -> None:
    other = beat(book, "Blacon")
    ring = [[-2.53, 53.18], [-2.51, 53.18], [-2.51, 53.2], [-2.53, 53.2], [-2.53, 53.18]]
    apply(book, read(book, a_file(tmp_path, ("Zone", ring)), mapping={"Zone": other.id}))
    table = tmp_path / "halls.csv"
    table.write_text("name,postcode\nElm Hall,CW7 1AA\n", encoding="utf-8")
    apply(book, propose(book, "places", table, SmallGazetteer(), Options()))
    (hall,) = book.places.called("Elm Hall")
    assert (hall.beat, hall.found_by.endswith("Beat: inside the beat's boundary.")) == (other.id, True)


def test_that_overlaps_are_told_and_mended_only_when_asked(book: BeatBook, tmp_path: Path) -> None:
    boughton, city = beat(book, "Boughton"), beat(book, "Chester City")
    file = a_file(tmp_path, ("Boughton", around(boughton)), ("Chester City", around(city)))
    assert "1 overlap between outlines: Boughton and Chester City by" in read(book, file).findings[0]
    apply(book, read(book, file, mend=True))
    one, other = (area_of(polygons_of(each.rings)) for each in book.beat_boundaries.all())
    assert one.intersection(other).area < 1e-9
    assert read(book, file).findings


def test_that_what_is_wrong_is_ready_to_be_shown_with_what_becomes_of_it(book: BeatBook, tmp_path: Path) -> None:
    one, other, far = (beat(book, name) for name in ("Winsford Wharton", "Winsford Over and Verdin", "Boughton"))
    lat, lon = map(float, one.anchors[0].split())
    west, over = around(one), around(one, shift=REACH * 1.5)
    bow = [[lon - 0.3, lat], [lon - 0.2, lat + 0.1], [lon - 0.2, lat], [lon - 0.3, lat + 0.1], [lon - 0.3, lat]]
    path = a_file(tmp_path, (one.name, west), (other.name, over), (far.name, bow))
    for mend, words in ((True, "stays with Winsford"), (False, "left as it is")):
        proposal = read(book, path, mend=mend)
        assert proposal.boundaries is not None
        seen = proposal.boundaries()
        assert seen.mends is mend
        assert [each.sort for each in seen.troubles] == ["crossing", "overlap"]
        crossing, overlap = seen.troubles
        assert crossing.about == "Boughton"
        assert crossing.becomes == ("cut where it crosses" if mend else "left as it is")
        assert overlap.becomes.startswith(words)
        assert "Winsford Wharton" in overlap.about
        assert overlap.size.endswith("hectares")
        (ring,) = overlap.rings
        assert min(east for east, _ in ring) < overlap.at[0] < max(east for east, _ in ring)
        assert {each.name for each in seen.outlines if each.brought} == {one.name, other.name, far.name}
        assert all(sentence in proposal.findings for sentence in seen.sentences)


@pytest.mark.parametrize(
    "ring",
    [
        [[-2.5, 53.19]] * 5,
        [[-2.5, 53.19], [-2.4, 53.19], [-2.3, 53.19], [-2.5, 53.19]],
        [[-2.5, 53.19], [-2.4, 53.19], [-2.5, 53.19000001], [-2.5, 53.19]],
        [[-2.5, 53.19], [-2.4, 53.29], [-2.4, 53.19], [-2.5, 53.29], [-2.4, 53.24], [-2.5, 53.24], [-2.5, 53.19]],
    ],
    ids=["a point", "a line", "a sliver", "a knot"],
)
def test_that_outlines_of_next_to_nothing_are_shown_or_rejected(
    book: BeatBook, tmp_path: Path, ring: list[list[float]]
) -> None:
    proposal = read(book, a_file(tmp_path, ("Winsford Wharton", ring), ("Boughton", around(beat(book, "Boughton")))))
    assert proposal.boundaries is not None
    seen = proposal.boundaries()
    assert "Boughton" in {each.name for each in seen.outlines if each.brought}
    assert all(len(each.rings[0]) >= 3 for each in seen.outlines)


def test_that_a_gap_says_who_has_it_or_that_it_stays(book: BeatBook, tmp_path: Path) -> None:
    one = beat(book, "Winsford Wharton")
    for reach, words in ((0.001, "goes to Winsford Wharton"), (0.005, "stays: it may be a beat of its own")):
        features = {
            "type": "Feature",
            "properties": {"NAME": one.name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [around(one), around(one, reach)[::-1]],
            },
        }
        path = tmp_path / f"hole{reach}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [features]}), encoding="utf-8")
        proposal = read(book, path, mend=True)
        assert proposal.boundaries is not None
        (gap,) = proposal.boundaries().troubles
        assert (gap.sort, gap.becomes) == ("gap", words)


def test_that_all_wards_of_the_four_authorities_are_taken_and_cover_them(book: BeatBook) -> None:
    names = {each.name.casefold(): each.id for each in book.beats.all()}
    rows, exact = 0, 0
    for authority, (wards, _) in WARDS.items():
        file = real_file(f"boundaries/ukgeojson/wards_{authority}.geojson")
        proposal = read(book, file)
        counts = proposal.counts
        assert counts.rows == wards == counts.new + counts.duplicate + counts.rejected
        outlines = read_boundaries(file).outlines
        sure = {each.name for each in outlines if each.name.casefold() in names}
        near = {each.title for each in proposal.told if each.came == "new"}
        # Of the same name and yet far off is only the ward of Sutton, whose namesake is another authority's beat
        assert sure - near <= {"Sutton"}
        assert all(each.reason for each in proposal.rejected)
        whole = area_of([polygon for each in outlines for polygon in each.polygons])
        taken = shapely.union_all([area_of(each.polygons) for each in outlines])
        assert taken.area == pytest.approx(whole.area, rel=1e-6)
        assert sum(shapely.Polygon(ring).area for part in shapely.get_parts(taken) for ring in part.interiors) < 1e-7
        rows, exact = rows + counts.rows, exact + counts.new
    assert rows == 141
    assert exact >= 90


def test_that_bristols_boundary_from_the_grid_and_in_degrees_ends_within_two_metres() -> None:
    grid = read_boundaries(real_file("boundaries/bng_bristol_boundary.geojson"))
    degrees = read_boundaries(real_file("boundaries/wgs84_bristol_boundary.geojson"))
    assert (grid.on_grid, degrees.on_grid) == (True, False)
    one, other = [
        shapely.MultiLineString([list(many_to_grid(ring)) for polygon in polygons for ring in polygon])
        for polygons in (from_grid(grid.outlines[0].polygons), degrees.outlines[0].polygons)
    ]
    assert shapely.hausdorff_distance(one, other) < 2


def test_that_the_wards_of_an_authority_together_hold_all_its_schools() -> None:
    names = {"Cheshire East": "cheshire_east", "Cheshire West and Chester": "cheshire_west_and_chester"}
    names |= {"Halton": "halton", "Warrington": "warrington"}
    whole = {}
    for authority, file in names.items():
        outlines = read_boundaries(real_file(f"boundaries/ukgeojson/wards_{file}.geojson")).outlines
        whole[authority] = shapely.union_all([area_of(each.polygons) for each in outlines])
    with real_file("schools/cheshire_schools_2026_latlon.csv").open(encoding="utf-8-sig", newline="") as lines:
        schools = list(csv.DictReader(lines))
    inside = [
        shapely.intersects_xy(whole[each["authority"]], float(each["lon"]), float(each["lat"])) for each in schools
    ]
    assert len(schools) == 525
    assert sum(inside) >= 0.995 * len(schools)


@pytest.mark.parametrize("authority", WARDS)
def test_that_the_wards_of_an_authority_cover_the_ground_of_the_sketch(authority: str) -> None:
    outlines = read_boundaries(real_file(f"boundaries/ukgeojson/wards_{authority}.geojson")).outlines
    whole = shapely.union_all(
        [
            shapely.Polygon(list(many_to_grid(ring)))
            for each in outlines
            for polygon in each.polygons
            for ring in polygon[:1]
        ]
    )
    sketched = shapely.union_all([shapely.Polygon(ring) for ring in load_sketch().outlines[WARDS[authority][1]]])
    # The sketch's outlines are made of postcodes: the estuary that Halton has half of has none.
    least = 0.7 if authority == "halton" else 0.9
    assert whole.intersection(sketched).area / whole.union(sketched).area > least


def test_that_every_point_of_the_county_has_a_beat_after_some_boundaries_are_brought_in(
    book: BeatBook, tmp_path: Path
) -> None:
    brought = [beat(book, name) for name in ("Boughton", "Blacon", "Neston & Parkgate")]
    apply(book, read(book, a_file(tmp_path, *((each.name, around(each)) for each in brought))))
    finder = beat_finder(book, book.world.today())
    inside = outside = 0
    for code, rings in load_sketch().outlines.items():
        whole = shapely.union_all([shapely.Polygon(ring) for ring in rings])
        left, bottom, right, top = (int(edge) for edge in whole.bounds)
        for east in range(left, right, 1500):
            for north in range(bottom, top, 1500):
                if not shapely.intersects_xy(whole, east, north):
                    continue
                found, step = finder.find(to_wgs84(east, north), code)
                assert found
                held = step is BeatStep.BOUNDARY
                assert held == (found in {each.id for each in brought})
                inside, outside = inside + held, outside + (not held)
    assert inside > 10
    assert outside > 900


def test_that_every_odd_and_hostile_file_ends_within_a_second_in_a_proposal_or_a_refusal(book: BeatBook) -> None:
    real_file("boundaries/togeojson-kml/polygon.kml")
    real_file("hostile/libkml/kml__billion.kml")
    folders = ("boundaries/togeojson-kml", "hostile/libkml", "hostile/zip-broken", "hostile/zip-odd-but-valid")
    files = [each for folder in folders for each in sorted((FOLDER / folder).iterdir())]

    def read_or_refused(file: Path) -> None:
        try:
            proposal = read(book, file)
            counts = proposal.counts
            assert counts.rows == counts.new + counts.unchanged + counts.duplicate + counts.rejected
            assert proposal.boundaries is not None
            assert proposal.boundaries().troubles == () or counts.new + counts.unchanged
        except Refusal as refusal:
            assert refusal.sentence
            assert refusal.remedy

    slow = {each.name: took for each in files if (took := paces(partial(read_or_refused, each))) >= A_SECOND}
    assert len(files) > 50
    assert slow == {}
