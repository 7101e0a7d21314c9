"""A walk through everything the window can show, for its pictures and for what must hold of each sight."""

from __future__ import annotations
