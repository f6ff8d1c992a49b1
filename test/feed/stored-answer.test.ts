import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { utcDay } from "../../lib/calendar-day.ts";
import { statements } from "../../lib/db/schema.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import { anApiInstitution, serveApi } from "../api.ts";
import { RUNNER, someLines } from "../feed.ts";
import { isConnected } from "../institutions.ts";
import { needsOver } from "../needs.ts";
import { sageForTest } from "../sage.ts";
import { describeStores } from "../stores.ts";

describeStores("Sage's answer to a statement", (database) => {
  async function fixture() {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const { ask, connection, connectionId, institutionId, accounts, bankId } = await anApiInstitution(
      needs,
      await serveApi(needs),
    );
    const account = accounts[0];
    if (!account) throw new Error("no account");
    await isConnected(needs, account.id, bankId);
    const path = `${connection}/push/bankAccounts/${account.externalId}/bankTransactions`;
    await ask("POST", path, { accountId: account.externalId, transactions: someLines(1) });
    const post = () => postNext(needs, account.id, RUNNER);
    const stored = async () =>
      (await needs.db.select().from(statements).where(eq(statements.sourceAccountId, account.id)))[0];
    const shown = async () =>
      (
        await needs.support.feed(institutionId, connectionId, utcDay(needs.clock()), {
          pushes: null,
          statements: null,
        })
      ).statements[0];
    return { sage, needs, account, post, stored, shown };
  }

  test("F22 is kept whole where Sage refuses it, its account numbers masked", async () => {
    const { sage, needs, account, post, stored, shown } = await fixture();
    const { accountNumber } = account;
    const target = "StatementRequest.data.accountDetails[0].bankAccountId";
    const refused = {
      ...{ code: "ValidationError", message: `Account ${accountNumber} is closed` },
      detail: [{ target, code: "InvalidPropertyValue", message: `${account.id} is unknown` }],
    };
    sage.answer(/statements/, {
      status: 400,
      body: { data: null, links: null, meta: { requestId: "in-meta" }, error: refused },
      headers: { "x-request-id": "req-31926819" },
    });
    sage.answer(/accountqueries/, { status: 200, body: { data: [] } });
    await post();
    const masked = `•••• ${accountNumber.slice(-4)}`;
    const sageAnswer = {
      httpStatus: 400,
      code: "ValidationError",
      message: `Account ${masked} is closed; ${account.id} is unknown`,
      targets: [target],
      requestId: "req-31926819",
      at: needs.clock().toISOString(),
    };
    const row = await stored();
    expect(row).toMatchObject({ reason: "refused-by-sage", sageAnswer });
    expect(row?.refusal).toContain(masked);
    expect(JSON.stringify(row)).not.toContain(accountNumber);
    expect((await shown())?.sageAnswer).toEqual(sageAnswer);
  });

  test("F22 is kept where its outcome stays unknown, until Sage has the statement", async () => {
    const { sage, needs, post, stored, shown } = await fixture();
    sage.answer(/statements/, "reset");
    await post();
    const at = needs.clock().toISOString();
    expect(await shown()).toMatchObject({ reason: null, sageAnswer: { httpStatus: null, code: null, at } });
    sage.answer(/statements/, { status: 503, headers: { "x-request-id": "first" } });
    await post();
    expect((await stored())?.sageAnswer).toMatchObject({ httpStatus: 503, code: null, requestId: "first" });
    sage.answer(/statements/, { status: 200, body: { data: { _id: "in-sage" } } });
    await post();
    expect(await stored()).toMatchObject({ sageStatementId: "in-sage", sageAnswer: null });
  });

  test("F22 is kept where Sage fails the statement later", async () => {
    const { sage, post, shown } = await fixture();
    const error = { code: "ProcessingError", message: "Account 31926819 is closed" };
    sage.answer(/statements/, { status: 200, body: { data: { _id: "in-sage" } } });
    sage.answer(/statements/, {
      status: 200,
      body: { data: { status: "failed", error }, meta: { requestId: "meta" } },
    });
    await post();
    await post();
    expect(await shown()).toMatchObject({
      reason: { code: "refused-by-sage", said: "Account •••• 6819 is closed" },
      sageAnswer: {
        ...{ httpStatus: 200, code: "ProcessingError", message: "Account •••• 6819 is closed", requestId: "meta" },
      },
    });
  });

  test("F22 is none beside a statement that a release of before has delivered, nor in rows of before", async () => {
    const { needs, post, sage, stored, shown } = await fixture();
    sage.answer(/statements/, { status: 503 });
    await post();
    const row = await stored();
    // As the release before this one ends it.
    await needs.db
      .update(statements)
      .set({ finishedAt: needs.clock(), reason: null, refusal: null })
      .where(eq(statements.id, row?.id ?? ""));
    expect((await shown())?.sageAnswer).toBe(null);
    await needs.db
      .update(statements)
      .set({ sageAnswer: null, refusal: "400 ValidationError: no" })
      .where(eq(statements.id, row?.id ?? ""));
    expect(await shown()).toMatchObject({ sageAnswer: null, reason: { said: "400 ValidationError: no" } });
  });
});
