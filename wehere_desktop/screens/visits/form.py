"""The form of one visit: where, who, when, how, what was said and learnt, what was promised, and a line to publish."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from wehere_desktop.desk.forms import Field, Form, field_of
from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button, Text, clear, column, restyle, row, without_words
from wehere_desktop.neighbourhood.elsewhere import belongs_elsewhere
from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.visits.promise_rows import Promised, PromiseRows
from wehere_desktop.screens.visits.public_words import public_note
from wehere_desktop.screens.visits.words import known_there
from wehere_desktop.wording import local, parse_day, parse_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wehere_desktop.desk.screen import Desk

KNOWN_SHOWN = 4
LOOK_AFTER_MS = 300
WHEN = ("on", "time", "channel", "formality")
PROMISES = "promises"
TEXTS = ("purpose", "said", "learnt", "public_line")


class VisitForm(QWidget):
    """Fill it, read it, and let it show refusals beside their fields. Nothing typed is ever cleared."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Lay out an empty form."""
        super().__init__()
        self._desk = desk
        self._now = ""
        self._restored = False
        self.where = RecordPicker(
            desk, "place", name="Where", several=True, hint="A few letters of the place", first=self._due_places
        )
        self.who = RecordPicker(
            desk, "contact", name="Who was seen", several=True, hint="A few letters of the name", first=self._known
        )
        self._forms = {
            "places": self._one(Field("places", "Where", "ids"), self.where),
            "contacts": self._one(Field("contacts", "Who was seen", "ids"), self.who),
            "on": self._one(Field("on", "Day", "day", required=True)),
            "time": self._one(Field("time", "Time", hint="19:30", max_length=20)),
            "channel": self._one(field_of(Visit, "channel", label="How")),
            "formality": self._one(field_of(Visit, "formality", label="Formality")),
            "purpose": self._one(field_of(Visit, "purpose", hint="Road safety assembly")),
            "said": self._one(field_of(Visit, "said", lines=4)),
            "learnt": self._one(field_of(Visit, "learnt", lines=2)),
            "public_line": self._one(field_of(Visit, "public_line", long=False, hint="Nothing that names anybody")),
            "publishable": self._one(field_of(Visit, "publishable", label="This line may be published")),
        }
        self.promises = PromiseRows(desk, since=self._day, places=self.where.ids)
        self.public = Text("", tone="quiet", step="small", wrap=True)
        self._when = Text("", tone="late", step="small", wrap=True)
        self._belongs = {name: Text("", tone="due", step="small", wrap=True) for name in TEXTS}
        self._later = after_a_pause(self, LOOK_AFTER_MS, self._look_for_what_belongs_elsewhere)
        self._wire()
        self._lay_out()

    def fill(self, visit: Visit, *, now: str = "") -> None:
        """Show a visit; `now` is the time of day it was filled with, taken off again if the day is another one."""
        self._now = now
        for name, form in self._forms.items():
            form.fill({name: getattr(visit, name)})
        if visit.on == self._desk.today():
            self._forms["on"].fill({"on": "today"})
        self._show_known()
        self._allow_publishing()

    def typed(self) -> dict[str, Any]:
        """Return everything as it stands in the form, for a draft; text, ticks and lists of ids only."""
        fields = {name: form.typed()[name] for name, form in self._forms.items()}
        return {
            **fields,
            "where": self.where.field.text(),
            "who": self.who.field.text(),
            "promises": self.promises.typed(),
        }

    def put_typed(self, typed: dict[str, Any]) -> None:
        """Show again what was typed; what a draft does not hold stays as it is."""
        for name, form in self._forms.items():
            if name in typed:
                value = typed[name]
                form.fill({name: tuple(value) if isinstance(value, list) else value})
        self.where.field.setText(str(typed.get("where", "")))
        self.who.field.setText(str(typed.get("who", "")))
        self.promises.put_typed(typed.get("promises", ()))
        self._show_known()
        self._allow_publishing()
        self._restored = True

    def promised(self) -> tuple[list[Promised], list[Refusal]]:
        """Return the promises typed, and a refusal for each whose day cannot be read."""
        return self.promises.read()

    def read(self, before: Visit) -> tuple[Visit, list[Refusal]]:
        """Return the visit as typed, on the ground of another, and a refusal for each field that cannot be read."""
        read: dict[str, Any] = {}
        found: list[Refusal] = []
        for form in self._forms.values():
            try:
                read |= form.values()
            except Refusal as refusal:
                found.append(refusal)
        read["publishable"] = bool(read["publishable"] and read["public_line"])
        time = self._time(str(read["time"]))
        if time is None:
            remedy = "Write it like 19:30 or 7.30 pm."
            found.append(Refusal(f"“{read['time']}” is not a time of day.", remedy=remedy, field="time"))
        read["time"] = time or ""
        for name, picker, noun in (("places", self.where, "a place"), ("contacts", self.who, "somebody")):
            if typed := picker.field.text().strip():
                remedy = f"Choose {noun} from the list below it, or clear it."
                found.append(Refusal(f"“{typed}” has not been chosen yet.", remedy=remedy, field=name))
        return replace(before, **read), found

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Show each refusal beside its field and go to the first of them; say whether all found their field."""
        for form in self._forms.values():
            form.clear_refusals()
        # A day that cannot be read is missing as well; the first told of a field says it best.
        first = {refusal.field: refusal for refusal in reversed(refusals)}
        self._refuse_when([first[name] for name in WHEN if name in first])
        placed = [
            name for name, form in self._forms.items() if name in first and (name in WHEN or form.refuse([first[name]]))
        ]
        if placed:
            self._forms[placed[0]].editor(placed[0]).setFocus(Qt.FocusReason.OtherFocusReason)
        elif PROMISES in first:
            self.promises.go_to_refused()
        return len(placed) + (PROMISES in first) == len(first)

    def is_changed(self) -> bool:
        """Say whether anything was typed since the form was filled."""
        typing = bool(self.where.field.text().strip() or self.who.field.text().strip() or self.promises.typed())
        return self._restored or typing or any(form.is_changed() for form in self._forms.values())

    def editor(self, name: str) -> QWidget:
        """Return the editor of a field."""
        return self._forms[name].editor(name)

    def belongs(self, name: str) -> Text:
        """Return the line under a text field that says where its words belong; hidden where they belong here."""
        return self._belongs[name]

    def _refuse_when(self, refusals: Sequence[Refusal]) -> None:
        """Show what is wrong with day, time and manner in one line under them: each alone has no room for it."""
        fields = {refusal.field for refusal in refusals}
        for name in WHEN:
            editor = self.editor(name)
            editor.setProperty("refused", "true" if name in fields else "")
            restyle(editor)
        self._when.say(" ".join(str(refusal) for refusal in refusals))
        self._when.setVisible(bool(refusals))

    def _one(self, told: Field, editor: QWidget | None = None) -> Form:
        return Form([told], today=self._desk.today, editors={told.name: editor} if editor is not None else None)

    def _wire(self) -> None:
        for form in self._forms.values():
            form.changed.connect(self.changed)
            # Enter goes on to the next field: a visit is filed on purpose, with Ctrl+Enter.
            form.submitted.connect(without_words(self.focusNextChild))
        for picker in (self.where, self.who):
            picker.changed.connect(self._show_known)
        self.where.field.returnPressed.connect(without_words(self.focusNextChild))
        # Day, time and manner are mostly right as they stand: Enter passes them by, Tab comes to each
        self.who.field.returnPressed.connect(without_words(self.editor("purpose").setFocus))
        for field in (self.where.field, self.who.field):
            field.textEdited.connect(without_words(self.changed.emit))
        self.where.changed.connect(self.promises.show_places)
        self.promises.changed.connect(self.changed)
        for name in ("contacts", "public_line", "publishable"):
            self._forms[name].changed.connect(self._show_public)
        for name in TEXTS:
            self._forms[name].changed.connect(self._later.start)
        self._forms["public_line"].changed.connect(self._allow_publishing)
        self._forms["on"].changed.connect(self._drop_now)
        for name in WHEN:
            self._forms[name].changed.connect(partial(self._refuse_when, ()))
        self.editor("formality").setAccessibleName("Formal or informal")

    def _lay_out(self) -> None:
        self._known_box = QWidget()
        self._known_grid = QGridLayout()
        self._known_grid.setContentsMargins(0, 0, 0, 8)
        self._known_grid.setSpacing(6)
        self._known_grid.setColumnStretch(2, 1)
        self._known_box.setLayout(self._known_grid)
        when = row(spacing=12)
        for name, share in zip(WHEN, (10, 8, 12, 12), strict=True):
            self.editor(name).setMinimumWidth(0)
            when.addWidget(self._forms[name], share, Qt.AlignmentFlag.AlignTop)
        whole = column(spacing=0)
        whole.addWidget(self._forms["places"])
        whole.addWidget(self._forms["contacts"])
        whole.addWidget(self._known_box)
        whole.addLayout(when)
        self._when.setContentsMargins(0, 0, 0, 8)
        self._when.hide()
        whole.addWidget(self._when)
        for name in TEXTS:
            if name == "public_line":
                whole.addWidget(self.promises)
            whole.addWidget(self._forms[name])
            self._belongs[name].setContentsMargins(0, 0, 0, 8)
            self._belongs[name].hide()
            whole.addWidget(self._belongs[name])
        whole.addWidget(self._forms["publishable"])
        whole.addWidget(self.public)
        whole.addStretch(1)
        self.setLayout(whole)

    def _time(self, typed: str) -> str | None:
        words = typed.strip().lower()
        if words == "now":
            return f"{local(self._desk.book.world.now()):%H:%M}"
        return parse_time(words) if words else ""

    def _due_places(self) -> list[str]:
        mine, today = self._desk.mine(), self._desk.today()
        beats = mine.beats or tuple(each.id for each in self._desk.book.beats.current(today) if each.lpu == mine.lpu)
        if not beats:
            return []
        found = self._desk.book.places.losing_touch(today, beats=beats, ahead=14)
        return [each.place.id for each in found[:20]]

    def _known(self) -> list[str]:
        return [record for record, _ in known_there(self._desk.book, self.where.ids(), self._desk.today())]

    def _show_known(self) -> None:
        clear(self._known_grid)
        found = known_there(self._desk.book, self.where.ids(), self._desk.today())
        left = [(record, words) for record, words in found if record not in self.who.ids()][:KNOWN_SHOWN]
        before: QWidget = self.who.field
        for number, (record, words) in enumerate(left):
            chip = Button(f"+ {words}", partial(self._add_known, record), rank="chip", name=f"Seen: {words}")
            self._known_grid.addWidget(chip, number // 2, number % 2)
            # What is made late would else come last in the order of Tab.
            self.setTabOrder(before, chip)
            before = chip
        self._known_box.setVisible(bool(left))

    def _add_known(self, record: str) -> None:
        self.who.put((*self.who.ids(), record))
        self.who.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.who.changed.emit()

    def _drop_now(self) -> None:
        """Take the time off that stands for now once the day is another: it would be wrong."""
        day, time = self.editor("on"), self.editor("time")
        if not self._now or not isinstance(day, QLineEdit) or not isinstance(time, QLineEdit):
            return
        today = self._desk.today()
        chosen = parse_day(day.text(), today=today)
        if chosen is not None and chosen != today and time.text() == self._now:
            time.clear()

    def _allow_publishing(self) -> None:
        line, tick = self.editor("public_line"), self.editor("publishable")
        if isinstance(line, QLineEdit) and isinstance(tick, QCheckBox):
            tick.setEnabled(bool(line.text().strip()))
        self._show_public()

    def _show_public(self) -> None:
        line, tick = self.editor("public_line"), self.editor("publishable")
        if isinstance(line, QLineEdit) and isinstance(tick, QCheckBox):
            note = public_note(self._desk.book, line.text(), self.who.ids(), ticked=tick.isChecked())
            self.public.say(note.words, tone="due" if note.careful else "quiet")

    def _day(self) -> date:
        """Return the day typed, today while it cannot be read."""
        day, today = self.editor("on"), self._desk.today()
        found = parse_day(day.text(), today=today) if isinstance(day, QLineEdit) else None
        return found or today

    def _look_for_what_belongs_elsewhere(self) -> None:
        for name, line in self._belongs.items():
            found = belongs_elsewhere(str(self._forms[name].typed()[name]))
            line.say(found.sentence if found is not None else "")
            line.setVisible(found is not None)
