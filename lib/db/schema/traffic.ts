import { bigint, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Region } from "../../institution/institution.ts";
import { at } from "./columns.ts";

/** Counters of rate-limiter-flexible; its drizzle store expects these names. */
export const limits = pgTable(
  "limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull(),
    expire: at("expire"),
  },
  (t) => [index("limits_expiry").on(t.expire)],
);

/** The next moment at which Sage may be called, per region: one clock for all processes. */
export const pace = pgTable("pace", { name: text("name").primaryKey(), nextAt: at("next_at").notNull() });

/** Requests that Sage takes in a second, per region: when each place becomes free. */
export const pacePlaces = pgTable(
  "pace_places",
  { name: text("name").notNull(), place: integer("place").notNull(), freeAt: at("free_at").notNull() },
  (t) => [primaryKey({ columns: [t.name, t.place] })],
);

/** How Sage answers, per region. */
export const sageReach = pgTable("sage_reach", {
  region: text("region").$type<Region>().primaryKey(),
  unanswered: integer("unanswered").notNull(),
  awaySince: at("away_since"),
  probeAt: at("probe_at"),
  /** Since when Sage answers after it was away for long. */
  backAt: at("back_at"),
});

/** Sage's answers, hour by hour; the console calls this availability. */
export const sageCalls = pgTable(
  "sage_calls",
  {
    hour: at("hour").notNull(),
    region: text("region").$type<Region>().notNull(),
    /** A status, `timeout`, `network`, `token` or `queue`. */
    outcome: text("outcome").notNull(),
    calls: integer("calls").notNull(),
    milliseconds: bigint("milliseconds", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.hour, t.region, t.outcome] })],
);

/** Facts about the store as a whole: where it is (`origin`), and when it last came from a backup (`restored`). */
export const storeFacts = pgTable("store_facts", {
  name: text("name").$type<"origin" | "restored">().primaryKey(),
  value: text("value").notNull(),
  at: at("at").notNull(),
});
