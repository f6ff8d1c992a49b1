import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrationsFolder } from "./database.ts";
import { heldTables } from "./held-tables.ts";

test.each([
  ['ALTER TABLE "journeys" ADD COLUMN "x" text;', []],
  [`ALTER TABLE "journeys" ADD COLUMN "x" jsonb DEFAULT '{}'::jsonb NOT NULL;`, []],
  ['ALTER TABLE "journeys" ADD COLUMN "x" text GENERATED ALWAYS AS (lower(y)) STORED;', ["journeys"]],
  ['ALTER TABLE "journeys" ADD COLUMN "x" uuid DEFAULT gen_random_uuid();', ["journeys"]],
  ['ALTER TABLE "journeys" ALTER COLUMN "x" SET DATA TYPE bigint;', ["journeys"]],
  ['ALTER TABLE "journeys" ALTER COLUMN "x" SET NOT NULL;', ["journeys"]],
  ['ALTER TABLE "journeys" ALTER COLUMN "x" DROP NOT NULL;', []],
  ['ALTER TABLE "journeys" ADD CONSTRAINT "c" CHECK (x > 0);', ["journeys"]],
  ['ALTER TABLE "journeys" ADD CONSTRAINT "c" CHECK (x > 0) NOT VALID;', []],
  ['CREATE INDEX "i" ON "journeys" USING btree ("x");', ["journeys"]],
  ['CREATE UNIQUE INDEX IF NOT EXISTS "i" ON public."journeys" ("x");', ["journeys"]],
  ['CREATE INDEX CONCURRENTLY "i" ON "journeys" ("x");', []],
  ['-- why\nUPDATE "journeys" j SET x = 1', ["journeys"]],
  ['DELETE FROM "events" WHERE true', ["events"]],
  ['WITH "x" AS (UPDATE "feeds" SET y = 1 RETURNING z) DELETE FROM "events" USING "x"', ["events", "feeds"]],
  ['CREATE TABLE "n" ("x" text);--> CREATE INDEX "i" ON "n" ("x");', []],
  ['UPDATE "institutions" SET x = 1', []],
  [
    'ALTER TABLE "statements" ADD COLUMN "x" date;--> UPDATE "source_accounts" SET x = 1',
    ["source_accounts", "statements"],
  ],
])("%s holds %j", (migration, held) => {
  expect(heldTables(migration.split("-->"))).toEqual(held);
});

/** The landed migrations that do. No later one may, or it is listed here and in the operator's notes. */
test("migrations that hold a large table are these", () => {
  const { entries } = JSON.parse(readFileSync(join(migrationsFolder, "meta/_journal.json"), "utf8")) as {
    entries: { tag: string }[];
  };
  const held = entries.flatMap(({ tag }) => {
    const text = readFileSync(join(migrationsFolder, `${tag}.sql`), "utf8");
    const tables = heldTables(text.split("--> statement-breakpoint"));
    return tables.length > 0 ? [[tag, tables]] : [];
  });
  expect(Object.fromEntries(held)).toEqual({
    "0001_institution_api": ["companies", "connections", "source_accounts"],
    "0006_console": ["companies", "journeys", "passcodes", "source_accounts", "webhook_events"],
    "0007_overview": ["audit", "connections", "events", "journeys"],
    "0008_host_and_own_passwords": ["audit", "journeys"],
    "0010_feed_life": ["bank_lines", "feeds", "push_operations", "source_accounts", "statements"],
    "0012_days": ["source_accounts", "statements"],
    "0013_sage_reach": ["feeds"],
    "0020_left_out": ["bank_lines", "feeds"],
    "0022_sage_accounts": ["connections", "source_accounts"],
    "0023_reasons": ["push_operations", "statements"],
    "0025_first_day": ["bank_lines"],
  });
});
