import { and, count, desc, eq, gte, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Cursor, type FeedPlace, NEWEST, type ShownFeed } from "../../console/ports.ts";
import type { Db } from "../database.ts";
import { bankLines, pushOperations, sourceAccounts, statements } from "../schema.ts";

/** A connection's bank transactions as the console shows them. */
export async function feedOf(db: Db, connectionId: string, since: Date, after: FeedPlace): Promise<ShownFeed> {
  const its = eq(sourceAccounts.connectionId, connectionId);
  const day = sql<string>`to_char(${bankLines.at} at time zone 'UTC', 'YYYY-MM-DD')`;
  const itsLines = eq(bankLines.pushId, pushOperations.id);
  const [pushes, posted, days] = await Promise.all([
    db
      .select({
        id: pushOperations.id,
        sourceAccountId: pushOperations.sourceAccountId,
        accountName: sourceAccounts.name,
        status: pushOperations.status,
        lines: pushOperations.lines,
        requestedAt: pushOperations.requestedAt,
        completedAt: pushOperations.completedAt,
        errorMessage: pushOperations.errorMessage,
        errors: pushOperations.errors,
        repeats: sql<number>`(select count(*)::int from jsonb_array_elements(${pushOperations.warnings}) as warning
          where warning ->> 'validatorName' = 'repeat')`,
        held: sql<number>`(select count(*)::int from ${bankLines} where ${itsLines})`,
        beforeStart: sql<number>`(select count(*)::int from ${bankLines}
          where ${itsLines} and ${bankLines.at} < ${sourceAccounts.feedStartDate})`,
      })
      .from(pushOperations)
      .innerJoin(sourceAccounts, eq(sourceAccounts.id, pushOperations.sourceAccountId))
      .where(and(its, beyond(after.pushes, pushOperations.requestedAt, pushOperations.id)))
      .orderBy(desc(pushOperations.requestedAt), desc(pushOperations.id))
      .limit(NEWEST + 1),
    db
      .select({
        id: statements.id,
        accountName: sourceAccounts.name,
        kind: statements.kind,
        lines: statements.lines,
        createdAt: statements.createdAt,
        postedAt: statements.postedAt,
        finishedAt: statements.finishedAt,
        attempts: statements.attempts,
        refusal: statements.refusal,
        sageStatementId: statements.sageStatementId,
      })
      .from(statements)
      .innerJoin(sourceAccounts, eq(sourceAccounts.id, statements.sourceAccountId))
      .where(and(its, beyond(after.statements, statements.createdAt, statements.id)))
      .orderBy(desc(statements.createdAt), desc(statements.id))
      .limit(NEWEST + 1),
    db
      .select({
        sourceAccountId: bankLines.sourceAccountId,
        day: day.as("day"),
        lines: count(),
        balance: sql<string>`(array_agg(${bankLines.balance} order by ${bankLines.seq} desc))[1]::text`,
      })
      .from(bankLines)
      .innerJoin(sourceAccounts, eq(sourceAccounts.id, bankLines.sourceAccountId))
      .where(and(its, gte(bankLines.at, since)))
      .groupBy(bankLines.sourceAccountId, sql`2`)
      .orderBy(sql`2`),
  ]);
  const shown = { pushes: pushes.slice(0, NEWEST), statements: posted.slice(0, NEWEST) };
  const [lastPush, lastStatement] = [shown.pushes.at(-1), shown.statements.at(-1)];
  return {
    ...shown,
    days,
    older: {
      pushes: lastPush && pushes.length > NEWEST ? { at: lastPush.requestedAt, id: lastPush.id } : null,
      statements:
        lastStatement && posted.length > NEWEST ? { at: lastStatement.createdAt, id: lastStatement.id } : null,
    },
  };
}

const beyond = (after: Cursor | null, at: AnyPgColumn, id: AnyPgColumn) =>
  after ? sql`(${at}, ${id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)` : undefined;
