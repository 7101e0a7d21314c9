"""Publishing a paper: it is printed, what it tells of is marked as published, and the very file is fingerprinted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.publication import Publication
from wehere_desktop.refusal import Refusal
from wehere_desktop.sealing import fingerprint

if TYPE_CHECKING:
    from wehere_desktop.handouts.catalogue import Handout, Printed
    from wehere_desktop.records import BeatBook


def publish(book: BeatBook, paper: Handout, record: str, *, where: str) -> Printed:
    """Print a public paper of one record and note, inside an open change, that it went out; return the paper.

    `where` says in words where it was put: a website, a notice board. The minutes of a meeting mark its report as
    published. Refused for a paper that is not public, without a place, and where the record may not be released yet.
    """
    if not paper.public:
        raise Refusal(
            "This paper stays inside the police and is not published.",
            remedy="Print it without saying where it is published.",
            field="paper",
            kind="not-public",
        )
    if not where.strip():
        raise Refusal(
            "It does not say where it is published.",
            remedy="Say where, such as “website” or “library notice board”.",
            field="where",
            kind="missing",
        )
    if paper.release is not None:
        paper.release(book, record)
    made = paper.draw(paper.gather(book, record, book.world.today()))
    book.publications.add(
        Publication(
            id=book.world.new_id(),
            paper=paper.name,
            meeting=record if paper.of == "meeting" else "",
            beat=record if paper.of == "beat" else book.meetings.get(record).beat,
            at=book.world.now(),
            where=where.strip(),
            fingerprint=fingerprint(made.pdf),
        )
    )
    return made
