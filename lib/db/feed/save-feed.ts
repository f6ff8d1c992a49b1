import { randomUUID } from "node:crypto";
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { CalendarDay } from "../../calendar-day.ts";
import type { Feed, FeedEffect, FeedStepped, InFlight } from "../../feed/feed-life.ts";
import { DELIVERED, type Repeating, UNWANTED, withSharers } from "../../feed/push-ends.ts";
import { balanceAfter, closingAfter } from "../../feed/statement.ts";
import { bankLines, feeds, pushOperations, sourceAccounts, statements } from "../schema.ts";
import { type Db, rowsOf } from "../store/database.ts";
import { isBehind, isWaiting } from "../store/feed-predicates.ts";
import { closingBefore } from "./earlier-statements.ts";
import type { LineRow } from "./lines.ts";
import type { HeldRow } from "./load-feed.ts";
import type { FeedTells } from "./parts.ts";
import { complete, fail } from "./push-ends.ts";
import { ofStatement } from "./reasons.ts";
import { balanceOf } from "./standing.ts";
import { startFrom } from "./start-date.ts";

const COLUMNS = [
  ...["sentTo", "sentThrough", "singlyThrough", "mostLines", "lookedAt"],
  ...["awaitsSage", "resumeAt", "reauthorisation", "reauthorisationAt", "askedInVain"],
] as (keyof Feed)[];

/** Stores what has changed of a feed and of its statement in flight. */
export async function saveFeed(tx: Db, before: Feed, after: Feed) {
  const changed = COLUMNS.filter((name) => before[name] !== after[name]);
  if (changed.length > 0)
    await tx
      .update(feeds)
      .set(Object.fromEntries(changed.map((name) => [name, after[name]])))
      .where(eq(feeds.sourceAccountId, before.sourceAccountId));
  if (before.held && after.held?.id === before.held.id) await saveHeld(tx, before.held, after.held);
}

/** Writes changed columns alone. So an unknown outcome stays that another transaction has recorded since the load. */
async function saveHeld(tx: Db, before: InFlight, after: InFlight) {
  const known = new Map(Object.entries(rowOf(before)));
  const changed = Object.entries(rowOf(after)).filter(([name, value]) => known.get(name) !== value);
  if (changed.length > 0)
    await tx.update(statements).set(Object.fromEntries(changed)).where(eq(statements.id, after.id));
}

const rowOf = (held: InFlight) => ({
  sageStatementId: held.sageStatementId,
  postedAt: held.postedAt,
  attempts: held.attempts,
  uncertain: held.isOutcomeUnknown,
  isRestored: held.isRestored,
  refusals: held.refusals,
  sageAnswer: held.sageAnswer,
  ...ofStatement(held.reason),
});

/** Rows beside the feed that its effects need. */
export type Beside = {
  institutionId: string;
  held: HeldRow | null;
  left: HeldRow | null;
  /** The lines of a statement that is opened, and the first day that Sage wants. */
  found?: { rows: readonly LineRow[]; from: CalendarDay };
};

/** Does what a step has decided, in its order; the statement that is in flight then. */
export async function carryOutFeed(
  tx: Db,
  needs: FeedTells,
  { after, effects }: Pick<FeedStepped, "after" | "effects">,
  beside: Beside,
): Promise<HeldRow | null> {
  let { held } = beside;
  for (const effect of effects) held = await carryOut(tx, needs, after, effect, { ...beside, held });
  return held;
}

