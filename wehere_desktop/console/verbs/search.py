"""`search`: find any record by words in it, near spellings when nothing fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.opening import open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.records.search import Hit


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=30, show_default=True, help="At most so many.")
@add_book_options
@click.pass_obj
def search(asked: Asked, text: tuple[str, ...], limit: int) -> None:
    """Find any record by words or the beginnings of words. Near spellings are shown when nothing fits."""
    words = " ".join(text)
    with open_asked(asked) as book:
        hits, near = book.search_ranked(words, limit=limit), False
        if not hits:
            hits, near = book.search_near(words, limit=limit), True
    if asked.json:
        for hit in hits:
            tell({"kind": hit.kind, "id": hit.id, "title": hit.title, "context": hit.context, "near": near})
        return
    if not hits:
        say(f"Nothing here holds “{words}”, nor anything spelt like it.")
        return
    if near:
        say(f"Nothing here holds “{words}”. Spelt like it: {counted(len(hits), 'record')}.")
    say(*(_line(hit) for hit in hits))
    if len(hits) == limit:
        say(f"These are the first {limit}. More words narrow it down; --limit shows more.")


def _line(hit: Hit) -> str:
    context = f" - {hit.context}" if hit.context else ""
    return f"{KINDS[hit.kind].words}: {hit.title}{context}  [{hit.id}]"


VERBS = (search,)
