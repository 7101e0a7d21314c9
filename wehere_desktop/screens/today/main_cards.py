"""The cards at the left of Today: what is planned and owed, each line with what can be done from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pieces import Button, Card, CardRow, EmptyState, Pill, Text, WayIn, column, row
from wehere_desktop.screens.today import doings
from wehere_desktop.screens.today.inline import Doable
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.today.inline import Inline
    from wehere_desktop.screens.today.owed_lines import PlannedRow, PromiseRow, QueryRow
    from wehere_desktop.screens.today.picture import Picture
    from wehere_desktop.screens.today.touch_lines import PutOffRow, TouchRow

WARNING = "Read first: "
PILL_WIDTH = 112
ACTS_WIDTH = 136
"""Room for what can be done from a line, the same in each card, so that the pills stand under one another."""


class MainCards(QObject):
    """Makes the cards of one page and knows in which lines somebody is typing."""

    #: Fields under a line were opened or went away.
    typing_changed = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """Serve a page, which owns what is done from its lines."""
        super().__init__(page)
        self._desk, self._page = desk, page
        self._lines: list[Doable] = []
        self._shows_put_off = False
        self._may_write = not desk.book.read_only

    def made(self, picture: Picture) -> list[QWidget]:
        """Return the cards that a picture needs, from the top."""
        self._lines = []
        cards: list[QWidget] = []
        if picture.planned:
            cards.append(self._planned_card(picture))
        cards.append(self._touch_card(picture))
        if picture.promises:
            cards.append(self._promises_card(picture))
        if picture.queries:
            cards.append(self._queries_card(picture))
        if picture.beats:
            cards.append(self._beats_card(picture))
        if picture.lately:
            cards.append(self._lately_card(picture))
        return cards

    def is_typing(self) -> bool:
        """Say whether something typed under a line is not kept yet."""
        return any(each.is_typing() for each in self._lines)

    def is_asking(self) -> bool:
        """Say whether the fields of some line are open."""
        return any(each.inline is not None for each in self._lines)

    def _planned_card(self, picture: Picture) -> Card:
        done = sum(each.done for each in picture.planned)
        note = f"{done} of {counted(len(picture.planned), 'call')} made · {picture.planned_words}"
        card = Card("Planned for today", note, tight=True)
        for each in picture.planned:
            card.add(self._planned(each))
        card.add(self._more("The whole week", partial(self._desk.go, "week")))
        return card

    def _planned(self, each: PlannedRow) -> QWidget:
        more = f"{WARNING}{each.warning}" if each.warning else each.more
        pill = Pill("done", "kept") if each.done else Pill("warning", "due") if each.warning else None
        return CardRow(
            each.name,
            more,
            pill=pill,
            act=self._acts(None if each.done else self._log("place", each.place, each.name)),
            opens=self._opens("place", each.place),
            pill_width=PILL_WIDTH,
        )

    def _touch_card(self, picture: Picture) -> Card:
        note = f"longest first · {picture.late - picture.late_people} of {counted(picture.places, 'place')}"
        if picture.late_people:
            note += f" and {counted(picture.late_people, 'person', 'people')}"
        note = note if picture.touch else ""
        card = Card("Losing touch", note, tight=True)
        empty = self._nothing_to_touch(picture)
        if empty is not None:
            card.add(empty)
        for each in picture.touch:
            card.add(self._touch(each))
        left = picture.late + picture.due_soon - len(picture.touch)
        if picture.touch and left > 0:
            words = f"and {left} more, late or due within a week"
            go = (lambda: self._desk.go("places")) if self._desk.can_open("place") else None
            card.add(self._more(words, go))
        if picture.put_off:
            self._add_put_off(card, picture.put_off)
        return card

    def _nothing_to_touch(self, picture: Picture) -> EmptyState | None:
        desk = self._desk
        if not picture.scope.beats:
            return EmptyState(desk.look, "map", "You are not posted to a beat yet.", "Your sergeant can post you.")
        if not picture.places:
            can_go = desk.can_open("place")
            return EmptyState(
                desk.look,
                "places",
                "No places here yet.",
                "Schools, faith centres, care homes: bring them in from a file, or add the first one by hand.",
                step="Go to Places" if can_go else "",
                take=(lambda: desk.go("places")) if can_go else None,
            )
        if picture.touch:
            return None
        more = "Everyone here has been seen as often as they want."
        if not (picture.promises or picture.queries):
            more += " Nothing promised is due, and no question waits."
        return EmptyState(desk.look, "good-day", "A good day.", more)

    def _touch(self, each: TouchRow) -> QWidget:
        more = f"{WARNING}{each.warning} · {each.more}" if each.warning else each.more
        return self._doable(
            each.name,
            more,
            Pill(each.word, each.tone),
            self._opens(each.kind, each.record),
            [
                ("Snooze…", partial(doings.snooze_fields, kind=each.kind, record=each.record, name=each.name)),
            ],
            self._log(each.kind, each.record, each.name, "Log visit"),
        )

    def _add_put_off(self, card: Card, rows: Sequence[PutOffRow]) -> None:
        inside = QWidget()
        whole = column(spacing=0)
        for each in rows:
            again: Button | None = None
            if self._may_write:
                take_up = partial(doings.take_up, self._desk, self._page, each.kind, each.record, each.name)
                again = Button("Take up again", take_up, rank="link", name=f"Take up contact with {each.name} again")
            whole.addWidget(CardRow(each.name, each.more, act=again, opens=self._opens(each.kind, each.record)))
        inside.setLayout(whole)
        inside.setVisible(self._shows_put_off)
        words = f"{counted(len(rows), 'contact')} put off until later"

        def turn() -> None:
            self._shows_put_off = not self._shows_put_off
            inside.setVisible(self._shows_put_off)
            line.setAccessibleDescription("shown" if self._shows_put_off else "hidden")

        line = self._more(words, turn)
        card.add(line)
        card.body.addWidget(inside)

    def _promises_card(self, picture: Picture) -> Card:
        card = Card("Promised", f"{picture.promises_due} due within a week or late", tight=True)
        for each in picture.promises:
            card.add(self._promise(each))
        left = picture.promises_due - len(picture.promises)
        if left > 0:
            card.add(self._more(f"and {left} more", self._visits()))
        return card

    def _promise(self, each: PromiseRow) -> QWidget:
        opens = self._opens("promise", each.promise) or self._opens_one(each.place, each.contact)
        kept: Button | None = None
        if self._may_write:
            keep = partial(doings.keep_promise, self._desk, self._page, each.promise, each.title)
            kept = Button("Kept", keep, rank="link", name=f"Kept: {each.title}")
        fields = partial(doings.could_not_fields, promise=each.promise, words=each.title)
        return self._doable(each.title, each.more, Pill(each.word, each.tone), opens, [("Could not…", fields)], kept)

    def _queries_card(self, picture: Picture) -> Card:
        near = f" · {picture.queries_near} near its end or late" if picture.queries_near else ""
        card = Card("Questions waiting", f"72-hour promise{near}", tight=True)
        for each in picture.queries:
            card.add(self._query(each))
        left = picture.queries_waiting - len(picture.queries)
        if left > 0:
            card.add(self._more(f"and {left} more", self._visits()))
        return card

    def _query(self, each: QueryRow) -> QWidget:
        opens = self._opens("query", each.query) or self._opens_one(each.place, each.contact)
        fields = partial(doings.answer_fields, query=each.query, words=each.title, late=each.late)
        return self._doable(each.title, each.more, Pill(each.word, each.tone), opens, [("Answer…", fields)], None)

    def _beats_card(self, picture: Picture) -> Card:
        card = Card("By beat", "most places first", tight=True)
        for each in picture.beats:
            opens = self._opens("beat", each.beat)
            pill = Pill(each.word, each.tone)
            card.add(CardRow(each.name, each.more, pill=pill, act=self._acts(), opens=opens, pill_width=PILL_WIDTH))
        return card

    def _lately_card(self, picture: Picture) -> Card:
        card = Card("Lately", "the last visits here", tight=True)
        for each in picture.lately:
            line = CardRow(each.what, f"{each.when} · {each.more}".strip(" ·"), opens=self._opens("visit", each.visit))
            card.add(line)
        return card

    def _doable(
        self,
        title: str,
        more: str,
        pill: Pill,
        opens: Callable[[], object] | None,
        asking: Sequence[tuple[str, Callable[..., Inline]]],
        last: Button | None,
    ) -> QWidget:
        """Return a line whose buttons open fields under it, or do at once what `last` says."""
        buttons = []
        acts = []
        if self._may_write:
            for words, make in asking:
                button = Button(words, rank="link", name=f"{words.removesuffix('…')}: {title}")
                buttons.append((button, make))
                acts.append(button)
        line = CardRow(title, more, pill=pill, act=self._acts(*acts, last), opens=opens, pill_width=PILL_WIDTH)
        whole = Doable(line)
        for button, make in buttons:
            button.clicked.connect(partial(self._ask, whole, make))
        whole.changed.connect(self.typing_changed)
        self._lines.append(whole)
        return whole

    def _acts(self, *buttons: Button | None) -> QWidget:
        box = QWidget()
        across = row(spacing=4)
        across.addStretch(1)
        for button in buttons:
            if button is not None:
                across.addWidget(button)
        box.setLayout(across)
        box.setMinimumWidth(self._desk.look.px(ACTS_WIDTH))
        return box

    def _ask(self, line: Doable, make: Callable[..., Inline], *_: object) -> None:
        for other in self._lines:
            if other is not line and other.inline is not None and not other.is_typing():
                other.inline.leave()
        line.ask(partial(make, self._desk, self._page))

    def _log(self, kind: str, record: str, name: str, words: str = "Log visit") -> Button | None:
        if not self._desk.can_log:
            return None
        place, contact = (record, "") if kind == "place" else ("", record)
        log = partial(self._desk.quick_log, place, contact)
        return Button(words, log, rank="link", name=f"{words} to {name}" if kind == "place" else f"{words} with {name}")

    def _opens(self, kind: str, record: str) -> Callable[[], object] | None:
        return partial(self._desk.open, kind, record) if self._desk.can_open(kind) else None

    def _opens_one(self, place: str, contact: str) -> Callable[[], object] | None:
        return self._opens("place", place) if place else self._opens("contact", contact) if contact else None

    def _visits(self) -> Callable[[], object] | None:
        return partial(self._desk.go, "visits") if self._desk.can_open("visit") else None

    def _more(self, words: str, go: Callable[[], object] | None) -> QWidget:
        line = WayIn(words, go)
        inside = row(margins=(16, 8, 12, 8))
        inside.addWidget(Text(words, tone="link" if go else "quiet"))
        inside.addStretch(1)
        line.setLayout(inside)
        return line
