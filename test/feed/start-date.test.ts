import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { accountInSage, aFeed, connect, postAll, someLines } from "../feed.ts";
import { type Feed, fault, inSageIs, linesIn, linkTo, type Push, post, push, QUERY, told } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

/** Lines that wait when the account is reconnected from another date. */
describeStores("a push from before the new start date", (database) => {
  const early = someLines(1, { from: "2026-01-05", prefix: "early" });
  const late = someLines(1, { from: "2026-02-05", prefix: "late" });
  const pushed = async (feed: Feed, lines: object[]) => (await feed.push(lines)).body as Push;
  async function anew(feed: Feed) {
    await inSageIs(feed, "cancelled");
    const id = await connect(feed, "2026-02-01");
    await post(feed);
    return id;
  }
  const remarks = async (feed: Feed, { pushOperationKey }: Push) => {
    const { body } = await feed.ask("GET", `${feed.company}/push/${pushOperationKey}`);
    const { warnings } = (body as { validation: { warnings: { itemId: string; message: string }[] } }).validation;
    // Their balances are invented, which causes a warning too.
    return warnings
      .filter(({ itemId }) => !itemId.endsWith(".balance"))
      .map(({ itemId, message }) => `${itemId} ${message}`);
  };

  test("F30 has failed when the account was reconnected from a later date on, whatever came after it", async () => {
    const feed = await aFeed(database());
    const [early, late] = [await push(feed, "2026-01-05"), await push(feed, "2026-02-05")];
    await inSageIs(feed, "cancelled");
    const anew = await connect(feed, "2026-02-01");
    await post(feed);
    expect([await told(feed, early), await told(feed, late), await linesIn(feed, anew)]).toEqual([
      "Failed",
      "Success",
      2,
    ]);
  });

  test("F30 has failed when the account was reconnected from a later date on", async () => {
    const feed = await aFeed(database());
    const it = await push(feed, "2026-02-05");
    await inSageIs(feed, "cancelled");
    const anew = await accountInSage(feed, "2026-03-01");
    await post(feed);
    expect([await told(feed, it), await linesIn(feed, anew)]).toEqual(["Failed", 0]);
  });

  test("F30 goes to an account that an account query names without a start date, from the earlier date", async () => {
    const feed = await aFeed(database());
    const it = await push(feed);
    await inSageIs(feed, "cancelled");
    const anew = await accountInSage(feed, "2026-01-01");
    const known = [
      { bankAccountId: anew, status: "active" },
      { bankAccountId: feed.sageBankAccountId, status: "cancelled" },
    ];
    await fault(feed, QUERY, { status: 200, body: { data: known } });
    await post(feed);
    expect([await told(feed, it), await linesIn(feed, anew)]).toEqual(["Success", 2]);
  });

  test("F30 on the day of a connection without a start date is wanted, though dated with its midnight", async () => {
    const feed = await aFeed(database());
    const [, second] = feed.accounts;
    if (!second) throw new Error("one account only");
    const sageBankAccountId = await accountInSage({ ...feed, account: second });
    const now = feed.needs.clock();
    const link = { ...linkTo(feed, sageBankAccountId, null), sourceAccountId: second.id };
    await feed.needs.connections.markConnected(link, now);
    const path = `${feed.connection}/push/bankAccounts/${second.externalId}/bankTransactions`;
    const transactions = [{ ...someLines(1)[0], date: now.toISOString().slice(0, 10) }];
    await feed.ask("POST", path, { accountId: second.externalId, transactions });
    await postAll(feed.needs, second.id, 20);
    expect(await linesIn(feed, sageBankAccountId)).toBe(1);
  });

  test("F30 except for its last lines is not reported as all in Sage without a remark about the others", async () => {
    const feed = await aFeed(database());
    const first = await pushed(feed, early);
    await post(feed);
    expect(await told(feed, first)).toBe("Success");
    const more = someLines(2, { from: "2026-01-06", prefix: "more" });
    const it = await pushed(feed, [...early, ...more, ...late]);
    const id = await anew(feed);
    expect([await told(feed, it), await linesIn(feed, id)]).toEqual(["Success", 1]);
    expect(await remarks(feed, it)).toEqual([
      "transactions[0].id was delivered before, word for word; it is not sent again",
      "transactions[1].date is before the feed's start date; Sage does not get it",
      "transactions[2].date is before the feed's start date; Sage does not get it",
    ]);
  });

  test("F30 that another one repeats is remarked there too", async () => {
    const feed = await aFeed(database());
    const first = await pushed(feed, [...early, ...late]);
    const it = await pushed(feed, [...early, ...someLines(1, { from: "2026-02-06" })]);
    const id = await anew(feed);
    expect([await told(feed, first), await told(feed, it), await linesIn(feed, id)]).toEqual(["Success", "Success", 2]);
    expect(await remarks(feed, first)).toEqual([
      "transactions[0].date is before the feed's start date; Sage does not get it",
    ]);
    expect((await remarks(feed, it)).at(-1)).toBe(
      "transactions[0].date is before the feed's start date; Sage does not get it",
    );
  });

  test("F30 takes nothing with it of one that repeats it and goes on", async () => {
    const feed = await aFeed(database());
    const first = await pushed(feed, early);
    const both = await pushed(feed, [...early, ...late]);
    const later = await pushed(feed, someLines(1, { from: "2026-02-06" }));
    const id = await anew(feed);
    expect([await told(feed, first), await told(feed, both), await told(feed, later)]).toEqual([
      "Failed",
      "Success",
      "Success",
    ]);
    expect(await linesIn(feed, id)).toBe(2);
    expect((await remarks(feed, both)).at(-1)).toMatch(/^transactions\[0\].date is before/);
  });

  test("F30 does not keep an account from going on to which very much was pushed", async () => {
    const feed = await aFeed(database());
    const { db } = feed.needs;
    // 70,000 pushes of one line each, long delivered: two hundred a day for a year.
    await db.execute(sql`insert into push_operations (id, institution_id, company_id, connection_id, source_account_id, status, requested_at, completed_at, lines)
      select gen_random_uuid(), ${feed.institutionId}, ${feed.companyId}, ${feed.connectionId}, ${feed.account.id}, 'Success', now(), now(), 1 from generate_series(1, 70000)`);
    await db.execute(sql`insert into bank_lines (source_account_id, push_id, id, at, description, amount, balance, type)
      select source_account_id, id, id::text, '2026-01-05', 'x', 1, 1, 'Credit' from push_operations where source_account_id = ${feed.account.id}`);
    await inSageIs(feed, "cancelled");
    const it = await push(feed, "2026-02-05");
    const id = await connect(feed, "2026-02-01");
    await post(feed);
    expect([await told(feed, it), await linesIn(feed, id)]).toEqual(["Success", 2]);
  });

  test("F30 goes to Sage once the account is reconnected from an earlier date", async () => {
    const feed = await aFeed(database());
    await feed.push(early);
    const both = (await feed.push([...early, ...late])).body as Push;
    await inSageIs(feed, "cancelled");
    const later = await connect(feed, "2026-02-01");
    await post(feed);
    expect([await told(feed, both), await linesIn(feed, later)]).toEqual(["Success", 1]);
    // Its user connects it once more, from an earlier date, as errors.md advises.
    feed.needs.passMinutes(5);
    await inSageIs(feed, "cancelled", later);
    const earlier = await connect(feed, "2026-01-01");
    await post(feed);
    const again = (await feed.push(early)).body as Push;
    await post(feed);
    expect([again.status, await linesIn(feed, earlier)]).toEqual(["Success", 2]);
  });
});
