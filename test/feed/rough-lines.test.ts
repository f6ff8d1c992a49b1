import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { plusDays, utcDay } from "../../lib/calendar-day.ts";
import { sourceAccounts } from "../../lib/db/schema.ts";
import { aFeed, connect, ledgerOf, someLines } from "../feed.ts";
import { inSageIs, post } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

type Remark = { itemId: string; message: string; validatorName: string };
type Push = { status: string; validation: { errors: Remark[]; warnings: Remark[] } };

/** Lines as the systems of institutions write them, which is seldom as nicely as in samples. */
describeStores("a transaction that is written roughly", (database) => {
  async function fixture() {
    const feed = await aFeed(database());
    const pushed = async (lines: readonly object[]) => {
      const { status, body, text } = await feed.push(lines);
      expect(status, text).toBe(200);
      return body as Push;
    };
    const inSage = async () => (await ledgerOf(feed.fixture, feed.sageBankAccountId)) as unknown as Ledger;
    return { ...feed, feed, pushed, inSage };
  }
  type Ledger = {
    transactions: { transactionAmount: number; description: string }[];
    balances: { ledgerBalance: number };
  };
  const placesOf = (remarks: readonly Remark[]) =>
    remarks.map(({ itemId, validatorName }) => `${itemId} ${validatorName}`);

  test("F4 does not keep a thousand from Sage: noise is rounded, long text clipped, control characters left out", async () => {
    const { feed, pushed, inSage } = await fixture();
    const lines = someLines(1_000).map((line) => ({ ...line }));
    const change = (index: number, to: object) => Object.assign(lines[index] ?? {}, to);
    change(0, { amount: 10.1 + 1e-15, description: `${"x".repeat(600)}` });
    change(1, { description: "Caf\u0000\u00e9 \u001bZo\u00eb", reference: "r".repeat(300), counterparty: "a\u0007b" });
    const push = await pushed(lines);
    expect(push).toMatchObject({ status: "Pending", validation: { errors: [] } });
    expect(placesOf(push.validation.warnings)).toEqual([
      "transactions[0].amount rounded",
      "transactions[0].description clipped",
      "transactions[1].description characters",
      "transactions[1].counterparty characters",
      "transactions[1].reference clipped",
    ]);
    await post(feed);
    const { transactions } = await inSage();
    expect(transactions).toHaveLength(1_000);
    expect(transactions[0]).toMatchObject({ transactionAmount: 10.1, description: "x".repeat(512) });
    expect(transactions[1]).toMatchObject({ description: "Café Zoë" });
  });

  test("F4 with a digit too many stays refused, and nothing is stored", async () => {
    const { feed, push } = await fixture();
    const [line] = someLines(1);
    for (const amount of [0.1234567, 10.0000005]) expect((await push([{ ...line, amount }])).status).toBe(400);
    await post(feed);
    expect((await ledgerOf(feed.fixture, feed.sageBankAccountId)).transactions).toEqual([]);
  });

  test("F6 repeated with an extra space or float digit is the same, and with other text gets the differences", async () => {
    const { feed, pushed } = await fixture();
    const [line] = someLines(1);
    const whole = { ...line, reference: "POS 1", counterparty: "Shop" };
    await pushed([whole]);
    await post(feed);
    for (const same of [
      { ...whole, description: "Line 0  ", reference: "POS 1 " },
      { ...whole, amount: 10.100000000000001, balance: 100.00000000000001 },
      { ...whole, balance: undefined },
    ])
      expect(await pushed([same]), JSON.stringify(same)).toMatchObject({
        status: "Success",
        validation: { errors: [] },
      });
    for (const [retouched, names] of [
      [{ description: "Line 0, corrected" }, "description"],
      [{ balance: 101 }, "balance"],
      [
        { description: "x", balance: 101, counterparty: null, amount: 10.11 },
        "description, amount, balance and counterparty",
      ],
      [{ transactionType: "Other", date: "2026-01-06" }, "date and transactionType"],
    ] as const)
      expect(await pushed([{ ...whole, ...retouched }])).toMatchObject({
        status: "Failed",
        validation: {
          errors: [
            {
              itemId: "transactions[0].id",
              message: `was used for another transaction of this account, with another ${names}`,
            },
          ],
        },
      });
  });

  test("F5 without description and balance is taken, and its balance reckoned", async () => {
    const { feed, pushed, inSage, needs, account } = await fixture();
    const told = { balance: "500", balanceToldAt: needs.clock() };
    await needs.db.update(sourceAccounts).set(told).where(eq(sourceAccounts.id, account.id));
    const bare = (id: string, amount: number, date: string) => ({ id, amount, date });
    const first = await pushed([bare("a", 10.5, "2026-02-01"), bare("b", -0.25, "2026-02-02")]);
    expect(first).toMatchObject({ status: "Pending", validation: { errors: [] } });
    expect(placesOf(first.validation.warnings)).toEqual(["transactions balance"]);
    await post(feed);
    // The account's balance is the one after them.
    expect((await inSage()).balances.ledgerBalance).toBe(500);
    // More of the history: the account's own balance has it in it already.
    await pushed([bare("c", 0.1, "2026-02-03"), bare("d", 0.2, "2026-02-03")]);
    await post(feed);
    expect((await inSage()).balances.ledgerBalance).toBe(500);
    needs.passMinutes(3 * 24 * 60);
    const today = utcDay(needs.clock());
    await pushed([bare("e", 0.1, today), bare("f", 0.2, today)]);
    await post(feed);
    expect((await inSage()).balances.ledgerBalance).toBe(500.3);
    const { body } = await feed.ask("GET", `${feed.connection}/connectionInfo/bankFeedAccounts`);
    expect((body as { balance: number }[])[0]?.balance).toBe(500.3);
  });

  test("F5 and without a balance is in the account's, if the store has no time of that balance", async () => {
    const { feed, pushed, inSage, needs, account } = await fixture();
    const before = { balance: "500", balanceToldAt: null, createdAt: needs.clock() };
    await needs.db.update(sourceAccounts).set(before).where(eq(sourceAccounts.id, account.id));
    needs.passMinutes(2 * 24 * 60);
    const today = utcDay(needs.clock());
    const stands = async (id: string, amount: number, date: string) => {
      await pushed([{ id, amount, date }]);
      await post(feed);
      return (await inSage()).balances.ledgerBalance;
    };
    expect([await stands("a", 300, plusDays(today, -1)), await stands("b", 200, today)]).toEqual([500, 500]);
    needs.passMinutes(2 * 24 * 60);
    // Stated with the first push, it stays the same with later ones.
    expect(await stands("c", 1, plusDays(today, 1))).toBe(501);
  });

  test("F5 and without a balance is in the account's when that was stated again, unchanged", async () => {
    const { feed, needs } = await fixture();
    const [, second] = feed.accounts;
    if (!second) throw new Error("one account only");
    const its = eq(sourceAccounts.id, second.id);
    const before = { balanceToldAt: needs.clock() };
    const [{ balance } = { balance: "" }] = await needs.db.update(sourceAccounts).set(before).where(its).returning();
    needs.passMinutes(2 * 24 * 60);
    const at = `${feed.connection}/connectionInfo/bankFeedAccounts/${second.externalId}`;
    expect(await feed.ask("PATCH", at, { id: second.externalId, balance: Number(balance) })).toMatchObject({
      status: 200,
    });
    const own = { ...feed, account: second };
    const id = await connect(own);
    const path = `${feed.connection}/push/bankAccounts/${second.externalId}/bankTransactions`;
    const line = { id: "a", amount: 7, date: plusDays(utcDay(needs.clock()), -1) };
    await feed.ask("POST", path, { accountId: second.externalId, transactions: [line] });
    await post(own);
    expect((await ledgerOf(feed.fixture, id)).balances.ledgerBalance).toBe(Number(balance));
  });

  test("F5 and without a balance is calculated from the account's, stated since the last line", async () => {
    const { feed, pushed, inSage, needs } = await fixture();
    const today = utcDay(needs.clock());
    const bare = (id: string, amount: number) => ({ id, amount, date: today });
    await pushed([bare("a", 10)]);
    await post(feed);
    await inSageIs(feed, "cancelled");
    await needs.connections.markDisconnected(feed.sageBankAccountId, needs.clock());
    needs.passMinutes(1);
    const path = `${feed.connection}/connectionInfo/bankFeedAccounts/${feed.account.externalId}`;
    await feed.ask("PATCH", path, { id: feed.account.externalId, balance: 500 });
    needs.passMinutes(1);
    const anew = await connect(feed);
    // The lines of the older account go again first, with their former balance.
    await post(feed);
    await pushed([bare("b", 7)]);
    await post(feed);
    expect((await ledgerOf(feed.fixture, anew)).balances.ledgerBalance).toBe(500);
    expect(await inSage()).not.toMatchObject({ balances: { ledgerBalance: 500 } });
  });

  test("F5 and late, without a balance, counts in the next calculated one, with a warning", async () => {
    const { feed, pushed, inSage, needs } = await fixture();
    needs.setTime(new Date("2026-07-10T12:00:00Z"));
    const bare = (id: string, amount: number, date: string) => ({ id, amount, date });
    await pushed([{ ...bare("a", 10, "2026-07-05"), balance: 500 }]);
    await post(feed);
    await pushed([bare("b", 1, "2026-07-06")]);
    const late = await pushed([bare("late", 100, "2026-07-01")]);
    expect(placesOf(late.validation.warnings)).toEqual([
      "transactions[0].date late",
      "transactions[0].balance balance",
      "transactions balance",
    ]);
    await post(feed);
    expect((await inSage()).balances.ledgerBalance).toBe(601);
    // The repeat has the balance that the bank knows by then. A calculated balance is no conflict.
    const again = await pushed([{ ...bare("b", 1, "2026-07-06"), balance: 501 }]);
    expect(again).toMatchObject({ status: "Success", validation: { errors: [] } });
    await pushed([bare("c", 1, "2026-07-07")]);
    await post(feed);
    expect((await inSage()).balances.ledgerBalance).toBe(602);
  });

  test("F5 with a balance that does not follow from the push before draws the same warning as within a push", async () => {
    const { pushed } = await fixture();
    const line = (id: string, amount: number, balance: number, date = "2026-02-02") => ({ id, date, amount, balance });
    expect((await pushed([line("a", 10, 110)])).validation.warnings).toEqual([]);
    const next = await pushed([line("b", 5, 120)]);
    expect(placesOf(next.validation.warnings)).toEqual(["transactions[0].balance balance"]);
    expect((await pushed([line("c", 5, 125)])).validation.warnings).toEqual([]);
    // A late one has the balance of its own day, and what is repeated was compared before.
    const late = await pushed([line("d", 5, 7, "2026-02-01")]);
    expect(placesOf(late.validation.warnings)).toEqual(["transactions[0].date late"]);
    expect(placesOf((await pushed([line("b", 5, 120)])).validation.warnings)).toEqual(["transactions[0].id repeat"]);
  });

  test("F5 draws a warning where balances do not add up or a card's signs are turned round", async () => {
    const { feed, pushed, needs, account } = await fixture();
    const line = (id: string, amount: number, balance: number, transactionType = "Unknown") => ({
      id,
      date: "2026-02-01",
      description: id,
      amount,
      balance,
      transactionType,
    });
    const gap = await pushed([line("a", 10, 110), line("b", 5, 120), line("c", -20, 100)]);
    expect(gap).toMatchObject({ status: "Pending", validation: { errors: [] } });
    expect(placesOf(gap.validation.warnings)).toEqual(["transactions[1].balance balance"]);
    const turned = await pushed([line("d", 10, 90), line("e", 5, 85)]);
    expect(placesOf(turned.validation.warnings)).toEqual(["transactions signs"]);
    await needs.db.update(sourceAccounts).set({ type: "creditCard" }).where(eq(sourceAccounts.id, account.id));
    const card = await pushed([
      line("f", 42.1, 542.1, "Pos"),
      line("g", 9.9, 552, "Fee"),
      line("h", -552, 0, "Payment"),
    ]);
    expect(placesOf(card.validation.warnings)).toEqual(["transactions card", "transactions[0].balance balance"]);
    const right = await pushed([line("i", -42.1, -42.1, "Pos"), line("j", 42.1, 0, "Payment")]);
    expect(right.validation.warnings).toEqual([]);
    await post(feed);
    expect((await ledgerOf(feed.fixture, feed.sageBankAccountId)).transactions).toHaveLength(10);
  });
});
