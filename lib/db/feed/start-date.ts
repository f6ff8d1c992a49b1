import { and, asc, eq, gt, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { startRemarks } from "../../feed/judge-push.ts";
import { OWN_WORDS } from "../../feed/own-words.ts";
import type { Db } from "../database.ts";
import { bankLines, pushOperations } from "../schema.ts";
import { complete, type FeedNeeds, isWaiting } from "./line-up.ts";

type Feed = { sourceAccountId: string };

/** Ends pushes that are from before the account’s new start date, all of them, and remarks upon those that are in part. */
export async function startFrom(tx: Db, needs: FeedNeeds, feed: Feed, through: number, from: Date) {
  const { sourceAccountId } = feed;
  const waiting = and(eq(bankLines.sourceAccountId, sourceAccountId), gt(bankLines.seq, through));
  const [first] = await tx
    .select({ at: bankLines.at })
    .from(bankLines)
    .where(waiting)
    .orderBy(asc(bankLines.seq))
    .limit(1);
  // Lines are in the order of their dates.
  if (!first || first.at >= from) return;
  const unwanted = tx
    .select({ seq: bankLines.seq })
    .from(bankLines)
    .where(and(waiting, lt(bankLines.at, from)));
  const ends = and(
    eq(pushOperations.sourceAccountId, sourceAccountId),
    isWaiting,
    inArray(pushOperations.lastLine, unwanted),
  );
  await remarkUnwanted(tx, feed, through, from);
  await endUnwanted(tx, needs, ends);
}

/** Ends pushes that Sage does not want. Their lines stay: connected anew once more, from an earlier date, the account gets them. */
export const endUnwanted = (tx: Db, needs: FeedNeeds, which: SQL | undefined) =>
  complete(tx, needs, which, { status: "Failed", errorMessage: OWN_WORDS.notWanted });

/** A push of which a part alone is unwanted is not told as all in Sage, without a word. */
async function remarkUnwanted(tx: Db, { sourceAccountId }: Feed, through: number, from: Date) {
  const isEarly = sql`${bankLines.seq} > ${through} and ${bankLines.at} < ${from.toISOString()}::timestamptz`;
  const hasEarly = sql`exists (select 1 from ${bankLines} where ${bankLines.pushId} = ${pushOperations.id} and ${isEarly})`;
  const repeatsEarly = sql<boolean>`exists (select 1 from jsonb_array_elements_text(${pushOperations.shared}) as one
    join ${bankLines} on ${bankLines.seq} = one::bigint where ${isEarly})`;
  const goesOn = sql`not exists (select 1 from ${bankLines} where ${bankLines.seq} = ${pushOperations.lastLine} and ${isEarly})`;
  const its = and(eq(pushOperations.sourceAccountId, sourceAccountId), isWaiting, goesOn);
  const { id, lines, warnings } = pushOperations;
  const pushes = await tx
    .select({ id, lines, warnings, repeatsEarly })
    .from(pushOperations)
    .where(and(its, or(hasEarly, repeatsEarly)));
  for (const push of pushes) {
    const ofPush = eq(bankLines.pushId, push.id);
    const own = await tx.select({ at: bankLines.at }).from(bankLines).where(ofPush).orderBy(asc(bankLines.seq));
    const dates = own.map(({ at }) => at);
    const more = startRemarks(push, dates, push.repeatsEarly, from);
    const remarked = { warnings: [...push.warnings, ...more] };
    if (more.length > 0) await tx.update(pushOperations).set(remarked).where(eq(pushOperations.id, push.id));
  }
}
