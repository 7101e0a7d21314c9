"""A line typed in haste at a meeting: its words, and what its shortcuts say of theme, place, promise and proposal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wehere_desktop.neighbourhood.agreed import agreed_day
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.wording import short_day


class FiledAs(StrEnum):
    """What a line becomes."""

    POINT = "point"
    PROMISE = "promise"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class KnownGround:
    """The names that may follow an @: beats with their ids, and streets. Keys are in small letters."""

    beats: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    streets: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, beats: Mapping[str, str], streets: frozenset[str] = frozenset()) -> KnownGround:
        """Return the ground of some beats (name to id) and the names of some streets."""
        return cls(
            {_folded(name): (record, name) for name, record in beats.items()},
            {_folded(name): name for name in streets if name.strip()},
        )


@dataclass(frozen=True, slots=True)
class Captured:
    """What was understood of a line. `words` may be empty: then there is nothing to file yet.

    `theme` is None where none was given, `beat` the id of a beat and `beat_name` what it is called; `due_on` and
    `due_time` are those of a promise.
    """

    words: str
    filed_as: FiledAs = FiledAs.POINT
    concern_kind: ConcernKind = ConcernKind.CONCERN
    theme: Theme | None = None
    asb: bool = False
    beat: str = ""
    beat_name: str = ""
    whereabouts: str = ""
    due_on: date | None = None
    due_time: str = ""

    def in_words(self, today: date) -> str:
        """Return what was understood, for the line below: “Question · parking · at Crook Lane”."""
        what = str(self.concern_kind if self.filed_as is FiledAs.POINT else self.filed_as).capitalize()
        parts = [what, str(self.theme) if self.theme is not None else ""]
        parts.append("ASB" if self.asb and self.theme is not Theme.ANTISOCIAL else "")
        parts.append(f"on {self.beat_name}" if self.beat_name else "")
        parts.append(f"at {self.whereabouts}" if self.whereabouts else "")
        if self.due_on is not None:
            parts.append(f"by {short_day(self.due_on, today=today)}{f', {self.due_time}' if self.due_time else ''}")
        return " · ".join(part for part in parts if part)


LONGEST_NAME = 6
"""Words that the name of a beat or a street has at most."""
UNKNOWN_PLACE = 4
"""Words taken for a place that is not known, unless a comma ends it earlier."""
SHORTEST_PREFIX = 3

_KINDS = {
    "p": (FiledAs.PROMISE, ConcernKind.CONCERN),
    "v": (FiledAs.PROPOSAL, ConcernKind.CONCERN),
    "q": (FiledAs.POINT, ConcernKind.QUESTION),
    "s": (FiledAs.POINT, ConcernKind.SUGGESTION),
    "c": (FiledAs.POINT, ConcernKind.COMPLAINT),
    "t": (FiledAs.POINT, ConcernKind.COMPLIMENT),
}
# The words people say for a theme; the first that begins so is meant. The first of each theme is written back.
_THEME_WORDS: tuple[tuple[str, Theme], ...] = (
    ("road", Theme.SPEEDING),
    ("speeding", Theme.SPEEDING),
    ("driving", Theme.SPEEDING),
    ("parking", Theme.PARKING),
    ("asb", Theme.ANTISOCIAL),
    ("antisocial", Theme.ANTISOCIAL),
    ("noise", Theme.ANTISOCIAL),
    ("nuisance", Theme.ANTISOCIAL),
    ("drugs", Theme.DRUGS),
    ("dealing", Theme.DRUGS),
    ("burglary", Theme.BURGLARY),
    ("theft", Theme.BURGLARY),
    ("sheds", Theme.BURGLARY),
    ("vehicle", Theme.VEHICLE_CRIME),
    ("cars", Theme.VEHICLE_CRIME),
    ("vans", Theme.VEHICLE_CRIME),
    ("violence", Theme.VIOLENCE),
    ("knife", Theme.VIOLENCE),
    ("weapons", Theme.VIOLENCE),
    ("shop", Theme.SHOP_CRIME),
    ("hate", Theme.HATE_CRIME),
    ("fraud", Theme.FRAUD),
    ("scams", Theme.FRAUD),
    ("risk", Theme.AT_RISK),
    ("vulnerable", Theme.AT_RISK),
    ("visible", Theme.VISIBILITY),
    ("police", Theme.VISIBILITY),
    ("patrols", Theme.VISIBILITY),
    ("farm", Theme.AGRICULTURAL),
    ("agricultural", Theme.AGRICULTURAL),
    ("horses", Theme.EQUINE),
    ("equine", Theme.EQUINE),
    ("wildlife", Theme.WILDLIFE),
    ("hare", Theme.WILDLIFE),
    ("poaching", Theme.WILDLIFE),
    ("heritage", Theme.HERITAGE),
    ("church", Theme.HERITAGE),
    ("environment", Theme.ENVIRONMENTAL),
    ("tipping", Theme.ENVIRONMENTAL),
    ("flytipping", Theme.ENVIRONMENTAL),
    ("litter", Theme.ENVIRONMENTAL),
)
_WRITTEN_BACK = {theme: word for word, theme in reversed(_THEME_WORDS)}

_KIND = re.compile(r"\s*([pvqsct]):\s*", re.IGNORECASE)
_PIECES = re.compile(r"\s+|\S+")
_THEME = re.compile(r"#([^\W\d_]{2,})([.,;:!?]*)")
_STOPS = ".,;:!?"
_DUE = re.compile(r"(?:^|\s)(?:(?:by|on|before)\s+(?=\S)|(?=in\s+\S)|(?=tomorrow\b|tonight\b))", re.IGNORECASE)


def theme_meant(typed: str) -> Theme | None:
    """Return the theme meant by the beginning of a word for it, such as “road” or “spee”; None where there is none."""
    start = _folded(typed)
    return next((theme for word, theme in _THEME_WORDS if start and word.startswith(start)), None)


def understand(line: str, *, ground: KnownGround, today: date) -> Captured:
    """Return what a line says. What is not understood as a shortcut stays in the words, letter for letter.

    `p:`, `v:`, `q:`, `s:`, `c:` and `t:` in front make it a promise, a proposal, a question, a suggestion, a complaint
    or a thank-you. `#` and the beginning of a word is its theme, a single `!` antisocial behaviour, `@` a beat or where
    it was: the name of a beat is taken out of the words, the name of a street stays in them.
    """
    filed_as, kind = FiledAs.POINT, ConcernKind.CONCERN
    if found := _KIND.match(line):
        filed_as, kind = _KINDS[found[1].lower()]
        line = line[found.end() :]
    reading = _Reading(ground)
    reading.read(_PIECES.findall(line))
    words = "".join(reading.kept).strip()
    due_on, due_time = None, ""
    if filed_as is FiledAs.PROMISE:
        words, due_on, due_time = _due(words, today)
    return Captured(
        words,
        filed_as,
        kind,
        theme=reading.theme,
        asb=reading.asb or reading.theme is Theme.ANTISOCIAL,
        beat=reading.beat[0],
        beat_name=reading.beat[1],
        whereabouts=reading.whereabouts,
        due_on=due_on,
        due_time=due_time,
    )


def line_of(fact: Concern | Promise | Proposal) -> str:
    """Return a record as it would be typed, to be changed; where it was is left as it stands."""
    if isinstance(fact, Promise):
        due = f" by {short_day(fact.due_on)}" if fact.due_on is not None else ""
        return f"p: {fact.promised}{due}{f' {fact.due_time}' if due and fact.due_time else ''}"
    if isinstance(fact, Proposal):
        return f"v: {fact.title}{_theme_back(fact.theme)}"
    letter = (
        next(each for each, what in _KINDS.items() if what == (FiledAs.POINT, fact.concern_kind))
        if (fact.concern_kind is not ConcernKind.CONCERN)
        else ""
    )
    front = f"{letter}: " if letter else ""
    asb = " !" if fact.asb and fact.theme is not Theme.ANTISOCIAL else ""
    return f"{front}{fact.said}{_theme_back(fact.theme)}{asb}"


def _theme_back(theme: Theme) -> str:
    return f" #{_WRITTEN_BACK[theme]}" if theme in _WRITTEN_BACK else ""


class _Reading:
    """Goes through the pieces of a line, words and the spaces between them, once."""

    def __init__(self, ground: KnownGround) -> None:
        self._ground = ground
        self.kept: list[str] = []
        self.theme: Theme | None = None
        self.asb = False
        self.beat = ("", "")
        self.whereabouts = ""

    def read(self, pieces: list[str]) -> None:
        at = 0
        while at < len(pieces):
            at += self._take(pieces, at)

    def _take(self, pieces: list[str], at: int) -> int:
        """Take one piece, or more for a name of several words; return how many."""
        piece = pieces[at]
        if piece == "!":
            self.asb = True
            return self._leave_out()
        if piece.startswith("!") and piece[1].isalpha():
            self.asb = True
            self.kept.append(piece[1:])
            return 1
        if (found := _THEME.fullmatch(piece)) and self.theme is None and (theme := theme_meant(found[1])) is not None:
            self.theme = theme
            return self._leave_out(found[2])
        if piece.startswith("@") and len(piece) > 1:
            return self._take_place(pieces, at)
        self.kept.append(piece)
        return 1

    def _leave_out(self, stops: str = "", count: int = 1) -> int:
        """Leave a shortcut out, with the space before it; stops after it go to the word before."""
        if self.kept and self.kept[-1].isspace():
            self.kept.pop()
        if stops and self.kept:
            self.kept.append(stops)
        return count

    def _take_place(self, pieces: list[str], at: int) -> int:
        ahead = [pieces[at][1:], *pieces[at + 1 : at + 2 * LONGEST_NAME - 1]]
        for count in range(len(ahead) - (len(ahead) + 1) % 2, 0, -2):
            words = "".join(ahead[:count])
            name = words.rstrip(_STOPS)
            if not self.beat[0] and (beat := self._ground.beats.get(_folded(name))):
                self.beat = beat
                return self._leave_out(words[len(name) :], count)
            if not self.whereabouts and (street := self._ground.streets.get(_folded(name))):
                self.whereabouts = street
                self.kept.append(words)
                return count
        if not self.beat[0] and (beat := self._begun(ahead[0])):
            self.beat = beat
            return self._leave_out(ahead[0][len(ahead[0].rstrip(_STOPS)) :])
        if self.whereabouts:
            self.kept.append(pieces[at])
            return 1
        self.whereabouts = _unknown_place(ahead)
        self.kept.append(pieces[at][1:])
        return 1

    def _begun(self, typed: str) -> tuple[str, str] | None:
        """Return the one beat whose name begins so, if there is just one."""
        start = _folded(typed.rstrip(_STOPS))
        if len(start) < SHORTEST_PREFIX:
            return None
        found = [beat for name, beat in self._ground.beats.items() if name.startswith(start)]
        return found[0] if len(found) == 1 else None


def _unknown_place(ahead: list[str]) -> str:
    taken: list[str] = []
    for word in ahead[: 2 * UNKNOWN_PLACE : 2]:
        if word[0] in "#@!":
            break
        taken.append(word.rstrip(_STOPS))
        if word[-1] in _STOPS:
            break
    return " ".join(taken)


def _due(words: str, today: date) -> tuple[str, date | None, str]:
    """Return a promise's words without the day they end with, the day and the time of day."""
    for found in _DUE.finditer(words):
        day, time = agreed_day(words[found.end() :].rstrip(" ."), today=today) or (None, "")
        if day is not None and words[: found.start()].strip():
            return words[: found.start()].rstrip(), day, time
    return words, None, ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
