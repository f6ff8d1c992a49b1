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

/** All of them, though some fail; that is told at the end. */
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
 * Takes away what serves nobody any more: counters that ran out an hour ago, answers that are not
 * repeated any more, tokens a week after their journey's day,
 * and, after a month, who was at the console when, what webhooks were told and visits that never became a journey. The timelines of journeys stay.
 */
export function cleanUp(db: Db, now: Date): Promise<number> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  // One that the institution authorised itself may have no way back.
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

/** Takes away passcodes that ended before a moment, and what Sage told before it: word of so long ago is repeated no more. */
export const eraseTraffic = (db: Db, before: Date): Promise<number> =>
  deleteAll(db, [
    [passcodes, passcodes.expiresAt, before],
    [notifications, notifications.receivedAt, before],
  ]);