async function carryOut(
  tx: Db,
  needs: FeedTells,
  feed: Feed,
  effect: FeedEffect,
  beside: Beside,
): Promise<HeldRow | null> {
  const { sourceAccountId } = feed;
  const ofAccount = eq(pushOperations.sourceAccountId, sourceAccountId);
  switch (effect.type) {
    case "end-statement": {
      const { reason, sageAnswer, isOutcomeUnknown: uncertain } = effect;
      const ended = { finishedAt: needs.clock(), ...ofStatement(reason), sageAnswer, uncertain };
      await tx.update(statements).set(ended).where(eq(statements.id, effect.id));
      return null;
    }
    case "resume-statement": {
      const resumed = { finishedAt: null, ...ofStatement(null), uncertain: true };
      await tx.update(statements).set(resumed).where(eq(statements.id, effect.id));
      return beside.left && { ...beside.left, ...resumed };
    }
    case "open-statement":
      return openStatement(tx, needs, feed, effect, beside);
    case "complete":
      await complete(tx, needs, and(ofAccount, lte(pushOperations.lastLine, effect.through)), DELIVERED);
      break;
    case "note-balance":
      await noteBalance(tx, needs, effect.statementId);
      break;
    case "fail": {
      const { which } = effect;
      const failing =
        which === "all"
          ? ofAccount
          : "after" in which
            ? and(ofAccount, isBehind(which.after))
            : inArray(pushOperations.id, withSharers(which.push, await repeatingIn(tx, sourceAccountId)));
      await fail(tx, needs, failing, effect.reason);
      break;
    }
    case "free-lines":
      await tx.delete(bankLines).where(eq(bankLines.pushId, effect.push));
      break;
    case "leave-out":
      await startFrom(tx, needs, feed, effect.through, effect.before);
      break;
    case "end-unwanted":
      await complete(tx, needs, ofAccount, UNWANTED);
      break;
    case "alert":
      needs.onStuck?.(sourceAccountId, ofStatement(effect.reason).refusal ?? "");
  }
  return beside.held;
}

async function openStatement(
  tx: Db,
  { clock }: FeedTells,
  { sourceAccountId, account }: Feed,
  { kind, isOutcomeUnknown, isRestored }: Extract<FeedEffect, { type: "open-statement" }>,
  { institutionId, found }: Beside,
): Promise<HeldRow | null> {
  const { sageBankAccountId, bankId, region } = account;
  if (sageBankAccountId === null || bankId === null || region === null) throw new Error("there is nowhere to post to");
  const rows = found?.rows ?? [];
  const closing = closingAfter(rows.map(balanceOf), await closingBefore(tx, sourceAccountId, sageBankAccountId));
  const [opened] = await tx
    .insert(statements)
    .values({
      id: randomUUID(),
      ...{ institutionId, sourceAccountId, sageBankAccountId, bankId, region, kind, isRestored },
      uncertain: isOutcomeUnknown,
      firstLine: rows[0]?.seq ?? 0,
      lastLine: rows.at(-1)?.seq ?? 0,
      lines: rows.length,
      wantedFrom: found?.from ?? null,
      closingDay: closing?.day ?? null,
      closingBalance: closing?.balance ?? null,
      createdAt: clock(),
    })
    .returning();
  return opened ?? null;
}

/** The account's balance is that after a statement, unless its institution has stated a newer one since. */
async function noteBalance(tx: Db, { clock }: FeedTells, statementId: string) {
  const [found] = await tx
    .select({
      sourceAccountId: statements.sourceAccountId,
      closing: statements.closingBalance,
      lineBalance: bankLines.balance,
      acceptedAt: pushOperations.requestedAt,
      toldAt: sourceAccounts.balanceToldAt,
    })
    .from(statements)
    .innerJoin(sourceAccounts, eq(sourceAccounts.id, statements.sourceAccountId))
    .leftJoin(bankLines, eq(bankLines.seq, statements.lastLine))
    .leftJoin(pushOperations, eq(pushOperations.id, bankLines.pushId))
    .where(eq(statements.id, statementId));
  if (!found) return;
  const balance = balanceAfter(found);
  await tx
    .update(sourceAccounts)
    .set({ ...(balance === null ? {} : { balance }), lastSyncAt: clock() })
    .where(eq(sourceAccounts.id, found.sourceAccountId));
}

/** The waiting pushes of an account that repeat lines of others, and whose. */
const repeatingIn = async (tx: Db, sourceAccountId: string): Promise<Repeating[]> =>
  rowsOf(
    tx,
    sql`select distinct ${pushOperations.id} as push, ${bankLines.pushId} as of
      from ${pushOperations} cross join lateral jsonb_array_elements_text(${pushOperations.shared}) as one
      join ${bankLines} on ${bankLines.seq} = one::bigint
      where ${and(eq(pushOperations.sourceAccountId, sourceAccountId), isWaiting)}`,
  );
