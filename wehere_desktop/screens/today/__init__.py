"""Today: what this officer owes and what is next."""

from __future__ import annotations
