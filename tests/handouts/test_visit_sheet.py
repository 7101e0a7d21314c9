"""The visit sheet fits one side whatever it holds, says first what is dangerous, and carries its marking twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import Color

from tests.elm_park import TODAY, a_book, a_contact, a_place, a_role, a_visit, an_officer
from tests.handouts.visit_sheets import ORDINARY, SHEETS
from wehere_desktop.handouts.catalogue import find_handouts
from wehere_desktop.handouts.house_style import MARGIN, PAGE_WIDTH, TextStyle
from wehere_desktop.handouts.internal import BOTTOM, MARKING, TOP
from wehere_desktop.handouts.lettering import Line
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.visit_sheet import blank, draw, gather, make
from wehere_desktop.handouts.visit_sheet_facts import Owed, VisitSheet
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.officer import Absence, Posting
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife
from wehere_desktop.neighbourhood.query import Query
from wehere_desktop.neighbourhood.visit import Channel, Formality
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

A_DAY = timedelta(days=1)


class Watched(Pen):
    """A pen that notes where each line of letters stands: left, bottom, right, top and text."""

    seen: list[tuple[float, float, float, float, str]]

    def line(
        self,
        line: Line,
        x: float,
        baseline: float,
        style: TextStyle,
        *,
        colour: Color | None = None,
        spacing: float = 0.0,
    ) -> None:
        box = (x, baseline - 0.15 * style.size, x + line.width, baseline + 0.62 * style.size)
        type(self).seen.append((*box, line.spoken))
        super().line(line, x, baseline, style, colour=colour, spacing=spacing)


def looked_at(sheet: VisitSheet | None) -> list[tuple[float, float, float, float, str]]:
    """Return every line of a sheet, of the blank one for None, with its place."""
    Watched.seen = []
    with pytest.MonkeyPatch.context() as patch:
        for module in ("visit_sheet", "visit_sheet_blank"):
            patch.setattr(f"wehere_desktop.handouts.{module}.Pen", Watched)
        if sheet is None:
            blank(True)
        else:
            draw(sheet)
    return Watched.seen


def assert_all_can_be_read(seen: list[tuple[float, float, float, float, str]]) -> None:
    """Fail if words stand on others, or outside the sheet."""
    for number, (left, bottom, right, top, words) in enumerate(seen):
        assert left >= MARGIN - 0.01, words
        assert right <= PAGE_WIDTH - MARGIN + 0.01, words
        assert bottom >= 15, words
        for other_left, other_bottom, other_right, other_top, other in seen[number + 1 :]:
            across = left < other_right - 0.01 and other_left < right - 0.01
            assert not (across and bottom < other_top and other_bottom < top), (words, other)


def visible(text: str) -> str:
    return "".join(letter if letter.isprintable() else "□" for letter in text.replace("\u00a0", " "))


@pytest.mark.parametrize("name", SHEETS)
def test_that_every_sheet_is_one_side_and_all_of_it_can_be_read(name: str) -> None:
    printed = draw(SHEETS[name])
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        assert len(pdf.pages) == printed.pages == 1
    assert_all_can_be_read(looked_at(SHEETS[name]))


@pytest.mark.parametrize("name", SHEETS)
def test_that_the_sheet_reads_as_it_was_approved(name: str, golden: Callable[[str, str], None]) -> None:
    told = draw(SHEETS[name]).spoken
    golden(f"visit_sheet_{name}.txt", "".join(f"{each.role}: {visible(each.text)}\n" for each in told))


def test_that_the_blank_sheet_reads_as_it_was_approved(golden: Callable[[str, str], None]) -> None:
    assert_all_can_be_read(looked_at(None))
    golden("visit_sheet_blank.txt", "".join(f"{each.role}: {each.text}\n" for each in blank(False).spoken))


def test_that_the_blank_sheet_has_a_box_for_each_channel_and_formality() -> None:
    boxes = {each.text.lower() for each in blank(False).spoken if each.role is Role.LIST_ITEM}
    assert {each.value for each in (*Channel, *Formality)} <= boxes


@pytest.mark.parametrize("sheet", [*SHEETS.values(), None])
def test_that_the_marking_stands_at_top_and_bottom(sheet: VisitSheet | None) -> None:
    heights = [bottom for _, bottom, _, _, words in looked_at(sheet) if words == MARKING]
    assert len(heights) == 2
    assert max(heights) > TOP
    assert min(heights) < BOTTOM


def test_that_warnings_come_before_everything_that_can_wait() -> None:
    words = [each.text for each in draw(ORDINARY).spoken]
    assert words.index("Read before going") < words.index("Last contacts") < words.index("This visit")


texts = st.text(max_size=300)
owed = st.builds(Owed, texts, st.just("9 h left"), texts, st.booleans())


@settings(max_examples=15)
@given(place=texts, warnings=st.lists(texts, max_size=6), promises=st.lists(owed, max_size=15))
def test_that_no_text_however_odd_stands_on_other_text(place: str, warnings: list[str], promises: list[Owed]) -> None:
    sheet = replace(ORDINARY, place=place, warnings=tuple(warnings), promises=tuple(promises))
    assert_all_can_be_read(looked_at(sheet))


def test_that_the_same_sheet_makes_the_same_bytes() -> None:
    assert draw(ORDINARY).pdf == draw(ORDINARY).pdf
    assert blank(True).pdf == blank(True).pdf


# What is gathered ----------------------------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path) -> Any:
    with a_book(tmp_path) as made:
        yield made


def a_full_place(book: BeatBook) -> str:
    """Fill a place with one of everything, and something of each that must not be on the sheet; return its id."""
    beat = book.beats.by_police_id("vb02")
    assert beat is not None
    new = book.world.new_id
    with book.change("Begin"):
        place = book.places.add(
            a_place(book, beat=beat.id, town="Winsford", postcode="CW7 3EP", phone="01606555010")
        ).id
        sam, nicola = (book.officers.add(an_officer(book, name)).id for name in ("Sam Ashdown", "Nicola Rathbone"))
        for officer in (sam, nicola):
            book.postings.add(Posting(id=new(), officer=officer, beat=beat.id, starts=date(2026, 1, 5)))
        book.named_officers.add(
            NamedOfficer(id=new(), place=place, officer=sam, duty=Duty.MAIN, starts=date(2026, 1, 5))
        )
        book.absences.add(Absence(id=new(), officer=sam, starts=TODAY, ends=TODAY + 3 * A_DAY, cover=nicola))
        helen = book.contacts.add(a_contact(book, key_individual=True, mobile="07700900123", prefers="telephone")).id
        gone = book.contacts.add(a_contact(book, "Gone Long")).id
        book.contact_roles.add(a_role(book, helen, place, role="secretary"))
        book.contact_roles.add(a_role(book, gone, place, role="head", ends=TODAY - A_DAY))
        for number in range(5):
            book.visits.add(
                a_visit(book, place, TODAY - (50 + number) * A_DAY, purpose=f"Call {number}", contacts=(helen,))
            )
        for words, warning, until in (
            ("Sign in at the office.", False, None),
            ("Loose dog.", True, TODAY),
            ("Scaffolding.", True, TODAY - A_DAY),
        ):
            book.access_notes.add(AccessNote(id=new(), place=place, note=words, warning=warning, until=until))
        for words, life in (("Repaint the crossing", PromiseLife.OPEN), ("Long kept", PromiseLife.KEPT)):
            book.promises.add(
                Promise(
                    id=new(),
                    promised=words,
                    place=place,
                    owner=sam,
                    made_on=TODAY - 9 * A_DAY,
                    due_on=TODAY - 3 * A_DAY,
                    life=life,
                )
            )
        asked = datetime(2026, 11, 19, 18, tzinfo=UTC)
        for words, answered in (("Who do parents ring?", None), ("Long answered", asked)):
            book.queries.add(
                Query(
                    id=new(), question=words, received=asked, place=place, owner=nicola, answered=answered, answer="a"
                )
            )
    return place


def test_that_the_sheet_holds_what_holds_today_and_nothing_that_is_over(
    book: BeatBook, golden: Callable[[str, str], None]
) -> None:
    text = gather(book, a_full_place(book), today=TODAY).as_text()
    for over in ("Scaffolding", "Gone Long", "Long kept", "Long answered", "Call 3"):
        assert over not in text
    golden("visit_sheet_gathered.txt", text)


def test_that_a_place_with_nothing_known_of_it_has_a_sheet_too(book: BeatBook) -> None:
    with book.change("Begin"):
        place = book.places.add(a_place(book, "The Den"))
    assert "No contact has been logged yet." in gather(book, place.id, today=TODAY).as_text()
    assert make(book, place.id).startswith(b"%PDF")


def test_that_a_place_that_is_not_there_is_refused(book: BeatBook) -> None:
    with pytest.raises(Refusal, match="no such place"):
        make(book, "nowhere")


def test_that_the_sheet_is_found_by_its_name() -> None:
    paper = find_handouts()["visit-sheet"]
    assert paper.of == "place"
    assert paper.blank is blank
