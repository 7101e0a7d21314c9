"""Everything a newcomer or a build machine needs, from one command: `python3 dev.py VERB`.

Standard library only, so that it runs before anything is installed. The first call makes `.venv` beside this file
from the hashed lock file; a later call knows it by its stamp and starts at once. What this file says of itself goes
to standard error, so that another program can read what `wehere` prints.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from system_needs import FOR_A_SCREEN, FOR_ENVIRONMENT, FOR_PICTURES, FOR_WINDOW, provide, say

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache"
TOUR = ROOT / "tour"
DEV_LOCK = ROOT / "requirements-dev.lock"
RUNTIME_LOCK = ROOT / "requirements.lock"
OLDEST_PYTHON = (3, 11)
STOPPED_BY_USER = 130
ENDED_BY_SIGNAL = 128
# What pip says when it cannot reach its source, whatever the reason.
SIGNS_OF_NO_NETWORK = ("connection", "timed out", "timeout", "name resolution", "getaddrinfo", "from versions: none")
# A lock file must hold on any machine: no host, no path, no option that names one.
ADDRESS = re.compile(r"://|\bfile:|(?:^|\s)\.{0,2}/\w|[A-Za-z]:\\|--(?:extra-)?index-url|--find-links|--trusted-host")


class Stop(Exception):
    """The verb cannot go on; what it says is one plain sentence and what to do next."""


@dataclass(frozen=True)
class Check:
    """One step of `test`: what it makes sure of, and what Python is asked to run for it."""

    promise: str
    arguments: tuple[str, ...]


CHECKS = (
    Check("style (ruff check)", ("-m", "ruff", "check", ".")),
    Check("layout (ruff format)", ("-m", "ruff", "format", "--check", ".")),
    Check("types (mypy --strict)", ("-m", "mypy", "--strict")),
    Check(
        "floors (import-linter)", ("-c", "from importlinter.cli import lint_imports_command as go; go()", "--no-logo")
    ),
)
# Two rings: everything that runs where no window toolkit can be imported, then the window, drawn off-screen. The second
# ring's own options stand here since the first does not know them.
WITHOUT_WINDOW = ("-m", "pytest", "-n", "2", "-p", "no:pytest-qt")
# Off-screen there is no window manager to tell the smallest size to, and for the map's browser no graphics card: Qt
# warns of both.
WINDOW_RING = (
    *("-m", "pytest", "-n", "2", "-o", "qt_api=pyside6", "-o", "qt_log_level_fail=WARNING"),
    "-o",
    "qt_log_ignore=This plugin does not support\nQRhiGles2\nFailed to create RHI\nQVulkanInstance\nGBM is not\nGPUInfo",
)
WINDOW_FOLDERS = ("tests/desk", "tests/journeys_window", "tests/screens", "tests/window")
NO_TEST_CHOSEN = 5
FREE_OF_ADDRESSES = ("--no-config", "--no-header", "--no-emit-index-url", "--no-emit-find-links")


def python_inside() -> Path:
    """Return the environment's interpreter, whether or not it is there yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def surroundings(**more: str) -> dict[str, str]:
    """Return a child's variables: ours, the project on its path, and UTF-8 whatever the system's habit."""
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", **more}


def call(command: Sequence[str | Path], *, cwd: Path | None = ROOT, **more: str) -> int:
    """Run a command to its end with our own input and output; return its exit code."""
    sys.stdout.flush()
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=surroundings(**more), check=False)
    return done.returncode if done.returncode >= 0 else ENDED_BY_SIGNAL - done.returncode


def expected_stamp() -> str:
    """Return what the stamp of an up-to-date environment reads: a digest of all that its content depends on."""
    if not DEV_LOCK.exists():
        raise Stop(f"{DEV_LOCK.name} is missing. Get the whole project again, or restore that file.")
    where = f"{sys.version_info[:3]} {platform.machine()} {ROOT}".encode()
    return hashlib.sha256(where + DEV_LOCK.read_bytes()).hexdigest()


def is_ready() -> bool:
    """Tell whether the environment is there, whole, and made from the lock file as it is now."""
    wanted = expected_stamp()
    stamp = VENV / "stamp.txt"
    return python_inside().exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted


