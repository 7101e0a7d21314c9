"""What lies on the paper: nothing cut, nothing over other words, no heading alone, an even number of sides."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.handouts.sheets import FULL, OVERFULL, SHEETS
from tests.handouts.watching import Seen, Watched, overlapping
from wehere_desktop.handouts.catalogue import Printed
from wehere_desktop.handouts.facts import PRACTICE_WORDS, MeetingHandout, Reply
from wehere_desktop.handouts.house_style import FOOT, MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from wehere_desktop.handouts.meeting_handout import draw
from wehere_desktop.handouts.pen import Role


@cache
def drawn(name: str) -> Printed:
    """Return a sheet's paper, drawn once for all tests that only look at it."""
    return draw(SHEETS[name])


def looked_at(sheet: MeetingHandout, monkeypatch: pytest.MonkeyPatch) -> list[Seen]:
    Watched.seen = []
    monkeypatch.setattr("wehere_desktop.handouts.meeting_handout.Pen", Watched)
    draw(sheet)
    return Watched.seen


@pytest.mark.parametrize("name", SHEETS)
def test_that_no_words_stand_on_others_and_none_are_cut(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = looked_at(SHEETS[name], monkeypatch)
    assert overlapping(seen) == []
    for each in seen:
        assert each.left >= MARGIN - 0.01, each
        assert each.right <= PAGE_WIDTH - MARGIN + 0.01, each
        assert 20 <= each.bottom <= each.top <= PAGE_HEIGHT - 12, each


hostile = st.text(max_size=400)
replies = st.builds(Reply, hostile.filter(str.strip), hostile, st.text(max_size=60))


@settings(max_examples=15)
@given(title=st.text(max_size=300), many=st.lists(replies, max_size=20), notes=st.text(max_size=2000))
def test_that_no_text_however_odd_stands_on_other_text(title: str, many: list[Reply], notes: str) -> None:
    sheet = replace(FULL, beat=title, title=f"{title} beat meeting", replies=tuple(many), getting_in=notes)
    with pytest.MonkeyPatch.context() as patch:
        assert overlapping(looked_at(sheet, patch)) == []


@pytest.mark.parametrize("name", SHEETS)
def test_that_there_is_always_an_even_number_of_sides(name: str) -> None:
    printed = drawn(name)
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        assert len(pdf.pages) == printed.pages
    assert printed.pages % 2 == 0


@pytest.mark.parametrize("name", ["full", "bare", "sparse"])
def test_that_an_ordinary_meeting_takes_two_sides(name: str) -> None:
    assert drawn(name).pages == 2


@pytest.mark.parametrize("name", SHEETS)
def test_that_no_heading_stands_alone_at_a_columns_foot(name: str) -> None:
    spoken = [each for each in drawn(name).spoken if each.role is not Role.ARTIFACT]
    headings = {Role.HEADING_2, Role.HEADING_3}
    for one, following in pairwise(spoken):
        if one.role in headings and one.text not in {"My questions", "What should we work on next?"}:
            assert following.side == one.side, one.text


@pytest.mark.parametrize("name", SHEETS)
def test_that_the_paper_reads_as_it_was_approved(name: str, golden: Callable[[str, str], None]) -> None:
    # Maps are put in words by whoever draws them.
    told = [each for each in drawn(name).spoken if not each.text.startswith("Map: ")]
    golden(f"paper_{name}.txt", "".join(f"{each.side} {each.role}: {visible(each.text)}\n" for each in told))


def visible(text: str) -> str:
    return "".join(letter if letter.isprintable() else "□" for letter in text.replace("\u00a0", " "))


def maps_on(sheet: MeetingHandout) -> list[int]:
    return [each.side for each in draw(sheet).spoken if each.text.startswith("Map: ")]


def test_that_the_venue_is_on_side_one_and_the_whole_beat_on_side_two() -> None:
    assert maps_on(FULL) == [1, 2]


def test_that_no_side_is_begun_for_the_sake_of_the_second_map() -> None:
    crowded = replace(FULL, agenda=tuple(f"Point {number}" for number in range(1, 23)), feedback_link="")
    assert draw(crowded).pages == 2
    assert maps_on(replace(crowded, replies=FULL.replies * 2)) == [1]


def test_that_what_goes_on_says_so() -> None:
    text = [each.text for each in drawn("overfull").spoken if each.role is Role.HEADING_2]
    assert "You said, we did, continued" in text


def test_that_the_same_sheet_makes_the_same_bytes() -> None:
    first = draw(FULL).pdf
    draw(SHEETS["hostile"])
    assert draw(FULL).pdf == first


def test_that_every_side_of_a_practice_books_paper_says_so() -> None:
    printed = drawn("overfull")
    sides = {each.side for each in printed.spoken if each.text == PRACTICE_WORDS}
    assert sides == set(range(1, printed.pages + 1))


def test_that_a_real_books_paper_does_not_say_practice() -> None:
    assert "ractice" not in "".join(each.text for each in drawn("bare").spoken)


def test_that_everything_on_the_sheet_is_on_the_paper() -> None:
    written = "".join("".join(each.text for each in drawn("overfull").spoken).split())
    for text in (
        OVERFULL.venue,
        OVERFULL.access,
        *(each.title for each in OVERFULL.priorities),
        *(step.text for each in OVERFULL.priorities for step in each.steps),
        *(reply.we_did for reply in OVERFULL.replies),
        *OVERFULL.agenda,
        *OVERFULL.next_meeting,
    ):
        assert "".join(text.split()) in written


def test_that_pictures_are_put_in_words() -> None:
    figures = [each.text for each in drawn("full").spoken if each.role is Role.FIGURE]
    assert any("Anti-social behaviour 127 (was 151)" in text for text in figures)
    assert any(text.startswith("Map: Wharton Community Centre") for text in figures)
    assert any("example.org" in text for text in figures)


def test_that_a_link_that_is_no_web_address_is_only_words() -> None:
    printed = draw(replace(FULL, feedback_link="javascript:alert(1)"))
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        assert not any("/Annots" in page for page in pdf.pages)
    assert "javascript:alert(1)" in "".join(each.text for each in printed.spoken)


def test_that_the_paper_names_its_title_and_language() -> None:
    with pikepdf.open(BytesIO(drawn("full").pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Winsford Wharton beat meeting, Wednesday 9 December, 7 pm to 8.30 pm"
        assert str(pdf.Root["/Lang"]) == "en-GB"


def test_that_every_font_travels_with_the_paper() -> None:
    with pikepdf.open(BytesIO(drawn("full").pdf)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources["/Font"].values()]
        embedded = [
            "/FontFile2" in font.get("/FontDescriptor", {}) for font in fonts if font["/Subtype"] == "/TrueType"
        ]
    assert embedded
    assert all(embedded)


def test_that_a_called_off_meeting_says_so_first() -> None:
    printed = draw(replace(FULL, called_off="This meeting has been called off."))
    early = [each.text for each in printed.spoken][:8]
    assert "This meeting has been called off." in early


def test_that_the_columns_end_above_the_footer(monkeypatch: pytest.MonkeyPatch) -> None:
    footers = ("Emergency 999", "Not an", "Crimestoppers 0800", "Large print or")
    low = [each for each in looked_at(OVERFULL, monkeypatch) if each.bottom < FOOT - 6]
    assert all(each.text.startswith(footers) or " of " in each.text for each in low)


def test_that_the_words_can_be_taken_from_the_pdf(tmp_path: Path) -> None:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not at hand (it comes with poppler-utils)")
    file = tmp_path / "handout.pdf"
    file.write_bytes(draw(replace(FULL, access="Llŷn <b>step-free</b> مدخل")).pdf)
    text = subprocess.run([tool, "-raw", str(file), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    for words in (
        "Winsford Wharton",
        "<b>step-free</b>",
        "Llŷn",
        "07700 900417",
        "Wednesday 9 December",
        "1 of 2",
    ):
        assert words in text.replace("\u00a0", " ")
    # The file gives Arabic in the order it is read (ISO 32000-1, 14.9.4); this tool turns it round once more.
    assert "مدخل" in text or "مدخل"[::-1] in text
