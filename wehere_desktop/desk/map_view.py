"""The map of the window: a page served by the program itself, told what to show and telling what was pointed at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.pieces import EmptyState, column
from wehere_desktop.preferences import laptop_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.map_scheme import Gatekeeper, OurPage
    from wehere_desktop.maps.packs import PackGround

USUAL_SCALE = 100
NO_BROWSER = "The map cannot be drawn on this computer"
WITHOUT = (
    "A part of the system that it is drawn with is missing. Ask your IT support to install WeHere again, with the "
    "libraries its README names. Everything on the map stands in the list, nearest first."
)
CALLED = "Map; the same things are in the list beside it, nearest first"


class MapView(QWidget):
    """Shows the map page once `begin` was called; until then nothing of the browser is loaded.

    `answer` is asked in a lane for what the page wants, by path and words; `told` carries what the page says: its
    word (“chosen”, “moved”, “put” …) and a dict of texts. `refused` carries how many requests elsewhere were refused.
    """

    told = Signal(str, object)
    ready = Signal()
    refused = Signal(int)

    def __init__(
        self, look: Look, background: Background, answer: Callable[[str, dict[str, str]], bytes | None]
    ) -> None:
        """Begin with an empty sheet."""
        super().__init__()
        self._look, self._background, self._answer = look, background, answer
        self._view: QWebEngineView | None = None
        self._page: OurPage | None = None
        self._gate: Gatekeeper | None = None
        self._packs: PackGround | None = None
        self._waiting: list[str] = []
        self.is_ready = False
        #: Whether the browser could not be loaded: `do` then does nothing.
        self.broken = False
        self._inside = column(spacing=0)
        self.setLayout(self._inside)
        look.changed.connect(self._dress)

    @property
    def page(self) -> OurPage | None:
        """Return the page, None until the map has begun."""
        return self._page

    @property
    def browser(self) -> QWidget | None:
        """Return what takes the pointer and the keys inside the map, None until the map has begun."""
        return self._view.focusProxy() if self._view is not None else None

    @property
    def requests_refused(self) -> int:
        """Return how many requests to anywhere else the page has made; each was refused."""
        return self._gate.count if self._gate is not None else 0

    def begin(self) -> None:
        """Load the browser and the page, if that has not been done; where it cannot be, `broken` says so."""
        if self._view is not None or self.broken:
            return
        try:
            self._load()
        except ImportError:
            # A part of the system that the browser stands on is missing: the rest of the program does without a map
            self.broken = True
            said = EmptyState(self._look, "map", NO_BROWSER, WITHOUT)
            self._inside.addStretch(2)
            self._inside.addWidget(said)
            self._inside.addStretch(3)

    def _load(self) -> None:
        from PySide6.QtWebEngineCore import QWebEngineProfile
        from PySide6.QtWebEngineWidgets import QWebEngineView

        from wehere_desktop.desk.map_scheme import ADDRESS, SCHEME, Gatekeeper, OurPage, Server, register
        from wehere_desktop.maps.live_page import page_file
        from wehere_desktop.maps.packs import PackGround

        register()
        # The view with its page is made before the profile, so that it is also deleted before it
        self._view = QWebEngineView(self)
        profile = QWebEngineProfile(self)
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self._gate = Gatekeeper(profile)
        self._gate.refused.connect(self.refused)
        profile.setUrlRequestInterceptor(self._gate)
        self._packs = PackGround(laptop_folder())
        self.destroyed.connect(self._packs.close)
        server = Server(self._background, page_file, self._answer_or_ground, profile)
        server.told.connect(self._hear)
        profile.installUrlSchemeHandler(SCHEME, server)
        self._page = OurPage(profile, self._view, self._gate)
        self._page.setBackgroundColor(self._look.colours.ground)
        self._view.setPage(self._page)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAccessibleName(CALLED)
        self._inside.addWidget(self._view)
        self._view.setUrl(ADDRESS)

    def make_ground_ready(self) -> None:
        """Have the sketch map made ready in a lane, for the sheet that the page asks for next.

        Once the book has answered rather than beside it: two at once would take turns, and the answer is waited for.
        """
        from wehere_desktop.cartography.mercator import projected_sketch

        if not self.broken:
            self._background.run(projected_sketch, owner=self, lane=Lane.FILES)

    def do(self, what: str, *values: Any) -> None:
        """Have the page do something: a name of its `weHere`, and values as JSON; kept until the page is ready."""
        words = ", ".join(json.dumps(value).replace("<", "\\u003c") for value in values)
        if self.broken:
            return
        script = f"window.weHere.{what}({words}); undefined"
        if self.is_ready and self._page is not None:
            self._page.runJavaScript(script)
        else:
            self._waiting.append(script)

    def describe(self, words: str) -> None:
        """Tell a screen reader what the map shows; it hears so when it comes to the map."""
        self.setAccessibleDescription(words)
        if self.browser is not None:
            self.browser.setAccessibleDescription(words)

    def ask(self, script: str, then: Callable[[Any], None]) -> None:
        """Ask the page for a value; `then` gets it on the window's thread."""
        if self._page is not None:
            self._page.runJavaScript(script, 0, then)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the page see whether map packs were added or removed meanwhile."""
        super().showEvent(event)
        if self.is_ready:
            self.do("packs")

    def _answer_or_ground(self, path: str, asked: dict[str, str]) -> bytes | tuple[str, bytes] | None:
        if self._packs is not None and path in ("/packs", "/tile", "/picture"):
            return self._packs.answer(path, asked)
        return self._answer(path, asked)

    def _hear(self, what: str, said: object) -> None:
        if what != "ready":
            self.told.emit(what, said)
            return
        self.is_ready = True
        if self.browser is not None:
            # What takes the keys is made by the browser itself, without a name
            self.browser.setAccessibleName(CALLED)
        self._dress()
        waiting, self._waiting = self._waiting, []
        if self._page is not None:
            for script in waiting:
                self._page.runJavaScript(script)
        self.ready.emit()

    def _dress(self) -> None:
        if not self.is_ready:
            return
        colours, dark = self._look.colours, self._look.dark
        self.do(
            "look",
            {
                "dark": dark,
                "scale": self._look.scale / USUAL_SCALE,
                "ink": colours.ink,
                "quiet": colours.quiet,
                "halo": "#1a212b" if dark else "#fbfaf6",
                "late": "#e0564d" if dark else colours.late,
                "accent": colours.link,
                "surface": colours.surface,
            },
        )
