"""The lines of Today about live priorities and the last visits: what has gone quiet, and what was done lately."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.screens.today.touch_lines import Tone
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.visit import Visit
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.screens.today.scope import Scope

PRIORITIES_SHOWN = 5
STAGES = (PriorityLife.PROPOSED, PriorityLife.ADOPTED, PriorityLife.IN_ACTION, PriorityLife.UNDER_REVIEW)


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """A live priority: its title, where it stands, how far along that is from 0 to 1, and whether it has gone quiet."""

    priority: str
    title: str
    word: str
    tone: Tone
    stage: float


@dataclass(frozen=True, slots=True)
class LateVisit:
    """A visit made lately on these beats."""

    visit: str
    when: str
    what: str
    more: str


def priority_rows(
    book: BeatBook, scope: Scope, today: date, quiet_after: int
) -> tuple[tuple[PriorityRow, ...], int, int]:
    """Return the lines of live priorities, how many are live and how many have gone quiet.

    Gone quiet is what the board calls stale: worked on, and the public told nothing for more than `quiet_after` days.
    """
    live = book.priorities.live(scope.beats) if scope.beats else []
    stale = book.priorities.stale(today, quiet_after, scope.beats) if live else []
    silent = {each.priority.id: each.days for each in stale}
    rows = []
    for each in live:
        days = silent.get(each.id, 0)
        quiet = each.id in silent
        word = f"nothing told for {counted(days, 'day')}" if quiet else str(each.life)
        stage = (STAGES.index(each.life) + 1) / (len(STAGES) + 0.5) if each.life in STAGES else 0.0
        rows.append((quiet, days, PriorityRow(each.id, each.title, word, "due" if quiet else "plain", stage)))
    # In a whole unit only what has gone quiet is worth a line; on one's own beat every priority is.
    shown = [row for row in rows if row[0]] if scope.whole_unit else rows
    if scope.whole_unit:
        shown.sort(key=lambda row: -row[1])
    return tuple(row for _, _, row in shown[:PRIORITIES_SHOWN]), len(rows), sum(quiet for quiet, _, _ in rows)


def late_visit(book: BeatBook, visit: Visit, today: date) -> LateVisit:
    """Return what Today says of a visit made lately."""
    officer = book.officers.find(visit.officer)
    places = [each.name for each in book.places.many(visit.places)]
    when = short_day(visit.on, today=today) if visit.on is not None else ""
    what = " and ".join(places) or "Somebody was met"
    more = " · ".join(
        part
        for part in (visit.purpose, f"{officer.rank} {officer.name}" if officer is not None else "", visit.channel)
        if part
    )
    return LateVisit(visit.id, when, what, more)
