"""`priorities`: what communities chose and what is done about it; adds, adopts, moves, updates and closes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import beat_called, meeting_called, record_called
from wehere_desktop.console.opening import acting, officer_called, open_asked
from wehere_desktop.console.speech import tell
from wehere_desktop.neighbourhood.agreed import NOT_A_DAY, agreed_day
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate, Worked
from wehere_desktop.neighbourhood.theme import Theme, plan_priority_of
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook

_LIVES = click.Choice([each.value for each in PriorityLife])
_THEMES = click.Choice([each.value for each in Theme])
_COUNT = click.IntRange(0, 100_000)
_WORKED = {"yes": Worked.WORKED, "partly": Worked.PARTLY, "no": Worked.NOT}


@click.group(invoke_without_command=True)
@click.option("--beat", help="Only this beat: police.uk id or name.")
@click.option("--life", "lives", multiple=True, type=_LIVES, help="Only at this stage; may be given more than once.")
@click.option("--theme", type=_THEMES, help="Only about this.")
@click.option("--officer", help="Only those this officer leads on: collar number, name or id.")
@click.option("--asb", is_flag=True, help="Only antisocial behaviour.")
@click.option("--stale", is_flag=True, help="Only those of which the public has heard nothing for too long.")
@click.option("--all", "every", is_flag=True, help="Those that are closed as well.")
@add_book_options
@click.pass_context
def priorities(
    ctx: click.Context,
    *,
    beat: str | None,
    lives: tuple[str, ...],
    theme: str | None,
    officer: str | None,
    asb: bool,
    stale: bool,
    every: bool,
) -> None:
    """List what communities chose, or add, adopt, close one.

    Without a deed it lists the priorities that are not closed, the latest chosen first.
    """
    if ctx.invoked_subcommand is not None:
        return
    from wehere_desktop.console.telling_talk import show_priorities

    asked = ctx.ensure_object(Asked)
    today = asked.world.today()
    with open_asked(asked) as book:
        beats = {beat_called(book, beat, today=today).id} if beat else set()
        leads = officer_called(book, officer).id if officer else ""
        if stale:
            days = book.team_settings.number("priority stale days")
            found = [each.priority for each in book.priorities.stale(today, days, beats)]
        else:
            found = sorted(book.priorities.all(), key=lambda each: str(each.issue_date or ""), reverse=True)
        wanted = {PriorityLife(each) for each in lives} or set(PriorityLife) - (
            set() if every else {PriorityLife.CLOSED}
        )
        found = [
            each
            for each in found
            if each.life in wanted
            and (not beats or each.beat in beats)
            and (not theme or each.theme == theme)
            and (not leads or each.owner == leads)
            and (each.asb or not asb)
        ]
        show_priorities(book, asked, found, told=book.priority_updates.last_told(each.id for each in found))


@priorities.command()
@click.option("--beat", required=True, help="On which beat: police.uk id or name.")
@click.option("--title", required=True, metavar="TEXT", help="Its title, which people will read.")
@click.option("--issue", default="", metavar="TEXT", help="What people told us, which people will read.")
@click.option("--action", default="", metavar="TEXT", help="What we mean to do, which people will read.")
@click.option("--theme", type=_THEMES, default=Theme.OTHER.value, show_default=True, help="What it is about.")
@click.option("--asb", is_flag=True, help="It is antisocial behaviour.")
@click.option("--officer", default="", help="Who leads on it: collar number, name or id.")
@click.option("--partner", "partners", multiple=True, metavar="NAME", help="A partner; may be given more than once.")
@click.option("--notes", default="", metavar="TEXT", help="What stays inside.")
@add_book_options
@click.pass_obj
def add(
    asked: Asked,
    *,
    beat: str,
    title: str,
    issue: str,
    action: str,
    theme: str,
    asb: bool,
    officer: str,
    partners: tuple[str, ...],
    notes: str,
) -> None:
    """Propose a priority. A meeting of the beat adopts it."""
    with open_asked(asked) as book:
        new = Priority(
            id=book.world.new_id(),
            beat=beat_called(book, beat, today=asked.world.today()).id,
            title=title,
            issue=issue,
            action=action,
            theme=Theme(theme),
            asb=asb or Theme(theme) is Theme.ANTISOCIAL,
            plan_priority=plan_priority_of(Theme(theme)),
            owner=officer_called(book, officer).id if officer else "",
            partners=tuple(dict.fromkeys(filter(None, (each.strip() for each in partners)))),
            notes=notes,
        )
        with book.change(f"Propose {title}", by=acting(book, asked)):
            book.priorities.add(new)
        _show(book, asked, new.id)


@priorities.command()
@click.argument("priority", metavar="WORDS|ID")
@click.option("--meeting", default="last", show_default=True, metavar="last|ID", help="At which meeting of its beat.")
@click.option("--for", "for_it", type=_COUNT, metavar="N", help="Hands for it.")
@click.option("--against", type=_COUNT, metavar="N", help="Hands against it.")
@click.option("--neither", type=_COUNT, metavar="N", help="Hands for neither.")
@add_book_options
@click.pass_obj
def adopt(
    asked: Asked, *, priority: str, meeting: str, for_it: int | None, against: int | None, neither: int | None
) -> None:
    """Adopt a proposed priority at a meeting, with the hands that were raised."""
    from wehere_desktop.records.choosing import Hands, adopt_priority

    with open_asked(asked) as book:
        record, title = record_called(book, "priority", priority)
        held = meeting_called(book, meeting, beat=book.priorities.get(record).beat)
        with book.change(f"Adopt {title}", by=acting(book, asked)):
            adopt_priority(book, record, meeting=held.id, hands=Hands(for_it, against, neither))
        _show(book, asked, record)


@priorities.command()
@click.argument("priority", metavar="WORDS|ID")
@click.option("--to", "life", required=True, type=_LIVES, help="To which stage of its life.")
@add_book_options
@click.pass_obj
def move(asked: Asked, *, priority: str, life: str) -> None:
    """Move a priority on. Adopting and closing ask more: see adopt and close."""
    from wehere_desktop.records.choosing import move_on

    with open_asked(asked) as book:
        record, title = record_called(book, "priority", priority)
        with book.change(f"Move {title} to {life}", by=acting(book, asked)):
            move_on(book, record, PriorityLife(life))
        _show(book, asked, record)


@priorities.command()
@click.argument("priority", metavar="WORDS|ID")
@click.option("--text", default="", metavar="TEXT", help="What people may read.")
@click.option("--note", default="", metavar="TEXT", help="What stays inside.")
@click.option("--on", type=DAY, metavar="DAY", help="When; else today.")
@add_book_options
@click.pass_obj
def update(asked: Asked, *, priority: str, text: str, note: str, on: date | None) -> None:
    """Say what was done about a priority, to the public or for the team."""
    if not (text.strip() or note.strip()):
        raise Refusal("There is nothing in it.", remedy="Say it with --text or --note.", field="text", kind="missing")
    today = asked.world.today()
    if on is not None and on > today:
        raise Refusal(
            "An update cannot be of a day that is to come.", remedy="Choose today or an earlier day.", field="on"
        )
    with open_asked(asked) as book:
        record, title = record_called(book, "priority", priority)
        with book.change(f"Update {title}", by=acting(book, asked)):
            book.priority_updates.add(
                PriorityUpdate(id=book.world.new_id(), priority=record, on=on or today, text=text, note=note)
            )
        _show(book, asked, record)


@priorities.command()
@click.argument("priority", metavar="WORDS|ID")
@click.option("--worked", required=True, type=click.Choice(list(_WORKED)), help="Whether it worked.")
@click.option("--if-we-stop", default="", metavar="TEXT", help="What happens if we stop; it must be said.")
@click.option("--lesson", default="", metavar="TEXT", help="What others can learn from it.")
@click.option("--did", default="", metavar="TEXT", help="What was done, for its concerns that have no wording yet.")
@click.option("--because", default="", metavar="WHY", help="Why it did not work, for its concerns.")
@click.option("--on", type=DAY, metavar="DAY", help="When; else today.")
@add_book_options
@click.pass_obj
def close(
    asked: Asked,
    *,
    priority: str,
    worked: str,
    if_we_stop: str,
    lesson: str,
    did: str,
    because: str,
    on: date | None,
) -> None:
    """Close a priority. Its open concerns are then to be told back."""
    from wehere_desktop.console.telling_talk import show_concerns
    from wehere_desktop.records.choosing import close_priority

    with open_asked(asked) as book:
        record, title = record_called(book, "priority", priority)
        with book.change(f"Close {title}", by=acting(book, asked)):
            closed = close_priority(
                book,
                record,
                worked=_WORKED[worked],
                if_we_stop=if_we_stop,
                lesson=lesson,
                on=on,
                we_did=did,
                because=because,
            )
        _show(book, asked, record)
        show_concerns(book, asked, closed.to_tell, summed=False)


@priorities.command()
@click.argument("priority", metavar="WORDS|ID")
@click.option("--add", "what", default="", metavar="TEXT", help="Add something to be done.")
@click.option("--officer", default="", help="With --add, who is to do it: collar number, name or id.")
@click.option("--partner", default="", metavar="NAME", help="With --add, which partner is to do it.")
@click.option("--due", default="", metavar="DAY", help="With --add, by when, such as fri or in 2 weeks.")
@click.option("--done", default="", metavar="WORDS|ID", help="Note that this one was done.")
@click.option("--outcome", default="", metavar="TEXT", help="With --done, what came of it.")
@click.option("--publish", is_flag=True, help="With --add or --done, it may be published.")
@add_book_options
@click.pass_obj
def actions(
    asked: Asked,
    *,
    priority: str,
    what: str,
    officer: str,
    partner: str,
    due: str,
    done: str,
    outcome: str,
    publish: bool,
) -> None:
    """List what is to be done about a priority, add to it, or note that it was done."""
    from wehere_desktop.console.telling_talk import show_actions

    if what and done:
        raise click.UsageError("Add something or note that it was done, not both.")
    today = asked.world.today()
    with open_asked(asked) as book:
        record, title = record_called(book, "priority", priority)
        if what:
            day = agreed_day(due, today=today)
            if day is None:
                raise Refusal(f"“{due}” is not a day to come.", remedy=NOT_A_DAY, field="due")
            owner = officer_called(book, officer).id if officer else ""
            _add_action(
                book, asked, record, title, what=what, owner=owner, partner=partner, due=day[0], publish=publish
            )
        elif done:
            action = _action(book, record, done)
            fields = {"done_on": today, **({"outcome": outcome} if outcome else {})}
            with book.change(f"Do what was to be done about {title}", by=acting(book, asked)):
                book.actions.amend(action, **fields, **({"publishable": True} if publish else {}))
        show_actions(book, asked, book.actions.of(record))


def _add_action(
    book: BeatBook,
    asked: Asked,
    priority: str,
    title: str,
    *,
    what: str,
    owner: str,
    partner: str,
    due: date | None,
    publish: bool,
) -> None:
    from wehere_desktop.neighbourhood.action import Action

    with book.change(f"Add what is to be done about {title}", by=acting(book, asked)):
        book.actions.add(
            Action(
                id=book.world.new_id(),
                priority=priority,
                what=what,
                owner=owner,
                partner=partner,
                due_on=due,
                publishable=publish,
            )
        )


def _action(book: BeatBook, priority: str, words: str) -> str:
    wanted = words.strip().casefold()
    found = [each.id for each in book.actions.of(priority) if each.id == words or wanted in each.what.casefold()]
    if len(found) != 1:
        none = f"Nothing that is to be done is called “{words}”." if not found else f"“{words}” could be several."
        raise Refusal(none, remedy="Give the whole words, or the id.", field="done", kind="not-there")
    return found[0]


def _show(book: BeatBook, asked: Asked, record: str) -> None:
    from wehere_desktop.console.telling_talk import show_priorities

    priority = book.priorities.get(record)
    asked.kept.append(f"the priority “{priority.title}”")
    show_priorities(book, asked, [priority], told=book.priority_updates.last_told([record]), summed=False)
    if not asked.json or priority.life is not PriorityLife.PROPOSED:
        return
    # A program that proposes something wants to know what others have tried
    for like in book.priorities.similar_past(priority, limit=3):
        tell({"like": like.of.id, "title": like.of.title, "worked": like.of.worked, "lesson": like.of.lesson})


VERBS = (priorities,)
