"""What is written apart from changes needs this much of its book: drafts, and audit lines of reading and printing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from wehere_desktop.records.database import Database
    from wehere_desktop.records.world import World


class WrittenApart(Protocol):
    """A book as it looks to what is written apart from its changes."""

    db: Database
    world: World

    @property
    def read_only(self) -> bool:
        """Say whether nothing may be written."""

    @property
    def holder(self) -> str:
        """Return the officer id of whoever opened the book."""

    def asking(self) -> AbstractContextManager[Database]:
        """Lend a connection for one question."""

    def writing_apart(self) -> AbstractContextManager[None]:
        """Hold the door for one thing that is written apart."""

    def add_line(self, **fields: Any) -> None:
        """Add a line to the audit inside an open transaction."""
