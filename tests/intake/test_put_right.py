"""A place put elsewhere lies on the beat an import would find for it, unless a person chose its beat."""

from __future__ import annotations

import pytest

from tests.elm_park import a_place
from wehere_desktop.intake.put_right import in_words, put_right
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.whereabouts import BY_HAND
from wehere_desktop.records import BeatBook
from wehere_desktop.records.reference import Gazetteer

WHARTON, MANCHESTER = Position(53.1950, -2.5010), Position(53.48, -2.24)


@pytest.mark.parametrize(
    "case",
    [
        ("Winsford O", "", WHARTON, "Now in Winsford Wharton beat, before in Winsford Over and Verdin.", "Winsford W"),
        ("", "", WHARTON, "Now in Winsford Wharton beat.", "Winsford W"),
        ("Winsford W", "", WHARTON, "Still in Winsford Wharton beat.", "Winsford W"),
        ("Winsford O", BY_HAND, WHARTON, "its beat was chosen by hand and stays Winsford Over and Verdin.", ""),
        ("Winsford O", "", MANCHESTER, "That is outside the force. Its beat stays Winsford Over and Verdin.", ""),
    ],
)
def test_that_putting_a_place_elsewhere_says_its_beat_and_changes_only_what_follows_from_it(
    book: BeatBook, gazetteer: Gazetteer, case: tuple[str, str, Position, str, str]
) -> None:
    on, found_by, to, said, ends_on = case
    beats = {each.id: each.name for each in book.beats.all()}
    before = next((each for each, name in beats.items() if on and name.startswith(on)), "")
    place = a_place(book, beat=before, latitude=53.1888, longitude=-2.5462, found_by=found_by)
    put = put_right(book, place, to, gazetteer)
    fields = put.fields()
    assert in_words(put, beats).endswith(said)
    assert (fields["latitude"], fields["longitude"]) == (to.lat, to.lon)
    if ends_on:
        assert beats[str(fields["beat"])].startswith(ends_on)
    else:
        assert "beat" not in fields
    assert str(fields.get("found_by", BY_HAND)).endswith(BY_HAND) == (found_by == BY_HAND or put.elsewhere)
