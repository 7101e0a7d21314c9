"""Nothing that may not be published can reach a handout, whatever field of whatever record it stands in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.elm_park import TODAY
from tests.handouts.meetings import MEETINGS, Parish
from wehere_desktop.handouts.gather import gather
from wehere_desktop.handouts.meeting_handout import draw
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.fact import STAMPS, Fact, FieldFacts, fields_of, may_be_published
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.records import BeatBook

# Public, but not for this paper: ids and codes, what a page of the web shows, what only the map uses.
NOT_ON_THIS_PAPER = {
    ("beat", "police_id"),
    ("beat", "authorities"),
    ("beat", "anchors"),
    ("place", "authority"),
    ("place", "website"),
}
HIDDEN_DAY = date(1987, 6, 5)
HIDDEN_INSTANT = datetime(1987, 6, 5, 4, 3, tzinfo=UTC)
HIDDEN_NUMBER = 918273


@dataclass
class Sown:
    """A word of its own for each field: those that must never be printed, and those that may."""

    hidden: dict[str, tuple[str, str]] = field(default_factory=dict)
    public: dict[str, tuple[str, str]] = field(default_factory=dict)

    def fields(self, kind: type[Fact], *, marked: bool, **given: Any) -> dict[str, Any]:
        """Return a value for every field of a kind that is not given, telling by its word where it came from."""
        values: dict[str, Any] = dict(given)
        if kind.mark:
            values.setdefault(kind.mark, marked)
        for each in fields_of(kind):
            if each.name not in values:
                values[each.name] = self._value(kind, each, marked=marked)
        return values

    def _value(self, kind: type[Fact], each: FieldFacts, *, marked: bool) -> Any:
        may = each.told.public == "always" or (each.told.public == "if_marked" and marked)
        if each.told.refers or each.shape in {"choice", "yes_no"}:
            return each.default
        if each.shape in {"text", "texts"}:
            word = f"Q{len(self.hidden) + len(self.public):03}Z"
            (self.public if may else self.hidden)[word] = (kind.kind, each.name)
            return word if each.shape == "text" else (word,)
        if may:
            return each.default
        return {"whole": HIDDEN_NUMBER, "number": float(HIDDEN_NUMBER), "day": HIDDEN_DAY, "instant": HIDDEN_INSTANT}[
            each.shape
        ]


def sow(parish: Parish, *, marked: bool) -> tuple[Sown, str]:
    """Fill a book with one record or more of every kind, all of them hanging together; return the meeting's id."""
    sown = Sown()
    book, beat = parish.book, parish.beat.id

    def add(kind: str, **given: Any) -> str:
        fact = KINDS[kind]
        return parish.add(fact, **sown.fields(fact, marked=marked, **given))

    with book.change("Rename"):
        for section, record in (("beat", beat), ("lpu", parish.beat.lpu)):
            fresh = sown.fields(
                KINDS[section], marked=marked, authorities=(), anchors=(), valid_from=None, valid_to=None
            )
            names = {each.name for each in fields_of(KINDS[section])} - {"lpu", "authorities", "anchors"}
            book.section(section).amend(record, **{name: fresh[name] for name in names})
    spell = {"starts": date(2026, 3, 2), "ends": None}
    around = {"starts": date(2026, 12, 1), "ends": date(2027, 1, 4)}
    officer, away = (add("officer", started=None, ended=None) for _ in range(2))
    for each in (officer, away):
        add("posting", officer=each, beat=beat, **spell)
    add("absence", officer=away, cover=officer, **around)
    place = add("place", latitude=53.19, longitude=-2.5, beat=beat)
    add("named_officer", place=place, officer=officer, **spell)
    contact = add("contact", key_individual=True)
    add("contact_role", contact=contact, place=place, **spell)
    add("visit", officer=officer, places=(place,), contacts=(contact,), on=date(2026, 11, 2))
    lives = {"life": PriorityLife.IN_ACTION, "beat": beat, "issue_date": date(2026, 9, 9)}
    with_news = add("priority", **lives)
    add("priority_update", priority=with_news, on=date(2026, 11, 2))
    add("priority", **lives)
    add("priority", **lives, action="")
    raised = {"beat": beat, "raised_on": date(2026, 10, 14)}
    add("concern", **raised, told_back_on=date(2026, 11, 2))
    add("concern", **raised, outcome=Outcome.COULD_NOT)
    add("reported_figure", beat=beat, period_from=date(2025, 11, 1), period_to=date(2026, 10, 31))
    add("register_source")
    add("saved_mapping")
    add("meeting", beat=beat, venue=place, starts=datetime(2027, 3, 10, 19, tzinfo=UTC), ends=None)
    meeting = add(
        "meeting", beat=beat, venue=place, leads=officer, starts=datetime(2026, 12, 9, 19, tzinfo=UTC), ends=None
    )
    return sown, meeting


