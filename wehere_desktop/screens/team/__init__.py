"""Team: who is posted where, who is away and who covers, and where nobody is."""

from __future__ import annotations
