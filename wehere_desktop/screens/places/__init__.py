"""Places: the key community locations, how well we keep in touch with each, and who is named there."""

from __future__ import annotations
