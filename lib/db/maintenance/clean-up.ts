import { and, eq, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  consoleSessions,
  events,
  journeys,
  journeyTokens,
  journeyVisitors,
  limits,
  linkApprovals,
  linkTokens,
  linkViews,
  notifications,
  passcodes,
  repeats,
  webhookEvents,
} from "../schema.ts";
import { deleteOldest } from "../store/batch.ts";
import type { Db } from "../store/database.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

type Old = [table: PgTable, column: PgColumn, before: Date, which?: SQL | undefined];

/** All of them, though some fail; the errors are reported at the end. */
const deleteAll = async (db: Db, all: readonly Old[]) => {
  const faults: unknown[] = [];
  let gone = 0;
  for (const [table, column, before, which] of all) {
    const old = and(lt(column, before), which);
    gone += await deleteOldest(db, table, column, old).catch((fault: unknown) => {
      faults.push(fault);
      return 0;
    });
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} tables were not cleaned up: ${faults[0]}`);
  return gone;
};

/**
 * Removes what is no longer needed. Counters go an hour after they ran out, stored answers when they are no longer
 * repeated. Tokens go a week after their journey's day. Console sessions, webhook deliveries and visits that never
 * became a journey go after a month. The timelines of journeys stay.
 */
export function cleanUp(db: Db, now: Date): Promise<number> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  // A journey that the institution authorised itself may have no return URL.
  const untouched = and(isNull(journeys.returnAddress), isNull(journeys.connectionId));
  return deleteAll(db, [
    [limits, limits.expire, ago(HOUR_MS)],
    [repeats, repeats.expiresAt, now],
    [linkTokens, linkTokens.expiresAt, ago(DAY_MS)],
    [linkViews, linkViews.expiresAt, ago(DAY_MS)],
    [linkApprovals, linkApprovals.expiresAt, ago(DAY_MS)],
    [consoleSessions, consoleSessions.createdAt, ago(30 * DAY_MS)],
    [journeyVisitors, journeyVisitors.at, ago(DAY_MS)],
    [webhookEvents, webhookEvents.createdAt, ago(30 * DAY_MS)],
    // A token is made within its journey's time, which is far less than a day.
    [journeyTokens, journeyTokens.createdAt, ago(8 * DAY_MS)],
    [events, events.at, ago(30 * DAY_MS), eq(events.type, sql`'arrival-refused'`)],
    [journeys, journeys.expiresAt, ago(30 * DAY_MS), untouched],
  ]);
}

/**
 * Removes passcodes that ended before a moment, and notifications from before it. Sage does not repeat such old ones.
 */
export const eraseTraffic = (db: Db, before: Date): Promise<number> =>
  deleteAll(db, [
    [passcodes, passcodes.expiresAt, before],
    [notifications, notifications.receivedAt, before],
  ]);
