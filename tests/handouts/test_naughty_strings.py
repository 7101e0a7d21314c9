"""Every string of the big list of naughty strings is printed as typed, with no markup taking effect."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from tests.handouts.sheets import BARE
from tests.real_files import real_file
from wehere_desktop.handouts.facts import ChosenPriority, MeetingHandout, Step
from wehere_desktop.handouts.house_style import faces
from wehere_desktop.handouts.meeting_handout import draw

AT_ONCE = 52


def naughty() -> list[str]:
    """Return the strings as a book would keep them: no NUL, no half of a pair."""
    strings = json.loads(real_file("hostile/blns/blns.json").read_text(encoding="utf-8"))
    assert len(strings) == 515
    return [each.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "") for each in strings]


def sheet_of(strings: list[str]) -> MeetingHandout:
    chosen = tuple(ChosenPriority(text, "", (Step("", text),), "") for text in strings)
    return replace(BARE, priorities=chosen, practice=False)


def bare(text: str) -> str:
    """Return what of a text can be seen, in no order: lines are broken and words of some scripts turned round."""
    kept = unicodedata.normalize("NFC", text)
    seen = (letter for letter in kept if unicodedata.category(letter) not in {"Cf", "Zs", "Cc", "Zl", "Zp", "Mn", "Cn"})
    return "".join(sorted("-" if letter == "\u2011" else letter for letter in seen))


def test_that_every_naughty_string_is_printed_as_typed() -> None:
    strings = naughty()
    for start in range(0, len(strings), AT_ONCE):
        batch = strings[start : start + AT_ONCE]
        printed = draw(sheet_of(batch))
        plain = draw(sheet_of([]))
        written = bare("".join(each.text for each in printed.spoken))
        # Each string is printed twice: as a title and as what was done.
        assert _without(written, bare("".join(batch) * 2))
        assert plain.missing == ()
        had = {letter for face in (faces().regular, *faces().borrowed) for letter in face.letters}
        unseen = {letter for letter in "".join(batch) if letter not in had and bare(letter)}
        assert unseen <= set(printed.missing)


def _without(whole: str, part: str) -> bool:
    """Say whether every letter of the part is in the whole, as often."""
    counts: dict[str, int] = {}
    for letter in whole:
        counts[letter] = counts.get(letter, 0) + 1
    for letter in part:
        counts[letter] = counts.get(letter, 0) - 1
    return all(count >= 0 for count in counts.values())


def test_that_no_markup_among_them_takes_effect(tmp_path: Path) -> None:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not at hand (it comes with poppler-utils)")
    marked = [each for each in naughty() if each.isascii() and each.isprintable() and set(each) & set("<&{%$`")]
    assert len(marked) > 150
    file = tmp_path / "handout.pdf"
    file.write_bytes(draw(sheet_of(marked)).pdf)
    command = [tool, "-raw", "-x", "0", "-y", "0", "-W", "380", "-H", "900", str(file), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    packed = "".join(text.split())
    assert [each for each in marked if "".join(each.split()) not in packed] == []
