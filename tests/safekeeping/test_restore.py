"""A restore brings back a sound book, refuses anything else, and never loses the one that was there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.elm_park import PASSPHRASE, a_book, a_place, reopened, still_world
from tests.real_files import real_file
from wehere_desktop.preferences import laptop_identity
from wehere_desktop.records import BeatBook, open_book
from wehere_desktop.refusal import Refusal
from wehere_desktop.safekeeping.backup import back_up
from wehere_desktop.safekeeping.restore import Restored, restore

ROOT = Path(__file__).parents[2]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A backup of a book that holds one place, closed since."""
    with a_book(tmp_path) as book:
        with book.change("Add Elm Park"):
            book.places.add(a_place(book))
        return back_up(book, tmp_path / "kept").path


def put_back(backup: Path, to: Path, passphrase: str = PASSPHRASE, **choices: Any) -> Restored:
    return restore(backup, to, passphrase, world=still_world(seed="restoring"), **choices)


def refusal_of(backup: Path, to: Path, passphrase: str = PASSPHRASE, **choices: Any) -> Refusal:
    before = sorted(to.parent.rglob("*"))
    with pytest.raises(Refusal) as refused:
        put_back(backup, to, passphrase, **choices)
    assert refused.value.remedy
    assert sorted(to.parent.rglob("*")) == before
    return refused.value


def place_names(folder: Path) -> list[str]:
    with open_book(folder, PASSPHRASE, world=still_world(seed="looking")) as book:
        assert book.check() == []
        return sorted(place.name for place in book.places.all())


def repacked(backup: Path, target: Path, **changes: bytes | None) -> Path:
    """Return a copy of a backup with some files changed (None: left out), its manifest made to fit."""
    with zipfile.ZipFile(backup) as archive:
        content: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    content |= {name.replace("_", "."): value for name, value in changes.items()}
    manifest = json.loads(content.pop("manifest.json") or b"{}")
    manifest["files"] = {
        name: {"bytes": len(value), "sha256": hashlib.sha256(value).hexdigest()}
        for name, value in content.items()
        if value is not None
    }
    with zipfile.ZipFile(target, "w") as archive:
        for name, value in content.items():
            if value is not None:
                archive.writestr(name, value)
        archive.writestr("manifest.json", json.dumps(manifest))
    return target


def added_to(backup: Path, target: Path, entry: zipfile.ZipInfo | str, content: bytes = b"x") -> Path:
    shutil.copy(backup, target)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(entry, content)
    return target


def test_that_a_restored_book_holds_what_was_backed_up(kept: Path, tmp_path: Path) -> None:
    restored = put_back(kept, tmp_path / "Back.wehere")
    assert restored.set_aside is None
    assert place_names(restored.folder) == ["Elm Park Primary School"]
    assert sorted(path.name for path in restored.folder.iterdir()) == ["book.db", "keys.json"]


def test_that_history_undo_and_audit_come_along(kept: Path, tmp_path: Path) -> None:
    restored = put_back(kept, tmp_path / "Back.wehere")
    with open_book(restored.folder, PASSPHRASE, world=still_world(seed="looking")) as book:
        place = book.places.all()[0]
        assert [entry.label for entry in book.history("place", place.id)] == ["Add Elm Park"]
        assert "restore" in [line.what for line in book.audit.lines()]


def test_that_the_laptop_gets_a_new_identity_for_the_restored_book(kept: Path, tmp_path: Path) -> None:
    def none() -> str:
        raise AssertionError("an identity should be there")

    book_id = put_back(kept, tmp_path / "One.wehere").book_id
    first = laptop_identity(book_id, make_id=none)
    restore(kept, tmp_path / "Two.wehere", PASSPHRASE, world=still_world(seed="again"))
    assert laptop_identity(book_id, make_id=none).id != first.id


def test_that_a_wrong_passphrase_restores_nothing(kept: Path, tmp_path: Path) -> None:
    assert refusal_of(kept, tmp_path / "Back.wehere", "not the passphrase").kind == "wrong-passphrase"


