"""What is done from a line of Today: put off, take up again, keep a promise or say why not, answer a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood import promise as promises
from wehere_desktop.neighbourhood import query as queries
from wehere_desktop.neighbourhood import snooze as snoozes
from wehere_desktop.neighbourhood.promise import PromiseLife
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.today.inline import Asked, Inline
from wehere_desktop.wording import parse_coming_day

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QObject

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

UNTIL_FIRST = "in 2 weeks"


def snooze_fields(desk: Desk, owner: QObject, kind: str, record: str, name: str) -> Inline:
    """Return the fields that put the next contact with a place or a person off."""

    def do(typed: dict[str, str], fields: Inline) -> None:
        today = desk.today()
        until = coming_day(typed["until"], "until", today=today)
        reason = typed["reason"].strip()
        desk.change(
            f"Put off contact with {name}",
            lambda book: _put_off(book, kind, record, today, until, reason),
            owner=owner,
            then=lambda _: fields.finished(),
            form=fields,
        )

    return Inline(
        name,
        [
            Asked("until", "Until", "in 2 weeks, 3 Dec", UNTIL_FIRST, share=2),
            Asked("reason", "Why it can wait", "Head teacher away until January", share=5),
        ],
        "Snooze",
        do,
    )


def _put_off(book: BeatBook, kind: str, record: str, today: date, until: date | None, reason: str) -> None:
    if kind == "place":
        from wehere_desktop.records.tending import put_off

        put_off(book, [record], starts=today, until=until, reason=reason)
        return
    holding = [each for each in book.snoozes.holding(today) if each.contact == record]
    if holding:
        wanted = replace(holding[0], until=until, reason=reason)
        _refuse(snoozes.check(wanted, today=today))
        book.snoozes.amend(wanted.id, until=until, reason=reason)
        return
    made = Snooze(id=book.world.new_id(), contact=record, starts=today, until=until, reason=reason)
    _refuse(snoozes.check(made, today=today))
    book.snoozes.add(made)


def take_up(desk: Desk, owner: QObject, kind: str, record: str, name: str) -> None:
    """End today what puts the contact with a place or a person off."""
    today = desk.today()

    def work(book: BeatBook) -> None:
        if kind == "place":
            from wehere_desktop.records.tending import take_up_again

            take_up_again(book, record, today)
            return
        for each in book.snoozes.holding(today):
            if each.contact == record:
                book.snoozes.remove(each.id)

    desk.change(f"Take up contact with {name} again", work, owner=owner)


def keep_promise(desk: Desk, owner: QObject, promise: str, words: str) -> None:
    """Note that a promise was kept today."""
    today = desk.today()
    desk.change(
        f"Promise kept: {words}",
        lambda book: book.promises.amend(promise, life=PromiseLife.KEPT, closed_on=today),
        owner=owner,
    )


def could_not_fields(desk: Desk, owner: QObject, promise: str, words: str) -> Inline:
    """Return the field that asks why a promise could not be kept."""

    def do(typed: dict[str, str], fields: Inline) -> None:
        today, outcome = desk.today(), typed["outcome"].strip()

        def work(book: BeatBook) -> None:
            wanted = replace(book.promises.get(promise), life=PromiseLife.COULD_NOT, closed_on=today, outcome=outcome)
            _refuse(promises.check(wanted))
            book.promises.amend(promise, life=wanted.life, closed_on=today, outcome=outcome)

        desk.change(
            f"Promise could not be kept: {words}",
            work,
            owner=owner,
            then=lambda _: fields.finished(),
            form=fields,
        )

    asked = Asked("outcome", "Why it could not be kept", "The council says the lamp is a listed one")
    return Inline(words, [asked], "Keep this", do)


def answer_fields(desk: Desk, owner: QObject, query: str, words: str, *, late: bool) -> Inline:
    """Return the fields that answer a question; where its 72 hours are over they ask why, too."""

    def do(typed: dict[str, str], fields: Inline) -> None:
        now = desk.book.world.now()

        def work(book: BeatBook) -> None:
            found = book.queries.get(query)
            told: dict[str, Any] = {
                "answered": now,
                "answer": typed["answer"].strip(),
                "why_late": typed.get("why_late", found.why_late).strip(),
                "owner": found.owner or book.holder,
            }
            _refuse(queries.check(replace(found, **told), now=now))
            book.queries.amend(query, **told)

        desk.change(
            f"Answer {words}",
            work,
            owner=owner,
            then=lambda _: fields.finished(),
            form=fields,
        )

    fields = [
        Asked("answer", "What was answered", "Rang her: 101 is right for that, and we patrol it on Fridays", share=3)
    ]
    if late:
        fields.append(Asked("why_late", "Why it was late", "Away on a course", share=2))
    return Inline(words, fields, "Answered", do)


def coming_day(typed: str, field: str, *, today: date) -> date | None:
    """Return the day typed, None if nothing is; refused, pinned to the field, where it cannot be read."""
    if not typed.strip():
        return None
    found = parse_coming_day(typed, today=today, since=today)
    if found is None:
        raise Refusal(
            f"“{typed.strip()}” is not a day.",
            remedy="Write it like in 2 weeks, Friday or 3 Dec.",
            field=field,
            kind="not-a-day",
        )
    return found


def _refuse(refusals: list[Refusal]) -> None:
    if refusals:
        raise refusals[0]
