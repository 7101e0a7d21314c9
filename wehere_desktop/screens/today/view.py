"""What Today looks like: who is slipping out of touch at the left, what is next at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QProgressBar, QWidget

from wehere_desktop.desk.pieces import (
    Button,
    Card,
    CardRow,
    EmptyState,
    Pill,
    ScrollPage,
    Text,
    WayIn,
    clear,
    column,
    row,
)
from wehere_desktop.screens.today.picture import in_words
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.today.picture import Check, MeetingBox, Picture, PriorityRow, Scope

SIDE_WIDTH = 350
STACKED_BELOW = 820
NAMES_SHOWN = 3


class TodayView(QWidget):
    """Widgets only: it shows a picture and says what was pressed."""

    #: The handout of a meeting is wanted; carries the meeting's id.
    asked_for_handout = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Begin with an empty page."""
        super().__init__()
        self._desk = desk
        self._page = ScrollPage(margins=(20, 16, 20, 20), spacing=16)
        self._day = Text("", step="title")
        self._sentence = Text("", tone="quiet", wrap=True)
        self.scope_button = Button("", rank="chip", name="Which beats")
        head = row(spacing=12)
        words = column(spacing=2)
        words.addWidget(self._day)
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        head.addWidget(self.scope_button, 0, Qt.AlignmentFlag.AlignTop)
        self._main = column(spacing=16)
        self._side = column(spacing=16)
        self._side_box = QWidget()
        self._side_box.setLayout(self._side)
        main_box = QWidget()
        main_box.setLayout(self._main)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(18)
        self._halves.addWidget(main_box, 1)
        self._halves.addWidget(self._side_box)
        self._page.body.addLayout(head)
        self._page.body.addLayout(self._halves)
        self._page.body.addStretch(1)
        whole = column()
        whole.addWidget(self._page)
        self.setLayout(whole)
        desk.look.changed.connect(self._fit)
        self._fit()

    def show_waiting(self, scope: Scope, *, several: bool) -> None:
        """Show the day's heading while the picture is made."""
        self._head(scope, "", several=several)

    def show_picture(self, picture: Picture, *, several: bool) -> None:
        """Show all of it."""
        self._day.say(picture.day)
        self._sentence.say(picture.sentence)
        self._head(picture.scope, picture.day, several=several)
        clear(self._main)
        clear(self._side)
        self._main.addWidget(self._touch_card(picture))
        if picture.beats:
            self._main.addWidget(self._beats_card(picture))
        if picture.lately:
            self._main.addWidget(self._lately_card(picture))
        self._main.addStretch(1)
        self._side.addWidget(self._meeting_card(picture))
        self._side.addWidget(self._priorities_card(picture))
        self._side.addWidget(self._nobody_card(picture))
        self._side.addStretch(1)

    def _head(self, scope: Scope, day: str, *, several: bool) -> None:
        if day:
            self._day.say(day)
        self.scope_button.setText(f"{scope.words}  ▾".replace("&", "&&"))
        self.scope_button.setAccessibleName(f"Which beats: {scope.words}")
        self.scope_button.setVisible(several)

    def _touch_card(self, picture: Picture) -> Card:
        desk = self._desk
        note = f"longest first · {picture.late} of {counted(picture.places, 'place')}" if picture.touch else ""
        card = Card("Losing touch", note, tight=True)
        if not picture.scope.beats:
            card.add(EmptyState(desk.look, "map", "You are not posted to a beat yet.", "Your sergeant can post you."))
            return card
        if not picture.places:
            can_go = desk.can_open("place")
            card.add(
                EmptyState(
                    desk.look,
                    "places",
                    "No places here yet.",
                    "Schools, faith centres, care homes: bring them in from a file, or add the first one by hand.",
                    step="Go to Places" if can_go else "",
                    take=(lambda: desk.go("places")) if can_go else None,
                )
            )
            return card
        if not picture.touch:
            card.add(
                EmptyState(desk.look, "good-day", "A good day.", "Everyone here has been seen as often as they want.")
            )
            return card
        for each in picture.touch:
            act: Button | None = None
            if desk.can_log:
                act = Button(
                    "Log visit",
                    partial(desk.quick_log, each.place),
                    rank="link",
                    name=f"Log visit to {each.name}",
                )
            card.add(
                CardRow(
                    each.name,
                    each.more,
                    pill=Pill(each.word, each.tone),
                    act=act,
                    opens=self._opens("place", each.place),
                )
            )
        left = picture.late + picture.due_soon - len(picture.touch)
        if left > 0:
            words = f"and {left} more, late or due within a week"
            card.add(_more(words, (lambda: desk.go("places")) if desk.can_open("place") else None))
        return card

    def _beats_card(self, picture: Picture) -> Card:
        card = Card("By beat", "most places first", tight=True)
        for each in picture.beats:
            card.add(
                CardRow(each.name, each.more, pill=Pill(each.word, each.tone), opens=self._opens("beat", each.beat))
            )
        return card

    def _lately_card(self, picture: Picture) -> Card:
        card = Card("Lately", "the last visits here", tight=True)
        for each in picture.lately:
            line = CardRow(each.what, f"{each.when} · {each.more}".strip(" ·"), opens=self._opens("visit", each.visit))
            card.add(line)
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
                words = "Every live priority has had word within four weeks."
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
        said = []
        whose = "in this unit" if picture.scope.whole_unit else "here"
        if picture.unnamed:
            said.append(_unnamed(picture.unnamed, whose))
        if picture.unposted:
            names = _some_of(picture.unposted)
            said.append(f"Nobody is posted to {names}.")
        if not said:
            card.body.addWidget(Text("Every place and beat here has an officer by name.", tone="quiet", wrap=True))
            return card
        for words in said:
            card.body.addWidget(Text(words, tone="quiet", wrap=True))
        if picture.unnamed and desk.can_open("place"):
            name = Button(
                "Name someone", lambda: desk.open("place", picture.unnamed_first), rank="link", name="Name someone"
            )
            card.body.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _opens(self, kind: str, record: str) -> Callable[[], object] | None:
        return partial(self._desk.open, kind, record) if self._desk.can_open(kind) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the halves under one another where the page is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        stacked = self.width() < look.px(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._halves.direction() != direction:
            self._halves.setDirection(direction)
        if stacked:
            self._side_box.setMinimumWidth(0)
            self._side_box.setMaximumWidth(16_777_215)
        else:
            self._side_box.setFixedWidth(look.px(SIDE_WIDTH))


def _unnamed(names: Sequence[str], whose: str) -> str:
    if len(names) == 1:
        return f"{names[0]} has no named officer."
    number = in_words(len(names))
    return f"{number} places {whose} have no named officer."


def _some_of(names: Sequence[str]) -> str:
    if len(names) <= NAMES_SHOWN:
        return listed(names)
    return f"{', '.join(names[: NAMES_SHOWN - 1])} and {len(names) - NAMES_SHOWN + 1} more"


def _more(words: str, go: Callable[[], object] | None) -> QWidget:
    line = WayIn(words, go)
    inside = row(margins=(16, 8, 12, 8))
    inside.addWidget(Text(words, tone="link" if go else "quiet"))
    inside.addStretch(1)
    line.setLayout(inside)
    return line
