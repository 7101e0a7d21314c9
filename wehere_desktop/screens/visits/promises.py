"""The register of promises: what was promised to whom, by when, and whether it was kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.pieces import Button, rule
from wehere_desktop.desk.tables import Column
from wehere_desktop.neighbourhood.agreed import NOT_A_DAY, agreed_day, with_weekday
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife, check
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.visits.entry_card import EntryCard
from wehere_desktop.screens.visits.promise_sheet import PromiseSheet
from wehere_desktop.screens.visits.promise_words import PromiseInFull, PromiseRow, promise_in_full, promise_rows
from wehere_desktop.screens.visits.register import Kept, RegisterPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.screens.visits.narrowing import Narrowed

KEPT = Kept(
    kind="promise",
    one="promise",
    many="promises",
    belongs="What you say you will do belongs here.",
    more="Type it under a visit while you log it, with a day such as “fri” or “in 2 weeks”, or add one by itself.",
    step="Add a promise",
    icon="tick",
    find="Find in promises",
)
STANDS = (
    ("open", "still to keep"),
    ("late", "late"),
    ("kept", "kept"),
    ("could not", "could not be kept"),
    ("", "all of them"),
)


def _due(each: PromiseRow) -> Cell:
    return Cell(each.word, tone=each.tone, pill=True)


COLUMNS = (
    Column("due", "Due", _due, 128),
    Column("promised", "What was promised", lambda row: Cell(row.promised, strong=True), 0),
    Column("where", "To whom, where", lambda row: Cell(row.where, tone="quiet"), 190, gone_below=560),
    Column("owner", "Who keeps it", lambda row: Cell(row.owner, tone="quiet"), 112, gone_below=680),
)


class PromiseCard(EntryCard):
    """One promise: keep it, say why it could not be kept, or move its day, there and then."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing on show."""
        super().__init__(desk)
        self.shown: PromiseInFull | None = None

    def lay_out(self, record: str) -> None:
        """Show a promise."""
        shown = self.shown = promise_in_full(self.desk.book, record, self.desk.today())
        if shown is None:
            return
        self.head(shown.promise.promised, shown.word, shown.tone, f"by {shown.due}" if shown.due else "")
        self.facts((("To", shown.to), ("Kept by", shown.owner), ("Promised", shown.made), ("On visit", shown.visit)))
        writable = not self.desk.book.read_only
        if shown.open and writable:
            self._lay_out_open()
        elif writable:
            self.passage("What came of it", shown.promise.outcome)
            self.buttons(("Open again", self.open_again, ""), ("Edit", self.edit, ""))
        else:
            self.passage("What came of it", shown.promise.outcome)
        self.history(shown.done)

    def _lay_out_open(self) -> None:
        body = self.page.body
        body.addWidget(rule())
        body.addWidget(self.field("outcome", "What came of it", hint="Leaflets left with the office", lines=2))
        if self.desk.can_log:
            body.addWidget(self.box_to_tick("log", "Log it as a visit too"))
        self.buttons(("Kept", self.kept, "first"), ("Could not keep it", self.could_not, ""), ("Edit", self.edit, ""))
        body.addWidget(
            self.field(
                "due_on", "Move the day to", hint="fri, in 2 weeks", width=200, beside=Button("Move", self.move_day)
            )
        )

    def do_first(self) -> None:
        """Keep the promise, or move it if only a day was typed."""
        if self.shown is None or not self.shown.open:
            return
        if self.typed("due_on") and not self.typed("outcome"):
            self.move_day()
        else:
            self.kept()

    def kept(self) -> None:
        """Say that the promise was kept."""
        self._close(PromiseLife.KEPT, "Keep the promise", "Promise kept")

    def could_not(self) -> None:
        """Say that it could not be kept, and why."""
        self._close(
            PromiseLife.COULD_NOT, "Close the promise that could not be kept", "Noted that it could not be kept"
        )

    def move_day(self) -> None:
        """Move the promise to another day."""
        shown = self.shown
        if shown is None:
            return
        today = self.desk.today()
        found = agreed_day(self.typed("due_on"), today=today)
        if found is None or found[0] is None:
            words = self.typed("due_on")
            sentence = f"“{words}” is not a day to come." if words else "Say to which day."
            self.desk.notices.refuse(Refusal(sentence, remedy=NOT_A_DAY, field="due_on"), self)
            return
        day, time = found
        record = shown.promise.id
        self.desk.change(
            f"Move the promise “{_short(shown.promise.promised)}”",
            lambda book: book.promises.amend(record, due_on=day, due_time=time),
            owner=self,
            form=self,
            then=lambda _: self._forget(record),
            say=f"Promise moved to {with_weekday(day, today)}" if day is not None else "",
        )

    def open_again(self) -> None:
        """Say that it is still to be kept."""
        if self.shown is not None:
            record = self.shown.promise.id
            self.desk.change(
                f"Open the promise “{_short(self.shown.promise.promised)}” again",
                lambda book: book.promises.amend(record, life=PromiseLife.OPEN, closed_on=None),
                owner=self,
                say="The promise is open again",
            )

    def edit(self) -> None:
        """Lay the sheet for changing the promise."""
        if self.shown is not None:
            self.desk.show_sheet("Edit promise", PromiseSheet(self.desk, self.shown.promise, new=False))

    def _close(self, life: PromiseLife, label: str, say: str) -> None:
        shown = self.shown
        if shown is None or not shown.open:
            return
        outcome, today = self.typed("outcome"), self.desk.today()
        closed = replace(shown.promise, life=life, outcome=outcome, closed_on=today)
        found = [each for each in check(closed) if each.field in {"outcome", "life"}]
        if found:
            self.desk.notices.refuse(found, self)
            return
        record, log = closed.id, self.ticked("log")

        def then(_: Any) -> None:
            self._forget(record)
            if log:
                self._log(closed)

        self.desk.change(
            f"{label}: {_short(closed.promised)}",
            lambda book: book.promises.amend(record, life=life, outcome=outcome, closed_on=today),
            owner=self,
            form=self,
            then=then,
            say=f"{say}: {_short(closed.promised)}",
        )

    def _log(self, closed: Promise) -> None:
        from wehere_desktop.screens.visits.sheet import quick_log

        kept = "Kept what was promised" if closed.life is PromiseLife.KEPT else "About what was promised"
        sheet = quick_log(
            self.desk, closed.place, closed.contact, purpose=f"{kept}: {closed.promised}"[:300], said=closed.outcome
        )
        self.desk.show_sheet("Log a visit", sheet)

    def _forget(self, record: str) -> None:
        self.forget(record)
        if self.record == record:
            self.show_one(record)


def promises_page(desk: Desk) -> RegisterPage:
    """Return the page of promises."""
    book = desk.book

    def ids(wanted: Narrowed, owners: tuple[str, ...], beats: tuple[str, ...]) -> Sequence[str]:
        return book.promises.listed(
            today=desk.today(), stands=wanted.stands, owners=owners, beats=beats, text=wanted.text
        )

    page = RegisterPage(
        desk,
        KEPT,
        COLUMNS,
        PromiseCard(desk),
        stands=STANDS,
        ids=ids,
        rows=lambda wanted: promise_rows(book, wanted, desk.today()),
    )
    page.asked_for_new.connect(lambda: desk.show_sheet("Add a promise", new_promise(desk)))
    return page


def new_promise(desk: Desk) -> QWidget:
    """Return the sheet for a promise that was made outside a visit."""
    book: BeatBook = desk.book
    promise = Promise(id=book.world.new_id(), promised="", owner=book.holder, made_on=desk.today())
    return PromiseSheet(desk, promise, new=True)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:59].rstrip()}…"  # noqa: PLR2004 - letters that fit the foot's line
