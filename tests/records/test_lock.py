"""A book has one writer at a time, and a dead one's place is taken by exactly one other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wehere_desktop.records.lock import LOCK_FILE, HeldLock, hold, read_lock, this_machine
from wehere_desktop.records.world import World
from wehere_desktop.refusal import Refusal

ROOT = Path(__file__).parents[2]
SINCE = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
WORLD = World(lambda: SINCE, lambda: "id", lambda seconds: None, bytes)

# Takes the lock, says so, and waits to be told to give it back; where it cannot, says why.
HOLDER = """
import sys
from pathlib import Path
from wehere_desktop.records.lock import hold
from wehere_desktop.records.world import real_world
from wehere_desktop.refusal import Refusal
sys.stdin.readline()
try:
    lock = hold(Path(sys.argv[1]), officer=sys.argv[2], world=real_world())
except Refusal as refused:
    print(refused.kind, flush=True)
else:
    print("has it", flush=True)
    sys.stdin.readline()
"""


class Other:
    """Another process that takes the lock of a folder when told to go."""

    def __init__(self, folder: Path, officer: str = "officer-2") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(folder), officer],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def go(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def end(self) -> None:
        self.process.communicate()


def take(folder: Path, *, take_over: bool = False, officer_name: str = "") -> HeldLock:
    return hold(folder, officer="officer-1", world=WORLD, take_over=take_over, officer_name=officer_name)


def refusal_of(folder: Path, *, take_over: bool = False) -> Refusal:
    with pytest.raises(Refusal) as refused:
        take(folder, take_over=take_over, officer_name="PC Ann Marsh")
    return refused.value


def write_lock(folder: Path, **changes: object) -> None:
    content = {"officer": "o", "machine": "LAPTOP-7", "process": 4242, "started": 1.0, "since": SINCE.isoformat()}
    (folder / LOCK_FILE).write_text(json.dumps({**content, **changes}), encoding="utf-8")


def test_that_a_held_book_says_who_has_it_where_and_since_when(tmp_path: Path) -> None:
    with take(tmp_path) as lock:
        assert read_lock(tmp_path) == lock.holding
        refused = refusal_of(tmp_path)
    assert refused.kind == "held"
    assert refused.sentence == "PC Ann Marsh has had this book open on this laptop since 09:05 on 22 November 2026."
    assert "reading only" in refused.remedy


def test_that_a_released_lock_leaves_nothing_behind(tmp_path: Path) -> None:
    lock = take(tmp_path)
    lock.release()
    lock.release()
    assert read_lock(tmp_path) is None
    if sys.platform != "win32":
        assert list(tmp_path.iterdir()) == []
    take(tmp_path).release()


def test_that_a_live_process_keeps_the_book_and_a_killed_one_loses_it(tmp_path: Path) -> None:
    other = Other(tmp_path)
    other.go()
    assert other.answer() == "has it"
    assert refusal_of(tmp_path).kind == "held"
    assert refusal_of(tmp_path, take_over=True).kind == "held"
    other.kill()
    assert read_lock(tmp_path) is None
    with take(tmp_path) as lock:
        assert read_lock(tmp_path) == lock.holding


def test_that_a_process_which_ends_gives_the_book_back(tmp_path: Path) -> None:
    other = Other(tmp_path)
    other.go()
    other.answer()
    other.end()
    assert not (tmp_path / LOCK_FILE).exists() or (tmp_path / LOCK_FILE).read_bytes() == b""


def test_that_of_several_taking_over_a_dead_lock_exactly_one_wins(tmp_path: Path) -> None:
    others = [Other(tmp_path, f"officer-{number}") for number in range(3)]
    write_lock(tmp_path, machine=this_machine(), process=os.getpid(), started=1.0)
    for other in others:
        other.go()
    answers = sorted(other.answer() for other in others)
    for other in others:
        other.end()
    assert answers == ["has it", "held", "held"]


def test_that_a_process_with_the_number_of_a_dead_one_does_not_keep_its_lock(tmp_path: Path) -> None:
    write_lock(tmp_path, machine=this_machine(), process=os.getpid(), started=1.0)
    take(tmp_path).release()


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b"7", b"\xff" * 50, b"x" * 20_000, b'{"officer": "o"}', b"[" * 9_000]
)
def test_that_a_lock_cut_off_or_damaged_is_taken_over(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / LOCK_FILE).write_bytes(raw)
    assert read_lock(tmp_path) is None
    with take(tmp_path) as lock:
        assert read_lock(tmp_path) == lock.holding


@pytest.mark.parametrize(
    "changes",
    [{"process": -1}, {"process": 2**40}, {"process": "x"}, {"since": "2026-11-22T09:05"}, {"started": "nan"}],
)
def test_that_a_lock_with_absurd_figures_is_taken_over(tmp_path: Path, changes: dict[str, object]) -> None:
    write_lock(tmp_path, machine=this_machine(), **changes)
    take(tmp_path).release()


def test_that_another_machines_lock_stands_until_it_is_taken_over_on_purpose(tmp_path: Path) -> None:
    write_lock(tmp_path)
    refused = refusal_of(tmp_path)
    assert refused.kind == "held"
    assert "LAPTOP-7" in refused.sentence
    assert "take it over" in refused.remedy
    with take(tmp_path, take_over=True) as lock:
        assert read_lock(tmp_path) == lock.holding


def test_that_who_was_taken_over_does_not_release_the_new_holders_lock(tmp_path: Path) -> None:
    earlier = take(tmp_path)
    write_lock(tmp_path)
    earlier.release()
    assert read_lock(tmp_path) is not None


def test_that_a_lock_follows_its_folder(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    lock = take(tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "there")
    lock.follow(tmp_path / "there")
    lock.release()
    assert read_lock(tmp_path / "there") is None


def test_that_a_book_that_is_gone_does_not_stop_the_program_from_ending(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    lock = take(tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "there")
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")
def test_that_a_forked_child_does_not_give_the_book_back(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from wehere_desktop.records.lock import hold, read_lock
from wehere_desktop.records.world import real_world
folder = Path(sys.argv[1])
lock = hold(folder, officer="o", world=real_world())
child = os.fork()
if child == 0:
    lock.release()
    sys.exit(0)
os.waitpid(child, 0)
print(read_lock(folder) == lock.holding)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "True"


def test_that_a_folder_which_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "nowhere").kind == "no-permission"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_that_a_lock_which_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("keep", encoding="utf-8")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / LOCK_FILE).symlink_to(precious)
    assert refusal_of(tmp_path / "book").kind == "no-permission"
    assert precious.read_text(encoding="utf-8") == "keep"
