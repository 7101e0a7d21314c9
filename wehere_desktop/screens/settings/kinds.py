"""The fields for how often each kind of place wants to see the team, in columns short enough to be seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.forms import Field, Form
from wehere_desktop.desk.pieces import row
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.settings.usual import days_typed, ours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wehere_desktop.desk.screen import Desk

COLUMNS = 3


class Kinds(QWidget):
    """One field for each kind, read as days; refusals stand beside the field of their kind."""

    #: Ctrl+Enter was pressed, or Enter in the last field of a column.
    submitted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with every field empty, which stands for the program's own days."""
        super().__init__()
        every = list(PlaceKind)
        tall = -(-len(every) // COLUMNS)
        self._forms: dict[PlaceKind, Form] = {}
        across = row(spacing=24)
        for first in range(0, len(every), tall):
            kinds = every[first : first + tall]
            form = Form([_field(kind) for kind in kinds], today=desk.today)
            form.submitted.connect(self.submitted)
            across.addWidget(form, 1)
            self._forms.update(dict.fromkeys(kinds, form))
        self.setLayout(across)

    def editor(self, kind: PlaceKind) -> QWidget:
        """Return the field of a kind."""
        return self._forms[kind].editor(kind.value)

    def fill(self, days: Mapping[PlaceKind, int]) -> None:
        """Show these days, nothing for 0 or where a kind is not among them."""
        for form in self._each():
            names = form.typed()
            form.fill({name: str(days.get(PlaceKind(name)) or "") for name in names})

    def is_changed(self) -> bool:
        """Say whether something was typed since the fields were filled."""
        return any(form.is_changed() for form in self._each())

    def wanted(self) -> tuple[dict[PlaceKind, int], list[Refusal]]:
        """Return the days typed for each kind, 0 for an empty field, and a refusal for each that cannot be read."""
        found, wrong = dict[PlaceKind, int](), list[Refusal]()
        for kind, form in self._forms.items():
            try:
                found[kind] = days_typed(kind, str(form.typed()[kind.value]))
            except Refusal as refusal:
                wrong.append(refusal)
        return found, wrong

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Show each refusal beside its field and go to the first; say whether all found their field."""
        placed = [
            form.refuse([each for each in refusals if each.field in form.typed()]) for form in reversed(self._each())
        ]
        known = {kind.value for kind in self._forms}
        return all(placed) and all(each.field in known for each in refusals)

    def _each(self) -> list[Form]:
        return list(dict.fromkeys(self._forms.values()))


def _field(kind: PlaceKind) -> Field:
    return Field(kind.value, kind.value[:1].upper() + kind.value[1:], hint=f"usually {ours(kind)} days")
