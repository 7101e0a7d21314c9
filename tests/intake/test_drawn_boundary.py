"""A boundary drawn by hand is looked at as a file's is, follows the one before, and takes places along."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.elm_park import TODAY, a_place
from wehere_desktop.intake.drawn_boundary import (
    boundary_drawn,
    keep_boundary,
    look_at,
    mended_to_neighbours,
    refuse_day,
)
from wehere_desktop.neighbourhood.drawn_area import DrawnArea, area_kept, square_metres
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.whereabouts import BY_HAND
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal


def beat(book: BeatBook, name: str) -> Beat:
    """Return a beat by the beginning of its name."""
    return next(each for each in book.beats.all() if each.name.startswith(name))


def box(south: float, west: float, north: float, east: float) -> str:
    """Return a rectangle as it is kept."""
    ring = ((west, south), (east, south), (east, north), (west, north))
    return DrawnArea(((ring,),)).text()


HERE = (53.18, -2.56, 53.20, -2.52)
BESIDE = (53.18, -2.53, 53.20, -2.49)
"""Laps over HERE by a third of its width."""


def keep(book: BeatBook, of: Beat, where: tuple[float, float, float, float], since: date = TODAY) -> None:
    """Keep a rectangle as a beat's boundary."""
    with book.change("Draw a boundary"):
        keep_boundary(book, of.id, box(*where), since)


def test_that_looking_writes_nothing_and_tells_what_keeping_would_move(book: BeatBook) -> None:
    over, wharton = beat(book, "Winsford O"), beat(book, "Winsford W")
    with book.change("Places"):
        moving = book.places.add(a_place(book, beat=wharton.id, latitude=53.19, longitude=-2.55))
        stays = book.places.add(
            a_place(book, "By hand", beat=wharton.id, latitude=53.19, longitude=-2.54, found_by=BY_HAND)
        )
    said = look_at(book, over.id, box(*HERE)).sentences()
    assert said[0].startswith(f"1 place moves to another beat: 1 to {over.name}")
    assert said[1] == "1 place stays where a person put it: By hand."
    assert not book.beat_boundaries.all()
    keep(book, over, HERE)
    assert book.places.get(moving.id).beat == over.id
    assert book.places.get(moving.id).found_by == "Beat: inside the beat's boundary."
    assert book.places.get(stays.id).beat == wharton.id
    book.undo()
    assert book.places.get(moving.id).beat == wharton.id
    assert not book.beat_boundaries.all()
    book.redo()
    assert book.places.get(moving.id).beat == over.id


def test_that_ground_a_neighbour_has_is_told_and_mended_only_in_what_was_drawn(book: BeatBook) -> None:
    over, wharton = beat(book, "Winsford O"), beat(book, "Winsford W")
    keep(book, over, HERE)
    found = look_at(book, wharton.id, box(*BESIDE))
    assert found.can_be_mended
    assert found.sentences()[0].startswith("1 overlap between outlines: Winsford")
    assert "No place moves to another beat." in found.sentences()
    mended = mended_to_neighbours(book, wharton.id, box(*BESIDE))
    assert square_metres(mended) == pytest.approx(square_metres(area_kept(box(*BESIDE))) * 3 / 4, rel=0.01)
    assert not look_at(book, wharton.id, mended.text()).can_be_mended
    with pytest.raises(Refusal, match="other beats already"):
        mended_to_neighbours(book, wharton.id, box(*HERE))


def test_that_ground_outside_the_beats_authority_is_told(book: BeatBook) -> None:
    over = beat(book, "Winsford O")
    assert not look_at(book, over.id, box(*HERE)).outside
    part = look_at(book, over.id, box(53.18, -2.56, 53.20, -2.20)).sentences()
    assert part[0].startswith("About ")
    assert part[0].endswith("hectares of it lie outside Cheshire West and Chester, as the sketch map has it.")
    assert look_at(book, over.id, box(52.8, -2.0, 52.9, -1.9)).outside.startswith("All of it lies outside Cheshire")


def test_that_a_later_boundary_follows_the_one_before_and_one_of_the_same_day_takes_its_place(book: BeatBook) -> None:
    over = beat(book, "Winsford O")
    keep(book, over, HERE, TODAY - timedelta(days=40))
    keep(book, over, BESIDE, TODAY - timedelta(days=10))
    keep(book, over, HERE, TODAY - timedelta(days=10))
    latest, first = book.beat_boundaries.of_beat(over.id)
    assert (first.valid_to, latest.valid_from) == (TODAY - timedelta(days=11), TODAY - timedelta(days=10))
    assert boundary_drawn(book, over.id) == area_kept(box(*HERE))
    assert boundary_drawn(book, beat(book, "Winsford W").id) == DrawnArea()


def test_that_a_day_to_come_none_and_one_before_a_newer_outline_are_refused(book: BeatBook) -> None:
    over = beat(book, "Winsford O")
    keep(book, over, HERE, TODAY)
    for since, kind in (
        (None, "no-day"),
        (TODAY + timedelta(days=1), "future-day"),
        (TODAY - timedelta(days=1), "newer-outline"),
    ):
        with pytest.raises(Refusal) as met:
            refuse_day(book, over.id, since)
        assert (met.value.kind, met.value.field) == (kind, "since")
    assert refuse_day(book, over.id, TODAY) == TODAY
