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
from wehere_desktop.handouts.catalogue import Handout, find_handouts
from wehere_desktop.handouts.gather import gather
from wehere_desktop.handouts.meeting_handout import draw
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.fact import STAMPS, Fact, FieldFacts, fields_of, may_be_published
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.neighbourhood.telling import Audience
from wehere_desktop.records import BeatBook

# Public, but not for this paper: ids and codes, what a page of the web shows, what only the map uses.
NOT_ON_THIS_PAPER = {
    ("beat", "police_id"),
    ("beat", "authorities"),
    ("beat", "anchors"),
    ("place", "authority"),
    ("place", "website"),
    ("concern", "to_everyone"),
    ("meeting", "decisions"),
    ("meeting", "groups"),
    ("meeting", "report"),
    ("priority", "partners"),
}
# What the public may know and yet is on no paper, each with its reason.
ON_NO_PAPER = {
    ("attachment", "caption"): "no paper has pictures of people’s or officers’ making",
    ("beat", "police_id"): "the public knows a beat by its name",
    ("beat_boundary", "rings"): "it is drawn, never printed as figures",
    ("beat_boundary", "source"): "a credit of the map, not of a paper’s words",
    ("contact", "name"): "papers of a meeting name nobody of the public",
    ("contact_role", "role"): "papers of a meeting name nobody of the public",
    ("place", "authority"): "a code that means something to programs alone",
    ("place", "website"): "the venue’s own pages do not tell of the meeting",
    ("visit", "public_line"): "told on the public pages of a place, not at a meeting",
}
HIDDEN_DAY = date(1987, 6, 5)
HIDDEN_INSTANT = datetime(1987, 6, 5, 4, 3, tzinfo=UTC)
HIDDEN_NUMBER = 918273


@dataclass
class Sown:
    """A word of its own for each field: those that must never be printed, and those that may."""

    hidden: dict[str, tuple[str, str]] = field(default_factory=dict)
    public: dict[str, tuple[str, str]] = field(default_factory=dict)
    held: str = ""
    beat: str = ""

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
    visit = add("visit", officer=officer, places=(place,), contacts=(contact,), on=date(2026, 11, 2))
    add("promise", owner=officer, place=place, visit=visit)
    add("query", place=place, beat=beat, owner=officer)
    for kind in ("snooze", "access_note", "attachment"):
        add(kind, place=place)
    add("questionnaire", contact=contact)
    for kind in ("closed_spell", "usual_frequency", "team_setting", "register_source", "saved_mapping"):
        add(kind)
    lives = {"life": PriorityLife.IN_ACTION, "beat": beat, "issue_date": date(2026, 9, 9)}
    with_news = add("priority", **lives)
    add("action", priority=with_news, done_on=None)
    add("osara_plan", priority=with_news)
    for kind in ("police_uk_entry", "beat_boundary"):
        add(kind, beat=beat)
    add("priority_update", priority=with_news, on=date(2026, 11, 2))
    add("priority", **lives)
    add("priority", **lives, action="")
    sown.beat = beat
    sown.held = add(
        "meeting",
        beat=beat,
        venue=place,
        leads=officer,
        life=MeetingLife.HELD,
        starts=datetime(2026, 10, 14, 18, tzinfo=UTC),
        ends=None,
    )
    add("priority", **lives, chosen_at=sown.held)
    add("proposal", meeting=sown.held, priority=with_news)
    raised = {"beat": beat, "raised_on": date(2026, 10, 14), "raised_at": sown.held, "priority": with_news}
    add(
        "concern",
        **raised,
        outcome=Outcome.DONE,
        told_back_on=date(2026, 11, 2),
        told_back_at=sown.held,
        nobody_to_tell="",
    )
    add("concern", **raised, outcome=Outcome.COULD_NOT, told_back_on=None)
    add("reported_figure", beat=beat, period_from=date(2025, 11, 1), period_to=date(2026, 10, 31))
    add("meeting", beat=beat, venue=place, starts=datetime(2027, 3, 10, 19, tzinfo=UTC), ends=None)
    meeting = add(
        "meeting", beat=beat, venue=place, leads=officer, starts=datetime(2026, 12, 9, 19, tzinfo=UTC), ends=None
    )
    for kind in ("publicity", "proposal", "feedback", "publication"):
        add(kind, meeting=meeting)
    return sown, meeting


