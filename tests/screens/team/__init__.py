"""Tests of the Team screen."""

from __future__ import annotations
