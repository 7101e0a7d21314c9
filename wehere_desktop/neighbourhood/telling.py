"""Telling back: three wordings of a result, for those who raised it, for the beat and for everyone, and suggestions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.neighbourhood.trail import TAKE_IT_FURTHER

_ENDS = ".!?…"
# Words that stand at the head of a reason and are never a name; all others keep their capital
_PLAIN_WORDS = """
a an the it its this that these those there we our us they their no nobody none not all because since as funding money
nothing only some such what where which who until after before
"""
_NO_NAMES = frozenset(_PLAIN_WORDS.split())
_FIRST_WORD = re.compile(r"[^\W\d_]+")


class Audience(StrEnum):
    """For whom a wording is; VISAV's officers know the three as confidential, local and public."""

    RAISED = "those who raised it"
    BEAT = "the beat"
    EVERYONE = "everyone"


WORDING_FIELDS = {Audience.RAISED: "to_raiser", Audience.BEAT: "we_did", Audience.EVERYONE: "to_everyone"}
"""The field of a concern that holds each wording."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """What came of a concern, said three times; a wording may be empty."""

    to_raiser: str = ""
    to_beat: str = ""
    to_everyone: str = ""

    def for_whom(self, audience: Audience) -> str:
        """Return the wording for an audience."""
        return {
            Audience.RAISED: self.to_raiser,
            Audience.BEAT: self.to_beat,
            Audience.EVERYONE: self.to_everyone,
        }[audience]


def could_not(because: str) -> str:
    """Return why we could not as a sentence: “We could not, because there is no funding this year.”."""
    reason = " ".join(because.split())
    if reason.casefold().startswith("because "):
        reason = reason[len("because ") :]
    if not reason:
        return "We could not do it."
    first = _FIRST_WORD.match(reason)
    if first is not None and first[0].casefold() in _NO_NAMES:
        reason = reason[0].lower() + reason[1:]
    return _ended(f"We could not, because {reason}")


def result_of(concern: Concern, *, done: Sequence[str] = ()) -> str:
    """Return what came of a concern in the public wording, empty while nothing has.

    `done` is what else may be told, such as the public updates on its priority, used where nothing is written yet.
    """
    did = _sentences((concern.we_did,)) or _sentences(done[:1])
    if concern.outcome is Outcome.COULD_NOT:
        return " ".join(part for part in (could_not(concern.because), did) if part)
    if concern.outcome is Outcome.OPEN:
        return ""
    return did or ("We are working on it." if concern.outcome is Outcome.IN_HAND else "")


def written(concern: Concern) -> Wordings:
    """Return the wordings that were written, each as it stands."""
    return Wordings(concern.to_raiser, concern.we_did, concern.to_everyone)


def suggested(concern: Concern, *, beat: str, done: Sequence[str] = ()) -> Wordings:
    """Return a wording for each audience, to be read over by a person: what is written stays, the rest is suggested.

    Made from the public wording alone, never from what was said or by whom. `beat` is the beat's name. Nothing is
    suggested while nothing has come of the concern.
    """
    result = result_of(concern, done=done)
    if not result:
        return written(concern)
    to_beat = concern.we_did or (_sentences(done[:1]) if concern.outcome is not Outcome.COULD_NOT else "")
    return Wordings(
        to_raiser=concern.to_raiser or _for_raiser(concern, result),
        to_beat=to_beat,
        to_everyone=concern.to_everyone or _for_everyone(concern, beat, result),
    )


def shown_to(concern: Concern, audience: Audience) -> str:
    """Return what an audience is shown: its own wording, or where there is none, the result in the beat's."""
    own = {Audience.RAISED: concern.to_raiser, Audience.EVERYONE: concern.to_everyone}.get(audience, "")
    return own or result_of(concern)


def _for_raiser(concern: Concern, result: str) -> str:
    thanks = {
        ConcernKind.QUESTION: "Thank you for asking",
        ConcernKind.SUGGESTION: "Thank you for the suggestion",
        ConcernKind.COMPLIMENT: "Thank you for your kind words",
        ConcernKind.COMPLAINT: "Thank you for telling us where we fell short",
    }.get(concern.concern_kind, "Thank you for telling us")
    about = f": “{concern.you_said.rstrip(_ENDS)}”" if concern.you_said else ""
    parts = [f"{thanks}{about}.", result]
    if concern.concern_kind is ConcernKind.COMPLAINT:
        parts.append(TAKE_IT_FURTHER)
    return " ".join(parts)


def _for_everyone(concern: Concern, beat: str, result: str) -> str:
    about = "" if concern.theme is Theme.OTHER else f" about {_theme_in_words(concern.theme)}"
    if concern.concern_kind is ConcernKind.COMPLIMENT:
        return f"People in {beat} thanked us. {result}"
    return f"People in {beat} spoke to us{about}. {result}"


def _theme_in_words(theme: Theme) -> str:
    sort, _, kind = theme.value.partition(": ")
    return f"{kind} crime in the countryside" if kind else sort


def _sentences(texts: Sequence[str]) -> str:
    return " ".join(_ended(each) for each in (" ".join(text.split()) for text in texts) if each)


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in _ENDS else f"{sentence}."
