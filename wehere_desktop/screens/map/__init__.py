"""Map: the patch at a glance, with no network."""

from __future__ import annotations
