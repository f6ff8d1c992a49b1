import { and, inArray, type SQL } from "drizzle-orm";
import { failedFor, keepsLateName, LATE, newsOf, newsOfEnd, type PushEnd } from "../../feed/push-ends.ts";
import { isInSage } from "../../feed/push-outcome.ts";
import type { Reason } from "../../feed/reason.ts";
import { bankLines, pushOperations } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { hasRunOut, isWaiting, statusOnceEnded } from "../store/feed-predicates.ts";
import type { FeedTells } from "./parts.ts";
import { ofPush } from "./reasons.ts";

/** More pushes than one statement ends: it holds a thousand lines. */
const MOST_AT_ONCE = 1_000;

/** Calls pushes that have run out of their time so, and tells their institution. */
export async function timeOut(tx: Db, { clock, tell }: FeedTells, limit: number, which?: SQL) {
  // Skips pushes that another transaction is about to label or end. Two that wait for each other would deadlock.
  const late = await tx
    .select({ id: pushOperations.id })
    .from(pushOperations)
    .where(and(hasRunOut(clock()), which))
    .limit(limit)
    .for("update", { skipLocked: true });
  if (late.length === 0) return 0;
  const ids = late.map(({ id }) => id);
  const timedOut = await tx
    .update(pushOperations)
    .set({ status: LATE })
    .where(inArray(pushOperations.id, ids))
    .returning({ id: pushOperations.id, institutionId: pushOperations.institutionId });
  const news = newsOf(LATE);
  for (const { id, institutionId } of timedOut) if (news) await tell(tx, institutionId, news, { pushId: id });
  return timedOut.length;
}

/** Ends pushes that wait, and tells their institution. */
export async function complete(tx: Db, needs: FeedTells, which: SQL | undefined, end: PushEnd) {
  const { clock, tell, onDelivered } = needs;
  if (keepsLateName(end.status)) await timeOut(tx, needs, MOST_AT_ONCE, which);
  const done = await tx
    .update(pushOperations)
    .set({ ...ofPush(end.reason), completedAt: clock(), status: statusOnceEnded(end.status) })
    .where(and(isWaiting, which))
    .returning({
      id: pushOperations.id,
      institutionId: pushOperations.institutionId,
      status: pushOperations.status,
      requestedAt: pushOperations.requestedAt,
      completedAt: pushOperations.completedAt,
    });
  for (const { id, institutionId, status, requestedAt, completedAt } of done) {
    const news = newsOfEnd(status, end.status);
    if (news) await tell(tx, institutionId, news, { pushId: id });
    if (isInSage(status, completedAt)) onDelivered?.((clock().getTime() - requestedAt.getTime()) / 1000);
  }
  return done.map(({ id }) => id);
}

/** Ends failed pushes; their lines may be pushed again. */
export async function fail(tx: Db, needs: FeedTells, which: SQL | undefined, reason: Reason) {
  const failed = await complete(tx, needs, which, failedFor(reason));
  for (let from = 0; from < failed.length; from += MOST_AT_ONCE)
    await tx.delete(bankLines).where(inArray(bankLines.pushId, failed.slice(from, from + MOST_AT_ONCE)));
}
