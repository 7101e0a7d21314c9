"""The fact sheet of a meeting handout: everything the paper says, and nothing that may not be published."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done about a priority: the day in words (may be empty) and what may be told of it."""

    day: str
    text: str


@dataclass(frozen=True, slots=True)
class ChosenPriority:
    """A priority: its title, where it stands in words, what was done, and what we still owe (or empty)."""

    title: str
    standing: str
    steps: tuple[Step, ...]
    owed: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One line of “You said, we did”: what was said, what came of it, and how or when people were told."""

    you_said: str
    we_did: str
    told: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How many of something were reported, and a year before (None where that is not known)."""

    measure: str
    count: int
    before: int | None

    @property
    def in_words(self) -> str:
        """The count with last year's, such as “127 (was 151)”."""
        return f"{self.count:,}" if self.before is None else f"{self.count:,} (was {self.before:,})"


@dataclass(frozen=True, slots=True)
class Figures:
    """Reported figures of one source over one period; `period` and `source` are in words."""

    period: str
    source: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One officer of the beat as the public knows them; `away` says in a sentence that and how they are covered."""

    name: str
    phone: str = ""
    email: str = ""
    drop_in: str = ""
    away: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a map needs: the meeting place and the rings of the beat's outline, all OSGB36 metres.

    `indicative` says that the outline is only the ground nearest to the beat's anchors, not its boundary.
    """

    venue: tuple[float, float] | None = None
    outline: tuple[Ring, ...] = ()
    anchors: tuple[tuple[float, float], ...] = ()
    indicative: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head of a public paper: its title, and the band with when and where.

    `name` and `kind` are set large under each other, `of` smaller, `subtitle` quietly; `title` is all of it in one.
    `when` are the lines on the left of the band, `where` on its right a name, an address and a smaller text; each may
    be empty. `running` is said at the head of later sides.
    """

    force: str
    lpu: str
    name: str
    kind: str
    of: str
    title: str
    subtitle: str
    when: tuple[str, ...]
    where: tuple[str, str, str]
    running: str
    called_off: str
    practice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHandout:
    """Everything a meeting's handout says, in finished words; every value came through `neighbourhood.fact.published`.

    An empty text or tuple means that there is nothing to say, and the paper then says so or leaves the section out.
    """

    force: str
    lpu: str
    beat: str
    title: str
    subtitle: str
    day: str
    time: str
    called_off: str
    venue: str
    address: str
    access: str
    getting_in: str
    priorities: tuple[ChosenPriority, ...]
    replies: tuple[Reply, ...]
    figures: Figures | None
    team: tuple[TeamMember, ...]
    team_note: str
    where: Whereabouts
    next_meeting: tuple[str, ...]
    feedback_link: str
    agenda: tuple[str, ...]
    led_by: str
    practice: bool

    @property
    def when(self) -> str:
        """Day and time as one line."""
        return f"{self.day}, {self.time}"

    @property
    def head(self) -> Head:
        """What stands at the head of the paper."""
        return Head(
            force=self.force,
            lpu=self.lpu,
            name=self.beat,
            kind=self.title.removeprefix(self.beat).strip(),
            of="",
            title=self.title,
            subtitle=self.subtitle,
            when=(self.day, self.time),
            where=(self.venue or NO_VENUE, self.address, self.access),
            running=self.when,
            called_off=self.called_off,
            practice=self.practice,
        )

    def as_text(self) -> str:
        """Return the whole sheet as plain text that a person can read and a test can compare, line by line."""
        text = "\n".join(_lines(self)) + "\n"
        return "".join(
            letter if letter == "\n" or unicodedata.category(letter) not in _UNWRITTEN else "□" for letter in text
        )


# The force's public channels. Online reporting and 18000 (textphone) from its own contact pages; Crimestoppers is
# the national charity's number.
REPORTING: tuple[tuple[str, str, str], ...] = (
    ("999", "Emergency", "A crime is happening now, or somebody is in danger."),
    ("101", "Not an emergency", "To report, to ask, or to leave word for your local team."),
    ("Online", "www.cheshire.police.uk", "Report or ask at any hour."),
    ("0800 555 111", "Crimestoppers", "Tell what you know without giving your name."),
    ("18000", "Textphone", "In an emergency, if you are deaf or find speech hard."),
    ("Ask us", "Another language", "Or large print: anyone on your local team will arrange it."),
)
PRACTICE_WORDS = "Practice – nothing here is real"
NO_PRIORITIES = "No priority has been chosen here yet. Come and say what matters to you: that is how they are chosen."
NO_REPLIES = "Nothing to report back this time. What you raise at this meeting will be answered here."
NO_TEAM = "Nobody is posted to this beat just now, and we are sorry. Ring 101 and ask for the neighbourhood team."
NO_POSITION = "We have no map position for this address. Ring 101 if you cannot find us."
NO_VENUE = "The place is still to be settled. Ring 101 or look at www.cheshire.police.uk."
NO_NEXT = "The next date is not fixed yet. Ask us at the meeting, or look at www.cheshire.police.uk."
TELL_US = "What should we work on next? No name is needed."
TELL_US_WITHOUT_LINK = "What should we work on next? Tell any of your team, or write it here and hand it in."
OTHER_FORMATS = "Large print or another language: ask us."
APPROXIMATE = "Locations are approximate."
MARKED_EXACTLY = "The meeting place is marked exactly; no other place is marked."
MARK_MEANS = "The fine mark on a bar is the year before."


# Control characters, among them those that turn the order of their neighbours, would mislead a reader of the text.
_UNWRITTEN = frozenset({"Cc", "Cf", "Cs"})


def _lines(sheet: MeetingHandout) -> Iterator[str]:
    if sheet.practice:
        yield f"[{PRACTICE_WORDS}]"
    yield sheet.title
    yield from _said(sheet.subtitle)
    yield f"{sheet.force} · {sheet.lpu}"
    yield from _said(sheet.called_off)
    yield f"When: {sheet.when}"
    yield f"Where: {sheet.venue or NO_VENUE}"
    yield from _said(sheet.address, "Address: ")
    yield from _said(sheet.access.replace("\n", " · "), "Access: ")
    yield from _said(sheet.getting_in, "Getting in: ")
    yield from _section("Your priorities, and what we have done", _priority_lines(sheet), NO_PRIORITIES)
    replies = (f"- {each.you_said} | {each.we_did} | {each.told}" for each in sheet.replies)
    yield from _section("You said, we did", replies, NO_REPLIES)
    if sheet.figures:
        bars = (f"- {bar.measure}: {bar.in_words}" for bar in sheet.figures.bars)
        yield from _section(f"Reported here, {sheet.figures.period}", bars)
        yield f"Source: {sheet.figures.source}. {APPROXIMATE}"
    yield from _section("Your local team", _team_lines(sheet), NO_TEAM)
    yield from _section("On the map", _map_lines(sheet))
    yield from _section("Next meeting", sheet.next_meeting, NO_NEXT)
    yield from _section(
        "Tell us more", [f"{TELL_US} {sheet.feedback_link}"] if sheet.feedback_link else [], TELL_US_WITHOUT_LINK
    )
    if sheet.agenda:
        yield from _section("At the meeting", (f"{number}. {item}" for number, item in enumerate(sheet.agenda, 1)))
        yield from _said(sheet.led_by)
    yield from _section("How to report", (f"- {number}: {name}. {use}" for number, name, use in REPORTING))


def _said(text: str, before: str = "") -> Iterator[str]:
    if text:
        yield before + text


def _section(heading: str, lines: Iterable[str], otherwise: str = "") -> Iterator[str]:
    yield ""
    yield f"## {heading}"
    said = list(lines)
    yield from said or [otherwise]


def _priority_lines(sheet: MeetingHandout) -> Iterator[str]:
    for each in sheet.priorities:
        yield f"- {each.title}"
        yield f"  {each.standing}"
        for step in each.steps:
            yield f"  {step.day}: {step.text}" if step.day else f"  {step.text}"
        yield from _said(each.owed, "  ")


def _team_lines(sheet: MeetingHandout) -> Iterator[str]:
    for each in sheet.team:
        yield "- " + " · ".join(part for part in (each.name, each.phone, each.email, each.drop_in, each.away) if part)
    yield from _said(sheet.team_note)


def _map_lines(sheet: MeetingHandout) -> Iterator[str]:
    place = sheet.where.venue
    if place:
        yield f"Meeting place at {place[0]:.0f} east, {place[1]:.0f} north"
        yield MARKED_EXACTLY
    else:
        yield NO_POSITION if sheet.venue else NO_VENUE
    if sheet.where.outline:
        yield "The whole beat, with its outline" if sheet.where.indicative else "The whole beat, with its boundary"
