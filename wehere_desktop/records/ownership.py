"""Whose an open book is, and what may be done in it."""

from __future__ import annotations

from wehere_desktop.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose book it is and how it was opened: its id, the holder's officer id, this laptop's id, what is allowed."""

    book_id: str
    holder: str
    laptop: str
    read_only: bool
    practice: bool
