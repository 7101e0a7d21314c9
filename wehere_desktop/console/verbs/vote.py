"""`vote`: keep the hands raised at a meeting for what was proposed, and adopt it as a priority."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import meeting_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.proposal import Proposal
    from wehere_desktop.records.beatbook import BeatBook

_COUNT = click.IntRange(0, 100_000)


@click.command()
@click.option("--meeting", default="last", show_default=True, metavar="last|next|ID", help="At which meeting.")
@click.option("--beat", default="", help="With last or next, of which beat: police.uk id or name.")
@click.option(
    "--proposal", required=True, metavar="WORDS|ID", help="On what; kept as a new proposal if it is none yet."
)
@click.option("--for", "for_it", type=_COUNT, metavar="N", help="Hands for it.")
@click.option("--against", type=_COUNT, metavar="N", help="Hands against it.")
@click.option("--neither", type=_COUNT, metavar="N", help="Hands for neither.")
@click.option("--theme", type=click.Choice([each.value for each in Theme]), help="What a new proposal is about.")
@click.option("--adopt", is_flag=True, help="Make it a priority of the beat.")
@add_book_options
@click.pass_obj
def vote(
    asked: Asked,
    *,
    meeting: str,
    beat: str,
    proposal: str,
    for_it: int | None,
    against: int | None,
    neither: int | None,
    theme: str | None,
    adopt: bool,
) -> None:
    """Keep a show of hands at a meeting. With --adopt the proposal becomes a priority."""
    from wehere_desktop.neighbourhood.proposal import Proposal
    from wehere_desktop.records.choosing import Hands, adopt_proposal, hands_of
    from wehere_desktop.records.choosing import vote as keep_hands

    if not proposal.strip():
        raise Refusal("It does not say what was proposed.", remedy="Say it in a few words.", field="proposal")
    with open_asked(asked) as book:
        held = meeting_called(book, meeting, beat=beat)
        found = _proposal(book, held, proposal)
        with book.change(f"Vote on {found.title if found else proposal}", by=acting(book, asked)):
            if found is None:
                new = Proposal(id=book.world.new_id(), meeting=held.id, title=proposal)
                found = book.proposals.add(new)
            if theme is not None:
                book.proposals.amend(found.id, theme=Theme(theme))
            found = keep_hands(book, found.id, Hands(for_it, against, neither))
            priority = adopt_proposal(book, found.id) if adopt else None
        asked.kept.append("the vote")
        found = book.proposals.get(found.id)
    hands = hands_of(found)
    if asked.json:
        tell(
            {
                "proposal": found.id,
                "title": found.title,
                "theme": found.theme,
                "meeting": held.id,
                "for": hands.for_it,
                "against": hands.against,
                "neither": hands.neither,
                "priority": found.priority,
            }
        )
        return
    say(f"{found.title}: {hands.in_words or 'not counted'}  [{found.id}]")
    if priority is not None:
        say(f"It is now a priority of the beat  [{priority.id}]")


def _proposal(book: BeatBook, meeting: Meeting, words: str) -> Proposal | None:
    """Return the one proposal put to a meeting that is meant, None where it is a new one; refused for several."""
    put = book.proposals.of(meeting.id)
    wanted = words.strip().casefold()
    exact = [each for each in put if each.id == words or each.title.casefold() == wanted]
    like = exact or [each for each in put if wanted in each.title.casefold()]
    if len(like) > 1:
        raise Refusal(
            f"“{words}” could be {listed((f'“{each.title}”' for each in like), last='or')}.",
            remedy="Give the whole words, or the id.",
            field="proposal",
            kind="ambiguous",
        )
    return like[0] if like else None


VERBS = (vote,)
