"""Work away from the window: a lane for the book, a pool for files and drawing, answers on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

T = TypeVar("T")

# Shorter work is over before a person has read that it began.
LASTING_MS = 400
WAIT_AT_END_MS = 30_000


class Stopped(Exception):
    """The person stopped the work; nobody is told anything."""


class Lane(Enum):
    """Where work runs: `BOOK` does the book's writes and long reads in turn, `FILES` all else side by side."""

    BOOK = "book"
    FILES = "files"


@dataclass(eq=False)
class Job:
    """One piece of work under way. `done` and `of` count its steps once it reports them; `of` is 0 until then."""

    number: int
    title: str
    owner: QObject | None
    then: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    done: int = 0
    of: int = 0
    finished: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; its answer, if it still comes, is dropped."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Say whether it was asked to stop."""
        return self._stop.is_set()

    @property
    def awaited(self) -> bool:
        """Say whether anybody still waits for the answer: it was not cancelled and its owner is still there."""
        return not self.cancelled and (self.owner is None or isValid(self.owner))


class Progress:
    """What long work is handed: it reports its steps here and learns here that it was stopped."""

    def __init__(self, job: Job, report: Callable[[Job], None]) -> None:
        """Report on one job."""
        self._job = job
        self._report = report

    def step(self, done: int, of: int) -> None:
        """Say that so many of so many steps are done. Raises Stopped once the person has cancelled."""
        self.check()
        self._job.done, self._job.of = done, of
        self._report(self._job)

    def check(self) -> None:
        """Raise Stopped once the person has cancelled."""
        if self._job.cancelled:
            raise Stopped


class Background(QObject):
    """Runs work off the window's thread. It lives as long as the application, so that late answers find it.

    `lasting` says that a job has gone on for 0.4 s, `progressed` that it reported a step, `ended` that it is over.
    """

    lasting = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    _answered = Signal(object, object, object)
    _stepped = Signal(object)

    def __init__(self, *, fault: Callable[[Exception], None] | None = None) -> None:
        """Start two lanes; `fault` is told of what failed where the caller did not say what to do then."""
        super().__init__()
        self._fault = fault
        self._numbers = count(1)
        self._jobs: set[Job] = set()
        self._closed = False
        self._pools = {Lane.BOOK: QThreadPool(self), Lane.FILES: QThreadPool(self)}
        self._pools[Lane.BOOK].setMaxThreadCount(1)
        self._pools[Lane.FILES].setMaxThreadCount(max(2, QThreadPool.globalInstance().maxThreadCount() - 1))
        # A queued connection is what carries the answer over to the window's thread.
        self._answered.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    def on_fault(self, fault: Callable[[Exception], None]) -> None:
        """Tell this of what failed where the caller did not say what to do then."""
        self._fault = fault

    def run(
        self,
        work: Callable[[], T],
        *,
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
        lane: Lane = Lane.BOOK,
        title: str = "",
    ) -> Job:
        """Run `work` in a lane, then call `then` with what it returned on the window's thread, and return the job.

        `failed` is called with what it raised instead. Neither is called once the `owner` (a widget) is gone or the
        job was cancelled. `title` names the work to the person should it last.
        """
        return self.run_long(lambda _: work(), then=then, failed=failed, owner=owner, lane=lane, title=title)

    def run_long(
        self,
        work: Callable[[Progress], T],
        *,
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
        lane: Lane = Lane.FILES,
        title: str = "",
    ) -> Job:
        """Run work that reports its steps to the `Progress` it is handed, and can be cancelled at each of them."""
        job = Job(next(self._numbers), title, owner, then, failed)
        self._jobs.add(job)
        self._pools[lane].start(lambda: self._do(job, work))
        QTimer.singleShot(LASTING_MS, self, lambda: self._still_running(job))
        return job

    @property
    def busy(self) -> bool:
        """Say whether any work is under way."""
        return bool(self._jobs)

    def close(self) -> None:
        """Stop what can be stopped, wait for the rest and drop every answer."""
        self._closed = True
        for job in tuple(self._jobs):
            job.cancel()
        for pool in self._pools.values():
            pool.clear()
            pool.waitForDone(WAIT_AT_END_MS)
        self._jobs.clear()

    def _do(self, job: Job, work: Callable[[Progress], Any]) -> None:
        """Run in a lane's thread."""
        answer: Any = None
        error: Exception | None = None
        try:
            if job.cancelled:
                raise Stopped  # noqa: TRY301 - told apart below like one raised half-way
            answer = work(Progress(job, self._report))
        except Exception as raised:  # noqa: BLE001 - handed to the window's thread, which knows what to do with it
            error = raised
        if isValid(self):
            self._answered.emit(job, answer, error)

    def _report(self, job: Job) -> None:
        if isValid(self):
            self._stepped.emit(job)

    def _still_running(self, job: Job) -> None:
        if not job.finished and not self._closed:
            self.lasting.emit(job)

    def _receive(self, job: Job, answer: Any, error: Exception | None) -> None:
        job.finished = True
        self._jobs.discard(job)
        if self._closed:
            return
        self.ended.emit(job)
        awaited, then, failed = job.awaited, job.then, job.failed
        # The timer that would have named the work still has the job, which may not hold on to a page that is gone
        job.owner = job.then = job.failed = None
        if not awaited or isinstance(error, Stopped):
            return
        if error is None:
            if then is not None:
                then(answer)
        elif failed is not None:
            failed(error)
        else:
            self.tell(error)

    def tell(self, error: Exception) -> None:
        """Tell of work that failed, as if nobody had said what to do then; raised where nobody is there to be told."""
        if self._fault is None:
            raise error
        self._fault(error)
