"""The Bring in page: five steps over a queue of files, everything that takes time done away from the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.notices import as_refusal
from wehere_desktop.desk.pieces import Button, Text, column, row, without_words
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.screens.bring_in.choose import ChooseStep
from wehere_desktop.screens.bring_in.finish import FinishStep
from wehere_desktop.screens.bring_in.in_file import Queue
from wehere_desktop.screens.bring_in.lanes import (
    Done,
    Read,
    bring_in,
    brought_in_sentence,
    look_at_files,
    read_file,
    to_laptop,
)
from wehere_desktop.screens.bring_in.look_through import LookStep
from wehere_desktop.screens.bring_in.settle import SettleStep
from wehere_desktop.screens.bring_in.step import CHOOSE, FINISH, LOOK, SETTLE, WHAT, Step, StepsLine
from wehere_desktop.screens.bring_in.what import WhatStep
from wehere_desktop.screens.bring_in.working import UnderWay, Working

if TYPE_CHECKING:
    from wehere_desktop.desk.background import Progress
    from wehere_desktop.intake.crimes import CrimesBroughtIn
    from wehere_desktop.intake.postcodes import PostcodesBroughtIn
    from wehere_desktop.records.change import Changed
    from wehere_desktop.screens.bring_in.in_file import InFile


class BringInPage(ScreenWidget):
    """Leads each file chosen through the steps, one after another."""

    def __init__(self, desk: Desk) -> None:
        """Begin with choosing files."""
        super().__init__()
        self._desk = desk
        self.queue = Queue()
        self._step = CHOOSE
        self._done: Done | None = None
        self.line = StepsLine()
        self.choose, self.what, self.look = ChooseStep(desk), WhatStep(desk), LookStep(desk)
        self.settle, self.finish = SettleStep(desk), FinishStep(desk, behind=self.line.chips[-1])
        self.steps: tuple[Step, ...] = (self.choose, self.what, self.look, self.settle, self.finish)
        self.working = Working(desk)
        self.back = Button("Back", self._go_back)
        self.leave = Button("Leave this file out", self._next_file, rank="link")
        self.next = Button("", self.go_on, rank="first")
        self._about = Text("", tone="quiet", elide=True)
        self._note = Text("", tone="due")
        self._foot = QWidget()
        self._work = UnderWay(desk, self)
        self.choose_action = QAction("Add files…", self)
        self.choose_action.triggered.connect(lambda _=False: self._choose_more())
        self._lay_out()
        self._wire()
        self._go(CHOOSE)

    def _lay_out(self) -> None:
        head = row(spacing=12)
        head.addWidget(Text("Bring in", step="title"))
        head.addWidget(self._about, 1)
        head.addWidget(self.line)
        self._stack = QStackedWidget()
        for each in (*self.steps, self.working):
            self._stack.addWidget(each)
        foot = row(spacing=8)
        foot.addWidget(self.back)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(self._note)
        foot.addWidget(self.next)
        self._foot.setLayout(foot)
        whole = column(spacing=12, margins=(20, 16, 20, 16))
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self._foot)
        self.setLayout(whole)

    def resizeEvent(self, event: object) -> None:
        """Fit the line of steps."""
        super().resizeEvent(event)  # type: ignore[arg-type] # a resize event of the toolkit's own
        self.line.fit(self.width() * 62 // 100)

    def _wire(self) -> None:
        self.line.chosen.connect(self._go)
        self.choose.files_chosen.connect(self.take)
        self.look.asked_to_settle.connect(self._settle_row)
        self.look.asked_to_mend.connect(self._mend)
        self.finish.asked_to_undo.connect(self._undo)
        self.finish.asked_for_next.connect(self._next_file)
        self.finish.asked_to_read_again.connect(self._read_again)
        self.working.cancel.clicked.connect(lambda _=False: self.cancel())
        for each in self.steps:
            each.onward_changed.connect(self._show_onward)
        work = self._work
        work.lasts.connect(self._show_working)
        work.over.connect(lambda: self._stack.setCurrentWidget(self.steps[self._step]))
        work.stopped.connect(self._stopped)
        work.progressed.connect(self.working.show_progress)

    def refresh(self, changed: Changed | None) -> None:
        """Show anew what was brought in before; what is being looked through stays as it was read."""
        if changed is None or "register_source" in changed.kinds:
            self.choose.show_past()
        if self._done is not None and self._done.change:
            latest = self._desk.book.can_undo()
            self.finish.undo.setEnabled(latest is not None and latest.seq == self._done.change)

    def show_record(self, kind: str, record: str) -> None:
        """Show a file that was brought in, in the list of them."""
        del kind
        if not self._work.busy and self._step in {CHOOSE, FINISH}:
            self._go(CHOOSE)
            self.choose.past.go_to(record)

    def has_unsaved(self) -> bool:
        """Say whether a file has been set or answered that is not brought in yet."""
        return self._done is None and self.queue.touched

    def commands(self) -> Sequence[QAction]:
        """Offer to add files to those under way; where none are, the page itself has the button."""
        return [] if self._step == CHOOSE else [self.choose_action]

    def take(self, paths: Sequence[Path]) -> None:
        """Look at files and lead them through the steps, behind those under way."""
        if self._work.busy:
            return
        many = f"{len(paths):,} files" if len(paths) > 1 else paths[0].name
        book = self._desk.book
        self._run(
            f"Looking at {many}",
            lambda progress: look_at_files(book, list(paths), progress),
            self._looked,
            unit="files",
        )

    def go_on(self) -> None:
        """Do what the button at the foot says."""
        step, file = self._step, self.queue.under_way
        if file is None or self._work.busy:
            return
        if step == WHAT:
            if file.is_postcodes or file.crimes is not None:
                self._go(FINISH)
            elif file.is_crimes:
                trial = to_laptop(file, self._desk.today(), dry_run=True)
                self._run(f"Reading {file.name}", trial, partial(self._tried, file), failed=self._cannot_read)
            elif file.proposal is not None:
                self._go(LOOK)
            else:
                self._read(file)
        elif step == LOOK:
            self._go(SETTLE if file.proposal is not None and file.proposal.duplicates else FINISH)
        elif step == SETTLE:
            self._go(FINISH)
        elif step == FINISH:
            if self.finish.nothing_to_do:
                self._next_file()
            else:
                self._bring_in(file)

    def cancel(self) -> None:
        """Stop the work under way; nothing of it is kept."""
        if self._work.busy:
            self.working.stopping()
            self._work.cancel()

    def _choose_more(self) -> None:
        if not self._work.busy:
            self.choose.choose()

    def _looked(self, found: list[InFile]) -> None:
        idle = self.queue.under_way is None
        any_good = self.queue.add(found)
        if not idle:
            self._go(self._step)
            self.what.refused.show_refused(self.queue.refused)
            return
        self.choose.refused.show_refused(() if any_good else self.queue.refused)
        refused = self.queue.refused
        if any_good:
            self.queue.gone = 0
            self.queue.take_next()
            self.queue.refused = refused
        self._begin()

    def _begin(self) -> None:
        """Begin with the file whose turn it is, or with choosing where there is none."""
        self._done = None
        self._go(WHAT if self.queue.under_way is not None else CHOOSE)

    def _read(self, file: InFile) -> None:
        book, kind, path, named = self._desk.book, file.kind, file.path, file.options_by_name()

        def take(read: Read) -> None:
            file.proposal, file.ledger, file.boundaries, file.answers = read.proposal, read.ledger, read.boundaries, {}
            self._go(LOOK)

        self._run(
            f"Reading {file.name}",
            lambda progress: read_file(book, kind, path, named, progress),
            take,
            failed=self._cannot_read,
        )

    def _tried(self, file: InFile, crimes: CrimesBroughtIn) -> None:
        file.crimes = crimes
        self._go(FINISH)

    def _cannot_read(self, error: Exception) -> None:
        self._go(WHAT)
        self.what.say_refused(as_refusal(error))

    def _bring_in(self, file: InFile) -> None:
        if file.to_laptop:
            work = to_laptop(file, self._desk.today())
            self._run(f"Bringing in {file.name}", work, self._show_on_laptop, failed=self._cannot_write)
            return
        proposal, answers, book = file.proposal, dict(file.answers), self._desk.book
        if proposal is None:
            return
        # The change is opened by the intake itself, which tells how far it is and can be stopped.
        self._run(
            f"Bringing in {file.name}",
            lambda progress: bring_in(book, proposal, answers, progress),
            self._show_done,
            failed=self._cannot_write,
            lane=Lane.BOOK,
            unit="records",
        )

    def _show_done(self, done: Done) -> None:
        self._done = done
        self._finished()
        self.finish.show_done(done, more=len(self.queue.waiting))
        if done.change:
            self._desk.notices.tell(brought_in_sentence(done), undo=True)

    def _show_on_laptop(self, done: PostcodesBroughtIn | CrimesBroughtIn) -> None:
        self._finished()
        self.finish.show_on_laptop(done, more=len(self.queue.waiting))
        self._desk.notices.tell(f"{done.kind.capitalize()} of {done.file} brought in")

    def _finished(self) -> None:
        self.queue.done_with()
        self._show_step(FINISH)

    def _cannot_write(self, error: Exception) -> None:
        self._show_step(FINISH)
        self.finish.show_refused(as_refusal(error))

    def _undo(self) -> None:
        if self._done is None:
            return
        latest = self._desk.book.can_undo()
        if latest is None or latest.seq != self._done.change:
            self.finish.undo.setEnabled(False)
            return
        book = self._desk.book
        self._desk.background.run(book.undo, then=self._undone, failed=self._desk.notices.fault, owner=self)

    def _undone(self, found: Any) -> None:
        self._done = None
        self._desk.notices.tell(f"Undone: {found.label}", link="Redo", follow=without_words(self._desk.redo))
        self.finish.show_undone(more=len(self.queue.waiting))

    def _read_again(self) -> None:
        if self.queue.once_more() is not None:
            self._begin()

    def _next_file(self) -> None:
        """Be done with the file under way, if it still is, and go on to the next."""
        self.queue.done_with()
        self.queue.take_next()
        self.choose.refused.show_refused(())
        self._begin()

    def _settle_row(self, number: int) -> None:
        if self.queue.file is not None:
            self._show_step(SETTLE)
            self.settle.show_file(self.queue.file, row=number)
            self.settle.take_focus()

    def _mend(self) -> None:
        if self.queue.under_way is not None and not self._work.busy:
            self._read(self.queue.under_way.mended())

    def _go_back(self) -> None:
        before = {WHAT: CHOOSE, LOOK: WHAT, SETTLE: LOOK, FINISH: SETTLE}
        step = before.get(self._step, CHOOSE)
        while step not in self._reachable() and step > CHOOSE:
            step = before[step]
        self._go(step)

    def _reachable(self) -> list[int]:
        """Return the steps that can be gone to now by themselves."""
        file = self.queue.under_way
        if file is None:
            return []
        if file.is_postcodes:
            return [CHOOSE, WHAT, FINISH]
        if file.is_crimes and file.crimes is not None:
            return [CHOOSE, WHAT, FINISH]
        if file.proposal is None:
            return [CHOOSE, WHAT]
        return [CHOOSE, WHAT, LOOK, *([SETTLE] if file.proposal.duplicates else []), FINISH]

    def _go(self, step: int) -> None:
        """Show a step, filled; back at the beginning the files chosen are let go, which is asked about if need be."""
        if self._work.busy:
            return
        if step == CHOOSE and self.queue.under_way is not None:
            if self.queue.touched:
                self._desk.notices.ask(
                    "What you have set and answered for these files would be lost.",
                    lambda yes: self._let_go() if yes else None,
                    yes="Let it go",
                    no="Back to it",
                    grave=True,
                )
                return
            self.queue.let_go()
        self._show_step(step)
        file = self.queue.file
        if step == CHOOSE:
            self.choose.show_past()
        elif file is not None:
            shown: dict[int, Callable[[InFile], None]] = {
                WHAT: lambda each: self.what.show_file(each, self.queue.refused),
                LOOK: self.look.show_file,
                SETTLE: self.settle.show_file,
                FINISH: self.finish.show_file,
            }
            shown[step](file)
        self._show_onward()
        if self.isVisible():
            self.steps[step].take_focus()

    def _let_go(self) -> None:
        self.queue.let_go()
        self._go(CHOOSE)

    def _show_step(self, step: int) -> None:
        self._step = step
        self._stack.setCurrentWidget(self.steps[step])
        self._about.say(self.queue.words() if step != CHOOSE else "")
        self._show_onward()
        self.offers_changed.emit()

    def _show_onward(self) -> None:
        onward = self.steps[self._step].onward()
        under_way = self.queue.under_way is not None and self._step != CHOOSE
        self._foot.setVisible(under_way and not self._work.busy)
        self.leave.setVisible(len(self.queue.waiting) + self.queue.gone > 1)
        self._note.say(onward.note)
        self.next.setText(onward.words)
        self.next.setAccessibleName(onward.words)
        self.next.setVisible(bool(onward.words))
        self.next.setEnabled(onward.may)
        self.line.show_step(self._step, reachable=self._reachable())

    def _run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        then: Callable[[Any], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        lane: Lane = Lane.FILES,
        unit: str = "rows",
    ) -> None:
        self.working.begin(title, unit)

        def wrong(error: Exception) -> None:
            (failed or self._desk.notices.fault)(error)
            self._show_onward()

        self._work.begin(title, work, then, failed=wrong, lane=lane)
        self._show_onward()

    def _show_working(self) -> None:
        self._stack.setCurrentWidget(self.working)
        self.working.cancel.setFocus()

    def _stopped(self) -> None:
        self._desk.notices.tell("Stopped. Nothing was changed.")
        self._go(self._step)
