"""`told-back`: note that people were told what came of what they raised, or that nobody can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import meeting_called, record_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.speech import say

if TYPE_CHECKING:
    from datetime import date


@click.command("told-back")
@click.option(
    "--concern", "concerns", multiple=True, metavar="WORDS|ID", help="About what; may be given more than once."
)
@click.option("--priority", default="", metavar="WORDS|ID", help="About everything answered that is part of it.")
@click.option("--at", default="", metavar="last|ID", help="At which meeting.")
@click.option("--beat", default="", help="With --at last, of which beat: police.uk id or name.")
@click.option("--how", default="", metavar="TEXT", help="How else, such as “By letter”.")
@click.option("--on", type=DAY, metavar="DAY", help="When; else the meeting's day, or today.")
@click.option("--to", default="", metavar="TEXT", help="Whom; it stays inside.")
@click.option("--further", is_flag=True, help="Whoever complained was told how to take it further.")
@click.option("--nobody", default="", metavar="WHY", help="Close it because nobody can be told, for this reason.")
@add_book_options
@click.pass_obj
def told_back(
    asked: Asked,
    *,
    concerns: tuple[str, ...],
    priority: str,
    at: str,
    beat: str,
    how: str,
    on: date | None,
    to: str,
    further: bool,
    nobody: str,
) -> None:
    """Note that people were told what came of it. This closes what they raised.

    A complaint is closed only once whoever made it was told how to take it further: see --further.
    """
    from wehere_desktop.console.telling_talk import show_concerns
    from wehere_desktop.neighbourhood.concern import ConcernKind
    from wehere_desktop.neighbourhood.trail import TAKE_IT_FURTHER
    from wehere_desktop.records.telling_back import nobody_can_be_told, tell_back, tell_back_priority

    if bool(concerns) == bool(priority):
        raise click.UsageError("Say about what: --concern, or --priority for everything that is part of it.")
    with open_asked(asked) as book:
        records = [record_called(book, "concern", each)[0] for each in concerns]
        of_priority = record_called(book, "priority", priority)[0] if priority else ""
        meeting = meeting_called(book, at, beat=beat).id if at else ""
        today = asked.world.today()
        with book.change("Tell people back", by=acting(book, asked)):
            if nobody:
                for each in records or [one.id for one in book.concerns.of_priority(of_priority)]:
                    nobody_can_be_told(book, each, nobody, further_told_on=(on or today) if further else None)
            elif of_priority:
                records = [each.id for each in tell_back_priority(book, of_priority, on=on, at=meeting, how=how, to=to)]
            else:
                tell_back(book, records, on=on, at=meeting, how=how, to=to, further_told=further)
        asked.kept.append("what people were told")
        found = book.concerns.many(records) or book.concerns.of_priority(of_priority)
        show_concerns(book, asked, found, summed=False)
    if further and not asked.json and any(each.concern_kind is ConcernKind.COMPLAINT for each in found):
        say(TAKE_IT_FURTHER)


VERBS = (told_back,)
