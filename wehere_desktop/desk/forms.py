"""Forms made from fields: a label, an editor that fits the field's shape, and the refusal shown beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from wehere_desktop.desk.pieces import Text, column, restyle
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, FieldFacts, Shape, field_named
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import parse_day, short_day

if TYPE_CHECKING:
    from enum import StrEnum

LABEL_WIDTH = 132


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: its name, label and shape, its choices if any, a hint inside it, and a line under it."""

    name: str
    label: str
    shape: Shape = "text"
    choices: Sequence[tuple[str, str]] = ()
    hint: str = ""
    under: str = ""
    required: bool = False
    long: bool = False
    lines: int = 3
    max_length: int = 0


class Editor(Protocol):
    """What a form asks of an editor of one's own, such as a picker: its value out and in, and a signal `changed`."""

    changed: SignalInstance

    def ids(self) -> tuple[str, ...]:
        """Return the value."""

    def put(self, ids: Sequence[str]) -> None:
        """Take a value."""

    def set_refused(self, refused: bool) -> None:  # noqa: FBT001 - a plain switch, as Qt has them
        """Mark the value as refused, or take the mark away."""


def field_of(kind: type[Fact], name: str, **other: Any) -> Field:
    """Return the form's field for a field of a fact, as that declares itself; anything may be told otherwise."""
    told: FieldFacts = field_named(kind, name)
    given: dict[str, Any] = {
        "label": told.told.label,
        "shape": told.shape,
        "choices": choices_of(told.choices) if told.choices is not None else (),
        "required": told.told.required,
        "long": told.shape == "text" and told.told.limit >= LONG_TEXT,
        "max_length": told.told.limit,
    }
    return Field(name, **{**given, **other})


def choices_of(values: type[StrEnum]) -> list[tuple[str, str]]:
    """Return the choices of a fact's field: each value and the words to show for it."""
    return [(each.value, f"{each.value[:1].upper()}{each.value[1:]}") for each in values]


