import { and, inArray, isNull, lt, sql } from "drizzle-orm";
import { events, journeys, journeyViews } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { withoutWords } from "./words.ts";

/**
 * Erases what is personal from journeys that ended before a moment. These are page snapshots, consent texts, the
 * return URL except its host, and the texts of Sage's answers, which may name a person. The timeline stays. Returns how
 * many; at most `limit` at once.
 */
export const eraseJourneys = (db: Db, before: Date, now: Date, limit: number) =>
  db.transaction(async (tx) => {
    const due = await tx
      .select({ id: journeys.id })
      .from(journeys)
      .where(and(isNull(journeys.erasedAt), lt(journeys.expiresAt, before)))
      .orderBy(journeys.expiresAt)
      .limit(limit)
      .for("update", { skipLocked: true });
    const ids = due.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await tx.delete(journeyViews).where(inArray(journeyViews.journeyId, ids));
    const origin = sql`substring(${journeys.returnAddress}->>'redirectUri' from '(?i)^https?://[^/?#]+')`;
    await tx
      .update(journeys)
      .set({
        erasedAt: now,
        consent: null,
        sageAnswer: withoutWords(journeys.sageAnswer, "message"),
        returnAddress: sql`case when ${journeys.returnAddress} is null then null
          else jsonb_build_object('redirectUri', coalesce(${origin}, ''), 'state', '') end`,
      })
      .where(inArray(journeys.id, ids));
    const hasWords = sql`${events.detail} #>> '{sageAnswer,message}' is not null`;
    await tx
      .update(events)
      .set({ detail: withoutWords(events.detail, "sageAnswer,message") })
      .where(and(inArray(events.journeyId, ids), hasWords));
    return ids.length;
  });
