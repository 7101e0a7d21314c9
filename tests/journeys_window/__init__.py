"""Stories that go through the whole window as a person does, by clicks and keys."""

from __future__ import annotations
