"""Tests of the readers and writers of file formats."""

from __future__ import annotations
