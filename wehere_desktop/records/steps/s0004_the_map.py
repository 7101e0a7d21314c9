"""Step 4, the map: the dated outlines of beats, and the area that a priority covers."""

from __future__ import annotations

NAME = "0004 the map"

LAID_OUT = """
ALTER TABLE "priority" ADD COLUMN "area" TEXT NOT NULL DEFAULT '';
CREATE TABLE "beat_boundary" (
    "id" TEXT PRIMARY KEY,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "rings" TEXT NOT NULL,
    "valid_from" TEXT,
    "valid_to" TEXT,
    "source" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "beat_boundary_by_beat" ON "beat_boundary" ("beat")
"""
