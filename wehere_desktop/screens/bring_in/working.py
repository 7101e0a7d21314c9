"""Work that lasts and can be stopped: one piece at a time, and what stands on the page meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from wehere_desktop.desk.pieces import Button, Card, Text, column, row

if TYPE_CHECKING:
    from wehere_desktop.desk.background import Job, Lane, Progress
    from wehere_desktop.desk.screen import Desk

WIDTH = 460
SOON_MS = 150
"""Work shorter than this is over before its progress could be read."""


class UnderWay(QObject):
    """One piece of work at a time. Stopped too late, its answer is taken all the same: what is done is never hidden."""

    #: The work has gone on for a moment.
    lasts = Signal()
    #: The work is over, however it ended; said before its answer is handed on.
    over = Signal()
    #: The work was stopped, here or in the line at the foot of the window, and nothing of it is kept.
    stopped = Signal()
    #: So many of so many steps are done; the second is nought where nobody knows.
    progressed = Signal(int, int)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Work on a desk for a page."""
        super().__init__(parent)
        self._background = desk.background
        self._owner = parent
        self._job: Job | None = None
        self._answer: list[Any] = []
        self._then: Callable[[Any], None] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.lasts)
        self._background.progressed.connect(self._progressed)
        self._background.ended.connect(self._ended)

    @property
    def busy(self) -> bool:
        """Say whether work is under way."""
        return self._job is not None

    def begin(
        self,
        title: str,
        work: Callable[[Progress], Any],
        then: Callable[[Any], None],
        *,
        failed: Callable[[Exception], None],
        lane: Lane,
    ) -> None:
        """Do work in a lane, and hand on its answer or what it raised."""
        answer: list[Any] = []

        def remembered(progress: Progress) -> Any:
            answer.append(work(progress))
            return answer[0]

        def done(found: Any) -> None:
            self._end()
            then(found)

        def wrong(error: Exception) -> None:
            self._end()
            failed(error)

        self._answer, self._then = answer, then
        self._job = self._background.run_long(
            remembered, then=done, failed=wrong, owner=self._owner, lane=lane, title=title
        )
        self._soon.start()

    def cancel(self) -> None:
        """Ask the work to stop."""
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._soon.stop()
        self._job = None
        self.over.emit()

    def _progressed(self, job: Job) -> None:
        if job is self._job:
            self.progressed.emit(job.done, job.of)

    def _ended(self, job: Job) -> None:
        if job is not self._job or not job.cancelled:
            return
        self._end()
        if self._answer and self._then is not None:
            self._then(self._answer[0])
        else:
            self.stopped.emit()


class Working(QWidget):
    """A card in the middle of the page."""

    def __init__(self, desk: Desk) -> None:
        """Lay out the card."""
        super().__init__()
        self._desk = desk
        self._unit = "rows"
        self.title = Text("", strong=True, wrap=True)
        self.said = Text("", tone="quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far it is")
        self.cancel = Button("Cancel", name="Cancel: nothing is kept of it")
        self._card = Card()
        self._card.setAccessibleName("Work under way")
        inside = column(spacing=12, margins=(8, 12, 8, 8))
        inside.addWidget(self.title)
        inside.addWidget(self.bar)
        last = row()
        last.addWidget(self.said, 1)
        last.addWidget(self.cancel)
        inside.addLayout(last)
        self._card.body.addLayout(inside)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        whole = column()
        whole.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(2)
        self.setLayout(whole)
        desk.look.changed.connect(self._fit)
        self._fit()

    def begin(self, title: str, unit: str) -> None:
        """Show work of which nothing is done yet; `unit` is what is counted."""
        self._unit = unit
        self.title.say(f"{title} …")
        self.said.say("")
        self.bar.setMaximum(0)
        self.cancel.setEnabled(True)

    def show_progress(self, done: int, of: int) -> None:
        """Show how far it is; `of` is nought where nobody knows."""
        self.bar.setMaximum(of)
        self.bar.setValue(done)
        if of and done >= of:
            self.said.say("Nearly done …")
        else:
            self.said.say(f"{done:,} of {of:,} {self._unit}" if of else f"{done:,} {self._unit}")

    def stopping(self) -> None:
        """Show that it was asked to stop."""
        self.cancel.setEnabled(False)
        self.said.say("Stopping …")

    def _fit(self) -> None:
        self._card.setFixedWidth(min(self._desk.look.px(WIDTH), 760))
