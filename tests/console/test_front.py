"""The front door: exit codes, plain sentences, and nobody is ever shown a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from tests.console.terminal import ran
from wehere_desktop import __version__
from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.front import Verbs
from wehere_desktop.fault_note import KEPT_FAULTS
from wehere_desktop.refusal import Fault, Refusal

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

PRIVATE = "Mrs Jones of 4 Elm Park"


@click.group(cls=Verbs)
def strange() -> None:
    """Verbs that go wrong in every way."""


@strange.command()
def refuse() -> None:
    """Refuse."""
    raise Refusal("The hall is \x1b[1mshut.", remedy="Try the church.")


@strange.command("break")
def break_it() -> None:
    """Fail, with somebody's data in the message."""
    try:
        int(PRIVATE)
    except ValueError as error:
        raise KeyError(PRIVATE) from error


@strange.command()
def fault() -> None:
    """Fail in a way we knew of."""
    raise Fault("Something was written outside a change.")


def without_end() -> None:
    without_end()


@strange.command()
def deep() -> None:
    """Fail without end."""
    without_end()


@strange.command()
@click.argument("kept", nargs=-1)
@click.pass_obj
def stop(asked: Asked, kept: tuple[str, ...]) -> None:
    """Be stopped by the person."""
    asked.kept.extend(kept)
    raise KeyboardInterrupt


@strange.command()
@add_book_options
@click.option("--on", type=DAY)
@click.option("--much", required=True)
@click.pass_obj
def tell(asked: Asked, on: date | None, much: str) -> None:
    """Tell what was asked."""
    click.echo(f"{asked.book}|{asked.by}|{asked.json}|{asked.read_only}|{on}|{much}")


def test_that_a_refusal_is_one_harmless_sentence_with_its_remedy_and_code_one() -> None:
    done = ran("refuse", group=strange)
    assert (done.code, done.out, done.err) == (1, "", "The hall is \\x1b[1mshut. Try the church.\n")


def test_that_a_fault_shows_no_traceback_and_leaves_a_note_without_personal_data(laptop_home: Path) -> None:
    done = ran("break", group=strange)
    assert done.code == 1
    assert done.err.startswith("Something went wrong that is ours to mend.\n")
    (note,) = (laptop_home / "logs").iterdir()
    assert str(note) in done.err
    kept = note.read_text(encoding="utf-8")
    assert "builtins.KeyError" in kept
    assert "builtins.ValueError" in kept
    assert "wehere_desktop/console/front.py:" in kept
    assert PRIVATE not in kept + done.err
    assert "Traceback" not in kept + done.err


def test_that_the_words_of_our_own_fault_are_told() -> None:
    done = ran("fault", group=strange)
    assert "ours to mend. Something was written outside a change." in done.err


def test_that_even_endless_recursion_ends_in_a_sentence() -> None:
    assert ran("deep", group=strange).err.startswith("Something went wrong that is ours to mend.")


def test_that_only_the_newest_notes_are_kept(laptop_home: Path) -> None:
    for _ in range(KEPT_FAULTS + 3):
        ran("fault", group=strange)
    assert len(list((laptop_home / "logs").iterdir())) == KEPT_FAULTS


def test_that_a_fault_is_told_even_where_no_note_can_be_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("WEHERE_HOME", str(tmp_path / "file" / "below"))
    done = ran("break", group=strange)
    assert (done.code, done.err) == (1, "Something went wrong that is ours to mend.\n")


def test_that_stopping_says_that_nothing_was_changed_or_what_stays() -> None:
    assert ran("stop", group=strange).err.endswith("Stopped. Nothing was changed.\n")
    done = ran("stop", "525 schools", group=strange)
    assert done.err.endswith("Stopped. What was done before stays: 525 schools. Nothing else was changed.\n")
    assert done.code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tel"], "There is no verb “tel”. Did you mean “tell”?"),
        (["tell", "--mutch", "1"], "“wehere tell” has no option “--mutch”. Did you mean “--much”?"),
        (["tell"], "“wehere tell” needs “--much”."),
        (["tell", "--much", "1", "--on", "soon"], "“soon” is not a day. Write it like 2026-11-22"),
        (["tell", "--much", "1", "extra"], "extra"),
    ],
)
def test_that_wrong_words_are_two_plain_lines_and_code_two(words: list[str], said: str) -> None:
    done = ran(*words, group=strange)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""
    assert len(done.err.splitlines()) <= 2


def test_that_a_verb_like_no_other_is_met_with_where_to_look() -> None:
    assert "“wehere --help” lists them" in ran("xyzzy").err


def test_that_the_options_of_the_book_may_stand_before_the_verb_or_after_it() -> None:
    after = ran("tell", "--much", "1", "--book", "B", "--by", "8123", "--json", "--read-only", group=strange)
    assert after.out == "B|8123|True|True|None|1\n"


def test_that_the_later_of_two_books_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEHERE_BOOK", "from surroundings")
    assert "--book" in ran("--help").out
    done = ran("--book", "A", "check", "--book", "B")
    assert "“B" in done.err or "B.wehere" in done.err


def test_that_a_book_named_before_the_verb_is_not_overruled_by_the_surroundings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEHERE_BOOK", "from surroundings")
    assert "surroundings" not in ran("--book", "Elm", "check").err
    assert "surroundings" in ran("check").err


def test_that_the_version_is_told() -> None:
    assert ran("--version").out == f"WeHere Desktop {__version__}\n"


def test_that_without_a_verb_the_verbs_are_listed_with_code_nought() -> None:
    done = ran()
    assert done.code == 0
    assert "log-visit" in done.out
