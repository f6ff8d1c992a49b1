import { readdirSync, readFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { accountCreated, recoverLostAccounts } from "../../lib/connection/sage-account-events.ts";
import { sourceAccounts } from "../../lib/db/schema.ts";
import { interpret, SageNotification } from "../../lib/sage/notification.ts";
import { accountInSage, aFeed, ledgerOf, postAll, someLines } from "../feed.ts";
import { type Feed, fault, inSageIs, post, QUERY, share } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

const ownZone = process.env.TZ;
afterEach(() => {
  if (ownZone === undefined) delete process.env.TZ;
  else process.env.TZ = ownZone;
});

const ZONES = ["UTC", "Pacific/Auckland", "America/Los_Angeles"];
/** One day in the ways in which institutions and Sage's products may write it. */
const FIRST_OF_JULY = [
  "2026-07-01",
  "2026-07-01T00:00:00+01:00",
  "2026-07-01T00:00:00+14:00",
  "2026-07-01T23:30:00-05:00",
  "2026-07-01T23:59:59.9999999Z",
  "2026-07-01T09:15:00",
];

describeStores("a day of the calendar", (database) => {
  async function aFeedIn(zone: string, now = "2026-07-10T12:00:00Z") {
    process.env.TZ = zone;
    const feed = await aFeed(database());
    feed.needs.setTime(new Date(now));
    return feed;
  }
  const inSage = async (feed: Feed, id = feed.sageBankAccountId) =>
    (await ledgerOf(feed.fixture, id)).transactions.map(({ uniqueId, datePosted }) => [uniqueId, datePosted]);
  const lineOn = (date: string, index: number) => ({
    ...someLines(1)[0],
    id: `line ${index}`,
    date,
    balance: (10_000 + index * 1_010) / 100,
  });
  const startDatesOf = async (feed: Feed) => {
    const { body } = await feed.ask("GET", `${feed.connection}/connectionInfo/bankFeedAccounts`);
    return (body as { feedStartDate?: string }[]).map(({ feedStartDate }) => feedStartDate ?? null);
  };

  test.each(ZONES)("F1 reaches Sage as it was written, by a server in %s", async (zone) => {
    const feed = await aFeedIn(zone);
    const pushed = await feed.push(FIRST_OF_JULY.map(lineOn));
    expect(pushed.body).toMatchObject({ status: "Pending", validation: { errors: [], warnings: [] } });
    await post(feed);
    const days = (await inSage(feed)).map(([, date]) => date?.slice(0, 10));
    expect(days).toEqual(FIRST_OF_JULY.map(() => "2026-07-01"));
  });

  test("F1 that is pushed once more in another way of writing is the same line", async () => {
    const feed = await aFeedIn("UTC");
    await feed.push([lineOn("2026-07-01", 0)]);
    await post(feed);
    for (const date of FIRST_OF_JULY) {
      const { body } = await feed.push([lineOn(date, 0)]);
      expect(body, date).toMatchObject({ status: "Success", validation: { errors: [] } });
    }
  });

  test.each(ZONES)("F30 that a feed begins with is named and delivered, by a server in %s", async (zone) => {
    const feed = await aFeedIn(zone);
    for (const [index, written] of FIRST_OF_JULY.entries()) {
      await inSageIs(feed, "cancelled");
      await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
      feed.needs.passMinutes(1);
      const id = await accountInSage(feed, "2026-07-01");
      const told = SageNotification.parse({
        type: "resourceCreated",
        resource: { id, type: "bankAccount" },
        additionalData: { externalId: feed.account.id, bankId: feed.sageBankId, requestedStartDate: written },
      });
      const read = interpret(told);
      if (!read.ok || read.heard.event !== "account-created") throw new Error("no such word");
      const { heard } = read;
      await accountCreated(feed.needs, { ...heard, sourceAccountId: heard.externalId ?? "" });
      expect((await startDatesOf(feed))[0], written).toMatch(/^2026-07-01(T00:00:00.000Z)?$/);
      const lines = [lineOn("2026-06-30", index), { ...lineOn("2026-07-01", index), id: `first ${index}` }];
      const { body } = await feed.push(index === 0 ? lines : lines.slice(1));
      expect((body as { validation: { errors: object[] } }).validation.errors).toEqual([]);
      await post(feed);
      expect((await inSage(feed, id)).map(([line]) => line)).toContain(`first ${index}`);
      Object.assign(feed, { sageBankAccountId: id });
    }
  });

  test.each(ZONES)("F30 that the account query names is the first of the feed, by a server in %s", async (zone) => {
    const feed = await aFeedIn(zone);
    const [, second] = feed.accounts;
    if (!second) throw new Error("one account only");
    for (const written of FIRST_OF_JULY) {
      const change = { status: "pending", sageBankAccountId: null, feedStartDate: null } as const;
      await feed.needs.db.update(sourceAccounts).set(change).where(eq(sourceAccounts.id, second.id));
      const bankAccountId = await accountInSage({ ...feed, account: second }, "2026-07-01");
      await share(feed, { accountIds: [second.id] });
      await fault(feed, QUERY, {
        status: 200,
        body: { data: [{ bankAccountId, status: "active", requestedStartDate: written }] },
      });
      await recoverLostAccounts(feed.needs, { since: new Date(0), limit: 10, connectionId: feed.connectionId });
      expect((await startDatesOf(feed))[1], written).toMatch(/^2026-07-01(T00:00:00.000Z)?$/);
    }
  });

  test("F30 stored as a moment reads after the upgrade as Sage had written it", async () => {
    const feed = await aFeedIn("UTC");
    const { db } = feed.needs;
    const its = (text: string) => sql`update source_accounts set feed_start_date = ${text}::timestamptz
      where id = ${feed.account.id}`;
    // As the release before kept 1 July in a summer time: the evening before.
    await db.execute(its("2026-06-30T23:00:00Z"));
    await db.execute(sql`insert into notifications (type, resource_type, resource_id, additional_data, received_at)
      values ('resourceCreated', 'bankAccount', ${feed.sageBankAccountId}, ${JSON.stringify({ requestedStartDate: "2026-07-01T00:00:00+01:00" })}::jsonb, now())`);
    const folder = new URL("../../lib/db/migrations/", import.meta.url);
    const name = readdirSync(folder).find((file) => file.endsWith("_days.sql")) ?? "";
    const updates = readFileSync(new URL(name, folder), "utf8")
      .split("--> statement-breakpoint")
      .filter((statement) => /^update /im.test(statement));
    for (const update of updates) await db.execute(sql.raw(update));
    expect((await startDatesOf(feed))[0]).toMatch(/^2026-07-01/);
    await feed.push([lineOn("2026-07-01", 0)]);
    await postAll(feed.needs, feed.account.id);
    expect(await inSage(feed)).toHaveLength(1);
  });

  test.each([
    ["2026-06-30T23:00:00Z", "2026-07-01T00:00:00+01:00", "Success"],
    ["2026-06-30T23:00:00Z", "2026-07-01", "Success"],
    ["2026-07-02T04:30:00Z", "2026-07-01T23:30:00-05:00", "Success"],
    ["2026-07-01T09:15:00Z", "2026-07-01T09:15:00", "Success"],
    ["2026-06-29T23:00:00Z", "2026-07-01", "Failed"],
    ["2026-06-30T00:00:00Z", "2026-07-01", "Failed"],
  ])(
    "F1 that was kept as the moment %s before the upgrade and is pushed once more as %s: %s",
    async (at, date, status) => {
      const feed = await aFeedIn("UTC");
      await feed.push([lineOn("2026-07-01", 0)]);
      await post(feed);
      await feed.needs.db.execute(
        sql`update bank_lines set at = ${at}::timestamptz where source_account_id = ${feed.account.id}`,
      );
      expect((await feed.push([lineOn(date, 0)])).body).toMatchObject({ status });
    },
  );
});
