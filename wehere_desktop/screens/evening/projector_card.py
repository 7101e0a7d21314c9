"""The projector as it is run from the laptop: opened, turned, blanked, and what the room sees now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from wehere_desktop.desk.pieces import Button, Card, Text, column, row

if TYPE_CHECKING:
    from wehere_desktop.desk.projector import ProjectorView
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.handouts.projector_pages import ProjectorPage
    from wehere_desktop.handouts.projector_sheet import ProjectorSheet

CLOSED = "Agenda, priorities, what was done and the votes, in large type. Nothing internal can appear on it."


class ProjectorCard(Card):
    """Opens the projector view and turns its pages. The view is handed a public fact sheet and nothing else."""

    #: It was opened or closed.
    changed = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """Begin closed; the view closes with `page`."""
        super().__init__("On the screen")
        self._desk, self._page = desk, page
        self.view: ProjectorView | None = None
        self._meeting, self._item = "", -1
        self._says = Text(CLOSED, tone="quiet", step="small", wrap=True)
        self.opener = Button("Open the screen", self.open)
        self._run = QWidget()
        self.pages = QComboBox()
        self.pages.setAccessibleName("Page on the screen")
        self.pages.setMinimumWidth(0)
        self.pages.activated.connect(self._choose)
        self.back = Button("Back", partial(self.turn, -1), name="Page before on the screen")
        self.next = Button("Next page", partial(self.turn, 1))
        self.blank = Button("Blank", self.blank_it, name="Blank the screen")
        self.light = Button("Light", self._change_light, name="Dark or light")
        self.closer = Button("Close", self.close_it, name="Close the screen")
        self.back.setToolTip("Ctrl+Page Up")
        self.next.setToolTip("Ctrl+Page Down")
        self.blank.setToolTip("Ctrl+B")
        turning, others = row(spacing=8), row(spacing=8)
        turning.addWidget(self.back)
        turning.addWidget(self.next, 1)
        for each in (self.blank, self.light, self.closer):
            others.addWidget(each, 1)
        inside = column(spacing=8)
        inside.addWidget(self.pages)
        inside.addLayout(turning)
        inside.addLayout(others)
        self._run.setLayout(inside)
        self._run.hide()
        self.body.addWidget(self._says)
        self.body.addWidget(self.opener)
        self.body.addWidget(self._run)

    def begin(self, meeting: str, item: int) -> None:
        """Show another meeting."""
        self._meeting, self._item = meeting, item
        self.refresh()

    def turn_item(self, item: int) -> None:
        """Show that another item of the agenda is now."""
        self._item = item
        self.refresh(item_moved=True)

    def open(self) -> None:
        """Open the view, or bring it to the front."""
        from wehere_desktop.desk.projector import open_projector

        if self.view is None:
            self.view = open_projector(self._desk.look, self._page)
            self.view.turned.connect(self._show)
            self.view.closed.connect(self._closed)
            self.refresh()
            self.changed.emit()
        self.view.raise_()
        self._show()

    def close_it(self) -> None:
        """Close the view."""
        if self.view is not None:
            self.view.close()

    def turn(self, step: int) -> None:
        """Turn pages; nothing while it is closed."""
        if self.view is not None:
            self.view.turn(step)

    def blank_it(self) -> None:
        """Blank the view, or show it again."""
        if self.view is not None:
            self.view.blank()

    def refresh(self, *, item_moved: bool = False) -> None:
        """Gather the sheet anew, if anybody sees it."""
        if self.view is None or not self._meeting:
            return
        from wehere_desktop.handouts.projector_sheet import gather_projector

        meeting, today = self._meeting, self._desk.today()
        self._desk.ask_book(
            lambda book: gather_projector(book, meeting, today=today),
            partial(self._put, meeting, item_moved),
            owner=self,
        )

    def _put(self, meeting: str, item_moved: bool, sheet: ProjectorSheet) -> None:  # noqa: FBT001 - bound with partial
        from wehere_desktop.handouts.projector_pages import pages_of

        if self.view is not None and meeting == self._meeting:
            self.view.put(pages_of(sheet, item=self._item), item_moved=item_moved)

    def _choose(self, number: int) -> None:
        if self.view is not None:
            self.view.show_page(self.pages.itemText(number))

    def _change_light(self) -> None:
        if self.view is not None:
            self.view.change_light()

    def _closed(self) -> None:
        self.view = None
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        view = self.view
        self._run.setVisible(view is not None)
        self.opener.setVisible(view is None)
        if view is None:
            self._says.say(CLOSED)
            return
        at, of = view.where
        page: ProjectorPage | None = view.page
        seen = "It is blank." if view.blanked else f"The room sees page {at} of {of}." if page else "Opening…"
        self._says.say(seen)
        if [self.pages.itemText(number) for number in range(self.pages.count())] != view.names():
            self.pages.clear()
            self.pages.addItems(view.names())
        self.pages.setCurrentIndex(at - 1)
        self.blank.setText("Show" if view.blanked else "Blank")
        self.light.setText("Light" if view.dark else "Dark")
