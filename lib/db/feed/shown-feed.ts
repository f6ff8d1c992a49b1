import { and, count, desc, eq, gte, sql } from "drizzle-orm";
import type { ShownFeed } from "../../console/ports.ts";
import type { Db } from "../database.ts";
import { bankLines, pushOperations, sourceAccounts, statements } from "../schema.ts";

/** As many of each as a person looks through. */
const NEWEST = 20;

/** A connection's bank transactions as the console shows them. */
export async function feedOf(db: Db, connectionId: string, since: Date): Promise<ShownFeed> {
  const its = eq(sourceAccounts.connectionId, connectionId);
  const day = sql<string>`to_char(${bankLines.at} at time zone 'UTC', 'YYYY-MM-DD')`;
  const [pushes, posted, days] = await Promise.all([
    db
      .select({
        id: pushOperations.id,
        accountName: sourceAccounts.name,
        status: pushOperations.status,
        lines: pushOperations.lines,
        requestedAt: pushOperations.requestedAt,
        completedAt: pushOperations.completedAt,
        errorMessage: pushOperations.errorMessage,
        errors: pushOperations.errors,
      })
      .from(pushOperations)
      .innerJoin(sourceAccounts, eq(sourceAccounts.id, pushOperations.sourceAccountId))
      .where(its)
      .orderBy(desc(pushOperations.requestedAt), desc(pushOperations.id))
      .limit(NEWEST),
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
      .where(its)
      .orderBy(desc(statements.createdAt), desc(statements.id))
      .limit(NEWEST),
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
  return { pushes, statements: posted, days };
}
