import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { institutions } from "../../lib/db/schema.ts";
import { aFeed, connect, ledgerOf, someLines } from "../feed.ts";
import { type Feed, fault, inSageIs, POST, type Push, post } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

type Told = Push & {
  validation: Record<"errors" | "warnings", { itemId: string; message: string; validatorName: string }[]>;
};

describeStores("the order of transactions", (database) => {
  const line = (date: string, id = date) => ({ ...someLines(1)[0], id, date });
  const push = async (feed: Feed, ...lines: object[]) => (await feed.push(lines)).body as Told;
  const warnings = ({ validation }: Told) =>
    validation.warnings
      .filter(({ itemId }) => itemId.endsWith(".date"))
      .map(({ itemId, validatorName }) => [itemId, validatorName]);
  async function fixture(now = "2026-07-10T12:00:00Z") {
    const feed = await aFeed(database());
    feed.needs.setTime(new Date(now));
    return feed;
  }
  const ledger = async (feed: Feed, id = feed.sageBankAccountId) => {
    const { transactions, balances } = await ledgerOf(feed.fixture, id);
    return { ids: transactions.map(({ uniqueId }) => uniqueId), balance: balances.ledgerBalance };
  };
  const statements = async (feed: Feed) => {
    const { statements } = (await feed.fixture.control("/state")) as unknown as {
      statements: { request: { transactionDetails: { uniqueId: string }[] } }[];
    };
    return statements.map(({ request }) => request.transactionDetails.map(({ uniqueId }) => uniqueId));
  };

  test("F2 is by days: a late line is accepted for fourteen days, with a warning, and keeps the newest balance", async () => {
    const feed = await fixture();
    await push(feed, { ...line("2026-07-05"), balance: 500 });
    await post(feed);
    const late = await push(feed, { ...line("2026-06-21"), balance: 9 }, { ...line("2026-06-30"), balance: 8 });
    expect(warnings(late)).toEqual([
      ["transactions[0].date", "late"],
      ["transactions[1].date", "late"],
    ]);
    const old = await push(feed, line("2026-06-20"));
    expect(old).toMatchObject({
      status: "Failed",
      validation: {
        errors: [
          {
            itemId: "transactions[0].date",
            message: "is more than 14 days older than the newest transaction of this account, which is of 2026-07-05",
          },
        ],
      },
    });
    await post(feed);
    expect(await ledger(feed)).toEqual({ ids: ["2026-07-05", "2026-06-21", "2026-06-30"], balance: 500 });
    const { body } = await feed.ask("GET", `${feed.connection}/connectionInfo/bankFeedAccounts`);
    expect((body as { balance: number }[])[0]?.balance).toBe(500);
    await push(feed, { ...line("2026-07-06"), balance: 510 });
    await post(feed);
    expect((await ledger(feed)).balance).toBe(510);
  });

  test("F11 within a statement is that of days, whatever was pushed when", async () => {
    const feed = await fixture();
    await push(feed, line("2026-07-05"), line("2026-07-06"));
    await push(feed, line("2026-07-01"), line("2026-07-05", "late of a day that there was"));
    await post(feed);
    expect(await statements(feed)).toEqual([
      ["2026-07-01", "2026-07-05", "late of a day that there was", "2026-07-06"],
    ]);
  });

  test("F11 within a push is oldest day first; times order a day only if each line has one", async () => {
    const feed = await fixture();
    const wrong = await push(feed, line("2026-07-02"), line("2026-07-01"));
    expect(wrong.validation.errors).toMatchObject([
      { itemId: "transactions[1].date", message: "is older than the transaction before it" },
    ]);
    const timed = [
      line("2026-07-01T15:00:00Z", "c"),
      line("2026-07-01T09:00:00+09:00", "a"),
      line("2026-07-01T09:30", "b"),
    ];
    const untimed = [line("2026-07-02T15:00:00Z", "d"), line("2026-07-02", "e"), line("2026-07-02T08:00:00Z", "f")];
    const inDays = await push(feed, ...timed, ...untimed);
    expect([inDays.status, warnings(inDays)]).toEqual(["Pending", []]);
    const earlier = await push(feed, line("2026-07-02T00:01:00Z", "g"));
    expect([earlier.status, warnings(earlier)]).toEqual(["Pending", []]);
    await post(feed);
    expect((await ledger(feed)).ids).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  });

  test("F2 lets a line that came ahead of its day shut out nothing of today", async () => {
    const feed = await fixture("2026-07-10T12:00:00Z");
    expect(warnings(await push(feed, line("2026-07-11")))).toEqual([["transactions[0].date", "ahead"]]);
    expect(warnings(await push(feed, line("2026-07-10")))).toEqual([]);
    await post(feed);
    expect((await ledger(feed)).ids).toHaveLength(2);
  });

  test("F2 is as strict as the public contract's, and as near as a time zone, where its institution wants that", async () => {
    const feed = await fixture("2026-07-10T12:00:00Z");
    expect(
      (await feed.ask("PUT", "/settings", { transactionOrder: "strict", timeZone: "America/New_York" })).status,
    ).toBe(200);
    await push(feed, line("2026-07-09"));
    const late = await push(feed, line("2026-07-08"));
    expect(late.validation.errors[0]?.message).toBe(
      "is older than the newest transaction of this account, which is of 2026-07-09",
    );
    expect((await push(feed, line("2026-07-11"))).validation.errors).toMatchObject([{ validatorName: "future" }]);
    expect((await push(feed, { ...line("2026-07-10"), balance: 110.1 })).validation).toEqual({
      errors: [],
      warnings: [],
    });
    const [row] = await feed.needs.db.select().from(institutions).where(eq(institutions.id, feed.institutionId));
    expect(row).toMatchObject({ strictOrder: true, timeZone: "America/New_York" });
  });

  test("F30 keeps a late line from before the start date out of a statement, also after a retry or refusal", async () => {
    const feed = await fixture();
    await inSageIs(feed, "cancelled");
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    const id = await connect(feed, "2026-07-05");
    await push(feed, line("2026-07-06"));
    await push(feed, line("2026-07-01"));
    await push(feed, line("2026-07-07"));
    await fault(feed, POST, { status: 503 });
    await post(feed);
    expect((await ledger(feed, id)).ids).toEqual(["2026-07-06", "2026-07-07"]);
    await push(feed, line("2026-07-08"));
    await push(feed, line("2026-07-02"));
    const last = await push(feed, line("2026-07-09"));
    const no = { status: 400, body: { error: { code: "ValidationError", message: "no", detail: null } } };
    await fault(feed, POST, no, 2);
    await post(feed);
    expect((await ledger(feed, id)).ids).toEqual(["2026-07-06", "2026-07-07", "2026-07-09"]);
    const { body } = await feed.ask("GET", `${feed.company}/push/${last.pushOperationKey}`);
    expect(body).toMatchObject({ status: "Success" });
  });
});
