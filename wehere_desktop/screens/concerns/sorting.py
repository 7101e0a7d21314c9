"""Sorting what was captured in haste: one at a time, by keys alone; Enter keeps it and brings the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QStackedWidget, QWidget

from wehere_desktop.desk.page_parts import in_the_middle
from wehere_desktop.desk.pieces import Button, Card, EmptyState, Text, column, row
from wehere_desktop.neighbourhood.theme import Theme, plan_priority_of
from wehere_desktop.records.telling_back import concern_in_words, merge_into
from wehere_desktop.screens.concerns.alike_box import AlikeBox
from wehere_desktop.screens.concerns.ground import beat_choices, meeting_words, owner_choices, priority_choices
from wehere_desktop.screens.concerns.sorting_lists import FIGURES, LETTERS, ChoiceList
from wehere_desktop.screens.concerns.words import title_words
from wehere_desktop.wording import capital, short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.records.beatbook import BeatBook

HOW = "Letter: theme · figure: priority · ← → other list · Enter: keep, next · Page Down: skip"


class SortingPage(QWidget):
    """Shows the next concern to be sorted with four lists: theme, beat, who sees to it, priority."""

    #: How many are still to be sorted has changed.
    counted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with none; `reload` asks for them."""
        super().__init__()
        self._desk = desk
        self._beats: tuple[str, ...] = ()
        self._queue: list[Concern] = []
        self._at = 0
        self._sorted = 0
        self._said_begun = ""
        self._figures: list[QIcon] = []
        self._stale = True
        self._shown: Concern | None = None
        desk.look.changed.connect(self.look_again)
        self.place = Text("", tone="quiet", step="small")
        self.words = Text("", step="title", wrap=True, selectable=True)
        self.source = Text("", tone="quiet", step="small", elide=True)
        self.public = QLineEdit()
        self.public.setAccessibleName("You said, the public wording")
        self.public.setPlaceholderText("You said, in the public wording (may wait)")
        self.public.returnPressed.connect(self.keep)
        self.asb = QCheckBox("Antisocial behaviour")
        self.asb.setAccessibleName("Antisocial behaviour")
        self.alike = AlikeBox(desk, "This may have been raised before")
        self.alike.asked_to_add.connect(self.add_to)
        self.theme = ChoiceList("Theme", letters=True)
        self.beat = ChoiceList("Beat", letters=False)
        self.owner = ChoiceList("Who sees to it", letters=False)
        self.priority = ChoiceList("Priority", letters=True)
        self.alike.asked_to_join.connect(self._join)
        self.lists = (self.theme, self.beat, self.owner, self.priority)
        for number, each in enumerate(self.lists):
            each.kept.connect(self.keep)
            each.skipped.connect(self.skip)
            each.sideways.connect(partial(self._sideways, number))
            each.typed.connect(self._typed)
        self.theme.chosen.connect(self._theme_chosen)
        self.beat.chosen.connect(self._offer_priorities)
        self._lay_out()

    @property
    def concern(self) -> Concern | None:
        """Return the concern being sorted."""
        return self._queue[self._at] if self._queue else None

    @property
    def left(self) -> int:
        """Return how many are still to be sorted."""
        return len(self._queue)

    def look_again(self) -> None:
        """Say that the beats, the officers or the look may be others: they are offered anew at the next reload."""
        self._stale = True

    def reload(self, beats: tuple[str, ...]) -> None:
        """Ask for what is to be sorted on some beats; the one on show stays, with what was chosen for it."""
        held = self.concern
        self._beats = beats
        self._queue = self._desk.book.concerns.to_sort(beats)
        at = next((at for at, each in enumerate(self._queue) if held is not None and each.id == held.id), -1)
        self._at = at if at >= 0 else min(self._at, max(len(self._queue) - 1, 0))
        if self.isVisible():
            if self._stale:
                self._offer_all()
            if self._stale or self.concern is None or self.concern != self._shown:
                self._show()
            self._stale = False
        self._say_place()
        self.counted.emit()

    def has_unsaved(self) -> bool:
        """Say whether a public wording was typed that is not kept yet."""
        return self.concern is not None and self.public.text() != self._said_begun

    def take_focus(self) -> None:
        """Give the focus to the themes, where letters choose."""
        self.theme.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep what was chosen for this one and bring the next at once; the writing goes on behind."""
        concern = self.concern
        if concern is None or self._desk.book.read_only:
            return
        theme = Theme(self.theme.value())
        fields: dict[str, Any] = {
            "theme": theme,
            "plan_priority": plan_priority_of(theme) if theme is not concern.theme else concern.plan_priority,
            "asb": self.asb.isChecked(),
            "beat": self.beat.value() or concern.beat,
            "owner": self.owner.value(),
            "priority": self.priority.value(),
            "you_said": self.public.text(),
            "to_sort": False,
        }
        self._write("Sort a concern", lambda book: book.concerns.amend(concern.id, **fields), concern, "Sorted")

    def add_to(self, other: str) -> None:
        """Put this one with another that is about the same thing, and bring the next."""
        if (concern := self.concern) is not None:
            self._write(
                "Add to a concern", lambda book: merge_into(book, concern.id, other), concern, "Added to another"
            )

    def take_out(self) -> None:
        """Take this one out of the book and bring the next; the line below offers to undo it."""
        if (concern := self.concern) is not None:
            self._write("Take out a concern", lambda book: book.concerns.remove(concern.id), concern, "Taken out")

    def skip(self, step: int) -> None:
        """Leave this one as it is and go on, or back."""
        if self._queue:
            self._at = (self._at + step) % len(self._queue)
            self._show()
            self._say_place()

    def _write(self, label: str, work: Any, concern: Concern, said: str) -> None:
        def do(book: BeatBook) -> None:
            work(book)

        self._queue.pop(self._at)
        self._sorted += 1
        self._at = self._at if self._at < len(self._queue) else 0
        self._show()
        self._say_place()
        self.counted.emit()
        self.take_focus()
        self._desk.change(
            label,
            do,
            owner=self,
            failed=lambda _: self.reload(self._beats),
            say=f"{said}: {concern_in_words(concern)}",
        )

    def _show(self) -> None:
        concern = self._shown = self.concern
        self._stack.setCurrentIndex(0 if concern is not None else 1)
        if concern is None:
            self.alike.put_away()
            return
        desk = self._desk
        self.words.say(title_words(concern))
        self.source.say(self._where_from(concern))
        self._said_begun = concern.you_said
        self.public.setText(concern.you_said)
        self.theme.choose(concern.theme)
        self.asb.setChecked(concern.asb)
        for known, chosen, choices in (
            (self.beat, concern.beat, beat_choices),
            (self.owner, concern.owner, owner_choices),
        ):
            # One that is no longer on offer is asked for by itself
            known.blockSignals(True)  # noqa: FBT003 - Qt's own switch
            there = known.choose(chosen)
            known.blockSignals(False)  # noqa: FBT003 - Qt's own switch
            if not there:
                known.offer([(record, capital(name)) for record, name in choices(desk, held=chosen)], chosen)
        self._offer_priorities(concern.priority)
        text = " ".join(filter(None, (concern.said, concern.whereabouts)))
        self.alike.look_for(text, None, self._beats, but=concern.id)

    def _where_from(self, concern: Concern) -> str:
        meeting = self._desk.book.meetings.find(concern.raised_at) if concern.raised_at else None
        day = short_day(concern.raised_on, today=self._desk.today()) if concern.raised_on is not None else ""
        source = meeting_words(meeting) if meeting is not None else f"{day}, {concern.came_by}"
        return ", ".join(part for part in (capital(concern.concern_kind), source, concern.whereabouts) if part)

    def _say_place(self) -> None:
        left = len(self._queue)
        done = f", {self._sorted:,} sorted" if self._sorted else ""
        self.place.say(f"{self._at + 1:,} of {left:,} to sort{done}" if left else "")

    def _offer_priorities(self, chosen: str = "") -> None:
        held = chosen or self.priority.value()
        found = priority_choices(self._desk, self.beat.value(), held=chosen)
        self.priority.offer(found, held, keys=self._figures)

    def _offer_all(self) -> None:
        """Offer the themes, beats and officers: once for all that is to be sorted, since Enter must not wait."""
        letters = [self._key_picture(letter) for letter in LETTERS]
        self._figures = [self._key_picture(figure) for figure in FIGURES]
        self.theme.offer([(each.value, each.value) for each in LETTERS.values()], self.theme.value(), keys=letters)
        for known, choices in ((self.beat, beat_choices), (self.owner, owner_choices)):
            known.offer([(record, capital(name)) for record, name in choices(self._desk)], known.value())

    def _key_picture(self, key: str) -> QIcon:
        """Return a picture of a key, so that letters of different widths stand in one line."""
        look = self._desk.look
        side, ratio = look.px(18), self.devicePixelRatioF()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.colours.plain_line))
        painter.drawRoundedRect(QRectF(0.5, 0.5, side - 1.0, side - 1.0), 4, 4)
        painter.setFont(look.font(11))
        painter.setPen(QColor(look.colours.quiet))
        painter.drawText(QRectF(0, 0, side, side), int(Qt.AlignmentFlag.AlignCenter), key)
        painter.end()
        return QIcon(picture)

    def _theme_chosen(self) -> None:
        if self.theme.value() == Theme.ANTISOCIAL:
            self.asb.setChecked(True)

    def _typed(self, text: str) -> None:
        if text in LETTERS:
            self.theme.choose(LETTERS[text])
        elif int(text) < self.priority.count():
            self.priority.setCurrentRow(int(text))

    def _join(self, priority: str) -> None:
        self._offer_priorities(priority)

    def _sideways(self, number: int, step: int) -> None:
        self.lists[(number + step) % len(self.lists)].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        work = QWidget()
        said = Card("", tight=True)
        inside = column(spacing=6, margins=(16, 12, 16, 12))
        inside.addWidget(self.place)
        inside.addWidget(self.words)
        inside.addWidget(self.source)
        inside.addWidget(self.alike)
        said.body.addLayout(inside)
        across = row(spacing=16)
        for each, heading in zip(self.lists, ("Theme", "Beat", "Who sees to it", "Priority"), strict=True):
            card = Card(heading, tight=True)
            card.body.setContentsMargins(4, 0, 4, 4)
            card.body.addWidget(each)
            each.setIconSize(QSize(self._desk.look.px(18), self._desk.look.px(18)))
            each.entered.connect(partial(_mark, card, heading))
            across.addWidget(card, 1)
        more = row(spacing=16)
        more.addWidget(self.public, 1)
        more.addWidget(self.asb)
        foot = row(spacing=8)
        if not self._desk.book.read_only:
            foot.addWidget(Button("Keep, next", self.keep, rank="first", name="Keep it and bring the next, Enter"))
            foot.addWidget(_key("↵"))
            foot.addWidget(Button("Skip", partial(self.skip, 1), name="Leave this one for later, Page Down"))
            foot.addWidget(_key("Page Down"))
            foot.addWidget(Button("Take out", self.take_out, rank="link", name="Take this one out of the book"))
        foot.addStretch(1)
        foot.addWidget(Text(HOW, tone="quiet", step="small"))
        whole = column(spacing=12)
        whole.addWidget(said)
        whole.addLayout(across, 1)
        whole.addLayout(more)
        whole.addLayout(foot)
        work.setLayout(whole)
        nothing = in_the_middle(
            EmptyState(
                self._desk.look,
                "tick",
                "Everything that was captured is sorted.",
                "What is typed in one line in the room comes here afterwards, to be given theme, beat and owner.",
            )
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(nothing)
        self._stack.setCurrentIndex(1)
        outer = column(margins=(20, 0, 20, 16))
        outer.addWidget(self._stack)
        self.setLayout(outer)


def _mark(card: Card, heading: str, entered: int) -> None:
    """Mark the list that the keys go to, with a sign as well as a colour."""
    card.heading.say(f"▸ {heading}" if entered else heading, tone="link" if entered else "")


def _key(words: str) -> QLabel:
    key = QLabel(words)
    key.setProperty("house", "key")
    key.setAccessibleName(words)
    return key
