"""Gather a meeting's fact sheet from the book, taking every value through what its declaration allows the public."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from wehere_desktop.handouts.facts import (
    Bar,
    ChosenPriority,
    Figures,
    MeetingHandout,
    Reply,
    Step,
    TeamMember,
    Whereabouts,
)
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.cover import FACES_FIRST
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.force import FORCE_NAME, Beat
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.national_grid import to_grid
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting, Rank
from wehere_desktop.neighbourhood.place import Known, Place, address_of
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.neighbourhood.telling import could_not
from wehere_desktop.records.beat_outlines import ground_of, outlines_on
from wehere_desktop.wording import MONTHS, WEEKDAYS, clock_time, local, phone_in_groups

if TYPE_CHECKING:
    from wehere_desktop.records import BeatBook

OWED_AFTER = 60
"""Days without an update after which the paper says that one is owed."""
REMEMBERED = 365
"""Days for which an answer stays in “You said, we did”."""
CLOSED_SHOWN = 120
"""Days for which a closed priority is still told of: about one round of meetings."""
MOST_STEPS = 3
MOST_BARS = 8
YEAR_IN_MONTHS = 12

# What the team's own words say of a fact is not said twice
_ACCESS_FACTS = (
    ("step_free", "step-free", "step-free", "not step-free"),
    ("hearing_loop", "loop", "hearing loop", "no hearing loop"),
    ("parking", "park", "parking", "no parking"),
)
_LIVE_FIRST = (PriorityLife.IN_ACTION, PriorityLife.UNDER_REVIEW, PriorityLife.ADOPTED, PriorityLife.CLOSED)


def gather(book: BeatBook, meeting_id: str, *, today: date) -> MeetingHandout:
    """Return the fact sheet of one meeting as it is to be printed on `today` (a local date).

    The team, cover and dates are those of the meeting's own day. Raises Refusal where there is no such meeting.
    """
    meeting = book.meetings.get(meeting_id)
    beat = book.beats.get(published(meeting, "beat"))
    lpu = book.lpus.get(published(beat, "lpu"))
    starts: datetime = published(meeting, "starts")
    day = local(starts).date()
    venue = book.places.find(published(meeting, "venue"))
    title = f"{published(beat, 'name')} {published(meeting, 'meeting_kind')}"
    lpu_name = f"{published(lpu, 'name')} Local Policing Unit"
    team = team_on(book, beat, day)
    return MeetingHandout(
        force=FORCE_NAME,
        lpu=lpu_name,
        beat=published(beat, "name"),
        title=title,
        subtitle=subtitle_of(published(meeting, "title"), title),
        day=f"{WEEKDAYS[day.weekday()]} {day_and_month(day)}" + (f" {day.year}" if day.year != today.year else ""),
        time=time_of(starts, published(meeting, "ends")),
        called_off="This meeting has been called off." if is_called_off(meeting) else "",
        venue=published(venue, "name") if venue else "",
        address=public_address(venue),
        access=access_of(venue, meeting),
        getting_in=published(meeting, "venue_note"),
        priorities=chosen_priorities(book, meeting, beat, day=day, today=today),
        replies=replies_to(book.concerns.on_beat(beat.id), day),
        figures=_figures(book, beat, day),
        team=team,
        team_note="" if team else _who_instead(book, published(beat, "lpu"), lpu_name, day),
        where=_whereabouts(book, beat, venue, today),
        next_meeting=next_meeting_after(book, meeting, day),
        feedback_link=published(meeting, "feedback_link"),
        agenda=tuple(item for item in published(meeting, "agenda") if item.strip()),
        led_by=led_by(book, meeting),
        practice=book.practice,
    )


# The meeting ---------------------------------------------------------------------------------------------------------


def is_called_off(meeting: Meeting) -> bool:
    """Say whether a meeting has been called off."""
    return published(meeting, "life") is MeetingLife.CANCELLED


def subtitle_of(words: str, title: str) -> str:
    """Return the meeting's own title unless the paper's title says the same already."""
    return "" if " ".join(words.casefold().split()) in " ".join(title.casefold().split()) else words


def time_of(starts: datetime, ends: datetime | None) -> str:
    """Return from when to when a meeting is, by the local clock: “7 pm to 8.30 pm”."""
    return f"{clock_time(starts)} to {clock_time(ends)}" if ends and ends > starts else clock_time(starts)


def public_address(venue: Place | None) -> str:
    """Return the address of a meeting place on one line, as far as the public may know it; empty for none."""
    if venue is None:
        return ""
    allowed = {name: published(venue, name) for name in ("name", "street", "locality", "town", "postcode")}
    return address_of(Place(id="", **allowed))


def access_of(venue: Place | None, meeting: Meeting) -> str:
    """Return what visitors should know: access in the team's words, each known fact they leave out, language help."""
    words: str = published(venue, "access") if venue else ""
    facts = [words]
    for name, about, there, lacking in _ACCESS_FACTS:
        known: Known = published(venue, name) if venue else Known.NOT_KNOWN
        if known is not Known.NOT_KNOWN and about not in words.casefold().replace(" ", "-"):
            facts.append(there if known is Known.YES else lacking)
    found = " · ".join(filter(None, facts))
    found = found if words else f"{found[:1].upper()}{found[1:]}"
    languages: str = published(meeting, "language_help")
    help_given = f"Language help: {languages}" if languages.strip() else ""
    return "\n".join(part for part in (found, help_given) if part)


