import { eq } from "drizzle-orm";
import { STUCK_REASONS, type StuckReason, whyStuck } from "../../feed/stuck.ts";
import { feeds, sageReach, statements } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { mayBeStuck } from "../store/feed-predicates.ts";
import { statementReason } from "./reasons.ts";

/** The columns that decide whether a statement is stuck, of itself, its feed and its region. */
export const stuckFacts = {
  createdAt: statements.createdAt,
  postedAt: statements.postedAt,
  finishedAt: statements.finishedAt,
  reason: statements.reason,
  refusal: statements.refusal,
  attempts: statements.attempts,
  uncertain: statements.uncertain,
  reauthorisation: feeds.reauthorisation,
  reauthorisationAt: feeds.reauthorisationAt,
  awaySince: sageReach.awaySince,
  backAt: sageReach.backAt,
};

/** How many statements do not come to their end by themselves, and why. */
export async function countStuck(db: Db, now: Date): Promise<Record<StuckReason, number>> {
  const rows = await db
    .select(stuckFacts)
    .from(statements)
    .leftJoin(feeds, eq(feeds.sourceAccountId, statements.sourceAccountId))
    .leftJoin(sageReach, eq(sageReach.region, statements.region))
    .where(mayBeStuck(now));
  const whys = rows.map((row) => whyStuck({ ...row, reason: statementReason(row) }, now));
  const counted = STUCK_REASONS.map((reason) => [reason, whys.filter((why) => why === reason).length]);
  return Object.fromEntries(counted) as Record<StuckReason, number>;
}
