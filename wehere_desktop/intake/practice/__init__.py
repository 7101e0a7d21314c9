"""The practice book: a whole force with invented people in which to try everything out and break nothing."""

from __future__ import annotations

from wehere_desktop.intake.practice.facts import PracticeFacts, practice_facts
from wehere_desktop.intake.practice.making import make_practice_book

__all__ = ["PracticeFacts", "make_practice_book", "practice_facts"]
