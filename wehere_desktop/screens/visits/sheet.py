"""The sheet on which a visit is logged or edited, by keyboard alone if wanted, and filed with Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from wehere_desktop.desk.pieces import Button, ScrollPage, Text, column, row, rule
from wehere_desktop.neighbourhood.fact import fields_of
from wehere_desktop.neighbourhood.visit import Visit, check
from wehere_desktop.screens.visits.form import VisitForm
from wehere_desktop.screens.visits.words import whom
from wehere_desktop.wording import local

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.refusal import Refusal


class VisitSheet(QWidget):
    """One visit to be logged, or one that is there to be edited."""

    def __init__(self, desk: Desk, visit: Visit, *, new: bool) -> None:
        """Show a visit that is not in the book yet, or (`new` false) one that is."""
        super().__init__()
        self._desk, self._before, self._new = desk, visit, new
        self._filing = False
        self.form = VisitForm(desk)
        words = "Log visit" if new else "Keep changes"
        self.button = Button(words, self.file, rank="first", name=f"{words}, Ctrl+Enter")
        self.form.fill(visit, now=visit.time if new else "")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.file)
        key = QLabel("Ctrl ↵")
        key.setProperty("house", "key")
        key.setAccessibleName("Ctrl+Enter")
        page = ScrollPage(margins=(24, 16, 24, 8), spacing=0)
        page.body.addWidget(self.form)
        foot = row(spacing=12, margins=(24, 12, 24, 12))
        foot.addWidget(self.button)
        foot.addWidget(key)
        foot.addStretch(1)
        officer = desk.book.officers.find(visit.officer)
        if officer is not None:
            foot.addWidget(Text(f"{officer.rank} {officer.name}", tone="quiet", step="small"))
        whole = column(spacing=0)
        whole.addWidget(page, 1)
        whole.addWidget(rule())
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setFocusProxy(self._begins_at())

    def has_unsaved(self) -> bool:
        """Say whether something was typed that is not kept yet."""
        return not self._filing and self.form.is_changed()

    def file(self) -> None:
        """Keep the visit, or show beside the fields why it cannot be kept; nothing typed is lost."""
        if self._filing:
            return
        desk = self._desk
        visit, found = self.form.read(self._before)
        unread = {refusal.field for refusal in found}
        found += [each for each in check(visit, today=desk.today()) if each.field not in unread]
        if found:
            desk.notices.refuse(found, self.form)
            return
        name = whom(desk.book, visit)
        self._set_filing(filing=True)
        desk.change(
            f"{'Log' if self._new else 'Edit'} {name}",
            self._work(visit),
            owner=self,
            form=self.form,
            then=lambda _: desk.close_sheet(),
            failed=self._give_back,
            say=f"{name[:1].upper()}{name[1:]} {'logged' if self._new else 'changed'}",
        )

    def _work(self, visit: Visit) -> Callable[[BeatBook], Visit]:
        before = self._before
        if self._new:
            return lambda book: book.visits.add(visit)
        # Only what was changed here is written, so that what somebody else changed meanwhile stays.
        names = [each.name for each in fields_of(Visit)]
        fields = {name: getattr(visit, name) for name in names if getattr(visit, name) != getattr(before, name)}
        return lambda book: book.visits.amend(before.id, **fields)

    def _give_back(self, refusal: Refusal) -> None:
        del refusal
        self._set_filing(filing=False)

    def _set_filing(self, *, filing: bool) -> None:
        self._filing = filing
        self.button.setEnabled(not filing)

    def _begins_at(self) -> QWidget:
        if not self._before.places and not self._before.contacts:
            return self.form.where.field
        if not self._new or self._before.contacts:
            return self.form.editor("purpose")
        return self.form.who.field


def quick_log(desk: Desk, place: str = "", contact: str = "") -> VisitSheet:
    """Return the sheet for a new visit, now, by whoever opened the book, with a place or a contact filled in.

    A contact with one role on the day brings its place along.
    """
    book, today = desk.book, desk.today()
    places = (place,) if place else _only_place(book, contact, desk)
    visit = Visit(
        id=book.world.new_id(),
        on=today,
        time=f"{local(book.world.now()):%H:%M}",
        officer=book.holder,
        places=places,
        contacts=(contact,) if contact else (),
    )
    return VisitSheet(desk, visit, new=True)


def edit(desk: Desk, visit: Visit) -> VisitSheet:
    """Return the sheet for a visit that is in the book."""
    return VisitSheet(desk, visit, new=False)


def _only_place(book: BeatBook, contact: str, desk: Desk) -> tuple[str, ...]:
    if not contact:
        return ()
    roles = [each for each in book.contact_roles.of_contact(contact) if each.ends is None or each.ends >= desk.today()]
    places = tuple(dict.fromkeys(each.place for each in roles))
    return places if len(places) == 1 else ()
