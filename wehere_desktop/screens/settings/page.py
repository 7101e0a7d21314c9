"""The page of Settings: what belongs to this laptop takes hold at once, what belongs to the book by a button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.lock_after import LOCK_AFTER, MINUTES
from wehere_desktop.desk.look import Mode
from wehere_desktop.desk.pieces import Button, Card, ScrollPage, Text, column, restyle, row
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.preferences import read_setting, write_setting
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.settings.kinds import Kinds
from wehere_desktop.screens.settings.packs_card import PacksCard
from wehere_desktop.screens.settings.usual import keep_usual
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from wehere_desktop.records.change import Changed

SIZES = (100, 120, 150, 200)
MODES = ((Mode.SYSTEM, "As the system has it"), (Mode.LIGHT, "Light"), (Mode.DARK, "Dark"))
LABEL_WIDTH = 132
WIDEST = 820
# What is said beside a field has to be in sight with it
SEEN_BESIDE = 64


class Settings(ScreenWidget):
    """Three cards: this laptop, its map packs, and the book."""

    def __init__(self, desk: Desk) -> None:
        """Lay out the page."""
        super().__init__()
        self._desk = desk
        self.sizes = {size: Button(f"{size} %", partial(self._resize, size), rank="chip") for size in SIZES}
        self.modes = {mode: Button(words, partial(self._colour, mode), rank="chip") for mode, words in MODES}
        self.minutes = {each: Button(f"{each} minutes", partial(self._lock, each), rank="chip") for each in MINUTES}
        self.kinds = Kinds(desk)
        self.kinds.setEnabled(not desk.book.read_only)
        self.kinds.submitted.connect(self.keep)
        self.keep_button = Button("Keep", self.keep, rank="first", name="Keep how often each kind wants to see us")
        self.keep_button.setEnabled(not desk.book.read_only)
        self._page = page = ScrollPage()
        held = QWidget()
        held.setMaximumWidth(desk.look.px(WIDEST))
        whole = column(spacing=16)
        whole.addWidget(Text("Settings", step="title"))
        whole.addWidget(self._laptop())
        self.packs = PacksCard(desk)
        whole.addWidget(self.packs)
        whole.addWidget(self._book())
        whole.addStretch(1)
        held.setLayout(whole)
        page.body.addWidget(held)
        around = column()
        around.addWidget(page)
        self.setLayout(around)
        desk.look.changed.connect(self._show)
        self._show()

    def refresh(self, changed: Changed | None) -> None:
        """Fill in what the book says, unless somebody is typing."""
        del changed
        if not self.kinds.is_changed():
            self.kinds.fill(self._desk.book.usual_frequencies.by_kind())

    def has_unsaved(self) -> bool:
        """Say whether days were typed that are not kept."""
        return self.kinds.is_changed()

    def keep(self) -> None:
        """Keep how often each kind wants to see the team, as one change."""
        wanted, wrong = self.kinds.wanted()
        if wrong:
            self._desk.notices.refuse(wrong, self.kinds)
            self._page.ensureWidgetVisible(self.kinds.editor(PlaceKind(wrong[0].field)), 0, SEEN_BESIDE)
            return

        def kept(number: int) -> None:
            self.kinds.fill(wanted)
            if not number:
                self._desk.notices.tell("Nothing was different")

        self._desk.change(
            "Set how often kinds of place want to see us",
            lambda book: keep_usual(book, wanted),
            owner=self,
            form=self.kinds,
            then=kept,
        )

    def _laptop(self) -> Card:
        card = Card("This laptop", "takes hold at once")
        for words, buttons in (
            ("Text size", self.sizes.values()),
            ("Colours", self.modes.values()),
            ("Lock after", self.minutes.values()),
        ):
            card.body.addLayout(self._line(words, list(buttons)))
        card.body.addLayout(self._line("Network", [Button("What was sent, and whom we credit", self._tell_about)]))
        return card

    def _tell_about(self) -> None:
        from wehere_desktop.desk.about import TITLE, About

        self._desk.show_sheet(TITLE, About(self._desk))

    def _book(self) -> Card:
        card = Card("This book", "for the whole team")
        said = "Days between contacts with places of each kind. A place may have its own; left empty, it is as usual."
        card.body.addWidget(Text(said, tone="quiet", wrap=True))
        card.body.addWidget(self.kinds)
        card.body.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignLeft)
        lies = (
            f"The book lies in {self._desk.book.folder.parent}. Copies go where you say: Alt+W, “Back up this book…”."
        )
        card.body.addWidget(Text(lies, tone="quiet", wrap=True, selectable=True))
        return card

    def _line(self, words: str, buttons: Sequence[Button]) -> QHBoxLayout:
        across = row()
        label = Text(words)
        label.setFixedWidth(self._desk.look.px(LABEL_WIDTH))
        across.addWidget(label)
        for button in buttons:
            button.setAccessibleName(f"{words}: {button.text()}")
            across.addWidget(button)
        across.addStretch(1)
        return across

    def _resize(self, size: int) -> None:
        self._desk.look.choose(scale=size)

    def _colour(self, mode: Mode) -> None:
        self._desk.look.choose(mode=mode)

    def _lock(self, minutes: int) -> None:
        try:
            write_setting(LOCK_AFTER, minutes)
        except Refusal as refusal:
            self._desk.notices.refuse(refusal)
            return
        self._desk.asked_to_lock_after.emit(minutes)
        self._show()
        self._desk.notices.tell(f"The book locks after {counted(minutes, 'minute')} without a key or the pointer")

    def _show(self) -> None:
        """Mark what holds now; a screen reader is told too."""
        look = self._desk.look
        for buttons, now in (
            (self.sizes, look.scale),
            (self.modes, look.mode),
            (self.minutes, read_setting(LOCK_AFTER)),
        ):
            for value, button in buttons.items():
                name = button.accessibleName().removesuffix(", chosen")
                button.setProperty("on", "true" if value == now else "")
                button.setAccessibleName(f"{name}, chosen" if value == now else name)
                restyle(button)
