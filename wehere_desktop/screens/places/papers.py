"""What can be printed of a place: the visit sheet, everything about it on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import PrintOffer

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook


def papers_of(place: str, name: str) -> list[PrintOffer]:
    """Return the offers to print for a place (id and name)."""

    def make(book: BeatBook) -> bytes:
        from wehere_desktop.handouts.visit_sheet import make as visit_sheet

        return visit_sheet(book, place)

    letters = "".join(letter if letter.isalnum() or letter in " -" else " " for letter in name)
    file_name = f"Visit sheet {' '.join(letters.split())[:80]}.pdf"
    return [PrintOffer(f"Visit sheet: {name}", file_name, make, "place", place)]
