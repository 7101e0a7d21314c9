"""Access notes on the record: those that hold, those that have run out folded away, and the sheet to write one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from wehere_desktop.desk.forms import field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.pieces import Button, Pill, Text, WayIn, column, row
from wehere_desktop.desk.record_card import section
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.places.sections import heading
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.place import Place


def access_section(
    desk: Desk,
    holding: Sequence[AccessNote],
    before: Sequence[AccessNote],
    ask: Callable[[str, str], object],
    *,
    more_above: bool = False,
    opened: bool = False,
    fold: Callable[[], object] | None = None,
) -> QWidget:
    """Return the section of notes that hold, and of those before; `ask` is called with “note” and a note's id.

    `more_above` says that warnings stand further up already; `fold` opens and closes those that have run out.
    """
    box, whole = section(spacing=4)
    warnings = bool(holding) and all(each.warning for each in holding)
    may_write = not desk.book.read_only
    if warnings:
        whole.addWidget(Text("Before you go", strong=True))
    else:
        add = Button("Add a note", partial(ask, "note", ""), rank="link", name="Add an access note")
        whole.addLayout(heading("Before you go" if not more_above else "Also before you go", *([add] * may_write)))
        if not holding and not more_above:
            words = "Nothing to know: no dog, no locked gate, no bad days."
            whole.addWidget(Text(words, tone="quiet", wrap=True))
    for each in holding:
        whole.addWidget(_note(desk, each, ask))
    running_late = [each for each in before if each.until is not None and each.until < desk.today()]
    coming = [each for each in before if each not in running_late]
    for each in coming:
        whole.addWidget(_note(desk, each, ask))
    if running_late and fold is not None:
        words = f"{'Hide' if opened else 'Show'} {counted(len(running_late), 'note')} that ran out"
        whole.addWidget(Button(words, fold, rank="link"), 0, Qt.AlignmentFlag.AlignLeft)
        for each in running_late if opened else ():
            whole.addWidget(_note(desk, each, ask, over=True))
    return box


def _note(desk: Desk, note: AccessNote, ask: Callable[[str, str], object], *, over: bool = False) -> QWidget:
    opens = partial(ask, "note", note.id) if not desk.book.read_only else None
    day = _until(note, desk.today())
    way = WayIn(", ".join(part for part in ("Warning" if note.warning else "", note.note, day) if part), opens)
    whole = column(spacing=2, margins=(0, 4, 0, 4))
    whole.addWidget(Text(note.note, wrap=True, tone="quiet" if over else ""))
    foot = row(spacing=8)
    if note.warning and not over:
        foot.addWidget(Pill("warning", "late"))
    if day:
        foot.addWidget(Text(day, tone="quiet", step="small"))
    foot.addStretch(1)
    if foot.count() > 1:
        whole.addLayout(foot)
    way.setLayout(whole)
    return way


def _until(note: AccessNote, today: date) -> str:
    if note.until is not None and note.until < today:
        return f"ran out on {short_day(note.until, today=today)}"
    begins = f"from {short_day(note.starts, today=today)}" if note.starts is not None and note.starts > today else ""
    ends = f"until {short_day(note.until, today=today)}" if note.until is not None else ""
    return " ".join(part for part in (begins, ends) if part)


class NoteSheet(Paper):
    """What to know before going, whether it is a warning, and when it runs out."""

    def __init__(self, desk: Desk, place: Place, note: AccessNote | None = None) -> None:
        """Ask for a note on a place, or show one that is there."""
        self._place, self._note = place, note
        fields = [
            field_of(AccessNote, "note", long=True, hint="Dog in the yard; office at the side gate; not on Fridays"),
            field_of(AccessNote, "warning"),
            field_of(AccessNote, "starts", shape="text", hint="today"),
            field_of(AccessNote, "until", shape="text", hint="empty while it holds for good", max_length=0),
        ]
        words = "Keep the note" if note is None else "Save"
        say = f"About {place.name}. It stays inside the team."
        super().__init__(desk, fields, words, say=say, filled=note)
        if note is not None:
            taken_out = "Take this note out of the book"
            self.buttons.addWidget(Button("Take it out", self._remove, rank="grave", name=taken_out))
        self.begin("note")

    def keep_typed(self) -> None:
        """Keep the note; it cannot run out before it begins."""
        values = self.form.values()
        starts = self.day("starts")
        until = self.day("until", since=starts or self.desk.today())
        if starts is not None and until is not None and until < starts:
            raise Refusal(
                "It would run out before it begins.", remedy="Leave one of the days empty.", field="until", kind="order"
            )
        told = {"note": values["note"], "warning": values["warning"], "starts": starts, "until": until}
        place, before = self._place, self._note
        if before is None:
            self.write(
                f"Access note on {place.name}",
                lambda book: book.access_notes.add(AccessNote(id=book.world.new_id(), place=place.id, **told)),
            )
        else:
            self.write(
                f"Change an access note on {place.name}", lambda book: book.access_notes.amend(before.id, **told)
            )

    def _remove(self) -> None:
        note = self._note
        if note is not None:
            self.write(f"Take out an access note on {self._place.name}", lambda book: book.access_notes.remove(note.id))
