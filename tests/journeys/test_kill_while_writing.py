"""A killed process loses nothing it had told as kept and leaves nothing half-written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.elm_park import PASSPHRASE, a_book, a_place, still_world
from tests.journeys.kill_while_writing import (
    IMPORTED,
    Told,
    changes_in,
    check_book,
    check_files,
    check_new_books,
    state_of,
)
from wehere_desktop.records import open_book
from wehere_desktop.refusal import Refusal
from wehere_desktop.safekeeping.backup import back_up

ROOT = Path(__file__).parents[2]
SEED = "20261122"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed book with one change made in it since it was new."""
    with a_book(tmp_path) as book, book.change("Add Elm Park"):
        book.places.add(a_place(book))
    return tmp_path / "Elm Park.wehere"


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be forked there")
def test_that_a_book_loses_nothing_when_its_process_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.kill_while_writing", "--times", "6", "--seed", SEED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 kills" in done.stdout


def write(folder: Path, label: str, *names: str) -> None:
    with open_book(folder, PASSPHRASE, world=still_world(seed=label)) as book, book.change(label):
        book.places.add_all([a_place(book, name) for name in names])


def test_that_a_sound_book_passes(folder: Path) -> None:
    told = Told(kept=[kept_of(folder, 2)], state="")
    assert check_book(folder, told, changes_in(folder)) == ["ended: between changes"]


def kept_of(folder: Path, number: int) -> dict[str, Any]:
    what, digest = changes_in(folder)[number]
    return {"seq": number, "what": what, "digest": digest}


@pytest.mark.parametrize("claim", [{"seq": 3}, {"what": "undo"}, {"digest": "0" * 64}])
def test_that_a_change_which_was_told_and_is_not_there_is_noticed(folder: Path, claim: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match="was told and is not there"):
        check_book(folder, Told(kept=[kept_of(folder, 2) | claim]), changes_in(folder))


def test_that_an_earlier_change_which_is_gone_is_noticed(folder: Path) -> None:
    with pytest.raises(AssertionError, match="change 3, kept before, is gone"):
        check_book(folder, Told(), changes_in(folder) | {3: ("do", "0" * 64)})


def test_that_a_change_nobody_began_is_noticed(folder: Path) -> None:
    known = changes_in(folder)
    write(folder, "Out of nowhere", "Oak Hall")
    with pytest.raises(AssertionError, match="never begun"):
        check_book(folder, Told(), known)


def test_that_an_import_half_there_is_noticed(folder: Path) -> None:
    known = changes_in(folder)
    begun = {"what": "import", "token": "import1x1"}
    write(folder, "import1x1", *(f"import1x1 Hall {number}" for number in range(IMPORTED - 1)))
    with pytest.raises(AssertionError, match="import is half there: 49 of 50"):
        check_book(folder, Told(begun=begun), known)


def test_that_records_other_than_those_told_are_noticed(folder: Path) -> None:
    with open_book(folder, PASSPHRASE, world=still_world(seed="looking")) as book:
        state = state_of(book)
    assert "every record compared" in check_book(folder, Told(state=state), changes_in(folder))
    with pytest.raises(AssertionError, match="not as they were told"):
        check_book(folder, Told(state="0" * 64), changes_in(folder))


def test_that_a_backup_or_copy_that_is_not_whole_is_noticed(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with open_book(folder, PASSPHRASE, world=still_world(seed="looking")) as book:
        made = back_up(book, stick)
    check_files(folder, stick)
    made.path.write_bytes(made.path.read_bytes()[:-100])
    with pytest.raises(Refusal):
        check_files(folder, stick)


def test_that_a_new_book_which_is_not_whole_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "new" / "Half.wehere").mkdir(parents=True)
    with pytest.raises(Refusal):
        check_new_books(tmp_path / "new")
