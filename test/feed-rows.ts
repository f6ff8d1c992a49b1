import { randomUUID } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { expect } from "vitest";
import { ofStatement, statementReason } from "../lib/db/feed/reasons.ts";
import { bankLines, feeds, pushOperations, statements } from "../lib/db/schema.ts";
import type { Database } from "../lib/db/store/database.ts";
import { PUSH_STATUSES } from "../lib/feed/push-status.ts";
import { because, saidBySage } from "../lib/feed/reason.ts";
import { theDay } from "./days.ts";
import { dice } from "./dice.ts";
import { anInstitution } from "./institutions.ts";
import { needsOver, type TestNeeds } from "./needs.ts";

export const DAYS = ["2026-01-04", "2026-01-05", "2026-01-06"].map(theDay);
export const SAGE_ACCOUNTS = [randomUUID(), randomUUID()];
/** As a release before this one wrote it. */
const EARLIER = { reason: null, refusal: "the account was connected anew" };

/**
 * Random rows of feeds around a moment, the same in every run. Each account begins with a store that has no other feed.
 */
export function feedRows(database: () => Database, now: Date) {
  const roll = dice(20_261_201);
  const around = (...seconds: number[]) => new Date(now.getTime() + one(seconds) * 1000);
  const one = <T>(of: readonly T[]) => of[roll(of.length)] as T;
  const some = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));

  async function anAccount() {
    const needs = needsOver(database());
    const { institutionId, companyId, connectionId, accounts } = await anInstitution(needs);
    const sourceAccountId = accounts[0]?.id ?? "";
    await needs.db.delete(statements);
    await needs.db.delete(pushOperations);
    await needs.db.delete(feeds);
    await needs.db.insert(feeds).values({ sourceAccountId });
    return { needs, institutionId, companyId, connectionId, sourceAccountId };
  }
  type Account = Awaited<ReturnType<typeof anAccount>>;

  const aPush = ({ needs: _, ...home }: Account) => ({
    ...{ ...home, id: randomUUID() as string, requestedAt: now, lines: 1 },
    status: one(PUSH_STATUSES),
    completedAt: one([null, around(-3)]),
    timesOutAt: one([null, around(-1, 0, 1)]),
    shared: [] as number[],
    lastLine: null as number | null,
    warnings: one([[], [{ itemId: "", message: "", validatorName: one(["start", "repeat"]) }]]),
  });
  const aLine = ({ sourceAccountId }: Account, pushId: string) => ({
    ...{ sourceAccountId, pushId, id: randomUUID() as string, day: one(DAYS), description: "" },
    ...{ amount: "1", balance: "1", type: "Credit" as const },
  });
  const aStatement = ({ sourceAccountId, institutionId }: Account, lastSeq: number) => {
    const [a, b] = [1 + roll(lastSeq), 1 + roll(lastSeq)];
    return {
      ...{ id: randomUUID() as string, sourceAccountId, institutionId, bankId: randomUUID() as string },
      ...{ region: "eu" as const, sageBankAccountId: one(SAGE_ACCOUNTS), lines: 1 },
      kind: one(["lines", "lines", "reauthorise"] as const),
      firstLine: Math.min(a, b),
      lastLine: Math.max(a, b),
      wantedFrom: one([null, ...DAYS]),
      createdAt: around(-400, -301, -300, -299, 0),
      finishedAt: around(-200, -1, 0, 1) as Date | null,
      uncertain: one([true, false]),
      sageStatementId: one([null, "in-sage"]),
      ...one([ofStatement(null), ofStatement(because("reconnected")), ofStatement(saidBySage("no")), EARLIER]),
    };
  };
  const pastOf = (row: ReturnType<typeof aStatement>) => ({
    ...row,
    isOutcomeUnknown: row.uncertain,
    reason: statementReason(row),
  });

  /** Pushes with lines, some of which they repeat of each other; the lines with their places. */
  async function pushesWithLines(account: Account, count: number) {
    const pushes = some(count, () => aPush(account));
    await account.needs.db.insert(pushOperations).values(pushes);
    const made = pushes.flatMap(({ id }) => some(roll(4), () => aLine(account, id)));
    const lines = await account.needs.db.insert(bankLines).values(made).returning();
    const [{ seq: first } = { seq: 0 }] = lines;
    for (const push of pushes) {
      push.shared = some(roll(3), () => one(lines).seq);
      push.lastLine = one([null, one(lines).seq]);
      const { shared, lastLine } = push;
      await account.needs.db.update(pushOperations).set({ shared, lastLine }).where(eq(pushOperations.id, push.id));
    }
    return { pushes, lines, first, last: first + lines.length - 1 };
  }

  /** The ids of some rows that a condition finds. */
  /** The rows that a condition finds: the same in each time zone that a server may have. */
  async function found(needs: TestNeeds, table: typeof pushOperations | typeof statements, which: SQL | undefined) {
    const [here = new Set<string>(), ...elsewhere] = await needs.db.transaction(async (tx) => {
      const sets: Set<string>[] = [];
      for (const zone of ["UTC", "America/Los_Angeles", "Asia/Tokyo"]) {
        await tx.execute(sql`select set_config('timezone', ${zone}, true)`);
        const rows = await tx.select({ id: table.id }).from(table).where(which);
        sets.push(new Set(rows.map(({ id }) => id)));
      }
      return sets;
    });
    for (const there of elsewhere) expect(there).toEqual(here);
    return here;
  }
  return { roll, around, one, some, anAccount, aPush, aStatement, pastOf, pushesWithLines, found };
}
