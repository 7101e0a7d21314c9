"""A first look says what a file seems to be, how its columns would be read, or why it cannot be read at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.small_county import a_file
from tests.real_files import real_file
from wehere_desktop.intake import Options, find_intakes
from wehere_desktop.intake.first_look import columns_seen, look_at
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal


@pytest.mark.parametrize(
    ("headings", "kind", "sure"),
    [
        (("URN", "EstablishmentName", "Postcode"), "schools", True),
        (("URN", "Pupils", "Postcode"), "schools", False),
        (("Name", "Postcode", "Telephone"), "places", False),
        (("Church name", "Post code"), "places", False),
        (("Name", "Role", "Place"), "contacts", False),
        (("First name", "Last name", "URN"), "contacts", False),
        (("pcds", "oseast1m", "osnrth1m", "oslaua"), "postcodes", True),
        (("Wo", "Was"), "places", False),
    ],
)
def test_that_headings_tell_what_a_file_is(tmp_path: Path, headings: tuple[str, ...], kind: str, *, sure: bool) -> None:
    look = look_at(
        a_file(tmp_path, "list.csv", headings, ["CW7 1AA", "365000", "366000", "E06000050"][: len(headings)])
    )
    assert (look.kind, look.sure) == (kind, sure)
    assert look.why
    assert len(look.fingerprint) == 64


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("schools/cheshire_schools_2026_latlon.csv", "schools"),
        ("schools/edubase2017_cheshire.csv", "schools"),
        ("poi/trafford/gm_libraries.csv", "places"),
        ("poi/trafford/trafford_care_homes.csv", "places"),
        ("poi/nhs_ods_epraccur_cheshire.csv", "places"),
        ("vcard_ical/ez-vcard/io__text__John_Doe_ANDROID.vcf", "contacts"),
    ],
)
def test_that_files_others_wrote_are_known_for_what_they_are(name: str, kind: str) -> None:
    assert look_at(real_file(name)).kind == kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("empty.csv", b"", "empty-file"),
        ("page.csv", b"<!doctype html><title>Not found</title>", "wrong-file"),
        ("cut.xlsx", b"PK\x03\x04", "damaged-workbook"),
        ("blank.csv", b" \n\n", "empty-file"),
    ],
)
def test_that_what_cannot_be_read_is_refused_at_the_first_look(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refusal) as caught:
        look_at(tmp_path / name)
    assert caught.value.kind == kind


def test_that_a_folder_without_postcodes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        look_at(tmp_path)


def test_that_columns_are_seen_with_their_first_differing_values(book: BeatBook, tmp_path: Path) -> None:
    rows = [("Elm Hall", "CW7 1AA", ""), ("Oak Hall", "CW7 1AA", "x"), ("Ash Hall", "", ""), ("Fir Hall", "", "")]
    seen = columns_seen(book, "places", a_file(tmp_path, "h.csv", ("Hall", "Post code", "Note"), *rows), Options())
    assert seen.headings == ("Hall", "Post code", "Note")
    assert seen.samples == (("Elm Hall", "Oak Hall", "Ash Hall"), ("CW7 1AA",), ("x",))
    assert seen.fields is not None
    assert (seen.fields["name"], seen.fields["postcode"]) == (0, 1)
    assert not seen.remembered


def test_that_each_kind_names_fields_that_its_columns_may_fill(book: BeatBook, tmp_path: Path) -> None:
    file = a_file(tmp_path, "h.csv", ("Name", "Postcode"), ("Elm Hall", "CW7 1AA"))
    # What says itself what each value is has no columns.
    with_columns = {name: intake for name, intake in find_intakes().items() if intake.fields}
    assert len(with_columns) >= 3
    for name, intake in with_columns.items():
        seen = columns_seen(book, name, file, Options())
        assert set(seen.fields or {}) <= set(intake.fields)
        assert "name" in intake.fields
