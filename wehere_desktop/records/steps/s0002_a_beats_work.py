"""Step 2, a beat's work: promises, queries, snoozes, access notes, attachments, questionnaires, term dates, drafts."""

from __future__ import annotations

NAME = "0002 a beat's work"

LAID_OUT = """
CREATE TABLE "promise" (
    "id" TEXT PRIMARY KEY,
    "promised" TEXT NOT NULL,
    "visit" TEXT REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "place" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "contact" TEXT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "owner" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "made_on" TEXT,
    "due_on" TEXT,
    "due_time" TEXT NOT NULL,
    "life" TEXT NOT NULL,
    "closed_on" TEXT,
    "outcome" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "promise_by_visit" ON "promise" ("visit");
CREATE INDEX "promise_by_place" ON "promise" ("place");
CREATE INDEX "promise_by_contact" ON "promise" ("contact");
CREATE INDEX "promise_by_owner" ON "promise" ("owner");
CREATE TABLE "query" (
    "id" TEXT PRIMARY KEY,
    "question" TEXT NOT NULL,
    "received" TEXT,
    "channel" TEXT NOT NULL,
    "place" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "contact" TEXT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "owner" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "answered" TEXT,
    "answer" TEXT NOT NULL,
    "why_late" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "query_by_place" ON "query" ("place");
CREATE INDEX "query_by_contact" ON "query" ("contact");
CREATE INDEX "query_by_beat" ON "query" ("beat");
CREATE INDEX "query_by_owner" ON "query" ("owner");
CREATE TABLE "snooze" (
    "id" TEXT PRIMARY KEY,
    "place" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "contact" TEXT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "starts" TEXT,
    "until" TEXT,
    "reason" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "snooze_by_place" ON "snooze" ("place");
CREATE INDEX "snooze_by_contact" ON "snooze" ("contact");
CREATE TABLE "access_note" (
    "id" TEXT PRIMARY KEY,
    "place" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "note" TEXT NOT NULL,
    "warning" INTEGER NOT NULL,
    "starts" TEXT,
    "until" TEXT,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "access_note_by_place" ON "access_note" ("place");
CREATE TABLE "attachment" (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "place" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "contact" TEXT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "visit" TEXT REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "taken_on" TEXT,
    "caption" TEXT NOT NULL,
    "publishable" INTEGER NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "attachment_by_place" ON "attachment" ("place");
CREATE INDEX "attachment_by_contact" ON "attachment" ("contact");
CREATE INDEX "attachment_by_visit" ON "attachment" ("visit");
CREATE TABLE "questionnaire" (
    "id" TEXT PRIMARY KEY,
    "contact" TEXT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "on" TEXT,
    "officer" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "safe" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL,
    "known" INTEGER NOT NULL,
    "heard" INTEGER NOT NULL,
    "informed" INTEGER NOT NULL,
    "matters" TEXT NOT NULL,
    "changed_lately" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "questionnaire_by_contact" ON "questionnaire" ("contact");
CREATE INDEX "questionnaire_by_officer" ON "questionnaire" ("officer");
CREATE TABLE "closed_spell" (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "place" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "place_kinds" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "starts" TEXT,
    "ends" TEXT,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "closed_spell_by_place" ON "closed_spell" ("place");
CREATE TABLE "usual_frequency" (
    "id" TEXT PRIMARY KEY,
    "place_kind" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "promise_by_due" ON "promise" ("due_on") WHERE "life" = 'open';
CREATE INDEX "query_by_received" ON "query" ("received") WHERE "answered" IS NULL;
ALTER TABLE "contact" ADD COLUMN "frequency" INTEGER NOT NULL DEFAULT 0;
CREATE TABLE "attachment_content" ("fingerprint" TEXT PRIMARY KEY, "content" BLOB NOT NULL) STRICT;
CREATE TABLE "draft" (
    "id" TEXT PRIMARY KEY,
    "officer" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX "place_by_name" ON "place" (
    "name" COLLATE NOCASE, "id", "status", "place_kind", "town", "beat", "frequency", "created", "authority"
);
CREATE INDEX "contact_by_name" ON "contact" ("name" COLLATE NOCASE, "id");
CREATE TABLE "last_contact" ("record" TEXT PRIMARY KEY, "on" TEXT NOT NULL) STRICT, WITHOUT ROWID
"""

