"""Registers brought in: which file, of which edition, and how its columns were read."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSource(Fact):
    """One file that was brought in and changed something: its name, its fingerprint (SHA-256) and what it did."""

    kind: ClassVar[str] = "register_source"
    words: ClassVar[str] = "Register brought in"

    name: str = told("File", search="title", required=True)
    register: str = told("Register")
    fingerprint: str = told("Fingerprint")
    edition: date | None = told("Edition", default=None)
    rows: int = told("Rows", default=0)
    new: int = told("New", default=0)
    changed_rows: int = told("Changed", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedMapping(Fact):
    """How the columns of a file of this heading were read, kept so that the next file like it needs no asking.

    `headings` is the file's heading as brought in; `columns` pairs each used heading with our field ("Heading=field").
    """

    kind: ClassVar[str] = "saved_mapping"
    words: ClassVar[str] = "Saved mapping"

    name: str = told("Name", search="title", required=True)
    intake: str = told("Brought in as", required=True)
    headings: tuple[str, ...] = told("Headings", default=(), limit=LONG_TEXT)
    columns: tuple[str, ...] = told("Columns", default=(), limit=LONG_TEXT)
