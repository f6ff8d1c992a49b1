import { and, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Reason } from "../../feed/reason.ts";
import { bankLines, pushOperations } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isWaiting } from "../store/predicates.ts";
import type { FeedTells } from "./parts.ts";
import { ofPush } from "./reasons.ts";

export const EVENTS = {
  Success: "bankTransactions.write.successful",
  Failed: "bankTransactions.write.unsuccessful",
} as const;

/** More pushes than one statement ends: it holds a thousand lines. */
const MOST_AT_ONCE = 1_000;

/** Calls pushes that have run out of their time `TimedOut`, and tells their institution: the label alone, their lines go on. */
export async function timeOut(tx: Db, { clock, tell }: FeedTells, limit: number, which?: SQL) {
  // Whom somebody else is about to label or end is theirs: two who wait for each other's would wait for ever.
  const late = await tx
    .select({ id: pushOperations.id })
    .from(pushOperations)
    .where(and(eq(pushOperations.status, "Pending"), lte(pushOperations.timesOutAt, clock()), which))
    .limit(limit)
    .for("update", { skipLocked: true });
  if (late.length === 0) return 0;
  const ids = late.map(({ id }) => id);
  const timedOut = await tx
    .update(pushOperations)
    .set({ status: "TimedOut" })
    .where(inArray(pushOperations.id, ids))
    .returning({ id: pushOperations.id, institutionId: pushOperations.institutionId });
  for (const { id, institutionId } of timedOut) await tell(tx, institutionId, EVENTS.Failed, { pushId: id });
  return timedOut.length;
}

/** Ends pushes and tells their institution. A push that is called `TimedOut` stays so when it is in Sage after all; one that has failed has failed. */
export async function complete(
  tx: Db,
  needs: FeedTells,
  which: SQL | undefined,
  end: { status: "Success"; reason: null } | { status: "Failed"; reason: Reason },
) {
  const { clock, tell, onDelivered } = needs;
  if (end.status === "Success") await timeOut(tx, needs, MOST_AT_ONCE, which);
  const done = await tx
    .update(pushOperations)
    .set({
      ...ofPush(end.reason),
      completedAt: clock(),
      status:
        end.status === "Failed"
          ? end.status
          : sql`case when ${pushOperations.status} = 'TimedOut' then 'TimedOut' else ${end.status} end`,
    })
    .where(and(isWaiting, which))
    .returning({
      id: pushOperations.id,
      institutionId: pushOperations.institutionId,
      status: pushOperations.status,
      requestedAt: pushOperations.requestedAt,
    });
  for (const { id, institutionId, status, requestedAt } of done) {
    if (status !== "TimedOut") await tell(tx, institutionId, EVENTS[end.status], { pushId: id });
    if (end.status === "Success") onDelivered?.((clock().getTime() - requestedAt.getTime()) / 1000);
  }
  return done.map(({ id }) => id);
}

/** Ends pushes that have failed; their lines are free to be pushed anew. */
export async function fail(tx: Db, needs: FeedTells, which: SQL | undefined, reason: Reason) {
  const failed = await complete(tx, needs, which, { status: "Failed", reason });
  for (let from = 0; from < failed.length; from += MOST_AT_ONCE)
    await tx.delete(bankLines).where(inArray(bankLines.pushId, failed.slice(from, from + MOST_AT_ONCE)));
}