class Form(QWidget):
    """A form: fill it, read its values, and let it show refusals beside their fields. Nothing typed is ever cleared.

    `editors` brings widgets of one's own for some fields (a `RecordPicker`).
    """

    changed = Signal()
    #: Ctrl+Enter was pressed in a field, or Enter in a one-line one that is the last.
    submitted = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        today: Callable[[], date],
        editors: Mapping[str, QWidget] | None = None,
        beside: bool = False,
    ) -> None:
        """Lay out the fields in order; labels stand above their fields, or `beside` them."""
        super().__init__()
        self._fields = {each.name: each for each in fields}
        self._today = today
        self._editors: dict[str, QWidget] = {}
        self._refusals: dict[str, Text] = {}
        given = editors or {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        if beside:
            grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for line, each in enumerate(fields):
            editor = given.get(each.name) or _editor(each)
            self._editors[each.name] = editor
            self._listen(each, editor)
            label = Text(each.label if not each.required else f"{each.label} *", strong=not beside)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            label.setBuddy(editor)
            refusal = Text("", tone="late", step="small", wrap=True)
            refusal.hide()
            self._refusals[each.name] = refusal
            box = column(spacing=2, margins=(0, 0, 0, 8))
            if not beside and each.shape != "yes_no":
                box.addWidget(label)
            box.addWidget(editor)
            if each.under:
                box.addWidget(Text(each.under, tone="quiet", step="small", wrap=True))
            box.addWidget(refusal)
            if beside:
                label.setContentsMargins(0, 6, 0, 0)
                grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(box, line, 1 if beside else 0, 1, 1 if beside else 2)
        # What room is left over goes under the last field, not between them
        grid.setRowStretch(len(fields), 1)
        self.setLayout(grid)
        self._first = self.typed()

    def editor(self, name: str) -> QWidget:
        """Return a field's editor."""
        return self._editors[name]

    def fill(self, values: Fact | Mapping[str, Any]) -> None:
        """Show the values of a record or a mapping; fields it lacks are left as they are. Not counted as typing."""
        for name, editor in self._editors.items():
            if isinstance(values, Mapping):
                if name not in values:
                    continue
                value = values[name]
            else:
                value = getattr(values, name)
            _put(editor, value)
        self._first = self.typed()

    def typed(self) -> dict[str, Any]:
        """Return what stands in each field as it was typed, for a draft or to see whether anything changed."""
        return {name: _raw(editor) for name, editor in self._editors.items()}

    def is_changed(self) -> bool:
        """Say whether anything stands there that did not at the beginning or when the form was last filled."""
        return self.typed() != self._first

    def values(self) -> dict[str, Any]:
        """Return the fields' values in the shapes of a fact; raises a Refusal pinned to a field that cannot be read."""
        return {name: self._value(self._fields[name], raw) for name, raw in self.typed().items()}

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Show each refusal beside its field and go to the first; say whether all found their field."""
        self.clear_refusals()
        placed = 0
        for refusal in refusals:
            label = self._refusals.get(refusal.field)
            if label is None:
                continue
            placed += 1
            label.say(str(refusal))
            label.show()
            self._mark(refusal.field, refused=True)
            if placed == 1:
                self._editors[refusal.field].setFocus(Qt.FocusReason.OtherFocusReason)
        return placed == len(refusals)

    def clear_refusals(self) -> None:
        """Take every refusal away."""
        for name, label in self._refusals.items():
            if not label.isHidden():
                label.hide()
                self._mark(name, refused=False)

    def _mark(self, name: str, *, refused: bool) -> None:
        editor = self._editors[name]
        mark = getattr(editor, "set_refused", None)
        if mark is not None:
            mark(refused)
            return
        editor.setProperty("refused", "true" if refused else "")
        restyle(editor)

    def _listen(self, told: Field, editor: QWidget) -> None:
        if isinstance(editor, QLineEdit):
            editor.textChanged.connect(lambda: self._changed(told.name))
            editor.returnPressed.connect(self.submitted)
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(lambda: self._changed(told.name))
        elif isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(lambda: self._changed(told.name))
        elif isinstance(editor, QCheckBox):
            editor.toggled.connect(lambda: self._changed(told.name))
        else:
            own: Any = editor
            own.changed.connect(lambda: self._changed(told.name))

    def _changed(self, name: str) -> None:
        label = self._refusals.get(name)
        if label is not None and not label.isHidden():
            label.hide()
            self._mark(name, refused=False)
        self.changed.emit()

    def _value(self, told: Field, raw: Any) -> Any:
        if told.shape == "day":
            return self._day(told, str(raw))
        if told.shape in {"whole", "number"} and isinstance(raw, str):
            return _number(told, raw)
        if told.shape == "texts" and isinstance(raw, str):
            return tuple(line.strip() for line in raw.splitlines() if line.strip())
        if told.shape == "text" and isinstance(raw, tuple):
            return raw[0] if raw else ""
        if isinstance(raw, str):
            return raw.strip()
        return raw

    def _day(self, told: Field, raw: str) -> date | None:
        if not raw.strip():
            return None
        day = parse_day(raw, today=self._today())
        if day is None:
            raise Refusal(
                f"“{raw.strip()}” is not a day.",
                remedy="Write it like 22 Nov, 22/11/2026, Sunday, yesterday or today.",
                field=told.name,
                kind="not-a-day",
            )
        return day


def _raw(editor: QWidget) -> Any:
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return editor.currentData()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    own: Any = editor
    return tuple(own.ids())


def _put(editor: QWidget, value: Any) -> None:
    if isinstance(editor, QLineEdit):
        editor.setText(_as_typed(value))
        editor.setCursorPosition(0)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText("\n".join(value) if isinstance(value, tuple) else _as_typed(value))
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(editor.findData(str(value) if value is not None else ""), 0))
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(value))
    else:
        own: Any = editor
        own.put((value,) if isinstance(value, str) else tuple(value or ()))


def _editor(told: Field) -> QWidget:
    editor: QWidget
    if told.shape == "yes_no":
        editor = QCheckBox(told.label)
    elif told.choices:
        combo = QComboBox()
        for value, words in told.choices:
            combo.addItem(words, value)
        editor = combo
    elif told.long or told.shape == "texts":
        text = QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setPlaceholderText(told.hint)
        text.setFixedHeight(text.fontMetrics().lineSpacing() * told.lines + 20)
        editor = text
    else:
        line = QLineEdit()
        line.setPlaceholderText(told.hint)
        if told.max_length:
            # Room to paste too much: what is too long is refused in words, never cut off in silence.
            line.setMaxLength(told.max_length * 4)
        if told.shape == "day":
            line.setMaximumWidth(220)
        editor = line
    editor.setAccessibleName(told.label)
    if told.under:
        editor.setAccessibleDescription(told.under)
    return editor


def _as_typed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return short_day(value)
    return str(value)


def _number(told: Field, raw: str) -> int | float | None:
    text = raw.strip().replace(",", "")
    if not text:
        return 0 if told.shape == "whole" else None
    try:
        return int(text) if told.shape == "whole" else float(text)
    except ValueError:
        raise Refusal(
            f"“{raw.strip()}” is not a number.", remedy="Write it in figures.", field=told.name, kind="not-a-number"
        ) from None