def next_meeting_after(book: BeatBook, meeting: Meeting, day: date) -> tuple[str, ...]:
    """Return when and where the next planned meeting of the beat is, in words; empty where none is planned."""
    following = book.meetings.after(meeting)
    while following and published(following, "life") is not MeetingLife.PLANNED:
        following = book.meetings.after(following)
    if following is None:
        return ()
    starts: datetime = published(following, "starts")
    when = local(starts).date()
    words = f"{WEEKDAYS[when.weekday()]} {day_and_month(when, day)}, {clock_time(starts)}"
    venue = book.places.find(published(following, "venue"))
    return tuple(part for part in (words, published(venue, "name") if venue else "", public_address(venue)) if part)


def led_by(book: BeatBook, meeting: Meeting) -> str:
    """Return who leads a meeting: “Led by PCSO Sam Ashdown”; empty where nobody is down for it."""
    leader = book.officers.find(published(meeting, "leads"))
    return f"Led by {known_as(leader)}" if leader else ""


# The team ------------------------------------------------------------------------------------------------------------


def known_as(officer: Officer) -> str:
    """Return an officer as the public knows them, rank and name."""
    return f"{published(officer, 'rank')} {published(officer, 'name')}"


def _officers(book: BeatBook, postings: Sequence[Posting]) -> list[Officer]:
    ids = dict.fromkeys(published(posting, "officer") for posting in postings)
    return book.officers.many(list(ids))


def team_on(book: BeatBook, beat: Beat, day: date) -> tuple[TeamMember, ...]:
    """Return the officers posted to a beat on a local day, those first whom people meet most, and who covers."""
    found = _officers(book, book.postings.on_beat(beat.id, day))
    found.sort(key=lambda officer: (FACES_FIRST.index(published(officer, "rank")), published(officer, "name")))
    return tuple(
        TeamMember(
            name=known_as(officer),
            phone=phone_in_groups(published(officer, "phone")),
            email=published(officer, "email"),
            drop_in=published(officer, "drop_in"),
            away=_away(book, book.absences.away_on(officer.id, day), day, beside=found),
        )
        for officer in found
    )


def _away(book: BeatBook, absence: Absence | None, day: date, *, beside: Sequence[Officer]) -> str:
    if absence is None:
        return ""
    ends: date | None = published(absence, "ends")
    until = f"until {day_and_month(ends, day)}" if ends else "for now"
    cover = book.officers.find(published(absence, "cover"))
    if cover is None or book.absences.away_on(cover.id, day):
        return f"Away {until}. Ring 101 in the meantime."
    # A cover who is of the team has a line, and a number, of their own.
    phone = "" if any(cover.id == each.id for each in beside) else phone_in_groups(published(cover, "phone"))
    return f"{known_as(cover)} covers {until}" + (f": {phone}" if phone else "")


