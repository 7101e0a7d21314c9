"""What the words asked for apart from the verb itself: which book, who acts, how to print, and in which world."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wehere_desktop.wording import parse_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.records.world import World

AnyCommand = TypeVar("AnyCommand", bound="Callable[..., Any]")


class Asked:
    """What every verb finds: the book, the acting officer, reading only, taking over, and printing for programs.

    `world` brings a world of one's own; without it the real one is made when first needed. `kept` says what has been
    written so far, for the sentence of a run that is stopped half-way.
    """

    def __init__(self, *, world: World | None = None) -> None:
        self.book = ""
        self.by = ""
        self.read_only = False
        self.take_over = False
        self.json = False
        self.kept: list[str] = []
        self._chosen_world = world

    @cached_property
    def world(self) -> World:
        """The world of this run."""
        if self._chosen_world is not None:
            return self._chosen_world
        # The records bring the database with them; a plain --help must not wait for it.
        from wehere_desktop.records.world import real_world

        return real_world()

    def stopped_sentence(self) -> str:
        """Return what to say when the person stops the run."""
        if self.kept:
            return f"Stopped. What was done before stays: {'; '.join(self.kept)}. Nothing else was changed."
        return "Stopped. Nothing was changed."


class DayType(click.ParamType[date]):
    """A day as people write it; read by `wording.parse_day` against today's date in the world of the run."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or say which ways of writing one are understood."""
        if isinstance(value, date):
            return value
        asked = ctx.find_object(Asked) if ctx else None
        day = parse_day(str(value), today=(asked or Asked()).world.today())
        if day is None:
            self.fail(
                f"“{value}” is not a day. Write it like 2026-11-22, 22/11/2026, 22 Nov, today or yesterday.", param, ctx
            )
        return day


DAY = DayType()


def _note(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep an option that may stand before the verb or after it; the later one given wins."""
    asked = ctx.find_object(Asked)
    if asked is not None and value and param.name:
        setattr(asked, param.name, value)


def json_option(command: AnyCommand) -> AnyCommand:
    """Give a verb `--json`."""
    return click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        callback=_note,
        help="Print results for programs, one object a line.",
    )(command)


def add_book_options(command: AnyCommand) -> AnyCommand:
    """Give a verb the options that say which book, who acts and how it is opened, and `--json`."""
    for option in (
        click.option(
            "--take-over",
            is_flag=True,
            expose_value=False,
            callback=_note,
            help="Open the book although another computer's lock says it is in use.",
        ),
        click.option(
            "--read-only",
            is_flag=True,
            expose_value=False,
            callback=_note,
            help="Only read, also while somebody else has the book open.",
        ),
        click.option(
            "--by",
            metavar="OFFICER",
            expose_value=False,
            callback=_note,
            help="Who acts: collar number, name or id. Else whoever the passphrase belongs to.",
        ),
        click.option(
            "--book",
            metavar="FOLDER",
            expose_value=False,
            callback=_note,
            help="The book's folder. Else the one that WEHERE_BOOK names.",
        ),
    ):
        command = option(command)
    return json_option(command)
