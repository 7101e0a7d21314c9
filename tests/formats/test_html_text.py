"""HTML becomes plain lines, and plain lines become HTML that says nothing but them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.formats.html_text import LONGEST, html_of, plain_of


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<p>One &amp; two.</p>\n\n<p>Three&nbsp;four</p>", "One & two.\nThree four"),
        ("First<br/>second<br>third", "First\nsecond\nthird"),
        ("<ul><li>a</li><li>b <b>c</b></li></ul>", "a\nb c"),
        ("<p>lines\nthat\nwrap</p>", "lines that wrap"),
        ("plain\nlines &lt;b&gt; 3 < 4 & 5 > 2", "plain\nlines <b> 3 < 4 & 5 > 2"),
        ('See <a href="https://example.org/a">our page</a>.', "See our page (https://example.org/a)."),
        ('<a href="mailto:a@example.org">a@example.org</a>', "a@example.org"),
        ('<a href="javascript:alert(1)">press</a>', "press"),
        ('<a href="https://example.org"><img src=x></a>', "https://example.org"),
        ("<script>alert(1)</script><style>p{}</style>words<!-- unsaid -->", "words"),
        ("a\x00b\ud800c\u202ed<p>e", "abcd\ne"),
        ("<p>never closed <b>bold", "never closed bold"),
        ("<", "<"),
        ("", ""),
    ],
)
def test_that_markup_becomes_plain_lines(markup: str, plain: str) -> None:
    assert plain_of(markup) == plain


@given(st.text())
def test_that_plain_lines_come_back_from_their_html(text: str) -> None:
    plain = plain_of(f"<p>{html_of(text)}</p>")
    assert plain_of(html_of(plain)) == plain
    assert "\x00" not in plain
    assert "\n\n" not in plain


@given(st.text(alphabet="<>&;a/!-p \n\"'=", max_size=60))
def test_that_no_markup_gets_through_from_words(text: str) -> None:
    made = html_of(text)
    assert "<" not in made.replace("<p>", "").replace("</p>", "")


def test_that_a_huge_text_is_read_to_its_measure_and_no_further() -> None:
    assert len(plain_of("<p>" + "x" * (3 * LONGEST))) < LONGEST