def _who_instead(book: BeatBook, lpu_id: str, lpu_name: str, day: date) -> str:
    """Return whom to turn to where a beat has nobody: the highest rank of its unit who gives a telephone number."""
    in_reach = [
        officer for officer in _officers(book, book.postings.in_lpu(lpu_id, day)) if published(officer, "phone")
    ]
    if not in_reach:
        return ""
    ranks = list(Rank)
    head = min(in_reach, key=lambda officer: (ranks.index(published(officer, "rank")), published(officer, "name")))
    return f"Until somebody is: {known_as(head)}, {lpu_name}, {phone_in_groups(published(head, 'phone'))}"


# Priorities, replies, figures ----------------------------------------------------------------------------------------


def chosen_priorities(
    book: BeatBook, meeting: Meeting, beat: Beat, *, day: date, today: date
) -> tuple[ChosenPriority, ...]:
    """Return the priorities a meeting (on a local day) is told of, with what was done since the one before it."""
    earlier = book.meetings.before(meeting)
    since = local(published(earlier, "starts")).date() if earlier else date.min
    chosen = [each for each in book.priorities.on_beat(beat.id) if _is_shown(each, day)]
    chosen.sort(key=lambda each: published(each, "issue_date") or date.min, reverse=True)
    chosen.sort(key=lambda each: _LIVE_FIRST.index(published(each, "life")))
    return tuple(
        _chosen(each, book.priority_updates.of(each.id), since=since, day=day, today=min(today, day)) for each in chosen
    )


def _is_shown(priority: Priority, day: date) -> bool:
    life = published(priority, "life")
    if life is PriorityLife.CLOSED:
        closed: date | None = published(priority, "closed")
        return closed is not None and 0 <= (day - closed).days <= CLOSED_SHOWN
    return life is not PriorityLife.PROPOSED


def _chosen(
    priority: Priority, updates: Sequence[PriorityUpdate], *, since: date, day: date, today: date
) -> ChosenPriority:
    told: list[tuple[date, str]] = [
        (published(update, "on"), published(update, "text")) for update in reversed(updates)
    ]
    told = [(on, text) for on, text in told if text.strip() and on <= day]
    fresh = [(on, text) for on, text in told if on >= since][:MOST_STEPS] or told[:1]
    steps = tuple(Step(day_and_month(on, day), text) for on, text in fresh)
    if not steps:
        words = published(priority, "action") or published(priority, "issue")
        steps = (Step("", words),) if words else ()
    chosen_on: date | None = published(priority, "issue_date")
    latest = told[0][0] if told else published(priority, "action_date") or chosen_on
    life = published(priority, "life")
    owed = ""
    if life is not PriorityLife.CLOSED and latest and (today - latest).days > OWED_AFTER:
        owed = f"No update since {month_of(latest, day)}: we owe you one."
    closed: date | None = published(priority, "closed")
    stands = f"closed in {month_of(closed, day)}" if life is PriorityLife.CLOSED and closed else str(life)
    chose = f"You chose this in {month_of(chosen_on, day)}" if chosen_on else "You chose this"
    return ChosenPriority(published(priority, "title"), f"{chose} · {stands}", steps, owed)


def replies_to(concerns: Sequence[Concern], day: date) -> tuple[Reply, ...]:
    """Return what “You said, we did” has to say of some concerns at a meeting on a local day, the latest first."""
    dated: list[tuple[date, Reply]] = []
    for concern in concerns:
        said = published(concern, "you_said")
        told_on: date | None = published(concern, "told_back_on")
        latest = max((each for each in (published(concern, "raised_on"), told_on) if each), default=None)
        if said.strip() and latest and (day - latest).days <= REMEMBERED:
            dated.append((latest, Reply(said, what_we_did(concern), told_in_words(concern, told_on, day))))
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(reply for _, reply in dated)


