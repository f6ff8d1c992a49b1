import { desc, eq, max } from "drizzle-orm";
import type { Feed } from "../../feed/feed-life.ts";
import { type Closing, decimalOf } from "../../feed/statement.ts";
import { bankLines, statements } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isLeftBehind, mayHaveTaken, wasTaken } from "../store/feed-predicates.ts";
import { isInStatement } from "./lines.ts";

/**
 * The statement that Sage refused when it might have had the lines, which now go one push at a time. Null when there is
 * none.
 */
export async function mayBeThere(
  tx: Db,
  { sourceAccountId, singlyThrough, sentTo }: Feed,
  range: { firstLine: number; lastLine: number },
) {
  if (range.firstLine > singlyThrough || sentTo === null) return null;
  const doubted = mayHaveTaken(sourceAccountId, sentTo, range);
  const [one] = await tx
    .select({ isRestored: statements.isRestored })
    .from(statements)
    .where(doubted)
    .orderBy(desc(statements.isRestored))
    .limit(1);
  return one ?? null;
}

/** The statement in flight when another account seemed to follow. The account that the feed returns to may have it. */
export async function leftBehind(tx: Db, sourceAccountId: string, sageBankAccountId: string) {
  const [left] = await tx
    .select()
    .from(statements)
    .where(isLeftBehind(sourceAccountId, sageBankAccountId))
    .orderBy(desc(statements.createdAt))
    .limit(1);
  if (!left) return null;
  // If it was given up since, there is nothing left to ask about.
  return (await tx.$count(bankLines, isInStatement(left))) === left.lines ? left : null;
}

/** How far an account of Sage's has come: one that we return to has what it took before. */
export async function cursorOf(tx: Db, sourceAccountId: string, sageBankAccountId: string) {
  const taken = wasTaken(sourceAccountId, sageBankAccountId);
  const [done] = await tx
    .select({ line: max(statements.lastLine) })
    .from(statements)
    .where(taken);
  return Number(done?.line ?? 0);
}

/** The account after the last statement that Sage's account took. */
export async function closingBefore(tx: Db, sourceAccountId: string, sageBankAccountId: string) {
  const taken = wasTaken(sourceAccountId, sageBankAccountId);
  const [last] = await tx.select().from(statements).where(taken).orderBy(desc(statements.createdAt)).limit(1);
  if (!last) return null;
  const closing = closingOf(last);
  if (closing) return closing;
  // Before that was written down the last line was of the newest day.
  const [line] = await tx.select().from(bankLines).where(eq(bankLines.seq, last.lastLine));
  return line ? { day: line.day, balance: decimalOf(line.balance) } : null;
}

/** The account after a statement; null in a statement of an early release, which did not write it down. */
export const closingOf = ({
  closingDay,
  closingBalance,
}: Pick<typeof statements.$inferSelect, "closingDay" | "closingBalance">): Closing | null =>
  closingDay && closingBalance !== null ? { day: closingDay, balance: decimalOf(closingBalance) } : null;
