"""The sheet for two places that are one: which other one, and what stands where the two say different things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

from wehere_desktop.desk.forms import Field
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Text, clear, column
from wehere_desktop.records.merging import Difference, differences, joined
from wehere_desktop.records.tending import merge_places
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.places.happenings import cut

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.place import Place

# What hangs together with the place that stays, and nobody would choose by itself
UNSPOKEN = frozenset({"latitude", "longitude", "authority", "found_by", "source", "reference", "editions"})
WHEREABOUTS = ("latitude", "longitude", "authority", "found_by")
QUOTED = 60


class MergeSheet(Paper):
    """The place on show stays; all that belongs to the other moves to it. One undo brings both back."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Ask which other place is the same as this one."""
        self._place = place
        self.choices: dict[str, tuple[Difference, QComboBox]] = {}
        self.picker = RecordPicker(
            desk, "place", name="The other place", hint="Type a few letters of its name or its postcode"
        )
        fields = [Field("other", "The other place", required=True)]
        say = (
            f"{place.name} stays. Visits, people, promises, notes and files of the other move to it, and the other is "
            "taken out."
        )
        super().__init__(desk, fields, "Make them one", say=say, editors={"other": self.picker})
        self._box = QWidget()
        self._rows = column(spacing=4)
        self._box.setLayout(self._rows)
        self._box.hide()
        self.under_form(self._box)
        self.form.changed.connect(self._compare)
        self.begin("other")

    def _compare(self) -> None:
        clear(self._rows)
        self.choices = {}
        other = self.desk.book.places.find(next(iter(self.picker.ids()), ""))
        differing = [] if other is None or other.id == self._place.id else differences(self._place, other)
        spoken = [each for each in differing if each.name not in UNSPOKEN]
        if spoken:
            self._rows.addWidget(Text("Where they differ, what is to stand?", strong=True))
        for each in spoken:
            choice = QComboBox()
            choice.setAccessibleName(each.label)
            choice.addItem(_shown(self.desk, each.name, each.kept))
            choice.addItem(_shown(self.desk, each.name, each.other))
            if each.joins:
                choice.addItem("Both, one after the other")
            label = Text(each.label, tone="quiet", step="small")
            label.setBuddy(choice)
            self._rows.addWidget(label)
            self._rows.addWidget(choice)
            self.choices[each.name] = (each, choice)
        self._box.setVisible(bool(spoken))

    def keep_typed(self) -> None:
        """Make the two places one."""
        other, place, today = self.form.values()["other"], self._place, self.desk.today()
        if not other:
            raise Refusal("Say which other place.", remedy="Type a few letters.", field="other", kind="missing")
        if other == place.id:
            raise Refusal("That is this place itself.", remedy="Choose the other one.", field="other", kind="same")
        choose: dict[str, Any] = {}
        for name, (each, choice) in self.choices.items():
            if choice.currentIndex() > 0:
                choose[name] = each.other if choice.currentIndex() == 1 else joined(each)
        if "postcode" in choose:
            # Where a place lies goes with its postcode
            there = self.desk.book.places.get(other)
            choose |= {name: getattr(there, name) for name in WHEREABOUTS}
        self.write(
            f"Make {place.name} and its twin one",
            lambda book: merge_places(book, place.id, other, today=today, choose=choose),
        )


def _shown(desk: Desk, name: str, value: Any) -> str:
    if name == "beat":
        beat = desk.book.beats.find(str(value))
        return beat.name if beat is not None else "another beat"
    return cut(str(value), QUOTED)
