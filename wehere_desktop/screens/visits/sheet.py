"""The sheet on which a visit is logged or edited, by keyboard alone if wanted, and filed with Ctrl+Enter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.deed_sheet import lay_over_foot
from wehere_desktop.desk.drafts import DraftKeeper, Typed
from wehere_desktop.desk.left_behind import Drafted
from wehere_desktop.desk.pieces import Button, ScrollPage, Text
from wehere_desktop.neighbourhood.fact import fields_of
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.visit import Channel, Visit, check
from wehere_desktop.records.drafts import Draft
from wehere_desktop.screens.visits.form import VisitForm
from wehere_desktop.screens.visits.words import whom
from wehere_desktop.wording import counted, local

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.refusal import Refusal
    from wehere_desktop.screens.visits.promise_rows import Promised

WHAT = "visit"
"""Under which name the drafts of visits are kept."""


class VisitSheet(QWidget):
    """One visit to be logged, or one that is there to be edited."""

    def __init__(self, desk: Desk, visit: Visit, *, new: bool, draft: Draft | None = None) -> None:
        """Show a visit that is not in the book yet, or (`new` false) one that is, with a draft of it going on."""
        super().__init__()
        self._desk, self._before, self._new = desk, visit, new
        self._filing = False
        self.form = VisitForm(desk)
        words = "Log visit" if new else "Keep changes"
        self.button = Button(words, self.file, rank="first", name=f"{words}, Ctrl+Enter")
        self.form.fill(visit, now=visit.time if new else "")
        if draft is not None:
            self.form.put_typed(draft.body["form"])
        self.drafts = DraftKeeper(
            desk,
            what=WHAT,
            draft=draft.id if draft is not None else draft_id(visit, new=new),
            read=self._typed,
            parent=self,
        )
        self.form.changed.connect(self.drafts.typed)
        if draft is not None:
            self.drafts.go_on()
        page = ScrollPage(margins=(24, 16, 24, 8), spacing=0)
        page.body.addWidget(self.form)
        foot = lay_over_foot(self, page, self.button)
        officer = desk.book.officers.find(visit.officer)
        if officer is not None:
            foot.addWidget(Text(f"{officer.rank} {officer.name}", tone="quiet", step="small"))
        self.setFocusProxy(self._begins_at())

    def has_unsaved(self) -> bool:
        """Say whether something was typed that is not kept yet."""
        return not self._filing and self.form.is_changed()

    def let_go(self) -> None:
        """Drop the draft: the sheet is taken away, what stood on it is filed or was let go by the person.

        What was let go can be had back from the line that says so.
        """
        typed = self._typed() if self.has_unsaved() else None
        self.drafts.drop()
        if typed is None:
            return
        desk = self._desk
        again = Draft(self.drafts.draft, desk.book.holder, WHAT, typed.title, typed.body, desk.book.world.now())
        desk.notices.tell(
            f"Let go: {typed.title}", link="Get it back", follow=lambda: desk.show_sheet(*sheet_of_draft(desk, again))
        )

    def file(self) -> None:
        """Keep the visit, or show beside the fields why it cannot be kept; nothing typed is lost."""
        if self._filing:
            return
        desk = self._desk
        visit, found = self.form.read(self._before)
        unread = {refusal.field for refusal in found}
        found += [each for each in check(visit, today=desk.today()) if each.field not in unread]
        promised, unread_days = self.form.promised()
        promises = [self._promise(visit, each) for each in promised]
        found += unread_days
        if found:
            desk.notices.refuse(found, self.form)
            return
        name = whom(desk.book, visit)
        made = f", with {counted(len(promises), 'promise')}" if promises else ""
        self._set_filing(filing=True)
        desk.change(
            f"{'Log' if self._new else 'Edit'} {name}",
            self._work(visit, promises),
            owner=self,
            form=self.form,
            then=lambda _: self._filed(),
            failed=self._give_back,
            say=f"{name[:1].upper()}{name[1:]} {'logged' if self._new else 'changed'}{made}",
        )

    def _filed(self) -> None:
        self.drafts.drop()
        self._desk.close_sheet()

    def _typed(self) -> Typed | None:
        """Return what a draft is to hold, None where nothing was typed."""
        if not self.has_unsaved():
            return None
        form = self.form.typed()
        called = whom(self._desk.book, replace(self._before, places=form["places"], contacts=form["contacts"]))
        body = {"visit": self._before.id, "new": self._new, "form": form}
        return Typed(called if self._new else f"changes to the {called}", body)

    def _promise(self, visit: Visit, promised: Promised) -> Promise:
        place = promised.place if promised.place in visit.places else next(iter(visit.places), "")
        return Promise(
            id=self._desk.book.world.new_id(),
            promised=promised.promised,
            visit=visit.id,
            place=place,
            contact=visit.contacts[0] if len(visit.contacts) == 1 else "",
            owner=promised.owner,
            made_on=visit.on,
            due_on=promised.due_on,
            due_time=promised.due_time,
        )

    def _work(self, visit: Visit, promises: list[Promise]) -> Callable[[BeatBook], Visit]:
        before = self._before
        # Only what was changed here is written, so that what somebody else changed meanwhile stays.
        names = [each.name for each in fields_of(Visit)]
        fields = {name: getattr(visit, name) for name in names if getattr(visit, name) != getattr(before, name)}

        def work(book: BeatBook) -> Visit:
            kept = book.visits.add(visit) if self._new else book.visits.amend(before.id, **fields)
            if promises:
                book.promises.add_all(promises)
            return kept

        return work

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


def quick_log(
    desk: Desk, place: str = "", contact: str = "", *, purpose: str = "", said: str = "", channel: Channel | None = None
) -> VisitSheet:
    """Return the sheet for a new visit, now, by whoever opened the book, with what is known of it filled in.

    A contact with one role on the day brings its place along.
    """
    book = desk.book
    places = (place,) if place else _only_place(book, contact, desk)
    visit = replace(
        _new_visit(desk),
        places=places,
        contacts=(contact,) if contact else (),
        purpose=purpose,
        said=said,
        channel=channel or Channel.IN_PERSON,
    )
    return VisitSheet(desk, visit, new=True)


def edit(desk: Desk, visit: Visit) -> VisitSheet:
    """Return the sheet for a visit that is in the book."""
    return VisitSheet(desk, visit, new=False)


def sheet_of_draft(desk: Desk, draft: Draft) -> tuple[str, VisitSheet]:
    """Return the sheet that goes on with a draft, and its title; a draft of a visit that is gone makes a new one."""
    found = None if draft.body.get("new", True) else desk.book.visits.find(str(draft.body.get("visit", "")))
    if found is not None:
        return "Edit visit", VisitSheet(desk, found, new=False, draft=draft)
    visit = replace(_new_visit(desk), id=str(draft.body.get("visit") or desk.book.world.new_id()))
    return "Log a visit", VisitSheet(desk, visit, new=True, draft=draft)


DRAFTED = Drafted(WHAT, "visit", "a", "the Visits page", sheet_of_draft)


def draft_id(visit: Visit, *, new: bool) -> str:
    """Return the id of a visit's draft: a new visit's own, so that a draft of what has been filed is known as such."""
    return visit.id if new else f"{visit.id} edit"


def _new_visit(desk: Desk) -> Visit:
    book = desk.book
    time = f"{local(book.world.now()):%H:%M}"
    return Visit(id=book.world.new_id(), on=desk.today(), time=time, officer=book.holder)


def _only_place(book: BeatBook, contact: str, desk: Desk) -> tuple[str, ...]:
    if not contact:
        return ()
    roles = [each for each in book.contact_roles.of_contact(contact) if each.ends is None or each.ends >= desk.today()]
    places = tuple(dict.fromkeys(each.place for each in roles))
    return places if len(places) == 1 else ()
