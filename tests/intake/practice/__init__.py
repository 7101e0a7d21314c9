"""Tests of bringing files in."""

from __future__ import annotations
