"""What can be done with a priority from the screen: its sheets, its actions, its links, and moving it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wehere_desktop.records.choosing import move_on
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.priorities.link_sheet import LinkSheet
from wehere_desktop.screens.priorities.sheets import ActionSheet, PrioritySheet, UpdateSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.desk.notices import TakesRefusals
    from wehere_desktop.desk.paper import Paper
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.action import Action
    from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
    from wehere_desktop.screens.priorities.record import ConcernLine

READING_ONLY = Refusal(
    "This book is open for reading only.", remedy="Open it for writing to change anything.", kind="read-only"
)


class Doings(QObject):
    """Lays the sheets and writes the small changes of a priority."""

    #: A sheet kept a record that should be shown; carries the priority's id.
    kept = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Write through a desk."""
        super().__init__()
        self._desk = desk

    def may_write(self) -> bool:
        """Say whether the book may be written, and tell the person where it may not."""
        if self._desk.book.read_only:
            self._desk.notices.refuse(READING_ONLY)
            return False
        return True

    def add(self, beat: str) -> None:
        """Lay the sheet for a new priority."""
        self._lay("Add a priority", lambda: PrioritySheet(self._desk, beat=beat))

    def edit(self, priority: Priority) -> None:
        """Lay the sheet for changing one."""
        self._lay("Change the priority", lambda: PrioritySheet(self._desk, priority))

    def tell(self, priority: Priority, update: PriorityUpdate | None = None) -> None:
        """Lay the sheet for telling people what was done, or for putting right what was told."""
        title = "Tell people what was done" if update is None else "Change an update"
        self._lay(title, lambda: UpdateSheet(self._desk, priority, update))

    def open_action(self, priority: Priority, action: Action) -> None:
        """Lay the sheet for all of one action."""
        self._lay("An action", lambda: ActionSheet(self._desk, priority, action))

    def link(self, priority: Priority) -> None:
        """Lay the sheet for linking concerns."""
        self._lay("Link concerns", lambda: LinkSheet(self._desk, priority))

    def add_action(self, action: Action, then: Callable[[], None], form: TakesRefusals) -> None:
        """Keep a new action, then call `then`."""
        self._desk.change(
            f"Add the action “{action.what}”",
            lambda book: book.actions.add(action),
            owner=self,
            then=lambda _: then(),
            form=form,
        )

    def tick(self, action: Action) -> None:
        """Mark an action as done today, or as to do again."""
        if not self.may_write():
            return
        done = None if action.done_on is not None else self._desk.today()
        label = f"Done: {action.what}" if done is not None else f"To do again: {action.what}"
        self._desk.change(label, lambda book: book.actions.amend(action.id, done_on=done), owner=self)

    def drop_action(self, action: Action) -> None:
        """Take an action out of the book."""
        if self.may_write():
            self._desk.change(
                f"Take out the action “{action.what}”", lambda book: book.actions.remove(action.id), owner=self
            )

    def unlink(self, line: ConcernLine) -> None:
        """Let a concern be no part of the priority any more."""
        if self.may_write():
            label = f"Take “{line.words}” off its priority"
            self._desk.change(label, lambda book: book.concerns.amend(line.concern.id, priority=""), owner=self)

    def move(self, priority: Priority, life: PriorityLife) -> None:
        """Move a priority to another life that asks nothing more."""
        self._desk.change(
            f"Move “{priority.title}” to {life}",
            lambda book: move_on(book, priority.id, life),
            owner=self,
        )

    def _lay(self, title: str, make: Callable[[], Paper]) -> None:
        if not self.may_write():
            return
        sheet = make()
        sheet.kept.connect(self._told)
        self._desk.show_sheet(title, sheet)

    def _told(self, record: str) -> None:
        if record:
            self.kept.emit(record)
