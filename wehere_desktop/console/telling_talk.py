"""Prints what people raised, what they chose and where they met, as lines for a person or objects for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.trail import step_of, waiting_days
from wehere_desktop.records.telling_back import concern_in_words
from wehere_desktop.wording import counted, moment_in_words, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wehere_desktop.console.asked import Asked
    from wehere_desktop.neighbourhood.action import Action
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.priority import Priority
    from wehere_desktop.records.beatbook import BeatBook


def names_of(book: BeatBook, kind: str, records: Iterable[str]) -> dict[str, str]:
    """Return the names of some officers (with rank), beats, places, priorities or meetings by their ids."""
    found: dict[str, str] = {}
    for each in book.section(kind).many({record for record in records if record}):
        name = each.title if hasattr(each, "title") else each.name
        found[each.id] = f"{each.rank} {name}" if kind == "officer" else name
    return found


def show_concerns(book: BeatBook, asked: Asked, found: Sequence[Concern], *, summed: bool = True) -> None:
    """Print concerns, each with the step it stands at; `summed` adds how many."""
    today = asked.world.today()
    beats = names_of(book, "beat", (each.beat for each in found))
    owners = names_of(book, "officer", (each.owner for each in found))
    priorities = names_of(book, "priority", (each.priority for each in found))
    for each in found:
        owner, beat = owners.get(each.owner, ""), beats.get(each.beat, "")
        waits = waiting_days(each, today=today)
        if asked.json:
            tell(
                {
                    "concern": each.id,
                    "said": each.said,
                    "you_said": each.you_said,
                    "kind": each.concern_kind,
                    "theme": each.theme,
                    "asb": each.asb,
                    "beat": beat,
                    "raised": each.raised_on,
                    "meeting": each.raised_at,
                    "step": step_of(each),
                    "owner": owner,
                    "priority": each.priority,
                    "outcome": each.outcome,
                    "we_did": each.we_did,
                    "because": each.because,
                    "told_back": each.told_back_on,
                    "told_back_how": each.told_back_how,
                    "days": waits,
                }
            )
        else:
            about = [beat, str(each.theme), owner, priorities.get(each.priority, "")]
            about.append(f"waiting {counted(waits, 'day')}" if waits else "")
            told = f"told back {short_day(each.told_back_on)}" if each.told_back_on else ""
            brackets = ", ".join(part for part in (*about, told) if part)
            say(f"{str(step_of(each)).capitalize()}: {concern_in_words(each)} ({brackets})  [{each.id}]")
    if summed and not asked.json:
        say(f"{counted(len(found), 'concern').capitalize()}.")


def show_priorities(
    book: BeatBook, asked: Asked, found: Sequence[Priority], *, told: dict[str, date], summed: bool = True
) -> None:
    """Print priorities; `told` gives the last day the public heard of each."""
    beats = names_of(book, "beat", (each.beat for each in found))
    owners = names_of(book, "officer", (each.owner for each in found))
    for each in found:
        last = told.get(each.id)
        if asked.json:
            tell(
                {
                    "priority": each.id,
                    "title": each.title,
                    "beat": beats.get(each.beat, ""),
                    "life": each.life,
                    "theme": each.theme,
                    "plan_priority": each.plan_priority,
                    "asb": each.asb,
                    "owner": owners.get(each.owner, ""),
                    "partners": list(each.partners),
                    "chosen": each.issue_date,
                    "chosen_at": each.chosen_at,
                    "review": each.review_on,
                    "last_told": last,
                    "closed": each.closed,
                    "worked": each.worked,
                }
            )
        else:
            heard = f"last told {short_day(last)}" if last else "the public was told nothing yet"
            where = ", ".join(filter(None, (beats.get(each.beat, ""), str(each.theme), owners.get(each.owner, ""))))
            say(f"{str(each.life).capitalize()}: {each.title} ({where}; {heard})  [{each.id}]")
    if summed and not asked.json:
        say(f"{counted(len(found), 'priority', 'priorities').capitalize()}.")


def show_actions(book: BeatBook, asked: Asked, found: Sequence[Action]) -> None:
    """Print actions, with who is to do each and by when."""
    owners = names_of(book, "officer", (each.owner for each in found))
    for each in found:
        who = ", ".join(filter(None, (owners.get(each.owner, ""), each.partner))) or "nobody yet"
        if asked.json:
            tell(
                {
                    "action": each.id,
                    "what": each.what,
                    "who": who,
                    "due": each.due_on,
                    "done": each.done_on,
                    "outcome": each.outcome,
                }
            )
            continue
        when = f"Done {short_day(each.done_on)}" if each.done_on else "To do"
        due = f", by {short_day(each.due_on)}" if each.due_on and not each.done_on else ""
        say(f"{when}: {each.what} ({who}{due})  [{each.id}]")


def show_meetings(
    book: BeatBook, asked: Asked, found: Sequence[Meeting], *, extra: dict[str, dict[str, Any]] | None = None
) -> None:
    """Print meetings; `extra` gives for a meeting's id what a program is told besides."""
    beats = names_of(book, "beat", (each.beat for each in found))
    venues = names_of(book, "place", (each.venue for each in found))
    leads = names_of(book, "officer", (each.leads for each in found))
    for each in found:
        if asked.json:
            tell(
                {
                    "meeting": each.id,
                    "title": each.title,
                    "kind": each.meeting_kind,
                    "beat": beats.get(each.beat, ""),
                    "starts": each.starts,
                    "ends": each.ends,
                    "venue": venues.get(each.venue, ""),
                    "leads": leads.get(each.leads, ""),
                    "life": each.life,
                    "attendance": each.attendance,
                    "agenda": list(each.agenda),
                    "closed": each.closed_on,
                    "published": each.published_on,
                    **((extra or {}).get(each.id, {})),
                }
            )
            continue
        when = moment_in_words(each.starts) if each.starts is not None else "no day yet"
        beat = beats.get(each.beat, "")
        where = ", ".join(part for part in ("" if beat in each.title else beat, venues.get(each.venue, "")) if part)
        came = f", {counted(each.attendance, 'person', 'people')} came" if each.attendance is not None else ""
        say(f"{when}: {each.title}{f', {where}' if where else ''} ({each.life}{came})  [{each.id}]")
