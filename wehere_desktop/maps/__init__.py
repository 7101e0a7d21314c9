"""The map of a book as one page that works from disk with no network."""

from __future__ import annotations