def printed_words(book: BeatBook, meeting: str) -> tuple[str, str]:
    """Return the fact sheet's text, and all that was written on the paper, without white space."""
    sheet = gather(book, meeting, today=TODAY)
    written = "".join(each.text for each in draw(sheet).spoken)
    return sheet.as_text(), "".join(written.split())


@pytest.mark.parametrize("marked", [False, True], ids=["unmarked", "marked"])
def test_that_no_word_that_may_not_be_published_reaches_the_paper(tmp_path: Path, *, marked: bool) -> None:
    parish = Parish(tmp_path)
    sown, meeting = sow(parish, marked=marked)
    with parish.book as book:
        text, written = printed_words(book, meeting)
    assert len(sown.hidden) > 30
    for word, where in sown.hidden.items():
        assert word not in text, where
        assert word not in written, where
    for trace in (str(HIDDEN_DAY.year), str(HIDDEN_NUMBER), f"{HIDDEN_NUMBER:,}"):
        assert trace not in text
        assert trace not in written


def test_that_every_word_that_may_always_be_published_is_printed(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    sown, meeting = sow(parish, marked=True)
    told_of = {
        "beat",
        "lpu",
        "officer",
        "place",
        "priority",
        "priority_update",
        "concern",
        "reported_figure",
        "meeting",
    }
    with parish.book as book:
        text, written = printed_words(book, meeting)
    expected = {where for where in sown.public.values() if where[0] in told_of and where not in NOT_ON_THIS_PAPER}
    assert {where for word, where in sown.public.items() if word in text} == expected
    assert {where for word, where in sown.public.items() if word in written} == expected


def test_that_the_test_itself_sows_every_kind(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    sow(parish, marked=False)
    with parish.book as book:
        assert [kind for kind in KINDS if not book.section(kind).count()] == []


# A fact that may only be read where the public may read it -----------------------------------------------------------


class Forbidden(Exception):
    """A field was read that may not be published."""


def guarded(fact: Any) -> Any:
    """Return a fact that raises when a field is read which may not be published of this very record."""
    if isinstance(fact, list):
        return [guarded(each) for each in fact]
    if not isinstance(fact, Fact):
        return fact
    kind = type(fact)
    allowed = {*STAMPS, kind.mark, *(each.name for each in fields_of(kind) if may_be_published(fact, each.name))}
    names = {each.name for each in fields_of(kind)}

    def read(self: Fact, name: str) -> Any:
        if name in names and name not in allowed:
            raise Forbidden(f"{kind.kind}.{name}")
        return object.__getattribute__(self, name)

    watched = type(kind.__name__, (kind,), {"__slots__": (), "__getattribute__": read})
    return watched(**{each.name: getattr(fact, each.name) for each in dataclasses.fields(fact)})


class GuardedSection:
    """A section of a real book that gives out guarded facts."""

    def __init__(self, section: Any) -> None:
        self._section = section

    def __getattr__(self, name: str) -> Any:
        return lambda *given, **named: guarded(getattr(self._section, name)(*given, **named))


class GuardedBook:
    """A real book whose sections give out guarded facts."""

    def __init__(self, book: BeatBook) -> None:
        self.practice = book.practice
        self._book = book

    def __getattr__(self, name: str) -> GuardedSection:
        return GuardedSection(getattr(self._book, name))


def all_books(folder: Path) -> Iterator[tuple[BeatBook, str]]:
    for name, make in MEETINGS.items():
        (folder / name).mkdir()
        yield make(folder / name)
    for marked in (False, True):
        (folder / str(marked)).mkdir()
        parish = Parish(folder / str(marked))
        yield parish.book, sow(parish, marked=marked)[1]


def test_that_gathering_does_not_so_much_as_read_a_field_that_may_not_be_published(tmp_path: Path) -> None:
    for book, meeting in all_books(tmp_path):
        with book:
            watched: Any = GuardedBook(book)
            assert gather(watched, meeting, today=TODAY) == gather(book, meeting, today=TODAY)


def test_that_the_guard_bites(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    officer = guarded(parish.book.officers.get(parish.officer("Sam Ashdown", number="7001")))
    assert officer.name == "Sam Ashdown"
    with pytest.raises(Forbidden):
        _ = officer.number
