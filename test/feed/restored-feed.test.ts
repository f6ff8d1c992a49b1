import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditStore } from "../../lib/db/console/audit-store.ts";
import { restore } from "../../lib/db/feed/restore.ts";
import { feeds, pushOperations, sourceAccounts, statements, storeFacts } from "../../lib/db/schema.ts";
import { aFeed, connect, ledgerOf, postAll, someLines } from "../feed.ts";
import { endHere, type Feed, fault, inSageIs, POST, type Push, post, told } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

describeStores("a feed that came from a backup", (database) => {
  const inSage = async (feed: Feed, id = feed.sageBankAccountId) =>
    (await ledgerOf(feed.fixture, id)).transactions.map(({ uniqueId }) => uniqueId);
  const push = async (feed: Feed, lines: readonly object[]) => (await feed.push(lines)).body as Push;
  const idsOf = (lines: readonly { id: string }[]) => lines.map(({ id }) => id);
  const isRestored = ({ needs }: Feed) => restore(needs.db, needs.clock(), auditStore(needs.db, needs.clock));

  /** Removes the feed's rows from the store, as an earlier backup does. */
  async function forget({ needs, account }: Feed) {
    await needs.db.delete(pushOperations).where(eq(pushOperations.sourceAccountId, account.id));
    await needs.db.delete(statements).where(eq(statements.sourceAccountId, account.id));
    await needs.db.delete(feeds).where(eq(feeds.sourceAccountId, account.id));
  }

  const mostLines = async ({ needs, account }: Feed) =>
    (await needs.db.select({ is: feeds.mostLines }).from(feeds).where(eq(feeds.sourceAccountId, account.id)))[0]?.is;

  /** Lines that Sage has and this store does not know. */
  async function sent(feed: Feed, count: number) {
    const lines = someLines(count);
    await push(feed, lines);
    await post(feed);
    return lines;
  }

  test("F38 detects that its store has moved, at the first unexpected duplicate", async () => {
    const feed = await aFeed(database());
    const { db, feed: store } = feed.needs;
    await db.delete(storeFacts);
    expect(await store.noticeRestore()).toBe(false);
    const lines = await sent(feed, 3);
    await forget(feed);
    const elsewhere = JSON.stringify({ system: "1", database: "1", timeline: "00000000" });
    await db.update(storeFacts).set({ value: elsewhere }).where(eq(storeFacts.name, "origin"));
    const it = await push(feed, lines);
    await post(feed);
    expect([await told(feed, it), await inSage(feed)]).toEqual(["Success", idsOf(lines)]);
    const [fact] = await db.select().from(storeFacts).where(eq(storeFacts.name, "restored"));
    expect(fact?.value).toBe("found");
    expect(await store.noticeRestore()).toBe(false);
  });

  test.each([
    ["names what it has", {}],
    ["names none of it", { answers: { duplicateTransaction: "failed" } }],
  ])("F38 takes what Sage has as delivered and sends the rest in order, where Sage %s", async (_, options) => {
    const feed = await aFeed(database());
    const lines = await sent(feed, 6);
    const fresh = someLines(5, { from: "2026-01-08" });
    await forget(feed);
    await isRestored(feed);
    await feed.fixture.control("/options", options);
    const both = [await push(feed, lines.slice(0, 2)), await push(feed, [...lines.slice(2), ...fresh])];
    await post(feed);
    for (const it of both) expect(await told(feed, it)).toBe("Success");
    expect(await inSage(feed)).toEqual(idsOf([...lines, ...fresh]));
  });

  test("F38 sends as many lines as usual again once Sage has taken some", async () => {
    const feed = await aFeed(database());
    const lines = await sent(feed, 2);
    await forget(feed);
    await isRestored(feed);
    await feed.fixture.control("/options", { answers: { duplicateTransaction: "failed" } });
    await push(feed, [...lines, ...someLines(100, { from: "2026-01-08" })]);
    await post(feed);
    expect(await mostLines(feed)).not.toBeNull();
    await push(feed, someLines(600, { from: "2026-01-12" }));
    await post(feed);
    expect(await mostLines(feed)).toBeNull();
    expect(await inSage(feed)).toHaveLength(702);
  });

  test("F38 fails a push when Sage refuses its rest, and takes it as delivered when it is pushed again", async () => {
    const feed = await aFeed(database());
    const lines = await sent(feed, 2);
    const fresh = someLines(2, { from: "2026-01-08" });
    await forget(feed);
    await isRestored(feed);
    const first = await push(feed, [...lines, ...fresh]);
    // The duplicate of all four, and that of the two that Sage named.
    await postAll(feed.needs, feed.account.id, 2);
    const no = { status: 400, body: { data: null, error: { code: "ValidationError", message: "no", detail: null } } };
    await fault(feed, POST, no, 3);
    await post(feed);
    expect([await told(feed, first), await inSage(feed)]).toEqual(["Failed", idsOf(lines)]);
    const second = await push(feed, [...lines, ...fresh]);
    await post(feed);
    expect([await told(feed, second), await inSage(feed)]).toEqual(["Success", idsOf([...lines, ...fresh])]);
  });

  test("F38 comes to its end when its institution disconnects it while a part of a push is in flight", async () => {
    const feed = await aFeed(database());
    const lines = await sent(feed, 2);
    const fresh = someLines(2, { from: "2026-01-08" });
    await forget(feed);
    await isRestored(feed);
    const it = await push(feed, [...lines, ...fresh]);
    // The duplicate of all four; then the two that Sage named are on their way.
    await postAll(feed.needs, feed.account.id, 1);
    await fault(feed, POST, { status: 503 });
    await postAll(feed.needs, feed.account.id, 1);
    await endHere(feed);
    await post(feed);
    const its = and(eq(statements.sourceAccountId, feed.account.id), isNull(statements.finishedAt));
    expect(await feed.needs.db.$count(statements, its)).toBe(0);
    expect([await told(feed, it), await inSage(feed)]).toEqual(["Failed", idsOf(lines)]);
  });

  test("F38 goes on to the account that followed in Sage since, which has its lines already", async () => {
    const feed = await aFeed(database());
    const before = feed.sageBankAccountId;
    await inSageIs(feed, "cancelled");
    feed.needs.passMinutes(1);
    const anew = await connect(feed);
    const lines = await sent(feed, 3);
    await forget(feed);
    const { db } = feed.needs;
    const its = eq(sourceAccounts.id, feed.account.id);
    await db.update(sourceAccounts).set({ sageBankAccountId: before }).where(its);
    await isRestored(feed);
    const fresh = someLines(2, { from: "2026-01-08" });
    const it = await push(feed, [...lines, ...fresh]);
    await post(feed);
    expect([await told(feed, it), await inSage(feed, anew)]).toEqual(["Success", idsOf([...lines, ...fresh])]);
  });

  test("F38 counts as unknown for 30 days and no longer", async () => {
    const feed = await aFeed(database());
    const lines = await sent(feed, 2);
    await isRestored(feed);
    for (const [days, expected] of [
      [29, "Success"],
      [2, "Failed"],
    ] as const) {
      await forget(feed);
      feed.needs.passMinutes(days * 24 * 60);
      const it = await push(feed, lines);
      await post(feed);
      expect([days, await told(feed, it)]).toEqual([days, expected]);
    }
  });
});
