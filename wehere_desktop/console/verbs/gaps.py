"""`gaps`: the places with no named officer and the beats with nobody posted."""

from __future__ import annotations

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.opening import open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.wording import counted, day_in_words


@click.command()
@add_book_options
@click.pass_obj
def gaps(asked: Asked) -> None:
    """List beats and places that have no officer today."""
    with open_asked(asked) as book:
        today = asked.world.today()
        beats = book.beats.nobody_posted(today)
        places = book.places.nobody_named(today)
        beat_names = {beat.id: beat.name for beat in book.beats.all()}
        lpu_names = {lpu.id: lpu.name for lpu in book.lpus.all()}
    if asked.json:
        for beat in beats:
            tell({"gap": "beat", "id": beat.id, "name": beat.name, "lpu": lpu_names.get(beat.lpu, "")})
        for place in places:
            tell({"gap": "place", "id": place.id, "name": place.name, "beat": beat_names.get(place.beat, "")})
        return
    for beat in beats:
        say(f"Beat with nobody posted: {beat.name}, {lpu_names.get(beat.lpu, 'no unit')} ({beat.police_id})")
    for place in places:
        say(f"Place with no named officer: {place.name}, {beat_names.get(place.beat, 'no beat')}")
    without = f"{counted(len(beats), 'beat')} and {counted(len(places), 'place')}"
    say(f"{without[0].upper()}{without[1:]} without an officer on {day_in_words(today)}.")


VERBS = (gaps,)
