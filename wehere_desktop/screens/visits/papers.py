"""The papers that the page of visits offers: the sheet to read before a visit, and the blank one to fill by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import PrintOffer

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.visit import Visit
    from wehere_desktop.records.beatbook import BeatBook


def offers_of(book: BeatBook, visit: Visit | None) -> list[PrintOffer]:
    """Return the visit sheets of the places of a visit, and the blank sheet."""
    places = book.places.many(visit.places) if visit is not None else []
    return [*(visit_sheet_offer(each.id, each.name) for each in places), blank_offer()]


def visit_sheet_offer(place: str, name: str) -> PrintOffer:
    """Return the offer to print what to know before a visit to a place."""

    def make(book: BeatBook) -> bytes:
        from wehere_desktop.handouts.visit_sheet import make as make_sheet

        return make_sheet(book, place)

    file = "".join(letter if letter.isalnum() or letter in " -" else " " for letter in name)
    return PrintOffer(f"Visit sheet: {name}", f"Visit sheet {' '.join(file.split())}.pdf", make, "place", place)


def blank_offer() -> PrintOffer:
    """Return the offer to print the sheet that is filled in by hand."""

    def make(book: BeatBook) -> bytes:
        from wehere_desktop.handouts.visit_sheet import blank

        return blank(book.practice).pdf

    return PrintOffer("Blank visit sheet, to fill in by hand", "Visit sheet to fill in.pdf", make)
