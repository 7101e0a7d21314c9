"""Readers and writers of the world's file formats, which know nothing of our records."""

from __future__ import annotations
