import { and, desc, eq, getTableColumns, gte, isNotNull } from "drizzle-orm";
import type { Standing } from "../../feed/balances.ts";
import { decimalOf } from "../../feed/statement.ts";
import { bankLines, pushOperations } from "../schema.ts";
import type { Db } from "../store/database.ts";
import type { LineRow } from "./lines.ts";

export const balanceOf = ({ day, balance, reckonedFrom }: LineRow) => ({
  day,
  balance: decimalOf(balance),
  reckonedFrom,
});

/**
 * The account after all accepted lines: the newest day's line, or the last one calculated since. The latter includes
 * the amounts of late lines. Null where no line was accepted.
 */
export async function standingOf(tx: Db, sourceAccountId: string): Promise<(Standing & { acceptedAt: Date }) | null> {
  const its = eq(bankLines.sourceAccountId, sourceAccountId);
  const lines = () =>
    tx
      .select({ ...getTableColumns(bankLines), acceptedAt: pushOperations.requestedAt })
      .from(bankLines)
      .innerJoin(pushOperations, eq(pushOperations.id, bankLines.pushId));
  const [newest] = await lines().where(its).orderBy(desc(bankLines.day), desc(bankLines.seq)).limit(1);
  if (!newest) return null;
  const since = and(its, gte(bankLines.seq, newest.seq), isNotNull(bankLines.reckonedFrom));
  const [reckoned] = await lines().where(since).orderBy(desc(bankLines.seq)).limit(1);
  const { balance, reckonedFrom, acceptedAt } = reckoned ?? newest;
  return { balance: decimalOf(balance), day: newest.day, from: reckonedFrom, acceptedAt };
}
