"""How the console behaves as a process: its outputs, its exit codes, a terminal and none, and a reader who leaves."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.console.terminal import LONGEST, ROOT, ran_apart
from tests.elm_park import PASSPHRASE, a_book, a_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

HOSTILE = "Łąka \x1b[31m Farm\u202e 学校"


@pytest.fixture
def book_folder(tmp_path: Path) -> Path:
    """A practice book on the disk with a place whose name is hard to print."""
    with a_book(tmp_path, practice=True) as book, book.change("Set up"):
        book.places.add(a_place(book, HOSTILE))
    return book.folder


def test_that_output_is_utf8_whatever_the_system_speaks(book_folder: Path) -> None:
    known = {"WEHERE_PASSPHRASE": PASSPHRASE}
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **known}
    done = ran_apart("--book", book_folder, "search", "farm", surroundings=plain)
    assert done.returncode == 0, done.stderr
    assert "Place: Łąka \\x1b[31m Farm\\u202e 学校 - school" in done.stdout.decode("utf-8")
    told = ran_apart(
        "--book", book_folder, "search", "farm", "--json", surroundings={"PYTHONIOENCODING": "ascii:strict", **known}
    )
    assert json.loads(told.stdout)["title"] == HOSTILE


def test_that_the_exit_code_is_the_process_own() -> None:
    refused = ran_apart("check")
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert refused.stderr.decode().startswith("No book is named. Name one with --book FOLDER")
    assert ran_apart("chekc").returncode == 2


def test_that_nobody_at_a_terminal_means_a_refusal_and_no_waiting(tmp_path: Path) -> None:
    words = ("new", tmp_path / "North", "--officer", "Robin Vale", "--rank", "PC", "--lpu", "Northwich")
    done = ran_apart(*words, typed=b"elm park on a wet tuesday\n" * 2)
    assert done.returncode == 1
    assert b"nobody at a terminal" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_that_a_reader_who_leaves_early_is_no_fault(book_folder: Path) -> None:
    surroundings = {**os.environ, "WEHERE_PASSPHRASE": PASSPHRASE}
    words = [sys.executable, "-m", "wehere_desktop", "--book", str(book_folder), "gaps"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=surroundings) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
        assert (running.wait(timeout=LONGEST), said) == (0, b"")


class Terminal:
    """A pseudo-terminal at which a person reads what is shown and types answers."""

    def __init__(self, words: list[str]) -> None:
        self._ours, theirs = pty.openpty()
        self._running = subprocess.Popen(
            [sys.executable, "-m", "wehere_desktop", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            # A session of its own makes this its terminal, so that Ctrl+C reaches it.
            preexec_fn=lambda: _take_terminal(theirs),  # noqa: PLW1509 - no threads here
        )
        os.close(theirs)
        self._shown = ""

    def answer(self, asked: str, typed: str, *, end: str = "\n") -> None:
        """Wait until something is asked for, then type."""
        start = len(self._shown)
        while asked not in self._shown[start:]:
            if not self._read():
                raise AssertionError(f"never asked: {self._shown}")
        os.write(self._ours, (typed + end).encode())

    def rest(self, *, again: str = "") -> tuple[str, int]:
        """Return everything that was shown, and the exit code; what is to be typed again is, when nothing happens."""
        while True:
            if again and not select.select([self._ours], [], [], 5)[0]:
                os.write(self._ours, again.encode())
            elif not self._read():
                break
        return self._shown, self._running.wait(timeout=LONGEST)

    def close(self) -> None:
        """End what still runs."""
        os.close(self._ours)
        if self._running.poll() is None:
            self._running.kill()
            self._running.wait()

    def _read(self) -> bool:
        try:
            block = os.read(self._ours, 4096)
        except OSError:
            return False
        self._shown += block.decode("utf-8", "replace")
        return bool(block)


def _take_terminal(theirs: int) -> None:
    os.setsid()
    fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)


@contextmanager
def at_terminal(words: list[str]) -> Iterator[Terminal]:
    """Run the console at a pseudo-terminal."""
    terminal = Terminal(words)
    try:
        yield terminal
    finally:
        terminal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
def test_that_a_passphrase_is_asked_for_twice_unseen_at_a_terminal(tmp_path: Path) -> None:
    words = ["new", str(tmp_path / "North"), "--officer", "Robin Vale", "--rank", "PC", "--lpu", "Northwich"]
    with at_terminal(words) as terminal:
        terminal.answer("Choose a passphrase", PASSPHRASE)
        terminal.answer("And once more", PASSPHRASE)
        shown, code = terminal.rest()
    assert code == 0, shown
    assert "Recovery code: " in shown
    assert "Write the recovery code down on paper" in shown
    assert PASSPHRASE not in shown
    with at_terminal(["--book", str(tmp_path / "North"), "check"]) as terminal:
        terminal.answer("Passphrase", PASSPHRASE)
        shown, code = terminal.rest()
    assert (code, "The book is sound." in shown) == (0, True)


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
def test_that_stopping_at_the_prompt_changes_nothing(tmp_path: Path) -> None:
    words = ["new", str(tmp_path / "North"), "--officer", "Robin Vale", "--rank", "PC", "--lpu", "Northwich"]
    with at_terminal(words) as terminal:
        terminal.answer("Choose a passphrase", "\x03", end="")
        # Pressed between the question and the wait for an answer, a key is overlooked: a person presses it again.
        shown, code = terminal.rest(again="\x03")
    assert code == 1
    assert "Stopped. Nothing was changed." in shown
    assert list(tmp_path.iterdir()) == []