def printed_words(book: BeatBook, meeting: str) -> tuple[str, str]:
    """Return the fact sheet's text, and all that was written on the paper, without white space."""
    sheet = gather(book, meeting, today=TODAY)
    written = "".join(each.text for each in draw(sheet).spoken)
    return sheet.as_text(), "".join(written.split())


def public_papers(sown: Sown, meeting: str) -> Iterator[tuple[str, Handout, str]]:
    """Yield every paper that may be published, for each audience it has, with the record it is printed of."""
    for name, paper in find_handouts().items():
        if paper.public:
            record = {"beat": sown.beat, "meeting": sown.held if name == "minutes" else meeting}[paper.of]
            yield name, paper, record
            if paper.chosen is None:
                continue
            for audience in Audience:
                chosen = paper.chosen(audience, None, TODAY)
                if chosen.public:
                    yield f"{name} for {audience}", chosen, record


def words_of_papers(book: Any, sown: Sown, meeting: str) -> dict[str, str]:
    """Return for each public paper all that its fact sheet holds and all that was written, without white space."""
    found = {}
    for name, paper, record in public_papers(sown, meeting):
        sheet = paper.gather(book, record, TODAY)
        written = "".join(each.text for each in paper.draw(sheet).spoken)
        found[name] = f"{sheet!r} {''.join(written.split())}"
    return found


@pytest.mark.parametrize("marked", [False, True], ids=["unmarked", "marked"])
def test_that_no_word_that_may_not_be_published_reaches_any_public_paper(tmp_path: Path, *, marked: bool) -> None:
    parish = Parish(tmp_path)
    sown, meeting = sow(parish, marked=marked)
    with parish.book as book:
        papers = words_of_papers(book, sown, meeting)
    assert {"agenda", "sign-in", "feedback-form", "minutes", "you-said", "handout"} <= set(papers)
    for name, text in papers.items():
        for word, where in sown.hidden.items():
            assert word not in text, (name, where)
        for trace in (str(HIDDEN_DAY.year), str(HIDDEN_NUMBER), f"{HIDDEN_NUMBER:,}"):
            assert trace not in text, name


def test_that_every_public_word_is_on_some_paper_or_on_none_for_a_reason(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    sown, meeting = sow(parish, marked=True)
    with parish.book as book:
        text = " ".join(words_of_papers(book, sown, meeting).values())
    on_none = {where for word, where in sown.public.items() if word not in text}
    on_some = {where for word, where in sown.public.items() if word in text}
    assert on_none - on_some == set(ON_NO_PAPER)


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


@pytest.mark.parametrize("marked", [False, True], ids=["unmarked", "marked"])
def test_that_no_public_paper_so_much_as_reads_a_field_that_may_not_be_published(
    tmp_path: Path, *, marked: bool
) -> None:
    parish = Parish(tmp_path)
    sown, meeting = sow(parish, marked=marked)
    with parish.book as book:
        watched: Any = GuardedBook(book)
        for name, paper, record in public_papers(sown, meeting):
            assert paper.gather(watched, record, TODAY) == paper.gather(book, record, TODAY), name


def test_that_the_guard_bites(tmp_path: Path) -> None:
    parish = Parish(tmp_path)
    officer = guarded(parish.book.officers.get(parish.officer("Sam Ashdown", number="7001")))
    assert officer.name == "Sam Ashdown"
    with pytest.raises(Forbidden):
        _ = officer.number
