"""The window: one of the program's two fronts, thin; what it shows comes from the screens."""

from __future__ import annotations
