"""Whatever is typed, the console answers in a plain sentence and never with a fault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.console.terminal import ran
from tests.elm_park import PASSPHRASE, still_world
from tests.real_files import real_file
from wehere_desktop.records import open_book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.console.conftest import ElmPark

UNREADABLE = "\udcff"
TEXTS = ("purpose", "said", "learnt", "publish")


@pytest.mark.parametrize("odd", ["", "..", "é" * 3000, '~x/y "*%s{}<b>&amp;'])
@pytest.mark.parametrize(
    "words",
    [
        ("search", "{}"),
        ("due", "--beat", "{}"),
        ("due", "--officer", "{}"),
        ("history", "place", "{}"),
        ("undo", "--by", "{}"),
        ("log-visit", "--place", "{}", "--said", "x"),
        ("log-visit", "--contact", "{}", "--said", "x"),
        ("log-visit", "--place", "x", "--said", "x", "--time", "{}"),
        ("print", "handout", "--meeting", "{}", "--out", "x.pdf"),
        ("print", "{}", "--out", "x.pdf"),
        ("concerns", "--text", "{}"),
        ("concerns", "add", "--said", "{}", "--beat", "VB02"),
        ("concerns", "sort", "{}", "--priority", "{}"),
        ("told-back", "--concern", "{}", "--how", "{}"),
        ("priorities", "add", "--title", "{}", "--beat", "VB02", "--partner", "{}"),
        ("meetings", "plan", "--beat", "{}", "--on", "{}"),
        ("meetings", "publicise", "--what", "{}"),
        ("vote", "--meeting", "next", "--proposal", "{}"),
        ("map", "--out", "{}/x/y.html"),
        ("backup", "--to", "{}/x/y"),
        ("check", "--book", "{}"),
    ],
    ids=" ".join,
)
def test_that_odd_words_are_answered_plainly(
    elm_park: ElmPark, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], odd: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = elm_park.asks(*(word.replace("{}", odd) for word in words))
    assert done.code in {0, 1, 2}
    assert "ours to mend" not in done.err
    assert done.err == "" or done.code > 0


@pytest.mark.parametrize("odd", [UNREADABLE, "a\x00b", f"file{UNREADABLE}.csv"])
@pytest.mark.parametrize(
    "words", [("search",), ("import", "schools"), ("--book", "{}", "check"), ("new", "x", "--rank")]
)
def test_that_bytes_that_are_no_text_are_refused_at_the_door(words: tuple[str, ...], odd: str) -> None:
    done = ran(*(word.replace("{}", odd) for word in words), odd)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("One of the words is not readable text")


@pytest.mark.parametrize("name", ["n" * 300 + ".pdf", "a/" * 2500])
def test_that_a_path_no_system_can_hold_is_refused(elm_park: ElmPark, name: str) -> None:
    for words in (("print", "handout", "--out", name), ("map", "--out", name), ("backup", "--to", name)):
        done = elm_park.asks(*words)
        assert (done.code, done.out) == (1, "")
        assert "ours to mend" not in done.err
    assert "ours to mend" not in ran("--book", name, "check").err


def test_that_hostile_texts_are_kept_as_typed_and_shown_without_acting(elm_park: ElmPark) -> None:
    texts = json.loads(real_file("hostile/blns/blns.json").read_text(encoding="utf-8"))
    tried = [text for text in texts[::26] if text.strip() and "\x00" not in text]
    for text in tried:
        words = [word for name in TEXTS for word in (f"--{name}={text}",)]
        done = elm_park.asks("log-visit", "--place", elm_park.school, *words, "--json")
        assert done.code == 0, (text, done.err)
        kept = elm_park.asks("history", "visit", done.told[0]["visit"])
        assert kept.code == 0
        assert "\x1b" not in kept.out
    with open_book(elm_park.folder, PASSPHRASE, world=still_world()) as book:
        assert {visit.said for visit in book.visits.all()} >= {text.strip() for text in tried if text.isascii()}
