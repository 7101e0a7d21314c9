"""Answers with a number, on feedback forms and in questionnaires: 1, not at all, to 5, very much; 0 for none."""

from __future__ import annotations

BEST = 5
"""The highest answer; 0 stands for not asked or not answered."""

ANSWERS = ("not answered", "not at all", "a little", "somewhat", "quite", "very much")
"""What each number says, from 0 to 5."""
