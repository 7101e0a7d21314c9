"""Keeps a book to one writer: lock.json says who holds it, and a dead process's lock is taken over by exactly one."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import platform
import sys
import time
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

import psutil

from wehere_desktop.frozen import dataclass
from wehere_desktop.records.whole_file import cannot_write
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from wehere_desktop.records.world import World

LOCK_FILE = "lock.json"
LARGEST_LOCK = 10_000
# A process's start is reckoned from the clock, which may be set right while it runs; a process number is not given out
# again to a process that started within these few seconds of the one that is gone.
START_TOLERANCE = 5.0
_FAR_BYTE = 1 << 30
_LOCAL = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Holding:
    """What lock.json says: officer id, machine name, process number and its start (seconds since 1970), since when."""

    officer: str
    machine: str
    process: int
    started: float
    since: datetime

    def is_alive(self) -> bool:
        """Say whether the holder may still be at work; of another machine's process nothing can be known, so yes."""
        if self.machine != this_machine():
            return True
        try:
            process = psutil.Process(self.process)
            if process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD):
                return False
            return abs(process.create_time() - self.started) < START_TOLERANCE
        except psutil.NoSuchProcess:
            return False
        except psutil.AccessDenied:
            return True


class HeldLock:
    """The right to write in a book's folder until `release`; also a context manager."""

    def __init__(self, folder: Path, holding: Holding) -> None:
        """Note what is held and give it back when the program ends, whatever else happens."""
        self.folder = folder
        self.holding = holding
        self._released = False
        atexit.register(self.release)

    def release(self) -> None:
        """Give the book back. Does nothing the second time, in a forked child, or once another has taken it over."""
        if self._released or os.getpid() != self.holding.process:
            return
        self._released = True
        atexit.unregister(self.release)
        # A folder that was removed or can no longer be written leaves a lock that will be found dead.
        with contextlib.suppress(Refusal, OSError), _guarded(self.folder) as handle:
            if _parsed(_content(handle)) == self.holding:
                os.ftruncate(handle, 0)
                _remove(self.folder / LOCK_FILE)

    def follow(self, folder: Path) -> None:
        """Note that the book's folder, lock and all, now lies elsewhere."""
        self.folder = folder

    def __enter__(self) -> Self:
        """Return the lock itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the book back."""
        self.release()


def hold(folder: Path, *, officer: str, world: World, take_over: bool = False, officer_name: str = "") -> HeldLock:
    """Return the lock of the book in a folder, taken for this process.

    The lock of a process of this machine that is gone, or that was cut off while writing it, is taken over; one held on
    another machine only with `take_over`. Otherwise a Refusal of kind ``held`` says who holds it (`officer_name`
    where the caller knows it), on which machine and since when. Also ``no-permission`` and ``disk-full``.
    """
    with _guarded(folder) as handle:
        found = _parsed(_content(handle))
        if found is not None and found.is_alive() and not (take_over and found.machine != this_machine()):
            raise held_by(found, officer_name)
        mine = Holding(officer, this_machine(), os.getpid(), _started(), world.now())
        _write(handle, folder / LOCK_FILE, mine)
    return HeldLock(folder, mine)


def read_lock(folder: Path) -> Holding | None:
    """Return who holds the book at this moment, or None if nobody alive does. Changes nothing."""
    try:
        raw = (folder / LOCK_FILE).read_bytes()[:LARGEST_LOCK]
    except OSError:
        return None
    found = _parsed(raw)
    return found if found is not None and found.is_alive() else None


def held_by(holding: Holding, officer_name: str = "") -> Refusal:
    """Return the Refusal that says who has the book open and offers reading only."""
    since = holding.since.astimezone(_LOCAL)
    when = f"{since:%H:%M} on {since.day} {since:%B %Y}"
    here = holding.machine == this_machine()
    where = "this laptop" if here else f"the machine “{holding.machine}”"
    who = officer_name or "Someone"
    ways = "open it for reading only" if here else "open it for reading only, or take it over if that machine is off"
    return Refusal(
        f"{who} has had this book open on {where} since {when}.", remedy=f"Close it there, or {ways}.", kind="held"
    )


def this_machine() -> str:
    """Return the name this machine goes by in a lock."""
    return platform.node().strip() or "unnamed"


def _started() -> float:
    return float(psutil.Process().create_time())


@contextmanager
def _guarded(folder: Path) -> Iterator[int]:
    """Yield lock.json opened while the system itself keeps every other process from doing the same.

    The system's guard goes with the process that has it, so nobody can die holding it; it lasts only while lock.json is
    read and written, which is why what the file says, and not the guard, tells who holds the book.
    """
    path = folder / LOCK_FILE
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError as error:
            raise cannot_write(path, error) from error
        try:
            _guard(handle)
            # Whoever gave the book back meanwhile removed the file; this would guard one that nobody else can see.
            if _same_file(handle, path):
                yield handle
                return
        finally:
            # A child forked meanwhile has the handle too, and would keep the guard for as long as it lives.
            _unguard(handle)
            os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _guard(handle: int) -> None:
        # Windows keeps others from reading guarded bytes, so one far beyond the end stands for the file.
        while True:
            os.lseek(handle, _FAR_BYTE, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(0.01)
            else:
                return

    def _unguard(handle: int) -> None:
        with contextlib.suppress(OSError):
            os.lseek(handle, _FAR_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

    def _remove(path: Path) -> None:
        # A file that is open cannot be removed there; empty, it stands for nobody.
        del path
else:
    import fcntl

    def _guard(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _unguard(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

    def _remove(path: Path) -> None:
        path.unlink(missing_ok=True)


def _same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _content(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, LARGEST_LOCK)


def _write(handle: int, path: Path, holding: Holding) -> None:
    content = json.dumps(
        {
            "officer": holding.officer,
            "machine": holding.machine,
            "process": holding.process,
            "started": holding.started,
            "since": holding.since.isoformat(),
        },
        indent=2,
    )
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, content.encode())
        os.fsync(handle)
    except OSError as error:
        raise cannot_write(path, error) from error


def _parsed(raw: bytes) -> Holding | None:
    """Return what a lock says, or None where it says nothing: its writer was cut off, since writing is guarded."""
    try:
        found = json.loads(raw)
        holding = Holding(
            str(found["officer"]),
            str(found["machine"]),
            int(found["process"]),
            float(found["started"]),
            datetime.fromisoformat(found["since"]),
        )
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    return holding if holding.since.utcoffset() is not None and 0 < holding.process < 1 << 31 else None
