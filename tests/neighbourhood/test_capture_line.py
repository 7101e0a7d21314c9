"""A line typed in haste is understood, and nothing of it is lost that was no shortcut."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.elm_park import TODAY
from wehere_desktop.neighbourhood.capture_line import Captured, FiledAs, KnownGround, line_of, theme_meant, understand
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.theme import Theme

GROUND = KnownGround.of(
    {"Winsford Wharton": "wharton", "Winsford Over": "over", "Middlewich": "middlewich"},
    frozenset({"Crook Lane", "School Road"}),
)


def read(line: str) -> Captured:
    return understand(line, ground=GROUND, today=TODAY)


@pytest.mark.parametrize(
    ("line", "words", "told"),
    [
        ("Cars on the pavement", "Cars on the pavement", {}),
        ("Cars on the pavement #park", "Cars on the pavement", {"theme": Theme.PARKING}),
        ("#road, cars race at night", "cars race at night", {"theme": Theme.SPEEDING}),
        ("Cars race #road, all night", "Cars race, all night", {"theme": Theme.SPEEDING}),
        ("Cars race #zebra", "Cars race #zebra", {}),
        ("The #3 bus #road #park", "The #3 bus #park", {"theme": Theme.SPEEDING}),
        ("Youths at the shops !", "Youths at the shops", {"asb": True}),
        ("! Youths at the shops", "Youths at the shops", {"asb": True}),
        ("!Youths at the shops", "Youths at the shops", {"asb": True}),
        ("Make them stop!", "Make them stop!", {}),
        ("Noise every night #asb", "Noise every night", {"theme": Theme.ANTISOCIAL, "asb": True}),
        ("Quad bikes @middlewich, again", "Quad bikes, again", {"beat": "middlewich"}),
        ("Quad bikes @Winsford Over again", "Quad bikes again", {"beat": "over"}),
        ("Quad bikes @midd", "Quad bikes", {"beat": "middlewich"}),
        ("Quad bikes @wins", "Quad bikes wins", {"whereabouts": "wins"}),
        ("Racing @crook lane every night", "Racing crook lane every night", {"whereabouts": "Crook Lane"}),
        ("Dogs @the old mill, daily", "Dogs the old mill, daily", {"whereabouts": "the old mill"}),
        ("Write to me@example.org", "Write to me@example.org", {}),
        ("q: When are the lights mended?", "When are the lights mended?", {"concern_kind": ConcernKind.QUESTION}),
        ("Q:when", "when", {"concern_kind": ConcernKind.QUESTION}),
        ("c: Nobody rang", "Nobody rang", {"concern_kind": ConcernKind.COMPLAINT}),
        ("v: Speeding #road", "Speeding", {"filed_as": FiledAs.PROPOSAL, "theme": Theme.SPEEDING}),
        ("p: Ring the council", "Ring the council", {"filed_as": FiledAs.PROMISE}),
        (
            "p: Ring the council by fri",
            "Ring the council",
            {"filed_as": FiledAs.PROMISE, "due_on": date(2026, 11, 27)},
        ),
        (
            "p: Stand by the gates in 2 weeks",
            "Stand by the gates",
            {"filed_as": FiledAs.PROMISE, "due_on": date(2026, 12, 6)},
        ),
        (
            "p: Call in tomorrow 4 pm",
            "Call in",
            {"filed_as": FiledAs.PROMISE, "due_on": date(2026, 11, 23), "due_time": "16:00"},
        ),
        ("p: Drop in by the shops", "Drop in by the shops", {"filed_as": FiledAs.PROMISE}),
        ("p: by fri", "by fri", {"filed_as": FiledAs.PROMISE}),
        ("#road", "", {"theme": Theme.SPEEDING}),
        ("q:", "", {"concern_kind": ConcernKind.QUESTION}),
        ("@", "@", {}),
        ("#", "#", {}),
    ],
)
def test_that_a_line_is_understood(line: str, words: str, told: dict[str, object]) -> None:
    found = read(line)
    assert found.words == words
    plain = Captured("")
    different = {
        name: getattr(found, name)
        for name in Captured.__slots__
        if name not in {"words", "beat_name"} and getattr(found, name) != getattr(plain, name)
    }
    assert different == told


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_that_a_line_without_shortcuts_is_kept_letter_for_letter(line: str) -> None:
    plain = "".join(letter for letter in line if letter not in "#!@:")
    assert read(plain).words == plain.strip()


@given(st.text(alphabet="abp q:v#!@.,road crk lne", max_size=60))
def test_that_no_word_is_lost_whatever_is_typed(line: str) -> None:
    found = read(line)
    kept = found.words + found.whereabouts
    for word in line.split():
        if word[0] in "#!@" or ":" in word or found.filed_as is FiledAs.PROMISE:
            continue
        if found.beat:
            continue
        assert word in kept


@given(st.text(alphabet=st.sampled_from("abc #!@:pvq road"), max_size=40), st.sampled_from(list(Theme)), st.booleans())
def test_that_what_was_filed_comes_back_as_it_would_be_typed(said: str, theme: Theme, asb: bool) -> None:  # noqa: FBT001 - drawn
    first = read(said)
    if not first.words or first.filed_as is not FiledAs.POINT or "#" in first.words or ":" in first.words:
        return
    if "!" in first.words or "@" in first.words:
        return
    concern = Concern(
        id="1",
        beat="b",
        raised_on=TODAY,
        said=first.words,
        concern_kind=first.concern_kind,
        theme=theme,
        asb=asb or theme is Theme.ANTISOCIAL,
    )
    again = read(line_of(concern))
    assert (again.words, again.concern_kind, again.asb) == (concern.said, concern.concern_kind, concern.asb)
    assert (again.theme or Theme.OTHER) is theme


def test_that_a_promise_and_a_proposal_come_back_as_they_would_be_typed() -> None:
    promise = Promise(id="1", promised="Ring", owner="o", made_on=TODAY, due_on=date(2026, 11, 27), due_time="16:00")
    assert line_of(promise) == "p: Ring by 27 Nov 2026 16:00"
    again = read(line_of(promise))
    assert (again.words, again.due_on, again.due_time) == ("Ring", promise.due_on, promise.due_time)
    assert line_of(Proposal(id="1", meeting="m", title="Speeding", theme=Theme.SPEEDING)) == "v: Speeding #road"


@pytest.mark.parametrize("theme", [each for each in Theme if each is not Theme.OTHER])
def test_that_every_theme_can_be_typed(theme: Theme) -> None:
    back = line_of(Concern(id="1", beat="b", raised_on=TODAY, said="x", theme=theme)).removeprefix("x #")
    assert theme_meant(back) is theme


def test_that_the_line_below_says_what_was_understood() -> None:
    assert read("q: When? #park ! @Crook Lane").in_words(TODAY) == "Question · parking · ASB · at Crook Lane"
    assert read("p: Ring by fri").in_words(TODAY) == "Promise · by 27 Nov"
    assert read("Quads @middlewich").in_words(TODAY) == "Concern · on Middlewich"
