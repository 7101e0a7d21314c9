"""The line at the foot: what was just done and how to take it back, lasting work, the last copy, practice or real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from wehere_desktop.desk.pieces import Button, Text, row

if TYPE_CHECKING:
    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notice

STAYS_MS = 20_000
HEIGHT = 28


class Foot(QWidget):
    """Says “Saved” when nothing else is to be said."""

    undo = Signal()

    def __init__(self, look: Look, *, practice: bool, read_only: bool) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self.setProperty("house", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("What was done")
        self._look = look
        self._notice: Notice | None = None
        self._job: Job | None = None
        self._resting = "Open for reading only" if read_only else "Saved"
        self._tick = QLabel()
        self._said = Text(self._resting, step="small", tone="quiet")
        self.act = Button("Undo", self._follow, rank="link")
        self._copy = Text("", step="small", tone="quiet")
        self._working = Text("", step="small", tone="quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName("How far it is")
        self._stop = Button("Stop", self._cancel, rank="link")
        right = "Practice book · nothing here is real" if practice else ""
        self._right = Text(right, step="small", tone="quiet")
        first: tuple[QWidget, ...] = (self._tick, self._said, self.act)
        self._work: tuple[QWidget, ...] = (self._working, self._bar, self._stop)
        across = row(spacing=8, margins=(20, 0, 20, 0))
        for widget in first:
            across.addWidget(widget)
        across.addSpacing(8)
        across.addWidget(self._copy)
        across.addSpacing(8)
        for widget in self._work:
            across.addWidget(widget)
        across.addStretch(1)
        across.addWidget(self._right)
        self.setLayout(across)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(STAYS_MS)
        self._rest.timeout.connect(self.rest)
        look.changed.connect(self._dress)
        self._dress()
        self.rest()
        self._show_work()

    def tell(self, notice: Notice) -> None:
        """Say what was done and offer the next step; it stays for twenty seconds."""
        self._notice = notice
        self._said.say(notice.sentence, tone="")
        words = "Undo" if notice.undo else notice.link
        self.act.setText(words)
        self.act.setAccessibleName(f"{words}: {notice.sentence}" if words else "")
        self.act.setVisible(bool(words))
        self._rest.start()

    def rest(self) -> None:
        """Say only that all is kept."""
        self._notice = None
        self._said.say(self._resting, tone="quiet")
        self.act.hide()

    def said(self) -> str:
        """Return what it says now."""
        return self._said.words()

    def copied(self) -> str:
        """Return what it says of the last copy."""
        return self._copy.words()

    def show_copy(self, words: str) -> None:
        """Say when the last copy was made."""
        self._copy.say(words)

    def show_job(self, job: Job) -> None:
        """Show work that lasts, and how far it is once it says so."""
        if job.finished or not job.title:
            return
        self._job = job
        self._show_work()

    def job_ended(self, job: Job) -> None:
        """Show no longer what is over."""
        if self._job is job:
            self._job = None
            self._show_work()

    def _show_work(self) -> None:
        job = self._job
        for widget in self._work:
            widget.setVisible(job is not None)
        if job is not None:
            self._working.say(f"{job.title} …")
            self._bar.setMaximum(job.of)
            self._bar.setValue(job.done)
            self._stop.setVisible(job.of > 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _follow(self) -> None:
        notice = self._notice
        self.rest()
        if notice is None:
            return
        if notice.undo:
            self.undo.emit()
        elif notice.follow is not None:
            notice.follow()

    def _dress(self) -> None:
        self.setMinimumHeight(self._look.px(HEIGHT))
        self._tick.setPixmap(self._look.pixmap("tick", self._look.colours.kept, 14))
