"""`new`: make an empty book with the force's structure, its first officer and its first passphrase."""

from __future__ import annotations

from pathlib import Path

import click

from wehere_desktop.console.asked import Asked, json_option
from wehere_desktop.console.opening import new_passphrase, with_suffix
from wehere_desktop.console.paths import path_called
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed


@click.command()
@click.argument("book", metavar="BOOK")
@click.option("--officer", required=True, metavar="NAME", help="The first officer's name, without the rank.")
@click.option("--rank", required=True, help="The first officer's rank or role, such as PCSO or Chief Inspector.")
@click.option("--lpu", required=True, help="The first officer's Local Policing Unit.")
@json_option
@click.pass_obj
def new(asked: Asked, *, book: str, officer: str, rank: str, lpu: str) -> None:
    """Make an empty book. It holds the force's units and beats and its first officer."""
    from wehere_desktop.records import create_book

    folder = with_suffix(path_called(book))
    refuse_standing_folder(folder)
    chosen = _rank_called(rank)
    passphrase = new_passphrase()
    made, code = create_book(folder, passphrase, officer=officer, rank=chosen, lpu=lpu, world=asked.world)
    with made:
        holder = made.officers.get(made.holder)
    asked.kept.append(f"the book {folder}")
    if asked.json:
        tell({"book": str(folder), "officer": holder.id, "recovery_code": code})
        return
    say(
        f"Made: {folder}",
        f"It belongs to {holder.rank} {holder.name}.",
        f"Recovery code: {code}",
        "Write the recovery code down on paper and lock it away; it is shown this once. It opens the book when the",
        "passphrase is forgotten; without either, nobody can ever read the book again.",
    )


def refuse_standing_folder(folder: Path) -> None:
    """Raise Refusal when there is something where the new book should be, or no folder to put it in."""
    if folder.exists():
        raise Refusal(
            f"There is something already: {folder}.", remedy="Choose another name.", field="book", kind="exists"
        )
    if not folder.parent.is_dir():
        raise Refusal(
            f"There is no folder {folder.parent}.",
            remedy="Make it first, or name another.",
            field="book",
            kind="no-folder",
        )


def _rank_called(typed: str) -> Rank:
    for rank in Rank:
        if rank.value.casefold() == " ".join(typed.split()).casefold():
            return rank
    raise Refusal(
        f"“{typed}” is no rank or role here.",
        remedy=f"Use {listed((rank.value for rank in Rank), last='or')}.",
        field="rank",
        kind="unknown-rank",
    )


VERBS = (new,)
