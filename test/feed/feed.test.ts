import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { eraseFeeds } from "../../lib/db/feed/old-lines.ts";
import { bankLines, pushOperations, webhookEvents } from "../../lib/db/schema.ts";
import { aFeed, connect, ledgerOf, postAll, someLines } from "../feed.ts";
import { describeStores } from "../stores.ts";

type Push = { pushOperationKey: string; status: string; statusCode: number; validation: Validation };
type Validation = { errors: { itemId: string }[]; warnings: { itemId: string; validatorName: string }[] };
const ids = (lines: readonly { id: string }[]) => lines.map(({ id }) => id);

describeStores("bank transactions", (database) => {
  const operation = async (feed: Awaited<ReturnType<typeof aFeed>>, key: string) =>
    (await feed.ask("GET", `${feed.company}/push/${key}`)).body as Push;

  test("F11 go from a push to Sage, in order, and the account becomes active", async () => {
    const feed = await aFeed(database());
    const lines = someLines(25);
    const answer = await feed.push(lines);
    expect(answer.status).toBe(200);
    const push = answer.body as Push;
    expect(push).toMatchObject({ status: "Pending", statusCode: 202, validation: { errors: [], warnings: [] } });
    expect((await ledgerOf(feed.fixture, feed.sageBankAccountId)).status).toBe("pending");
    expect((await feed.ask("GET", feed.connection)).body).not.toHaveProperty("lastSync");
    feed.needs.passMinutes(1);
    await postAll(feed.needs, feed.account.id);
    for (const path of [feed.connection, feed.company])
      expect((await feed.ask("GET", path)).body).toMatchObject({ lastSync: feed.needs.clock().toISOString() });
    const ledger = await ledgerOf(feed.fixture, feed.sageBankAccountId);
    expect(ids(ledger.transactions.map(({ uniqueId }) => ({ id: uniqueId })))).toEqual(ids(lines));
    expect(ledger).toMatchObject({ status: "active", balances: { ledgerBalance: 181.6 } });
    expect(await operation(feed, push.pushOperationKey)).toMatchObject({ status: "Success", statusCode: 200 });
  });

  test("F5 leave their balance with the account, digit by digit", async () => {
    const feed = await aFeed(database());
    const [line] = someLines(1);
    const balance = "123456789012345.678901";
    const body = JSON.stringify({ accountId: feed.account.externalId, transactions: [line] });
    const path = `${feed.connection}/push/bankAccounts/${feed.account.externalId}/bankTransactions`;
    await feed.ask("POST", path, body.replace('"balance":100', `"balance":${balance}`));
    await postAll(feed.needs, feed.account.id);
    const { text } = await feed.ask("GET", `${feed.connection}/connectionInfo/bankFeedAccounts`);
    expect(text).toContain(`"balance":${balance}`);
  });

  test("F10 are at most a thousand in a statement, and no push in parts", async () => {
    const feed = await aFeed(database());
    const pushes = [someLines(700), someLines(700, { from: "2026-01-10" }), someLines(200, { from: "2026-01-20" })];
    for (const lines of pushes) expect((await feed.push(lines)).status).toBe(200);
    await postAll(feed.needs, feed.account.id);
    const { statements } = (await feed.fixture.control("/state")) as unknown as {
      statements: { request: { transactionDetails: unknown[] } }[];
    };
    expect(statements.map(({ request }) => request.transactionDetails.length)).toEqual([700, 900]);
    const ledger = await ledgerOf(feed.fixture, feed.sageBankAccountId);
    expect(ledger.transactions.map(({ uniqueId }) => uniqueId)).toEqual(ids(pushes.flat()));
  });

  test("F3 that break a rule are a failed operation, each place named, and nothing of them is stored", async () => {
    const feed = await aFeed(database());
    const [one, two] = someLines(2);
    await feed.push([one as object]);
    const bad = [
      { ...one, description: "another" },
      { ...two, date: "2999-01-01" },
      { ...two, id: "older", date: "2026-01-02" },
    ];
    const failed = (await feed.push(bad)).body as Push;
    expect(failed).toMatchObject({ status: "Failed", statusCode: 400 });
    expect(failed.validation.errors.map(({ itemId }) => itemId)).toEqual([
      "transactions[0].id",
      "transactions[1].date",
      "transactions[2].date",
    ]);
    await postAll(feed.needs, feed.account.id);
    expect((await ledgerOf(feed.fixture, feed.sageBankAccountId)).transactions).toHaveLength(1);
  });

  test("F3 that are malformed are refused, each fault by its path", async () => {
    const feed = await aFeed(database());
    const [line] = someLines(1);
    const bodies: [object[], string][] = [
      [[], "transactions"],
      [[{ ...line, amount: "12" }], "transactions[0].amount"],
      [[{ ...line, amount: 1.1234567 }], "transactions[0].amount"],
      [[{ ...line, date: "soon" }], "transactions[0].date"],
      [[{ ...line, transactionType: "Gift" }], "transactions[0].transactionType"],
      [[{ ...line, id: "" }], "transactions[0].id"],
      [someLines(1001), "transactions"],
    ];
    for (const [transactions, place] of bodies) {
      const { status, body } = await feed.push(transactions);
      expect(status, place).toBe(400);
      expect((body as { validation: Validation }).validation.errors[0]?.itemId).toBe(place);
    }
    const said = async (transaction: object) =>
      ((await feed.push([transaction])).body as { validation: { errors: { message: string }[] } }).validation.errors;
    const { amount: _, ...bare } = line as { amount: number };
    expect(await said(bare)).toMatchObject([{ itemId: "transactions[0].amount", message: "is missing" }]);
    expect(await said({ ...line, reconciled: "yes" })).toMatchObject([{ message: "is not a boolean" }]);
    expect(await said({ ...line, id: "x".repeat(256) })).toMatchObject([{ message: "has more than 255 characters" }]);
  });

  test("F6 delivered before, and identical, count as delivered, and a strange sign causes a warning", async () => {
    const feed = await aFeed(database());
    const lines = someLines(3);
    await feed.push(lines);
    await postAll(feed.needs, feed.account.id);
    const again = (await feed.push(lines)).body as Push;
    expect(again).toMatchObject({ status: "Success", statusCode: 200, validation: { errors: [] } });
    expect(again.validation.warnings).toHaveLength(3);
    const [strange] = someLines(1, { from: "2026-02-01" });
    const told = (await feed.push([{ ...strange, amount: -5, balance: 101.8 }])).body as Push;
    expect(told.validation.warnings).toMatchObject([{ itemId: "transactions[0].amount", validatorName: "sign" }]);
    await postAll(feed.needs, feed.account.id);
    expect((await ledgerOf(feed.fixture, feed.sageBankAccountId)).transactions).toHaveLength(4);
  });

  test("F13 count as delivered when Sage took them and its answer was lost, and are not sent twice", async () => {
    const feed = await aFeed(database());
    const lines = someLines(5);
    const faults = [{ after: "apply-then-reset" }, { status: 500 }, { status: 429 }, { reset: true }];
    for (const action of faults)
      await feed.fixture.control("/faults", { match: { path: "/eu/provider/v1/statements" }, action });
    const { pushOperationKey } = (await feed.push(lines)).body as Push;
    await postAll(feed.needs, feed.account.id);
    const ledger = await ledgerOf(feed.fixture, feed.sageBankAccountId);
    expect(ledger.transactions.map(({ uniqueId }) => uniqueId)).toEqual(ids(lines));
    expect(await operation(feed, pushOperationKey)).toMatchObject({ status: "Success" });
  });

  test("F8 whose time has run out are TimedOut at that moment, reported once, and keep the name when they arrive", async () => {
    const feed = await aFeed(database());
    const eventTypes = ["bankTransactions.write.successful", "bankTransactions.write.unsuccessful"];
    await feed.ask("POST", "/webhooks", { url: "http://127.0.0.1:9/", eventTypes });
    const told = async () =>
      (await feed.needs.db.select().from(webhookEvents).orderBy(webhookEvents.createdAt))
        .filter(({ institutionId }) => institutionId === feed.institutionId)
        .map(({ type }) => type.split(".").at(-1));
    const pushed = async (from: string) =>
      ((await feed.push(someLines(1, { from }), "?timeoutInMinutes=5")).body as Push).pushOperationKey;
    const late = await pushed("2026-01-05");
    feed.needs.passMinutes(4);
    expect(await operation(feed, late)).toMatchObject({ status: "Pending" });
    feed.needs.passMinutes(1);
    expect(await operation(feed, late)).toMatchObject({ status: "TimedOut", statusCode: 202 });
    await postAll(feed.needs, feed.account.id);
    expect(await operation(feed, late)).toMatchObject({ status: "TimedOut" });
    expect((await ledgerOf(feed.fixture, feed.sageBankAccountId)).transactions).toHaveLength(1);
    expect(await told()).toEqual(["unsuccessful"]);
    await pushed("2026-01-06");
    feed.needs.passMinutes(6);
    expect([await feed.needs.feed.timeOut(100), await feed.needs.feed.timeOut(100)]).toEqual([1, 0]);
    await postAll(feed.needs, feed.account.id);
    expect(await told()).toEqual(["unsuccessful", "unsuccessful"]);
  });

  test("F2 are in the future until their day has begun where clocks are furthest ahead", async () => {
    const feed = await aFeed(database());
    const [line] = someLines(1);
    const tomorrow = async () => (await feed.push([{ ...line, date: "2026-03-03" }])).body as Push;
    feed.needs.setTime(new Date("2026-03-02T09:59:00Z"));
    expect(await tomorrow()).toMatchObject({ status: "Failed" });
    feed.needs.passMinutes(1);
    const taken = await tomorrow();
    expect(taken.validation.warnings).toMatchObject([{ itemId: "transactions[0].date", validatorName: "ahead" }]);
  });

  test("F14 in a push that Sage refuses have failed, alone, and may be pushed again", async () => {
    const feed = await aFeed(database());
    const [first, second, third] = [
      someLines(2),
      someLines(2, { from: "2026-01-10" }),
      someLines(2, { from: "2026-01-20" }),
    ];
    const keys: string[] = [];
    await feed.push(first as object[]);
    await postAll(feed.needs, feed.account.id);
    await feed.fixture.control("/faults", {
      match: { method: "POST", path: "/eu/provider/v1/statements" },
      times: 2,
      action: { status: 400, body: { error: { code: "ValidationError", message: "no", detail: null } } },
    });
    for (const lines of [second, third])
      keys.push(((await feed.push(lines as object[])).body as Push).pushOperationKey);
    await postAll(feed.needs, feed.account.id);
    expect(await operation(feed, keys[0] ?? "")).toMatchObject({ status: "Failed", statusCode: 400 });
    expect(await operation(feed, keys[1] ?? "")).toMatchObject({ status: "Success" });
    const later = (await feed.push(someLines(1, { from: "2026-01-25" }))).body as Push;
    expect(later.status).toBe("Pending");
    await postAll(feed.needs, feed.account.id);
    const ledger = await ledgerOf(feed.fixture, feed.sageBankAccountId);
    expect(ledger.transactions).toHaveLength(5);
  });

  test("F14 that repeat what is still on its way are not called delivered before it is, and fail with it", async () => {
    const feed = await aFeed(database());
    const lines = someLines(2);
    const first = (await feed.push(lines)).body as Push;
    const again = (await feed.push(lines)).body as Push;
    expect(again).toMatchObject({ status: "Pending", statusCode: 202 });
    await feed.fixture.control("/faults", {
      match: { method: "POST", path: "/eu/provider/v1/statements" },
      action: { status: 400, body: { error: { code: "ValidationError", message: "no", detail: null } } },
    });
    await postAll(feed.needs, feed.account.id);
    for (const { pushOperationKey } of [first, again])
      expect(await operation(feed, pushOperationKey)).toMatchObject({ status: "Failed" });
    const anew = (await feed.push(lines)).body as Push;
    const repeated = (await feed.push(lines)).body as Push;
    await postAll(feed.needs, feed.account.id);
    for (const { pushOperationKey } of [anew, repeated])
      expect(await operation(feed, pushOperationKey)).toMatchObject({ status: "Success" });
    expect((await ledgerOf(feed.fixture, feed.sageBankAccountId)).transactions).toHaveLength(2);
  });

  test("F33 that one account of Sage's took are kept when the next one refuses them", async () => {
    const feed = await aFeed(database());
    const { pushOperationKey } = (await feed.push(someLines(2, { from: "2026-02-05" }))).body as Push;
    await postAll(feed.needs, feed.account.id);
    await feed.fixture.control(`/accounts/${feed.sageBankAccountId}/status`, { status: "cancelled" });
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    await connect(feed, "2026-02-01");
    await feed.fixture.control("/faults", {
      match: { method: "POST", path: "/eu/provider/v1/statements" },
      action: { status: 400, body: { error: { code: "ValidationError", message: "no", detail: null } } },
    });
    const more = (await feed.push(someLines(1, { from: "2026-02-20" }))).body as Push;
    await postAll(feed.needs, feed.account.id);
    expect(await operation(feed, pushOperationKey)).toMatchObject({ status: "Success" });
    expect(await operation(feed, more.pushOperationKey)).toMatchObject({ status: "Success" });
  });

  test("F31 are sent again from the new start date when the account is reconnected", async () => {
    const feed = await aFeed(database());
    const lines = [...someLines(2, { from: "2026-01-05" }), ...someLines(2, { from: "2026-02-05" })];
    await feed.push(lines);
    await postAll(feed.needs, feed.account.id);
    await feed.fixture.control(`/accounts/${feed.sageBankAccountId}/status`, { status: "cancelled" });
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    expect((await feed.push(someLines(1, { from: "2026-02-10" }))).status).toBe(400);
    const anew = await connect(feed, "2026-02-01");
    const more = someLines(1, { from: "2026-02-20" });
    await feed.push(more);
    await postAll(feed.needs, feed.account.id);
    const { transactions } = await ledgerOf(feed.fixture, anew);
    expect(transactions.map(({ uniqueId }) => uniqueId)).toEqual(ids([...lines.slice(2), ...more]));
  });

  test("F34 stop at once when the account is disconnected, and their push has failed", async () => {
    const feed = await aFeed(database());
    const { pushOperationKey } = (await feed.push(someLines(3))).body as Push;
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    await postAll(feed.needs, feed.account.id);
    expect((await ledgerOf(feed.fixture, feed.sageBankAccountId)).transactions).toEqual([]);
    expect(await operation(feed, pushOperationKey)).toMatchObject({ status: "Failed" });
  });

  test("F41 are kept while the account is connected, and erased some time after it is not", async () => {
    const feed = await aFeed(database());
    await feed.push(someLines(3));
    await postAll(feed.needs, feed.account.id);
    const heldAfterErasing = async () => {
      feed.needs.passMinutes(2 * 24 * 60);
      await eraseFeeds(feed.needs.db, new Date(feed.needs.clock().getTime() + 1), feed.needs.clock(), 100);
      return feed.needs.db.$count(bankLines, eq(bankLines.sourceAccountId, feed.account.id));
    };
    expect(await heldAfterErasing()).toBe(3);
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    expect(await heldAfterErasing()).toBe(0);
  });

  test("F42 can be listed by their push's state, day and connection, in the requested order", async () => {
    const feed = await aFeed(database());
    const pushed = [
      await feed.push(someLines(1)),
      await feed.push(someLines(1, { from: "2026-01-06" }), "?timeoutInMinutes=1"),
      await feed.push(someLines(1, { from: "2999-01-06" })),
      await feed.push(someLines(1, { from: "2026-01-07" })),
    ].map(({ body }) => (body as Push).pushOperationKey);
    const [done, late, failed, waiting] = pushed;
    const minutesAgo = (minutes: number) => new Date(feed.needs.clock().getTime() - minutes * 60_000);
    const change = (key = "", to: Partial<typeof pushOperations.$inferInsert> = {}) =>
      feed.needs.db.update(pushOperations).set(to).where(eq(pushOperations.id, key));
    for (const [index, key] of pushed.entries()) await change(key, { requestedAt: minutesAgo(9 - index) });
    await change(late, { timesOutAt: minutesAgo(1) });
    await change(done, { status: "Success", completedAt: minutesAgo(2) });
    const listed = async (asked: Record<string, string>) => {
      const { status, body } = await feed.ask("GET", `${feed.company}/push?${new URLSearchParams(asked)}`);
      if (status !== 200) return (body as { error: string }).error;
      const { results, totalResults } = body as { results: Push[]; totalResults: number };
      expect(results).toHaveLength(totalResults);
      return results.map(({ pushOperationKey }) => pushOperationKey);
    };
    expect(await listed({})).toEqual([waiting, failed, late, done]);
    expect(await listed({ orderBy: "requestedOnUtc" })).toEqual([done, late, failed, waiting]);
    expect(await listed({ query: "status=Failed" })).toEqual([failed]);
    // The push has ended at that moment, even before the store records it.
    expect(await listed({ query: "status=TimedOut" })).toEqual([late]);
    expect(await listed({ query: "status=Pending||status=Success", orderBy: "requestedOnUtc" })).toEqual([
      done,
      waiting,
    ]);
    expect(await listed({ query: "completedOnUtc!=2020-01-01 && status!=Success" })).toEqual([waiting, failed, late]);
    expect(await listed({ query: "requestedOnUtc<2020-01-01" })).toEqual([]);
    expect(await listed({ query: `pushOperationKey=${late}` })).toEqual([late]);
    expect(await listed({ query: `id=${late}` })).toEqual([late]);
    expect(await listed({ query: `dataType=bankTransactions && id=${failed}`, orderBy: "-modifiedDate" })).toEqual([
      failed,
    ]);
    expect(await listed({ query: "dataType=invoices" })).toEqual([]);
    expect(await listed({ query: `dataConnectionKey=${feed.connectionId} && status=Failed` })).toEqual([failed]);
    expect(await listed({ query: "status=failed" })).toEqual([failed]);
    expect(await listed({ query: "status=Lost" })).toBe(
      "Error parsing query - status is one of Pending, Failed, Success, TimedOut.",
    );
    expect(await listed({ query: "amount=1" })).toMatch(/^Error parsing query - Could not resolve property amount/);
    expect(await listed({ orderBy: "lines" })).toMatch(/^Error parsing orderBy/);
  });

  test("F42 belong to one institution: no other can push, read or list them", async () => {
    const feed = await aFeed(database());
    const other = await aFeed(database());
    const { pushOperationKey } = (await feed.push(someLines(1))).body as Push;
    expect((await other.ask("GET", `${feed.company}/push/${pushOperationKey}`)).status).toBe(404);
    expect((await other.ask("GET", `${other.company}/push/${pushOperationKey}`)).status).toBe(404);
    expect((await other.ask("GET", `${feed.company}/push`)).status).toBe(404);
    expect((await feed.ask("GET", `${feed.company}/push`)).body).toMatchObject({ totalResults: 1 });
    expect((await feed.ask("GET", `${feed.company}/push/${randomUUID()}`)).status).toBe(404);
    const model = await feed.ask(
      "GET",
      `${feed.connection}/options/bankAccounts/${feed.account.externalId}/bankTransactions`,
    );
    expect(model).toMatchObject({ status: 200, body: { type: "Object", properties: { transactions: {} } } });
  });
});
