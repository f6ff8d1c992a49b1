import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** A JSON column with a null in this place of it, where Sage's words were; null where it is null. */
export const withoutWords = (column: AnyPgColumn, place: string) =>
  sql`jsonb_set(${column}, ${`{${place}}`}::text[], 'null'::jsonb)`;
