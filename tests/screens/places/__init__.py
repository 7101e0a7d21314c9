"""Tests of the Places screen."""

from __future__ import annotations
