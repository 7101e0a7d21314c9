"""The record of an officer in widgets: how to reach them, their work, postings, places, absences and changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import Button, Pill, Text, column
from wehere_desktop.desk.record_card import RecordCard, buttons, entry, section
from wehere_desktop.desk.timeline import Happening, Timeline
from wehere_desktop.screens.team.record_view import Ask, head
from wehere_desktop.wording import phone_in_groups, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from wehere_desktop.desk.pieces import Tone
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.team.officer_record import AbsenceLine, DutyLine, OfficerRecord, PostingLine

PLACES_SHOWN = 6
PAST_SHOWN = 3
CHANGES_SHOWN = 5
LABEL = 96

Line = TypeVar("Line")


def show_officer(card: RecordCard, record: OfficerRecord, today: date) -> None:
    """Show an officer in the card."""
    card.forget_opened(record.officer.id)
    sections = [_head(card, record, today), _reach(card.desk, record), _work(card, record), _postings(card, record)]
    sections += [_places(card, record), _absences(card, record)]
    if record.changes:
        sections.append(_changes(card, record, today))
    card.show_sections(record.officer.id, record.officer.name, sections)


def _may(card: RecordCard, record: OfficerRecord) -> bool:
    return not card.desk.book.read_only and not _gone(record)


def _gone(record: OfficerRecord) -> bool:
    return record.word.startswith("left")


def _head(card: RecordCard, record: OfficerRecord, today: date) -> QWidget:
    officer = record.officer
    lines: list[tuple[str, Tone]] = []
    if record.now:
        lines.append((record.now, "late" if record.tone == "late" else ""))
    lines += [(each, "") for each in record.covering]
    if officer.ended is not None and officer.ended >= today:
        lines.append((f"Leaves: the last day is {short_day(officer.ended, today=today)}.", "due"))
    box, whole = head(officer.name, record.under, Pill(record.word, record.tone) if record.word else None, lines)
    if card.desk.book.read_only:
        return box
    if _gone(record):
        back = Button("Not left after all", _asks(card, Ask.COME_BACK), name=f"{officer.name} has not left after all")
        whole.addLayout(buttons(back))
        return box
    edit = Button("Edit", _asks(card, Ask.EDIT), name=f"Edit {officer.name}")
    edit.setToolTip("F2")
    whole.addLayout(
        buttons(
            Button("Away", _asks(card, Ask.AWAY), rank="first", name=f"Add days away of {officer.name}"),
            Button("Post", _asks(card, Ask.POST), name=f"Post {officer.name} to a beat or unit"),
            edit,
            Button("Leaves", _asks(card, Ask.LEAVE), name=f"{officer.name} leaves"),
        )
    )
    return box


def _reach(desk: Desk, record: OfficerRecord) -> QWidget:
    box, whole = section("Given to the public")
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, desk.look.px(LABEL))
    grid.setColumnStretch(1, 1)
    officer = record.officer
    told = (
        ("Telephone", phone_in_groups(officer.phone), "none yet"),
        ("E-mail", officer.email, "none yet"),
        ("Meet them", officer.drop_in, "no place or time yet"),
    )
    for number, (label, words, otherwise) in enumerate(told):
        grid.addWidget(Text(label, tone="quiet"), number, 0, Qt.AlignmentFlag.AlignTop)
        long = "@" in words
        said = Text(words or otherwise, tone="" if words else "quiet", wrap=not long, elide=long, selectable=True)
        grid.addWidget(said, number, 1)
    whole.addLayout(grid)
    return box


def _work(card: RecordCard, record: OfficerRecord) -> QWidget:
    box, whole = section("Work today")
    whole.addWidget(Text(record.work, wrap=True))
    if record.usual:
        whole.addWidget(Text(record.usual, tone="quiet", step="small", wrap=True))
    for each in record.due:
        whole.addWidget(entry(each.name, "", pill=Pill(each.word, each.tone), opens=_way(card, "place", each.place)))
    if record.due_whole > len(record.due):
        whole.addWidget(Text(f"and {record.due_whole - len(record.due)} more", tone="quiet", step="small"))
    return box


def _postings(card: RecordCard, record: OfficerRecord) -> QWidget:
    box, whole = section("Postings")
    if not any(not each.over for each in record.postings):
        whole.addWidget(Text("Not posted anywhere." if not _gone(record) else "None now.", tone="quiet"))
    now = [each for each in record.postings if not each.over]
    past = [each for each in record.postings if each.over]
    for each in [*now, *_some(card, "postings", past, PAST_SHOWN)]:
        whole.addWidget(_posting(card, each, may=_may(card, record)))
    _more(card, whole, "postings", past, PAST_SHOWN, "Earlier postings")
    return box


def _posting(card: RecordCard, each: PostingLine, *, may: bool) -> QWidget:
    acts = []
    if may and not each.over:
        words = "Change" if each.posting.ends is not None else "End"
        name = f"{words} the posting to {each.where}"
        acts.append(Button(words, _asks(card, Ask.POSTING, each.posting), rank="link", name=name))
    opens = _way(card, "beat", each.posting.beat) if each.posting.beat else None
    return entry(each.where, each.spell, acts=acts, opens=opens, strong=each.now, quiet=each.over)


def _places(card: RecordCard, record: OfficerRecord) -> QWidget:
    act: Button | None = None
    if record.duties and not card.desk.book.read_only:
        name = f"Hand over all places of {record.officer.name}"
        act = Button("Hand over all", _asks(card, Ask.HAND_ALL, tuple(record.duties)), rank="link", name=name)
    box, whole = section("Named for", act)
    if not record.duties:
        whole.addWidget(Text("No place yet.", tone="quiet"))
    for each in _some(card, "places", record.duties, PLACES_SHOWN):
        whole.addWidget(_duty(card, each))
    _more(card, whole, "places", record.duties, PLACES_SHOWN, f"All {len(record.duties)} places")
    return box


def _duty(card: RecordCard, each: DutyLine) -> QWidget:
    acts = []
    if not card.desk.book.read_only:
        name = each.place.name
        acts.append(Button("Hand over", _asks(card, Ask.HAND_ONE, each), rank="link", name=f"Hand over {name}"))
        acts.append(Button("End", _asks(card, Ask.END_DUTY, each), rank="link", name=f"End the duty at {name}"))
    return entry(each.place.name, each.more, acts=acts, opens=_way(card, "place", each.place.id))


def _absences(card: RecordCard, record: OfficerRecord) -> QWidget:
    box, whole = section("Days away")
    coming = [each for each in record.absences if not each.over]
    past = [each for each in record.absences if each.over]
    if not coming:
        whole.addWidget(Text("None ahead.", tone="quiet"))
    for each in [*reversed(coming), *_some(card, "absences", past, 0)]:
        whole.addWidget(_absence(card, each, may=_may(card, record)))
    _more(card, whole, "absences", past, 0, f"{len(past)} before")
    return box


def _absence(card: RecordCard, each: AbsenceLine, *, may: bool) -> QWidget:
    acts = []
    if may:
        acts.append(Button("Change", _asks(card, Ask.ABSENCE, each.absence), rank="link", name=f"Change: {each.days}"))
        out = Button(
            "Take out", _asks(card, Ask.DROP_ABSENCE, each.absence), rank="link", name=f"Take out: {each.days}"
        )
        acts.append(out)
    tone: Tone = "late" if each.tone == "late" else "quiet"
    return entry(each.days, each.more, acts=acts, quiet=each.over, more_tone=tone)


def _changes(card: RecordCard, record: OfficerRecord, today: date) -> QWidget:
    box, whole = section("Changes to this record")
    shown = _some(card, "changes", record.changes, CHANGES_SHOWN)
    told = [Happening(short_day(day, today=today), label, full=False) for day, label in shown]
    held = column()
    held.addWidget(Timeline(card.desk.look, told))
    whole.addLayout(held)
    _more(card, whole, "changes", record.changes, CHANGES_SHOWN, "All changes")
    return box


def _some(card: RecordCard, part: str, lines: Sequence[Line], number: int) -> Sequence[Line]:
    return lines if _whole(card, part, lines, number) else lines[:number]


def _more(card: RecordCard, into: QVBoxLayout, part: str, lines: Sequence[Line], number: int, words: str) -> None:
    if not _whole(card, part, lines, number):
        button = Button(words, _asks(card, Ask.WHOLE, part), rank="link")
        into.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _whole(card: RecordCard, part: str, lines: Sequence[Line], number: int) -> bool:
    # A button in the place of a single line would save nothing
    return part in card.opened or len(lines) <= (number + 1 if number else 0)


def _asks(card: RecordCard, ask: Ask, about: object = None) -> Callable[[], object]:
    return partial(card.asked.emit, ask, about)


def _way(card: RecordCard, kind: str, record: str) -> Callable[[], object] | None:
    return partial(card.desk.open, kind, record) if record and card.desk.can_open(kind) else None
