"""You said, we did, by beat: what waits to be told at the next meeting, what may go out, and what may not yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.chips import menu_under, say_chip
from wehere_desktop.desk.grounds import Ground, grounds_of
from wehere_desktop.desk.pieces import Button, Card, Pill, ScrollPage, Text, WayIn, clear, column, row, rule
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.telling import Audience, result_of
from wehere_desktop.neighbourhood.trail import TrailStep
from wehere_desktop.screens.concerns.paper_preview import shown_on
from wehere_desktop.screens.concerns.telling_sheet import TellingSheet
from wehere_desktop.screens.concerns.words import OPEN, title_words
from wehere_desktop.wording import capital, counted, local, short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

SHOWN = 30
LOOKED_THROUGH = 400


@dataclass(frozen=True, slots=True)
class OnBoard:
    """What the board shows of some beats: three columns, the next meeting of each beat, and what has no answer yet."""

    to_tell: Sequence[Concern]
    may_go_out: Sequence[Concern]
    not_yet: Sequence[Concern]
    beats: dict[str, str]
    next_meetings: dict[str, Meeting]
    unanswered: int


def on_board(book: BeatBook, beats: tuple[str, ...]) -> OnBoard:
    """Return the board of some beats or of all; of those told back it looks at the latest."""
    to_tell = book.concerns.to_tell(beats)
    told = book.concerns.many(
        book.concerns.listed(steps=(TrailStep.TOLD_BACK,), beats=beats, waiting_first=False)[:LOOKED_THROUGH]
    )
    told.sort(key=lambda each: str(each.told_back_on), reverse=True)
    ready = [each for each in told if not shown_on(each, Audience.BEAT).kept_back]
    ids = {each.id for each in ready}
    not_yet = [each for each in told if each.id not in ids]
    wanted = {each.beat for each in (*to_tell, *ready, *not_yet)}
    names = {each.id: each.name for each in book.beats.many(wanted)}
    now = book.world.now()
    coming: dict[str, Meeting] = {}
    for each in sorted({concern.beat for concern in to_tell}):
        if (meeting := book.meetings.next_on_beat(each, now)) is not None:
            coming[each] = meeting
    by_beat = sorted(to_tell, key=lambda each: names.get(each.beat, ""))
    steps = book.concerns.by_step(beats)
    unanswered = sum(
        steps[each] for each in (TrailStep.TO_SORT, TrailStep.RAISED, TrailStep.OWNED, TrailStep.WITH_PRIORITY)
    )
    return OnBoard(by_beat, ready, not_yet, names, coming, unanswered)


class Board(QWidget):
    """Three columns; each line opens its concern in the list."""

    #: A concern is to be shown in the list.
    asked_to_show = Signal(str)
    #: The list is wanted at a step of the trail, on these beats.
    asked_for_list = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        """Begin with one's own ground."""
        super().__init__()
        self._desk = desk
        self._grounds = grounds_of(desk)
        self.ground = self._grounds[0]
        self.shown: OnBoard | None = None
        self.chip = Button("", self._ask_ground, rank="chip")
        self.unanswered = Button("", partial(self._ask_for, OPEN), rank="link")
        self.tell_all = Button("Tell back about all…", self.tell_back, name="Tell back about all that wait to be told")
        self.columns = tuple(
            _Column(words) for words in ("Waits to be told", "May go out", "Told back, not marked to go out")
        )
        head = row(spacing=12)
        head.addWidget(self.chip)
        head.addWidget(self.tell_all)
        head.addStretch(1)
        head.addWidget(self.unanswered)
        across = row(spacing=16)
        for each in self.columns:
            across.addWidget(each.card, 1)
        whole = column(spacing=12, margins=(20, 0, 20, 20))
        whole.addLayout(head)
        whole.addLayout(across, 1)
        self.setLayout(whole)
        self._say_ground()

    def reload(self) -> None:
        """Ask for the board anew in the book's lane."""
        beats = self.ground.beats
        self._desk.ask_book(lambda book: on_board(book, beats), self._show, owner=self)

    def want(self, ground: Ground) -> None:
        """Look at other ground."""
        self.ground = ground
        self._say_ground()
        self.reload()

    def tell_back(self) -> None:
        """Lay the sheet for telling back about all that wait, on the ground looked at."""
        if self.shown is not None:
            self._desk.show_sheet("Tell back", TellingSheet(self._desk, self.shown.to_tell))

    def _say_ground(self) -> None:
        say_chip(self.chip, f"{capital(self.ground.words)} ▾", f"Where: {self.ground.words}", on=False)

    def _ask_ground(self) -> None:
        menu_under(self.chip, [(each.words, each == self.ground, partial(self.want, each)) for each in self._grounds])

    def _ask_for(self, step: str) -> None:
        self.asked_for_list.emit(step, self.ground)

    def _show(self, shown: OnBoard) -> None:
        self.shown = shown
        self.unanswered.setVisible(bool(shown.unanswered))
        words = f"{counted(shown.unanswered, 'concern')} without an answer yet"
        self.unanswered.setText(words)
        self.unanswered.setAccessibleName(f"{words}: show them")
        self.tell_all.setVisible(len(shown.to_tell) > 1 and not self._desk.book.read_only)
        first, second, third = self.columns
        first.begin(len(shown.to_tell), "Every answer has been told. What you answer next comes here.")
        for beat, group in groupby(shown.to_tell[:SHOWN], key=lambda each: each.beat):
            first.add(self._heading(shown, beat))
            for each in group:
                first.add(self._line(each, result_of(each), ""))
        second.begin(len(shown.may_go_out), "What people were told and may be published comes here.")
        for each in shown.may_go_out[:SHOWN]:
            second.add(self._line(each, shown_on(each, Audience.BEAT).we_did, self._told(shown, each), public=True))
        third.begin(len(shown.not_yet), "Nothing told back is kept from the papers.")
        for each in shown.not_yet[:SHOWN]:
            third.add(self._line(each, result_of(each), self._told(shown, each)))
        for part, found, step in (
            (first, shown.to_tell, TrailStep.TO_TELL),
            (second, shown.may_go_out, TrailStep.TOLD_BACK),
            (third, shown.not_yet, TrailStep.TOLD_BACK),
        ):
            part.finish(len(found) - SHOWN, partial(self._ask_for, step.value))

    def _heading(self, shown: OnBoard, beat: str) -> QWidget:
        """Return a beat's name with its next meeting, at which its answers are told."""
        box = QWidget()
        lines = column(spacing=0, margins=(16, 8, 12, 4))
        lines.addWidget(Text(shown.beats.get(beat, ""), strong=True, step="small"))
        meeting = shown.next_meetings.get(beat)
        if meeting is None or meeting.starts is None:
            lines.addWidget(
                Text("No meeting is planned here: tell them another way.", tone="due", step="small", wrap=True)
            )
        else:
            day = short_day(local(meeting.starts).date(), today=self._desk.today())
            words = f"Next meeting {day}, {meeting.title}"
            lines.addWidget(Text(words, tone="quiet", step="small", elide=True))
        box.setLayout(lines)
        return box

    def _told(self, shown: OnBoard, concern: Concern) -> str:
        day = short_day(concern.told_back_on, today=self._desk.today()) if concern.told_back_on is not None else ""
        return ", ".join(part for part in (shown.beats.get(concern.beat, ""), day, concern.told_back_how) if part)

    def _line(self, concern: Concern, result: str, more: str, *, public: bool = False) -> QWidget:
        words = concern.you_said if public or concern.you_said else title_words(concern)
        line = WayIn(f"{words}. {result}", partial(self.asked_to_show.emit, concern.id))
        inside = column(spacing=2, margins=(16, 8, 12, 8))
        inside.addWidget(Text(words, strong=True, wrap=True))
        if not concern.you_said:
            inside.addWidget(Pill("no public wording yet", "due"))
        if result:
            inside.addWidget(Text(result, wrap=True))
        if more:
            inside.addWidget(Text(more, tone="quiet", step="small", elide=True))
        line.setLayout(inside)
        return line


class _Column:
    """A card with its heading, how many there are, and lines that scroll."""

    def __init__(self, heading: str) -> None:
        self.card = Card(heading, tight=True)
        self.card.body.setContentsMargins(1, 0, 1, 1)
        self.page = ScrollPage(margins=(0, 0, 0, 8), spacing=0)
        self.card.body.addWidget(self.page)

    def begin(self, number: int, empty: str) -> None:
        """Begin anew, with how many there are and what to say where there is none."""
        clear(self.page.body)
        self.card.note.say(f"{number:,}" if number else "")
        if not number:
            words = Text(empty, tone="quiet", wrap=True)
            words.setContentsMargins(16, 8, 16, 8)
            self.page.body.addWidget(words)

    def add(self, widget: QWidget) -> None:
        """Put a line at the end."""
        self.page.body.addWidget(rule())
        self.page.body.addWidget(widget)

    def finish(self, more: int, show: partial[None]) -> None:
        """End the lines; where there are more, offer them in the list."""
        if more > 0:
            words = f"{more:,} more in the list"
            self.page.body.addWidget(Button(words, show, rank="link", name=words))
        self.page.body.addStretch(1)
