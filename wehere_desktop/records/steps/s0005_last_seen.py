"""Step 5, last seen: the last contact with a place stands in its own row, so that a long list is put in order by it."""

from __future__ import annotations

NAME = "0005 last seen"

LAID_OUT = """
ALTER TABLE "place" ADD COLUMN "seen" TEXT;
DROP INDEX "place_by_name"
"""

# What is true of the visits already there when the step is walked
COUNTED = """
UPDATE "place" SET "seen" = (SELECT t."on" FROM "last_contact" t WHERE t."record" = "place"."id")
    WHERE "id" IN (SELECT "record" FROM "last_contact")
"""

INDEX = """
CREATE INDEX "place_by_name" ON "place" (
    "name" COLLATE NOCASE, "id", "status", "place_kind", "town", "beat", "frequency", "created", "authority", "seen"
)
"""

# It follows the last contact, whatever becomes of that; a place that comes back by an undo may come after its visits
TRIGGERS = (
    """
CREATE TRIGGER "last_contact_made" AFTER INSERT ON "last_contact" BEGIN
    UPDATE "place" SET "seen" = NEW."on" WHERE "id" = NEW."record";
END
""",
    """
CREATE TRIGGER "last_contact_moved" AFTER UPDATE OF "on" ON "last_contact" BEGIN
    UPDATE "place" SET "seen" = NEW."on" WHERE "id" = NEW."record";
END
""",
    """
CREATE TRIGGER "last_contact_gone" AFTER DELETE ON "last_contact" BEGIN
    UPDATE "place" SET "seen" = NULL WHERE "id" = OLD."record";
END
""",
    """
CREATE TRIGGER "place_seen_before" AFTER INSERT ON "place"
WHEN EXISTS (SELECT 1 FROM "last_contact" WHERE "record" = NEW."id") BEGIN
    UPDATE "place" SET "seen" = (SELECT "on" FROM "last_contact" WHERE "record" = NEW."id") WHERE "id" = NEW."id";
END
""",
)
