"""The console's front door: takes the words typed, finds and runs the verb, ends with a code and a plain sentence."""

from __future__ import annotations

import re
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

import wehere_desktop
from wehere_desktop.console import outcome
from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.speech import flush, make_utf8, say, warn
from wehere_desktop.console.verbs import all_verbs, verb_called
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROGRAM = "wehere"
_QUOTES = re.compile(r"'([^']*)'")


class Verbs(click.Group):
    """The verbs, found by looking in the folder of their modules; only the one called is loaded."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every verb's name in the order of the alphabet."""
        del ctx
        return sorted({**self.commands, **all_verbs()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb of this name."""
        del ctx
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        return verb_called(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb asked for, or say in one line that there is none, naming the nearest."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name.lower(), self.list_commands(ctx), n=1, cutoff=0.5)
            hint = f" Did you mean “{near[0]}”?" if near else f" “{PROGRAM} --help” lists them."
            raise click.UsageError(f"There is no verb “{name}”.{hint}")
        return super().resolve_command(ctx, args)


def _tell_version(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        say(f"WeHere Desktop {wehere_desktop.__version__}")
        ctx.exit()


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="“wehere VERB --help” tells what a verb takes. Exit code 0: done; 1: refused; 2: the words were wrong.",
)
@add_book_options
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version, help="Tell the version."
)
@click.pass_context
def wehere(ctx: click.Context) -> None:
    """Keep a neighbourhood policing team's promises to the places it serves, and show it."""
    if ctx.invoked_subcommand is None:
        say("There is no display here to open the window on; everything can be done with these verbs.", "")
        click.echo(ctx.get_help())


def run(words: Sequence[str] | None = None, *, asked: Asked | None = None, group: click.Group = wehere) -> int:
    """Do what the words ask and return the exit code: 0 done, 1 refused or a fault of ours, 2 wrong words.

    `words` are the command line's own where None. `asked` brings in a world of one's own (a still clock).
    """
    make_utf8()
    asked = asked or Asked()
    try:
        _refuse_unreadable(sys.argv[1:] if words is None else words)
        code = _run(lambda: group.main(words, prog_name=PROGRAM, standalone_mode=False, obj=asked))
    except Refusal as refusal:
        code = outcome.tell_refusal(refusal)
    except (KeyboardInterrupt, click.Abort):
        warn(asked.stopped_sentence())
        code = outcome.REFUSED
    except click.ClickException as error:
        warn(*_wrong_words(error))
        code = outcome.WRONG_WORDS
    except Exception as error:  # noqa: BLE001 - the last door: whatever it is, nobody is shown a traceback
        code = outcome.tell_fault(error)
    flush()
    return code


def _refuse_unreadable(words: Sequence[str]) -> None:
    """Raise Refusal for a word that no file, record or page could hold: bytes that are no text, or a NUL."""
    for word in words:
        if "\x00" in word or any("\ud800" <= letter <= "\udfff" for letter in word):
            raise Refusal(
                f"One of the words is not readable text: “{word}”.",
                remedy="Type it again; if it is a file's name, give the file another one.",
                kind="bad-character",
            )


def _run(main: Callable[[], Any]) -> int:
    """Return what the verb gave as its code; most give none, and then it is done."""
    code = main()
    return code if isinstance(code, int) else outcome.DONE


def _wrong_words(error: click.ClickException) -> list[str]:
    """Return one or two plain lines: what is wrong with the words, and where to look."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    path = ctx.command_path if ctx else PROGRAM
    if isinstance(error, click.NoSuchOption):
        near = error.possibilities or []
        said = f"“{path}” has no option “{error.option_name}”."
        said += f" Did you mean “{near[0]}”?" if near else ""
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        said = f"“{path}” needs {error.param.get_error_hint(ctx) if ctx else error.param.name}."
    else:
        said = error.format_message()
    return [_QUOTES.sub(r"“\1”", said), f"“{path} --help” tells what it takes."]
