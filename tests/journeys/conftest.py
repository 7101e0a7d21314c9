"""What the stories find: a laptop that already has the postcodes."""

from __future__ import annotations

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]
