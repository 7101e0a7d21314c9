"""dev.py makes its environment once, mends what was interrupted, and says in plain words what is in the way."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

import dev
import system_needs


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project with a lock file, at which dev.py is pointed."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr(dev, "DEV_LOCK", tmp_path / "requirements-dev.lock")
    dev.DEV_LOCK.write_text("click==8.2.0\n", encoding="utf-8")
    return tmp_path


def finished_environment() -> None:
    """Lay down what a finished environment looks like from outside."""
    dev.python_inside().parent.mkdir(parents=True)
    dev.python_inside().write_bytes(b"")
    (dev.VENV / "made-by-dev.txt").write_text("ours", encoding="utf-8")
    (dev.VENV / "stamp.txt").write_text(dev.expected_stamp(), encoding="utf-8")


def saying(words: str) -> list[str]:
    """Return a command that says something and fails."""
    return [sys.executable, "-c", f"import sys; print({words!r}); sys.exit(1)"]


@pytest.mark.parametrize("module", [dev, system_needs], ids=lambda module: str(module.__name__))
def test_that_it_needs_nothing_but_the_standard_library(module: ModuleType) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    named = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in named} <= {*sys.stdlib_module_names, "system_needs"}


def test_that_a_finished_environment_is_used_as_it_is(project: Path) -> None:
    finished_environment()
    dev.prepare()
    assert sorted(path.name for path in dev.VENV.iterdir() if path.is_file()) == ["made-by-dev.txt", "stamp.txt"]


def test_that_an_environment_is_out_of_date_when_the_lock_file_changes(project: Path) -> None:
    finished_environment()
    assert dev.is_ready()
    dev.DEV_LOCK.write_text("click==8.2.1\n", encoding="utf-8")
    assert not dev.is_ready()


def test_that_an_interrupted_environment_is_not_taken_for_a_finished_one(project: Path) -> None:
    finished_environment()
    (dev.VENV / "stamp.txt").unlink()
    assert not dev.is_ready()


def test_that_an_unfinished_environment_is_cleared_away(project: Path) -> None:
    finished_environment()
    dev.clear_away()
    assert not dev.VENV.exists()


def test_that_an_environment_does_not_remove_itself_from_under_its_own_python(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished_environment()
    monkeypatch.setattr(sys, "prefix", str(dev.VENV))
    with pytest.raises(dev.Stop, match="use python3 instead"):
        dev.clear_away()
    assert dev.VENV.exists()


def test_that_only_one_makes_the_environment_at_a_time(project: Path) -> None:
    with dev.one_at_a_time(), (dev.CACHE / "dev.lock").open("ab") as second:
        assert not dev.seize(second.fileno())
    with (dev.CACHE / "dev.lock").open("ab") as third:
        assert dev.seize(third.fileno())


def test_that_an_environment_made_by_others_is_left_alone(project: Path) -> None:
    dev.VENV.mkdir()
    (dev.VENV / "precious.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(dev.Stop, match="did not make"):
        dev.clear_away()
    assert (dev.VENV / "precious.txt").exists()


def test_that_a_missing_lock_file_is_said_plainly(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dev.DEV_LOCK.unlink()
    finished = dev.main(["wehere", "--help"])
    assert finished == 1
    assert "requirements-dev.lock is missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("NewConnectionError: Failed to establish a new connection", "Check the network"),
        ("Temporary failure in name resolution", "Check the network"),
        ("ERROR: Could not find a version that satisfies it (from versions: none)", "Check the network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one the lock file names"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Something never heard of before", "Something never heard of before"),
    ],
)
def test_that_a_failed_installation_says_what_it_means(project: Path, said: str, meant: str) -> None:
    with pytest.raises(dev.Stop, match=meant):
        dev.install(saying(said), project / "install.log")


def test_that_a_missing_system_package_ends_in_the_one_command_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    needs = (system_needs.SystemNeed("poppler-utils", "to turn pages into pictures", lambda: False),)
    assert not system_needs.provide(needs)
    assert "sudo apt install poppler-utils" in capsys.readouterr().err


def test_that_a_verb_it_does_not_know_lists_those_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    said = capsys.readouterr().err
    assert "no verb 'tset'" in said
    assert all(verb in said for verb in dev.VERBS)


def test_that_what_it_makes_goes_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WEHERE_HOME", str(tmp_path / "elsewhere"))
    assert dev.home_folder() == tmp_path / "elsewhere"
    monkeypatch.delenv("WEHERE_HOME")
    assert dev.home_folder() == Path.home() / "WeHere"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these systems always have a display")
def test_that_a_display_is_seen_by_what_the_system_says_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not dev.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev.has_display()


def test_that_a_killed_program_is_told_from_one_that_refused() -> None:
    assert dev.call([sys.executable, "-c", "raise SystemExit(1)"]) == 1
    if sys.platform != "win32":
        assert dev.call([sys.executable, "-c", "import os; os.kill(os.getpid(), 15)"]) == 128 + 15


def test_that_the_list_of_verbs_needs_no_environment() -> None:
    done = subprocess.run(
        [sys.executable, "-E", "-s", "-S", dev.__file__, "--help"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0
    assert "usage: python3 dev.py VERB" in done.stdout


@pytest.mark.parametrize(
    ("words", "rings"),
    [
        ((), 2),
        (("-k", "undo"), 2),
        (("tests/records",), 1),
        (("tests/desk/test_look.py",), 1),
        (("tests/records", "tests/desk"), 2),
    ],
)
def test_that_words_for_pytest_run_the_rings_they_choose(
    words: tuple[str, ...], rings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def call(command: Sequence[object], **_: str) -> int:
        called.append(" ".join(map(str, command)))
        return 0

    monkeypatch.setattr(dev, "call", call)
    assert dev.run_rings(words) == 0
    assert len(called) == rings


def test_that_a_ring_without_a_chosen_test_is_no_failure_but_a_failing_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter((dev.NO_TEST_CHOSEN, 0, 0, 1))
    monkeypatch.setattr(dev, "call", lambda command, **_: next(codes))
    assert dev.run_rings(("-k", "undo")) == 0
    assert dev.run_rings(()) == 1
