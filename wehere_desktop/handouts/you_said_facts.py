"""What “You said, we did” tells of a beat over some time: what was done, what could not be, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.handouts.facts import Head, Reply
from wehere_desktop.handouts.gather import is_thanks, span_of
from wehere_desktop.handouts.head import lpu_name, reached_at
from wehere_desktop.handouts.public_answers import is_answered, may_be_told, reply_to
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.force import FORCE_NAME
from wehere_desktop.neighbourhood.telling import could_not as in_a_sentence
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.records import BeatBook

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class YouSaid:
    """Everything the sheet says, in finished words; every value came through `neighbourhood.fact.published`.

    `for_everyone` gives the wording for people of other places; else it is the beat's. `themes` has it by theme.
    """

    head: Head
    for_everyone: bool
    done: tuple[Reply, ...]
    could_not: tuple[Reply, ...]
    still_open: tuple[Reply, ...]
    thanks: tuple[Reply, ...]
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    team: tuple[str, ...]


def gather(
    book: BeatBook, beat_id: str, *, today: date, first: date | None = None, for_everyone: bool = False
) -> YouSaid:
    """Return what is told of a beat from a local day, a year back if not given, until `today`.

    In it is what was raised or told back in that time, and whatever is still open. Raises Refusal where there is no
    such beat, or the time ends before it begins.
    """
    beat = book.beats.get(beat_id)
    since = first or today - A_YEAR + timedelta(days=1)
    if since > today:
        raise Refusal("The time ends before it begins.", remedy="Check the two days.", field="from", kind="order")
    found = [each for each in book.concerns.on_beat(beat_id) if may_be_told(each) and _falls(each, since, today)]
    thanks = [each for each in found if is_thanks(each)]
    asked = [each for each in found if not is_thanks(each)]
    done = [each for each in asked if published(each, "outcome") is Outcome.DONE]
    could_not = [each for each in asked if published(each, "outcome") is Outcome.COULD_NOT]
    still_open = [each for each in asked if not is_answered(each)]
    name = published(beat, "name")
    when = span_of(since, today)

    def replies(concerns: Sequence[Concern]) -> tuple[Reply, ...]:
        return tuple(reply_to(book, each, today) for each in concerns)

    return YouSaid(
        head=Head(
            force=FORCE_NAME,
            lpu=lpu_name(book, beat),
            name="You said, we did",
            kind="",
            of=name,
            title=f"{name}: you said, we did",
            subtitle="",
            when=tuple(when.replace(" to ", " to\n").split("\n")),
            where=(_summed(done, could_not, still_open), "What people raised here, and what came of it.", ""),
            running=when,
            called_off="",
            practice=book.practice,
        ),
        for_everyone=for_everyone,
        done=replies(done),
        could_not=tuple(_why_not(each, reply) for each, reply in zip(could_not, replies(could_not), strict=True)),
        still_open=replies(still_open),
        thanks=replies(thanks),
        themes=_by_theme(book, [*done, *could_not], today) if for_everyone else (),
        team=reached_at(book, beat, today),
    )


def _falls(concern: Concern, first: date, last: date) -> bool:
    raised: date | None = published(concern, "raised_on")
    told: date | None = published(concern, "told_back_on")
    if raised is not None and raised > last:
        return False
    waits = told is None and not is_thanks(concern)
    return waits or any(each is not None and first <= each <= last for each in (raised, told))


def _why_not(concern: Concern, reply: Reply) -> Reply:
    """Return a reply without “We could not”, which its heading says."""
    because: str = published(concern, "because")
    if not because.strip():
        return reply
    sentence = in_a_sentence(because)
    reason = sentence.removeprefix("We could not, because ")
    return replace(reply, we_did=reply.we_did.replace(sentence, f"{reason[:1].upper()}{reason[1:]}"))


def _summed(done: Sequence[Concern], could_not: Sequence[Concern], still_open: Sequence[Concern]) -> str:
    parts = [
        f"{counted(len(done), 'thing')} done" if done else "",
        f"{len(could_not)} we could not do" if could_not else "",
        f"{len(still_open)} still open" if still_open else "",
    ]
    return ", ".join(filter(None, parts)) or "Nothing to tell yet"


def _by_theme(book: BeatBook, concerns: Sequence[Concern], today: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    themes: dict[str, list[str]] = {}
    for each in concerns:
        theme = str(published(each, "theme"))
        themes.setdefault(f"{theme[:1].upper()}{theme[1:]}", []).append(_for_everyone(book, each, today))
    return tuple((theme, tuple(told)) for theme, told in sorted(themes.items()))


def _for_everyone(book: BeatBook, concern: Concern, today: date) -> str:
    words: str = published(concern, "to_everyone")
    if words.strip():
        return words
    reply = reply_to(book, concern, today)
    return f"“{published(concern, 'you_said').rstrip('.')}”: {reply.we_did}"
