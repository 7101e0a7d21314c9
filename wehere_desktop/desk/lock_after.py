"""After how many minutes without a key or the pointer the book locks: kept on this laptop, told to the window."""

from __future__ import annotations

from wehere_desktop.preferences import Setting

LOCK_AFTER = Setting("lock.after_minutes", 10, "Minutes without a key or the pointer after which the book is locked.")
MINUTES = (5, 10, 15, 30)
"""What can be chosen. A laptop of the force may be left open for half an hour at most. Ours."""
