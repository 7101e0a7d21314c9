"""Tests of the Priorities screen."""

from __future__ import annotations
