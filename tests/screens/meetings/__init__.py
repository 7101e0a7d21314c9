"""Tests of the Meetings screen."""

from __future__ import annotations
