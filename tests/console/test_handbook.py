"""The handbook's page on the console tells every verb and every option, and its examples are real."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from wehere_desktop.console.asked import Asked
from wehere_desktop.console.front import wehere
from wehere_desktop.console.verbs import all_verbs

PAGE = Path(__file__).resolve().parents[2] / "docs" / "handbook" / "console.md"
TOLD = PAGE.read_text(encoding="utf-8")
SHOWN = [verb for verb in all_verbs().values() if not verb.hidden]


def with_deeds(verb: click.Command) -> list[click.Command]:
    """Return a verb and, where it has them, its deeds."""
    return [verb, *(verb.commands.values() if isinstance(verb, click.Group) else ())]


@pytest.mark.parametrize("verb", SHOWN, ids=lambda verb: str(verb.name))
def test_that_the_handbook_has_every_verb_with_every_option_of_its_own(verb: click.Command) -> None:
    _, found, after = TOLD.partition(f"`wehere {verb.name}")
    assert found, f"{verb.name} is missing"
    section = found + after.split("\n## ")[0].split("\n### ")[0]
    general = TOLD.split("\n## Making books")[0]
    for each in with_deeds(verb):
        if each is not verb:
            _, found, after = section.partition(f"#### `wehere {verb.name} {each.name}")
            assert found, each.name
        told = f"{found}{after.split(chr(10) + '#### ')[0]}" if each is not verb else section
        options = [
            name
            for param in each.params
            if isinstance(param, click.Option)
            for name in (*param.opts, *param.secondary_opts)
        ]
        assert [name for name in options if f"`{name}" not in told and f"`{name}" not in general] == []


def test_that_the_handbook_has_every_option_of_the_program_itself() -> None:
    options = [name for param in wehere.params for name in param.opts if name.startswith("--")]
    assert [name for name in options if name not in TOLD] == []


@pytest.mark.parametrize("verb", SHOWN, ids=lambda verb: str(verb.name))
def test_that_every_verb_and_every_option_is_explained_where_one_asks_for_help(verb: click.Command) -> None:
    for each in with_deeds(verb):
        assert each.help
        assert [param.name for param in each.params if isinstance(param, click.Option) and not param.help] == []
    assert not verb.get_short_help_str(60).endswith("...")


def test_that_every_command_shown_in_the_handbook_is_understood() -> None:
    shown = re.findall(r"^wehere (?!VERB)(.+)$", TOLD, re.MULTILINE)
    assert len(shown) >= 5
    verbs = all_verbs()
    for line in shown:
        words = shlex.split(line)
        at = next(place for place, word in enumerate(words) if word in verbs)
        ctx = wehere.make_context("wehere", list(words), obj=Asked())
        verbs[words[at]].make_context(words[at], words[at + 1 :], parent=ctx)
