"""Whatever is changed, undone, redone and reopened, the book holds just what its journal replays to."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from tests.elm_park import a_book, a_contact, a_place, a_role, a_visit, reopened
from wehere_desktop.neighbourhood.fact import Fact
from wehere_desktop.records.journal import replayed
from wehere_desktop.records.rows import instant_text, raw_of
from wehere_desktop.refusal import Refusal

PEOPLE = st.sampled_from(["", "01900000-0000-7000-8000-00000000beef"])
NOTES = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)


class BookMachine(RuleBasedStateMachine):
    """A few people at work on one book; beside it a plain model of what undo and redo should bring back."""

    places = Bundle("places")
    contacts = Bundle("contacts")
    visits = Bundle("visits")

    @initialize()
    def open_book(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.book = a_book(self.folder)

    def _state(self) -> dict[tuple[str, str], Any]:
        return {
            (kind, fact.id): fact_state(fact)
            for kind in ("place", "contact", "contact_role", "visit")
            for fact in self.book.section(kind).all()
        }

    @rule(target=places, name=st.sampled_from(["Elm Park", "Over Road", "Ways Green"]), by=PEOPLE)
    def add_place(self, name: str, by: str) -> str:
        with self.book.change(f"Add {name}", by=by):
            return self.book.places.add(a_place(self.book, name)).id

    @rule(target=contacts, by=PEOPLE)
    def add_contact(self, by: str) -> str:
        with self.book.change("Add Helen", by=by):
            return self.book.contacts.add(a_contact(self.book)).id

    @rule(place=places, notes=NOTES, phone=st.sampled_from([None, "", "01632 960002"]), by=PEOPLE)
    def amend_place(self, place: str, notes: str, phone: str | None, by: str) -> None:
        if self.book.places.find(place) is None:
            return
        fields = {"notes": notes} | ({} if phone is None else {"phone": phone})
        with self.book.change("Amend", by=by):
            self.book.places.amend(place, **fields)

    @rule(target=visits, place=places, contact=contacts, by=PEOPLE)
    def log_visit(self, place: str, contact: str, by: str) -> Any:
        if self.book.places.find(place) is None or self.book.contacts.find(contact) is None:
            return multiple()
        with self.book.change("Log a visit and a role", by=by):
            self.book.contact_roles.add(a_role(self.book, contact, place, role="Warden"))
            return self.book.visits.add(a_visit(self.book, place, contacts=(contact,))).id

    @rule(visit=visits, by=PEOPLE)
    def take_out_visit(self, visit: str, by: str) -> None:
        if self.book.visits.find(visit) is not None:
            with self.book.change("Take out", by=by):
                self.book.visits.remove(visit)

    @rule(place=places)
    def fail_half_way(self, place: str) -> None:
        before = self._state()
        try:
            with self.book.change("Fail"):
                self.book.places.add(a_place(self.book, "Never"))
                if self.book.places.find(place) is not None:
                    self.book.places.amend(place, notes="never")
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        assert self._state() == before

    @rule(by=PEOPLE, steps=st.integers(1, 3))
    def undo_and_redo_come_back_to_the_same_state(self, by: str, steps: int) -> None:
        before = self._state()
        undone = 0
        for _ in range(steps):
            try:
                self.book.undo(by=by)
            except Refusal as refusal:
                assert refusal.kind in {"nothing-to-undo", "touched-since"}
                break
            undone += 1
        for _ in range(undone):
            self.book.redo(by=by)
        assert self._state() == before

    @rule(by=PEOPLE)
    def undo(self, by: str) -> None:
        try:
            self.book.undo(by=by)
        except Refusal as refusal:
            assert refusal.kind in {"nothing-to-undo", "touched-since"}

    @rule(by=PEOPLE)
    def redo(self, by: str) -> None:
        try:
            self.book.redo(by=by)
        except Refusal as refusal:
            assert refusal.kind in {"nothing-to-redo", "touched-since"}

    @rule(contact=contacts, by=PEOPLE)
    def erase(self, contact: str, by: str) -> None:
        found = self.book.contacts.find(contact)
        if found is not None and found.name != "Erased":
            self.book.erase("contact", contact, reason="asked", by=by)
            assert self.book.contacts.get(contact).name == "Erased"

    @rule()
    def reopen(self) -> None:
        before = self._state()
        self.book = reopened(self.book)
        assert self._state() == before
        assert self.book.check() == []

    @invariant()
    def the_book_is_what_its_journal_replays_to(self) -> None:
        if not hasattr(self, "book"):
            return
        expected = {
            key: {name: value for name, value in fields.items() if value not in (None, "", [], "[]")}
            for key, fields in replayed(self.book.db).items()
            if key[0] in {"place", "contact", "contact_role", "visit"}
        }
        kept = {
            key: {name: value for name, value in fields.items() if value not in (None, "", [], "[]")}
            for key, fields in self._state().items()
        }
        assert kept == expected

    def teardown(self) -> None:
        if hasattr(self, "book"):
            assert self.book.check() == []
            self.book.close()
            shutil.rmtree(self.folder)


def fact_state(fact: Fact) -> dict[str, Any]:
    """Return all that a record says, with the instant it was made."""
    return raw_of(fact) | {"created": instant_text(fact.created) if fact.created else None}


TestBook = BookMachine.TestCase
TestBook.settings = settings(max_examples=max(settings().max_examples // 4, 10), stateful_step_count=20)
