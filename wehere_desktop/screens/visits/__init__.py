"""Visits: the contact log, and the sheet that a contact is logged on."""

from __future__ import annotations
