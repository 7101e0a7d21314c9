"""The pages of the projector: each a heading and a few lines, split so that a page can be read from the last row."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from wehere_desktop.handouts.facts import PRACTICE_WORDS, ChosenPriority
from wehere_desktop.handouts.projector_sheet import ProjectedProposal, ProjectorSheet

WIDTH = 44
"""Characters on a line of the text size that is read at eight metres: a twentieth of the picture's height. Ours."""
LINES = 8
"""Lines of it on a page, under the heading."""
VOTES_ON_PAGE = 4

Tone = Literal["", "quiet", "strong", "now", "done"]


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line or short paragraph: its words, its tone, and what stands at its right."""

    words: str
    tone: Tone = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class ProjectorPage:
    """One page: what it is called on the laptop, its heading, a quiet line over it, its lines, and any votes."""

    name: str
    heading: str
    over: str = ""
    lines: tuple[PageLine, ...] = ()
    votes: tuple[ProjectedProposal, ...] = ()
    practice: str = ""

    @property
    def shows_now(self) -> bool:
        """Say whether the agenda's item now is on this page."""
        return any(line.tone == "now" for line in self.lines)

    def as_text(self) -> str:
        """Return all that the page shows, line by line."""
        found = [self.over, self.heading]
        found += [part for line in self.lines for part in (line.words, line.right)]
        for each in self.votes:
            counts = (each.hands_for, each.hands_against, each.hands_neither)
            found += [each.title, " ".join(str(count) for count in counts if count is not None)]
        return "\n".join(part for part in (*found, self.practice) if part)


def pages_of(sheet: ProjectorSheet, *, item: int = -1) -> tuple[ProjectorPage, ...]:
    """Return the pages of a sheet; `item` is the number of the agenda's item now, -1 for none."""
    practice = PRACTICE_WORDS if sheet.practice else ""
    whose = f"{sheet.force} · {sheet.beat}"
    found = [
        ProjectorPage("Welcome", sheet.title, whose, tuple(map(PageLine, filter(None, (sheet.when, sheet.venue)))))
    ]
    found += _agenda(sheet.agenda, item)
    if sheet.priorities:
        chosen = [PageLine(each.title, "strong") for each in sheet.priorities]
        found += _split("Your priorities", "Your priorities", "", chosen)
    for number, each in enumerate(sheet.priorities, start=1):
        found += _priority(each, number, len(sheet.priorities))
    for number, reply in enumerate(sheet.replies, start=1):
        lines = [*_paragraph(f"“{reply.you_said}”", "quiet"), *_paragraph(reply.we_did), PageLine(reply.told, "done")]
        found += _split(f"You said {number}", "You said, we did", "", lines)
    found += _votes(sheet.proposals)
    found.append(_thanks(sheet))
    return tuple(ProjectorPage(each.name, each.heading, each.over, each.lines, each.votes, practice) for each in found)


def _agenda(agenda: Sequence[str], item: int) -> list[ProjectorPage]:
    if not agenda:
        return []
    lines = []
    for number, words in enumerate(agenda):
        tone: Tone = "now" if number == item else "quiet" if number < item else ""
        lines.append(PageLine(words, tone, "Now" if number == item else ""))
    return _split("Agenda", "This evening", "", lines)


def _priority(priority: ChosenPriority, number: int, of: int) -> list[ProjectorPage]:
    lines = [PageLine(priority.standing, "quiet")]
    for step in priority.steps:
        lines += _paragraph(f"{step.day}: {step.text}" if step.day else step.text)
    if priority.owed:
        lines += _paragraph(priority.owed, "quiet")
    return _split(f"Priority {number}", priority.title, f"Priority {number} of {of}", lines)


def _votes(proposals: Sequence[ProjectedProposal]) -> list[ProjectorPage]:
    return [
        ProjectorPage(
            f"Vote ({at // VOTES_ON_PAGE + 1})" if at else "Vote",
            "What should we work on next?",
            "A show of hands",
            votes=tuple(proposals[at : at + VOTES_ON_PAGE]),
        )
        for at in range(0, len(proposals), VOTES_ON_PAGE)
    ]


def _thanks(sheet: ProjectorSheet) -> ProjectorPage:
    lines = [PageLine("What you raised tonight is answered at the next meeting.")]
    if sheet.next_meeting:
        lines += [PageLine("Next meeting", "quiet"), PageLine(sheet.next_meeting[0], "strong")]
        lines += [PageLine(words) for words in sheet.next_meeting[1:3]]
    if sheet.feedback_link:
        lines += [PageLine("Tell us more", "quiet"), PageLine(sheet.feedback_link, "strong")]
    return ProjectorPage("Thank you", "Thank you for coming", sheet.beat, tuple(lines))


def _paragraph(words: str, tone: Tone = "") -> list[PageLine]:
    """Return a paragraph in parts of which each has room on a page of its own."""
    wrapped = textwrap.wrap(" ".join(words.split()), WIDTH)
    return [PageLine(" ".join(wrapped[at : at + LINES - 2]), tone) for at in range(0, len(wrapped), LINES - 2)]


def _split(name: str, heading: str, over: str, lines: Iterable[PageLine]) -> list[ProjectorPage]:
    pages: list[list[PageLine]] = [[]]
    used = 0
    for line in lines:
        if not line.words:
            continue
        for part in _paragraph(line.words, line.tone):
            high = len(textwrap.wrap(part.words, WIDTH - 6 if line.right else WIDTH))
            if used + high > LINES and pages[-1]:
                pages.append([])
                used = 0
            pages[-1].append(PageLine(part.words, part.tone, line.right))
            used += high
    return [
        ProjectorPage(name if number == 0 else f"{name} ({number + 1})", heading, over, tuple(each))
        for number, each in enumerate(pages)
    ]
