import { and, asc, eq, gt, gte } from "drizzle-orm";
import type { CalendarDay } from "../../calendar-day.ts";
import { linesToTake } from "../../feed/restored.ts";
import { MOST_LINES } from "../../feed/statement.ts";
import { bankLines, type feeds } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isInStatement } from "./lines.ts";
import type { HeldRow } from "./load-feed.ts";

type Feed = Pick<typeof feeds.$inferSelect, "sourceAccountId" | "singlyThrough" | "mostLines">;

/** The lines after a place that one statement takes, in their order. */
export async function linesAfter(tx: Db, { sourceAccountId, ...limits }: Feed, through: number, from: CalendarDay) {
  const rows = await tx
    .select()
    .from(bankLines)
    .where(and(eq(bankLines.sourceAccountId, sourceAccountId), gt(bankLines.seq, through), gte(bankLines.day, from)))
    .orderBy(asc(bankLines.seq))
    .limit(MOST_LINES + 1);
  return linesToTake(rows, limits);
}

/**
 * A statement's lines as at its opening, whatever the account's start date is now. Null where this release does not
 * find them all, as in a statement of a newer one. A repeat must not have other content under the same name.
 */
export async function rowsOf(tx: Db, statement: HeldRow) {
  const rows = await tx.select().from(bankLines).where(isInStatement(statement)).orderBy(asc(bankLines.seq));
  return rows.length === statement.lines ? rows : null;
}
