import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { feeds } from "../../lib/db/schema.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import { aFeed, ledgerOf, postAll, RUNNER, someLines } from "../feed.ts";
import { authorise, days, type Feed, fault, inSageIs, POST, QUERY } from "../feed-steps.ts";
import { refusal as refusalOf } from "../sage.ts";
import { describeStores } from "../stores.ts";

type Push = { pushOperationKey: string; status: string };

describeStores("a feed whose user has to authorise again", (database) => {
  const pathOf = (feed: Feed) => `${feed.connection}/bankAccounts/${feed.account.externalId}/reauthorization`;
  const ask = (feed: Feed) => feed.ask("POST", pathOf(feed));
  const statusOf = async (feed: Feed) => (await feed.ask("GET", pathOf(feed))).body;
  const post = (feed: Feed) => postAll(feed.needs, feed.account.id);
  const push = async (feed: Feed, from: string) => (await feed.push(someLines(2, { from }))).body as Push;
  const statusOfPush = async (feed: Feed, { pushOperationKey }: Push) =>
    ((await feed.ask("GET", `${feed.company}/push/${pushOperationKey}`)).body as Push).status;
  const inSage = async (feed: Feed) => {
    const { status, transactions } = await ledgerOf(feed.fixture, feed.sageBankAccountId);
    return { status, lines: transactions.length };
  };
  test("F37 pauses when the institution asks for a new authorisation, and goes on by itself once it is given", async () => {
    const feed = await aFeed(database());
    await push(feed, "2026-01-05");
    await post(feed);
    expect((await ask(feed)).body).toEqual({ accountId: feed.account.externalId, status: "asked" });
    expect((await ask(feed)).body).toMatchObject({ status: "asked" });
    await post(feed);
    expect(await inSage(feed)).toEqual({ status: "authRequired", lines: 2 });
    expect(await statusOf(feed)).toMatchObject({ status: "required" });

    const waiting = await push(feed, "2026-01-10");
    await post(feed);
    expect(await statusOfPush(feed, waiting)).toBe("Pending");
    expect(await feed.needs.feed.backlog()).toMatchObject({ pushes: 0 });

    await authorise(feed);
    expect(await statusOf(feed)).toMatchObject({ status: "given" });
    // The user is still on the return to Sage, which takes nothing yet.
    await postAll(feed.needs, feed.account.id, 3);
    expect(await statusOfPush(feed, waiting)).toBe("Pending");
    await inSageIs(feed, "active");
    await post(feed);
    expect(await inSage(feed)).toEqual({ status: "active", lines: 4 });
    expect(await statusOfPush(feed, waiting)).toBe("Success");
    expect(await statusOf(feed)).toMatchObject({ status: "none" });
  });

  test("F37 waits for its user once more when they did not come back to Sage in time", async () => {
    const feed = await aFeed(database());
    await ask(feed);
    await post(feed);
    const waiting = await push(feed, "2026-01-10");
    await authorise(feed);
    await postAll(feed.needs, feed.account.id, 2);
    feed.needs.passMinutes(21);
    await post(feed);
    expect(await statusOf(feed)).toMatchObject({ status: "required" });
    await authorise(feed);
    await inSageIs(feed, "active");
    await post(feed);
    expect(await statusOfPush(feed, waiting)).toBe("Success");
    expect(await inSage(feed)).toEqual({ status: "active", lines: 2 });
  });

  test("F37 does not have Sage ask its user twice when Sage asked already", async () => {
    const feed = await aFeed(database());
    await push(feed, "2026-01-10");
    await post(feed);
    await inSageIs(feed, "authRequired");
    await ask(feed);
    const error = { code: "Conflict", message: "The bank account needs to be authorised again", detail: null };
    const action = { status: 409, body: { error } };
    await feed.fixture.control("/faults", {
      match: { method: "POST", path: "/eu/provider/v1/statements" },
      times: 1,
      action,
    });
    await postAll(feed.needs, feed.account.id, 1);
    await inSageIs(feed, "active");
    feed.needs.passMinutes(6);
    await post(feed);
    expect((await inSage(feed)).status).toBe("active");
    expect(await statusOf(feed)).toMatchObject({ status: "none" });
  });

  test("F37 waits also when it was Sage that asked its user", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "authRequired");
    const waiting = await push(feed, "2026-01-10");
    await post(feed);
    expect(await statusOfPush(feed, waiting)).toBe("Pending");
    expect(await statusOf(feed)).toMatchObject({ status: "required" });
  });

  test("F37 does not believe a refusal within 20 minutes of the authorisation, though Sage's account query tells no status", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "authRequired");
    const waiting = await push(feed, "2026-02-05");
    await post(feed);
    await authorise(feed);
    const data = [{ bankAccountId: feed.sageBankAccountId }];
    await fault(feed, QUERY, { status: 200, body: { data } }, "always");
    await postAll(feed.needs, feed.account.id, 20);
    expect(await statusOfPush(feed, waiting)).toBe("Pending");
  });

  test("F37 fails what Sage refuses long after the authorisation, where it says nothing of the account", async () => {
    const feed = await aFeed(database());
    const { needs } = feed;
    await push(feed, "2026-02-04");
    await post(feed);
    await authorise(feed);
    await fault(feed, QUERY, { status: 404, body: refusalOf("NotFoundError") }, "always");
    await fault(feed, POST, { status: 400, body: refusalOf("ValidationError") }, "always");
    const it = await push(feed, "2026-02-05");
    // A try begins shortly before the twenty minutes end, and Sage takes some seconds to answer.
    needs.passMinutes(19.9);
    const sage = {
      ...needs.sage,
      postStatement: async (...given: Parameters<typeof needs.sage.postStatement>) => {
        const answer = await needs.sage.postStatement(...given);
        needs.passMinutes(0.2);
        return answer;
      },
    };
    await postNext({ ...needs, sage }, feed.account.id, RUNNER);
    await days(feed);
    expect(await statusOfPush(feed, it)).toBe("Failed");
  });

  test("F37 is not asked about an account that is not connected, is unknown, or is another's", async () => {
    const feed = await aFeed(database());
    const other = await aFeed(database());
    expect((await other.ask("POST", pathOf(feed))).status).toBe(404);
    expect((await feed.ask("GET", `${feed.connection}/bankAccounts/nobody/reauthorization`)).status).toBe(404);
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    expect((await ask(feed)).status).toBe(400);
  });

  test("F37 soon asks again if a user is back when Sage did not answer", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "authRequired");
    const waiting = await push(feed, "2026-02-05");
    await post(feed);
    await inSageIs(feed, "active");
    feed.needs.passMinutes(11);
    await fault(feed, QUERY, { status: 400, body: refusalOf("ValidationError") });
    expect(await postNext(feed.needs, feed.account.id, RUNNER)).toBe(null);
    const [row] = await feed.needs.db.select().from(feeds).where(eq(feeds.sourceAccountId, feed.account.id));
    expect(row).toMatchObject({ awaitsSage: "eu", askedInVain: 0 });
    await post(feed);
    expect(await statusOfPush(feed, waiting)).toBe("Success");
  });

  test("F37 asks seldomer the more often Sage answers that the user is not back", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "authRequired");
    await push(feed, "2026-02-05");
    await post(feed);
    const asked = async () => {
      await postAll(feed.needs, feed.account.id, 3);
      const [row] = await feed.needs.db.select().from(feeds).where(eq(feeds.sourceAccountId, feed.account.id));
      return row?.askedInVain;
    };
    const counts = [];
    for (const minutes of [4, 1, 5, 5, 19, 1]) {
      feed.needs.passMinutes(minutes);
      counts.push(await asked());
    }
    expect(counts).toEqual([0, 1, 1, 2, 2, 3]);
  });

  test("F37 asks now and then whether a user is back of whom nothing was heard", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "authRequired");
    const waiting = await push(feed, "2026-02-05");
    await post(feed);
    expect(await statusOf(feed)).toMatchObject({ status: "required" });
    await inSageIs(feed, "active");
    await post(feed);
    expect(await statusOfPush(feed, waiting)).toBe("Pending");
    feed.needs.passMinutes(11);
    expect(await feed.needs.feed.revive(feed.needs.clock(), 1_000)).toBeGreaterThan(0);
    await post(feed);
    expect(await statusOfPush(feed, waiting)).toBe("Success");
    expect(await statusOf(feed)).toMatchObject({ status: "none" });
  });
});