def is_thanks(concern: Concern) -> bool:
    """Say whether somebody thanked the team, so that there is nothing to see to."""
    return published(concern, "concern_kind") is ConcernKind.COMPLIMENT


def what_we_did(concern: Concern) -> str:
    """Return what came of a concern in its public wording, never empty."""
    outcome: Outcome = published(concern, "outcome")
    did: str = published(concern, "we_did")
    if outcome is Outcome.COULD_NOT:
        return " ".join(filter(None, (could_not(published(concern, "because")), did)))
    if is_thanks(concern):
        return did or "Thank you. The team has been told."
    otherwise = {Outcome.DONE: "Done.", Outcome.IN_HAND: "We are working on it."}
    return did or otherwise.get(outcome, "We have it, and will answer.")


def told_in_words(concern: Concern, told_on: date | None, day: date) -> str:
    """Return how and when people were told of it, or that it is still to come, as on a local day."""
    how: str = published(concern, "told_back_how")
    if told_on and MONTHS[told_on.month - 1] in how:
        return how
    if told_on:
        return f"{how}, {day_and_month(told_on, day)}" if how else day_and_month(told_on, day)
    answered = published(concern, "we_did") or published(concern, "because")
    return how or ("At this meeting" if answered or is_thanks(concern) else "Still to come")


def _figures(book: BeatBook, beat: Beat, day: date) -> Figures | None:
    """Return the figures of the latest period that has ended, largest first; None where there are none."""
    by_period: dict[tuple[date, date, str], list[Bar]] = {}
    for figure in book.figures.on_beat(beat.id):
        first, last = published(figure, "period_from"), published(figure, "period_to")
        if last <= day:
            bar = Bar(
                published(figure, "measure"), max(0, published(figure, "count")), published(figure, "count_before")
            )
            by_period.setdefault((last, first, published(figure, "source")), []).append(bar)
    if not by_period:
        return None
    last, first, source = key = max(by_period)
    bars = sorted(by_period[key], key=lambda bar: (-bar.count, bar.measure))
    return Figures(_period(first, last), f"{source}, {span_of(first, last)}", tuple(bars[:MOST_BARS]))


# Where ---------------------------------------------------------------------------------------------------------------


def _whereabouts(book: BeatBook, beat: Beat, venue: Place | None, today: date) -> Whereabouts:
    place = None
    if venue:
        lat, lon = published(venue, "latitude"), published(venue, "longitude")
        place = to_grid(Position(lat, lon)) if lat is not None and lon is not None else None
    ends = outlines_on(book, today).get(beat.id)
    anchors = ground_of(beat).anchors
    return Whereabouts(place, ends.rings, anchors, ends.indicative) if ends else Whereabouts(place, anchors=anchors)


# Days in words -------------------------------------------------------------------------------------------------------


def day_and_month(day: date, beside: date | None = None) -> str:
    """Return “9 December”, with its year where that is not the year of the day it stands beside."""
    year = f" {day.year}" if beside is not None and day.year != beside.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def month_of(day: date, beside: date) -> str:
    """Return “December”, with its year where that is not the year of the day it stands beside."""
    year = f" {day.year}" if day.year != beside.year else ""
    return f"{MONTHS[day.month - 1]}{year}"


def _whole_months(first: date, last: date) -> int:
    """Return how many whole calendar months a period covers, or 0 where it is not made of whole months."""
    ends_whole = last.day == calendar.monthrange(last.year, last.month)[1]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return months if first.day == 1 and ends_whole and months > 0 else 0


def _period(first: date, last: date) -> str:
    months = _whole_months(first, last)
    if months == YEAR_IN_MONTHS:
        return f"12 months to {MONTHS[last.month - 1]} {last.year}"
    return span_of(first, last)


def span_of(first: date, last: date) -> str:
    """Return a period in words: “November 2025 to October 2026”, or from day to day where it is no whole months."""
    if months := _whole_months(first, last):
        ends = f"{MONTHS[last.month - 1]} {last.year}"
        return ends if months == 1 else f"{month_of(first, last)} to {ends}"
    return f"{day_and_month(first, last)} to {day_and_month(last)} {last.year}"
