"""Which face each letter comes from, in which order letters stand, and where lines break."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.handouts.house_style import BODY, HEADING, STRONG, faces
from wehere_desktop.handouts.lettering import BOX, Line, lines_of, width_of

NARROW = 120.0
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\ufe0e\ufe0f\\s\u202f\u2007\u2028\u2029\u2011-]")


def faces_of(line: Line) -> list[str]:
    return [run.face for run in line.runs]


def only_line(text: str) -> Line:
    (line,) = lines_of(text, BODY, 2000.0)
    return line


def test_that_plain_english_is_one_run_of_the_papers_own_face() -> None:
    assert faces_of(only_line("Nobody answers at the station desk – ring 101.")) == ["Paper"]


def test_that_a_word_with_a_borrowed_letter_is_borrowed_whole() -> None:
    line = only_line("Y Llŷn yma")
    assert [(run.text.strip(), run.face) for run in line.runs if run.text.strip()] == [
        ("Y", "Paper"),
        ("Llŷn", "PaperSans"),
        ("yma", "Paper"),
    ]


def test_that_polish_and_irish_names_need_no_borrowing() -> None:
    assert faces_of(only_line("Małgorzata Śliwińska, Seán Ó Briain")) == ["Paper"]


def test_that_borrowed_letters_are_thickened_among_bold() -> None:
    (line,) = lines_of("Київ", STRONG, 500.0)
    assert [(run.face, run.thick) for run in line.runs] == [("PaperSans", True)]


@pytest.mark.parametrize("letter", ["🚓", "中", "\x07", "\u202e", "\ue000", "\U000e0041", "\u0378"])
def test_that_a_character_no_face_has_is_a_box_that_remembers_it(letter: str) -> None:
    line = only_line(f"a{letter}b")
    assert [(run.face, run.spoken or run.text) for run in line.runs] == [("Paper", "a"), (BOX, letter), ("Paper", "b")]


@pytest.mark.parametrize("letter", ["\u00ad", "\u200b", "\ufeff", "\ufe0f"])
def test_that_a_character_nobody_sees_is_not_drawn(letter: str) -> None:
    assert only_line(f"a{letter}b").spoken == "ab"


def test_that_markup_is_only_letters() -> None:
    assert only_line("<b>bold</b> &amp; <br/>").spoken == "<b>bold</b> &amp; <br/>"


def test_that_arabic_is_joined_and_stands_from_right_to_left() -> None:
    line = only_line("باب")
    (run,) = line.runs
    assert (run.face, run.spoken, line.from_right) == ("PaperArabic", "باب", True)
    # Three letters joined: their glyphs are the joined forms, not those of the letters alone.
    assert width_of("باب", BODY) != pytest.approx(sum(width_of(letter, BODY) for letter in "باب"), abs=0.01) or (
        run.text != "باب"
    )


def test_that_english_within_arabic_keeps_its_own_direction() -> None:
    line = only_line("مرحبا PCSO Sam 101 بكم")
    assert [run.spoken or str(run.text) for run in line.runs] == [" بكم", "PCSO Sam 101", "مرحبا "]


def test_that_numbers_after_arabic_are_not_turned_round() -> None:
    runs = [run.spoken or str(run.text) for run in only_line("الساعة 19 مساء").runs]
    assert "19" in [run.strip() for run in runs]


def test_that_a_turning_mark_turns_nothing() -> None:
    assert only_line("\u202eesrever").spoken == "\u202eesrever"


def test_that_the_same_text_is_set_the_same_whatever_came_before() -> None:
    before = only_line("سلام")
    only_line("مكتبة الأطفال في الحي القديم")
    assert only_line("سلام") == before


@pytest.mark.parametrize("words", ["7 pm", "9 December", "01632 960123", "0800 555 111"])
def test_that_a_number_stays_with_what_it_counts(words: str) -> None:
    room = width_of(f"ring or come {words}", BODY) - 0.1
    assert [line.spoken.replace("\u00a0", " ") for line in lines_of(f"ring or come {words}", BODY, room)][-1] == words


def test_that_a_long_address_breaks_at_its_seams() -> None:
    address = "https://www.example.org/tell-us/winsford-wharton/december"
    lines = [line.spoken for line in lines_of(address, BODY, NARROW)]
    assert "".join(lines) == address
    assert all(line[-1] in "/." for line in lines[:-1])


def test_that_a_typed_line_break_is_kept() -> None:
    assert [line.spoken for line in lines_of("one\r\ntwo\n\nthree", BODY, 500.0)] == ["one", "two", "three"]


def test_that_a_lonely_last_word_takes_another_with_it() -> None:
    text = "To report, to ask, or to leave word for your local team now"
    plain = width_of(text.rsplit(" ", 1)[0], BODY) + 1
    assert " " in lines_of(text, BODY, plain)[-1].spoken


def test_that_a_title_is_broken_evenly() -> None:
    one, two = lines_of("Your priorities, and what we have done, continued", HEADING, 318.0, even=True)
    assert abs(one.width - two.width) < 0.35 * max(one.width, two.width)


def test_that_no_text_gives_no_line() -> None:
    assert lines_of("", BODY, 100.0) == lines_of(" \n\t ", BODY, 100.0) == []


@given(st.text(max_size=120), st.floats(20.0, 300.0))
def test_that_every_line_fits_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = lines_of(text, BODY, width)
    assert all(line.width <= width + 0.01 or len(line.spoken) == 1 for line in lines if not _is_turned(line.spoken))
    seen = sorted(UNSEEN.sub("", "".join(line.spoken for line in lines)))
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert seen == sorted(UNSEEN.sub("", kept))


def _is_turned(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in {"R", "AL", "AN"} for letter in text)


def test_that_every_face_is_one_a_reader_may_pass_on() -> None:
    assert [face.font.face.name for face in (faces().regular, faces().bold)] == [
        b"AtkinsonHyperlegible-Regular",
        b"AtkinsonHyperlegible-Bold",
    ]
