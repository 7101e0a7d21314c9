"""The Map screen."""

from __future__ import annotations
