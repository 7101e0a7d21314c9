"""The papers that can be printed of a meeting: every kind found among the handouts that is about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import PrintOffer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook


def paper_names() -> tuple[str, ...]:
    """Return the names of the papers that are about a meeting; it takes long the first time, so ask in a lane."""
    from wehere_desktop.handouts.catalogue import find_handouts

    return tuple(sorted(name for name, each in find_handouts().items() if each.of == "meeting"))


def public_papers() -> tuple[str, ...]:
    """Return the names of the papers that may be published of a meeting: its own, and those of its beat."""
    from wehere_desktop.handouts.catalogue import find_handouts

    return tuple(
        sorted(name for name, each in find_handouts().items() if each.public and each.of in {"meeting", "beat"})
    )


def paper_words(name: str) -> str:
    """Return what a paper is called: “Sign in” for `sign-in`."""
    words = name.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}"


def file_name_of(words: str) -> str:
    """Return a file name for a paper, of letters, figures and hyphens."""
    letters = "".join(letter if letter.isalnum() or letter in " -" else " " for letter in words)
    return f"{' '.join(letters.split())[:100]}.pdf"


def offers_of(meeting: Meeting, names: Sequence[str]) -> list[PrintOffer]:
    """Return the offers to print these papers for a meeting."""
    return [_offer(meeting, name) for name in names]


def _offer(meeting: Meeting, name: str) -> PrintOffer:
    def make(book: BeatBook) -> bytes:
        from wehere_desktop.handouts.catalogue import find_handouts

        paper = find_handouts()[name]
        return paper.draw(paper.gather(book, meeting.id, book.world.today())).pdf

    title = f"{paper_words(name)}: {meeting.title}"
    return PrintOffer(title, file_name_of(title), make, "meeting", meeting.id)
