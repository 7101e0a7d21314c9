"""The second step: what the file is, of which edition, and how its columns are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from wehere_desktop.desk.pieces import Card, ScrollPage, Text, column, restyle, row
from wehere_desktop.intake import find_intakes
from wehere_desktop.intake.crimes import CRIMES
from wehere_desktop.intake.editions import edition_in_name
from wehere_desktop.intake.first_look import POSTCODES
from wehere_desktop.screens.bring_in.choose import RefusedCard
from wehere_desktop.screens.bring_in.columns_card import ColumnsCard
from wehere_desktop.screens.bring_in.lanes import see_columns
from wehere_desktop.screens.bring_in.step import Onward, Step
from wehere_desktop.screens.bring_in.words import brought_in_words, kind_of_file, place_kinds
from wehere_desktop.wording import parse_day, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.first_look import ColumnsSeen
    from wehere_desktop.refusal import Refusal
    from wehere_desktop.screens.bring_in.in_file import InFile

LEFT_WIDTH = 356


class WhatStep(Step):
    """Shows one file and lets the person say otherwise."""

    #: The file is to be read in another way than before.
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Lay out the step."""
        super().__init__()
        self._desk = desk
        self._file: InFile | None = None
        self._job: Job | None = None
        self._refusal = Text("", tone="late", wrap=True, selectable=True)
        self.refused = RefusedCard()
        self.name = Text("", strong=True, wrap=True, selectable=True)
        self.why = Text("", tone="quiet", wrap=True)
        self.before = Text("", tone="due", wrap=True)
        self.kind = QComboBox()
        self.kind.setAccessibleName("What the file is")
        for each in (*find_intakes(), CRIMES, POSTCODES):
            self.kind.addItem(kind_of_file(each).title, each)
        self.kind.activated.connect(lambda _: self._choose_kind())
        self.place_kind = QComboBox()
        self.place_kind.setAccessibleName("Kind of every place in the file")
        for value, words in place_kinds():
            self.place_kind.addItem(words, value)
        self.place_kind.activated.connect(lambda _: self._set("place_kind", self.place_kind.currentData()))
        self.beat = QComboBox()
        self.beat.setAccessibleName("Beat the file is of")
        self.beat.activated.connect(lambda _: self._set("beat", self.beat.currentData()))
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("Sheet of the workbook")
        self.sheet.activated.connect(lambda _: self._choose_sheet())
        self.edition = Text("", wrap=True)
        self.as_of = QLineEdit()
        self.as_of.setAccessibleName("Day of the file’s edition, if you know it")
        self.as_of.setPlaceholderText("Not known: it fills blanks only")
        self.as_of.textEdited.connect(self._type_day)
        self._day_refused = Text("", tone="late", step="small", wrap=True)
        self._day_refused.hide()
        self.everywhere = QCheckBox("Places outside Cheshire too")
        self.everywhere.toggled.connect(lambda on: self._set("everywhere", on))
        self.keep = QCheckBox("Remember the columns next time")
        self.keep.toggled.connect(lambda on: self._set("keep_mapping", on))
        self.mend = QCheckBox("Mend overlaps and small gaps")
        self.mend.toggled.connect(lambda on: self._set("mend", on))
        for box in (self.everywhere, self.mend, self.keep):
            box.setAccessibleName(box.text())
        self.columns = ColumnsCard(desk, behind=self.keep)
        self.columns.changed.connect(self._columns_changed)
        self._parts: dict[str, QWidget] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        page = ScrollPage(margins=(16, 4, 16, 16), spacing=12)
        head = column(spacing=4)
        for widget in (self.name, self.why, self.before):
            head.addWidget(widget)
        page.body.addLayout(head)
        page.body.addWidget(_labelled("It is a file of", self.kind))
        self._parts["sheet"] = _labelled("Sheet", self.sheet)
        self._parts["place_kind"] = _labelled("Kind of every place in it", self.place_kind)
        self._parts["beat"] = _labelled("Beat it is of", self.beat)
        self._parts["as_of"] = _labelled("Edition: the day the file is of", self.as_of, self._day_refused)
        self._parts["edition"] = _labelled("Edition", self.edition)
        for part in self._parts.values():
            page.body.addWidget(part)
        page.body.addWidget(self.everywhere)
        page.body.addWidget(self.mend)
        page.body.addWidget(self.keep)
        page.body.addStretch(1)
        self._left = Card("What it is", tight=True)
        self._left.body.addWidget(page)
        across = row(spacing=16)
        across.addWidget(self._left)
        across.addWidget(self.columns, 1)
        whole = column(spacing=12)
        whole.addWidget(self.refused)
        whole.addWidget(self._refusal)
        whole.addLayout(across, 1)
        self.setLayout(whole)
        self._refusal.hide()
        self._desk.look.changed.connect(self._fit)
        self._fit()

    def show_file(self, file: InFile, refused: Sequence[InFile]) -> None:
        """Show a file, and those that were refused beside it."""
        self._file = file
        self.refused.show_refused(refused)
        self.say_refused(None)
        self.name.say(file.name)
        self.why.say(file.look.why if file.look is not None else "")
        before = file.before
        if before is not None:
            day = f" on {short_day(before.created.date())}" if before.created is not None else ""
            words = f"You brought this very file in{day}: {brought_in_words(before)}. A second time changes nothing."
            self.before.say(words)
        self.before.setVisible(before is not None)
        sheets = file.look.sheets if file.look is not None else ()
        self.sheet.clear()
        for each in sheets:
            self.sheet.addItem(each, each)
        self.sheet.setCurrentIndex(max(self.sheet.findData(file.sheet), 0))
        self.kind.setCurrentIndex(self.kind.findData(file.kind))
        self._fill_beats(file)
        self.place_kind.setCurrentIndex(max(self.place_kind.findData(file.place_kind), 0))
        self.as_of.setText(short_day(file.as_of) if file.as_of is not None else "")
        boxes = ((self.everywhere, file.everywhere), (self.mend, file.mend), (self.keep, file.keep_mapping))
        for box, on in boxes:
            box.blockSignals(True)  # noqa: FBT003 - as Qt has it
            box.setChecked(on)
            box.blockSignals(False)  # noqa: FBT003 - as Qt has it
        self._fit_to_kind()
        if file.seen is not None:
            self._show_columns(file.seen)
        else:
            self._see_columns()

    def say_refused(self, refusal: Refusal | None) -> None:
        """Say why the file could not be read as it is set here."""
        self._refusal.say(f"✕ {refusal}" if refusal is not None else "")
        self._refusal.setVisible(refusal is not None)

    def onward(self) -> Onward:
        """Offer to read the file once its columns are known."""
        file = self._file
        if file is None:
            return Onward()
        if file.is_postcodes:
            return Onward("Go on")
        if file.is_crimes:
            return Onward("Read the file")
        return Onward("Read the file", may=file.seen is not None and not self._day_refused.words())

    def take_focus(self) -> None:
        """Give the focus to what the file is."""
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_beats(self, file: InFile) -> None:
        self.beat.clear()
        self.beat.addItem("As the file says", "")
        for each in self._desk.book.beats.current(self._desk.today()):
            self.beat.addItem(f"{each.name} ({each.police_id})", each.id)
        self.beat.setCurrentIndex(max(self.beat.findData(file.beat), 0))

    def _fit_to_kind(self) -> None:
        file = self._file
        if file is None:
            return
        told = edition_in_name(file.name, today=self._desk.today())
        entries = file.kind == "police-uk"
        book, people = not file.to_laptop, file.kind == "contacts" or entries
        outlines = file.kind == "boundaries"
        self._parts["beat"].setVisible(entries or outlines)
        self.as_of.setPlaceholderText("Not known: from today" if outlines else "Not known: it fills blanks only")
        self.edition.say(f"{short_day(told)}, as its name says" if told is not None else "")
        self._parts["sheet"].setVisible(self.sheet.count() > 1 and book)
        self._parts["place_kind"].setVisible(file.kind == "places")
        self._parts["edition"].setVisible(told is not None and book and not people)
        self._parts["as_of"].setVisible(told is None and book and not people)
        self.everywhere.setVisible(file.is_crimes or (book and not people and not outlines))
        self.everywhere.setText(f"{'Crimes' if file.is_crimes else 'Places'} outside Cheshire too")
        self.everywhere.setAccessibleName(self.everywhere.text())
        self.mend.setVisible(outlines)
        self.keep.setVisible(book and not entries and not outlines)
        self.onward_changed.emit()

    def _choose_kind(self) -> None:
        file, kind = self._file, str(self.kind.currentData())
        if file is None or file.kind == kind:
            return
        file.kind, file.seen, file.chosen = kind, None, None
        self._altered()
        self._fit_to_kind()
        self._see_columns()

    def _choose_sheet(self) -> None:
        file, sheet = self._file, str(self.sheet.currentData())
        if file is None or (file.sheet or self.sheet.itemData(0)) == sheet:
            return
        file.sheet, file.seen, file.chosen = sheet, None, None
        self._altered()
        self._see_columns()

    def _type_day(self, typed: str) -> None:
        if self._file is None:
            return
        day = parse_day(typed, today=self._desk.today()) if typed.strip() else None
        wrong = bool(typed.strip()) and (day is None or day > self._desk.today())
        self._day_refused.say("Write a day that has been, such as 1 Sep 2026." if wrong else "")
        self._day_refused.setVisible(wrong)
        self.as_of.setProperty("refused", "true" if wrong else "")
        restyle(self.as_of)
        self._set("as_of", None if wrong else day)
        self.onward_changed.emit()

    def _set(self, name: str, value: object) -> None:
        if self._file is not None and getattr(self._file, name) != value:
            setattr(self._file, name, value)
            self._altered()

    def _columns_changed(self) -> None:
        if self._file is not None:
            self._file.chosen = dict(self.columns.chosen)
            self._altered()

    def _altered(self) -> None:
        self.say_refused(None)
        if self._file is not None:
            self._file.forget_reading()
        self.changed.emit()
        self.onward_changed.emit()

    def _see_columns(self) -> None:
        if self._job is not None:
            self._job.cancel()
        file, desk = self._file, self._desk
        if file is not None and file.is_crimes:
            self.columns.say(
                "Each month in the file takes the place of what this laptop holds of it; nothing else is touched. Rows "
                "outside Cheshire are left out. Crimes without a place are counted and not put on the map. What the "
                "file would do is shown before anything is written. Crime IDs are not kept."
            )
            self.onward_changed.emit()
            return
        if file is None or file.is_postcodes:
            self.columns.say(
                "Postcodes go into this laptop’s own list, not into the book, and cannot be looked through first or "
                "undone. To go back, bring the older file in again."
            )
            self.onward_changed.emit()
            return
        self.columns.say("Looking at its columns …")
        self.onward_changed.emit()
        kind, path, options = file.kind, file.path, file.options()
        self._job = desk.background.run_long(
            lambda _: see_columns(desk.book, kind, path, options),
            then=lambda seen: self._take(file, seen),
            failed=self._failed,
            owner=self,
        )

    def _take(self, file: InFile, seen: ColumnsSeen) -> None:
        self._job = None
        file.seen = seen
        if file is self._file:
            self._show_columns(seen)

    def _failed(self, error: Exception) -> None:
        from wehere_desktop.desk.notices import as_refusal

        self._job = None
        self.columns.say("Its columns cannot be read.")
        self.say_refused(as_refusal(error))
        self.onward_changed.emit()

    def _show_columns(self, seen: ColumnsSeen) -> None:
        file = self._file
        if file is None:
            return
        if seen.sheet and not file.sheet:
            self.sheet.setCurrentIndex(max(self.sheet.findData(seen.sheet), 0))
        if seen.headings:
            self.columns.show_columns(file.kind, find_intakes()[file.kind].fields, seen, file.chosen)
        elif file.kind == "police-uk":
            self.columns.say(
                "Each entry says itself what it is. It is kept whole as it came, and becomes a priority, a meeting or "
                "an officer of its beat. What you have changed in the book since stays as it is."
            )
        elif file.kind == "boundaries":
            self.columns.say(
                "Each outline goes to the beat of its police.uk id or its name; one that is only like a beat’s name is "
                "asked about. It holds from the day of the edition, or from today, and ends the outline before it. "
                "Places inside it move to its beat; those whose beat was chosen by hand stay."
            )
        else:
            self.columns.say("Address cards say themselves what each line is. The organisation stands for the place.")
        self.onward_changed.emit()

    def _fit(self) -> None:
        self._left.setFixedWidth(min(self._desk.look.px(LEFT_WIDTH), max(self.width() * 38 // 100, 240)))

    def resizeEvent(self, event: object) -> None:
        """Share out the width."""
        super().resizeEvent(event)  # type: ignore[arg-type] # a resize event of the toolkit's own
        self._fit()


def _labelled(words: str, widget: QWidget, under: QWidget | None = None) -> QWidget:
    box = QWidget()
    inside = column(spacing=4)
    label = Text(words, tone="quiet", step="small")
    label.setBuddy(widget)
    inside.addWidget(label)
    inside.addWidget(widget)
    if under is not None:
        inside.addWidget(under)
    box.setLayout(inside)
    return box
