import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { availableAccounts } from "../../lib/connection/available-accounts.ts";
import { recoverLostAccounts } from "../../lib/connection/sage-account-events.ts";
import { relinks } from "../../lib/db/connection/relink.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import type { Journey } from "../../lib/journey/journey.ts";
import { theDay } from "../days.ts";
import { accountInSage, aFeed, connect, ledgerOf, postAll, RUNNER, someLines } from "../feed.ts";
import { describeStores } from "../stores.ts";

const REFUSAL = { error: { code: "ValidationError", message: "no", detail: null } };

type Feed = Awaited<ReturnType<typeof aFeed>>;
type Push = { pushOperationKey: string; status: string };

describeStores("a feed's life", (database) => {
  const post = (feed: Feed) => postAll(feed.needs, feed.account.id);
  const push = async (feed: Feed, from: string) => (await feed.push(someLines(2, { from }))).body as Push;
  const statusOfPush = async (feed: Feed, { pushOperationKey }: Push) =>
    ((await feed.ask("GET", `${feed.company}/push/${pushOperationKey}`)).body as Push).status;
  const inSage = async (feed: Feed) => {
    const { status, transactions } = await ledgerOf(feed.fixture, feed.sageBankAccountId);
    return { status, lines: transactions.length };
  };
  const inSageIs = (feed: Feed, status: string) =>
    feed.fixture.control(`/accounts/${feed.sageBankAccountId}/status`, { status });

  test("F15 ends when Sage has disconnected the account and its notification was lost", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "cancelled");
    const lost = await push(feed, "2026-01-10");
    await post(feed);
    expect(await statusOfPush(feed, lost)).toBe("Failed");
    expect(await feed.needs.connections.accountById(feed.account.id)).toMatchObject({ status: "disconnected" });
  });

  test("F31 goes to the newer account when the notifications of both were lost", async () => {
    const feed = await aFeed(database());
    const first = await push(feed, "2026-02-05");
    await post(feed);
    await inSageIs(feed, "cancelled");
    const anew = await accountInSage(feed, "2026-02-01");
    const second = await push(feed, "2026-02-10");
    await post(feed);
    const { transactions } = await ledgerOf(feed.fixture, anew);
    expect(transactions).toHaveLength(4);
    for (const each of [first, second]) expect(await statusOfPush(feed, each)).toBe("Success");
  });

  test("F15 keeps an account connected whose statement Sage refuses for another reason", async () => {
    const feed = await aFeed(database());
    await feed.fixture.control("/faults", {
      match: { method: "POST", path: "/eu/provider/v1/statements" },
      action: { status: 400, body: { error: { code: "ValidationError", message: "no", detail: null } } },
    });
    const refused = await push(feed, "2026-01-10");
    await post(feed);
    expect(await statusOfPush(feed, refused)).toBe("Failed");
    expect(await feed.needs.connections.accountById(feed.account.id)).toMatchObject({ status: "connected" });
  });

  test("F31 resumes when the account is reconnected, and ends when it is disconnected", async () => {
    const looked: string[] = [];
    const feed = await aFeed(database(), async (_, { sourceAccountId }) => void looked.push(sourceAccountId));
    await push(feed, "2026-02-05");
    await post(feed);
    looked.length = 0;
    await inSageIs(feed, "cancelled");
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    expect(looked).toEqual([feed.account.id]);
    const anew = await connect(feed, "2026-02-01");
    expect(looked).toEqual([feed.account.id, feed.account.id]);
    await post(feed);
    expect((await ledgerOf(feed.fixture, anew)).transactions).toHaveLength(2);
  });

  test("F34 posts nothing while the institution has unlinked the connection, and resumes once its user links it", async () => {
    const looked: string[] = [];
    const feed = await aFeed(database(), async (_, { sourceAccountId }) => void looked.push(sourceAccountId));
    const waiting = await push(feed, "2026-02-05");
    expect((await feed.ask("PATCH", feed.connection, { status: "Unlinked" })).status).toBe(200);
    expect(looked).toEqual([feed.account.id, feed.account.id]);
    await post(feed);
    expect(await statusOfPush(feed, waiting)).toBe("Failed");
    expect((await feed.push(someLines(1))).status).toBe(400);
    expect((await inSage(feed)).lines).toBe(0);

    // Sage still has the account and reports nothing more, so only the journey shows it.
    const linked = relinks(
      feed.needs.clock,
      async () => {},
      async () => void looked.push("again"),
    );
    const journey = { ...feed, kind: "onboard", accountIds: [feed.account.id] } as unknown as Journey;
    await feed.needs.db.transaction((tx) => linked(tx, journey, { type: "linked", actor: "sage" }));
    expect(looked.at(-1)).toBe("again");
    expect((await feed.ask("GET", feed.connection)).body).toMatchObject({ status: "Linked" });
    const after = await push(feed, "2026-02-06");
    await post(feed);
    expect(await statusOfPush(feed, after)).toBe("Success");
    expect((await inSage(feed)).lines).toBe(2);
  });

  const refusing = (feed: Feed, status = 400, body: object | null = REFUSAL, times = 1) =>
    feed.fixture.control("/faults", {
      match: { method: "POST", path: "/eu/provider/v1/statements" },
      times,
      action: body ? { status, body } : { status },
    });
  const linesIn = async (feed: Feed, sageBankAccountId: string) =>
    (await ledgerOf(feed.fixture, sageBankAccountId)).transactions.map(({ uniqueId }) => uniqueId);

  test("F33 keeps history next that the newer account refuses, and sends it again", async () => {
    const feed = await aFeed(database());
    const lines = someLines(2, { from: "2026-02-05" });
    await feed.push(lines);
    await post(feed);
    await inSageIs(feed, "cancelled");
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    const anew = await connect(feed, "2026-02-01");
    await refusing(feed);
    expect(await postNext(feed.needs, feed.account.id, RUNNER)).toBe(300);
    expect(await linesIn(feed, anew)).toEqual([]);
    await post(feed);
    expect(await linesIn(feed, anew)).toEqual(lines.map(({ id }) => id));
  });

  test("F34 finishes what Sage may have before it gives up an unlinked connection", async () => {
    const feed = await aFeed(database());
    await feed.fixture.control("/faults", {
      match: { method: "POST", path: "/eu/provider/v1/statements" },
      action: { after: "apply-then-reset" },
    });
    const underway = await push(feed, "2026-02-05");
    await postAll(feed.needs, feed.account.id, 1);
    const never = await push(feed, "2026-02-06");
    expect((await feed.ask("PATCH", feed.connection, { status: "Unlinked" })).status).toBe(200);
    await post(feed);
    expect(await statusOfPush(feed, underway)).toBe("Success");
    expect(await statusOfPush(feed, never)).toBe("Failed");
    expect((await inSage(feed)).lines).toBe(2);
  });

  test("F14 fails a push that repeats a line of one that Sage refuses, with all that is new in it", async () => {
    const feed = await aFeed(database());
    const [first, fresh] = [someLines(3), someLines(2, { from: "2026-01-20" })];
    const one = (await feed.push(first)).body as Push;
    const both = (await feed.push([...first, ...fresh])).body as Push;
    const after = (await feed.push([...fresh, ...someLines(1, { from: "2026-01-25" })])).body as Push;
    const apart = await push(feed, "2026-01-26");
    await refusing(feed, 400, REFUSAL, 2);
    await post(feed);
    for (const each of [one, both, after]) expect(await statusOfPush(feed, each)).toBe("Failed");
    expect(await statusOfPush(feed, apart)).toBe("Success");
    expect((await inSage(feed)).lines).toBe(2);
    const again = (await feed.push(someLines(1, { from: "2026-01-27" }))).body as Push;
    await post(feed);
    expect(await statusOfPush(feed, again)).toBe("Success");
  });

  test("F16 believes no single refusal of what Sage may have taken, and three of them", async () => {
    const feed = await aFeed(database());
    const lost = { match: { method: "POST", path: "/eu/provider/v1/statements" }, times: 1 };
    await feed.fixture.control("/faults", { ...lost, action: { after: "apply-then-reset" } });
    await refusing(feed);
    const taken = await push(feed, "2026-02-05");
    await post(feed);
    expect(await statusOfPush(feed, taken)).toBe("Success");
    await feed.fixture.control("/faults", { ...lost, action: { reset: true } });
    await refusing(feed, 400, REFUSAL, 3);
    const refused = await push(feed, "2026-02-06");
    await post(feed);
    expect(await statusOfPush(feed, refused)).toBe("Failed");
    expect((await inSage(feed)).lines).toBe(2);
  });

  test("F19 waits while keys, tokens or gateways are wrong, or Sage does not say how the account is", async () => {
    const feed = await aFeed(database());
    const waiting = await push(feed, "2026-02-05");
    await refusing(feed, 403, null, 2);
    await refusing(feed, 404, null);
    await refusing(feed, 400);
    await feed.fixture.control("/faults", {
      match: { path: "/eu/provider/v1/accountqueries" },
      times: 10,
      action: { status: 501 },
    });
    for (let n = 0; n < 4; n++) {
      await postAll(feed.needs, feed.account.id, 1);
      expect(await statusOfPush(feed, waiting)).toBe("Pending");
    }
    await post(feed);
    expect(await statusOfPush(feed, waiting)).toBe("Success");
    expect((await inSage(feed)).lines).toBe(2);
  });

  test("F32 goes on where it was when a late notification named an older account", async () => {
    const feed = await aFeed(database());
    await push(feed, "2026-02-05");
    await post(feed);
    const late = {
      sageBankAccountId: feed.sageBankAccountId,
      sourceAccountId: feed.account.id,
      bankId: feed.sageBankId,
      requestedStartDate: theDay("2026-01-01"),
    };
    await inSageIs(feed, "cancelled");
    const anew = await connect(feed, "2026-01-01");
    await post(feed);
    expect(await linesIn(feed, anew)).toHaveLength(2);
    await feed.needs.connections.markConnected(late, feed.needs.clock());
    const second = await push(feed, "2026-02-06");
    await post(feed);
    expect(await statusOfPush(feed, second)).toBe("Success");
    expect(await linesIn(feed, anew)).toHaveLength(4);
  });

  test("F18 posts a statement once more that Sage knows nothing of", async () => {
    const feed = await aFeed(database());
    await feed.fixture.control("/faults", {
      match: { method: "POST", path: "/eu/provider/v1/statements" },
      action: { status: 201, body: { status: "success", data: { _id: randomUUID() } } },
    });
    const lost = await push(feed, "2026-02-05");
    await post(feed);
    expect(await statusOfPush(feed, lost)).toBe("Success");
    expect((await inSage(feed)).lines).toBe(2);
  });

  test("F40 is one runner's at a time", async () => {
    const feed = await aFeed(database());
    await push(feed, "2026-02-05");
    expect(await feed.needs.feed.look(feed.account.id, RUNNER)).toMatchObject({ do: "post", of: { attempts: 0 } });
    const other = randomUUID();
    expect(await feed.needs.feed.look(feed.account.id, other)).toBe("taken");
    await feed.needs.feed.release(feed.account.id, RUNNER);
    expect(await feed.needs.feed.look(feed.account.id, other)).toMatchObject({ do: "post", of: { attempts: 0 } });
    await feed.needs.feed.release(feed.account.id, other);
  });

  test("F36 begins for further accounts that Sage links without coming here, also when it could not tell", async () => {
    const feed = await aFeed(database());
    const [, second] = feed.accounts;
    if (!second) throw new Error("one account only");
    expect(await recoverLostAccounts(feed.needs, { since: new Date(0), limit: 10 })).toMatchObject({ asked: 0 });
    const offered = await availableAccounts(feed.needs, feed.account.id);
    expect(offered?.map(({ externalId }) => externalId)).toContain(second.id);
    const anew = await accountInSage({ ...feed, account: second });
    const found = await recoverLostAccounts(feed.needs, {
      since: new Date(0),
      limit: 10,
      connectionId: feed.connectionId,
    });
    expect(found.found).toBe(1);
    expect(await feed.needs.connections.accountById(second.id)).toMatchObject({
      status: "connected",
      sageBankAccountId: anew,
      sageBankId: feed.sageBankId,
    });
  });
});
