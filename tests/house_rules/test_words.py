"""What the project says is British English, speaks of the project alone, and leaves nothing for later."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house_rules.project_files import ROOT, modules, name_of, nodes_of, numbered_lines, text_files, text_of

AMERICAN = re.compile(
    r"(?<!charset[-_ ])\b(?:colors?|colored|coloring|cent(?:er|ers|ered|ering)|"
    r"gray|grayscale|favor\w*|behaviors?|neighbor\w*|honor\w*|"
    r"\w*(?:organi|recogni|priorit[iy]|normali|summari|apologi|categori|synchroni|initiali|minimi|maximi|capitali|"
    r"customi|emphasi|finali|anonymi|seriali|standardi|optimi|utili|visuali|locali|generali|speciali|authori|"
    r"randomi|memori|characteri|criti[c]i)z(?:e|es|ed|ing|ation|ations|er|ers)|"
    r"analyz\w+|catalogs?|cancel(?:ed|ing)|label(?:ed|ing)|travel(?:ed|ing|er)|model(?:ed|ing)|fulfill(?:s|ment)?|"
    r"enroll(?:s|ment)?|kilometers?|meters?|defense|offense|artifact|aging|plow|tire[s]?|zip code|cell phone|"
    r"gotten|toward)\b",
    re.IGNORECASE,
)
# What AMERICAN knows that is more than one word.
AMERICAN_PAIRS = ("zip code", "cell phone")
WORD = re.compile(r"\w+")
CODE_IN_PROSE = re.compile(r"```.*?```|``[^`]*``|`[^`]*`", re.DOTALL)
SENTENCE = re.compile(r"^[A-Z“].*\s.*[.?!…:]$", re.DOTALL)
# Said in pieces, so that this file does not hold what it looks for.
LEFT_FOR_LATER = re.compile("|".join(rf"\b{word}\b" for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")))
OF_ANOTHER_WORLD = re.compile(
    "|".join(
        (
            r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me|opt|Us" + r"ers)/\w",
            r"[A-Z]:\\+Us" + r"ers",
            r"(?:py" + r"pi\.org|pythonho" + r"sted|npmjs|deb\.deb" + r"ian)",
            r"\b(?:Cla" + r"ude|Anthro" + r"pic|Chat" + r"GPT|L" + r"LMs?)\b",
            r"\b(?:iss" + r"ue|tick" + r"et) #?\d",
        )
    )
)


def prose_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every piece of prose in a file with its place: documents whole, of code its comments and sentences."""
    if path.suffix == ".md":
        yield name_of(path), CODE_IN_PROSE.sub(" ", text_of(path))
    if path.suffix != ".py":
        return
    if may_comment_in_american(text_of(path)):
        for token in tokenize.generate_tokens(io.StringIO(text_of(path)).readline):
            if token.type == tokenize.COMMENT:
                yield f"{name_of(path)}:{token.start[0]}", CODE_IN_PROSE.sub(" ", token.string)
    for node in nodes_of(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.match(node.value.strip()):
            yield f"{name_of(path)}:{node.lineno}", CODE_IN_PROSE.sub(" ", node.value)


def may_comment_in_american(text: str) -> bool:
    """Say whether an American word stands behind a # at all: to tell which # begins a comment takes far longer."""
    return any(AMERICAN.search(line, line.index("#")) for line in text.splitlines() if "#" in line)


def lines_with(sought: re.Pattern[str]) -> list[str]:
    """Return every line of the project that holds what is sought, with its place."""
    return [
        f"{place}: {line.strip()[:100]}"
        for path in written()
        if sought.search(text_of(path))
        for place, line in numbered_lines(path)
        if sought.search(line)
    ]


def written() -> Iterator[Path]:
    """Yield the files these rules read: all but this one and the lock files, which are made."""
    return (path for path in text_files() if path != Path(__file__).resolve() and path.suffix != ".lock")


@cache
def is_american(word: str) -> bool:
    """Say whether a word by itself is an American one."""
    return AMERICAN.search(word) is not None


def may_be_american(text: str) -> bool:
    """Say whether any word of a text could be found: each word is looked at once, however often the project says it."""
    return any(map(is_american, set(WORD.findall(text)))) or any(pair in text.lower() for pair in AMERICAN_PAIRS)


def test_that_prose_is_in_british_english() -> None:
    found = [
        f"{place}: {hit.group()}"
        for path in written()
        if may_be_american(text_of(path))
        for place, prose in prose_of(path)
        for hit in AMERICAN.finditer(prose)
    ]
    assert found == []


@pytest.mark.parametrize(
    "word", ["color", "Organized", "prioritizing", "neighborhood", "canceled", "meters", "Zip code"]
)
def test_that_the_list_knows_american_words(word: str) -> None:
    assert AMERICAN.search(f"A sentence with {word} in it.")
    assert may_be_american(f"A sentence with “{word}”-like in it.")


@pytest.mark.parametrize("word", ["colour", "organised", "size", "prized", "parameter", "concentrated", "metres"])
def test_that_the_list_leaves_british_words_alone(word: str) -> None:
    assert not AMERICAN.search(f"A sentence with {word} in it.")


@pytest.mark.parametrize(
    ("line", "comments"),
    [
        ("import this  # in color", True),
        ("# two meters, `neighbor` apart", True),
        ("color = 1  # in red", False),
        ("color = 1", False),
    ],
)
def test_that_an_american_comment_is_not_passed_by(line: str, *, comments: bool) -> None:
    assert may_comment_in_american(f"x = 1\n{line}\ny = 2\n") is comments


def test_that_nothing_is_left_for_later() -> None:
    assert lines_with(LEFT_FOR_LATER) == []


def test_that_the_project_speaks_of_itself_alone() -> None:
    assert lines_with(OF_ANOTHER_WORLD) == []


def test_that_every_text_file_is_utf8_and_ends_its_last_line() -> None:
    unfinished = [name_of(path) for path in text_files() if text_of(path) and not text_of(path).endswith("\n")]
    assert unfinished == []


def test_that_the_rules_read_the_whole_project() -> None:
    read = {path.relative_to(ROOT).parts[0] for path in text_files()}
    assert {"wehere_desktop", "tests", "benchmarks", "docs", "resources", "dev.py", "README.md", ".ci"} <= read
    assert len(modules()) > 40
