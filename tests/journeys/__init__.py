"""Stories told from beginning to end, through the same doors a person uses."""

from __future__ import annotations
