"""The Key Individual Network: how often its people are seen, and what they answer each quarter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.answer_numbers import BEST
from wehere_desktop.neighbourhood.fact import problems
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wehere_desktop.neighbourhood.contact import Contact
    from wehere_desktop.neighbourhood.questionnaire import Questionnaire

USUAL_DAYS = 90
"""Days between contacts with a Key Individual unless the record says otherwise: about a quarter, ours."""

REVIEW_DAYS = 365
"""Days after which it is looked at again whether somebody's details are still needed and right: a year, ours."""

QUESTIONS: dict[str, str] = {
    "safe": "Feeling safe",
    "seen": "Seeing us",
    "known": "Knowing us",
    "heard": "Being heard",
    "informed": "Being told",
}
"""The questions that are answered with a number, in the order in which they are asked, each in two words."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of the calendar, both days included."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """The quarter as a person says it: “October to December 2026”."""
        return f"{MONTHS[self.first.month - 1]} to {MONTHS[self.last.month - 1]} {self.last.year}"

    @property
    def brief(self) -> str:
        """The quarter where there is little room: “Oct–Dec 26”."""
        first, last = MONTHS[self.first.month - 1][:3], MONTHS[self.last.month - 1][:3]
        return f"{first}\N{EN DASH}{last} {self.last.year % 100:02}"

    def before(self) -> Quarter:
        """Return the quarter before this one."""
        return quarter_of(self.first - timedelta(days=1))

    def holds(self, day: date | None) -> bool:
        """Say whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


def quarter_of(day: date) -> Quarter:
    """Return the quarter of the calendar year in which a day lies."""
    start = (day.month - 1) // 3 * 3 + 1
    first = date(day.year, start, 1)
    following = date(day.year + (start == 10), (start + 2) % 12 + 1, 1)  # noqa: PLR2004 - the last quarter's month
    return Quarter(first, following - timedelta(days=1))


def days_between(contact: Contact) -> int:
    """Return the days between contacts with a person: their own, else a quarter for a Key Individual, else 0."""
    return contact.frequency if contact.frequency > 0 else USUAL_DAYS if contact.key_individual else 0


def latest_in(quarter: Quarter, answered: Iterable[Questionnaire]) -> Questionnaire | None:
    """Return the last questionnaire answered in a quarter, or None."""
    within = [each for each in answered if quarter.holds(each.on)]
    return max(within, key=lambda each: (each.on or date.min, each.id), default=None)


def moved(now: int, before: int) -> str:
    """Return how an answer has moved: “up 2”, “down 1”, “as before”; empty where either was not given."""
    if not now or not before:
        return ""
    if now == before:
        return "as before"
    return f"up {now - before}" if now > before else f"down {before - now}"


def check(answers: Questionnaire, *, today: date) -> list[Refusal]:
    """Return every reason a questionnaire cannot be kept on `today`, each pinned to its field."""
    found = problems(answers)
    if answers.on is not None and answers.on > today:
        found.append(
            Refusal(
                "A questionnaire cannot be kept before it is answered.",
                remedy="Choose today or an earlier day.",
                field="on",
                kind="future",
            )
        )
    given = {name: getattr(answers, name) for name in QUESTIONS}
    for name, value in given.items():
        if not 0 <= value <= BEST:
            found.append(
                Refusal(
                    f"Answers go from 1 to {BEST}.",
                    remedy="0, or nothing, stands for not answered.",
                    field=name,
                    kind="out-of-range",
                )
            )
    if not any(given.values()) and not (answers.matters or answers.changed_lately):
        found.append(
            Refusal(
                "Nothing has been answered yet.",
                remedy=f"Press 1 to {BEST} for a question, or write what matters to them.",
                field=next(iter(QUESTIONS)),
                kind="missing",
            )
        )
    return found
