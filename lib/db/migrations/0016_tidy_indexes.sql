-- The indexes that go with it are built afterwards, beside whoever uses the tables: lib/db/online-indexes.ts.
ALTER TABLE "feeds" ADD COLUMN "weeded_at" timestamp (3) with time zone DEFAULT '1970-01-01T00:00:00.000Z' NOT NULL;
