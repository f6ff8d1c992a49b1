import { and, desc, eq, exists, gt, isNull, sql } from "drizzle-orm";
import type { Restored } from "../../console/restored.ts";
import type { StoredAudit } from "../console/audit-store.ts";
import {
  banks,
  connections,
  consoleSessions,
  journeys,
  linkApprovals,
  linkTokens,
  linkViews,
  passcodes,
  sourceAccounts,
} from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isNotConnected, isUnderwayJourney } from "../store/predicates.ts";
import { settleOrigin } from "../store/store-origin.ts";
import { markOutcomesUnknown } from "./mark-outcome-unknown.ts";

/** As many accounts as maintenance asks Sage about (`recoverLostAccounts`); one every half second leaves room for statements. */
const MOST_ASKED = 10_000;
const ASKED_EVERY = sql`interval '500 milliseconds'`;

/**
 * Records that the store came from a backup. Marks its feeds' outcomes as unknown, and ends secrets that may have been
 * used since.
 */
export async function restore(db: Db, at: Date, audit: Pick<StoredAudit, "addWithin">): Promise<Restored> {
  const restored = await db.transaction(async (tx) => {
    const doubted = await markOutcomesUnknown(tx, at, "operator");
    const ended = await endSecrets(tx, at);
    const asked = await askAboutAccounts(tx, at);
    const counts = { ...doubted, ...ended, ...asked };
    await audit.addWithin(tx, {
      action: "store-restored",
      actor: "operator",
      institutionId: null,
      subject: "store:all",
      detail: counts,
    });
    return counts;
  });
  await settleOrigin(db, at);
  return restored;
}

/**
 * Ends secrets that may have been used after the backup: in the backup they are unused. Maintenance ends the expired
 * journeys.
 */
async function endSecrets(tx: Db, at: Date) {
  const secrets = await tx
    .update(passcodes)
    .set({ revokedAt: at })
    .where(isNull(passcodes.revokedAt))
    .returning({ id: passcodes.id });
  const ended = await tx
    .update(journeys)
    .set({ expiresAt: at, version: sql`${journeys.version} + 1` })
    .where(and(isUnderwayJourney, gt(journeys.expiresAt, at)))
    .returning({ id: journeys.id });
  const tokens = await tx
    .update(linkTokens)
    .set({ expiresAt: at })
    .where(gt(linkTokens.expiresAt, at))
    .returning({ of: linkTokens.connectionId });
  const views = await tx
    .update(linkViews)
    .set({ expiresAt: at })
    .where(gt(linkViews.expiresAt, at))
    .returning({ id: linkViews.id });
  await tx.update(linkApprovals).set({ expiresAt: at }).where(gt(linkApprovals.expiresAt, at));
  const sessions = await tx
    .update(consoleSessions)
    .set({ endedAt: at })
    .where(isNull(consoleSessions.endedAt))
    .returning({ id: consoleSessions.id });
  return {
    passcodes: secrets.length,
    journeys: ended.length,
    linkPages: tokens.length + views.length,
    sessions: sessions.length,
  };
}

/** Accounts that Sage may have connected after the backup: maintenance asks about those that were offered lately. */
async function askAboutAccounts(tx: Db, at: Date) {
  const hasBank = exists(
    tx.select({ id: banks.id }).from(banks).where(eq(banks.institutionId, sourceAccounts.institutionId)),
  );
  const maybe = and(isNotConnected, hasBank);
  const all = await tx.$count(sourceAccounts, maybe);
  const newest = tx
    .select({
      id: sourceAccounts.id,
      place: sql<number>`row_number() over (order by ${connections.createdAt} desc, ${sourceAccounts.id})`.as("place"),
    })
    .from(sourceAccounts)
    .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
    .where(maybe)
    .orderBy(desc(connections.createdAt), sourceAccounts.id)
    .limit(MOST_ASKED)
    .as("newest");
  const offeredAt = sql`${at.toISOString()}::timestamptz + ${newest.place} * ${ASKED_EVERY}`;
  const asked = await tx
    .update(sourceAccounts)
    .set({ offeredAt })
    .from(newest)
    .where(eq(sourceAccounts.id, newest.id))
    .returning({ id: sourceAccounts.id });
  return { askedAbout: asked.length, notAskedAbout: all - asked.length };
}
