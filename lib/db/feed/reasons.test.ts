import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution } from "../../../test/institutions.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { because, type Reason, saidBySage } from "../../feed/reason.ts";
import { pushOperations, statements } from "../schema.ts";
import { migrationsFolder } from "../store/database.ts";
import { pushReason, statementReason } from "./reasons.ts";

/** The statements of the migration that map what earlier releases have stored. */
const fills = readFileSync(join(migrationsFolder, "0023_reasons.sql"), "utf8")
  .split("--> statement-breakpoint")
  .filter((statement) => /^UPDATE/m.test(statement));

const STATEMENTS: [string | null, Reason | null][] = [
  [null, null],
  ["the account was connected anew", because("reconnected")],
  ["Sage has some of its transactions already; they are posted again in smaller parts.", because("has-some")],
  ["Sage has been at the statement before it for minutes.", because("behind-another")],
  ["The account is not connected any more.", because("not-connected")],
  ["the account is not connected any more", because("not-connected")],
  ["The connection is Unlinked: its user has to connect again.", because("unlinked")],
  ["Sage did not say which bank the account is at.", because("no-bank")],
  ["400 ValidationError: no", saidBySage("400 ValidationError: no")],
];

const PUSHES: [string | null, Reason | null][] = [
  [null, null],
  ["The account is not connected any more.", because("not-connected")],
  ["The connection is Unlinked: its user has to connect again.", because("unlinked")],
  ["Sage did not say which bank the account is at.", because("no-bank")],
  ["They are from before the account’s new start date; Sage does not want them.", because("not-wanted")],
  ["It repeats transactions that Sage does not want any more.", because("not-wanted")],
  [
    "It repeats transactions from before the account’s new start date, which Sage does not want. Push the others anew.",
    because("not-wanted"),
  ],
  ["None of the transactions was delivered: all are from before the feed’s start date.", because("nothing-wanted")],
  ["None of the transactions was taken: see validation.errors.", because("against-the-rules")],
  ["Sage did not take them: 400 ValidationError: no", saidBySage("400 ValidationError: no")],
  ["400 ValidationError: of an early release", saidBySage("400 ValidationError: of an early release")],
];

describeStores("the sentences of an older store", (database) => {
  test("are codes, and Sage's words are as Sage said them", async () => {
    const needs = needsOver(database());
    const { institutionId, companyId, connectionId, accounts } = await anInstitution(needs);
    const sourceAccountId = accounts[0]?.id ?? "";
    const at = needs.clock();
    const held = STATEMENTS.map(([refusal, reason]) => ({ id: randomUUID() as string, refusal, reason }));
    const pushed = PUSHES.map(([errorMessage, reason]) => ({ id: randomUUID() as string, errorMessage, reason }));
    const to = { institutionId, sourceAccountId, sageBankAccountId: randomUUID(), bankId: randomUUID() };
    await needs.db.insert(statements).values(
      held.map(({ id, refusal }) => ({
        ...{ ...to, id, refusal, region: "eu" as const, createdAt: at, finishedAt: at },
        ...{ firstLine: 0, lastLine: 0, lines: 0 },
      })),
    );
    await needs.db.insert(pushOperations).values(
      pushed.map(({ id, errorMessage }) => ({
        ...{ id, institutionId, companyId, connectionId, sourceAccountId, errorMessage },
        ...{ status: "Failed" as const, requestedAt: at, completedAt: at, lines: 1 },
      })),
    );
    for (const statement of fills) await needs.db.execute(sql.raw(statement));
    const [mapped, told] = [await needs.db.select().from(statements), await needs.db.select().from(pushOperations)];
    for (const { id, reason } of held)
      expect(mapped.filter((row) => row.id === id).map((row) => [row.reason, statementReason(row)])).toEqual([
        [reason?.code ?? null, reason],
      ]);
    for (const { id, reason } of pushed)
      expect(told.filter((row) => row.id === id).map((row) => [row.reason, pushReason(row)])).toEqual([
        [reason?.code ?? null, reason],
      ]);
  });
});
