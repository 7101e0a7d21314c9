"""What belongs to this laptop: its folder, its identity to a book and its settings."""

from __future__ import annotations

import json
import os
import stat
import sys
from itertools import count
from pathlib import Path

import pytest

from wehere_desktop.preferences import (
    IDENTITY_FILE,
    SETTINGS_FILE,
    Setting,
    laptop_folder,
    laptop_identity,
    new_laptop_identity,
    read_setting,
    resource,
    write_setting,
)
from wehere_desktop.refusal import Fault, Refusal

TEXT_SIZE = Setting("text_size", "ordinary", "How large text is on screen")
DAYS = Setting("days", 28, "How many days ahead Today looks")
LARGE = Setting("large", False, "Whether to print large")


_numbers = count(1)


def numbered() -> str:
    return f"id-{next(_numbers)}"


def test_that_a_file_of_the_program_is_found_by_its_name() -> None:
    assert resource("force/beats.csv").read_text(encoding="utf-8").startswith("police_uk_id,")


@pytest.mark.parametrize("name", ["force/nowhere.csv", "../pyproject.toml", "force/../../dev.py", "/etc/hostname"])
def test_that_a_name_that_leads_nowhere_or_outside_is_a_fault_of_ours(name: str) -> None:
    with pytest.raises(Fault):
        resource(name)


def test_that_the_frozen_program_looks_inside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "a.txt").write_text("here", encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("a.txt").read_text(encoding="utf-8") == "here"


def test_that_the_laptop_folder_is_the_one_the_environment_names_and_nobody_elses() -> None:
    folder = laptop_folder()
    assert folder == Path(os.environ["WEHERE_HOME"])
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_that_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("WEHERE_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(Refusal) as refused:
        laptop_folder()
    assert refused.value.kind == "no-permission"


def test_that_a_laptop_keeps_one_identity_for_each_book() -> None:
    first = laptop_identity("book-a", make_id=numbered)
    other = laptop_identity("book-b", make_id=numbered)
    assert laptop_identity("book-a", make_id=numbered) == first
    assert other.id != first.id
    assert first.name


def test_that_a_restored_book_gets_a_fresh_identity_that_then_holds() -> None:
    first = laptop_identity("book", make_id=numbered)
    fresh = new_laptop_identity("book", make_id=numbered)
    assert fresh.id != first.id
    assert laptop_identity("book", make_id=numbered) == fresh


def test_that_a_setting_holds_its_default_until_it_is_chosen() -> None:
    assert read_setting(TEXT_SIZE) == "ordinary"
    write_setting(TEXT_SIZE, "large")
    write_setting(DAYS, 7)
    assert (read_setting(TEXT_SIZE), read_setting(DAYS), read_setting(LARGE)) == ("large", 7, False)


def test_that_a_value_of_another_type_than_the_defaults_is_never_read() -> None:
    (laptop_folder() / SETTINGS_FILE).write_text('{"days": "soon", "large": 1, "text_size": null}', encoding="utf-8")
    assert (read_setting(DAYS), read_setting(LARGE), read_setting(TEXT_SIZE)) == (28, False, "ordinary")


def test_that_a_value_of_another_type_is_never_written() -> None:
    with pytest.raises(Fault):
        write_setting(DAYS, True)
    assert not (laptop_folder() / SETTINGS_FILE).exists()


@pytest.mark.parametrize("damage", [b"", b'{"days": 7', b"\xff\xfe\x00", b"[1, 2]", b"[" * 100_000])
def test_that_damaged_settings_fall_back_to_defaults_and_are_kept_aside(damage: bytes) -> None:
    for time in (1, 2):
        (laptop_folder() / SETTINGS_FILE).write_bytes(damage)
        assert read_setting(DAYS) == 28
        assert (laptop_folder() / f"settings.damaged-{time}.json").read_bytes() == damage
    write_setting(DAYS, 7)
    assert read_setting(DAYS) == 7


def test_that_writing_leaves_one_whole_file_and_no_drafts() -> None:
    for days in range(5):
        write_setting(DAYS, days)
    assert [file.name for file in laptop_folder().iterdir()] == [SETTINGS_FILE]
    assert json.loads((laptop_folder() / SETTINGS_FILE).read_text(encoding="utf-8")) == {"days": 4}


def test_that_settings_that_cannot_be_written_are_refused_and_leave_nothing() -> None:
    (laptop_folder() / IDENTITY_FILE).mkdir()
    with pytest.raises(Refusal):
        laptop_identity("book", make_id=numbered)
    assert [file.name for file in laptop_folder().iterdir()] == [IDENTITY_FILE]
