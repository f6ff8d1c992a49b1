import { and, asc, eq, sql } from "drizzle-orm";
import { isLinked } from "../../connection/connection.ts";
import { isElsewhere } from "../../feed/fed-account.ts";
import type { Content, Feed, InFlight } from "../../feed/feed-life.ts";
import { bankLines, banks, connections, pushOperations, sageAccounts, sourceAccounts, statements } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { cameToSage, isUnderway, isWaiting } from "../store/feed-predicates.ts";
import { cursorOf, leftBehind } from "./earlier-statements.ts";
import { isInStatement } from "./lines.ts";
import { lockFeed } from "./locks.ts";
import { statementReason } from "./reasons.ts";

export type HeldRow = typeof statements.$inferSelect;

/**
 * A feed that is held until the transaction ends, and rows that its rules do not need. Null when its account is gone.
 */
export type LoadedFeed = { feed: Feed; institutionId: string; held: HeldRow | null; left: HeldRow | null };

/**
 * Loads a feed and holds it: pushes to the account and its other steps wait. With `isLooked` the load waits for a
 * current change of the account and reads its result. The job of that change may be the one that looks.
 */
export async function loadFeed(tx: Db, sourceAccountId: string, isLooked = false): Promise<LoadedFeed | null> {
  const row = await lockFeed(tx, sourceAccountId);
  if (!row) return null;
  const own = eq(sourceAccounts.id, sourceAccountId);
  if (isLooked) await tx.select({ id: sourceAccounts.id }).from(sourceAccounts).where(own).for("share");
  const [found] = await tx
    .select({ account: sourceAccounts, connection: connections.status, region: banks.region })
    .from(sourceAccounts)
    .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
    .leftJoin(banks, eq(banks.id, sourceAccounts.sageBankId))
    .where(own);
  if (!found) return null;
  const { account } = found;
  const sageAccount = and(
    eq(sageAccounts.connectionId, account.connectionId),
    eq(sageAccounts.sageBankAccountId, statements.sageBankAccountId),
  );
  const [held] = await tx
    .select({ statement: statements, endedAt: sageAccounts.endedAt })
    .from(statements)
    .leftJoin(sageAccounts, sageAccount)
    .where(and(eq(statements.sourceAccountId, sourceAccountId), isUnderway));
  const to = account.sageBankAccountId;
  const returningTo = isLooked && isElsewhere(row, to) ? to : null;
  const left = returningTo ? await leftBehind(tx, sourceAccountId, returningTo) : null;
  const through = returningTo ? await cursorOf(tx, sourceAccountId, returningTo) : 0;
  const { runner: _runner, runnerUntil: _until, weededAt: _weeded, ...state } = row;
  const feed: Feed = {
    ...state,
    account: {
      status: account.status,
      isLinked: isLinked(found.connection),
      sageBankAccountId: to,
      bankId: account.sageBankId,
      region: found.region,
      startDate: account.feedStartDate,
    },
    held: held ? inFlight(held.statement, held.endedAt !== null) : null,
    returning: returningTo ? { through, left: left && inFlight(left, false) } : null,
  };
  return { feed, institutionId: account.institutionId, held: held?.statement ?? null, left };
}

const inFlight = (row: HeldRow, isAccountEndedInSage: boolean): InFlight => ({
  id: row.id,
  kind: row.kind,
  sageBankAccountId: row.sageBankAccountId,
  firstLine: row.firstLine,
  lastLine: row.lastLine,
  lines: row.lines,
  sageStatementId: row.sageStatementId,
  postedAt: row.postedAt,
  attempts: row.attempts,
  isOutcomeUnknown: row.uncertain,
  isRestored: row.isRestored,
  refusals: row.refusals,
  reason: statementReason(row),
  sageAnswer: row.sageAnswer,
  isAccountEndedInSage,
});

/** A statement's content, for an answer that may end it. `named` are places among its lines, in the order of their days. */
export async function contentOf(tx: Db, held: HeldRow, named: readonly number[]): Promise<Content> {
  const rows = await tx
    .select({ day: bankLines.day })
    .from(bankLines)
    .where(isInStatement(held))
    .orderBy(asc(bankLines.seq));
  const byDay = rows.map((_, index) => index).sort((a, b) => compareDays(rows[a]?.day, rows[b]?.day) || a - b);
  const isNamed = new Set(named.map((place) => byDay[place]));
  return { pushes: await pushesIn(tx, held), isNamed: rows.map((_, index) => isNamed.has(index)) };
}

const compareDays = (a = "", b = "") => (a < b ? -1 : a > b ? 1 : 0);

/** The pushes whose lines are in a statement. */
const pushesIn = (tx: Db, held: HeldRow) =>
  tx
    .selectDistinct({
      id: pushOperations.id,
      status: pushOperations.status,
      isCompleted: sql<boolean>`not ${isWaiting}`,
      cameToSage: cameToSage(held.sourceAccountId),
    })
    .from(bankLines)
    .innerJoin(pushOperations, eq(pushOperations.id, bankLines.pushId))
    .where(isInStatement(held));
