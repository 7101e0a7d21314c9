"""The page of the map: the map at the left, the record pointed at and the list nearest to its middle at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from wehere_desktop.desk.aloud import say_aloud
from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.given_back import give_back
from wehere_desktop.desk.map_view import MapView
from wehere_desktop.desk.pieces import Button, Card, Text, column, row
from wehere_desktop.desk.screen import Desk, PrintOffer, ScreenWidget
from wehere_desktop.maps.live_answers import MapWanted, OnMap, answer, on_map, with_beats
from wehere_desktop.maps.round_layer import ROUND, day_of
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.records.point_field import View
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.map.card import RecordCard
from wehere_desktop.screens.map.card_facts import KIND_OF_LAYER, CardFacts, card_of
from wehere_desktop.screens.map.drawing import Drawing
from wehere_desktop.screens.map.finding import CLOSE, Found, find
from wehere_desktop.screens.map.narrowing import Narrowing
from wehere_desktop.screens.map.nearby import NearbyList, nearest
from wehere_desktop.screens.map.putting import Putting
from wehere_desktop.screens.map.shown import foot_line, how_many, in_view, packs_told, paper_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.records.change import Changed

SIDE_WIDTH = 340
FIND_WIDTH = 232
REST_MS = 120
# What is in view is reckoned for screen readers once the map has come to rest
SAID_MS = 400
MIDDLE = Position(53.2, -2.55)


class MapPage(ScreenWidget):
    """Keeps map, list and record together: what is chosen in one is chosen in all."""

    def __init__(self, desk: Desk) -> None:
        """Lay out map and list; the browser is loaded when the page is first filled."""
        super().__init__()
        self._desk = desk
        self._held = OnMap()
        self._asked: Job | None = None
        self._facts: CardFacts | None = None
        self._chosen = self._wanted_later = ("", "")
        self._view: View | None = None
        self.middle = MIDDLE
        self.view_in_words, self._ground = "", packs_told({})
        #: Whether the ground and everything on it have been drawn as they were asked for last.
        self._fitted = self._marked = self.drawn = False
        self.map = MapView(desk.look, desk.background, self._answer)
        self.narrowing = Narrowing(desk)
        self.words = QLineEdit()
        self.words.setAccessibleName("Find a postcode, town or place on the map")
        self.words.setPlaceholderText("Postcode, town or place")
        self.words.setClearButtonEnabled(True)
        self.measure = Button("Measure", self._measure, rank="chip", name="Measure a distance on the map")
        self.measure.setCheckable(True)
        self.card = RecordCard(desk)
        self.putting = Putting(desk, self.map, self.card, self)
        self.drawing = Drawing(desk, self.map, self)
        self.list = NearbyList()
        self._count = Text("", tone="quiet", elide=True)
        self._foot = Text(foot_line(self._held, 0), tone="quiet", step="small", wrap=True)
        self.as_list = Button("As a list", lambda: desk.go("places"), rank="chip", name="Show these places as a list")
        self._near = Text("Nearest to the middle of the map", strong=True, elide=True)
        self._lay_out()
        self._whole = QAction("Show all of it", self)
        self._whole.triggered.connect(self.fit)
        self._rest, self._described = self._timer(REST_MS, self._fill_list), self._timer(SAID_MS, self._describe)
        self._wire()

    def _timer(self, wait: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(do)
        return timer

    def _lay_out(self) -> None:
        head = row(spacing=8)
        head.addWidget(Text("Map", step="title"))
        head.addWidget(self._count, 1)
        head.addWidget(self.words)
        head.addWidget(self.measure)
        head.addWidget(self.drawing.chip)
        head.addWidget(self.as_list)
        frame = Card(tight=True)
        frame.setAccessibleName("Map")
        frame.body.setContentsMargins(1, 1, 1, 1)
        frame.body.addWidget(self.map)
        left = column(spacing=10)
        left.addWidget(frame, 1)
        left.addWidget(self._foot)
        near = Card(tight=True)
        near.setAccessibleName("Nearest to the middle of the map")
        inside = column(spacing=6, margins=(12, 10, 6, 6))
        inside.addWidget(self._near)
        inside.addWidget(self.list, 1)
        near.body.addLayout(inside)
        self._side = column(spacing=12)
        self._side.addWidget(self.card)
        self._side.addWidget(near, 1)
        self._side.addWidget(self.drawing.panel, 1)
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
        self.map.refused.connect(self._tell_foot)
        self.list.chosen.connect(lambda layer, record: self.choose(layer, record, on_map=True))
        self.list.opened.connect(self._open)
        self.list.zoomed.connect(lambda steps: self.map.do("zoom", steps))
        self.card.putting.connect(lambda: self.putting.begin(self._facts))
        self.card.drawing.connect(lambda: self.drawing.begin(*self._chosen))
        self.drawing.turned.connect(self._drawing_turned)
        self.drawing.kept.connect(self._area_kept)
        self._desk.look.changed.connect(self._fit)
        for keys, do in (("Ctrl+F", self._to_words), ("Escape", self._leave)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)

    def refresh(self, changed: Changed | None) -> None:
        """Ask for what is on the map anew, while the browser comes up; what is on show stays until it is there."""
        del changed
        self._ask()
        self.map.begin()

    def show_record(self, kind: str, record: str) -> None:
        """Point at a record: where it is on the map, whether or not what is chosen above the map holds it."""
        self._wanted_later = (kind, record)
        if kind == ROUND:
            self.narrowing.want_round(day_of(record))
        else:
            self.narrowing.turn_on(kind)
        if self._asked is None:
            self._show_wanted()

    def has_unsaved(self) -> bool:
        """Say whether an area is being drawn that is not kept."""
        return self.drawing.is_unsaved

    def commands(self) -> list[QAction]:
        """Offer to see everything again."""
        return [self._whole]

    def prints(self) -> Sequence[PrintOffer]:
        """Offer the map as it is shown, with its places numbered and listed."""
        view, held = self._view, self._held
        return (paper_of(held, view, self.narrowing.in_words()),) if view is not None and held.fields else ()

    def fit(self, *_: object) -> None:
        """Show everything that is on the map."""
        edges = self._held.edges()
        if edges is not None:
            self.map.do("fit", edges)

    def choose(self, layer: str, record: str, *, on_map: bool = False, zoom: int = 0) -> None:
        """Show a thing's record, mark it in list and map; `on_map` moves the map to it if it lies outside."""
        if (layer, record) != self._chosen:
            self.putting.stop()
        self._chosen = (layer, record)
        point = self._held.find(layer, record)
        if not self.list.mark(layer, record) and point is not None:
            self._fill_list()
        if point is not None:
            held: dict[str, object] = {"layer": layer, "id": record, "name": point.name}
            if on_map:
                held |= {"lat": point.latitude, "lon": point.longitude, "zoom": zoom, "centre": zoom > 0}
            self.map.do("choose", held)
        else:
            self.map.do("choose", None)
        today, crimes, call = self._desk.today(), self._held.crimes, self._held.round.said_of(record)
        self._desk.ask_book(lambda book: card_of(book, layer, record, today, crimes, call), self._tell, owner=self)

    def _answer(self, path: str, asked: dict[str, str]) -> bytes | None:
        return answer(self._held, path, asked)

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        wanted, today = self.narrowing.wanted_on_map(), self._desk.today()
        # The shades of the beats come after what lies on them, which need not wait for them
        self._asked = self._desk.ask_book(
            lambda book: on_map(book, wanted, today=today, shaded=False),
            lambda held: self._take(held, wanted),
            owner=self,
        )

    def _shade(self, wanted: MapWanted) -> None:
        held, today = self._held, self._desk.today()

        def show(made: OnMap) -> None:
            self._asked, self._held = None, made
            self.map.do("shade")
            self._show_wanted()

        self._asked = self._desk.ask_book(lambda book: with_beats(book, held, wanted, today=today), show, owner=self)

    def _take(self, held: OnMap, wanted: MapWanted) -> None:
        self._asked, self._held, self._marked, self.drawn = None, held, False, False
        self.map.make_ground_ready()
        self.narrowing.tell_crimes(held.crimes)
        self.narrowing.tell_round(held.round)
        shown = how_many(held)
        self._count.say(f"{shown} · {self.narrowing.in_words()}" if shown else "nothing chosen")
        if "place" in held.fields:
            self.narrowing.tell_unnamed(held.fields["place"].how_many_of_nobody())
        self._tell_foot()
        first = held.edges() if not self._fitted else None
        if self._wanted_later[0] == ROUND:
            first, self._wanted_later = held.fields[ROUND].edges() or first, ("", "")
        if first is not None:
            self._fitted = True
            (south, west), (north, east) = first
            self.middle = Position((south + north) / 2, (west + east) / 2)
        self.map.do("refresh", first)
        self._shade(wanted)
        self._fill_list()
        self._show_wanted()
        if self._chosen[1]:
            self.choose(*self._chosen)
        self._describe()
        self.offers_changed.emit()

    def _show_wanted(self) -> None:
        layer, record = self._wanted_later
        if layer == "beat":
            self.map.do("beat", record)
        if record:
            if layer == "beat" or self._held.find(layer, record) is not None:
                self._wanted_later = ("", "")
            self.choose(layer, record, on_map=True, zoom=CLOSE)

    def _fill_list(self) -> None:
        held, middle, chosen = self._held, self.middle, self._chosen

        def show(lines: list) -> None:  # type: ignore[type-arg] # of `Near`
            # Two at once are answered in either order, and of an older one the list would stay behind the map
            if middle == self.middle and held.fields is self._held.fields:
                self.list.put(lines)
                if self._chosen[1]:
                    self.list.mark(*self._chosen)

        self._desk.background.run(lambda: nearest(held, middle, chosen), then=show, owner=self, lane=Lane.FILES)

    def _tell(self, facts: CardFacts | None) -> None:
        self._facts = facts
        if facts is None:
            self._chosen = ("", "")
            self.card.show_nothing()
        elif facts.record == self._chosen[1] and not self.putting.is_on:
            self.drawing.point_at(facts.kind, facts.record, facts.title)
            there = any(field.find(facts.record) is not None for field in self._held.fields.values())
            self.card.show_facts(facts, aside="" if there or facts.kind == "beat" else self._not_shown(facts))
            if not self.list.hasFocus():
                # Whoever moves through the list has heard its row
                say_aloud(self.card, f"{facts.title}, {facts.under}")

    def _not_shown(self, facts: CardFacts) -> str:
        """Mark a thing that the map does not hold, go there if that was asked for, and return what to say of it."""
        wanted, self._wanted_later = self._wanted_later, ("", "")
        if facts.position is None:
            return "It has no position yet, so that the map cannot show it."
        there: dict[str, object] = {"lat": facts.position.lat, "lon": facts.position.lon, "zoom": CLOSE}
        goes = wanted[1] == facts.record
        there |= {"layer": facts.kind, "id": facts.record, "name": facts.title}
        self.map.do("choose", there | {"stay": not goes, "centre": goes})
        if goes:
            self._came_to(facts.position)
        return "Not among what the map shows now: what is chosen above leaves it out."

    def _came_to(self, position: Position) -> None:
        if self.map.broken:
            self.middle = position
            self._fill_list()

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
            self._described.start()
        elif what == "chosen":
            self.choose(str(said["layer"]), str(said["id"]))
        elif what == "cluster":
            self.middle = Position(float(said["lat"]), float(said["lon"]))
            self._fill_list()
        elif what == "drawn":
            self._marked, self.drawn = True, bool(self.view_in_words)
        elif what == "ground":
            # Whichever of the two comes later, an empty map among them
            self.view_in_words, self.drawn = str(said["said"]), self._marked
            self._described.start()
        elif what == "packed":
            self._ground = packs_told(said)
            self._tell_foot()

    def _describe(self) -> None:
        here = in_view(self._held, self._view) if self._view is not None else ""
        self.map.describe(f"{self.view_in_words} {here}".strip())
        self._desk.background.run(give_back, owner=self, lane=Lane.FILES)

    def _tell_foot(self, *_: object) -> None:
        self._foot.say(foot_line(self._held, self.map.requests_refused, self._ground))

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
                self._came_to(found.position)
                say_aloud(self.map, f"The map shows {found.words}")

        self._desk.ask_book(lambda book: find(book, typed, today), go, owner=self, failed=self._refuse)

    def _refuse(self, error: Exception) -> None:
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
        self.putting.stop()
        if self.drawing.is_on:
            self.drawing.leave()

    def _measure(self) -> None:
        self.putting.stop()
        self.map.do("measure", self.measure.isChecked())

    def _drawing_turned(self, on: bool) -> None:  # noqa: FBT001 - of a signal
        self.putting.stop()
        self.card.setVisible(not on)
        self._near_card.setVisible(not on)

    def _area_kept(self, kind: str, record: str) -> None:
        self.narrowing.turn_on(kind)
        self.choose(kind, record)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the calls of a day anew: a plan that was changed meanwhile says nothing."""
        super().showEvent(event)
        if ROUND in self.narrowing.layers:
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the side to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        wide = min(look.px(SIDE_WIDTH), max(self.width() * 38 // 100, 260))
        self.card.setFixedWidth(wide)
        self._near_card.setFixedWidth(wide)
        self.drawing.panel.setFixedWidth(wide)
        self.words.setFixedWidth(look.px(FIND_WIDTH))
