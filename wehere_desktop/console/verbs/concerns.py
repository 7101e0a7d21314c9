"""`concerns`: what people raised, by the step at which it stands; adds one, sorts one, or answers one."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import (
    beat_called,
    contact_called,
    meeting_called,
    place_called,
    record_called,
)
from wehere_desktop.console.opening import acting, officer_called, open_asked
from wehere_desktop.console.speech import say
from wehere_desktop.neighbourhood.concern import CameBy, Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.ground import parse_position
from wehere_desktop.neighbourhood.theme import Theme, plan_priority_of
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook

STEPS = ("to-sort", "raised", "owned", "with-priority", "to-tell", "told-back", "nobody-to-tell")
_KINDS = click.Choice([each.value for each in ConcernKind])
_THEMES = click.Choice([each.value for each in Theme])
_WAYS = click.Choice([each.value for each in CameBy])


@click.group(invoke_without_command=True)
@click.option("--beat", help="Only this beat: police.uk id or name.")
@click.option(
    "--step", "steps", multiple=True, type=click.Choice(STEPS), help="Only at this step; may be given more than once."
)
@click.option("--theme", type=_THEMES, help="Only about this.")
@click.option("--officer", help="Only those this officer sees to: collar number, name or id.")
@click.option("--meeting", help="Only raised at this meeting: next, last or its id.")
@click.option("--asb", is_flag=True, help="Only antisocial behaviour.")
@click.option("--text", default="", metavar="WORDS", help="Only with these words.")
@click.option("--all", "every", is_flag=True, help="Those that are closed as well.")
@add_book_options
@click.pass_context
def concerns(
    ctx: click.Context,
    *,
    beat: str | None,
    steps: tuple[str, ...],
    theme: str | None,
    officer: str | None,
    meeting: str | None,
    asb: bool,
    text: str,
    every: bool,
) -> None:
    """List what people raised, or add, sort, answer one.

    Without add, sort or answer it lists the concerns that are not closed, the longest waiting first.
    """
    if ctx.invoked_subcommand is not None:
        return
    from wehere_desktop.console.telling_talk import show_concerns
    from wehere_desktop.neighbourhood.trail import CLOSED_STEPS, TrailStep

    asked = ctx.ensure_object(Asked)
    by_name = dict(zip(STEPS, TrailStep, strict=True))
    wanted = [by_name[each] for each in steps] or [each for each in TrailStep if every or each not in CLOSED_STEPS]
    with open_asked(asked) as book:
        ids = book.concerns.listed(
            steps=wanted,
            themes=[Theme(theme)] if theme else (),
            beats=[beat_called(book, beat, today=asked.world.today()).id] if beat else (),
            owner=officer_called(book, officer).id if officer else "",
            meeting=meeting_called(book, meeting, beat=beat or "").id if meeting else "",
            asb=asb,
            text=text,
        )
        show_concerns(book, asked, book.concerns.many(ids))


@concerns.command()
@click.option("--said", required=True, metavar="TEXT", help="What was said. It stays inside.")
@click.option("--beat", default="", help="On which beat: police.uk id or name; else that of its meeting or place.")
@click.option("--meeting", default="", metavar="next|last|ID", help="Raised at this meeting.")
@click.option("--place", default="", metavar="NAME|ID", help="About this place.")
@click.option("--where", "whereabouts", default="", metavar="TEXT", help="Where exactly.")
@click.option("--at", "position", default="", metavar="LAT,LON", help="Where on the map, in degrees.")
@click.option("--kind", type=_KINDS, default=ConcernKind.CONCERN.value, show_default=True, help="What it is.")
@click.option("--theme", type=_THEMES, default=Theme.OTHER.value, show_default=True, help="What it is about.")
@click.option("--asb", is_flag=True, help="It is antisocial behaviour.")
@click.option("--came-by", type=_WAYS, help="How it came; else at a meeting where one is named, else in passing.")
@click.option("--on", type=DAY, metavar="DAY", help="When it was raised; else the meeting's day, or today.")
@click.option("--officer", default="", help="Who sees to it: collar number, name or id.")
@click.option("--contact", default="", metavar="NAME|ID", help="Who raised it, only if they ask to be told.")
@click.option("--group", default="", metavar="TEXT", help="For which group or organisation.")
@click.option("--you-said", default="", metavar="TEXT", help="The public wording of what was raised.")
@click.option("--to-sort", is_flag=True, help="File it now, sort it later.")
@add_book_options
@click.pass_obj
def add(  # noqa: PLR0913 - one for each option
    asked: Asked,
    *,
    said: str,
    beat: str,
    meeting: str,
    place: str,
    whereabouts: str,
    position: str,
    kind: str,
    theme: str,
    asb: bool,
    came_by: str | None,
    on: date | None,
    officer: str,
    contact: str,
    group: str,
    you_said: str,
    to_sort: bool,
) -> None:
    """File what somebody raised, without a name unless they ask to be told back."""
    if not said.strip():
        raise Refusal("There is nothing in it.", remedy="Say what was raised.", field="said", kind="missing")
    if on is not None and on > asked.world.today():
        raise Refusal(
            "It cannot have been raised on a day that is to come.",
            remedy="Choose today or an earlier day.",
            field="raised_on",
            kind="future",
        )
    at = parse_position(position) if position else None
    with open_asked(asked) as book:
        new = Concern(
            id=book.world.new_id(),
            concern_kind=ConcernKind(kind),
            said=said,
            theme=Theme(theme),
            asb=asb or Theme(theme) is Theme.ANTISOCIAL,
            plan_priority=plan_priority_of(Theme(theme)),
            whereabouts=whereabouts,
            latitude=at.lat if at is not None else None,
            longitude=at.lon if at is not None else None,
            owner=officer_called(book, officer).id if officer else "",
            contact=contact_called(book, contact).id if contact else "",
            organisation=group,
            you_said=you_said,
            to_sort=to_sort,
        )
        new = _placed(book, asked, new, beat=beat, meeting=meeting, place=place, on=on, came_by=came_by)
        words = " ".join(filter(None, (new.said, new.you_said, new.whereabouts)))
        like = book.concerns.similar(words, at, [new.beat], limit=3)
        with book.change("File a concern", by=acting(book, asked)):
            book.concerns.add(new)
        asked.kept.append("the concern")
        _show(book, asked, new.id)
        if not asked.json:
            _tell_alike(book, asked, [each.of for each in like])


def _placed(
    book: BeatBook,
    asked: Asked,
    new: Concern,
    *,
    beat: str,
    meeting: str,
    place: str,
    on: date | None,
    came_by: str | None,
) -> Concern:
    """Return a concern with its beat, meeting, place and day; refused where no beat can be told from them."""
    from wehere_desktop.neighbourhood.meeting_checks import day_of

    raised_at = meeting_called(book, meeting, beat=beat) if meeting else None
    about = place_called(book, place) if place else None
    where = beat_called(book, beat, today=asked.world.today()).id if beat else ""
    where = where or (raised_at.beat if raised_at else "") or (about.beat if about else "")
    if not where:
        raise Refusal("It does not say on which beat.", remedy="Name it with --beat.", field="beat", kind="missing")
    held = day_of(raised_at) if raised_at is not None else None
    usual = CameBy.MEETING if raised_at is not None else CameBy.IN_PASSING
    return dataclasses.replace(
        new,
        beat=where,
        raised_at=raised_at.id if raised_at is not None else "",
        place=about.id if about is not None else "",
        raised_on=on or min(held or asked.world.today(), asked.world.today()),
        came_by=CameBy(came_by) if came_by else usual,
    )


def _tell_alike(book: BeatBook, asked: Asked, like: list[Concern]) -> None:
    if like:
        from wehere_desktop.console.telling_talk import show_concerns

        say("It is like:")
        show_concerns(book, asked, like, summed=False)


@concerns.command()
@click.argument("concern", metavar="WORDS|ID")
@click.option("--theme", type=_THEMES, help="What it is about.")
@click.option("--asb/--no-asb", default=None, help="Whether it is antisocial behaviour.")
@click.option("--kind", type=_KINDS, help="What it is.")
@click.option("--beat", default="", help="On which beat it is: police.uk id or name.")
@click.option("--officer", default="", help="Who sees to it: collar number, name or id.")
@click.option("--priority", default="", metavar="WORDS|ID", help="Of which priority it is part.")
@click.option("--you-said", metavar="TEXT", help="The public wording of what was raised.")
@add_book_options
@click.pass_obj
def sort(
    asked: Asked,
    *,
    concern: str,
    theme: str | None,
    asb: bool | None,
    kind: str | None,
    beat: str,
    officer: str,
    priority: str,
    you_said: str | None,
) -> None:
    """Say what a concern is about and who sees to it. It is then no longer to be sorted."""
    fields: dict[str, Any] = {"to_sort": False}
    if theme is not None:
        fields |= {"theme": Theme(theme), "plan_priority": plan_priority_of(Theme(theme))}
    if asb is not None:
        fields["asb"] = asb
    if kind is not None:
        fields["concern_kind"] = ConcernKind(kind)
    if you_said is not None:
        fields["you_said"] = you_said
    with open_asked(asked) as book:
        record, _ = record_called(book, "concern", concern)
        if beat:
            fields["beat"] = beat_called(book, beat, today=asked.world.today()).id
        if officer:
            fields["owner"] = officer_called(book, officer).id
        if priority:
            fields["priority"] = _priority(book, record, priority)
        with book.change("Sort a concern", by=acting(book, asked)):
            book.concerns.amend(record, **fields)
        asked.kept.append("the concern")
        _show(book, asked, record)


def _priority(book: BeatBook, concern: str, words: str) -> str:
    priority = book.priorities.get(record_called(book, "priority", words)[0])
    if priority.beat != book.concerns.get(concern).beat:
        raise Refusal(
            f"“{priority.title}” is a priority of another beat.",
            remedy="Choose one of the beat the concern is on.",
            field="priority",
            kind="another-beat",
        )
    return priority.id


@concerns.command()
@click.argument("concern", metavar="WORDS|ID")
@click.option("--done", metavar="TEXT", help="What was done, as the beat may read it.")
@click.option("--could-not", metavar="WHY", help="Why we could not.")
@click.option("--in-hand", is_flag=True, help="We are working on it.")
@click.option("--to-raiser", metavar="TEXT", help="The wording for those who raised it; it stays inside.")
@click.option("--to-everyone", metavar="TEXT", help="The wording for everyone.")
@click.option("--publish", is_flag=True, help="The public wordings may be published.")
@add_book_options
@click.pass_obj
def answer(
    asked: Asked,
    *,
    concern: str,
    done: str | None,
    could_not: str | None,
    in_hand: bool,
    to_raiser: str | None,
    to_everyone: str | None,
    publish: bool,
) -> None:
    """Say what came of a concern. It is closed once people are told: see told-back."""
    from wehere_desktop.records.telling_back import answer as answer_concern

    if (could_not is not None and in_hand) or (done is None and could_not is None and not in_hand):
        raise click.UsageError("Say what came of it: --done, --could-not or --in-hand.")
    outcome = Outcome.COULD_NOT if could_not is not None else Outcome.IN_HAND if in_hand else Outcome.DONE
    with open_asked(asked) as book:
        record, _ = record_called(book, "concern", concern)
        with book.change("Answer a concern", by=acting(book, asked)):
            answer_concern(
                book, record, outcome, we_did=done, because=could_not, to_raiser=to_raiser, to_everyone=to_everyone
            )
            if publish:
                book.concerns.amend(record, publishable=True)
        asked.kept.append("the answer")
        _show(book, asked, record)


def _show(book: BeatBook, asked: Asked, record: str) -> None:
    from wehere_desktop.console.telling_talk import show_concerns

    show_concerns(book, asked, [book.concerns.get(record)], summed=False)


VERBS = (concerns,)
