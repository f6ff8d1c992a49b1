import { and, eq, isNull, lt } from "drizzle-orm";
import type { Db } from "./database.ts";
import {
  consoleSessions,
  events,
  journeys,
  journeyTokens,
  journeyVisitors,
  limits,
  linkTokens,
  linkViews,
  repeats,
  webhookEvents,
} from "./schema.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Takes away what serves nobody any more: counters that ran out an hour ago, answers that are not
 * repeated any more, tokens a week after their journey's day,
 * and, after a month, who was at the console when, what webhooks were told and visits that never became a journey. What happened in journeys stays.
 */
export async function tidy(db: Db, now: Date) {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  await db.delete(limits).where(lt(limits.expire, ago(HOUR_MS)));
  await db.delete(repeats).where(lt(repeats.expiresAt, now));
  await db.delete(linkTokens).where(lt(linkTokens.expiresAt, ago(DAY_MS)));
  await db.delete(linkViews).where(lt(linkViews.expiresAt, ago(DAY_MS)));
  await db.delete(consoleSessions).where(lt(consoleSessions.createdAt, ago(30 * DAY_MS)));
  await db.delete(journeyVisitors).where(lt(journeyVisitors.at, ago(DAY_MS)));
  await db.delete(webhookEvents).where(lt(webhookEvents.createdAt, ago(30 * DAY_MS)));
  // A token is made within its journey's time, which is far less than a day.
  await db.delete(journeyTokens).where(lt(journeyTokens.createdAt, ago(8 * DAY_MS)));
  await db.delete(events).where(and(eq(events.type, "arrival-refused"), lt(events.at, ago(30 * DAY_MS))));
  // One that the institution authorised itself may have no way back.
  const untouched = and(isNull(journeys.returnAddress), isNull(journeys.connectionId));
  const neverOpened = and(untouched, lt(journeys.expiresAt, ago(30 * DAY_MS)));
  await db.delete(journeys).where(neverOpened);
}
