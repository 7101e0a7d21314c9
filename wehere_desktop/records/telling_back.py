"""What is done about a concern until people know of it: answering, telling back, one or many; in an open change."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome, closing_rules
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import day_of
from wehere_desktop.neighbourhood.trail import TrailStep, is_closed, step_of
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import MONTHS, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook

SHOWN = 60
"""Characters of a concern that are enough to know it by."""


def concern_in_words(concern: Concern) -> str:
    """Return the words a concern is known by, cut short: what was said, else its public wording."""
    words = " ".join((concern.said or concern.you_said).split()) or "something without words"
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"


def answer(
    book: BeatBook,
    concern: str,
    outcome: Outcome,
    *,
    we_did: str | None = None,
    because: str | None = None,
    to_raiser: str | None = None,
    to_everyone: str | None = None,
) -> Concern:
    """Say what came of a concern, inside an open change, and return it as kept; a wording not given stays.

    An answered concern is sorted. Refused, each pinned to its field, where it was told back already, is “could not”
    without a reason, or is “done” without any wording of what was done.
    """
    before = book.concerns.get(concern)
    if is_closed(before):
        raise Refusal(
            "People have been told about this already.",
            remedy="Undo that first, or file a new concern.",
            field="outcome",
            kind="closed",
        )
    given = {"we_did": we_did, "because": because, "to_raiser": to_raiser, "to_everyone": to_everyone}
    fields: dict[str, Any] = {name: text for name, text in given.items() if text is not None}
    after = dataclasses.replace(before, outcome=outcome, **fields)
    if outcome is Outcome.COULD_NOT and not after.because.strip():
        raise Refusal(
            "Where we could not, people are owed the reason.",
            remedy="Write why we could not.",
            field="because",
            kind="no-reason",
        )
    if outcome is Outcome.DONE and not (after.we_did.strip() or after.to_raiser.strip()):
        raise Refusal(
            "It does not say what was done.", remedy="Write it in a sentence.", field="we_did", kind="no-wording"
        )
    return book.concerns.amend(concern, outcome=outcome, to_sort=False, **fields)


def tell_back(
    book: BeatBook,
    concerns: Sequence[str],
    *,
    on: date | None = None,
    at: str = "",
    how: str = "",
    to: str = "",
    further_told: bool = False,
) -> list[Concern]:
    """Note that people were told back about concerns, inside an open change, and return them as kept.

    `at` is the id of the meeting at which it was, whose day and name are taken where `on` and `how` are empty; else it
    was today. `to` says whom, `further_told` that those who complained were told that day how to take it further. All
    or none: refused as the closing rules have it, naming the concern where there are several.
    """
    if not concerns:
        raise Refusal("Nothing was chosen.", remedy="Choose what people were told about.", field="concern", kind="none")
    meeting = _met(book, at) if at else None
    day = on or (day_of(meeting) if meeting is not None else None) or book.world.today()
    _refuse_wrong_day(book, day, meeting)
    found = [book.concerns.get(each) for each in dict.fromkeys(concerns)]
    fields: dict[str, Any] = {
        "told_back_on": day,
        "told_back_at": at,
        "told_back_how": how.strip() or (f"At the {MONTHS[day.month - 1]} meeting" if at else ""),
    }
    if to.strip():
        fields["told_back_to"] = to
    after = []
    for each in found:
        complaint = each.concern_kind is ConcernKind.COMPLAINT and further_told
        further = each.further_told_on or (day if complaint else None)
        after.append(dataclasses.replace(each, **fields, further_told_on=further))
    _refuse_first(found, after)
    for each in after:
        book.concerns.amend(each.id, **fields, further_told_on=each.further_told_on, to_sort=False)
    return book.concerns.many([each.id for each in after])


def tell_back_priority(
    book: BeatBook, priority: str, *, on: date | None = None, at: str = "", how: str = "", to: str = ""
) -> list[Concern]:
    """Note that people were told back about everything answered that is part of a priority; as `tell_back`.

    Refused where nothing of it waits to be told.
    """
    waiting = [each.id for each in book.concerns.of_priority(priority) if step_of(each) is TrailStep.TO_TELL]
    if not waiting:
        raise Refusal(
            "Nothing that is part of this priority waits to be told.",
            remedy="Answer its concerns first, or close the priority.",
            field="priority",
            kind="none",
        )
    return tell_back(book, waiting, on=on, at=at, how=how, to=to)


def nobody_can_be_told(book: BeatBook, concern: str, why: str, *, further_told_on: date | None = None) -> Concern:
    """Close an answered concern because nobody can be told, inside an open change, and return it as kept.

    Refused as the closing rules have it, and without a reason.
    """
    if not why.strip():
        raise Refusal(
            "Say why nobody can be told.",
            remedy="For example: raised without a name, and the club has closed.",
            field="nobody_to_tell",
            kind="missing",
        )
    fields: dict[str, Any] = {"nobody_to_tell": why, "to_sort": False}
    if further_told_on is not None:
        fields["further_told_on"] = further_told_on
    return book.concerns.amend(concern, **fields)


def merge_into(book: BeatBook, concern: str, kept: str) -> Concern:
    """Add a concern to another that is about the same thing, inside an open change, and return the one kept.

    What was said is put under what the other says, with its day; what the other lacks is taken over. The concern itself
    is taken out; its history stays. Refused for itself and where either is closed.
    """
    gone, stays = book.concerns.get(concern), book.concerns.get(kept)
    if concern == kept or is_closed(gone) or is_closed(stays):
        raise Refusal(
            "These two cannot be put together.",
            remedy="Both must be open, and two.",
            field="concern",
            kind="closed",
        )
    day = f"{short_day(gone.raised_on)}: " if gone.raised_on is not None else ""
    fields: dict[str, Any] = {"said": "\n".join(part for part in (stays.said, f"{day}{gone.said}") if part)}
    for name in ("place", "priority", "owner", "contact", "organisation", "whereabouts", "you_said", "visit", "query"):
        if not getattr(stays, name) and getattr(gone, name):
            fields[name] = getattr(gone, name)
    if stays.latitude is None and gone.latitude is not None:
        fields |= {"latitude": gone.latitude, "longitude": gone.longitude}
    book.concerns.remove(concern)
    return book.concerns.amend(kept, **fields)


def _met(book: BeatBook, meeting: str) -> Meeting:
    found = book.meetings.get(meeting)
    if found.life is MeetingLife.CANCELLED:
        raise Refusal(
            f"“{found.title}” was called off.", remedy="Choose the meeting that was held.", field="at", kind="cancelled"
        )
    if found.starts is not None and found.starts > book.world.now():
        raise Refusal(
            f"“{found.title}” has not been held yet.",
            remedy="Note it once people were told.",
            field="at",
            kind="to-come",
        )
    return found


def _refuse_wrong_day(book: BeatBook, day: date, meeting: Meeting | None) -> None:
    if day > book.world.today():
        raise Refusal(
            "People cannot have been told on a day that is to come.",
            remedy="Choose today or an earlier day.",
            field="told_back_on",
            kind="future",
        )
    held = day_of(meeting) if meeting is not None else None
    if held is not None and day != held:
        raise Refusal(
            f"That meeting was on {short_day(held)}.",
            remedy="Leave the day empty, or the meeting.",
            field="told_back_on",
            kind="order",
        )


def _refuse_first(before: Sequence[Concern], after: Sequence[Concern]) -> None:
    for was, now in zip(before, after, strict=True):
        if is_closed(was):
            broken = Refusal(
                "People have been told about this already.", remedy="Leave it out.", field="concern", kind="closed"
            )
        elif found := closing_rules(now):
            broken = found[0]
        else:
            continue
        if len(after) == 1:
            raise broken
        raise Refusal(
            f"“{concern_in_words(was)}”: {broken.sentence}",
            remedy=broken.remedy,
            field=broken.field,
            kind=broken.kind,
        )
