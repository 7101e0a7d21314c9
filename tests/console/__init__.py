"""Tests of the console front."""

from __future__ import annotations
