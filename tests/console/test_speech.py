"""What the console prints cannot act on a terminal, and is one JSON object a line for programs."""

from __future__ import annotations

import io
import json
import unicodedata
from contextlib import redirect_stdout
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.real_files import real_file
from wehere_desktop.console import speech


def told(result: dict[str, Any]) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        speech.tell(result)
    return out.getvalue()


@given(st.text())
def test_that_no_character_that_acts_on_a_terminal_is_printed(text: str) -> None:
    shown = speech.shown(text)
    assert not any(unicodedata.category(letter) == "Cc" for letter in shown)
    assert not any(unicodedata.bidirectional(letter) in {"RLO", "LRO", "RLE", "LRE", "PDF"} for letter in shown)
    assert len(shown.splitlines()) <= 1


def test_that_an_escape_sequence_is_seen_instead_of_obeyed() -> None:
    assert speech.shown("Elm\x1b[31m Park\x9b2J\nsecond") == "Elm\\x1b[31m Park\\x9b2J\\x0asecond"


def test_that_ordinary_text_of_any_script_is_left_alone() -> None:
    for text in ("Café Łukasz, “St Chad\u2019s”", "مسجد", "学校", "🚓"):
        assert speech.shown(text) == text


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_that_whatever_is_told_to_a_program_is_one_line_and_reads_back_the_same(result: dict[str, Any]) -> None:
    line = told(result)
    assert line.count("\n") == 1
    assert len(line.splitlines()) == 1
    assert json.loads(line) == result


def test_that_days_instants_and_paths_are_told_as_text() -> None:
    result = {"day": date(2026, 11, 22), "at": datetime(2026, 11, 22, 9, tzinfo=UTC), "file": Path("a.pdf")}
    assert json.loads(told(result)) == {"day": "2026-11-22", "at": "2026-11-22T09:00:00+00:00", "file": "a.pdf"}


def test_that_what_no_program_could_read_is_an_error_of_ours() -> None:
    with pytest.raises(TypeError):
        told({"odd": object()})


def test_that_hostile_texts_are_told_and_shown_without_acting() -> None:
    for text in json.loads(real_file("hostile/blns/blns.json").read_text(encoding="utf-8")):
        assert json.loads(told({"name": text})) == {"name": text}
        assert len(speech.shown(text).splitlines()) <= 1
