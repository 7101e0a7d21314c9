"""The list of priorities: the same as the board shows and all that were ever closed, one line each, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.tables import Column
from wehere_desktop.screens.priorities.cards import LIVES, CardFacts
from wehere_desktop.wording import capital


class CardSource:
    """Rows for a table from cards that are at hand already."""

    def __init__(self) -> None:
        """Begin with none."""
        self._cards: dict[str, CardFacts] = {}

    def put(self, cards: Sequence[CardFacts]) -> None:
        """Hold these."""
        self._cards = {each.priority.id: each for each in cards}

    def ids(self, order: str, *, descending: bool) -> list[str]:
        """Return the ids in an order, by life and then the latest chosen where none is named."""
        cards = list(self._cards.values())
        if order in _ORDERS:
            cards.sort(key=_ORDERS[order], reverse=descending)
        return [each.priority.id for each in cards]

    def rows(self, ids: Sequence[str]) -> list[CardFacts | None]:
        """Return the cards of these ids."""
        return [self._cards.get(each) for each in ids]


_ORDERS: dict[str, Callable[[CardFacts], tuple[Any, ...]]] = {
    "title": lambda card: (card.priority.title.casefold(),),
    "life": lambda card: (LIVES.index(card.priority.life),),
    "beat": lambda card: (card.beat, LIVES.index(card.priority.life)),
    "theme": lambda card: (str(card.priority.theme), card.priority.title.casefold()),
    "told": lambda card: (card.on.last or date.min,),
    "next": lambda card: (
        card.on.next_action is None,
        (card.on.next_action.due_on if card.on.next_action is not None else None) or date.max,
    ),
    "plan": lambda card: (-1.0 if card.on.complete is None else card.on.complete,),
    "concerns": lambda card: (card.on.open_concerns,),
}


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column("title", "Priority", lambda card: Cell(card.priority.title, strong=True), 0, "title"),
        Column("life", "Stands at", lambda card: capital(card.priority.life), 104, "life"),
        Column("beat", "Beat", lambda card: Cell(card.beat, tone="quiet"), 164, "beat"),
        Column("theme", "Theme", lambda card: Cell(capital(card.theme), tone="quiet"), 104, "theme"),
        Column("told", "Last told", lambda card: Cell(card.told, tone=card.told_tone or "quiet"), 184, "told"),
        Column("next", "Next", lambda card: Cell(card.next, tone=card.next_tone), 196, "next"),
        Column("plan", "Plan", lambda card: Cell(card.plan, tone="quiet"), 84, "plan"),
        Column(
            "concerns",
            "Concerns",
            lambda card: f"{card.on.open_concerns:,}" if card.on.open_concerns else "",
            72,
            "concerns",
        ),
    ]
