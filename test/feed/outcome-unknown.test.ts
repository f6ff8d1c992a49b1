import { expect, test } from "vitest";
import { eraseFeeds } from "../../lib/db/feed/old-lines.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import { theDay } from "../days.ts";
import { accountInSage, aFeed, connect, ledgerOf, postAll, RUNNER, someLines } from "../feed.ts";
import { type Feed, fault, inSageIs, LOOK, linesIn, POST, post, push, QUERY, told } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

/** Every report is true, whatever Sage, the network and lost or late notifications leave open. */
describeStores("a push whose outcome is unknown", (database) => {
  /** Sage's notification of the account's first creation. */
  const created = (feed: Feed) => ({
    sageBankAccountId: feed.sageBankAccountId,
    sourceAccountId: feed.account.id,
    bankId: feed.sageBankId,
    requestedStartDate: theDay("2026-01-01"),
  });

  test.each([501, 520, 524])("F13 is delivered when Sage took it and a gateway answered %i", async (status) => {
    const feed = await aFeed(database());
    await fault(feed, POST, { after: "apply-then-status", status });
    const it = await push(feed);
    await post(feed);
    expect([await told(feed, it), await linesIn(feed)]).toEqual(["Success", 2]);
  });

  test("F13 waits where Sage's words leave open whether it has an id or does not like it", async () => {
    const feed = await aFeed(database());
    const detail = [{ target: "data.transactionDetails[0].uniqueId", message: "should match pattern" }];
    const error = { code: "ValidationError", message: "One or more fields do not match the specification", detail };
    await fault(feed, POST, { status: 503 });
    await fault(feed, POST, { status: 400, body: { data: null, links: null, meta: null, error } }, 3);
    const it = await push(feed);
    await postAll(feed.needs, feed.account.id, 4);
    expect([await told(feed, it), await linesIn(feed)]).toEqual(["Pending", 0]);
    const forSupport = async () => {
      const newest = { pushes: null, statements: null };
      const seen = await feed.needs.support.feed(feed.institutionId, feed.connectionId, theDay("1970-01-01"), newest);
      return seen.statements.map(({ finishedAt, reason }) => ({ isOver: finishedAt !== null, reason }));
    };
    expect(await forSupport()).toEqual([
      {
        isOver: false,
        reason: { code: "refused-by-sage", said: expect.stringContaining("should match pattern") },
      },
    ]);
    await postNext(feed.needs, feed.account.id, RUNNER);
    expect(await forSupport()).toEqual([{ isOver: false, reason: null }]);
    await post(feed);
    expect([await told(feed, it), await linesIn(feed)]).toEqual(["Success", 2]);
    expect(await forSupport()).toEqual([{ isOver: true, reason: null }]);
  });

  test("F13 does not count as unknown when Sage's text leaves open if it has an id", async () => {
    const feed = await aFeed(database());
    await fault(feed, POST, { after: "apply-then-reset" });
    const detail = [{ target: "data.transactionDetails[0].uniqueId", message: "should match pattern" }];
    const error = { code: "ValidationError", message: "One or more fields do not match", detail };
    await fault(feed, POST, { status: 400, body: { data: null, error } }, 3);
    await fault(feed, POST, { status: 400, body: { error: { code: "ValidationError", message: "no", detail: null } } });
    const it = await push(feed);
    await post(feed);
    expect([await told(feed, it), await linesIn(feed)]).toEqual(["Success", 2]);
  });

  test("F17 is delivered when its repeat fails later, without a reason", async () => {
    const feed = await aFeed(database());
    await fault(feed, POST, { after: "apply-then-reset" });
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await fault(feed, POST, { status: 201, body: { data: { _id: crypto.randomUUID() } } });
    await postNext(feed.needs, feed.account.id, RUNNER);
    await fault(feed, LOOK, { status: 200, body: { status: "success", data: { status: "failed" } } });
    await post(feed);
    expect([await told(feed, it), await linesIn(feed)]).toEqual(["Success", 2]);
  });

  test("F31 goes to the account after the one that Sage ended during it, both notifications being lost", async () => {
    const feed = await aFeed(database());
    await feed.fixture.control("/options", { statementDelayMs: 1000 });
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await inSageIs(feed, "cancelled");
    await feed.fixture.control("/clock", { advanceSeconds: 5 });
    await feed.fixture.control("/options", { statementDelayMs: 0 });
    const anew = await accountInSage(feed, "2026-01-01");
    await post(feed);
    expect([await told(feed, it), await linesIn(feed, anew)]).toEqual(["Success", 2]);
  });

  test("F36 goes to the account that is alive where Sage names no other", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "cancelled");
    const anew = await accountInSage(feed, "2026-01-01");
    await fault(feed, QUERY, { status: 200, body: { data: [{ bankAccountId: anew, status: "active" }] } }, "always");
    const it = await push(feed);
    await post(feed);
    expect([await told(feed, it), await linesIn(feed, anew)]).toEqual(["Success", 2]);
  });

  test("F14 is delivered when Sage took it with another, answered nothing and then refused both", async () => {
    const feed = await aFeed(database());
    await fault(feed, POST, { after: "apply-then-reset" });
    const both = [await push(feed), await push(feed, "2026-02-06")];
    await postNext(feed.needs, feed.account.id, RUNNER);
    await fault(
      feed,
      POST,
      { status: 400, body: { error: { code: "ValidationError", message: "no", detail: null } } },
      3,
    );
    await post(feed);
    for (const it of both) expect(await told(feed, it)).toBe("Success");
    expect(await linesIn(feed)).toBe(4);
  });

  test("F36 is delivered when a late notification of an older account came while Sage had it", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "cancelled");
    const anew = await connect(feed, "2026-01-01");
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await feed.needs.connections.markConnected(created(feed), feed.needs.clock());
    await post(feed);
    expect([await told(feed, it), await linesIn(feed, anew)]).toEqual(["Success", 2]);
  });

  test("F36 is delivered so, and later pushes too, when Sage fails in that time", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "cancelled");
    const anew = await connect(feed, "2026-01-01");
    const first = await push(feed, "2026-02-05");
    await postNext(feed.needs, feed.account.id, RUNNER);
    await feed.needs.connections.markConnected(created(feed), feed.needs.clock());
    const second = await push(feed, "2026-02-06");
    await postNext(feed.needs, feed.account.id, RUNNER);
    await fault(feed, POST, { status: 503 });
    await post(feed);
    expect([await told(feed, first), await told(feed, second), await linesIn(feed, anew)]).toEqual([
      "Success",
      "Success",
      4,
    ]);
  });

  test("F31 goes to the account that followed when Sage never finishes the statement, and both words were lost", async () => {
    const feed = await aFeed(database());
    const underway = { status: 200, body: { status: "success", data: { status: "processing" } } };
    const match = { method: "GET", path: "/eu/provider/v1/statements" };
    await fault(feed, match, underway, 3);
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await inSageIs(feed, "cancelled");
    const anew = await accountInSage(feed, "2026-01-01");
    for (let n = 0; n < 3; n++) {
      feed.needs.passMinutes(10);
      await postNext(feed.needs, feed.account.id, RUNNER);
    }
    await post(feed);
    expect([await told(feed, it), await linesIn(feed, anew)]).toEqual(["Success", 2]);
  });

  test("F37 waits for its user when an account query writes its ids in capitals", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "authRequired");
    const known = [{ bankAccountId: feed.sageBankAccountId.toUpperCase(), status: "authRequired" }];
    await fault(feed, QUERY, { status: 200, body: { data: known } }, "always");
    const it = await push(feed);
    await post(feed);
    expect(await told(feed, it)).toBe("Pending");
  });

  test("F37 is asked about less and less often when its user never comes back", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "authRequired");
    await push(feed);
    await post(feed);
    const queries = async () => {
      const { log } = (await feed.fixture.control("/state")) as unknown as { log: { path: string }[] };
      return log.filter(({ path }) => path.includes("accountqueries")).length;
    };
    const before = await queries();
    for (let turn = 0; turn < 3 * 24 * 6; turn++) {
      feed.needs.passMinutes(10);
      const longAgo = new Date(feed.needs.clock().getTime() - 600_000);
      if ((await feed.needs.feed.revive(longAgo, 1_000)) > 0) await post(feed);
    }
    const asked = (await queries()) - before;
    expect(asked).toBeGreaterThan(5);
    expect(asked).toBeLessThan(15);
  });

  test("F41 is kept with all of its account's when the account is reconnected soon after its end", async () => {
    const feed = await aFeed(database());
    await feed.push(someLines(2, { from: "2026-01-05" }));
    await post(feed);
    feed.needs.passMinutes(200 * 24 * 60);
    await feed.push(someLines(2, { from: "2026-02-05" }));
    await post(feed);
    await inSageIs(feed, "cancelled");
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    await post(feed);
    await eraseFeeds(
      feed.needs.db,
      new Date(feed.needs.clock().getTime() - 250 * 86_400_000),
      feed.needs.clock(),
      1_000,
    );
    const anew = await connect(feed, "2026-01-01");
    await post(feed);
    expect(await linesIn(feed, anew)).toBe(4);
  });

  test.each(["0000-06-01", "0001-01-01T00:00:00+14:00", "1899-12-31"])(
    "F3 is refused with a date of %s",
    async (date) => {
      const feed = await aFeed(database());
      expect((await feed.push([{ ...someLines(1)[0], date }])).status).toBe(400);
    },
  );

  test.each(["1e-400", "1e-999999999", "-0.1e-99999999"])(
    "F3 is refused at once with an amount of %s",
    async (amount) => {
      const feed = await aFeed(database());
      const body = JSON.stringify({ accountId: feed.account.externalId, transactions: someLines(1) });
      const path = `${feed.connection}/push/bankAccounts/${feed.account.externalId}/bankTransactions`;
      const { status } = await feed.ask("POST", path, body.replace('"amount":10.1', `"amount":${amount}`));
      expect(status).toBe(400);
    },
  );

  test("F4 is taken with a description of null, and with amounts in any writing", async () => {
    const feed = await aFeed(database());
    const [one] = someLines(1);
    const body = JSON.stringify({ accountId: feed.account.externalId, transactions: [{ ...one, description: null }] });
    const path = `${feed.connection}/push/bankAccounts/${feed.account.externalId}/bankTransactions`;
    const written = body.replace('"amount":10.1', '"amount":1.010E+1').replace('"balance":100', '"balance":0e5');
    expect((await feed.ask("POST", path, written)).status).toBe(200);
    await post(feed);
    const { transactions } = await ledgerOf(feed.fixture, feed.sageBankAccountId);
    expect(transactions).toMatchObject([{ transactionAmount: 10.1 }]);
  });
});
