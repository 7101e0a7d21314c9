"""Feedback results: what forms without a name come to, question by question, never read further than so few go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wehere_desktop.neighbourhood.answer_numbers import BEST
from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.feedback import Feedback
from wehere_desktop.wording import counted

QUESTIONS = ("worthwhile", "listened", "safe", "known")
"""The questions answered with a number, in the order of the printed form."""
ENOUGH = 4
"""Answers from which a mean says anything. Ours."""


@dataclass(frozen=True, slots=True)
class Result:
    """One question: its words, how many answered and how many gave each number from 1 to 5."""

    name: str
    question: str
    given: tuple[int, ...]

    @property
    def answered(self) -> int:
        """Return how many answered it."""
        return sum(self.given)

    @property
    def mean(self) -> float:
        """Return the mean answer, 0 where nobody answered."""
        total = sum(number * many for number, many in enumerate(self.given, 1))
        return total / self.answered if self.answered else 0.0

    @property
    def in_words(self) -> str:
        """Return it in words that never claim too much: “4.2 of 5, from 9 answers”."""
        if not self.answered:
            return "nobody answered"
        few = "" if self.answered >= ENOUGH else ": too few to go by"
        return f"{self.mean:.1f} of {BEST}, from {counted(self.answered, 'answer')}{few}"


@dataclass(frozen=True, slots=True)
class Results:
    """What some forms come to; `heard` are the ways people heard of it, the most often named first."""

    forms: int
    results: tuple[Result, ...]
    heard: tuple[tuple[str, int], ...]
    wishes: tuple[str, ...]


def results_of(forms: Sequence[Feedback]) -> Results:
    """Return what forms come to; an answer outside 1 to 5 is not counted."""
    results = tuple(
        Result(
            name,
            field_named(Feedback, name).told.label,
            tuple(sum(getattr(each, name) == number for each in forms) for number in range(1, BEST + 1)),
        )
        for name in QUESTIONS
    )
    named: dict[str, str] = {}
    heard: Counter[str] = Counter()
    for each in forms:
        if words := each.heard_of_it.strip():
            heard[named.setdefault(words.casefold(), words)] += 1
    wishes = tuple(dict.fromkeys(each.next_priority.strip() for each in forms if each.next_priority.strip()))
    return Results(len(forms), results, tuple(heard.most_common()), wishes)