def seize(number: int) -> bool:
    """Try to become the one holder of an open file, without waiting; the system lets go when all who have it end."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold others off while the environment is made, and wait for one that is at it already."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "dev.lock").open("ab") as held:
        # An installer outlives us if we are killed, so it holds on too.
        os.set_inheritable(held.fileno(), True)
        if not seize(held.fileno()):
            say("Another dev.py is making the environment. Waiting for it …")
            while not seize(held.fileno()):
                time.sleep(0.5)
        yield


def prepare() -> None:
    """Make the environment, or find that it is ready; raise `Stop` with a sentence when it cannot be made."""
    if is_ready():
        return
    with one_at_a_time():
        if is_ready():
            return
        if not provide(FOR_ENVIRONMENT):
            raise Stop("Without it the environment cannot be made.")
        clear_away()
        started = time.monotonic()
        say("Making the environment in .venv from the lock file. This is done once and takes a minute or two …")
        VENV.mkdir()
        (VENV / "made-by-dev.txt").write_text("dev.py made this folder and may replace it.\n", encoding="utf-8")
        record = CACHE / "install.log"
        install([sys.executable, "-m", "venv", str(VENV)], record)
        pip = [str(python_inside()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps"]
        install([*pip, "--require-hashes", "-r", str(DEV_LOCK)], record)
        # Written last: an environment without it was interrupted and is made afresh.
        (VENV / "stamp.txt").write_text(expected_stamp(), encoding="utf-8")
        say(f"The environment is ready ({time.monotonic() - started:.0f} s).")


def clear_away() -> None:
    """Remove an environment that is unfinished or out of date; refuse to touch one that is not ours."""
    if not VENV.exists():
        return
    if not (VENV / "made-by-dev.txt").exists():
        raise Stop("There is a .venv here that dev.py did not make. Move it elsewhere, then try again.")
    if Path(sys.prefix) == VENV:
        raise Stop("The environment is out of date, and its own Python cannot replace it; use python3 instead.")
    try:
        shutil.rmtree(VENV)
    except OSError as fault:
        raise Stop(f"The old environment is in use ({fault}). Close what uses it, then try again.") from fault


def install(command: Sequence[str], record: Path) -> None:
    """Run one step of the installation, its words kept in `record`; raise `Stop` with what they mean when it fails."""
    with record.open("w", encoding="utf-8") as words:
        done = subprocess.run(
            command,
            stdout=words,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env=surroundings(),
            close_fds=False,
            check=False,
        )
    if done.returncode == 0:
        return
    said = record.read_text(encoding="utf-8", errors="replace")
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in said:
        raise Stop(
            "A library that was fetched is not the one the lock file names, so nothing was installed. "
            "Try again; if it stays so, tell the maintainers."
        )
    if "No space left" in said:
        raise Stop("The disk is full. The environment needs about 500 MB; make room, then try again.")
    if any(sign in said.lower() for sign in SIGNS_OF_NO_NETWORK):
        raise Stop("Could not fetch the libraries. Check the network connection, then try again.")
    last = "\n".join(said.strip().splitlines()[-5:])
    raise Stop(
        f"The environment could not be made. All that was said is in {record.relative_to(ROOT)}; it ends:\n{last}"
    )


def home_folder() -> Path:
    """Return where `run` puts what it makes: WEHERE_HOME, or the folder WeHere in the user's own."""
    named = os.environ.get("WEHERE_HOME")
    return Path(named).expanduser().resolve() if named else Path.home() / "WeHere"


def has_display() -> bool:
    """Tell whether a window could be shown; only Unix systems can be without."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def run(words: Sequence[str]) -> int:
    """Open the window; where there is no display, print the practice book's next handout and its map instead."""
    if words:
        raise Stop("run takes no words after it. For the program's own verbs use: python3 dev.py wehere VERB")
    prepare()
    if has_display():
        if not provide(FOR_A_SCREEN):
            return 1
        return call([python_inside(), "-m", "wehere_desktop"])
    say("There is no display here, so the main job is done without a window:")
    say("a practice book, and from it the next meeting's handout and its map.")
    folder = home_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return call([python_inside(), "-m", "wehere_desktop", "first-look", "--folder", folder])


def wehere(words: Sequence[str]) -> int:
    """Pass everything on to the program, in the folder the user stands in."""
    prepare()
    return call([python_inside(), "-m", "wehere_desktop", *words], cwd=None)


def test(words: Sequence[str]) -> int:
    """Run every check and then the tests; given words for pytest, run only the tests they choose."""
    prepare()
    if not provide(FOR_WINDOW):
        return 1
    if words:
        return run_rings(words)
    passed: list[str] = []
    for check in CHECKS:
        started = time.monotonic()
        say(f"{check.promise} …")
        if code := call([python_inside(), *check.arguments]):
            say(f"\nStopped at {check.promise}; before it passed: {', '.join(passed) or 'nothing'}. No test was run.")
            return code
        passed.append(f"{check.promise} {time.monotonic() - started:.1f} s")
    say(f"Passed: {', '.join(passed)}. Now the tests:")
    return run_rings(())


