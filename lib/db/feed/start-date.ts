import { and, asc, eq, gt, inArray, type SQL } from "drizzle-orm";
import type { CalendarDay } from "../../calendar-day.ts";
import { mayBeEarly, startOver } from "../../feed/start-over.ts";
import { bankLines, pushOperations } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isEarlyInPart, isWaiting } from "../store/feed-predicates.ts";
import type { FeedTells } from "./parts.ts";
import { complete } from "./push-ends.ts";

type Feed = { sourceAccountId: string };

const waitingColumns = {
  id: pushOperations.id,
  lines: pushOperations.lines,
  warnings: pushOperations.warnings,
  shared: pushOperations.shared,
};

/** Ends pushes that are wholly from before the account's new start date. Adds remarks to those that are partly. */
export async function startFrom(tx: Db, needs: FeedTells, feed: Feed, through: number, from: CalendarDay) {
  const { sourceAccountId } = feed;
  const waiting = and(eq(bankLines.sourceAccountId, sourceAccountId), gt(bankLines.seq, through));
  const [first] = await tx
    .select({ day: bankLines.day })
    .from(bankLines)
    .where(waiting)
    .orderBy(asc(bankLines.seq))
    .limit(1);
  if (!first || !mayBeEarly(first, from)) return;
  const its = and(eq(pushOperations.sourceAccountId, sourceAccountId), isWaiting, isEarlyInPart(through, from));
  for (const { id, shared, ...push } of await tx.select(waitingColumns).from(pushOperations).where(its)) {
    const own = await linesOf(tx, eq(bankLines.pushId, id));
    const repeated = new Map((await linesOf(tx, inArray(bankLines.seq, [...shared]))).map((line) => [line.seq, line]));
    const placed = shared.flatMap((seq) => repeated.get(seq) ?? []);
    const { remarks, lastLine, end } = startOver({ ...push, own, shared: placed }, from);
    const one = eq(pushOperations.id, id);
    const change = { warnings: [...push.warnings, ...remarks], ...(lastLine === null ? {} : { lastLine }) };
    await tx.update(pushOperations).set(change).where(one);
    if (end) await complete(tx, needs, one, end);
  }
}

const linesOf = (tx: Db, which: SQL) =>
  tx.select({ seq: bankLines.seq, day: bankLines.day }).from(bankLines).where(which).orderBy(asc(bankLines.seq));
