"""Tests of the Settings screen."""

from __future__ import annotations