def run_rings(words: Sequence[str]) -> int:
    """Run the rings that hold the tests the words choose, both if they name no path; return the first bad code."""
    paths = [word for word in words if (ROOT / word.partition("::")[0]).exists()]
    in_window = [path for path in paths if path.startswith(WINDOW_FOLDERS)]
    codes = []
    if not paths or len(in_window) < len(paths):
        codes.append(call([python_inside(), *WITHOUT_WINDOW, *words]))
    if not paths or in_window:
        codes.append(
            call(
                [python_inside(), *WINDOW_RING, *words], QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen")
            )
        )
    # Words that choose tests of one ring alone leave the other with none, which is no failure.
    bad = [code for code in codes if code not in {0, NO_TEST_CHOSEN}]
    return bad[0] if bad else min(codes, default=0)


def bench(words: Sequence[str]) -> int:
    """Measure the budgets and print them as ratios."""
    prepare()
    return call([python_inside(), "-m", "benchmarks", *words])


def tour(words: Sequence[str]) -> int:
    """Make pictures of all the window shows and of every printed page, into `tour/` (`--handbook`: into docs)."""
    prepare()
    if not provide(FOR_WINDOW):
        return 1
    code = call([python_inside(), "-m", "tests.tour", *words])
    # The handbook's pictures, one screen's, or pictures elsewhere: then the printed pages were not asked for.
    if words or code != 0:
        return code
    return tour_of_paper()


def tour_of_paper() -> int:
    """Make a picture of every page the program prints, into `tour/paper`."""
    if not provide(FOR_PICTURES):
        return 1
    paper = TOUR / "paper"
    shutil.rmtree(paper, ignore_errors=True)
    paper.mkdir(parents=True)
    made = call(
        [python_inside(), "-m", "wehere_desktop", "first-look", "--folder", paper], WEHERE_HOME=str(paper / "laptop")
    )
    if made != 0:
        return made
    for printed in sorted(paper.glob("*.pdf")):
        if code := call(["pdftoppm", "-png", "-r", "90", printed, printed.with_suffix("")]):
            return code
    say(f"The printed pages are in {paper}: {', '.join(sorted(page.name for page in paper.glob('*.png')))}.")
    return 0


def build(words: Sequence[str]) -> int:
    """Freeze the program into `dist/wehere` and let the frozen program test itself."""
    prepare()
    pyinstaller = ["-m", "PyInstaller", "build.spec", "--noconfirm", "--log-level", "WARN"]
    if code := call([python_inside(), *pyinstaller, "--distpath", "dist", "--workpath", "build", *words]):
        return code
    program = ROOT / "dist" / "wehere" / ("wehere.exe" if os.name == "nt" else "wehere")
    say(f"Built {program.relative_to(ROOT)}. Now it tests itself:")
    # It may borrow neither a module from the checkout nor what an earlier run left on this laptop.
    laptop = ROOT / "build" / "laptop"
    shutil.rmtree(laptop, ignore_errors=True)
    return call([program, "self-test"], cwd=program.parent, PYTHONPATH="", WEHERE_HOME=str(laptop))


def lock(words: Sequence[str]) -> int:
    """Make both lock files anew from pyproject.toml, free of addresses (`--upgrade` takes newer versions)."""
    prepare()
    make: list[str | Path] = [
        python_inside(),
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
    ]
    make += ["--python-version", ".".join(map(str, OLDEST_PYTHON)), *FREE_OF_ADDRESSES, *words, "pyproject.toml"]
    first = call([*make, "--output-file", RUNTIME_LOCK.name])
    if first != 0:
        return first
    # The tools may not move a library that the program itself uses.
    second = call([*make, "--group", "dev", "--constraint", RUNTIME_LOCK.name, "--output-file", DEV_LOCK.name])
    if second != 0:
        return second
    for made in (RUNTIME_LOCK, DEV_LOCK):
        for number, line in enumerate(made.read_text(encoding="utf-8").splitlines(), 1):
            if ADDRESS.search(line):
                raise Stop(f"{made.name}, line {number}, names an address or a path: {line.strip()}")
    say(f"{RUNTIME_LOCK.name} and {DEV_LOCK.name} are made; neither names an address or a path.")
    return 0


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "tour": tour,
    "build": build,
    "wehere": wehere,
    "lock": lock,
}


def usage() -> str:
    """Return the list of verbs, each with the first line of what it does."""
    lines = [f"  {name:<8}{(verb.__doc__ or '').splitlines()[0]}" for name, verb in VERBS.items()]
    return "\n".join(["usage: python3 dev.py VERB", "", *lines])


def main(words: Sequence[str]) -> int:
    """Do the verb that was asked for; return the exit code."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        say("This needs Python 3.11 or newer. Install it, then try again with that Python.")
        return 1
    if not words or words[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0 if words else 2
    if words[0] not in VERBS:
        say(f"There is no verb {words[0]!r}.\n{usage()}")
        return 2
    try:
        return VERBS[words[0]](words[1:])
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return STOPPED_BY_USER


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
