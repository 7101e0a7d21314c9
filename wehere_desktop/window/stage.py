"""The stage: builds each screen when it is first shown, and keeps shown ones fresh and hidden ones marked as stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget
    from wehere_desktop.records.change import Changed


class Stage(QStackedWidget):
    """Shows one screen at a time."""

    #: Another screen is shown; carries its name.
    shown = Signal(str)
    #: A screen's number for the rail is another; carries its name and the number.
    badge = Signal(str, int)
    #: What the page on show offers to do or print is different.
    offers_changed = Signal()

    def __init__(self, desk: Desk, screens: Sequence[Screen]) -> None:
        """Hold these screens, none of them built yet."""
        super().__init__()
        self.setProperty("house", "page")
        self._desk = desk
        self._screens = {each.name: each for each in screens}
        self._built: dict[str, ScreenWidget] = {}
        self._stale: set[str] = set()
        self._name = ""
        desk.announcer.changed.connect(self._heard)

    @property
    def name(self) -> str:
        """Return the name of the screen on show, empty before the first."""
        return self._name

    def current(self) -> ScreenWidget | None:
        """Return the page on show."""
        return self._built.get(self._name)

    def built(self) -> list[ScreenWidget]:
        """Return the pages built so far."""
        return list(self._built.values())

    def go(self, name: str) -> None:
        """Show a screen, building it the first time and refreshing it if the book has changed meanwhile."""
        if name not in self._screens:
            return
        if name not in self._built:
            page = self._screens[name].build(self._desk)
            page.setAccessibleName(self._screens[name].title)
            page.badge_changed.connect(lambda number, name=name: self.badge.emit(name, number))
            page.offers_changed.connect(self.offers_changed)
            self._built[name] = page
            self._stale.add(name)
            self.addWidget(page)
        page = self._built[name]
        self._name = name
        self.setCurrentWidget(page)
        if name in self._stale:
            self._stale.discard(name)
            page.refresh(None)
        self.shown.emit(name)

    def open(self, kind: str, record: str) -> bool:
        """Bring a record into view on the screen that shows its kind; say whether there is one."""
        return self._bring((each.name for each in self._screens.values() if kind in each.shows), kind, record)

    def locate(self, kind: str, record: str) -> bool:
        """Bring a record into view on the screen that shows where its kind lies; say whether there is one."""
        return self._bring((each.name for each in self._screens.values() if kind in each.locates), kind, record)

    def _bring(self, screens: Iterator[str], kind: str, record: str) -> bool:
        name = next(screens, "")
        if name:
            self.go(name)
            self._built[name].show_record(kind, record)
        return bool(name)

    def mark_all_stale(self) -> None:
        """Let every screen be refreshed when next shown, and the one on show now."""
        self._stale = set(self._built)
        if self._name:
            self._stale.discard(self._name)
            self._built[self._name].refresh(None)

    def _heard(self, changed: Changed) -> None:
        for name, page in self._built.items():
            if not self._screens[name].concerned_with & changed.kinds:
                continue
            if name == self._name and page.isVisible():
                page.refresh(changed)
            else:
                self._stale.add(name)
