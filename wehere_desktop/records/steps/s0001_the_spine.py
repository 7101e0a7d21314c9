"""Step 1, the spine: units, people, places, visits, priorities, meetings, the journal, audit and search."""

from __future__ import annotations

NAME = "0001 the spine"

LAID_OUT = """
CREATE TABLE "book" ("name" TEXT PRIMARY KEY, "value" TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE "change" (
    "seq" INTEGER PRIMARY KEY,
    "laptop" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "what" TEXT NOT NULL CHECK ("what" IN ('do', 'make', 'undo', 'redo', 'erase')),
    "target" INTEGER REFERENCES "change" ("seq"),
    "erased" INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX "change_by_target" ON "change" ("target") WHERE "target" IS NOT NULL;
CREATE TABLE "journal" (
    "change" INTEGER NOT NULL REFERENCES "change" ("seq"),
    "kind" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    PRIMARY KEY ("change", "kind", "record")
) STRICT, WITHOUT ROWID;
CREATE INDEX "journal_by_record" ON "journal" ("record", "change");
CREATE TABLE "audit" (
    "seq" INTEGER PRIMARY KEY,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "laptop" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "change" INTEGER,
    "digest" TEXT NOT NULL,
    "hash" TEXT NOT NULL
) STRICT;
CREATE TABLE "disposal" (
    "kind" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    PRIMARY KEY ("kind", "record")
) STRICT, WITHOUT ROWID;
CREATE TABLE "search_row" (
    "kind" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    PRIMARY KEY ("kind", "record")
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE "search" USING fts5 (
    "kind" UNINDEXED, "record" UNINDEXED, "title", "words", "context" UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2', columnsize = 0
);
INSERT INTO "search" ("search", "rank") VALUES ('automerge', 8);
CREATE TABLE "name_word" ("word" TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE "name_near" (
    "near" TEXT NOT NULL, "word" TEXT NOT NULL, PRIMARY KEY ("near", "word")
) STRICT, WITHOUT ROWID;
CREATE INDEX "name_near_by_word" ON "name_near" ("word");
CREATE TABLE "lpu" (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "valid_from" TEXT,
    "valid_to" TEXT,
    "note" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE TABLE "beat" (
    "id" TEXT PRIMARY KEY,
    "police_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "lpu" TEXT REFERENCES "lpu" ("id") DEFERRABLE INITIALLY DEFERRED,
    "authorities" TEXT NOT NULL,
    "anchors" TEXT NOT NULL,
    "valid_from" TEXT,
    "valid_to" TEXT,
    "note" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "beat_by_lpu" ON "beat" ("lpu");
CREATE TABLE "officer" (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "rank" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "drop_in" TEXT NOT NULL,
    "started" TEXT,
    "ended" TEXT,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE TABLE "posting" (
    "id" TEXT PRIMARY KEY,
    "officer" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "lpu" TEXT REFERENCES "lpu" ("id") DEFERRABLE INITIALLY DEFERRED,
    "starts" TEXT,
    "ends" TEXT,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "posting_by_officer" ON "posting" ("officer");
CREATE INDEX "posting_by_beat" ON "posting" ("beat");
CREATE INDEX "posting_by_lpu" ON "posting" ("lpu");
CREATE TABLE "absence" (
    "id" TEXT PRIMARY KEY,
    "officer" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "starts" TEXT,
    "ends" TEXT,
    "cover" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "reason" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "absence_by_officer" ON "absence" ("officer");
CREATE INDEX "absence_by_cover" ON "absence" ("cover");
CREATE TABLE "place" (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "place_kind" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "locality" TEXT NOT NULL,
    "town" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "latitude" REAL,
    "longitude" REAL,
    "authority" TEXT NOT NULL,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "found_by" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "website" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "opened" TEXT,
    "closed" TEXT,
    "source" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "editions" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "frequency" INTEGER NOT NULL,
    "notes" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "place_by_beat" ON "place" ("beat");
CREATE TABLE "named_officer" (
    "id" TEXT PRIMARY KEY,
    "place" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "officer" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "duty" TEXT NOT NULL,
    "starts" TEXT,
    "ends" TEXT,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "named_officer_by_place" ON "named_officer" ("place");
CREATE INDEX "named_officer_by_officer" ON "named_officer" ("officer");
CREATE TABLE "contact" (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "mobile" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "prefers" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "best_times" TEXT NOT NULL,
    "key_individual" INTEGER NOT NULL,
    "publishable" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "review_on" TEXT,
    "notes" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE TABLE "contact_role" (
    "id" TEXT PRIMARY KEY,
    "contact" TEXT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "place" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "role" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "publishable" INTEGER NOT NULL,
    "starts" TEXT,
    "ends" TEXT,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "contact_role_by_contact" ON "contact_role" ("contact");
CREATE INDEX "contact_role_by_place" ON "contact_role" ("place");
CREATE TABLE "visit" (
    "id" TEXT PRIMARY KEY,
    "on" TEXT,
    "time" TEXT NOT NULL,
    "officer" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "channel" TEXT NOT NULL,
    "formality" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "learnt" TEXT NOT NULL,
    "public_line" TEXT NOT NULL,
    "publishable" INTEGER NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "visit_by_officer" ON "visit" ("officer");
CREATE TABLE "visit_places" (
    "from" TEXT NOT NULL REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "to" TEXT NOT NULL REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER NOT NULL,
    PRIMARY KEY ("from", "to")
) STRICT, WITHOUT ROWID;
CREATE INDEX "visit_places_by_to" ON "visit_places" ("to");
CREATE TABLE "visit_contacts" (
    "from" TEXT NOT NULL REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "to" TEXT NOT NULL REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER NOT NULL,
    PRIMARY KEY ("from", "to")
) STRICT, WITHOUT ROWID;
CREATE INDEX "visit_contacts_by_to" ON "visit_contacts" ("to");
CREATE TABLE "meeting" (
    "id" TEXT PRIMARY KEY,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "meeting_kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "starts" TEXT,
    "ends" TEXT,
    "venue" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "venue_note" TEXT NOT NULL,
    "agenda" TEXT NOT NULL,
    "life" TEXT NOT NULL,
    "leads" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "publicised_on" TEXT,
    "publicity" TEXT NOT NULL,
    "feedback_link" TEXT NOT NULL,
    "attendance" INTEGER,
    "notes" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "meeting_by_beat" ON "meeting" ("beat");
CREATE INDEX "meeting_by_venue" ON "meeting" ("venue");
CREATE INDEX "meeting_by_leads" ON "meeting" ("leads");
CREATE TABLE "priority" (
    "id" TEXT PRIMARY KEY,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL,
    "issue" TEXT NOT NULL,
    "issue_date" TEXT,
    "action" TEXT NOT NULL,
    "action_date" TEXT,
    "life" TEXT NOT NULL,
    "chosen_at" TEXT REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "review_on" TEXT,
    "closed" TEXT,
    "notes" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "priority_by_beat" ON "priority" ("beat");
CREATE INDEX "priority_by_chosen_at" ON "priority" ("chosen_at");
CREATE TABLE "priority_update" (
    "id" TEXT PRIMARY KEY,
    "priority" TEXT REFERENCES "priority" ("id") DEFERRABLE INITIALLY DEFERRED,
    "on" TEXT,
    "text" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "priority_update_by_priority" ON "priority_update" ("priority");
CREATE TABLE "concern" (
    "id" TEXT PRIMARY KEY,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "concern_kind" TEXT NOT NULL,
    "raised_on" TEXT,
    "raised_at" TEXT REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "place" TEXT REFERENCES "place" ("id") DEFERRABLE INITIALLY DEFERRED,
    "priority" TEXT REFERENCES "priority" ("id") DEFERRABLE INITIALLY DEFERRED,
    "said" TEXT NOT NULL,
    "you_said" TEXT NOT NULL,
    "we_did" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "told_back_on" TEXT,
    "told_back_how" TEXT NOT NULL,
    "publishable" INTEGER NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "concern_by_beat" ON "concern" ("beat");
CREATE INDEX "concern_by_raised_at" ON "concern" ("raised_at");
CREATE INDEX "concern_by_place" ON "concern" ("place");
CREATE INDEX "concern_by_priority" ON "concern" ("priority");
CREATE TABLE "reported_figure" (
    "id" TEXT PRIMARY KEY,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "measure" TEXT NOT NULL,
    "period_from" TEXT,
    "period_to" TEXT,
    "count" INTEGER NOT NULL,
    "count_before" INTEGER,
    "source" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "reported_figure_by_beat" ON "reported_figure" ("beat");
CREATE TABLE "register_source" (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "register" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "edition" TEXT,
    "rows" INTEGER NOT NULL,
    "new" INTEGER NOT NULL,
    "changed_rows" INTEGER NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE TABLE "saved_mapping" (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "intake" TEXT NOT NULL,
    "headings" TEXT NOT NULL,
    "columns" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "place_by_reference" ON "place" ("source", "reference");
CREATE INDEX "place_by_position" ON "place" ("latitude", "longitude");
CREATE INDEX "visit_by_on" ON "visit" ("on");
CREATE INDEX "meeting_by_starts" ON "meeting" ("beat", "starts");
"""
