"""`crimes`: how many crimes were published of each beat, month by month, with what must be known about such counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import beat_called
from wehere_desktop.console.opening import open_asked
from wehere_desktop.console.speech import say, tell, warn
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.records.crime_points import Crimes

MONTHS = 6
NO_BEAT = "on no beat, or without a place"


@click.command()
@click.option("--beat", default="", help="Only this beat: police.uk id or name.")
@click.option(
    "--months",
    "number",
    type=click.IntRange(min=1),
    default=MONTHS,
    show_default=True,
    help="How many of the latest months.",
)
@click.option(
    "--category", multiple=True, metavar="WORDS", help="Only this kind of crime; may be given more than once."
)
@click.option("--public", is_flag=True, help="Hide counts from one to four, as in anything published.")
@add_book_options
@click.pass_obj
def crimes(asked: Asked, *, beat: str, number: int, category: tuple[str, ...], public: bool) -> None:
    """Count the published crimes of each beat, by month and kind.

    They come from the files of data.police.uk that were brought in on this laptop. Every month is put on the beats of
    today, so that the counts of a beat may be compared.
    """
    from wehere_desktop.neighbourhood.crime import TREND_CAVEAT, months_in_words
    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records.beat_finding import beat_finder
    from wehere_desktop.records.crime_points import open_crimes

    with open_asked(asked) as book, open_crimes(laptop_folder()) as held:
        today = asked.world.today()
        months = held.months()[-number:]
        if not months:
            raise Refusal(
                "No crimes have been brought in on this laptop.",
                remedy="Fetch a street file from data.police.uk, then “wehere import crimes FILE”.",
                kind="no-crimes",
            )
        kinds = tuple(_kind_called(held, each) for each in category)
        only = beat_called(book, beat, today=today) if beat else None
        beats = {each.id: each for each in book.beats.current(today)}
        counts = held.by_beat(beat_finder(book, today), months, kinds)
    if only is not None:
        counts = {key: each for key, each in counts.items() if key[0] == only.id}
    if asked.json:
        _tell_counts(counts, beats, months, public=public)
        warn(TREND_CAVEAT)
        return
    say(f"Published crimes, {months_in_words(months)}{f', {listed(kinds)}' if kinds else ''}:")
    if only is not None:
        _say_kinds(counts, months, public=public)
    else:
        _say_beats(counts, beats, months, public=public)
    say(TREND_CAVEAT)


def _tell_counts(
    counts: Mapping[tuple[str, int, str], int], beats: Mapping[str, Beat], months: tuple[int, ...], *, public: bool
) -> None:
    """Tell a line for each beat, month and kind; with `public` a hidden count is null."""
    from wehere_desktop.neighbourhood.crime import for_the_public, month_text

    for where in sorted({key[0] for key in counts}, key=lambda each: _name(each, beats)):
        for month in months:
            of_month = {kind: each for (beat, on, kind), each in counts.items() if (beat, on) == (where, month)}
            shown: Mapping[str, int | None] = for_the_public(of_month) if public else of_month
            for kind in sorted(shown):
                beat = beats.get(where)
                tell(
                    {
                        "beat": beat.police_id if beat is not None else "",
                        "name": _name(where, beats),
                        "month": month_text(month),
                        "category": kind,
                        "number": shown[kind],
                    }
                )


def _say_beats(
    counts: Mapping[tuple[str, int, str], int], beats: Mapping[str, Beat], months: tuple[int, ...], *, public: bool
) -> None:
    by_beat: dict[str, Counter[int]] = {}
    for (where, month, _), number in counts.items():
        by_beat.setdefault(where, Counter())[month] += number
    for where in sorted(by_beat, key=lambda each: (not each, _name(each, beats))):
        say(_line(_name(where, beats), [by_beat[where][month] for month in months], public=public))
    _say_sum(by_beat, months, public=public)


def _say_kinds(counts: Mapping[tuple[str, int, str], int], months: tuple[int, ...], *, public: bool) -> None:
    by_kind: dict[str, Counter[int]] = {}
    for (_, month, kind), number in counts.items():
        by_kind.setdefault(kind, Counter())[month] += number
    for kind in sorted(by_kind):
        say(_line(kind, [by_kind[kind][month] for month in months], public=public))
    _say_sum(by_kind, months, public=public)


def _say_sum(rows: Mapping[str, Counter[int]], months: tuple[int, ...], *, public: bool) -> None:
    # With the sums beside them, hidden counts could be reckoned out.
    if not public:
        say(_line("In all", [sum(each[month] for each in rows.values()) for month in months], public=False))


def _line(words: str, numbers: list[int], *, public: bool) -> str:
    from wehere_desktop.neighbourhood.crime import for_the_public, public_words

    if not public:
        return f"  {words}: {', '.join(f'{each:,}' for each in numbers)}"
    shown = for_the_public({f"{at:04}": each for at, each in enumerate(numbers)})
    return f"  {words}: {', '.join(public_words(shown[at]) for at in sorted(shown))}"


def _name(where: str, beats: Mapping[str, Beat]) -> str:
    beat = beats.get(where)
    return beat.name if beat is not None else NO_BEAT


def _kind_called(held: Crimes, words: str) -> str:
    kinds = held.categories()
    wanted = " ".join(words.split()).casefold()
    found = [each for each in kinds if each.casefold() == wanted] or [
        each for each in kinds if wanted in each.casefold()
    ]
    if len(found) != 1:
        raise Refusal(
            f"There is no one kind of crime called “{words}”.",
            remedy=f"There are {listed(kinds)}.",
            field="category",
            kind="not-there" if not found else "ambiguous",
        )
    return found[0]


VERBS = (crimes,)
