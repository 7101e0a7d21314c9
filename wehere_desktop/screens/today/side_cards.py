"""The cards at the right of Today: drafts that wait, meetings, priorities, and where nobody is named."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from wehere_desktop.desk.pieces import Button, Card, Pill, Text, WayIn, column, row
from wehere_desktop.screens.today.numbers import in_words, some_of
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.today.meeting_lines import Check, MeetingBox
    from wehere_desktop.screens.today.picture import Picture
    from wehere_desktop.screens.today.told_lines import PriorityRow

UNNAMED_SHOWN = 3
OWED_SHOWN = 4


class SideCards(QObject):
    """Makes the cards of one page."""

    #: The handout of a meeting is wanted; carries the meeting's id.
    asked_for_handout = Signal(str)
    #: An officer is to be named; carries the place's id.
    asked_to_name = Signal(str)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """Serve a page."""
        super().__init__(page)
        self._desk = desk

    def made(self, picture: Picture) -> list[QWidget]:
        """Return the cards that a picture needs, from the top."""
        drafts = [self._drafts_card(picture)] if picture.drafts else []
        owed = [self._owed_card(picture)] if picture.meetings_owed else []
        meetings = [self._meeting_card(picture), *owed]
        return [*drafts, *meetings, self._priorities_card(picture), self._nobody_card(picture)]

    def _drafts_card(self, picture: Picture) -> Card:
        card = Card("Not filed yet")
        for each in picture.drafts:
            words = f"{each.title[:1].upper()}{each.title[1:]}"
            line = WayIn(f"{words}, typed {each.when}", partial(self._desk.go, each.screen))
            across = row(spacing=8, margins=(0, 2, 0, 2))
            across.addWidget(Text(words, elide=True), 1)
            across.addWidget(Text(each.when, tone="quiet", step="small"))
            line.setLayout(across)
            card.body.addWidget(line)
        return card

    def _meeting_card(self, picture: Picture) -> Card:
        if not picture.meetings:
            card = Card("Next meeting")
            card.body.addWidget(Text("No meeting is planned.", tone="quiet", wrap=True))
            return card
        card = Card("Next meeting")
        first = picture.meetings[0]
        title = Text(first.title, strong=True, wrap=True)
        card.body.setSpacing(4)
        card.body.addWidget(title)
        card.body.addWidget(Text(first.when, tone="quiet", wrap=True))
        card.body.addSpacing(4)
        for check in first.checks:
            card.body.addWidget(self._check(check))
        buttons = row(spacing=8, margins=(0, 8, 0, 0))
        handout = Button(
            "Prepare handout",
            lambda: self.asked_for_handout.emit(first.meeting),
            rank="first",
            name=f"Prepare the handout for {first.title}",
        )
        buttons.addWidget(handout)
        opens = self._opens("meeting", first.meeting)
        if opens is not None:
            buttons.addWidget(Button("Open", opens, name=f"Open {first.title}"))
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        if len(picture.meetings) > 1:
            card.body.addSpacing(8)
            card.body.addWidget(Text("After that", tone="quiet", step="small"))
            for each in picture.meetings[1:]:
                card.body.addWidget(self._later_meeting(each))
        return card

    def _later_meeting(self, box: MeetingBox) -> WayIn:
        lacking = counted(box.lacking, "thing") + " lacking" if box.lacking else "ready"
        line = WayIn(f"{box.title}, {box.when}, {lacking}", self._opens("meeting", box.meeting))
        words = column(spacing=1)
        words.addWidget(Text(box.title, elide=True))
        words.addWidget(Text(box.when, tone="quiet", step="small", elide=True))
        across = row(spacing=8, margins=(0, 4, 0, 4))
        across.addLayout(words, 1)
        across.addWidget(Pill(lacking, "due" if box.lacking else "kept"))
        line.setLayout(across)
        return line

    def _owed_card(self, picture: Picture) -> Card:
        owed = picture.meetings_owed
        card = Card("Meetings to close", f"{OWED_SHOWN} of {len(owed)}" if len(owed) > OWED_SHOWN else "")
        for each in owed[:OWED_SHOWN]:
            line = WayIn(f"{each.title}, {each.owes}", self._opens("meeting", each.meeting))
            words = column(spacing=1)
            words.addWidget(Text(each.title, elide=True))
            words.addWidget(Text(each.owes, tone="quiet", step="small", wrap=True))
            across = row(spacing=8, margins=(0, 4, 0, 4))
            across.addLayout(words, 1)
            across.addWidget(Pill(each.word, "late"))
            line.setLayout(across)
            card.body.addWidget(line)
        return card

    def _check(self, check: Check) -> QWidget:
        box = QWidget()
        look = self._desk.look
        picture = QLabel()
        colour = look.colours.kept if check.done else look.colours.due
        picture.setPixmap(look.pixmap("tick" if check.done else "warn", colour, 15))
        picture.setAccessibleName("There" if check.done else "Lacking")
        across = row(spacing=6)
        across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Text(check.words, wrap=True), 1)
        box.setLayout(across)
        return box

    def _priorities_card(self, picture: Picture) -> Card:
        if picture.scope.whole_unit:
            card = Card("Priorities gone quiet", f"{picture.quiet} of {picture.priorities_live} live")
        else:
            several = len(picture.scope.beats) > 1
            card = Card("Priorities on these beats" if several else "Priorities on this beat")
        if not picture.priorities:
            if picture.scope.whole_unit and picture.priorities_live:
                words = f"None has gone without word for more than {counted(picture.quiet_after, 'day')}."
            else:
                words = "None is live. Those chosen at a meeting appear here."
            card.body.addWidget(Text(words, tone="quiet", wrap=True))
        for each in picture.priorities:
            card.body.addWidget(self._priority(each, bar=not picture.scope.whole_unit))
        return card

    def _priority(self, each: PriorityRow, *, bar: bool) -> WayIn:
        line = WayIn(f"{each.title}, {each.word}", self._opens("priority", each.priority))
        across = row(spacing=8)
        across.addWidget(Text(each.title, elide=True), 1)
        across.addWidget(Pill(each.word, each.tone))
        whole = column(spacing=6, margins=(0, 2, 0, 4))
        whole.addLayout(across)
        if bar:
            far = QProgressBar()
            far.setTextVisible(False)
            far.setRange(0, 100)
            far.setValue(round(each.stage * 100))
            far.setAccessibleName(f"How far along: {each.word}")
            whole.addWidget(far)
        line.setLayout(whole)
        return line

    def _nobody_card(self, picture: Picture) -> Card:
        desk = self._desk
        card = Card("Nobody named")
        whose = "in this unit" if picture.scope.whole_unit else "here"
        if not (picture.unnamed or picture.unposted):
            card.body.addWidget(Text("Every place and beat here has an officer by name.", tone="quiet", wrap=True))
            return card
        if picture.unnamed:
            card.body.addWidget(Text(_unnamed(picture.unnamed, whose), tone="quiet", wrap=True))
            for place, name in list(zip(picture.unnamed_ids, picture.unnamed, strict=True))[:UNNAMED_SHOWN]:
                card.body.addWidget(self._to_name(place, name))
        if picture.unposted:
            card.body.addWidget(Text(f"Nobody is posted to {some_of(picture.unposted)}.", tone="quiet", wrap=True))
            if desk.can_open("officer"):
                post = Button("Go to Team", partial(desk.go, "team"), rank="link")
                card.body.addWidget(post, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _to_name(self, place: str, name: str) -> QWidget:
        line = WayIn(name, self._opens("place", place))
        across = row(spacing=8)
        across.addWidget(Text(name, elide=True), 1)
        if not self._desk.book.read_only:
            ask = partial(self.asked_to_name.emit, place)
            across.addWidget(Button("Name…", ask, rank="link", name=f"Name an officer for {name}"))
        line.setLayout(across)
        return line

    def _opens(self, kind: str, record: str) -> Callable[[], object] | None:
        return partial(self._desk.open, kind, record) if self._desk.can_open(kind) else None


def _unnamed(names: Sequence[str], whose: str) -> str:
    if len(names) == 1:
        return f"One place {whose} has no named officer."
    return f"{in_words(len(names))} places {whose} have no named officer."
