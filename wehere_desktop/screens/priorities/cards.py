"""What the board and the list show of each priority, in words, and which of them are wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from wehere_desktop.neighbourhood.osara import STEPS
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife
from wehere_desktop.neighbourhood.theme import RURAL, Theme
from wehere_desktop.records.priorities import OnBoard
from wehere_desktop.wording import ago, counted, days_late, local, short_day

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook

Tone = Literal["", "quiet", "late", "due", "kept"]
LIVES = tuple(PriorityLife)
# What a card has room for beside its beat; the list and the record say a theme in full
SHORT_THEMES = {
    Theme.OTHER: "other",
    Theme.ANTISOCIAL: "ASB",
    Theme.SPEEDING: "speeding",
    Theme.BURGLARY: "burglary",
    Theme.VEHICLE_CRIME: "vehicles",
    Theme.VIOLENCE: "violence",
    Theme.SHOP_CRIME: "shops",
    Theme.FRAUD: "scams",
    Theme.AT_RISK: "at risk",
    Theme.VISIBILITY: "visibility",
    Theme.AGRICULTURAL: "farms",
    Theme.EQUINE: "horses",
    Theme.WILDLIFE: "wildlife",
    Theme.HERITAGE: "heritage",
    Theme.ENVIRONMENTAL: "environment",
}
UNDER_WORK = (PriorityLife.ADOPTED, PriorityLife.IN_ACTION, PriorityLife.UNDER_REVIEW)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """One card: the priority with what stands around it, and each of its lines in words.

    `told` is the last public update and its age, `next` the action to be done next, each with its tone; `mine` says
    that the officer leads on it, or that nobody does and it is on one of the officer's beats.
    """

    on: OnBoard
    beat: str
    told: str
    told_tone: Tone
    next: str
    next_tone: Tone
    stale: bool
    mine: bool
    sought: str

    @property
    def priority(self) -> Priority:
        """Return the priority."""
        return self.on.priority

    @property
    def theme(self) -> str:
        """Return its theme in short and, where that is ticked as well, antisocial behaviour."""
        theme = SHORT_THEMES.get(self.priority.theme, str(self.priority.theme))
        asb = self.priority.asb and self.priority.theme is not Theme.ANTISOCIAL
        return f"{theme} · ASB" if asb else theme

    @property
    def plan(self) -> str:
        """Return how complete its OSARA plan is, in words."""
        if self.on.complete is None:
            return "no plan yet"
        return f"plan {round(self.on.complete * len(STEPS))} of {len(STEPS)}"

    @property
    def concerns(self) -> str:
        """Return how many open concerns it has, in words; empty for none."""
        return counted(self.on.open_concerns, "open concern") if self.on.open_concerns else ""

    @property
    def said(self) -> str:
        """Return the whole card in words, for a screen reader."""
        stands = f"stands at {self.priority.life}"
        asb = "antisocial behaviour" if self.priority.asb and self.priority.theme is not Theme.ANTISOCIAL else ""
        under = (self.beat, str(self.priority.theme), asb)
        parts = (self.priority.title, stands, *under, self.told, self.next, self.plan, self.concerns)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cards are wanted; `rural` are the five rural themes together. What is empty or unticked narrows nothing."""

    theme: Theme | None = None
    rural: bool = False
    asb: bool = False
    mine: bool = False
    stale: bool = False
    words: str = ""

    def of(self, cards: Iterable[CardFacts]) -> list[CardFacts]:
        """Return those cards that are wanted, in their order."""
        words = self.words.casefold().split()
        return [each for each in cards if self._fits(each) and all(word in each.sought for word in words)]

    def _fits(self, card: CardFacts) -> bool:
        priority = card.on.priority
        return (
            (self.theme is None or priority.theme is self.theme)
            and (not self.rural or priority.theme in RURAL)
            and (not self.asb or priority.asb)
            and (not self.mine or card.mine)
            and (not self.stale or card.stale)
        )


def gather_cards(
    book: BeatBook, today: date, beats: Collection[str], *, officer: str, own_beats: Collection[str]
) -> list[CardFacts]:
    """Return a card for every priority of some beats or of all, in the order of life and then the latest chosen.

    All that were ever closed are among them; the board shows those of the last quarter.
    """
    board = book.priorities.board(today, beats, every_closed=True)
    names = {each.id: each.name for each in book.beats.all()}
    patience = book.team_settings.number("priority stale days")
    own = set(own_beats)
    return [
        _card(each, names.get(each.priority.beat, ""), today, patience, officer, own)
        for life in LIVES
        for each in board[life]
    ]


def _card(on: OnBoard, beat: str, today: date, patience: int, officer: str, own: set[str]) -> CardFacts:
    priority = on.priority
    untold = on.days_untold(today)
    stale = untold > patience
    told, told_tone = told_words(priority, on.last, untold, stale=stale, today=today)
    ahead, next_tone = _next_words(on, today)
    sought = " ".join((priority.title, priority.issue, priority.action, beat, priority.theme, *priority.partners))
    mine = priority.owner == officer or (not priority.owner and priority.beat in own)
    return CardFacts(on, beat, told, told_tone, ahead, next_tone, stale, mine, sought.casefold())


def told_words(priority: Priority, last: date | None, untold: int, *, stale: bool, today: date) -> tuple[str, Tone]:
    """Return when the public was last told of a priority, in words and their tone; of a closed one how it ended."""
    if priority.life is PriorityLife.PROPOSED:
        since = priority.issue_date or (local(priority.created).date() if priority.created is not None else today)
        return f"Proposed {ago(since, today)}", "quiet"
    if priority.life is PriorityLife.CLOSED:
        closed = f"Closed {short_day(priority.closed, today=today)}" if priority.closed is not None else "Closed"
        return ", ".join(part for part in (closed, str(priority.worked)) if part), "quiet"
    if stale:
        return f"Nothing told for {counted(untold, 'day')}", "late"
    if last is None:
        return f"Nothing told yet, {counted(untold, 'day')} on", "quiet"
    return f"Told {short_day(last, today=today)}, {ago(last, today)}", "quiet"


def _next_words(on: OnBoard, today: date) -> tuple[str, Tone]:
    action = on.next_action
    if on.priority.life is PriorityLife.CLOSED:
        return "", ""
    if action is None:
        return ("No action written down" if on.priority.life in UNDER_WORK else ""), "quiet"
    if action.due_on is None:
        return f"Next: {action.what}", ""
    late = (today - action.due_on).days
    if late >= 0:
        return f"{days_late(late).capitalize()}: {action.what}", "late" if late else "due"
    return f"By {short_day(action.due_on, today=today)}: {action.what}", ""