# What is true of the visits already there when the step is walked
COUNTED = """
INSERT INTO "last_contact" ("record", "on")
    SELECT l."to", max(v."on") FROM (
        SELECT "from", "to" FROM "visit_places" UNION ALL SELECT "from", "to" FROM "visit_contacts"
    ) l JOIN "visit" v ON v."id" = l."from" WHERE v."on" IS NOT NULL GROUP BY l."to"
"""

# The last day a place or a person was seen, kept right whatever is written, undone or erased
TRIGGERS = (
    """
CREATE TRIGGER "visit_places_seen" AFTER INSERT ON "visit_places" BEGIN
    INSERT INTO "last_contact" ("record", "on")
        SELECT NEW."to", "on" FROM "visit" WHERE "id" = NEW."from" AND "on" IS NOT NULL
        ON CONFLICT ("record") DO UPDATE SET "on" = excluded."on" WHERE excluded."on" > "last_contact"."on";
END
""",
    """
CREATE TRIGGER "visit_places_unseen" AFTER DELETE ON "visit_places" BEGIN
    DELETE FROM "last_contact" WHERE "record" = OLD."to";
    INSERT INTO "last_contact" ("record", "on")
        SELECT OLD."to", max(v."on") FROM "visit_places" l JOIN "visit" v ON v."id" = l."from" WHERE l."to" = OLD."to"
        HAVING max(v."on") IS NOT NULL;
END
""",
    """
CREATE TRIGGER "visit_places_moved" AFTER UPDATE OF "on" ON "visit" BEGIN
    DELETE FROM "last_contact" WHERE "record" IN (SELECT "to" FROM "visit_places" WHERE "from" = NEW."id");
    INSERT INTO "last_contact" ("record", "on")
        SELECT l."to", max(v."on") FROM "visit_places" l JOIN "visit" v ON v."id" = l."from"
        WHERE l."to" IN (SELECT "to" FROM "visit_places" WHERE "from" = NEW."id")
        GROUP BY l."to" HAVING max(v."on") IS NOT NULL;
END
""",
    """
CREATE TRIGGER "visit_contacts_seen" AFTER INSERT ON "visit_contacts" BEGIN
    INSERT INTO "last_contact" ("record", "on")
        SELECT NEW."to", "on" FROM "visit" WHERE "id" = NEW."from" AND "on" IS NOT NULL
        ON CONFLICT ("record") DO UPDATE SET "on" = excluded."on" WHERE excluded."on" > "last_contact"."on";
END
""",
    """
CREATE TRIGGER "visit_contacts_unseen" AFTER DELETE ON "visit_contacts" BEGIN
    DELETE FROM "last_contact" WHERE "record" = OLD."to";
    INSERT INTO "last_contact" ("record", "on")
        SELECT OLD."to", max(v."on") FROM "visit_contacts" l JOIN "visit" v ON v."id" = l."from" WHERE l."to" = OLD."to"
        HAVING max(v."on") IS NOT NULL;
END
""",
    """
CREATE TRIGGER "visit_contacts_moved" AFTER UPDATE OF "on" ON "visit" BEGIN
    DELETE FROM "last_contact" WHERE "record" IN (SELECT "to" FROM "visit_contacts" WHERE "from" = NEW."id");
    INSERT INTO "last_contact" ("record", "on")
        SELECT l."to", max(v."on") FROM "visit_contacts" l JOIN "visit" v ON v."id" = l."from"
        WHERE l."to" IN (SELECT "to" FROM "visit_contacts" WHERE "from" = NEW."id")
        GROUP BY l."to" HAVING max(v."on") IS NOT NULL;
END
""",
)
