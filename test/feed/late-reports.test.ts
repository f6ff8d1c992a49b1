import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accountCreated, accountFound } from "../../lib/connection/sage-account-events.ts";
import { sourceAccounts } from "../../lib/db/schema.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import { accountInSage, aFeed, RUNNER } from "../feed.ts";
import { connectedTo, fault, hear, linesIn, linkTo, post, push, QUERY, told } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

/** Sage's notifications come late, twice and in any order: which account takes the transactions is what Sage says when asked. */
describeStores("late notifications of an older Sage account", (database) => {
  /** A Sage account that Sage has ended and never reported, and its known successor. */
  async function aNewerAccount(startDate = "2026-01-01") {
    const feed = await aFeed(database());
    const nothing = { status: "pending" as const, sageBankAccountId: null, feedStartDate: null, connectedAt: null };
    await feed.needs.db.update(sourceAccounts).set(nothing).where(eq(sourceAccounts.id, feed.account.id));
    await feed.fixture.control(`/accounts/${feed.sageBankAccountId}/status`, { status: "cancelled" });
    const newer = await accountInSage(feed, startDate);
    expect(await hear(feed, newer, startDate)).toBe("connected");
    return { feed, older: feed.sageBankAccountId, newer };
  }

  test("F36 change nothing, the first time or once more, nor does its end, while the newer one has a statement", async () => {
    const { feed, older, newer } = await aNewerAccount();
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    for (let times = 0; times < 2; times++) expect(await hear(feed, older)).toBe("repeated");
    expect(await hear(feed, older, null, "resourceDeleted")).toBe("unknown");
    for (const id of [newer, older]) expect(await hear(feed, id)).not.toBe("connected");
    await post(feed);
    expect([await connectedTo(feed), await told(feed, it), await linesIn(feed, newer)]).toEqual([newer, "Success", 2]);
  });

  test("F36 with a later start date take nothing from the newer one's transactions", async () => {
    const { feed, older, newer } = await aNewerAccount();
    const early = await push(feed, "2026-01-05");
    await postNext(feed.needs, feed.account.id, RUNNER);
    await hear(feed, older, "2026-02-01");
    const late = await push(feed, "2026-02-05");
    await post(feed);
    expect([await told(feed, early), await told(feed, late), await linesIn(feed, newer)]).toEqual([
      "Success",
      "Success",
      4,
    ]);
  });

  test("F36 are an error, to be repeated by Sage, while Sage does not say which account is alive", async () => {
    const { feed, older, newer } = await aNewerAccount();
    await fault(feed, QUERY, { status: 500 }, "always");
    await expect(hear(feed, older)).rejects.toThrow(/did not say/);
    expect(await connectedTo(feed)).toBe(newer);
    await feed.fixture.call("DELETE", "/_control/faults");
    expect(await hear(feed, older)).toBe("repeated");
  });

  test("F36 do not hinder the notification of a newer one", async () => {
    const { feed, newer } = await aNewerAccount();
    const it = await push(feed);
    await post(feed);
    await feed.fixture.control(`/accounts/${newer}/status`, { status: "cancelled" });
    const newest = await accountInSage(feed, "2026-01-01");
    expect(await hear(feed, newest)).toBe("connected");
    await post(feed);
    expect([await connectedTo(feed), await told(feed, it), await linesIn(feed, newest)]).toEqual([
      newest,
      "Success",
      2,
    ]);
  });

  test("F36 are news where Sage has both alive", async () => {
    const { feed, newer } = await aNewerAccount();
    const another = crypto.randomUUID() as string;
    const data = [newer, another].map((bankAccountId) => ({ bankAccountId, status: "active" }));
    await fault(feed, QUERY, { status: 200, body: { data } }, "always");
    expect(await hear(feed, another)).toBe("connected");
    expect(await connectedTo(feed)).toBe(another);
  });

  test("F36 lend their start date to none that Sage names without one", async () => {
    const { feed, older, newer } = await aNewerAccount();
    await accountFound(feed.needs, linkTo(feed, older, "2026-02-01"));
    await accountFound(feed.needs, linkTo(feed, newer, null));
    const early = await push(feed, "2026-01-06");
    await post(feed);
    expect([await told(feed, early), await linesIn(feed, newer)]).toEqual(["Success", 2]);
  });

  test("F36 with an unknown bank leave the account's bank as it was", async () => {
    const { feed, newer } = await aNewerAccount();
    await hear(feed, newer, null, "resourceDeleted");
    await feed.fixture.control(`/accounts/${newer}/status`, { status: "cancelled" });
    const newest = await accountInSage(feed, "2026-01-01");
    await accountCreated(feed.needs, { ...linkTo(feed, newest, "2026-01-01"), bankId: crypto.randomUUID() });
    const it = await push(feed);
    await post(feed);
    expect([await told(feed, it), await linesIn(feed, newest)]).toEqual(["Success", 2]);
  });
});
