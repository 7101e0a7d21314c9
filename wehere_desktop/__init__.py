"""WeHere Desktop: the program with which a neighbourhood policing team keeps its promises and shows it."""

from __future__ import annotations

__version__ = "0.1.0"
