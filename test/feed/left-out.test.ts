import { readFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { bankLines, feeds, statements } from "../../lib/db/schema.ts";
import { accountInSage, aFeed, ledgerOf, postAll, someLines } from "../feed.ts";
import { type Feed, hear, type Push, post } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

const sqlOf = (name: string) => readFileSync(new URL(`../../lib/db/migrations/${name}.sql`, import.meta.url), "utf8");
const migration = sqlOf("0020_left_out");

/** Lines of a first day that the release before kept as a moment of that day. */
describeStores("lines that were left out on the first day of a feed", (database) => {
  const line = (id: string, date: string) => ({ ...someLines(1)[0], id, date });
  const inSage = async (feed: Feed, id: string) =>
    (await ledgerOf(feed.fixture, id)).transactions.map(({ uniqueId }) => uniqueId).toSorted();
  const migrate = (feed: Feed) => feed.needs.db.execute(sql.raw(migration));

  /** A statement as releases wrote it that knew no days, and no closing balance either. */
  const unwritten = { wantedFrom: null, closingDay: null, closingBalance: null };

  type Past = {
    /** The first day as Sage wrote it. */
    told?: string;
    /** The moment at which the line was kept. */
    at?: string;
    /** The day of a sent line, and the moment that the store has if it differs. */
    sentOn?: string;
    sentAt?: string;
    /** Lines of the same push that were before the first day. */
    earlier?: readonly object[];
    /** The first day that counted when the line was pushed. An earlier line got a warning. */
    judgedBy?: string;
    /** The statement that passed the line by is of a release that knows days. */
    ofDays?: boolean;
    /** It is under way still. */
    isUnderway?: boolean;
  };

  /** An account as 0012 left it, with a line that was left out before and one that was sent. */
  async function fixture(past: Past = {}) {
    const { told = "2026-07-01T00:00:00-05:00", at = "2026-07-01T03:00:00Z", sentOn = "2026-07-02" } = past;
    const feed = await aFeed(database());
    feed.needs.setTime(new Date("2026-08-10T12:00:00Z"));
    const [, second] = feed.accounts;
    if (!second) throw new Error("one account only");
    const own = { ...feed, account: second };
    const push = async (...lines: object[]) => {
      const path = `${feed.connection}/push/bankAccounts/${second.externalId}/bankTransactions`;
      return (await feed.ask("POST", path, { accountId: second.externalId, transactions: lines })).body as Push;
    };
    const id = await accountInSage(own, "2026-06-01");
    await hear(own, id, past.judgedBy ?? "2026-07-02");
    await push(...(past.earlier ?? []), line("the line", "2026-07-01"), { ...line("sent", sentOn), balance: 777 });
    if (past.isUnderway) await feed.fixture.control("/options", { statementDelayMs: 3_600_000 });
    await (past.isUnderway ? postAll(own.needs, second.id, 1) : post(own));
    const { db } = feed.needs;
    if (!past.ofDays) await db.update(statements).set(unwritten).where(eq(statements.sageBankAccountId, id));
    await db.execute(sql`update source_accounts set feed_start_date = '2026-07-01T00:00:00Z' where id = ${second.id}`);
    await db.execute(
      sql`update bank_lines set at = ${at}::timestamptz where id = 'the line' and source_account_id = ${second.id}`,
    );
    if (past.sentAt)
      await db.execute(
        sql`update bank_lines set at = ${past.sentAt}::timestamptz where id = 'sent' and source_account_id = ${second.id}`,
      );
    const additional = JSON.stringify({ requestedStartDate: told });
    await db.execute(sql`update notifications set additional_data = ${additional}::jsonb where resource_id = ${id}`);
    return { own, id, push };
  }

  test("F30 goes to Sage once after the upgrade, and lines sent since do not go again", async () => {
    const { own, id, push } = await fixture();
    expect(await inSage(own, id)).toEqual(["sent"]);
    await push(line("since", "2026-07-01"));
    await post(own);
    for (let times = 0; times < 2; times++) {
      await migrate(own);
      await post(own);
      expect(await inSage(own, id)).toEqual(["sent", "since", "the line"]);
      // The account stands as its newest day has left it.
      expect((await ledgerOf(own.fixture, id)).balances.ledgerBalance).toBe(777);
    }
    expect(await push(line("the line", "2026-07-01"))).toMatchObject({ status: "Success" });
  });

  const early = line("earlier", "2026-06-30");
  test.each<[string, "sent again" | "left as it is", Past]>([
    ["that was kept before a moment with an offset", "sent again", {}],
    ["that was kept before a moment with a Z", "sent again", { told: "2026-07-01T05:00:00Z" }],
    ["whose push has another one that was warned of too", "sent again", { earlier: [early] }],
    ["that was kept before a moment without a zone", "left as it is", { told: "2026-07-01T05:00:00" }],
    ["that was kept at the moment itself", "left as it is", { at: "2026-07-01T05:00:00Z" }],
    ["that was kept at midnight", "left as it is", { at: "2026-07-01T00:00:00Z" }],
    ["that was sent, in a push with a warning", "left as it is", { earlier: [early], judgedBy: "2026-07-01" }],
    ["that was left out by a release that knows days", "left as it is", { ofDays: true }],
    ["of the account's newest day", "left as it is", { sentAt: "2026-07-01T06:00:00Z" }],
    ["that Sage would refuse as too late", "left as it is", { sentOn: "2026-07-16" }],
  ])("F30 a line %s is %s", async (_, expected, past) => {
    const { own } = await fixture(past);
    const before = await placesOf(own);
    await migrate(own);
    const moved = [...(await placesOf(own))].filter(([id, seq]) => before.get(id) !== seq).map(([id]) => id);
    expect(moved).toEqual(expected === "sent again" ? ["the line"] : []);
  });

  const placesOf = async ({ needs, account }: Feed) => {
    const rows = await needs.db.select().from(bankLines).where(eq(bankLines.sourceAccountId, account.id));
    return new Map(rows.map(({ id, seq }) => [id, seq]));
  };

  test.each<[string, "sent behind it" | "left as it is", Past]>([
    ["passed by", "sent behind it", {}],
    ["passed by, and that was kept at midnight", "sent behind it", { at: "2026-07-01T00:00:00Z" }],
    ["left out, as it is of before the first day", "left as it is", { at: "2026-06-30T23:59:59Z" }],
    ["left out by a release that knows days", "left as it is", { ofDays: true }],
    ["passed by, of the account's newest day", "left as it is", { sentAt: "2026-07-01T06:00:00Z" }],
    ["passed by, and that Sage would refuse as too late", "left as it is", { sentOn: "2026-07-16" }],
  ])("F30 a line that a statement under way has %s is %s", async (_, expected, past) => {
    const { own, id } = await fixture({ ...past, isUnderway: true });
    const before = await placesOf(own);
    await own.needs.db.execute(sql.raw(sqlOf("0025_first_day")));
    const after = await placesOf(own);
    const isMoved = expected === "sent behind it";
    expect([...after].filter(([line, seq]) => before.get(line) !== seq).map(([line]) => line)).toEqual(
      isMoved ? ["the line"] : [],
    );
    await own.fixture.control("/clock", { advanceSeconds: 3_600 });
    await own.fixture.control("/options", { statementDelayMs: 0 });
    await post(own);
    expect(await inSage(own, id)).toEqual(isMoved ? ["sent", "the line"] : ["sent"]);
  });

  test("F30 is looked for at once where nothing was sent since", async () => {
    const { own, id } = await fixture();
    const its = eq(feeds.sourceAccountId, own.account.id);
    await own.needs.db.update(feeds).set({ sentThrough: 0, lookedAt: null }).where(its);
    await own.needs.db.delete(statements).where(eq(statements.sageBankAccountId, id));
    await migrate(own);
    expect(await own.needs.db.select().from(feeds).where(its)).toMatchObject([{ lookedAt: expect.any(Date) }]);
  });
});
