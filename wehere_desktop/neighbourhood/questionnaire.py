"""Questionnaires: what a member of the Key Individual Network answers each quarter, kept to be set side by side."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire(Fact):
    """One person's answers on one day. The numbers are 1 to 5, 0 if not answered; nothing in it is ever published."""

    kind: ClassVar[str] = "questionnaire"
    words: ClassVar[str] = "Questionnaire"

    contact: str = told("Answered by", refers="contact", required=True)
    on: date | None = told("Day", default=None, required=True)
    officer: str = told("Asked by", refers="officer")
    safe: int = told("How safe do people feel here?", default=0)
    seen: int = told("How often do people see their team?", default=0)
    known: int = told("How well do people know who their officers are?", default=0)
    heard: int = told("How well does the team act on what matters here?", default=0)
    informed: int = told("How well are people told what was done?", default=0)
    matters: str = told("What matters most here now?", search="words", limit=LONG_TEXT)
    changed_lately: str = told("What has got better or worse?", search="words", limit=LONG_TEXT)
    note: str = told("The team's note", search="words", limit=LONG_TEXT)
