"""The card of Settings with the map packs of this laptop: what each is, adding more, and using one no longer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.pieces import Button, Card, CardRow, Pill, Text, clear, column, rule
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.map_packs import add_pack, packs_of, remove_pack
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.map_packs import MapPack

ENDINGS = "Map packs (*.mbtiles *.pmtiles);;All files (*)"
ABOUT = (
    "A pack brings streets, buildings or pictures from above to the map, with no network: an MBTiles or PMTiles file, "
    "such as OS Open Zoomstack. Where it ends, the sketch map stands in. The file stays where it is."
)
# A sentence in a pill has to fit its line
_SHORT = {
    "Its file is not there": "file not there",
    "Its file has changed": "file changed",
    "It shows nothing": "not Cheshire",
}


class PacksCard(Card):
    """One row for each pack; what is added or removed takes hold at once, also on a map that is open."""

    def __init__(self, desk: Desk) -> None:
        """List what there is."""
        super().__init__("Map packs", "takes hold at once")
        self._desk = desk
        self.body.addWidget(Text(ABOUT, tone="quiet", wrap=True))
        self._rows = column(spacing=0)
        held = QWidget()
        held.setLayout(self._rows)
        self.body.addWidget(held)
        self.add_button = Button("Add…", self.choose, name="Add map packs")
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.fill()

    def fill(self) -> None:
        """Show the list as it is now."""
        clear(self._rows)
        try:
            packs = packs_of(laptop_folder())
        except Refusal as refusal:
            self._desk.notices.refuse(refusal)
            return
        for at, each in enumerate(packs):
            if at:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(each))
        if not packs:
            self._rows.addWidget(Text("None yet: the map is drawn from the sketch alone.", tone="quiet"))

    def choose(self) -> None:
        """Ask for files and use those that are packs."""
        files = self._desk.notices.files_to_open("Add map packs", ENDINGS, several=True)
        if not files:
            return
        self.add_button.setEnabled(False)
        self._desk.background.run(
            lambda: _add(laptop_folder(), files), then=self._added, failed=self._failed, owner=self, lane=Lane.FILES
        )

    def _added(self, done: tuple[list[MapPack], list[Refusal]]) -> None:
        self.add_button.setEnabled(True)
        added, refused = done
        self.fill()
        if added:
            self._desk.notices.tell(f"The map now uses {listed(each.facts.name for each in added)}")
        if refused:
            first, others = refused[0], len(refused) - 1
            also = f"{counted(others, 'other file')} refused too." if others else ""
            self._desk.notices.refuse(Refusal(first.sentence, remedy=f"{first.remedy} {also}".strip(), kind=first.kind))

    def _failed(self, error: Exception) -> None:
        self.add_button.setEnabled(True)
        self._desk.notices.fault(error)

    def _remove(self, path: str) -> None:
        try:
            gone = remove_pack(laptop_folder(), path)
        except Refusal as refusal:
            self._desk.notices.refuse(refusal)
        else:
            self._desk.notices.tell(f"The map no longer uses {gone.facts.name}; its file stays where it is")
        self.fill()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, pack: MapPack) -> CardRow:
        trouble = pack.trouble()
        short = next((words for begins, words in _SHORT.items() if trouble.startswith(begins)), "")
        away = Button("Remove", partial(self._remove, str(pack.path)), rank="link", name=f"Remove {pack.facts.name}")
        more = " · ".join(part.rstrip(".") for part in (trouble, pack.in_words(), pack.facts.credit) if part)
        line = CardRow(pack.facts.name, more, pill=Pill(short, "due") if short else None, act=away)
        # In line with the words above it: this card has a margin of its own
        line.setContentsMargins(-16, 0, -12, 0)
        return line


def _add(folder: Path, files: list[Path]) -> tuple[list[MapPack], list[Refusal]]:
    added, refused = list["MapPack"](), list[Refusal]()
    for file in files:
        try:
            added.append(add_pack(folder, file))
        except Refusal as refusal:
            refused.append(refusal)
    return added, refused
