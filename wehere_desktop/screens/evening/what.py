"""What the evening is called where it is looked for: in the book's drafts, and by whoever opens it for a meeting."""

from __future__ import annotations

WHAT = "evening"
