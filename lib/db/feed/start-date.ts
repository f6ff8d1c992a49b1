import { and, asc, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import { type CalendarDay, midnightOf, plusDays } from "../../calendar-day.ts";
import { because } from "../../feed/reason.ts";
import { startOver } from "../../feed/start-over.ts";
import { MOST_DAYS_LATE } from "../../feed/validate-day.ts";
import { bankLines, pushOperations } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isWaiting } from "../store/predicates.ts";
import type { FeedTells } from "./parts.ts";
import { complete } from "./push-ends.ts";

type Feed = { sourceAccountId: string };

/** Ends pushes that are from before the account’s new start date, all of them, and remarks upon those that are in part. */
export async function startFrom(tx: Db, needs: FeedTells, feed: Feed, through: number, from: CalendarDay) {
  const { sourceAccountId } = feed;
  const waiting = and(eq(bankLines.sourceAccountId, sourceAccountId), gt(bankLines.seq, through));
  const [first] = await tx
    .select({ day: bankLines.day })
    .from(bankLines)
    .where(waiting)
    .orderBy(asc(bankLines.seq))
    .limit(1);
  // No line is older than so many days beside one before it.
  if (!first || first.day >= plusDays(from, MOST_DAYS_LATE)) return;
  for (const { id, shared, ...push } of await pushesBefore(tx, feed, through, from)) {
    const own = await linesOf(tx, eq(bankLines.pushId, id));
    const repeated = new Map((await linesOf(tx, inArray(bankLines.seq, [...shared]))).map((line) => [line.seq, line]));
    const placed = shared.flatMap((seq) => repeated.get(seq) ?? []);
    const { remarks, lastLine } = startOver({ ...push, own, shared: placed }, from);
    const its = eq(pushOperations.id, id);
    const change = { warnings: [...push.warnings, ...remarks], ...(lastLine === null ? {} : { lastLine }) };
    await tx.update(pushOperations).set(change).where(its);
    if (lastLine === null) await endUnwanted(tx, needs, its);
  }
}

const linesOf = (tx: Db, which: SQL) =>
  tx.select({ seq: bankLines.seq, day: bankLines.day }).from(bankLines).where(which).orderBy(asc(bankLines.seq));

/** Ends pushes that Sage does not want. Their lines stay: connected anew once more, from an earlier date, the account gets them. */
export const endUnwanted = (tx: Db, needs: FeedTells, which: SQL | undefined) =>
  complete(tx, needs, which, { status: "Failed", reason: because("not-wanted") });

/** The pushes that wait and have, or repeat, a line from before a day. */
function pushesBefore(tx: Db, { sourceAccountId }: Feed, through: number, from: CalendarDay) {
  const isEarly = sql`${bankLines.seq} > ${through} and ${bankLines.day} < ${midnightOf(from).toISOString()}::timestamptz`;
  const hasEarly = sql`exists (select 1 from ${bankLines} where ${bankLines.pushId} = ${pushOperations.id} and ${isEarly})`;
  const repeatsEarly = sql`exists (select 1 from jsonb_array_elements_text(${pushOperations.shared}) as one
    join ${bankLines} on ${bankLines.seq} = one::bigint where ${isEarly})`;
  const { id, lines, warnings, shared } = pushOperations;
  return tx
    .select({ id, lines, warnings, shared })
    .from(pushOperations)
    .where(and(eq(pushOperations.sourceAccountId, sourceAccountId), isWaiting, or(hasEarly, repeatsEarly)));
}
