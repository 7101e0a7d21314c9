"""The register of queries: what the public asked, how much of the 72 hours is left, and what was answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.pieces import Text, rule
from wehere_desktop.desk.tables import Column
from wehere_desktop.neighbourhood.agreed import NOT_A_MOMENT, moment_meant
from wehere_desktop.neighbourhood.query import Query, check
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.visits.entry_card import EntryCard
from wehere_desktop.screens.visits.query_sheet import QuerySheet, new_query
from wehere_desktop.screens.visits.query_words import QueryInFull, QueryRow, query_in_full, query_rows
from wehere_desktop.screens.visits.register import Kept, RegisterPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.visits.narrowing import Narrowed

KEPT = Kept(
    kind="query",
    one="query",
    many="queries",
    belongs="What people ask the team belongs here.",
    more="Each is answered within 72 hours of coming in; the clock beside it says how many are left.",
    step="Log a query",
    icon="question",
    find="Find in queries",
)
STANDS = (("waiting", "waiting for an answer"), ("late", "late"), ("answered", "answered"), ("", "all of them"))
# Neighbourhood Policing Guarantee (Home Office, 2025): a reply in 72 hours, and clear recourse where it is missed.
RECOURSE = "It is past its 72 hours. Tell whoever asked why, and to whom they can turn if they are not content with it."


def _clock(each: QueryRow) -> Cell:
    return Cell(each.word, tone=each.tone, pill=True)


COLUMNS = (
    Column("clock", "Clock", _clock, 148),
    Column("question", "What was asked", lambda row: Cell(row.question, strong=True), 0),
    Column("who", "By whom, where", lambda row: Cell(row.who, tone="quiet"), 180, gone_below=560),
    Column("owner", "Who answers", lambda row: Cell(row.owner, tone="quiet"), 112, gone_below=680),
)


class QueryCard(EntryCard):
    """One query: answer it there and then, and say why if it is late."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing on show."""
        super().__init__(desk)
        self.shown: QueryInFull | None = None

    def lay_out(self, record: str) -> None:
        """Show a query as it stands now."""
        book = self.desk.book
        shown = self.shown = query_in_full(book, record, self.desk.today(), book.world.now())
        if shown is None:
            return
        waiting = shown.query.answered is None
        beside = f"to be answered by {shown.by}" if waiting and shown.by else ""
        self.head(shown.query.question, shown.word, shown.tone, "")
        self.page.body.addWidget(Text(beside, tone="quiet", step="small", wrap=True))
        self.facts(
            (
                ("Asked by", shown.asked_by),
                ("Place", shown.place),
                ("Came in", f"{shown.received}, {shown.query.channel}"),
                ("Answers", shown.owner),
            )
        )
        if waiting and not book.read_only:
            self._lay_out_waiting(shown)
        else:
            self.passage(f"Answered {shown.answered}" if shown.answered else "Answer", shown.query.answer)
            self.passage("Why it was late", shown.query.why_late)
            if not book.read_only:
                self.buttons(("Take the answer back", self.take_back, ""), ("Edit", self.edit, ""))
        self.history(shown.done)

    def _lay_out_waiting(self, shown: QueryInFull) -> None:
        body = self.page.body
        body.addWidget(rule())
        if shown.late:
            body.addWidget(Text(RECOURSE, tone="due", step="small", wrap=True))
        body.addWidget(self.field("answer", "What was answered", hint="Two or three plain sentences", lines=3))
        if shown.late:
            body.addWidget(self.field("why_late", "Why it was late", hint="Waited for the council’s reply"))
        log = self.box_to_tick("log", "Log it as a contact too") if self.desk.can_log else None
        body.addWidget(self.field("answered", "When", hint="now", width=160, beside=log))
        self.buttons(("Answered", self.answer, "first"), ("Edit", self.edit, ""))

    def do_first(self) -> None:
        """Note the answer."""
        self.answer()

    def answer(self) -> None:
        """Keep what was answered and when, with the reason if it is late."""
        shown = self.shown
        if shown is None or shown.query.answered is not None:
            return
        now = self.desk.book.world.now()
        at = moment_meant(self.typed("answered"), now=now)
        if at is None:
            words = self.typed("answered")
            refusal = Refusal(f"“{words}” is not a moment that has been.", remedy=NOT_A_MOMENT, field="answered")
            self.desk.notices.refuse(refusal, self)
            return
        answered = replace(shown.query, answered=at, answer=self.typed("answer"), why_late=self.typed("why_late"))
        found = check(answered, now=now)
        if found:
            self.desk.notices.refuse(found, self)
            return
        record, log = answered.id, self.ticked("log")

        def then(_: Any) -> None:
            self.forget(record)
            if self.record == record:
                self.show_one(record)
            if log:
                self._log(answered)

        self.desk.change(
            "Answer a query",
            lambda book: book.queries.amend(record, answered=at, answer=answered.answer, why_late=answered.why_late),
            owner=self,
            form=self,
            then=then,
            say="Query answered",
        )

    def take_back(self) -> None:
        """Say that it has not been answered after all; what was written stays to be gone on with."""
        shown = self.shown
        if shown is None:
            return
        record = shown.query.id
        self.desk.change(
            "Take back the answer to a query",
            lambda book: book.queries.amend(record, answered=None),
            owner=self,
            say="The query waits for its answer again",
        )

    def edit(self) -> None:
        """Lay the sheet for changing the query."""
        if self.shown is not None:
            self.desk.show_sheet("Edit query", QuerySheet(self.desk, self.shown.query, new=False))

    def _log(self, answered: Query) -> None:
        from wehere_desktop.screens.visits.sheet import quick_log

        question = " ".join(answered.question.split())
        sheet = quick_log(
            self.desk,
            answered.place,
            answered.contact,
            purpose=f"Answered: {question}"[:300],
            said=answered.answer,
            channel=answered.channel,
        )
        self.desk.show_sheet("Log a visit", sheet)


def queries_page(desk: Desk) -> RegisterPage:
    """Return the page of queries."""
    book = desk.book

    def ids(wanted: Narrowed, owners: tuple[str, ...], beats: tuple[str, ...]) -> Sequence[str]:
        return book.queries.listed(
            now=book.world.now(), stands=wanted.stands, owners=owners, beats=beats, text=wanted.text
        )

    page = RegisterPage(
        desk,
        KEPT,
        COLUMNS,
        QueryCard(desk),
        stands=STANDS,
        ids=ids,
        rows=lambda wanted: query_rows(book, wanted, book.world.now()),
    )
    page.asked_for_new.connect(lambda: desk.show_sheet("Log a query", new_query(desk)))
    return page
