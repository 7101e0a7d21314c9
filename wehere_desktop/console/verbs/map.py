"""`map`: the places and beats on one page that works from disk with no network."""

from __future__ import annotations

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import beat_called
from wehere_desktop.console.opening import open_asked
from wehere_desktop.console.paths import path_called, refuse_standing_file, write_out
from wehere_desktop.console.speech import say, tell
from wehere_desktop.wording import counted


@click.command("map")
@click.option("--out", required=True, metavar="F.html", help="The file to make.")
@click.option("--beat", default="", help="Only this beat: police.uk id or name.")
@click.option(
    "--public", is_flag=True, help="For handing out: places only roughly where they are, no states of contact."
)
@click.option("--replace", is_flag=True, help="Write over a file of that name.")
@add_book_options
@click.pass_obj
def map_verb(asked: Asked, *, out: str, beat: str, public: bool, replace: bool) -> None:
    """Make a map of the places and beats. It is one HTML file that asks nothing of any network."""
    from wehere_desktop.maps.gather import gather
    from wehere_desktop.maps.page import map_page

    path = path_called(out)
    refuse_standing_file(path, replace=replace)
    with open_asked(asked) as book:
        today = asked.world.today()
        one = beat_called(book, beat, today=today).id if beat else ""
        facts = gather(book, today=today, beat=one, public=public)
    content = map_page(facts).encode()
    write_out(path, content, replace=replace)
    if asked.json:
        tell({"file": str(path), "bytes": len(content), "places": len(facts.places), "beats": len(facts.beats)})
    else:
        say(f"Made {path}: {counted(len(facts.places), 'place')} on {counted(len(facts.beats), 'beat')}.")


VERBS = (map_verb,)
