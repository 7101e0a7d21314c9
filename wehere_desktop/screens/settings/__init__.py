"""Settings: how the program looks and locks on this laptop, and how often each kind of place wants to see the team."""

from __future__ import annotations
