"""The sheet of closed days: school holidays and other spells in which a call finds nobody free, typed or brought in."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.forms import Field, Form
from wehere_desktop.desk.pieces import Button, Card, CardRow, Text, column, row
from wehere_desktop.neighbourhood.closed_spell import TERM_KINDS, ClosedSpell, check
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed, parse_coming_day, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.calendar import CalendarFile
    from wehere_desktop.records.beatbook import BeatBook

SHOWN = 40
LOOKED_AHEAD = timedelta(days=730)
# Cheshire's four local authorities by their ONS codes (Register of Geographic Codes)
AUTHORITIES = (
    ("", "All authorities"),
    ("E06000049", "Cheshire East"),
    ("E06000050", "Cheshire West and Chester"),
    ("E06000006", "Halton"),
    ("E06000007", "Warrington"),
)
WHERE = (
    ("terms", "Schools, nurseries and colleges"),
    ("all", "Every kind of place"),
    (PlaceKind.FAITH_CENTRE.value, "Faith centres"),
    (PlaceKind.YOUTH_CLUB.value, "Youth clubs"),
)


class ClosedDays(QWidget):
    """What is in the book, the soonest first; a form for one more; and a way to bring a file in."""

    def __init__(self, desk: Desk) -> None:
        """Show the spells of the year to come and ask for one more."""
        super().__init__()
        self._desk = desk
        self.spells = Card("In the book", tight=True)
        self.form = Form(
            [
                Field("name", "What it is", required=True, hint="Christmas holidays", max_length=300),
                Field("starts", "First day", required=True, hint="21 Dec"),
                Field("ends", "Last day", required=True, hint="3 Jan"),
                Field("place_kinds", "Where", "choice", WHERE),
                Field("authority", "In", "choice", AUTHORITIES),
            ],
            today=desk.today,
            beside=True,
        )
        self.button = Button("Add", self.keep, rank="first", name="Add these days")
        self.form.submitted.connect(self.keep)
        bring = Button("Bring in a file…", self._choose_file, name="Bring in term dates from a file")
        buttons = row(spacing=8)
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        buttons.addWidget(bring)
        whole = column(spacing=12, margins=(24, 16, 24, 24))
        words = "Contact that would fall due on these days is due on the first day after them. Bank holidays are known."
        whole.addWidget(Text(words, tone="quiet", wrap=True))
        whole.addWidget(self.form)
        whole.addLayout(buttons)
        self.told = Text("", tone="quiet", wrap=True)
        self.told.hide()
        whole.addWidget(self.told)
        whole.addWidget(self.spells)
        whole.addStretch(1)
        self.setLayout(whole)
        self.setFocusProxy(self.form.editor("name"))
        self._may_write = not desk.book.read_only
        for each in (self.button, bring):
            each.setEnabled(self._may_write)
        self.show_spells()

    def has_unsaved(self) -> bool:
        """Say whether something typed would be lost."""
        return bool(str(self.form.typed()["name"]).strip())

    def show_spells(self) -> None:
        """Show what is in the book from today on."""
        today = self._desk.today()
        found = self._desk.book.closed_spells.between(today, today + LOOKED_AHEAD)
        self.spells.empty()
        self.spells.note.say(counted(len(found), "spell") if found else "")
        if not found:
            self.spells.body.addWidget(_padded("No closed days are in the book from today on."))
        for each in found[:SHOWN]:
            self.spells.add(self._row(each, today))

    def keep(self) -> None:
        """Keep the days typed, once at a time."""
        if not self.button.isEnabled():
            return
        self.form.clear_refusals()
        try:
            spell = self._typed()
        except Refusal as refusal:
            self._desk.notices.refuse(refusal, self.form)
            return
        refusals = check(spell)
        if refusals:
            self.form.refuse(refusals)
            return
        self.button.setEnabled(False)
        self._desk.change(
            f"Add closed days: {spell.name}",
            lambda book: book.closed_spells.add(spell),
            owner=self,
            then=lambda _: self._kept(),
            form=self.form,
            failed=lambda _: self.button.setEnabled(True),
        )

    def bring_in(self, path: Path) -> None:
        """Read a file of term dates in a lane, then add what is new in it as one change."""
        from wehere_desktop.desk.background import Lane
        from wehere_desktop.intake.calendar import read_calendar

        self.told.say(f"Reading {path.name} …", tone="quiet")
        self.told.show()
        self._desk.background.run(
            lambda: read_calendar(path), then=self._add_all, failed=self._not_read, owner=self, lane=Lane.FILES
        )

    def _typed(self) -> ClosedSpell:
        today = self._desk.today()
        typed = self.form.typed()
        starts = _day(str(typed["starts"]), "starts", today=today, since=today.replace(day=1))
        ends = _day(str(typed["ends"]), "ends", today=today, since=starts or today)
        where = str(typed["place_kinds"])
        kinds = {"terms": tuple(kind.value for kind in TERM_KINDS), "all": ()}.get(where, (where,))
        return ClosedSpell(
            id=self._desk.book.world.new_id(),
            name=str(typed["name"]).strip(),
            place_kinds=kinds,
            authority=str(typed["authority"] or ""),
            starts=starts,
            ends=ends,
        )

    def _kept(self) -> None:
        self.button.setEnabled(self._may_write)
        self.form.fill({"name": "", "starts": "", "ends": ""})
        self.form.editor("name").setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_spells()

    def _row(self, spell: ClosedSpell, today: date) -> QWidget:
        away: Button | None = None
        if self._may_write:
            away = Button("Take out", partial(self._take_out, spell), rank="link", name=f"Take out {spell.name}")
        return CardRow(spell.name, spell_in_words(self._desk.book, spell, today), act=away)

    def _take_out(self, spell: ClosedSpell) -> None:
        self._desk.change(
            f"Take out closed days: {spell.name}",
            lambda book: book.closed_spells.remove(spell.id),
            owner=self,
            then=lambda _: self.show_spells(),
        )

    def _choose_file(self) -> None:
        paths = self._desk.notices.files_to_open("Term dates", "Term dates (*.csv *.ics);;All files (*)")
        if paths:
            self.bring_in(paths[0])

    def _add_all(self, found: CalendarFile) -> None:
        from wehere_desktop.intake.calendar import add_spells

        authority = str(self.form.typed()["authority"] or "")
        self._desk.change(
            f"Bring in closed days from {found.name}",
            lambda book: add_spells(book, found.spells, authority=authority),
            owner=self,
            then=lambda added: self._brought_in(found, added),
        )

    def _brought_in(self, found: CalendarFile, added: int) -> None:
        there = len(found.spells) - added
        said = f"{counted(added, 'spell')} added from {found.name}"
        said += f", {there} in the book already" if there else ""
        left = f" Left out: {listed(found.left_out[:3])}." if found.left_out else ""
        self.told.say(f"{said[:1].upper()}{said[1:]}.{left}", tone="quiet")
        self.show_spells()

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.told.say(str(error), tone="late")
        else:
            self.told.hide()
            self._desk.notices.fault(error)


def spell_in_words(book: BeatBook, spell: ClosedSpell, today: date) -> str:
    """Return when and where a spell holds: “21 Dec to 3 Jan 2027 · schools, nurseries and colleges · Halton”."""
    days = " to ".join(short_day(day, today=today) for day in (spell.starts, spell.ends) if day is not None)
    if spell.place:
        place = book.places.find(spell.place)
        return f"{days} · {place.name if place is not None else 'one place'}"
    kinds = listed(_several(kind) for kind in spell.place_kinds) or "every place"
    where = dict(AUTHORITIES).get(spell.authority, spell.authority) if spell.authority else ""
    return " · ".join(part for part in (days, kinds, where) if part)


def _several(kind: str) -> str:
    if kind.endswith("s"):
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def _day(typed: str, field: str, *, today: date, since: date) -> date | None:
    if not typed.strip():
        return None
    day = parse_coming_day(typed, today=today, since=since)
    if day is None:
        raise Refusal(
            f"“{typed.strip()}” is not a day.",
            remedy="Write it like 21 Dec or 21/12/2026.",
            field=field,
            kind="not-a-day",
        )
    return day


def _padded(words: str) -> QWidget:
    box = QWidget()
    inside = column(margins=(16, 4, 16, 12))
    inside.addWidget(Text(words, tone="quiet", wrap=True))
    box.setLayout(inside)
    return box
