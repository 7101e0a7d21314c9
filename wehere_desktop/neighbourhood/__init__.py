"""What the work is: the facts of a neighbourhood and the rules about them, with no files, no clock and no window."""

from __future__ import annotations
