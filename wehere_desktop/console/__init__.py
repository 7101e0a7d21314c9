"""The console front: the whole program without a window, for support staff, scripts and tests."""

from __future__ import annotations
