"""The Bring in screen: files read, looked through, settled and brought into the book, step by step on one page."""

from __future__ import annotations
