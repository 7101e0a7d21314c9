"""What the Meetings screen has to show: lists, calendar and what draws people, a record's sheets, and closing one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from wehere_desktop.desk.stops import At, Stop, as_it_is
from wehere_desktop.neighbourhood.meeting import MeetingKind
from wehere_desktop.records.meeting_lacks import lacking, to_close

if TYPE_CHECKING:
    from wehere_desktop.screens.meetings.page import MeetingsPage


def _to_come(at: At[MeetingsPage]) -> None:
    """Show the meeting to come that lacks most."""
    book = at.desk.book
    found = lacking(book, book.world.now())
    at.open("meeting", max(found, key=lambda each: len(each.findings)).meeting.id)


def _over(at: At[MeetingsPage]) -> None:
    """Show a meeting that was closed and of which forms came back, else one that was held."""
    book = at.desk.book
    said = {each.meeting for each in book.feedbacks.all() if each.meeting}
    found = [each for each in book.meetings.many(said) if each.closed_on is not None]
    held = found or [each for each in book.meetings.all() if each.closed_on is not None]
    at.open("meeting", held[-1].id)


def _to_close(at: At[MeetingsPage]) -> None:
    """Show a beat meeting that is still to be closed, else any that is over."""
    book = at.desk.book
    owing = [each.meeting for each in to_close(book, book.world.now())]
    found = [each for each in owing if each.closed_on is None and each.meeting_kind is MeetingKind.BEAT_MEETING]
    if found:
        at.open("meeting", max(found, key=lambda each: len(book.concerns.at_meeting(each.id))).id)
    else:
        _over(at)


def _closing(at: At[MeetingsPage]) -> None:
    _to_close(at)
    offered = {each.text() for each in at.page.record.findChildren(QPushButton)}
    if "Close the meeting" in offered:
        at.press("Close the meeting")
    else:
        at.press("More")
        at.choose("Change the report")


def _pressed(*words: str, first: Callable[[At[MeetingsPage]], None] = _to_come) -> Callable[[At[MeetingsPage]], None]:
    def show(at: At[MeetingsPage]) -> None:
        first(at)
        for each in words:
            at.press(each)

    return show


def _from_menu(line: str, first: Callable[[At[MeetingsPage]], None] = _to_come) -> Callable[[At[MeetingsPage]], None]:
    def show(at: At[MeetingsPage]) -> None:
        first(at)
        at.press("More")
        at.choose(line)

    return show


def _columns(at: At[MeetingsPage]) -> None:
    """Match the columns of a file of answers."""
    _over(at)
    path = at.folder / "answers.csv"
    rows = "Timestamp,Was it worth coming?,Did we listen?,What should we work on next?\n05/11/2026,5,4 of 5,Parking\n"
    path.write_text(rows, encoding="utf-8")
    (meeting,) = at.desk.book.meetings.many([at.page.shown])
    at.page.doings.bring_in(meeting, path)
    at.settle()


TOUR = [
    Stop("to-come", as_it_is, picture="meetings"),
    Stop("lacking", _to_come),
    Stop("plan", _pressed("Plan a meeting", first=as_it_is), picture="plan-a-meeting"),
    Stop("edit", _pressed("Edit")),
    Stop("agenda", _from_menu("Edit the agenda")),
    Stop("publicise", _pressed("Publicise")),
    Stop("notice", _pressed("Change how many days")),
    Stop("copy", _from_menu("Copy to a day")),
    Stop("call-off", _from_menu("Call it off")),
    Stop("more", _pressed("More")),
    Stop("over", _pressed("Over", first=as_it_is)),
    Stop("held", _over),
    Stop("publish", _from_menu("Publish a paper", first=_over)),
    Stop("forms", _from_menu("Type in feedback", first=_over)),
    Stop("forms-from-a-file", _columns),
    Stop("to-close", _to_close),
    Stop("closing", _closing, picture="closing"),
    Stop("calendar", _pressed("Calendar", first=as_it_is), picture="calendar"),
    Stop("draws", _pressed("What draws people", first=as_it_is), picture="draws"),
]
