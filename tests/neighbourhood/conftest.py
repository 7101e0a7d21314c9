"""What tests of the ground share: the packaged postcodes."""

from __future__ import annotations

from tests.gazetteer_fixture import gazetteer, gazetteer_folder

__all__ = ["gazetteer", "gazetteer_folder"]
