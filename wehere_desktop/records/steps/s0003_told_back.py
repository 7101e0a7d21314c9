"""Step 3, told back: what concerns, priorities and meetings need from being raised to telling people what was done."""

from __future__ import annotations

NAME = "0003 told back"

LAID_OUT = """
ALTER TABLE "concern" ADD COLUMN "theme" TEXT NOT NULL DEFAULT 'something else';
ALTER TABLE "concern" ADD COLUMN "asb" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "concern" ADD COLUMN "plan_priority" TEXT NOT NULL DEFAULT '';
ALTER TABLE "concern" ADD COLUMN "came_by" TEXT NOT NULL DEFAULT 'at a meeting';
ALTER TABLE "concern" ADD COLUMN "visit" TEXT REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "concern" ADD COLUMN "query" TEXT REFERENCES "query" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "concern" ADD COLUMN "contact" TEXT REFERENCES "contact" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "concern" ADD COLUMN "organisation" TEXT NOT NULL DEFAULT '';
ALTER TABLE "concern" ADD COLUMN "whereabouts" TEXT NOT NULL DEFAULT '';
ALTER TABLE "concern" ADD COLUMN "latitude" REAL;
ALTER TABLE "concern" ADD COLUMN "longitude" REAL;
ALTER TABLE "concern" ADD COLUMN "owner" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "concern" ADD COLUMN "to_sort" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "concern" ADD COLUMN "to_raiser" TEXT NOT NULL DEFAULT '';
ALTER TABLE "concern" ADD COLUMN "to_everyone" TEXT NOT NULL DEFAULT '';
ALTER TABLE "concern" ADD COLUMN "told_back_at" TEXT REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "concern" ADD COLUMN "told_back_to" TEXT NOT NULL DEFAULT '';
ALTER TABLE "concern" ADD COLUMN "nobody_to_tell" TEXT NOT NULL DEFAULT '';
ALTER TABLE "concern" ADD COLUMN "further_told_on" TEXT;
ALTER TABLE "priority" ADD COLUMN "theme" TEXT NOT NULL DEFAULT 'something else';
ALTER TABLE "priority" ADD COLUMN "asb" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "priority" ADD COLUMN "plan_priority" TEXT NOT NULL DEFAULT '';
ALTER TABLE "priority" ADD COLUMN "partners" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "priority" ADD COLUMN "owner" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "priority" ADD COLUMN "latitude" REAL;
ALTER TABLE "priority" ADD COLUMN "longitude" REAL;
ALTER TABLE "priority" ADD COLUMN "worked" TEXT NOT NULL DEFAULT '';
ALTER TABLE "priority" ADD COLUMN "if_we_stop" TEXT NOT NULL DEFAULT '';
ALTER TABLE "priority" ADD COLUMN "lesson" TEXT NOT NULL DEFAULT '';
ALTER TABLE "meeting" ADD COLUMN "language_help" TEXT NOT NULL DEFAULT '';
ALTER TABLE "meeting" ADD COLUMN "groups" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "meeting" ADD COLUMN "reach" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "meeting" ADD COLUMN "report" TEXT NOT NULL DEFAULT '';
ALTER TABLE "meeting" ADD COLUMN "decisions" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "meeting" ADD COLUMN "publishable" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "meeting" ADD COLUMN "closed_on" TEXT;
ALTER TABLE "meeting" ADD COLUMN "published_on" TEXT;
ALTER TABLE "place" ADD COLUMN "step_free" TEXT NOT NULL DEFAULT '';
ALTER TABLE "place" ADD COLUMN "hearing_loop" TEXT NOT NULL DEFAULT '';
ALTER TABLE "place" ADD COLUMN "parking" TEXT NOT NULL DEFAULT '';
ALTER TABLE "promise" ADD COLUMN "meeting" TEXT REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "concern_by_visit" ON "concern" ("visit");
CREATE INDEX "concern_by_query" ON "concern" ("query");
CREATE INDEX "concern_by_contact" ON "concern" ("contact");
CREATE INDEX "concern_by_owner" ON "concern" ("owner");
CREATE INDEX "concern_by_told_back_at" ON "concern" ("told_back_at");
CREATE INDEX "priority_by_owner" ON "priority" ("owner");
CREATE INDEX "promise_by_meeting" ON "promise" ("meeting");
CREATE TABLE "action" (
    "id" TEXT PRIMARY KEY,
    "priority" TEXT REFERENCES "priority" ("id") DEFERRABLE INITIALLY DEFERRED,
    "what" TEXT NOT NULL,
    "owner" TEXT REFERENCES "officer" ("id") DEFERRABLE INITIALLY DEFERRED,
    "partner" TEXT NOT NULL,
    "due_on" TEXT,
    "done_on" TEXT,
    "outcome" TEXT NOT NULL,
    "publishable" INTEGER NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "action_by_priority" ON "action" ("priority");
CREATE INDEX "action_by_owner" ON "action" ("owner");
CREATE TABLE "osara_plan" (
    "id" TEXT PRIMARY KEY,
    "priority" TEXT REFERENCES "priority" ("id") DEFERRABLE INITIALLY DEFERRED,
    "objective" TEXT NOT NULL,
    "scanning" TEXT NOT NULL,
    "victim" TEXT NOT NULL,
    "offender" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "response" TEXT NOT NULL,
    "assessment" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "before" INTEGER,
    "after" INTEGER,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "osara_plan_by_priority" ON "osara_plan" ("priority");
CREATE TABLE "publicity" (
    "id" TEXT PRIMARY KEY,
    "meeting" TEXT REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "what" TEXT NOT NULL,
    "where" TEXT NOT NULL,
    "on" TEXT,
    "note" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "publicity_by_meeting" ON "publicity" ("meeting");
CREATE TABLE "proposal" (
    "id" TEXT PRIMARY KEY,
    "meeting" TEXT REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL,
    "theme" TEXT NOT NULL,
    "hands_for" INTEGER,
    "hands_against" INTEGER,
    "hands_neither" INTEGER,
    "priority" TEXT REFERENCES "priority" ("id") DEFERRABLE INITIALLY DEFERRED,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "proposal_by_meeting" ON "proposal" ("meeting");
CREATE INDEX "proposal_by_priority" ON "proposal" ("priority");
CREATE TABLE "feedback" (
    "id" TEXT PRIMARY KEY,
    "meeting" TEXT REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "on" TEXT,
    "came_by" TEXT NOT NULL,
    "heard_of_it" TEXT NOT NULL,
    "worthwhile" INTEGER NOT NULL,
    "listened" INTEGER NOT NULL,
    "safe" INTEGER NOT NULL,
    "known" INTEGER NOT NULL,
    "next_priority" TEXT NOT NULL,
    "more" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "feedback_by_meeting" ON "feedback" ("meeting");
CREATE INDEX "feedback_by_beat" ON "feedback" ("beat");
CREATE TABLE "publication" (
    "id" TEXT PRIMARY KEY,
    "paper" TEXT NOT NULL,
    "meeting" TEXT REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "at" TEXT,
    "where" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "publication_by_meeting" ON "publication" ("meeting");
CREATE INDEX "publication_by_beat" ON "publication" ("beat");
CREATE TABLE "police_uk_entry" (
    "id" TEXT PRIMARY KEY,
    "shape" TEXT NOT NULL,
    "beat" TEXT REFERENCES "beat" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER NOT NULL,
    "ours_kind" TEXT NOT NULL,
    "ours" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "police_uk_entry_by_beat" ON "police_uk_entry" ("beat");
CREATE TABLE "team_setting" (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "created" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX "concern_by_open" ON "concern" ("raised_on") WHERE "told_back_on" IS NULL;
CREATE INDEX "action_by_due" ON "action" ("due_on") WHERE "done_on" IS NULL;
CREATE INDEX "police_uk_entry_by_ours" ON "police_uk_entry" ("ours")
"""
