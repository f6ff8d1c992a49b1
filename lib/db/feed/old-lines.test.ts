import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { theDay } from "../../../test/days.ts";
import { aFeed, connect, ledgerOf, someLines } from "../../../test/feed.ts";
import { type Feed, fault, inSageIs, linesIn, POST, type Push, post, told } from "../../../test/feed-steps.ts";
import { describeStores } from "../../../test/stores.ts";
import { bankLines, feeds, pushOperations, statements } from "../schema.ts";
import { eraseFeeds } from "./old-lines.ts";

const KEPT_DAYS = 90;
const DAY_MINUTES = 24 * 60;

const passDays = (feed: Feed, count: number) => feed.needs.passMinutes(count * DAY_MINUTES);
const erase = ({ needs }: Feed) => {
  const now = needs.clock();
  return eraseFeeds(needs.db, new Date(now.getTime() - KEPT_DAYS * 86_400_000), now, 1_000);
};
/** Sage ends its account, and its user makes another one of it. */
async function connectAnew(feed: Feed, startDate: string) {
  await inSageIs(feed, "cancelled");
  await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
  return connect(feed, startDate);
}
const held = async ({ needs, account }: Feed) => {
  const of = (table: typeof bankLines | typeof pushOperations | typeof statements) =>
    needs.db.$count(table, eq(table.sourceAccountId, account.id));
  return { lines: await of(bankLines), pushes: await of(pushOperations), statements: await of(statements) };
};
const pushed = async (feed: Feed, count: number, from: string) => {
  const lines = someLines(count, { from });
  const { body } = await feed.push(lines);
  return { lines, push: body as Push };
};

