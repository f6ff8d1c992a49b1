import { and, count, desc, eq, gte, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { CalendarDay } from "../../calendar-day.ts";
import { type Cursor, type FeedPlace, NEWEST, type ShownFeed } from "../../console/ports.ts";
import { REPEAT } from "../../feed/remark.ts";
import { bankLines, feeds, pushOperations, sageReach, sourceAccounts, statements } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isLeftOutNow } from "../store/feed-predicates.ts";
import { pushReason, statementReason } from "./reasons.ts";
import { stuckFacts } from "./stuck-statements.ts";

/** A connection's bank transactions as the console shows them. */
export async function feedOf(db: Db, connectionId: string, since: CalendarDay, after: FeedPlace): Promise<ShownFeed> {
  const its = eq(sourceAccounts.connectionId, connectionId);
  const day = sql<CalendarDay>`to_char(${bankLines.day} at time zone 'UTC', 'YYYY-MM-DD')`;
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
        reason: pushOperations.reason,
        errorMessage: pushOperations.errorMessage,
        errors: pushOperations.errors,
        repeats: sql<number>`(select count(*)::int from jsonb_array_elements(${pushOperations.warnings}) as warning
          where warning ->> 'validatorName' = ${REPEAT})`,
        held: sql<number>`(select count(*)::int from ${bankLines} where ${itsLines})`,
        beforeStart: sql<number>`(select count(*)::int from ${bankLines}
          where ${itsLines} and ${isLeftOutNow})`,
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
        ...stuckFacts,
        sageStatementId: statements.sageStatementId,
        sageAnswer: statements.sageAnswer,
      })
      .from(statements)
      .innerJoin(sourceAccounts, eq(sourceAccounts.id, statements.sourceAccountId))
      .leftJoin(feeds, eq(feeds.sourceAccountId, statements.sourceAccountId))
      .leftJoin(sageReach, eq(sageReach.region, statements.region))
      .where(and(its, beyond(after.statements, statements.createdAt, statements.id)))
      .orderBy(desc(statements.createdAt), desc(statements.id))
      .limit(NEWEST + 1),
    db
      .select({
        sourceAccountId: bankLines.sourceAccountId,
        day: day.as("day"),
        lines: count(),
        balance: sql<string>`(array_agg(${bankLines.balance}
          order by (${bankLines.reckonedFrom} is null) desc, ${bankLines.seq} desc))[1]::text`,
      })
      .from(bankLines)
      .innerJoin(sourceAccounts, eq(sourceAccounts.id, bankLines.sourceAccountId))
      .where(and(its, gte(bankLines.day, since)))
      .groupBy(bankLines.sourceAccountId, sql`2`)
      .orderBy(sql`2`),
  ]);
  const shown = {
    pushes: pushes.slice(0, NEWEST).map(({ errorMessage, ...row }) => ({
      ...row,
      reason: pushReason({ reason: row.reason, errorMessage }),
    })),
    statements: posted.slice(0, NEWEST).map(({ refusal, ...row }) => {
      const reason = statementReason({ reason: row.reason, refusal });
      // The release before this one ends statements and leaves the answer to them.
      const isDelivered = row.finishedAt !== null && reason === null;
      return { ...row, reason, sageAnswer: isDelivered ? null : row.sageAnswer };
    }),
  };
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
