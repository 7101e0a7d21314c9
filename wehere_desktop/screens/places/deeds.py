"""What can be done with one place or with many: which sheet is laid for it, or what is written at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.neighbourhood.promise import PromiseLife
from wehere_desktop.records.due_day import due_rules
from wehere_desktop.records.tending import open_again, take_up_again
from wehere_desktop.screens.places.frequencies import frequency_at
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.place import Place


class Deeds:
    """Does by its name what was asked for on the page; nothing but saving a list in a book opened for reading."""

    def __init__(self, desk: Desk, page: QWidget, show: Callable[[str], object]) -> None:
        """Act for one page; `show` brings a place (id) into view."""
        self._desk, self._page, self._show = desk, page, show
        self._sheets: dict[str, Callable[[Place, str], tuple[str, QWidget] | None]] = {
            "edit": self._edit,
            "name": self._name,
            "snooze": self._snooze,
            "frequency": self._frequency,
            "note": self._note,
            "attachment": self._attachment,
            "close": self._close,
            "contact": self._contact,
            "merge": self._merge,
        }
        self._at_once: dict[str, Callable[[Place, str], None]] = {
            "unsnooze": self._take_up_again,
            "open": self._open_again,
            "kept": self._keep_promise,
        }

    def add(self, name: str = "") -> None:
        """Lay the sheet for a new place."""
        from wehere_desktop.screens.places.place_sheets import AddSheet

        sheet = AddSheet(self._desk, name)
        sheet.kept.connect(self._show)
        self._desk.show_sheet("Add a place", sheet)

    def with_one(self, what: str, place_id: str, part: str = "") -> None:
        """Do something with a place; `part` is the id of the note, promise or file it is about."""
        place = self._desk.book.places.find(place_id)
        if place is None or self._desk.book.read_only:
            return
        if what in self._at_once:
            self._at_once[what](place, part)
        elif (laid := self._sheets[what](place, part)) is not None:
            self._desk.show_sheet(*laid)

    def with_all(self, what: str, places: Sequence[str]) -> None:
        """Do something with many places at once."""
        if what == "csv":
            self.save_list(places)
            return
        if self._desk.book.read_only or not places:
            return
        whose = counted(len(places), "place")
        if what == "name":
            from wehere_desktop.screens.places.name_sheet import NameForAllSheet

            self._desk.show_sheet("Name an officer for all", NameForAllSheet(self._desk, places))
            return
        from wehere_desktop.screens.places.record_sheets import FrequencySheet, SnoozeSheet

        if what == "frequency":
            self._desk.show_sheet("How often", FrequencySheet(self._desk, places, whose))
        else:
            self._desk.show_sheet("Put the next contact off", SnoozeSheet(self._desk, places, whose))

    def save_list(self, places: Sequence[str]) -> None:
        """Save places as a list for a spreadsheet, where the person says."""
        desk = self._desk
        path = desk.notices.file_to_save("Save the list", "places.csv", "List for a spreadsheet (*.csv)")
        if path is None:
            return
        target = path if path.suffix.lower() == ".csv" else path.with_name(f"{path.name}.csv")
        ids, today = list(places), desk.today()

        def write() -> tuple[Path, int]:
            from wehere_desktop.screens.places.list_file import save_list

            return target, save_list(desk.book, target, ids, today=today)

        desk.background.run(
            write,
            then=lambda made: desk.notices.tell(f"Saved {counted(made[1], 'place')} in {made[0].name}"),
            failed=desk.notices.fault,
            owner=self._page,
            title=f"Saving {target.name}",
        )

    def _edit(self, place: Place, _: str) -> tuple[str, QWidget]:
        from wehere_desktop.screens.places.place_sheets import EditSheet

        return "Edit the place", EditSheet(self._desk, place)

    def _name(self, place: Place, _: str) -> tuple[str, QWidget]:
        from wehere_desktop.screens.places.name_sheet import NameSheet

        return "Name an officer", NameSheet(self._desk, place)

    def _snooze(self, place: Place, _: str) -> tuple[str, QWidget]:
        from wehere_desktop.screens.places.record_sheets import SnoozeSheet

        return "Put the next contact off", SnoozeSheet(self._desk, [place.id], place.name)

    def _frequency(self, place: Place, _: str) -> tuple[str, QWidget]:
        from wehere_desktop.screens.places.record_sheets import FrequencySheet

        often = frequency_at(place, due_rules(self._desk.book, self._desk.today()))
        return "How often", FrequencySheet(self._desk, [place.id], place.name, often)

    def _note(self, place: Place, note: str) -> tuple[str, QWidget]:
        from wehere_desktop.screens.places.notes import NoteSheet

        found = self._desk.book.access_notes.find(note) if note else None
        return ("Change the note" if found else "Add an access note"), NoteSheet(self._desk, place, found)

    def _attachment(self, _: Place, attachment: str) -> tuple[str, QWidget] | None:
        from wehere_desktop.screens.places.record_sheets import AttachmentSheet

        found = self._desk.book.attachments.find(attachment)
        return ("What is attached", AttachmentSheet(self._desk, found)) if found is not None else None

    def _close(self, place: Place, _: str) -> tuple[str, QWidget]:
        from wehere_desktop.screens.places.record_sheets import CloseSheet

        return "Close this place", CloseSheet(self._desk, place)

    def _contact(self, place: Place, _: str) -> tuple[str, QWidget]:
        from wehere_desktop.screens.places.contact_sheet import ContactSheet

        held = {each.duty for each in self._desk.book.contact_roles.at_place(place.id, self._desk.today())}
        missing = next((duty for duty in Duty if duty not in held), Duty.MAIN)
        return "Somebody we know there", ContactSheet(self._desk, place, missing)

    def _merge(self, place: Place, _: str) -> tuple[str, QWidget]:
        from wehere_desktop.screens.places.merge_sheet import MergeSheet

        return "The same as another place", MergeSheet(self._desk, place)

    def _take_up_again(self, place: Place, _: str) -> None:
        today = self._desk.today()
        self._desk.change(
            f"Take up contact with {place.name} again",
            lambda book: take_up_again(book, place.id, today),
            owner=self._page,
        )

    def _open_again(self, place: Place, _: str) -> None:
        self._desk.change(f"Open {place.name} again", lambda book: open_again(book, place.id), owner=self._page)

    def _keep_promise(self, place: Place, promise: str) -> None:
        today = self._desk.today()
        self._desk.change(
            f"Promise kept at {place.name}",
            lambda book: book.promises.amend(promise, life=PromiseLife.KEPT, closed_on=today),
            owner=self._page,
        )