describeStores("bank transactions that are older than they are kept", (database) => {
  /** An account with a push of January and one of March, long ago and lately completed. */
  async function fixture() {
    const feed = await aFeed(database());
    const old = await pushed(feed, 3, "2026-01-05");
    await post(feed);
    passDays(feed, KEPT_DAYS + 1);
    const recent = await pushed(feed, 2, "2026-03-05");
    await post(feed);
    return { feed, old, recent };
  }

  test("lose Sage's words about a refused statement, whose code stays", async () => {
    const feed = await aFeed(database());
    const error = { code: "ValidationError", message: "The holder is unknown", detail: null };
    await fault(feed, POST, { status: 400, body: { data: null, error } }, "always");
    await pushed(feed, 1, "2026-01-05");
    await post(feed);
    const words = async () => {
      const rows = await feed.needs.db
        .select({ answer: statements.sageAnswer })
        .from(statements)
        .where(eq(statements.sourceAccountId, feed.account.id));
      return rows.map(({ answer }) => [answer?.code, answer?.message]);
    };
    expect(await words()).toEqual([["ValidationError", "The holder is unknown"]]);
    await erase(feed);
    expect(await words()).toEqual([["ValidationError", "The holder is unknown"]]);
    passDays(feed, KEPT_DAYS + 1);
    await erase(feed);
    expect(await words()).toEqual([["ValidationError", null]]);
  });

  test("go of every account, though another's cannot", async ({ onTestFinished }) => {
    const stuck = await fixture();
    const { feed } = await fixture();
    const { db, clock } = feed.needs;
    await db.execute(sql`create function refuse() returns trigger language plpgsql as 'begin raise ''refused''; end'`);
    await db.execute(
      sql.raw(`create trigger stuck before delete on bank_lines for each row
        when (old.source_account_id = '${stuck.feed.account.id}') execute function refuse()`),
    );
    onTestFinished(async () => {
      await db.execute(sql`drop function refuse cascade`);
      // Nothing of it is left for the test after this one.
      await erase(feed);
    });
    // The one that cannot is looked at first.
    await db
      .update(feeds)
      .set({ weededAt: new Date(0) })
      .where(eq(feeds.sourceAccountId, stuck.feed.account.id));
    const faults: string[] = [];
    const before = new Date(clock().getTime() - KEPT_DAYS * 86_400_000);
    await eraseFeeds(db, before, clock(), 1_000, (_, sourceAccountId) => faults.push(sourceAccountId));
    expect(faults).toEqual([stuck.feed.account.id]);
    expect(await held(feed)).toEqual({ lines: 2, pushes: 1, statements: 1 });
    expect(await held(stuck.feed)).toEqual({ lines: 5, pushes: 2, statements: 2 });
  });

  test("go with their push and statement, once Sage has them; the account's others stay, and work", async () => {
    const { feed, old, recent } = await fixture();
    expect(await erase(feed)).toBe(3 + 1 + 1);
    expect(await held(feed)).toEqual({ lines: 2, pushes: 1, statements: 1 });
    expect((await feed.ask("GET", `${feed.company}/push/${old.push.pushOperationKey}`)).status).toBe(404);
    // Known as a repeat; refused as too old, which is in Sage and must not be there twice; and new.
    expect((await feed.push(recent.lines)).body).toMatchObject({ status: "Success" });
    expect((await feed.push(old.lines)).body).toMatchObject({ status: "Failed" });
    const more = await pushed(feed, 2, "2026-03-06");
    await post(feed);
    expect(await told(feed, more.push)).toBe("Success");
    const inSage = (await ledgerOf(feed.fixture, feed.sageBankAccountId)).transactions.map(({ uniqueId }) => uniqueId);
    expect(inSage).toEqual([...old.lines, ...recent.lines, ...more.lines].map(({ id }) => id));
  });

  test("are searched for once a day in each account, and immediately once more where there are more", async () => {
    const { feed } = await fixture();
    expect(await erase(feed)).toBeGreaterThan(0);
    await feed.needs.db.update(bankLines).set({ day: theDay("2026-01-05") });
    expect(await erase(feed)).toBe(0);
    const weeded = async () =>
      (await feed.needs.db.select().from(feeds).where(eq(feeds.sourceAccountId, feed.account.id)))[0]?.weededAt;
    expect(await weeded()).toEqual(feed.needs.clock());
  });

  test("stay while Sage's present account does not have them, and go once it has", async () => {
    const { feed } = await fixture();
    const anew = await connectAnew(feed, "2026-01-01");
    await erase(feed);
    expect((await held(feed)).lines).toBe(5);
    await post(feed);
    expect(await linesIn(feed, anew)).toBe(5);
    passDays(feed, 2);
    await erase(feed);
    expect((await held(feed)).lines).toBe(2);
  });

  test("stay while they wait, and where a start date has left them out", async () => {
    const feed = await aFeed(database());
    await pushed(feed, 2, "2026-01-05");
    passDays(feed, KEPT_DAYS + 1);
    await pushed(feed, 2, "2026-03-05");
    await erase(feed);
    expect((await held(feed)).lines).toBe(4);
    const later = await connectAnew(feed, "2026-02-01");
    await post(feed);
    passDays(feed, KEPT_DAYS + 1);
    await pushed(feed, 2, "2026-06-05");
    await post(feed);
    await erase(feed);
    // January's were left out: an earlier start date brings them. March's are in Sage.
    expect((await held(feed)).lines).toBe(4);
    await feed.needs.connections.markDisconnected(later, feed.needs.clock());
    const earlier = await connect(feed, "2026-01-01");
    await post(feed);
    expect(await linesIn(feed, earlier)).toBe(4);
  });

  test("stay the last month of a connected account, however old, so that no repeat is taken for new", async () => {
    const feed = await aFeed(database());
    const { lines } = await pushed(feed, 2, "2026-01-05");
    await post(feed);
    passDays(feed, 5 * KEPT_DAYS);
    await erase(feed);
    expect((await held(feed)).lines).toBe(2);
    await feed.push(lines);
    await post(feed);
    expect(await linesIn(feed)).toBe(2);
  });
});
