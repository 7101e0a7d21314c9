"""The page of the map: the map at the left, the record pointed at and the list nearest to its middle at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.map_view import MapView
from wehere_desktop.desk.pieces import Button, Card, Text, column, row
from wehere_desktop.desk.screen import Desk, PrintOffer, ScreenWidget
from wehere_desktop.maps.live_answers import OnMap, answer, on_map
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.records.point_field import View
from wehere_desktop.screens.map.card import RecordCard
from wehere_desktop.screens.map.card_facts import KIND_OF_LAYER, CardFacts, card_of
from wehere_desktop.screens.map.finding import Found, find
from wehere_desktop.screens.map.narrowing import Narrowing
from wehere_desktop.screens.map.nearby import NearbyList, distance, nearest, said_of
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.change import Changed

SIDE_WIDTH = 340
FIND_WIDTH = 232
REST_MS = 120
MIDDLE = Position(53.2, -2.55)
CAVEAT = "Sketch map; dashed edges of beats are indicative. Works without any network"


class MapPage(ScreenWidget):
    """Keeps map, list and record together: what is chosen in one is chosen in all."""

    def __init__(self, desk: Desk) -> None:
        """Lay out map and list; the browser is loaded when the page is first filled."""
        super().__init__()
        self._desk = desk
        self._held = OnMap()
        self._asked: Job | None = None
        self._facts: CardFacts | None = None
        self._chosen: tuple[str, str] = ("", "")
        self._put_at: Position | None = None
        self._wanted_later = ""
        self._fitted = False
        self._view: View | None = None
        self.middle = MIDDLE
        self.view_in_words = ""
        #: Whether the ground and everything on it have been drawn as they were asked for last.
        self.drawn = False
        self.map = MapView(desk.look, desk.background, self._answer)
        self.narrowing = Narrowing(desk)
        self.words = QLineEdit()
        self.words.setAccessibleName("Find a postcode, town or place on the map")
        self.words.setPlaceholderText("Postcode, town or place")
        self.words.setClearButtonEnabled(True)
        self.measure = Button("Measure", self._measure, rank="chip", name="Measure a distance on the map")
        self.measure.setCheckable(True)
        self.card = RecordCard(desk)
        self.list = NearbyList()
        self._count = Text("", tone="quiet", elide=True)
        self._about = Text(f"{CAVEAT}: 0 requests sent.", tone="quiet", step="small", elide=True)
        self._near = Text("Nearest to the middle of the map", strong=True, elide=True)
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._fill_list)
        self._wire()

    def _lay_out(self) -> None:
        head = row(spacing=8)
        head.addWidget(Text("Map", step="title"))
        head.addWidget(self._count, 1)
        head.addWidget(self.words)
        head.addWidget(self.measure)
        frame = Card(tight=True)
        frame.setAccessibleName("Map")
        frame.body.setContentsMargins(1, 1, 1, 1)
        frame.body.addWidget(self.map)
        left = column(spacing=10)
        left.addWidget(frame, 1)
        left.addWidget(self._about)
        near = Card(tight=True)
        near.setAccessibleName("Nearest to the middle of the map")
        inside = column(spacing=6, margins=(12, 10, 6, 6))
        inside.addWidget(self._near)
        inside.addWidget(self.list, 1)
        near.body.addLayout(inside)
        self._side = column(spacing=12)
        self._side.addWidget(self.card)
        self._side.addWidget(near, 1)
        across = row(spacing=16)
        across.addLayout(left, 1)
        across.addLayout(self._side)
        whole = column(spacing=10, margins=(20, 16, 20, 12))
        whole.addLayout(head)
        whole.addWidget(self.narrowing)
        whole.addLayout(across, 1)
        self.setLayout(whole)
        self._near_card = near
        self._fit()

    def _wire(self) -> None:
        self.narrowing.changed.connect(self._ask)
        self.words.returnPressed.connect(self._find)
        self.map.told.connect(self._hear)
        self.map.refused.connect(self._tell_refused)
        self.list.chosen.connect(lambda layer, record: self.choose(layer, record, on_map=True))
        self.list.opened.connect(self._open)
        self.card.putting.connect(self._put)
        self.card.left.connect(self._stop_putting)
        self.card.kept.connect(self._keep_position)
        self._desk.look.changed.connect(self._fit)
        for keys, do in (("Ctrl+F", self._to_words), ("Escape", self._leave)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)

    def refresh(self, changed: Changed | None) -> None:
        """Ask for what is on the map anew; what is on show stays until it is there."""
        del changed
        self.map.begin()
        self._ask()

    def show_record(self, kind: str, record: str) -> None:
        """Point at a place of the book, once it is on the map."""
        if kind == "place":
            self._wanted_later = record
            self._show_wanted()

    def commands(self) -> list[QAction]:
        """Offer to see everything again."""
        whole = QAction("Show all of it", self)
        whole.triggered.connect(self.fit)
        return [whole]

    def prints(self) -> Sequence[PrintOffer]:
        """Offer the map as it is shown, with its places numbered and listed."""
        view, held, words = self._view, self._held, self.narrowing.in_words()
        if view is None or not held.fields:
            return ()

        def make(book: BeatBook) -> bytes:
            from wehere_desktop.handouts.map_sheet import MapLine, map_sheet

            points = [(layer, each) for layer, points in held.fields.items() for each in points.inside(view)]
            lines = [
                MapLine(each.name, said_of(layer, each), Position(each.latitude, each.longitude))
                for layer, each in points
            ]
            return map_sheet(book, view, lines, under=words).pdf

        return (PrintOffer("Map as shown", "Map.pdf", make),)

    def fit(self, *_: object) -> None:
        """Show everything that is on the map."""
        edges = self._held.edges()
        if edges is not None:
            self.map.do("fit", edges)

    def choose(self, layer: str, record: str, *, on_map: bool = False, zoom: int = 0) -> None:
        """Show a thing's record, mark it in list and map; `on_map` moves the map to it if it lies outside."""
        if (layer, record) != self._chosen:
            self._stop_putting()
        self._chosen = (layer, record)
        self.list.mark(layer, record)
        point = self._held.find(layer, record)
        if point is not None:
            held: dict[str, object] = {"layer": layer, "id": record, "name": point.name}
            if on_map:
                held |= {"lat": point.latitude, "lon": point.longitude, "zoom": zoom}
            self.map.do("choose", held)
        else:
            self.map.do("choose", None)
        today = self._desk.today()
        self._desk.ask_book(lambda book: card_of(book, layer, record, today), self._tell, owner=self)

    def _answer(self, path: str, asked: dict[str, str]) -> bytes | None:
        return answer(self._held, path, asked)

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        wanted, today = self.narrowing.wanted(), self._desk.today()
        self._asked = self._desk.ask_book(lambda book: on_map(book, wanted, today=today), self._take, owner=self)

    def _take(self, held: OnMap) -> None:
        self._asked, self._held, self.drawn = None, held, False
        shown = [counted(len(points), *_NAMES[layer]) for layer, points in held.fields.items()]
        self._count.say(", ".join(shown) + (f" · {self.narrowing.in_words()}" if shown else "nothing chosen"))
        self.map.do("refresh")
        if not self._fitted and held.edges() is not None:
            self._fitted = True
            self.fit()
        self._fill_list()
        self._show_wanted()
        if self._chosen[1]:
            self.choose(*self._chosen)
        self.offers_changed.emit()

    def _show_wanted(self) -> None:
        record, point = self._wanted_later, self._held.find("place", self._wanted_later)
        if record and point is not None:
            self._wanted_later = ""
            self.choose("place", record, on_map=True, zoom=15)

    def _fill_list(self) -> None:
        held, middle = self._held, self.middle

        def show(lines: list) -> None:  # type: ignore[type-arg] # of `Near`
            self.list.put(lines)
            if self._chosen[1]:
                self.list.mark(*self._chosen)

        self._desk.background.run(lambda: nearest(held, middle), then=show, owner=self, lane=Lane.FILES)

    def _tell(self, facts: CardFacts | None) -> None:
        self._facts = facts
        if facts is None:
            self._chosen = ("", "")
            self.card.show_nothing()
        elif facts.record == self._chosen[1]:
            self.card.show_facts(facts)

    def _hear(self, what: str, said: object) -> None:
        if not isinstance(said, dict):
            return
        if what == "moved":
            south, west, north, east = (float(said[edge]) for edge in ("south", "west", "north", "east"))
            first, self._view = self._view is None, View(south, west, north, east, round(float(said["zoom"])))
            if first:
                self.offers_changed.emit()
            self.middle = Position(float(said["lat"]), float(said["lon"]))
            self._rest.start()
        elif what == "chosen":
            self.choose(str(said["layer"]), str(said["id"]))
        elif what == "cluster":
            self.middle = Position(float(said["lat"]), float(said["lon"]))
            self._fill_list()
        elif what == "put" and self._facts is not None and self._facts.position is not None:
            self._put_at = Position(round(float(said["lat"]), 6), round(float(said["lon"]), 6))
            away = distance(metres_between(self._facts.position, self._put_at))
            self.card.show_facts(self._facts, moved=f"Moved {away} from where it was.")
        elif what == "drawn":
            self.drawn = bool(self.view_in_words)
        elif what == "ground":
            self.view_in_words = str(said["said"])
            self.map.setAccessibleDescription(self.view_in_words)

    def _tell_refused(self, number: int) -> None:
        self._about.say(f"{CAVEAT}: 0 requests sent, {number} refused.")

    def _open(self, layer: str, record: str) -> None:
        kind = KIND_OF_LAYER.get(layer, layer)
        if self._desk.can_open(kind):
            self._desk.open(kind, record)

    def _find(self) -> None:
        typed, today = self.words.text(), self._desk.today()

        def go(found: Found) -> None:
            if found.place and self._held.find("place", found.place) is not None:
                self.choose("place", found.place, on_map=True, zoom=found.zoom)
            else:
                self.map.do("go", found.position.lat, found.position.lon, found.zoom)

        self._desk.ask_book(lambda book: find(book, typed, today), go, owner=self, failed=self._refuse)

    def _refuse(self, error: Exception) -> None:
        from wehere_desktop.refusal import Refusal

        if isinstance(error, Refusal):
            self._desk.notices.refuse(error)
        else:
            self._desk.notices.fault(error)

    def _to_words(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _leave(self) -> None:
        if self.measure.isChecked():
            self.measure.setChecked(False)
            self._measure()
        self._stop_putting()

    def _measure(self) -> None:
        self._stop_putting()
        self.map.do("measure", self.measure.isChecked())

    def _put(self) -> None:
        if self._facts is not None and self._facts.position is not None:
            position = self._facts.position
            self._put_at = position
            self.map.do("put", {"lat": position.lat, "lon": position.lon})
            self.card.show_facts(self._facts, moved="Drag its mark to where it is.")

    def _stop_putting(self) -> None:
        if self._put_at is None:
            return
        self._put_at = None
        self.map.do("put", None)
        if self._facts is not None:
            self.card.show_facts(self._facts)

    def _keep_position(self) -> None:
        at, facts = self._put_at, self._facts
        if at is None or facts is None or facts.kind != "place":
            return

        def work(book: BeatBook) -> None:
            book.places.amend(facts.record, latitude=at.lat, longitude=at.lon)

        self._put_at = None
        self.map.do("put", None)
        self._desk.change(f"Put {facts.title} right on the map", work, owner=self, then=lambda _: self._ask())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the side to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        wide = min(look.px(SIDE_WIDTH), max(self.width() * 38 // 100, 260))
        self.card.setFixedWidth(wide)
        self._near_card.setFixedWidth(wide)
        self.words.setFixedWidth(look.px(FIND_WIDTH))


_NAMES = {
    "place": ("place",),
    "concern": ("open concern",),
    "priority": ("priority", "priorities"),
    "meeting": ("meeting to come", "meetings to come"),
    "visit": ("place visited", "places visited"),
}