def test_that_an_empty_folder_may_be_restored_into(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "Back.wehere").mkdir()
    assert place_names(put_back(kept, tmp_path / "Back.wehere").folder) == ["Elm Park Primary School"]


def test_that_a_book_in_the_way_is_refused_and_with_over_set_aside_whole(kept: Path, tmp_path: Path) -> None:
    here = tmp_path / "Elm Park.wehere"
    with open_book(here, PASSPHRASE, world=still_world(seed="later")) as book, book.change("Add Oak Hall"):
        book.places.add(a_place(book, "Oak Hall"))
    assert refusal_of(kept, here).kind == "already-there"
    restored = put_back(kept, here, over=True)
    assert place_names(here) == ["Elm Park Primary School"]
    assert restored.set_aside is not None
    assert restored.set_aside.name.startswith("Elm Park-replaced-2026-11-22-09")
    assert place_names(restored.set_aside) == ["Elm Park Primary School", "Oak Hall"]
    assert put_back(kept, here, over=True).set_aside not in {None, restored.set_aside}


def test_that_a_book_someone_has_open_is_not_replaced(kept: Path, tmp_path: Path) -> None:
    here = tmp_path / "Elm Park.wehere"
    with open_book(here, PASSPHRASE, world=still_world(seed="later")) as book:
        with pytest.raises(Refusal) as refused:
            put_back(kept, here, over=True)
        assert refused.value.kind == "held"
        assert [place.name for place in book.places.all()] == ["Elm Park Primary School"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Elm Park.wehere", kept.name]


def test_that_even_a_damaged_book_can_be_replaced_and_is_kept(kept: Path, tmp_path: Path) -> None:
    here = tmp_path / "Elm Park.wehere"
    (here / "keys.json").unlink()
    (here / "book.db").write_bytes(b"ruined")
    restored = put_back(kept, here, over=True)
    assert place_names(here) == ["Elm Park Primary School"]
    assert restored.set_aside is not None
    assert (restored.set_aside / "book.db").read_bytes() == b"ruined"


def test_that_files_and_folders_which_are_no_books_are_never_replaced(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to the council.txt").write_text("Dear", encoding="utf-8")
    (tmp_path / "letter").write_text("Dear", encoding="utf-8")
    for name in ("letters", "letter"):
        assert refusal_of(kept, tmp_path / name, over=True).kind == "already-there"
    assert refusal_of(kept, tmp_path / "nowhere" / "Back.wehere").kind == "no-such-folder"


def test_that_what_was_erased_since_the_backup_is_erased_again(kept: Path, tmp_path: Path) -> None:
    here = tmp_path / "Elm Park.wehere"
    with open_book(here, PASSPHRASE, world=still_world(seed="later")) as book:
        place = book.places.all()[0]
        book.erase("place", place.id, reason="Asked for")
    restored = put_back(kept, here, over=True)
    assert restored.erased_again == 1
    with open_book(here, PASSPHRASE, world=still_world(seed="looking")) as book:
        assert book.places.get(place.id).name != "Elm Park Primary School"
        assert book.search("Elm Park Primary") == []
        assert book.check() == []


def test_that_an_erasure_is_remembered_through_a_backup_that_never_held_the_record(kept: Path, tmp_path: Path) -> None:
    here = tmp_path / "Elm Park.wehere"
    with open_book(here, PASSPHRASE, world=still_world(seed="later")) as book:
        with book.change("Add Oak Hall"):
            added = book.places.add(a_place(book, "Oak Hall"))
        held = back_up(book, tmp_path / "held").path
        book.erase("place", added.id, reason="Asked for")
    assert put_back(kept, here, over=True).erased_again == 0
    assert put_back(held, here, over=True).erased_again == 1
    assert "Oak Hall" not in place_names(here)


def test_that_a_full_disk_is_said_before_anything_is_laid_out(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
    assert refusal_of(kept, tmp_path / "Back.wehere").kind == "disk-full"


def test_that_an_unsound_book_is_refused_unless_asked_for_all_the_same(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BeatBook, "check", lambda self: ["A place differs from its history."])
    refused = refusal_of(kept, tmp_path / "Back.wehere")
    assert refused.kind == "unsound-backup"
    assert "differs from its history" in refused.sentence
    assert put_back(kept, tmp_path / "Back.wehere", even_if_unsound=True).folder.is_dir()


def test_that_what_is_no_backup_is_refused_plainly(kept: Path, tmp_path: Path) -> None:
    to = tmp_path / "Back.wehere"
    assert refusal_of(tmp_path / "nothing.wehere-backup", to).kind == "no-such-file"
    assert refusal_of(tmp_path, to).kind == "not-a-backup"
    for raw in (b"", b"PK", b"%PDF-1.7", b"\x00" * 100_000):
        (tmp_path / "odd").write_bytes(raw)
        assert refusal_of(tmp_path / "odd", to).kind == "not-a-backup"


def test_that_any_cut_off_backup_is_refused(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    for length in range(0, len(whole), len(whole) // 25):
        (tmp_path / "cut").write_bytes(whole[:length])
        assert refusal_of(tmp_path / "cut", tmp_path / "Back.wehere").kind in {"not-a-backup", "damaged-backup"}


def test_that_any_altered_byte_of_a_backup_is_found(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    (tmp_path / "odd").write_bytes(whole)
    # Every byte of the zip's own tables, and some of the contents; a few say nothing that is read (dates, versions).
    places = [*range(0, len(whole), len(whole) // 40), *range(len(whole) - 1200, len(whole), 9)]
    outcomes = {altered(whole, place, tmp_path) for place in places}
    assert outcomes <= {"not-a-backup", "damaged-backup", "newer-backup", "whole"}
    assert "damaged-backup" in outcomes


def altered(whole: bytes, place: int, tmp_path: Path) -> str:
    content = bytearray(whole)
    content[place] ^= 0x10
    (tmp_path / "odd").write_bytes(bytes(content))
    try:
        restored = put_back(tmp_path / "odd", tmp_path / "Back.wehere")
    except Refusal as refused:
        return refused.kind
    names = place_names(restored.folder)
    shutil.rmtree(restored.folder)
    return "whole" if names == ["Elm Park Primary School"] else f"restored something else: {names}"


def test_that_other_entries_links_and_paths_that_lead_elsewhere_are_refused(kept: Path, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("disposal.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    entries: list[zipfile.ZipInfo | str] = [
        "../evil",
        "/etc/evil",
        "C:\\evil",
        "..\\evil",
        "copies/",
        "notes.txt",
        "book.db#.txt",
        "BOOK.DB",
        "./keys.json",
        link,
    ]
    for number, entry in enumerate(entries):
        odd = added_to(kept, tmp_path / f"odd-{number}", entry)
        odd.write_bytes(odd.read_bytes().replace(b"book.db#.txt", b"book.db\x00.txt"))
        assert refusal_of(odd, tmp_path / "Back.wehere").kind == "damaged-backup"


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_that_a_file_named_twice_is_refused(kept: Path, tmp_path: Path) -> None:
    odd = added_to(kept, tmp_path / "odd", "keys.json", b"{}")
    assert refusal_of(odd, tmp_path / "Back.wehere").kind == "damaged-backup"


def test_that_an_archive_that_swells_is_refused_before_it_does(kept: Path, tmp_path: Path) -> None:
    bomb = zipfile.ZipInfo("disposal.json")
    bomb.compress_type = zipfile.ZIP_DEFLATED
    odd = added_to(kept, tmp_path / "odd", bomb, bytes(50_000_000))
    assert odd.stat().st_size < kept.stat().st_size + 100_000
    assert refusal_of(odd, tmp_path / "Back.wehere").kind == "damaged-backup"


def test_that_files_missing_or_not_those_vouched_for_are_refused(kept: Path, tmp_path: Path) -> None:
    to = tmp_path / "Back.wehere"
    assert refusal_of(repacked(kept, tmp_path / "a", keys_json=None), to).kind == "damaged-backup"
    assert refusal_of(repacked(kept, tmp_path / "b", book_db=None), to).kind == "damaged-backup"
    assert refusal_of(repacked(kept, tmp_path / "c", keys_json=b"{}"), to).kind in {"damaged-keys", "not-a-book"}
    assert refusal_of(repacked(kept, tmp_path / "d", book_db=b"x" * 8192), to).kind == "damaged-book"


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"magic": "other"}, "not-a-backup"),
        ({"format": 2, "files": "something new"}, "newer-backup"),
        ({"files": {}}, "damaged-backup"),
        ({"files": []}, "damaged-backup"),
        ({"made": "yesterday"}, "damaged-backup"),
        ({"made": "2026-11-22T09:00"}, "damaged-backup"),
        ({"book": None, "files": {"book.db": {"bytes": "1", "sha256": 1}}}, "damaged-backup"),
    ],
)
def test_that_a_manifest_that_makes_no_sense_is_refused(
    kept: Path, tmp_path: Path, change: dict[str, Any], kind: str
) -> None:
    with zipfile.ZipFile(kept) as archive, zipfile.ZipFile(tmp_path / "odd", "w") as odd:
        for name in ("book.db", "keys.json"):
            odd.writestr(name, archive.read(name))
        odd.writestr("manifest.json", json.dumps(json.loads(archive.read("manifest.json")) | change))
    assert refusal_of(tmp_path / "odd", tmp_path / "Back.wehere").kind == kind


@pytest.mark.parametrize("folder", ["hostile/zip-broken", "hostile/zip-odd-but-valid"])
def test_that_strange_archives_met_in_the_world_are_refused_plainly(folder: str, tmp_path: Path) -> None:
    found = sorted(real_file(folder).glob("*.zip"))
    assert found
    for path in found:
        assert refusal_of(path, tmp_path / "Back.wehere").kind in {"not-a-backup", "damaged-backup"}, path.name


# Stops for good at the moment given by number of file operations, as a power cut would.
CUT = """
import os, sys
from pathlib import Path
from tests.elm_park import PASSPHRASE, still_world
from wehere_desktop.safekeeping import restore as module
left = int(sys.argv[3])
def counting(event, arguments):
    global left
    if event in ("os.rename", "os.mkdir", "os.remove", "shutil.rmtree", "os.rmdir") or (
        event == "open" and arguments[0] and "restor" in str(arguments[0])):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
sys.addaudithook(counting)
module.restore(Path(sys.argv[1]), Path(sys.argv[2]), PASSPHRASE, world=still_world(seed="cut"), over=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
@pytest.mark.long
def test_that_a_restore_cut_off_anywhere_leaves_the_old_book_whole(kept: Path, tmp_path: Path) -> None:
    here = tmp_path / "Elm Park.wehere"
    with open_book(here, PASSPHRASE, world=still_world(seed="later")) as book, book.change("Add Oak Hall"):
        book.places.add(a_place(book, "Oak Hall"))
    old = ["Elm Park Primary School", "Oak Hall"]
    shutil.copytree(here, tmp_path / "old")
    done = cuts = 0
    for step in (13, 16, 17, 99):
        for path in tmp_path.glob("Elm Park*.wehere"):
            shutil.rmtree(path)
        shutil.copytree(tmp_path / "old", here)
        ended = subprocess.run(
            [sys.executable, "-c", CUT, str(kept), str(here), str(step)], cwd=ROOT, check=False, env=dict(os.environ)
        )
        aside = list(tmp_path.glob("Elm Park-replaced-*.wehere"))
        assert place_names(aside[0] if aside else here) == old
        cuts += ended.returncode == -signal.SIGKILL
        done += ended.returncode == 0
    assert done == 1
    assert cuts == 3
    put_back(kept, tmp_path / "Back.wehere")
    assert list(tmp_path.glob(".*.restoring")) == []


def test_that_a_book_can_be_reopened_and_backed_up_again_after_a_restore(kept: Path, tmp_path: Path) -> None:
    restored = put_back(kept, tmp_path / "Back.wehere")
    book = open_book(restored.folder, PASSPHRASE, world=still_world(seed="looking"))
    with reopened(book) as again:
        assert back_up(again, tmp_path / "again").bytes > 0
