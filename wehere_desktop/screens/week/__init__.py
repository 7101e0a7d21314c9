"""Week: what is due, put on days, and the calls of each day in an order that makes a short way."""

from __future__ import annotations
