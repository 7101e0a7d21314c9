"""The record of a beat in widgets: who answers, who is posted, the places without a name, and who was there before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from wehere_desktop.desk.pieces import Button, Pill, Text
from wehere_desktop.desk.record_card import RecordCard, buttons, entry, section
from wehere_desktop.screens.team.record_view import Ask, head

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.pieces import Tone
    from wehere_desktop.screens.team.beat_record import BeatRecord, MemberLine

PLACES_SHOWN = 8
BEFORE_SHOWN = 5


def show_beat(card: RecordCard, record: BeatRecord) -> None:
    """Show a beat in the card."""
    card.forget_opened(record.beat.id)
    sections = [_head(card, record), _answers(card, record), _team(card, "Posted", record.team, change=True)]
    if record.coming:
        sections.append(_team(card, "To come", record.coming, change=True))
    sections.append(_places(card, record))
    if record.before:
        sections.append(_team(card, "Before", record.before[:BEFORE_SHOWN], change=False))
    card.show_sections(record.beat.id, record.beat.name, sections)


def _head(card: RecordCard, record: BeatRecord) -> QWidget:
    lines: list[tuple[str, Tone]] = [(f"As it stands on {record.day}.", "due")] if record.day else []
    pill = Pill(record.word, record.tone) if record.word else None
    box, whole = head(record.beat.name, record.under, pill, lines)
    if not card.desk.book.read_only:
        post = Button(
            "Post an officer", _asks(card, Ask.POST), rank="first", name=f"Post an officer to {record.beat.name}"
        )
        whole.addLayout(buttons(post))
    return box


def _answers(card: RecordCard, record: BeatRecord) -> QWidget:
    box, whole = section("Who answers")
    officer = record.answer.officer
    opens = _way(card, "officer", officer.id) if officer is not None else None
    tone: Tone = "quiet" if officer is not None else "late"
    whole.addWidget(entry(record.who, record.why, opens=opens, strong=officer is not None, more_tone=tone))
    return box


def _team(card: RecordCard, heading: str, lines: Sequence[MemberLine], *, change: bool) -> QWidget:
    box, whole = section(heading)
    if not lines:
        whole.addWidget(Text("Nobody.", tone="late"))
    for each in lines:
        acts = []
        if change and not card.desk.book.read_only:
            words = "Change" if each.posting.ends is not None else "End"
            name = f"{words} the posting of {each.name}"
            acts.append(Button(words, _asks(card, Ask.POSTING, each.posting), rank="link", name=name))
        pill = Pill(each.word, "due") if each.word else None
        opens = _way(card, "officer", each.officer)
        whole.addWidget(entry(each.name, each.more, acts=acts, pill=pill, opens=opens, quiet=each.over))
    return box


def _places(card: RecordCard, record: BeatRecord) -> QWidget:
    act: Button | None = None
    writes = not card.desk.book.read_only
    if len(record.unnamed) > 1 and writes:
        name = f"Name one officer for all places of {record.beat.name} that have nobody"
        act = Button("Name for all", _asks(card, Ask.NAME_ALL, record.unnamed), rank="link", name=name)
    box, whole = section("Places", act)
    whole.addWidget(Text(record.places, tone="late" if record.unnamed else "quiet", wrap=True))
    shown = record.unnamed if "places" in card.opened else record.unnamed[:PLACES_SHOWN]
    for each in shown:
        acts = []
        if writes:
            name = f"Name an officer for {each.name}"
            acts.append(Button("Name", _asks(card, Ask.NAME_ONE, each), rank="link", name=name))
        whole.addWidget(entry(each.name, "", acts=acts, opens=_way(card, "place", each.id)))
    if len(shown) < len(record.unnamed):
        more = Button(f"All {len(record.unnamed)}", _asks(card, Ask.WHOLE, "places"), rank="link")
        whole.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
    return box


def _asks(card: RecordCard, ask: Ask, about: object = None) -> Callable[[], object]:
    return partial(card.asked.emit, ask, about)


def _way(card: RecordCard, kind: str, record: str) -> Callable[[], object] | None:
    return partial(card.desk.open, kind, record) if card.desk.can_open(kind) else None
