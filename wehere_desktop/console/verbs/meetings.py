"""`meetings`: where a team meets its public; plans, publicises, closes one, and tells what is lacking or owed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import NEXT, beat_called, meeting_called, place_called
from wehere_desktop.console.opening import acting, officer_called, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.meeting import MeetingKind
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from datetime import datetime

    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.neighbourhood.what_draws import Draw
    from wehere_desktop.records.beatbook import BeatBook

YEAR = timedelta(days=365)
MOST_MINUTES = 12 * 60
_KINDS = click.Choice([each.value for each in MeetingKind])


@click.group(invoke_without_command=True)
@click.option("--beat", help="Only this beat: police.uk id or name.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="From this day; else from today.")
@click.option("--until", "last", type=DAY, metavar="DAY", help="Until this day; else for a year.")
@add_book_options
@click.pass_context
def meetings(ctx: click.Context, *, beat: str | None, first: date | None, last: date | None) -> None:
    """List meetings, or plan, publicise, close one.

    Without a deed it lists the meetings from today on, the soonest first.
    """
    if ctx.invoked_subcommand is not None:
        return
    from wehere_desktop.console.telling_talk import show_meetings

    asked = ctx.ensure_object(Asked)
    begins = first or min(asked.world.today(), last or date.max)
    with open_asked(asked) as book:
        found = book.meetings.between(begins, last or begins + YEAR, _beats(book, asked, beat))
        show_meetings(book, asked, found)
    if not asked.json:
        say(f"{counted(len(found), 'meeting').capitalize()}.")


@meetings.command()
@click.option("--beat", default="", help="On which beat: police.uk id or name.")
@click.option("--like", default="", metavar="last|next|ID", help="Like this one; without --on, at its beat's rhythm.")
@click.option("--on", "on", default="", metavar="DAY", help="When, such as “wed 9 dec 7pm to 8.30pm”.")
@click.option("--at", "at", default="", metavar="TIME", help="At what time, where --on does not say it.")
@click.option("--minutes", type=click.IntRange(5, MOST_MINUTES), default=60, show_default=True, help="How long.")
@click.option("--kind", type=_KINDS, default=MeetingKind.BEAT_MEETING.value, show_default=True, help="What sort.")
@click.option("--title", default="", metavar="TEXT", help="Its title; else made from beat and kind.")
@click.option("--venue", default="", metavar="NAME|ID", help="Where: a place of the book.")
@click.option("--officer", default="", help="Who leads: collar number, name or id.")
@click.option(
    "--item", "items", multiple=True, metavar="TEXT", help="A line of the agenda; may be given more than once."
)
@click.option("--open-items", is_flag=True, help="Start the agenda from what is still open on the beat.")
@add_book_options
@click.pass_obj
def plan(  # noqa: PLR0913 - one for each option
    asked: Asked,
    *,
    beat: str,
    like: str,
    on: str,
    at: str,
    minutes: int,
    kind: str,
    title: str,
    venue: str,
    officer: str,
    items: tuple[str, ...],
    open_items: bool,
) -> None:
    """Plan a meeting, anew or like another."""
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.holding_meetings import copy_meeting, next_start, start_agenda

    today = asked.world.today()
    with open_asked(asked) as book:
        model = meeting_called(book, like, beat=beat) if like else None
        if model is None and not beat:
            raise Refusal("It does not say on which beat.", remedy="Name it with --beat.", field="beat", kind="missing")
        where = book.beats.get(model.beat) if model is not None else beat_called(book, beat, today=today)
        starts, ends = _moment(asked, on, at, model) if on or model is None else (next_start(book, model.id), None)
        room = place_called(book, venue) if venue else None
        leader = officer_called(book, officer) if officer else None
        given = {
            "title": title,
            "venue": room.id if room is not None else "",
            "leads": leader.id if leader is not None else "",
            "agenda": tuple(filter(None, (each.strip() for each in items))),
        }
        fields: dict[str, Any] = {name: value for name, value in given.items() if value}
        with book.change("Plan a meeting", by=acting(book, asked)):
            if model is not None:
                planned = copy_meeting(book, model.id, starts=starts)
                planned = book.meetings.amend(planned.id, **fields, **({"ends": ends} if ends is not None else {}))
            else:
                usual = {"title": f"{where.name} {kind}"}
                planned = book.meetings.add(
                    Meeting(
                        id=book.world.new_id(),
                        beat=where.id,
                        meeting_kind=MeetingKind(kind),
                        starts=starts,
                        ends=ends or starts + timedelta(minutes=minutes),
                        **(usual | fields),
                    )
                )
            if open_items:
                start_agenda(book, planned.id)
        asked.kept.append("the meeting")
        _show(book, asked, planned.id)


def _moment(asked: Asked, on: str, at: str, model: Meeting | None) -> tuple[datetime, datetime | None]:
    """Return the UTC instants meant by a day and a time as typed; without a time, the one of the meeting it is like."""
    from wehere_desktop.neighbourhood.meeting_moment import planned_moment
    from wehere_desktop.wording import local

    clock = f"{local(model.starts):%H:%M}" if model is not None and model.starts is not None else ""
    return planned_moment(f"{on} {at}", today=asked.world.today(), clock=clock)


@meetings.command()
@click.option("--meeting", default=NEXT, show_default=True, metavar="next|last|ID", help="Which meeting.")
@click.option("--beat", default="", help="With next or last, of which beat: police.uk id or name.")
@click.option("--what", required=True, metavar="TEXT", help="By what, such as poster, newsletter, website.")
@click.option("--where", default="", metavar="TEXT", help="Where.")
@click.option("--on", type=DAY, metavar="DAY", help="Since when; else today.")
@add_book_options
@click.pass_obj
def publicise(asked: Asked, *, meeting: str, beat: str, what: str, where: str, on: date | None) -> None:
    """Note how, where and since when people are told of a meeting."""
    from wehere_desktop.neighbourhood.publicity import Publicity

    with open_asked(asked) as book:
        found = meeting_called(book, meeting, beat=beat)
        with book.change("Publicise a meeting", by=acting(book, asked)):
            book.publicities.add(
                Publicity(
                    id=book.world.new_id(), meeting=found.id, what=what, where=where, on=on or asked.world.today()
                )
            )
        _show(book, asked, found.id)


@meetings.command()
@click.option("--meeting", default="last", show_default=True, metavar="last|ID", help="Which meeting.")
@click.option("--beat", default="", help="With last, of which beat: police.uk id or name.")
@click.option("--came", type=click.IntRange(0, 100_000), metavar="N", help="How many came.")
@click.option("--report", metavar="TEXT", help="What was talked about, as people may read it.")
@click.option("--group", "groups", multiple=True, metavar="NAME", help="A group that was there; may be repeated.")
@click.option("--reach", multiple=True, metavar="NAME", help="A community it was meant to reach; may be repeated.")
@click.option("--decision", "decisions", multiple=True, metavar="TEXT", help="A decision; may be repeated.")
@click.option("--published", is_flag=True, help="Its report is published.")
@add_book_options
@click.pass_obj
def close(
    asked: Asked,
    *,
    meeting: str,
    beat: str,
    came: int | None,
    report: str | None,
    groups: tuple[str, ...],
    reach: tuple[str, ...],
    decisions: tuple[str, ...],
    published: bool,
) -> None:
    """Close a meeting with its report. All that was raised there must be settled."""
    from wehere_desktop.records.holding_meetings import close_meeting, publish_report

    with open_asked(asked) as book:
        found = meeting_called(book, meeting, beat=beat)
        with book.change("Close a meeting", by=acting(book, asked)):
            if found.closed_on is None or not published:
                close_meeting(
                    book,
                    found.id,
                    attendance=came,
                    report=report,
                    groups=groups or None,
                    reach=reach or None,
                    decisions=decisions or None,
                )
            if published:
                publish_report(book, found.id)
        asked.kept.append("the meeting")
        _show(book, asked, found.id)


@meetings.command("call-off")
@click.option("--meeting", default=NEXT, show_default=True, metavar="next|ID", help="Which meeting.")
@click.option("--beat", default="", help="With next, of which beat: police.uk id or name.")
@click.option("--why", required=True, metavar="TEXT", help="Why; it stays inside.")
@click.option("--notice", default="", metavar="WHERE", help="Where people were told that it is called off.")
@add_book_options
@click.pass_obj
def call_off(asked: Asked, *, meeting: str, beat: str, why: str, notice: str) -> None:
    """Call a planned meeting off."""
    from wehere_desktop.records.holding_meetings import call_off as call_meeting_off

    with open_asked(asked) as book:
        found = meeting_called(book, meeting, beat=beat)
        with book.change("Call a meeting off", by=acting(book, asked)):
            call_meeting_off(book, found.id, why=why, notice=notice)
        _show(book, asked, found.id)


@meetings.command()
@click.option("--beat", help="Only this beat: police.uk id or name.")
@add_book_options
@click.pass_obj
def lacking(asked: Asked, *, beat: str | None) -> None:
    """Tell what planned meetings lack, which beats have none, and what is still to be closed."""
    from wehere_desktop.console.telling_talk import names_of
    from wehere_desktop.neighbourhood.meeting_checks import owing_in_words
    from wehere_desktop.records.meeting_lacks import beats_without_meeting, to_close
    from wehere_desktop.records.meeting_lacks import lacking as what_is_lacking

    now = asked.world.now()
    with open_asked(asked) as book:
        beats = _beats(book, asked, beat)
        lacks = what_is_lacking(book, now, beats)
        owing = to_close(book, now, beats)
        without = beats_without_meeting(book, now, beats=beats)
        names = names_of(book, "beat", (each.beat for each in without))
    for each in lacks:
        for finding in each.findings:
            if asked.json:
                tell(
                    {
                        "meeting": each.meeting.id,
                        "lacks": finding.lack,
                        "sentence": finding.sentence,
                        "grave": finding.grave,
                    }
                )
            else:
                say(f"{'!' if finding.grave else ' '} {each.meeting.title}: {finding.sentence}  [{each.meeting.id}]")
    for owed in owing:
        if asked.json:
            tell({"meeting": owed.meeting.id, "owes": "closing", "days": owed.days, "reminder": owed.reminder})
        else:
            sentence = owing_in_words(owed.meeting, owed.days)
            say(f"{'!' if owed.reminder else ' '} {owed.meeting.title}: {sentence}  [{owed.meeting.id}]")
    for missing in without:
        if asked.json:
            tell(
                {
                    "beat": names[missing.beat],
                    "last": missing.last,
                    "next": missing.next,
                    "wanted_by": missing.wanted_by,
                }
            )
        else:
            last = f"the last was {short_day(missing.last)}" if missing.last else "there was none yet"
            say(f"! {names[missing.beat]}: no meeting is planned by {short_day(missing.wanted_by)}; {last}.")
    if not asked.json:
        say(
            f"{counted(len(lacks), 'meeting').capitalize()} with something lacking, "
            f"{counted(len(owing), 'meeting')} to close, {counted(len(without), 'beat')} without a meeting in time."
        )


@meetings.command()
@click.option("--beat", help="Only this beat: police.uk id or name.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="From this day; else for the last year.")
@click.option("--until", "last", type=DAY, metavar="DAY", help="Until this day; else today.")
@add_book_options
@click.pass_obj
def draws(asked: Asked, *, beat: str | None, first: date | None, last: date | None) -> None:
    """Tell what draws people and whom meetings reached."""
    ends = last or asked.world.today()
    begins = first or ends - YEAR
    with open_asked(asked) as book:
        beats = _beats(book, asked, beat)
        found = book.meetings.what_draws(begins, ends, beats)
        reach = book.meetings.reach(begins, ends, beats)
    parts = {
        "slot": found.by_slot,
        "venue": found.by_venue,
        "publicity": found.by_publicity,
        "season": found.by_season,
    }
    for by, drawn in parts.items():
        _tell_draws(asked, by, drawn)
    for sort, reached in (("organisation", reach.organisations), ("community", reach.communities)):
        for each in reached:
            if asked.json:
                tell({"reached": sort, "name": each.name, "meetings": len(each.meetings), "last": each.last})
            else:
                when = f", last on {short_day(each.last)}" if each.last else ""
                say(f"{sort.capitalize()}: {each.name}, {counted(len(each.meetings), 'meeting')}{when}")


@meetings.command()
@click.option("--ics", required=True, metavar="F.ics", help="The calendar file to make.")
@click.option("--beat", help="Only this beat: police.uk id or name.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="From this day; else from today.")
@click.option("--until", "last", type=DAY, metavar="DAY", help="Until this day; else for a year.")
@click.option("--replace", is_flag=True, help="Write over a file of that name.")
@add_book_options
@click.pass_obj
def calendar(asked: Asked, *, ics: str, beat: str | None, first: date | None, last: date | None, replace: bool) -> None:
    """Make a calendar file of the public meetings."""
    from wehere_desktop.console.paths import path_called, refuse_standing_file, write_out
    from wehere_desktop.handouts.public_calendar import public_calendar, public_meetings

    path = path_called(ics)
    refuse_standing_file(path, replace=replace)
    begins = first or min(asked.world.today(), last or date.max)
    with open_asked(asked) as book:
        found = public_meetings(book, begins, last or begins + YEAR, _beats(book, asked, beat))
        content = public_calendar(book, found)
    write_out(path, content, replace=replace)
    if asked.json:
        tell({"file": str(path), "bytes": len(content), "meetings": len(found)})
    else:
        say(f"Made {path}: {counted(len(found), 'public meeting')}.")


def _tell_draws(asked: Asked, by: str, drawn: tuple[Draw, ...]) -> None:
    for each in drawn:
        if asked.json:
            tell(
                {
                    "by": by,
                    "name": each.name,
                    "meetings": len(each.meetings),
                    "people": each.people,
                    "least": each.least,
                    "most": each.most,
                    "enough": each.enough,
                }
            )
        else:
            say(f"{by.capitalize()}: {each.name}: {each.in_words}")


def _beats(book: BeatBook, asked: Asked, beat: str | None) -> list[str]:
    return [beat_called(book, beat, today=asked.world.today()).id] if beat else []


def _show(book: BeatBook, asked: Asked, record: str) -> None:
    from wehere_desktop.console.telling_talk import show_meetings
    from wehere_desktop.records.meeting_lacks import findings_of

    meeting = book.meetings.get(record)
    lacks = findings_of(book, meeting, now=asked.world.now())
    told = [{"lacks": each.lack, "sentence": each.sentence, "grave": each.grave} for each in lacks]
    show_meetings(book, asked, [meeting], extra={record: {"lacking": told}})
    if not asked.json:
        say(*(f"  {'!' if each.grave else ' '} {each.sentence}" for each in lacks))


VERBS = (meetings,)
