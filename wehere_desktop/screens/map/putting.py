"""Putting a place right on the map: its mark is dragged or its position typed, its beat found anew, kept with undo."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from wehere_desktop.desk.background import Lane
from wehere_desktop.neighbourhood.boundary import PLACES
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.typed_corners import position_typed
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.reference import open_gazetteer
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.map.nearby import distance

if TYPE_CHECKING:
    from wehere_desktop.desk.map_view import MapView
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.put_right import PutRight
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.screens.map.card import RecordCard
    from wehere_desktop.screens.map.card_facts import CardFacts

BEGIN = "Drag its mark to where it is, or type where that is."
LOOKING = "Looking which beat that is in …"


class Putting(QObject):
    """Moves one place at a time; what it finds is told on the card, and nothing is written until it is kept there."""

    def __init__(self, desk: Desk, the_map: MapView, card: RecordCard, parent: QObject) -> None:
        """Listen to the card and to the page."""
        super().__init__(parent)
        self._desk, self._map, self._card = desk, the_map, card
        self._facts: CardFacts | None = None
        self._at: Position | None = None
        self._found: PutRight | None = None
        self._keep_when_found = False
        card.left.connect(self.stop)
        card.kept.connect(self._keep)
        card.where_typed.connect(self._type)
        the_map.told.connect(self._hear)

    @property
    def is_on(self) -> bool:
        """Say whether a place is being moved."""
        return self._facts is not None

    def begin(self, facts: CardFacts | None) -> None:
        """Begin to move a place that has a position."""
        if facts is None or facts.position is None or facts.kind != "place":
            return
        self._facts, self._at, self._found, self._keep_when_found = facts, None, None, False
        self._map.do("put", {"lat": facts.position.lat, "lon": facts.position.lon})
        self._card.show_facts(facts, moved=BEGIN)

    def stop(self) -> None:
        """Leave the place where it was."""
        facts, self._facts = self._facts, None
        if facts is not None:
            self._map.do("put", None)
            self._card.show_facts(facts)

    def _hear(self, what: str, said: object) -> None:
        if what != "put" or not isinstance(said, dict):
            return
        try:
            self._put(Position(round(float(said["lat"]), PLACES), round(float(said["lon"]), PLACES)))
        except (Refusal, KeyError, ValueError):
            # The page tells nothing else; what makes no sense moves nothing.
            return

    def _type(self, typed: str) -> None:
        facts = self._facts

        def read() -> Position:
            with closing(open_gazetteer(laptop_folder())) as gazetteer:
                return position_typed(typed, gazetteer)

        def then(position: Position) -> None:
            if self._facts is facts and facts is not None:
                self._map.do("put", {"lat": position.lat, "lon": position.lon})
                self._put(position)

        self._desk.background.run(read, then=then, failed=self._refuse, owner=self, lane=Lane.FILES)

    def _put(self, position: Position) -> None:
        facts = self._facts
        if facts is None or facts.position is None:
            return
        self._at, self._found = position, None
        self._say(LOOKING, ready=False)

        def find(book: BeatBook) -> tuple[PutRight, str]:
            # Bringing in, all of it, comes with this: only whoever moves a place pays for it
            from wehere_desktop.intake.put_right import in_words, put_right

            place = book.places.get(facts.record)
            with closing(open_gazetteer(laptop_folder())) as gazetteer:
                put = put_right(book, place, position, gazetteer)
            return put, in_words(put, {each.id: each.name for each in book.beats.all()})

        def then(answer: tuple[PutRight, str]) -> None:
            if self._facts is not facts or self._at != position:
                return
            self._found = answer[0]
            self._say(answer[1], ready=True)
            if self._keep_when_found:
                self._keep()

        self._desk.ask_book(find, then, owner=self, failed=self._refuse)

    def _say(self, words: str, *, ready: bool) -> None:
        facts = self._facts
        if facts is None or facts.position is None or self._at is None:
            return
        away = distance(metres_between(facts.position, self._at))
        late = self._found is not None and self._found.elsewhere
        self._card.show_facts(facts, moved=f"Moved {away} from where it was. {words}", late=late, can_keep=ready)

    def _keep(self) -> None:
        facts, found = self._facts, self._found
        if facts is None:
            return
        if found is None:
            self._keep_when_found = self._at is not None
            return
        self._facts, self._found, self._at = None, None, None
        self._map.do("put", None)
        self._desk.change(
            f"Put {facts.title} right on the map",
            lambda book: book.places.amend(found.place, **found.fields()),
            owner=self,
            failed=lambda _: self._card.show_facts(facts),
        )

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._desk.notices.refuse(error)
        else:
            self._desk.notices.fault(error)
