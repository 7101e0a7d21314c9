"""Drawing an area on the map: what is told of clicks and keys becomes an area, is looked at, and is kept with undo."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from wehere_desktop.desk.notices import as_refusal
from wehere_desktop.desk.pieces import Button
from wehere_desktop.neighbourhood.drawn_area import (
    Crossing,
    DrawnArea,
    Spot,
    closed,
    crossing_of,
    inserted,
    mended_area,
    moved,
    refuse_unfit,
    size_in_words,
    taken_out,
    with_corner,
)
from wehere_desktop.neighbourhood.typed_corners import area_typed, corners_in_words, position_typed
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.reference import open_gazetteer
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.map.drawing_panel import HOW, HOW_EDIT, DrawingPanel
from wehere_desktop.screens.map.drawn_for import DrawnFor, Kind, drawn_for, writing_of
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from wehere_desktop.desk.map_view import MapView
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.drawn_boundary import DrawnChange

CLOSE = 15
WORTH_ASKING = 3
"""Corners or edits from which leaving is asked about."""


class Drawing(QObject):
    """Holds the area being drawn. `turned` says that drawing begins or ends, `kept` which record's area was written."""

    turned = Signal(bool)
    kept = Signal(str, str)

    def __init__(self, desk: Desk, the_map: MapView, parent: QObject) -> None:
        """Begin with nothing being drawn; `chip` offers to, and `panel` is shown while it is."""
        super().__init__(parent)
        self._desk, self._map = desk, the_map
        self.chip = Button("Draw ▾", self._offer, rank="chip", name="Draw an area for a priority or a beat")
        if desk.book.read_only:
            self.chip.hide()
        self.panel = DrawingPanel(desk)
        self.panel.hide()
        self.wanted: DrawnFor | None = None
        self.area = DrawnArea()
        self._before: list[DrawnArea] = []
        self._adding = self._dirty = False
        self._heard = self._answered = 0  # Numbers of what the page told last, and of what it was answered
        self._refused = ""
        self._crossing: Crossing | None = None
        self._looked: DrawnChange | None = None
        self._chosen: tuple[str, str, str] = ("", "", "")
        self.panel.done.connect(self._do)
        self.panel.typed.connect(self._typing)
        self.panel.day_changed.connect(self._day_changed)
        self.panel.picked.connect(self.begin)
        the_map.told.connect(self._hear)
        the_map.ready.connect(self._show_page)

    @property
    def is_on(self) -> bool:
        """Say whether the panel is in use."""
        return not self.panel.isHidden()

    @property
    def is_unsaved(self) -> bool:
        """Say whether something was drawn or typed that is not kept."""
        return self.wanted is not None and (bool(self._before) or self._dirty)

    def point_at(self, kind: str, record: str, title: str) -> None:
        """Remember what is chosen on the map, so that drawing for it is offered first."""
        self._chosen = (kind, record, title)

    def choose(self, kind: Kind) -> None:
        """Ask which priority or beat an area is for."""

        def first() -> list[str]:
            book, today, mine = self._desk.book, self._desk.today(), self._desk.mine()
            unit = [each.id for each in book.beats.in_lpu(mine.lpu, today)] if mine.lpu else []
            beats = mine.beats or unit or [each.id for each in book.beats.current(today)]
            return list(beats) if kind == "beat" else [each.id for each in book.priorities.live(beats)]

        self._end()
        self.panel.choose(kind, first)
        self.panel.show()
        self.turned.emit(True)  # noqa: FBT003 - a plain switch, as Qt has them

    def begin(self, kind: str, record: str) -> None:
        """Draw the area of a priority or the boundary of a beat, or edit the one it has."""
        wanted = drawn_for(self._desk.book, "beat" if kind == "beat" else "priority", record)
        if wanted is None:
            return
        self._end()
        self.wanted, self.area = wanted, wanted.had
        self.panel.begin(wanted)
        self.panel.show()
        self.turned.emit(True)  # noqa: FBT003 - likewise
        if not wanted.had.parts and wanted.look_at is not None:
            self._map.do("go", wanted.look_at.lat, wanted.look_at.lon, CLOSE - (2 if kind == "beat" else 0))
        self._show(fit=True)

    def leave(self) -> None:
        """End drawing; asked about first where several corners would be lost."""
        if len(self._before) < WORTH_ASKING and not self._dirty:
            self._end()
            return
        title = self.wanted.title if self.wanted is not None else ""
        self._desk.notices.ask(
            f"What you drew for {title} is not kept yet.",
            lambda yes: self._end() if yes else None,
            yes="Leave it undrawn",
            no="Draw on",
        )

    def _end(self) -> None:
        was_on = self.is_on
        self.wanted, self.area, self._before = None, DrawnArea(), []
        self._adding = self._dirty = False
        self._refused, self._looked = "", None
        self.panel.hide()
        self._map.do("draw", None)
        if was_on:
            self.turned.emit(False)  # noqa: FBT003 - likewise

    def _offer(self) -> None:
        if self.is_unsaved:
            self.leave()
            return
        menu = QMenu(self.chip)
        kind, record, title = self._chosen
        if kind in ("priority", "beat"):
            what = "boundary" if kind == "beat" else "area"
            short = title if len(title) <= 40 else f"{title[:39]}…"  # noqa: PLR2004 - letters of a menu's line
            line = menu.addAction(f"The {what} of {short}".replace("&", "&&"))
            line.triggered.connect(partial(self._begin_chosen, kind, record))
            menu.addSeparator()
        menu.addAction("An area for a priority…").triggered.connect(lambda _=False: self.choose("priority"))
        menu.addAction("The boundary of a beat…").triggered.connect(lambda _=False: self.choose("beat"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.chip.mapToGlobal(QPoint(0, self.chip.height() + 2)))

    def _begin_chosen(self, kind: str, record: str, _: object = None) -> None:
        self.begin(kind, record)

    def _hear(self, what: str, said: object) -> None:
        if what != "draw" or self.wanted is None or not isinstance(said, dict):
            return
        try:
            self._heard = int(said["told"])
            self._take(str(said["do"]), {name: str(value) for name, value in said.items()})
        except Refusal as refusal:
            self._refused = str(refusal)
            self._show()
        except (KeyError, ValueError):
            # The page tells nothing else; what makes no sense changes nothing.
            return
        if self._answered != self._heard:
            self._show_page()

    def _take(self, does: str, said: dict[str, str]) -> None:
        if does in ("back", "leave", "close"):
            self._do(does)
            return
        lat, lon = float(said["lat"]), float(said["lon"])
        if does == "add":
            if self._is_open():
                self._put(with_corner(self.area, lat, lon))
            return
        spot = Spot(int(said["part"]), int(said["ring"]), int(said["corner"]))
        if does == "move":
            self._put(moved(self.area, spot, lat, lon))
        elif does == "insert":
            self._put(inserted(self.area, spot, lat, lon))
        elif does == "take":
            self._put(taken_out(self.area, spot))

    def _is_open(self) -> bool:
        return bool(self.area.line) or self._adding or not self.area.parts

    def _put(self, area: DrawnArea) -> None:
        if area == self.area:
            return
        self._before.append(self.area)
        self.area, self._looked, self._refused = area, None, ""
        self._show()

    def _do(self, what: str) -> None:
        """Do one of the deeds of the panel or the page."""
        deeds: dict[str, Callable[[], object]] = {
            "back": self._take_back,
            "leave": self.leave,
            "close": self._close,
            "next": self._next,
            "mend": self._mend,
            "part": self._add_part,
            "remove": self._remove,
        }
        try:
            deeds[what]()
        except Refusal as refusal:
            self._refused = str(refusal)
            self._show()

    def _take_back(self) -> None:
        if self._before:
            self.area, self._looked, self._refused = self._before.pop(), None, ""
            self._show()

    def _close(self) -> None:
        area = closed(self.area)
        self._adding = False
        if area == self.area:
            self._show()
        self._put(area)

    def _add_part(self) -> None:
        self._adding, self._looked = True, None
        self._show()

    def _next(self) -> None:
        if self._dirty:
            self._read_typed()
        elif self.area.line:
            self._close()
        elif self.wanted is not None and self.wanted.kind == "beat" and self._looked is None:
            self._look()
        else:
            self._keep()

    def _read_typed(self) -> None:
        typed = self.panel.corners.toPlainText()

        def read() -> DrawnArea:
            with closing(open_gazetteer(laptop_folder())) as gazetteer:
                return area_typed(typed, lambda line: position_typed(line, gazetteer))

        def then(area: DrawnArea) -> None:
            if self.panel.corners.toPlainText() != typed:
                return
            self._dirty = self._adding = False
            self._put(area)
            self._show(fit=True)

        self._desk.background.run(read, then=then, failed=self._not_done, owner=self)

    def _look(self) -> None:
        wanted = self.wanted
        if wanted is None:
            return
        text = refuse_unfit(self.area, longest=wanted.refuse_longest())
        self._since()

        def then(found: DrawnChange) -> None:
            if self.wanted is wanted and not self._dirty and self.area.text() == text:
                self._looked = found
                self._show()

        self._desk.ask_book(lambda book: wanted.would_do(book, text), then, owner=self, failed=self._not_done)

    def _since(self) -> date | None:
        """Return the day a boundary holds from; refused beside its field."""
        if self.wanted is None or self.wanted.kind != "beat":
            return None
        try:
            return self.wanted.refuse_day(self._desk.book, self.panel.day.values()["since"])
        except Refusal as refusal:
            self.panel.day.refuse([refusal])
            raise

    def _mend(self) -> None:
        wanted = self.wanted
        if wanted is None:
            return
        if crossing_of(self.area) is not None:
            self._put(mended_area(self.area))
            return
        text = self.area.text()
        self._desk.ask_book(lambda book: wanted.mended(book, text), self._put, owner=self, failed=self._not_done)

    def _keep(self) -> None:
        wanted, area = self.wanted, self.area
        if wanted is None:
            return
        text = refuse_unfit(area, longest=wanted.refuse_longest())
        label, write = writing_of(wanted, area, text, self._since())
        self._desk.change(label, write, owner=self, then=lambda _: self._is_kept(wanted), form=self.panel.day)

    def _remove(self) -> None:
        wanted = self.wanted
        if wanted is None or wanted.kind != "priority":
            return
        self._desk.change(
            f"Remove the area of {wanted.title}",
            lambda book: book.priorities.amend(wanted.record, area=""),
            owner=self,
            then=lambda _: self._is_kept(wanted),
        )

    def _is_kept(self, wanted: DrawnFor) -> None:
        self._end()
        self.kept.emit(wanted.kind, wanted.record)

    def _not_done(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            self._desk.notices.fault(error)
            return
        self._refused = str(as_refusal(error))
        self._show()

    def _typing(self) -> None:
        self._dirty, self._looked, self._refused = True, None, ""
        self._show()

    def _day_changed(self) -> None:
        if self._looked is not None:
            self._looked = None
            self._show()

    def _show(self, *, fit: bool = False) -> None:
        """Bring panel and page up to what is drawn."""
        if self.wanted is None:
            return
        self._crossing = crossing = crossing_of(self.area)
        trouble = self._refused or (f"It crosses itself {crossing}." if crossing is not None else "")
        size = _size(self.area, crossing) or "Nothing drawn yet"
        panel, looked = self.panel, self._looked
        mendable = not self._is_open() and (crossing is not None or (looked is not None and looked.can_be_mended))
        panel.say(how=HOW if self._is_open() else HOW_EDIT, size=size, trouble=trouble, mendable=mendable)
        panel.put_found(looked.sentences() if looked is not None else ())
        if not self._dirty:
            panel.put_corners(corners_in_words(self.area))
        ready = self._dirty or bool(self.area.line) or (self.area.is_whole and crossing is None)
        panel.offer(
            self._next_in_words(),
            ready=ready,
            can_go_back=bool(self._before),
            can_add=self.area.is_whole and not self._adding and crossing is None,
        )
        self._show_page(fit=fit)

    def _next_in_words(self) -> str:
        if self._dirty:
            return "Draw these corners"
        if self.area.line:
            return "Close it"
        if self.wanted is not None and self.wanted.kind == "beat":
            return "See what changes" if self._looked is None else "Keep boundary"
        return "Keep this area"

    def _show_page(self, *, fit: bool = False) -> None:
        if self.wanted is None:
            return
        area, crossing, self._answered = self.area, self._crossing, self._heard
        said = _size(area, crossing) or "Click where the first corner is"
        held: dict[str, object] = {
            "record": self.wanted.record,
            "heard": self._heard,
            "parts": [[[[lat, lon] for lon, lat in ring] for ring in part] for part in area.parts],
            "line": [[lat, lon] for lon, lat in area.line],
            "open": self._is_open(),
            "crossed": [crossing.lat, crossing.lon] if crossing is not None else None,
            "said": f"{said} · crosses itself" if crossing is not None else said,
        }
        corners = [corner for part in area.parts for ring in part for corner in ring]
        if fit and corners:
            lons, lats = zip(*corners, strict=True)
            held["fit"] = [[min(lats), min(lons)], [max(lats), max(lons)]]
        self._map.do("draw", held)


def _size(area: DrawnArea, crossing: Crossing | None) -> str:
    """Return how large an area is in words; of one that crosses itself only its corners: it has no one size."""
    if not area.corners:
        return ""
    return size_in_words(area) if crossing is None else counted(area.corners, "corner")
