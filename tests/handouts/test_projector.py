"""The projector shows what a room may read: pages that can be read from the last row, and nothing internal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.elm_park import TODAY
from tests.handouts.meetings import MEETING_DAY, Parish
from tests.handouts.test_publish_rule import GuardedBook, all_books, sow
from wehere_desktop.handouts.facts import ChosenPriority, Reply, Step
from wehere_desktop.handouts.projector_pages import LINES, WIDTH, ProjectorPage, pages_of
from wehere_desktop.handouts.projector_sheet import ProjectedProposal, ProjectorSheet, gather_projector
from wehere_desktop.neighbourhood.fact import fields_of, may_be_published
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.refusal import Refusal

INSIDE = "\N{LOZENGE}inside\N{LOZENGE}"
SHOWN_KINDS = ("meeting", "priority", "priority_update", "concern", "proposal", "place", "beat")
# Filling these in closes a concern, which the book allows only with all that belongs to it
CLOSING = {"nobody_to_tell", "told_back_on", "told_back_how", "told_back_at"}
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\N{LOZENGE}"), max_size=60)


def all_text(sheet: ProjectorSheet) -> str:
    return "\n".join(page.as_text() for page in pages_of(sheet, item=1))


@pytest.fixture(scope="module")
def parish(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Parish, str]]:
    """A book that holds records of every kind, and a meeting of it."""
    made = Parish(tmp_path_factory.mktemp("projector"))
    _, meeting = sow(made, marked=False)
    with made.book:
        yield made, meeting


@given(data=st.data(), marked=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_that_nothing_internal_reaches_the_sheet_or_a_page_whatever_the_facts_are(
    parish: tuple[Parish, str], data: st.DataObject, *, marked: bool
) -> None:
    made, meeting = parish
    with made.book.change("Write anything"):
        for kind in SHOWN_KINDS:
            section, fact = made.book.section(kind), KINDS[kind]
            for record in section.all() if kind != "beat" else [made.book.beats.get(made.beat.id)]:
                mark = {fact.mark: marked} if fact.mark else {}
                amended = section.amend(record.id, **mark)
                fields: dict[str, Any] = {}
                for each in fields_of(fact):
                    if each.told.refers or each.name in CLOSING or each.shape not in {"text", "texts"}:
                        continue
                    if each.name in {"authorities", "anchors", "police_id"}:
                        continue
                    word = data.draw(WORDS).strip() or "x"
                    words = word if may_be_published(amended, each.name) else f"{word}{INSIDE}{word}"
                    fields[each.name] = words if each.shape == "text" else (words,)
                section.amend(record.id, **fields)
    sheet = gather_projector(made.book, meeting, today=TODAY)
    assert INSIDE not in repr(sheet)
    assert INSIDE not in all_text(sheet)


@pytest.mark.parametrize("marked", [False, True], ids=["unmarked", "marked"])
def test_that_no_sown_word_that_may_not_be_published_is_shown(tmp_path: Path, *, marked: bool) -> None:
    made = Parish(tmp_path)
    sown, meeting = sow(made, marked=marked)
    with made.book as book:
        text = all_text(gather_projector(book, meeting, today=TODAY))
    assert [where for word, where in sown.hidden.items() if word in text] == []
    shown = {where for word, where in sown.public.items() if word in text}
    always = {("meeting", "title"), ("meeting", "agenda"), ("priority", "title"), ("proposal", "title")}
    assert always <= shown
    assert (("concern", "you_said") in shown) is marked


def test_that_gathering_does_not_so_much_as_read_a_field_that_may_not_be_published(tmp_path: Path) -> None:
    for book, meeting in all_books(tmp_path):
        with book:
            watched: Any = GuardedBook(book)
            assert gather_projector(watched, meeting, today=TODAY) == gather_projector(book, meeting, today=TODAY)


def test_that_a_meeting_is_shown_with_its_votes_and_the_next_one(tmp_path: Path) -> None:
    made = Parish(tmp_path, practice=True)
    with made.book as book:
        meeting = made.meeting(venue=made.hall(), agenda=("Welcome", " ", "Priorities"), feedback_link="example.org/x")
        made.meeting(date(2027, 3, 10))
        made.priority("Speeding", date(2026, 9, 9), (date(2026, 11, 2), "Twelve drivers were spoken to."))
        made.concern("Bins on fire", "They were moved.", told_back_on=None)
        made.add(Proposal, meeting=meeting, title="Parking", hands_for=14, hands_against=3)
        sheet = gather_projector(book, meeting, today=TODAY)
    assert (sheet.beat, sheet.venue, sheet.agenda) == (
        "Winsford Wharton",
        "Wharton Community Centre",
        ("Welcome", "Priorities"),
    )
    assert sheet.when == "Wednesday 9 December 2026, 7 pm"
    assert sheet.proposals == (ProjectedProposal("Parking", 14, 3, None, chosen=False),)
    assert sheet.next_meeting[0] == "Wednesday 10 March 2027, 7 pm"
    names = [page.name for page in pages_of(sheet)]
    assert names == ["Welcome", "Agenda", "Your priorities", "Priority 1", "You said 1", "Vote", "Thank you"]
    assert all("nothing here is real" in page.as_text() for page in pages_of(sheet))


def test_that_a_bare_meeting_has_a_welcome_and_a_thank_you(tmp_path: Path) -> None:
    made = Parish(tmp_path)
    with made.book as book:
        sheet = gather_projector(book, made.meeting(MEETING_DAY), today=TODAY)
        assert [page.name for page in pages_of(sheet)] == ["Welcome", "Thank you"]
        with pytest.raises(Refusal):
            gather_projector(book, "nowhere", today=TODAY)


def a_sheet(**fields: Any) -> ProjectorSheet:
    given: dict[str, Any] = {
        "force": "Force",
        "beat": "Beat",
        "title": "Meeting",
        "when": "",
        "venue": "",
        "agenda": (),
        "priorities": (),
        "replies": (),
        "proposals": (),
        "next_meeting": (),
        "feedback_link": "",
        "practice": False,
    }
    return ProjectorSheet(**{**given, **fields})


def test_that_the_item_now_is_marked_in_words_and_others_are_not() -> None:
    (agenda,) = [page for page in pages_of(a_sheet(agenda=("A", "B", "C")), item=1) if page.name == "Agenda"]
    assert [(line.words, line.right) for line in agenda.lines] == [("A", ""), ("B", "Now"), ("C", "")]
    assert agenda.shows_now


LONG = st.text(alphabet="abcdefgh ", min_size=1, max_size=900).filter(str.strip)


@given(LONG, st.lists(LONG, max_size=4))
def test_that_no_page_holds_more_than_can_be_read_and_no_word_is_left_out(text: str, steps: list[str]) -> None:
    priority = ChosenPriority("Title", "You chose this", tuple(Step("", step) for step in steps), "")
    sheet = a_sheet(agenda=(text,), priorities=(priority,), replies=(Reply(text, text, "At this meeting"),))
    pages = pages_of(sheet, item=0)
    for page in pages:
        assert sum(-(-len(line.words) // WIDTH) for line in page.lines) <= LINES
    assert len({page.name for page in pages}) == len(pages)
    shown = "".join("".join(words_of(page)) for page in pages if page.name.startswith("Priority"))
    assert shown == "".join(["Youchosethis", *("".join(step.split()) for step in steps)])


def words_of(page: ProjectorPage) -> list[str]:
    return ["".join(line.words.split()) for line in page.lines]


def test_that_votes_go_on_over_several_pages() -> None:
    votes = tuple(ProjectedProposal(f"Proposal {number}", None, None, None, chosen=False) for number in range(9))
    pages = [page for page in pages_of(a_sheet(proposals=votes)) if page.votes]
    assert [(page.name, len(page.votes)) for page in pages] == [("Vote", 4), ("Vote (2)", 4), ("Vote (3)", 1)]
