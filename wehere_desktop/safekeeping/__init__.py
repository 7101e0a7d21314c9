"""Keeping a book safe: backed up into one file, and restored from it."""

from __future__ import annotations
