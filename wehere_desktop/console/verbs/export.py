"""`export`: what the public may know, in the shape another service takes."""

from __future__ import annotations

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import beat_called
from wehere_desktop.console.opening import open_asked
from wehere_desktop.console.paths import path_called, refuse_standing_file, write_out
from wehere_desktop.console.speech import say, tell, warn
from wehere_desktop.formats.police_uk import Shape, read_text
from wehere_desktop.wording import counted


@click.group()
def export() -> None:
    """Write what the public may know for another service."""


@export.command("police-uk")
@click.option("--out", required=True, metavar="F.json", help="The file to make.")
@click.option("--beat", default="", help="Only this beat: police.uk id or name.")
@click.option(
    "--shape",
    type=click.Choice([each.value for each in Shape]),
    help="Only this, as data.police.uk has it; else each beat whole.",
)
@click.option("--replace", is_flag=True, help="Write over a file of that name.")
@add_book_options
@click.pass_obj
def police_uk(asked: Asked, *, out: str, beat: str, shape: str | None, replace: bool) -> None:
    """Write people, priorities and events as data.police.uk has them."""
    from wehere_desktop.handouts.police_uk import police_uk_text

    path = path_called(out)
    refuse_standing_file(path, replace=replace)
    with open_asked(asked) as book:
        where = beat_called(book, beat, today=asked.world.today()).id if beat else ""
        text = police_uk_text(book, beat=where, shape=Shape(shape) if shape else None)
        if book.practice:
            warn("This is a practice book: its people and its work are invented.")
    content = text.encode()
    write_out(path, content, replace=replace)
    entries = len(read_text(text, path.name).items)
    if asked.json:
        tell({"file": str(path), "bytes": len(content), "entries": entries})
    else:
        say(f"Made {path}: {counted(entries, 'entry', 'entries')}.")


VERBS = (export,)
